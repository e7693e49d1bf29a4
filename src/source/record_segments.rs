//! What was said, piece by piece with times and speakers: a document without a source.
//!
//! A place needs a source, so one is made: a line for each segment. The line of a mention is the number of its segment (from
//! 1), the column that of the character in the segment's text, as if line ends in it were spaces.

use std::ops::Range;

use serde::Deserialize;
use serde_json::Value;

use super::caption::Captions;
use super::draft::Draft;
use super::json::{called, moment};
use super::labels::Labels;
use super::piece::{are_pieces, goes_on};
use super::{Format, Reading, hints};
use crate::episode::{DocumentKind, Time};
use crate::error::Error;

/// A piece of what was said; `end` and whatever else a recogniser tells is passed over.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Segment {
    #[serde(default)]
    start: Option<Value>,
    #[serde(default)]
    speaker: Option<String>,
    #[serde(default)]
    text: Option<String>,
}

/// How many milliseconds a unit of time is: seconds, as recognisers write them.
const UNIT: f64 = 1000.0;

/// Reads segments; none where they hold no word.
pub(super) fn read(name: &str, segments: &[Segment]) -> Option<Reading> {
    let (source, lines) = source(segments);
    let texts = || lines.iter().map(|line| &source[line.clone()]);
    if texts().all(|text| text.trim().is_empty()) {
        return None;
    }
    let is_told = segments.iter().any(|segment| segment.speaker.is_some());
    let labels = if is_told { Labels::default() } else { Labels::learn(texts().map(str::trim_start)) };
    let are_pieces = are_pieces(texts());
    let mut captions = Captions::new(Draft::new(&source), labels, false);
    let mut warnings = Vec::new();
    let mut time = None;
    for ((segment, line), number) in segments.iter().zip(&lines).zip(1..) {
        match begin(segment) {
            Ok(begin) => time = begin.or(time),
            Err(written) => warnings.push(unreadable(name, number, &written)),
        }
        captions.begin(time);
        match segment.speaker.as_deref().map(str::trim).filter(|speaker| !speaker.is_empty()) {
            Some(speaker) => captions.speaks(Some(&called(speaker.into())), false),
            None if is_told => captions.draft.segment(time, None),
            None => {}
        }
        let text = &source[line.clone()];
        match are_pieces && goes_on(text) {
            true => captions.within_word(line.start, text),
            false => captions.line(line.start, text),
        }
    }
    let document = captions.draft.finish(name, DocumentKind::Transcript, false);
    let hints = hints::find("", &document);
    Some(Reading { warnings: super::told(name, warnings), ..Reading::new(document, hints, Format::Json) })
}

/// The texts, a line each.
fn source(segments: &[Segment]) -> (String, Vec<Range<usize>>) {
    let mut source = String::new();
    let mut lines = Vec::with_capacity(segments.len());
    for segment in segments {
        let start = source.len();
        let text = segment.text.as_deref().unwrap_or_default();
        source.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        lines.push(start..source.len());
        source.push('\n');
    }
    (source, lines)
}

/// When a segment begins, or what is written there and is no time.
fn begin(segment: &Segment) -> Result<Option<Time>, String> {
    match &segment.start {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => moment(text, UNIT).map(Some).ok_or_else(|| text.clone()),
        Some(other) => moment(&other.to_string(), UNIT).map(Some).ok_or_else(|| other.to_string()),
    }
}

fn unreadable(name: &str, number: u32, written: &str) -> Error {
    let shown: String = written.chars().take(40).collect();
    Error::new(format!("unreadable start of a segment: `{shown}`"))
        .in_source(name)
        .at_line(number)
        .hint("expected seconds or a time (`00:00:12`); its text is kept")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(json: &str) -> Option<Reading> {
        read("a", &serde_json::from_str::<Vec<Segment>>(json).unwrap())
    }

    #[test]
    fn a_place_is_segment_and_character() {
        let segments = r#"[{"start": 0, "text": "We moved"}, {"start": "00:01:05", "end": 70, "text": " to\nSanic.", "id": 3},
            {"start": true, "speaker": " ", "text": "All of it."}]"#;
        let Reading { document, warnings, .. } = reading(segments).unwrap();
        assert_eq!(document.text, "We moved to Sanic. All of it.");
        let place = document.place(document.text.find("Sanic").unwrap() as u32);
        assert_eq!((place.line, place.column), (2, 5));
        let times: Vec<_> = document.segments.iter().map(|segment| segment.time).collect();
        assert_eq!(times, [Some(Time(0)), Some(Time(65_000)), Some(Time(65_000))]);
        assert!(warnings[0].to_string().starts_with("unreadable start of a segment: `true`\n  --> a:3"));
    }

    #[test]
    fn another_speaker_begins_a_line() {
        let segments = r#"[{"speaker": "Ada Bell", "text": "the mace"}, {"speaker": "Ada Bell", "text": "tonight"},
            {"speaker": "B", "text": "Yes"}]"#;
        let document = reading(segments).unwrap().document;
        assert_eq!(document.text, "the mace tonight\nYes");
        assert_eq!(document.segments[2].speaker.as_deref(), Some("Speaker B"));
    }

    #[test]
    fn labels_in_texts_are_speakers_where_no_field_tells() {
        let turn = |name: &str| format!(r#"{{"start": 1, "text": "{name}: some words of ours"}}"#);
        let segments = format!("[{}]", ["Ada Bell", "Bo Lund", "Ada Bell", "Bo Lund"].map(turn).join(","));
        let document = reading(&segments).unwrap().document;
        assert_eq!(document.segments[0].speaker.as_deref(), Some("Ada Bell"));
        assert!(reading(r#"[{"text": " "}, {}]"#).is_none());
    }
}
