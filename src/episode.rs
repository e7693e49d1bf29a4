//! What is read: the documents of one episode, as clean text with a map back to the source.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Span;

/// A moment in an episode, in milliseconds from its start; written as seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub u32);

impl Time {
    /// The moment in seconds.
    pub fn seconds(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1000) {
            serializer.serialize_u32(self.0 / 1000)
        } else {
            serializer.serialize_f64(self.seconds())
        }
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = f64::deserialize(deserializer)?;
        // `as` saturates: a negative or absurd time becomes the nearest possible one.
        Ok(Time((seconds * 1000.0).round() as u32))
    }
}

impl std::fmt::Display for Time {
    /// `h:mm:ss`, as players show it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let s = self.0 / 1000;
        write!(f, "{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
    }
}

/// What is known of an episode besides its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EpisodeInfo {
    /// Show and number, `python-bytes/182`, with seasons `soft-talk/s2e14`; without a number, show and file name.
    pub id: String,
    /// The show's name as a slug: `python-bytes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<String>,
    /// The season, where the source tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<u32>,
    /// The episode's number in its show, or in its season.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Its title, where the source has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day it was recorded or published, `2022-11-01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The hosts: as a feed names them, and those of the show, where it is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    /// Speakers named by labels, in the order they first speak; then those named in a feed or in front matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// What its makers filed it under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

/// The documents that belong together, read as one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Episode {
    /// What is known besides the text.
    pub info: EpisodeInfo,
    /// Transcripts first, then show notes; within a kind by path.
    pub documents: Vec<Document>,
}

/// What a document is to its episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// What was said.
    Transcript,
    /// What the makers wrote about it.
    ShowNotes,
}

/// One text of an episode, without markup, labels and time stamps.
///
/// Captions that run on are joined by one space, because names run over line ends; a line feed stands where
/// no name can run on: another speaker, paragraph, heading or list item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Document {
    /// Where it came from, as given by the caller; only carried along.
    pub path: String,
    /// What it is to its episode.
    pub kind: DocumentKind,
    /// The clean text.
    pub text: String,
    /// Who says what when; ascending, together covering the text but for the joins.
    pub segments: Vec<Segment>,
    /// Where the text stands in the source; ascending by `offset`, the first at 0.
    pub origins: Vec<Origin>,
    /// Links and what they lie on; ascending.
    pub links: Vec<Link>,
}

/// A stretch of a document with one time and one speaker.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Segment {
    /// Bytes of the document's text.
    pub span: Span,
    /// When it begins.
    pub time: Option<Time>,
    /// Who speaks, as labelled.
    pub speaker: Option<Arc<str>>,
}

/// From `offset` on, the text stands in the source character by character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Byte in the document's text.
    pub offset: u32,
    /// Line in the source, from 1.
    pub line: u32,
    /// Column in the source, in characters, from 1.
    pub column: u32,
    /// How many characters of the source write the first character of the text: 6 for `\u00e9` or `&nbsp;`, else 1.
    pub width: u32,
}

/// A link in a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// The text it lies on; of a bare link, the visible address.
    pub span: Span,
    /// Where it leads.
    pub url: String,
}

/// A place in a source: line and column (in characters), both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl Document {
    /// Where the character at byte `offset` of the text stands in the source.
    ///
    /// Costs a binary search and the distance to the origin before it.
    pub fn place(&self, offset: u32) -> Place {
        let Some(origin) = self.origin(offset) else {
            return Place { line: 1, column: 1 };
        };
        let run = &self.text[origin.offset as usize..offset as usize];
        let wider = if run.is_empty() { 0 } else { origin.width - 1 };
        Place { line: origin.line, column: origin.column + wider + run.chars().count() as u32 }
    }

    /// Where a span begins in the source, and one past what writes its last character.
    pub fn places(&self, span: Span) -> (Place, Place) {
        let last = self.text[span.range()].char_indices().next_back().map_or(0, |(at, _)| at as u32);
        let end = self.place(span.start + last);
        let origin = self.origin(span.start + last).filter(|origin| origin.offset == span.start + last);
        let width = origin.map_or(1, |origin| origin.width);
        (self.place(span.start), Place { column: end.column + width, ..end })
    }

    /// The origin from which byte `offset` is counted.
    fn origin(&self, offset: u32) -> Option<Origin> {
        let after = self.origins.partition_point(|origin| origin.offset <= offset);
        after.checked_sub(1).map(|i| self.origins[i])
    }

    /// The segment that holds byte `offset`, or the last one before it.
    pub fn segment_at(&self, offset: u32) -> Option<usize> {
        self.segments.partition_point(|segment| segment.span.start <= offset).checked_sub(1)
    }
}
