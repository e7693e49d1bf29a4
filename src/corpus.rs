//! Extractions put together, and the lines they travel in.
//!
//! In: [`Extraction`]s in any order, from any number of files. Out: one [`Extraction`] an episode, by id.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use crate::entity::Entity;
use crate::episode::EpisodeInfo;
use crate::error::Error;
use crate::mention::{DocumentMentions, Extraction};

/// The version of the line format that is written and read.
const VERSION: u32 = 1;

/// How every line written by [`Corpus::to_line`] begins.
const BEGINNING: &str = "{\"comention\":";

/// Extractions by episode; a union, so the order of adding does not matter.
///
/// Two extractions of one episode are united: documents by path, entities by id, and what is known of the episode
/// field by field. Where both sides have a part and the parts differ, the greater by `Ord` stays (something is
/// greater than nothing): arbitrary, but the same in any order, which makes merging associative, commutative and
/// idempotent. An entity stays listed even when the document that mentioned it gave way.
///
/// Adding costs a sort of what the episode has; nothing is lost or counted twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corpus {
    extractions: BTreeMap<String, Extraction>,
}

impl Corpus {
    /// Adds one extraction; one of the same episode is united with it.
    pub fn add(&mut self, extraction: Extraction) {
        use std::collections::btree_map::Entry;
        match self.extractions.entry(extraction.episode.id.clone()) {
            Entry::Vacant(place) => {
                place.insert(in_order(extraction));
            }
            Entry::Occupied(mut place) => unite(place.get_mut(), extraction),
        }
    }

    /// Adds all of another corpus. Associative, commutative, idempotent.
    pub fn merge(&mut self, other: Corpus) {
        for extraction in other.extractions.into_values() {
            self.add(extraction);
        }
    }

    /// Keeps only the episodes that are wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(&Extraction) -> bool) {
        self.extractions.retain(|_, extraction| wanted(extraction));
    }

    /// The extractions, by episode id.
    pub fn extractions(&self) -> impl Iterator<Item = &Extraction> {
        self.extractions.values()
    }

    /// The extraction of the episode with this id.
    pub fn extraction(&self, episode: &str) -> Option<&Extraction> {
        self.extractions.get(episode)
    }

    /// How many episodes there are.
    pub fn len(&self) -> usize {
        self.extractions.len()
    }

    /// Whether there is no episode.
    pub fn is_empty(&self) -> bool {
        self.extractions.is_empty()
    }

    /// Whether a text begins as a line of [`Corpus::to_line`] does: enough to tell such a file from others.
    pub fn is_line(text: &str) -> bool {
        text.starts_with(BEGINNING)
    }

    /// One extraction as one JSON line, without the line end.
    ///
    /// The line carries the version of its format, as `"comention":1`, before all else.
    pub fn to_line(extraction: &Extraction) -> String {
        let line = LineOut {
            comention: VERSION,
            episode: &extraction.episode,
            entities: &extraction.entities,
            documents: &extraction.documents,
        };
        serde_json::to_string(&line).expect("plain data with string keys is always JSON")
    }

    /// Reads a line written by [`Corpus::to_line`].
    ///
    /// What the line holds is put in order, so that look-ups by id and number work on it.
    ///
    /// # Errors
    ///
    /// When the line is not such JSON, was written by a newer version, or contradicts itself (a mention of an
    /// entity that is not listed); `source` and `line` (from 1) say where.
    pub fn from_line(source: &str, line: u32, text: &str) -> Result<Extraction, Error> {
        read(text).map_err(|error| error.in_source(source).at_line(line))
    }
}

#[derive(Serialize)]
struct LineOut<'a> {
    comention: u32,
    episode: &'a EpisodeInfo,
    entities: &'a [Entity],
    documents: &'a [DocumentMentions],
}

#[derive(Deserialize)]
struct LineIn {
    comention: u32,
    episode: EpisodeInfo,
    entities: Vec<Entity>,
    documents: Vec<DocumentMentions>,
}

/// Read only when a line is refused, to say why in the right words.
#[derive(Deserialize)]
struct Version {
    comention: Option<u64>,
}

fn read(text: &str) -> Result<Extraction, Error> {
    let line: LineIn = serde_json::from_str(text).map_err(|error| refusal(text, &error))?;
    if line.comention != VERSION {
        return Err(other_version(u64::from(line.comention)));
    }
    let mut extraction =
        in_order(Extraction { episode: line.episode, entities: line.entities, documents: line.documents });
    extraction.share();
    check(&extraction)?;
    Ok(extraction)
}

/// What to do with a line that is not whole.
const AGAIN: &str = "extract this episode again; other lines are read";

/// Why a line could not be read, as far as it tells.
fn refusal(text: &str, error: &serde_json::Error) -> Error {
    match serde_json::from_str::<Version>(text) {
        Ok(Version { comention: None }) => Error::new("not an extraction: there is no `comention` field")
            .hint("`comention extract` makes such lines"),
        Ok(Version { comention: Some(found) }) if found != u64::from(VERSION) => other_version(found),
        _ if !text.starts_with('{') => Error::new("not an extraction: a line of JSON was expected")
            .showing(text, 1, 1)
            .hint("`comention extract` makes such lines"),
        _ => {
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
            let column = u32::try_from(error.column()).unwrap_or(u32::MAX).max(1);
            let (what, hint) = match error.classify() {
                Category::Eof => ("this line of an extraction is cut off".to_owned(), AGAIN),
                Category::Data => {
                    (format!("not an extraction: {message}"), "`comention extract` makes such lines")
                }
                Category::Syntax | Category::Io => {
                    ("this line of an extraction is damaged".to_owned(), AGAIN)
                }
            };
            Error::new(what).showing(text, column, 1).hint(hint)
        }
    }
}

fn other_version(found: u64) -> Error {
    Error::new(format!("extraction of version {found}, but this comention reads version {VERSION}"))
        .hint("extract the episodes again with this comention, or use a newer one")
}

/// Refuses what the later stages could not rely on.
fn check(extraction: &Extraction) -> Result<(), Error> {
    if extraction.episode.id.is_empty() {
        return Err(Error::new("extraction of an episode without an id"));
    }
    for document in &extraction.documents {
        for mention in &document.mentions {
            if extraction.entity(&mention.entity).is_none() {
                return Err(Error::new(format!(
                    "mention of `{}`, which is not among the entities",
                    mention.entity
                )));
            }
            if mention.span.start > mention.span.end || mention.confidence.0 > 100 {
                return Err(Error::new(format!(
                    "mention of `{}` with an impossible span or confidence",
                    mention.entity
                )));
            }
        }
    }
    Ok(())
}

/// Brings an extraction into the one order that all extractions of a corpus are in: each is there as if alone.
pub fn in_order(mut extraction: Extraction) -> Extraction {
    for document in &mut extraction.documents {
        document.mentions.sort_unstable();
        document.mentions.dedup();
        unite_by(&mut document.sentences, Vec::new(), |sentence| &sentence.number);
    }
    unite_by(&mut extraction.documents, Vec::new(), |document| &document.path);
    unite_by(&mut extraction.entities, Vec::new(), |entity| &entity.id);
    extraction
}

/// The least extraction that has all that either has.
fn unite(into: &mut Extraction, from: Extraction) {
    let from = in_order(from);
    let EpisodeInfo { id: _, show, season, number, title, date, hosts, people, tags } = from.episode;
    raise(&mut into.episode.show, show);
    raise(&mut into.episode.season, season);
    raise(&mut into.episode.number, number);
    raise(&mut into.episode.title, title);
    raise(&mut into.episode.date, date);
    raise(&mut into.episode.hosts, hosts);
    raise(&mut into.episode.people, people);
    raise(&mut into.episode.tags, tags);
    unite_by(&mut into.documents, from.documents, |document| &document.path);
    unite_by(&mut into.entities, from.entities, |entity| &entity.id);
}

fn raise<T: Ord>(field: &mut T, other: T) {
    if other > *field {
        *field = other;
    }
}

/// The union of two lists, ascending by key; of several parts with one key the greatest.
fn unite_by<T: Ord, K: Ord + ?Sized>(into: &mut Vec<T>, from: Vec<T>, key: impl Fn(&T) -> &K) {
    into.extend(from);
    into.sort_unstable_by(|a, b| key(a).cmp(key(b)).then_with(|| b.cmp(a)));
    into.dedup_by(|later, earlier| key(later) == key(earlier));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entity::Kind;
    use crate::episode::{DocumentKind, Time};
    use crate::mention::{Confidence, Evidence, Mention, Sentence};
    use crate::text::Span;

    fn entity(number: u8, discovered: bool) -> Entity {
        Entity {
            id: format!("project:p{number}"),
            name: format!("P{number}"),
            kind: Kind::Project,
            url: None,
            discovered,
        }
    }

    fn mention(entity: u8, at: u32) -> Mention {
        Mention {
            span: Span { start: at, end: at + 2 },
            line: 1,
            column: at + 1,
            end_line: 1,
            end_column: at + 3,
            time: at.is_multiple_of(2).then_some(Time(at * 500)),
            speaker: None,
            surface: format!("P{entity}").into(),
            entity: format!("project:p{entity}").into(),
            evidence: [Evidence::Name].into(),
            confidence: Confidence(80),
            segment: 0,
            sentence: 0,
            turn: None,
        }
    }

    prop_compose! {
        fn extractions()(
            episode in 0u8..3,
            title in proptest::option::of("[ab]"),
            date in proptest::option::of("20[12][0-9]-01-01"),
            discovered in any::<bool>(),
            documents in proptest::collection::vec((0u8..3, proptest::collection::vec((0u8..4, 0u32..50), 0..4)), 0..3),
        ) -> Extraction {
            Extraction {
                episode: EpisodeInfo { id: format!("show/{episode}"), title, date, ..EpisodeInfo::default() },
                entities: (0..4).rev().map(|number| entity(number, discovered)).collect(),
                documents: documents.into_iter().map(|(path, mentions)| DocumentMentions {
                    path: format!("{path}.txt"),
                    kind: DocumentKind::Transcript,
                    sentences: vec![Sentence { number: 0, start: 0, text: "Our own words.".into() }],
                    words: mentions.iter().map(|(entity, at)| (format!("word{entity}"), *at)).collect(),
                    mentions: mentions.into_iter().map(|(entity, at)| mention(entity, at)).collect(),
                }).collect(),
            }
        }
    }

    fn corpora() -> impl Strategy<Value = Corpus> {
        proptest::collection::vec(extractions(), 0..4).prop_map(|extractions| {
            let mut corpus = Corpus::default();
            extractions.into_iter().for_each(|extraction| corpus.add(extraction));
            corpus
        })
    }

    fn merged(mut a: Corpus, b: Corpus) -> Corpus {
        a.merge(b);
        a
    }

    proptest! {
        #[test]
        fn merging_is_associative_commutative_and_idempotent(a in corpora(), b in corpora(), c in corpora()) {
            prop_assert_eq!(merged(a.clone(), b.clone()), merged(b.clone(), a.clone()));
            prop_assert_eq!(merged(a.clone(), a.clone()), a.clone());
            prop_assert_eq!(merged(merged(a.clone(), b.clone()), c.clone()), merged(a, merged(b, c)));
        }

        #[test]
        fn a_line_reads_back(corpus in corpora()) {
            for extraction in corpus.extractions() {
                let line = Corpus::to_line(extraction);
                prop_assert!(Corpus::is_line(&line) && !line.contains('\n'));
                prop_assert_eq!(&Corpus::from_line("x.jsonl", 1, &line).unwrap(), extraction);
            }
        }

        #[test]
        fn no_line_panics(extraction in extractions(), cut in any::<prop::sample::Index>(), junk in "\\PC{0,8}") {
            let line = Corpus::to_line(&extraction);
            let cut = cut.index(line.len());
            let _ = Corpus::from_line("x.jsonl", 1, &line[..cut]);
            let _ = Corpus::from_line("x.jsonl", 1, &junk);
            let _ = Corpus::from_line("x.jsonl", 1, &format!("{}{junk}{}", &line[..cut], &line[cut..]));
        }
    }

    fn refused(text: &str) -> String {
        Corpus::from_line("x.jsonl", 7, text).unwrap_err().to_string()
    }

    #[test]
    fn tells_what_is_wrong_with_a_line() {
        assert!(
            refused("{\"id\":3}")
                .starts_with("not an extraction: there is no `comention` field\n  --> x.jsonl:7")
        );
        assert!(refused("{\"comention\":2,\"other\":[]}").starts_with("extraction of version 2, but"));
        assert!(
            refused("WEBVTT")
                .starts_with("not an extraction: a line of JSON was expected\n  --> x.jsonl:7:1")
        );
        assert!(refused("{\"comention\":1}").starts_with("not an extraction: missing field `episode`"));
        assert!(
            refused(&format!("{{\"x\":{}", "[".repeat(100_000)))
                .starts_with("this line of an extraction is ")
        );
    }

    #[test]
    fn refuses_a_line_that_contradicts_itself() {
        let mut extraction = Extraction {
            episode: EpisodeInfo { id: "show/1".to_owned(), ..EpisodeInfo::default() },
            entities: Vec::new(),
            documents: vec![DocumentMentions {
                path: "1.txt".to_owned(),
                kind: DocumentKind::Transcript,
                sentences: Vec::new(),
                mentions: vec![mention(1, 0)],
                words: BTreeMap::new(),
            }],
        };
        assert!(
            refused(&Corpus::to_line(&extraction)).starts_with("mention of `project:p1`, which is not among")
        );
        extraction.entities.push(entity(1, false));
        assert!(Corpus::from_line("x.jsonl", 7, &Corpus::to_line(&extraction)).is_ok());
        extraction.episode.id.clear();
        assert!(refused(&Corpus::to_line(&extraction)).contains("without an id"));
    }
}
