//! Whether the capitals of a text tell anything: some transcripts have none, some nothing else.

use super::word::Word;
use crate::text::word::Gap;

/// Counts of capitals, to see whether they tell anything.
#[derive(Debug, Default)]
pub(super) struct Letters {
    sentences: u32,
    begun: u32,
    inner: u32,
    capitals: u32,
}

impl Letters {
    /// Counts a word.
    pub(super) fn count(&mut self, word: Word) {
        let capital = u32::from(word.is_capital());
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
}
