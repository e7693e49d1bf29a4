//! Everyday words and given names that are a project's where its field is talked about.
//!
//! *What it finds*: "Embassy" beside firmware, "Aurora" beside Postgres. *Why not simpler*: the words alone are a building and
//! somebody. *What it misses*: projects that `data/short_names.tsv` lacks, and talk that names nothing of the field.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, EntityRef, Found};
use super::capital::is_alone;
use super::limits::capital::{FIELD, FOLLOWS, TALKED_OF};
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::lexicon::WordId;
use crate::mention::Evidence;

/// Takes a word for projects where their field is talked about, and nearby or again and again if for one alone; whether any is taken.
pub(super) fn take(reading: &Reading, found: &mut Found, places: &mut Vec<usize>) -> bool {
    let mut told: Vec<(usize, u32)> =
        places.iter().filter_map(|&at| Some((at, short_name(reading, found, at)?))).collect();
    let named = told.iter().find(|&&(at, _)| is_alone(reading, found, at)).map(|&(_, entry)| entry);
    if named.is_none() {
        told.clear();
    }
    let Some(first) = named.or_else(|| expected(reading, found, *places.first()?)) else { return false };
    let is_one = told.iter().all(|&(_, entry)| entry == first);
    let is_told = is_expected(found, first);
    let may_be = |at: usize| !if is_told { is_part_of(reading, at) } else { is_part(reading, at) };
    let is_near = |next: usize, at: usize| {
        is_told
            || told.len() >= TALKED_OF
            || told[next.max(1) - 1..].iter().take(2).any(|one| one.0.abs_diff(at) <= FOLLOWS)
    };
    places.retain(|&at| {
        let entry = match told.binary_search_by_key(&at, |&(place, _)| place) {
            Ok(here) => told[here].1,
            Err(next) if is_one && is_near(next, at) && may_be(at) => first,
            Err(_) => return true,
        };
        found.add(at..at + 1, EntityRef::Known(entry), Evidence::Pattern, Reasons::of(&[Reason::Field]));
        false
    });
    true
}

/// The project of such a name that the episode expects.
fn expected(reading: &Reading, found: &Found, at: usize) -> Option<u32> {
    found.dictionary.short_names(reading.ids[at]).find(|&entry| is_expected(found, entry))
}

/// Whether the title, a link or "called" leads to a project, so that its short name stands for it wherever it has a capital.
fn is_expected(found: &Found, entry: u32) -> bool {
    let reasons = found.expected.get(&EntityRef::Known(entry));
    let told = [Reason::Called, Reason::Linked, Reason::Titled];
    reasons.is_some_and(|reasons| told.iter().any(|&reason| reasons.has(reason)))
}

/// Whether a word is a part of what is called otherwise: "the Swiss Embassy", "the Embassy of Canada", "the Embassy Theatre".
fn is_part(reading: &Reading, at: usize) -> bool {
    let goes_on = || reading.continues(at + 1) && reading.words[at + 1].is_capital();
    is_part_of(reading, at) || reading.is_cased(at) && goes_on()
}

/// The same, but for a word with a capital behind it, which may tell what the project is: "the Embassy API".
fn is_part_of(reading: &Reading, at: usize) -> bool {
    let behind = || reading.continues(at + 1) && reading.text(&(at + 1..at + 2)) == "of";
    reading.is_cased(at) && (reading.continues(at) && reading.capital_tells(at - 1) || behind())
}

/// The project of which an everyday word is the name, too, and of whose field most words stand near this place; without a capital, two.
pub(super) fn short_name(reading: &Reading, found: &Found, at: usize) -> Option<u32> {
    let document = reading.document_words(reading.words[at].document as usize);
    let near = document.start.max(at.saturating_sub(FIELD))..document.end.min(at + FIELD);
    let named = |entry: u32| {
        let field: FxHashSet<WordId> = found.dictionary.field(entry).collect();
        let met: FxHashSet<WordId> =
            reading.ids[near.clone()].iter().copied().filter(|id| field.contains(id)).collect();
        (met.len(), Reverse(entry))
    };
    let most =
        found.dictionary.short_names(reading.ids[at]).filter(|_| !is_part(reading, at)).map(named).max()?;
    (most.0 >= if reading.is_cased(at) { 1 } else { 2 }).then_some(most.1.0)
}

/// Whether a candidate is somebody of whom only the given name is known.
pub(super) fn is_nobody(candidate: &Candidate) -> bool {
    candidate.reasons.has(Reason::GivenNameOnly)
}

/// Drops those of whom only the given name is known where it was taken for a project.
pub(super) fn drop_given_names(found: &mut Found) {
    let taken = found.candidates.iter().filter(|one| one.reasons.has(Reason::Field));
    let taken: FxHashSet<usize> = taken.map(|one| one.words.start).collect();
    found.candidates.retain(|one| !(is_nobody(one) && taken.contains(&one.words.start)));
}
