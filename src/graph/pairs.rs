//! Who is mentioned with whom: pairs counted once a window.

use rayon::prelude::*;

use super::tally::{Spot, Tally};
use super::window::{Window, WindowKey};
use crate::mention::Extraction;

/// A window with more entities is not paired: the pairs of 2,000 are two million, and such a list (an index, a
/// changelog) says little about any two. [`super::GraphInfo::cut`] tells how many there were.
pub const LARGEST_WINDOW: usize = 2000;

/// Two that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// The lesser end: at first by number of the entity, at last of the node.
    pub(super) one: u32,
    /// The greater end.
    pub(super) other: u32,
    /// In how many windows.
    pub(super) windows: u32,
}

/// Everything counted.
pub(super) struct Counted {
    /// By both ends.
    pub(super) pairs: Vec<Pair>,
    /// Windows that hold at least one entity.
    pub(super) windows: u32,
    /// For each entity the windows that hold it.
    pub(super) held: Vec<u32>,
    /// For each episode its windows, and the entities in it with the windows that hold them.
    pub(super) episodes: Vec<(u32, Vec<(u32, u32)>)>,
    /// Windows left out for their size.
    pub(super) too_large: u32,
}

/// Which windows hold each entity; where nobody asked for pairs, none.
#[derive(Default)]
pub(super) struct Windows {
    /// For each entity, where its windows begin in `list`, and last where they end.
    starts: Vec<u32>,
    /// Ascending for each entity.
    list: Vec<u32>,
    /// For each window its episode.
    episodes: Vec<u32>,
}

impl Windows {
    /// The windows of an entity.
    pub(super) fn of(&self, entity: u32) -> &[u32] {
        let entity = entity as usize;
        &self.list[self.starts[entity] as usize..self.starts[entity + 1] as usize]
    }

    /// The episode of a window.
    pub(super) fn episode(&self, window: u32) -> u32 {
        self.episodes[window as usize]
    }
}

/// Counts a corpus: what each window holds and, if asked for, all pairs of each. Pairs cost the square of a window's
/// entities in time; in memory 12 bytes each, twice while they are put together, and 8 for each entity of a window.
pub(super) fn count(tally: &Tally<'_>, window: Window, pairs_too: bool) -> (Counted, Windows) {
    let numbered: Vec<(u32, &Vec<Spot>)> = (0..).zip(&tally.spots).collect();
    let parts: Vec<EpisodeCount> = numbered
        .into_par_iter()
        .map(|(number, spots)| count_episode(tally.episodes[number as usize], spots, window))
        .collect();
    let mut counted = Counted {
        pairs: Vec::new(),
        windows: 0,
        held: vec![0; tally.entities.len()],
        episodes: Vec::with_capacity(parts.len()),
        too_large: 0,
    };
    let (mut members, mut episodes) = (Members::default(), Vec::new());
    for (number, part) in (0..).zip(parts) {
        let windows = part.windows.ends.len() as u32;
        counted.windows += windows;
        counted.too_large += part.too_large;
        for &(entity, held) in &part.held {
            counted.held[entity as usize] += held;
        }
        counted.episodes.push((windows, part.held));
        if pairs_too {
            members.add(&part.windows);
            episodes.extend((0..windows).map(|_| number));
        }
    }
    if !pairs_too {
        return (counted, Windows::default());
    }
    let windows = members.turned(&counted.held, episodes);
    counted.pairs = pairs(&members, &windows);
    (counted, windows)
}

/// Windows and the entities in each, ascending.
#[derive(Default)]
struct Members {
    entities: Vec<u32>,
    /// For each window, where its entities end.
    ends: Vec<u32>,
}

impl Members {
    fn add(&mut self, others: &Members) {
        let before = self.entities.len();
        self.entities.extend(&others.entities);
        let place = |end: &u32| u32::try_from(before + *end as usize).expect("fewer than 2^32 mentions");
        self.ends.extend(others.ends.iter().map(place));
    }

    /// The entities of a window.
    fn of(&self, window: u32) -> &[u32] {
        let from = window.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.entities[from as usize..self.ends[window as usize] as usize]
    }

    /// The same by entity, `held` windows each.
    fn turned(&self, held: &[u32], episodes: Vec<u32>) -> Windows {
        let mut starts = Vec::with_capacity(held.len() + 1);
        starts.push(0);
        starts.extend(held.iter().scan(0, |end, held| {
            *end += held;
            Some(*end)
        }));
        let (mut free, mut list) = (starts.clone(), vec![0; self.entities.len()]);
        for window in 0..self.ends.len() as u32 {
            for &entity in self.of(window) {
                let slot = &mut free[entity as usize];
                list[*slot as usize] = window;
                *slot += 1;
            }
        }
        Windows { starts, list, episodes }
    }
}

/// For each entity who follows it in its windows: a row of the product of the windows with themselves, counted in one list
/// for all entities (Gustavson 1978).
fn pairs(members: &Members, windows: &Windows) -> Vec<Pair> {
    let entities = windows.starts.len() - 1;
    let row = |together: &mut Vec<u32>, one: u32| {
        let mut met = Vec::new();
        for &window in windows.of(one) {
            let all = members.of(window);
            for &other in &all[all.partition_point(|&other| other <= one)..] {
                let times = &mut together[other as usize];
                if *times == 0 {
                    met.push(other);
                }
                *times += 1;
            }
        }
        met.sort_unstable();
        let pair = |other: u32| Pair { one, other, windows: std::mem::take(&mut together[other as usize]) };
        met.into_iter().map(pair).collect::<Vec<Pair>>()
    };
    let rows = (0..entities as u32).into_par_iter().map_init(|| vec![0; entities], row);
    rows.collect::<Vec<Vec<Pair>>>().concat()
}

struct EpisodeCount {
    windows: Members,
    held: Vec<(u32, u32)>,
    too_large: u32,
}

fn count_episode(episode: &Extraction, spots: &[Spot], window: Window) -> EpisodeCount {
    let mut in_window: Vec<(WindowKey, u32)> =
        spots.iter().map(|spot| (window.of(spot.document, spot.find(episode).1), spot.entity)).collect();
    in_window.sort_unstable();
    in_window.dedup();
    let mut windows = Members::default();
    let mut too_large = 0;
    for window in in_window.chunk_by(|a, b| a.0 == b.0) {
        if window.len() > LARGEST_WINDOW {
            too_large += 1;
            continue;
        }
        windows.entities.extend(window.iter().map(|&(_, entity)| entity));
        windows.ends.push(windows.entities.len() as u32);
    }
    let mut all = windows.entities.clone();
    all.sort_unstable();
    let mut held = Vec::new();
    for group in spots.chunk_by(|a, b| a.entity == b.entity) {
        let entity = group[0].entity;
        let times = all.partition_point(|&held| held <= entity) - all.partition_point(|&held| held < entity);
        held.push((entity, times as u32));
    }
    EpisodeCount { windows, held, too_large }
}
