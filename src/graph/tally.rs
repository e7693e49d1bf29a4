//! The corpus numbered: episodes in order of time, entities by id, and who is mentioned where.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::entity::{Entity, Kind};
use crate::episode::EpisodeInfo;
use crate::mention::{DocumentMentions, Extraction, Mention};

/// The corpus as numbers; they never leave this folder.
pub(super) struct Tally<'c> {
    /// In order of [`in_time`].
    pub(super) episodes: Vec<&'c Extraction>,
    /// Those mentioned and of a kind that is drawn, by id.
    pub(super) entities: Vec<&'c Entity>,
    /// For each episode its mentions, by entity, within that as read.
    pub(super) spots: Vec<Vec<Spot>>,
    /// For each episode its year, where it has a date.
    years: Vec<Option<u16>>,
}

/// A mention, by numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// Number of the entity in [`Tally::entities`].
    pub(super) entity: u32,
    /// Number of the document in the episode.
    pub(super) document: u32,
    /// Number of the mention in the document.
    pub(super) mention: u32,
    /// Its sentence, and its first byte: kept here, since pairs are compared far from where they were read.
    pub(super) sentence: u32,
    pub(super) start: u32,
}

impl Spot {
    /// The document of the mention, and the mention.
    pub(super) fn find(self, episode: &Extraction) -> (&DocumentMentions, &Mention) {
        let document = &episode.documents[self.document as usize];
        (document, &document.mentions[self.mention as usize])
    }
}

/// What orders episodes: those with a date before those without, then date, show, number and id.
///
/// Shows number their episodes in order of time, so undated episodes of one show still follow each other.
fn in_time(info: &EpisodeInfo) -> impl Ord + '_ {
    (info.date.is_none(), &info.date, &info.show, info.season, info.number, &info.id)
}

/// Numbers a corpus. Costs a look-up by id for every mention.
pub(super) fn tally<'c>(corpus: &'c Corpus, kinds: &[Kind]) -> Tally<'c> {
    let mut episodes: Vec<&Extraction> = corpus.extractions().collect();
    episodes.sort_unstable_by(|a, b| in_time(&a.episode).cmp(&in_time(&b.episode)));
    let entities = entities(&episodes, kinds);
    let spots = episodes.par_iter().map(|episode| spots(episode, &entities)).collect();
    let years = episodes.iter().map(|episode| year_of(episode.episode.date.as_deref()?)).collect();
    Tally { episodes, entities, spots, years }
}

/// The entities mentioned, by id. Episodes may disagree about a name: a dictionary's word goes before the texts',
/// then what more episodes say, then the greater.
fn entities<'c>(episodes: &[&'c Extraction], kinds: &[Kind]) -> Vec<&'c Entity> {
    let mentioned: Vec<Vec<&Entity>> = episodes.par_iter().map(|episode| mentioned(episode)).collect();
    let mut said: BTreeMap<&str, BTreeMap<&Entity, u32>> = BTreeMap::new();
    for entity in mentioned.into_iter().flatten().filter(|entity| kinds.contains(&entity.kind)) {
        *said.entry(&entity.id).or_default().entry(entity).or_default() += 1;
    }
    said.into_values()
        .filter_map(|versions| {
            let best = versions
                .into_iter()
                .max_by_key(|&(entity, episodes)| (Reverse(entity.discovered), episodes, entity));
            best.map(|(entity, _)| entity)
        })
        .collect()
}

/// The entities that an episode mentions; it may list others.
fn mentioned(episode: &Extraction) -> Vec<&Entity> {
    let mut seen = vec![false; episode.entities.len()];
    for mention in episode.documents.iter().flat_map(|document| &document.mentions) {
        if let Some(number) = position(episode, &mention.entity) {
            seen[number] = true;
        }
    }
    let listed = episode.entities.iter().zip(seen);
    listed.filter_map(|(entity, seen)| seen.then_some(entity)).collect()
}

fn position(episode: &Extraction, id: &str) -> Option<usize> {
    episode.entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok()
}

fn spots(episode: &Extraction, entities: &[&Entity]) -> Vec<Spot> {
    let numbers: Vec<Option<u32>> = episode
        .entities
        .iter()
        .map(|listed| entities.binary_search_by(|entity| entity.id.cmp(&listed.id)).ok())
        .map(|number| number.map(|number| number as u32))
        .collect();
    let mut spots = Vec::new();
    for (document, part) in (0..).zip(&episode.documents) {
        for (mention, found) in (0..).zip(&part.mentions) {
            if let Some(entity) = position(episode, &found.entity).and_then(|number| numbers[number]) {
                let (sentence, start) = (found.sentence, found.span.start);
                spots.push(Spot { entity, document, mention, sentence, start });
            }
        }
    }
    spots.sort_unstable();
    spots
}

/// The year of a day such as `2022-11-01`.
fn year_of(date: &str) -> Option<u16> {
    let year = date.split('-').next().filter(|year| year.len() == 4)?;
    year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok())?
}

impl Tally<'_> {
    /// How often each entity is mentioned.
    pub(super) fn mentions(&self) -> Vec<u32> {
        let mut mentions = vec![0; self.entities.len()];
        for spot in self.spots.iter().flatten() {
            mentions[spot.entity as usize] += 1;
        }
        mentions
    }

    /// The numbers of the episodes that mention each entity, in order.
    pub(super) fn episodes_of(&self) -> Vec<Vec<u32>> {
        let mut episodes = vec![Vec::new(); self.entities.len()];
        for (number, spots) in (0..).zip(&self.spots) {
            for group in spots.chunk_by(|a, b| a.entity == b.entity) {
                episodes[group[0].entity as usize].push(number);
            }
        }
        episodes
    }

    /// The year of an episode, where it has a date.
    pub(super) fn year(&self, episode: u32) -> Option<u16> {
        self.years[episode as usize]
    }

    /// The mentions of one entity in one episode, as read.
    pub(super) fn spots_of(&self, episode: u32, entity: u32) -> &[Spot] {
        let spots = &self.spots[episode as usize];
        let from = spots.partition_point(|spot| spot.entity < entity);
        let to = spots.partition_point(|spot| spot.entity <= entity);
        &spots[from..to]
    }

    /// The first and the last of these episodes; undated ones stand aside where any has a date.
    pub(super) fn first_and_last(&self, episodes: &[u32]) -> Option<(u32, u32)> {
        let dated = episodes.partition_point(|&number| self.episodes[number as usize].episode.date.is_some());
        let last = if dated > 0 { dated } else { episodes.len() }.checked_sub(1)?;
        Some((episodes[0], episodes[last]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_a_year() {
        for (date, year) in [
            ("2022-11-01", Some(2022)),
            ("2022", Some(2022)),
            ("Nov 2022", None),
            ("+202-01-01", None),
            ("22-11-01", None),
            ("", None),
        ] {
            assert_eq!(year_of(date), year, "{date}");
        }
    }
}
