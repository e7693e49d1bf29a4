//! What is left out of the picture, and how much it was.

use std::cmp::Reverse;
use std::ops::Range;

use super::backbone;
use super::info::{Cut, CutBy};
use super::options::GraphOptions;
use super::pairs::Pairs;
use super::tally::Tally;

/// What is drawn.
pub(super) struct Drawn {
    /// By id; a node's number is its place here.
    pub(super) entities: Vec<DrawnEntity>,
    /// By both ends.
    pub(super) pairs: Vec<Pair>,
    /// What is not.
    pub(super) cut: Vec<Cut>,
}

/// An entity that is drawn.
pub(super) struct DrawnEntity {
    /// Its number in the tally.
    pub(super) entity: u32,
    /// How often it is mentioned.
    pub(super) mentions: u32,
    /// The episodes that mention it, in order.
    pub(super) episodes: Vec<u32>,
}

/// Two entities mentioned together.
pub(super) struct Pair {
    /// The lesser end: at first by number of the entity, at last of the node.
    pub(super) one: u32,
    /// The greater end.
    pub(super) other: u32,
    /// In how many windows.
    pub(super) windows: u32,
    /// Where in [`Pairs::sightings`] its episodes are.
    pub(super) sightings: Range<usize>,
}

/// Leaves out what the options say: rare entities, then edges that do not stand out, then all but the top entities.
pub(super) fn cut(tally: &Tally<'_>, counted: &Pairs, options: &GraphOptions) -> Drawn {
    let mut drawn = whole(tally, counted);
    if counted.too_large > 0 {
        drawn.cut.push(Cut { by: CutBy::LargestWindow, windows: counted.too_large, nodes: 0, edges: 0 });
    }
    if options.min_episodes > 1 {
        let least = options.min_episodes as usize;
        drawn.keep_entities(CutBy::MinEpisodes, |entity| entity.episodes.len() >= least);
    }
    if let Some(alpha) = options.backbone {
        drawn.keep_backbone(tally.entities.len(), alpha);
    }
    if let Some(top) = options.top {
        drawn.keep_top(top);
    }
    drawn.number_nodes(tally.entities.len());
    drawn
}

fn whole(tally: &Tally<'_>, counted: &Pairs) -> Drawn {
    let facts = tally.mentions().into_iter().zip(tally.episodes_of());
    let entities =
        (0..).zip(facts).map(|(entity, (mentions, episodes))| DrawnEntity { entity, mentions, episodes });
    let mut pairs = Vec::new();
    let mut from = 0;
    for run in counted.sightings.chunk_by(|a, b| (a.one, a.other) == (b.one, b.other)) {
        let to = from + run.len();
        pairs.push(Pair {
            one: run[0].one,
            other: run[0].other,
            windows: run.iter().map(|sighting| sighting.windows).sum(),
            sightings: from..to,
        });
        from = to;
    }
    Drawn { entities: entities.collect(), pairs, cut: Vec::new() }
}

impl Drawn {
    fn keep_entities(&mut self, by: CutBy, keep: impl Fn(&DrawnEntity) -> bool) {
        let before = (self.entities.len(), self.pairs.len());
        self.entities.retain(keep);
        let kept: Vec<u32> = self.entities.iter().map(|entity| entity.entity).collect();
        let is_kept = |entity: u32| kept.binary_search(&entity).is_ok();
        self.pairs.retain(|pair| is_kept(pair.one) && is_kept(pair.other));
        self.count(by, before);
    }

    /// Only edges are cut: an entity that loses all of them stays as a node.
    fn keep_backbone(&mut self, entities: usize, alpha: f64) {
        let before = (self.entities.len(), self.pairs.len());
        let edges: Vec<(u32, u32, f64)> =
            self.pairs.iter().map(|pair| (pair.one, pair.other, f64::from(pair.windows))).collect();
        let mut kept = backbone::stands_out(entities, &edges, alpha).into_iter();
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

    fn count(&mut self, by: CutBy, (nodes, edges): (usize, usize)) {
        self.cut.push(Cut {
            by,
            windows: 0,
            nodes: (nodes - self.entities.len()) as u32,
            edges: (edges - self.pairs.len()) as u32,
        });
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
    }
}
