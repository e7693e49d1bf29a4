//! Days as texts and feeds write them.

use std::sync::LazyLock;

use regex::Regex;

/// The months by the three letters they begin with.
const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";

/// The day at the start of `text`: `2022-11-01T00:00:00Z` → `2022-11-01`.
pub(super) fn iso(text: &str) -> Option<String> {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\A[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:[^0-9]|\z)")
            .expect("a valid pattern")
    });
    DATE.find(text).map(|found| found.as_str()[..10].to_owned())
}

/// A day of which the month is named; `None` where there is no such day.
pub(super) fn named(year: &str, month: &str, day: &str) -> Option<String> {
    let month = MONTHS.find(&month.get(..3)?.to_lowercase()).filter(|at| at % 3 == 0)? / 3 + 1;
    let day: u32 = day.parse().ok()?;
    (1..=31).contains(&day).then(|| format!("{year}-{month:02}-{day:02}"))
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
