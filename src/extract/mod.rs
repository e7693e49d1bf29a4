//! [`Episode`] → [`Extraction`]: a pure function of the episode and the dictionary.
//!
//! The steps, in the order of [`Extractor::extract`]:
//!
//! 1. `reading`: the documents are read as one text, words split, folded and numbered once.
//! 2. Finders add `candidate`s; what links, patterns and people establish, the later ones find again: `link`, `pattern`, `name`, `person`
//!    (with `full_name` and `roster`), `garble` (with `hearing`), `strange`, `capital`.
//! 3. `sense` judges them by the reasons of `weigh`: what they are by themselves (`prior`) and what stands around
//!    them (`context`).
//! 4. `settle` keeps the longest, then the likeliest of those that overlap.
//! 5. `report` writes down the mentions with their places and the `turn` they belong to.
//!
//! A program may add a finder: [`own`].

mod address;
mod candidate;
mod capital;
mod context;
mod full_name;
mod garble;
mod hearing;
mod letters;
mod link;
mod name;
pub mod own;
mod pattern;
mod person;
mod prior;
mod reading;
mod report;
mod roster;
mod sense;
mod settle;
mod strange;
mod title;
mod turn;
mod weigh;
mod word;

use crate::dictionary::Dictionary;
use crate::episode::Episode;
use crate::mention::{Confidence, Extraction};
use candidate::Found;
use reading::Reading;
use sense::Judged;
use settle::Fate;

pub use own::{Finder, Finding};

/// Finds mentions with one dictionary.
#[derive(Debug, Clone, Copy)]
pub struct Extractor<'d> {
    dictionary: &'d Dictionary,
    least: Confidence,
    finder: Option<&'d dyn Finder>,
}

/// An extraction with the reasons behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What [`Extractor::extract`] gives.
    pub extraction: Extraction,
    /// A judgement for each mention and each candidate that was dropped, in order of document and place.
    pub judgements: Vec<Judgement>,
}

/// What was weighed for one candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The document's path.
    pub path: String,
    /// Line in the source, from 1.
    pub line: u32,
    /// Column in the source, in characters, from 1.
    pub column: u32,
    /// What was said.
    pub surface: String,
    /// The entity's name.
    pub name: String,
    /// How sure the judgement is.
    pub confidence: Confidence,
    /// Whether it became a mention.
    pub kept: bool,
    /// Why it was dropped though likely: the mention that lies over it.
    pub covered_by: Option<String>,
    /// Each reason in words, with the weight it had (log-odds).
    pub reasons: Vec<(&'static str, f32)>,
}

impl<'d> Extractor<'d> {
    /// An extractor over a dictionary; costs nothing, share it between threads.
    pub fn new(dictionary: &'d Dictionary) -> Self {
        Extractor { dictionary, least: Confidence::EVEN, finder: None }
    }

    /// Keeps only what is at least so sure; less than [`Confidence::EVEN`] finds more, and more that is wrong.
    #[must_use]
    pub fn at_least(self, least: Confidence) -> Self {
        Extractor { least, ..self }
    }

    /// Adds a finder of one's own; `examples/own_matcher.rs` shows one.
    #[must_use]
    pub fn with_finder(self, finder: &'d dyn Finder) -> Self {
        Extractor { finder: Some(finder), ..self }
    }

    /// Finds every mention in an episode.
    ///
    /// Total: any text gives an extraction. Costs time in proportion to the text.
    pub fn extract(&self, episode: &Episode) -> Extraction {
        self.read(episode, report::extraction)
    }

    /// The same, with the reasons for what was kept and what was dropped.
    pub fn explain(&self, episode: &Episode) -> Explanation {
        self.read(episode, |reading, found, judged, fates| Explanation {
            extraction: report::extraction(reading, found, judged, fates),
            judgements: report::judgements(reading, found, judged, fates),
        })
    }

    /// The method: read, find, judge, settle, and write down.
    fn read<T>(&self, episode: &Episode, write: impl Fn(&Reading, &Found, &[Judged], &[Fate]) -> T) -> T {
        let reading = Reading::new(episode, self.dictionary.lexicon());
        let mut found = find(&reading, self.dictionary);
        let mut judged = sense::judge(&reading, &found);
        if let Some(finder) = self.finder {
            own::add(finder, &reading, &mut found, &mut judged);
        }
        let fates = settle::settle(&judged, self.least);
        write(&reading, &found, &judged, &fates)
    }
}

/// Asks each finder. Links and patterns come first: what they establish is then found again by name.
fn find<'d>(reading: &Reading, dictionary: &'d Dictionary) -> Found<'d> {
    let mut found = Found::new(dictionary);
    title::expect(reading, &mut found);
    link::find(reading, &mut found);
    pattern::find(reading, &mut found);
    name::find(reading, &mut found);
    person::find(reading, &mut found);
    garble::find(reading, &mut found);
    strange::find(reading, &mut found);
    capital::find(reading, &mut found);
    found
}
