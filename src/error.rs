//! What went wrong, in which source, on which line, and what to do about it.
//!
//! One type for errors and warnings: a reader that skips a bad cue reports it as an [`Error`] beside its result.

use std::fmt;

/// A problem with an input, told so that a podcast maker can mend it.
///
/// Displays as
///
/// ```text
/// unknown kind `progect`
///   --> names.tsv:3:9
///    |
///  3 | PyBind<TAB>progect
///    |             ^^^^^^^
/// hint: kinds are `project`, `person`, …
/// ```
///
/// Costs one allocation; `Result<T, Error>` stays small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Problem>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Problem {
    message: String,
    source: Option<String>,
    line: Option<u32>,
    excerpt: Option<Excerpt>,
    hint: Option<String>,
}

/// The line at fault and the characters to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Excerpt {
    text: String,
    /// In the whole line.
    column: u32,
    /// How many characters of the line stand before `text`.
    cut: u32,
    width: u32,
}

/// Longest stretch of a faulty line that is shown, in characters: a line may be 200 MB.
const SHOWN: usize = 100;

impl Error {
    /// A problem described by `message`: lower case, no full stop, names in backticks.
    pub fn new(message: impl Into<String>) -> Self {
        Error(Box::new(Problem {
            message: message.into(),
            source: None,
            line: None,
            excerpt: None,
            hint: None,
        }))
    }

    /// Says which source (file or table) it is about.
    #[must_use]
    pub fn in_source(mut self, source: impl Into<String>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Says which line it is about, from 1.
    #[must_use]
    pub fn at_line(mut self, line: u32) -> Self {
        self.0.line = Some(line);
        self
    }

    /// Shows the faulty line with carets under `width` characters from `column` (from 1).
    ///
    /// Of a long line only the surroundings are shown; the column told is that in the whole line.
    #[must_use]
    pub fn showing(mut self, text: &str, column: u32, width: u32) -> Self {
        let column = column.max(1);
        let cut = column.saturating_sub(SHOWN as u32 / 2);
        let text = text.chars().skip(cut as usize).take(SHOWN).map(printable).collect();
        let width = width.clamp(1, SHOWN as u32);
        self.0.excerpt = Some(Excerpt { text, column, cut, width });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// The source it is about, where known.
    pub fn source_name(&self) -> Option<&str> {
        self.0.source.as_deref()
    }

    /// The line it is about, where known.
    pub fn line(&self) -> Option<u32> {
        self.0.line
    }
}

/// Text from outside never steers the terminal: control characters, and those that turn the writing direction, show as
/// a replacement, tabs as a space.
fn printable(character: char) -> char {
    match character {
        '\t' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { message, source, line, excerpt, hint } = &*self.0;
        write!(f, "{}", message.chars().map(printable).collect::<String>())?;
        if let Some(source) = source {
            write!(f, "\n  --> {}", source.chars().map(printable).collect::<String>())?;
            if let Some(line) = line {
                write!(f, ":{line}")?;
            }
            if let Some(excerpt) = excerpt {
                write!(f, ":{}", excerpt.column)?;
            }
        }
        if let Some(Excerpt { text, column, cut, width }) = excerpt {
            let number = line.map_or(String::new(), |line| line.to_string());
            let margin = " ".repeat(number.len());
            let blank = " ".repeat((column - cut) as usize - 1);
            let carets = "^".repeat(*width as usize);
            write!(f, "\n {margin} |\n {number} | {text}\n {margin} | {blank}{carets}")?;
        }
        if let Some(hint) = hint {
            write!(f, "\nhint: {}", hint.chars().map(printable).collect::<String>())?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_where_and_what_to_do() {
        let error = Error::new("unknown kind `progect`")
            .in_source("names.tsv")
            .at_line(3)
            .showing("PyBind\tprogect", 8, 7)
            .hint("did you mean `project`?");
        assert_eq!(
            error.to_string(),
            "unknown kind `progect`\n  --> names.tsv:3:8\n   |\n 3 | PyBind progect\n   |        ^^^^^^^\nhint: did you mean `project`?"
        );
    }

    #[test]
    fn never_steers_the_terminal() {
        let error = Error::new("bad name `\u{1b}[2J`").in_source("a\nb").showing("x\u{7}\u{202e}y", 1, 1);
        assert!(!error.to_string().contains(['\u{1b}', '\u{7}', '\u{202e}']));
        assert!(error.to_string().contains("a\u{fffd}b"));
    }

    #[test]
    fn shows_a_piece_of_a_very_long_line() {
        let line = format!("{}bad{}", "x".repeat(499_999), "x".repeat(499_998));
        let error = Error::new("too long").in_source("a").at_line(1).showing(&line, 500_000, 3).to_string();
        assert!(error.len() < 400);
        assert!(error.starts_with("too long\n  --> a:1:500000\n"), "{error}");
        let lines: Vec<_> = error.lines().collect();
        assert_eq!(lines[3].find("bad"), lines[4].find("^^^"), "{error}");
    }
}
