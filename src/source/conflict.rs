//! Documents that claim the same episode, but can hardly be of one.

use std::collections::BTreeSet;

use super::{Format, Reading};
use crate::episode::DocumentKind;
use crate::error::Error;
use crate::text::fold::slug;

/// Tells of the readings of one episode, given in order, that contradict the first of their sort.
///
/// Two transcripts that do not say the same are of one episode only when their titles and days agree: a part of a title
/// agrees with all of it. A feed and another document may word a title each in its own way; when they share not one word
/// of it, a number is wrong.
pub(super) fn find(id: &str, readings: &[Reading]) -> Vec<Error> {
    let transcripts = readings.iter().filter(|reading| reading.document.kind == DocumentKind::Transcript);
    let item = readings.iter().find(|reading| reading.format == Format::Feed);
    let others = readings.iter().filter(|reading| reading.format != Format::Feed);
    let by_title = transcripts.clone().find(|reading| title(reading).is_some());
    let by_date = transcripts.clone().find(|reading| reading.hints.date.is_some());
    let mut found = Vec::new();
    for reading in transcripts {
        let titles = by_title.filter(|first| differ(first, reading, agree));
        let dates =
            by_date.filter(|first| reading.hints.date.is_some() && first.hints.date != reading.hints.date);
        found.extend(titles.map(|first| contradiction(id, first, reading, title)));
        found.extend(dates.filter(|_| titles.is_none()).map(|first| contradiction(id, first, reading, date)));
    }
    for reading in others {
        let unlike = item.filter(|item| differ(item, reading, |a, b| !a.is_disjoint(b)));
        found.extend(unlike.map(|item| contradiction(id, item, reading, title)));
    }
    found
}

fn title(reading: &Reading) -> Option<&str> {
    reading.hints.title.as_deref()
}

fn date(reading: &Reading) -> Option<&str> {
    reading.hints.date.as_deref()
}

/// Whether both have a title and the words of these do not agree.
fn differ(a: &Reading, b: &Reading, agree: impl Fn(&BTreeSet<String>, &BTreeSet<String>) -> bool) -> bool {
    let words = |reading| title(reading).map(words).filter(|words| !words.is_empty());
    words(a).zip(words(b)).is_some_and(|(a, b)| !agree(&a, &b))
}

fn agree(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a.is_subset(b) || b.is_subset(a)
}

/// The words of a title, without numbers.
fn words(title: &str) -> BTreeSet<String> {
    let slug = slug(title);
    let words = slug.split('-').filter(|word| word.chars().any(char::is_alphabetic));
    words.map(str::to_owned).collect()
}

fn contradiction<'r>(
    id: &str,
    first: &'r Reading,
    second: &'r Reading,
    part: impl Fn(&'r Reading) -> Option<&'r str>,
) -> Error {
    let (one, other) = (part(first).unwrap_or_default(), part(second).unwrap_or_default());
    Error::new(format!(
        "this and `{}` both claim to be `{id}`, as `{other}` and `{one}`; they are read as one episode",
        first.document.path
    ))
    .in_source(&second.document.path)
    .hint("if they are two, give one of them another number in its name, or a pattern that tells them apart")
}
