//! Who is mentioned most with whom, and by way of whom two are linked: petgraph over the example episodes.
//!
//! `cargo run --release --example top_neighbours [-- NAME OTHER]`

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example reads files and tells what it finds"
)]

use std::error::Error;
use std::path::Path;

use comention::corpus::Corpus;
use comention::dictionary::Dictionary;
use comention::extract::Extractor;
use comention::graph::{Graph, GraphOptions, Weight, Window};
use comention::source::{self, group::group};
use petgraph::algo::{astar, connected_components};
use petgraph::graph::NodeIndex;

fn main() -> Result<(), Box<dyn Error>> {
    let episodes = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/episodes");
    let options =
        GraphOptions { weights: vec![Weight::Cosine], window: Window::Sentence, ..GraphOptions::default() };
    let graph = Graph::build(&corpus(&episodes)?, &options);
    println!(
        "{} entities, {} pairs, {} parts that nothing links",
        graph.petgraph.node_count(),
        graph.petgraph.edge_count(),
        connected_components(&graph.petgraph)
    );
    let names: Vec<String> = std::env::args().skip(1).collect();
    let name = names.first().map_or("AnyIO", String::as_str);
    let other = names.get(1).map_or("Django", String::as_str);
    let (Some(one), Some(other)) = (find(&graph, name), find(&graph, other)) else {
        return Err("no such name in these episodes".into());
    };
    println!("\nmentioned most with {name}:");
    for (neighbour, weight) in top_neighbours(&graph, one, 5) {
        println!("  {weight:.2}  {}", graph.petgraph[neighbour].name);
    }
    println!("\nthe strongest way: {}", way(&graph, one, other).unwrap_or_default().join(" – "));
    Ok(())
}

/// Reads all texts of a folder and finds who is mentioned in them.
fn corpus(folder: &Path) -> Result<Corpus, Box<dyn Error>> {
    let mut readings = Vec::new();
    for file in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let file = file?;
        if file.file_type().is_file() {
            let text = std::fs::read(file.path())?;
            readings.push(source::read(&file.path().to_string_lossy(), &text)?);
        }
    }
    let dictionary = Dictionary::builtin();
    let extractor = Extractor::new(&dictionary);
    let mut corpus = Corpus::default();
    for episode in group(readings).episodes {
        corpus.add(extractor.extract(&episode));
    }
    Ok(corpus)
}

fn find(graph: &Graph, name: &str) -> Option<NodeIndex> {
    graph.petgraph.node_indices().find(|&node| graph.petgraph[node].name == name)
}

/// The neighbours with the strongest edges, strongest first; of equals, the one with the smaller id.
fn top_neighbours(graph: &Graph, node: NodeIndex, count: usize) -> Vec<(NodeIndex, f64)> {
    let edge = |other| graph.petgraph.find_edge(node, other).map(|edge| graph.petgraph[edge].weight());
    let mut neighbours: Vec<_> =
        graph.petgraph.neighbors(node).filter_map(|other| Some((other, edge(other)?))).collect();
    neighbours.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    neighbours.truncate(count);
    neighbours
}

/// The names along the path whose edges are strongest: a strong edge is a short way.
fn way(graph: &Graph, one: NodeIndex, other: NodeIndex) -> Option<Vec<&str>> {
    let length =
        |edge: petgraph::graph::EdgeReference<'_, comention::graph::Edge>| 1.0 / edge.weight().weight();
    let (_, path) = astar(&graph.petgraph, one, |node| node == other, length, |_| 0.0)?;
    Some(path.into_iter().map(|node| graph.petgraph[node].name.as_str()).collect())
}
