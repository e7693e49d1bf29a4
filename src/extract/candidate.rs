//! What finders add: candidates, entities that no dictionary has, and what the episode gives reason to expect.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::hearing::Expected;
use super::linked;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::compound::compounds;
use crate::dictionary::forms::{Form, Forms};
use crate::dictionary::lexicon::WordId;
use crate::dictionary::spoken::{Rule, forms};
use crate::dictionary::{Dictionary, key};
use crate::entity::{Entity, Kind};
use crate::mention::Evidence;

/// An entity of the dictionary, or one that this episode established.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum EntityRef {
    /// A place in the dictionary's list.
    Known(u32),
    /// A place in [`Found::locals`].
    Local(u32),
}

/// A stretch of text that may name an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its words.
    pub(super) words: Range<usize>,
    /// The entity that may be meant.
    pub(super) entity: EntityRef,
    /// Who found it.
    pub(super) finder: Evidence,
    /// For a name: how the form came from it.
    pub(super) rule: Option<Rule>,
    /// What the finder knows in favour of it.
    pub(super) reasons: Reasons,
}

/// What the finders have found so far.
#[derive(Debug)]
pub(super) struct Found<'d> {
    pub(super) dictionary: &'d Dictionary,
    /// In the order found.
    pub(super) candidates: Vec<Candidate>,
    /// Entities that links, patterns and full names established.
    pub(super) locals: Vec<Entity>,
    /// The forms of `locals`; a form's `entry` is the place in that list.
    pub(super) local_forms: Forms,
    /// What the episode as a whole says for an entity.
    pub(super) expected: FxHashMap<EntityRef, Reasons>,
    /// The projects that links lead to, and those that show notes name, with their sounds.
    pub(super) linked: Vec<Expected>,
    /// Given names said alone that somebody has whom the episode names in full, or who speaks.
    pub(super) given_names: FxHashSet<WordId>,
    /// What finders of one's own say of what they found: place among the judged, and the words.
    pub(super) own_words: Vec<(usize, &'static str)>,
    by_id: FxHashMap<String, u32>,
}

impl<'d> Found<'d> {
    /// Nothing found yet.
    pub(super) fn new(dictionary: &'d Dictionary) -> Self {
        Found {
            dictionary,
            candidates: Vec::new(),
            locals: Vec::new(),
            local_forms: Forms::default(),
            expected: FxHashMap::default(),
            linked: Vec::new(),
            given_names: FxHashSet::default(),
            own_words: Vec::new(),
            by_id: FxHashMap::default(),
        }
    }

    /// Adds a candidate.
    pub(super) fn add(&mut self, words: Range<usize>, entity: EntityRef, finder: Evidence, reasons: Reasons) {
        self.candidates.push(Candidate { words, entity, finder, rule: None, reasons });
    }

    /// Says that the episode gives this reason to expect an entity.
    pub(super) fn expect(&mut self, entity: EntityRef, reason: Reason) {
        self.expected.entry(entity).or_default().insert(reason);
    }

    /// The entity with this name, established now if neither the dictionary nor the episode has it.
    pub(super) fn establish(
        &mut self,
        reading: &Reading,
        name: &str,
        kind: Kind,
        url: Option<&str>,
    ) -> EntityRef {
        let known = self.dictionary.find_entry(name);
        if let Some(known) = known.filter(|&entry| self.dictionary.entry(entry).entity.kind == kind) {
            return EntityRef::Known(known);
        }
        let local = self.establish_local(Entity::id_of(kind, name), name, kind, url);
        let key = key(name);
        let compounds = compounds(&key, reading.lexicon).map(|form| (form, Rule::Split));
        for (form, rule) in forms(name).into_iter().chain(compounds) {
            // A form of which the episode lacks a word cannot occur; one English word may be just that word.
            let words = reading.numbers_of(&form).filter(|words| rule == Rule::AsWritten || words.len() > 1);
            if let Some(words) = words {
                self.local_forms.insert(Form { entry: local, rule, words: &words });
            }
        }
        EntityRef::Local(local)
    }

    /// The project that a new name stands for: one that sounds so and is linked, named in show notes or known, else one of its own.
    pub(super) fn establish_project(&mut self, reading: &Reading, at: usize, name: &str) -> EntityRef {
        let linked = linked::heard(reading, self, at, name);
        linked.unwrap_or_else(|| self.establish(reading, name, Kind::Project, None))
    }

    /// Whether a link leads to an entity.
    pub(super) fn is_linked(&self, entity: EntityRef) -> bool {
        self.expected.get(&entity).is_some_and(|reasons| reasons.has(Reason::Linked))
    }

    /// A local entity under its own id, without a form: its mentions are found by who established it.
    pub(super) fn establish_local(&mut self, id: String, name: &str, kind: Kind, url: Option<&str>) -> u32 {
        let next = self.locals.len() as u32;
        let number = *self.by_id.entry(id.clone()).or_insert(next);
        if number == next {
            let url = url.map(String::from);
            self.locals.push(Entity { id, name: name.to_string(), kind, url, discovered: true });
        }
        number
    }

    /// An entity that is known, or taken as it is under its own id.
    pub(super) fn establish_as_is(&mut self, entity: Entity) -> EntityRef {
        let known = self.dictionary.find_entry(&entity.name);
        if let Some(known) = known.filter(|&entry| self.dictionary.entry(entry).entity.id == entity.id) {
            return EntityRef::Known(known);
        }
        let next = self.locals.len() as u32;
        let number = *self.by_id.entry(entity.id.clone()).or_insert(next);
        if number == next {
            self.locals.push(entity);
        }
        EntityRef::Local(number)
    }

    /// What the episode established under an id.
    pub(super) fn local(&self, id: &str) -> Option<EntityRef> {
        self.by_id.get(id).copied().map(EntityRef::Local)
    }

    /// The entity behind a reference.
    pub(super) fn entity(&self, entity: EntityRef) -> &Entity {
        match entity {
            EntityRef::Known(entry) => &self.dictionary.entry(entry).entity,
            EntityRef::Local(local) => &self.locals[local as usize],
        }
    }
}
