//! Episodes as nodes: tied to each other by the entities they share, or to the entities they mention.

use rayon::prelude::*;

use super::cut::Drawn;
use super::info::{Cut, CutBy};
use super::pairs::{Counted, LARGEST_WINDOW, Pair};

/// Ties each two episodes that share an entity. Roles are changed: an entity is a window that holds the episodes
/// mentioning it, so the same weights and tests hold. One in too many episodes ties none, as a window with too many
/// entities does not.
///
/// Costs, for each entity, the square of its episodes.
pub(super) fn tie_together(drawn: &mut Drawn, episodes: usize) {
    let mut mentioned: Vec<Vec<u32>> = vec![Vec::new(); episodes];
    let mut tying = 0;
    for (number, entity) in (0..).zip(&drawn.entities) {
        if entity.episodes.len() <= LARGEST_WINDOW {
            tying += 1;
            entity.episodes.iter().for_each(|&episode| mentioned[episode as usize].push(number));
        }
    }
    let entities = &drawn.entities;
    let later = |episode: u32, entity: u32| {
        let all = &entities[entity as usize].episodes;
        &all[all.partition_point(|&other| other <= episode)..]
    };
    let rows = (0..episodes as u32).into_par_iter().map_init(
        || vec![0u32; episodes],
        |shared, episode| {
            let own = &mentioned[episode as usize];
            own.iter()
                .flat_map(|&entity| later(episode, entity))
                .for_each(|&other| shared[other as usize] += 1);
            let row = (0..).zip(shared.iter_mut()).filter(|(_, shared)| **shared > 0);
            row.map(|(other, shared)| Pair { one: episode, other, windows: std::mem::take(shared) })
                .collect::<Vec<Pair>>()
        },
    );
    drawn.pairs = rows.collect::<Vec<_>>().into_iter().flatten().collect();
    drawn.held = mentioned.iter().map(|mentioned| mentioned.len() as u32).collect();
    drawn.mentioned = mentioned;
    drawn.windows = tying;
    let common = drawn.entities.len() as u32 - tying;
    if common > 0 {
        drawn.cut.push(Cut { by: CutBy::TooCommon, windows: 0, nodes: common, edges: 0 });
    }
}

/// Ties each entity to the episodes that mention it. An episode is one more thing that each of its windows holds, so the
/// same weights and tests hold. Episodes are numbered behind the entities. Costs what is mentioned in each episode.
pub(super) fn tie_to_entities(drawn: &mut Drawn, counted: &Counted, entities: usize) {
    let mut numbers = vec![None; entities];
    for (number, entity) in (0..).zip(&drawn.entities) {
        numbers[entity.entity as usize] = Some(number);
    }
    let first = drawn.entities.len() as u32;
    let mut pairs = Vec::new();
    for (episode, (windows, held)) in (first..).zip(&counted.episodes) {
        drawn.held.push(*windows);
        let held = held.iter().filter(|&&(_, windows)| windows > 0);
        pairs.extend(held.filter_map(|&(entity, windows)| {
            Some(Pair { one: numbers[entity as usize]?, other: episode, windows })
        }));
    }
    pairs.sort_unstable_by_key(|pair| (pair.one, pair.other));
    drawn.pairs = pairs;
}
