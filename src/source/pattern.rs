//! What a pattern of the user's own finds in a path goes over what path and text tell.

use regex::{Regex, RegexBuilder};

use super::{Reading, calendar};
use crate::error::Error;
use crate::text::fold::slug;

/// The parts a pattern may name.
const GROUPS: [&str; 5] = ["show", "season", "number", "title", "date"];

/// The most memory a pattern may take when it is made, in bytes; one for paths takes a few thousand.
const LARGEST: usize = 1 << 20;

/// A regular expression whose named groups find show, season, number, title and date in a path.
#[derive(Debug, Clone)]
pub struct EpisodePattern(Regex);

impl EpisodePattern {
    /// Makes a pattern, such as `(?<show>[^/]+)/(?<number>\d+)-(?<title>[^/.]+)`.
    ///
    /// # Errors
    ///
    /// When it is no regular expression, is too large, or names no group that tells anything.
    pub fn new(pattern: &str) -> Result<Self, Error> {
        let regex = RegexBuilder::new(pattern)
            .size_limit(LARGEST)
            .build()
            .map_err(|error| refusal(pattern, &error))?;
        let names: Vec<&str> = regex.capture_names().flatten().collect();
        let hint = "groups are written `(?<number>[0-9]+)`, and may be show, season, number, title and date";
        if let Some(unknown) = names.iter().find(|name| !GROUPS.contains(name)) {
            return Err(Error::new(format!("no episode has a `{unknown}`")).hint(hint));
        }
        if names.is_empty() {
            return Err(Error::new("the pattern names no part of an episode").hint(hint));
        }
        Ok(EpisodePattern(regex))
    }

    /// Puts what the pattern finds in the path of a document in place of what is known of its episode; says whether the path
    /// fits. What a feed says of its episodes stands.
    pub fn apply(&self, reading: &mut Reading) -> bool {
        let Some(found) = self.0.captures(&reading.document.path).filter(|_| reading.hints.episode.is_none())
        else {
            return reading.hints.episode.is_some();
        };
        let text =
            |name: &str| found.name(name).map(|part| part.as_str().trim()).filter(|part| !part.is_empty());
        let hints = &mut reading.hints;
        if let Some(show) = text("show").map(slug).filter(|slug| !slug.is_empty()) {
            hints.show = Some(show);
            hints.show_is_guess = false;
        }
        if let Some(number) = text("number").and_then(|number| number.parse().ok()) {
            hints.number = Some(number);
            hints.season = None;
        }
        hints.season = text("season").and_then(|season| season.parse().ok()).or(hints.season);
        let title = text("title")
            .map(|title| title.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>());
        hints.title = title.map(|words| words.join(" ")).or(hints.title.take());
        hints.date = text("date").and_then(calendar::loose).or(hints.date.take());
        true
    }
}

/// Why a pattern is none, in one line and without the parser's drawing.
fn refusal(pattern: &str, error: &regex::Error) -> Error {
    let shown = || Error::new(format!("`{pattern}` is no pattern"));
    match error {
        regex::Error::CompiledTooBig(_) => {
            Error::new("the pattern is too large").hint("write fewer or smaller counts such as `{1,1000}`")
        }
        regex::Error::Syntax(text) => {
            let why = text.lines().last().unwrap_or_default().trim().trim_start_matches("error: ");
            Error::new(format!("`{pattern}` is no pattern: {why}"))
                .hint("it is a regular expression, such as `(?<show>[^/]+)/(?<number>[0-9]+)`")
        }
        _ => shown(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read;

    #[test]
    fn named_groups_go_over_what_was_known() {
        let pattern = EpisodePattern::new(
            r"(?<show>[^/]+)/(?<date>\d{8})_(?:s(?<season>\d+))?n(?<number>\d+)_(?<title>[^/.]+)",
        )
        .unwrap();
        let mut reading = read("Soft Talk/20221101_s2n07_On_good-tools.txt", b"00:01 Hello.").unwrap();
        assert!(pattern.apply(&mut reading));
        let hints = &reading.hints;
        assert_eq!(
            (hints.show.as_deref(), hints.season, hints.number),
            (Some("soft-talk"), Some(2), Some(7))
        );
        assert_eq!(
            (hints.title.as_deref(), hints.date.as_deref()),
            (Some("On good tools"), Some("2022-11-01"))
        );
        let mut other = read("other/3.txt", b"00:01 Hello.").unwrap();
        let before = other.clone();
        assert!(!pattern.apply(&mut other));
        assert_eq!(other, before);
    }

    #[test]
    fn says_what_is_wrong_with_a_pattern() {
        for (pattern, part) in [
            ("(?<number>[0-9]+", "is no pattern: unclosed group"),
            ("[0-9]+", "the pattern names no part of an episode"),
            ("(?<episode>[0-9]+)", "no episode has a `episode`"),
            ("(?<number>(?:[0-9]{1,1000}){1,1000})", "the pattern is too large"),
        ] {
            let error = EpisodePattern::new(pattern).unwrap_err().to_string();
            assert!(error.contains(part) && error.contains("\nhint: "), "{error}");
        }
    }
}
