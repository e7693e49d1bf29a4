//! What stands in one caption: turn markers, voice tags, labels, tags, entities, and the words.

use std::sync::Arc;

use memchr::{memchr, memchr2, memchr3};
use rustc_hash::FxHashSet;

use super::draft::{Draft, Join};
use super::entity::entity;
use super::labels::Labels;
use super::stamp;
use crate::episode::Time;

/// Adds captions to a draft and keeps account of who speaks.
pub(super) struct Captions<'a> {
    pub(super) draft: Draft<'a>,
    labels: Labels,
    /// Whether tags are stripped and entities decoded, as in captions.
    markup: bool,
    /// When what is said now was begun.
    time: Option<Time>,
    /// Whether the format gives times, so that those beside names tell nothing.
    is_timed: bool,
    speaker: Option<Arc<str>>,
    names: FxHashSet<Arc<str>>,
}

impl<'a> Captions<'a> {
    pub(super) fn new(draft: Draft<'a>, labels: Labels, markup: bool) -> Self {
        Captions {
            draft,
            labels,
            markup,
            time: None,
            is_timed: false,
            speaker: None,
            names: FxHashSet::default(),
        }
    }

    /// A caption begins.
    pub(super) fn begin(&mut self, time: Option<Time>) {
        self.is_timed |= time.is_some();
        self.time = time;
        if !self.labels.is_empty() && !self.labels.hold() {
            self.speaker = None;
        }
        self.draft.segment(time, self.speaker.clone());
    }

    /// A paragraph begins that tells no time; where the only times are those beside names, it is of the turn's.
    pub(super) fn paragraph(&mut self) {
        let time = self.time.filter(|_| !self.is_timed);
        self.begin(None);
        self.time = time.filter(|_| self.speaker.is_some());
        self.draft.segment(self.time, self.speaker.clone());
    }

    /// The caption that has begun goes on with the last word of the one before it; its line is given.
    pub(super) fn within_word(&mut self, at: usize, line: &str) {
        self.draft.touch();
        self.draft.push(at..at + line.len());
    }

    /// A line of the caption, which begins at byte `at` of the source.
    pub(super) fn line(&mut self, mut at: usize, mut line: &str) {
        self.draft.join(Join::Space);
        let (taken, is_turn) = opening(line);
        if is_turn {
            self.speaks(None, true);
        }
        skip(&mut at, &mut line, taken);
        if let Some(label) = self.labels.find(line) {
            let is_later = !self.is_timed && label.time.is_some();
            if !self.is_timed {
                self.time = label.time;
            }
            self.speaks(Some(label.name), is_later);
            skip(&mut at, &mut line, label.taken);
        }
        while let Some(found) = first_mark(line) {
            if found > 0 {
                self.draft.push(at..at + found);
                skip(&mut at, &mut line, found);
            }
            let taken = self.mark(at, line);
            skip(&mut at, &mut line, taken);
        }
        self.draft.push(at..at + line.len());
    }

    /// Handles the mark at the start of `line`; returns the bytes it takes.
    fn mark(&mut self, at: usize, line: &str) -> usize {
        let taken = match line.as_bytes()[0] {
            b'<' => self.angle(line),
            b'[' => line.starts_with(TURN).then(|| {
                self.speaks(None, true);
                TURN.len()
            }),
            b'{' => override_code(line).filter(|_| self.markup),
            // `>>`, `&gt;&gt;`, `&amp;`
            _ => self.turn_or_entity(at, line),
        };
        taken.unwrap_or_else(|| {
            self.draft.push(at..at + 1);
            1
        })
    }

    /// A tag: of a time, of a voice, of style.
    fn angle(&mut self, line: &str) -> Option<usize> {
        // The usual ones where each word has its time.
        if let Some(taken) = time_tag(line) {
            return Some(taken);
        }
        if let Some((name, taken)) = voice(line) {
            self.speaks(Some(name), false);
            return Some(taken);
        }
        if line.starts_with("</v>") {
            return Some("</v>".len());
        }
        tag(line).filter(|_| self.markup)
    }

    fn turn_or_entity(&mut self, at: usize, line: &str) -> Option<usize> {
        if let Some(taken) = turn(line) {
            self.speaks(None, true);
            return Some(taken);
        }
        let (character, taken) = entity(line).filter(|_| self.markup)?;
        if !matches!(character, '\u{200e}' | '\u{200f}') {
            self.draft.push_character(character, at..at + taken);
        }
        Some(taken)
    }

    /// Another one speaks, or the same one is named again.
    pub(super) fn speaks(&mut self, name: Option<&str>, turn: bool) {
        if !turn && name == self.speaker.as_deref() {
            return;
        }
        let same = self.speaker.take().filter(|speaker| Some(&**speaker) == name);
        let name = same.or_else(|| name.map(|name| self.known(name)));
        self.draft.join(Join::Break);
        self.draft.segment(self.time, name.clone());
        self.speaker = name;
    }

    /// A name, shared with where it was given before.
    fn known(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let new: Arc<str> = name.into();
        self.names.insert(new.clone());
        new
    }
}

/// How whisper.cpp writes that another one speaks.
const TURN: &str = "[SPEAKER_TURN]";

fn skip(at: &mut usize, line: &mut &str, bytes: usize) {
    *at += bytes;
    *line = &line[bytes..];
}

/// Where a tag, an entity, a code or a marker may begin. Most lines have none.
fn first_mark(line: &str) -> Option<usize> {
    let tag = memchr3(b'<', b'&', b'>', line.as_bytes());
    memchr2(b'{', b'[', &line.as_bytes()[..tag.unwrap_or(line.len())]).or(tag)
}

/// A line from where a label may stand.
pub(super) fn start(line: &str) -> &str {
    &line[opening(line).0..]
}

/// The bytes before a label: space, tags of style, a marker that says another one speaks, and whether there is one.
fn opening(line: &str) -> (usize, bool) {
    // Most lines begin with what is said.
    if line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return (0, false);
    }
    let mut rest = line.trim_start();
    let mut is_turn = false;
    loop {
        let style = tag(rest).filter(|_| !rest.starts_with("<v")).or_else(|| override_code(rest));
        let marker = turn(rest).filter(|_| !is_turn);
        is_turn |= marker.is_some();
        let Some(taken) = marker.or(style) else {
            return (line.len() - rest.len(), is_turn);
        };
        rest = rest[taken..].trim_start();
    }
}

/// The bytes of a marker that says another one speaks: `- `, `>> `, `>>> `.
fn turn(line: &str) -> Option<usize> {
    let arrows = doubled(line, "&gt;").or_else(|| doubled(line, ">"));
    if let Some(taken) = arrows {
        let rest = &line[taken..];
        return Some(line.len() - rest.trim_start().len());
    }
    let dash = line.strip_prefix(['-', '–', '—'])?;
    let rest = dash.trim_start();
    (rest.len() < dash.len()).then(|| line.len() - rest.len())
}

/// The bytes of two or three times `mark` at the start.
fn doubled(line: &str, mark: &str) -> Option<usize> {
    let rest = line.strip_prefix(mark)?.strip_prefix(mark)?;
    Some(line.len() - rest.strip_prefix(mark).unwrap_or(rest).len())
}

/// The name in a voice tag, `<v Name>` or `<v.loud Name>`, and the bytes of the tag.
fn voice(line: &str) -> Option<(&str, usize)> {
    let rest = line.strip_prefix("<v")?;
    let close = closing(rest, '>')?;
    let inner = &rest[..close];
    let name = inner.get(inner.find([' ', '\t'])?..)?.trim();
    let classes = inner.starts_with(['.', ' ', '\t']);
    (classes && !name.is_empty()).then_some((name, close + 3))
}

/// Where a tag ends. Tags are short, and looking on and on would cost the square of a line of open ones.
fn closing(text: &str, close: char) -> Option<usize> {
    const LONGEST: usize = 200;
    let within = &text.as_bytes()[..text.len().min(LONGEST)];
    memchr(close as u8, within)
}

/// The bytes of a caption tag: `<i>`, `</c>`, `<c.yellow>`, `<font color="x">`.
fn tag(line: &str) -> Option<usize> {
    const TAGS: [&str; 10] = ["c", "i", "b", "u", "v", "s", "ruby", "rt", "lang", "font"];
    let rest = line.strip_prefix('<')?;
    let close = closing(rest, '>')?;
    let inner = rest[..close].trim_start_matches('/');
    let end = inner.bytes().position(|byte| matches!(byte, b' ' | b'.' | b'\t')).unwrap_or(inner.len());
    let name = &inner[..end];
    TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag)).then_some(close + 2)
}

/// The bytes of a time within a line, `<00:00:01.230>`: nobody says that.
fn time_tag(line: &str) -> Option<usize> {
    let rest = line.strip_prefix('<')?;
    let (_, taken) = stamp::read(rest)?;
    rest[taken..].starts_with('>').then_some(taken + 2)
}

/// The bytes of a code for where and how to show a caption, as in `{\an8}`.
fn override_code(line: &str) -> Option<usize> {
    line.strip_prefix("{\\")?;
    closing(line, '}').map(|close| close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::{Document, DocumentKind};

    fn captions(lines: &str) -> Document {
        let mut captions = Captions::new(Draft::new(lines), Labels::default(), true);
        for (at, line) in super::super::stamp::lines(lines) {
            captions.begin(None);
            captions.line(at, line);
        }
        captions.draft.finish("a", DocumentKind::Transcript, false)
    }

    #[test]
    fn markers_tags_and_entities_are_no_text() {
        let document =
            captions("<v Ada Bell>Q&amp;A <i>now</i>.\n<v Ada Bell>More\n- Yes. >> No.\na < b <c.x>c</c> &x");
        assert_eq!(document.text, "Q&A now. More\nYes.\nNo. a < b c &x");
        let speakers: Vec<_> = document.segments.iter().map(|s| s.speaker.as_deref()).collect();
        assert_eq!(speakers, [Some("Ada Bell"), Some("Ada Bell"), None, None, None]);
        assert_eq!(document.place(document.text.find("now").unwrap() as u32).column, 24);
    }

    #[test]
    fn a_recogniser_tells_turns() {
        assert_eq!(
            captions("One [x]. [SPEAKER_TURN] Two.\n[SPEAKER_TURN]\nThree").text,
            "One [x].\nTwo.\nThree"
        );
    }

    #[test]
    fn a_flag_is_no_turn() {
        assert_eq!(
            captions("run it with\n--verbose twice\n-m pytest").text,
            "run it with --verbose twice -m pytest"
        );
    }
}
