//! [`Corpus`] → [`Graph`] over a petgraph.
//!
//! The steps, each a module:
//!
//! 1. `tally`: the corpus numbered.
//! 2. [`pairs`]: who is mentioned with whom, once a window.
//! 3. `cut`: too rare, not standing out (`backbone`) or beyond the top entities; all of it is counted.
//! 4. [`weight`]: how strongly two belong together.
//! 5. `community` (by `leiden`), `rank`, `layout` (over a `quadtree`): from the first weight, over `neighbours`.
//! 6. [`quote`]: the evidence.
//! 7. [`node`], [`info`]: all of it as plain data.

mod backbone;
mod community;
mod cut;
pub mod info;
mod layout;
mod leiden;
mod neighbours;
pub mod node;
pub mod options;
pub mod pairs;
mod quadtree;
pub mod quote;
mod rank;
mod tally;
pub mod weight;

use petgraph::graph::UnGraph;
use rayon::prelude::*;

use crate::corpus::Corpus;
use cut::{Drawn, Pair};
use neighbours::Neighbours;
use pairs::Pairs;
use quote::Quoter;
use tally::Tally;

pub use info::{Cut, CutBy, GraphInfo};
pub use node::{Edge, EpisodeRef, Node};
pub use options::{GraphOptions, Window};
pub use quote::Quote;
pub use weight::Weight;

/// Who is mentioned with whom.
///
/// The same corpus gives the same graph, whatever order its episodes were added in and however many threads there
/// are. Nodes ascend by id, edges by their ends. An entity that is mentioned alone is a node without edges.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The graph itself, for petgraph's algorithms.
    pub petgraph: UnGraph<Node, Edge>,
    /// What was counted, and what was cut.
    pub info: GraphInfo,
}

impl Graph {
    /// Builds the graph of a corpus.
    ///
    /// Costs, for each window, the square of its entities; then some hundred passes over the edges. A thousand
    /// episodes of sixty entities take a second or two; `benches/graph.rs` measures it. Cannot fail: an empty corpus
    /// has an empty graph.
    pub fn build(corpus: &Corpus, options: &GraphOptions) -> Graph {
        let tally = tally::tally(corpus, &options.kinds);
        let counted = pairs::count(&tally, options.window);
        let drawn = cut::cut(&tally, &counted, options);
        let weights = match options.weights.as_slice() {
            [] => &[Weight::Count],
            weights => weights,
        };
        let mut info = describe(&tally, &counted, &drawn, options);
        info.weights = weights.to_vec();
        let quoter = Quoter::new(&tally, options.quotes);
        let edges = edges(&counted, &drawn, weights, &quoter);
        let nodes = nodes(&tally, &drawn, &edges, &quoter, &mut info);
        let mut petgraph = UnGraph::with_capacity(nodes.len(), edges.len());
        for node in nodes {
            petgraph.add_node(node);
        }
        for (pair, edge) in drawn.pairs.iter().zip(edges) {
            petgraph.add_edge(pair.one.into(), pair.other.into(), edge);
        }
        Graph { petgraph, info }
    }
}

fn describe(tally: &Tally<'_>, counted: &Pairs, drawn: &Drawn, options: &GraphOptions) -> GraphInfo {
    GraphInfo {
        episodes: tally.episodes.len() as u32,
        window: options.window,
        windows: counted.windows,
        kinds: options.kinds.clone(),
        min_episodes: options.min_episodes,
        backbone: options.backbone,
        top: options.top,
        quotes: options.quotes,
        nodes: drawn.entities.len() as u32,
        edges: drawn.pairs.len() as u32,
        cut: drawn.cut.clone(),
        ..GraphInfo::default()
    }
}

fn edges(counted: &Pairs, drawn: &Drawn, weights: &[Weight], quoter: &Quoter<'_, '_>) -> Vec<Edge> {
    let edge = |pair: &Pair| {
        let sightings = &counted.sightings[pair.sightings.clone()];
        let counts = weight::Counts {
            windows: counted.windows,
            one: counted.held[sightings[0].one as usize],
            other: counted.held[sightings[0].other as usize],
            both: pair.windows,
        };
        Edge {
            episodes: sightings.len() as u32,
            windows: pair.windows,
            weights: weights.iter().map(|weight| weight.of(counts)).collect(),
            quotes: quoter.of_edge(sightings),
        }
    };
    drawn.pairs.par_iter().map(edge).collect()
}

fn nodes(
    tally: &Tally<'_>,
    drawn: &Drawn,
    edges: &[Edge],
    quoter: &Quoter<'_, '_>,
    info: &mut GraphInfo,
) -> Vec<Node> {
    let ends = drawn.pairs.iter().zip(edges);
    let ends = ends.map(|(pair, edge)| (pair.one, pair.other, edge.weight()));
    let graph = Neighbours::new(drawn.entities.len(), ends);
    let (communities, ranks) = rayon::join(|| community::communities(&graph), || rank::rank(&graph));
    let places = layout::layout(&graph, &communities.of);
    info.communities = communities.count;
    info.modularity = communities.modularity;
    let node = |(number, drawn): (usize, &cut::DrawnEntity)| {
        let entity = tally.entities[drawn.entity as usize];
        let (first, last) = tally.first_and_last(&drawn.episodes).expect("a mentioned entity has an episode");
        let [x, y] = places[number];
        Node {
            id: entity.id.clone(),
            name: entity.name.clone(),
            kind: entity.kind,
            url: entity.url.clone(),
            discovered: entity.discovered,
            mentions: drawn.mentions,
            episodes: drawn.episodes.len() as u32,
            first: quoter.episode(first).clone(),
            last: quoter.episode(last).clone(),
            community: communities.of[number],
            rank: ranks[number],
            x,
            y,
            quotes: quoter.of_node(drawn.entity, &drawn.episodes),
        }
    };
    drawn.entities.par_iter().enumerate().map(node).collect()
}

#[cfg(test)]
mod tests;
