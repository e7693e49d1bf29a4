//! Mermaid, for pictures inside Markdown: Obsidian, GitHub, GitLab and others draw it. Small graphs only.
//!
//! Nodes are called `n0`, `n1`, …; in a quoted label all that could be read as markup, a list or an end is a code
//! (`#35;`), which Mermaid turns back after everything else.

use std::io::{self, Write};

use super::address::is_unprintable;
use super::attribute::{description, ties};
use super::picture::colour;
use crate::entity::Kind;
use crate::error::Error;
use crate::graph::{Graph, Node, NodeKind};

/// The most edges that Mermaid draws unless told otherwise (`maxEdges`).
const EDGES: usize = 500;

/// The longest text that it reads unless told otherwise (`maxTextSize`), in characters.
const LENGTH: usize = 50_000;

/// Whether Mermaid as it comes draws this graph.
pub(super) fn check(graph: &Graph) -> Result<(), Error> {
    let (nodes, edges) = (graph.petgraph.node_count(), graph.petgraph.edge_count());
    let mut length = Length(0);
    if edges <= EDGES && write(graph, &mut length).is_ok() {
        return Ok(());
    }
    Err(Error::new(format!(
        "too large for Mermaid: {nodes} entities and {edges} pairs; it draws {EDGES} pairs and reads {LENGTH} characters"
    ))
    .hint("draw fewer, as with `--top 25`, or choose a format for large graphs, such as `gexf`"))
}

/// Counts what is written; too much is an error.
struct Length(usize);

impl Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Bytes are no fewer than the characters that Mermaid counts.
        self.0 += bytes.len();
        if self.0 < LENGTH { Ok(bytes.len()) } else { Err(io::ErrorKind::FileTooLarge.into()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes the graph; costs one pass.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "flowchart LR\n  %% {}", description(graph))?;
    for (number, node) in graph.petgraph.node_weights().enumerate() {
        let label = label(&node.name);
        match node.kind {
            NodeKind::Entity(Kind::Person) => writeln!(out, "  n{number}([\"{label}\"])")?,
            _ => writeln!(out, "  n{number}[\"{label}\"]")?,
        }
    }
    for tie in ties(graph) {
        writeln!(out, "  n{} --- n{}", tie.numbers[0], tie.numbers[1])?;
    }
    write_colours(graph, out)
}

/// One line for the nodes of each colour.
fn write_colours(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let mut colours: Vec<(String, Vec<String>)> = Vec::new();
    for (number, node) in graph.petgraph.node_weights().enumerate() {
        let (colour, node) = (colour_of(node), format!("n{number}"));
        match colours.iter_mut().find(|(known, _)| *known == colour) {
            Some((_, nodes)) => nodes.push(node),
            None => colours.push((colour, vec![node])),
        }
    }
    for (number, (colour, nodes)) in colours.iter().enumerate() {
        writeln!(out, "  classDef c{number} fill:{colour},color:#000000")?;
        writeln!(out, "  class {} c{number}", nodes.join(","))?;
    }
    Ok(())
}

fn colour_of(node: &Node) -> String {
    colour(node).to_string()
}

/// A name for within quotes. A mark between letters or digits is left as it is where it means nothing: `Node.js`.
fn label(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let is_within = |at: usize| {
        let is_letter = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
        at > 0 && is_letter(characters.get(at - 1)) && is_letter(characters.get(at + 1))
    };
    let mut label = String::with_capacity(name.len());
    for (at, &character) in characters.iter().enumerate() {
        match character {
            '.' | '-' | '\'' if is_within(at) => label.push(character),
            c if c.is_ascii_punctuation() => label.push_str(&format!("#{};", c as u32)),
            c if is_unprintable(c) => label.push(' '),
            c => label.push(c),
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_text() {
        for (name, written) in [
            ("scikit-learn", "scikit-learn"),
            ("Node.js", "Node.js"),
            ("C++", "C#43;#43;"),
            ("1. one", "1#46; one"),
            ("\"]%%{", "#34;#93;#37;#37;#123;"),
            ("#35;", "#35;35#59;"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(label(name), written);
        }
    }
}
