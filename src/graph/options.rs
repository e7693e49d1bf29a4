//! What to draw and how to count.

use std::str::FromStr;

use serde::Serialize;

use super::weight::Weight;
use super::window::Window;
use crate::entity::Kind;
use crate::error::Error;

/// What to draw and how to count; plain data, with a method for each field.
///
/// ```
/// use comention::graph::{BackboneTest, GraphOptions, Weight, Window};
///
/// let options = GraphOptions::default()
///     .window(Window::Seconds(60))
///     .weights([Weight::Npmi, Weight::Count])
///     .min_episodes(3)
///     .backbone(0.01, BackboneTest::Exact);
/// assert_eq!(options, GraphOptions { min_episodes: 3, ..options.clone() });
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct GraphOptions {
    /// What the nodes are; entities.
    pub nodes: Nodes,
    /// Kinds of entities to draw; projects and people.
    pub kinds: Vec<Kind>,
    /// Within what two entities count as mentioned together; the episode.
    pub window: Window,
    /// The weights every edge gets; counts. The first one draws the picture: it sets communities, rank and layout.
    /// Without any, as if counts had been asked for.
    pub weights: Vec<Weight>,
    /// Entities in fewer episodes are left out; 1.
    pub min_episodes: u32,
    /// Keeps only edges that stand out at this level of significance, as 0.05; off. Nodes stay, also without edges.
    pub backbone: Option<f64>,
    /// By which test they stand out; the disparity filter.
    pub backbone_test: BackboneTest,
    /// Keeps only this many entities, those in most episodes (then most mentions, then by id); off.
    pub top: Option<usize>,
    /// Keeps only edges that are among so many surest ones of one of their ends; off. What a picture can show.
    pub lines: Option<usize>,
    /// How fine communities are, above 0: with more than 1 they are smaller and more; 1.
    pub resolution: f64,
    /// How many quotes an edge and a node keep at most; 3.
    pub quotes: usize,
}

impl Default for GraphOptions {
    fn default() -> Self {
        GraphOptions {
            nodes: Nodes::default(),
            kinds: vec![Kind::Project, Kind::Person],
            window: Window::default(),
            weights: vec![Weight::default()],
            min_episodes: 1,
            backbone: None,
            backbone_test: BackboneTest::default(),
            top: None,
            lines: None,
            resolution: 1.0,
            quotes: 3,
        }
    }
}

impl GraphOptions {
    /// What the nodes are.
    #[must_use]
    pub fn nodes(self, nodes: Nodes) -> Self {
        GraphOptions { nodes, ..self }
    }

    /// Kinds of entities to draw.
    #[must_use]
    pub fn kinds(self, kinds: impl Into<Vec<Kind>>) -> Self {
        GraphOptions { kinds: kinds.into(), ..self }
    }

    /// Within what two entities count as mentioned together.
    #[must_use]
    pub fn window(self, window: Window) -> Self {
        GraphOptions { window, ..self }
    }

    /// The weights every edge gets, the one that draws the picture first.
    #[must_use]
    pub fn weights(self, weights: impl Into<Vec<Weight>>) -> Self {
        GraphOptions { weights: weights.into(), ..self }
    }

    /// Leaves out entities in fewer episodes.
    #[must_use]
    pub fn min_episodes(self, min_episodes: u32) -> Self {
        GraphOptions { min_episodes, ..self }
    }

    /// Keeps only edges that stand out at the level `alpha`.
    #[must_use]
    pub fn backbone(self, alpha: f64, test: BackboneTest) -> Self {
        GraphOptions { backbone: Some(alpha), backbone_test: test, ..self }
    }

    /// Keeps only the entities in most episodes.
    #[must_use]
    pub fn top(self, entities: usize) -> Self {
        GraphOptions { top: Some(entities), ..self }
    }

    /// Keeps only the surest edges of each node.
    #[must_use]
    pub fn lines(self, edges: usize) -> Self {
        GraphOptions { lines: Some(edges), ..self }
    }

    /// How fine communities are.
    #[must_use]
    pub fn resolution(self, resolution: f64) -> Self {
        GraphOptions { resolution, ..self }
    }

    /// How many quotes an edge and a node keep at most.
    #[must_use]
    pub fn quotes(self, quotes: usize) -> Self {
        GraphOptions { quotes, ..self }
    }
}

/// What the nodes of a graph are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Nodes {
    /// Entities, tied by the windows that mention both.
    #[default]
    Entities,
    /// Episodes, tied by the entities that both mention. Roles are changed in all counts: N is the number of
    /// entities, and an episode "holds" those that it mentions. The window has no say.
    Episodes,
    /// Entities and episodes, each entity tied to the episodes that mention it, and no others. An episode counts as
    /// one more thing that each of its windows holds: by sentence, `count` is in how many of its sentences the
    /// entity is named.
    Both,
}

impl Nodes {
    /// Every choice, in the order of help texts.
    pub const ALL: [Nodes; 3] = [Nodes::Entities, Nodes::Episodes, Nodes::Both];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Nodes::Entities => "entities",
            Nodes::Episodes => "episodes",
            Nodes::Both => "both",
        }
    }
}

impl FromStr for Nodes {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        named(&Nodes::ALL, Nodes::as_str, text)
    }
}

/// How it is told whether an edge stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BackboneTest {
    /// The disparity filter (Serrano, Boguñá & Vespignani 2009): whether an edge is strong among those of one of its
    /// ends. On counts of windows, without correction for many tests; an end with one edge alone does not make it
    /// stand out.
    #[default]
    Disparity,
    /// The exact test of independence (Fisher's, one-sided; Tumminello et al. 2011): whether two are together in more
    /// windows than how often each is mentioned accounts for. Corrected for the many pairs by Benjamini & Hochberg
    /// (1995): of the edges kept, about the share `alpha` at most is chance. Meant for entities: between episodes it
    /// takes every entity for as likely as any other, so those that come up everywhere make most pairs stand out.
    Exact,
}

impl BackboneTest {
    /// Every test, in the order of help texts.
    pub const ALL: [BackboneTest; 2] = [BackboneTest::Disparity, BackboneTest::Exact];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            BackboneTest::Disparity => "disparity",
            BackboneTest::Exact => "exact",
        }
    }
}

impl FromStr for BackboneTest {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        named(&BackboneTest::ALL, BackboneTest::as_str, text)
    }
}

/// The choice with this name; case does not count.
fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, text: &str) -> Result<T, Error> {
    let found = all.iter().copied().find(|&one| name(one).eq_ignore_ascii_case(text.trim()));
    found.ok_or_else(|| {
        let names: Vec<String> = all.iter().map(|&one| format!("`{}`", name(one))).collect();
        Error::new(format!("unknown choice `{text}`")).hint(format!("choices are {}", names.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_choices() {
        for nodes in Nodes::ALL {
            assert_eq!(nodes.as_str().parse(), Ok(nodes));
        }
        for test in BackboneTest::ALL {
            assert_eq!(test.as_str().to_uppercase().parse(), Ok(test));
        }
        let error = "all".parse::<Nodes>().unwrap_err().to_string();
        assert_eq!(error, "unknown choice `all`\nhint: choices are `entities`, `episodes`, `both`");
    }
}
