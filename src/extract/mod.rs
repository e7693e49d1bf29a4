//! [`Episode`] → [`Extraction`]: a pure function of the episode and the dictionary.
//!
//! The steps, in the order of [`Extractor::extract`]:
//!
//! 1. `reading`: the documents are read as one text, words split, folded and numbered once; `several` of a name are the name.
//! 2. Finders add `candidate`s, led by what the `title` gives reason to expect; what links, patterns and people establish, the later ones find again: `link`, `pattern`, `name`, `spelled`, `person`
//!    (with `full_name`, `misheard`, `roster` and `nobody`), `garble` (with `hearing`), `strange`, `capital` (with `field`).
//! 3. `sense` judges them by the reasons of `weigh`: what they are by themselves (`prior`), what stands around
//!    them (`context`) and which projects do (`company`).
//! 4. `settle` keeps the longest, then the likeliest of those that overlap.
//! 5. `report` writes down the mentions with their places and the `turn` they belong to, and the words that are `telling`.
//!
//! A program may add a finder: [`own`].

mod address;
mod awaited;
mod candidate;
mod capital;
mod company;
mod context;
mod field;
mod full_name;
mod garble;
mod hearing;
mod letters;
mod limits;
mod limits_heard;
mod limits_people;
mod link;
mod linked;
mod misheard;
mod name;
mod nobody;
pub mod own;
mod pattern;
mod person;
mod prior;
mod reading;
mod report;
mod roster;
mod seen;
mod sense;
mod sentence;
mod settle;
mod several;
mod spelled;
mod strange;
mod telling;
mod title;
mod turn;
mod weigh;
mod word;

use crate::dictionary::Dictionary;
use crate::entity::Kind;
use crate::episode::Episode;
use crate::error::Error;
use crate::mention::{Confidence, Evidence, Extraction};
use candidate::Found;
use reading::Reading;
use sense::Judged;
use settle::Fate;
use weigh::{Reason, Reasons};

pub use own::{Finder, Finding};

/// Finds mentions with one dictionary.
#[derive(Debug, Clone, Copy)]
pub struct Extractor<'d> {
    dictionary: &'d Dictionary,
    least: Confidence,
    finder: Option<&'d dyn Finder>,
    without: Without,
}

/// Finders and reasons that have no say, and what is not written down.
#[derive(Debug, Clone, Copy, Default)]
struct Without {
    /// A bit for each place in [`FINDERS`].
    finders: u16,
    reasons: Reasons,
    /// Those by which episodes are compared.
    words: bool,
}

/// What adds candidates to what was found so far.
type Asked = fn(&Reading, &mut Found);

/// The finders by name, in the order they are asked: what links and patterns establish, the later ones find again.
const FINDERS: [(&str, Asked); 9] = [
    ("title", title::expect),
    ("link", link::find),
    ("pattern", pattern::find),
    ("name", name::find),
    ("spelled", spelled::find),
    ("person", person::find),
    ("garble", garble::find),
    ("strange", strange::find),
    ("capital", capital::find),
];

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
    /// Line in the source where it ends, from 1.
    pub end_line: u32,
    /// Column in the source one past its last character, from 1.
    pub end_column: u32,
    /// What was said.
    pub surface: String,
    /// The entity's name.
    pub name: String,
    /// The entity's kind.
    pub kind: Kind,
    /// All finders that found it.
    pub evidence: Vec<Evidence>,
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
        Extractor { dictionary, least: Confidence::EVEN, without: Without::default(), finder: None }
    }

    /// Leaves finders (`garble-finder`) and reasons (`capital`, as in `data/weights.tsv`) out, to measure what each is worth.
    ///
    /// # Errors
    ///
    /// When a name is neither a finder's nor a reason's.
    pub fn without<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Result<Self, Error> {
        for name in names {
            let finder = name.strip_suffix("-finder");
            if let Some(at) = FINDERS.iter().position(|(known, _)| Some(*known) == finder) {
                self.without.finders |= 1 << at;
            } else if let Some(reason) = Reason::from_name(name) {
                self.without.reasons.insert(reason);
            } else {
                let finders = FINDERS.map(|(name, _)| format!("`{name}-finder`")).join(", ");
                let hint = format!("finders are {finders}; reasons stand in `data/weights.tsv`");
                return Err(Error::new(format!("no finder or reason is called `{name}`")).hint(hint));
            }
        }
        Ok(self)
    }

    /// Keeps only what is at least so sure; less than [`Confidence::EVEN`] finds more, and more that is wrong.
    #[must_use]
    pub fn at_least(self, least: Confidence) -> Self {
        Extractor { least, ..self }
    }

    /// Leaves out [`DocumentMentions::words`](crate::mention::DocumentMentions::words), by which episodes are compared: a graph has no use
    /// for them (a page of it has), and they are a sixth of what an extraction holds.
    #[must_use]
    pub fn without_words(self) -> Self {
        Extractor { without: Without { words: true, ..self.without }, ..self }
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
        self.read(episode, |reading, found, judged, fates| self.write(reading, found, judged, fates))
    }

    /// The same, with the reasons for what was kept and what was dropped.
    pub fn explain(&self, episode: &Episode) -> Explanation {
        self.read(episode, |reading, found, judged, fates| Explanation {
            extraction: self.write(reading, found, judged, fates),
            judgements: report::judgements(reading, found, judged, fates),
        })
    }

    fn write(&self, reading: &Reading, found: &Found, judged: &[Judged], fates: &[Fate]) -> Extraction {
        report::extraction(reading, found, judged, fates, !self.without.words)
    }

    /// The method: read, find, judge, settle, and write down.
    fn read<T>(&self, episode: &Episode, write: impl Fn(&Reading, &Found, &[Judged], &[Fate]) -> T) -> T {
        let reading = Reading::new(episode, self.dictionary);
        let mut found = self.find(&reading);
        let mut judged = sense::judge(&reading, &found, self.without.reasons);
        if let Some(finder) = self.finder {
            own::add(finder, &reading, &mut found, &mut judged);
        }
        let fates = settle::settle(&judged, self.least);
        write(&reading, &found, &judged, &fates)
    }

    /// Asks each finder.
    fn find(&self, reading: &Reading) -> Found<'d> {
        let mut found = Found::new(self.dictionary);
        for (at, (_, find)) in FINDERS.iter().enumerate() {
            if self.without.finders & 1 << at == 0 {
                find(reading, &mut found);
            }
        }
        found
    }
}
