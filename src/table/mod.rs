//! Text ⇄ rows: lists of names as people keep them.
//!
//! In: a table of names, a line a row. Out: a [`Table`] of [`Row`]s, each with its line, and an error for each field
//! that cannot be read. What a row does:
//!
//! - [`Row::Entry`] adds a name, or replaces the one with the same id of the tables before.
//! - [`Row::Block`] silences a name: it is never matched, or only near the cue words given.
//!
//! The steps:
//!
//! 1. [`decode`] makes text of what editors and spreadsheets save.
//! 2. [`Table::read`] takes the tab-separated format of `data/README.md`, by far the usual one.
//! 3. [`Table::check`] warns of what is odd about it, a [`warning`] a name, with its place in the [`sheet`].
//!
//! Lists of names that other programs keep come in by [`import`]: spaCy's patterns ([`spacy`]), tables of spreadsheets
//! (`delimited.rs`, what a `heading` says of a column, and what is a `guess` without one), plain lists (`list.rs`). A [`label`] says what they call a
//! kind, and [`write`](mod@write) makes a table of it.

mod cell;
mod check;
mod collect;
pub mod decode;
mod delimited;
pub mod entry;
mod guess;
mod heading;
pub mod import;
pub mod label;
mod list;
pub mod read;
pub mod sheet;
pub mod spacy;
pub mod warning;
pub mod write;

use std::sync::Arc;

use crate::error::Error;
use entry::Entry;

/// A table of names, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows that could be read, in order.
    pub rows: Vec<Row>,
    /// What is wrong with those (or the header) that could not, in order.
    pub errors: Vec<Error>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A name to be found.
    Entry(Box<Entry>),
    /// A name to be silenced.
    Block(Block),
}

/// A name that is not to be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The name or alias; case, accents and separators do not matter.
    pub name: String,
    /// Words near which it may be matched after all; none where it never may.
    pub cues: Vec<String>,
    /// The name of its table.
    pub source: Arc<str>,
    /// Line in its table, from 1.
    pub line: u32,
}

impl Row {
    /// Its line in the table, from 1.
    pub fn line(&self) -> u32 {
        match self {
            Row::Entry(entry) => entry.line,
            Row::Block(block) => block.line,
        }
    }
}

impl Table {
    /// The rows, if all could be read.
    ///
    /// # Errors
    ///
    /// What is wrong with all that could not.
    pub fn whole(self) -> Result<Vec<Row>, Vec<Error>> {
        if self.errors.is_empty() { Ok(self.rows) } else { Err(self.errors) }
    }
}
