//! Runs numbered in the order they come: the letters of words, keys and addresses, the words of forms and phrases.
//!
//! All stand in one column, one behind the other: a run costs its items and about twenty bytes more, and no piece of memory
//! of its own.

use std::hash::Hash;

use bytemuck::Pod;

use super::slots::{Slots, tag};
use super::{Column, parts};

/// Runs, each with a number from 0; the same may come twice.
#[derive(Debug)]
pub(crate) struct Runs<T: Pod> {
    items: Column<T>,
    /// Where each run ends in `items`; it begins where the one before ends.
    ends: Column<u32>,
}

/// Different runs, each with a number from 0.
#[derive(Debug)]
pub(crate) struct Numbered<T: Pod> {
    runs: Runs<T>,
    slots: Slots,
}

/// Different strings, each with a number from 0.
pub(crate) type Strings = Numbered<u8>;

parts!(Runs<T> [T: Pod] { items, ends });
parts!(Numbered<T> [T: Pod] { runs, slots });

impl<T: Pod> Runs<T> {
    /// Adds a run under the next number.
    ///
    /// # Panics
    ///
    /// When all runs together have more than four thousand million items: no memory of today holds such a dictionary.
    pub(crate) fn push(&mut self, run: &[T]) {
        let end = u32::try_from(self.items.len() + run.len()).expect("names of less than 4 GiB");
        self.items.to_mut().extend_from_slice(run);
        self.ends.push(end);
    }

    /// The run with a number.
    pub(crate) fn at(&self, number: u32) -> &[T] {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.items[start as usize..self.ends[number] as usize]
    }

    /// How many runs there are: the next one's number.
    pub(crate) fn len(&self) -> u32 {
        self.ends.len() as u32
    }
}

impl Runs<u8> {
    /// The string with a number; all that are put in are strings.
    pub(crate) fn text(&self, number: u32) -> &str {
        std::str::from_utf8(self.at(number)).expect("a string was put in")
    }
}

impl<T: Pod> Default for Runs<T> {
    fn default() -> Self {
        Runs { items: Column::default(), ends: Column::default() }
    }
}

impl<T: Pod> Default for Numbered<T> {
    fn default() -> Self {
        Numbered { runs: Runs::default(), slots: Slots::default() }
    }
}

impl<T: Pod> Numbered<T> {
    /// Makes room for so many runs more, of so many items altogether.
    pub(crate) fn reserve(&mut self, runs: usize, items: usize) {
        self.runs.items.to_mut().reserve(items);
        self.runs.ends.to_mut().reserve(runs);
        self.slots.reserve(runs);
    }

    /// The run with a number.
    pub(crate) fn at(&self, number: u32) -> &[T] {
        self.runs.at(number)
    }

    /// How many runs there are: the next one's number.
    pub(crate) fn len(&self) -> u32 {
        self.runs.len()
    }
}

impl<T: Pod + Hash + Eq> Numbered<T> {
    /// The number of a run, the next one if it is new.
    pub(crate) fn insert(&mut self, run: &[T]) -> u32 {
        let tag = tag(run);
        if let Some(number) = self.find(tag, run) {
            return number;
        }
        let number = self.len();
        self.runs.push(run);
        self.slots.insert(tag, number);
        number
    }

    /// The number of a run, if it has one.
    pub(crate) fn number(&self, run: &[T]) -> Option<u32> {
        self.find(tag(run), run)
    }

    fn find(&self, tag: u32, run: &[T]) -> Option<u32> {
        self.slots.find(tag, |number| self.at(number) == run)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_in_the_order_of_coming(runs in prop::collection::vec(prop::collection::vec(0u32..4, 0..4), 0..60)) {
            let mut numbered = Numbered::default();
            let mut obvious: Vec<&[u32]> = Vec::new();
            for run in &runs {
                if !obvious.contains(&run.as_slice()) {
                    prop_assert_eq!(numbered.number(run), None);
                    obvious.push(run);
                }
                let number = obvious.iter().position(|known| known == run).map(|at| at as u32);
                prop_assert_eq!(Some(numbered.insert(run)), number);
                prop_assert_eq!(numbered.number(run), number);
            }
            prop_assert_eq!(numbered.len() as usize, obvious.len());
            prop_assert!((0..numbered.len()).map(|number| numbered.at(number)).eq(obvious));
        }
    }
}
