//! How the turns of a document begin, learned from the document: what stands around time and name again and again.
//!
//! `| 00:07 | Ada Bell | …`, `- Ada Bell :: …`, `Ada Bell — …`, `<Ada> …`: people part names from what is said in more ways than can
//! be listed. But each document has one way, and few names.

use std::collections::BTreeMap;

use super::html::is_block;
use super::speaker::{Label, is_given, looks_like_name};
use super::stamp;
use super::tag::{Piece, Pieces};
use crate::episode::Time;

/// What stands before what is said, with `N` for the name, `T` for the time, `G` for tags, `E` for signs, and one blank for space of any length.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shape(String);

/// The longest beginning, in bytes; links and tags are long.
const LONGEST: usize = 400;

/// How often a beginning must come to be a shape.
const LEAST: usize = 4;

/// How many speakers there are at most; tools in show notes are many.
const MOST_SPEAKERS: usize = 12;

impl Shape {
    /// The shape of the starts of most turns: two in five of `all` have it with names that come again, two names at least, one of
    /// them beginning with a known given name.
    pub(super) fn learn<'a>(starts: impl Iterator<Item = &'a str>, all: usize) -> Option<Shape> {
        let mut counts: BTreeMap<Shape, BTreeMap<&str, usize>> = BTreeMap::new();
        for start in starts {
            if let Some((shape, label)) = beginning(start, None) {
                *counts.entry(shape).or_default().entry(label.name).or_default() += 1;
            }
        }
        let said = |names: &BTreeMap<&str, usize>| names.values().filter(|&&count| count > 1).sum::<usize>();
        let is_of_turns = |names: &BTreeMap<&str, usize>| {
            let again = names.values().filter(|&&count| count > 1).count();
            (2..=MOST_SPEAKERS).contains(&again)
                && said(names) >= LEAST.max(all * 2 / 5)
                && names.keys().any(|name| is_given(name))
        };
        counts
            .into_iter()
            .filter(|(shape, names)| shape.parts() && is_of_turns(names))
            .max_by_key(|(_, names)| said(names))
            .map(|(shape, _)| shape)
    }

    /// The shape of the turns of a page, where names stand in elements of their own: `<h4>Ada Bell</h4><p>…`, `<dt>Ada</dt><dd>…`.
    pub(super) fn of_page(source: &str) -> Option<Shape> {
        /// More bytes than those of a name or a time.
        const SAID: usize = 30;
        let mut pieces = Pieces::new(source);
        let mut starts = Vec::new();
        // Where the tags began that stand side by side, whether one of them begins a line, and the bytes said since.
        let (mut tags, mut is_begun, mut said, mut all) = (None, false, 0, 0);
        loop {
            let at = pieces.at();
            match pieces.next() {
                Some(Piece::Tag(tag)) => {
                    let first = *tags.get_or_insert(at);
                    if is_block(&tag.name) && !std::mem::replace(&mut is_begun, true) {
                        all += usize::from(std::mem::take(&mut said) > SAID);
                        starts.push(&source[first..]);
                    }
                }
                Some(Piece::Text(text)) if source[text.clone()].trim().is_empty() => {}
                Some(Piece::Text(text) | Piece::Character(_, text)) => {
                    said += text.len();
                    (tags, is_begun) = (None, false);
                }
                None => return Shape::learn(starts.into_iter(), all + usize::from(said > SAID)),
            }
        }
    }

    /// Whether it is more than a name and a colon, of which [`Labels`](super::labels::Labels) know better, or a name alone in a line, which
    /// needs a time.
    fn parts(&self) -> bool {
        self.0 != "N: "
            && (!self.0.ends_with('\n') || self.0.contains(['T', '(', '[', '<', '{', '|', '@', '=']))
    }

    /// The label at the start of `text`, where that has this shape.
    pub(super) fn find<'a>(&self, text: &'a str) -> Option<Label<'a>> {
        let (_, label) = beginning(text, Some(self))?;
        let said = text[label.taken..].trim_start_matches([' ', '\t']);
        Some(Label { taken: text.len() - said.len(), ..label })
    }
}

/// How a text begins, up to what is said, or as far as `wanted` goes.
fn beginning<'a>(text: &'a str, wanted: Option<&Shape>) -> Option<(Shape, Label<'a>)> {
    let mut shape = Shape(String::new());
    let mut label = Label { name: "", time: None, taken: 0, is_told: false };
    let mut parted = false;
    while label.taken < text.len().min(LONGEST) && wanted.is_none_or(|wanted| *wanted != shape) {
        let rest = &text[label.taken..];
        let (mark, taken) = match part(rest) {
            Part::Time(time, taken) => {
                label.time = label.time.or(Some(time));
                (Some('T'), taken)
            }
            Part::Name(name) if label.name.is_empty() => {
                label.name = name;
                (Some('N'), name.len())
            }
            Part::Mark(' ', taken) if shape.0.ends_with([' ', 'G']) => (None, taken),
            Part::Mark(mark @ ('G' | 'E'), taken) if shape.0.ends_with(mark) => (None, taken),
            // In a page, a line end is but a space.
            Part::Mark('\n', taken) if shape.0.starts_with('G') => {
                (Some(' ').filter(|_| !shape.0.ends_with([' ', 'G'])), taken)
            }
            Part::Mark(mark, taken) => {
                if mark == 'G' && shape.0.ends_with(' ') {
                    shape.0.pop();
                }
                parted |= !label.name.is_empty() && mark != ' ';
                (Some(mark), taken)
            }
            Part::Name(_) | Part::Said => break,
        };
        parted |= mark == Some('T') && !label.name.is_empty();
        shape.0.extend(mark);
        label.taken += taken;
        if mark == Some('\n') {
            break;
        }
    }
    if label.taken == text.len() && !label.name.is_empty() && !shape.0.ends_with('\n') {
        shape.0.push('\n');
        parted = true;
    }
    let is_whole = wanted.is_none_or(|wanted| *wanted == shape);
    (is_whole && parted && label.taken < LONGEST).then_some((shape, label))
}

/// A part of how a text begins.
enum Part<'a> {
    Time(Time, usize),
    Name(&'a str),
    /// One that parts, and its bytes.
    Mark(char, usize),
    /// What is said begins.
    Said,
}

fn part(text: &str) -> Part<'_> {
    if let Some((time, taken)) = stamp::read(text) {
        return Part::Time(time, taken);
    }
    let first = text.chars().next().unwrap_or('\n');
    let inner = |open: &str, close: &str| {
        let end = text.strip_prefix(open)?.find(close)?;
        Some(open.len() + end + close.len())
    };
    match first {
        // The target of a link, a tag, an escaped mark, a blank that holds words together.
        ']' if text.starts_with("](") => inner("](", ")").map_or(Part::Said, |taken| Part::Mark('L', taken)),
        '<' if is_tag(text) => inner("<", ">").map_or(Part::Said, |taken| Part::Mark('G', taken)),
        '\\' => Part::Mark('\\', 1),
        '&' => inner("&nbsp", ";").map_or(Part::Said, |taken| Part::Mark(' ', taken)),
        '\n' => Part::Mark('\n', 1),
        '\t' => Part::Mark('\t', 1),
        '\r' | '"' | '“' | '\'' | '’' | '.' | ',' | '?' | '!' | '…' | '$' => Part::Said,
        _ if first.is_whitespace() => Part::Mark(' ', first.len_utf8()),
        _ if first.is_uppercase() => name(text).map_or(Part::Said, Part::Name),
        _ if first.is_alphanumeric() => Part::Said,
        '–' | '—' | '：' | '·' | '•' | '»' => Part::Mark(first, first.len_utf8()),
        _ if first.is_ascii() => Part::Mark(first, 1),
        _ => Part::Mark('E', first.len_utf8()),
    }
}

/// Whether it is a tag of a page that text begins with; `<Ada>` is none.
fn is_tag(text: &str) -> bool {
    let rest = text[1..].trim_start_matches('/');
    rest.starts_with(|c: char| c.is_ascii_lowercase()) || rest.starts_with("Timestamp")
}

/// The name that text begins with: all words up to what cannot belong to one.
fn name(text: &str) -> Option<&str> {
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '_');
    let end = text.find(|c: char| !belongs(c)).unwrap_or(text.len());
    let parts =
        |&(at, _): &(usize, &str)| text[at + 1..].starts_with('-') || stamp::read(&text[at + 1..]).is_some();
    let end = text[..end].match_indices(' ').find(parts).map_or(end, |(at, _)| at);
    let name = text[..end].trim_end();
    looks_like_name(name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(starts: &[&str]) -> Option<String> {
        Shape::learn(starts.iter().copied(), starts.len()).map(|shape| shape.0)
    }

    #[test]
    fn a_shape_is_what_most_turns_have() {
        let turns = |ada: &str, carl: &str| learned(&[ada, carl, ada, carl, "And so on."]);
        for (ada, carl, shape) in [
            ("Ada Bell — hello", "Carl — hi", "N — "),
            ("00:07\tAda\tHello", "01:10\tCarl\tHi", "T\tN\t"),
            ("<Ada> hello", "<Carl> hi", "<N> "),
            ("- Ada :: hello", "- Carl :: hi", "- N :: "),
            ("<p><b>Ada</b> hello", "<p><b>Carl</b> hi", "GNG"),
            ("Ada Bell @ 00:07: hello", "Carl @ 01:10: hi", "N @ T: "),
        ] {
            assert_eq!(turns(ada, carl).as_deref(), Some(shape), "{ada}");
            let found = Shape(shape.to_owned()).find(carl).unwrap();
            assert_eq!((found.name, &carl[found.taken..].to_lowercase()), ("Carl", &"hi".to_owned()));
        }
        for (one, other) in [
            ("Ada says hello", "Carl says hi"),
            ("Ada, hello", "Carl, hi"),
            ("Django — a tool", "Flask — another"),
            ("### Ada", "### Carl"),
        ] {
            assert_eq!(turns(one, other), None, "{one}");
        }
        assert_eq!(learned(&["Ada — a", "Ada — b", "Ada — c", "Ada — d"]), None, "there is but one");
    }
}
