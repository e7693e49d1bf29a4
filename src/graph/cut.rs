//! What is left out of the picture, and how much it was.

use std::cmp::Reverse;

use super::backbone::{self, Ground};
use super::episodes;
use super::info::{Cut, CutBy};
use super::options::{GraphOptions, Nodes};
use super::pairs::{Counted, Pair};
use super::surest::surest;
use super::tally::Tally;
use super::together::Together;

/// What is drawn.
pub(super) struct Drawn {
    /// What the nodes are.
    pub(super) nodes: Nodes,
    /// By id; where entities are nodes, a node's number is its place here.
    pub(super) entities: Vec<DrawnEntity>,
    /// By both ends.
    pub(super) pairs: Vec<Pair>,
    /// For each end the windows that hold it.
    pub(super) held: Vec<u32>,
    /// Windows in all.
    pub(super) windows: u32,
    /// Between episodes, for each the entities that tie it.
    pub(super) mentioned: Vec<Vec<u32>>,
    /// What is not drawn.
    pub(super) cut: Vec<Cut>,
}

/// An entity that is drawn, or that ties episodes.
pub(super) struct DrawnEntity {
    /// Its number in the tally.
    pub(super) entity: u32,
    /// How often it is mentioned.
    pub(super) mentions: u32,
    /// The episodes that mention it, in order.
    pub(super) episodes: Vec<u32>,
}

/// Leaves out what the options say: rare entities, then edges that do not stand out, then all but the top entities,
/// then all but the surest edges. Where episodes are nodes, edges come last: entities that are left out tie none.
pub(super) fn cut(
    tally: &Tally<'_>,
    mut counted: Counted,
    together: &Together<'_, '_>,
    options: &GraphOptions,
) -> Drawn {
    let mut drawn = whole(tally, &mut counted, options.nodes);
    if counted.too_large > 0 {
        drawn.cut.push(Cut { by: CutBy::LargestWindow, windows: counted.too_large, nodes: 0, edges: 0 });
    }
    if options.min_episodes > 1 {
        let least = options.min_episodes as usize;
        drawn.keep_entities(CutBy::MinEpisodes, |entity| entity.episodes.len() >= least);
    }
    if options.nodes == Nodes::Entities {
        drawn.keep_backbone(options, drawn.entities.len());
    }
    if let Some(top) = options.top {
        drawn.keep_top(top);
    }
    drawn.number_nodes(tally.entities.len());
    match options.nodes {
        Nodes::Entities => {}
        Nodes::Episodes => episodes::tie_together(&mut drawn, tally.episodes.len()),
        Nodes::Both => episodes::tie_to_entities(&mut drawn, &counted, tally.entities.len()),
    }
    if options.nodes != Nodes::Entities {
        drawn.keep_backbone(options, tally.episodes.len());
    }
    if let Some(most) = options.lines {
        drawn.keep_surest(most, together);
    }
    drawn
}

fn whole(tally: &Tally<'_>, counted: &mut Counted, nodes: Nodes) -> Drawn {
    let facts = tally.mentions().into_iter().zip(tally.episodes_of());
    let entities =
        (0..).zip(facts).map(|(entity, (mentions, episodes))| DrawnEntity { entity, mentions, episodes });
    Drawn {
        nodes,
        entities: entities.collect(),
        pairs: std::mem::take(&mut counted.pairs),
        held: std::mem::take(&mut counted.held),
        windows: counted.windows,
        mentioned: Vec::new(),
        cut: Vec::new(),
    }
}

impl Drawn {
    /// What the weights are made of, and what edges are compared with where `others` could be tied to each entity.
    pub(super) fn ground(&self, others: usize) -> Ground<'_> {
        let others = others as f64;
        let possible = match self.nodes {
            Nodes::Both => self.entities.len() as f64 * others,
            Nodes::Entities | Nodes::Episodes => others * (others - 1.0) / 2.0,
        };
        Ground { held: &self.held, windows: self.windows, possible }
    }

    fn keep_entities(&mut self, by: CutBy, keep: impl Fn(&DrawnEntity) -> bool) {
        let before = (self.entities.len(), self.pairs.len());
        self.entities.retain(keep);
        let kept: Vec<u32> = self.entities.iter().map(|entity| entity.entity).collect();
        let is_kept = |entity: u32| kept.binary_search(&entity).is_ok();
        self.pairs.retain(|pair| is_kept(pair.one) && is_kept(pair.other));
        self.count(by, before);
    }

    /// Only edges are cut: what loses all of them stays as a node.
    fn keep_backbone(&mut self, options: &GraphOptions, others: usize) {
        let Some(alpha) = options.backbone else { return };
        let before = (self.entities.len(), self.pairs.len());
        let ground = self.ground(others);
        let mut kept = backbone::stands_out(&self.pairs, &ground, options.backbone_test, alpha).into_iter();
        self.pairs.retain(|_| kept.next().unwrap_or(false));
        self.count(CutBy::Backbone, before);
    }

    fn keep_top(&mut self, top: usize) {
        let mut order: Vec<_> = self
            .entities
            .iter()
            .map(|entity| (Reverse(entity.episodes.len()), Reverse(entity.mentions), entity.entity))
            .collect();
        order.sort_unstable();
        // The least of the order that is no longer kept.
        let limit = order.get(top).copied();
        self.keep_entities(CutBy::Top, |entity| {
            let place = (Reverse(entity.episodes.len()), Reverse(entity.mentions), entity.entity);
            limit.is_none_or(|limit| place < limit)
        });
    }

    /// Of the edges that are left: the surest of a node that is cut would not help.
    fn keep_surest(&mut self, most: usize, together: &Together<'_, '_>) {
        let before = (self.entities.len(), self.pairs.len());
        let nearest = |pair: &Pair| match self.nodes {
            Nodes::Entities => {
                let [one, other] = self.ends(pair);
                together.distance(one, other)
            }
            Nodes::Episodes | Nodes::Both => None,
        };
        let mut kept = surest(&self.pairs, &self.ground(0), nearest, most).into_iter();
        self.pairs.retain(|_| kept.next().unwrap_or(false));
        self.count(CutBy::Lines, before);
    }

    fn count(&mut self, by: CutBy, (nodes, edges): (usize, usize)) {
        self.cut.push(Cut {
            by,
            windows: 0,
            nodes: (nodes - self.entities.len()) as u32,
            edges: (edges - self.pairs.len()) as u32,
        });
    }

    /// The numbers of the entities of a pair whose ends are numbers of nodes.
    pub(super) fn ends(&self, pair: &Pair) -> [u32; 2] {
        [pair.one, pair.other].map(|node| self.entities[node as usize].entity)
    }

    /// From here on ends are numbers of nodes.
    fn number_nodes(&mut self, entities: usize) {
        let mut numbers = vec![0; entities];
        for (number, entity) in (0..).zip(&self.entities) {
            numbers[entity.entity as usize] = number;
        }
        for pair in &mut self.pairs {
            pair.one = numbers[pair.one as usize];
            pair.other = numbers[pair.other as usize];
        }
        self.held = self.entities.iter().map(|entity| self.held[entity.entity as usize]).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_knows_how_many_pairs_there_could_be() {
        let entity = |entity| DrawnEntity { entity, mentions: 1, episodes: vec![0] };
        let mut drawn = Drawn {
            nodes: Nodes::Entities,
            entities: (0..3).map(entity).collect(),
            pairs: Vec::new(),
            held: vec![1; 3],
            windows: 1,
            mentioned: Vec::new(),
            cut: Vec::new(),
        };
        assert_eq!(drawn.ground(5).possible, 10.0);
        drawn.nodes = Nodes::Episodes;
        assert_eq!(drawn.ground(6).possible, 15.0);
        drawn.nodes = Nodes::Both;
        assert_eq!(drawn.ground(4).possible, 12.0);
    }
}
