//! Names as another program keeps them → rows of a table: what cannot stay is told, what stands twice is united.

use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::{Case, Entry};
use super::label::{kind_of, kind_word};
use super::read::{OWN_WEIGHT, fault_of_name};
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
    usual: &'t str,
    rows: Vec<Row>,
    /// Ids and blocked keys, with their rows.
    places: FxHashMap<String, usize>,
    /// The aliases and cues that a row has already.
    seen: FxHashSet<(usize, String)>,
}

impl<'t> Collector<'t> {
    /// Nothing found yet.
    pub(super) fn new(source: &'t str, text: &'t str, usual: &'t str) -> Self {
        Collector {
            sheet: Sheet::new(source, text),
            warnings: Warnings::default(),
            source,
            usual,
            rows: Vec::new(),
            places: FxHashMap::default(),
            seen: FxHashSet::default(),
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
        let sheet = &self.sheet;
        self.warnings.add(sort, line, || {
            let (message, hint) = message();
            let warning = sheet.warn(line, part, message);
            if hint.is_empty() { warning } else { warning.hint(hint) }
        });
    }

    /// Adds a name, or unites it with the row that has it.
    pub(super) fn add(&mut self, found: &Found) {
        let Some(name) = self.name(found.line, &found.name, "name") else { return };
        let category = self.category(found);
        let Some(kind) = kind_of(category) else {
            return self.add_block(found, &name);
        };
        let id = Entity::id_of(kind, &name);
        let next = self.rows.len();
        let place = *self.places.entry(id.clone()).or_insert(next);
        if place == next {
            self.seen.insert((place, name.clone()));
            self.rows.push(Row::Entry(Entry {
                entity: Entity { id, name, kind, url: None, discovered: false },
                category: category.to_string(),
                aliases: Vec::new(),
                weight: OWN_WEIGHT,
                cues: Vec::new(),
                case: Case::Any,
                table: 0,
                line: found.line,
                source: self.source.to_string(),
                lists: Vec::new(),
            }));
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
    fn sort_again(&mut self, place: usize, found: &Found, category: &str) {
        let Row::Entry(entry) = &mut self.rows[place] else { return };
        let kind = entry.entity.kind.as_str();
        if entry.category == kind {
            entry.category = category.to_string();
        } else if category != kind && category != entry.category {
            let first = entry.category.clone();
            self.tell("sort", found.line, found.kind.trim(), || {
                (format!("a second sort, `{category}`, is left out: it stays `{first}`"), String::new())
            });
        }
    }

    fn add_block(&mut self, found: &Found, name: &str) {
        let next = self.rows.len();
        let place = *self.places.entry(format!("block {}", key(name))).or_insert(next);
        if place != next {
            return self.again(place, found, name);
        }
        let cues = self.parts(place, found.line, &found.cues, "cue");
        let source = self.source.to_string();
        self.rows.push(Row::Block(Block { name: name.to_string(), cues, source, line: found.line }));
    }

    /// Adds to a row all that was found with its name.
    fn fill(&mut self, place: usize, found: &Found) {
        let line = found.line;
        let aliases = self.parts(place, line, &found.aliases, "alias");
        let cues = self.parts(place, line, &found.cues, "cue");
        let url = self.url(line, &found.url);
        let weight = self.weight(line, &found.weight);
        let case = self.case(line, &found.case);
        let notes = self.notes(line, &found.notes);
        let Row::Entry(entry) = &mut self.rows[place] else { return };
        entry.aliases.extend(aliases);
        entry.cues.extend(cues);
        entry.weight = weight.unwrap_or(entry.weight);
        entry.case = case.unwrap_or(entry.case);
        entry.lists.extend(notes);
        let other_url = match &entry.entity.url {
            None => {
                entry.entity.url = url;
                None
            }
            Some(first) => url.filter(|url| url != first),
        };
        if let Some(url) = other_url {
            self.tell("second url", line, &found.url, || {
                (format!("a second address, {}, is left out", shown(&url)), "a name has one address".into())
            });
        }
    }

    /// Aliases or cues that a row has not yet, without those that no table can hold.
    fn parts(&mut self, place: usize, line: u32, parts: &[String], what: &'static str) -> Vec<String> {
        let mut kept = Vec::new();
        for part in parts.iter().filter(|part| !part.trim().is_empty()) {
            let Some(part) = self.name(line, part, what) else { continue };
            if part.contains('|') {
                self.tell("bar", line, &part, || {
                    let message =
                        format!("the {what} {} is left out: a table cannot hold a `|` in it", shown(&part));
                    (message, String::new())
                });
            } else if self
                .seen
                .insert((place, if what == "cue" { format!("cue\t{part}") } else { part.clone() }))
            {
                kept.push(part);
            }
        }
        kept
    }

    fn notes(&mut self, line: u32, notes: &[String]) -> Vec<String> {
        let mut kept = Vec::new();
        for note in notes.iter().flat_map(|notes| notes.split('|')).map(one_line) {
            if note.contains(char::is_control) {
                let message = || ("a note with a control character is left out".to_string(), String::new());
                self.tell("note", line, &note, message);
            } else if !note.is_empty() {
                kept.push(note);
            }
        }
        kept
    }

    /// A name on one line, unless no table can hold it.
    fn name(&mut self, line: u32, name: &str, what: &'static str) -> Option<String> {
        let name = one_line(name);
        let Some(fault) = fault_of_name(&name) else { return Some(name) };
        self.tell("fault", line, &name, || (format!("left out, {what}: {fault}"), String::new()));
        None
    }

    /// The kind or sort as a table gives it; an unknown one is told.
    fn category(&mut self, found: &Found) -> &'t str {
        if found.kind.trim().is_empty() {
            return self.usual;
        }
        let usual = self.usual;
        kind_word(&found.kind).unwrap_or_else(|| {
            self.tell("kind", found.line, found.kind.trim(), || {
                let message = format!("unknown kind {}, taken as `{usual}`", shown(found.kind.trim()));
                (message, "choose another with `--kind`, or mend the table".into())
            });
            usual
        })
    }

    /// An address; one that lacks only `https://` gets it.
    fn url(&mut self, line: u32, given: &str) -> Option<String> {
        let url = given.trim();
        if url.is_empty() {
            return None;
        }
        let odd = url.contains(|c: char| c.is_whitespace() || c.is_control());
        if !odd && (url.starts_with("https://") || url.starts_with("http://")) {
            return Some(url.to_string());
        }
        let host = url.split('/').next().unwrap_or_default();
        if !odd && !url.contains(':') && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
        {
            self.tell("scheme", line, url, || {
                (format!("{} is no full address: read as `https://…`", shown(url)), String::new())
            });
            return Some(format!("https://{url}"));
        }
        self.tell("url", line, url, || {
            (format!("left out, no web address: {}", shown(url)), "an address begins with `https://`".into())
        });
        None
    }

    /// A weight; spreadsheets write `12.0` for 12.
    fn weight(&mut self, line: u32, given: &str) -> Option<u32> {
        let weight = given.trim();
        if weight.is_empty() {
            return None;
        }
        let whole = weight.split_once('.').filter(|(_, rest)| rest.bytes().all(|digit| digit == b'0'));
        let parsed = whole.map_or(weight, |(whole, _)| whole).parse().ok().filter(|&weight| weight > 0);
        if parsed.is_none() {
            self.tell("weight", line, weight, || {
                (
                    format!("left out, no weight: {}", shown(weight)),
                    "a weight is a whole number from 1".into(),
                )
            });
        }
        parsed
    }

    fn case(&mut self, line: u32, given: &str) -> Option<Case> {
        match given.trim().to_lowercase().as_str() {
            "" => None,
            "any" => Some(Case::Any),
            "exact" => Some(Case::Exact),
            other => {
                self.tell("case", line, given.trim(), || {
                    (format!("left out, no case rule: {}", shown(other)), "it is `exact` or `any`".into())
                });
                None
            }
        }
    }
}

/// Text on one line; other control characters stay, to be told.
fn one_line(text: &str) -> String {
    let lines = text.split(['\t', '\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
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
            ..named("QUIB")
        };
        let first = Found { url: "https://one.example".into(), aliases: vec!["qbl".into()], ..named("Quib") };
        let (rows, told) = collect(&[first, again]);
        let [Row::Entry(entry)] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((entry.aliases.join(" "), entry.category.as_str()), ("qbl".into(), "library"));
        assert_eq!(entry.entity.url.as_deref(), Some("https://one.example"));
        let expected = [
            "`QUIB` stands in line 1 already as `Quib`: the two are united",
            "a second address, `https://two.example`, is left out",
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
    fn mends_what_is_meant_clearly() {
        let mended = Found { url: "quib.example/x".into(), weight: "12.0".into(), ..named("Quib") };
        let (rows, told) = collect(&[mended]);
        let [Row::Entry(entry)] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((entry.entity.url.as_deref(), entry.weight), (Some("https://quib.example/x"), 12));
        assert_eq!(told, ["`quib.example/x` is no full address: read as `https://…`"]);
    }
}
