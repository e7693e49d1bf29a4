//! JSON for graphology, which sigma draws and Gephi Lite opens.
//!
//! Without a type in its options an edge would be directed, and what is not in `attributes` would be dropped. No
//! attribute is called `type`: sigma takes that for the name of a way to draw.

use std::io::{self, Write};

use serde::Serialize;

use super::attribute::{Attribute, Tie, of_edges, of_nodes, ties};
use super::list::{Fields, line, lines};
use super::picture::{Colour, Picture, colour, tenths};
use crate::graph::{Edge, Graph, Node};

/// Writes the graph; costs one pass.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let (of_nodes, of_edges, picture) = (of_nodes(graph), of_edges(graph), Picture::of(graph));
    write!(
        out,
        "{{\"options\":{{\"type\":\"undirected\",\"multi\":false,\"allowSelfLoops\":false}},\n\"attributes\":"
    )?;
    line(&graph.info, out)?;
    write!(out, ",\n\"nodes\":")?;
    lines(graph.petgraph.node_weights().map(|node| drawn(node, &of_nodes, &picture)), out)?;
    write!(out, ",\n\"edges\":")?;
    let edges = ties(graph).enumerate();
    lines(edges.map(|(number, tie)| joined(number, &tie, &of_edges, &picture)), out)?;
    writeln!(out, "}}")
}

#[derive(Serialize)]
struct KeyedNode<'a, 'g> {
    key: &'g str,
    attributes: NodeAttributes<'a, 'g>,
}

#[derive(Serialize)]
struct NodeAttributes<'a, 'g> {
    label: &'g str,
    x: f64,
    y: f64,
    size: f64,
    color: Colour,
    #[serde(flatten)]
    fields: Fields<'a, 'g, Node>,
}

#[derive(Serialize)]
struct KeyedEdge<'a, 'g> {
    key: String,
    source: &'g str,
    target: &'g str,
    attributes: EdgeAttributes<'a, 'g>,
}

#[derive(Serialize)]
struct EdgeAttributes<'a, 'g> {
    weight: f64,
    /// How thick the line is.
    size: f64,
    #[serde(flatten)]
    fields: Fields<'a, 'g, Edge>,
}

fn drawn<'a, 'g>(
    node: &'g Node,
    attributes: &'a [Attribute<'g, Node>],
    picture: &Picture,
) -> KeyedNode<'a, 'g> {
    let [x, y] = picture.place(node);
    let attributes = NodeAttributes {
        label: &node.name,
        x,
        y,
        // Pixels on a screen, where dots are far smaller than on paper.
        size: tenths(picture.size(node) / 2.0),
        color: colour(node),
        fields: Fields { attributes, of: node },
    };
    KeyedNode { key: &node.id, attributes }
}

fn joined<'a, 'g>(
    number: usize,
    tie: &Tie<'g>,
    attributes: &'a [Attribute<'g, Edge>],
    picture: &Picture,
) -> KeyedEdge<'a, 'g> {
    let attributes = EdgeAttributes {
        weight: tie.edge.weight(),
        size: tenths(0.5 + 3.5 * picture.thickness(tie.edge)),
        fields: Fields { attributes, of: tie.edge },
    };
    KeyedEdge { key: number.to_string(), source: &tie.source.id, target: &tie.target.id, attributes }
}
