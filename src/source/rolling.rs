//! Captions that roll: each repeats the last lines of the one before, and every word is to be read once.

use std::borrow::Cow;

use super::cue::{Cue, Cues, first_seen, visible};
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

#[cfg(test)]
mod tests {
    use crate::source::vtt::read;

    fn text(source: &str) -> String {
        read("a.vtt", source).0.text
    }

    #[test]
    fn rolling_captions_are_said_once() {
        let source = "WEBVTT\n\n00:00:00.000 --> 00:00:02.000 align:start\n \nwe<00:00:00.500><c> met</c>\n\n\
                      00:00:02.000 --> 00:00:02.010\nwe met\n \n\n00:00:02.010 --> 00:00:04.000\nwe met\nthe<00:00:03.000><c> mace</c>\n\n\
                      00:00:04.000 --> 00:00:04.010\nthe mace\n \n\n00:00:04.010 --> 00:00:06.000\nthe mace\ntonight\n";
        assert_eq!(text(source), "we met the mace tonight");
    }

    #[test]
    fn rolling_captions_may_be_deep_and_without_tags() {
        let source = "1\n00:00:00,000 --> 00:00:02,000\none\n\n2\n00:00:02,000 --> 00:00:03,000\none\ntwo\n\n\
                      3\n00:00:03,000 --> 00:00:04,000\none\ntwo\nthree\n\n4\n00:00:04,000 --> 00:00:05,000\ntwo\nthree\nfour\n\n\
                      5\n00:00:09,000 --> 00:00:10,000\nfour\n";
        assert_eq!(text(source), "one two three four four");
    }

    #[test]
    fn what_is_said_twice_stays_twice() {
        let source = "WEBVTT\n\n00:01.000 --> 00:02.000\nYeah.\n\n00:02.000 --> 00:03.000\nYeah.\n\n\
                      00:03.000 --> 00:04.000\nOne.\n\n00:04.000 --> 00:05.000\nTwo.\n";
        assert_eq!(text(source), "Yeah. Yeah. One. Two.");
    }
}
