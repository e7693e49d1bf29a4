//! What is odd about a table taken by itself: rows that contradict one another, and cells that are not what they seem.
//!
//! A table with such rows can be used; each rule says what will come of it. What needs the built-in names stands in
//! [`crate::dictionary::check`].

use rustc_hash::FxHashMap;

use super::entry::Entry;
use super::sheet::{Sheet, shown};
use super::warning::Warnings;
use super::{Block, Row, Table};
use crate::text::fold::key;
use crate::text::word::words;

/// Most words a name may have to be found.
const MOST_WORDS: usize = 8;

impl Table {
    /// Warns of what is odd about the rows that could be read; `sheet` is the text they were read from.
    pub fn check(&self, sheet: &Sheet) -> Warnings {
        let mut check = Check { sheet, warnings: Warnings::default() };
        if self.rows.is_empty() && self.errors.is_empty() {
            let empty =
                || sheet.warn_all("no names in this table").hint("write a name a line below the header");
            check.warnings.add("empty", 0, empty);
        }
        check.rows_that_meet(&self.rows);
        for row in &self.rows {
            let names: Vec<&str> = match row {
                Row::Entry(entry) => entry.names().collect(),
                Row::Block(block) => vec![&block.name],
            };
            check.separators(row);
            check.notes(row);
            names.into_iter().for_each(|name| check.name(row.line(), name));
        }
        check.warnings
    }
}

struct Check<'t> {
    sheet: &'t Sheet<'t>,
    warnings: Warnings,
}

impl Check<'_> {
    /// Rows for the same name, and names that two rows have.
    fn rows_that_meet(&mut self, rows: &[Row]) {
        let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
        let mut blocks: FxHashMap<String, &Block> = FxHashMap::default();
        let mut owners: FxHashMap<String, &Entry> = FxHashMap::default();
        for row in rows {
            match row {
                Row::Entry(entry) => {
                    self.same_id(entry, ids.insert(&entry.entity.id, entry.line));
                    self.given_after_block(entry, &blocks);
                    self.shared_names(entry, &mut owners);
                }
                Row::Block(block) => {
                    let name = key(&block.name);
                    self.blocked_after(block, owners.get(&name));
                    if let Some(first) = blocks.insert(name, block) {
                        self.twice(block.line, &block.name, first.line);
                    }
                }
            }
        }
    }

    fn same_id(&mut self, entry: &Entry, first: Option<u32>) {
        if let Some(first) = first {
            self.twice(entry.line, &entry.entity.name, first);
        }
    }

    fn twice(&mut self, line: u32, name: &str, first: u32) {
        self.warnings.point(self.sheet, "twice", line, name, || {
            let message = format!("{} stands in line {first} already", shown(name));
            (message, "only the later row counts: make one row of the two".into())
        });
    }

    fn given_after_block(&mut self, entry: &Entry, blocks: &FxHashMap<String, &Block>) {
        for name in entry.names() {
            if let Some(block) = blocks.get(&key(name)) {
                self.warnings.point(self.sheet, "given", entry.line, name, || {
                    let message =
                        format!("{} is blocked in line {}, and given here", shown(name), block.line);
                    (message, "the later row counts, so the block does nothing: take one of them out".into())
                });
            }
        }
    }

    /// A block with cue words asks for them; one without takes the name out.
    fn blocked_after(&mut self, block: &Block, owner: Option<&&Entry>) {
        let Some(owner) = owner.filter(|_| block.cues.is_empty()) else { return };
        self.warnings.point(self.sheet, "blocked", block.line, &block.name, || {
            let message = format!("{} is given in line {}, and blocked here", shown(&block.name), owner.line);
            (message, "the later row counts, so it is never found: take one of them out".into())
        });
    }

    fn shared_names<'r>(&mut self, entry: &'r Entry, owners: &mut FxHashMap<String, &'r Entry>) {
        for name in entry.names() {
            let owner = *owners.entry(key(name)).or_insert(entry);
            if owner.entity.id == entry.entity.id {
                continue;
            }
            self.warnings.point(self.sheet, "shared", entry.line, name, || {
                let other = shown(&owner.entity.name);
                let goes_first = |of: &&Entry| (std::cmp::Reverse(of.weight), of.entity.id.clone());
                let first = if goes_first(&owner) < goes_first(&entry) { owner } else { entry };
                let message = format!("{} is also a name of {other} in line {}", shown(name), owner.line);
                let found = format!("{} ({})", shown(&first.entity.name), first.entity.kind.as_str());
                (message, format!("it is found as {found} only: take it out of one of the rows"))
            });
        }
    }

    /// Blanks, commas and quotes where tabs and `|` were meant.
    fn separators(&mut self, row: &Row) {
        let line = row.line();
        let cells = self.sheet.cells(line).filter(|cell| !cell.trim().is_empty()).count();
        let (name, several): (&str, Vec<&String>) = match row {
            Row::Entry(entry) => (&entry.entity.name, entry.aliases.iter().chain(&entry.cues).collect()),
            Row::Block(block) => (&block.name, block.cues.iter().collect()),
        };
        if cells == 1 && (name.contains("  ") || name.contains([',', ';'])) {
            self.warnings.point(self.sheet, "tabs", line, name, || {
                let mark = if name.contains("  ") { "blanks" } else { "commas" };
                let hint = "columns are separated by single tabs; `comention dictionary import` reads CSV";
                (format!("{mark} in the name {}", shown(name)), hint.into())
            });
        }
        for part in several {
            if part.contains([',', ';']) {
                self.warnings.point(self.sheet, "bars", line, part, || {
                    let message = format!("a comma or semicolon in {}", shown(part));
                    (message, "aliases and cues are separated by `|`".into())
                });
            }
        }
    }

    /// Notes are shown to people: nothing in them may steer a terminal.
    fn notes(&mut self, row: &Row) {
        let Row::Entry(entry) = row else { return };
        if let Some(note) = entry.lists().find(|note| note.contains(char::is_control)) {
            self.warnings.point(self.sheet, "note", entry.line, note, || {
                ("a control character in the column `sources`".into(), "type the note anew".into())
            });
        }
    }

    /// What a name looks like on the page.
    fn name(&mut self, line: u32, name: &str) {
        let quoted = |mark: char| name.len() > 1 && name.starts_with(mark) && name.ends_with(mark);
        let odd = if quoted('"') || quoted('\'') {
            (
                "quotes",
                "quotes around",
                "take them off: a table has none; `comention dictionary import` reads CSV",
            )
        } else if name.contains('|') {
            ("bar", "a `|` in the name", "give one name here, the others in the column `aliases`")
        } else if name.contains(is_invisible) {
            ("invisible", "an invisible character in", "type the name anew: no transcript has this character")
        } else if name.contains('<') && name.contains('>') {
            ("markup", "markup in", "write the name as it is said, without tags")
        } else if words(name).nth(MOST_WORDS).is_some() {
            ("long", "too many words in", "a name of more than 8 words is never found: give a shorter alias")
        } else {
            return;
        };
        let (sort, message, hint) = odd;
        self.warnings
            .point(self.sheet, sort, line, name, || (format!("{message} {}", shown(name)), hint.into()));
    }
}

/// Characters that take no room, turn the writing direction, or pass for a blank.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Kind;

    fn warnings(text: &str) -> Vec<String> {
        let table = Table::read("t.tsv", text, Kind::Project);
        assert!(table.errors.is_empty(), "{}", table.errors[0]);
        let warnings = table.check(&Sheet::new("t.tsv", text));
        warnings.sorts().iter().flat_map(|sort| &sort.told).map(ToString::to_string).collect()
    }

    #[test]
    fn each_rule_points_at_its_name() {
        for (text, expected) in [
            ("name\n", "no names in this table\n  --> t.tsv\n"),
            ("name\nQuib\nQuib\n", "`Quib` stands in line 2 already\n  --> t.tsv:3:1\n"),
            ("name\tkind\nQ1\tblock\nQ1\tblock\n", "`Q1` stands in line 2 already\n  --> t.tsv:3:1\n"),
            (
                "name\taliases\nQuib\tqb|qu\nQU\n",
                "`QU` is also a name of `Quib` in line 2\n  --> t.tsv:3:1\n",
            ),
            (
                "name\tkind\nQuib\tblock\nquib\t\n",
                "`quib` is blocked in line 2, and given here\n  --> t.tsv:3:1\n",
            ),
            (
                "name\tkind\nQuib\t\nquib\tblock\n",
                "`quib` is given in line 2, and blocked here\n  --> t.tsv:3:1\n",
            ),
            ("name\tkind\nQuib  library\n", "blanks in the name `Quib  library`\n  --> t.tsv:2:1\n"),
            ("name\tkind\nQuib,library\n", "commas in the name `Quib,library`\n  --> t.tsv:2:1\n"),
            ("name\taliases\nQuib\tq1, q2\n", "a comma or semicolon in `q1, q2`\n  --> t.tsv:2:6\n"),
            ("name\tcues\nQuib\tq1; q2\n", "a comma or semicolon in `q1; q2`\n  --> t.tsv:2:6\n"),
            ("name\taliases\nQuib\ta1|\"b1\"\n", "quotes around `\"b1\"`\n  --> t.tsv:2:9\n"),
            ("name\nQuib|Quibble\n", "a `|` in the name `Quib|Quibble`\n  --> t.tsv:2:1\n"),
            ("name\nQu\u{200b}ib\n", "an invisible character in `Qu\u{200b}ib`\n  --> t.tsv:2:1\n"),
            (
                "name\tsources\nQuib\tmine|a\u{1b}b\n",
                "a control character in the column `sources`\n  --> t.tsv:2:11\n",
            ),
            ("name\n<b>Quib</b>\n", "markup in `<b>Quib</b>`\n  --> t.tsv:2:1\n"),
            ("name\na b c d e f g h i\n", "too many words in `a b c d e f g h i`\n  --> t.tsv:2:1\n"),
        ] {
            let warnings = warnings(text);
            assert_eq!(warnings.len(), 1, "{text}: {warnings:?}");
            assert!(warnings[0].starts_with(expected), "{}", warnings[0]);
            assert!(warnings[0].contains("\nhint: "), "{}", warnings[0]);
        }
    }

    #[test]
    fn says_which_of_two_rows_is_found() {
        let told = warnings("name\taliases\tweight\nAlpha\tqx\t3\nBeta\tqx\t9\n");
        assert!(told[0].ends_with("it is found as `Beta` (project) only: take it out of one of the rows"));
    }

    #[test]
    fn good_tables_are_not_complained_about() {
        for text in [
            "name\tkind\taliases\tcues\nQuib\tlibrary\tqb1|Quib|quib\thive\nAda Quib\tperson\t\t\n",
            "name\tkind\tcues\nQuib\t\t\nQuib\tblock\thive\nSmith, Jones & Co\torganization\t\n",
            "name\n",
        ] {
            let expected = usize::from(text == "name\n");
            assert_eq!(warnings(text).len(), expected, "{text}");
        }
    }

    #[test]
    fn a_hundred_thousand_aliases_cost_no_more_than_reading_them() {
        let aliases: Vec<String> = (0..100_000).map(|n| format!("q{n},")).collect();
        let text = format!("name\taliases\nQuib\t{}\n", aliases.join("|"));
        let table = Table::read("t.tsv", &text, Kind::Project);
        assert_eq!(table.check(&Sheet::new("t.tsv", &text)).count(), 100_000);
    }
}
