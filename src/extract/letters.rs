//! Whether the capitals of a text tell anything: some transcripts have none, some nothing else, and some recognisers leave them
//! out for minutes.

use std::ops::Range;

use super::limits::letters::{BARE, FEW, MOSTLY_NAMES, SENTENCE};
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
    /// Words of the language that are mostly names: with a capital, without, and which was the first without.
    names: [u32; 2],
    small: Option<WordId>,
    others: bool,
}

impl Letters {
    /// Counts a word.
    pub(super) fn count(&mut self, word: Word, id: WordId) {
        let capital = u32::from(word.is_capital());
        let is_name = |odds: f32| odds >= MOSTLY_NAMES;
        if word.gap == Gap::Space && word.info.is_english() && word.info.capital_odds().is_some_and(is_name) {
            self.names[usize::from(!word.is_capital())] += 1;
            if capital == 0 {
                self.others |= *self.small.get_or_insert(id) != id;
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

    /// Whether names that are words of the language have no capital, though others have: some recognisers write "rails" and "react" so.
    pub(super) fn hide_names(&self) -> bool {
        let [capital, small] = self.names;
        self.others && small >= FEW && small >= 2 * capital
    }
}

/// The stretches of a document without a capital that tells something, amid full sentences.
///
/// A text in which names alone have capitals is none: there it says much that a word has none.
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
