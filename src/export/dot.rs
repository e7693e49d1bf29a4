//! Graphviz.
//!
//! Nodes are called `n0`, `n1`, …: an entity's name is only ever in a quoted label, where no name can be a keyword,
//! a port or markup. Positions are written and kept (`layout=nop`), so drawing a large graph is quick too.

use std::io::{self, Write};

use petgraph::visit::EdgeRef;

use crate::entity::Kind;
use crate::graph::{Graph, Node};

/// Colours of the largest communities, light enough for black text; the others are grey.
const COLOURS: [&str; 12] = [
    "#f2c14e", "#8ecae6", "#7fc8a9", "#f4a582", "#c3a6d8", "#e6d96b", "#a8c686", "#e8a0bf", "#9fb3f2",
    "#d2b48c", "#6fd0d6", "#ff9aa2",
];
const GREY: &str = "#dddddd";

/// Points between nodes, roughly.
const APART: f64 = 95.0;

/// Labels are wider than high.
const WIDER: f64 = 1.5;

/// Writes the graph; costs one pass.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "graph comention {{")?;
    writeln!(
        out,
        "  graph [layout=nop, splines=line, outputorder=edgesfirst, charset=\"UTF-8\", bgcolor=white];"
    )?;
    writeln!(
        out,
        "  node [style=filled, color=\"#00000055\", fontname=\"Helvetica\", height=0.3, margin=\"0.08,0.04\"];"
    )?;
    writeln!(out, "  edge [color=\"#00000022\"];")?;
    let greatest = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::MIN_POSITIVE, f64::max);
    let rank = greatest(&mut graph.petgraph.node_weights().map(|node| node.rank));
    let weight = greatest(&mut graph.petgraph.edge_weights().map(|edge| edge.weight()));
    let half = APART * (graph.petgraph.node_count() as f64).sqrt();
    for (number, node) in graph.petgraph.node_weights().enumerate() {
        write_node(number, node, rank, half, out)?;
    }
    for edge in graph.petgraph.edge_references() {
        let share = (edge.weight().weight() / weight).max(0.0);
        writeln!(
            out,
            "  n{} -- n{} [penwidth={:.2}, tooltip=\"{} -- {} (episodes: {})\"];",
            edge.source().index(),
            edge.target().index(),
            0.4 + 4.6 * share.sqrt(),
            escaped(&graph.petgraph[edge.source()].name),
            escaped(&graph.petgraph[edge.target()].name),
            edge.weight().episodes,
        )?;
    }
    writeln!(out, "}}")
}

fn write_node(number: usize, node: &Node, greatest: f64, half: f64, out: &mut dyn Write) -> io::Result<()> {
    let shape = if node.kind == Kind::Person { "ellipse" } else { "box" };
    let colour = COLOURS.get(node.community as usize).unwrap_or(&GREY);
    let tooltip = format!(
        "{} ({}; mentions: {}, episodes: {})",
        node.name,
        node.kind.as_str(),
        node.mentions,
        node.episodes
    );
    write!(
        out,
        "  n{number} [label=\"{}\", tooltip=\"{}\", pos=\"{:.1},{:.1}\", shape={shape}, fillcolor=\"{colour}\", \
         fontsize={:.1}",
        escaped(&node.name),
        escaped(&tooltip),
        node.x * half * WIDER,
        node.y * half,
        8.0 + 16.0 * (node.rank / greatest).sqrt()
    )?;
    // An address of another scheme could run a script where the picture is shown.
    let web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    if let Some(url) = node.url.as_ref().filter(web) {
        write!(out, ", URL=\"{}\"", as_address(url))?;
    }
    writeln!(out, "];")
}

/// Text for within quotes. Graphviz reads `\` escapes in labels and, besides, entities: `AT&amp;T` would show as
/// `AT&T`. So `&` is written as an entity, but only where an entity would be read: other readers of DOT decode none.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        match character {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '&' if begins_entity(&text[at + 1..]) => escaped.push_str("&amp;"),
            c if is_unprintable(c) => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Characters that SVG, being XML, cannot hold.
fn is_unprintable(character: char) -> bool {
    character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// An address for within quotes. Graphviz copies it into SVG as it is, quotes and `&` too, so what would end it there
/// is percent-encoded, and `&` is an entity already.
fn as_address(url: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            '"' | '\'' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\0'..=' ' | '\x7f' => {
                address.push_str(&format!("%{:02X}", character as u32));
            }
            '&' => address.push_str("&amp;"),
            c if is_unprintable(c) => {}
            c => address.push(c),
        }
    }
    address
}

/// Whether `&` before this text could be read as an entity: `amp;`, `#38;`, `#x26;`.
fn begins_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name.as_bytes().get(length) == Some(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_graphviz_would_read() {
        for (text, written) in [
            ("C:\\new", "C:\\\\new"),
            ("say \"hi\"", "say \\\"hi\\\""),
            ("two\nlines\r", "two\\nlines "),
            ("AT&T & co;", "AT&T & co;"),
            ("AT&amp;T &#38; &#x26;", "AT&amp;amp;T &amp;#38; &amp;#x26;"),
            ("<b>{a|b}", "<b>{a|b}"),
        ] {
            assert_eq!(escaped(text), written);
        }
    }

    #[test]
    fn addresses_end_where_they_should() {
        let address = as_address("https://example.org/?q=\"><script x='1'>&n=ö");
        assert_eq!(address, "https://example.org/?q=%22%3E%3Cscript%20x=%271%27%3E&amp;n=ö");
    }
}
