//! Lists of names in the formats of others → rows of a table of our own.
//!
//! The format is recognised by content. Nothing is lost silently: what a table cannot hold is a warning with its line.

use std::borrow::Cow;

use super::collect::Collector;
use super::sheet::shown;
use super::warning::Warnings;
use super::{Row, delimited, list, spacy};
use crate::error::Error;

/// A format in which others keep names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Patterns for spaCy's entity ruler, a JSON object a line.
    Spacy,
    /// Cells between commas or semicolons, under a header.
    Csv,
    /// Cells between tabs, under a header.
    Tsv,
    /// A name a line.
    List,
}

/// What was read of a list of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// A row an entity or block, in the order they were found; [`write`](super::write::write) writes them.
    pub rows: Vec<Row>,
    /// What was left out, united or changed.
    pub warnings: Warnings,
    /// Patterns passed over because comention makes these spoken forms by itself.
    pub spoken: usize,
    /// Of a table: which column was taken for what, in words.
    pub taken: Option<String>,
    /// Whether any name told its kind; else all are of the kind that was asked for.
    pub kinds_told: bool,
}

impl Format {
    /// The format that a text looks to be in.
    pub fn of(text: &str) -> Format {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('{')
            || text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{'))
        {
            return Format::Spacy;
        }
        match delimited::delimiter(text).or_else(|| delimited::delimiter_without_header(text)) {
            Some('\t') => Format::Tsv,
            Some(_) => Format::Csv,
            None => Format::List,
        }
    }
}

impl Import {
    /// Reads names; `source` names the text in warnings, `kind` is the kind or sort of names that give none or an
    /// unknown one.
    ///
    /// Costs a few µs a name.
    ///
    /// # Errors
    ///
    /// Where the text holds no name at all, or no header that says which column holds them.
    pub fn read(source: &str, text: &str, format: Format, kind: &'static str) -> Result<Import, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        // Some spreadsheets still end lines as old machines did.
        let ends_in_returns = text.contains('\r') && !text.contains('\n');
        let text = if ends_in_returns { Cow::Owned(text.replace('\r', "\n")) } else { Cow::Borrowed(text) };
        let text = text.as_ref();
        let mut collector = Collector::new(source, text, kind);
        let refused = |message: &str, hint: &str| Err(Error::new(message).in_source(source).hint(hint));
        let (mut spoken, mut taken) = (0, None);
        match format {
            Format::Spacy if text.trim_start().starts_with('[') => {
                return refused(
                    "a JSON array, where an object a line was expected",
                    "spaCy writes patterns as JSON Lines: take the brackets off and put each object on a line",
                );
            }
            Format::Spacy => spoken = spacy::read(text, &mut collector),
            Format::List => list::read(text, &mut collector),
            Format::Csv | Format::Tsv => {
                let usual = if format == Format::Tsv { '\t' } else { ',' };
                let delimiter = delimited::delimiter(text)
                    .or_else(|| delimited::delimiter_without_header(text))
                    .unwrap_or(usual);
                match delimited::read(text, delimiter, &mut collector) {
                    Ok(told) => taken = Some(told),
                    Err(message) => {
                        let header = shown(text.lines().next().unwrap_or_default());
                        let hint = format!(
                            "the first line names the columns, one of them `name`; here it is {header}"
                        );
                        return refused(message, &hint);
                    }
                }
            }
        }
        let kinds_told = collector.kinds_told;
        let (rows, warnings) = collector.into_rows();
        if rows.is_empty() && warnings.count() == 0 {
            return refused(
                "no names in this file",
                "give a list of names, CSV with a header, or spaCy patterns",
            );
        }
        Ok(Import { rows, warnings, spoken, taken, kinds_told })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entity::Kind;
    use crate::table::Table;
    use crate::table::write::write;

    #[test]
    fn the_format_is_known_by_content() {
        for (text, format) in [
            ("\u{feff}{\"label\":\"ORG\",\"pattern\":\"Quib\"}\n", Format::Spacy),
            ("[{\"label\":\"ORG\"}]", Format::Spacy),
            ("Title,Type\nQuib,app\n", Format::Csv),
            ("type;\"name\"\napp;Quib\n", Format::Csv),
            ("name\tkind\nQuib\tapp\n", Format::Tsv),
            ("- [Quib](https://q.example)\n", Format::List),
            ("[Quib](https://q.example)\n", Format::List),
            ("Quib\nKwib\n", Format::List),
            ("Ada Quib,https://q.example\nAnn Kwib,https://k.example\n", Format::Csv),
            ("Quib, Ada\nKwib, Ann\n", Format::List),
            ("", Format::List),
        ] {
            assert_eq!(Format::of(text), format, "{text}");
        }
    }

    #[test]
    fn lines_may_end_as_on_any_machine() {
        for end in ["\n", "\r\n", "\r"] {
            let import = Import::read("x", &format!("Quib{end}Kwib{end}"), Format::List, "project").unwrap();
            assert_eq!((import.rows.len(), import.warnings.count()), (2, 0), "{end:?}");
        }
    }

    #[test]
    fn what_holds_no_names_is_refused() {
        for (text, format, expected) in [
            ("", Format::List, "no names in this file"),
            ("", Format::Spacy, "no names in this file"),
            ("", Format::Csv, "the file is empty"),
            ("a,b\nc,d\n", Format::Csv, "no column that holds names"),
            ("[{}]", Format::Spacy, "a JSON array, where an object a line was expected"),
        ] {
            let error = Import::read("x", text, format, "project").unwrap_err().to_string();
            assert!(error.starts_with(&format!("{expected}\n  --> x\nhint: ")), "{error}");
        }
    }

    /// Text made of what the formats are made of, and of what may break them.
    fn text() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "name",
            "kind",
            "aliases",
            "label",
            "{\"label\":\"ORG\",\"pattern\":",
            "[{\"LOWER\":\"",
            "\"}",
            "]",
            "}",
            "\"",
            ",",
            ";",
            "\t",
            "|",
            "\n",
            "\n",
            "\r",
            "# ",
            "- ",
            "[",
            "](",
            ")",
            "=",
            "https://",
            "block",
            "exact",
            "\u{0}",
            "\u{1b}",
            "\u{feff}",
            "\u{202e}",
            " ",
            "quib",
            "Ada",
            "é",
            "日",
            "1",
            "++",
            "\\",
            "'",
        ]);
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn what_is_imported_can_be_read(body in text(), header in 0..3usize) {
            let text = ["", "name,kind,aliases,url\n", "name\tkind\tcues\tcase\n"][header].to_string() + &body;
            for format in [Format::of(&text), Format::Spacy, Format::Csv, Format::Tsv, Format::List] {
                let Ok(import) = Import::read("x", &text, format, "library") else { continue };
                let mut table = Vec::new();
                write(&import.rows, &mut table).expect("imported rows fit a table");
                let table = String::from_utf8(table).expect("tables are UTF-8");
                let read = Table::read("x", &table, Kind::Project).whole().unwrap();
                let without_place = |row: &Row| match row.clone() {
                    Row::Entry(entry) => format!("{:?}", crate::table::entry::Entry { line: 0, ..*entry }),
                    Row::Block(block) => format!("{} {:?}", block.name, block.cues),
                };
                let names = |rows: &[Row]| rows.iter().map(without_place).collect::<Vec<_>>();
                prop_assert_eq!(names(&read), names(&import.rows));
            }
        }
    }
}
