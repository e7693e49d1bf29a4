//! The entity that somebody asks for by name, spelling or id: who is meant, and what is told where nobody mentions it.

use std::collections::BTreeMap;

use comention::corpus::Corpus;
use comention::dictionary::Dictionary;
use comention::entity::{Entity, Kind};
use comention::error::Error;
use comention::text::distance::within;
use comention::text::fold::{key, slug};

use super::terminal::{NAME_WIDTH, clean, keep_start, meant};

/// The share of the letters that may differ in what is meant.
const APART: f32 = 0.25;

/// Longest name that is compared letter by letter, in bytes.
const LONGEST: usize = 200;

/// An entity asked for.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    asked: &'a str,
    slug: String,
    dictionary: &'a Dictionary,
    /// What the dictionary takes it for.
    known: Option<&'a Entity>,
}

/// A name or id; without one nothing could be found.
pub(super) fn name(name: &str) -> Result<String, String> {
    if name.trim().is_empty() {
        return Err("expected a name, such as FastAPI, or an id, such as project:fastapi".to_owned());
    }
    Ok(name.to_owned())
}

/// The entities that are mentioned, by id, and in how many episodes.
pub(super) fn mentioned(corpus: &Corpus) -> BTreeMap<&str, (&Entity, u32)> {
    let mut entities: BTreeMap<&str, (&Entity, u32)> = BTreeMap::new();
    for extraction in corpus.extractions() {
        let mentions = || extraction.documents.iter().flat_map(|document| &document.mentions);
        for entity in &extraction.entities {
            if mentions().any(|mention| *mention.entity == *entity.id) {
                entities.entry(&entity.id).or_insert((entity, 0)).1 += 1;
            }
        }
    }
    entities
}

impl<'a> Asked<'a> {
    pub(super) fn new(asked: &'a str, dictionary: &'a Dictionary) -> Asked<'a> {
        Asked { asked, slug: slug(asked), dictionary, known: dictionary.find(asked) }
    }

    /// Whether it is this entity; a name may be that of several.
    pub(super) fn is_meant(&self, entity: &Entity) -> bool {
        entity.id == self.asked
            || self.known.is_some_and(|known| known.id == entity.id)
            || slug(&entity.name) == self.slug
    }

    /// Whether it may be what is called so.
    pub(super) fn is_named(&self, name: &str) -> bool {
        slug(name) == self.slug
            || self.known.is_some_and(|known| known.name == name)
            || Kind::ALL.iter().any(|&kind| Entity::id_of(kind, name) == self.asked)
    }

    /// What is told where nobody mentions it: why, and what to do.
    pub(super) fn not_found(&self, corpus: &Corpus) -> Error {
        if let Some((why, hint)) = self.not_looked_for() {
            return self.nothing(Some(&why)).hint(hint);
        }
        let near = self.near(&mentioned(corpus));
        let near: Vec<&str> = near.iter().map(String::as_str).collect();
        if self.known.is_some() {
            let hint = meant(&near);
            let nobody = || "the name is known, but nobody mentions it in these texts".to_owned();
            return self.nothing(None).hint(hint.unwrap_or_else(nobody));
        }
        let said = self.dictionary.find_said(self.name());
        let said = said.map(|entry| self.dictionary.entry(entry).entity.name.as_str());
        let like = || said.map_or_else(|| self.dictionary.names_like(self.name()), |name| vec![name]);
        match meant(&near).or_else(|| meant(&like())) {
            Some(hint) => self.nothing(None).hint(hint),
            None => self
                .nothing(Some("neither the dictionary nor these texts know it"))
                .hint("a table with this name, given with `--dictionary`, has it found"),
        }
    }

    /// What is told of mentions that are there, but not shown.
    pub(super) fn nothing(&self, why: Option<&str>) -> Error {
        let shown = keep_start(&clean(self.asked), NAME_WIDTH);
        let why = why.map(|why| format!(": {why}")).unwrap_or_default();
        Error::new(format!("no mention of `{shown}` found{why}"))
    }

    /// The name, of an id the part that is one.
    fn name(&self) -> &'a str {
        let of_id = self.asked.split_once(':').filter(|(kind, _)| Kind::from_name(kind).is_some());
        of_id.map_or(self.asked, |(_, name)| name)
    }

    /// Why it is never found, or only near certain words, and what to do.
    fn not_looked_for(&self) -> Option<(String, String)> {
        let row = self.dictionary.limits().row(&key(self.name()))?;
        let place = format!("{}:{}", row.source, row.line);
        Some(match row.cues.as_slice() {
            [] => (format!("{place} blocks it"), "take this row out to have it found".to_owned()),
            cues => (
                format!("{place} asks for a cue word within 30 words of it"),
                format!("the cue words are {}", keep_start(&clean(&cues.join(", ")), NAME_WIDTH)),
            ),
        })
    }

    /// Names in the texts that are written nearly so, the nearest first; then those of which it is a part.
    fn near(&self, mentioned: &BTreeMap<&str, (&Entity, u32)>) -> Vec<String> {
        let wanted = key(self.name());
        let short = mentioned.values().filter(|(entity, _)| entity.name.len().max(wanted.len()) <= LONGEST);
        let mut near: Vec<(f32, &str)> = short
            .filter_map(|(entity, _)| Some((self.apart(&wanted, &entity.name)?, entity.name.as_str())))
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
        near.dedup_by(|a, b| a.1 == b.1);
        near.truncate(3);
        near.into_iter().map(|(_, name)| clean(name)).collect()
    }

    /// How far a name is from what is asked, by letters; one that holds it as a word is farther than any other.
    fn apart(&self, wanted: &str, name: &str) -> Option<f32> {
        let holds = || slug(name).split('-').any(|word| word == self.slug);
        within(wanted, &key(name), APART).or_else(|| holds().then_some(1.0))
    }
}
