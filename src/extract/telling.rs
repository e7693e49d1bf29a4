//! The words that tell what a document is about, counted.
//!
//! Names alone do not tell all of it: two episodes on burn-out may share none. An extraction holds no texts, so it
//! keeps these words, and episodes can be compared by them later. Counts only: how rare a word is among the episodes
//! is not this episode's business.
//!
//! *What it keeps*: words that are not everyday English, those said often and rare in English first.
//! *Limit*: how rare is known of English alone; of a text in another language the most frequent words stay, too.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::limits::telling::{COMMON, COMMONEST, MOST, SHORTEST};
use super::reading::Reading;
use crate::dictionary::lexicon::WordId;
use crate::text::fold::fold;

/// The telling words of a document, folded, and how often each is said.
///
/// Costs a look at every word and a sort of the different ones that are not common.
pub(super) fn words(reading: &Reading, document: usize) -> BTreeMap<String, u32> {
    let words = reading.document_words(document);
    // One word in ten is another that tells something.
    let mut said: FxHashMap<WordId, (usize, u32)> =
        FxHashMap::with_capacity_and_hasher(words.len() / 10, Default::default());
    for word in words.filter(|&word| tells(reading, word)) {
        said.entry(reading.ids[word]).or_insert((word, 0)).1 += 1;
    }
    let ranked = said.into_values().map(|(word, times)| {
        let rarity = COMMONEST.saturating_sub(reading.info(word).zipf);
        (Reverse(times * u32::from(rarity)), fold(reading.text(&(word..word + 1))), times)
    });
    let mut ranked: Vec<(Reverse<u32>, String, u32)> = ranked.collect();
    ranked.sort_unstable();
    ranked.truncate(MOST);
    ranked.into_iter().map(|(_, word, count)| (word, count)).collect()
}

fn tells(reading: &Reading, word: usize) -> bool {
    if reading.info(word).zipf >= COMMON || reading.words[word].is_address() {
        return false;
    }
    let text = reading.text(&(word..word + 1));
    text.len() >= SHORTEST && text.starts_with(char::is_alphabetic) && !text.contains(['\'', '\u{2019}'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Dictionary;
    use crate::extract::Extractor;
    use crate::source::{group::group, read};

    fn words_of(text: &str) -> BTreeMap<String, u32> {
        let episodes = group(vec![read("our-show/7.txt", text.as_bytes()).expect("a text")]).episodes;
        words(&Reading::new(&episodes[0], &Dictionary::builtin()), 0)
    }

    #[test]
    fn keeps_what_is_not_everyday_english() {
        let words = words_of(
            "00:01 A lighthouse keeper told us about lenses. The Lighthouse is old, and they don't repair it: \
             see https://lamps.example/oil, or call 555.\n",
        );
        let expected = [("keeper", 1), ("lenses", 1), ("lighthouse", 2), ("repair", 1)];
        assert_eq!(words, expected.map(|(word, count)| (word.to_owned(), count)).into());
    }

    #[test]
    fn keeps_the_most_frequent_of_very_many() {
        let mut text = "00:01 zzqa zzqa zzqa".to_owned();
        (0..500u32).for_each(|number| {
            let letter = |place: u32| char::from(b'a' + (number / 26u32.pow(place) % 26) as u8);
            text.extend([' ', 'q', 'x', letter(1), letter(0)]);
        });
        let words = words_of(&text);
        assert_eq!((words.len(), words.get("zzqa")), (MOST, Some(&3)));
    }

    #[test]
    fn an_extraction_without_words_has_all_else() {
        let text = "00:01 A lighthouse keeper wrote its pages with Django.\n";
        let episodes = group(vec![read("our-show/7.txt", text.as_bytes()).expect("a text")]).episodes;
        let dictionary = Dictionary::builtin();
        let extractor = Extractor::new(&dictionary);
        let mut whole = extractor.extract(&episodes[0]);
        let without = extractor.without_words().extract(&episodes[0]);
        assert_ne!(whole, without);
        whole.documents[0].words.clear();
        assert_eq!((&whole, whole.documents[0].mentions.len()), (&without, 1));
    }
}
