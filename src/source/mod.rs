//! Text → documents → episodes.
//!
//! In: paths and bytes. Out: [`Reading`]s, and from them [`Episode`](crate::episode::Episode)s.
//!
//! 1. [`mod@decode`]: bytes become text; what is no text is an error, another encoding than UTF-8 a warning.
//! 2. The [`Format`] is found by content, and its reader goes through the text once: `json`, `ttml`, `html`, `vtt` (and SRT),
//!    `tsv`, `timed_text`, `headed`, `yaml`, `markdown` (with `paragraph` and `kind`), `chapters`, `plain`. `token` and `tag` cut JSON and HTML
//!    into pieces, HTML becomes one `step` after the other, `layout` finds what is said in JSON of `services`, `numbered` who is called by a number there; a `cue` is a caption of `vtt`; `caption`, `speaker`, `labels` and `shape` hold what readers share: who speaks, what is no text;
//!    `piece` knows captions that are less than a word, `rolling` those that repeat the one before.
//! 3. Each puts its pieces into a `draft`, which leaves out `noise`, mends `mojibake`, finds bare web addresses
//!    (`address`), and knows all places; of what is written with escapes or an `entity`, through a `rendering`.
//! 4. `hints`: path (`stem`), `front_matter` (with `scalar`) and text tell show, number, title and date (`calendar`); [`show`] knows the
//!    shows. What a [`pattern`] finds in a path goes over that.
//! 5. A `feed` holds many episodes: `feed_xml` takes it apart into `feed_item`s by what each `feed_element` is, and an [`attachment`] is a file that it names; `xml` is what its reader shares with that of `ttml`.
//! 6. [`group`]: readings of one episode are put together; a `translation` is left out, of every `twin` one is
//!    kept, and a `conflict` is told.
//! 7. A [`record`] is an episode as one JSON object, with documents of its own; `record_segments` reads what was said piece
//!    by piece.

mod address;
pub mod attachment;
mod calendar;
mod caption;
mod chapters;
mod conflict;
mod cue;
mod cursor;
pub mod decode;
mod draft;
mod entity;
mod feed;
mod feed_element;
mod feed_item;
mod feed_xml;
mod front_matter;
pub mod group;
mod headed;
mod hints;
mod html;
mod json;
mod kind;
mod labels;
mod layout;
mod markdown;
mod mojibake;
mod noise;
mod numbered;
mod paragraph;
pub mod pattern;
mod piece;
mod plain;
pub mod record;
mod record_segments;
mod rendering;
mod rolling;
mod scalar;
mod services;
mod shape;
pub mod show;
mod speaker;
mod stamp;
mod stem;
mod step;
mod tag;
mod timed_text;
mod token;
mod translation;
mod tsv;
mod ttml;
mod twin;
mod vtt;
mod xml;
mod yaml;

#[cfg(test)]
mod tests;

use crate::episode::Document;
use crate::error::Error;
use attachment::Attachment;
use decode::{Decoded, decode};

/// A document with what its text and path tell about the episode it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// What it tells about its episode.
    pub hints: Hints,
    /// What it was read as.
    pub format: Format,
    /// The encoding it was in: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// Files that belong to the episode, too.
    pub attachments: Vec<Attachment>,
    /// What was skipped or mended, and where.
    pub warnings: Vec<Error>,
}

impl Reading {
    fn new(document: Document, hints: Hints, format: Format) -> Self {
        Reading { document, hints, format, encoding: "UTF-8", attachments: Vec::new(), warnings: Vec::new() }
    }
}

/// What a document tells about its episode; each may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The show's slug: `python-bytes`.
    pub show: Option<String>,
    /// The show is a guess from the folder's name; nothing in the text or file name tells it.
    pub show_is_guess: bool,
    /// The season.
    pub season: Option<u32>,
    /// The episode's number, in its season if there is one.
    pub number: Option<u32>,
    /// The episode's title.
    pub title: Option<String>,
    /// The day of recording or publication, `2022-11-01`.
    pub date: Option<String>,
    /// The language that the file's name or the feed tells, without its region: `es`.
    pub language: Option<String>,
    /// Its hosts, where a feed tells who they are.
    pub hosts: Vec<String>,
    /// Who takes part, besides the speakers that labels name.
    pub people: Vec<String>,
    /// What its makers filed it under.
    pub tags: Vec<String>,
    /// The episode's id, where a feed tells which it is.
    pub episode: Option<String>,
}

/// Reads one document; the format is found by content.
///
/// Costs one pass over the bytes. What cannot be read is skipped and is a warning; of many in one file, the
/// first ones are told.
///
/// # Errors
///
/// When the bytes are no text (a NUL byte among the first 8 KiB), or a feed, unless it has one episode only.
pub fn read(path: &str, bytes: &[u8]) -> Result<Reading, Error> {
    one(path, read_all(path, bytes)?)
}

/// Reads one document in a format that the caller knows.
///
/// # Errors
///
/// As [`read`].
pub fn read_as(format: Format, path: &str, bytes: &[u8]) -> Result<Reading, Error> {
    one(path, read_decoded(path, decode(path, bytes)?, Some(format))?)
}

/// Reads all documents of a file: of a feed one for each episode, of any other file one.
///
/// # Errors
///
/// When the bytes are no text, or a feed without episodes.
pub fn read_all(path: &str, bytes: &[u8]) -> Result<Vec<Reading>, Error> {
    read_decoded(path, decode(path, bytes)?, None)
}

/// Reads all documents of a text, in a format that the caller knows or in the one that is found.
///
/// # Errors
///
/// When it is a feed without episodes.
pub fn read_decoded(path: &str, decoded: Decoded<'_>, format: Option<Format>) -> Result<Vec<Reading>, Error> {
    let Decoded { text: source, encoding, warning } = decoded;
    let format = format.unwrap_or_else(|| Format::find(path, &source));
    let mut warnings: Vec<Error> = warning.into_iter().chain(mojibake::warning(path, &source)).collect();
    let mut readings = match format.reader().read {
        Read::Many(read) => read(path, &source)?,
        Read::One(read) => {
            let (document, skipped) = read(path, &source);
            warnings.extend(skipped);
            warnings.extend(front_matter::date(path, &source).and_then(Result::err));
            let hints = hints::find(&source, &document);
            vec![Reading::new(document, hints, format)]
        }
    };
    readings.iter_mut().for_each(|reading| reading.encoding = encoding);
    if let Some(first) = readings.first_mut() {
        warnings.append(&mut first.warnings);
        first.warnings = told(path, warnings);
    }
    Ok(readings)
}

/// The one document of a file.
fn one(path: &str, readings: Vec<Reading>) -> Result<Reading, Error> {
    let [reading] = <[Reading; 1]>::try_from(readings)
        .map_err(|_| Error::new("a feed of many episodes, one document was expected").in_source(path))?;
    Ok(reading)
}

/// The first warnings, and how many more there are.
fn told(path: &str, mut warnings: Vec<Error>) -> Vec<Error> {
    if let Some(more) = warnings.len().checked_sub(TOLD).filter(|&more| more > 0) {
        warnings.truncate(TOLD);
        warnings.push(Error::new(format!("{more} more like these")).in_source(path));
    }
    warnings
}

/// How many warnings a file may raise before the rest is counted only.
const TOLD: usize = 5;

/// How a text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// RSS and Atom.
    Feed,
    /// Chapters in the JSON of Podcasting 2.0.
    Chapters,
    /// JSON of recognisers and services.
    Json,
    /// Captions in XML: TTML, and YouTube's.
    Ttml,
    /// HTML: transcripts and show notes.
    Html,
    /// WebVTT.
    WebVtt,
    /// SRT.
    Srt,
    /// Captions in rows: TSV and CSV.
    Tsv,
    /// Lines that begin with a time.
    TimedText,
    /// Turns under a line with speaker and time.
    Headed,
    /// YAML with a list of what was said.
    Yaml,
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
    read: Read,
}

/// By path and source.
#[derive(Clone, Copy)]
enum Read {
    One(fn(&str, &str) -> (Document, Vec<Error>)),
    /// A file of many documents.
    Many(fn(&str, &str) -> Result<Vec<Reading>, Error>),
}

/// In the order in which formats are tried; plain text is any text.
#[rustfmt::skip]
const READERS: [Reader; 13] = [
    Reader { format: Format::Feed, name: "feed", recognises: feed::recognises, read: Read::Many(feed::read) },
    Reader { format: Format::Chapters, name: "chapters", recognises: chapters::recognises, read: Read::One(chapters::read) },
    Reader { format: Format::Json, name: "json", recognises: json::recognises, read: Read::One(json::read) },
    Reader { format: Format::Ttml, name: "ttml", recognises: ttml::recognises, read: Read::One(ttml::read) },
    Reader { format: Format::Html, name: "html", recognises: html::recognises, read: Read::One(html::read) },
    Reader { format: Format::WebVtt, name: "vtt", recognises: vtt::recognises, read: Read::One(vtt::read) },
    Reader { format: Format::Srt, name: "srt", recognises: vtt::recognises_srt, read: Read::One(vtt::read) },
    Reader { format: Format::Tsv, name: "tsv", recognises: tsv::recognises, read: Read::One(tsv::read) },
    Reader { format: Format::TimedText, name: "timed", recognises: timed_text::recognises, read: Read::One(timed_text::read) },
    Reader { format: Format::Headed, name: "headed", recognises: headed::recognises, read: Read::One(headed::read) },
    Reader { format: Format::Yaml, name: "yaml", recognises: yaml::recognises, read: Read::One(yaml::read) },
    Reader { format: Format::Markdown, name: "markdown", recognises: markdown::recognises, read: Read::One(markdown::read) },
    Reader { format: Format::Plain, name: "plain", recognises: plain::recognises, read: Read::One(plain::read) },
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
