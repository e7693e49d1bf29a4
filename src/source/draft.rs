//! A document in the making: the one place that keeps text, segments, origins and links in step.

use std::ops::Range;
use std::sync::Arc;

use memchr::memchr2;

use super::cursor::{Cursor, boundary};
use super::rendering::{Part, Rendering};
use super::{address, mojibake, noise};
use crate::episode::{Document, DocumentKind, Link, Origin, Segment, Time};
use crate::text::Span;

/// What stands between two pieces of text that do not touch in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Join {
    /// Nothing: a word runs on.
    Touch,
    /// A space: a name may run on.
    Space,
    /// A line feed: no name can run on.
    Break,
}

/// Builds a [`Document`] from pieces of the source, or of its rendering, given in the order they stand there.
///
/// Noise is left out, damage from wrong decoding is mended, and space around joins is dropped, each with the
/// origins kept right. Costs one pass over the source however long its lines are.
pub(super) struct Draft<'a> {
    /// What pieces are given of: the source, or what it means.
    source: &'a str,
    rendering: Option<&'a Rendering>,
    /// The run of the rendering in which the last piece began: pieces come in order.
    run: usize,
    noise: Vec<Range<usize>>,
    damaged: bool,
    text: String,
    segments: Vec<Segment>,
    origins: Vec<Origin>,
    links: Vec<Link>,
    join: Option<Join>,
    segment: Option<(Option<Time>, Option<Arc<str>>)>,
    link: Option<(String, Option<usize>)>,
    cursor: Cursor<'a>,
    /// Where the last piece ended: byte in the source, byte in the text.
    end: (usize, usize),
}

/// An origin at least this often (in bytes), so that finding a place in a very long line stays cheap.
const STRIDE: usize = 1024;

impl<'a> Draft<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Draft::over(source, source, None)
    }

    /// Pieces are given of what the source means.
    pub(super) fn rendered(source: &'a str, rendering: &'a Rendering) -> Self {
        Draft::over(rendering.text(), source, Some(rendering))
    }

    fn over(source: &'a str, written: &'a str, rendering: Option<&'a Rendering>) -> Self {
        Draft {
            source,
            rendering,
            run: 0,
            noise: noise::find(source),
            damaged: mojibake::find(source).is_some(),
            text: String::with_capacity(source.len()),
            segments: Vec::new(),
            origins: Vec::new(),
            links: Vec::new(),
            join: None,
            segment: Some((None, None)),
            link: None,
            cursor: Cursor::new(written),
            end: (usize::MAX, 0),
        }
    }

    /// All that pieces are given of.
    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    /// The next text belongs to a new segment.
    pub(super) fn segment(&mut self, time: Option<Time>, speaker: Option<Arc<str>>) {
        self.join(Join::Space);
        self.segment = Some((time, speaker));
    }

    /// The next text does not touch the last; of two joins the stronger holds.
    pub(super) fn join(&mut self, join: Join) {
        self.join = self.join.max(Some(join));
    }

    /// The next text goes on with the word before it, if nothing but a new segment parts the two.
    pub(super) fn touch(&mut self) {
        self.join = self.join.filter(|join| *join > Join::Space).or(Some(Join::Touch));
    }

    /// The next text lies on a link.
    pub(super) fn open_link(&mut self, url: &str) {
        self.link = Some((url.to_owned(), None));
    }

    /// The link ends; without any text on it, it is forgotten.
    pub(super) fn close_link(&mut self) {
        if let Some((url, Some(start))) = self.link.take() {
            let start = self.text.len() - self.text[start..].trim_start().len();
            let end = start + self.text[start..].trim_end().len();
            if start < end {
                self.links.push(Link { span: Span::new(start, end), url });
            }
        }
    }

    /// Adds a stretch of the source; line ends in it become spaces.
    pub(super) fn push(&mut self, stretch: Range<usize>) {
        if self.noise.is_empty() {
            return self.push_lines(stretch);
        }
        let mut at = stretch.start;
        let first = self.noise.partition_point(|noise| noise.end <= at);
        for i in first..self.noise.len() {
            let noise = self.noise[i].clone();
            if noise.start >= stretch.end {
                break;
            }
            self.push_lines(at..noise.start.max(at));
            at = noise.end.min(stretch.end);
        }
        self.push_lines(at..stretch.end);
    }

    /// Adds a character that a stretch of the source writes in another way.
    pub(super) fn push_character(&mut self, character: char, stretch: Range<usize>) {
        let written = match self.rendering {
            Some(rendering) => rendering.written(stretch),
            None => Some(stretch),
        };
        written.into_iter().for_each(|written| self.put(character, written));
    }

    /// The document; `addresses` says whether bare web addresses are links.
    pub(super) fn finish(mut self, path: &str, kind: DocumentKind, addresses: bool) -> Document {
        self.close_link();
        self.trim_end();
        self.end_segment();
        if addresses {
            address::add_links(&self.text, &mut self.links);
        }
        // All texts are kept until they are grouped.
        self.text.shrink_to_fit();
        self.segments.shrink_to_fit();
        self.origins.shrink_to_fit();
        Document {
            path: path.to_owned(),
            kind,
            text: self.text,
            segments: self.segments,
            origins: self.origins,
            links: self.links,
        }
    }

    /// Whether space would be the first thing after a join, or double a space.
    fn is_fresh(&self) -> bool {
        self.join.is_some() || self.text.is_empty() || self.text.ends_with(' ')
    }

    fn push_lines(&mut self, stretch: Range<usize>) {
        let mut at = stretch.start;
        let mut text = &self.source[stretch];
        while let Some(end) = memchr2(b'\n', b'\r', text.as_bytes()) {
            self.push_line(at, &text[..end]);
            self.join(Join::Space);
            at += end + 1;
            text = &text[end + 1..];
        }
        self.push_line(at, text);
    }

    fn push_line(&mut self, at: usize, line: &str) {
        if self.damaged {
            self.push_mended(at, line);
        } else {
            self.push_piece(at, line);
        }
    }

    fn push_mended(&mut self, mut at: usize, mut line: &str) {
        while let Some((good, taken, meant)) = mojibake::find(line) {
            self.push_piece(at, &line[..good]);
            self.push_character(meant, at + good..at + good + taken);
            at += good + taken;
            line = &line[good + taken..];
        }
        self.push_piece(at, line);
    }

    /// Adds `piece`, which stands at byte `at` of what pieces are given of.
    fn push_piece(&mut self, at: usize, piece: &str) {
        let Some(rendering) = self.rendering else {
            return self.push_plain(at, piece);
        };
        let stretch = at..at + piece.len();
        self.run = rendering.run(at, self.run);
        if let Some(stretch) = rendering.plain(self.run, &stretch) {
            return self.push_plain(stretch.start, piece);
        }
        for part in rendering.parts(stretch) {
            match part {
                Part::Plain(stretch) => self.push_plain(stretch.start, &self.cursor.source()[stretch]),
                Part::Written(character, written) => self.put(character, written),
            }
        }
    }

    /// Adds a character that the bytes `written` of the source stand for.
    fn put(&mut self, character: char, written: Range<usize>) {
        if matches!(character, '\n' | '\r') {
            self.join(Join::Space);
        } else if !(character.is_whitespace() && self.is_fresh()) {
            self.begin();
            let width = self.cursor.source()[written.clone()].chars().count();
            self.origin(written.start, width as u32);
            self.text.push(character);
            self.end = (usize::MAX, 0);
        }
    }

    /// Adds `piece`, which stands at byte `at` of the source as it is.
    fn push_plain(&mut self, mut at: usize, mut piece: &str) {
        if self.is_fresh() {
            let trimmed = piece.trim_start();
            at += piece.len() - trimmed.len();
            piece = trimmed;
        }
        if piece.is_empty() {
            return;
        }
        self.begin();
        let far = |origin: &Origin| self.text.len() - origin.offset as usize > STRIDE;
        if self.end != (at, self.text.len()) || self.origins.last().is_some_and(far) {
            self.origin(at, 1);
        }
        self.end = (at + piece.len(), self.text.len() + piece.len());
        while piece.len() > STRIDE {
            let (head, tail) = piece.split_at(boundary(piece, STRIDE));
            self.text.push_str(head);
            at += head.len();
            self.origin(at, 1);
            piece = tail;
        }
        self.text.push_str(piece);
    }

    /// Does what was put off until there is text: the join, the segment, the link.
    fn begin(&mut self) {
        if let Some(join) = self.join.take() {
            self.trim_end();
            self.end_segment();
            if !self.text.is_empty() && join > Join::Touch {
                self.text.push(if join == Join::Break { '\n' } else { ' ' });
            }
        }
        let start = self.text.len();
        if let Some((time, speaker)) = self.segment.take() {
            self.segments.push(Segment { span: Span::new(start, start), time, speaker });
        }
        if let Some((_, from @ None)) = &mut self.link {
            *from = Some(start);
        }
    }

    /// Drops the space before a join, with what points into it.
    fn trim_end(&mut self) {
        let length = self.text.trim_end().len();
        self.text.truncate(length);
        while self.origins.pop_if(|origin| origin.offset as usize >= length).is_some() {}
        if let Some((_, from)) = &mut self.link {
            *from = from.filter(|&from| from < length);
        }
    }

    /// The last segment reaches to the end of the text, as long as no other one is begun.
    fn end_segment(&mut self) {
        if let Some(last) = self.segments.last_mut() {
            last.span.end = self.text.len() as u32;
        }
    }

    fn origin(&mut self, at: usize, width: u32) {
        let (line, column) = self.cursor.place(at);
        let offset = self.text.len() as u32;
        self.origins.push(Origin { offset, line, column, width });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(source: &str) -> Document {
        let mut draft = Draft::new(source);
        draft.push(0..source.len());
        draft.finish("a", DocumentKind::Transcript, true)
    }

    #[test]
    fn keeps_places_right_past_damage_noise_and_line_ends() {
        let document = whole("itâ€™s [laughs] fun\r\n  with JosÃ© here");
        assert_eq!(document.text, "it’s fun with José here");
        for (word, line, column) in [("s", 1, 6), ("fun", 1, 17), ("with", 2, 3), ("here", 2, 14)] {
            let place = document.place(document.text.find(word).unwrap() as u32);
            assert_eq!((place.line, place.column), (line, column), "{word}");
        }
    }

    #[test]
    fn a_segment_covers_its_text_but_not_the_joins() {
        let mut draft = Draft::new("one two three");
        draft.segment(Some(Time(0)), None);
        draft.push(0..4);
        draft.segment(Some(Time(1000)), None);
        draft.push(4..8);
        draft.join(Join::Break);
        draft.segment(Some(Time(2000)), Some("Ada".into()));
        draft.push(8..13);
        let document = draft.finish("a", DocumentKind::Transcript, false);
        assert_eq!(document.text, "one two\nthree");
        let spans: Vec<_> = document.segments.iter().map(|s| &document.text[s.span.range()]).collect();
        assert_eq!(spans, ["one", "two", "three"]);
    }

    #[test]
    fn a_place_in_a_very_long_line_is_near_an_origin() {
        let document = whole(&"näme ".repeat(2000));
        assert!(document.origins.len() > 9);
        let offset = document.text.rfind('n').unwrap() as u32;
        assert_eq!(document.place(offset).column, 1999 * 5 + 1);
    }
}
