//! A table as text: where a name stands in it, so that a warning can point there.

use crate::error::Error;

/// The lines of a table.
#[derive(Debug)]
pub struct Sheet<'t> {
    source: &'t str,
    lines: Vec<&'t str>,
}

impl<'t> Sheet<'t> {
    /// The lines of a text; `source` names it in warnings.
    pub fn new(source: &'t str, text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Sheet { source, lines: text.lines().collect() }
    }

    /// A line, from 1; empty where there is none.
    pub fn line(&self, number: u32) -> &'t str {
        let at = (number as usize).checked_sub(1);
        at.and_then(|at| self.lines.get(at)).copied().unwrap_or_default()
    }

    /// The cells of a line.
    pub fn cells(&self, number: u32) -> impl Iterator<Item = &'t str> + use<'t> {
        self.line(number).split('\t')
    }

    /// A warning that points at a name: a cell of a line, or a part of one between two `|`.
    ///
    /// Costs a pass over the line.
    pub fn warn(&self, line: u32, name: &str, message: impl Into<String>) -> Error {
        let text = self.line(line);
        let (column, width) = place(text, name);
        Error::new(message).in_source(self.source).at_line(line).showing(text, column, width)
    }

    /// A warning about the whole table.
    pub fn warn_all(&self, message: impl Into<String>) -> Error {
        Error::new(message).in_source(self.source)
    }
}

/// The column of a name, from 1, and its width, both in characters.
fn place(line: &str, name: &str) -> (u32, u32) {
    let mut column = 1;
    for part in line.split(['\t', '|']) {
        if part.trim() == name {
            let blanks = part.chars().take_while(|c| c.is_whitespace()).count();
            return (column + blanks as u32, name.chars().count() as u32);
        }
        column += part.chars().count() as u32 + 1;
    }
    // A name with a `|` in it stands in more than one part.
    let before = line.find(name).map_or(0, |at| line[..at].chars().count());
    (before as u32 + 1, name.chars().count() as u32)
}

/// A name for a message: in backticks, of a very long one the beginning.
pub fn shown(name: &str) -> String {
    let mut shown: String = name.chars().take(60).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    format!("`{shown}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_at_cells_and_parts_of_cells() {
        let sheet = Sheet::new("t.tsv", "\u{feff}name\taliases\nQuibble\tqbl| é |quib\n");
        for (name, place) in [("Quibble", "2:1"), ("quib", "2:17"), ("é", "2:14"), ("qbl| é ", "2:9")] {
            let warning = sheet.warn(2, name, "odd").to_string();
            assert!(warning.starts_with(&format!("odd\n  --> t.tsv:{place}\n")), "{warning}");
        }
        assert_eq!((sheet.line(0), sheet.line(3)), ("", ""));
    }

    #[test]
    fn shortens_very_long_names() {
        assert_eq!(shown("Quibble"), "`Quibble`");
        assert_eq!(shown(&"é".repeat(1 << 20)).chars().count(), 63);
    }
}
