//! The entries of a dictionary, the built-in ones made of their rows when they are first asked for.
//!
//! An episode asks for some hundred of them; making all takes a hundred thousand pieces of memory.

use std::sync::{Arc, LazyLock, OnceLock};

use serde::{Deserialize, Serialize};

use super::builtin;
use crate::column::Part;
use crate::column::numbered::Runs;
use crate::entity::{Entity, Kind};
use crate::table::entry::{Case, Entry, kind_words};

/// Entries by their place in the list.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// What an entry that is not made yet is made of.
    rows: Runs<u8>,
    made: Vec<OnceLock<Box<Entry>>>,
}

/// An entry of the built-in tables.
#[derive(Serialize, Deserialize)]
struct Row<'i> {
    id: &'i str,
    name: &'i str,
    kind: Kind,
    url: Option<&'i str>,
    category: &'i str,
    #[serde(borrow)]
    aliases: Vec<&'i str>,
    weight: u32,
    line: u32,
    /// Place of its table in [`builtin::SOURCES`].
    table: u8,
    lists: &'i str,
}

impl Entries {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.made.len()
    }

    /// The entry at a place.
    pub(super) fn at(&self, place: usize) -> &Entry {
        self.made[place].get_or_init(|| {
            let row = postcard::from_bytes(self.rows.at(place as u32)).expect("a row was put in");
            Box::new(Row::entry(row))
        })
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &Entry> {
        (0..self.len()).map(|place| self.at(place))
    }

    /// All of them, in order, each to be kept.
    pub(super) fn into_boxes(mut self) -> impl Iterator<Item = Box<Entry>> {
        self.iter().for_each(drop);
        std::mem::take(&mut self.made).into_iter().filter_map(OnceLock::into_inner)
    }
}

impl From<Vec<Box<Entry>>> for Entries {
    fn from(entries: Vec<Box<Entry>>) -> Self {
        Entries { rows: Runs::default(), made: entries.into_iter().map(OnceLock::from).collect() }
    }
}

/// Of the built-in tables: what only a user's can have is no part of a row.
impl Part for Entries {
    fn save(&self, image: &mut Vec<u8>) {
        let mut rows = Runs::default();
        for entry in self.iter() {
            rows.push(&postcard::to_stdvec(&Row::of(entry)).expect("memory takes all"));
        }
        rows.save(image);
    }

    fn load(image: &mut &'static [u8]) -> Self {
        let rows = Runs::load(image);
        let made = (0..rows.len()).map(|_| OnceLock::new()).collect();
        Entries { rows, made }
    }
}

impl<'i> Row<'i> {
    fn of(entry: &'i Entry) -> Row<'i> {
        let Entry { entity, category, aliases, weight, line, source, lists, .. } = entry;
        let table = builtin::SOURCES.iter().position(|name| **name == **source);
        Row {
            id: &entity.id,
            name: &entity.name,
            kind: entity.kind,
            url: entity.url.as_deref(),
            category,
            aliases: aliases.iter().map(String::as_str).collect(),
            weight: *weight,
            line: *line,
            table: table.expect("a built-in table") as u8,
            lists,
        }
    }

    fn entry(self) -> Entry {
        static SOURCES: LazyLock<[Arc<str>; builtin::SOURCES.len()]> =
            LazyLock::new(|| builtin::SOURCES.map(Arc::from));
        Entry {
            entity: Entity {
                id: self.id.into(),
                name: self.name.into(),
                kind: self.kind,
                url: self.url.map(String::from),
                discovered: false,
            },
            category: kind_words().find(|word| *word == self.category).expect("a word that tables may have"),
            aliases: self.aliases.into_iter().map(String::from).collect(),
            weight: self.weight,
            cues: Vec::new(),
            case: Case::Any,
            table: 0,
            line: self.line,
            source: SOURCES[usize::from(self.table)].clone(),
            lists: self.lists.into(),
        }
    }
}
