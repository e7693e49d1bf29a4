//! People: full names, and the short forms of those whom the episode has introduced.
//!
//! *What it finds*: "Will McGugan" by the shape of a given name and a surname, hosts of the show and labelled speakers,
//! then "Will" and "McGugan" alone where they stand for somebody of this episode, and a "Brandon" of whom nothing more
//! is known. *Why not simpler*: a list of people lacks most guests, and a given name alone stands for somebody else in
//! every episode. *What it misses*: people named only by a given name that no list has.

use std::ops::Range;

use super::candidate::{EntityRef, Found};
use super::full_name::{is_capital_name, is_label, known_name, new_name};
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::lexicon::WordId;
use crate::entity::{Entity, Kind};
use crate::mention::Evidence;
use crate::text::fold::{fold, slug};

/// Weight from which a project's name is taken for the project before it is taken for a given name.
const WELL_KNOWN: u32 = 12;

/// A person of the episode.
#[derive(Debug)]
pub(super) struct Somebody {
    pub(super) entity: EntityRef,
    pub(super) given: WordId,
    pub(super) surname: Option<WordId>,
    pub(super) presence: Presence,
}

/// How a person comes to be in the episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Host, or speaker by label.
    OfTheHouse,
    /// Named in full at this word.
    Named(usize),
    /// Known for a project that is named.
    Maker,
}

/// Finds people.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let mut people = present(reading, found);
    let taken = full_names(reading, found, &mut people);
    makers(reading, found, &mut people);
    short_forms(reading, found, &people, &taken);
}

/// The people who are there before a word is said: hosts of the show and speakers by label.
fn present(reading: &Reading, found: &mut Found) -> Vec<Somebody> {
    let info = &reading.episode.info;
    let show = info.show.as_deref();
    let hosts = crate::source::show::shows().iter().filter(|known| Some(known.slug) == show);
    let names: Vec<String> = hosts
        .flat_map(|show| show.hosts.iter().map(|host| host.to_string()))
        .chain(info.people.clone())
        .collect();
    let mut people: Vec<Somebody> = Vec::new();
    for name in names.iter().filter(|name| name.contains(' ')) {
        let entity = found.establish(reading, name, Kind::Person, None);
        found.expect(entity, Reason::Speaker);
        people.extend(somebody(reading, entity, name, None));
    }
    people
}

fn somebody(reading: &Reading, entity: EntityRef, name: &str, named_at: Option<usize>) -> Option<Somebody> {
    let presence = named_at.map_or(Presence::OfTheHouse, Presence::Named);
    let mut parts = name.split([' ', '-']).map(fold);
    let given = reading.number_of(&parts.next()?);
    let surname = parts.next_back().and_then(|surname| reading.number_of(&surname));
    // A given name that does not occur cannot be said alone.
    Some(Somebody { entity, given: given.unwrap_or(WordId::MAX), surname, presence })
}

/// Those who are known for the projects that the episode names; they come last, their given names stand for others first.
fn makers(reading: &Reading, found: &Found, people: &mut Vec<Somebody>) {
    let clear = |words: &Range<usize>| words.clone().any(|word| !reading.info(word).is_english());
    let named = found.candidates.iter().filter(|one| clear(&one.words)).map(|one| one.entity);
    let mut projects: Vec<EntityRef> = named.collect();
    projects.sort_unstable();
    projects.dedup();
    for project in projects {
        let EntityRef::Known(project) = project else {
            continue;
        };
        for &person in found.dictionary.makers(project) {
            let name = &found.dictionary.entry(person).entity.name;
            let maker = somebody(reading, EntityRef::Known(person), name, None);
            people.extend(maker.map(|maker| Somebody { surname: None, presence: Presence::Maker, ..maker }));
        }
    }
}

/// Finds full names, those of the dictionary first; returns for each word whether it is part of one.
fn full_names(reading: &Reading, found: &mut Found, people: &mut Vec<Somebody>) -> Vec<bool> {
    let mut taken = vec![false; reading.words.len()];
    for find in [known_name, new_name] {
        for at in 0..reading.words.len() {
            if taken[at] {
                continue;
            }
            let Some((words, entity, reasons)) = find(reading, found, people, at) else { continue };
            // As heard and as spelt: "Gita" stands for Guido once "Gita Van Rossen" was he.
            let name = found.entity(entity).name.clone();
            people.extend(somebody(reading, entity, &name, Some(words.start)));
            people.extend(somebody(reading, entity, reading.text(&words), Some(words.start)));
            taken[words.clone()].fill(true);
            found.add(words, entity, Evidence::Person, reasons);
        }
    }
    taken
}

/// Given names and surnames that stand alone.
fn short_forms(reading: &Reading, found: &mut Found, people: &[Somebody], taken: &[bool]) {
    for (at, &taken) in taken.iter().enumerate() {
        if taken || !is_capital_name(reading, at) || is_label(reading, at) {
            continue;
        }
        let id = reading.ids[at];
        if let Some(person) = nearest(people.iter().filter(|person| person.given == id), at) {
            found.add(at..at + 1, person.entity, Evidence::Person, Reasons::of(&[Reason::GivenNameOf]));
        } else if let Some(person) = nearest(people.iter().filter(|person| person.surname == Some(id)), at)
            && !reading.info(at).is_english()
        {
            found.add(at..at + 1, person.entity, Evidence::Person, Reasons::of(&[Reason::SurnameOf]));
        } else if reading.info(at).is_given()
            && reading.is_cased(at)
            && !is_better_known(found, id)
            && !is_in_a_date(reading, at)
        {
            let name = reading.text(&(at..at + 1));
            let local = found.establish_local(id_in(reading, name), name, Kind::Person, None);
            let reasons = Reasons::of(&[Reason::GivenNameOnly]);
            found.add(at..at + 1, EntityRef::Local(local), Evidence::Person, reasons);
        }
    }
}

/// Whether a number stands before or behind a word: "Jan 17", "5 May".
fn is_in_a_date(reading: &Reading, at: usize) -> bool {
    let number = |word: usize| reading.text(&(word..word + 1)).starts_with(|c: char| c.is_ascii_digit());
    reading.continues(at) && number(at - 1) || reading.continues(at + 1) && number(at + 1)
}

/// Whether a given name is better known as a project (Mac, Ruby), or is a month, place or company.
fn is_better_known(found: &Found, id: WordId) -> bool {
    let Some(form) = found.dictionary.forms().get(&[id]) else {
        return false;
    };
    let entry = found.dictionary.entry(form.entry);
    entry.weight >= WELL_KNOWN && entry.entity.kind != Kind::Person
}

/// The person last named in full before a word; else one of the house; else the one named next; else a maker.
fn nearest<'p>(people: impl Iterator<Item = &'p Somebody>, at: usize) -> Option<&'p Somebody> {
    people.min_by_key(|person| match person.presence {
        Presence::Named(named) if named < at => (0, at - named),
        Presence::OfTheHouse => (1, 0),
        Presence::Named(named) => (2, named - at),
        Presence::Maker => (3, 0),
    })
}

/// The id of somebody known by a given name alone: two Brandons of two episodes are not the same person.
fn id_in(reading: &Reading, name: &str) -> String {
    format!("{}@{}", Entity::id_of(Kind::Person, name), slug(&reading.episode.info.id))
}
