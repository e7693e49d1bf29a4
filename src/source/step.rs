//! HTML step by step: what its tags and entities mean, whatever tags there are.

use std::ops::Range;

use memchr::memchr_iter;

use super::front_matter;
use super::rendering::Rendering;
use super::speaker::{Label, looks_like_name};
use super::stamp;
use super::tag::{Piece, Pieces, Tag};
use crate::episode::Time;

/// What stands in HTML, once tags and entities are taken for what they mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// A stretch of the rendering.
    Text(Range<usize>),
    /// No name runs on.
    Break,
    /// Who speaks from here on.
    Speaker(Range<usize>),
    /// When the next line is said.
    Time(Time),
    Link(String),
    LinkEnd,
}

/// Whether an element begins a line of its own; the text of these belongs to the line they stand in.
#[rustfmt::skip]
pub(super) fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr" | "b" | "bdi" | "bdo" | "big" | "code" | "data" | "del" | "dfn" | "em" | "font" | "i" | "ins" | "kbd"
        | "label" | "mark" | "q" | "s" | "samp" | "small" | "span" | "strike" | "strong" | "sub" | "sup" | "tt" | "u" | "var"
        | "wbr"
    )
}

/// The text and steps of a page below its front matter, with turns that tags alone do not tell; title and summary of the front matter before
/// them. Costs one pass.
pub(super) fn steps<'a>(source: &'a str, turns: Vec<(usize, Label<'a>)>) -> (Rendering, Vec<Step>) {
    let rendering = Rendering::with_capacity(source.len());
    // Sites that store no paragraphs make them of blank lines.
    let by_blanks = !["<p>", "<p ", "<P>", "<P "].iter().any(|tag| source.contains(tag));
    let mut page = Page { source, rendering, steps: Vec::new(), opened: None, by_blanks, is_linked: false };
    let below = front_matter::end(source);
    for line in front_matter::texts(source).into_iter().flatten().filter(|line| line.end <= below) {
        for piece in Pieces::new(&source[line.clone()]) {
            page.take(piece.moved(line.start));
        }
        page.part(Step::Break);
    }
    let mut pieces = Pieces::new(source);
    pieces.skip_to(pieces.at().max(below));
    let mut turns = turns.into_iter().peekable();
    loop {
        let here = pieces.at();
        while turns.next_if(|(at, _)| *at < here).is_some() {}
        if let Some((at, label)) = turns.next_if(|(at, _)| *at == here) {
            page.turn(&label);
            pieces.skip_to(at + label.taken);
        }
        let Some(piece) = pieces.next() else { break };
        page.take(piece);
    }
    (page.rendering, page.steps)
}

/// Makes steps of pieces.
struct Page<'a> {
    source: &'a str,
    rendering: Rendering,
    steps: Vec<Step>,
    /// The `cite` or `time` that is open, and the step at which it was opened.
    opened: Option<(&'static str, usize)>,
    /// Whether blank lines part paragraphs, as far as no element holds them together.
    by_blanks: bool,
    is_linked: bool,
}

impl<'a> Page<'a> {
    /// A turn begins with who speaks, and maybe when.
    fn turn(&mut self, label: &Label<'_>) {
        self.close();
        self.part(Step::LinkEnd);
        let name = label.name.as_ptr() as usize - self.source.as_ptr() as usize;
        let start = self.rendering.len();
        self.rendering.push(self.source, name..name + label.name.len());
        self.part(Step::Speaker(start..start + label.name.len()));
        self.steps.extend(label.time.map(Step::Time));
    }

    fn take(&mut self, piece: Piece<'_>) {
        let start = self.rendering.len();
        match piece {
            Piece::Text(stretch) => return self.text(stretch),
            Piece::Character(character, written) => self.rendering.push_character(character, written),
            Piece::Tag(tag) => return self.tag(tag),
        }
        self.grown_from(start);
    }

    /// Adds text, in pieces that blank lines part.
    fn text(&mut self, mut stretch: Range<usize>) {
        let parts = self.by_blanks && self.opened.is_none() && !self.is_linked;
        while parts && let Some(blank) = blank_line(&self.source[stretch.clone()]) {
            self.push(stretch.start..stretch.start + blank.start);
            self.part(Step::Break);
            stretch.start += blank.end;
        }
        self.push(stretch);
    }

    fn push(&mut self, stretch: Range<usize>) {
        let start = self.rendering.len();
        self.rendering.push(self.source, stretch);
        self.grown_from(start);
    }

    /// What was added to the rendering from a byte on is text.
    fn grown_from(&mut self, start: usize) {
        match self.steps.last_mut() {
            _ if start == self.rendering.len() => {}
            Some(Step::Text(text)) => text.end = self.rendering.len(),
            _ => self.steps.push(Step::Text(start..self.rendering.len())),
        }
    }

    fn tag(&mut self, tag: Tag<'_>) {
        match (tag.name.as_ref(), tag.closes) {
            ("cite", false) => self.open("cite"),
            ("time", false) => self.open("time"),
            ("cite" | "time", true) => self.close(),
            ("a", false) => {
                self.is_linked = tag.link.is_some();
                self.steps.extend(tag.link.map(Step::Link));
            }
            ("a", true) => {
                self.is_linked = false;
                self.steps.push(Step::LinkEnd);
            }
            (name, _) if !is_block(name) => {}
            _ => {
                self.close();
                self.part(Step::Break);
            }
        }
    }

    /// Adds a step at which the text before ends.
    fn part(&mut self, step: Step) {
        self.rendering.part();
        self.steps.push(step);
    }

    fn open(&mut self, name: &'static str) {
        self.close();
        self.opened = Some((name, self.steps.len()));
        // The text of the element has a step of its own, which its end may take for what it is.
        self.part(Step::LinkEnd);
    }

    /// The end of an element whose text may be a speaker or a time.
    fn close(&mut self) {
        let Some((name, at)) = self.opened.take() else { return };
        let [Step::LinkEnd, Step::Text(text)] = &self.steps[at..] else { return };
        let words = self.rendering.text()[text.clone()].trim();
        let step = match name {
            "cite" => Some(Step::Speaker(text.clone())).filter(|_| is_speaker(words)),
            _ => stamp::read(words)
                .filter(|(_, taken)| *taken == words.len())
                .map(|(time, _)| Step::Time(time)),
        };
        if let Some(step) = step {
            self.steps.truncate(at);
            self.part(step);
        }
    }
}

/// The first blank line of a text, with the white space around it.
fn blank_line(text: &str) -> Option<Range<usize>> {
    memchr_iter(b'\n', text.as_bytes()).find_map(|end| {
        let rest = text[end + 1..].trim_start();
        let blank = &text[end + 1..text.len() - rest.len()];
        blank.contains('\n').then(|| end..end + 1 + blank.len())
    })
}

/// Whether what is cited is one who speaks, not a work: `Ada:`, `Alban :`.
fn is_speaker(words: &str) -> bool {
    words.strip_suffix(':').is_some_and(|name| !name.contains(' ') || looks_like_name(name.trim_end()))
}
