//! `mentions --explain`: the reasons under each mention, and under each document what was dropped and why.

use std::collections::BTreeMap;

use comention::entity::Kind;
use comention::extract::Judgement;
use comention::mention::Evidence;
use serde::Serialize;

use super::rows::Row;
use super::table::Part;
use super::terminal::clean;

/// Adds the reasons to the table.
///
/// `rows` are those the parts were made of; `is_asked_for` says whether a dropped name is one that was asked for.
pub(super) fn add(
    parts: &mut Vec<Part>,
    rows: &[Row],
    judgements: &[Judgement],
    is_asked_for: impl Fn(&str) -> bool,
) {
    let mut by_place: BTreeMap<(&str, u32, u32), Vec<&Judgement>> = BTreeMap::new();
    for judgement in judgements.iter().filter(|judgement| judgement.kept) {
        let place = (judgement.path.as_str(), judgement.line, judgement.column);
        by_place.entry(place).or_default().push(judgement);
    }
    let lines = parts.iter_mut().flat_map(|part| &mut part.lines);
    for (line, row) in lines.zip(rows) {
        let here = by_place.get(&(row.path, row.line, row.column));
        let judged = here.into_iter().flatten().find(|judgement| judgement.name == row.name);
        line.reasons = judged.map(|judgement| reasons(judgement)).unwrap_or_default();
    }
    let mut by_path: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for judgement in judgements {
        if !judgement.kept && is_asked_for(&judgement.name) {
            let lines = by_path.entry(&judgement.path).or_insert_with(|| vec!["dropped:".to_owned()]);
            lines.extend(dropped(judgement));
        }
    }
    for part in parts.iter_mut() {
        part.dropped = by_path.remove(part.path.as_str()).unwrap_or_default();
    }
    // Documents in which nothing was taken.
    parts.extend(by_path.into_iter().map(|(path, dropped)| Part { dropped, ..Part::new("", path) }));
}

/// A judgement as a line of JSON.
#[derive(Debug, Serialize)]
pub(super) struct Line<'j> {
    path: &'j str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    surface: &'j str,
    name: &'j str,
    kind: Kind,
    evidence: &'j [Evidence],
    confidence: f64,
    kept: bool,
    covered_by: Option<&'j str>,
    reasons: Vec<Weighed<'j>>,
}

#[derive(Debug, Serialize)]
struct Weighed<'j> {
    reason: &'j str,
    log_odds: f32,
}

impl<'j> Line<'j> {
    pub(super) fn of(judgement: &'j Judgement) -> Self {
        let weighed = |&(reason, log_odds): &(&'j str, f32)| Weighed { reason, log_odds };
        Line {
            path: &judgement.path,
            line: judgement.line,
            column: judgement.column,
            end_line: judgement.end_line,
            end_column: judgement.end_column,
            surface: &judgement.surface,
            name: &judgement.name,
            kind: judgement.kind,
            evidence: &judgement.evidence,
            confidence: judgement.confidence.share(),
            kept: judgement.kept,
            covered_by: judgement.covered_by.as_deref(),
            reasons: judgement.reasons.iter().map(weighed).collect(),
        }
    }
}

fn dropped(judgement: &Judgement) -> Vec<String> {
    let why = match &judgement.covered_by {
        Some(other) => format!("`{other}` lies over it"),
        None => "too unlikely".to_owned(),
    };
    let head = clean(&format!(
        "  {}:{}  [{}] for {}, {}%: {why}",
        judgement.line, judgement.column, judgement.surface, judgement.name, judgement.confidence.0
    ));
    let reasons = reasons(judgement).into_iter().map(|reason| format!("    {reason}"));
    std::iter::once(head).chain(reasons).collect()
}

/// `+3.2 a capital within a sentence`.
fn reasons(judgement: &Judgement) -> Vec<String> {
    let reasons = judgement.reasons.iter();
    reasons.map(|(reason, weight)| format!("{weight:+.1} {reason}")).collect()
}

#[cfg(test)]
mod tests {
    use comention::mention::Confidence;

    use super::*;

    #[test]
    fn tells_what_was_dropped_and_why() {
        let judgement = Judgement {
            path: "7.txt".to_owned(),
            line: 3,
            column: 5,
            end_line: 3,
            end_column: 7,
            surface: "go".to_owned(),
            name: "Go".to_owned(),
            kind: Kind::Project,
            evidence: vec![Evidence::Name],
            confidence: Confidence(4),
            kept: false,
            covered_by: None,
            reasons: vec![("a form of a known name", 1.5), ("an everyday word", -4.75)],
        };
        let mut parts = Vec::new();
        add(&mut parts, &[], &[judgement], |name| name == "Go");
        assert_eq!(
            parts[0].dropped,
            [
                "dropped:",
                "  3:5  [go] for Go, 4%: too unlikely",
                "    +1.5 a form of a known name",
                "    -4.8 an everyday word",
            ]
        );
    }
}
