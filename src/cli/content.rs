//! The bytes of a file → readings or extractions.

use comention::corpus::Corpus;
use comention::error::Error;
use comention::mention::Extraction;
use comention::source::decode::{Decoded, decode};
use comention::source::{self, Format, Reading};
use comention::table::read::begins_like_a_table;

use super::select;

/// What a file holds.
pub(super) enum Content {
    /// A text, or the episodes of a feed.
    Texts(Vec<Reading>),
    Extractions(Vec<Result<Extraction, Error>>),
    /// Nothing, as an extraction of no episodes.
    Empty,
    /// JSON without a transcript.
    Foreign,
}

impl Content {
    /// Finds out what the bytes of a file are; `format` is what its texts are to be read as.
    pub(super) fn of(name: &str, bytes: &[u8], format: Option<Format>) -> Result<Content, Error> {
        if bytes.trim_ascii().is_empty() {
            return Ok(Content::Empty);
        }
        if select::is_extraction(bytes) {
            return Ok(Content::Extractions(extractions(name, bytes)));
        }
        let decoded = decode(name, bytes)?;
        // What the shell of Windows makes of `extract > FILE`.
        if select::is_extraction(decoded.text.as_bytes()) {
            return Ok(Content::Extractions(extractions(name, decoded.text.as_bytes())));
        }
        texts(name, decoded, format)
    }
}

fn texts(name: &str, decoded: Decoded<'_>, format: Option<Format>) -> Result<Content, Error> {
    let is_json = select::is_json(name, decoded.text.as_bytes());
    let is_table = begins_like_a_table(&decoded.text);
    let mut readings = source::read_decoded(name, decoded, format)?;
    if let [reading] = readings.as_mut_slice() {
        match format.filter(|_| reading.document.text.is_empty()) {
            Some(format) => return Err(not_so(name, format)),
            None if reading.document.text.is_empty() && is_json => return Ok(Content::Foreign),
            None => {}
        }
        if is_table {
            reading.warnings.push(table_as_text(name));
        }
    }
    Ok(Content::Texts(readings))
}

/// What `--input-format` says does not fit.
fn not_so(name: &str, format: Format) -> Error {
    Error::new(format!("nothing in this file reads as {}", format.name()))
        .in_source(name)
        .hint("leave out `--input-format`, and the format is found by content")
}

/// `--dictionary` takes one file; a second one behind it is a text.
fn table_as_text(name: &str) -> Error {
    Error::new("this looks like a table of names, and is read as a text")
        .in_source(name)
        .hint(format!("each table has a `--dictionary` of its own: `--dictionary {name}`"))
}

/// One a line; empty lines stand between files put together by hand.
fn extractions(name: &str, bytes: &[u8]) -> Vec<Result<Extraction, Error>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines = bytes.split(|&byte| byte == b'\n').zip(1..);
    lines
        .filter(|(line, _)| !line.trim_ascii().is_empty())
        .map(|(line, number)| match std::str::from_utf8(line) {
            Ok(text) => Corpus::from_line(name, number, text.trim()),
            Err(_) => Err(Error::new("not UTF-8 text").in_source(name).at_line(number)),
        })
        .collect()
}
