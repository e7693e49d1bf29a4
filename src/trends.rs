//! [`Corpus`] → who and what is talked about more and more, or less and less.
//!
//! Counted is in how many of a year's episodes an entity is mentioned, so that neither a talkative episode nor a year
//! with many of them makes a trend. The slope is that of the line that fits these shares best, each year weighing as
//! much as it has episodes; how clear it is says the Cochran–Armitage test for trend in proportions (Armitage 1955),
//! with the variance of drawing without replacement: it asks how often shuffling the episodes over the years would
//! give a slope as steep. Shows are tested each in itself and then put together (Mantel 1963): that one show ends and
//! another begins is no trend. As thousands of entities are tested at once, the false ones among those called sure
//! are held to one in twenty (Benjamini & Hochberg 1995).
//!
//! *Limit*: the normal curve stands for the exact chances, which is fair from about five episodes on; see
//! [`Trends::min_episodes`]. *What it misses*: what rose and fell again; [`Trend::by_year`] shows that.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::corpus::Corpus;
use crate::entity::{Entity, Kind};
use crate::mention::Extraction;
use crate::period::Date;

/// The share of false ones that is allowed among the trends that are called sure.
const FALSE: f64 = 0.05;

/// What is counted; a builder that ends in [`Trends::count`].
///
/// ```
/// # use comention::{corpus::Corpus, entity::Kind};
/// use comention::trends::Trends;
/// let found = Trends::of(&Corpus::default()).kinds(&[Kind::Project]).min_episodes(3).count();
/// assert!(found.trends.is_empty());
/// ```
#[derive(Debug, Clone)]
pub struct Trends<'c> {
    corpus: &'c Corpus,
    kinds: Vec<Kind>,
    min_episodes: u32,
}

/// Trends and what they were counted on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// Every year from the first episode to the last, with its episodes.
    pub years: Vec<Year>,
    /// Episodes without a date, which were left out.
    pub undated: u32,
    /// How many entities were tested.
    pub tested: u32,
    /// The entities, from the surest rise to the surest fall.
    pub trends: Vec<Trend>,
}

/// A year and how many episodes it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Year {
    /// The year, as 2022.
    pub year: u16,
    /// Its episodes; there may be none.
    pub episodes: u32,
}

/// How talk of an entity changes over the years.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trend {
    /// The entity's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// How many episodes with a date mention it.
    pub episodes: u32,
    /// For each year how many do.
    pub by_year: Vec<u32>,
    /// By how much its share of a year's episodes grows from year to year, each show seen in itself; below 0 it shrinks.
    pub slope: f64,
    /// The slope in standard errors: how clear it is, whatever its size.
    pub z: f64,
    /// Whether it is more than chance: one in twenty of these is not.
    pub sure: bool,
}

impl<'c> Trends<'c> {
    /// The trends of a corpus.
    pub fn of(corpus: &'c Corpus) -> Self {
        Trends { corpus, kinds: vec![Kind::Project, Kind::Person], min_episodes: 5 }
    }

    /// Counts entities of these kinds; projects and people.
    #[must_use]
    pub fn kinds(self, kinds: &[Kind]) -> Self {
        Trends { kinds: kinds.to_vec(), ..self }
    }

    /// Leaves out who is mentioned in fewer episodes; 5.
    #[must_use]
    pub fn min_episodes(self, min_episodes: u32) -> Self {
        Trends { min_episodes, ..self }
    }

    /// Counts. Costs a look-up for each mention.
    pub fn count(&self) -> Found {
        let dated: Vec<(Cell<'_>, &Extraction)> = self.corpus.extractions().filter_map(cell_of).collect();
        let mut all = Counts::new();
        dated.iter().for_each(|&(cell, _)| *all.entry(cell).or_default() += 1);
        let years = years(&all);
        let mut trends: Vec<Trend> = self
            .entities(&dated)
            .into_iter()
            .filter(|(_, counts)| counts.values().sum::<u32>() >= self.min_episodes)
            .filter_map(|(entity, counts)| trend(entity, &counts, &all, &years))
            .collect();
        tell_sure(&mut trends);
        trends.sort_by(|a, b| b.z.total_cmp(&a.z).then_with(|| a.id.cmp(&b.id)));
        let undated = (self.corpus.len() - dated.len()) as u32;
        Found { years, undated, tested: trends.len() as u32, trends }
    }

    /// The entities and how many episodes of each show and year mention them. A name is taken from a dictionary, where
    /// an episode has it from one.
    fn entities(&self, dated: &[(Cell<'c>, &'c Extraction)]) -> Vec<(&'c Entity, Counts<'c>)> {
        let mut counted: BTreeMap<&str, (&Entity, Counts<'c>)> = BTreeMap::new();
        for &(cell, extraction) in dated {
            let mentions = extraction.documents.iter().flat_map(|document| &document.mentions);
            let named: BTreeSet<&str> = mentions.map(|mention| &*mention.entity).collect();
            let entities = named.into_iter().filter_map(|id| extraction.entity(id));
            for entity in entities.filter(|entity| self.kinds.contains(&entity.kind)) {
                let (known, counts) = counted.entry(&entity.id).or_insert_with(|| (entity, Counts::new()));
                *counts.entry(cell).or_default() += 1;
                if (entity.discovered, entity) < (known.discovered, known) {
                    *known = entity;
                }
            }
        }
        counted.into_values().collect()
    }
}

/// A show's year.
type Cell<'c> = (Option<&'c str>, u16);

/// Episodes by show and year; none stands where there is none.
type Counts<'c> = BTreeMap<Cell<'c>, u32>;

/// An episode with its show and year.
fn cell_of(extraction: &Extraction) -> Option<(Cell<'_>, &Extraction)> {
    let date: Date = extraction.episode.date.as_deref()?.parse().ok()?;
    Some(((extraction.episode.show.as_deref(), date.year), extraction))
}

/// All years from the first to the last.
fn years(all: &Counts<'_>) -> Vec<Year> {
    let mut counts: BTreeMap<u16, u32> = BTreeMap::new();
    all.iter().for_each(|(&(_, year), &count)| *counts.entry(year).or_default() += count);
    let (Some((&first, _)), Some((&last, _))) = (counts.first_key_value(), counts.last_key_value()) else {
        return Vec::new();
    };
    let year = |year| Year { year, episodes: counts.get(&year).copied().unwrap_or(0) };
    (first..=last).map(year).collect()
}

/// Slope and test; `None` where nothing can be said: one year alone, or a name of every episode.
fn trend(entity: &Entity, counts: &Counts<'_>, all: &Counts<'_>, years: &[Year]) -> Option<Trend> {
    let (mut together, mut variance, mut spread) = (0.0, 0.0, 0.0);
    let cells: Vec<(Cell<'_>, f64, f64)> = all
        .iter()
        .map(|(cell, &episodes)| (*cell, f64::from(episodes), counts.get(cell).copied().unwrap_or(0).into()))
        .collect();
    for show in cells.chunk_by(|a, b| a.0.0 == b.0.0) {
        let at = |cell: &(Cell<'_>, f64, f64)| f64::from(cell.0.1);
        let episodes: f64 = show.iter().map(|cell| cell.1).sum();
        let held: f64 = show.iter().map(|cell| cell.2).sum();
        let middle = show.iter().map(|cell| at(cell) * cell.1).sum::<f64>() / episodes;
        let spread_here: f64 = show.iter().map(|cell| cell.1 * (at(cell) - middle).powi(2)).sum();
        together += show.iter().map(|cell| cell.2 * (at(cell) - middle)).sum::<f64>();
        spread += spread_here;
        if episodes > 1.0 {
            variance += held * (episodes - held) / (episodes * (episodes - 1.0)) * spread_here;
        }
    }
    let count =
        |year: &Year| counts.iter().filter(|(cell, _)| cell.1 == year.year).map(|(_, count)| count).sum();
    (variance > 0.0).then(|| Trend {
        id: entity.id.clone(),
        name: entity.name.clone(),
        kind: entity.kind,
        episodes: counts.values().sum(),
        by_year: years.iter().map(count).collect(),
        slope: together / spread,
        z: together / variance.sqrt(),
        sure: false,
    })
}

/// Marks the trends that are sure, by the procedure of Benjamini and Hochberg.
fn tell_sure(trends: &mut [Trend]) {
    let chance = |trend: &Trend| libm::erfc(trend.z.abs() / std::f64::consts::SQRT_2);
    let tests = trends.len() as f64;
    trends.sort_by(|a, b| b.z.abs().total_cmp(&a.z.abs()).then_with(|| a.id.cmp(&b.id)));
    let is_low = |(rank, trend): (usize, &Trend)| chance(trend) <= FALSE * (rank + 1) as f64 / tests;
    let last = trends.iter().enumerate().map(is_low).rposition(|is_low| is_low);
    trends.iter_mut().take(last.map_or(0, |last| last + 1)).for_each(|trend| trend.sure = true);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(show: &'static str, by_year: &[u32]) -> Counts<'static> {
        (2019..).zip(by_year).map(|(year, &count)| ((Some(show), year), count)).collect()
    }

    fn counted(by_year: &[u32], episodes: &[u32]) -> Option<Trend> {
        of_entity(&counts("a", by_year), &counts("a", episodes))
    }

    fn of_entity(by_cell: &Counts<'_>, all: &Counts<'_>) -> Option<Trend> {
        let entity = Entity {
            id: "project:x".to_owned(),
            name: "X".to_owned(),
            kind: Kind::Project,
            url: None,
            discovered: false,
        };
        trend(&entity, by_cell, all, &years(all))
    }

    #[test]
    fn the_slope_is_that_of_shares_not_of_counts() {
        let steady = counted(&[2, 4, 8, 16], &[10, 20, 40, 80]).unwrap();
        assert!(steady.slope.abs() < 1e-9 && steady.z.abs() < 1e-6, "{steady:?}");
        let rising = counted(&[0, 2, 4, 6], &[20, 20, 20, 20]).unwrap();
        assert!((rising.slope - 0.1).abs() < 1e-9, "{rising:?}");
        let falling = counted(&[6, 4, 2, 0], &[20, 20, 20, 20]).unwrap();
        assert!((rising.z + falling.z).abs() < 1e-9 && falling.z < -2.0, "{falling:?}");
    }

    /// By hand: T = 3, its variance 6·6/(12·11)·12·0.25 = 9/11.
    #[test]
    fn the_test_is_that_of_cochran_and_armitage_without_replacement() {
        let trend = counted(&[0, 6], &[6, 6]).unwrap();
        assert!((trend.z - 3.0 / (9.0f64 / 11.0).sqrt()).abs() < 1e-12, "{}", trend.z);
    }

    #[test]
    fn a_show_that_ends_makes_no_trend() {
        let mut all = counts("a", &[20, 20, 0, 0]);
        all.retain(|_, count| *count > 0);
        let talk = all.clone().into_iter().map(|(cell, count)| (cell, count / 2)).collect();
        all.extend(counts("b", &[0, 0, 20, 20]).into_iter().filter(|(_, count)| *count > 0));
        let trend = of_entity(&talk, &all).unwrap();
        assert!(trend.z.abs() < 1e-9 && trend.slope.abs() < 1e-9, "{trend:?}");
        assert_eq!(trend.by_year, [10, 10, 0, 0]);
    }

    #[test]
    fn of_one_year_or_of_what_is_always_there_nothing_can_be_said() {
        assert_eq!(counted(&[3], &[10]), None);
        assert_eq!(counted(&[5, 5], &[5, 5]), None);
        assert_eq!(counted(&[1], &[1]), None);
    }

    #[test]
    fn few_are_called_sure_where_all_is_chance() {
        let with = |z: f64| Trend { z, ..counted(&[0, 2], &[5, 5]).unwrap() };
        // Of a hundred, one is clear; three that would be clear alone are not among so many.
        let mut trends: Vec<Trend> = vec![with(4.5), with(2.2), with(-2.1), with(2.0)];
        trends.extend((0..96).map(|n| with(f64::from(n) / 100.0)));
        tell_sure(&mut trends);
        assert_eq!(trends.iter().filter(|trend| trend.sure).count(), 1);
        assert!(trends[0].sure && trends[0].z > 4.0);
    }

    #[test]
    fn counts_episodes_by_year_and_tells_of_undated_ones() {
        let line = |number: u32, date: &str| {
            format!(
                "{{\"comention\":1,\"episode\":{{\"id\":\"s/{number}\"{date}}},\"entities\":[{{\"id\":\"project:x\",\
                 \"name\":\"X\",\"kind\":\"project\"}}],\"documents\":[{{\"path\":\"{number}.txt\",\"kind\":\
                 \"transcript\",\"sentences\":[],\"mentions\":[{{\"span\":{{\"start\":0,\"end\":1}},\"line\":1,\
                 \"column\":1,\"end_line\":1,\"end_column\":2,\"time\":null,\"surface\":\"X\",\"entity\":\"project:x\",\
                 \"evidence\":[\"name\"],\"confidence\":90,\"segment\":0,\"sentence\":0}}]}}]}}"
            )
        };
        let mut corpus = Corpus::default();
        for (number, date) in
            [(1, ",\"date\":\"2019-05-01\""), (2, ",\"date\":\"2021\""), (3, ",\"date\":\"May\""), (4, "")]
        {
            corpus.add(Corpus::from_line("x", 1, &line(number, date)).unwrap());
        }
        let found = Trends::of(&corpus).min_episodes(1).count();
        assert_eq!((found.years.len(), found.undated, found.tested), (3, 2, 0));
        assert_eq!(found.years[1], Year { year: 2020, episodes: 0 });
        assert_eq!(Trends::of(&Corpus::default()).count().years, []);
    }
}
