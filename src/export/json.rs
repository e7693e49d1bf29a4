//! Node-link JSON, one node or edge a line.
//!
//! Only the key `edges` is written: `NetworkX` 3.6 reads no other, and D3 takes any list that it is handed. A copy
//! under `links`, D3's habit, would double the file.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::attribute::{Tie, ties};
use super::list::{line, lines};
use crate::graph::{Graph, Weight};

/// The version of the format; `schema/graph.schema.json` describes it. Grows when a reader must change.
const VERSION: u32 = 1;

/// Writes the graph; costs one pass.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION},\"directed\":false,\"multigraph\":false,\n\"graph\":")?;
    line(&graph.info, out)?;
    write!(out, ",\n\"nodes\":")?;
    lines(graph.petgraph.node_weights(), out)?;
    write!(out, ",\n\"edges\":")?;
    lines(ties(graph).map(|tie| Link { tie, weights: &graph.info.weights }), out)?;
    writeln!(out, "}}")
}

/// An edge; `weight`, which most tools look for, is the first weight asked for.
struct Link<'g> {
    tie: Tie<'g>,
    weights: &'g [Weight],
}

impl Serialize for Link<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Tie { source, target, edge, .. } = self.tie;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("source", &source.id)?;
        map.serialize_entry("target", &target.id)?;
        map.serialize_entry("episodes", &edge.episodes)?;
        map.serialize_entry("windows", &edge.windows)?;
        map.serialize_entry("weight", &edge.weight())?;
        for (weight, value) in self.weights.iter().zip(&edge.weights) {
            map.serialize_entry(weight.as_str(), value)?;
        }
        map.serialize_entry("quotes", &edge.quotes)?;
        map.end()
    }
}
