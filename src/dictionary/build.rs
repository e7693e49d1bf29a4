//! Making a dictionary: rows collected, numbered by how well known they are, and put under their forms, addresses and
//! sounds.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::builtin;
use super::index::Index;
use super::lexicon::{Lexicon, WordId};
use super::limit::{Limits, Near};
use super::listing::{Listing, spoken_phrases};
use super::phrase::Phrases;
use super::{Dictionary, key};
use crate::column::numbered::Strings;
use crate::entity::Kind;
use crate::error::Error;
use crate::table::entry::Entry;
use crate::table::{Block, Row, Table};
use crate::text::fold::fold_into;
use crate::text::word::{RawWord, words};

/// Entries that one thread lists at a time.
const RUN: usize = 256;

/// Entries that are listed before what they are found by is filed; bounds the memory that both take.
const ROUND: usize = 128 * RUN;

/// Collects tables, later ones over earlier ones.
#[derive(Debug, Default)]
pub struct DictionaryBuilder {
    /// The built-in dictionary, as long as no row stands over it.
    ready: Option<Dictionary>,
    lexicon: Option<Lexicon>,
    /// The ids of `entries`.
    ids: Strings,
    entries: Vec<(RowNumber, Box<Entry>)>,
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
        match crate::image::BUILTIN {
            Some(image) => self.ready = Some(Dictionary::of_image(image)),
            None => self.builtin_tables(),
        }
        if self.rows > 0 {
            self.unpack();
        }
        self
    }

    /// A builder with the built-in names from their tables.
    #[cfg(test)]
    pub(super) fn of_tables() -> Self {
        let mut builder = DictionaryBuilder::new();
        builder.builtin_tables();
        builder
    }

    /// Adds the built-in names from their tables, of which `build.rs` makes the image.
    fn builtin_tables(&mut self) {
        // The tables are checked by a test; a broken row would be left out here.
        let read = |&(source, text, kind): &(&str, &str, Kind)| Table::read(source, text, kind).rows;
        let tables = || builtin::TABLES.par_iter().map(read).collect::<Vec<_>>();
        let (tables, lexicon) = rayon::join(tables, || Lexicon::new(&builtin::LEXICON));
        self.lexicon = Some(lexicon);
        for rows in tables {
            self.add(rows, 0);
        }
    }

    /// Makes rows of the built-in dictionary again, so that others can stand beside and over them.
    fn unpack(&mut self) {
        if let Some(ready) = self.ready.take() {
            self.lexicon = Some(ready.lexicon);
            self.add(ready.entries.into_boxes().map(Row::Entry), 0);
        }
    }

    /// Adds a table in the format of `data/README.md`; `source` names it in errors.
    ///
    /// # Errors
    ///
    /// One error for each field that cannot be read; then nothing of the table is added.
    pub fn table(&mut self, source: &str, text: &str) -> Result<(), Vec<Error>> {
        self.rows(Table::read(source, text, Kind::Project).whole()?);
        Ok(())
    }

    /// Adds the rows of a table that was read already.
    pub fn rows(&mut self, rows: Vec<Row>) {
        self.tables += 1;
        self.unpack();
        self.add(rows, self.tables);
    }

    fn add(&mut self, rows: impl IntoIterator<Item = Row>, table: u32) {
        for row in rows {
            self.rows += 1;
            match row {
                Row::Entry(mut entry) => {
                    entry.table = table;
                    let at = self.ids.insert(entry.entity.id.as_bytes()) as usize;
                    match self.entries.get_mut(at) {
                        Some(replaced) => *replaced = (self.rows, entry),
                        None => self.entries.push((self.rows, entry)),
                    }
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
    #[expect(clippy::vec_box, reason = "entries are large, and moved several times on their way")]
    fn without_blocked(&mut self) -> Vec<Box<Entry>> {
        let entries = std::mem::take(&mut self.entries).into_iter();
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

    /// Makes the dictionary, on as many threads as rayon gives; the result is the same for any number.
    ///
    /// Costs about 150 bytes and 1 µs a form.
    pub fn build(mut self) -> Dictionary {
        if let Some(ready) = self.ready {
            return ready;
        }
        let lexicon = self.lexicon.take().unwrap_or_else(|| Lexicon::new(&builtin::LEXICON));
        let entries = by_standing(self.without_blocked());
        let mut dictionary = Dictionary { lexicon, ..Dictionary::default() };
        dictionary.index_entries(&entries);
        dictionary.entries = entries.into();
        dictionary.note_common_knowledge();
        dictionary.limit(self.blocks.into_values().map(|(_, block)| block));
        dictionary
    }
}

/// The place of the first entry of a run.
fn place(round: usize, run: usize) -> u32 {
    (round * ROUND + run * RUN) as u32
}

/// Entries of later tables first, then the better known, then by id.
#[expect(clippy::vec_box, reason = "entries are large, and moved several times on their way")]
fn by_standing(entries: Vec<Box<Entry>>) -> Vec<Box<Entry>> {
    let standing = |entry: &Entry| (Reverse(entry.table), Reverse(entry.weight));
    let mut order: Vec<_> = entries.into_iter().map(|entry| (standing(&entry), entry)).collect();
    order.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.entity.id.cmp(&b.1.entity.id)));
    order.into_iter().map(|(_, entry)| entry).collect()
}

impl Dictionary {
    /// Puts every entry under its forms, names, address and sound.
    ///
    /// Names as written come before generated forms, so that no rule turns one name into another's.
    fn index_entries(&mut self, entries: &[Box<Entry>]) {
        let Dictionary { lexicon, forms, index, .. } = self;
        forms.reserve(entries.len() * 3);
        *index = Index::with_capacity(entries.len());
        for (round, entries) in entries.chunks(ROUND).enumerate() {
            let list = |(run, entries)| Listing::of(entries, place(round, run), lexicon);
            let mut listings: Vec<Listing> = entries.par_chunks(RUN).enumerate().map(list).collect();
            let written: Vec<_> = listings.iter_mut().map(|one| std::mem::take(&mut one.written)).collect();
            rayon::join(
                || written.into_iter().for_each(|phrases| phrases.file(lexicon, forms)),
                || index.file(&mut listings),
            );
        }
        for (round, entries) in entries.chunks(ROUND).enumerate() {
            let list = |(run, entries)| spoken_phrases(entries, place(round, run), lexicon, &index.names);
            let spoken: Vec<Phrases> = entries.par_chunks(RUN).enumerate().map(list).collect();
            spoken.into_iter().for_each(|phrases| phrases.file(lexicon, forms));
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
            let cues = self.entries.at(number).cues.clone();
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

    /// The word numbers of a form, new words included.
    pub(super) fn number(&mut self, form: &str) -> Vec<WordId> {
        let mut folded = String::new();
        let number = |word: RawWord| {
            folded.clear();
            fold_into(&form[word.span.range()], &mut folded);
            self.lexicon.insert(&folded)
        };
        words(form).map(number).collect()
    }
}
