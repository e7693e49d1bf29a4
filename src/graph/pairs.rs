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
    /// Windows left out for their size, with the number of their episode; ascending.
    pub(super) too_large: Vec<(u32, WindowKey)>,
}

/// Counts a corpus: what each window holds and, if asked for, all pairs of each. Pairs cost the square of a window's
/// entities in time; in memory 12 bytes each, and 12 for each entity of a window.
pub(super) fn count(tally: &Tally<'_>, window: Window, pairs_too: bool) -> Counted {
    let numbered: Vec<(u32, &Vec<Spot>)> = (0..).zip(&tally.spots).collect();
    let parts: Vec<EpisodeCount> = numbered
        .into_par_iter()
        .map(|(number, spots)| count_episode(number, tally.episodes[number as usize], spots, window))
        .collect();
    let mut counted = Counted {
        pairs: Vec::new(),
        windows: 0,
        held: vec![0; tally.entities.len()],
        episodes: Vec::with_capacity(parts.len()),
        too_large: Vec::new(),
    };
    let mut members = Members::default();
    for part in parts {
        counted.windows += part.windows.ends.len() as u32;
        counted.too_large.extend(part.too_large);
        for &(entity, held) in &part.held {
            counted.held[entity as usize] += held;
        }
        counted.episodes.push((part.windows.ends.len() as u32, part.held));
        if pairs_too {
            members.add(&part.windows);
        }
    }
    counted.pairs = pairs(&members, &counted.held);
    counted
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

    /// For each window, from where to where its entities stand.
    fn places(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        std::iter::once(0).chain(self.ends.iter().copied()).zip(self.ends.iter().copied())
    }
}

/// For each entity who follows it in the windows that hold it, `held` of them: a row of the product of the windows with
/// themselves, counted in one list for all entities (Gustavson 1978).
fn pairs(windows: &Members, held: &[u32]) -> Vec<Pair> {
    let mut followed = vec![(0, 0); windows.entities.len()];
    let mut free: Vec<u32> = Vec::with_capacity(held.len());
    held.iter().fold(0, |from, held| {
        free.push(from);
        from + held
    });
    for (from, to) in windows.places() {
        for at in from..to {
            let slot = &mut free[windows.entities[at as usize] as usize];
            followed[*slot as usize] = (at + 1, to);
            *slot += 1;
        }
    }
    // What was free stands behind what is taken now.
    let row = |together: &mut Vec<u32>, one: usize| {
        let own = (free[one] - held[one]) as usize..free[one] as usize;
        let others = || {
            followed[own.clone()].iter().flat_map(|&(from, to)| &windows.entities[from as usize..to as usize])
        };
        let mut met = Vec::new();
        for &other in others() {
            let windows = &mut together[other as usize];
            if *windows == 0 {
                met.push(other);
            }
            *windows += 1;
        }
        met.sort_unstable();
        let pair = |other: u32| {
            let windows = std::mem::take(&mut together[other as usize]);
            Pair { one: one as u32, other, windows }
        };
        met.into_iter().map(pair).collect::<Vec<Pair>>()
    };
    let rows = (0..if windows.entities.is_empty() { 0 } else { held.len() }).into_par_iter();
    let rows: Vec<Vec<Pair>> = rows.map_init(|| vec![0; held.len()], row).collect();
    rows.concat()
}

struct EpisodeCount {
    windows: Members,
    held: Vec<(u32, u32)>,
    too_large: Vec<(u32, WindowKey)>,
}

fn count_episode(number: u32, episode: &Extraction, spots: &[Spot], window: Window) -> EpisodeCount {
    let mut in_window: Vec<(WindowKey, u32)> =
        spots.iter().map(|spot| (window.of(spot.document, spot.find(episode).1), spot.entity)).collect();
    in_window.sort_unstable();
    in_window.dedup();
    let mut windows = Members::default();
    let mut too_large = Vec::new();
    for window in in_window.chunk_by(|a, b| a.0 == b.0) {
        if window.len() > LARGEST_WINDOW {
            too_large.push((number, window[0].0));
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
