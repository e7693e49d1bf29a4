//! Turns: what one speaker says until another does.

use crate::episode::{Document, Segment};

/// For each segment of a document the number of its turn, from 0; nothing where nothing tells turns apart.
///
/// A turn begins with another label. Where nobody is labelled it begins with another paragraph, list item or mark
/// such as `>> `: readers leave a line feed before these. An interjection ("Right.") by another is a turn, so what it
/// interrupts goes on in a new one.
pub(super) fn turns(document: &Document) -> Vec<u32> {
    let labelled = document.segments.iter().any(|segment| segment.speaker.is_some());
    let begins = |before: &Segment, after: &Segment| {
        let between = before.span.end as usize..after.span.start as usize;
        match labelled {
            true => before.speaker != after.speaker,
            false => document.text.get(between).is_some_and(|between| between.contains('\n')),
        }
    };
    let mut turn = 0;
    let mut turns = Vec::with_capacity(document.segments.len());
    for (at, segment) in document.segments.iter().enumerate() {
        turn += u32::from(at > 0 && begins(&document.segments[at - 1], segment));
        turns.push(turn);
    }
    if turn == 0 && !labelled {
        turns.clear();
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    fn turns_of(path: &str, text: &str) -> Vec<u32> {
        turns(&source::read(path, text.as_bytes()).unwrap().document)
    }

    #[test]
    fn a_label_begins_a_turn() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>One.\n\n00:02.000 --> 00:03.000\n<v Ada>Two.\n\n\
                    00:03.000 --> 00:04.000\n<v Bob>Three.\n\n00:04.000 --> 00:05.000\n<v Ada>Four.\n";
        assert_eq!(turns_of("show/1.vtt", text), [0, 0, 1, 2]);
    }

    #[test]
    fn without_labels_a_mark_does() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n>> One.\n\n00:02.000 --> 00:03.000\nTwo.\n\n\
                    00:03.000 --> 00:04.000\n>> Three.\n";
        assert_eq!(turns_of("show/1.vtt", text), [0, 0, 1]);
    }

    #[test]
    fn where_nothing_tells_there_are_none() {
        assert_eq!(turns_of("show/1.txt", "00:00:01 One.\n\n00:00:02 Two.\n"), Vec::<u32>::new());
    }
}
