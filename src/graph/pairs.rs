//! Who is mentioned with whom: pairs counted once a window, and where they stand closest together.

use rayon::prelude::*;

use super::tally::{Spot, Tally};
use super::window::{Window, WindowKey};
use crate::mention::Extraction;

/// A window with more entities is not paired: the pairs of 2,000 are two million, and such a list (an index, a
/// changelog) says little about any two. [`super::GraphInfo::cut`] tells how many there were.
pub const LARGEST_WINDOW: usize = 2000;

/// Two mentions in different sentences are at least so far apart; in one sentence they are closer than this.
pub(super) const SENTENCE_APART: u32 = 10_000;

/// Two mentions in different documents.
const DOCUMENT_APART: u32 = u32::MAX;

/// A pair in one episode. Ordered by pair, then by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sighting {
    /// Number of the entity with the lesser id.
    pub(super) one: u32,
    /// Number of the other.
    pub(super) other: u32,
    /// Number of the episode.
    pub(super) episode: u32,
    /// In how many of its windows.
    pub(super) windows: u32,
    /// The two mentions closest to each other.
    pub(super) near: Near,
}

/// Two mentions and how far they are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Near {
    /// Bytes in one sentence, [`SENTENCE_APART`] + sentences in one document, else the maximum.
    pub(super) distance: u32,
    /// Of the mentions of `one` in the episode, which.
    pub(super) one: u32,
    /// Of the mentions of `other` in the episode, which.
    pub(super) other: u32,
}

/// Everything counted.
pub(super) struct Pairs {
    /// Ascending.
    pub(super) sightings: Vec<Sighting>,
    /// Windows that hold at least one entity.
    pub(super) windows: u32,
    /// For each entity the windows that hold it.
    pub(super) held: Vec<u32>,
    /// For each episode its windows, and the entities in it with the windows that hold them.
    pub(super) episodes: Vec<(u32, Vec<(u32, u32)>)>,
    /// Windows left out for their size.
    pub(super) too_large: u32,
}

/// Counts a corpus: what each window holds and, if asked for, all pairs of each. Pairs cost the square of a window's
/// entities, and memory for the pairs of an episode summed over episodes (28 bytes each).
pub(super) fn count(tally: &Tally<'_>, window: Window, pairs_too: bool) -> Pairs {
    let numbered: Vec<(u32, &Vec<Spot>)> = (0..).zip(&tally.spots).collect();
    let counted: Vec<EpisodeCount> = numbered
        .into_par_iter()
        .map(|(number, spots)| {
            count_episode(number, tally.episodes[number as usize], spots, window, pairs_too)
        })
        .collect();
    let mut pairs = Pairs {
        sightings: Vec::with_capacity(counted.iter().map(|count| count.sightings.len()).sum()),
        windows: 0,
        held: vec![0; tally.entities.len()],
        episodes: Vec::with_capacity(counted.len()),
        too_large: 0,
    };
    for count in counted {
        pairs.windows += count.windows;
        pairs.too_large += count.too_large;
        for &(entity, held) in &count.held {
            pairs.held[entity as usize] += held;
        }
        pairs.episodes.push((count.windows, count.held));
        pairs.sightings.extend(count.sightings);
    }
    pairs.sightings.par_sort_unstable();
    pairs
}

struct EpisodeCount {
    sightings: Vec<Sighting>,
    windows: u32,
    held: Vec<(u32, u32)>,
    too_large: u32,
}

fn count_episode(
    number: u32,
    episode: &Extraction,
    spots: &[Spot],
    window: Window,
    pairs_too: bool,
) -> EpisodeCount {
    let groups: Vec<&[Spot]> = spots.chunk_by(|a, b| a.entity == b.entity).collect();
    let mut in_window: Vec<(WindowKey, u32)> = Vec::with_capacity(spots.len());
    for (local, group) in (0..).zip(&groups) {
        let keys = group.iter().map(|spot| window.of(spot.document, spot.find(episode).1));
        in_window.extend(keys.map(|key| (key, local)));
    }
    in_window.sort_unstable();
    in_window.dedup();
    let (large, windows): (Vec<_>, Vec<_>) =
        in_window.chunk_by(|a, b| a.0 == b.0).partition(|window| window.len() > LARGEST_WINDOW);
    let mut held = vec![0; groups.len()];
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for window in &windows {
        for (at, &(_, one)) in window.iter().enumerate() {
            held[one as usize] += 1;
            let others = if pairs_too { &window[at + 1..] } else { &[] };
            pairs.extend(others.iter().map(|&(_, other)| (one, other)));
        }
    }
    pairs.sort_unstable();
    let sightings = pairs.chunk_by(|a, b| a == b).map(|run| {
        let (one, other) = run[0];
        let (one, other) = (groups[one as usize], groups[other as usize]);
        Sighting {
            one: one[0].entity,
            other: other[0].entity,
            episode: number,
            windows: run.len() as u32,
            near: nearest(episode, one, other),
        }
    });
    EpisodeCount {
        sightings: sightings.collect(),
        windows: windows.len() as u32,
        held: groups.iter().map(|group| group[0].entity).zip(held).collect(),
        too_large: large.len() as u32,
    }
}

/// The two mentions closest to each other; of several the earliest. Neither list is empty, both are as read, so
/// the closest stand side by side when the lists are merged: one step a mention.
fn nearest(episode: &Extraction, one: &[Spot], other: &[Spot]) -> Near {
    let (mut i, mut j) = (0, 0);
    let mut best: Option<Near> = None;
    while i < one.len() && j < other.len() {
        let near = Near { distance: distance(episode, one[i], other[j]), one: i as u32, other: j as u32 };
        if best.is_none_or(|best| near.distance < best.distance) {
            best = Some(near);
        }
        let [a, b] = [one[i], other[j]].map(|spot| (spot.document, spot.mention));
        if a < b { i += 1 } else { j += 1 }
    }
    best.expect("both are mentioned")
}

fn distance(episode: &Extraction, one: Spot, other: Spot) -> u32 {
    if one.document != other.document {
        return DOCUMENT_APART;
    }
    let (a, b) = (one.find(episode).1, other.find(episode).1);
    match a.sentence.abs_diff(b.sentence) {
        0 => a.span.start.abs_diff(b.span.start).min(SENTENCE_APART - 1),
        apart => SENTENCE_APART.saturating_add(apart).min(DOCUMENT_APART - 1),
    }
}
