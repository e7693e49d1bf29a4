//! What links lead to, as it is said: words that are the name when joined, and names that sound like it.
//!
//! *What it finds*: "mop up" where `mopup` is linked, "PyCell" where `pycel` is. *Why not simpler*: of all names there are, one is
//! soon made of two everyday words; of the dozen that show notes link to, hardly. *What it misses*: names of which
//! the notes tell, but that no link leads to.

use std::ops::Range;

use super::candidate::{Candidate, EntityRef, Found};
use super::hearing::{Expected, Ground, Words, known_name};
use super::limits::garble::SHORTEST;
use super::limits::hearing::{MANY_SOUNDS, NEAR, SLIP, SPELT, SPELT_SHORT};
use super::limits::linked::{COMMON, LONG, MOST_WORDS, SHORTEST_JOINED, SHORTEST_PART};
use super::nobody::is_somebody;
use super::prior::is_plain;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::heard::said;
use crate::dictionary::key;
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;
use crate::episode::DocumentKind;
use crate::mention::Evidence;
use crate::text::distance::{difference, within};
use crate::text::sound::sounds;

/// A spelling of a name that a recogniser may write as several words.
struct Spelling {
    key: String,
    entity: EntityRef,
    /// Show notes name it, but no link leads to it.
    noted: bool,
}

/// Notes how linked projects sound, and those that show notes name; finds words that are the name of one when joined.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let is_linked = |&(&entity, reasons): &(&EntityRef, &Reasons)| {
        reasons.has(Reason::Linked) && found.entity(entity).kind == Kind::Project
    };
    let mut linked: Vec<EntityRef> =
        found.expected.iter().filter(is_linked).map(|(&entity, _)| entity).collect();
    linked.sort_unstable();
    let mut noted = noted(reading, found);
    noted.retain(|entity| !linked.contains(entity));
    let all = linked.iter().map(|&one| (one, false)).chain(noted.iter().map(|&one| (one, true)));
    let (mut spellings, mut sounding) = (Vec::new(), Vec::new());
    for (entity, noted) in all {
        let (key, name) = (key(&found.entity(entity).name), said(&found.entity(entity).name));
        let mut add = |key: &str| spellings.push(Spelling { key: key.to_owned(), entity, noted });
        add(&key);
        if name != key {
            add(&name);
        }
        if name.len() >= SHORTEST {
            let ground = if noted { Ground::Noted } else { Ground::Expected };
            sounding.push(Expected { entity, sounds: sounds(&name), name, recognised: false, ground });
        }
    }
    spellings.retain(|one| one.key.is_ascii() && one.key.len() >= SHORTEST_JOINED);
    found.linked = sounding;
    joined(reading, found, &spellings);
}

/// The project that a new name sounds like: who speaks knows what is linked, and a recogniser spells it in its own way.
pub(super) fn heard(reading: &Reading, found: &Found, at: usize, name: &str) -> Option<EntityRef> {
    if !is_spoken(reading, at) {
        return None;
    }
    let (joined, sounded) = (key(name), sounds(&key(name)));
    let near = found.linked.iter().filter_map(|linked| {
        let sound = within(&linked.sounds, &sounded, NEAR)?;
        let is_long =
            sounded.len() >= MANY_SOUNDS && linked.name.as_bytes()[0] == *joined.as_bytes().first()?;
        let limit = if sound == 0.0 { SPELT } else { SPELT_SHORT };
        let spelling = within(&linked.name, &joined, limit)?;
        (sound == 0.0 || is_long).then_some((sound + spelling, linked.entity))
    });
    let nearest = near.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, entity)| entity);
    nearest.or_else(|| known(found, &joined, &sounded).filter(|_| reading.words[at].is_strange()))
}

/// The known project that a new name sounds just like, and is spelt nearly as: "Hesura", Hasura.
fn known(found: &Found, joined: &str, sounded: &str) -> Option<EntityRef> {
    let (entity, reason) = known_name(found.dictionary, joined, sounded, Words::Strange)?;
    let is_near = within(&key(&found.entity(entity).name), joined, SLIP).is_some();
    (is_near && reason == Reason::SameSound).then_some(entity)
}

/// Whether a link leads to a project that sounds like a given name, and nothing says that somebody has it: "Gracie", `gracy`.
pub(super) fn is_project(reading: &Reading, found: &Found, at: usize) -> bool {
    !found.linked.is_empty()
        && heard(reading, found, at, reading.text(&(at..at + 1))).is_some()
        && !reading.places_of(reading.ids[at]).any(|at| is_somebody(reading, at))
}

/// Whether a word was heard, not written by somebody who may have looked the name up.
fn is_spoken(reading: &Reading, at: usize) -> bool {
    reading.document(at).kind == DocumentKind::Transcript && !reading.is_edited(at)
}

/// The projects that show notes name by a word that is no other word.
fn noted(reading: &Reading, found: &Found) -> Vec<EntityRef> {
    let forms = found.dictionary.forms();
    let is_noted = |&at: &usize| reading.document(at).kind == DocumentKind::ShowNotes;
    let named = (0..reading.words.len()).filter(is_noted).filter_map(|at| {
        let form = forms.at(&reading.ids[at..reading.run_end(at, MOST_WORDS)]).next()?;
        let words = at..at + form.words.len();
        let is_project = found.dictionary.entry(form.entry).entity.kind == Kind::Project;
        let is_name = form.rule == Rule::AsWritten && !is_plain(reading, &words);
        (is_project && is_name).then_some(EntityRef::Known(form.entry))
    });
    let mut noted: Vec<EntityRef> = named.collect();
    noted.sort_unstable();
    noted.dedup();
    noted
}

/// Adds words of what was said that, joined, are a spelling of a name. Where only show notes name it, they must be rather rare.
fn joined(reading: &Reading, found: &mut Found, spellings: &[Spelling]) {
    let is_rare = |words: &Range<usize>| {
        !is_plain(reading, words) || words.clone().any(|word| reading.info(word).zipf < COMMON)
    };
    let is_heard = |&at: &usize| reading.document(at).kind == DocumentKind::Transcript;
    for at in (0..reading.words.len()).filter(|_| !spellings.is_empty()).filter(is_heard) {
        let word = reading.text(&(at..at + 1)).as_bytes();
        let begins = |one: &&Spelling| {
            let second = word.get(1).map_or(one.key.as_bytes()[1], u8::to_ascii_lowercase);
            one.key.as_bytes()[..2] == [reading.words[at].first, second]
        };
        for spelling in spellings.iter().filter(begins) {
            // What somebody wrote, and what a link does not vouch for, is spelt as it is.
            let slack = if !spelling.noted && is_spoken(reading, at) { 1 } else { 0 };
            let is_known =
                |words: &Range<usize>| found.dictionary.forms().get(&reading.ids[words.clone()]).is_some();
            let words = spells(reading, at, &spelling.key, slack).filter(|words| !is_known(words));
            if let Some(words) = words.filter(|words| !spelling.noted || is_rare(words)) {
                found.candidates.push(Candidate {
                    words,
                    entity: spelling.entity,
                    finder: Evidence::Name,
                    rule: Some(Rule::Split),
                    reasons: Reasons::default(),
                });
            }
        }
    }
}

/// The words from a place on, two or more, that a key is joined of; a long one but for one letter: "request tool belt".
fn spells(reading: &Reading, at: usize, key: &str, slack: usize) -> Option<Range<usize>> {
    let slack = if key.len() >= LONG { slack } else { 0 };
    let mut joined = reading.joined(&(at..at + 1));
    for word in at + 1..reading.run_end(at, MOST_WORDS) {
        if !matches!(reading.between(word), " " | "-") || joined.len() > key.len() {
            return None;
        }
        joined.push_str(&reading.joined(&(word..word + 1)));
        if joined == key {
            return Some(at..word + 1);
        }
        // The last word is part of the name, not one too many: "Quibbler is".
        let is_part = joined.len() - reading.joined(&(word..word + 1)).len() + SHORTEST_PART <= key.len();
        let longer = joined.len().max(key.len()) as f32;
        let is_near =
            joined.len().abs_diff(key.len()) <= slack && difference(&joined, key) * longer <= slack as f32;
        if is_part && is_near {
            return Some(at..word + 1);
        }
    }
    None
}
