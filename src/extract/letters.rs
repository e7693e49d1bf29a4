//! Whether the capitals of a text tell anything: some transcripts have none, some nothing else, and some recognisers leave them
//! out for minutes.

use std::ops::Range;

use super::limits::letters::{BARE, FEW, MOSTLY_NAMES, SELDOM, SENTENCE};
use super::word::Word;
use crate::dictionary::lexicon::WordId;
use crate::text::word::Gap;

/// Counts of capitals, to see whether they tell anything.
#[derive(Debug, Default)]
pub(super) struct Letters {
    sentences: u32,
    begun: u32,
    inner: u32,
    capitals: u32,
    /// Words of the language that are mostly names: with a capital, and without.
    names: [u32; 2],
    /// The first of those without, and whether there is another.
    first_small: Option<WordId>,
    several: bool,
}

impl Letters {
    /// Counts a word.
    pub(super) fn count(&mut self, word: Word, id: WordId) {
        let capital = u32::from(word.is_capital());
        let is_name = |odds: f32| odds >= MOSTLY_NAMES;
        if word.gap == Gap::Space && word.info.is_english() && word.info.capital_odds().is_some_and(is_name) {
            self.names[usize::from(!word.is_capital())] += 1;
            if capital == 0 {
                self.several |= *self.first_small.get_or_insert(id) != id;
            }
        }
        match word.gap {
            Gap::Sentence => {
                self.sentences += 1;
                self.begun += capital;
            }
            Gap::Space => {
                self.inner += 1;
                self.capitals += capital;
            }
            _ => {}
        }
    }

    /// Sentences begin with capitals, and not every second word inside has one.
    pub(super) fn tell(&self) -> bool {
        let begun = self.begun * 2 >= self.sentences || self.capitals * 200 > self.inner;
        begun && self.capitals * 2 < self.inner.max(20)
    }

    /// Whether names that are words of the language have no capital: some recognisers write "rails" and "react", and "JavaScript".
    pub(super) fn hide_names(&self) -> bool {
        let [capital, small] = self.names;
        self.several && small >= FEW && small >= 2 * capital && small * SELDOM >= self.inner
    }
}

/// The stretches of a document without a capital that tells something, amid full sentences.
///
/// None in a text without full sentences: there names alone may have capitals, and a word without one is no name.
pub(super) fn bare(words: &[Word], all: Range<usize>, tells: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let (mut from, mut sentences) = (all.start, 0);
    for at in all.clone().filter(|&at| tells(at)).chain([all.end]) {
        if at - from >= BARE {
            stretches.push(from..at);
        }
        from = at + 1;
        sentences += usize::from(at < all.end && words[at].gap == Gap::Sentence);
    }
    let written = all.len() - stretches.iter().map(Range::len).sum::<usize>();
    if sentences * SENTENCE < written {
        stretches.clear();
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Dictionary;
    use crate::episode::Episode;
    use crate::extract::reading::Reading;
    use crate::source;

    /// So many words of which each tenth begins a sentence.
    fn full(words: usize) -> String {
        let sentence = "We said a lot of it that day, all right. ";
        sentence.repeat(words / 10)
    }

    fn bare_words(text: String) -> Vec<usize> {
        let document = source::read("a.txt", text.as_bytes()).unwrap().document;
        let episode = Episode { documents: vec![document], ..Episode::default() };
        let dictionary = Dictionary::builtin();
        let reading = Reading::new(&episode, &dictionary);
        (0..reading.words.len()).filter(|&at| reading.words[at].is_bare()).collect()
    }

    #[test]
    fn a_stretch_without_capitals_is_told_from_a_long_sentence() {
        let small = |words: usize| "so ".repeat(words);
        // Behind the capital of "We" nine words of the last sentence are small, too.
        assert!(bare_words(full(2000) + &small(BARE - 10) + &full(2000)).is_empty());
        let found = bare_words(full(2000) + &small(BARE - 9) + &full(2000));
        assert_eq!((found.len(), found[0]), (BARE, 1991));
        assert_eq!(bare_words(small(BARE + 5) + &full(2000)).len(), BARE + 5);
        assert_eq!(bare_words(full(2000) + &small(BARE)).len(), BARE + 9);
        // "I" is written so anywhere, and where names alone have capitals, there are no sentences.
        assert!(!bare_words(full(2000) + &"so I ".repeat(BARE)).is_empty());
        assert!(
            bare_words("so it is in Quimbo ".repeat(40) + &small(BARE + 5) + &"so in Quimbo ".repeat(90))
                .is_empty()
        );
    }
}
