//! What was counted, and what was cut.

use serde::Serialize;

use super::options::{BackboneTest, GraphOptions, Nodes};
use super::weight::Weight;
use super::window::Window;
use crate::entity::Kind;

/// How a graph was made, for whoever reads it later. Nothing is cut without standing here.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct GraphInfo {
    /// Episodes in the corpus.
    pub episodes: u32,
    /// What the nodes are.
    pub drawn: Nodes,
    /// Within what two entities count as mentioned together; between episodes it has no say.
    pub window: Window,
    /// The N of the weights: windows that hold at least one entity of the kinds drawn; between episodes, entities.
    pub windows: u32,
    /// The weights every edge has; the first one sets communities, rank and layout.
    pub weights: Vec<Weight>,
    /// Kinds of entities drawn.
    pub kinds: Vec<Kind>,
    /// Entities in fewer episodes were left out.
    pub min_episodes: u32,
    /// The level of significance edges had to reach.
    pub backbone: Option<f64>,
    /// By which test.
    pub backbone_test: BackboneTest,
    /// How many entities were kept at most.
    pub top: Option<usize>,
    /// How many edges were kept for each node at least, the surest ones.
    pub lines: Option<usize>,
    /// How many quotes an edge and a node keep at most.
    pub quotes_each: usize,
    /// Nodes in the graph.
    pub nodes: u32,
    /// Edges in the graph.
    pub edges: u32,
    /// How fine communities are: 1 as Newman & Girvan (2004) have it, more for smaller ones.
    pub resolution: f64,
    /// How much denser the communities are than chance would have them, at this resolution.
    pub modularity: f64,
    /// Where a graph is too large to follow all shortest ways, from how many nodes they were followed for the
    /// betweenness; it is then an estimate.
    pub betweenness_sampled: Option<u32>,
    /// The communities, the largest first; a node without edges is one of its own.
    pub communities: Vec<Community>,
    /// What was left out, in the order it was.
    pub cut: Vec<Cut>,
}

impl GraphInfo {
    /// What was asked for; nothing is counted yet.
    pub(super) fn asked(options: &GraphOptions) -> Self {
        GraphInfo {
            drawn: options.nodes,
            window: options.window,
            kinds: options.kinds.clone(),
            min_episodes: options.min_episodes,
            backbone: options.backbone,
            backbone_test: options.backbone_test,
            top: options.top,
            lines: options.lines,
            quotes_each: options.quotes,
            resolution: options.resolution,
            ..GraphInfo::default()
        }
    }
}

/// Nodes that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Community {
    /// Its number, which is its place in the list.
    pub number: u32,
    /// What tells it from the others: the names of up to three nodes that are tied within it more than to the rest.
    pub name: String,
    /// How many nodes it has.
    pub size: u32,
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
    /// Entities in too many episodes to tie them together; see [`super::pairs::LARGEST_WINDOW`].
    TooCommon,
    /// [`super::GraphOptions::min_episodes`].
    MinEpisodes,
    /// [`super::GraphOptions::backbone`].
    Backbone,
    /// [`super::GraphOptions::top`].
    Top,
    /// [`super::GraphOptions::lines`].
    Lines,
}

impl Cut {
    /// Whether nothing was left out.
    pub fn is_empty(&self) -> bool {
        self.windows + self.nodes + self.edges == 0
    }
}

impl std::fmt::Display for Cut {
    /// Says it in words: `min-episodes left out 12 entities and 40 pairs`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let step = match self.by {
            CutBy::LargestWindow => {
                let most = super::pairs::LARGEST_WINDOW;
                return write!(f, "{} windows with more than {most} entities were not paired", self.windows);
            }
            CutBy::TooCommon => {
                let most = super::pairs::LARGEST_WINDOW;
                return write!(f, "{} entities in more than {most} episodes tie none together", self.nodes);
            }
            CutBy::MinEpisodes => "min-episodes",
            CutBy::Backbone => "backbone",
            CutBy::Top => "top",
            CutBy::Lines => "lines",
        };
        write!(f, "{step} left out {} entities and {} pairs", self.nodes, self.edges)
    }
}
