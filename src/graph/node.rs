//! What stands in the petgraph: nodes and edges.

use std::sync::Arc;

use serde::Serialize;

use super::quote::Quote;
use crate::entity::Kind;

/// An entity and what was counted of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// The entity's id, `project:anyio`.
    pub id: String,
    /// Its name, as most episodes have it.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Home page or repository, where known.
    pub url: Option<String>,
    /// In no dictionary: established by the texts themselves.
    pub discovered: bool,
    /// How often it is mentioned.
    pub mentions: u32,
    /// In how many episodes.
    pub episodes: u32,
    /// Where it is mentioned first, in the order of [`super::tally`].
    pub first: EpisodeRef,
    /// Where it is mentioned last; an episode without a date only where none has one.
    pub last: EpisodeRef,
    /// The number of its community: 0 is the largest.
    pub community: u32,
    /// Its share of attention, above 0; all ranks add up to 1.
    pub rank: f64,
    /// Where it is drawn, −1 to 1 from left to right.
    pub x: f64,
    /// Where it is drawn, −1 to 1 from bottom to top.
    pub y: f64,
    /// What was said, from episodes spread over its time.
    pub quotes: Vec<Quote>,
}

/// Two entities mentioned together.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// In how many episodes.
    pub episodes: u32,
    /// In how many windows.
    pub windows: u32,
    /// The weights asked for, in the order of [`super::GraphInfo::weights`].
    pub weights: Vec<f64>,
    /// Where the two are mentioned closest together, closest first, one an episode. The first is there however far
    /// apart they are; more follow only where they are within two sentences.
    pub quotes: Vec<Quote>,
}

impl Edge {
    /// The weight the picture is drawn by: the first one asked for.
    pub fn weight(&self) -> f64 {
        self.weights[0]
    }
}

/// An episode, to look up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EpisodeRef {
    /// Its id, `python-bytes/182`.
    pub episode: Arc<str>,
    /// Its day, `2022-11-01`, where known.
    pub date: Option<Arc<str>>,
}
