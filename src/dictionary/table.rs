//! A table of names: tab-separated text with a header line → [`Entry`]s.
//!
//! The columns are `name`, and optionally `kind`, `aliases` (separated by `|`), `url`, `weight` and `sources`, in any
//! order. Empty lines and lines that begin with `# ` are passed over. `data/README.md` describes the format for users.

use super::entry::Entry;
use crate::entity::{Entity, Kind};
use crate::error::Error;

/// Longest name or alias, in characters; longer ones are mistakes.
const LONGEST: usize = 120;

/// How well known a row counts as when its table does not say: somebody took the trouble to write it down.
const OWN_WEIGHT: u32 = 20;

const COLUMNS: [&str; 6] = ["name", "kind", "aliases", "url", "weight", "sources"];

/// Reads a table; `kind` is the kind of rows that give none.
///
/// # Errors
///
/// One for each row (or the header) that cannot be read, with its line and a caret under the field at fault.
pub(super) fn read(source: &str, text: &str, kind: Kind) -> Result<Vec<Entry>, Vec<Error>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = text
        .lines()
        .enumerate()
        .map(|(at, line)| Row { source, line: at as u32 + 1, text: line })
        .filter(|row| !row.text.trim().is_empty() && !row.text.starts_with("# "));
    let Some(header) = rows.next() else {
        return Err(vec![no_header(source)]);
    };
    let columns = header.columns().map_err(|error| vec![error])?;
    let mut entries = Vec::new();
    let mut errors = Vec::new();
    for row in rows {
        match row.entry(&columns, kind) {
            Ok(entry) => entries.push(entry),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(entries) } else { Err(errors) }
}

fn no_header(source: &str) -> Error {
    Error::new("the table is empty").in_source(source).hint(
        "the first line names the columns, for example `name`, `kind`, `aliases`, `url`, with tabs between",
    )
}

/// A line of the table.
struct Row<'t> {
    source: &'t str,
    line: u32,
    text: &'t str,
}

impl<'t> Row<'t> {
    /// The header's columns.
    fn columns(&self) -> Result<Vec<&'t str>, Error> {
        let columns: Vec<&str> = self.text.split('\t').map(str::trim).collect();
        for (at, column) in columns.iter().enumerate() {
            if !COLUMNS.contains(column) {
                let hint = format!("the first line names the columns; they are {}", quoted(COLUMNS));
                return Err(self.error(at, format!("unknown column `{column}`")).hint(hint));
            }
            if columns[..at].contains(column) {
                return Err(self
                    .error(at, format!("column `{column}` stands twice"))
                    .hint("keep one of them"));
            }
        }
        if !columns.contains(&"name") {
            return Err(self
                .error(0, "no column `name`")
                .hint("the first line names the columns, with tabs between"));
        }
        Ok(columns)
    }

    /// The entry that the row describes.
    fn entry(&self, columns: &[&str], kind: Kind) -> Result<Entry, Error> {
        let fields: Vec<&str> = self.text.split('\t').map(str::trim).collect();
        if fields.len() > columns.len() {
            let message = format!("expected {} fields, found {}", columns.len(), fields.len());
            return Err(self.error(columns.len(), message).hint("fields are separated by single tabs"));
        }
        let position = |name: &str| columns.iter().position(|column| *column == name);
        let field = |name: &str| position(name).and_then(|at| fields.get(at)).copied().unwrap_or("");
        let at = |name: &str| position(name).unwrap_or(0);
        let name = self.name(at("name"), field("name"))?;
        let category = match field("kind") {
            "" => kind.as_str(),
            given => given,
        };
        let kind = Entry::kind_of(category).ok_or_else(|| {
            let hint = format!("kinds are {}", quoted(Entry::kind_words()));
            self.error(at("kind"), format!("unknown kind `{category}`")).hint(hint)
        })?;
        let mut aliases = Vec::new();
        for alias in field("aliases").split('|').filter(|alias| !alias.trim().is_empty()) {
            aliases.push(self.name(at("aliases"), alias.trim())?.to_string());
        }
        let url = self.url(at("url"), field("url"))?;
        Ok(Entry {
            entity: Entity {
                id: Entity::id_of(kind, name),
                name: name.to_string(),
                kind,
                url,
                discovered: false,
            },
            category: category.to_string(),
            aliases,
            weight: self.weight(at("weight"), field("weight"))?,
            table: 0,
            source: [self.source, field("sources")].join(" ").trim_end().to_string(),
        })
    }

    fn name<'n>(&self, at: usize, name: &'n str) -> Result<&'n str, Error> {
        let fault = if name.is_empty() {
            "a row without a name".to_string()
        } else if name.chars().count() > LONGEST {
            format!("a name of {} characters", name.chars().count())
        } else if !name.contains(char::is_alphanumeric) {
            format!("no letter or digit in the name `{name}`")
        } else if name.contains(char::is_control) {
            "a control character in a name".to_string()
        } else {
            return Ok(name);
        };
        let hint = format!("a name has 1 to {LONGEST} characters, at least one of them a letter or digit");
        Err(self.error(at, fault).hint(hint))
    }

    fn url(&self, at: usize, url: &str) -> Result<Option<String>, Error> {
        if url.is_empty() {
            return Ok(None);
        }
        if !(url.starts_with("http://") || url.starts_with("https://")) || url.contains(char::is_whitespace) {
            let message = format!("not a web address: `{}`", url.chars().take(60).collect::<String>());
            return Err(self.error(at, message).hint("an address begins with `https://` or `http://`"));
        }
        Ok(Some(url.to_string()))
    }

    fn weight(&self, at: usize, weight: &str) -> Result<u32, Error> {
        match weight {
            "" => Ok(OWN_WEIGHT),
            given => given.parse().ok().filter(|&weight| weight > 0).ok_or_else(|| {
                let message = format!("not a weight: `{}`", given.chars().take(20).collect::<String>());
                self.error(at, message).hint("a weight is a whole number from 1; leave it empty if in doubt")
            }),
        }
    }

    /// An error that points at the field with this number, from 0.
    fn error(&self, field: usize, message: impl Into<String>) -> Error {
        let before: usize = self.text.split('\t').take(field).map(|field| field.chars().count() + 1).sum();
        let width = self.text.split('\t').nth(field).map_or(1, |field| field.chars().count());
        let column = before.min(self.text.chars().count()) as u32 + 1;
        Error::new(message).in_source(self.source).at_line(self.line).showing(self.text, column, width as u32)
    }
}

fn quoted<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_columns_in_any_order() {
        let text = "kind\tname\taliases\n# a remark\nlibrary\tPyBind\tpy bind|pybind11\n\tPlain\n";
        let entries = read("mine.tsv", text, Kind::Project).unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].entity.id, "project:pybind");
        assert_eq!(entries[0].aliases, ["py bind", "pybind11"]);
        assert_eq!((entries[1].category.as_str(), entries[1].weight), ("project", OWN_WEIGHT));
    }

    #[test]
    fn points_at_what_is_wrong() {
        for (text, expected) in [
            ("", "the table is empty"),
            ("name\tcolour\n", "unknown column `colour`\n  --> t.tsv:1:6"),
            ("kind\n", "no column `name`"),
            ("name\tkind\nX1\tlibary\n", "unknown kind `libary`\n  --> t.tsv:2:4"),
            ("name\tkind\n\tlibrary\n", "a row without a name\n  --> t.tsv:2:1"),
            ("name\nA\tB\n", "expected 1 fields, found 2\n  --> t.tsv:2:3"),
            ("name\n++\n", "no letter or digit"),
            ("name\turl\nA\tftp://x\n", "not a web address: `ftp://x`"),
            ("name\tweight\nA\t-1\n", "not a weight: `-1`"),
        ] {
            let errors = read("t.tsv", text, Kind::Project).unwrap_err();
            assert!(errors[0].to_string().starts_with(expected), "{}", errors[0]);
        }
    }

    #[test]
    fn reports_every_broken_row() {
        assert_eq!(
            read("t.tsv", "name\tkind\nA\tx\nB\tlibrary\nC\ty\n", Kind::Project).unwrap_err().len(),
            2
        );
    }
}
