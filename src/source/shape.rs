//! How the turns of a document begin, learned from the document: what stands around time and name again and again.
//!
//! `| 00:07 | Ada Bell | …`, `- Ada Bell :: …`, `Ada Bell — …`, `<Ada> …`: people part names from what is said in more ways than can
//! be listed. But each document has one way, and few names.

use std::collections::{BTreeMap, BTreeSet};

use super::cursor::boundary;
use super::speaker::{Label, is_given, looks_like_name};
use super::stamp;
use super::step::is_block;
use super::tag::{Piece, Pieces, is_silent};
use crate::episode::Time;

/// What stands before what is said, with `N` for the name, `T` for the time, `G` for tags, `L` for the target of a link, `E` for
/// signs, and one blank for space of any length; and the names that come again.
#[derive(Debug)]
pub(super) struct Shape {
    marks: String,
    names: BTreeSet<String>,
}

/// The longest beginning, in bytes; links and tags are long.
const LONGEST: usize = 400;

/// How often names must come that come again, and how often where little is said behind them: lists and tables have names, too.
const LEAST: usize = 4;
const LEAST_SHORT: usize = 12;

/// What is said at the least, in bytes, for a start to be no item of a list.
const SHORT: usize = 40;

/// How many speakers there are at most; tools in show notes are many.
const MOST_SPEAKERS: usize = 12;

impl Shape {
    /// The shape of the starts of most turns: two in five of `all` have it with names that come again, and two of these begin with a
    /// known given name; one where a time stands beside it or all are whole names: Ruby is a given name, too.
    pub(super) fn learn<'a>(starts: impl Iterator<Item = &'a str>, all: usize) -> Option<Shape> {
        let mut shapes: BTreeMap<String, Names<'_>> = BTreeMap::new();
        for start in starts {
            if let Some((marks, label)) = beginning(start, None) {
                let names = shapes.entry(marks).or_default();
                *names.counts.entry(label.name).or_default() += 1;
                names.long += usize::from(start.len() - label.taken >= SHORT);
            }
        }
        shapes.values_mut().for_each(|names| names.counts.retain(|_, count| *count > 1));
        let is_of_turns = |marks: &str, names: &Names<'_>| {
            let (said, given) = (names.said(), names.counts.keys().filter(|name| is_given(name)).count());
            let least = if names.long * 2 >= said { LEAST } else { LEAST_SHORT };
            (2..=MOST_SPEAKERS).contains(&names.counts.len())
                && said >= least.max(all * 2 / 5)
                && given
                    > usize::from(!marks.contains('T') && names.counts.keys().any(|name| !name.contains(' ')))
        };
        let of_turns = shapes.into_iter().filter(|(marks, names)| parts(marks) && is_of_turns(marks, names));
        let (marks, names) = of_turns.max_by_key(|(_, names)| names.said())?;
        Some(Shape { marks, names: names.counts.into_keys().map(str::to_owned).collect() })
    }

    /// The label at the start of `text`, where that has this shape: somebody who speaks but once is known by the given name.
    pub(super) fn find<'a>(&self, text: &'a str) -> Option<Label<'a>> {
        let (_, label) = beginning(text, Some(&self.marks))?;
        let said = text[label.taken..].trim_start_matches([' ', '\t']);
        let is_anybody = self.names.contains(label.name) || label.name.contains(' ') && is_given(label.name);
        is_anybody.then_some(Label { taken: text.len() - said.len(), ..label })
    }
}

/// The names of one shape.
#[derive(Debug, Default)]
struct Names<'a> {
    counts: BTreeMap<&'a str, usize>,
    /// How many of them have more behind them than an item of a list.
    long: usize,
}

impl Names<'_> {
    fn said(&self) -> usize {
        self.counts.values().sum()
    }
}

/// The turns of a page with where they begin, where names stand in elements of their own: `<h4>Ada Bell</h4><p>…`, `<dt>Ada</dt><dd>…`.
pub(super) fn turns_of_page(source: &str) -> Vec<(usize, Label<'_>)> {
    let (starts, said) = starts_of_page(source);
    let Some(shape) = Shape::learn(starts.iter().map(|&at| &source[at..]), said) else { return Vec::new() };
    let turn = |at: usize| Some((at, shape.find(&source[at..])?));
    starts.into_iter().filter_map(turn).collect()
}

/// Where the tags begin of which one begins a line, and how often more is said behind them than a name or a time.
fn starts_of_page(source: &str) -> (Vec<usize>, usize) {
    const SAID: usize = 30;
    let mut pieces = Pieces::new(source);
    let mut starts = Vec::new();
    // Where the tags began that stand side by side, whether one of them begins a line, and the bytes said since.
    let (mut tags, mut is_begun, mut said, mut all) = (None, false, 0, 0);
    loop {
        let at = pieces.at();
        match pieces.next() {
            // What stands in it is passed over.
            Some(Piece::Tag(tag)) if is_silent(&tag.name) => (tags, is_begun) = (None, false),
            Some(Piece::Tag(tag)) => {
                let first = *tags.get_or_insert(at);
                if is_block(&tag.name) && !std::mem::replace(&mut is_begun, true) {
                    all += usize::from(std::mem::take(&mut said) > SAID);
                    starts.push(first);
                }
            }
            Some(Piece::Text(text)) if source[text.clone()].trim().is_empty() => {}
            Some(Piece::Text(text) | Piece::Character(_, text)) => {
                said += text.len();
                (tags, is_begun) = (None, false);
            }
            None => return (starts, all + usize::from(said > SAID)),
        }
    }
}

/// Whether marks are more than a name and a colon, of which [`Labels`](super::labels::Labels) know better, or a name alone in a line, which
/// needs a time.
fn parts(marks: &str) -> bool {
    marks != "N: " && (!marks.ends_with('\n') || marks.contains(['T', '(', '[', '<', '{', '|', '@', '=']))
}

/// How a text begins, up to what is said, or as far as `wanted` goes.
fn beginning<'a>(text: &'a str, wanted: Option<&str>) -> Option<(String, Label<'a>)> {
    // Looking for what ends a tag would cost the square of a long line.
    let (whole, text) = (text.len(), &text[..boundary(text, LONGEST)]);
    let mut marks = String::new();
    let mut label = Label { name: "", time: None, taken: 0, is_told: false };
    let mut parted = false;
    while label.taken < text.len() && wanted.is_none_or(|wanted| *wanted != marks) {
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
            Part::Mark(' ', taken) if marks.ends_with([' ', 'G']) => (None, taken),
            Part::Mark(mark @ ('G' | 'E'), taken) if marks.ends_with(mark) => (None, taken),
            // In a page, a line end is but a space.
            Part::Mark('\n', taken) if marks.starts_with('G') => {
                (Some(' ').filter(|_| !marks.ends_with([' ', 'G'])), taken)
            }
            Part::Mark(mark, taken) => {
                if mark == 'G' && marks.ends_with(' ') {
                    marks.pop();
                }
                parted |= !label.name.is_empty() && mark != ' ';
                (Some(mark), taken)
            }
            Part::Name(_) | Part::Said => break,
        };
        parted |= mark == Some('T') && !label.name.is_empty();
        marks.extend(mark);
        label.taken += taken;
        if mark == Some('\n') {
            break;
        }
    }
    if label.taken == whole && !label.name.is_empty() && !marks.ends_with('\n') {
        marks.push('\n');
        parted = true;
    }
    let is_whole = wanted.is_none_or(|wanted| *wanted == marks);
    (is_whole && parted && label.taken < LONGEST).then_some((marks, label))
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

    #[test]
    fn a_shape_is_what_most_turns_have() {
        const SAID: &str = "we met at the old mill, and it was raining";
        let turns = |ada: &str, carl: &str| {
            let (ada, carl) = (format!("{ada}{SAID}"), format!("{carl}{SAID}"));
            Shape::learn([&*ada, &carl, &ada, &carl, "And so on."].into_iter(), 5)
        };
        for (ada, carl, shape) in [
            ("Ada Bell — ", "Carl — ", "N — "),
            ("00:07\tAda\t", "01:10\tCarl\t", "T\tN\t"),
            ("<Ada> ", "<Carl> ", "<N> "),
            ("- Ada :: ", "- Carl :: ", "- N :: "),
            ("<p><b>Ada</b> ", "<p><b>Carl</b> ", "GNG"),
            ("Ada Bell @ 00:07: ", "Carl @ 01:10: ", "N @ T: "),
            ("00:07 | Zubin | ", "01:10 | Carl | ", "T | N | "),
        ] {
            let learned = turns(ada, carl).unwrap_or_else(|| panic!("{ada}"));
            assert_eq!(learned.marks, shape);
            let text = format!("{carl}Hi");
            let found = learned.find(&text).unwrap();
            assert_eq!((found.name, &text[found.taken..]), ("Carl", "Hi"));
            let once = |name: &str| learned.find(&text.replace("Carl", name)).is_some();
            assert!(once("Bo Lund") && !once("Docker") && !once("Docker Compose"), "{ada}");
        }
        for (one, other) in [
            ("Ada says that ", "Carl says that "),
            ("Ada, ", "Carl, "),
            ("Django — ", "Ruby — "),
            ("Ada — ", "Ada — "),
        ] {
            assert!(turns(one, other).is_none(), "{one}");
        }
        let picks = ["Ada — tea", "Carl — a loom"].repeat(4);
        assert!(Shape::learn(picks.iter().copied(), 8).is_none(), "a list");
    }
}
