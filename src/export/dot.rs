//! Graphviz.
//!
//! Nodes are called `n0`, `n1`, …: an entity's name is only ever in a quoted label, where no name can be a keyword,
//! a port or markup. Positions are written and kept (`layout=nop`), so drawing a large graph is quick too.

use std::io::{self, Write};

use super::address::{is_unprintable, web};
use super::attribute::{description, ties};
use super::picture::{Picture, colour};
use crate::entity::Kind;
use crate::graph::{Graph, Node};

/// Labels are wider than high.
const WIDER: f64 = 1.5;

/// Writes the graph; costs one pass.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "graph comention {{")?;
    writeln!(
        out,
        "  graph [layout=nop, splines=line, outputorder=edgesfirst, charset=\"UTF-8\", bgcolor=white, comment=\"{}\"];",
        escaped(&description(graph))
    )?;
    writeln!(
        out,
        "  node [style=filled, color=\"#00000055\", fontname=\"Helvetica\", height=0.3, margin=\"0.08,0.04\"];"
    )?;
    writeln!(out, "  edge [color=\"#00000022\"];")?;
    let picture = Picture::of(graph);
    for (number, node) in graph.petgraph.node_weights().enumerate() {
        write_node(number, node, &picture, out)?;
    }
    for tie in ties(graph) {
        writeln!(
            out,
            "  n{} -- n{} [weight={}, penwidth={:.2}, tooltip=\"{} -- {} (episodes: {})\"];",
            tie.numbers[0],
            tie.numbers[1],
            tie.edge.weight(),
            0.4 + 4.6 * picture.thickness(tie.edge),
            escaped(&tie.source.name),
            escaped(&tie.target.name),
            tie.edge.episodes,
        )?;
    }
    writeln!(out, "}}")
}

fn write_node(number: usize, node: &Node, picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let shape = if node.kind == Kind::Person { "ellipse" } else { "box" };
    let (colour, [x, y]) = (colour(node), picture.place(node));
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
        x * WIDER,
        y,
        8.0 + 16.0 * picture.share(node)
    )?;
    if let Some(address) = node.url.as_deref().and_then(web) {
        // Graphviz copies it into SVG as it is, so `&` has to be an entity already.
        write!(out, ", URL=\"{}\"", address.replace('&', "&amp;"))?;
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
}
