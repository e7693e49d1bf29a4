//! Extractions put together.

use crate::error::Error;
use crate::mention::Extraction;

/// Extractions by episode; a union, so the order of adding does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corpus {}

impl Corpus {
    /// Adds one extraction; one of the same episode is united with it.
    pub fn add(&mut self, extraction: Extraction) {
        let _ = extraction;
    }

    /// Adds all of another corpus. Associative, commutative, idempotent.
    pub fn merge(&mut self, other: Corpus) {
        let _ = other;
    }

    /// The extractions, by episode id.
    pub fn extractions(&self) -> impl Iterator<Item = &Extraction> {
        std::iter::empty()
    }

    /// One extraction as one JSON line, without the line end.
    pub fn to_line(extraction: &Extraction) -> String {
        let _ = extraction;
        String::new()
    }

    /// Reads a line written by [`Corpus::to_line`].
    ///
    /// # Errors
    ///
    /// When the line is not such JSON; `source` and `line` (from 1) say where.
    pub fn from_line(source: &str, line: u32, text: &str) -> Result<Extraction, Error> {
        let _ = text;
        Err(Error::new("to be written").in_source(source).at_line(line))
    }
}
