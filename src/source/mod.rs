//! Text → documents → episodes.

pub mod group;
pub mod show;

use crate::episode::Document;
use crate::error::Error;

/// A document with what its text and path tell about the episode it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// What it tells about its episode.
    pub hints: Hints,
    /// What was skipped or mended, and where.
    pub warnings: Vec<Error>,
}

/// What a document tells about its episode; each may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The show's slug: `python-bytes`.
    pub show: Option<String>,
    /// The episode's number.
    pub number: Option<u32>,
    /// The episode's title.
    pub title: Option<String>,
    /// The day of recording or publication, `2022-11-01`.
    pub date: Option<String>,
}

/// Reads one document; the format is found by content.
///
/// # Errors
///
/// When the bytes are no text (a NUL byte among the first 8 KiB).
pub fn read(path: &str, bytes: &[u8]) -> Result<Reading, Error> {
    let _ = (path, bytes);
    Err(Error::new("to be written"))
}
