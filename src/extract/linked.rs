//! What links lead to, as it is said: words that are the name when joined, and names that sound like it.
//!
//! *What it finds*: "mop up" where `mopup` is linked, "PyCell" where `pycel` is. *Why not simpler*: of all names there are, one is
//! soon made of two everyday words; of the dozen that show notes link to, hardly. *What it misses*: names of which
//! the notes tell, but that no link leads to.

use std::ops::Range;

use super::candidate::{Candidate, EntityRef, Found};
use super::hearing::Expected;
use super::limits::garble::SHORTEST;
use super::limits::hearing::{MANY_SOUNDS, NEAR, SPELT, SPELT_SHORT};
use super::limits::linked::{MOST_WORDS, SHORTEST_JOINED};
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::heard::said;
use crate::dictionary::key;
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;
use crate::episode::DocumentKind;
use crate::mention::Evidence;
use crate::text::distance::within;
use crate::text::sound::sounds;

/// Notes how linked projects sound, and finds words that are the name of one when joined.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let is_linked = |&(&entity, reasons): &(&EntityRef, &Reasons)| {
        reasons.has(Reason::Linked) && found.entity(entity).kind == Kind::Project
    };
    let mut linked: Vec<EntityRef> =
        found.expected.iter().filter(is_linked).map(|(&entity, _)| entity).collect();
    linked.sort_unstable();
    joined(reading, found, &linked);
    let sound = |entity: EntityRef| {
        let name = said(&found.entity(entity).name);
        Expected { entity, sounds: sounds(&name), name, recognised: false }
    };
    found.linked = linked.into_iter().map(sound).filter(|one| one.name.len() >= SHORTEST).collect();
}

/// The linked project that a new name sounds like: who speaks knows it, and a recogniser spells it in its own way.
pub(super) fn heard(reading: &Reading, found: &Found, at: usize, name: &str) -> Option<EntityRef> {
    if found.linked.is_empty() || !is_spoken(reading, at) {
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
    near.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, entity)| entity)
}

/// Whether a word was heard, not written by somebody who may have looked the name up.
fn is_spoken(reading: &Reading, at: usize) -> bool {
    reading.document(at).kind == DocumentKind::Transcript && !reading.is_edited(at)
}

/// Adds words of what was said that, joined, are the name of a linked project.
fn joined(reading: &Reading, found: &mut Found, linked: &[EntityRef]) {
    let keys: Vec<(String, EntityRef)> = linked
        .iter()
        .map(|&entity| (key(&found.entity(entity).name), entity))
        .filter(|(key, _)| key.is_ascii() && key.len() >= SHORTEST_JOINED)
        .collect();
    for at in (0..reading.words.len()).filter(|_| !keys.is_empty()) {
        let first = reading.words[at].first;
        let alike = keys.iter().filter(|(key, _)| key.as_bytes()[0] == first);
        for (key, entity) in alike.filter(|_| reading.document(at).kind == DocumentKind::Transcript) {
            if let Some(words) = spells(reading, at, key) {
                found.candidates.push(Candidate {
                    words,
                    entity: *entity,
                    finder: Evidence::Name,
                    rule: Some(Rule::Split),
                    reasons: Reasons::default(),
                });
            }
        }
    }
}

/// The words from a place on, two or more, that a key is joined of.
fn spells(reading: &Reading, at: usize, key: &str) -> Option<Range<usize>> {
    let mut rest = key;
    for word in at..reading.run_end(at, MOST_WORDS) {
        let is_apart = word > at && !matches!(reading.between(word), " " | "-");
        rest = rest.strip_prefix(reading.joined(&(word..word + 1)).as_str()).filter(|_| !is_apart)?;
        if rest.is_empty() {
            return (word > at).then_some(at..word + 1);
        }
    }
    None
}
