//! Words that were read a moment ago: most words of a talk are said again and again.
//!
//! *Why not simpler*: folding a word and looking it up among a hundred thousand takes several times as long as finding
//! it here. *Limit*: words of up to sixteen bytes; one place for each hash, so that a newer word takes an older one's.

use crate::dictionary::lexicon::WordId;

/// How many words are kept: a power of two, small enough for the nearest cache.
const PLACES: usize = 1024;
/// The longest word, in bytes.
const LONGEST: usize = 16;

/// What is known of a word as it is written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Read {
    pub(super) id: WordId,
    /// How it is written; see [`super::word::Word`].
    pub(super) shape: u8,
    /// How many bytes at its end are no part of it: a version.
    pub(super) left_out: u8,
}

/// The words seen last, by how they are written.
#[derive(Debug)]
pub(super) struct Seen(Vec<(u128, Read)>);

impl Seen {
    /// None so far.
    pub(super) fn new() -> Seen {
        Seen(vec![(0, Read::default()); PLACES])
    }

    /// What `read` makes of a word, or made of it a moment ago.
    pub(super) fn read(&mut self, word: &str, read: impl FnOnce() -> Read) -> Read {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST {
            return read();
        }
        // No word is empty, and a NUL is part of none: equal numbers are equal words.
        let mut padded = [0; LONGEST];
        padded[..bytes.len()].copy_from_slice(bytes);
        let number = u128::from_le_bytes(padded);
        let mixed = (number as u64 ^ (number >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let place = &mut self.0[(mixed >> 54) as usize % PLACES];
        if place.0 != number {
            *place = (number, read());
        }
        place.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let mut seen = Seen::new();
        let words = (0..5000u32).map(|number| format!("word{number}")).collect::<Vec<_>>();
        for (number, word) in words.iter().enumerate().chain(words.iter().enumerate()) {
            let read = seen.read(word, || Read { id: number as WordId, ..Read::default() });
            assert_eq!(read.id, number as WordId);
        }
        let read = |seen: &mut Seen, id| {
            seen.read("longer than sixteen bytes", || Read { id, ..Read::default() }).id
        };
        assert_eq!((read(&mut seen, 1), read(&mut seen, 2)), (1, 2));
    }

    #[test]
    fn a_word_is_read_once() {
        let mut seen = Seen::new();
        seen.read("Flask", || Read { id: 7, ..Read::default() });
        assert_eq!(seen.read("Flask", || unreachable!("it was read")).id, 7);
    }
}
