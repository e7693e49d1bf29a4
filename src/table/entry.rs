//! One row of a table: an entity and what helps to recognise it.

use std::sync::Arc;

use crate::entity::{Entity, Kind};

/// An entity that is known by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The entity itself.
    pub entity: Entity,
    /// What sort of project it is (`library`, `language`, …); for other kinds the kind's name.
    pub category: &'static str,
    /// Other names, earlier names, package names, handles.
    pub aliases: Vec<String>,
    /// How well known it is: the number of lists, show notes and transcripts that have it; at least 1.
    pub weight: u32,
    /// Words that speak for it where they stand near: for a name that is an everyday word, too.
    pub cues: Vec<String>,
    /// Whether its letters must stand as written.
    pub case: Case,
    /// Number of the table it comes from, 0 for the built-in ones; names of a later table go before those of an
    /// earlier one.
    pub table: u32,
    /// Line in that table, from 1.
    pub line: u32,
    /// The name of the table it comes from.
    pub source: Arc<str>,
    /// The lists behind it, or notes of one's own, with `|` between.
    pub lists: String,
}

/// Whether capitals and small letters must stand as in the name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Case {
    /// They need not: transcripts often have none.
    #[default]
    Any,
    /// They must: only the name or an alias just as written is found, and no spoken form of it.
    Exact,
}

/// Sorts of projects that a table may give as a row's kind.
const CATEGORIES: [&str; 10] =
    ["app", "database", "framework", "language", "library", "os", "platform", "service", "standard", "tool"];

/// The kind of a row that silences a name.
pub(super) const BLOCK: &str = "block";

/// Every word that a table may give as a kind.
pub(crate) fn kind_words() -> impl Iterator<Item = &'static str> {
    Kind::ALL.into_iter().map(Kind::as_str).chain(CATEGORIES).chain([BLOCK])
}

impl Entry {
    /// The kind that a table's word stands for: a kind's name, or a sort of project.
    pub fn kind_of(word: &str) -> Option<Kind> {
        Kind::from_name(word).or_else(|| CATEGORIES.contains(&word).then_some(Kind::Project))
    }

    /// The lists behind it, or notes of one's own.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.lists.split('|').map(str::trim).filter(|list| !list.is_empty())
    }

    /// Its name and all its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.entity.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}
