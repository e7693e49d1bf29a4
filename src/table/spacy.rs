//! Patterns of spaCy's entity ruler, an object a line ⇄ names.
//!
//! `{"label": "PERSON", "pattern": "Ada Quib", "id": "ada-quib"}`: patterns with the same label and id are one entity. A
//! pattern may be a list of tokens, `[{"LOWER": "any"}, {"LOWER": {"IN": ["io", "i/o"]}}]`; each way to read it is a name.
//! *What it cannot read*: tokens that are rules (`OP`, `REGEX`, `POS`, …); those patterns are told and left out.
//! *What spaCy cannot hold*: addresses, weights, cue words, case rules and blocks.

use std::borrow::Cow;
use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::Value;

use super::collect::{Collector, Found};
use super::sheet::shown;
use crate::entity::Kind;
use crate::text::fold::key;

/// Most names one token pattern may stand for: each `IN` multiplies them.
const MOST_WAYS: usize = 256;

/// Most tokens of a pattern: a name has no more, and each is joined to all before it.
const MOST_TOKENS: usize = 64;

/// The keys of a token that say how it is written.
const WRITTEN: [&str; 5] = ["LOWER", "TEXT", "ORTH", "LEMMA", "NORM"];

/// A line of a patterns file, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pattern<'n> {
    /// The kind, as spaCy's users know it.
    pub label: &'static str,
    /// A name, alias or spoken form.
    pub pattern: Cow<'n, str>,
    /// The entity's id; its own name is the first pattern with it.
    pub id: &'n str,
    /// Made by a rule: spaCy passes this field over, and reading such a file leaves the pattern out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub spoken: bool,
}

/// Reads the lines of a patterns file; says how many spoken forms were passed over.
pub(super) fn read(text: &str, collector: &mut Collector) -> usize {
    let mut groups = Groups::default();
    let mut spoken = 0;
    for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        match rule(text) {
            Ok(rule) if rule.spoken => spoken += 1,
            Ok(rule) => groups.add(line, rule),
            Err(fault) => {
                collector.tell("pattern", line, "", || (format!("left out: {fault}"), String::new()))
            }
        }
    }
    groups.list.into_iter().for_each(|group| collector.add(&group.found()));
    spoken
}

/// What a line says.
struct Rule {
    label: String,
    id: Option<String>,
    names: Vec<String>,
    spoken: bool,
}

fn rule(text: &str) -> Result<Rule, String> {
    let Ok(Value::Object(object)) = serde_json::from_str::<Value>(text) else {
        return Err("this line is no JSON object, or nested too deep".into());
    };
    let label = object.get("label").and_then(Value::as_str).unwrap_or_default().to_string();
    let id = match object.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let names = match object.get("pattern") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(tokens)) => ways(tokens)?,
        _ => return Err("no `pattern`, which is a text or a list of tokens".into()),
    };
    Ok(Rule { label, id, names, spoken: object.get("spoken") == Some(&Value::Bool(true)) })
}

/// All names that a list of tokens stands for.
fn ways(tokens: &[Value]) -> Result<Vec<String>, String> {
    if tokens.len() > MOST_TOKENS {
        return Err(format!("a pattern of {} tokens, which is no name", tokens.len()));
    }
    let mut names = vec![String::new()];
    for token in tokens {
        let written = written(token)?;
        if names.len() * written.len() > MOST_WAYS {
            return Err(format!("a pattern that stands for more than {MOST_WAYS} names"));
        }
        names = names.iter().flat_map(|name| written.iter().map(|token| joined(name, token))).collect();
    }
    if names.iter().all(String::is_empty) { Err("an empty pattern".into()) } else { Ok(names) }
}

/// The ways to write a token.
fn written(token: &Value) -> Result<Vec<&str>, String> {
    let fault = |what: &str| Err(format!("a token with {what}, which stands for no one name"));
    let Value::Object(token) = token else { return fault("no fields") };
    let mut fields = token.iter();
    let (Some((field, value)), None) = (fields.next(), fields.next()) else {
        let rule = token.keys().find(|field| !WRITTEN.contains(&field.to_uppercase().as_str()));
        return fault(&rule.map_or("other than one field".to_string(), |rule| shown(rule)));
    };
    if !WRITTEN.contains(&field.to_uppercase().as_str()) {
        return fault(&shown(field));
    }
    let choices = value.as_object().filter(|value| value.len() == 1).and_then(|value| value.get("IN"));
    match (value, choices.and_then(Value::as_array)) {
        (Value::String(text), _) => Ok(vec![text]),
        (_, Some(texts)) if !texts.is_empty() && texts.iter().all(Value::is_string) => {
            Ok(texts.iter().filter_map(Value::as_str).collect())
        }
        _ => fault(&format!("a rule in {}", shown(field))),
    }
}

/// A name with a token more: spaCy cuts `scikit-learn` in three and `Ada's` in two.
fn joined(name: &str, token: &str) -> String {
    let tight = |text: &str| matches!(text, "-" | "/" | "." | "_" | "+" | "#" | "'" | "'s" | "’s");
    let last = name.rsplit(' ').next().unwrap_or_default();
    let close = name.is_empty() || tight(token) || last.ends_with(['-', '/', '_', '.']);
    format!("{name}{}{token}", if close { "" } else { " " })
}

/// Patterns by label and id.
#[derive(Default)]
struct Groups {
    list: Vec<Group>,
    places: FxHashMap<(String, String), usize>,
}

struct Group {
    line: u32,
    label: String,
    id: Option<String>,
    names: Vec<String>,
}

impl Groups {
    fn add(&mut self, line: u32, rule: Rule) {
        let next = self.list.len();
        let place = match &rule.id {
            Some(id) => *self.places.entry((rule.label.clone(), id.clone())).or_insert(next),
            None => next,
        };
        match self.list.get_mut(place) {
            Some(group) => group.names.extend(rule.names),
            None => self.list.push(Group { line, label: rule.label, id: rule.id, names: rule.names }),
        }
    }
}

impl Group {
    /// The best written pattern that the id is made of is the name, else an id that reads like one, else the first pattern. In
    /// what [`crate::dictionary::Dictionary::write_patterns`] wrote the first one is.
    fn found(self) -> Found {
        let id = self.id.unwrap_or_default();
        let ours = id.split_once(':').filter(|(kind, _)| Kind::from_name(kind).is_some());
        let bare = ours.map_or(&*id, |(_, id)| id);
        let is_of_id = |name: &str| !key(bare).is_empty() && key(name) == key(bare);
        let of_id = (0..self.names.len()).filter(|&at| is_of_id(&self.names[at]));
        // Of several that are as well written, the first.
        let rank = |at: usize| if ours.is_some() { 0 } else { well_written(&self.names[at]) };
        let of_id = of_id.max_by_key(|&at| (rank(at), Reverse(at)));
        let mut aliases = self.names;
        let name = match of_id {
            Some(at) => aliases.remove(at),
            None if bare == id && reads_like_a_name(&id) => id,
            None if aliases.is_empty() => String::new(),
            None => aliases.remove(0),
        };
        Found { line: self.line, name, kind: self.label, aliases, ..Found::default() }
    }
}

/// How well a name is written: with capitals and blanks rather than as a slug such as `sf-python`.
fn well_written(name: &str) -> u8 {
    let has_capitals = name.contains(char::is_uppercase);
    u8::from(has_capitals) + u8::from(has_capitals && !name.contains(['-', '_']))
}

/// Not a number, a code such as `Q1234`, nor a path.
fn reads_like_a_name(id: &str) -> bool {
    let letters = id.chars().filter(|c| c.is_alphabetic()).count();
    let digits = id.chars().filter(char::is_ascii_digit).count();
    letters > 1 && letters > digits && !id.contains([':', '/', '\\', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Row;

    fn read_all(text: &str) -> (Vec<String>, Vec<String>) {
        let mut collector = Collector::new("p.jsonl", text, "project");
        read(text, &mut collector);
        let (rows, warnings) = collector.into_rows();
        let shown = |row: Row| match row {
            Row::Entry(entry) => format!(
                "{} = {}",
                entry.entity.id,
                [&[entry.entity.name], &*entry.aliases].concat().join("|")
            ),
            Row::Block(block) => format!("block {}", block.name),
        };
        let told = warnings.sorts().iter().flat_map(|sort| &sort.told).map(ToString::to_string);
        (rows.into_iter().map(shown).collect(), told.collect())
    }

    #[test]
    fn reads_texts_and_tokens() {
        let (rows, told) = read_all(
            r#"{"label": "PERSON", "pattern": "Ada Quib", "id": "ada-quib"}
{"label": "PERSON", "pattern": "adaq", "id": "ada-quib"}
{"label": "LIBRARY", "pattern": [{"LOWER": "quib"}, {"LOWER": {"IN": ["io", "i/o"]}}]}
{"label": "TECH", "pattern": [{"LOWER": "q"}, {"ORTH": "+"}, {"ORTH": "+"}]}
{"label": "ORG", "pattern": [{"TEXT": "Quib"}, {"ORTH": "-"}, {"LEMMA": "Works"}], "id": "Q7"}

{"label": "ORG", "pattern": "Quib Works Ltd", "id": "Q7"}
{"label": "ORG", "pattern": "QW", "id": "Harbour Works"}
"#,
        );
        let expected = [
            "person:ada-quib = Ada Quib|adaq",
            "project:quib-io = quib io|quib i/o",
            "project:q-plus-plus = q++",
            "organization:quib-works = Quib-Works|Quib Works Ltd",
            "organization:harbour-works = Harbour Works|QW",
        ];
        assert_eq!((rows, told), (expected.map(String::from).to_vec(), Vec::new()));
    }

    #[test]
    fn of_an_id_that_is_a_slug_the_best_written_pattern_is_the_name() {
        for (id, patterns, expected) in [
            ("sf-python", &["sf-python", "sf python", "SF-Python", "SF Python"][..], "SF Python"),
            ("sf-python", &["sfpython", "SFPython"], "SFPython"),
            ("scikit-learn", &["sklearn", "scikit-learn", "scikit learn"], "scikit-learn"),
            // An id of ours: its name is the first, however it is written.
            ("project:quib-io", &["quib io", "QuibIO"], "quib io"),
            ("project:r4", &["r4", "<R4"], "r4"),
        ] {
            let line = |name: &&str| format!("{{\"label\":\"X\",\"pattern\":\"{name}\",\"id\":\"{id}\"}}\n");
            let (rows, _) = read_all(&patterns.iter().map(line).collect::<String>());
            assert_eq!(rows.len(), 1);
            assert!(rows[0].contains(&format!(" = {expected}|")), "{id}: {rows:?}");
        }
    }

    #[test]
    fn what_is_no_name_is_told_with_its_line() {
        let nested = format!("{{\"label\":\"ORG\",\"pattern\":{}{}}}", "[".repeat(1000), "]".repeat(1000));
        let long = format!("{{\"pattern\":[{}]}}", vec![r#"{"LOWER":"a"}"#; 1000].join(","));
        let many = format!("{{\"pattern\":[{}]}}", vec![r#"{"LOWER":{"IN":["a","b"]}}"#; 60].join(","));
        for (line, expected) in [
            ("{", "no JSON object"),
            ("[1]", "no JSON object"),
            (nested.as_str(), "nested too deep"),
            (r#"{"label": "ORG"}"#, "no `pattern`"),
            (r#"{"pattern": []}"#, "an empty pattern"),
            (r#"{"pattern": [7]}"#, "a token with no fields"),
            (r#"{"pattern": [{"LOWER": "a", "OP": "?"}]}"#, "a token with `OP`"),
            (r#"{"pattern": [{"POS": "NOUN"}]}"#, "a token with `POS`"),
            (r#"{"pattern": [{"TEXT": {"REGEX": "(a+)+"}}]}"#, "a token with a rule in `TEXT`"),
            (long.as_str(), "a pattern of 1000 tokens"),
            (many.as_str(), "more than 256 names"),
        ] {
            let (rows, told) = read_all(&format!("\n{line}\n"));
            assert!(rows.is_empty() && told.len() == 1, "{line}: {rows:?} {told:?}");
            assert!(told[0].contains(expected) && told[0].contains("--> p.jsonl:2:1\n"), "{}", told[0]);
        }
    }
}
