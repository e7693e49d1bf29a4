//! What is found: mentions, why they count, and all of them of one episode.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::entity::Entity;
use crate::episode::{DocumentKind, EpisodeInfo, Time};
use crate::text::Span;

/// Which finder found a mention; several may agree.
///
/// What the judgement weighed besides stands in an explanation (`mentions --explain`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A spoken or written form of a known name.
    Name,
    /// A phrase that introduces names: "a library called …", `pip install …`; or a word of no language, said again and
    /// again with a capital.
    Pattern,
    /// The text or target of a link, or an address that is a project's own.
    Link,
    /// Sounds or is spelt nearly like a name that is expected here, or known to be misheard so.
    Garble,
    /// A given name with a surname, an introduction, a label, or a short form of a person already named.
    Person,
    /// A finder of one's own, [`crate::extract::Extractor::with_finder`].
    Own,
}

/// How sure a mention is, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Confidence(pub u8);

impl Confidence {
    /// As likely right as wrong: what a mention must be to be taken.
    pub const EVEN: Confidence = Confidence(50);

    /// The confidence as a share of one.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

/// Where an entity is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// Bytes of the document's clean text; slices back to `surface`.
    pub span: Span,
    /// Line in the source, from 1.
    pub line: u32,
    /// Column in the source, in characters, from 1.
    pub column: u32,
    /// Line of the last character.
    pub end_line: u32,
    /// One past the last character's column.
    pub end_column: u32,
    /// When it was said.
    pub time: Option<Time>,
    /// Who said it, as labelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// What was said or written.
    pub surface: String,
    /// The id of the entity meant.
    pub entity: String,
    /// Why, the finder first.
    pub evidence: Vec<Evidence>,
    /// How sure.
    pub confidence: Confidence,
    /// Number of the segment it begins in, from 0.
    pub segment: u32,
    /// Number of the sentence it begins in, from 0; [`DocumentMentions::sentence`] gives its text.
    pub sentence: u32,
    /// Number of the speaker's turn it begins in, from 0; none where the text does not tell turns apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<u32>,
}

/// A sentence that holds mentions, kept as a quote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Sentence {
    /// Number of the sentence in the document, from 0.
    pub number: u32,
    /// Byte of the document's clean text at which `text` begins.
    pub start: u32,
    /// What was said, at most 240 characters around the mentions.
    pub text: String,
}

/// All mentions of one document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentMentions {
    /// The document's path, as given.
    pub path: String,
    /// What it is to its episode.
    pub kind: DocumentKind,
    /// The sentences that hold mentions, in order.
    pub sentences: Vec<Sentence>,
    /// In order of their spans.
    pub mentions: Vec<Mention>,
    /// Words that tell what it is about, folded, and how often each is said; at most 300, none in files of an earlier
    /// version.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, u32>,
}

impl DocumentMentions {
    /// The sentence with this number, if it holds a mention.
    pub fn sentence(&self, number: u32) -> Option<&Sentence> {
        let at = self.sentences.binary_search_by_key(&number, |sentence| sentence.number).ok()?;
        Some(&self.sentences[at])
    }
}

/// All mentions of one episode: a pure function of the episode and the dictionary.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Extraction {
    /// What is known of the episode.
    pub episode: EpisodeInfo,
    /// The entities that are mentioned, by id.
    pub entities: Vec<Entity>,
    /// One part a document, by path.
    pub documents: Vec<DocumentMentions>,
}

impl Extraction {
    /// Drops the mentions that are less sure, and the entities and sentences that are left without any.
    pub fn keep_at_least(&mut self, least: Confidence) {
        for document in &mut self.documents {
            document.mentions.retain(|mention| mention.confidence >= least);
            let said: BTreeSet<u32> = document.mentions.iter().map(|mention| mention.sentence).collect();
            document.sentences.retain(|sentence| said.contains(&sentence.number));
        }
        let mentions = || self.documents.iter().flat_map(|document| &document.mentions);
        let named: BTreeSet<String> = mentions().map(|mention| mention.entity.clone()).collect();
        self.entities.retain(|entity| named.contains(&entity.id));
    }

    /// The entity with this id, if the episode mentions it.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        let at = self.entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok()?;
        Some(&self.entities[at])
    }
}
