//! What must hold of anything that is read; a target is a format.

use comention::episode::Document;
use comention::source::decode::decode;
use comention::source::{self, Format};
use comention::text::Span;

/// Reads bytes in a format, or in the one that is found, and checks the laws of reading.
///
/// # Panics
///
/// When a law does not hold; that is what a fuzzer looks for.
pub fn check(format: Option<Format>, bytes: &[u8]) {
    let Ok(decoded) = decode("show/7.txt", bytes) else { return };
    let text = decoded.text.clone();
    for reading in source::read_decoded("show/7.txt", decoded, format).into_iter().flatten() {
        has_its_segments_in_order(&reading.document);
        has_its_places_in_the_source(&reading.document, &text);
        reading.warnings.iter().for_each(|warning| assert!(!warning.to_string().is_empty()));
    }
}

fn has_its_segments_in_order(document: &Document) {
    let mut end = 0;
    for segment in &document.segments {
        let range = segment.span.range();
        assert!(!range.is_empty() && range.start >= end, "{segment:?}");
        assert!(document.text.get(range.clone()).is_some(), "{segment:?}");
        end = range.end;
    }
    assert!(end == document.text.len(), "text behind the last segment");
    for link in &document.links {
        assert!(document.text.get(link.span.range()).is_some(), "{link:?}");
    }
}

fn has_its_places_in_the_source(document: &Document, source: &str) {
    let lines: Vec<u32> = source.split('\n').map(|line| line.chars().count() as u32).collect();
    for (at, character) in document.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let span = Span::new(at, at + character.len_utf8());
        let (begin, end) = document.places(span);
        let columns = lines[begin.line as usize - 1];
        assert!(1 <= begin.column && begin.column < end.column, "{character:?} at {begin:?}");
        assert!(begin.line != end.line || end.column <= columns + 1, "{character:?} at {begin:?} to {end:?}");
    }
}
