//! Names as another program keeps them → rows of a table: what cannot stay is told, what stands twice is united.

use rustc_hash::{FxHashMap, FxHashSet};

use super::cell::{self, Cell, Remark};
use super::entry::{Case, Entry};
use super::label::{kind_of, kind_word};
use super::read::OWN_WEIGHT;
use super::sheet::{Sheet, shown};
use super::warning::Warnings;
use super::{Block, Row};
use crate::entity::Entity;
use crate::text::fold::key;

/// A name as it was found; every field but the first two may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Its line, from 1.
    pub(super) line: u32,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) aliases: Vec<String>,
    pub(super) url: String,
    pub(super) weight: String,
    pub(super) cues: Vec<String>,
    pub(super) case: String,
    pub(super) notes: Vec<String>,
}

/// Puts names into rows, a row an entity, in the order they were found.
#[derive(Debug)]
pub(super) struct Collector<'t> {
    pub(super) sheet: Sheet<'t>,
    pub(super) warnings: Warnings,
    source: &'t str,
    /// The kind or sort of names that give none.
    usual: &'static str,
    rows: Vec<Row>,
    /// Ids and blocked keys, with their rows.
    places: FxHashMap<String, usize>,
    /// The aliases and cues that a row has already.
    seen: FxHashSet<(usize, String)>,
    /// Whether any name told its kind.
    pub(super) kinds_told: bool,
}

impl<'t> Collector<'t> {
    /// Nothing found yet.
    pub(super) fn new(source: &'t str, text: &'t str, usual: &'static str) -> Self {
        Collector {
            sheet: Sheet::new(source, text),
            warnings: Warnings::default(),
            source,
            usual,
            rows: Vec::new(),
            places: FxHashMap::default(),
            seen: FxHashSet::default(),
            kinds_told: false,
        }
    }

    /// The rows.
    pub(super) fn into_rows(self) -> (Vec<Row>, Warnings) {
        (self.rows, self.warnings)
    }

    /// Tells of something in a line that is left out or changed.
    pub(super) fn tell(
        &mut self,
        sort: &'static str,
        line: u32,
        part: &str,
        message: impl FnOnce() -> (String, String),
    ) {
        self.warnings.point(&self.sheet, sort, line, part, message);
    }

    /// Adds a name, or unites it with the row that has it.
    pub(super) fn add(&mut self, found: &Found) {
        let Some(name) = self.take(found.line, &found.name, cell::name(&found.name, "name")) else { return };
        let category = self.category(found);
        let Some(kind) = kind_of(category) else {
            return self.add_block(found, &name);
        };
        let id = Entity::id_of(kind, &name);
        let next = self.rows.len();
        let place = *self.places.entry(id.clone()).or_insert(next);
        if place == next {
            self.seen.insert((place, name.clone()));
            self.rows.push(Row::Entry(Box::new(Entry {
                entity: Entity { id, name, kind, url: None, discovered: false },
                category,
                aliases: Vec::new(),
                weight: OWN_WEIGHT,
                cues: Vec::new(),
                case: Case::Any,
                table: 0,
                line: found.line,
                source: self.source.into(),
                lists: String::new(),
            })));
        } else {
            self.again(place, found, &name);
            self.sort_again(place, found, category);
        }
        self.fill(place, found);
    }

    fn again(&mut self, place: usize, found: &Found, name: &str) {
        let (first, spelt) = match &self.rows[place] {
            Row::Entry(entry) => (entry.line, entry.entity.name.clone()),
            Row::Block(block) => (block.line, block.name.clone()),
        };
        self.tell("again", found.line, name, || {
            let spelt = if spelt == name { String::new() } else { format!(" as {}", shown(&spelt)) };
            let message =
                format!("{} stands in line {first} already{spelt}: the two are united", shown(name));
            (message, String::new())
        });
    }

    /// Of two sorts the first that says more than the kind counts.
    fn sort_again(&mut self, place: usize, found: &Found, category: &'static str) {
        let Row::Entry(entry) = &mut self.rows[place] else { return };
        let kind = entry.entity.kind.as_str();
        if entry.category == kind {
            entry.category = category;
        } else if category != kind && category != entry.category {
            let first = entry.category;
            self.tell("sort", found.line, found.kind.trim(), || {
                (format!("a second sort, `{category}`, is left out: it stays `{first}`"), String::new())
            });
        }
    }

    /// Of a block only the name and its cue words count.
    fn add_block(&mut self, found: &Found, name: &str) {
        let next = self.rows.len();
        let place = *self.places.entry(format!("block {}", key(name))).or_insert(next);
        if place != next {
            let first = self.rows[place].line();
            return self.tell("block again", found.line, name, || {
                let message =
                    format!("{} is blocked in line {first} already: this row is left out", shown(name));
                (message, String::new())
            });
        }
        let others =
            [&found.url, &found.weight, &found.case].into_iter().chain(&found.aliases).chain(&found.notes);
        if let Some(other) = others.map(|other| other.trim()).find(|other| !other.is_empty()) {
            self.tell("block", found.line, other, || {
                let message = format!("left out: {}, a block has a name and cue words only", shown(other));
                (message, String::new())
            });
        }
        let cues = self.parts(place, found.line, &found.cues, "cue");
        let source = self.source.into();
        self.rows.push(Row::Block(Block { name: name.to_string(), cues, source, line: found.line }));
    }

    /// Adds to a row all that was found with its name.
    fn fill(&mut self, place: usize, found: &Found) {
        let line = found.line;
        let aliases = self.parts(place, line, &found.aliases, "alias");
        let cues = self.parts(place, line, &found.cues, "cue");
        let url = self.take(line, &found.url, cell::url(&found.url));
        let weight = self.take(line, &found.weight, cell::weight(&found.weight));
        let case = self.take(line, &found.case, cell::case(&found.case));
        let notes = found.notes.iter().flat_map(|notes| notes.split('|'));
        let notes: Vec<String> = notes.filter_map(|note| self.take(line, note, cell::note(note))).collect();
        let Row::Entry(entry) = &mut self.rows[place] else { return };
        entry.aliases.extend(aliases);
        entry.cues.extend(cues);
        for note in notes {
            entry.lists += if entry.lists.is_empty() { "" } else { "|" };
            entry.lists += &note;
        }
        if case == Some(Case::Exact) {
            entry.case = Case::Exact;
        }
        let second_url = url.filter(|url| entry.entity.url.get_or_insert(url.clone()) != url);
        let second_weight = weight.filter(|&weight| {
            let first = if entry.weight == OWN_WEIGHT { weight } else { entry.weight };
            entry.weight = first;
            first != weight
        });
        if let Some(url) = second_url {
            self.second(line, &found.url, "address", &url);
        }
        if let Some(weight) = second_weight {
            self.second(line, &found.weight, "weight", &weight.to_string());
        }
    }

    /// Tells of a value where a name has another already.
    fn second(&mut self, line: u32, part: &str, what: &'static str, value: &str) {
        self.tell(what, line, part.trim(), || {
            let message = format!("a second {what}, {}, is left out", shown(value));
            (message, format!("a name has one {what}"))
        });
    }

    /// Aliases or cues that a row has not yet.
    fn parts(&mut self, place: usize, line: u32, parts: &[String], what: &'static str) -> Vec<String> {
        let mut kept = Vec::new();
        for part in parts.iter().filter(|part| !part.trim().is_empty()) {
            let Some(part) = self.take(line, part, cell::part(part, what)) else { continue };
            // Cues are kept apart from names by a tab, which no name has.
            let seen = if what == "cue" { format!("\t{part}") } else { part.clone() };
            if self.seen.insert((place, seen)) {
                kept.push(part);
            }
        }
        kept
    }

    /// What a cell holds; tells what there is to tell of it.
    fn take<T>(&mut self, line: u32, given: &str, (value, remark): Cell<T>) -> Option<T> {
        if let Some(Remark { sort, message, hint }) = remark {
            self.tell(sort, line, given.trim(), || (message, hint.to_string()));
        }
        value
    }

    /// The kind or sort as a table gives it; an unknown one is told.
    fn category(&mut self, found: &Found) -> &'static str {
        if found.kind.trim().is_empty() {
            return self.usual;
        }
        self.kinds_told = true;
        let usual = self.usual;
        kind_word(&found.kind).unwrap_or_else(|| {
            self.tell("kind", found.line, found.kind.trim(), || {
                let message = format!("unknown kind {}, taken as `{usual}`", shown(found.kind.trim()));
                (message, "choose another with `--kind`, or mend the table".into())
            });
            usual
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collect(found: &[Found]) -> (Vec<Row>, Vec<String>) {
        let mut collector = Collector::new("x.csv", "", "library");
        found.iter().for_each(|found| collector.add(found));
        let (rows, warnings) = collector.into_rows();
        let told = warnings.sorts().iter().flat_map(|sort| &sort.told);
        let first_line = |told: &crate::error::Error| told.to_string().lines().next().map(String::from);
        (rows, told.filter_map(first_line).collect())
    }

    fn named(name: &str) -> Found {
        Found { line: 1, name: name.into(), ..Found::default() }
    }

    #[test]
    fn unites_what_stands_twice() {
        let again = Found {
            line: 2,
            aliases: vec!["qbl".into(), "Quib".into()],
            url: "https://two.example".into(),
            weight: "9".into(),
            ..named("QUIB")
        };
        let first = Found {
            weight: "7".into(),
            url: "https://one.example".into(),
            aliases: vec!["qbl".into()],
            ..named("Quib")
        };
        let (rows, told) = collect(&[first, again]);
        let [Row::Entry(entry)] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((entry.aliases.join(" "), entry.category), ("qbl".into(), "library"));
        assert_eq!(entry.entity.url.as_deref(), Some("https://one.example"));
        let expected = [
            "`QUIB` stands in line 1 already as `Quib`: the two are united",
            "a second address, `https://two.example`, is left out",
            "a second weight, `9`, is left out",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn tells_what_no_table_can_hold() {
        let odd = Found {
            kind: "gizmo".into(),
            aliases: vec!["a|b".into(), "\u{1b}[2J1".into(), " ".into()],
            url: "mailto:me".into(),
            weight: "much".into(),
            case: "upper".into(),
            notes: vec!["mine|\u{7}".into()],
            ..named(" New\n Quib ")
        };
        let (rows, told) = collect(&[named("++"), named(&"x".repeat(10 << 20)), odd]);
        let [Row::Entry(entry)] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(
            (entry.entity.name.as_str(), entry.aliases.len(), entry.weight),
            ("New Quib", 0, OWN_WEIGHT)
        );
        assert_eq!(told.len(), 9, "{told:#?}");
        assert!(told.iter().all(|told| told.len() < 120), "{told:#?}");
    }

    #[test]
    fn a_block_keeps_its_first_row_and_cues() {
        let block = |cue: &str| Found { kind: "block".into(), cues: vec![cue.into()], ..named("Quib") };
        let (rows, told) =
            collect(&[Found { url: "https://q.example".into(), ..block("tide") }, block("ebb")]);
        let [Row::Block(kept)] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(kept.cues, ["tide"]);
        let expected = [
            "left out: `https://q.example`, a block has a name and cue words only",
            "`Quib` is blocked in line 1 already: this row is left out",
        ];
        assert_eq!(told, expected);
    }
}
