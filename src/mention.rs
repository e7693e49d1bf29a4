//! What is found: mentions, why they count, and all of them of one episode.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxHashSet;
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
///
/// An archive has millions: a mention takes 120 bytes, and what many share is kept once an episode.
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
    pub speaker: Option<Arc<str>>,
    /// What was said or written.
    pub surface: Arc<str>,
    /// The id of the entity meant.
    pub entity: Arc<str>,
    /// Why, the finder first.
    pub evidence: Arc<[Evidence]>,
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
    /// What was said, at most 240 characters around the mentions; the quotes of a graph share it.
    pub text: Arc<str>,
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
        let named: BTreeSet<Arc<str>> = mentions().map(|mention| mention.entity.clone()).collect();
        self.entities.retain(|entity| named.contains(entity.id.as_str()));
    }

    /// Keeps what is the same in many mentions once: speakers, words, ids. Costs a few look-ups for each mention.
    pub(crate) fn share(&mut self) {
        let (mut words, mut reasons) = (FxHashSet::default(), FxHashSet::default());
        for mention in self.documents.iter_mut().flat_map(|document| &mut document.mentions) {
            mention.speaker.iter_mut().for_each(|speaker| keep_once(&mut words, speaker));
            keep_once(&mut words, &mut mention.surface);
            keep_once(&mut words, &mut mention.entity);
            keep_once(&mut reasons, &mut mention.evidence);
        }
    }

    /// The entity with this id, if the episode mentions it.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        let at = self.entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok()?;
        Some(&self.entities[at])
    }
}

/// Puts the one that is kept in the place of another like it.
fn keep_once<T: Eq + Hash + ?Sized>(kept: &mut FxHashSet<Arc<T>>, one: &mut Arc<T>) {
    match kept.get(&**one) {
        Some(same) => *one = same.clone(),
        None => _ = kept.insert(one.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn a_mention_takes_as_little_as_is_said() {
        assert_eq!(size_of::<Mention>(), 120);
    }

    #[test]
    fn what_mentions_share_is_kept_once() {
        let mention = || Mention {
            span: Span::new(0, 5),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 6,
            time: None,
            speaker: Some("Ada".into()),
            surface: "Flask".into(),
            entity: "project:flask".into(),
            evidence: [Evidence::Name].into(),
            confidence: Confidence(90),
            segment: 0,
            sentence: 0,
            turn: None,
        };
        let document = DocumentMentions {
            path: "1.txt".to_owned(),
            kind: DocumentKind::Transcript,
            sentences: Vec::new(),
            mentions: vec![mention(), mention()],
            words: BTreeMap::new(),
        };
        let mut extraction = Extraction { documents: vec![document.clone()], ..Extraction::default() };
        extraction.share();
        assert_eq!(extraction.documents[0], document);
        let [one, other] = &extraction.documents[0].mentions[..] else { unreachable!("two went in") };
        assert!(Arc::ptr_eq(&one.entity, &other.entity) && Arc::ptr_eq(&one.surface, &other.surface));
        assert!(Arc::ptr_eq(&one.evidence, &other.evidence));
        let speaker = |mention: &Mention| mention.speaker.clone().expect("it has one");
        assert!(Arc::ptr_eq(&speaker(one), &speaker(other)));
    }
}
