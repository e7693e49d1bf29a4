//! Text → documents → episodes.
//!
//! In: paths and bytes. Out: [`Reading`]s, and from them [`Episode`](crate::episode::Episode)s.
//!
//! 1. `decode`: bytes become text; what is no text is an error, bad UTF-8 a warning.
//! 2. The [`Format`] is found by content, and its reader goes through the text once: `json`, `html`, `vtt` (and SRT),
//!    `tsv`, `timed_text`, `headed`, `markdown`, `plain`. `token` and `tag` cut JSON and HTML into pieces, `layout` finds what is said in JSON; `caption` and
//!    `speaker` hold what readers share: who speaks, what is no text.
//! 3. Each puts its pieces into a `draft`, which leaves out `noise`, mends `mojibake`, finds bare web addresses
//!    (`address`), and knows all places; of what is written with escapes or an `entity`, through a `rendering`.
//! 4. `hints`: path (`stem`), `front_matter` and text tell show, number, title and date; [`show`] knows the shows.
//! 5. [`group`]: readings of one show and number become an episode; of every `twin` one is kept.

mod address;
mod caption;
mod cursor;
mod decode;
mod draft;
mod entity;
mod front_matter;
pub mod group;
mod headed;
mod hints;
mod html;
mod json;
mod layout;
mod markdown;
mod mojibake;
mod noise;
mod plain;
mod rendering;
pub mod show;
mod speaker;
mod stamp;
mod stem;
mod tag;
mod timed_text;
mod token;
mod tsv;
mod twin;
mod vtt;

#[cfg(test)]
mod tests;

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
    /// The show is a guess from the folder's name; nothing in the text or file name tells it.
    pub show_is_guess: bool,
    /// The episode's number.
    pub number: Option<u32>,
    /// The episode's title.
    pub title: Option<String>,
    /// The day of recording or publication, `2022-11-01`.
    pub date: Option<String>,
    /// Who takes part, besides the speakers that labels name.
    pub people: Vec<String>,
    /// What its makers filed it under.
    pub tags: Vec<String>,
}

/// Reads one document; the format is found by content.
///
/// Costs one pass over the bytes. What cannot be read is skipped and is a warning; of many in one file, the
/// first ones are told.
///
/// # Errors
///
/// When the bytes are no text (a NUL byte among the first 8 KiB).
pub fn read(path: &str, bytes: &[u8]) -> Result<Reading, Error> {
    read_if(path, bytes, None)
}

/// Reads one document in a format that the caller knows.
///
/// # Errors
///
/// As [`read`].
pub fn read_as(format: Format, path: &str, bytes: &[u8]) -> Result<Reading, Error> {
    read_if(path, bytes, Some(format))
}

fn read_if(path: &str, bytes: &[u8], format: Option<Format>) -> Result<Reading, Error> {
    let (source, bad_byte) = decode::decode(path, bytes)?;
    let format = format.unwrap_or_else(|| Format::find(path, &source));
    let (document, bad_cues) = (format.reader().read)(path, &source);
    let hints = hints::find(&source, &document);
    let mut warnings: Vec<_> = bad_byte.into_iter().chain(bad_cues).collect();
    if let Some(more) = warnings.len().checked_sub(TOLD).filter(|&more| more > 0) {
        warnings.truncate(TOLD);
        warnings.push(Error::new(format!("{more} more like these")).in_source(path));
    }
    Ok(Reading { document, hints, warnings })
}

/// How many warnings a file may raise before the rest is counted only.
const TOLD: usize = 5;

/// How a text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JSON of recognisers and services.
    Json,
    /// HTML: transcripts and show notes.
    Html,
    /// WebVTT.
    WebVtt,
    /// SRT.
    Srt,
    /// Tab-separated captions.
    Tsv,
    /// Lines that begin with a time.
    TimedText,
    /// Turns under a line with speaker and time.
    Headed,
    /// Markdown: transcripts and show notes.
    Markdown,
    /// Text without any of this.
    Plain,
}

/// How a format is called, known and read.
struct Reader {
    format: Format,
    name: &'static str,
    /// By path, source and first lines.
    recognises: fn(&str, &str, &[&str]) -> bool,
    read: fn(&str, &str) -> (Document, Vec<Error>),
}

/// In the order in which formats are tried; plain text is any text.
#[rustfmt::skip]
const READERS: [Reader; 9] = [
    Reader { format: Format::Json, name: "json", recognises: json::recognises, read: json::read },
    Reader { format: Format::Html, name: "html", recognises: html::recognises, read: html::read },
    Reader { format: Format::WebVtt, name: "vtt", recognises: vtt::recognises, read: vtt::read },
    Reader { format: Format::Srt, name: "srt", recognises: vtt::recognises_srt, read: vtt::read },
    Reader { format: Format::Tsv, name: "tsv", recognises: tsv::recognises, read: tsv::read },
    Reader { format: Format::TimedText, name: "timed", recognises: timed_text::recognises, read: timed_text::read },
    Reader { format: Format::Headed, name: "headed", recognises: headed::recognises, read: headed::read },
    Reader { format: Format::Markdown, name: "markdown", recognises: markdown::recognises, read: markdown::read },
    Reader { format: Format::Plain, name: "plain", recognises: plain::recognises, read: plain::read },
];

impl Format {
    /// All formats.
    pub fn all() -> impl Iterator<Item = Format> {
        READERS.iter().map(|reader| reader.format)
    }

    /// The word by which it is chosen: `vtt`.
    pub fn name(self) -> &'static str {
        self.reader().name
    }

    /// Finds the format of a text by its content; the path decides only where that does not tell.
    pub fn find(path: &str, source: &str) -> Format {
        let lines = stamp::sample(source);
        let mut readers = READERS.iter();
        readers
            .find(|reader| (reader.recognises)(path, source, &lines))
            .map_or(Format::Plain, |found| found.format)
    }

    fn reader(self) -> &'static Reader {
        READERS.iter().find(|reader| reader.format == self).expect("a row for each format")
    }
}
