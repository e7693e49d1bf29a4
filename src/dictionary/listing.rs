//! Entries → what they are found by: keys, addresses, sounds, forms.
//!
//! This is most of the work of making a dictionary, and looks at each entry alone.

use std::borrow::Cow;

use super::address::plain_url;
use super::heard::{NameSound, PersonSound, said};
use super::index::Owners;
use super::lexicon::{Lexicon, WordInfo};
use super::misleading::misleads;
use super::phrase::Phrases;
use super::saying::{is_initials, spoken_forms};
use super::spoken::Rule;
use super::{builtin, key};
use crate::entity::Kind;
use crate::table::entry::{Case, Entry};
use crate::text::fold::fold;
use crate::text::sound::{skeleton, sounds};

/// What a run of entries is found by; entries are given by their place in the dictionary's list.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The keys of all names.
    pub(super) names: Vec<(String, u32)>,
    /// Plain addresses.
    pub(super) urls: Vec<(String, u32)>,
    /// How projects sound, under their consonants.
    pub(super) sounds: Vec<(String, NameSound<'static>)>,
    /// How people sound.
    pub(super) people: Vec<PersonSound<'static>>,
    /// Names as written.
    pub(super) written: Phrases,
}

impl Listing {
    /// What these entries are found by; the first one has the place `first`.
    pub(super) fn of(entries: &[Box<Entry>], first: u32, lexicon: &Lexicon) -> Listing {
        let mut listing = Listing::default();
        for (number, entry) in (first..).zip(entries) {
            listing.list_names(number, entry, lexicon);
            if let Some(url) = &entry.entity.url {
                listing.urls.push((plain_url(url), number));
            }
            let is_everyday = is_short(entry, &key(&entry.entity.name));
            if entry.entity.kind == Kind::Project && entry.case == Case::Any && !is_everyday {
                listing.sounds.extend(name_sound(number, entry, lexicon));
            }
            if entry.entity.kind == Kind::Person {
                listing.people.push(person_sound(number, &entry.entity.name));
            }
        }
        listing
    }

    fn list_names(&mut self, number: u32, entry: &Entry, lexicon: &Lexicon) {
        for name in entry.names() {
            if !is_initials(entry, name) {
                let key = key(name);
                if !is_short(entry, &key) {
                    self.written.push(number, name, Rule::AsWritten, lexicon, |_| true);
                }
                self.names.push((key, number));
            }
        }
    }
}

/// Whether the name with this key is an everyday word, which counts in the field of its project alone: [`builtin::owners_of`]. Names
/// of the user's own tables always count.
fn is_short(entry: &Entry, word: &str) -> bool {
    entry.table == 0 && builtin::owners_of(word).contains(&entry.entity.name.as_str())
}

/// The forms that rules make of these entries' names, which must all be in `names`; the first entry has the place `first`.
pub(super) fn spoken_phrases(
    entries: &[Box<Entry>],
    first: u32,
    lexicon: &Lexicon,
    names: &Owners,
) -> Phrases {
    let mut spoken = Phrases::default();
    for (number, entry) in (first..).zip(entries) {
        for (form, rule) in spoken_forms(entry, lexicon) {
            let key = key(&form);
            let owner = names.get(key.as_bytes());
            let is_kept =
                |words: &[WordInfo]| !is_short(entry, &key) && !misleads(number, entry, &form, words, owner);
            spoken.push(number, &form, rule, lexicon, is_kept);
        }
    }
    spoken
}

/// How the name of a project sounds, a number in it said, under its consonants.
fn name_sound(number: u32, entry: &Entry, lexicon: &Lexicon) -> Option<(String, NameSound<'static>)> {
    let name = said(&entry.entity.name);
    let unsaid = name.contains(|c: char| c.is_ascii_digit());
    if unsaid || entry.weight < 2 && name.len() <= 6 {
        return None;
    }
    let is_english = lexicon.number(&name).is_some_and(|id| lexicon.info(id).is_english());
    let sounds = sounds(&name);
    Some((
        skeleton(&sounds),
        NameSound { entry: number, name: name.into(), sounds: sounds.into(), is_english },
    ))
}

/// How a person's name sounds.
fn person_sound(number: u32, name: &str) -> PersonSound<'static> {
    let parts = PersonSound::parts_of(name);
    let given = fold(name.split([' ', '-']).next().unwrap_or_default());
    let parts = parts.into_iter().map(Cow::Owned).collect();
    PersonSound { entry: number, given: given.into(), parts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Row, Table};

    #[test]
    fn lists_an_entry_under_all_it_is_found_by() {
        let table = "name\tkind\taliases\turl\n\
                     QuibIO\tlibrary\tQuab\thttps://example.org/quib/\n\
                     Ada Quibbler\tperson\taq\t\n";
        let rows = Table::read("t.tsv", table, Kind::Project).whole().unwrap().into_iter();
        let entries: Vec<Box<Entry>> =
            rows.filter_map(|row| if let Row::Entry(entry) = row { Some(entry) } else { None }).collect();
        let listing = Listing::of(&entries, 7, &Lexicon::default());
        let names: Vec<(&str, u32)> =
            listing.names.iter().map(|(key, entry)| (key.as_str(), *entry)).collect();
        assert_eq!(names, [("quibio", 7), ("quab", 7), ("adaquibbler", 8)], "initials tell nothing");
        assert_eq!(listing.urls, [("example.org/quib".to_string(), 7)]);
        assert_eq!(listing.sounds.len(), 1);
        assert_eq!((&*listing.people[0].given, listing.people[0].entry), ("ada", 8));
        assert_eq!(listing.written.len(), 3);
        let spoken = spoken_phrases(&entries, 7, &Lexicon::default(), &Owners::default());
        assert!(spoken.len() > 1);
    }
}
