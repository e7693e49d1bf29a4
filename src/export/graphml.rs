//! `GraphML`, for Gephi, yEd, Cytoscape, igraph and `NetworkX`.
//!
//! Gephi takes what is called `label`, `x`, `y`, `size`, `r`, `g`, `b` and (of an edge) `weight` for its own, by the id
//! of a key or its name, and takes the ids `d3` and `d7` for labels: so keys are called by what they hold, never
//! numbered, and those of nodes and edges differ.

use std::io::{self, Write};

use super::attribute::{Attribute, Tie, description, of_edges, of_nodes, ties};
use super::picture::{Picture, colour};
use super::xml::{self, Id, Text};
use crate::graph::{Graph, Node};

/// Keys of nodes that stand for their look, with their types.
const LOOK: [(&str, &str); 7] = [
    ("label", "string"),
    ("x", "double"),
    ("y", "double"),
    ("size", "double"),
    ("r", "int"),
    ("g", "int"),
    ("b", "int"),
];

/// Writes the graph; costs one pass.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let (nodes, edges, picture) = (of_nodes(graph), of_edges(graph), Picture::of(graph));
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    writeln!(out, "<desc>{}</desc>", Text(&description(graph)))?;
    for (name, kind) in LOOK {
        writeln!(out, "<key id=\"{name}\" for=\"node\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    write_keys("node", "n", &nodes, out)?;
    writeln!(out, "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>")?;
    write_keys("edge", "e", &edges, out)?;
    writeln!(out, "<graph edgedefault=\"undirected\">")?;
    for node in graph.petgraph.node_weights() {
        write!(out, "<node id=\"{}\">", Id(&node.id))?;
        write_look(node, &picture, out)?;
        write_data("n", &nodes, node, out)?;
        writeln!(out, "</node>")?;
    }
    for Tie { source, target, edge, .. } in ties(graph) {
        write!(out, "<edge source=\"{}\" target=\"{}\">", Id(&source.id), Id(&target.id))?;
        write!(out, "<data key=\"weight\">{}</data>", edge.weight())?;
        write_data("e", &edges, edge, out)?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")
}

fn write_keys<T>(
    owner: &str,
    initial: &str,
    attributes: &[Attribute<'_, T>],
    out: &mut dyn Write,
) -> io::Result<()> {
    for Attribute { name, kind, .. } in attributes {
        let kind = kind.in_xml();
        writeln!(
            out,
            "<key id=\"{initial}_{name}\" for=\"{owner}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    Ok(())
}

fn write_look(node: &Node, picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let ([x, y], [red, green, blue]) = (picture.place(node), colour(node).0);
    write!(
        out,
        "<data key=\"label\">{}</data><data key=\"x\">{x}</data><data key=\"y\">{y}</data>\
         <data key=\"size\">{}</data><data key=\"r\">{red}</data><data key=\"g\">{green}</data>\
         <data key=\"b\">{blue}</data>",
        Text(&node.name),
        picture.size(node)
    )
}

fn write_data<'g, T>(
    initial: &str,
    attributes: &[Attribute<'g, T>],
    owner: &'g T,
    out: &mut dyn Write,
) -> io::Result<()> {
    for attribute in attributes {
        let Some(value) = attribute.of(owner) else { continue };
        write!(out, "<data key=\"{initial}_{}\">{}</data>", attribute.name, xml::Value(&value))?;
    }
    Ok(())
}
