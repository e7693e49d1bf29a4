//! Where listening for garbles may make sense: a look at numbers that spares nearly all words the ear.
//!
//! *Why not simpler*: making the sounds of words and comparing them costs a hundred times as much as asking what sort of
//! words they are, and whether an expected name begins so and is about as long.

use std::ops::Range;

use super::hearing::{Expected, Ground, Words};
use super::limits::awaited::{ALIKE, COMMON, VERY_COMMON};
use super::limits::hearing::{SPELT_PHRASE, SPELT_PLAIN};
use super::reading::Reading;
use super::word::Word;

/// Length in bytes from which words are not told apart by length: the last bit of a number.
const LONGEST: usize = 63;

/// What is asked of a word again and again, a bit each.
mod bit {
    pub(super) const EXPLAINED: u8 = 1;
    pub(super) const STRANGE: u8 = 2;
    pub(super) const FOREIGN: u8 = 4;
    pub(super) const COMMON: u8 = 8;
    pub(super) const VERY_COMMON: u8 = 16;
}

/// What the words of an episode are, and which of them an expected name may be heard in.
pub(super) struct Awaited {
    bits: Vec<u8>,
    /// By first letter of a word: the lengths, a bit each, from which a word is not too far from an expected name that
    /// begins so, or with a letter that may sound the same.
    words: [u64; 256],
    /// The same for a word of no dictionary: names that were recognised elsewhere, which only such a word may be.
    foreign: [u64; 256],
    /// The same for several words, which must begin as the name does.
    phrases: [u64; 256],
}

impl Awaited {
    /// Costs a look at each word.
    pub(super) fn new(reading: &Reading, expected: &[Expected], explained: &[bool]) -> Awaited {
        let (mut words, mut foreign, mut phrases) = ([0; 256], [0; 256], [0; 256]);
        // A slip is a strange word, which is listened to anyway.
        for expected in expected.iter().filter(|one| one.ground != Ground::Named) {
            let (first, length) = (expected.name.as_bytes()[0], expected.name.len());
            let alike = ALIKE.iter().filter(|letters| letters.contains(&first)).copied().flatten();
            let lengths = lengths_near(length, SPELT_PLAIN);
            let of_words = if expected.recognised { &mut foreign } else { &mut words };
            alike.chain([&first]).for_each(|&letter| of_words[letter as usize] |= lengths);
            phrases[first as usize] |=
                if expected.recognised { 0 } else { lengths_near(length, SPELT_PHRASE) };
        }
        let bits = reading.words.iter().zip(explained).map(|(&word, &explained)| bits(word, explained));
        Awaited { bits: bits.collect(), words, foreign, phrases }
    }

    /// Whether a garble may begin at a word: one of the next `longest` is odd, or an expected name begins as it does.
    /// With a very common word only an expected name of several words begins.
    pub(super) fn may_begin(&self, reading: &Reading, at: usize, longest: usize) -> bool {
        let first = usize::from(reading.words[at].first);
        if self.bits[at] & bit::VERY_COMMON != 0 {
            return self.phrases[first] != 0;
        }
        let near = self.bits[at..].iter().take(longest);
        self.words[first] | self.phrases[first] != 0
            || near.fold(0, |any, bits| any | bits) & (bit::EXPLAINED | bit::FOREIGN) != 0
    }

    /// What sort of words these are; `None` where listening makes no sense.
    pub(super) fn sort(&self, reading: &Reading, words: &Range<usize>) -> Option<Words> {
        let bits = &self.bits[words.clone()];
        let (any, all) = bits.iter().fold((0, u8::MAX), |(any, all), bits| (any | bits, all & bits));
        let has = |bit: u8| any & bit != 0;
        if all & bit::EXPLAINED != 0 {
            return None;
        }
        let (begins, ends) = (bits[0] & bit::VERY_COMMON != 0, bits[bits.len() - 1] & bit::VERY_COMMON != 0);
        let (strange, partly) = (has(bit::STRANGE), has(bit::EXPLAINED));
        let foreign = partly || has(bit::FOREIGN);
        match bits.len() {
            1 if strange => Some(Words::Strange),
            1 if !has(bit::COMMON) && self.awaits(reading, words, foreign) => {
                Some(match reading.capital_tells(words.start) {
                    true if foreign => Words::Foreign,
                    true => Words::Capital,
                    false => Words::Plain,
                })
            }
            2.. if strange && !has(bit::COMMON) && !partly => Some(Words::StrangePhrase),
            2.. if foreign && !begins && !ends => Some(Words::Mixed),
            2.. if !strange && !partly && !ends && self.awaits(reading, words, foreign) => {
                Some(Words::Phrase)
            }
            _ => None,
        }
    }

    /// Whether some expected name begins as these words do and is about as long.
    fn awaits(&self, reading: &Reading, words: &Range<usize>, foreign: bool) -> bool {
        let first = usize::from(reading.words[words.start].first);
        let lengths = match words.len() {
            1 if foreign => self.words[first] | self.foreign[first],
            1 => self.words[first],
            _ => self.phrases[first],
        };
        let length: usize = reading.words[words.clone()].iter().map(|word| word.span.range().len()).sum();
        lengths & 1 << length.min(LONGEST) != 0
    }
}

fn bits(word: Word, explained: bool) -> u8 {
    let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
    bit(explained, bit::EXPLAINED)
        | bit(word.is_strange(), bit::STRANGE)
        | bit(!word.info.is_english(), bit::FOREIGN)
        | bit(word.info.zipf >= COMMON, bit::COMMON)
        | bit(word.info.zipf >= VERY_COMMON, bit::VERY_COMMON)
}

/// The lengths, a bit each, that differ from a name's by no more than a share of the longer; what is longer than
/// [`LONGEST`] counts as that long.
fn lengths_near(name: usize, share: f32) -> u64 {
    let near = |length: usize| name.abs_diff(length) as f32 <= share * name.max(length) as f32;
    let longer = if name >= LONGEST || near(LONGEST) { 1 << LONGEST } else { 0 };
    (1..LONGEST).filter(|&length| near(length)).fold(longer, |lengths, length| lengths | 1 << length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_the_share_allows() {
        let lengths =
            |name, share| (0..64).filter(|at| lengths_near(name, share) & 1 << at != 0).collect::<Vec<_>>();
        assert_eq!(lengths(4, 0.34), [3, 4, 5, 6]);
        assert_eq!(lengths(60, 0.04), [58, 59, 60, 61, 62]);
        assert_eq!(lengths(100, 0.1), [63]);
    }
}
