//! What is drawn, as plain data: nodes with what the graph's shape tells of them, edges with weights and quotes.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use smallvec::{SmallVec, smallvec};

use super::cut::{Drawn, DrawnEntity};
use super::info::Community;
use super::node::{Edge, EpisodeRef, Node, NodeKind};
use super::options::{GraphOptions, Nodes};
use super::pairs::Pair;
use super::quote::Quoter;
use super::tally::Tally;
use super::together::Together;
use super::weight::Weight;
use crate::network::Structure;

/// What nodes and edges are made from.
pub(super) struct Draft<'a, 'c> {
    tally: &'a Tally<'c>,
    together: &'a Together<'a, 'c>,
    drawn: &'a Drawn,
    quoter: Quoter<'a, 'c>,
    /// Of the entities in the tally.
    names: Vec<Arc<str>>,
}

/// Entities that are named as what ties two episodes, at most.
const SHARED: usize = 5;

impl<'a, 'c> Draft<'a, 'c> {
    /// Copies what will be quoted once.
    pub(super) fn new(
        tally: &'a Tally<'c>,
        together: &'a Together<'a, 'c>,
        drawn: &'a Drawn,
        options: &GraphOptions,
    ) -> Self {
        let names = tally.entities.iter().map(|entity| Arc::from(entity.name.as_str())).collect();
        Draft { tally, together, drawn, quoter: Quoter::new(tally, options.quotes), names }
    }

    /// Entities that are nodes; they come first.
    fn entities(&self) -> &'a [DrawnEntity] {
        if self.drawn.nodes == Nodes::Episodes { &[] } else { &self.drawn.entities }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        let episodes = if self.drawn.nodes == Nodes::Entities { 0 } else { self.tally.episodes.len() };
        self.entities().len() + episodes
    }

    /// How strongly the two of a pair belong together.
    pub(super) fn weigh(&self, pair: &Pair, weight: Weight) -> f64 {
        weight.of(self.drawn.ground(0).counts(pair))
    }

    /// The edges of these pairs.
    pub(super) fn edges(&self, pairs: &[Pair], weights: &[Weight]) -> Vec<Edge> {
        pairs.par_iter().map(|pair| self.edge(pair, weights)).collect()
    }

    fn edge(&self, pair: &Pair, weights: &[Weight]) -> Edge {
        let mut shared = None;
        let (episodes, quotes): (SmallVec<[u32; 4]>, _) = match self.drawn.nodes {
            Nodes::Entities => {
                let [one, other] = self.drawn.ends(pair);
                match self.quoter.is_asked() {
                    true => {
                        let sightings = self.together.sightings(one, other);
                        let episodes = sightings.iter().map(|sighting| sighting.episode).collect();
                        (episodes, self.quoter.of_edge(&sightings))
                    }
                    false => (self.together.episodes(one, other), SmallVec::new()),
                }
            }
            Nodes::Episodes => {
                let entities = self.shared(pair);
                let name = |entity: &&DrawnEntity| self.names[entity.entity as usize].clone();
                shared = Some(Arc::new(entities.iter().take(SHARED).map(name).collect()));
                (smallvec![pair.one, pair.other], self.quoter.of_shared(pair.one, pair.other, &entities))
            }
            Nodes::Both => {
                let entity = self.drawn.entities[pair.one as usize].entity;
                let episode = pair.other - self.drawn.entities.len() as u32;
                (smallvec![episode], self.quoter.within(episode, entity))
            }
        };
        let years = || episodes.iter().filter_map(|&episode| self.tally.year(episode));
        Edge {
            episodes: episodes.len() as u32,
            windows: pair.windows,
            weights: weights.iter().map(|&weight| self.weigh(pair, weight)).collect(),
            first_year: years().min(),
            last_year: years().max(),
            shared,
            quotes,
        }
    }

    /// The entities that two episodes share, the rarest first.
    fn shared(&self, pair: &Pair) -> Vec<&'a DrawnEntity> {
        let [one, other] = [pair.one, pair.other].map(|episode| &self.drawn.mentioned[episode as usize]);
        let shared = one.iter().filter(|entity| other.binary_search(entity).is_ok());
        let mut shared: Vec<_> = shared.map(|&entity| &self.drawn.entities[entity as usize]).collect();
        shared.sort_by_key(|entity| entity.episodes.len());
        shared
    }

    /// The nodes: entities by id, then episodes in order of time.
    pub(super) fn nodes(&self, structure: &Structure) -> Vec<Node> {
        let entities = self.entities();
        let node = |number: usize| {
            let node = match entities.get(number) {
                Some(entity) => self.entity(entity),
                None => self.episode((number - entities.len()) as u32),
            };
            let [x, y] = structure.places[number];
            Node {
                windows: self.drawn.held[number],
                community: structure.community[number],
                rank: structure.rank[number],
                betweenness: structure.betweenness[number],
                core: structure.core[number],
                x,
                y,
                ..node
            }
        };
        (0..self.len()).into_par_iter().map(node).collect()
    }

    fn entity(&self, drawn: &DrawnEntity) -> Node {
        let entity = self.tally.entities[drawn.entity as usize];
        let (first, last) =
            self.tally.first_and_last(&drawn.episodes).expect("a mentioned entity has an episode");
        let mut node = self.blank(first, last, &drawn.episodes);
        node.id = entity.id.clone();
        node.name = entity.name.clone();
        node.kind = NodeKind::Entity(entity.kind);
        node.url = entity.url.clone();
        node.discovered = entity.discovered;
        node.mentions = drawn.mentions;
        node.quotes = self.quoter.of_node(drawn.entity, &drawn.episodes).into_vec();
        node
    }

    fn episode(&self, number: u32) -> Node {
        let info = &self.tally.episodes[number as usize].episode;
        let mut node = self.blank(number, number, &[number]);
        // An entity of the same id would be the same node for every reader.
        let taken = self.tally.entities.binary_search_by(|entity| entity.id.cmp(&info.id)).is_ok();
        node.id = if taken { format!("episode:{}", info.id) } else { info.id.clone() };
        node.name = info.title.clone().unwrap_or_else(|| info.id.clone());
        node.mentions = self.tally.spots[number as usize].len() as u32;
        node.quotes = self.quoter.of_episode(number).into_vec();
        node
    }

    /// A node of which only the time is told.
    fn blank(&self, first: u32, last: u32, episodes: &[u32]) -> Node {
        let mut years = BTreeMap::new();
        for year in episodes.iter().filter_map(|&episode| self.tally.year(episode)) {
            *years.entry(year).or_default() += 1;
        }
        let dated: u32 = years.values().sum();
        let place = |episode: u32| -> EpisodeRef { self.quoter.episode(episode).clone() };
        Node {
            id: String::new(),
            name: String::new(),
            kind: NodeKind::Episode,
            url: None,
            discovered: false,
            mentions: 0,
            windows: 0,
            episodes: episodes.len() as u32,
            first: place(first),
            last: place(last),
            years,
            undated: episodes.len() as u32 - dated,
            community: 0,
            rank: 0.0,
            betweenness: 0.0,
            core: 0,
            x: 0.0,
            y: 0.0,
            quotes: Vec::new(),
        }
    }
}

/// The communities under the names of the nodes that tell most of them.
pub(super) fn communities(structure: &Structure, nodes: &[Node]) -> Vec<Community> {
    let mut sizes = vec![0; structure.telling.len()];
    structure.community.iter().for_each(|&community| sizes[community as usize] += 1);
    let named = (0..).zip(structure.telling.iter().zip(sizes));
    named
        .map(|(number, (telling, size))| {
            let names: Vec<&str> = telling.iter().map(|&node| nodes[node as usize].name.as_str()).collect();
            Community { number, name: names.join(", "), size }
        })
        .collect()
}
