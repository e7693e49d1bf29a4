//! In which episodes two entities share a window, and where they stand closest together.

use super::cut::DrawnEntity;
use super::tally::{Spot, Tally};
use super::window::{Window, WindowKey};
use crate::mention::Extraction;

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

/// Finds again where pairs were counted: their places are many times as many as the pairs, so that none is kept.
pub(super) struct Together<'t, 'c> {
    tally: &'t Tally<'c>,
    window: Window,
    /// Windows that were not counted, with the number of their episode; ascending.
    too_large: &'t [(u32, WindowKey)],
}

impl<'t, 'c> Together<'t, 'c> {
    pub(super) fn new(tally: &'t Tally<'c>, window: Window, too_large: &'t [(u32, WindowKey)]) -> Self {
        Together { tally, window, too_large }
    }

    /// How many windows were not counted.
    pub(super) fn too_large(&self) -> u32 {
        self.too_large.len() as u32
    }

    /// The episodes in which two share a window, in order of time. Costs their mentions in episodes that have both.
    pub(super) fn of(&self, one: &DrawnEntity, other: &DrawnEntity) -> Vec<Sighting> {
        let (few, many) = match one.episodes.len() <= other.episodes.len() {
            true => (&one.episodes, &other.episodes),
            false => (&other.episodes, &one.episodes),
        };
        let both = few.iter().copied().filter(|episode| many.binary_search(episode).is_ok());
        both.filter_map(|episode| {
            let [one, other] = [one, other].map(|entity| self.tally.spots_of(episode, entity.entity));
            self.share_a_window(episode, one, other)
                .then(|| nearest(episode, self.tally.episodes[episode as usize], one, other))
        })
        .collect()
    }

    fn share_a_window(&self, episode: u32, one: &[Spot], other: &[Spot]) -> bool {
        let extraction = self.tally.episodes[episode as usize];
        let key = |spot: &Spot| self.window.of(spot.document, spot.find(extraction).1);
        let is_counted = |key: &WindowKey| self.too_large.binary_search(&(episode, *key)).is_err();
        if self.window == Window::Episode {
            return is_counted(&key(&one[0]));
        }
        let mut keys: Vec<WindowKey> = one.iter().map(key).filter(is_counted).collect();
        keys.sort_unstable();
        other.iter().any(|spot| keys.binary_search(&key(spot)).is_ok())
    }
}

/// The two mentions closest to each other; of several the earliest. Neither list is empty, both are as read, so
/// the closest stand side by side when the lists are merged: one step a mention.
fn nearest(episode: u32, extraction: &Extraction, one: &[Spot], other: &[Spot]) -> Sighting {
    let (mut i, mut j) = (0, 0);
    let mut best: Option<Sighting> = None;
    while i < one.len() && j < other.len() {
        let distance = distance(extraction, one[i], other[j]);
        if best.is_none_or(|best| distance < best.distance) {
            best = Some(Sighting { episode, distance, spots: [one[i], other[j]] });
        }
        let [a, b] = [one[i], other[j]].map(|spot| (spot.document, spot.mention));
        if a < b { i += 1 } else { j += 1 }
    }
    best.expect("both are mentioned")
}

fn distance(extraction: &Extraction, one: Spot, other: Spot) -> u32 {
    if one.document != other.document {
        return DOCUMENT_APART;
    }
    let (a, b) = (one.find(extraction).1, other.find(extraction).1);
    match a.sentence.abs_diff(b.sentence) {
        0 => a.span.start.abs_diff(b.span.start).min(SENTENCE_APART - 1),
        apart => SENTENCE_APART.saturating_add(apart).min(DOCUMENT_APART - 1),
    }
}
