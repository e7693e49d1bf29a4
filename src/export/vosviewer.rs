//! JSON for `VOSviewer`: clusters, weights (whole numbers, for sizes) and scores (for colours).
//!
//! Clusters are numbered 1 to 1000, 0 is none: communities beyond belong to none. Weights and strengths may not be below
//! 0: a pair that comes together less often than by chance (NPMI, log-likelihood) has strength 0. A description may
//! hold HTML, so names are escaped in it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::address::web;
use super::attribute::{Attribute, Type, Value, day, description, of_nodes, ties};
use super::list::{line, lines};
use super::xml::Text;
use crate::graph::{Graph, Node};

/// The most clusters that can be told apart.
const CLUSTERS: u32 = 1000;

/// Writes the graph; costs two passes over the nodes.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let attributes = of_nodes(graph);
    write!(out, "{{\"info\":")?;
    line(&Info { title: "comention", description: Text(&description(graph)).to_string() }, out)?;
    write!(out, ",\n\"network\":{{\n\"items\":")?;
    let items = graph.petgraph.node_weights().enumerate();
    lines(items.map(|(number, node)| Item::new(number + 1, node, &attributes)), out)?;
    write!(out, ",\n\"links\":")?;
    let link = |tie: super::attribute::Tie<'_>| Link {
        source_id: tie.numbers[0] + 1,
        target_id: tie.numbers[1] + 1,
        strength: tie.edge.weight().max(0.0),
    };
    lines(ties(graph).map(link), out)?;
    write!(out, ",\n\"clusters\":")?;
    lines(clusters(graph).into_iter(), out)?;
    writeln!(out, "}}}}")
}

#[derive(Serialize)]
struct Info<'g> {
    title: &'g str,
    description: String,
}

/// Ids begin at 1: older versions of the viewer took 0 for none.
#[derive(Serialize)]
struct Item<'g> {
    id: usize,
    label: &'g str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    x: f64,
    y: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster: Option<u32>,
    weights: BTreeMap<String, u32>,
    scores: BTreeMap<String, f64>,
}

#[derive(Serialize)]
struct Link {
    source_id: usize,
    target_id: usize,
    strength: f64,
}

#[derive(Serialize)]
struct Cluster<'g> {
    cluster: u32,
    label: &'g str,
}

impl<'g> Item<'g> {
    fn new(id: usize, node: &'g Node, attributes: &[Attribute<'g, Node>]) -> Self {
        let (mut weights, mut scores) = (BTreeMap::new(), BTreeMap::new());
        for attribute in attributes {
            match (attribute.kind, attribute.of(node)) {
                (Type::Count, Some(Value::Whole(count))) => {
                    weights.insert(heading(attribute.name), count);
                }
                (Type::Measure, Some(Value::Number(number))) => {
                    scores.insert(heading(attribute.name), number);
                }
                _ => {}
            }
        }
        Item {
            id,
            label: &node.name,
            description: told(node),
            url: node.url.as_deref().and_then(web),
            x: node.x,
            y: node.y,
            cluster: cluster(node),
            weights,
            scores,
        }
    }
}

fn cluster(node: &Node) -> Option<u32> {
    (node.community < CLUSTERS).then_some(node.community + 1)
}

/// Clusters in order, each called after its node of greatest rank.
fn clusters(graph: &Graph) -> Vec<Cluster<'_>> {
    let mut greatest: BTreeMap<u32, &Node> = BTreeMap::new();
    for node in graph.petgraph.node_weights() {
        let Some(cluster) = cluster(node) else { continue };
        let kept = greatest.entry(cluster).or_insert(node);
        if node.rank > kept.rank {
            *kept = node;
        }
    }
    greatest.into_iter().map(|(cluster, node)| Cluster { cluster, label: &node.name }).collect()
}

/// What is shown beside a node.
fn told(node: &Node) -> String {
    let mut told = format!("<b>{}</b>, {}", Text(&node.name), node.kind.as_str());
    if let (Some(first), Some(last)) = (day(&node.first), day(&node.last)) {
        told += &format!("<br>{first} to {last}");
    }
    told
}

/// `mentions` as a heading, `Mentions`.
fn heading(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).map(|c| if c == '_' { ' ' } else { c }).collect()
}
