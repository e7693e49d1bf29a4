//! An episode as one JSON object, as tables and data lakes keep it: what is known of it, and its documents.
//!
//! `schema/episode.schema.json` describes it. What its fields say goes over what names and texts of documents tell; what they
//! leave out is found as for files. Fields that nobody knows are passed over: a row of a table mostly has more columns.

use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;

use super::group::{Grouping, group};
use super::record_segments::{self, Segment};
use super::{Format, Hints, Reading, calendar};
use crate::episode::{DocumentKind, Episode};
use crate::error::Error;
use crate::text::fold::slug;

/// An episode as it is written in a line of JSON.
#[derive(Debug, Clone, Deserialize)]
pub struct Record {
    /// The episode's id, where the writer gives it one.
    #[serde(default)]
    pub id: Option<String>,
    #[serde(default)]
    show: Option<String>,
    #[serde(default)]
    season: Option<Value>,
    #[serde(default)]
    number: Option<Value>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    hosts: Option<Vec<String>>,
    #[serde(default)]
    guests: Option<Vec<String>>,
    #[serde(default)]
    tags: Option<Vec<String>>,
    documents: Vec<Part>,
}

/// A document of it: a text in any format that files may have, or what was said piece by piece.
#[derive(Debug, Clone, Deserialize)]
struct Part {
    name: String,
    #[serde(default)]
    kind: Option<DocumentKind>,
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    segments: Option<Vec<Segment>>,
}

/// What goes over what documents tell.
struct Told {
    hints: Hints,
    warnings: Vec<Error>,
}

impl Record {
    /// Reads a line of JSON. Costs one pass over it.
    ///
    /// # Errors
    ///
    /// When it is no such object; the message names the field and the column.
    pub fn read(line: &str) -> Result<Record, Error> {
        if !line.trim_start().starts_with('{') {
            return Err(Error::new("no episode: a line was expected that is a JSON object").hint(EXAMPLE));
        }
        serde_json::from_str(line).map_err(|error| refusal(&error))
    }

    /// The episode, and what was mended or left out in reading it. `read` makes readings of a text by its name, as
    /// [`super::read_decoded`] does, and may refuse it; of a text without a word it makes none.
    ///
    /// # Errors
    ///
    /// When a document is refused, when two have one name, when none holds a text, when a number is none, and when the
    /// documents are of several episodes: one record is one episode.
    pub fn episode(
        self,
        mut read: impl FnMut(&str, &str, Option<Format>) -> Result<Vec<Reading>, Error>,
    ) -> Result<(Episode, Vec<Error>), Error> {
        let Told { hints, mut warnings } = self.told()?;
        check_names(&self.documents)?;
        let mut readings = Vec::new();
        for part in self.documents {
            for mut reading in part.readings(&mut read)? {
                warnings.append(&mut reading.warnings);
                put_over(&mut reading.hints, &hints);
                readings.push(reading);
            }
        }
        let Grouping { mut episodes, warnings: left_out, conflicts, translations } = group(readings);
        warnings.extend(left_out.into_iter().chain(conflicts).chain(translations));
        match (episodes.pop(), episodes.last()) {
            (Some(episode), None) => Ok((episode, warnings)),
            (None, _) => Err(Error::new("no document of this episode holds a text")),
            (Some(last), Some(other)) => Err(several(&other.info.id, &last.info.id)),
        }
    }

    /// What the fields tell of the episode.
    fn told(&self) -> Result<Told, Error> {
        let mut warnings = Vec::new();
        let given = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned)
        };
        let date = given(&self.date).and_then(|written| {
            let day = calendar::day(&written).or_else(|| calendar::loose(&written));
            if day.is_none() {
                warnings.push(calendar::unreadable(&written, "date", 1));
            }
            day
        });
        let hints = Hints {
            episode: given(&self.id),
            show: given(&self.show).map(|show| slug(&show)).filter(|show| !show.is_empty()),
            season: whole("season", self.season.as_ref())?,
            number: whole("number", self.number.as_ref())?,
            title: given(&self.title),
            date,
            hosts: names(self.hosts.as_deref()),
            people: names(self.guests.as_deref()),
            tags: names(self.tags.as_deref()),
            ..Hints::default()
        };
        Ok(Told { hints, warnings })
    }
}

impl Part {
    fn readings(
        self,
        read: &mut impl FnMut(&str, &str, Option<Format>) -> Result<Vec<Reading>, Error>,
    ) -> Result<Vec<Reading>, Error> {
        let format = self.format.as_deref().map(|name| named(name, &self.name)).transpose()?;
        let mut readings = match (self.text, self.segments) {
            (Some(text), None) => read(&self.name, &text, format)?,
            (None, Some(segments)) => record_segments::read(&self.name, &segments).into_iter().collect(),
            (None, None) => Vec::new(),
            (Some(_), Some(_)) => {
                return Err(Error::new("this document has both `text` and `segments`")
                    .in_source(self.name)
                    .hint("leave one of the two out, or make two documents of it"));
            }
        };
        if let Some(kind) = self.kind {
            readings.iter_mut().for_each(|reading| reading.document.kind = kind);
        }
        Ok(readings)
    }
}

/// Puts what the record says in place of what a document tells. People and tags add up, as between documents.
fn put_over(hints: &mut Hints, told: &Hints) {
    let over = told.clone();
    let is_numbered = over.number.is_some() || over.show.is_some();
    hints.episode = over.episode.or(hints.episode.take().filter(|_| !is_numbered));
    hints.show_is_guess &= over.show.is_none();
    hints.show = over.show.or(hints.show.take());
    // As with a pattern: a number of its own stands without the season of a file's name.
    hints.season = over.season.or(hints.season.filter(|_| over.number.is_none()));
    hints.number = over.number.or(hints.number);
    hints.title = over.title.or(hints.title.take());
    hints.date = over.date.or(hints.date.take());
    if !over.hosts.is_empty() {
        hints.hosts = over.hosts;
    }
    hints.people.extend(over.people);
    hints.tags.extend(over.tags);
}

/// Names without blanks around them and without empty ones.
fn names(written: Option<&[String]>) -> Vec<String> {
    let trimmed = written.unwrap_or_default().iter().map(|name| name.trim());
    trimmed.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A whole number, also where a table keeps it as text or with a point: `12`, `"12"`, `12.0`.
fn whole(field: &str, value: Option<&Value>) -> Result<Option<u32>, Error> {
    let number = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => text.trim().parse().ok(),
        Some(value) => value.as_f64().filter(|number| number.fract() == 0.0 && (0.0..=4e9).contains(number)),
    };
    match number {
        Some(number) if (0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0 => {
            Ok(Some(number as u32))
        }
        _ => {
            Err(Error::new(format!("`{field}` is no whole number")).hint("write it as `12`, or leave it out"))
        }
    }
}

fn named(name: &str, document: &str) -> Result<Format, Error> {
    Format::all().find(|format| format.name() == name).ok_or_else(|| {
        let names: Vec<&str> = Format::all().map(Format::name).collect();
        Error::new(format!("unknown format `{name}`"))
            .in_source(document)
            .hint(format!("formats are {}; without one, it is found by content", names.join(", ")))
    })
}

/// Extractions keep one part a name: of two documents with one name, one would be lost without a word.
fn check_names(documents: &[Part]) -> Result<(), Error> {
    let mut names: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Error::new(format!("two documents of this episode are named `{}`", pair[0]))
            .hint("give each a name of its own, such as `show/12.txt` and `show/12-notes.md`")),
        None => Ok(()),
    }
}

fn several(one: &str, other: &str) -> Error {
    Error::new(format!("these documents are of several episodes, such as `{one}` and `{other}`"))
        .hint("write an episode a line, or say with `id`, or `show` and `number`, that they are of one")
}

/// What to write instead.
const EXAMPLE: &str =
    "an episode is a line such as {\"documents\":[{\"name\":\"show/12.txt\",\"text\":\"…\"}]}";

/// Why a line could not be read, as far as it tells.
fn refusal(error: &serde_json::Error) -> Error {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    let what = match error.classify() {
        Category::Eof => "this line of JSON is cut off".to_owned(),
        Category::Syntax | Category::Io => format!("damaged JSON: {message}"),
        Category::Data => format!("no episode: {message}"),
    };
    let column = u32::try_from(error.column()).unwrap_or(u32::MAX).max(1);
    Error::new(format!("{what}, at column {column}")).hint(EXAMPLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::decode::decode;
    use crate::source::read_decoded;

    fn episode(line: &str) -> Result<(Episode, Vec<Error>), Error> {
        Record::read(line)?
            .episode(|name, text, format| read_decoded(name, decode(name, text.as_bytes())?, format))
    }

    fn refused(line: &str) -> String {
        episode(line).unwrap_err().to_string().lines().next().unwrap().to_owned()
    }

    #[test]
    fn documents_tell_what_no_field_says() {
        let line = r##"{"documents": [{"name": "soft-talk/7-on-tools.txt", "text": "00:01 Hello there, all of you."},
            {"name": "soft-talk/notes/7.md", "text": "# Soft Talk 7\n\n- [Tool](https://example.org)"}], "rating": 5}"##;
        let (episode, warnings) = episode(line).unwrap();
        assert_eq!(
            (episode.info.id.as_str(), episode.documents.len(), warnings.len()),
            ("soft-talk/7", 2, 0)
        );
        assert_eq!(episode.info.title.as_deref(), Some("on tools"));
    }

    #[test]
    fn fields_go_over_what_documents_tell() {
        let line = r#"{"show": "Soft Talk", "number": "12", "season": 2.0, "title": "Hammers", "date": "2022-11-01T08:00:00Z",
            "hosts": ["Ada Bell"], "guests": [" Odile Varga ", ""], "tags": ["tools"], "documents": [
            {"name": "loud-talk/7-on-tools.txt", "text": "Hello there, all of you."},
            {"name": "x.txt", "kind": "show_notes", "text": "Some other words."}]}"#;
        let (Episode { info, documents }, _) = episode(line).unwrap();
        assert_eq!(
            (info.id.as_str(), info.number, info.title.as_deref()),
            ("soft-talk/s2e12", Some(12), Some("Hammers"))
        );
        assert_eq!((info.date.as_deref(), info.season), (Some("2022-11-01"), Some(2)));
        assert_eq!((info.hosts, info.people), (vec!["Ada Bell".to_owned()], vec!["Odile Varga".to_owned()]));
        assert_eq!(documents[1].kind, DocumentKind::ShowNotes);
        assert_eq!(info.tags, ["tools"]);
    }

    #[test]
    fn an_id_joins_what_nothing_else_joins() {
        let line = r#"{"id": "guid-1", "show": null, "date": "soon", "documents": [{"name": "a.txt", "text": "One."},
            {"name": "b.txt", "text": "Another, quite different."}, {"name": "c.txt", "text": null}]}"#;
        let (episode, warnings) = episode(line).unwrap();
        assert_eq!((episode.info.id.as_str(), episode.documents.len()), ("guid-1", 2));
        assert!(warnings[0].to_string().starts_with("unreadable date: `soon`"));
    }

    #[test]
    fn tells_what_is_wrong_with_a_record() {
        for (line, expected) in [
            ("[1]", "no episode: a line was expected that is a JSON object"),
            ("WEBVTT", "no episode: a line was expected that is a JSON object"),
            (r#"{"documents": [{"na"#, "this line of JSON is cut off, at column 19"),
            (r#"{"documents": [],}"#, "damaged JSON: trailing comma, at column 18"),
            (r#"{"id": "1"}"#, "no episode: missing field `documents`, at column 11"),
            (r#"{"documents": []}"#, "no document of this episode holds a text"),
            (r#"{"number": 1.5, "documents": []}"#, "`number` is no whole number"),
            (r#"{"number": "x", "documents": []}"#, "`number` is no whole number"),
            (
                r#"{"documents": [{"name": "a/1.txt", "text": "One"}, {"name": "a/2.txt", "text": "Two"}]}"#,
                "these documents are of several episodes, such as `a/1` and `a/2`",
            ),
            (
                r#"{"documents": [{"name": "a", "text": "One"}, {"name": "a", "text": "Two"}]}"#,
                "two documents of this episode are named `a`",
            ),
            (
                r#"{"documents": [{"name": "a", "text": "One", "segments": []}]}"#,
                "this document has both `text` and `segments`",
            ),
            (r#"{"documents": [{"name": "a", "text": "One", "format": "pdf"}]}"#, "unknown format `pdf`"),
        ] {
            assert_eq!(refused(line), expected, "{line}");
        }
    }
}
