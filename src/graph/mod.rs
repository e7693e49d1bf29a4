//! [`Corpus`] → [`Graph`] over a petgraph.
//!
//! The steps, each a module:
//!
//! 1. `tally`: the corpus numbered.
//! 2. [`pairs`]: who is mentioned with whom, once a [`window`].
//! 3. `cut`: too rare, not standing out (`backbone`, with `hypergeometric`), beyond the top entities or none of the
//!    `surest` edges of either end; all of it is counted. Where episodes are nodes, `episodes` ties them. `together`
//!    finds where a pair is.
//! 4. [`weight`]: how strongly two belong together.
//! 5. `network`, above this folder: communities, rank and places, from the first weight.
//! 6. [`quote`]: the evidence; `choose` takes what differs.
//! 7. `draw`: all of it as plain data, [`node`] and [`info`].

mod backbone;
mod choose;
mod cut;
mod draw;
mod episodes;
mod hypergeometric;
pub mod info;
pub mod node;
pub mod options;
pub mod pairs;
pub mod quote;
mod surest;
mod tally;
mod together;
pub mod weight;
pub mod window;

use petgraph::graph::UnGraph;

use crate::corpus::Corpus;
use crate::network::Structure;
use crate::network::neighbours::Neighbours;
use draw::Draft;
use together::Together;

pub use info::{Community, Cut, CutBy, GraphInfo};
pub use node::{Edge, EpisodeRef, Node, NodeKind};
pub use options::{BackboneTest, GraphOptions, Nodes};
pub use quote::Quote;
pub use weight::Weight;
pub use window::Window;

/// Edges made at once, before they move into the petgraph: a list of all would double them in memory.
const AT_ONCE: usize = 1 << 14;

/// Who is mentioned with whom.
///
/// The same corpus gives the same graph, whatever order its episodes were added in and however many threads there
/// are. Nodes ascend by id, edges by their ends; episodes, where they are nodes, are in order of time, behind the
/// entities. An entity that is mentioned alone is a node without edges.
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
        let (counted, windows) = pairs::count(&tally, options.window, options.nodes == Nodes::Entities);
        let together = Together::new(&tally, &windows);
        let drawn = cut::cut(&tally, counted, &together, options);
        let weights = match options.weights.as_slice() {
            [] => &[Weight::Count],
            weights => weights,
        };
        let draft = Draft::new(&tally, &together, &drawn, options);
        let ties = drawn.pairs.iter().map(|pair| (pair.one, pair.other, draft.weigh(pair, weights[0])));
        let structure = Structure::of(&Neighbours::new(draft.len(), ties), options.resolution);
        let nodes = draft.nodes(&structure);
        let info = GraphInfo {
            episodes: tally.episodes.len() as u32,
            windows: drawn.windows,
            weights: weights.to_vec(),
            nodes: nodes.len() as u32,
            edges: drawn.pairs.len() as u32,
            modularity: structure.modularity,
            betweenness_sampled: structure.sampled,
            communities: draw::communities(&structure, &nodes),
            cut: drawn.cut.clone(),
            ..GraphInfo::asked(options)
        };
        let mut petgraph = UnGraph::with_capacity(nodes.len(), drawn.pairs.len());
        for node in nodes {
            petgraph.add_node(node);
        }
        for pairs in drawn.pairs.chunks(AT_ONCE) {
            for (pair, edge) in pairs.iter().zip(draft.edges(pairs, weights)) {
                petgraph.add_edge(pair.one.into(), pair.other.into(), edge);
            }
        }
        Graph { petgraph, info }
    }
}

#[cfg(test)]
mod tests;
