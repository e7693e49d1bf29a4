//! Making a dictionary: rows collected, numbered by how well known they are, and put under their forms, addresses and
//! sounds.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::address::plain_url;
use super::forms::Form;
use super::heard::{NameSound, PersonSound, said};
use super::lexicon::{Lexicon, WordId, WordInfo};
use super::limit::{Limits, Near};
use super::misleading::misleads;
use super::saying::{is_initials, spoken_forms};
use super::spoken::Rule;
use super::{Dictionary, builtin, key};
use crate::entity::Kind;
use crate::error::Error;
use crate::table::entry::{Case, Entry};
use crate::table::{Block, Row, Table};
use crate::text::fold::fold_into;
use crate::text::sound::{skeleton, sounds};
use crate::text::word::words;

/// Least weight of a person whose name is recognised when misheard.
const WELL_KNOWN: u32 = 3;

/// Collects tables, later ones over earlier ones.
#[derive(Debug, Default)]
pub struct DictionaryBuilder {
    entries: BTreeMap<String, (RowNumber, Entry)>,
    blocks: BTreeMap<String, (RowNumber, Block)>,
    tables: u32,
    rows: RowNumber,
}

/// Number of a row among those of all tables, in order: a later one wins.
type RowNumber = u64;

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
            self.add(Table::read(source, text, kind).rows);
        }
        self
    }

    /// Adds a table in the format of `data/README.md`; `source` names it in errors.
    ///
    /// # Errors
    ///
    /// One error for each row that cannot be read; then nothing of the table is added.
    pub fn table(&mut self, source: &str, text: &str) -> Result<(), Vec<Error>> {
        let rows = Table::read(source, text, Kind::Project).whole()?;
        self.tables += 1;
        self.add(rows);
        Ok(())
    }

    fn add(&mut self, rows: Vec<Row>) {
        for row in rows {
            self.rows += 1;
            match row {
                Row::Entry(entry) => {
                    let entry = Entry { table: self.tables, ..entry };
                    self.entries.insert(entry.entity.id.clone(), (self.rows, entry));
                }
                Row::Block(block) => {
                    self.blocks.insert(key(&block.name), (self.rows, block));
                }
            }
        }
    }

    /// The entries without the names that a later row blocks; one whose own name is blocked goes as a whole.
    ///
    /// A name that an even later row gives is blocked no longer.
    fn without_blocked(&mut self) -> Vec<Entry> {
        let entries = std::mem::take(&mut self.entries).into_values();
        if self.blocks.is_empty() {
            return entries.map(|(_, entry)| entry).collect();
        }
        let mut kept = Vec::with_capacity(entries.len());
        let mut given_later = Vec::new();
        for (row, mut entry) in entries {
            let mut blocked = |name: &str| {
                let key = key(name);
                match self.blocks.get(&key) {
                    Some((block, _)) if row > *block => {
                        given_later.push(key);
                        false
                    }
                    Some((_, block)) => block.cues.is_empty(),
                    None => false,
                }
            };
            if !blocked(&entry.entity.name) {
                entry.aliases.retain(|alias| !blocked(alias));
                kept.push(entry);
            }
        }
        for key in given_later {
            self.blocks.remove(&key);
        }
        kept
    }

    /// Makes the dictionary. Costs about 100 bytes and 2 µs a form.
    pub fn build(mut self) -> Dictionary {
        let lexicon = Lexicon::new(&builtin::LEXICON);
        let mut dictionary = Dictionary { lexicon, ..Dictionary::default() };
        dictionary.entries = self.without_blocked();
        let order = |entry: &Entry| (Reverse(entry.table), Reverse(entry.weight), entry.entity.id.clone());
        dictionary.entries.sort_by_cached_key(order);
        let spoken = dictionary.index_names();
        for (entry, form, rule) in spoken {
            dictionary.add_form(entry, &form, rule);
        }
        dictionary.index_makers();
        dictionary.index_phrases();
        dictionary.limit(self.blocks.into_values().map(|(_, block)| block));
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
            for name in entry.names().filter(|name| !is_initials(&entry, name)) {
                self.keys.entry(key(name)).or_insert(number);
                self.add_form(number, name, Rule::AsWritten);
            }
            let spoken = spoken_forms(&entry, &self.lexicon);
            generated.extend(spoken.into_iter().map(|(form, rule)| (number, form, rule)));
            if let Some(url) = &entry.entity.url {
                self.urls.entry(plain_url(url)).or_insert(number);
            }
            if entry.entity.kind == Kind::Project && entry.case == Case::Any {
                self.index_sound(number, &entry.entity.name, entry.weight);
            }
            if entry.entity.kind == Kind::Person && entry.weight >= WELL_KNOWN {
                let parts = PersonSound::parts_of(&entry.entity.name);
                if let Some(first) = parts.last().and_then(|surname| surname.chars().next()) {
                    self.people.entry(first).or_default().push(PersonSound { entry: number, parts });
                }
            }
            self.entries.push(entry);
        }
        generated
    }

    /// Notes who is known for what; pairs of which one is not in the tables are passed over.
    fn index_makers(&mut self) {
        for (project, people) in builtin::MAKERS.lines().skip(1).filter_map(|row| row.split_once('\t')) {
            let Some(project) = self.find_entry(project) else {
                continue;
            };
            let people: Vec<u32> = people.split('|').filter_map(|person| self.find_entry(person)).collect();
            for person in people {
                self.known_for.entry(person).or_default().push(project);
                self.makers.entry(project).or_default().push(person);
            }
        }
    }

    /// Notes which names count only near certain words, or never.
    fn limit(&mut self, blocks: impl Iterator<Item = Block>) {
        let mut limits = Limits::default();
        for block in blocks {
            match block.cues.as_slice() {
                [] => limits.block(key(&block.name)),
                cues => {
                    let cues = self.near(cues);
                    limits.ask(self.number(&block.name).into(), cues);
                }
            }
            limits.keep_row(key(&block.name), block);
        }
        for number in 0..self.entries.len() {
            let cues = self.entries[number].cues.clone();
            if !cues.is_empty() {
                let cues = self.near(&cues);
                limits.favour(number as u32, cues);
            }
        }
        self.limits = limits;
    }

    fn near(&mut self, cues: &[String]) -> Near {
        Near::new(cues.iter().map(|cue| self.number(cue)))
    }

    /// Notes how often names made of English words stood in transcripts as names, and as small separate words.
    fn index_phrases(&mut self) {
        for row in builtin::PHRASES.lines().skip(1) {
            let mut fields = row.split('\t');
            let phrase = fields.next().unwrap_or_default();
            let mut count = || fields.next().and_then(|count| count.parse::<f32>().ok()).unwrap_or(0.0) + 0.5;
            let (capital, small) = (count(), count());
            let words = self.number(phrase);
            self.phrases.insert(words.into(), (capital / small).ln());
        }
    }

    /// Puts a project under how its name sounds, a number in it said.
    fn index_sound(&mut self, number: u32, name: &str, weight: u32) {
        let name = said(name);
        let is_english = self.lexicon.number(&name).is_some_and(|id| self.lexicon.info(id).is_english());
        let unsaid = name.contains(|c: char| c.is_ascii_digit());
        if !unsaid && (weight > 1 || name.len() > 6) {
            let sounds = sounds(&name);
            self.sounds.entry(skeleton(&sounds)).or_default().push(NameSound {
                entry: number,
                name,
                sounds,
                is_english,
            });
        }
    }

    /// Adds a form, unless a rule made it into another's name or into plain words.
    fn add_form(&mut self, entry: u32, form: &str, rule: Rule) {
        let words = self.number(form);
        let infos: Vec<WordInfo> = words.iter().map(|&word| self.lexicon.info(word)).collect();
        let owner = self.find_entry(form);
        let generated = rule != Rule::AsWritten;
        if !generated || !misleads(entry, &self.entries[entry as usize], form, &infos, owner) {
            self.forms.insert(Form { entry, rule, words: words.into() });
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
