//! What stands in the petgraph: nodes and edges.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use smallvec::SmallVec;

use super::quote::Quote;
use crate::entity::Kind;

/// An entity or an episode, and what was counted of it.
///
/// As JSON all but the quotes, which many nodes and edges share; the export writes them once, under numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// The entity's id, `project:anyio`, or the episode's, `python-bytes/182`.
    pub id: String,
    /// Its name, as most episodes have it; an episode's title.
    pub name: String,
    /// What sort of thing it is.
    pub kind: NodeKind,
    /// Home page or repository, where known.
    pub url: Option<String>,
    /// In no dictionary: established by the texts themselves.
    pub discovered: bool,
    /// How often it is mentioned; how often an episode mentions something.
    pub mentions: u32,
    /// In how many windows; an episode is in all of its own. Between episodes: how many entities it mentions. With the
    /// windows of an edge and of the whole graph, all that a weight is made of.
    pub windows: u32,
    /// In how many episodes; an episode in 1.
    pub episodes: u32,
    /// Where it is mentioned first: by date, then show, number and id. An episode's first is itself.
    pub first: EpisodeRef,
    /// Where it is mentioned last; an episode without a date only where none has one.
    pub last: EpisodeRef,
    /// In how many episodes of each year it is mentioned.
    pub years: BTreeMap<u16, u32>,
    /// In how many episodes without a date; with those of `years` they add up to `episodes`.
    pub undated: u32,
    /// The number of its community, its place in [`super::GraphInfo::communities`].
    pub community: u32,
    /// Its share of attention, above 0; all ranks add up to 1.
    pub rank: f64,
    /// How much it joins what is apart: of the shortest ways between two others, the share that leads through it.
    pub betweenness: f64,
    /// The largest k so that it is among nodes with k edges to each other.
    pub core: u32,
    /// Where it is drawn, −1 to 1 from left to right.
    pub x: f64,
    /// Where it is drawn, −1 to 1 from bottom to top.
    pub y: f64,
    /// What was said, from years and speakers as different as can be; of an episode, what it says of those it
    /// mentions most.
    #[serde(skip)]
    pub quotes: Vec<Arc<Quote>>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// An entity of this kind.
    Entity(Kind),
    /// An episode.
    Episode,
}

impl NodeKind {
    /// The kind as written in exports: `project`, `person` and so on, or `episode`.
    pub fn as_str(self) -> &'static str {
        match self {
            NodeKind::Entity(kind) => kind.as_str(),
            NodeKind::Episode => "episode",
        }
    }
}

impl From<Kind> for NodeKind {
    fn from(kind: Kind) -> Self {
        NodeKind::Entity(kind)
    }
}

impl PartialEq<Kind> for NodeKind {
    fn eq(&self, kind: &Kind) -> bool {
        *self == NodeKind::Entity(*kind)
    }
}

impl Serialize for NodeKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Two entities mentioned together, two episodes that mention the same, or an entity and an episode that mentions it.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// In how many episodes: 2 between episodes, 1 between an entity and an episode.
    pub episodes: u32,
    /// In how many windows; between episodes, how many entities they share.
    pub windows: u32,
    /// The weights asked for, in the order of [`super::GraphInfo::weights`].
    pub weights: SmallVec<[f64; 2]>,
    /// The year of the first episode that has a date.
    pub first_year: Option<u16>,
    /// The year of the last episode that has a date.
    pub last_year: Option<u16>,
    /// What [`Edge::shared`] gives; in most graphs none, and eight bytes for it.
    pub(super) shared: Option<Arc<Vec<Arc<str>>>>,
    /// Where the two are mentioned closest together: first those in one sentence, from years and speakers as different
    /// as can be. Where the two are not in one sentence, the sentences of both follow each other; the first such are
    /// there however far apart they are, more only where they are within two sentences. Between episodes, what
    /// both say of the rarest entities they share.
    pub quotes: SmallVec<[Arc<Quote>; 2]>,
}

impl Edge {
    /// The weight the picture is drawn by: the first one asked for.
    pub fn weight(&self) -> f64 {
        self.weights[0]
    }

    /// Between episodes, the names of up to five entities that both mention, the rarest first.
    pub fn shared(&self) -> &[Arc<str>] {
        self.shared.as_deref().map_or(&[], Vec::as_slice)
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
