//! Where entries are found other than by the words of a text: by key, address, or sound.

use rustc_hash::FxHashMap;

use super::heard::{NameSound, PersonSound};
use super::listing::Listing;
use super::strings::Strings;

/// Entries by key, by address and by sound.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By the key of a name or alias.
    pub(super) names: Owners,
    /// By a plain address.
    pub(super) urls: Owners,
    /// Projects by the consonants of their name, the better known first.
    pub(super) sounds: FxHashMap<String, Vec<NameSound>>,
    /// Well-known people by the first sound of their surname.
    pub(super) people: FxHashMap<char, Vec<PersonSound>>,
}

impl Index {
    /// Files what a run of entries is found by; what an entry before has stays its own.
    pub(super) fn file(&mut self, listings: &mut [Listing]) {
        for listing in listings {
            listing.names.drain(..).for_each(|(key, entry)| self.names.insert(&key, entry));
            listing.urls.drain(..).for_each(|(url, entry)| self.urls.insert(&url, entry));
            for (skeleton, sound) in listing.sounds.drain(..) {
                self.sounds.entry(skeleton).or_default().push(sound);
            }
            for (first, sound) in listing.people.drain(..) {
                self.people.entry(first).or_default().push(sound);
            }
        }
    }
}

/// Strings, each with the entry that had it first.
#[derive(Debug, Default)]
pub(super) struct Owners {
    strings: Strings,
    entries: Vec<u32>,
}

impl Owners {
    /// Room for so many strings of about so many bytes each.
    pub(super) fn with_capacity(strings: usize, bytes: usize) -> Self {
        let entries = Vec::with_capacity(strings);
        Owners { strings: Strings::with_capacity(strings, strings * bytes), entries }
    }

    fn insert(&mut self, string: &str, entry: u32) {
        if self.strings.insert(string) as usize == self.entries.len() {
            self.entries.push(entry);
        }
    }

    /// The entry that has this string.
    pub(super) fn entry(&self, string: &str) -> Option<u32> {
        self.strings.number(string).map(|number| self.entries[number as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_keeps_what_a_later_one_claims() {
        let mut owners = Owners::with_capacity(2, 8);
        for (string, entry) in [("quibble", 4), ("quab", 5), ("quibble", 6)] {
            owners.insert(string, entry);
        }
        assert_eq!(["quibble", "quab", "qu"].map(|string| owners.entry(string)), [Some(4), Some(5), None]);
    }
}
