//! Text → documents → episodes.
//!
//! In: paths and bytes. Out: [`Reading`]s, and from them [`Episode`](crate::episode::Episode)s.
//!
//! 1. `decode`: bytes become text; what is no text is an error, bad UTF-8 a warning.
//! 2. The format is found by content, and its reader goes through the text once: `timed_text`, `vtt` (and SRT),
//!    `markdown`, `plain`. `caption` and `speaker` hold what they share: who speaks, what is no text.
//! 3. Each puts its pieces into a `draft`, which leaves out `noise`, mends `mojibake`, finds
//!    bare web addresses (`address`), and knows all places.
//! 4. `hints`: path (`stem`) and text tell show, number, title and date; [`show`] knows the shows.
//! 5. [`group`]: readings of one show and number become an episode; of every `twin` one is kept.

mod address;
mod caption;
mod decode;
mod draft;
pub mod group;
mod hints;
mod markdown;
mod mojibake;
mod noise;
mod plain;
pub mod show;
mod speaker;
mod stamp;
mod stem;
mod timed_text;
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
    let (source, bad_byte) = decode::decode(path, bytes)?;
    let (document, bad_cues) = match format(path, &source) {
        Format::Captions => vtt::read(path, &source),
        Format::TimedText => (timed_text::read(path, &source), Vec::new()),
        Format::Markdown => (markdown::read(path, &source), Vec::new()),
        Format::Plain => (plain::read(path, &source), Vec::new()),
    };
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Captions,
    TimedText,
    Markdown,
    Plain,
}

/// How many lines are looked at to find the format.
const PROBED: usize = 100;

/// Finds the format by content; the path decides only between Markdown without markup and plain text.
fn format(path: &str, source: &str) -> Format {
    let lines =
        || stamp::lines(source).map(|(_, line)| line.trim()).filter(|line| !line.is_empty()).take(PROBED);
    if source.trim_start_matches('\u{feff}').trim_start().starts_with("WEBVTT") || lines().any(is_cue_time) {
        return Format::Captions;
    }
    let stamped = lines().filter(|line| stamp::at_line_start(line).is_some()).count();
    if stamped > 0 && stamped * 4 >= lines().count() {
        return Format::TimedText;
    }
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    if matches!(ending.as_str(), "md" | "markdown") || lines().any(is_markdown) {
        return Format::Markdown;
    }
    Format::Plain
}

fn is_cue_time(line: &str) -> bool {
    let time = |text: &str| stamp::read(text.trim()).is_some();
    line.split_once("-->").is_some_and(|(begin, end)| time(begin) && time(end))
}

fn is_markdown(line: &str) -> bool {
    let marks = ["# ", "## ", "### ", "- [", "* [", "**", "__"];
    marks.iter().any(|mark| line.starts_with(mark)) || line.contains("](") || line.contains("](<")
}
