//! Places found by what stands there: the hash table behind words, keys and forms.
//!
//! *Why not a `HashMap`*: it would hold the content once more, a piece of memory each, and could not be read where the image
//! of the built-in dictionary lies. Here content stays in one array with its owner, who compares; the table holds eight
//! bytes a place.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::{Column, parts};

/// A hash table of numbers, by open addressing with linear probing.
#[derive(Debug, Default)]
pub(super) struct Slots {
    slots: Column<Slot>,
    filled: usize,
}

parts!(Slots { slots, filled });

/// A tag and a number.
type Slot = [u32; 2];

/// The number in an empty slot; no content has it.
const NONE: u32 = u32::MAX;

const EMPTY: Slot = [0, NONE];

/// The tag of some content: the part of its hash that is kept.
pub(super) fn tag(content: &(impl Hash + ?Sized)) -> u32 {
    let mut hasher = FxHasher::default();
    content.hash(&mut hasher);
    hasher.finish() as u32
}

impl Slots {
    /// The number with this tag whose content `is` what is looked for.
    pub(super) fn find(&self, tag: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        let slots: &[Slot] = &self.slots;
        let mask = slots.len().checked_sub(1)?;
        let mut at = tag as usize & mask;
        loop {
            let [other, number] = slots[at];
            if number == NONE {
                return None;
            }
            if other == tag && is(number) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a number that is not in the table yet.
    pub(super) fn insert(&mut self, tag: u32, number: u32) {
        debug_assert!(number != NONE, "the dictionary is full");
        // At most five eighths are filled, so that what is not there is missed after few steps.
        if (self.filled + 1) * 8 > self.slots.len() * 5 {
            self.grow_to((self.slots.len() * 2).max(8));
        }
        self.filled += 1;
        put(self.slots.to_mut(), [tag, number]);
    }

    /// Makes room for so many numbers more.
    pub(super) fn reserve(&mut self, numbers: usize) {
        let wanted = ((self.filled + numbers) * 8 / 5 + 1).next_power_of_two();
        if wanted > self.slots.len() {
            self.grow_to(wanted);
        }
    }

    fn grow_to(&mut self, places: usize) {
        let mut larger = vec![EMPTY; places];
        let filled = self.slots.iter().filter(|[_, number]| *number != NONE);
        filled.for_each(|&slot| put(&mut larger, slot));
        self.slots = larger.into();
    }
}

fn put(slots: &mut [Slot], slot: Slot) {
    let mask = slots.len() - 1;
    let mut at = slot[0] as usize & mask;
    while slots[at][1] != NONE {
        at = (at + 1) & mask;
    }
    slots[at] = slot;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        for room in [0, 1, 2, 100, 2000] {
            let mut slots = Slots::default();
            slots.reserve(room);
            assert_eq!(slots.find(tag("x"), |_| true), None);
            for number in 0..1000 {
                slots.insert(tag(&number), number);
                assert_eq!(slots.find(tag(&1000), |found| found == 1000), None);
            }
            for number in 0..1000 {
                assert_eq!(slots.find(tag(&number), |found| found == number), Some(number));
            }
        }
    }

    #[test]
    fn content_with_one_tag_is_told_apart_by_its_owner() {
        let mut slots = Slots::default();
        (0..50).for_each(|number| slots.insert(7, number));
        assert!((0..50).all(|number| slots.find(7, |found| found == number) == Some(number)));
        assert_eq!(slots.find(7, |_| false), None);
    }
}
