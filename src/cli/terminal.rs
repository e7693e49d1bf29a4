//! Text that is safe to show, and how wide it is.

use std::io::{self, IsTerminal};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::output::Destination;

/// Columns of a table where nothing tells.
const USUAL_WIDTH: usize = 100;

/// Columns of a name in a message.
pub(super) const NAME_WIDTH: usize = 80;

/// How a table is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Columns a row may take.
    pub(super) width: usize,
    /// Names are set bold, not put in brackets.
    pub(super) bold: bool,
}

impl Style {
    /// The style that suits a place: a file has nothing bold.
    pub(super) fn of(destination: &Destination) -> Style {
        match destination {
            Destination::Standard => Style::of_stdout(),
            Destination::Device(_) | Destination::File(_) => Style { width: USUAL_WIDTH, bold: false },
        }
    }

    /// The style that suits standard output: as wide as the terminal, else as `COLUMNS` says.
    #[expect(clippy::disallowed_methods, reason = "how wide and how bold is the terminal's business")]
    fn of_stdout() -> Style {
        let told = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let size = terminal_size::terminal_size_of(io::stdout());
        let seen = size.map(|(columns, _)| usize::from(columns.0)).filter(|&columns| columns > 0);
        let width = seen.or_else(|| told("COLUMNS")?.to_str()?.parse().ok());
        let is_plain = told("NO_COLOR").is_some() || told("TERM").is_some_and(|term| term == "dumb");
        let is_terminal = io::stdout().is_terminal();
        Style { width: width.unwrap_or(USUAL_WIDTH), bold: is_terminal && !is_plain }
    }
}

/// Text from outside, on one line and without anything that steers the terminal or turns the writing
/// direction.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' | '\n' | '\r' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// `did you mean …?`, where there are names that may be meant.
pub(super) fn meant(names: &[&str]) -> Option<String> {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => None,
        [name] => Some(format!("did you mean {name}?")),
        [names @ .., last] => Some(format!("did you mean {} or {last}?", names.join(", "))),
    }
}

/// Columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The beginning of a text that fits `room` columns; `…` stands for what is left out.
pub(super) fn keep_start(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let kept = fitting(text.chars(), room.saturating_sub(1));
    let start: String = text.chars().take(kept).collect();
    start.trim_end().to_owned() + ellipsis(room)
}

/// The end of a text that fits `room` columns; `…` stands for what is left out.
pub(super) fn keep_end(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let kept = fitting(text.chars().rev(), room.saturating_sub(1));
    let end: String = text.chars().skip(text.chars().count() - kept).collect();
    ellipsis(room).to_owned() + end.trim_start()
}

/// A text followed by blanks up to `columns`.
pub(super) fn padded(text: &str, columns: usize) -> String {
    text.to_owned() + &" ".repeat(columns.saturating_sub(width(text)))
}

fn ellipsis(room: usize) -> &'static str {
    if room == 0 { "" } else { "…" }
}

/// How many characters fit `room` columns.
fn fitting(characters: impl Iterator<Item = char>, room: usize) -> usize {
    characters
        .scan(0, |used, character| {
            *used += character.width().unwrap_or(0);
            Some(*used)
        })
        .take_while(|&used| used <= room)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_fits() {
        for (text, room, start, end) in [
            ("any io", 6, "any io", "any io"),
            ("any io", 5, "any…", "…y io"),
            ("日本語", 5, "日本…", "…本語"),
            ("日本語", 4, "日…", "…語"),
            ("日本語", 0, "", ""),
            ("", 0, "", ""),
        ] {
            assert_eq!(keep_start(text, room), start, "{text} {room}");
            assert_eq!(keep_end(text, room), end, "{text} {room}");
        }
    }

    #[test]
    fn never_steers_the_terminal() {
        assert_eq!(clean("a\u{1b}[2Jb\nc\u{9b}d\u{202e}e"), "a\u{fffd}[2Jb c\u{fffd}d\u{fffd}e");
    }
}
