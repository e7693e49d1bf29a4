//! [`Corpus`] → episodes alike, and why.
//!
//! Two episodes are alike as far as they are about the same: the same names, above all rare ones, and the same telling
//! words. The steps, each a module:
//!
//! 1. `about`: what an episode is about, names and words, and how much it makes of each.
//! 2. `field`: all episodes' names, or all their words, weighed by how rare they are; how alike that makes two.
//! 3. Here: both put together, the most alike first, and what made them so.
//! 4. [`find`]: which episode somebody means by a number, a title or a file.
//!
//! *Why not simpler*: names alone miss episodes on a theme that has no name, words alone those with the same guest.
//! *What it misses*: that one episode follows up another in words of its own.
//!
//! Few numbers steer it (`LEAD`, `POWER`, `PRIOR`, and that names and words count the same). They were chosen
//! where a change to either side changes little, by editors' cross-references of two shows, and hold in halves of them.

mod about;
mod field;
pub mod find;

use std::cmp::Reverse;

use rayon::prelude::*;
use serde::Serialize;

use crate::corpus::Corpus;
use crate::episode::{DocumentKind, EpisodeInfo};
use crate::mention::Extraction;
use crate::text::fold::slug;
use field::{Field, Shared};

/// What weighs less than this share of the weightiest reason is not told as one.
const TELLING: f64 = 0.1;

/// How many telling words are told besides the names.
const WORDS: usize = 5;

/// Episodes that are alike.
///
/// ```
/// use comention::corpus::Corpus;
/// use comention::dictionary::Dictionary;
/// use comention::extract::Extractor;
/// use comention::related::Related;
/// use comention::source::{self, group::group};
///
/// let texts = [
///     ("my-show/1.txt", "00:01 Today we talk about Trio and AnyIO.\n"),
///     ("my-show/2.txt", "00:01 Today it is all about Django.\n"),
///     ("my-show/3.txt", "00:01 We come back to AnyIO, and to Pydantic.\n"),
/// ];
/// let readings = texts.iter().map(|(path, text)| source::read(path, text.as_bytes()));
/// let dictionary = Dictionary::builtin();
/// let mut corpus = Corpus::default();
/// for episode in group(readings.collect::<Result<_, _>>()?).episodes {
///     corpus.add(Extractor::new(&dictionary).extract(&episode));
/// }
///
/// let related = Related::new(&corpus).most(3).reasons(5);
/// let alike = related.of("my-show/1").expect("an episode of the corpus").related;
/// assert_eq!((alike[0].episode, alike[0].shared.as_slice()), ("my-show/3", ["AnyIO"].as_slice()));
/// # Ok::<(), comention::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Related<'c> {
    episodes: Vec<&'c Extraction>,
    names: Field<'c>,
    words: Field<'c>,
    most: usize,
    reasons: usize,
}

/// An episode and those alike; the order of the fields is that of the JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relations<'c> {
    /// The episode's id.
    pub episode: &'c str,
    /// Its title, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'c str>,
    /// Its day, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'c str>,
    /// The path of its first document, as given; a transcript if there is one.
    pub path: &'c str,
    /// The episodes alike, most alike first.
    pub related: Vec<Alike<'c>>,
}

/// An episode that is like another, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alike<'c> {
    /// The episode's id.
    pub episode: &'c str,
    /// Its title, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'c str>,
    /// Its day, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'c str>,
    /// The path of its first document, as given; a transcript if there is one.
    pub path: &'c str,
    /// How alike, 0 to 1, in ten thousandths. It orders the episodes of one collection; elsewhere the same figure says
    /// something else.
    pub score: f64,
    /// Names of who and what both are about and that made them alike, rarest first.
    pub shared: Vec<&'c str>,
    /// Words that did and are no part of these names, the weightiest first.
    pub words: Vec<&'c str>,
}

impl<'c> Related<'c> {
    /// Weighs what each episode is about.
    ///
    /// Costs a pass over all mentions and telling words. Extractions of an earlier version keep no such words, and are
    /// compared by names alone.
    pub fn new(corpus: &'c Corpus) -> Self {
        let episodes: Vec<&Extraction> = corpus.extractions().collect();
        let shows = about::shows(&episodes);
        let (names, words) = rayon::join(
            || Field::new(episodes.iter().map(|episode| about::names(episode)), &shows),
            || Field::new(episodes.iter().map(|episode| about::words(episode)), &shows),
        );
        Related { episodes, names, words, most: 10, reasons: 8 }
    }

    /// At most so many episodes for each; 10.
    #[must_use]
    pub fn most(self, most: usize) -> Self {
        Related { most, ..self }
    }

    /// At most so many shared names for each; 8.
    #[must_use]
    pub fn reasons(self, reasons: usize) -> Self {
        Related { reasons, ..self }
    }

    /// An episode and those alike, most alike first; `None` for an id that the corpus has not.
    ///
    /// Costs a pass over the episodes that share a name or a word with it.
    pub fn of(&self, episode: &str) -> Option<Relations<'c>> {
        let number = self.episodes.binary_search_by(|other| other.episode.id.as_str().cmp(episode)).ok()?;
        Some(self.relations(number))
    }

    /// For each episode, by id, those alike. The same for any number of threads.
    ///
    /// Costs, for each name and word, the square of the episodes that share it.
    pub fn all(&self) -> Vec<Relations<'c>> {
        (0..self.episodes.len()).into_par_iter().map(|number| self.relations(number)).collect()
    }

    fn relations(&self, number: usize) -> Relations<'c> {
        let (info, path) = described(self.episodes[number]);
        Relations {
            episode: &info.id,
            title: info.title.as_deref(),
            date: info.date.as_deref(),
            path,
            related: self.related(number),
        }
    }

    fn related(&self, number: usize) -> Vec<Alike<'c>> {
        let mut likeness = vec![0.0; self.episodes.len()];
        self.names.add_likeness(number, &mut likeness);
        self.words.add_likeness(number, &mut likeness);
        let mut others: Vec<(f64, usize)> = likeness
            .into_iter()
            .zip(0..)
            .filter(|&(likeness, other)| likeness > 0.0 && other != number)
            .collect();
        let by_likeness = |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if others.len() > self.most {
            others.select_nth_unstable_by(self.most, by_likeness);
            others.truncate(self.most);
        }
        others.sort_unstable_by(by_likeness);
        others.into_iter().map(|(likeness, other)| self.alike(number, other, likeness / 2.0)).collect()
    }

    fn alike(&self, number: usize, other: usize, score: f64) -> Alike<'c> {
        let (info, path) = described(self.episodes[other]);
        let shared = self.shared_names(number, other);
        Alike {
            episode: &info.id,
            title: info.title.as_deref(),
            date: info.date.as_deref(),
            path,
            score: (score * 10_000.0).round() / 10_000.0,
            words: self.shared_words(number, other, &shared),
            shared,
        }
    }

    fn shared_names(&self, number: usize, other: usize) -> Vec<&'c str> {
        let mut shared = telling(self.names.shared(number, other), self.reasons);
        shared.sort_by_key(|shared| shared.episodes);
        let name = |shared: Shared<'_>| about::name_of(self.episodes[number], shared.key);
        let mut names: Vec<&str> = shared.into_iter().filter_map(name).collect();
        let mut told: Vec<&str> = Vec::new();
        // Two entities may have one name: the project and the talk about it.
        names.retain(|name| !told.contains(name) && (told.push(name), true).1);
        names
    }

    /// Words that say more than the names do.
    fn shared_words(&self, number: usize, other: usize, names: &[&str]) -> Vec<&'c str> {
        let named: Vec<String> = names.iter().map(|name| format!("-{}-", slug(name))).collect();
        let says_more = |word: &&str| {
            let word = format!("-{}-", slug(word));
            !named.iter().any(|name| name.contains(&word))
        };
        let word = |shared: Shared<'_>| about::word_of(self.episodes[number], shared.key);
        let told = telling(self.words.shared(number, other), usize::MAX).into_iter().filter_map(word);
        told.filter(says_more).take(WORDS).collect()
    }
}

/// The weightiest, at most so many, without those that hardly count.
fn telling(mut shared: Vec<Shared<'_>>, most: usize) -> Vec<Shared<'_>> {
    let weightiest = shared.iter().fold(0.0, |most: f64, shared| most.max(shared.part));
    shared.retain(|shared| shared.part >= TELLING * weightiest);
    shared.sort_by(|a, b| b.part.total_cmp(&a.part).then(a.key.cmp(b.key)));
    shared.truncate(most);
    shared
}

/// What is known of an episode, and the path of its first document, of transcripts before others.
fn described(extraction: &Extraction) -> (&EpisodeInfo, &str) {
    let by_kind = |kind: DocumentKind| Reverse(kind == DocumentKind::Transcript);
    let first = extraction.documents.iter().min_by_key(|document| by_kind(document.kind));
    (&extraction.episode, first.map_or("", |document| document.path.as_str()))
}

#[cfg(test)]
mod tests;
