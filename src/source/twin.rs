//! Documents that say what another one says, such as captions beside a transcript.
//!
//! *Why not simpler*: to compare each with each is quick for the usual two or three, but takes hours for a folder of
//! 66,000 texts under one number. As two alike share four fifths of their groups of words, they also share one of the
//! rarest fifth of each; only those that do are compared (prefix filtering: Chaudhuri, Ganti and Kaushik 2006).

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::episode::Document;
use crate::text::fold::fold;

/// Three words that follow each other, as hashes.
type Shingle = [u64; 3];

/// With how many documents one is compared at most, best first.
///
/// Not reached by what people make: it takes as many different documents that share their rarest words.
const COMPARED: usize = 64;

/// For each document, the better one of its kind that says nearly the same, if any.
///
/// Better is the one that tells more speakers' turns, then more times, then more text, then the earlier one; itself
/// it has no better one.
pub(super) fn find(documents: &[&Document]) -> Vec<Option<usize>> {
    let mut twins = vec![None; documents.len()];
    let mut best_first: Vec<usize> = (0..documents.len()).collect();
    best_first.sort_by_key(|&i| (documents[i].kind, Reverse(told(documents[i])), i));
    for same_kind in best_first.chunk_by(|&a, &b| documents[a].kind == documents[b].kind) {
        if same_kind.len() > 1 {
            find_among(documents, same_kind, &mut twins);
        }
    }
    twins
}

/// Finds the twins among documents of one kind, given best first.
fn find_among(documents: &[&Document], best_first: &[usize], twins: &mut [Option<usize>]) {
    let said: Vec<_> = best_first.iter().map(|&i| shingles(&documents[i].text)).collect();
    let mut common: FxHashMap<Shingle, u32> = FxHashMap::default();
    for &shingle in said.iter().flatten() {
        *common.entry(shingle).or_default() += 1;
    }
    // Which of the documents without a twin hold a shingle among their rarest.
    let mut holders: FxHashMap<Shingle, Vec<usize>> = FxHashMap::default();
    for (at, one) in said.iter().enumerate() {
        let rarest = rarest(one, &common);
        let twin = candidates(&rarest, &holders).into_iter().find(|&other| alike(&said[other], one));
        twins[best_first[at]] = twin.map(|other| best_first[other]);
        if twin.is_none() {
            for shingle in rarest {
                let holders = holders.entry(shingle).or_default();
                if holders.len() < COMPARED {
                    holders.push(at);
                }
            }
        }
    }
}

/// The documents that hold one of the shingles, best first.
fn candidates(rarest: &[Shingle], holders: &FxHashMap<Shingle, Vec<usize>>) -> Vec<usize> {
    let mut found: Vec<usize> =
        rarest.iter().filter_map(|shingle| holders.get(shingle)).flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(COMPARED);
    found
}

/// The rarest fifth and one more: of two sets alike, these have one in common. All that say nothing share one.
fn rarest(said: &FxHashSet<Shingle>, common: &FxHashMap<Shingle, u32>) -> Vec<Shingle> {
    let mut rarest: Vec<Shingle> = said.iter().copied().collect();
    if rarest.is_empty() {
        return vec![[0; 3]];
    }
    let last = said.len() / 5;
    rarest.select_nth_unstable_by_key(last, |shingle| (common.get(shingle).copied(), *shingle));
    rarest.truncate(last + 1);
    rarest
}

/// How much a document tells besides its words: turns, times, length.
fn told(document: &Document) -> (usize, usize, usize) {
    let turns = document.segments.iter().filter(|segment| segment.speaker.is_some()).count();
    let times = document.segments.iter().filter(|segment| segment.time.is_some()).count();
    (turns, times, document.text.len())
}

fn shingles(text: &str) -> FxHashSet<Shingle> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<u64> = words.map(|word| hash(&fold(word))).collect();
    words.windows(3).map(|three| [three[0], three[1], three[2]]).collect()
}

/// FNV-1a: the same on every machine.
fn hash(word: &str) -> u64 {
    word.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// Whether two texts say nearly the same: four fifths of all they say is in both. Texts of fewer than three
/// words are alike only when neither holds any group, that is, never worth keeping both.
fn alike(a: &FxHashSet<Shingle>, b: &FxHashSet<Shingle>) -> bool {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if small.len() * 5 < large.len() * 4 {
        return false;
    }
    let both = small.iter().filter(|three| large.contains(*three)).count();
    both * 5 >= (a.len() + b.len() - both) * 4
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::episode::DocumentKind;

    fn document(text: String) -> Document {
        let (path, kind) = (String::new(), DocumentKind::Transcript);
        Document { path, kind, text, segments: Vec::new(), origins: Vec::new(), links: Vec::new() }
    }

    fn twins(texts: Vec<String>) -> Vec<Option<usize>> {
        let documents: Vec<_> = texts.into_iter().map(document).collect();
        find(&documents.iter().collect::<Vec<_>>())
    }

    /// Each compared with each.
    fn plainly(texts: &[String]) -> Vec<Option<usize>> {
        let mut best_first: Vec<usize> = (0..texts.len()).collect();
        best_first.sort_by_key(|&i| (Reverse(texts[i].len()), i));
        let said: Vec<_> = texts.iter().map(|text| shingles(text)).collect();
        let (mut kept, mut twins) = (Vec::new(), vec![None; texts.len()]);
        for i in best_first {
            twins[i] = kept.iter().copied().find(|&k: &usize| alike(&said[k], &said[i]));
            if twins[i].is_none() {
                kept.push(i);
            }
        }
        twins
    }

    /// Texts that leave out or change some words of one.
    fn texts() -> impl Strategy<Value = Vec<String>> {
        let talk: Vec<String> = (0..60).map(|word| format!("w{word}")).collect();
        let cut = (prop::collection::vec(0usize..60, 0..4), 0usize..60, 0usize..4);
        prop::collection::vec(cut, 0..12).prop_map(move |cuts| {
            let text = |(other, from, few): (Vec<usize>, usize, usize)| {
                let mut words = talk.clone();
                other.into_iter().for_each(|at| words[at] = "other".to_owned());
                let from = if few > 0 { from / 6 } else { from };
                words[from..].join(" ")
            };
            cuts.into_iter().map(text).collect()
        })
    }

    proptest! {
        #[test]
        fn finds_what_comparing_each_with_each_finds(texts in texts()) {
            prop_assert_eq!(plainly(&texts), twins(texts));
        }
    }

    #[test]
    fn texts_of_few_words_are_twins() {
        let texts = ["", "one", "two words", "three words here", "three words here"];
        assert_eq!(twins(texts.map(str::to_owned).to_vec()), [Some(2), Some(2), None, None, Some(3)]);
    }

    /// Each with each would be two thousand million comparisons.
    #[test]
    fn many_texts_of_one_episode_are_told_apart_soon() {
        let texts: Vec<String> =
            (0..66_000).map(|i| format!("Hello and welcome to part {i} of our long talk")).collect();
        assert!(twins(texts).iter().all(Option::is_none));
        let texts = vec!["Hello and welcome to our long talk".to_owned(); 66_000];
        assert_eq!(twins(texts).iter().filter(|twin| **twin == Some(0)).count(), 65_999);
    }

    /// Few words in every order: all share their rarest.
    #[test]
    fn texts_of_the_same_few_words_are_told_apart_soon() {
        let word = |i: usize, at: usize| ["yes", "no", "well"][(i / 3usize.pow(at as u32) + i * at) % 3];
        let text = |i| (0..40).map(|at| word(i, at % 12)).collect::<Vec<_>>().join(" ");
        assert_eq!(twins((0..4_000).map(text).collect()).len(), 4_000);
    }
}
