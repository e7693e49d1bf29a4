//! Where entries are found other than by the words of a text: by key, address, or sound.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::heard::{NameSound, PersonSound, person_keys};
use super::listing::Listing;
use super::strings::Strings;

/// Entries by key, by address and by sound.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(from = "Packed")]
pub(super) struct Index {
    /// By the key of a name or alias.
    pub(super) names: Owners,
    /// By a plain address.
    pub(super) urls: Owners,
    sounds: FxHashMap<String, Vec<NameSound>>,
    people: Vec<PersonSound>,
    /// Places in `people` by key.
    #[serde(skip)]
    people_by_key: FxHashMap<u64, Vec<u32>>,
}

/// An index as it is stored.
#[derive(Deserialize)]
struct Packed {
    names: Owners,
    urls: Owners,
    sounds: FxHashMap<String, Vec<NameSound>>,
    people: Vec<PersonSound>,
}

impl From<Packed> for Index {
    fn from(Packed { names, urls, sounds, people }: Packed) -> Self {
        let mut index = Index { names, urls, sounds, ..Index::default() };
        people.into_iter().for_each(|person| index.file_person(person));
        index
    }
}

/// Most names that are kept under one sound; all of them are compared with what was heard.
///
/// Of the built-in names at most some twenty sound alike. Of more than this, the best known are kept: they are what is
/// most likely meant.
const MOST_ALIKE: usize = 500;

impl Index {
    /// An empty index with room for so many entries.
    pub(super) fn with_capacity(entries: usize) -> Self {
        Index {
            names: Owners::with_capacity(entries * 3 / 2, 12),
            urls: Owners::with_capacity(entries, 24),
            ..Index::default()
        }
    }

    /// Files what a run of entries is found by; what an entry before has stays its own.
    pub(super) fn file(&mut self, listings: &mut [Listing]) {
        for listing in listings {
            listing.names.drain(..).for_each(|(key, entry)| self.names.insert(&key, entry));
            listing.urls.drain(..).for_each(|(url, entry)| self.urls.insert(&url, entry));
            for (skeleton, sound) in listing.sounds.drain(..) {
                let alike = self.sounds.entry(skeleton).or_default();
                if alike.len() < MOST_ALIKE {
                    alike.push(sound);
                }
            }
            listing.people.drain(..).for_each(|person| self.file_person(person));
        }
    }

    fn file_person(&mut self, person: PersonSound) {
        for key in person_keys(&person.given, &person.parts) {
            let alike = self.people_by_key.entry(key).or_default();
            if alike.len() < MOST_ALIKE {
                alike.push(self.people.len() as u32);
            }
        }
        self.people.push(person);
    }

    /// The projects whose name has these consonants, the better known first.
    pub(super) fn sounding_like(&self, skeleton: &str) -> &[NameSound] {
        self.sounds.get(skeleton).map_or(&[], Vec::as_slice)
    }

    /// The well-known people under any of these keys; some may come twice.
    pub(super) fn people(&self, keys: Vec<u64>) -> impl Iterator<Item = &PersonSound> {
        let numbers = keys.into_iter().filter_map(|key| self.people_by_key.get(&key)).flatten();
        numbers.map(|&number| &self.people[number as usize])
    }
}

/// Strings, each with the entry that had it first.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Owners {
    strings: Strings,
    entries: Vec<u32>,
}

impl Owners {
    /// Room for so many strings of about so many bytes each.
    fn with_capacity(strings: usize, bytes: usize) -> Self {
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

    #[test]
    fn of_very_many_that_sound_alike_the_best_known_are_kept() {
        let mut index = Index::default();
        let sound =
            |entry| NameSound { entry, name: "quab".into(), sounds: "kwap".into(), is_english: false };
        let person =
            |entry| PersonSound { entry, given: "ada".into(), parts: vec!["ata".into(), "kwap".into()] };
        let keys = |given: &str, sounds: [&str; 2]| person_keys(given, &sounds.map(String::from));
        for entry in 0..MOST_ALIKE as u32 + 2 {
            let sounds = vec![("kwp".to_string(), sound(entry))];
            let people = vec![person(entry)];
            index.file(&mut [Listing { sounds, people, ..Listing::default() }]);
        }
        assert_eq!(index.sounding_like("kwp").len(), MOST_ALIKE);
        assert_eq!(
            index.people(keys("ada", ["ata", "ka"])).map(|one| one.entry).max(),
            Some(MOST_ALIKE as u32 - 1)
        );
        assert_eq!(index.people(keys("ann", ["an", "kwap"])).count(), MOST_ALIKE);
    }
}
