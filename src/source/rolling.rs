//! Captions that roll: each repeats the last lines of the one before, and every word is to be read once.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::vtt::{Cue, Cues};
use crate::episode::Time;

/// Captions of which none repeats another, where they rolled; else as they are.
pub(super) fn undone(source: &str, all: Cues) -> Cues {
    if !may_roll(source, &all) {
        return all;
    }
    let seen: Vec<_> = all.cues.iter().map(|cue| seen(source, &all, cue)).collect();
    if is_rolling(&seen) { unroll(source, all, seen) } else { all }
}

/// Whether captions may roll, by the first character of their lines alone, which costs next to nothing.
fn may_roll(source: &str, all: &Cues) -> bool {
    let firsts = |cue: &Cue| all.lines(source, cue).filter_map(first_seen);
    let alike = |pair: &&[Cue]| {
        let last = firsts(&pair[0]).last();
        last.is_some_and(|last| firsts(&pair[1]).take(DEEPEST).any(|first| first == last))
    };
    let repeats = all.cues.windows(2).filter(alike).count();
    repeats >= 2 && repeats * 5 >= all.cues.len() * 2
}

/// The first character of what is seen of a line.
fn first_seen(line: &str) -> Option<char> {
    let mut rest = line.trim_start();
    while let Some(inner) = rest.strip_prefix('<') {
        rest = tag_end(inner).trim_start();
    }
    rest.chars().next()
}

/// Whether captions roll: each begins with the last lines of the one before, as YouTube's automatic ones do.
fn is_rolling(seen: &[Vec<Cow<'_, str>>]) -> bool {
    let repeats = seen.windows(2).filter(|pair| overlap(&pair[0], &pair[1]) > 0).count();
    repeats >= 2 && repeats * 5 >= seen.len() * 2
}

/// Drops the lines with which a cue repeats the last lines kept, where the two touch in time.
fn unroll(source: &str, mut all: Cues, seen: Vec<Vec<Cow<'_, str>>>) -> Cues {
    let mut left = Vec::with_capacity(all.lines.len());
    let mut kept: Vec<Cow<'_, str>> = Vec::new();
    let mut end = None;
    for (cue, lines) in all.cues.iter_mut().zip(seen) {
        let touches =
            end.zip(cue.begin).is_some_and(|(end, begin): (Time, Time)| begin.0 <= end.0.saturating_add(50));
        let mut repeated = if touches { overlap(&kept, &lines) } else { 0 };
        kept.extend(lines.into_iter().skip(repeated));
        kept.drain(..kept.len().saturating_sub(DEEPEST));
        let own = std::mem::replace(&mut cue.lines, left.len()..left.len());
        for line in &all.lines[own] {
            let is_repeated = repeated > 0 && first_seen(&source[line.clone()]).is_some();
            repeated -= usize::from(is_repeated);
            left.extend((!is_repeated).then(|| line.clone()));
        }
        cue.lines.end = left.len();
        end = cue.end;
    }
    Cues { lines: left, ..all }
}

/// How many lines roll at most; television has three.
const DEEPEST: usize = 4;

/// The lines of a cue in which something is seen.
fn seen<'a>(source: &'a str, all: &Cues, cue: &Cue) -> Vec<Cow<'a, str>> {
    let lines = all.lines[cue.lines.clone()].iter();
    lines.map(|line| visible(&source[line.clone()])).filter(|line| !line.is_empty()).collect()
}

/// How many of the last lines of one are the first ones of the next.
fn overlap(before: &[Cow<'_, str>], after: &[Cow<'_, str>]) -> usize {
    let most = before.len().min(after.len()).min(DEEPEST);
    (1..=most).rev().find(|&count| before[before.len() - count..] == after[..count]).unwrap_or(0)
}

/// What is seen of a line: no tags, no space around.
fn visible(line: &str) -> Cow<'_, str> {
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

/// What follows a tag of which the bracket is taken; one that is not closed before the next begins ends there.
fn tag_end(inner: &str) -> &str {
    match memchr2(b'>', b'<', inner.as_bytes()) {
        Some(end) if inner.as_bytes()[end] == b'>' => &inner[end + 1..],
        Some(end) => &inner[end..],
        None => "",
    }
}
