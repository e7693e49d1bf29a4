//! What is told besides the result, all of it on standard error: progress, warnings, errors, the summary.

use std::collections::BTreeMap;
use std::io::{self, Write};

use comention::error::Error;
use comention::table::warning::Warnings;
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

    /// Whether some input could not be read.
    pub(super) fn saw_errors(&self) -> bool {
        self.saw_errors
    }

    /// Tells what could not be read or done.
    pub(super) fn errors(&mut self, errors: &[Error]) {
        self.saw_errors |= !errors.is_empty();
        tell(&listed("error", errors));
    }

    /// Tells what was mended or left out while reading.
    pub(super) fn warnings(&self, warnings: &[Error]) {
        if !self.quiet {
            tell(&listed("warning", warnings));
        }
    }

    /// Tells what is odd about a table: of each sort the first in full, of the others the lines.
    pub(super) fn sorted_warnings(&self, warnings: &Warnings) {
        if self.quiet {
            return;
        }
        for sort in warnings.sorts() {
            let mut text: String = sort.told.iter().map(|warning| format!("warning: {warning}\n")).collect();
            if !sort.lines.is_empty() {
                let (more, lines) = (grouped(sort.lines.len()), sort.other_lines());
                text.push_str(&format!("and {more} more of this sort, in lines {lines}\n"));
            }
            tell(&text);
        }
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
fn grouped(count: usize) -> String {
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

/// Problems by sort, in the order the sorts first come up.
fn listed(label: &str, problems: &[Error]) -> String {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut sorts: Vec<Vec<&Error>> = Vec::new();
    for problem in problems {
        let number = *numbers.entry(sort_of(problem)).or_insert(sorts.len());
        match sorts.get_mut(number) {
            Some(of_sort) => of_sort.push(problem),
            None => sorts.push(vec![problem]),
        }
    }
    let mut text = String::new();
    for of_sort in sorts {
        for problem in of_sort.iter().take(TOLD) {
            text.push_str(&format!("{label}: {problem}\n"));
        }
        if of_sort.len() > TOLD {
            text.push_str(&format!("and {} more of this sort\n", grouped(of_sort.len() - TOLD)));
        }
    }
    text
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
        let text = listed("warning", &problems);
        assert_eq!(text.matches("bad time stamp").count(), 5);
        assert!(text.ends_with("and 37 more of this sort\nwarning: no text\n"));
    }
}
