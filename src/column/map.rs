//! What is known of runs: of names and addresses, of phrases, of pairs of words.

use std::hash::Hash;

use bytemuck::Pod;

use super::numbered::Numbered;
use super::{Column, parts};

/// A map from runs to numbers, or to short arrays of them.
#[derive(Debug)]
pub(crate) struct Map<T: Pod, V: Pod> {
    keys: Numbered<T>,
    values: Column<V>,
}

parts!(Map<T, V> [T: Pod, V: Pod] { keys, values });

impl<T: Pod, V: Pod> Default for Map<T, V> {
    fn default() -> Self {
        Map { keys: Numbered::default(), values: Column::default() }
    }
}

impl<T: Pod + Hash + Eq, V: Pod> Map<T, V> {
    /// Makes room for so many runs more, of so many items altogether.
    pub(crate) fn reserve(&mut self, runs: usize, items: usize) {
        self.keys.reserve(runs, items);
        self.values.to_mut().reserve(runs);
    }

    /// The value of a run, to be changed; `new` if it had none.
    pub(crate) fn entry(&mut self, run: &[T], new: V) -> &mut V {
        let number = self.keys.insert(run) as usize;
        let values = self.values.to_mut();
        if number == values.len() {
            values.push(new);
        }
        &mut values[number]
    }

    /// The value of a run, if it has one.
    pub(crate) fn get(&self, run: &[T]) -> Option<V> {
        self.keys.number(run).map(|number| self.values[number as usize])
    }

    /// All runs and their values, in the order in which they came.
    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[T], V)> {
        (0..self.keys.len()).map(|number| (self.keys.at(number), self.values[number as usize]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_keeps_what_a_later_one_claims_until_it_is_changed() {
        let mut owners = Map::default();
        for (string, entry) in [("quibble", 4), ("quab", 5), ("quibble", 6)] {
            owners.entry(string.as_bytes(), entry);
        }
        let get = |owners: &Map<u8, u32>| ["quibble", "quab", "qu"].map(|key| owners.get(key.as_bytes()));
        assert_eq!(get(&owners), [Some(4), Some(5), None]);
        *owners.entry(b"quab", 0) = 7;
        assert_eq!(get(&owners), [Some(4), Some(7), None]);
    }
}
