//! How like a garble must be to a name: the names that the episode expects, and all names of the dictionary.
//!
//! Sound and spelling are compared as shares that differ (`text/distance.rs`). The limits are tight where nothing but the
//! likeness speaks for a name.

use super::candidate::EntityRef;
use super::limits::hearing::{
    ENDINGS, FEW_SOUNDS, LONG, MANY_SOUNDS, NEAR, NEAR_EXPECTED, PER_WEIGHT, SHORTEST, SLIP, SPELT,
    SPELT_EXPECTED, SPELT_MANY, SPELT_MIXED, SPELT_PHRASE, SPELT_PLAIN, SPELT_SHORT, WELL_KNOWN,
};
use super::weigh::Reason;
use crate::dictionary::Dictionary;
use crate::entity::Kind;
use crate::text::distance::within;
use crate::text::sound::{skeleton, sounds};

/// A project that the episode expects or names, with its sounds.
#[derive(Debug)]
pub(super) struct Expected {
    pub(super) entity: EntityRef,
    /// The name as it is said, in one folded word.
    pub(super) name: String,
    pub(super) sounds: String,
    /// It stands in the transcript as it is written, so that only words of no dictionary are listened to for it.
    pub(super) recognised: bool,
    pub(super) ground: Ground,
}

/// Why a name may be heard; what says more comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// Links, makers, phrases or the title lead to it.
    Expected,
    /// Show notes name it: no plain words are taken for it.
    Noted,
    /// It is named somewhere: only a slip is taken for it.
    Named,
}

/// What sort of words are listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// A word that is no word of the language.
    Strange,
    /// Several words: one of them is no word of the language, and none is common.
    StrangePhrase,
    /// One of them is no word of the language, but others are common or part of a name that was found.
    Mixed,
    /// One word of the language that is not very common.
    Plain,
    /// The same with a capital that tells.
    Capital,
    /// One word with a capital that tells, heard of but in no dictionary: "Colo".
    Foreign,
    /// Several words of the language.
    Phrase,
    /// What follows "called".
    Called,
}

/// The expected name that sounds nearest, if near enough.
pub(super) fn expected_name(
    expected: &[Expected],
    joined: &str,
    sounded: &str,
    words: Words,
) -> Option<(EntityRef, Reason)> {
    let foreign = matches!(words, Words::Strange | Words::Foreign);
    let near = expected.iter().filter_map(|expected| {
        let slip = || {
            words == Words::Strange
                && expected.name.len() >= LONG
                && expected.name.as_bytes()[0] == joined.as_bytes()[0]
                && within(&expected.sounds, sounded, SLIP).is_some()
                && within(&expected.name, joined, SLIP).is_some()
        };
        let may_be = match expected.ground {
            Ground::Expected => true,
            Ground::Noted => !matches!(words, Words::Plain | Words::Phrase | Words::Mixed),
            Ground::Named => {
                slip() && !ENDINGS.iter().any(|end| joined.strip_suffix(end) == Some(&expected.name))
            }
        };
        if !may_be || expected.recognised && !(foreign && (expected.sounds == sounded || slip())) {
            return None;
        }
        let begins_alike = expected.name.as_bytes()[0] == joined.as_bytes()[0];
        let same = expected.sounds == sounded;
        // The cheap conditions first: nearly every pair fails one of them.
        let (sound_limit, spelling_limit) = match words {
            Words::Strange | Words::StrangePhrase if begins_alike && sounded.len() >= MANY_SOUNDS => {
                (NEAR, SPELT_EXPECTED)
            }
            Words::Strange | Words::StrangePhrase if same || begins_alike => (NEAR_EXPECTED, SPELT),
            Words::Plain if same && begins_alike => (0.0, SPELT_PLAIN),
            Words::Capital | Words::Foreign if same => (0.0, SPELT_PLAIN),
            Words::Phrase | Words::Mixed if same && begins_alike && joined.len() > SHORTEST => {
                (0.0, SPELT_PHRASE)
            }
            Words::Phrase if expected.name == joined => (0.0, 0.0),
            _ => return None,
        };
        let sound = within(&expected.sounds, sounded, sound_limit)?;
        let spelling = within(&expected.name, joined, spelling_limit)?;
        // One word spelt like the name is the name, and found as such.
        let garbled = spelling > 0.0 || !matches!(words, Words::Plain | Words::Capital | Words::Foreign);
        garbled.then_some((sound + spelling, sound, expected))
    });
    let order = |one: &Expected| (one.ground, one.entity);
    let (_, sound, nearest) = near.min_by(|a, b| a.0.total_cmp(&b.0).then(order(a.2).cmp(&order(b.2))))?;
    Some((nearest.entity, by_sound(sound)))
}

/// The project of the dictionary that sounds nearest, the better known the sooner.
pub(super) fn known_name(
    dictionary: &Dictionary,
    joined: &str,
    sounded: &str,
    words: Words,
) -> Option<(EntityRef, Reason)> {
    if matches!(words, Words::Plain | Words::Capital | Words::Foreign | Words::Phrase) {
        return None;
    }
    // Joined, the words are a name: "NB convert".
    if let Some(entry) = dictionary.find_entry(joined).filter(|_| words == Words::StrangePhrase)
        && dictionary.entry(entry).entity.kind == Kind::Project
    {
        return Some((EntityRef::Known(entry), Reason::SameSound));
    }
    let alike = dictionary.sounding_like(&skeleton(sounded)).filter_map(|known| {
        let weight = dictionary.entry(known.entry).weight as f32;
        let few = sounded.len() <= FEW_SOUNDS;
        let sound = within(&known.sounds, sounded, NEAR)?;
        let limit = match words {
            Words::Called if sound == 0.0 && !few && weight >= 2.0 => SPELT_PHRASE,
            _ if known.is_english => return None,
            Words::Mixed if sound == 0.0 && weight >= WELL_KNOWN => SPELT_MIXED,
            // Of the many names that hardly anybody knows, one sounds like nearly everything.
            _ if weight < WELL_KNOWN && sound > 0.0 => return None,
            Words::StrangePhrase => SPELT_SHORT,
            Words::Strange if weight < 2.0 => SPELT_SHORT,
            Words::Strange if sounded.len() >= MANY_SOUNDS => SPELT_MANY,
            Words::Strange if few && weight < WELL_KNOWN => 0.0,
            Words::Strange if few || sound > 0.0 => SPELT_SHORT,
            Words::Strange => SPELT,
            _ => return None,
        };
        let spelling = within(&known.name, joined, limit)?;
        let begins_alike = known.name.as_bytes()[0] == joined.as_bytes()[0];
        let fits = known.name.len() >= SHORTEST && (begins_alike || sound == 0.0);
        fits.then_some((sound + spelling - weight.ln() * PER_WEIGHT, sound, known.entry))
    });
    let (_, sound, entry) = alike.min_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)))?;
    Some((EntityRef::Known(entry), by_sound(sound)))
}

/// The project whose name ends in a word of the text, `tail`, and begins nearly as the strange word before it sounds.
///
/// So long a name leaves little to chance: "Pydantric Settings" is `pydantic-settings`.
pub(super) fn longer_name(dictionary: &Dictionary, head: &str, tail: &str) -> Option<(EntityRef, Reason)> {
    let heard = sounds(head);
    let all = skeleton(&sounds(&format!("{head}{tail}")));
    // The recogniser may have heard a consonant too many.
    let skeletons = (0..=all.len()).map(|left_out| {
        let rest = all.char_indices().filter(|&(at, _)| at != left_out);
        rest.map(|(_, sound)| sound).collect::<String>()
    });
    let near = skeletons.flat_map(|skeleton| dictionary.sounding_like(&skeleton)).filter_map(|known| {
        let start = known.name.strip_suffix(tail).filter(|start| start.len() >= SHORTEST)?;
        let sound = within(&sounds(start), &heard, NEAR)?;
        Some((sound, known.entry)).filter(|_| start.as_bytes()[0] == head.as_bytes()[0])
    });
    let (sound, entry) = near.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    Some((EntityRef::Known(entry), by_sound(sound)))
}

/// What a likeness of sounds says.
pub(super) fn by_sound(sound: f32) -> Reason {
    if sound == 0.0 { Reason::SameSound } else { Reason::NearSound }
}
