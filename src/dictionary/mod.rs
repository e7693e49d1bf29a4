//! Tables → [`Dictionary`]: the entities known by name, and every form in which they are spoken or written.
//!
//! In: the built-in tables and any number of a user's own. Out: one [`Dictionary`]. The steps:
//!
//! 1. [`table`] reads rows into [`entry::Entry`]s; a later table's row replaces an earlier one with the same id.
//! 2. [`lexicon`] numbers the words of English and of all names.
//! 3. [`spoken`] makes the forms of each name.
//! 4. [`forms`] puts them under their word numbers, the better known name first.

mod builtin;
pub mod entry;
pub mod forms;
pub mod lexicon;
pub mod spoken;
mod table;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::entity::{Entity, Kind};
use crate::error::Error;
use crate::text::fold::fold_into;
use crate::text::sound::{skeleton, sounds};
use crate::text::word::words;
use entry::Entry;
use forms::{Form, Forms};
use lexicon::{Lexicon, WordId};
use spoken::Rule;

/// The entities known by name; made once, shared between threads.
#[derive(Debug, Default)]
pub struct Dictionary {
    entries: Vec<Entry>,
    lexicon: Lexicon,
    forms: Forms,
    keys: FxHashMap<String, u32>,
    urls: FxHashMap<String, u32>,
    sounds: FxHashMap<String, Vec<NameSound>>,
    people: FxHashMap<char, Vec<PersonSound>>,
    known_for: FxHashMap<u32, Vec<u32>>,
    makers: FxHashMap<u32, Vec<u32>>,
}

/// How the name of a project sounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSound {
    /// The project's entry.
    pub entry: u32,
    /// The name as one folded word, its number said: `flakeeight`.
    pub name: String,
    /// Its [`sounds`].
    pub sounds: String,
}

/// How the name of a well-known person sounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSound {
    /// The person's entry.
    pub entry: u32,
    /// The sounds of each part of the name.
    pub parts: Vec<String>,
}

impl PersonSound {
    /// How a name sounds, part by part.
    pub fn parts_of(name: &str) -> Vec<String> {
        name.split([' ', '-'])
            .map(|part| sounds(&crate::text::fold::fold(part)))
            .collect()
    }
}

/// Least weight of a person whose name is recognised when misheard.
const WELL_KNOWN: u32 = 3;

impl Dictionary {
    /// The built-in names alone: about 18,500 entities.
    pub fn builtin() -> Dictionary {
        DictionaryBuilder::new().builtin().build()
    }

    /// The entity that this name or alias stands for; case, accents and separators do not matter.
    pub fn find(&self, name: &str) -> Option<&Entity> {
        self.find_entry(name).map(|entry| &self.entry(entry).entity)
    }

    /// The same as [`Dictionary::find`], as a place in the list.
    pub fn find_entry(&self, name: &str) -> Option<u32> {
        self.keys.get(&key(name)).copied()
    }

    /// The entry at a place in the list; the better known come first.
    pub fn entry(&self, entry: u32) -> &Entry {
        &self.entries[entry as usize]
    }

    /// All entries, the better known first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The words of English and of all names.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The forms of all names.
    pub fn forms(&self) -> &Forms {
        &self.forms
    }

    /// The entity whose address this is, or under whose own host it lies.
    pub fn find_url(&self, url: &str) -> Option<u32> {
        let url = plain_url(url);
        let host = url.split('/').next().unwrap_or_default();
        self.urls
            .get(&url)
            .or_else(|| self.urls.get(host).filter(|_| !is_shared(host)))
            .copied()
    }

    /// The well-known people whose surname begins with this sound.
    pub fn people_sounding_like(&self, first: char) -> &[PersonSound] {
        self.people.get(&first).map_or(&[], Vec::as_slice)
    }

    /// The projects that a person is known for.
    pub fn known_for(&self, person: u32) -> &[u32] {
        self.known_for.get(&person).map_or(&[], Vec::as_slice)
    }

    /// The people who are known for a project.
    pub fn makers(&self, project: u32) -> &[u32] {
        self.makers.get(&project).map_or(&[], Vec::as_slice)
    }

    /// The projects whose name has these consonants ([`skeleton`]), the better known first.
    pub fn sounding_like(&self, skeleton: &str) -> &[NameSound] {
        self.sounds.get(skeleton).map_or(&[], Vec::as_slice)
    }
}

/// Hosts under which many projects live, so that the host alone says nothing.
fn is_shared(host: &str) -> bool {
    const SHARED: [&str; 22] = [
        "apache.org",
        "aws.amazon.com",
        "azure.microsoft.com",
        "bitbucket.org",
        "cloud.google.com",
        "crates.io",
        "developer.mozilla.org",
        "developers.google.com",
        "docs.python.org",
        "en.wikipedia.org",
        "github.com",
        "gitlab.com",
        "google.com",
        "medium.com",
        "microsoft.com",
        "npmjs.com",
        "pypi.org",
        "python.org",
        "readthedocs.org",
        "reddit.com",
        "stackoverflow.com",
        "twitter.com",
    ];
    SHARED.contains(&host)
}

/// An address without scheme, `www.`, query, fragment and closing slash, in lower case.
fn plain_url(url: &str) -> String {
    let url = url.trim_start_matches("https://").trim_start_matches("http://");
    let url = url
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_start_matches("www.");
    url.trim_end_matches('/').trim_end_matches(".git").to_lowercase()
}

/// The key under which a name is found whatever its case, accents and separators; `+` and `#` count.
pub fn key(name: &str) -> String {
    crate::text::fold::slug(name).replace('-', "")
}

/// Collects tables, later ones over earlier ones.
#[derive(Debug, Default)]
pub struct DictionaryBuilder {
    entries: BTreeMap<String, Entry>,
}

impl DictionaryBuilder {
    /// Starts with no names at all; the words of English are always known.
    pub fn new() -> Self {
        DictionaryBuilder::default()
    }

    /// Adds the built-in names.
    #[must_use]
    pub fn builtin(mut self) -> Self {
        for (source, text, kind) in builtin::TABLES {
            // The tables are checked by a test; a broken row would be left out here.
            self.add(table::read(source, text, kind).unwrap_or_default());
        }
        self
    }

    /// Adds a table in the format of `data/README.md`; `source` names it in errors.
    ///
    /// # Errors
    ///
    /// One error for each row that cannot be read; then nothing of the table is added.
    pub fn table(&mut self, source: &str, text: &str) -> Result<(), Vec<Error>> {
        self.add(table::read(source, text, Kind::Project)?);
        Ok(())
    }

    fn add(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            self.entries.insert(entry.entity.id.clone(), entry);
        }
    }

    /// Makes the dictionary. Costs about 100 bytes and 2 µs a form.
    pub fn build(self) -> Dictionary {
        let lexicon = Lexicon::new(&builtin::LEXICON);
        let mut dictionary = Dictionary {
            lexicon,
            ..Dictionary::default()
        };
        dictionary.entries = self.entries.into_values().collect();
        dictionary.entries.sort_by(|a, b| {
            b.weight
                .cmp(&a.weight)
                .then_with(|| a.entity.id.cmp(&b.entity.id))
        });
        let spoken = dictionary.index_names();
        for (entry, form, rule) in spoken {
            dictionary.add_form(entry, &form, rule);
        }
        dictionary.index_makers();
        dictionary
    }
}

impl Dictionary {
    /// Puts every entry under its names, address and sound; returns the generated forms, still to be added.
    ///
    /// Names as written come before generated forms, so that no rule turns one name into another's.
    fn index_names(&mut self) -> Vec<(u32, String, Rule)> {
        let mut generated = Vec::new();
        for (number, entry) in std::mem::take(&mut self.entries).into_iter().enumerate() {
            let number = number as u32;
            for name in entry.names() {
                self.keys.entry(key(name)).or_insert(number);
                self.add_form(number, name, Rule::AsWritten);
                if entry.entity.kind != Kind::Person {
                    let forms = spoken::forms(name).into_iter().skip(1);
                    generated.extend(forms.map(|(form, rule)| (number, form, rule)));
                }
            }
            if let Some(url) = &entry.entity.url {
                self.urls.entry(plain_url(url)).or_insert(number);
            }
            if entry.entity.kind == Kind::Project {
                self.index_sound(number, &entry.entity.name, entry.weight);
                let name = key(&entry.entity.name);
                let compound = forms::compound(&name, &self.lexicon).filter(|_| entry.weight > 1);
                generated.extend(compound.map(|form| (number, form, Rule::Split)));
            }
            if entry.entity.kind == Kind::Person && entry.weight >= WELL_KNOWN {
                let parts = PersonSound::parts_of(&entry.entity.name);
                if let Some(first) = parts.last().and_then(|surname| surname.chars().next()) {
                    self.people
                        .entry(first)
                        .or_default()
                        .push(PersonSound { entry: number, parts });
                }
            }
            self.entries.push(entry);
        }
        generated
    }

    /// Notes who is known for what; pairs of which one is not in the tables are passed over.
    fn index_makers(&mut self) {
        for (project, people) in builtin::MAKERS
            .lines()
            .skip(1)
            .filter_map(|row| row.split_once('\t'))
        {
            let Some(project) = self.find_entry(project) else {
                continue;
            };
            let people: Vec<u32> = people
                .split('|')
                .filter_map(|person| self.find_entry(person))
                .collect();
            for person in people {
                self.known_for.entry(person).or_default().push(project);
                self.makers.entry(project).or_default().push(person);
            }
        }
    }

    /// Puts a project under how its name sounds, a number in it said.
    fn index_sound(&mut self, number: u32, name: &str, weight: u32) {
        let said = match name.contains(|c: char| c.is_ascii_digit()) {
            true => spoken::forms(name)
                .into_iter()
                .find(|(_, rule)| *rule == Rule::Numbers)
                .map(|(form, _)| form),
            false => Some(name.to_string()),
        };
        if let Some(name) = said
            .map(|name| key(&name))
            .filter(|name| weight > 1 || name.len() > 6)
        {
            let sounds = sounds(&name);
            self.sounds.entry(skeleton(&sounds)).or_default().push(NameSound {
                entry: number,
                name,
                sounds,
            });
        }
    }

    fn add_form(&mut self, entry: u32, form: &str, rule: Rule) {
        let ids = self.number(form);
        // A rule may not turn a name into a word of the language.
        let [word] = *ids else {
            return self.forms.insert(Form {
                entry,
                rule,
                words: ids.into(),
            });
        };
        if rule == Rule::AsWritten || !self.lexicon.info(word).is_english() {
            self.forms.insert(Form {
                entry,
                rule,
                words: ids.into(),
            });
        }
    }

    /// The word numbers of a form, new words included.
    fn number(&mut self, form: &str) -> Vec<WordId> {
        let mut folded = String::new();
        let mut ids = Vec::new();
        for word in words(form) {
            folded.clear();
            fold_into(&form[word.span.range()], &mut folded);
            let known = self.lexicon.number(&folded);
            ids.push(known.unwrap_or_else(|| self.lexicon.insert(Cow::Owned(folded.clone()))));
        }
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builtin_tables_have_no_broken_row() {
        for (source, text, kind) in builtin::TABLES {
            let errors = table::read(source, text, kind).err().unwrap_or_default();
            assert!(errors.is_empty(), "{}", errors[0]);
        }
    }

    #[test]
    fn finds_names_aliases_and_addresses() {
        let dictionary = Dictionary::builtin();
        let name = |found: Option<&Entity>| found.map(|entity| entity.name.clone());
        assert_eq!(name(dictionary.find("any-io")), Some("AnyIO".into()));
        assert_eq!(name(dictionary.find("K8S")), Some("Kubernetes".into()));
        assert_ne!(name(dictionary.find("C++")), name(dictionary.find("C")));
        let url = |url| {
            dictionary
                .find_url(url)
                .map(|entry| dictionary.entry(entry).entity.name.as_str())
        };
        assert_eq!(url("http://github.com/astral-sh/ruff/"), Some("Ruff"));
        assert_eq!(url("https://github.com/nobody/nothing"), None);
    }

    #[test]
    fn a_later_table_wins() {
        let mut builder = DictionaryBuilder::new().builtin();
        builder
            .table(
                "mine.tsv",
                "name\tkind\turl\nSanic\tproject\thttps://example.org/sanic\n",
            )
            .unwrap();
        let dictionary = builder.build();
        assert_eq!(
            dictionary.find("sanic").unwrap().url.as_deref(),
            Some("https://example.org/sanic")
        );
    }

    #[test]
    fn a_broken_table_adds_nothing() {
        let mut builder = DictionaryBuilder::new();
        assert_eq!(
            builder
                .table("mine.tsv", "name\tkind\nGood\tlibrary\nBad\tlibary\n")
                .unwrap_err()
                .len(),
            1
        );
        assert_eq!(builder.build().entries().len(), 0);
    }
}
