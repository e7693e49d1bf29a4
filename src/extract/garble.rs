//! Garbles: names that speech recognition misheard.
//!
//! *What it finds*: "Gepronto" (Japronto), "NB convert" (nbconvert): words that are not English, alone or with a
//! neighbour, that sound like a name. *Why not simpler*: by sound alone `uv` is "you vee" and `Go` is "goo", so a garble
//! is never looked for among words of the language unless the episode expects the name. *What it misses*: names that
//! were misheard as quite other words ("Verisign" for Vercel).

use std::ops::Range;

use super::candidate::{EntityRef, Found};
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::key;
use crate::entity::Kind;
use crate::mention::Evidence;
use crate::text::distance::difference;
use crate::text::fold::fold;
use crate::text::sound::{skeleton, sounds};
use crate::text::word::Gap;

/// Fewest letters of a name that is looked for by sound.
const SHORTEST: usize = 4;
/// Most words that a garbled name is taken for.
const MOST_WORDS: usize = 3;
/// How far a garble may sound from a name that nothing else speaks for.
const NEAR: f32 = 0.2;
/// How far it may sound from a name that the episode expects.
const NEAR_EXPECTED: f32 = 0.34;
/// How far it may be spelt from the name.
const SPELT: f32 = 0.5;

/// Finds garbled names among the words that no other finder has explained.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let explained = explained(reading, found);
    let expected = expected(found);
    for at in 0..reading.words.len() {
        let end = reading.run_end(at, MOST_WORDS);
        for end in (at + 1..=end).rev() {
            let words = at..end;
            if words.clone().any(|word| explained[word] || reading.words[word].is_address()) {
                continue;
            }
            if let Some((entity, reason)) = heard(reading, found, &expected, &words) {
                found.add(words, entity, Evidence::Garble, Reasons::of(&[reason]));
                break;
            }
        }
    }
}

/// For each word, whether a name, link or person already takes it, or it is a handle.
fn explained(reading: &Reading, found: &Found) -> Vec<bool> {
    let mut explained: Vec<bool> = reading.words.iter().map(|word| word.gap == Gap::Handle).collect();
    for candidate in &found.candidates {
        let plain = candidate.words.clone().all(|word| reading.info(word).is_english());
        if !plain {
            explained[candidate.words.clone()].fill(true);
        }
    }
    explained
}

/// The projects that the episode gives reason to expect, with their sounds.
fn expected(found: &Found) -> Vec<(EntityRef, String)> {
    let mut expected: Vec<EntityRef> = found.expected.keys().copied().collect();
    expected.sort_unstable();
    expected.retain(|&entity| found.entity(entity).kind == Kind::Project);
    expected.into_iter().map(|entity| (entity, sounds(&key(&found.entity(entity).name)))).collect()
}

/// The name that these words are heard for.
fn heard(
    reading: &Reading,
    found: &Found,
    expected: &[(EntityRef, String)],
    words: &Range<usize>,
) -> Option<(EntityRef, Reason)> {
    let joined: String = words.clone().map(|word| fold(reading.text(&(word..word + 1)))).collect();
    if joined.len() < SHORTEST || !joined.is_ascii() {
        return None;
    }
    let strange = words.clone().any(|word| is_strange(reading, word));
    let small_ends = [words.start, words.end - 1].iter().any(|&word| reading.info(word).zipf >= 60);
    if !strange || small_ends {
        return None;
    }
    let sounded = sounds(&joined);
    if let Some(entity) = closest(expected, &sounded) {
        return Some((entity, Reason::NearSound));
    }
    if words.len() > 1
        && let Some(entry) = found.dictionary.find_entry(&joined).filter(|&entry| is_project(found, entry))
    {
        return Some((EntityRef::Known(entry), Reason::SameSound));
    }
    let alike = found.dictionary.sounding_like(&skeleton(&sounded)).iter().filter_map(|&entry| {
        let name = key(&found.dictionary.entry(entry).entity.name);
        let apart = difference(&sounds(&name), &sounded);
        let fits = name.len() >= SHORTEST && apart <= NEAR && difference(&name, &joined) <= SPELT;
        fits.then_some((apart, entry))
    });
    let (apart, entry) = alike.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    Some((EntityRef::Known(entry), if apart == 0.0 { Reason::SameSound } else { Reason::NearSound }))
}

fn is_project(found: &Found, entry: u32) -> bool {
    found.dictionary.entry(entry).entity.kind == Kind::Project
}

/// Whether a word is neither English nor somebody's name.
fn is_strange(reading: &Reading, word: usize) -> bool {
    let info = reading.info(word);
    !(info.is_english() || info.is_given() || info.is_surname() || info.zipf >= 40)
}

/// The expected name that sounds nearest, if near enough.
fn closest(expected: &[(EntityRef, String)], sounded: &str) -> Option<EntityRef> {
    let near = expected.iter().filter(|(_, name)| name.len() >= SHORTEST);
    let near = near.map(|(entity, name)| (difference(name, sounded), *entity));
    near.filter(|(apart, _)| *apart <= NEAR_EXPECTED).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, entity)| entity)
}
