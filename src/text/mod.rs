//! Strings: where they are, what words they hold, how those are folded, how they sound, how far apart they are.
//!
//! In: any text. Out: [`Span`]s and folded words. The modules, in the order they are used:
//!
//! 1. [`fold`] brings a word to the form under which it is looked up.
//! 2. [`word`] cuts a text into words.
//! 3. [`sound`] says how a word sounds, roughly.
//! 4. [`distance`] says how far two words are apart.
//! 5. [`particle`] knows the small words within names.

pub mod distance;
pub mod fold;
pub mod particle;
pub mod sound;
pub mod word;

use serde::{Deserialize, Serialize};

/// A stretch of a text: bytes `start..end`, always on character borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `start..end`.
    ///
    /// Documents are far below 4 GiB (the command line refuses larger files), so 32 bits hold every offset.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end as u32 }
    }

    /// The span as a range to slice with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
