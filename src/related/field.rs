//! What all episodes are about, weighed by how rare it is: vectors of length one, and their cosines.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::about::About;

/// The power to which rarity is taken. At 1 what many episodes share outweighs the one rare name that tells; from 1.5
/// to 2 little changes.
///
/// 1.5, as a product of roots, which every machine works out the same.
fn powered(rarity: f64) -> f64 {
    rarity * rarity.sqrt()
}

/// So many episodes' worth of what all shows together say stands for what is not yet known of a show. With ten or more
/// episodes, a show's own habits count more: a host is no news in it, but a telling guest elsewhere.
const PRIOR: f64 = 10.0;

/// What all episodes are about, as names or as words.
#[derive(Debug)]
pub(super) struct Field<'c> {
    /// What two episodes or more are about, in order.
    keys: Vec<Cow<'c, str>>,
    /// For each of them the episodes, with its weight in each.
    holders: Vec<Vec<(u32, f64)>>,
    /// For each episode what it is about, by number, with its weight.
    vectors: Vec<Vec<(u32, f64)>>,
}

/// What two episodes are both about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shared<'f> {
    pub(super) key: &'f str,
    /// How many episodes are about it.
    pub(super) episodes: usize,
    /// Its part in how alike they are.
    pub(super) part: f64,
}

impl<'c> Field<'c> {
    /// Weighs what the episodes are about; `shows` is the show of each.
    pub(super) fn new(about: impl Iterator<Item = About<'c>>, shows: &[u32]) -> Self {
        let mut holders: BTreeMap<Cow<'c, str>, Vec<(u32, f64)>> = BTreeMap::new();
        for (episode, about) in (0..).zip(about) {
            for (key, strength) in about {
                holders.entry(key).or_default().push((episode, strength));
            }
        }
        let rarities = Rarities::new(shows);
        let mut lengths = vec![0.0; shows.len()];
        for held in holders.values_mut() {
            rarities.weigh(held);
            held.iter().for_each(|&(episode, weight)| lengths[episode as usize] += weight * weight);
        }
        // What one episode alone is about has made it long; it is shared with none.
        holders.retain(|_, held| held.len() > 1);
        let (keys, mut holders): (Vec<_>, Vec<_>) = holders.into_iter().unzip();
        let mut vectors = vec![Vec::new(); shows.len()];
        for (key, held) in (0..).zip(&mut holders) {
            for (episode, weight) in held {
                *weight /= f64::sqrt(lengths[*episode as usize]);
                vectors[*episode as usize].push((key, *weight));
            }
        }
        Field { keys, holders, vectors }
    }

    /// Adds to each episode's entry how alike it is, 0 to 1: the cosine.
    pub(super) fn add_likeness(&self, episode: usize, likeness: &mut [f64]) {
        for &(key, weight) in &self.vectors[episode] {
            for &(other, others) in &self.holders[key as usize] {
                likeness[other as usize] += weight * others;
            }
        }
    }

    /// What two episodes are both about, by key.
    pub(super) fn shared(&self, one: usize, other: usize) -> Vec<Shared<'_>> {
        let others = &self.vectors[other];
        let shared = |&(key, weight): &(u32, f64)| {
            let at = others.binary_search_by_key(&key, |&(key, _)| key).ok()?;
            let episodes = self.holders[key as usize].len();
            Some(Shared { key: &self.keys[key as usize], episodes, part: weight * others[at].1 })
        };
        self.vectors[one].iter().filter_map(shared).collect()
    }
}

/// How rarely things come up, by show.
struct Rarities<'s> {
    shows: &'s [u32],
    /// How many episodes each show has.
    sizes: Vec<f64>,
}

impl<'s> Rarities<'s> {
    fn new(shows: &'s [u32]) -> Self {
        let mut sizes = vec![0.0; shows.iter().max().map_or(0, |&last| last as usize + 1)];
        shows.iter().for_each(|&show| sizes[show as usize] += 1.0);
        Rarities { shows, sizes }
    }

    /// Makes weights of strengths: the rarer a thing in an episode's show, the more it weighs there.
    fn weigh(&self, held: &mut [(u32, f64)]) {
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        for &(episode, _) in &*held {
            *counts.entry(self.shows[episode as usize]).or_default() += 1.0;
        }
        let all = held.len() as f64;
        for (episode, strength) in held {
            let show = self.shows[*episode as usize];
            *strength *= powered(self.rarity(show, counts[&show], all));
        }
    }

    /// The logarithm of one over the share of episodes (inverse document frequency), above 0. The share is the show's,
    /// shrunk to that of all; with one show alone it is the plain one.
    fn rarity(&self, show: u32, in_show: f64, all: f64) -> f64 {
        let episodes = self.shows.len() as f64;
        let share = (in_show + PRIOR * all / episodes) / (self.sizes[show as usize] + PRIOR);
        ((1.0 + 1.0 / episodes) / share).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(about: &[&[&'static str]], shows: &[u32]) -> Field<'static> {
        let about = about.iter().map(|keys| keys.iter().map(|&key| (Cow::Borrowed(key), 1.0)).collect());
        Field::new(about, shows)
    }

    fn likeness(field: &Field, episode: usize) -> Vec<f64> {
        let mut likeness = vec![0.0; field.vectors.len()];
        field.add_likeness(episode, &mut likeness);
        likeness
    }

    #[test]
    fn what_is_rare_makes_more_alike_than_what_is_common() {
        let field = field(&[&["a", "z"], &["a", "b"], &["a", "c"], &["y", "z"]], &[0; 4]);
        let likeness = likeness(&field, 0);
        assert!(likeness[3] > likeness[1] && likeness[1] == likeness[2] && likeness[1] > 0.0, "{likeness:?}");
        let shared = field.shared(0, 3);
        assert_eq!(shared.iter().map(|shared| (shared.key, shared.episodes)).collect::<Vec<_>>(), [("z", 2)]);
        assert!((shared[0].part - likeness[3]).abs() < 1e-12);
    }

    #[test]
    fn an_episode_is_wholly_like_its_twin_only() {
        let field = field(&[&["a", "b"], &["a", "b"], &["a", "c"], &["d"]], &[0; 4]);
        let likeness = likeness(&field, 0);
        assert!((likeness[1] - 1.0).abs() < 1e-12 && likeness[2] < 1.0 && likeness[3] == 0.0, "{likeness:?}");
    }

    #[test]
    fn the_host_of_one_show_is_news_in_another() {
        // Twenty episodes of a show with its host, and twenty of another where the host was a guest twice.
        let mut about: Vec<&[&str]> = vec![&["host", "x"]; 20];
        about.extend([&["y"][..]; 18]);
        about.extend([&["host", "y"][..]; 2]);
        let shows: Vec<u32> = [vec![0; 20], vec![1; 20]].concat();
        let field = field(&about, &shows);
        let weight = |episode: usize| field.vectors[episode][0].1 / field.vectors[episode][1].1;
        assert!(weight(39) > 3.0 * weight(0), "{} {}", weight(39), weight(0));
    }
}
