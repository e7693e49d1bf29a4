//! JSON of recognisers and services, known by the keys under which they write what was said.

use std::borrow::Cow;
use std::ops::Range;

use super::caption::Captions;
use super::draft::Draft;
use super::rendering::Rendering;
use super::speaker::Labels;
use super::stamp;
use super::token::{Block, Token, Tokens, render};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// Where a program writes what was said: a list of objects, and in each its words, its beginning and its speaker.
struct Layout {
    /// The keys that lead to the list; lists on the way are passed through.
    list: &'static [&'static str],
    /// The key of the words, the best first.
    words: &'static [&'static str],
    /// The keys that lead to the beginning.
    begin: &'static [&'static str],
    /// How many milliseconds one is.
    unit: f64,
    /// Whether who spoke last goes on where no speaker is given; else the program did not know.
    speaker_goes_on: bool,
}

/// A program that writes another JSON is a row here; of rows that fit, the first with words counts.
const LAYOUTS: [Layout; 10] = [
    // Podcasting 2.0: a segment may be one word.
    layout(&["segments"], &["body"], &["startTime"], 1000.0, true),
    // Whisper, faster-whisper, WhisperX.
    layout(&["segments"], &["text"], &["start"], 1000.0, false),
    // whisper.cpp
    layout(&["transcription"], &["text"], &["offsets", "from"], 1.0, false),
    // Deepgram
    layout(&["results", "utterances"], &["transcript"], &["start"], 1000.0, false),
    layout(
        &["results", "channels", "alternatives", "words"],
        &["punctuated_word", "word"],
        &["start"],
        1000.0,
        false,
    ),
    layout(&["results", "channels", "alternatives"], &["transcript"], &["start"], 1000.0, false),
    // AssemblyAI
    layout(&["utterances"], &["text"], &["start"], 1.0, false),
    layout(&["words"], &["text"], &["start"], 1.0, false),
    // OpenAI's service, asked for words
    layout(&["words"], &["word"], &["start"], 1000.0, false),
    // The segments alone, as a list or one a line
    layout(&[], &["text"], &["start"], 1000.0, false),
];

const fn layout(
    list: &'static [&'static str],
    words: &'static [&'static str],
    begin: &'static [&'static str],
    unit: f64,
    speaker_goes_on: bool,
) -> Layout {
    Layout { list, words, begin, unit, speaker_goes_on }
}

/// The key under which services write several guesses of the same words, of which the first is the best.
const GUESSES: &str = "alternatives";

/// Some of the layouts, a bit each.
type Layouts = u16;

/// What one object says.
#[derive(Debug, Default)]
struct Said {
    /// Which of the keys of words it is, and where the words stand.
    words: Option<(usize, Range<usize>)>,
    begin: Option<Range<usize>>,
    speaker: Option<Range<usize>>,
}

/// Whether a text is JSON: an object, or a list of objects.
pub(super) fn recognises(_path: &str, source: &str, _lines: &[&str]) -> bool {
    let text = source.trim_start_matches('\u{feff}').trim_start();
    let object = text.strip_prefix('[').map_or(text, str::trim_start);
    object.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// Reads the transcript in a JSON text. Of one that holds none, the document is empty, and that is a warning.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let (layout, said, is_cut) = find(source);
    let mut warnings = Vec::new();
    if said.is_empty() {
        warnings.push(no_transcript(path));
    } else if is_cut {
        warnings.push(cut_off(path, source));
    }
    let (rendering, cues) = rendered(source, said);
    let is_told = cues.iter().any(|(said, _)| said.speaker.is_some());
    let texts = cues.iter().map(|(_, words)| rendering.text()[words.clone()].trim_start());
    let labels = if is_told { Labels::default() } else { Labels::learn(texts) };
    let mut captions = Captions::new(Draft::rendered(source, &rendering), labels, false);
    let mut time = None;
    let mut lines = Lines::default();
    for (said, words) in &cues {
        if let Some(begin) = said.begin.clone() {
            match moment(&source[begin.clone()], layout.unit) {
                Some(begin) => time = Some(begin),
                None => warnings.push(unreadable(path, source, begin, &mut lines)),
            }
        }
        captions.begin(time);
        let speaker = said.speaker.clone().map(|speaker| name(source, speaker));
        match speaker.filter(|name| !name.is_empty()) {
            Some(name) => captions.speaks(Some(&name), false),
            None if is_told && !layout.speaker_goes_on => captions.draft.segment(time, None),
            None => {}
        }
        captions.line(words.start, &rendering.text()[words.clone()]);
    }
    (captions.draft.finish(path, DocumentKind::Transcript, false), warnings)
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

/// What is said, by the first layout that fits, and whether the JSON is cut off.
fn find(source: &str) -> (&'static Layout, Vec<Said>, bool) {
    let mut walk = Walk::new(source);
    while let Some(token) = walk.tokens.next() {
        walk.take(token);
    }
    let is_cut = walk.tokens.is_cut();
    if is_cut {
        walk.end_object();
    }
    let best = walk.found.iter().position(|said| !said.is_empty()).unwrap_or(0);
    (&LAYOUTS[best], walk.found.swap_remove(best), is_cut)
}

/// A walk through the objects of a source that looks for all layouts at once.
struct Walk<'a> {
    source: &'a str,
    tokens: Tokens<'a>,
    /// The keys that lead here, each with the layouts that have something behind it.
    path: Vec<(&'a str, Layouts)>,
    /// For each open object or list, whether a key leads to it, and how many objects it held.
    open: Vec<(bool, u32)>,
    key: Option<(&'a str, Layouts)>,
    found: Vec<Vec<Said>>,
    current: Vec<Said>,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str) -> Self {
        Walk {
            source,
            tokens: Tokens::new(source),
            path: Vec::new(),
            open: Vec::new(),
            key: None,
            found: LAYOUTS.iter().map(|_| Vec::new()).collect(),
            current: LAYOUTS.iter().map(|_| Said::default()).collect(),
        }
    }

    fn take(&mut self, token: Token) {
        match token {
            Token::Key(key) => {
                let (key, depth) = (&self.source[key], self.path.len());
                let behind = |&at: &usize| LAYOUTS[at].leads_through(depth, key);
                let layouts = each(self.layouts()).filter(behind).fold(0, |all, at| all | 1 << at);
                if layouts == 0 {
                    self.tokens.pass_over();
                } else {
                    self.key = Some((key, layouts));
                }
            }
            Token::Open(block) => self.open(block),
            Token::Close(block) => {
                if block == Block::Object {
                    self.end_object();
                }
                if self.open.pop().is_some_and(|(keyed, _)| keyed) {
                    self.path.pop();
                }
            }
            Token::Text(value) => self.value(value, true),
            Token::Other(value) => self.value(value, false),
        }
    }

    /// The layouts that have something here.
    fn layouts(&self) -> Layouts {
        self.path.last().map_or(Layouts::MAX, |(_, layouts)| *layouts)
    }

    fn open(&mut self, block: Block) {
        let key = self.key.take();
        if let Some((_, objects)) = self.open.last_mut().filter(|_| block == Block::Object) {
            *objects += 1;
            if *objects > 1 && key.is_none() && self.path.last().is_some_and(|(key, _)| *key == GUESSES) {
                // The opening bracket is taken already: what is left is passed over like the rest of the list.
                self.open.push((false, 0));
                return self.leave_object();
            }
        }
        self.path.extend(key);
        self.open.push((key.is_some(), 0));
    }

    /// Passes over what is left of the object that has just begun.
    fn leave_object(&mut self) {
        let depth = self.open.len();
        while self.open.len() >= depth {
            match self.tokens.next() {
                Some(Token::Open(_)) => self.open.push((false, 0)),
                Some(Token::Close(_)) => _ = self.open.pop(),
                Some(_) => {}
                None => return,
            }
        }
    }

    fn value(&mut self, value: Range<usize>, is_text: bool) {
        let Some((key, layouts)) = self.key.take() else { return };
        if &self.source[value.clone()] == "null" {
            return;
        }
        for at in each(layouts) {
            let (layout, said) = (&LAYOUTS[at], &mut self.current[at]);
            let below = self.path.len() - layout.list.len().min(self.path.len());
            if is_text && below == 0 {
                let better = |rank: &usize| said.words.as_ref().is_none_or(|(best, _)| rank < best);
                let rank = layout.words.iter().position(|words| *words == key).filter(better);
                if let Some(rank) = rank {
                    said.words = Some((rank, value.clone()));
                }
            }
            if below == 0 && key == "speaker" {
                said.speaker = Some(value.clone());
            }
            let is_begin = |(above, last): (usize, &&str)| *last == key && above + 1 == layout.begin.len();
            if layout.begin.iter().enumerate().nth(below).is_some_and(is_begin) {
                said.begin = Some(value.clone());
            }
        }
    }

    /// An object ends: where it is one of a list, it says something.
    fn end_object(&mut self) {
        for at in each(self.layouts()).filter(|&at| LAYOUTS[at].list.len() == self.path.len()) {
            let said = std::mem::take(&mut self.current[at]);
            let blank = |(_, words): &(usize, Range<usize>)| self.source[words.clone()].trim().is_empty();
            if said.words.as_ref().is_some_and(|words| !blank(words)) {
                self.found[at].push(said);
            }
        }
    }
}

/// The numbers of some layouts.
fn each(layouts: Layouts) -> impl Iterator<Item = usize> {
    (0..LAYOUTS.len()).filter(move |at| layouts & (1 << at) != 0)
}

impl Layout {
    /// Whether a key may lead to something, behind so many keys that do.
    fn leads_through(&self, depth: usize, key: &str) -> bool {
        let Some(below) = depth.checked_sub(self.list.len()) else {
            return self.list[depth] == key;
        };
        let is_own = below == 0 && (self.words.contains(&key) || key == "speaker");
        is_own || self.begin.get(below) == Some(&key)
    }
}

/// A beginning as a number or a time: `12.5`, `"00:00:12,500"`.
fn moment(written: &str, unit: f64) -> Option<Time> {
    let written = written.trim();
    if let Some((time, _)) = stamp::read(written).filter(|(_, taken)| *taken == written.len()) {
        return Some(time);
    }
    let number: f64 = written.trim_end_matches('s').parse().ok().filter(|number: &f64| number.is_finite())?;
    let millis = (number * unit).round().max(0.0);
    (millis <= f64::from(u32::MAX)).then_some(Time(millis as u32))
}

/// A speaker's name; numbers and single letters are no names.
fn name(source: &str, written: Range<usize>) -> Cow<'_, str> {
    let mut name = Cow::Borrowed(source[written.clone()].trim());
    if name.contains('\\') {
        let mut rendering = Rendering::default();
        render(source, written, &mut rendering);
        name = Cow::Owned(rendering.text().trim().to_owned());
    }
    let anonymous = name.chars().count() == 1 || name.bytes().all(|byte| byte.is_ascii_digit());
    if anonymous && !name.is_empty() { Cow::Owned(format!("Speaker {name}")) } else { name }
}

fn no_transcript(path: &str) -> Error {
    Error::new("this JSON holds no transcript").in_source(path).hint(
        "known are Podcasting 2.0, Whisper, whisper.cpp, WhisperX, AssemblyAI, Deepgram, and lists of `start` and `text`",
    )
}

fn cut_off(path: &str, source: &str) -> Error {
    Error::new("the JSON ends in the middle")
        .in_source(path)
        .at_line(source.bytes().filter(|&byte| byte == b'\n').count() as u32 + 1)
        .hint("what stands before is read; save or download the file again to have all of it")
}

fn unreadable(path: &str, source: &str, begin: Range<usize>, lines: &mut Lines) -> Error {
    Error::new(format!(
        "unreadable start of a caption: `{}`",
        source[begin.clone()].chars().take(40).collect::<String>()
    ))
    .in_source(path)
    .at_line(lines.number(source, begin.start))
    .hint("expected a number or a time (`00:00:12`); its text is kept")
}

/// Counts lines onward, so that each is counted once.
#[derive(Default)]
struct Lines {
    at: usize,
    passed: u32,
}

impl Lines {
    fn number(&mut self, source: &str, at: usize) -> u32 {
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
    fn of_several_guesses_the_first_counts() {
        let source = r#"{"results": {"channels": [{"alternatives": [
            {"transcript": "x", "words": [{"word": "hi", "punctuated_word": "Hi", "start": 0.5, "speaker": 0}]},
            {"words": [{"word": "high", "start": 0.5}]}]},
            {"alternatives": [{"words": [{"word": "yes", "start": 2}]}]}]}}"#;
        assert_eq!(told(source), [said(500, Some("Speaker 0"), "Hi"), said(2000, None, "yes")]);
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
