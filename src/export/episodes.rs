//! The graph of episodes, for Graphviz: lines between those that are related.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::dot::escaped;
use crate::related::{Alike, Relations};

/// Light enough for black text; shows take turns.
const COLOURS: [&str; 6] = ["#f2c14e", "#8ecae6", "#7fc8a9", "#f4a582", "#c3a6d8", "#e6d96b"];

/// Writes episodes as nodes and related ones as edges, each two once; `sfdp` lays it out.
///
/// # Errors
///
/// When `out` cannot be written.
pub fn write_dot(all: &[Relations], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "graph episodes {{")?;
    writeln!(
        out,
        "  graph [layout=sfdp, overlap=prism, outputorder=edgesfirst, charset=\"UTF-8\", bgcolor=white];"
    )?;
    writeln!(out, "  node [shape=box, style=filled, color=\"#00000055\", fontname=\"Helvetica\"];")?;
    writeln!(out, "  edge [color=\"#00000044\"];")?;
    let numbers: BTreeMap<&str, usize> = all.iter().map(|relations| relations.episode).zip(0..).collect();
    let mut shows: Vec<&str> = all.iter().map(|relations| show(relations.episode)).collect();
    shows.dedup();
    for (number, relations) in all.iter().enumerate() {
        let place = shows.iter().position(|other| *other == show(relations.episode)).unwrap_or(0);
        writeln!(
            out,
            "  n{number} [label=\"{}\", tooltip=\"{}\", fillcolor=\"{}\"];",
            escaped(relations.title.unwrap_or(relations.episode)),
            escaped(relations.episode),
            COLOURS[place % COLOURS.len()]
        )?;
    }
    for ((one, other), alike) in pairs(all, &numbers) {
        let reasons = if alike.shared.is_empty() { &alike.words } else { &alike.shared };
        writeln!(
            out,
            "  n{one} -- n{other} [weight={}, penwidth={:.2}, tooltip=\"{}\"];",
            (alike.score * 100.0).ceil().max(1.0),
            0.5 + 6.0 * alike.score,
            escaped(&reasons.join(", "))
        )?;
    }
    writeln!(out, "}}")
}

/// The related ones by number, each two once.
fn pairs<'a, 'c>(
    all: &'a [Relations<'c>],
    numbers: &BTreeMap<&str, usize>,
) -> BTreeMap<(usize, usize), &'a Alike<'c>> {
    let mut pairs = BTreeMap::new();
    for (number, relations) in all.iter().enumerate() {
        for alike in &relations.related {
            if let Some(&other) = numbers.get(alike.episode) {
                pairs.entry((number.min(other), number.max(other))).or_insert(alike);
            }
        }
    }
    pairs
}

/// What stands before the number in an id.
fn show(episode: &str) -> &str {
    episode.rsplit_once('/').map_or(episode, |(show, _)| show)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_each_two_once_and_escapes() {
        let alike = |episode| Alike {
            episode,
            title: None,
            date: None,
            path: "x",
            score: 0.5,
            shared: vec!["C++", "a \"b\""],
            words: vec!["pool"],
        };
        let relations =
            |episode, title, related| Relations { episode, title, date: None, path: "x", related };
        let all = [
            relations("our-show/1", Some("\"Pools\""), vec![alike("our-show/2")]),
            relations("our-show/2", None, vec![alike("our-show/1"), alike("gone/3")]),
            relations("your-show/1", None, vec![]),
        ];
        let mut out = Vec::new();
        write_dot(&all, &mut out).expect("memory takes everything");
        let text = String::from_utf8(out).expect("text in, text out");
        assert!(
            text.contains("  n0 [label=\"\\\"Pools\\\"\", tooltip=\"our-show/1\", fillcolor=\"#f2c14e\"];\n")
        );
        assert!(
            text.contains("  n2 [label=\"your-show/1\", tooltip=\"your-show/1\", fillcolor=\"#8ecae6\"];\n")
        );
        let edges: Vec<&str> = text.lines().filter(|line| line.contains(" -- ")).collect();
        let expected = "  n0 -- n1 [weight=50, penwidth=3.50, tooltip=\"C++, a \\\"b\\\"\"];";
        assert_eq!(edges, [expected]);
    }
}
