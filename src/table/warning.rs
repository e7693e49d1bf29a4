//! Warnings by sort: of each sort the first in full, of the others only their lines.
//!
//! A table may have a hundred thousand names with the same flaw; pointing at each would take longer than reading them.

use super::sheet::Sheet;
use crate::error::Error;

/// How many of a sort are told in full.
const TOLD: usize = 20;

/// What is worth knowing about a table, although it can be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warnings {
    sorts: Vec<Sort>,
}

/// Warnings of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    name: &'static str,
    /// The first ones, at most 20.
    pub told: Vec<Error>,
    /// The lines of all others, from 1; a line stands as often as there are warnings in it.
    pub lines: Vec<u32>,
}

impl Warnings {
    /// Adds a warning about a line; `tell` is called only where it is told in full. `sort` tells sorts apart and is
    /// never shown.
    pub fn add(&mut self, sort: &'static str, line: u32, tell: impl FnOnce() -> Error) {
        let number = self.sorts.iter().position(|other| other.name == sort).unwrap_or_else(|| {
            self.sorts.push(Sort { name: sort, told: Vec::new(), lines: Vec::new() });
            self.sorts.len() - 1
        });
        let sort = &mut self.sorts[number];
        if sort.told.len() < TOLD { sort.told.push(tell()) } else { sort.lines.push(line) }
    }

    /// Adds a warning that points at a name or cell of a line; `tell` gives the message and what to do, which may be
    /// empty.
    pub(crate) fn point(
        &mut self,
        sheet: &Sheet,
        sort: &'static str,
        line: u32,
        name: &str,
        tell: impl FnOnce() -> (String, String),
    ) {
        self.add(sort, line, || {
            let (message, hint) = tell();
            let warning = sheet.warn(line, name, message);
            if hint.is_empty() { warning } else { warning.hint(hint) }
        });
    }

    /// The sorts, in the order in which they first came up.
    pub fn sorts(&self) -> &[Sort] {
        &self.sorts
    }

    /// How many warnings there are of all sorts.
    pub fn count(&self) -> usize {
        self.sorts.iter().map(|sort| sort.told.len() + sort.lines.len()).sum()
    }
}

impl Sort {
    /// The lines of the warnings that are not told in full, runs of them in short: `12, 14-90`.
    pub fn other_lines(&self) -> String {
        let mut lines = self.lines.clone();
        lines.sort_unstable();
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for line in lines {
            match runs.last_mut() {
                Some((_, last)) if line <= *last + 1 => *last = line,
                _ => runs.push((line, line)),
            }
        }
        let shown = |(first, last): (u32, u32)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first}-{last}"),
        };
        runs.into_iter().map(shown).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_twenty_of_a_sort_and_the_lines_of_the_rest() {
        let mut warnings = Warnings::default();
        for line in (1..=21).chain([30, 31, 32, 32, 40, 41]) {
            warnings.add("short", line, || Error::new("too short").at_line(line));
        }
        warnings.add("other", 5, || Error::new("other"));
        let sorts = warnings.sorts();
        assert_eq!((sorts.len(), sorts[0].told.len(), warnings.count()), (2, 20, 28));
        assert_eq!(sorts[0].other_lines(), "21, 30-32, 40, 41");
        assert_eq!(sorts[1].other_lines(), "");
    }
}
