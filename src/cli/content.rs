//! The bytes of a file → readings or extractions.

use std::path::Path;

use comention::corpus::Corpus;
use comention::error::Error;
use comention::mention::Extraction;
use comention::source::decode::{Decoded, decode};
use comention::source::{self, Format, Reading};
use comention::table::read::begins_like_a_table;

use super::unpack::inner_name;
use super::{alien, own, select};

/// What a file holds.
pub(super) enum Content {
    /// A text, or the episodes of a feed.
    Texts(Vec<Reading>),
    Extractions(Vec<Result<Extraction, Error>>),
    /// Nothing, as an extraction of no episodes.
    Empty,
    /// What an earlier run of this command wrote.
    Own(&'static str),
    /// Nothing that is read, and why.
    Foreign(Error),
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
        if let Some(why) = alien::of_bytes(name, bytes) {
            return Ok(Content::Foreign(why));
        }
        let decoded = decode(name, bytes)?;
        // What the shell of Windows makes of `extract > FILE`.
        if select::is_extraction(decoded.text.as_bytes()) {
            return Ok(Content::Extractions(extractions(name, decoded.text.as_bytes())));
        }
        if format.is_none() {
            if let Some(command) = own::command(&decoded.text) {
                return Ok(Content::Own(command));
            }
            if let Some(why) =
                alien::of_text(name, &decoded.text).or_else(|| no_transcript(name, &decoded.text))
            {
                return Ok(Content::Foreign(why));
            }
        }
        texts(name, decoded, format)
    }
}

/// What is told of JSON and of spreadsheets that only plain text would take: by name they are, and no reader knows them.
fn no_transcript(name: &str, text: &str) -> Option<Error> {
    let ending = Path::new(inner_name(name)).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_unknown = || matches!(Format::find(name, text), Format::Plain | Format::Markdown);
    match ending.as_str() {
        _ if matches!(text.trim(), "[]" | "{}") => Some(foreign_json(name)),
        "json" if text.trim_start().starts_with(['[', '{', '"']) && is_unknown() => Some(foreign_json(name)),
        "yml" | "yaml" if is_unknown() => Some(
            Error::new("this YAML holds no transcript")
                .in_source(name)
                .hint("a list is read whose items tell what is said and who says it: `- line: Hello.` and below it `who: Ada`"),
        ),
        "csv" if is_unknown() => Some(
            Error::new("this table holds no transcript")
                .in_source(name)
                .hint("of names, `comention dictionary import` makes a table for `--dictionary`; a transcript needs a first line that names its columns, such as `Speaker,Start,Text`"),
        ),
        _ => None,
    }
}

fn foreign_json(name: &str) -> Error {
    Error::new("this JSON holds no transcript").in_source(name).hint(
        "JSON of Podcasting 2.0, Podlove, Whisper, whisper.cpp, WhisperX and of AssemblyAI, AWS, Azure, Deepgram, ElevenLabs, Fireflies, Gladia, Google, Premiere, Rev, Speechmatics and YouTube is read, and what `comention extract` makes",
    )
}

fn texts(name: &str, decoded: Decoded<'_>, format: Option<Format>) -> Result<Content, Error> {
    let is_json = select::is_json(name, decoded.text.as_bytes());
    let is_table = begins_like_a_table(&decoded.text);
    let mut readings = source::read_decoded(name, decoded, format)?;
    if let [reading] = readings.as_mut_slice() {
        match format.filter(|_| reading.document.text.is_empty()) {
            Some(format) => return Err(not_so(name, format)),
            None if reading.document.text.is_empty() && is_json => {
                return Ok(Content::Foreign(foreign_json(name)));
            }
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
