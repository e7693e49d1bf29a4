//! Words that were read a moment ago: most words of a talk are said again and again.
//!
//! *Why not simpler*: folding a word and looking it up among a hundred thousand takes several times as long as finding
//! it here. *Limit*: words of up to sixteen bytes; one place for each hash, so that a newer word takes an older one's.

use crate::dictionary::lexicon::{WordId, WordInfo};
use crate::text::Span;

/// How many words are kept: a power of two, small enough for the second cache (256 KB).
const PLACES: usize = 8192;
/// The longest word, in bytes.
const LONGEST: usize = 16;

/// What is known of a word as it is written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Read {
    pub(super) id: WordId,
    /// What the lexicon knows of it.
    pub(super) info: WordInfo,
    /// Its first byte, a letter in lower case.
    pub(super) first: u8,
    /// How it is written; see [`super::word::Word`].
    pub(super) shape: u8,
    /// How many bytes at its end are no part of it: a version, or the `s` of many.
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

    /// What `read` makes of the word at `span`, or made of it a moment ago.
    pub(super) fn read(&mut self, text: &str, span: Span, read: impl FnOnce() -> Read) -> Read {
        let Some(number) = number(text.as_bytes(), span) else { return read() };
        let mixed = (number as u64 ^ (number >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let place = &mut self.0[(mixed >> (u64::BITS - PLACES.ilog2())) as usize];
        if place.0 != number {
            *place = (number, read());
        }
        place.1
    }
}

/// A word of at most [`LONGEST`] bytes as a number. No word is empty, and a NUL is part of none: equal numbers are equal words.
fn number(text: &[u8], span: Span) -> Option<u128> {
    let (start, length) = (span.start as usize, span.range().len());
    let spare = LONGEST.checked_sub(length)?;
    if let Some(window) = text[start..].first_chunk() {
        return Some(u128::from_le_bytes(*window) << (8 * spare));
    }
    let mut padded = [0; LONGEST];
    padded[spare..].copy_from_slice(&text[span.range()]);
    Some(u128::from_le_bytes(padded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let mut seen = Seen::new();
        let words = (0..10_000u32).map(|number| format!("word{number}")).collect::<Vec<_>>();
        let read = |seen: &mut Seen, word: &str, id| {
            seen.read(word, Span::new(0, word.len()), || Read { id, ..Read::default() }).id
        };
        for (number, word) in (0..).zip(&words).chain((0..).zip(&words)) {
            assert_eq!(read(&mut seen, word, number), number);
        }
        let read = |seen: &mut Seen, id| read(seen, "longer than sixteen bytes", id);
        assert_eq!((read(&mut seen, 1), read(&mut seen, 2)), (1, 2));
    }

    #[test]
    fn a_word_is_read_once() {
        let mut seen = Seen::new();
        seen.read("Flask", Span::new(0, 5), || Read { id: 7, ..Read::default() });
        // The same word, amid other text.
        let again =
            seen.read("a Flask of quite another sort", Span::new(2, 7), || unreachable!("it was read"));
        assert_eq!(again.id, 7);
    }
}
