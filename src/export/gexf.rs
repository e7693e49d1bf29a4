//! GEXF 1.3, for Gephi and Gephi Lite: with colours, sizes, positions and, where episodes have dates, a time line.
//!
//! The namespace has no `www` (that of 1.2 had one), or `NetworkX` finds no graph. Attributes are declared before the
//! nodes, or Gephi drops their values.

use std::io::{self, Write};

use super::attribute::{Attribute, Tie, day, description, of_edges, of_nodes, ties};
use super::picture::{Picture, colour};
use super::xml::{self, Id, Text};
use crate::graph::{Graph, Node};

/// Writes the graph; costs two passes over the nodes.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let (nodes, edges, picture) = (of_nodes(graph), of_edges(graph), Picture::of(graph));
    let is_dated = graph.petgraph.node_weights().any(|node| time(node).is_some());
    let mode = match is_dated {
        true => "mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\"",
        false => "mode=\"static\"",
    };
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">"
    )?;
    let told = description(graph);
    writeln!(out, "<meta><creator>comention</creator><description>{}</description></meta>", Text(&told))?;
    writeln!(out, "<graph defaultedgetype=\"undirected\" {mode}>")?;
    write_declarations("node", &nodes, out)?;
    write_declarations("edge", &edges, out)?;
    writeln!(out, "<nodes>")?;
    for node in graph.petgraph.node_weights() {
        write_node(node, &nodes, &picture, out)?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (number, Tie { source, target, edge, .. }) in ties(graph).enumerate() {
        let (source, target) = (Id(&source.id), Id(&target.id));
        write!(
            out,
            "<edge id=\"{number}\" source=\"{source}\" target=\"{target}\" weight=\"{}\">",
            edge.weight()
        )?;
        write_values(&edges, edge, out)?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

fn write_declarations<T>(
    class: &str,
    attributes: &[Attribute<'_, T>],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{class}\" mode=\"static\">")?;
    for Attribute { name, kind, .. } in attributes {
        let kind = kind.in_xml();
        writeln!(out, "<attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "</attributes>")
}

fn write_node<'g>(
    node: &'g Node,
    attributes: &[Attribute<'g, Node>],
    picture: &Picture,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "<node id=\"{}\" label=\"{}\"", Id(&node.id), Text(&node.name))?;
    if let Some([first, last]) = time(node) {
        write!(out, " start=\"{first}\" end=\"{last}\"")?;
    }
    write!(out, ">")?;
    write_values(attributes, node, out)?;
    let ([red, green, blue], [x, y]) = (colour(node).0, picture.place(node));
    writeln!(
        out,
        "<viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/><viz:position x=\"{x}\" y=\"{y}\" z=\"0\"/>\
         <viz:size value=\"{}\"/></node>",
        picture.size(node)
    )
}

/// From the first mention to the last, where both days are known; without, a node is there at any time.
fn time(node: &Node) -> Option<[&str; 2]> {
    let (first, last) = (day(&node.first)?, day(&node.last)?);
    (first <= last).then_some([first, last])
}

fn write_values<'g, T>(attributes: &[Attribute<'g, T>], owner: &'g T, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<attvalues>")?;
    for attribute in attributes {
        if let Some(value) = attribute.of(owner) {
            write!(out, "<attvalue for=\"{}\" value=\"{}\"/>", attribute.name, xml::Value(&value))?;
        }
    }
    write!(out, "</attvalues>")
}
