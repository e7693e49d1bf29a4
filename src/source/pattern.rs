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
    /// fits. What a feed says of its episodes stands. What is found for a number or a day and is none is a warning.
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
        let mut told = Vec::new();
        let mut number = |group: &'static str| {
            let found = text(group)?;
            found.parse().map_err(|_| told.push(misfit(group, found, "[0-9]+"))).ok()
        };
        if let Some(number) = number("number") {
            hints.number = Some(number);
            hints.season = None;
        }
        hints.season = number("season").or(hints.season);
        let title = text("title")
            .map(|title| title.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>());
        hints.title = title.map(|words| words.join(" ")).or(hints.title.take());
        let day = text("date").and_then(|found| {
            let day = calendar::loose(found);
            told.extend(day.is_none().then(|| misfit("date", found, "[0-9]{4}-[0-9]{2}-[0-9]{2}")));
            day
        });
        hints.date = day.or(hints.date.take());
        let path = &reading.document.path;
        reading.warnings.extend(told.into_iter().map(|warning| warning.in_source(path)));
        true
    }
}

/// What is told of a part of a path that a group finds and that cannot be what it is to be.
fn misfit(group: &str, found: &str, fitting: &str) -> Error {
    Error::new(format!("the pattern finds `{found}` for the {group}, which is none"))
        .hint(format!("have the group take nothing else, such as `(?<{group}>{fitting})`"))
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
    fn what_is_found_and_is_none_is_told() {
        let pattern = EpisodePattern::new(r"(?<date>[^_]+)_(?<season>\w)(?<number>[^.]+)").unwrap();
        let mut reading = read("2022-02-31_xseven.txt", b"00:01 Hello.").unwrap();
        assert!(pattern.apply(&mut reading));
        let told: Vec<String> = reading.warnings.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].starts_with(
            "the pattern finds `seven` for the number, which is none\n  --> 2022-02-31_xseven.txt\nhint: "
        ));
        assert_eq!((reading.hints.number, reading.hints.date), (None, None));
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
