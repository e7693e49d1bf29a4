//! JSON of recognisers and services: what `layout` finds in it, as captions.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::caption::Captions;
use super::draft::Draft;
use super::labels::Labels;
use super::layout::{Said, find};
use super::numbered::{speakers, speakers_at};
use super::piece::{are_pieces, goes_on};
use super::rendering::Rendering;
use super::services::Layout;
use super::stamp;
use super::token::render;
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// Whether a text is JSON: an object, or a list of objects.
pub(super) fn recognises(_path: &str, source: &str, _lines: &[&str]) -> bool {
    let text = source.trim_start_matches('\u{feff}').trim_start();
    let object = text.strip_prefix('[').map_or(text, str::trim_start);
    object.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// Reads the transcript in a JSON text. Of one that holds none, the document is empty, and that is a warning.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let (layout, mut said, is_cut) = find(source);
    if said.iter().all(|said| said.speaker.is_none()) {
        give_speakers(source, &mut said);
    }
    let mut warnings = Vec::new();
    if said.is_empty() {
        warnings.push(no_transcript(path));
    } else if is_cut {
        warnings.push(cut_off(path, source));
    }
    let (rendering, cues) = rendered(source, said);
    let is_told = cues.iter().any(|(said, _)| said.speaker.is_some());
    let unit = unit(source, layout, &cues);
    let texts = cues.iter().map(|(_, words)| rendering.text()[words.clone()].trim_start());
    let labels = if is_told { Labels::default() } else { Labels::learn(texts) };
    let mut captions = Captions::new(Draft::rendered(source, &rendering), labels, false);
    let are_pieces = are_pieces(cues.iter().map(|(_, words)| &rendering.text()[words.clone()]));
    let mut time = None;
    let mut names = Names { known: speakers(source), ..Names::default() };
    let mut lines = Lines::default();
    for (said, words) in &cues {
        if let Some(begin) = said.begin.clone() {
            match moment(&source[begin.clone()], unit) {
                Some(begin) => time = Some(begin),
                None => warnings.push(
                    unreadable(&source[begin.clone()])
                        .in_source(path)
                        .at_line(lines.number(source, begin.start))
                        .hint("expected a number or a time (`00:00:12`); its text is kept"),
                ),
            }
        }
        captions.begin(time);
        let speaker = said.speaker.clone().map(|(_, speaker)| names.of(source, speaker));
        match speaker.filter(|name| !name.is_empty()) {
            Some(name) => captions.speaks(Some(name), false),
            None if is_told && !layout.speaker_goes_on => captions.draft.segment(time, None),
            None => {}
        }
        let text = &rendering.text()[words.clone()];
        // Of a service that tells times around its words, none runs on from one time to the next.
        let runs_on = are_pieces && goes_on(text) && !(layout.is_told_around && said.begin.is_some());
        match runs_on || is_mark(text) {
            true => captions.within_word(words.start, text),
            false => captions.line(words.start, text),
        }
    }
    (captions.draft.finish(path, DocumentKind::Transcript, false), warnings)
}

/// Gives what is said the speakers that the JSON lists by their times.
fn give_speakers(source: &str, said: &mut [Said]) {
    let speakers = speakers_at(source);
    for said in said {
        let begin = said.begin.clone().map(|begin| &source[begin]);
        said.speaker = begin.and_then(|begin| speakers.get(begin)).map(|speaker| (0, speaker.clone()));
    }
}

/// How many milliseconds a unit of time is: where programs count in milliseconds, none writes parts of one.
fn unit(source: &str, layout: &Layout, cues: &[(Said, Range<usize>)]) -> f64 {
    let has_parts = |(said, _): &(Said, Range<usize>)| {
        let begin = said.begin.clone().and_then(|begin| source[begin].parse::<f64>().ok());
        begin.is_some_and(|begin| begin.fract() != 0.0)
    };
    if layout.unit == 1.0 && cues.iter().any(has_parts) { 1000.0 } else { layout.unit }
}

/// Whether a piece is a mark of punctuation alone, as services that write word by word have them.
fn is_mark(text: &str) -> bool {
    matches!(text, "." | "," | "?" | "!" | ":" | ";")
}

/// What the strings mean, and what of it each object says.
fn rendered(source: &str, said: Vec<Said>) -> (Rendering, Vec<(Said, Range<usize>)>) {
    let mut rendering = Rendering::default();
    let mut cues = Vec::with_capacity(said.len());
    for said in said {
        let start = rendering.len();
        if let Some((_, words)) = &said.words {
            render(source, words.clone(), &mut rendering);
        }
        cues.push((said, start..rendering.len()));
        rendering.part();
    }
    (rendering, cues)
}

/// A beginning as a number or a time: `12.5`, `"00:00:12,500"`.
pub(super) fn moment(written: &str, unit: f64) -> Option<Time> {
    let written = written.trim();
    if let Some((time, _)) = stamp::read(written).filter(|(_, taken)| *taken == written.len()) {
        return Some(time);
    }
    let number: f64 = written.trim_end_matches('s').parse().ok().filter(|number: &f64| number.is_finite())?;
    let millis = (number * unit).round().max(0.0);
    (millis <= f64::from(u32::MAX)).then_some(Time(millis as u32))
}

/// The last speaker, as written and as meant: the same one mostly goes on.
#[derive(Default)]
struct Names<'a> {
    /// The names of those whom the JSON numbers.
    known: BTreeMap<&'a str, Range<usize>>,
    written: &'a str,
    meant: Cow<'a, str>,
}

impl<'a> Names<'a> {
    fn of(&mut self, source: &'a str, written: Range<usize>) -> &str {
        if self.written != &source[written.clone()] {
            self.written = &source[written.clone()];
            let known = self.known.get(self.written).cloned();
            self.meant = name(source, known.unwrap_or(written));
        }
        &self.meant
    }
}

/// A speaker's name, as it is meant.
fn name(source: &str, written: Range<usize>) -> Cow<'_, str> {
    let mut name = Cow::Borrowed(source[written.clone()].trim());
    if name.contains('\\') {
        let mut rendering = Rendering::default();
        render(source, written, &mut rendering);
        name = Cow::Owned(rendering.text().trim().to_owned());
    }
    called(name)
}

/// What a speaker is called; numbers and single letters are no names.
pub(super) fn called(name: Cow<'_, str>) -> Cow<'_, str> {
    let anonymous = name.chars().count() == 1 || name.bytes().all(|byte| byte.is_ascii_digit());
    if anonymous && !name.is_empty() { Cow::Owned(format!("Speaker {name}")) } else { name }
}

fn no_transcript(path: &str) -> Error {
    Error::new("this JSON holds no transcript").in_source(path).hint(
        "known are Podcasting 2.0, Podlove, Whisper, whisper.cpp, WhisperX, AssemblyAI, AWS, Azure, Deepgram, ElevenLabs, Fireflies, Gladia, Google, Premiere, Rev, Speechmatics, YouTube, and lists of `speaker`, `start` and `text`",
    )
}

fn cut_off(path: &str, source: &str) -> Error {
    Error::new("the JSON ends in the middle")
        .in_source(path)
        .at_line(source.bytes().filter(|&byte| byte == b'\n').count() as u32 + 1)
        .hint("what stands before is read; save or download the file again to have all of it")
}

/// What is told of a beginning that is no time.
pub(super) fn unreadable(begin: &str) -> Error {
    let begin: String = begin.chars().take(40).collect();
    Error::new(format!("unreadable start of a caption: `{begin}`"))
}

/// Counts lines onward, so that each is counted once.
#[derive(Default)]
pub(super) struct Lines {
    at: usize,
    passed: u32,
}

impl Lines {
    pub(super) fn number(&mut self, source: &str, at: usize) -> u32 {
        let passed = source.as_bytes().get(self.at..at).unwrap_or_default();
        self.passed += passed.iter().filter(|&&byte| byte == b'\n').count() as u32;
        self.at = self.at.max(at);
        self.passed + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<(Option<u32>, Option<String>, String)> {
        let (document, _) = read("a.json", source);
        let text = |segment: &crate::episode::Segment| document.text[segment.span.range()].to_owned();
        let segments = document.segments.iter();
        segments
            .map(|it| (it.time.map(|time| time.0), it.speaker.as_deref().map(str::to_owned), text(it)))
            .collect()
    }

    fn said(time: u32, speaker: Option<&str>, text: &str) -> (Option<u32>, Option<String>, String) {
        (Some(time), speaker.map(str::to_owned), text.to_owned())
    }

    #[test]
    fn of_several_layouts_the_best_is_read() {
        let source = r#"{"text": "all", "words": [{"text": "one", "start": 1}], "utterances": [
            {"speaker": "A", "text": "One two", "start": 1000, "words": [{"text": "One", "start": 9}]}]}"#;
        assert_eq!(told(source), [said(1000, Some("Speaker A"), "One two")]);
        assert_eq!(told(&source.replace("utterances", "x")), [said(1, None, "one")]);
        assert_eq!(told(r#"{"text": "all"}"#), [(None, None, "all".to_owned())]);
    }

    #[test]
    fn words_end_where_a_caption_of_youtube_does() {
        let caption = |at: u32, one: &str, two: &str| {
            format!(
                r#"{{"tStartMs": {at}, "segs": [{{"utf8": "{one}"}}, {{"utf8": " {two}"}}]}}, {{"tStartMs": {at}, "segs": [{{"utf8": "\n"}}]}}"#
            )
        };
        let captions: Vec<String> = (0..6).map(|at| caption(at, "we", "met")).collect();
        let (document, _) = read("a.json", &format!(r#"{{"events": [{}]}}"#, captions.join(",")));
        assert_eq!(document.text, ["we met"; 6].join(" "));
    }

    #[test]
    fn of_several_guesses_the_first_counts() {
        let source = r#"{"results": {"channels": [{"alternatives": [
            {"transcript": "x", "words": [{"word": "hi", "punctuated_word": "Hi", "start": 0.5, "speaker": 0}]},
            {"words": [{"word": "high", "start": 0.5}]}]},
            {"alternatives": [{"words": [{"word": "yes", "start": 2}]}]}]}}"#;
        assert_eq!(told(source), [said(500, Some("Speaker 0"), "Hi"), said(2000, None, "yes")]);
    }

    #[test]
    fn services_are_known_by_their_keys() {
        let words = r#"[{"content": "Hi", "confidence": 1}, {"content": "High"}]"#;
        for (source, time, speaker) in [
            (r#"{"results": {"audio_segments": [{"transcript": "Hi.", "start_time": "1.5", "speaker_label": "spk_0"}]}}"#.to_owned(), Some(1500), Some("spk_0")),
            (r#"{"results": {"transcripts": [{"transcript": "Hi."}], "items": [{"alternatives": []}]}}"#.to_owned(), None, None),
            (format!(r#"{{"results": [{{"start_time": 1.5, "alternatives": {words}}}, {{"alternatives": [{{"content": "."}}]}}]}}"#), Some(1500), None),
            (r#"{"speakers": [{"id": 0, "name": "Ada Bell"}], "monologues": [{"speaker": 0, "elements": [{"value": "Hi", "ts": 1.5}, {"value": "."}]}]}"#.to_owned(), Some(1500), Some("Ada Bell")),
            (r#"{"speakers": {"0": {"name": "Zo\u00eb Bell"}, "1": null}, "monologues": [{"elements": [{"value": "Hi.", "ts": 1.5}], "speaker": 0}]}"#.to_owned(), Some(1500), Some("Zoë Bell")),
            (r#"{"speakers": [{"name": "Ada Bell", "id": 0}, {"name": "Bo Lund", "id": 1}], "segments": [{"speaker": 0, "text": "Hi.", "start": 1.5}]}"#.to_owned(), Some(1500), Some("Ada Bell")),
            (r#"{"results": [{"alternatives": [{"content": "Hi."}], "start_time": 1.5}]}"#.to_owned(), Some(1500), None),
            (r#"{"events": [{"tStartMs": 1500, "segs": [{"utf8": "Hi."}]}]}"#.to_owned(), Some(1500), None),
            (r#"{"recognizedPhrases": [{"speaker": 1, "offsetInTicks": 15000000.0, "nBest": [{"display": "Hi."}, {"display": "High."}]}]}"#.to_owned(), Some(1500), Some("Speaker 1")),
            (r#"{"sentences": [{"sentence": "Hi.", "speaker_name": "Ada Bell", "speaker_id": 0, "start_time": 1.5}]}"#.to_owned(), Some(1500), Some("Ada Bell")),
            (r#"{"transcript": [{"start": "00:00:01.500", "speaker": "1", "voice": "Ada Bell", "text": "Hi."}]}"#.to_owned(), Some(1500), Some("Ada Bell")),
            (r#"{"words": [{"text": "Hi", "start": 1.5, "speaker_id": "a_0"}, {"text": "."}]}"#.to_owned(), Some(1500), Some("a_0")),
            (r#"{"speakers": {"spk_0": "Ada Bell"}, "segments": [{"speakerLabel": "spk_0", "text": "Hi.", "start": 1.5}]}"#.to_owned(), Some(1500), Some("Ada Bell")),
            (r#"{"result": {"transcription": {"full_transcript": "x", "utterances": [{"text": "Hi.", "start": 1.5, "speaker": 0}]}}}"#.to_owned(), Some(1500), Some("Speaker 0")),
            (r#"{"segments": [{"speaker": "a-1", "start": 1.5, "words": [{"start": 1.5, "text": "Hi."}]}], "speakers": [{"id": "a-1", "name": "Ada Bell"}]}"#.to_owned(), Some(1500), Some("Ada Bell")),
            (r#"{"response": {"results": [{"alternatives": [{"transcript": "Hi.", "words": [{"word": "Hi."}]}]}, {"alternatives": [{"words": [{"startTime": "1.500s", "word": "Hi.", "speakerTag": 1}]}]}]}}"#.to_owned(), Some(1500), Some("Speaker 1")),
            (r#"{"results": {"speaker_labels": {"segments": [{"start_time": "1.5", "speaker_label": "spk_0", "items": [{"speaker_label": "spk_0", "start_time": "1.5"}]}]}, "items": [{"start_time": "1.5", "alternatives": [{"content": "Hi"}]}, {"alternatives": [{"content": "."}]}]}}"#.to_owned(), Some(1500), Some("spk_0")),
            (r#"[{"timestamp": "00:01.5", "who": "Ada Bell", "line": "Hi."}]"#.to_owned(), Some(1500), Some("Ada Bell")),
        ] {
            let (document, warnings) = read("a.json", &source);
            let first = &document.segments[0];
            assert_eq!((document.text.as_str(), warnings.len()), ("Hi.", 0), "{source}");
            assert_eq!((first.time.map(|time| time.0), first.speaker.as_deref()), (time, speaker), "{source}");
        }
    }

    #[test]
    fn one_unknown_between_two_of_the_same_parts_no_name() {
        let segment = |start: u32, speaker: &str, text: &str| {
            format!(r#"{{"start": {start}, "text": " {text}"{speaker}}}"#)
        };
        let ada = r#", "speaker": "Ada Bell""#;
        let source = format!(
            "[{},{},{}]",
            segment(1, ada, "the mace"),
            segment(2, "", "to"),
            segment(3, ada, "night")
        );
        let (document, _) = read("a.json", &source);
        assert_eq!(document.text, "the mace to night");
        assert_eq!(document.segments[1].speaker, None);
    }

    #[test]
    fn pieces_of_words_are_put_together() {
        let pieces =
            [" We", " moved", " to", " Py", "d", "antic", ",", " and", " on", "."].iter().enumerate();
        let written =
            pieces.map(|(at, text)| format!(r#"{{"offsets": {{"from": {at}00}}, "text": "{text}"}}"#));
        let source = format!(r#"{{"transcription": [{}]}}"#, written.collect::<Vec<_>>().join(","));
        let (document, _) = read("a.json", &source);
        assert_eq!(document.text, "We moved to Pydantic, and on.");
        assert_eq!((document.segments.len(), document.segments[5].time), (10, Some(Time(500))));
    }

    #[test]
    fn a_place_in_json_counts_what_is_written() {
        let source = "{\"segments\": [{\"body\": \"Jos\\u00e9 \\\"met\\\" Ada\\n\", \"startTime\": 1}]}";
        let (document, _) = read("a.json", source);
        assert_eq!(document.text, "José \"met\" Ada");
        for word in ["met", "Ada"] {
            let place = document.place(document.text.find(word).unwrap() as u32);
            assert_eq!(place.column as usize, source.find(word).unwrap() + 1, "{word}");
        }
        let (begin, end) = document.places(crate::text::Span::new(0, 5));
        assert_eq!(end.column - begin.column, 9, "the escape belongs to the name");
    }
}
