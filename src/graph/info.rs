//! What was counted, and what was cut.

use serde::Serialize;

use super::options::Window;
use super::weight::Weight;
use crate::entity::Kind;

/// How a graph was made, for whoever reads it later. Nothing is cut without standing here.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct GraphInfo {
    /// Episodes in the corpus.
    pub episodes: u32,
    /// Within what two entities count as mentioned together.
    pub window: Window,
    /// Windows that hold at least one entity of the kinds drawn; the N of the weights.
    pub windows: u32,
    /// The weights every edge has; the first one sets communities, rank and layout.
    pub weights: Vec<Weight>,
    /// Kinds of entities drawn.
    pub kinds: Vec<Kind>,
    /// Entities in fewer episodes were left out.
    pub min_episodes: u32,
    /// The level of significance edges had to reach.
    pub backbone: Option<f64>,
    /// How many entities were kept at most.
    pub top: Option<usize>,
    /// How many quotes an edge and a node keep at most.
    pub quotes: usize,
    /// Nodes in the graph.
    pub nodes: u32,
    /// Edges in the graph.
    pub edges: u32,
    /// Communities in the graph.
    pub communities: u32,
    /// How much denser the communities are than chance would have them, −½ to 1 (Newman & Girvan 2004).
    pub modularity: f64,
    /// What was left out, in the order it was.
    pub cut: Vec<Cut>,
}

/// What one step left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// What cut it.
    pub by: CutBy,
    /// Windows that were not counted.
    pub windows: u32,
    /// Nodes that were dropped.
    pub nodes: u32,
    /// Edges that were dropped, those of the dropped nodes included.
    pub edges: u32,
}

/// The steps that may leave something out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CutBy {
    /// Windows with too many entities to pair; see [`super::pairs::LARGEST_WINDOW`].
    LargestWindow,
    /// [`super::GraphOptions::min_episodes`].
    MinEpisodes,
    /// [`super::GraphOptions::backbone`].
    Backbone,
    /// [`super::GraphOptions::top`].
    Top,
}

impl std::fmt::Display for Cut {
    /// Says it in words: `min-episodes left out 12 entities and 40 pairs`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let step = match self.by {
            CutBy::LargestWindow => {
                let most = super::pairs::LARGEST_WINDOW;
                return write!(f, "{} windows with more than {most} entities were not paired", self.windows);
            }
            CutBy::MinEpisodes => "min-episodes",
            CutBy::Backbone => "backbone",
            CutBy::Top => "top",
        };
        write!(f, "{step} left out {} entities and {} pairs", self.nodes, self.edges)
    }
}
