//! Chapters in the JSON of Podcasting 2.0: titles with times.

use std::ops::Range;

use super::draft::{Draft, Join};
use super::rendering::Rendering;
use super::token::{Block, Token, Tokens, render};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// How far the list of chapters must begin.
const PROBED: usize = 4096;

/// The longest time, in seconds: a moment is counted in milliseconds in 32 bits.
const LONGEST: f64 = 4_000_000.0;

/// A chapter, by where its values stand.
#[derive(Debug, Default)]
struct Chapter {
    title: Option<Range<usize>>,
    start: Option<Range<usize>>,
    url: Option<Range<usize>>,
    /// No list shows it: a mark at which only the picture changes.
    is_silent: bool,
}

/// Whether a text is a list of chapters: an object in which they are the first list.
pub(super) fn recognises(_path: &str, source: &str, _lines: &[&str]) -> bool {
    let head = &source.as_bytes()[..source.len().min(PROBED)];
    let key = b"\"chapters\"";
    let text = source.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('{') || !head.windows(key.len()).any(|part| part == key) {
        return false;
    }
    let mut tokens = Tokens::new(source).skip_while(|token| !matches!(token, Token::Open(Block::List)));
    let before = Tokens::new(source).take_while(|token| !matches!(token, Token::Open(Block::List))).last();
    let is_key =
        before.is_some_and(|token| matches!(token, Token::Key(key) if &source[key.clone()] == "chapters"));
    is_key && tokens.next().is_some()
}

/// Reads chapters: a segment is the title of one, on the link it may have.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let chapters = chapters(source);
    let mut rendering = Rendering::default();
    let mut titles = Vec::new();
    for chapter in &chapters {
        let start = rendering.len();
        chapter.title.iter().for_each(|title| render(source, title.clone(), &mut rendering));
        titles.push(start..rendering.len());
        rendering.part();
    }
    let mut draft = Draft::rendered(source, &rendering);
    for (chapter, title) in chapters.iter().zip(titles) {
        draft.join(Join::Break);
        draft.segment(chapter.start.clone().and_then(|start| time(&source[start])), None);
        if let Some(url) = &chapter.url {
            draft.open_link(&meant(source, url.clone()));
        }
        draft.push(title);
        draft.close_link();
    }
    let document = draft.finish(path, DocumentKind::ShowNotes, false);
    let is_empty = document.text.is_empty();
    let nothing = || Error::new("no list of chapters with titles").in_source(path);
    (document, is_empty.then(nothing).into_iter().collect())
}

/// The chapters that a list shows.
fn chapters(source: &str) -> Vec<Chapter> {
    let mut tokens = Tokens::new(source);
    let (mut depth, mut key) = (0, "");
    let mut chapters = Vec::new();
    let mut chapter = Chapter::default();
    while let Some(token) = tokens.next() {
        match token {
            Token::Key(range) => {
                key = &source[range];
                if depth == 1 && key != "chapters" {
                    tokens.pass_over();
                }
            }
            Token::Open(_) => depth += 1,
            Token::Close(_) => {
                if depth == 3 {
                    chapters.push(std::mem::take(&mut chapter));
                }
                depth -= 1;
            }
            Token::Text(range) if depth == 3 => match key {
                "title" => chapter.title = Some(range),
                "url" => chapter.url = Some(range),
                _ => {}
            },
            Token::Other(range) if depth == 3 => match key {
                "startTime" => chapter.start = Some(range),
                "toc" => chapter.is_silent = &source[range] == "false",
                _ => {}
            },
            _ => {}
        }
    }
    chapters.retain(|chapter| !chapter.is_silent && chapter.title.is_some());
    chapters
}

fn time(seconds: &str) -> Option<Time> {
    let seconds: f64 = seconds.parse().ok()?;
    (0.0..=LONGEST).contains(&seconds).then(|| Time((seconds * 1000.0).round() as u32))
}

fn meant(source: &str, string: Range<usize>) -> String {
    let mut rendering = Rendering::default();
    render(source, string, &mut rendering);
    rendering.text().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_text_with_times_and_links() {
        let source = r#"{"version": "1.2.0", "chapters": [
            {"startTime": 0, "title": "Hello"},
            {"startTime": 94.5, "title": "All of \"AnyIO\" \ud83c\udf89 caf\u00e9", "url": "https:\/\/example.org/a"},
            {"startTime": 95, "title": "Picture", "toc": false},
            {"startTime": -1, "title": 7}, {"startTime": 1e99, "title": "End", "location": {"name": "x"}}]}"#;
        assert!(recognises("7.json", source, &[]));
        let (document, warnings) = read("7.json", source);
        assert_eq!(document.text, "Hello\nAll of \"AnyIO\" 🎉 café\nEnd");
        assert_eq!((document.segments[1].time, document.segments[2].time), (Some(Time(94_500)), None));
        assert_eq!(document.links[0].url, "https://example.org/a");
        assert_eq!((document.links.len(), warnings.len()), (1, 0));
        for (word, column) in [("AnyIO", 52), ("caf", 73)] {
            let place = document.place(document.text.find(word).unwrap() as u32);
            assert_eq!((place.line, place.column), (3, column));
        }
    }

    #[test]
    fn other_json_is_no_chapters() {
        let deep = format!("{{\"chapters\": {}", "{".repeat(100_000));
        for text in [
            "{}",
            "[]",
            "{\"segments\": []}",
            "{\"chapters\": 3}",
            "{\"a\": [\"chapters\"]}",
            "\"chapters\"",
            &deep,
            "",
        ] {
            assert!(!recognises("7.json", text, &[]), "{text}");
            read("7.json", text);
        }
    }
}
