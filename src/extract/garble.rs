//! Garbles: names that speech recognition misheard.
//!
//! *What it finds*: "Gepronto" (Japronto), "NB convert" (nbconvert): words that are not English, alone or with a
//! neighbour, that sound like a name; and English words, such as "rough", that sound like a name which the episode
//! expects (Ruff, where Charlie Marsh is talked about). *Why not simpler*: by sound alone `uv` is "you vee" and `Go` is
//! "goo", so words of the language are left alone unless the name is expected. *What it misses*: names that were
//! misheard as quite other words ("Verisign" for Vercel).

use std::ops::Range;

use super::candidate::{Candidate, EntityRef, Found};
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::heard::said;
use crate::entity::Kind;
use crate::episode::DocumentKind;
use crate::mention::Evidence;
use crate::text::distance::within;
use crate::text::fold::{fold, fold_into};
use crate::text::sound::{skeleton, sounds};
use crate::text::word::Gap;

/// Fewest letters of a name that is looked for by sound.
const SHORTEST: usize = 4;
/// Most words that a garbled name is taken for.
const MOST_WORDS: usize = 3;
/// How far a garble may sound from a name that nothing else speaks for.
const NEAR: f32 = 0.17;
/// How far it may sound from a name that the episode expects.
const NEAR_EXPECTED: f32 = 0.26;
/// How far it may be spelt from the name.
const SPELT: f32 = 0.45;
/// From this many sounds on, sounds alone decide: they leave little to chance.
const MANY_SOUNDS: usize = 6;
/// Zipf frequency (in tenths) from which a word never belongs to a garble that nothing else speaks for.
const COMMON: u8 = 46;

/// The same for phrases, names of few sounds, and names that do not sound quite the same.
const SPELT_SHORT: f32 = 0.34;
/// The same for names of many sounds.
const SPELT_MANY: f32 = 0.6;
/// Least weight of a name of few sounds.
const WELL_KNOWN: f32 = 5.0;
/// How much nearer a name counts for each e-fold of its weight.
const PER_WEIGHT: f32 = 0.12;
/// The same for an expected name of many sounds: sounds alone decide.
const SPELT_EXPECTED: f32 = 0.8;
/// How far one plain word may be spelt from an expected name: "rough", Ruff.
const SPELT_PLAIN: f32 = 0.6;
/// How far a plain phrase may be spelt from an expected name: "a prize", Apprise.
const SPELT_PHRASE: f32 = 0.4;

/// What sort of words are listened to.
#[derive(Clone, Copy)]
enum Words {
    /// One of them is no word of the language, and none is common.
    Strange,
    /// One word of the language that is not very common.
    Plain,
    /// Several words of the language.
    Phrase,
}

/// A project that the episode expects, with its sounds.
struct Expected {
    entity: EntityRef,
    name: String,
    sounds: String,
}

/// Finds garbled names among the words that no other finder has explained.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    expect_from_makers(found);
    let explained = explained(reading, found);
    let expected = expected(found, reading);
    let mut joined = String::new();
    for at in 0..reading.words.len() {
        let end = reading.run_end(at, MOST_WORDS);
        for end in (at + 1..=end).rev() {
            let words = at..end;
            if words.clone().any(|word| explained[word]) || !worth_hearing(reading, &words, &expected) {
                continue;
            }
            joined.clear();
            words.clone().for_each(|word| fold_into(reading.text(&(word..word + 1)), &mut joined));
            if let Some((entity, reason)) = heard(reading, found, &expected, &words, &joined) {
                found.add(words, entity, Evidence::Garble, Reasons::of(&[reason]));
                break;
            }
        }
    }
}

/// Who is named gives reason to expect what they are known for.
fn expect_from_makers(found: &mut Found) {
    let people: Vec<EntityRef> = found.candidates.iter().map(|candidate| candidate.entity).collect();
    for person in people {
        let EntityRef::Known(entry) = person else { continue };
        let dictionary = found.dictionary;
        for &project in dictionary.known_for(entry) {
            found.expect(EntityRef::Known(project), Reason::MakerNamed);
        }
    }
}

/// For each word, whether a name, link or person already takes it, or it is part of a handle or address.
fn explained(reading: &Reading, found: &Found) -> Vec<bool> {
    let words = reading.words.iter();
    let mut explained: Vec<bool> = words.map(|word| word.gap == Gap::Handle || word.is_address()).collect();
    for candidate in &found.candidates {
        let strange = candidate.words.clone().any(|word| is_strange(reading, word));
        if strange || candidate.finder != Evidence::Name {
            explained[candidate.words.clone()].fill(true);
        }
    }
    explained
}

/// The projects that the episode gives reason to expect, with their sounds.
///
/// A name that was recognised once in what was said need not be looked for among other words.
fn expected(found: &Found, reading: &Reading) -> Vec<Expected> {
    let mut expected: Vec<EntityRef> = found.expected.keys().copied().collect();
    expected.sort_unstable();
    let clear = |one: &Candidate| {
        let mut words = one.words.clone();
        let spoken = reading.document(words.start).kind == DocumentKind::Transcript;
        spoken
            && words.any(|word| {
                is_strange(reading, word) || reading.capital_tells(word) && one.finder == Evidence::Name
            })
    };
    let recognised: Vec<EntityRef> =
        found.candidates.iter().filter(|one| clear(one)).map(|one| one.entity).collect();
    expected.retain(|entity| found.entity(*entity).kind == Kind::Project && !recognised.contains(entity));
    let spoken = expected.into_iter().map(|entity| {
        let name = said(&found.entity(entity).name);
        Expected { entity, sounds: sounds(&name), name }
    });
    spoken.filter(|expected| expected.name.len() >= SHORTEST).collect()
}

/// Whether to listen to these words at all: one of them is strange, or a name that begins like them is expected.
fn worth_hearing(reading: &Reading, words: &Range<usize>, expected: &[Expected]) -> bool {
    let text = reading.text(words);
    if text.len() < SHORTEST {
        return false;
    }
    let begins_alike = |name: &str| name.as_bytes()[0] == text.as_bytes()[0].to_ascii_lowercase();
    let listen = words.clone().any(|word| is_strange(reading, word))
        || expected.iter().any(|expected| begins_alike(&expected.name));
    // An abbreviation is heard letter by letter, and right; `LLMs` is one, too.
    let abbreviation =
        || words.len() == 1 && text.trim_end_matches('s').bytes().all(|byte| byte.is_ascii_uppercase());
    let letters =
        |word: usize| reading.text(&(word..word + 1)).bytes().all(|byte| byte.is_ascii_alphabetic());
    // A recogniser parts names by spaces; a dot is a file's or a module's.
    let spaced = (words.start + 1..words.end).all(|word| matches!(reading.between(word), " " | "-"));
    listen && spaced && !abbreviation() && words.clone().all(letters)
}

/// The name that these words, joined, are heard for.
fn heard(
    reading: &Reading,
    found: &Found,
    expected: &[Expected],
    words: &Range<usize>,
    joined: &str,
) -> Option<(EntityRef, Reason)> {
    let strange = words.clone().any(|word| is_strange(reading, word));
    let common = words.clone().any(|word| reading.info(word).zipf >= COMMON);
    let sounded = sounds(joined);
    let sort = match words.len() {
        _ if strange && !common => Some(Words::Strange),
        1 => (!common).then_some(Words::Plain),
        _ => Some(Words::Phrase),
    };
    if let Some(entity) = sort.and_then(|sort| closest(expected, joined, &sounded, sort)) {
        return Some(entity);
    }
    if !strange || common {
        return None;
    }
    if words.len() > 1
        && let Some(entry) = found.dictionary.find_entry(joined)
        && found.dictionary.entry(entry).entity.kind == Kind::Project
    {
        return Some((EntityRef::Known(entry), Reason::SameSound));
    }
    let alike = found.dictionary.sounding_like(&skeleton(&sounded)).iter().filter_map(|known| {
        let weight = found.dictionary.entry(known.entry).weight as f32;
        let sound = within(&known.sounds, &sounded, NEAR)?;
        let limit = match (words.len(), sounded.len()) {
            (1, MANY_SOUNDS..) => SPELT_MANY,
            (1, SHORTEST..) if sound == 0.0 => SPELT,
            (1, ..SHORTEST) if weight < WELL_KNOWN => 0.0,
            _ => SPELT_SHORT,
        };
        let spelling = within(&known.name, joined, limit)?;
        let begins_alike = known.name.as_bytes()[0] == joined.as_bytes()[0];
        let fits = known.name.len() >= SHORTEST && (begins_alike || sound == 0.0);
        fits.then_some((sound + spelling - weight.ln() * PER_WEIGHT, sound, known.entry))
    });
    let (_, sound, entry) = alike.min_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)))?;
    Some((EntityRef::Known(entry), if sound == 0.0 { Reason::SameSound } else { Reason::NearSound }))
}

/// Whether a word is neither English, nor a form of an English word, nor somebody's name.
fn is_strange(reading: &Reading, word: usize) -> bool {
    let info = reading.info(word);
    if info.is_english() || info.is_given() || info.is_surname() || info.zipf >= 40 {
        return false;
    }
    let text = fold(reading.text(&(word..word + 1)));
    let stems = ["s", "es", "ed", "ing", "er", "ers", "ly", "y", "ish"]
        .iter()
        .filter_map(|ending| text.strip_suffix(ending));
    let known = |stem: &str| {
        stem.len() > 2 && reading.lexicon.number(stem).is_some_and(|id| reading.lexicon.info(id).zipf > 0)
    };
    !text.contains('\'') && !stems.into_iter().any(known)
}

/// The expected name that sounds nearest; for words of the language the likeness must be closer.
fn closest(expected: &[Expected], joined: &str, sounded: &str, words: Words) -> Option<(EntityRef, Reason)> {
    let near = expected.iter().filter_map(|expected| {
        let begins_alike = expected.name.as_bytes()[0] == joined.as_bytes()[0];
        let same = expected.sounds == sounded;
        // The cheap conditions first: nearly every pair fails one of them.
        let (sound_limit, spelling_limit) = match words {
            Words::Strange if begins_alike && sounded.len() >= MANY_SOUNDS => (NEAR, SPELT_EXPECTED),
            Words::Strange if same || begins_alike => (NEAR_EXPECTED, SPELT),
            Words::Plain if same && begins_alike => (0.0, SPELT_PLAIN),
            Words::Phrase if same && begins_alike && joined.len() > SHORTEST => (0.0, SPELT_PHRASE),
            Words::Phrase if expected.name == joined => (0.0, 0.0),
            _ => return None,
        };
        let sound = within(&expected.sounds, sounded, sound_limit)?;
        let spelling = within(&expected.name, joined, spelling_limit)?;
        // One word spelt like the name is the name, and found as such.
        let garbled = spelling > 0.0 || !matches!(words, Words::Plain);
        garbled.then_some((sound + spelling, sound, expected.entity))
    });
    let (_, sound, entity) = near.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some((entity, if sound == 0.0 { Reason::SameSound } else { Reason::NearSound }))
}
