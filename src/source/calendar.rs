//! Days as texts and feeds write them.

use crate::error::Error;
use crate::period::Date;

/// How much is shown of what is no day, in characters.
const LONGEST: usize = 40;

/// The months by the three letters they begin with.
const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";

/// The day at the start of `text`: `2022-11-01T00:00:00Z` → `2022-11-01`; `None` where there is no such day.
pub(super) fn iso(text: &str) -> Option<String> {
    let (day, rest) = text.split_at_checked("2022-11-01".len())?;
    let is_day = !rest.starts_with(|c: char| c.is_ascii_digit()) && day.parse::<Date>().is_ok();
    is_day.then(|| day.to_owned())
}

/// A day of which the month is named; `None` where there is no such day.
pub(super) fn named(year: &str, month: &str, day: &str) -> Option<String> {
    let month = MONTHS.find(&month.get(..3)?.to_lowercase()).filter(|at| at % 3 == 0)? / 3 + 1;
    let day: u32 = day.parse().ok()?;
    iso(&format!("{year}-{month:02}-{day:02}"))
}

/// The day a feed gives: `Tue, 01 Nov 2022 08:00:00 +0000` (RSS), `2022-11-01T08:00:00Z` (Atom). It is the day where
/// the feed is made, whatever day it was elsewhere.
pub(super) fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let in_words = || {
        let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let at = words
            .iter()
            .position(|word| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()))?;
        named(words.get(at + 2).filter(|year| is_year(year))?, words[at + 1], words[at])
    };
    iso(text).or_else(in_words)
}

/// What is told of a text that should be a day and is none.
pub(super) fn unreadable(text: &str, path: &str, line: u32) -> Error {
    let shown: String = text.chars().take(LONGEST).collect();
    Error::new(format!("unreadable date: `{shown}`"))
        .in_source(path)
        .at_line(line)
        .hint("expected a day that there is, such as `2022-11-01`; the episode is read without a date")
}

/// The day that digits stand for, with signs between them or without: `2022_11_01`, `20221101`.
pub(super) fn loose(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let year = digits.get(..4)?;
    iso(&format!("{year}-{}-{}", digits.get(4..6)?, digits.get(6..)?)).filter(|_| digits.len() == 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_days_of_feeds() {
        for (text, expected) in [
            ("Tue, 01 Nov 2022 08:00:00 +0000", Some("2022-11-01")),
            (" 1 November 2022 ", Some("2022-11-01")),
            ("2022-11-01T23:59:00-05:00", Some("2022-11-01")),
            ("2022-11-01", Some("2022-11-01")),
            ("Tue, 41 Nov 2022", None),
            ("Fri, 31 Feb 2023 08:00:00 GMT", None),
            ("29 February 2024", Some("2024-02-29")),
            ("2023-02-31", None),
            ("2022-11", None),
            ("2022-11-011", None),
            ("Tue, 01 Nob 2022", None),
            ("01 Anf 2022", None),
            ("01 Ää 2022", None),
            ("yesterday", None),
            ("7", None),
            ("", None),
        ] {
            assert_eq!(day(text).as_deref(), expected, "{text}");
        }
    }
}
