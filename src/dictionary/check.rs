//! What is odd about a table of one's own, beside the built-in names and the words of English.
//!
//! A table with such rows can be used: each rule says what will come of it. What a table says by itself is looked over in
//! [`Table::check`].

use rustc_hash::FxHashSet;

use super::plain::Plain;
use super::saying::{is_initials, spoken_forms};
use super::spoken::Rule;
use super::{Dictionary, key};
use crate::entity::Kind;
use crate::error::Error;
use crate::table::decode::decode;
use crate::table::entry::{Case, Entry};
use crate::table::sheet::{Sheet, shown};
use crate::table::warning::Warnings;
use crate::table::{Block, Row, Table};

/// A table, looked over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// The rows that could be read.
    pub rows: Vec<Row>,
    /// How many of them give a name.
    pub names: usize,
    /// How many of them block one, or ask for cue words near it.
    pub blocked: usize,
    /// Why the table cannot be used; empty where it can.
    pub errors: Vec<Error>,
    /// What is odd about rows that can be used.
    pub warnings: Warnings,
}

impl Dictionary {
    /// Looks over a table that is to go over the names of this dictionary, built in or of tables before it; `source`
    /// names it.
    ///
    /// A table that is no UTF-8 is looked over all the same, as far as it can be read. Costs about 10 µs a name.
    pub fn check_table(&self, source: &str, bytes: &[u8]) -> Checked {
        let (text, fault) = decode(source, bytes);
        let is_binary = fault.is_some() && text.is_empty();
        let table = if is_binary { Table::default() } else { Table::read(source, &text, Kind::Project) };
        let sheet = Sheet::new(source, &text);
        let warnings = if is_binary { Warnings::default() } else { table.check(&sheet) };
        let mut check = Check { known: self, sheet: &sheet, warnings };
        let mut given = FxHashSet::default();
        let mut blocked = 0;
        for row in &table.rows {
            match row {
                Row::Entry(entry) => {
                    check.entry(entry);
                    given.extend(entry.names().map(key));
                }
                Row::Block(block) => {
                    check.block(block, &given);
                    blocked += 1;
                }
            }
        }
        let warnings = check.warnings;
        let errors = fault.into_iter().chain(table.errors).collect();
        Checked { names: table.rows.len() - blocked, blocked, rows: table.rows, errors, warnings }
    }
}

struct Check<'d> {
    known: &'d Dictionary,
    sheet: &'d Sheet<'d>,
    warnings: Warnings,
}

impl Check<'_> {
    fn entry(&mut self, entry: &Entry) {
        self.replaced(entry);
        for name in entry.names() {
            self.blocked_before(entry, name);
            self.taken(entry, name);
            if entry.cues.is_empty() && entry.case == Case::Any {
                self.easily_said(entry, name);
            }
        }
        self.spoken_alike(entry);
    }

    /// A row goes over one of the same name with all it says.
    fn replaced(&mut self, entry: &Entry) {
        let Some(known) = self.known.find_entry(&entry.entity.name).map(|known| self.known.entry(known))
        else {
            return;
        };
        let kept: FxHashSet<String> = entry.names().map(key).collect();
        let lost: Vec<&str> = known.names().filter(|name| !kept.contains(&key(name))).collect();
        if known.entity.id == entry.entity.id && !lost.is_empty() {
            self.warnings.point(self.sheet, "replaced", entry.line, &entry.entity.name, || {
                let lost = lost.iter().take(8).map(|name| shown(name)).collect::<Vec<_>>().join(", ");
                let row = place(known).map_or("the built-in row of that name".into(), |at| {
                    format!("the row of that name in {at}")
                });
                let message = format!("{} goes over {row}", shown(&entry.entity.name));
                (message, format!("its other names are lost, give them as aliases to keep them: {lost}"))
            });
        }
    }

    /// A name that a table before this one blocks.
    fn blocked_before(&mut self, entry: &Entry, name: &str) {
        let Some(block) = self.known.limits().row(&key(name)) else { return };
        self.warnings.point(self.sheet, "given", entry.line, name, || {
            let message =
                format!("{} is blocked in {}:{}, and given here", shown(name), block.source, block.line);
            (message, "the later table counts, so the block does nothing: take one of them out".into())
        });
    }

    /// A name that an entry of the tables before has: the table's own goes first.
    fn taken(&mut self, entry: &Entry, name: &str) {
        let Some(found) = self.known.find_entry(name).map(|known| self.known.entry(known)) else {
            return;
        };
        let known = &found.entity;
        if known.id == entry.entity.id || is_initials(entry, name) {
            return;
        }
        let kind = known.kind.as_str();
        let is_both = key(&known.name) == key(name) && key(&entry.entity.name) == key(name);
        if is_both && known.kind != entry.entity.kind {
            self.warnings.point(self.sheet, "kind", entry.line, name, || {
                let here = entry.entity.kind.as_str();
                let other = place(found).map_or("built in".into(), |at| format!("in {at}"));
                let message = format!("{} is {other} as kind `{kind}`, here it is `{here}`", shown(name));
                (message, "this one is found and the other one is not: check the column `kind`".into())
            });
        } else {
            self.warnings.point(self.sheet, "taken", entry.line, name, || {
                let message = format!("{} is a name of {} ({kind})", shown(name), named(found));
                (message, "this one is found instead: take the name out if you did not mean that".into())
            });
        }
    }

    /// A name that is said by chance, and nothing to tell when it is meant.
    fn easily_said(&mut self, entry: &Entry, name: &str) {
        let line = entry.line;
        let letters = key(name).chars().count();
        let help = "give words that stand near it in the column `cues`, or `exact` in the column `case`";
        if is_initials(entry, name) {
            let hint = "they tell nobody apart: give the full name";
            let message = || format!("initials of a person, {}, are never found", shown(name));
            self.warnings.point(self.sheet, "initials", line, name, || (message(), hint.into()));
        } else if letters < 3 {
            let counted = if letters == 1 { "one letter or digit" } else { "two letters or digits" };
            self.warnings.point(self.sheet, "short", line, name, || {
                (format!("{} has only {counted}: that is said by chance", shown(name)), help.into())
            });
        } else {
            match self.known.lexicon().plain(name) {
                Some(Plain::Word(zipf)) => self.warnings.point(self.sheet, "word", line, name, || {
                    (format!("{} is an everyday word (Zipf {zipf:.1})", shown(name)), help.into())
                }),
                Some(Plain::Phrase(_)) if entry.entity.kind != Kind::Person => {
                    self.warnings.point(self.sheet, "phrase", line, name, || {
                        (format!("{} is made of everyday words only", shown(name)), help.into())
                    });
                }
                _ => {}
            }
        }
    }

    /// A form in which the name is said and that an entry of the tables before has as its name: that one goes first.
    fn spoken_alike(&mut self, entry: &Entry) {
        for (form, _) in spoken_forms(entry, self.known.lexicon()) {
            let Some(known) = self.known.find_written(&form).map(|known| self.known.entry(known)) else {
                continue;
            };
            if known.entity.id != entry.entity.id && entry.names().all(|name| key(name) != key(&form)) {
                self.warnings.point(self.sheet, "spoken", entry.line, &entry.entity.name, || {
                    let name = shown(&entry.entity.name);
                    let other = shown(&known.entity.name);
                    let message = format!("{name} is also said {}, which is {}", shown(&form), named(known));
                    (
                        message,
                        format!("{other} is found then: give {} as an alias to have yours", shown(&form)),
                    )
                });
            }
        }
    }

    /// A block that changes nothing: mostly a slip of the pen.
    fn block(&mut self, block: &Block, given: &FxHashSet<String>) {
        let name = &block.name;
        let known = self.known;
        if let Some(first) = known.limits().row(&key(name)) {
            return self.warnings.point(self.sheet, "blocked twice", block.line, name, || {
                let message =
                    format!("{} is blocked in {}:{} already", shown(name), first.source, first.line);
                (message, "only the later row counts: one of the two is enough".into())
            });
        }
        if given.contains(&key(name)) || known.find_entry(name).is_some() || known.find_said(name).is_some() {
            return;
        }
        self.warnings.point(self.sheet, "idle", block.line, name, || {
            let hint = match known.names_like(name).first() {
                Some(like) => format!("did you mean {}?", shown(like)),
                None => "it keeps others from finding it by a link or a phrase; else take it out".into(),
            };
            (format!("no table has the name {}, so nothing is blocked", shown(name)), hint)
        });
    }
}

/// Where an entry stands; `None` for a built-in one.
fn place(entry: &Entry) -> Option<String> {
    (entry.table > 0).then(|| format!("{}:{}", entry.source, entry.line))
}

/// An entry and where it stands.
fn named(entry: &Entry) -> String {
    let name = shown(&entry.entity.name);
    place(entry).map_or_else(|| format!("the built-in {name}"), |place| format!("{name} in {place}"))
}

impl Dictionary {
    /// The entry that has these words as a name just as it is written.
    fn find_written(&self, words: &str) -> Option<u32> {
        let form = self.forms.get(&self.numbers(words)?)?;
        (form.rule == Rule::AsWritten).then_some(form.entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::DictionaryBuilder;

    /// As if these were built in.
    fn known() -> Dictionary {
        let mut builder = DictionaryBuilder::new();
        let table = "name\tkind\taliases\nQuibIO\tlibrary\tqbl|kwib\nHive\twork\t\npie quib\tlibrary\t\nPyTidal\tlibrary\t\n";
        builder.table("built-in.tsv", table).unwrap();
        let mut known = builder.build();
        let mut entries: Vec<_> = std::mem::take(&mut known.entries).into_boxes().collect();
        entries.iter_mut().for_each(|entry| entry.table = 0);
        known.entries = entries.into();
        known
    }

    fn warnings(text: &str) -> Vec<String> {
        let checked = known().check_table("t.tsv", text.as_bytes());
        assert!(checked.errors.is_empty(), "{}", checked.errors[0]);
        let sorts = checked.warnings.sorts().iter();
        sorts.flat_map(|sort| &sort.told).map(ToString::to_string).collect()
    }

    #[test]
    fn each_rule_points_at_its_name() {
        for (text, expected) in [
            (
                "name\taliases\nQuibIO\tqbl\n",
                "`QuibIO` goes over the built-in row of that name\n  --> t.tsv:2:1\n",
            ),
            (
                "name\tkind\nhive\tapp\n",
                "`hive` is built in as kind `work`, here it is `project`\n  --> t.tsv:2:1\n",
            ),
            (
                "name\taliases\nTidal Q\tkwib\n",
                "`kwib` is a name of the built-in `QuibIO` (project)\n  --> t.tsv:2:9\n",
            ),
            ("name\nHarbour\n", "`Harbour` is an everyday word (Zipf 4.0)\n  --> t.tsv:2:1\n"),
            ("name\nNew Time\n", "`New Time` is made of everyday words only\n  --> t.tsv:2:1\n"),
            ("name\nQ7\n", "`Q7` has only two letters or digits: that is said by chance\n  --> t.tsv:2:1\n"),
            (
                "name\tkind\taliases\nAda Q\tperson\taq\n",
                "initials of a person, `aq`, are never found\n  --> t.tsv:2:14\n",
            ),
            (
                "name\nPIEQUIB\n",
                "`PIEQUIB` is a name of the built-in `pie quib` (project)\n  --> t.tsv:2:1\n",
            ),
            (
                "name\nPyQuib\n",
                "`PyQuib` is also said `pie quib`, which is the built-in `pie quib`\n  --> t.tsv:2:1\n",
            ),
            (
                "name\tkind\nquibioo\tblock\n",
                "no table has the name `quibioo`, so nothing is blocked\n  --> t.tsv:2:1\n",
            ),
        ] {
            let warnings = warnings(text);
            assert!(warnings.iter().any(|warning| warning.starts_with(expected)), "{text}: {warnings:#?}");
            assert!(warnings.iter().all(|warning| warning.contains("\nhint: ")), "{warnings:#?}");
        }
    }

    #[test]
    fn a_table_goes_over_those_before_it() {
        let mut builder = DictionaryBuilder::new();
        let first = "name\tkind\taliases\nQuibIO\tlibrary\tqbl\nKwib\tblock\t\n";
        builder.rows(Table::read("first.tsv", first, Kind::Project).rows);
        let known = builder.build();
        for (row, expected) in [
            ("QuibIO\tblock", ""),
            ("Kwib\tapp", "`Kwib` is blocked in first.tsv:3, and given here\n  --> t.tsv:2:1\n"),
            ("kwib\tblock", "`kwib` is blocked in first.tsv:3 already\n  --> t.tsv:2:1\n"),
            ("QuibIO\tlibrary", "`QuibIO` goes over the row of that name in first.tsv:2\n  --> t.tsv:2:1\n"),
            ("QuibIO\tevent", "`QuibIO` is in first.tsv:2 as kind `project`, here it is `event`\n"),
            ("Qbl\tlibrary", "`Qbl` is a name of `QuibIO` in first.tsv:2 (project)\n"),
        ] {
            let checked = known.check_table("t.tsv", format!("name\tkind\n{row}\n").as_bytes());
            let sorts = checked.warnings.sorts().iter();
            let told: Vec<String> = sorts.flat_map(|sort| &sort.told).map(ToString::to_string).collect();
            assert_eq!(told.len(), usize::from(!expected.is_empty()), "{row}: {told:?}");
            assert!(told.iter().all(|told| told.starts_with(expected)), "{told:?}");
        }
    }

    #[test]
    fn what_helps_is_not_complained_about() {
        for text in [
            "name\tcues\nHarbour\ttide\n",
            "name\tcase\nHarbour\texact\n",
            "name\tkind\nQuibIO\tblock\nqbl\tblock\npie tidal\tblock\n",
            "name\tkind\taliases\nQuibIO\tlibrary\tqbl|kwib\nWill Young\tperson\t\n",
            "name\tkind\nTidalQ\tlibrary\nTidalQ\tblock\n",
        ] {
            let about_words = warnings(text).into_iter().find(|warning| !warning.contains("blocked here"));
            assert_eq!(about_words, None, "{text}");
        }
    }

    #[test]
    fn a_table_in_another_encoding_is_looked_over_all_the_same() {
        let checked = known().check_table("t.tsv", b"name\tkind\nCaf\xe9\tbar\nHarbour\tapp\n");
        assert_eq!((checked.errors.len(), checked.warnings.count(), checked.names), (2, 1, 1));
    }
}
