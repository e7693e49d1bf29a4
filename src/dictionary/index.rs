//! Where entries are found other than by the words of a text: by key, address, or sound.

use std::borrow::Cow;

use super::heard::{NameSound, PersonSound, person_keys};
use super::listing::Listing;
use crate::column::lists::Lists;
use crate::column::map::Map;
use crate::column::numbered::{Numbered, Runs, Strings};
use crate::column::{Column, parts};

/// Entries by key, by address and by sound.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By the key of a name or alias.
    pub(super) names: Owners,
    /// By a plain address.
    pub(super) urls: Owners,
    sounds: Sounds,
    people: People,
}

/// Strings, each with the entry that had it first.
pub(super) type Owners = Map<u8, u32>;

/// How names of projects sound.
#[derive(Debug, Default)]
struct Sounds {
    skeletons: Strings,
    /// The sounds under each of the skeletons.
    alike: Lists,
    /// The entry of each sound, and whether its name is English.
    entries: Column<[u32; 2]>,
    /// The name and the sounds of each.
    texts: Runs<u8>,
}

/// How names of people sound.
#[derive(Debug, Default)]
struct People {
    keys: Numbered<u64>,
    /// The people under each of the keys.
    alike: Lists,
    entries: Column<u32>,
    /// The given name of each, and the sounds of all parts, between spaces.
    texts: Runs<u8>,
}

parts!(Index { names, urls, sounds, people });
parts!(Sounds { skeletons, alike, entries, texts });
parts!(People { keys, alike, entries, texts });

/// Most names that are kept under one sound; all of them are compared with what was heard.
///
/// Of the built-in names at most some twenty sound alike. Of more than this, the best known are kept: they are what is
/// most likely meant.
const MOST_ALIKE: u32 = 500;

impl Index {
    /// An empty index with room for so many entries.
    pub(super) fn with_capacity(entries: usize) -> Self {
        let mut index = Index::default();
        index.names.reserve(entries * 3 / 2, entries * 18);
        index.urls.reserve(entries, entries * 24);
        index
    }

    /// Files what a run of entries is found by; what an entry before has stays its own.
    pub(super) fn file(&mut self, listings: &mut [Listing]) {
        for listing in listings {
            for (key, entry) in listing.names.drain(..) {
                self.names.entry(key.as_bytes(), entry);
            }
            for (url, entry) in listing.urls.drain(..) {
                self.urls.entry(url.as_bytes(), entry);
            }
            for (skeleton, sound) in listing.sounds.drain(..) {
                self.sounds.file(&skeleton, &sound);
            }
            listing.people.drain(..).for_each(|person| self.people.file(&person));
        }
    }

    /// The projects whose name has these consonants, the better known first.
    pub(super) fn sounding_like<'d>(
        &'d self,
        skeleton: &str,
    ) -> impl Iterator<Item = NameSound<'d>> + use<'d> {
        let Sounds { skeletons, alike, entries, texts } = &self.sounds;
        let sounds = skeletons.number(skeleton.as_bytes()).into_iter().flat_map(|list| alike.items(list));
        sounds.map(|sound| {
            let [entry, is_english] = entries[sound as usize];
            let [name, sounds] = [2 * sound, 2 * sound + 1].map(|text| Cow::Borrowed(texts.text(text)));
            NameSound { entry, name, sounds, is_english: is_english != 0 }
        })
    }

    /// The people under any of these keys; some may come twice.
    pub(super) fn people(&self, keys: Vec<u64>) -> impl Iterator<Item = PersonSound<'_>> {
        let People { keys: known, alike, entries, texts } = &self.people;
        let lists = keys.into_iter().filter_map(|key| known.number(&[key]));
        lists.flat_map(|list| alike.items(list)).map(|person| PersonSound {
            entry: entries[person as usize],
            given: Cow::Borrowed(texts.text(2 * person)),
            parts: texts.text(2 * person + 1).split(' ').map(Cow::Borrowed).collect(),
        })
    }
}

impl Sounds {
    fn file(&mut self, skeleton: &str, sound: &NameSound) {
        let list = self.skeletons.insert(skeleton.as_bytes());
        if self.alike.len(list) < MOST_ALIKE {
            self.alike.push(list, self.entries.len() as u32);
            self.entries.push([sound.entry, u32::from(sound.is_english)]);
            self.texts.push(sound.name.as_bytes());
            self.texts.push(sound.sounds.as_bytes());
        }
    }
}

impl People {
    fn file(&mut self, person: &PersonSound) {
        for key in person_keys(&person.given, &person.parts) {
            let list = self.keys.insert(&[key]);
            if self.alike.len(list) < MOST_ALIKE {
                self.alike.push(list, self.entries.len() as u32);
            }
        }
        self.entries.push(person.entry);
        self.texts.push(person.given.as_bytes());
        self.texts.push(person.parts.join(" ").as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_that_sound_alike_the_best_known_are_kept() {
        let mut index = Index::default();
        let sound =
            |entry| NameSound { entry, name: "quab".into(), sounds: "kwap".into(), is_english: false };
        let person =
            |entry| PersonSound { entry, given: "ada".into(), parts: vec!["ata".into(), "kwap".into()] };
        let keys = |given: &str, sounds: [&str; 2]| person_keys(given, &sounds.map(String::from));
        for entry in 0..MOST_ALIKE + 2 {
            let sounds = vec![("kwp".to_string(), sound(entry))];
            let people = vec![person(entry)];
            index.file(&mut [Listing { sounds, people, ..Listing::default() }]);
        }
        assert_eq!(index.sounding_like("kwp").count(), MOST_ALIKE as usize);
        assert_eq!(index.people(keys("ada", ["ata", "ka"])).map(|one| one.entry).max(), Some(MOST_ALIKE - 1));
        assert_eq!(index.people(keys("ann", ["an", "kwap"])).count(), MOST_ALIKE as usize);
    }
}
