//! Captions as they stand in a file: their times, their lines, and what is seen of a line.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};

use crate::episode::Time;

/// One caption as it stands in the file.
pub(super) struct Cue {
    pub(super) begin: Option<Time>,
    pub(super) end: Option<Time>,
    /// Which of all lines are its own.
    pub(super) lines: Range<usize>,
}

/// All captions of a file, and all lines of them: a list of its own for each caption would be a piece of memory each.
#[derive(Default)]
pub(super) struct Cues {
    pub(super) cues: Vec<Cue>,
    pub(super) lines: Vec<Range<usize>>,
}

impl Cues {
    /// The lines of one of them.
    pub(super) fn lines<'a>(&'a self, source: &'a str, cue: &Cue) -> impl Iterator<Item = &'a str> + use<'a> {
        self.lines[cue.lines.clone()].iter().map(|line| &source[line.clone()])
    }
}

/// What is seen of a line: no tags, no space around.
pub(super) fn visible(line: &str) -> Cow<'_, str> {
    let line = line.trim();
    if memchr(b'<', line.as_bytes()).is_none() {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = memchr(b'<', rest.as_bytes()) {
        text.push_str(&rest[..open]);
        rest = tag_end(&rest[open + 1..]);
    }
    text.push_str(rest);
    match text.trim() {
        trimmed if trimmed.len() == text.len() => Cow::Owned(text),
        trimmed => Cow::Owned(trimmed.to_owned()),
    }
}

/// The first character of what is seen of a line.
pub(super) fn first_seen(line: &str) -> Option<char> {
    let mut rest = line.trim_start();
    while let Some(inner) = rest.strip_prefix('<') {
        rest = tag_end(inner).trim_start();
    }
    rest.chars().next()
}

/// What follows a tag of which the bracket is taken; one that is not closed before the next begins ends there.
fn tag_end(inner: &str) -> &str {
    match memchr2(b'>', b'<', inner.as_bytes()) {
        Some(end) if inner.as_bytes()[end] == b'>' => &inner[end + 1..],
        Some(end) => &inner[end..],
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_character_seen_is_that_of_all_that_is_seen(line in "[ \\u{a0}<>/cé\\t]{0,12}") {
            prop_assert_eq!(first_seen(&line), visible(&line).chars().next());
        }
    }
}
