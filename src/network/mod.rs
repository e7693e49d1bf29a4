//! A weighted graph of numbered nodes → what its shape tells of each node.
//!
//! Nothing here knows what a node stands for. The steps, each a module, over [`neighbours`]:
//!
//! 1. `community` (by `leiden`): who belongs together; `telling`: who stands for whom.
//! 2. `rank`: who gets attention.
//! 3. `betweenness` (over what `fold` leaves): who joins what is apart.
//! 4. `core`: who is in the thick of it.
//! 5. `layout` (over a `quadtree`): where everything is drawn.
//!
//! Sums are taken in one order and lots are drawn from fixed seeds, so that the same graph gives the same bits on any
//! number of threads.

mod betweenness;
mod community;
mod core;
mod fold;
mod layout;
mod leiden;
pub(crate) mod neighbours;
mod quadtree;
mod rank;
mod telling;

use neighbours::Neighbours;

/// What the shape of a graph tells; lists are by node.
pub(crate) struct Structure {
    /// The number of each node's community: 0 is the largest, of equals the one with the first node.
    pub(crate) community: Vec<u32>,
    /// For each community its nodes that tell most of it, at most three.
    pub(crate) telling: Vec<Vec<u32>>,
    /// Modularity at the resolution asked for (Newman & Girvan 2004); 0 for a graph without edges.
    pub(crate) modularity: f64,
    /// Weighted `PageRank`; all add up to 1.
    pub(crate) rank: Vec<f64>,
    /// The share of shortest ways between others that lead through.
    pub(crate) betweenness: Vec<f64>,
    /// Of a graph too large to follow all ways, from how many nodes they were followed.
    pub(crate) sampled: Option<u32>,
    /// The largest k so that the node is among nodes with k edges to each other.
    pub(crate) core: Vec<u32>,
    /// Points from −1 to 1.
    pub(crate) places: Vec<[f64; 2]>,
}

impl Structure {
    /// Looks at a graph. Costs some hundred passes over its edges, bounded for large graphs.
    pub(crate) fn of(graph: &Neighbours, resolution: f64) -> Structure {
        let search = community::Search::begin(graph, resolution);
        // Its end goes step by step: meanwhile the other threads do the rest.
        let (communities, (rank, between, core)) = rayon::join(
            || search.finish(),
            || (rank::rank(graph), betweenness::betweenness(graph), core::cores(graph)),
        );
        Structure {
            telling: telling::telling(graph, &communities.of),
            places: layout::layout(graph, &communities.of),
            community: communities.of,
            modularity: communities.modularity,
            rank,
            betweenness: between.of,
            sampled: (!between.exact).then_some(between.sources),
            core,
        }
    }
}
