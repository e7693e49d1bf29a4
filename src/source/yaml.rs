//! YAML with a list of what was said, as sites made from files keep transcripts: `- line: Hello.`, `sec: 7`, `who: Ada`.
//!
//! *Why not simpler*: a reader of all YAML gives values without their places, and refuses the whole for one colon too many.
//! *What it misses*: lists in brackets, and what stands above the list, which `front_matter` reads.

use std::ops::Range;

use memchr::memmem;

use super::caption::Captions;
use super::draft::{Draft, Join};
use super::front_matter;
use super::labels::Labels;
use super::stamp::{self, lines};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// Keys of what is said, of headings between it, of who says it, and of when.
const SAID: [&str; 3] = ["line", "text", "body"];
const HEADING: &str = "header";
const SPEAKER: [&str; 2] = ["who", "speaker"];
const TIME: [&str; 5] = ["sec", "start", "seconds", "time", "timestamp"];

/// Whether two items of a list say something and who says it.
pub(super) fn recognises(_path: &str, source: &str, _lines: &[&str]) -> bool {
    let has_key = |key: &str| memmem::find(source.as_bytes(), format!("{key}:").as_bytes()).is_some();
    let told = |item: &Item<'_>| item.speaker.is_some() && !item.said.is_empty();
    SPEAKER.iter().any(|key| has_key(key))
        && SAID.iter().any(|key| has_key(key))
        && items(&source[..end(source)]).iter().filter(|item| told(item)).nth(1).is_some()
}

/// Reads the items; what stands below front matter is a text without a speaker.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let mut captions = Captions::new(Draft::new(source), Labels::default(), false);
    let (list, below) = source.split_at(end(source));
    let items = items(list);
    let first = items.iter().flat_map(|item| &item.said).map(|(at, _)| *at).next();
    front_matter::add(&mut captions.draft, first.unwrap_or(0));
    for item in items {
        captions.begin(item.time);
        captions.speaks(item.speaker.as_deref(), true);
        for &(at, line) in &item.said {
            let mut pieces = item.pieces(line).into_iter();
            pieces.next().into_iter().for_each(|piece| captions.line(at + piece.start, &line[piece]));
            pieces.for_each(|piece| captions.draft.push(at + piece.start..at + piece.end));
        }
        if item.is_heading {
            captions.draft.join(Join::Break);
        }
    }
    captions.speaks(None, true);
    for (at, line) in lines(below).skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        captions.begin(None);
        captions.draft.join(Join::Break);
        captions.line(list.len() + at, line);
    }
    (captions.draft.finish(path, DocumentKind::Transcript, true), Vec::new())
}

/// Where the line is that ends front matter; without any, the end.
fn end(source: &str) -> usize {
    let mut marks = lines(source).filter(|(_, line)| line.trim_start_matches('\u{feff}').trim_end() == "---");
    let is_first = marks.next().is_some_and(|(at, _)| at == 0);
    marks.next().filter(|_| is_first).map_or(source.len(), |(at, _)| at)
}

/// One item of the list.
#[derive(Debug, Default)]
struct Item<'a> {
    /// The lines of what is said, each with the byte where it begins.
    said: Vec<(usize, &'a str)>,
    is_heading: bool,
    /// Around what is said.
    quote: Option<char>,
    speaker: Option<String>,
    time: Option<Time>,
}

/// The items of all lists. Costs one pass.
fn items(source: &str) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    // How far the keys of the item are from the margin, and whether what is said goes on in lines farther from it.
    let (mut margin, mut goes_on) = (0, false);
    for (at, line) in lines(source) {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let begins = text.strip_prefix("- ").map(str::trim_start);
        if let Some(inner) = begins.filter(|inner| key(inner).is_some()) {
            margin = indent + text.len() - inner.len();
            items.push(Item::default());
        } else if text.is_empty() || items.is_empty() {
            continue;
        } else if indent < margin {
            // The list has ended.
            (margin, goes_on) = (usize::MAX, false);
            continue;
        }
        let inner = begins.filter(|_| indent < margin).unwrap_or(text);
        let from = at + line.len() - inner.len();
        let Some(item) = items.last_mut() else { continue };
        match key(inner).filter(|_| from - at == margin) {
            Some((key, value)) => goes_on = item.take(key, from + inner.len() - value.len(), value),
            None if goes_on => item.said.push((from, inner)),
            None => {}
        }
    }
    for item in &mut items {
        item.unquote();
    }
    items
}

/// A key at the start of a line, and what is behind its colon.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let parted = value.is_empty() || value.starts_with(char::is_whitespace);
    (is_key && parted).then(|| (key, value.trim_start()))
}

impl<'a> Item<'a> {
    /// Takes a value, which begins at a byte of the source; whether more of it may follow.
    fn take(&mut self, key: &str, at: usize, value: &'a str) -> bool {
        let plain = value.trim().trim_matches(['"', '\'']);
        if SAID.contains(&key) || key == HEADING {
            self.is_heading = key == HEADING;
            // `|` and `>` say that the text is in the lines below.
            if !matches!(value.trim_end(), "" | "|" | ">" | "|-" | ">-" | "|+" | ">+") {
                self.said.push((at, value.trim_end()));
            }
            return true;
        }
        if SPEAKER.contains(&key) {
            self.speaker = Some(plain.replace("''", "'")).filter(|name| !name.is_empty());
        } else if TIME.contains(&key) {
            self.time = self.time.or_else(|| moment(plain));
        }
        false
    }

    /// Leaves out the quotes around what is said.
    fn unquote(&mut self) {
        let quote = self.said.first().and_then(|(_, line)| line.chars().next());
        let Some(quote) = quote.filter(|quote| matches!(quote, '"' | '\'')) else { return };
        if self.said.last().is_some_and(|(_, line)| line.trim_end().ends_with(quote)) {
            self.quote = Some(quote);
            let (at, line) = &mut self.said[0];
            (*at, *line) = (*at + 1, &line[1..]);
            let last = self.said.len() - 1;
            let line = &mut self.said[last].1;
            *line = line.trim_end().strip_suffix(quote).unwrap_or(line);
        }
    }

    /// The parts of a line without the marks that let quotes stand within quotes: `''`, `\"`.
    fn pieces(&self, line: &str) -> Vec<Range<usize>> {
        let marks: Vec<usize> = match self.quote {
            Some('"') => line.match_indices("\\\"").map(|(at, _)| at).collect(),
            Some(_) => line.match_indices("''").map(|(at, _)| at + 1).collect(),
            None => Vec::new(),
        };
        let mut from = 0;
        let mut pieces = Vec::with_capacity(marks.len() + 1);
        for at in marks {
            pieces.push(from..at);
            from = at + 1;
        }
        pieces.push(from..line.len());
        pieces
    }
}

/// A beginning in seconds, or as a time.
fn moment(text: &str) -> Option<Time> {
    if let Ok(seconds) = text.parse::<f64>() {
        // `as` saturates: an absurd time becomes the nearest possible one.
        return seconds.is_finite().then(|| Time((seconds * 1000.0).round() as u32));
    }
    stamp::read(text).filter(|(_, taken)| *taken == text.len()).map(|(time, _)| time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(document: &Document) -> Vec<(Option<u32>, Option<&str>, &str)> {
        let segments = document.segments.iter();
        segments
            .map(|one| {
                (one.time.map(|time| time.0), one.speaker.as_deref(), &document.text[one.span.range()])
            })
            .collect()
    }

    #[test]
    fn reads_who_says_what_and_when() {
        let source = "---\ntitle: On tools\nguests:\n- adabell\ntranscript:\n- header: 'Tools'\n- line: We met: the mace\n    tonight.\n  \
                      sec: 7\n  time: '0:07'\n  who: Ada Bell\n- line: \"Did you?\"\n  sec: 70.5\n  who: 'Carl Dorn'\n- line: |\n    Well,\n    yes.\n  \
                      who: Ada Bell\n---\n\nLinks:\n* a\n";
        assert!(recognises("", source, &[]));
        let (document, _) = read("7.md", source);
        let (ada, carl) = (Some("Ada Bell"), Some("Carl Dorn"));
        assert_eq!(
            told(&document),
            [
                (None, None, "On tools"),
                (None, None, "Tools"),
                (Some(7000), ada, "We met: the mace tonight."),
                (Some(70_500), carl, "Did you?"),
                (None, ada, "Well, yes."),
                (None, None, "Links:"),
                (None, None, "* a"),
            ]
        );
        let place = document.place(document.text.find("tonight").unwrap() as u32);
        assert_eq!((place.line, place.column), (8, 5));
    }

    #[test]
    fn values_may_be_quoted_and_lists_indented() {
        let source = "transcript:\n  - line: 'It''s Ada''s.'\n    time: 1:02\n    who: 'Ada D''Arcy'\n  - line: \"So \\\"it\\\" is.\"\n    start: \"6\"\n    who: Carl\n";
        assert!(recognises("", source, &[]));
        let (document, _) = read("7.md", source);
        let carl = (Some(6000), Some("Carl"), "So \"it\" is.");
        assert_eq!(told(&document), [(Some(62_000), Some("Ada D'Arcy"), "It's Ada's."), carl]);
    }

    #[test]
    fn nothing_is_read_twice() {
        let list = "- line: One.\n  who: Ada\n- line: Two.\n  who: Carl\n";
        for source in [format!("{list}---\n{list}"), format!("---\n{list}---\n{list}")] {
            let (document, _) = read("7.md", &source);
            assert_eq!(document.text.matches("One.").count(), 2, "{}", document.text);
        }
    }

    #[test]
    fn other_lists_are_none() {
        for source in [
            "- text: one\n- text: two\n",
            "- line: one\n  who: Ada\n",
            "who: Ada\nline: one\nwho: Bob\nline: two\n",
            "* Ada - line: who: Bob\n",
        ] {
            assert!(!recognises("", source, &[]), "{source}");
        }
    }
}
