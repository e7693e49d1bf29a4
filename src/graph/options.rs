//! What to draw and how to count.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::weight::Weight;
use crate::entity::Kind;
use crate::error::Error;

/// What to draw and how to count; plain data.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphOptions {
    /// Kinds of entities to draw; projects and people.
    pub kinds: Vec<Kind>,
    /// Within what two entities count as mentioned together; the episode.
    pub window: Window,
    /// The weights every edge gets; counts. The first one draws the picture: it sets communities, rank and layout.
    /// Without any, as if counts had been asked for.
    pub weights: Vec<Weight>,
    /// Entities in fewer episodes are left out; 1.
    pub min_episodes: u32,
    /// Keeps only edges that stand out at this level of significance, as 0.05; off. By the disparity filter (Serrano,
    /// Boguñá & Vespignani 2009) on counts of windows, without correction for many tests; an end with one edge alone
    /// does not make it stand out. Nodes stay, also without edges.
    pub backbone: Option<f64>,
    /// Keeps only this many entities, those in most episodes (then most mentions, then by id); off.
    pub top: Option<usize>,
    /// How many quotes an edge and a node keep at most; 3.
    pub quotes: usize,
}

impl Default for GraphOptions {
    fn default() -> Self {
        GraphOptions {
            kinds: vec![Kind::Project, Kind::Person],
            window: Window::default(),
            weights: vec![Weight::default()],
            min_episodes: 1,
            backbone: None,
            top: None,
            quotes: 3,
        }
    }
}

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
    /// This many seconds: 0 up to n, n up to 2n, and so on. A mention without a time (show notes) counts with its
    /// sentence.
    Seconds(u32),
    /// This many segments (captions, turns, paragraphs): the first n, the next n, and so on.
    Segments(u32),
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Window::Episode => f.write_str("episode"),
            Window::Sentence => f.write_str("sentence"),
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

    /// Reads `episode`, `sentence`, `60s` (also `2m`, `60 seconds`) or `5 segments` (also `5segments`).
    fn from_str(text: &str) -> Result<Self, Error> {
        let name = text.trim().to_ascii_lowercase();
        let digits = name.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = name.split_at(digits);
        let wrong = |what: &str| {
            Error::new(format!("{what} `{text}`")).hint(
                "windows are `episode`, `sentence`, a time such as `60s` or `2m`, or a number of segments such as \
                 `5segments`",
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
        for text in ["", "60", "0s", "99999999999s", "5 sentences", "episode2", "-3s", "ß"] {
            let error = text.parse::<Window>().unwrap_err().to_string();
            assert!(error.contains("hint: windows are"), "{error}");
        }
    }
}
