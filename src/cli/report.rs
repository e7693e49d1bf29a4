//! What is told besides the result, all of it on standard error: progress, warnings, errors, the summary.

use std::collections::BTreeMap;
use std::io::{self, Write};

use comention::error::Error;
use comention::table::warning::{Sort, Warnings};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::clean;

/// How many problems of one sort are told in full: a whole collection may have the same flaw.
const TOLD: usize = 5;

/// Tells people what goes on.
#[derive(Debug)]
pub(super) struct Report {
    quiet: bool,
    saw_errors: bool,
}

impl Report {
    /// A report; a quiet one tells errors only.
    pub(super) fn new(quiet: bool) -> Report {
        Report { quiet, saw_errors: false }
    }

    /// Whether it tells more than errors.
    pub(super) fn speaks(&self) -> bool {
        !self.quiet
    }

    /// Whether some input could not be read.
    pub(super) fn saw_errors(&self) -> bool {
        self.saw_errors
    }

    /// Tells what could not be read or done.
    pub(super) fn errors(&mut self, errors: &[Error]) {
        self.saw_errors |= !errors.is_empty();
        tell(&concat(pieces("error", errors)));
    }

    /// Tells what was mended or left out while reading.
    pub(super) fn warnings(&self, warnings: &[Error]) {
        if !self.quiet {
            tell(&concat(pieces("warning", warnings)));
        }
    }

    /// Tells what is wrong and what is odd about a table, in the order of its lines.
    pub(super) fn table(&mut self, errors: &[Error], warnings: &Warnings) {
        self.saw_errors |= !errors.is_empty();
        let mut pieces = pieces("error", errors);
        if !self.quiet {
            pieces.extend(warnings.sorts().iter().flat_map(of_sort));
        }
        pieces.sort_by_key(|(line, _)| *line);
        tell(&concat(pieces));
    }

    /// Tells something worth knowing.
    pub(super) fn note(&self, note: &str) {
        if !self.quiet {
            tell(&format!("{}\n", clean(note)));
        }
    }

    /// A progress bar; shows on a terminal only.
    pub(super) fn bar(&self, what: &'static str, length: usize) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len}") {
            bar.set_style(style);
        }
        bar.with_message(what)
    }
}

/// `1,300 files`, `1 episode`.
pub(super) fn counted(count: usize, what: &str) -> String {
    let plural = match (count, what.strip_suffix('y')) {
        (1, _) => what.to_owned(),
        (_, Some(stem)) => format!("{stem}ies"),
        (_, None) => format!("{what}s"),
    };
    format!("{} {plural}", grouped(count))
}

/// A number with commas between the thousands.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A problem as it is told, and its line; 0 where it has none.
type Piece = (u32, String);

/// Problems by sort, in the order the sorts first come up; how many more there are of a sort follows its last.
fn pieces(label: &str, problems: &[Error]) -> Vec<Piece> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut sorts: Vec<Vec<&Error>> = Vec::new();
    for problem in problems {
        let number = *numbers.entry(sort_of(problem)).or_insert(sorts.len());
        match sorts.get_mut(number) {
            Some(of_sort) => of_sort.push(problem),
            None => sorts.push(vec![problem]),
        }
    }
    let mut pieces = Vec::new();
    for of_sort in sorts {
        let more = of_sort.len().saturating_sub(TOLD);
        pieces.extend(of_sort.into_iter().take(TOLD).map(|problem| piece(label, problem)));
        if let (Some((_, last)), 1..) = (pieces.last_mut(), more) {
            last.push_str(&format!("and {} more of this sort\n", grouped(more)));
        }
    }
    pieces
}

fn piece(label: &str, problem: &Error) -> Piece {
    (problem.line().unwrap_or(0), format!("{label}: {problem}\n"))
}

/// The warnings of one sort about a table: the first in full, of the others the lines.
fn of_sort(sort: &Sort) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = sort.told.iter().map(|warning| piece("warning", warning)).collect();
    if let (Some((_, last)), 1..) = (pieces.last_mut(), sort.lines.len()) {
        let (more, lines) = (grouped(sort.lines.len()), sort.other_lines());
        last.push_str(&format!("and {more} more of this sort, in lines {lines}\n"));
    }
    pieces
}

fn concat(pieces: Vec<Piece>) -> String {
    pieces.into_iter().map(|(_, text)| text).collect()
}

/// What a problem is about, without the names and numbers that differ from case to case.
fn sort_of(problem: &Error) -> String {
    let text = problem.to_string();
    let message = text.lines().next().unwrap_or_default();
    let outside_names = message.split('`').step_by(2);
    outside_names.flat_map(str::chars).filter(|c| !c.is_ascii_digit()).collect()
}

/// Whoever closed standard error does not want to be told.
fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_people_write() {
        for (count, what, expected) in [
            (0, "mention", "0 mentions"),
            (1, "episode", "1 episode"),
            (1300, "file", "1,300 files"),
            (123_456, "entity", "123,456 entities"),
            (1_000_000, "pair", "1,000,000 pairs"),
        ] {
            assert_eq!(counted(count, what), expected);
        }
    }

    #[test]
    fn tells_five_of_a_sort_and_counts_the_rest() {
        let mut problems: Vec<Error> =
            (0..42).map(|n| Error::new(format!("bad time stamp `{n}`")).at_line(n)).collect();
        problems.insert(2, Error::new("no text"));
        let text = concat(pieces("warning", &problems));
        assert_eq!(text.matches("bad time stamp").count(), 5);
        assert!(text.ends_with("and 37 more of this sort\nwarning: no text\n"));
    }

    #[test]
    fn tells_how_many_more_of_a_sort_behind_the_last_of_it() {
        let mut warnings = Warnings::default();
        for line in (2..=40).rev() {
            warnings
                .add(if line == 39 { "other" } else { "usual" }, line, || Error::new("odd").at_line(line));
        }
        let mut pieces: Vec<Piece> = warnings.sorts().iter().flat_map(of_sort).collect();
        pieces.sort_by_key(|(line, _)| *line);
        assert_eq!(pieces[0], (20, "warning: odd\nand 18 more of this sort, in lines 2-19\n".to_owned()));
        assert_eq!(pieces.last(), Some(&(40, "warning: odd\n".to_owned())));
        assert_eq!(pieces.len(), 21);
    }
}
