//! JSON for Cytoscape.js, which the Cytoscape desktop program reads too.
//!
//! Nodes and edges share one space of ids, and an edge with a node's id would vanish: their ids begin with what no
//! node's does. No field is called `parent`: that would put a node into another.

use std::io::{self, Write};

use serde::Serialize;

use super::attribute::{Attribute, Tie, of_edges, of_nodes, ties};
use super::list::{Fields, line, lines};
use super::picture::{Colour, Picture, colour, tenths};
use crate::graph::{Edge, Graph, GraphInfo, Node};

/// Writes the graph; costs one pass.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let (of_nodes, of_edges, picture) = (of_nodes(graph), of_edges(graph), Picture::of(graph));
    let prefix = prefix_of_no_node(graph);
    write!(out, "{{\"format_version\":\"1.0\",\"generated_by\":\"comention\",\n\"data\":")?;
    line(&Data { name: "comention", info: &graph.info }, out)?;
    write!(out, ",\n\"elements\":{{\n\"nodes\":")?;
    lines(graph.petgraph.node_weights().map(|node| drawn(node, &of_nodes, &picture)), out)?;
    write!(out, ",\n\"edges\":")?;
    let edges = ties(graph).enumerate();
    lines(edges.map(|(number, tie)| joined(format!("{prefix}{number}"), &tie, &of_edges, &picture)), out)?;
    writeln!(out, "}}}}")
}

/// `edge:`, with more colons where some node's id begins so.
fn prefix_of_no_node(graph: &Graph) -> String {
    let mut prefix = "edge:".to_owned();
    while graph.petgraph.node_weights().any(|node| node.id.starts_with(&prefix)) {
        prefix.push(':');
    }
    prefix
}

#[derive(Serialize)]
struct Data<'g> {
    name: &'g str,
    #[serde(flatten)]
    info: &'g GraphInfo,
}

#[derive(Serialize)]
struct Element<D> {
    data: D,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
}

#[derive(Serialize)]
struct Position {
    x: f64,
    y: f64,
}

#[derive(Serialize)]
struct NodeData<'a, 'g> {
    id: &'g str,
    /// What the desktop program shows.
    name: &'g str,
    color: Colour,
    size: f64,
    #[serde(flatten)]
    fields: Fields<'a, 'g, Node>,
}

#[derive(Serialize)]
struct EdgeData<'a, 'g> {
    id: String,
    source: &'g str,
    target: &'g str,
    weight: f64,
    /// How thick the line is.
    width: f64,
    #[serde(flatten)]
    fields: Fields<'a, 'g, Edge>,
}

/// A node at its place; y grows downwards here.
fn drawn<'a, 'g>(
    node: &'g Node,
    attributes: &'a [Attribute<'g, Node>],
    picture: &Picture,
) -> Element<NodeData<'a, 'g>> {
    let [x, y] = picture.place(node);
    let data = NodeData {
        id: &node.id,
        name: &node.name,
        color: colour(node),
        size: picture.size(node),
        fields: Fields { attributes, of: node },
    };
    Element { data, position: Some(Position { x, y: tenths(-y) }) }
}

fn joined<'a, 'g>(
    id: String,
    tie: &Tie<'g>,
    attributes: &'a [Attribute<'g, Edge>],
    picture: &Picture,
) -> Element<EdgeData<'a, 'g>> {
    let data = EdgeData {
        id,
        source: &tie.source.id,
        target: &tie.target.id,
        weight: tie.edge.weight(),
        width: tenths(0.5 + 4.5 * picture.thickness(tie.edge)),
        fields: Fields { attributes, of: tie.edge },
    };
    Element { data, position: None }
}
