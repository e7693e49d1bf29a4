//! A table of names: tab-separated text with a header line → rows.
//!
//! The columns are `name`, and optionally `kind`, `aliases` (separated by `|`), `url`, `weight`, `cues` (separated by
//! `|`), `case` and `sources`, in any order. Empty lines and lines that begin with `# ` are passed over.
//! `data/README.md` describes the format for users.

use std::sync::Arc;

use rayon::prelude::*;

use super::entry::{BLOCK, Case, Entry, kind_words};
use super::sheet::shown;
use super::{Block, Row, Table};
use crate::entity::{Entity, Kind};
use crate::error::Error;

/// Longest name or alias, in characters; longer ones are mistakes.
const LONGEST: usize = 120;

/// Rows that one thread reads at a time.
const RUN: usize = 512;

/// How well known a row counts as when its table does not say: somebody took the trouble to write it down.
pub(super) const OWN_WEIGHT: u32 = 20;

pub(super) const COLUMNS: [&str; 8] = ["name", "kind", "aliases", "url", "weight", "cues", "case", "sources"];

impl Table {
    /// Reads a table; `source` names it in errors, `kind` is the kind of rows that give none.
    ///
    /// Every field that cannot be read is an error with its line and a caret under it, and its row is left out; of a
    /// header that cannot be read there are no rows.
    pub fn read(source: &str, text: &str, kind: Kind) -> Table {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let named: Arc<str> = source.into();
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(at, line)| Line { source: &named, number: at as u32 + 1, text: line })
            .filter(|line| !line.text.trim().is_empty() && !line.text.starts_with("# "));
        let Some(header) = lines.next() else {
            return Table { errors: vec![no_header(source)], ..Table::default() };
        };
        let columns = match header.columns() {
            Ok(columns) => columns,
            Err(errors) => return Table { errors, ..Table::default() },
        };
        let lines: Vec<Line> = lines.collect();
        let rows: Vec<_> = lines.par_iter().with_min_len(RUN).map(|line| line.row(&columns, kind)).collect();
        let mut table = Table { rows: Vec::with_capacity(rows.len()), ..Table::default() };
        for row in rows {
            match row {
                Ok(row) => table.rows.push(row),
                Err(errors) => table.errors.extend(errors),
            }
        }
        table
    }
}

/// Whether a text begins as a table of names does: with a line of two or more of its columns, one of them `name`.
pub fn begins_like_a_table(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let header = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("# "));
    let cells: Vec<&str> = header.unwrap_or_default().split('\t').map(str::trim).collect();
    let is_column = |cell: &&str| COLUMNS.iter().any(|column| column.eq_ignore_ascii_case(cell));
    let has_name = cells.iter().any(|cell| cell.eq_ignore_ascii_case("name"));
    cells.len() > 1 && has_name && cells.iter().all(is_column)
}

fn no_header(source: &str) -> Error {
    Error::new("the table is empty").in_source(source).hint(
        "the first line names the columns, for example `name`, `kind`, `aliases`, `url`, with tabs between",
    )
}

/// The number of a field, from 0, and what stands there.
type Field<'t> = (usize, &'t str);

/// A line of the table.
struct Line<'t> {
    source: &'t Arc<str>,
    number: u32,
    text: &'t str,
}

impl<'t> Line<'t> {
    /// The header's columns.
    fn columns(&self) -> Result<Vec<&'static str>, Vec<Error>> {
        let mut columns = Vec::new();
        let mut errors = Vec::new();
        for (at, given) in self.text.split('\t').map(str::trim).enumerate() {
            match COLUMNS.into_iter().find(|column| column.eq_ignore_ascii_case(given)) {
                None => {
                    let unknown = self.error(at, format!("unknown column {}", shown(given)));
                    errors.push(unknown.hint(self.separators()));
                }
                Some(column) if columns.contains(&column) => {
                    let twice = self.error(at, format!("column `{column}` stands twice"));
                    errors.push(twice.hint("keep one of them"));
                }
                Some(column) => columns.push(column),
            }
        }
        if errors.is_empty() && !columns.contains(&"name") {
            let nameless = self.error(0, "no column `name`");
            errors.push(nameless.hint("the first line names the columns, with tabs between"));
        }
        if errors.is_empty() { Ok(columns) } else { Err(errors) }
    }

    /// What a header that cannot be read may have been meant to be.
    fn separators(&self) -> String {
        let begins_with_columns = |mark: char| {
            let column =
                |given: &str| COLUMNS.contains(&given.trim_matches(['"', ' ']).to_lowercase().as_str());
            self.text.contains(mark) && self.text.split(mark).next().is_some_and(column)
        };
        if self.text.starts_with('{') {
            "this looks like spaCy patterns: `comention dictionary import FILE` makes a table of them".into()
        } else if self.text.starts_with('"') || begins_with_columns(',') || begins_with_columns(';') {
            "this looks like CSV: `comention dictionary import FILE` makes a table of it".into()
        } else if !self.text.contains('\t') && begins_with_columns(' ') {
            "columns are separated by single tabs, not by blanks".into()
        } else if !self.text.contains('\t') {
            "the first line names the columns; `comention dictionary import FILE` makes a table of a mere list".into()
        } else {
            format!("the first line names the columns; they are {}", quoted(COLUMNS))
        }
    }

    /// What the line says.
    fn row(&self, columns: &[&str], kind: Kind) -> Result<Row, Vec<Error>> {
        let fields: Vec<&str> = self.text.split('\t').map(str::trim).collect();
        if fields.len() > columns.len() {
            let message = format!("expected {} fields, found {}", columns.len(), fields.len());
            return Err(vec![self.error(columns.len(), message).hint("fields are separated by single tabs")]);
        }
        let position = |name: &str| columns.iter().position(|column| *column == name);
        let field = |name: &str| {
            let at = position(name);
            (at.unwrap_or(0), at.and_then(|at| fields.get(at)).copied().unwrap_or(""))
        };
        let mut errors = Vec::new();
        let name = kept(self.name(field("name")), &mut errors);
        let is_block = field("kind").1.eq_ignore_ascii_case(BLOCK);
        let row = if is_block {
            let cues = self.names(field("cues"), &mut errors);
            name.map(|name| {
                let source = self.source.clone();
                Row::Block(Block { name: name.to_string(), cues, source, line: self.number })
            })
        } else {
            let sort = kept(self.sort(field("kind"), kind), &mut errors);
            let aliases = self.names(field("aliases"), &mut errors);
            let url = kept(self.url(field("url")), &mut errors).flatten();
            let weight = kept(self.weight(field("weight")), &mut errors);
            let cues = self.names(field("cues"), &mut errors);
            let case = kept(self.case(field("case")), &mut errors);
            let entry = name.zip(sort).map(|(name, (category, kind))| {
                let id = Entity::id_of(kind, name);
                Entry {
                    entity: Entity { id, name: name.to_string(), kind, url, discovered: false },
                    category,
                    aliases,
                    weight: weight.unwrap_or(OWN_WEIGHT),
                    cues,
                    case: case.unwrap_or_default(),
                    table: 0,
                    line: self.number,
                    source: self.source.clone(),
                    lists: field("sources").1.to_string(),
                }
            });
            entry.map(|entry| Row::Entry(Box::new(entry)))
        };
        row.filter(|_| errors.is_empty()).ok_or(errors)
    }

    /// The sort and kind of a row; `kind` is that of rows that give none.
    fn sort(&self, (at, given): Field, kind: Kind) -> Result<(&'static str, Kind), Error> {
        let word = if given.is_empty() { kind.as_str() } else { given };
        let category = kind_words().find(|known| known.eq_ignore_ascii_case(word));
        let sort = category.and_then(|category| Some((category, Entry::kind_of(category)?)));
        sort.ok_or_else(|| {
            let hint = format!("kinds are {}", quoted(kind_words()));
            self.error(at, format!("unknown kind {}", shown(word))).hint(hint)
        })
    }

    /// The names in a field, separated by `|`.
    fn names(&self, (at, field): Field, errors: &mut Vec<Error>) -> Vec<String> {
        split(field).filter_map(|name| kept(self.name((at, name)), errors)).map(String::from).collect()
    }

    fn name<'n>(&self, (at, name): Field<'n>) -> Result<&'n str, Error> {
        let Some(fault) = fault_of_name(name) else { return Ok(name) };
        let hint = format!("a name has 1 to {LONGEST} characters, at least one of them a letter or digit");
        Err(self.error(at, fault).hint(hint))
    }

    fn url(&self, (at, url): Field) -> Result<Option<String>, Error> {
        if url.is_empty() {
            return Ok(None);
        }
        if !(url.starts_with("http://") || url.starts_with("https://"))
            || url.contains(|c: char| c.is_whitespace() || c.is_control())
        {
            let message = format!("not a web address: `{}`", url.chars().take(60).collect::<String>());
            return Err(self.error(at, message).hint("an address begins with `https://` or `http://`"));
        }
        Ok(Some(url.to_string()))
    }

    fn weight(&self, (at, weight): Field) -> Result<u32, Error> {
        match weight {
            "" => Ok(OWN_WEIGHT),
            given => given.parse().ok().filter(|&weight| weight > 0).ok_or_else(|| {
                let message = format!("not a weight: `{}`", given.chars().take(20).collect::<String>());
                self.error(at, message).hint("a weight is a whole number from 1; leave it empty if in doubt")
            }),
        }
    }

    fn case(&self, (at, case): Field) -> Result<Case, Error> {
        match case {
            "" | "any" => Ok(Case::Any),
            "exact" => Ok(Case::Exact),
            given => {
                let message = format!("unknown case rule `{}`", given.chars().take(20).collect::<String>());
                Err(self.error(at, message).hint("`exact` asks for the letters as written; `any` does not"))
            }
        }
    }

    /// An error that points at the field with this number, from 0.
    fn error(&self, field: usize, message: impl Into<String>) -> Error {
        let before: usize = self.text.split('\t').take(field).map(|field| field.chars().count() + 1).sum();
        let width = self.text.split('\t').nth(field).map_or(1, |field| field.chars().count());
        let column = before.min(self.text.chars().count()) as u32 + 1;
        Error::new(message).in_source(&**self.source).at_line(self.number).showing(
            self.text,
            column,
            width as u32,
        )
    }
}

/// What could be read; else the error is kept.
fn kept<T>(read: Result<T, Error>, errors: &mut Vec<Error>) -> Option<T> {
    read.map_err(|error| errors.push(error)).ok()
}

/// Why a table cannot have this name.
pub(super) fn fault_of_name(name: &str) -> Option<String> {
    if name.is_empty() {
        Some("a row without a name".into())
    } else if name.chars().nth(LONGEST).is_some() {
        Some(format!("a name of {} characters", name.chars().count()))
    } else if !name.contains(char::is_alphanumeric) {
        Some(format!("no letter or digit in the name `{name}`"))
    } else if name.contains(char::is_control) {
        Some("a control character in a name".into())
    } else {
        None
    }
}

/// The parts of a field that are separated by `|`, empty ones left out.
fn split(field: &str) -> impl Iterator<Item = &str> {
    field.split('|').map(str::trim).filter(|part| !part.is_empty())
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
        let rows = Table::read("mine.tsv", text, Kind::Project).whole().unwrap();
        let [Row::Entry(first), Row::Entry(second)] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((first.entity.id.as_str(), first.line), ("project:pybind", 3));
        assert_eq!(first.aliases, ["py bind", "pybind11"]);
        assert_eq!((second.category, second.weight), ("project", OWN_WEIGHT));
    }

    #[test]
    fn reads_cues_case_and_blocks() {
        let text = "name\tkind\tcues\tcase\nGo\tblock\tgolang | goroutine\t\nSwarm\tlibrary\thive\texact\n";
        let rows = Table::read("mine.tsv", text, Kind::Project).whole().unwrap();
        let cues = vec!["golang".to_string(), "goroutine".to_string()];
        assert_eq!(
            rows[0],
            Row::Block(Block { name: "Go".into(), cues, source: "mine.tsv".into(), line: 2 })
        );
        let Row::Entry(swarm) = &rows[1] else { panic!("{rows:?}") };
        assert_eq!((swarm.cues.as_slice(), swarm.case), (&["hive".to_string()][..], Case::Exact));
    }

    #[test]
    fn points_at_what_is_wrong() {
        for (text, expected) in [
            ("", "the table is empty"),
            ("Name,Kind\n", "unknown column `Name,Kind`\n  --> t.tsv:1:1"),
            ("name\tcolour\n", "unknown column `colour`\n  --> t.tsv:1:6"),
            ("kind\n", "no column `name`"),
            ("name\tkind\nX1\tlibary\n", "unknown kind `libary`\n  --> t.tsv:2:4"),
            ("name\tkind\n\tlibrary\n", "a row without a name\n  --> t.tsv:2:1"),
            ("name\nA\tB\n", "expected 1 fields, found 2\n  --> t.tsv:2:3"),
            ("name\n++\n", "no letter or digit"),
            ("name\turl\nA\tftp://x\n", "not a web address: `ftp://x`"),
            ("name\turl\nA\thttp://x\u{1b}[2J\n", "not a web address: `http://x\u{fffd}[2J`"),
            ("name\tweight\nA\t-1\n", "not a weight: `-1`"),
            ("name\tcase\nA\tupper\n", "unknown case rule `upper`\n  --> t.tsv:2:3"),
        ] {
            let errors = Table::read("t.tsv", text, Kind::Project).errors;
            assert!(errors[0].to_string().starts_with(expected), "{}", errors[0]);
        }
    }

    #[test]
    fn reports_every_broken_row_and_keeps_the_others() {
        let table = Table::read("t.tsv", "name\tkind\nA\tx\nB\tlibrary\nC\ty\n", Kind::Project);
        assert_eq!((table.errors.len(), table.rows.len()), (2, 1));
        assert!(table.whole().is_err());
    }

    #[test]
    fn a_table_is_known_by_its_header() {
        for (text, expected) in [
            ("# ours\n\nName\tkind\nQuib\tapp\n", true),
            ("\u{feff}aliases\tname\r\n", true),
            ("name\nQuib\n", false),
            ("name\tcolour\n", false),
            ("00:00:01 name\tkind\n", false),
            ("", false),
        ] {
            assert_eq!(begins_like_a_table(text), expected, "{text}");
        }
    }

    #[test]
    fn reports_everything_that_is_wrong_with_a_row() {
        let text = "name\tkind\taliases\tweight\turl\n++\tx\ta|--|++\t0\tq\nA\tlibrary\t\t\t\n";
        let table = Table::read("t.tsv", text, Kind::Project);
        assert_eq!((table.errors.len(), table.rows.len()), (6, 1), "{:?}", table.errors);
        let header = Table::read("t.tsv", "nam\tkind\tkind\tx\n", Kind::Project);
        assert_eq!(header.errors.len(), 3);
    }
}
