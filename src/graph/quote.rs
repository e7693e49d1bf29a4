//! Evidence: what was said where, dated; chosen so that quotes differ.

use std::cmp::Reverse;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use smallvec::smallvec;

use super::choose::{Place, Quotes, choose, tells};
use super::cut::DrawnEntity;
use super::node::EpisodeRef;
use super::tally::{Spot, Tally};
use super::together::{SENTENCE_APART, Sighting};
use crate::episode::Time;
use crate::mention::{DocumentMentions, Extraction};

/// Mentions more sentences apart are no further evidence.
const STILL_NEAR: u32 = 2;

/// Quotes are chosen from so many places for each that is kept: the nearest, or those spread over time.
const CHOICE: usize = 8;

/// A sentence, and where to find it. Nodes and edges that quote the same sentence share it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The episode's id.
    pub episode: Arc<str>,
    /// Its day, where known.
    pub date: Option<Arc<str>>,
    /// When the first name in it was said, in seconds.
    pub time: Option<Time>,
    /// Who said it, as labelled.
    pub speaker: Option<Arc<str>>,
    /// The document's path, as given.
    pub path: Arc<str>,
    /// Line in the source of the first name in it, from 1.
    pub line: u32,
    /// What was said, at most 240 characters of it.
    pub text: Arc<str>,
}

/// Makes quotes; each sentence is kept once.
pub(super) struct Quoter<'t, 'c> {
    tally: &'t Tally<'c>,
    episodes: Vec<Source>,
    most: usize,
}

/// An episode, and for each document the quotes of its mentions.
struct Source {
    episode: EpisodeRef,
    documents: Vec<Vec<Arc<Quote>>>,
}

impl Source {
    fn new(extraction: &Extraction, with_text: bool) -> Self {
        let episode = EpisodeRef {
            episode: extraction.episode.id.as_str().into(),
            date: extraction.episode.date.as_deref().map(Arc::from),
        };
        let documents = if with_text { extraction.documents.as_slice() } else { &[] };
        Source { documents: documents.iter().map(|document| quotes(&episode, document)).collect(), episode }
    }
}

/// For each mention of a document the sentence it is in; mentions in one sentence share it.
fn quotes(episode: &EpisodeRef, document: &DocumentMentions) -> Vec<Arc<Quote>> {
    let path: Arc<str> = document.path.as_str().into();
    let mut quotes: Vec<Arc<Quote>> = Vec::with_capacity(document.mentions.len());
    for (at, mention) in document.mentions.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &document.mentions[before]);
        if before.is_some_and(|before| before.sentence == mention.sentence) {
            quotes.push(quotes[at - 1].clone());
            continue;
        }
        // Without its sentence, the mention itself has to do.
        let sentence = document.sentence(mention.sentence);
        let text = sentence.map_or_else(|| Arc::from(&*mention.surface), |sentence| sentence.text.clone());
        quotes.push(Arc::new(Quote {
            episode: episode.episode.clone(),
            date: episode.date.clone(),
            time: mention.time,
            speaker: mention.speaker.clone(),
            path: path.clone(),
            line: mention.line,
            text,
        }));
    }
    quotes
}

impl<'t, 'c> Quoter<'t, 'c> {
    /// Prepares to make quotes of a corpus, at most `most` a node or edge. Makes each quote once.
    pub(super) fn new(tally: &'t Tally<'c>, most: usize) -> Self {
        Quoter {
            tally,
            episodes: tally.episodes.par_iter().map(|episode| Source::new(episode, most > 0)).collect(),
            most,
        }
    }

    /// Whether any quotes were asked for.
    pub(super) fn is_asked(&self) -> bool {
        self.most > 0
    }

    /// The episode with this number.
    pub(super) fn episode(&self, number: u32) -> &EpisodeRef {
        &self.episodes[number as usize].episode
    }

    /// Quotes of one entity: its best mention in episodes spread over `episodes`, in order of time.
    pub(super) fn of_node(&self, entity: u32, episodes: &[u32]) -> Quotes {
        let places = spread(episodes.len(), self.choice());
        let places = places.into_iter().filter_map(|at| self.best(episodes[at], entity));
        let mut quotes = choose(places.collect(), self.most);
        // Episodes come in order of time, and so do their quotes.
        let order = |quote: &Arc<Quote>| {
            episodes.iter().position(|&episode| self.episode(episode).episode == quote.episode)
        };
        quotes.sort_by_cached_key(order);
        quotes
    }

    /// Quotes of one pair: where the two are in one sentence, spread over time; then where they are closest.
    pub(super) fn of_edge(&self, sightings: &[Sighting]) -> Quotes {
        if let [only] = sightings {
            return choose(smallvec![self.place(only)], self.most);
        }
        let (together, mut apart): (Vec<&Sighting>, Vec<&Sighting>) =
            sightings.iter().partition(|sighting| sighting.distance < SENTENCE_APART);
        apart.sort_unstable_by_key(|sighting| (sighting.distance, sighting.episode));
        let near = |sighting: &&Sighting| sighting.distance <= SENTENCE_APART + STILL_NEAR;
        apart.truncate(apart.partition_point(near).max(usize::from(together.is_empty())));
        let together = spread(together.len(), self.choice()).into_iter().map(|at| together[at]);
        let places = together.chain(apart).take(self.choice()).map(|sighting| self.place(sighting));
        choose(places.collect(), self.most)
    }

    /// Quotes of an episode: the best mention of those entities that it mentions most.
    pub(super) fn of_episode(&self, episode: u32) -> Quotes {
        let spots = &self.tally.spots[episode as usize];
        let mut entities: Vec<&[Spot]> = spots.chunk_by(|a, b| a.entity == b.entity).collect();
        entities.sort_by_key(|spots| Reverse(spots.len()));
        entities.truncate(self.choice());
        choose(entities.iter().filter_map(|spots| self.best_of(episode, spots)).collect(), self.most)
    }

    /// What one episode says of one entity.
    pub(super) fn within(&self, episode: u32, entity: u32) -> Quotes {
        let spots = self.tally.spots_of(episode, entity);
        let spots = spread(spots.len(), self.choice()).into_iter().map(|at| &spots[at..=at]);
        choose(spots.filter_map(|spot| self.best_of(episode, spot)).collect(), self.most)
    }

    /// What two episodes say of entities that both mention.
    pub(super) fn of_shared(&self, one: u32, other: u32, entities: &[&DrawnEntity]) -> Quotes {
        let places = entities.iter().take(self.choice()).filter_map(|entity| {
            let mut place = self.best(one, entity.entity)?;
            let later = self.best(other, entity.entity)?;
            place.later = Some(later.quote);
            Some(place)
        });
        choose(places.collect(), self.most)
    }

    fn choice(&self) -> usize {
        self.most.saturating_mul(CHOICE)
    }

    fn best(&self, episode: u32, entity: u32) -> Option<Place> {
        self.best_of(episode, self.tally.spots_of(episode, entity))
    }

    /// The surest mention whose sentence tells something; of several the first.
    fn best_of(&self, episode: u32, spots: &[Spot]) -> Option<Place> {
        if self.most == 0 {
            return None;
        }
        let extraction = self.tally.episodes[episode as usize];
        let worth = |spot: &&Spot| {
            let tells = tells(self.quote(episode, **spot));
            (spot.find(extraction).1.confidence.0 / 10, tells)
        };
        let best = spots.iter().rev().max_by_key(worth)?;
        Some(Place { quote: self.quote(episode, *best).clone(), later: None })
    }

    /// The mentions of a pair that are closest, as read.
    fn place(&self, sighting: &Sighting) -> Place {
        let Sighting { episode, distance, spots: [one, other] } = *sighting;
        let as_read = |spot: &Spot| (spot.document, spot.mention);
        let (first, second) = if as_read(&one) <= as_read(&other) { (one, other) } else { (other, one) };
        let apart = distance >= SENTENCE_APART;
        Place {
            quote: self.quote(episode, first).clone(),
            later: apart.then(|| self.quote(episode, second).clone()),
        }
    }

    fn quote(&self, episode: u32, spot: Spot) -> &Arc<Quote> {
        &self.episodes[episode as usize].documents[spot.document as usize][spot.mention as usize]
    }
}

/// Of so many at most `most`, evenly spread: the first, the last, then what lies between them, halving.
fn spread(count: usize, most: usize) -> Vec<usize> {
    let most = most.min(count);
    let mut slots: Vec<usize> = (0..most).collect();
    slots.sort_by_key(|&slot| match slot {
        0 => (0, 0),
        slot if slot + 1 == most => (1, 0),
        slot => (2, slot.reverse_bits()),
    });
    slots.into_iter().map(|slot| slot * (count - 1) / (most - 1).max(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreads_from_the_ends_to_the_middle() {
        assert!(spread(0, 5).is_empty());
        assert_eq!(spread(1, 5), [0]);
        assert_eq!(spread(3, 24), [0, 2, 1]);
        assert_eq!(spread(101, 5), [0, 100, 50, 25, 75]);
    }
}
