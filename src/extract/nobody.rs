//! Given names that are nobody's: things and places are called Buster, Aurora and Geneva, too.
//!
//! *What it finds*: "an Aurora cluster", "310 Buster", "Robin, which is a framework", "in Geneva", for the whole episode. *Why not simpler*: the
//! same words stand beside people: "a Tim on our team", "the Kevin interview", "Nick's team". *What it misses*: things that
//! nothing tells from people where they stand.
//! *And*: names of projects that a recogniser wrote as a given name.

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, EntityRef, Found};
use super::capital::is_software;
use super::context::is_a_month;
use super::limits::person::{
    PLACING, SPELT_ALIKE, SPELT_LONGER, TALKING, TELLING, THERE, THERE_WITHIN, WELL_KNOWN, WHERE,
};
use super::person::{is_behind_the, is_close, speaks};
use super::reading::Reading;
use super::weigh::Reason;
use super::word::is_listed;
use crate::dictionary::key;
use crate::dictionary::lexicon::WordId;
use crate::entity::Kind;
use crate::text::distance::within;
use crate::text::sound::sounds;
use crate::text::word::Gap;

/// Whether a given name is nobody's in this episode: it stands clearly as things do, or twice, or more often than not as they
/// may, and nowhere as people do.
pub(super) fn is_nobodys(reading: &Reading, id: WordId) -> bool {
    let places: Vec<usize> = reading.places_of(id).collect();
    let likely = places.iter().filter(|&&at| may_be_a_thing(reading, at)).count();
    let is_thing =
        likely > 1 || likely * 2 > places.len() || places.iter().any(|&at| is_a_thing(reading, at));
    is_thing && !places.iter().any(|&at| is_somebody(reading, at) || is_there(reading, at))
}

/// The project that is named here and that a given name is written for, where nobody stands as people do: "Basil" for Bazel.
///
/// Costs a look at all candidates, and is asked once of a given name that nobody in the episode has.
pub(super) fn misheard_project(
    reading: &Reading,
    found: &Found,
    given: &str,
    id: WordId,
) -> Option<EntityRef> {
    let names_a_project = found.candidates.iter().any(|one| {
        one.words.len() == 1
            && reading.ids[one.words.start] == id
            && found.entity(one.entity).kind == Kind::Project
    });
    if names_a_project {
        return None;
    }
    let heard = sounds(given);
    let is_alike = |name: &str| {
        let limit = if name.len() == given.len() { SPELT_ALIKE } else { SPELT_LONGER };
        name.bytes().all(|byte| byte.is_ascii_alphabetic())
            && name.as_bytes().first() == given.as_bytes().first()
            && within(name, given, limit).is_some()
            && sounds(name) == heard
    };
    let named = |one: &&Candidate| {
        let entity = found.entity(one.entity);
        one.rule.is_some()
            && entity.kind == Kind::Project
            && reading.capital_tells(one.words.start)
            && is_alike(&key(&entity.name))
    };
    let mut projects = found.candidates.iter().filter(named).map(|one| one.entity);
    let project = projects.next()?;
    let is_sure = projects.all(|other| other == project);
    (is_sure && !reading.places_of(id).any(|at| is_somebody(reading, at) || is_there(reading, at)))
        .then_some(project)
}

/// Whether a word stands as people do: it speaks or is spoken to.
pub(super) fn is_somebody(reading: &Reading, at: usize) -> bool {
    speaks(reading, at) || is_close(reading, at)
}

/// Whether somebody is said to be there, or says something: "Quimbo out in the audience", "Quimbo told us".
fn is_there(reading: &Reading, at: usize) -> bool {
    let text = |word: usize| reading.text(&(word..word + 1));
    let mut behind =
        (at + 1..reading.words.len()).take(THERE_WITHIN).take_while(|&word| reading.continues(word));
    at + 1 < reading.words.len() && is_listed(TELLING, text(at + 1))
        || behind.any(|word| is_listed(THERE, text(word)))
}

/// Whether two or more are said to talk: "Ada and Carl talk about".
pub(super) fn talks(reading: &Reading, at: usize) -> bool {
    let is = |at: usize, words: &str| reading.continues(at) && is_listed(words, reading.text(&(at..at + 1)));
    is(at + 1, TALKING) || is(at + 1, "and") && is(at + 3, TALKING)
}

/// Whether a word stands as things do: used as software is, behind a number, or behind an article, "an Aurora cluster"; but not
/// "a Nick from the team", "Nick's team" and "a friend, called Nick".
fn is_a_thing(reading: &Reading, at: usize) -> bool {
    let text = |word: usize| reading.text(&(word..word + 1));
    let follows = |told: &dyn Fn(usize) -> bool| reading.continues(at) && told(at - 1);
    let goes_on = |told: &dyn Fn(usize) -> bool| reading.continues(at + 1) && told(at + 1);
    let any =
        || follows(&|word| is_listed("a|an", text(word))) && !goes_on(&|word| is_listed(WHERE, text(word)));
    let somebodys = || {
        let called = |word: usize| text(word) == "called" && !reading.continues(word);
        goes_on(&|word| reading.between(word) != " ")
            || follows(&|word| is_listed("named|via", text(word)) || called(word))
    };
    is_named_here(reading, at)
        && (any() || is_behind_a_number(reading, at) || is_software(reading, at) && !somebodys())
}

/// Whether a word may stand as things and places do: behind "the" or "in", or before ", which is".
fn may_be_a_thing(reading: &Reading, at: usize) -> bool {
    let behind = at + 1..at + 3;
    let explained = || {
        behind.end <= reading.words.len()
            && reading.between(behind.start) == ", "
            && reading.continues(behind.end - 1)
            && is_listed("which is|which I", reading.text(&behind))
    };
    // Not "in Ada's words".
    let within = || {
        reading.continues(at)
            && is_listed(PLACING, reading.text(&(at - 1..at)))
            && !(reading.continues(at + 1) && reading.between(at + 1) != " ")
    };
    is_named_here(reading, at) && (is_behind_the(reading, at) || within() || explained())
}

/// Whether a given name has a capital here, where capitals tell.
fn is_named_here(reading: &Reading, at: usize) -> bool {
    reading.words[at].is_capital() || !reading.is_cased(at)
}

/// Whether a number that is no year belongs to a word: "Alpha 7", "310 Buster"; or a day to a month: "5 May".
pub(super) fn is_numbered(reading: &Reading, at: usize) -> bool {
    is_behind_a_number(reading, at)
        || reading.continues(at + 1) && begins_with_a_digit(reading, at + 1)
        || is_a_month(reading, &(at..at + 1))
}

/// Whether a number that is no year stands before a word.
fn is_behind_a_number(reading: &Reading, at: usize) -> bool {
    let is_year = || reading.text(&(at - 1..at)).len() == "2019".len();
    reading.continues(at) && begins_with_a_digit(reading, at - 1) && !is_year()
}

fn begins_with_a_digit(reading: &Reading, word: usize) -> bool {
    reading.words[word].first.is_ascii_digit()
}

/// Single words where a project of this name is told of: "a language called Julia", "the Julia language", "Julia, the language".
pub(super) fn projects_told_of(reading: &Reading, found: &Found) -> FxHashSet<usize> {
    let told = [Reason::Called, Reason::Defined, Reason::Installed];
    let is_project =
        |one: &&Candidate| found.entity(one.entity).kind == Kind::Project && one.words.len() == 1;
    let is_told = |one: &&Candidate| {
        let behind = one.words.end;
        told.iter().any(|&reason| one.reasons.has(reason))
            || one.rule.is_some()
                && reading.continues(behind)
                && reading.between(behind) == " "
                && reading.info(behind).is_cue_after()
            || one.rule.is_some() && is_told_behind(reading, behind)
    };
    found.candidates.iter().filter(is_project).filter(is_told).map(|one| one.words.start).collect()
}

/// Whether ", the language" or the like stands at a word.
pub(super) fn is_told_behind(reading: &Reading, at: usize) -> bool {
    at > 0
        && reading.words.get(at).is_some_and(|word| word.gap == Gap::Clause)
        && reading.text(&(at..at + 1)) == "the"
        && reading.continues(at + 1)
        && reading.info(at + 1).is_cue_after()
}

/// Whether a given name is better known as a project (Mac, Ruby), or is a month, place or company.
pub(super) fn is_better_known(found: &Found, id: WordId) -> bool {
    let Some(form) = found.dictionary.forms().get(&[id]) else {
        return false;
    };
    let entry = found.dictionary.entry(form.entry);
    entry.weight >= WELL_KNOWN && entry.entity.kind != Kind::Person
}

/// Whether somebody is known by a given name alone, all the world over (Guido): then no stranger of that name is meant.
pub(super) fn is_known_so(found: &Found, id: WordId) -> bool {
    let form = found.dictionary.forms().get(&[id]);
    form.is_some_and(|form| found.dictionary.entry(form.entry).entity.kind == Kind::Person)
}
