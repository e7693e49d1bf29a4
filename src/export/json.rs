//! Node-link JSON, one node or edge a line.
//!
//! Only the key `edges` is written: `NetworkX` 3.6 reads no other, and D3 takes any list that it is handed. A copy
//! under `links`, D3's habit, would double the file.

use std::io::{self, Write};

use petgraph::visit::EdgeRef;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::graph::{Edge, Graph, Weight};

/// The version of the format; `schema/graph.schema.json` describes it. Grows when a reader must change.
const VERSION: u32 = 1;

/// Writes the graph; costs one pass.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION},\"directed\":false,\"multigraph\":false,\n\"graph\":")?;
    line(&graph.info, out)?;
    write!(out, ",\n\"nodes\":[")?;
    for (number, node) in graph.petgraph.node_weights().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        line(node, out)?;
    }
    write!(out, "\n],\n\"edges\":[")?;
    for (number, edge) in graph.petgraph.edge_references().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        let tie = Tie {
            source: &graph.petgraph[edge.source()].id,
            target: &graph.petgraph[edge.target()].id,
            edge: edge.weight(),
            weights: &graph.info.weights,
        };
        line(&tie, out)?;
    }
    writeln!(out, "\n]}}")
}

fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}

/// An edge with its ends; `weight`, which most tools look for, is the first weight asked for.
struct Tie<'a> {
    source: &'a str,
    target: &'a str,
    edge: &'a Edge,
    weights: &'a [Weight],
}

impl Serialize for Tie<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("source", self.source)?;
        map.serialize_entry("target", self.target)?;
        map.serialize_entry("episodes", &self.edge.episodes)?;
        map.serialize_entry("windows", &self.edge.windows)?;
        map.serialize_entry("weight", &self.edge.weight())?;
        for (weight, value) in self.weights.iter().zip(&self.edge.weights) {
            map.serialize_entry(weight.as_str(), value)?;
        }
        map.serialize_entry("quotes", &self.edge.quotes)?;
        map.end()
    }
}
