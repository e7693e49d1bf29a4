//! What is surely named around a candidate: other projects beside it, some of its own field, or those it is enumerated with.

use std::ops::Range;

use super::candidate::{Candidate, EntityRef, Found};
use super::limits::sense::{CONJUNCTIONS, FIELD, NEARBY, SEVERAL, SURE};
use super::reading::Reading;
use super::sense::Judged;
use crate::entity::Kind;
use crate::text::word::Gap;

/// Where projects are surely named, in order; not within somebody's name.
pub(super) fn sure_projects(found: &Found, judged: &[Judged]) -> Vec<(Range<usize>, EntityRef)> {
    let sure = || judged.iter().filter(|one| one.log_odds() >= SURE).map(|one| &one.candidate);
    let is_person = |one: &&Candidate| found.entity(one.entity).kind == Kind::Person && one.words.len() > 1;
    // Where each begins, and how far it or one before it runs.
    let people = sure().filter(is_person).scan(0, |end, person| {
        *end = person.words.end.max(*end);
        Some((person.words.start, *end))
    });
    let people: Vec<(usize, usize)> = people.collect();
    let is_within = |words: &Range<usize>| {
        let before = people.partition_point(|&(start, _)| start <= words.start);
        people[..before].last().is_some_and(|&(_, end)| words.end <= end)
    };
    let projects = sure().filter(|one| found.entity(one.entity).kind == Kind::Project);
    projects.filter(|one| !is_within(&one.words)).map(|one| (one.words.clone(), one.entity)).collect()
}

/// Whether another project is surely named right before or behind, with a comma or a conjunction between.
pub(super) fn is_enumerated(
    reading: &Reading,
    sure: &[(Range<usize>, EntityRef)],
    candidate: &Candidate,
) -> bool {
    let words = &candidate.words;
    let joins = |word: usize| {
        word < reading.words.len()
            && matches!(reading.words[word].gap, Gap::Space | Gap::Clause)
            && CONJUNCTIONS.contains(&reading.text(&(word..word + 1)))
    };
    let comma = |word: usize| reading.words.get(word).is_some_and(|word| word.gap == Gap::Clause);
    let gap_before =
        if words.start > 0 && joins(words.start - 1) { Some(1) } else { comma(words.start).then_some(0) };
    let gap_after = if joins(words.end) { Some(1) } else { comma(words.end).then_some(0) };
    let from = sure.partition_point(|(other, _)| other.start + NEARBY < words.start);
    let near = sure[from..].iter().take_while(|(other, _)| other.start <= words.end + 1);
    near.filter(|(_, entity)| *entity != candidate.entity).any(|(other, _)| {
        gap_before.is_some_and(|gap| other.end + gap == words.start)
            || gap_after.is_some_and(|gap| other.start == words.end + gap)
    })
}

/// The projects that are surely named within so many words to either side of a candidate, in its document.
fn around<'s>(
    reading: &'s Reading,
    sure: &'s [(Range<usize>, EntityRef)],
    candidate: &Candidate,
    reach: usize,
) -> impl Iterator<Item = EntityRef> + 's {
    let at = candidate.words.start;
    let document = reading.words[at].document;
    let from = sure.partition_point(|(other, _)| other.start + reach < at);
    let near = sure[from..].iter().take_while(move |(other, _)| other.start <= at + reach);
    // What else the same words may mean does not stand around them.
    let words = candidate.words.clone();
    let is_around =
        move |other: &Range<usize>| *other != words && reading.words[other.start].document == document;
    near.filter(move |(other, _)| is_around(other)).map(|&(_, entity)| entity)
}

/// How many other projects are surely named that near; at most two.
pub(super) fn company(
    reading: &Reading,
    sure: &[(Range<usize>, EntityRef)],
    candidate: &Candidate,
    reach: usize,
) -> usize {
    let mut others = around(reading, sure, candidate, reach).filter(|&entity| entity != candidate.entity);
    match others.next() {
        Some(first) => 1 + usize::from(others.any(|second| second != first)),
        None => 0,
    }
}

/// How much the projects around a candidate are those that it is often talked about with: 0 for none, 1 for one, more for
/// several.
pub(super) fn companions(
    reading: &Reading,
    found: &Found,
    sure: &[(Range<usize>, EntityRef)],
    candidate: &Candidate,
) -> f32 {
    let EntityRef::Known(entry) = candidate.entity else { return 0.0 };
    if candidate.rule.is_none() {
        return 0.0;
    }
    let companions: Vec<u32> = found.dictionary.companions(entry).collect();
    if companions.is_empty() {
        return 0.0;
    }
    let is_one = |entity: &EntityRef| matches!(entity, EntityRef::Known(other) if companions.contains(other));
    let mut met = around(reading, sure, candidate, FIELD).filter(is_one);
    match met.next() {
        Some(first) if met.any(|second| second != first) => SEVERAL,
        Some(_) => 1.0,
        None => 0.0,
    }
}
