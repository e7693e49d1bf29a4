//! Strings numbered in the order they come: the words of the lexicon, the keys of names, addresses.
//!
//! All stand in one text, one behind the other: a string costs its bytes and about twenty more, and no piece of memory
//! of its own.

use serde::{Deserialize, Serialize};

use super::slots::{Slots, tag};

/// Different strings, each with a number from 0.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(from = "Packed")]
pub(super) struct Strings {
    text: String,
    /// Where each string ends in `text`; it begins where the one before ends.
    ends: Vec<usize>,
    #[serde(skip)]
    slots: Slots,
}

/// Strings as they are stored.
#[derive(Deserialize)]
struct Packed {
    text: String,
    ends: Vec<usize>,
}

impl From<Packed> for Strings {
    fn from(Packed { text, ends }: Packed) -> Self {
        let slots = Slots::with_capacity(ends.len());
        let mut strings = Strings { text, ends, slots };
        for number in 0..strings.len() {
            strings.slots.insert(tag(strings.at(number)), number);
        }
        strings
    }
}

impl Strings {
    /// Room for so many strings of about `bytes` altogether.
    pub(super) fn with_capacity(strings: usize, bytes: usize) -> Self {
        Strings {
            text: String::with_capacity(bytes),
            ends: Vec::with_capacity(strings),
            slots: Slots::with_capacity(strings),
        }
    }

    /// The number of a string, the next one if it is new.
    pub(super) fn insert(&mut self, string: &str) -> u32 {
        let tag = tag(string.as_bytes());
        if let Some(number) = self.find(tag, string) {
            return number;
        }
        let number = self.len();
        self.text.push_str(string);
        self.ends.push(self.text.len());
        self.slots.insert(tag, number);
        number
    }

    /// The number of a string, if it has one.
    pub(super) fn number(&self, string: &str) -> Option<u32> {
        self.find(tag(string.as_bytes()), string)
    }

    /// How many strings there are: the next one's number.
    pub(super) fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    fn find(&self, tag: u32, string: &str) -> Option<u32> {
        self.slots.find(tag, |number| self.at(number) == string.as_bytes())
    }

    /// As bytes, which need no look at the borders of characters.
    fn at(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.text.as_bytes()[start..self.ends[number]]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_in_the_order_of_coming(strings in prop::collection::vec("[a-cé]{0,3}", 0..60)) {
            let mut numbered = Strings::default();
            let mut obvious: Vec<&str> = Vec::new();
            for string in &strings {
                if !obvious.contains(&string.as_str()) {
                    prop_assert_eq!(numbered.number(string), None);
                    obvious.push(string);
                }
                let number = obvious.iter().position(|known| known == string).map(|at| at as u32);
                prop_assert_eq!(Some(numbered.insert(string)), number);
                prop_assert_eq!(numbered.number(string), number);
            }
            prop_assert_eq!(numbered.len() as usize, obvious.len());
        }
    }
}
