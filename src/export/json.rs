//! Node-link JSON, one node, edge or quote a line.
//!
//! Only the key `edges` is written: `NetworkX` 3.6 reads no other, and D3 takes any list that it is handed. A copy
//! under `links`, D3's habit, would double the file. So would quotes on every edge that has them: they stand once, as
//! `graph.quotes`, and nodes and edges hold their places in that list.

use std::io::{self, Write};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::attribute::{Tie, ties};
use super::list::lines;
use crate::graph::{Graph, Node, Quote, Weight};

/// The version of the format; `schema/graph.schema.json` describes it. Grows when a reader must change.
const VERSION: u32 = 2;

/// Writes the graph; costs two passes, the first of which numbers the quotes.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let (quotes, numbers) = numbered(graph);
    write!(out, "{{\"version\":{VERSION},\"directed\":false,\"multigraph\":false,\n\"graph\":{{")?;
    let info = serde_json::to_string(&graph.info)?;
    // The list of quotes is one more field of it.
    write!(out, "{},\n\"quotes\":", &info[1..info.len() - 1])?;
    lines(quotes.into_iter(), out)?;
    write!(out, "}},\n\"nodes\":")?;
    let nodes = graph.petgraph.node_weights();
    lines(nodes.map(|node| Point { node, quotes: Places { numbers: &numbers, quotes: &node.quotes } }), out)?;
    write!(out, ",\n\"edges\":")?;
    let weights = &graph.info.weights;
    lines(ties(graph).map(|tie| Link { tie, weights, numbers: &numbers }), out)?;
    writeln!(out, "}}")
}

/// The place of each quote in the list, by where it lies: as a number, for threads share no bare pointers. Quotes that are
/// shared have one.
type Numbers = FxHashMap<usize, u32>;

fn address(quote: &Arc<Quote>) -> usize {
    Arc::as_ptr(quote).addr()
}

/// The places of some quotes in the list.
struct Places<'g> {
    numbers: &'g Numbers,
    quotes: &'g [Arc<Quote>],
}

impl Serialize for Places<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.quotes.iter().map(|quote| self.numbers[&address(quote)]))
    }
}

/// The quotes of all nodes, then of all edges, each once.
fn numbered(graph: &Graph) -> (Vec<&Quote>, Numbers) {
    let mut numbers = Numbers::default();
    let mut list: Vec<&Quote> = Vec::new();
    let of_nodes = graph.petgraph.node_weights().flat_map(|node| &node.quotes);
    let of_edges = graph.petgraph.edge_weights().flat_map(|edge| &edge.quotes);
    for quote in of_nodes.chain(of_edges) {
        numbers.entry(address(quote)).or_insert_with(|| {
            list.push(quote);
            list.len() as u32 - 1
        });
    }
    (list, numbers)
}

/// A node with the places of its quotes.
#[derive(Serialize)]
struct Point<'a> {
    #[serde(flatten)]
    node: &'a Node,
    quotes: Places<'a>,
}

/// An edge; `weight`, which most tools look for, is the first weight asked for.
struct Link<'g> {
    tie: Tie<'g>,
    weights: &'g [Weight],
    numbers: &'g Numbers,
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
        if let (Some(first), Some(last)) = (edge.first_year, edge.last_year) {
            map.serialize_entry("first_year", &first)?;
            map.serialize_entry("last_year", &last)?;
        }
        if !edge.shared().is_empty() {
            map.serialize_entry("shared", edge.shared())?;
        }
        map.serialize_entry("quotes", &Places { numbers: self.numbers, quotes: &edge.quotes })?;
        map.end()
    }
}
