//! Limits on names: blocked for good, or counted only near certain words.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::WordId;
use crate::table::Block;

/// Words to either side of a name within which its cue words stand near it.
const REACH: usize = 30;

/// What a user's rows ask of names; mostly nothing, and then it costs nothing.
#[derive(Debug, Default)]
pub struct Limits {
    blocked: FxHashSet<String>,
    asked: FxHashMap<Box<[WordId]>, Near>,
    favoured: FxHashMap<u32, Near>,
    rows: FxHashMap<String, Block>,
}

/// Words or phrases of which one is to stand near a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Near {
    /// Sorted, so that a hundred thousand are searched as soon as three.
    phrases: Vec<Box<[WordId]>>,
    /// The lengths that phrases have.
    lengths: Vec<usize>,
}

impl Near {
    /// One of these phrases; empty ones are passed over.
    pub(super) fn new(phrases: impl Iterator<Item = Vec<WordId>>) -> Self {
        let phrases = phrases.filter(|phrase| !phrase.is_empty()).map(Vec::into_boxed_slice);
        let mut phrases: Vec<Box<[WordId]>> = phrases.collect();
        phrases.sort_unstable();
        let mut lengths: Vec<usize> = phrases.iter().map(|phrase| phrase.len()).collect();
        lengths.sort_unstable();
        lengths.dedup();
        Near { phrases, lengths }
    }

    /// Whether one of the phrases stands within 30 words of a name, and not in it.
    pub fn stands_near(&self, ids: &[WordId], name: std::ops::Range<usize>) -> bool {
        let before = &ids[name.start.saturating_sub(REACH)..name.start];
        let after = &ids[name.end..ids.len().min(name.end + REACH)];
        let is_phrase =
            |words: &[WordId]| self.phrases.binary_search_by(|phrase| (**phrase).cmp(words)).is_ok();
        let holds = |words: &[WordId], length: usize| words.windows(length).any(is_phrase);
        self.lengths.iter().any(|&length| holds(before, length) || holds(after, length))
    }
}

impl Limits {
    /// Whether the name with this [`key`](super::key) is never to be matched, nor to be discovered.
    pub fn is_blocked(&self, key: &str) -> bool {
        self.blocked.contains(key)
    }

    /// Whether any name is blocked.
    pub fn blocks_any(&self) -> bool {
        !self.blocked.is_empty()
    }

    /// The row that blocks the name with this key or asks for cue words near it.
    pub fn row(&self, key: &str) -> Option<&Block> {
        self.rows.get(key)
    }

    /// What must stand near a name with these words for it to count.
    pub fn asked(&self, words: &[WordId]) -> Option<&Near> {
        if self.asked.is_empty() { None } else { self.asked.get(words) }
    }

    /// What speaks for an entry where it stands near.
    pub fn favoured(&self, entry: u32) -> Option<&Near> {
        if self.favoured.is_empty() { None } else { self.favoured.get(&entry) }
    }

    pub(super) fn keep_row(&mut self, key: String, row: Block) {
        self.rows.insert(key, row);
    }

    pub(super) fn block(&mut self, key: String) {
        self.blocked.insert(key);
    }

    pub(super) fn ask(&mut self, words: Box<[WordId]>, near: Near) {
        self.asked.insert(words, near);
    }

    pub(super) fn favour(&mut self, entry: u32, near: Near) {
        self.favoured.insert(entry, near);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_counts_before_and_behind_a_name_but_not_in_it() {
        let near = Near::new([vec![1, 2], vec![9], vec![]].into_iter());
        assert!(near.stands_near(&[0, 1, 2, 5], 3..4));
        assert!(near.stands_near(&[5, 0, 9], 0..1));
        assert!(!near.stands_near(&[0, 9, 0], 1..2));
        assert!(!near.stands_near(&[1, 5, 2], 1..2));
        let many = Near::new((0..200_000).map(|word| vec![word, 7]));
        assert!(
            (0..1000)
                .all(|word| many.stands_near(&[word, 7, 5], 2..3) && !many.stands_near(&[word, 8, 5], 2..3))
        );
        let far: Vec<WordId> = std::iter::once(9).chain([0; 40]).collect();
        assert!(!near.stands_near(&far, 40..41));
    }
}
