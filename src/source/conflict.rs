//! Documents that claim the same episode, but can hardly be of one.

use std::collections::BTreeSet;

use super::{Format, Reading};
use crate::episode::DocumentKind;
use crate::error::Error;
use crate::text::fold::slug;

/// Tells of the readings of one episode, given in order, that contradict the first of their sort.
///
/// Two transcripts that do not say the same are of one episode only when their titles and days agree, for which half of the
/// words of the shorter title must be in both. A feed and another document may word a title each in its own way; when they share not one word
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
    a.intersection(b).count() * 2 >= a.len().min(b.len())
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

#[cfg(test)]
mod tests {
    use crate::source::group::group;
    use crate::source::{Reading, read, read_all};

    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let readings: Vec<Reading> =
            files.iter().flat_map(|(path, text)| read_all(path, text.as_bytes()).unwrap()).collect();
        group(readings).conflicts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn two_transcripts_of_a_number_are_told_by_title_or_day() {
        let (tools, cats) =
            ("00:01 We talk about our tools at length today.", "00:01 Cats are what we are all about.");
        assert_eq!(
            told(&[("soft-talk/7-on-tools.txt", tools), ("soft-talk/7-of-cats.txt", cats)]),
            [
                "this and `soft-talk/7-of-cats.txt` both claim to be `soft-talk/7`, as `on tools` and `of cats`; they are read \
              as one episode\n  --> soft-talk/7-on-tools.txt\nhint: if they are two, give one of them another number in its \
              name, or a pattern that tells them apart"
            ]
        );
        assert!(told(&[("soft-talk/7-on-tools.txt", tools), ("soft-talk/7-tools.txt", cats)]).is_empty());
        assert!(told(&[("soft-talk/7-on-tools.txt", tools), ("soft-talk/7-of-cats.txt", tools)]).is_empty());
        let days =
            ["May 3rd, 2021", "May 4th, 2021"].map(|day| format!("00:01 This is episode 7, recorded {day}."));
        let longer = format!("{}\n00:05 And there is a lot more to say of it all.", days[1]);
        let told = told(&[("soft-talk/7.txt", &days[0]), ("soft-talk/007.txt", &longer)]);
        assert!(told[0].contains("as `2021-05-03` and `2021-05-04`"), "{told:?}");
    }

    #[test]
    fn a_feed_and_a_text_share_a_word_of_the_title() {
        let feed = "<rss><channel><title>Soft Talk</title><item><title>#7: The tools we like</title></item></channel></rss>";
        let text = "00:01 Hello there.";
        assert!(told(&[("soft-talk/feed.xml", feed), ("soft-talk/7-tools.txt", text)]).is_empty());
        assert_eq!(told(&[("soft-talk/feed.xml", feed), ("soft-talk/7-cats.txt", text)]).len(), 1);
        assert!(read("soft-talk/feed.xml", feed.as_bytes()).is_ok());
    }
}
