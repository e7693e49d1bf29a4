//! Within what two entities count as mentioned together.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::error::Error;
use crate::mention::Mention;

/// Within what two entities count as mentioned together.
///
/// Windows do not overlap, so that a pair counts once for each; none is wider than a document, except the episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Window {
    /// All documents of an episode.
    #[default]
    Episode,
    /// One sentence.
    Sentence,
    /// This many sentences: the first n, the next n, and so on.
    Sentences(u32),
    /// What one speaker says until another does; where nobody is labelled, a paragraph. A text that tells neither
    /// counts by sentence.
    Turn,
    /// This many seconds: 0 up to n, n up to 2n, and so on. A mention without a time (show notes) counts with its
    /// sentence.
    Seconds(u32),
    /// This many segments (captions, paragraphs): the first n, the next n, and so on.
    Segments(u32),
}

/// A window of an episode: document, whether it is a sentence in place of a wider window, and number.
pub(super) type WindowKey = (u32, bool, u32);

impl Window {
    /// The window of an episode that a mention is in.
    pub(super) fn of(self, document: u32, mention: &Mention) -> WindowKey {
        let or_sentence = |number: Option<u32>| match number {
            Some(number) => (document, false, number),
            None => (document, true, mention.sentence),
        };
        match self {
            Window::Episode => (0, false, 0),
            Window::Sentence => (document, false, mention.sentence),
            Window::Sentences(n) => (document, false, mention.sentence / n.max(1)),
            Window::Turn => or_sentence(mention.turn),
            Window::Seconds(n) => or_sentence(mention.time.map(|time| time.0 / 1000 / n.max(1))),
            Window::Segments(n) => (document, false, mention.segment / n.max(1)),
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Window::Episode => f.write_str("episode"),
            Window::Sentence => f.write_str("sentence"),
            Window::Sentences(n) => write!(f, "{n} sentences"),
            Window::Turn => f.write_str("turn"),
            Window::Seconds(n) => write!(f, "{n} seconds"),
            Window::Segments(n) => write!(f, "{n} segments"),
        }
    }
}

impl Serialize for Window {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Window {
    type Err = Error;

    /// Reads `episode`, `sentence`, `turn`, `60s` (also `2m`, `60 seconds`), `5 sentences` or `5 segments` (also
    /// without the space).
    fn from_str(text: &str) -> Result<Self, Error> {
        let name = text.trim().to_ascii_lowercase();
        let digits = name.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = name.split_at(digits);
        let wrong = |what: &str| {
            Error::new(format!("{what} `{text}`")).hint(
                "windows are `episode`, `sentence`, `turn`, a time such as `60s` or `2m`, or a number such as \
                 `3sentences` or `5segments`",
            )
        };
        let number = match number {
            "" => None,
            digits => match digits.parse::<u32>() {
                Ok(number @ 1..=1_000_000) => Some(number),
                _ => return Err(wrong("window size out of range")),
            },
        };
        match (number, unit.trim()) {
            (None, "episode") => Ok(Window::Episode),
            (None, "sentence") => Ok(Window::Sentence),
            (None, "turn") => Ok(Window::Turn),
            (Some(n), "sentence" | "sentences") => Ok(Window::Sentences(n)),
            (Some(n), "s" | "sec" | "second" | "seconds") => Ok(Window::Seconds(n)),
            (Some(n), "m" | "min" | "minute" | "minutes") => Ok(Window::Seconds(n * 60)),
            (Some(n), "segment" | "segments") => Ok(Window::Segments(n)),
            _ => Err(wrong("unknown window")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_windows() {
        for (text, window) in [
            ("episode", Window::Episode),
            ("Sentence", Window::Sentence),
            ("turn", Window::Turn),
            ("3sentences", Window::Sentences(3)),
            ("60s", Window::Seconds(60)),
            ("2m", Window::Seconds(120)),
            ("90 seconds", Window::Seconds(90)),
            ("5segments", Window::Segments(5)),
        ] {
            assert_eq!(text.parse(), Ok(window), "{text}");
            assert_eq!(window.to_string().parse(), Ok(window), "{text}");
        }
    }

    #[test]
    fn refuses_other_windows() {
        for text in ["", "60", "0s", "99999999999s", "5 turns", "episode2", "-3s", "ß"] {
            let error = text.parse::<Window>().unwrap_err().to_string();
            assert!(error.contains("hint: windows are"), "{error}");
        }
    }
}
