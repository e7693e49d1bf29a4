//! How paragraphs of Markdown begin: who speaks (`**Ada Bell:**`), and when.

use std::collections::BTreeMap;

use memchr::memchr_iter;

use super::headed::header;
use super::kind::is_structure;
use super::labels::Labels;
use super::plain::names_alone;
use super::speaker::{self, Label, is_given, is_part_of_show, looks_like_name, without_role};
use super::stamp;
use crate::episode::Time;

/// The first lines of the paragraphs, list items, headings and other blocks, and those that begin as a turn does.
pub(super) fn starts(source: &str) -> Vec<&str> {
    let items = items_are_turns(source);
    let mut blank = true;
    let mut starts = Vec::new();
    for line in unquoted(source) {
        let text = if items { behind_marker(line) } else { line };
        if !text.is_empty() && (blank || is_structure(text) || is_turn(text)) {
            starts.push(text);
        }
        blank = text.is_empty();
    }
    starts
}

/// The lines without the marks of quotes: talk may stand in quotes throughout.
fn unquoted(source: &str) -> impl Iterator<Item = &str> {
    stamp::lines(source).map(|(_, line)| line.trim_matches(|c: char| c == '>' || c.is_whitespace()))
}

/// Whether list items begin with who speaks: the same two names at least come again, as those of things do not.
pub(super) fn items_are_turns(source: &str) -> bool {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in unquoted(source) {
        let item = behind_marker(line);
        if item.len() < line.len()
            && let Some(label) = strong_label(item).or_else(|| speaker::label(item))
        {
            *counts.entry(label.name).or_default() += 1;
        }
    }
    counts.values().filter(|&&count| count > 1).count() > 1
}

/// What stands behind the mark of a list item: `- `, `1. `.
pub(super) fn behind_marker(item: &str) -> &str {
    let digits = item.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = if digits.len() < item.len() { digits.strip_prefix(". ") } else { None };
    let behind = behind.or_else(|| ["- ", "* ", "+ "].into_iter().find_map(|mark| item.strip_prefix(mark)));
    behind.map_or(item, str::trim_start)
}

/// Whether a line begins as a turn does, be it one or not.
fn is_turn(text: &str) -> bool {
    strong_label(text).is_some() || timed_label(text).is_some() || speaker::label(text).is_some()
}

/// How often somebody's names must stand in bold or in a heading, two at least, to be labels: sections come again, too.
const ALONE: usize = 3;

/// How often, where nobody's given name tells that they are names, and how many they are at most.
const OFTEN: usize = 5;
const MOST_SPEAKERS: usize = 6;

/// How often names must be all of a paragraph to say who speaks: headings are, too.
const OFTEN_ALONE: usize = 8;

/// The labels of a document, or where it has none the names that are all of a paragraph again and again.
pub(super) fn labels(source: &str, starts: &[&str]) -> Labels {
    learn(starts).or_alone(|| names_alone(source, OFTEN_ALONE))
}

/// The labels of a document by what marks them: those without markup, those that a time makes one, where two come again, and, where there are no others,
/// names that stand in bold or in a heading again and again. Names in italics, with a role or in a link are labels where half of all
/// paragraphs begin so, two come again, and one is a known given name: titles and versions stand so, too.
pub(super) fn learn(starts: &[&str]) -> Labels {
    let [mut timed, mut headers, mut alone, mut headed, mut odd]: [BTreeMap<&str, usize>; 5] =
        Default::default();
    let mut is_told = false;
    for start in starts {
        let Some(label) = marked_label(start) else { continue };
        is_told |= label.is_told;
        let counts = match label.time {
            Some(_) if header_label(start).is_some() => &mut headers,
            Some(_) => &mut timed,
            None if start.starts_with('#') => &mut headed,
            None if is_odd(start, label.name) => &mut odd,
            None => &mut alone,
        };
        *counts.entry(label.name).or_default() += usize::from(!label.is_told);
    }
    let come_again = odd.values().filter(|&&count| count > 1).count() > 1;
    if !come_again || odd.values().sum::<usize>() * 2 < starts.len() || !odd.keys().any(|name| is_given(name))
    {
        odd.clear();
    }
    let odd = odd.into_keys().map(str::to_owned).collect();
    let again = |counts: &BTreeMap<&str, usize>| {
        let names = counts.iter().filter(|(_, count)| **count > 1).map(|(name, _)| (*name).to_owned());
        let names: Vec<String> = names.collect();
        if names.len() > 1 { names } else { Vec::new() }
    };
    // "Ruby 3:10" may be what is told of from then on.
    if headers.iter().filter(|(name, count)| **count > 1 && is_given(name)).count() > 1 {
        timed.append(&mut headers);
    }
    let labels = Labels::learn(starts.iter().copied()).with_timed(again(&timed)).with(odd);
    if is_told || !labels.is_empty() { labels } else { labels.with(turns(&alone, headed, starts.len())) }
}

/// The names that stand alone, in bold or `headed`, again and again, where two are people's; or those in bold where a few of them are two in
/// five of all paragraphs: "Django" and "Pros" stand alone as well, and topics under headings.
fn turns(alone: &BTreeMap<&str, usize>, headed: BTreeMap<&str, usize>, starts: usize) -> Vec<String> {
    let (least, sum) = (alone.values().min(), alone.values().sum::<usize>());
    let is_talk =
        least >= Some(&OFTEN) && (2..=MOST_SPEAKERS).contains(&alone.len()) && sum * 5 >= starts * 2;
    let mut names = headed;
    alone.iter().for_each(|(name, count)| *names.entry(name).or_default() += count);
    names.retain(|_, count| *count >= ALONE);
    let people = names.keys().filter(|name| is_given(name)).count();
    match people > 1 {
        true => names.into_keys().map(str::to_owned).collect(),
        false if is_talk => alone.keys().map(|name| (*name).to_owned()).collect(),
        false => Vec::new(),
    }
}

/// The label at the start of a paragraph.
pub(super) fn label<'a>(text: &'a str, labels: &Labels) -> Option<Label<'a>> {
    let marked = marked_label(text).filter(|label| label.is_told || labels.holds(label));
    marked.or_else(|| labels.find(text))
}

/// What may be a label by its marks.
fn marked_label(text: &str) -> Option<Label<'_>> {
    strong_label(text)
        .or_else(|| heading_label(text))
        .or_else(|| timed_label(text))
        .or_else(|| header_label(text))
}

/// A speaker and a time, alone in a line: `Ada Bell  0:07`.
fn header_label(text: &str) -> Option<Label<'_>> {
    let line = text.lines().next()?;
    let (name, time) = header(line)?;
    Some(Label { name, time: Some(time), taken: line.len(), is_told: false })
}

/// A time in bold and a speaker in italics, alone in a line: `**00:07** - _Ada Bell_`.
fn timed_label(text: &str) -> Option<Label<'_>> {
    const MARKS: [char; 2] = ['*', '_'];
    let marked = text.trim_start_matches(MARKS);
    let (time, taken) = stamp::read(marked).filter(|_| marked.len() < text.len())?;
    let line = text.lines().next()?;
    let rest = line[text.len() - marked.len() + taken..].trim_start_matches(MARKS);
    let name =
        rest.trim_start_matches(['-', '–', ' ']).strip_prefix(MARKS)?.trim_end().trim_end_matches(MARKS);
    looks_like_name(name).then_some(Label { name, time: Some(time), taken: line.len(), is_told: false })
}

/// A heading that is but a speaker, maybe with a time: `### Ada Bell [00:07]`, `##### [00:07] - Ada`, `## Ada`.
fn heading_label(text: &str) -> Option<Label<'_>> {
    let line = text.starts_with('#').then(|| text.lines().next()).flatten()?;
    let heading = line.trim_matches('#').trim().trim_end_matches(':');
    let timed_first = || {
        let (time, taken) = stamp::at_line_start(heading)?;
        let name = heading[taken..].trim_start_matches('-').trim_start();
        looks_like_name(name).then_some((name, time))
    };
    let (name, time) = match header(heading).or_else(timed_first) {
        Some((name, time)) => (name, Some(time)),
        None => (Some(heading).filter(|name| looks_like_name(name))?, None),
    };
    Some(Label { name, time, taken: line.len(), is_told: false })
}

/// `**Name:** …`, `**Name**: …`, `**Name** (00:07): …`, `**[00:07] Name:** …`, `**[00:07] - Name**`, `**Name**` alone in a line, `**Ada** …` with a given
/// name, and `**Break**` for a part of the show; in italics with a colon.
fn strong_label(text: &str) -> Option<Label<'_>> {
    let mark = ["***", "**", "__", "*", "_"].into_iter().find(|mark| text.starts_with(mark))?;
    let inner = &text[mark.len()..];
    let end = memchr_iter(mark.as_bytes()[0], inner.as_bytes()).find(|&at| inner[at..].starts_with(mark))?;
    let (inner, rest) = (inner[..end].trim(), &inner[end + mark.len()..]);
    let is_ended = rest.trim_start_matches([' ', '\t', '\r', '\\']).starts_with('\n');
    let rest = rest.trim_start();
    let (before, named) = time_before(inner);
    let named = unlinked(named.trim_start_matches([' ', '-', '–']));
    let (name, within) = match header(named) {
        Some((name, time)) => (name, Some(time)),
        None => (role_apart(named.trim_end_matches(':').trim()), None),
    };
    // `*(00:07)*:`
    let slanted = rest.strip_prefix(['*', '_']).filter(|rest| rest.starts_with(['(', '[']));
    let rest = slanted.unwrap_or(rest);
    let (behind, rest) = match stamp::in_brackets(rest) {
        (None, rest) => time_at_end(without_role(rest)),
        found => found,
    };
    let rest = if slanted.is_some() { rest.trim_start_matches(['*', '_']) } else { rest }.trim_start();
    let time = before.or(within).or(behind);
    let after = rest.strip_prefix(':');
    let is_part = is_part_of_show(name);
    let is_colon = inner.ends_with(':') || after.is_some();
    let is_alone = rest.is_empty() || is_ended;
    let may_speak = || is_colon || time.is_some() || is_alone || is_given(name);
    let is_italic = is_italic(text);
    let good = if is_italic {
        is_colon && looks_like_name(name)
    } else {
        is_part || looks_like_name(name) && may_speak()
    };
    let rest = after.unwrap_or(rest).trim_start();
    let taken = text.len() - rest.len();
    // Topics of show notes have a time and a colon, too; not behind the colon.
    let is_topic = before.or(within).is_some() || behind.is_some() && !inner.ends_with(':');
    let is_told = !is_odd(text, name) && (is_colon && !is_topic || is_part);
    good.then_some(Label { name, time, taken, is_told })
}

/// The time in brackets before a name, which some programs escape: `\\[00:07\\] Ada Bell`.
fn time_before(inner: &str) -> (Option<Time>, &str) {
    let escaped = inner.strip_prefix("\\[").and_then(|rest| {
        let (time, taken) = stamp::read(rest)?;
        Some((Some(time), rest[taken..].strip_prefix("\\]")?))
    });
    escaped.unwrap_or_else(|| stamp::in_brackets(inner))
}

/// The text of a link that is all there is: `[Ada Bell](https://talk.example/ada):`.
fn unlinked(name: &str) -> &str {
    let link = name.strip_prefix('[').and_then(|link| link.split_once("]("));
    let is_all = |behind: &str| behind.find(')').is_some_and(|end| matches!(&behind[end + 1..], "" | ":"));
    link.filter(|(_, behind)| is_all(behind)).map_or(name, |(text, _)| text)
}

/// A name without what somebody is: `Ada Bell (Host)`, `Ada Bell [guest]`.
fn role_apart(name: &str) -> &str {
    let role = name.ends_with([')', ']']).then(|| name.rsplit_once([' '])).flatten();
    role.filter(|(_, role)| role.starts_with(['(', '['])).map_or(name, |(name, _)| name.trim_end())
}

/// The time that is all else of a line behind a name, with what parts them: `- 00:07`, `| 00:07`, `*00:07*`.
fn time_at_end(rest: &str) -> (Option<Time>, &str) {
    const PARTING: [char; 8] = [' ', '-', '–', '—', '|', '·', '*', '@'];
    let line = rest.lines().next().unwrap_or_default();
    let text = line.trim_start_matches(PARTING);
    let found =
        stamp::read(text).filter(|&(_, taken)| text[taken..].trim_end_matches([' ', '*', '\\']).is_empty());
    found.map_or((None, rest), |(time, _)| (Some(time), &rest[line.len()..]))
}

/// Whether a name stands in italics, in a link or before what somebody is, where titles and versions stand, too.
fn is_odd(text: &str, name: &str) -> bool {
    let behind = text.trim_start_matches(['*', '_']).trim_start().strip_prefix(name);
    let is_role = |behind: &str| behind.trim_start_matches(['*', '_', ' ']).starts_with(['(', '[']);
    is_italic(text) || behind.is_none_or(is_role)
}

/// Whether a text begins in italics.
fn is_italic(text: &str) -> bool {
    text.starts_with(['*', '_']) && !text.starts_with("**") && !text.starts_with("__")
}
