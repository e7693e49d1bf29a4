//! Where two entities are mentioned together: the episodes in which they share a window, and their closest mentions there.
//!
//! All such places are many times as many as the pairs, so they are found again where a pair needs them, and not kept.

use smallvec::SmallVec;

use super::pairs::Windows;
use super::tally::{Spot, Tally};

/// Two mentions in different sentences are at least so far apart; in one sentence they are closer than this.
pub(super) const SENTENCE_APART: u32 = 10_000;

/// Two mentions in different documents.
const DOCUMENT_APART: u32 = u32::MAX;

/// A pair in one episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sighting {
    /// Number of the episode.
    pub(super) episode: u32,
    /// Bytes in one sentence, [`SENTENCE_APART`] + sentences in one document, else the maximum.
    pub(super) distance: u32,
    /// The two mentions closest to each other.
    pub(super) spots: [Spot; 2],
}

/// Finds places of pairs.
pub(super) struct Together<'t, 'c> {
    tally: &'t Tally<'c>,
    windows: &'t Windows,
    /// For each entity its mentions, episode by episode.
    places: Vec<Vec<Place>>,
}

/// The mentions of an entity in an episode: from where to where they stand among all of it.
#[derive(Debug, Clone, Copy)]
struct Place {
    episode: u32,
    from: u32,
    to: u32,
}

impl<'t, 'c> Together<'t, 'c> {
    /// Costs 12 bytes for each entity of an episode.
    pub(super) fn new(tally: &'t Tally<'c>, windows: &'t Windows) -> Self {
        let mut places = vec![Vec::new(); tally.entities.len()];
        for (episode, spots) in (0..).zip(&tally.spots) {
            let mut from = 0;
            for group in spots.chunk_by(|a, b| a.entity == b.entity) {
                let to = from + group.len() as u32;
                places[group[0].entity as usize].push(Place { episode, from, to });
                from = to;
            }
        }
        Together { tally, windows, places }
    }

    /// The episodes in which two entities share a window, in order of time. Costs a search in the windows of the one for each
    /// of the other.
    pub(super) fn episodes(&self, one: u32, other: u32) -> SmallVec<[u32; 4]> {
        let mut episodes = SmallVec::new();
        shared(self.windows.of(one), self.windows.of(other), |window| {
            let episode = self.windows.episode(window);
            if episodes.last() != Some(&episode) {
                episodes.push(episode);
            }
        });
        episodes
    }

    /// The same with the closest mentions in each. Costs the mentions of both there.
    pub(super) fn sightings(&self, one: u32, other: u32) -> SmallVec<[Sighting; 1]> {
        let [mut one_left, mut other_left] =
            [one, other].map(|entity| self.places[entity as usize].as_slice());
        let nearest = |episode: u32| {
            let [one, other] = [&mut one_left, &mut other_left].map(|left| self.spots(left, episode));
            nearest(episode, one, other)
        };
        self.episodes(one, other).into_iter().map(nearest).collect()
    }

    /// How close two entities are mentioned where they are closest.
    pub(super) fn distance(&self, one: u32, other: u32) -> Option<u32> {
        self.sightings(one, other).iter().map(|sighting| sighting.distance).min()
    }

    /// The mentions in an episode of the entity of which these places are left.
    fn spots(&self, left: &mut &[Place], episode: u32) -> &'t [Spot] {
        *left = &left[ahead(left, |place| place.episode < episode)..];
        let Place { from, to, .. } = left[0];
        &self.tally.spots[episode as usize][from as usize..to as usize]
    }
}

/// Calls with what two ascending lists share, in order.
fn shared(one: &[u32], other: &[u32], mut call: impl FnMut(u32)) {
    let (short, mut long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    for &number in short {
        long = &long[ahead(long, |&there| there < number)..];
        if long.first() == Some(&number) {
            call(number);
        }
    }
}

/// How many at the beginning of a list are before something. Costs the logarithm of that (Bentley and Yao 1976).
fn ahead<T>(list: &[T], is_before: impl Fn(&T) -> bool) -> usize {
    let mut step = 1;
    while list.get(step - 1).is_some_and(&is_before) {
        step *= 2;
    }
    let from = step / 2;
    from + list[from..list.len().min(step)].partition_point(is_before)
}

/// The two mentions closest to each other; of several the earliest. Neither list is empty, both are as read, so
/// the closest stand side by side when the lists are merged: one step a mention.
fn nearest(episode: u32, one: &[Spot], other: &[Spot]) -> Sighting {
    let (mut i, mut j) = (0, 0);
    let mut best: Option<Sighting> = None;
    while i < one.len() && j < other.len() {
        let distance = distance(one[i], other[j]);
        if best.is_none_or(|best| distance < best.distance) {
            best = Some(Sighting { episode, distance, spots: [one[i], other[j]] });
        }
        let [a, b] = [one[i], other[j]].map(|spot| (spot.document, spot.mention));
        if a < b { i += 1 } else { j += 1 }
    }
    best.expect("both are mentioned")
}

fn distance(one: Spot, other: Spot) -> u32 {
    if one.document != other.document {
        return DOCUMENT_APART;
    }
    match one.sentence.abs_diff(other.sentence) {
        0 => one.start.abs_diff(other.start).min(SENTENCE_APART - 1),
        apart => SENTENCE_APART.saturating_add(apart).min(DOCUMENT_APART - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_share_what_both_hold() {
        let long: Vec<u32> = (0..100).collect();
        for (one, other, both) in [
            (&[1, 3, 5][..], &[1, 2, 5, 6][..], &[1, 5][..]),
            (&[4, 50, 99, 120], &long, &[4, 50, 99]),
            (&long, &[7], &[7]),
            (&[], &long, &[]),
            (&[1, 2], &[3, 4], &[]),
        ] {
            let mut found = Vec::new();
            shared(one, other, |number| found.push(number));
            assert_eq!(found, both);
        }
    }
}
