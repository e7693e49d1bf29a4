//! Garbles: names that speech recognition misheard.
//!
//! *What it finds*: "Selery" (Celery), "NB convert" (nbconvert): words that are not English, alone or with a
//! neighbour, that sound like a name; and English words, such as "rough", that sound like a name which the episode
//! expects (Ruff, where Charlie Marsh is talked about) or introduces ("it's called a prize": Apprise). *Why not
//! simpler*: by sound alone `uv` is "you vee" and `Go` is "goo", so words of the language are left alone unless a name
//! is expected. *What it misses*: names that were misheard as quite other words ("Verisign" for Vercel).

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::awaited::Awaited;
use super::candidate::{Candidate, EntityRef, Found};
use super::hearing::{Expected, Ground, Words, expected_name, known_name, longer_name};
use super::limits::awaited::VERY_COMMON;
use super::limits::garble::{INTRODUCING, LONG_TAIL, MOST_WORDS, NEVER, SHORTEST, WELL_KNOWN};
use super::link::expect_kin;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::heard::said;
use crate::dictionary::key;
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;
use crate::episode::DocumentKind;
use crate::mention::Evidence;
use crate::text::sound::sounds;
use crate::text::word::Gap;

/// Finds garbled names among the words that no other finder has explained.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    expect_from_makers(found);
    let explained = explained(reading, found);
    introduced(reading, found, &explained);
    plugins(reading, found, &explained);
    let expected = expected(found, reading);
    let awaited = Awaited::new(reading, &expected, &explained);
    let until = |ground: Ground| expected.partition_point(|one| one.ground < ground);
    let (noted, named_at) = (until(Ground::Noted), until(Ground::Named));
    let [named, well_known] = named(reading, found);
    for at in (0..reading.words.len()).filter(|&at| awaited.may_begin(reading, at, MOST_WORDS)) {
        if is_behind_initial(reading, at) {
            continue;
        }
        for end in (at + 1..=reading.run_end(at, MOST_WORDS)).rev() {
            let words = at..end;
            let sort = awaited.sort(reading, &words).filter(|_| is_audible(reading, &words));
            let Some(sort) = sort.filter(|_| end > at + 1 || !well_known.contains(&at)) else { continue };
            let joined = reading.joined(&words);
            let sounded = sounds(&joined);
            // In the notes what they name is written right; of what is only named no more than a strange word is a slip.
            let written = reading.document(at).kind == DocumentKind::ShowNotes;
            let most = match sort {
                _ if written => noted,
                Words::Strange => expected.len(),
                _ => named_at,
            };
            let known = || known_name(found.dictionary, &joined, &sounded, sort);
            let heard = expected_name(&expected[..most], &joined, &sounded, sort)
                .or_else(|| known().filter(|_| end > at + 1 || !named.contains(&at)));
            if let Some((entity, reason)) =
                heard.filter(|&(entity, _)| !is_never(reading, found, &words, entity))
            {
                found.add(words, entity, Evidence::Garble, Reasons::of(&[reason]));
                break;
            }
        }
    }
}

/// Whether places were read in which the words might have meant a project, and in hardly any they did: "pythonic".
fn is_never(reading: &Reading, found: &Found, words: &Range<usize>, entity: EntityRef) -> bool {
    let EntityRef::Known(entry) = entity else { return false };
    found.dictionary.usage_odds(&reading.ids[words.clone()], entry).is_some_and(|odds| odds < NEVER)
}

/// Whether an initial stands before a word, which then is a surname: "J. Quandril".
fn is_behind_initial(reading: &Reading, at: usize) -> bool {
    let is_initial = |at: usize| reading.words[at].is_capital() && reading.text(&(at..at + 1)).len() == 1;
    reading.continues(at) && is_initial(at - 1) && reading.between(at).starts_with('.')
}

/// What follows "called" or "named" may be a name though it is made of common words; it is then expected further on.
fn introduced(reading: &Reading, found: &mut Found, explained: &[bool]) {
    for cue in INTRODUCING.into_iter().filter_map(|cue| reading.number_of(cue)) {
        for at in reading.places_of(cue).map(|cue| cue + 1).filter(|&at| reading.continues(at)) {
            for end in (at + 1..=reading.run_end(at, MOST_WORDS)).rev() {
                let words = at..end;
                // "called over to" is no name.
                let everyday = words.len() == 1 && !reading.words[at].is_strange()
                    || reading.info(end - 1).zipf >= VERY_COMMON
                    || is_article_with_name(reading, found, &words);
                if everyday || words.clone().any(|word| explained[word]) || !is_audible(reading, &words) {
                    continue;
                }
                let joined = reading.joined(&words);
                if let Some((entity, reason)) =
                    known_name(found.dictionary, &joined, &sounds(&joined), Words::Called)
                {
                    found.expect(entity, Reason::Called);
                    found.add(words, entity, Evidence::Garble, Reasons::of(&[reason]));
                    break;
                }
            }
        }
    }
}

/// Whether a name stands here, behind an article: "called a Python server".
fn is_article_with_name(reading: &Reading, found: &Found, words: &Range<usize>) -> bool {
    let name = &reading.ids[words.start + 1..words.end];
    reading.is_article(words.start) && found.dictionary.forms().get(name).is_some()
}

/// A strange word before the rest of a known name: what it plugs into is then expected further on.
fn plugins(reading: &Reading, found: &mut Found, explained: &[bool]) {
    let free = |at: usize| !explained[at] && reading.continues(at + 1);
    for at in reading.strange.iter().copied().filter(|&at| free(at)) {
        let words = at..at + 2;
        let (head, tail) = (reading.joined(&(at..at + 1)), reading.joined(&(at + 1..at + 2)));
        if head.len() < SHORTEST || tail.len() < LONG_TAIL || !is_audible(reading, &words) {
            continue;
        }
        if let Some((entity, reason)) = longer_name(found.dictionary, &head, &tail) {
            let name = found.entity(entity).name.clone();
            expect_kin(found, &name);
            found.add(words, entity, Evidence::Garble, Reasons::of(&[reason]));
        }
    }
}

/// Who is named gives reason to expect what they are known for.
fn expect_from_makers(found: &mut Found) {
    let people: Vec<EntityRef> = found.candidates.iter().map(|candidate| candidate.entity).collect();
    for person in people {
        let EntityRef::Known(entry) = person else { continue };
        let dictionary = found.dictionary;
        for project in dictionary.known_for(entry) {
            found.expect(EntityRef::Known(project), Reason::MakerNamed);
        }
    }
}

/// For each word, whether a name, link or person already takes it, or it is part of a handle or address.
fn explained(reading: &Reading, found: &Found) -> Vec<bool> {
    let words = reading.words.iter();
    let mut explained: Vec<bool> = words.map(|word| word.gap == Gap::Handle || word.is_address()).collect();
    for candidate in &found.candidates {
        let strange = candidate.words.clone().any(|word| reading.words[word].is_strange());
        if strange || candidate.finder != Evidence::Name {
            explained[candidate.words.clone()].fill(true);
        }
    }
    explained
}

/// Single words that are a name, with its capital: "Paperclip" is no other name, misheard; and those of them that are well known,
/// which are not even one that is expected: "We test with Jest".
fn named(reading: &Reading, found: &Found) -> [FxHashSet<usize>; 2] {
    let [mut named, mut well_known] = [FxHashSet::default(), FxHashSet::default()];
    for one in &found.candidates {
        let EntityRef::Known(entry) = one.entity else { continue };
        let at = one.words.start;
        if one.words.len() == 1 && one.rule == Some(Rule::AsWritten) && reading.capital_tells(at) {
            named.insert(at);
            if found.dictionary.entry(entry).weight >= WELL_KNOWN {
                well_known.insert(at);
            }
        }
    }
    [named, well_known]
}

/// The projects that the episode gives reason to expect, and last those that it only names, with their sounds.
fn expected(found: &Found, reading: &Reading) -> Vec<Expected> {
    let recognised = recognised(found, reading);
    let noted = found.linked.iter().filter(|one| one.ground == Ground::Noted).map(|one| one.entity);
    // The ground that says more comes later and stays.
    let grounds: BTreeMap<EntityRef, Ground> = (recognised.iter().map(|&entity| (entity, Ground::Named)))
        .chain(noted.map(|entity| (entity, Ground::Noted)))
        .chain(found.expected.keys().map(|&entity| (entity, Ground::Expected)))
        .collect();
    let projects = grounds.into_iter().filter(|&(entity, _)| found.entity(entity).kind == Kind::Project);
    let spoken = projects.map(|(entity, ground)| {
        let name = said(&found.entity(entity).name);
        Expected { entity, sounds: sounds(&name), name, recognised: recognised.contains(&entity), ground }
    });
    let mut expected: Vec<Expected> = spoken.filter(|expected| expected.name.len() >= SHORTEST).collect();
    expected.sort_by_key(|one| one.ground);
    expected
}

/// What was recognised once in what was said, or spelled out: it need not be looked for among words of the language.
fn recognised(found: &Found, reading: &Reading) -> FxHashSet<EntityRef> {
    let clear = |one: &&Candidate| {
        let mut words = one.words.clone();
        let spoken = reading.document(words.start).kind == DocumentKind::Transcript;
        // Joined of words, or by the ear of a phrase, a name may be heard otherwise again: "Distinctify", `distinctipy`.
        let is_spelt = || reading.joined(&words) == key(&found.entity(one.entity).name);
        let respelt = match one.finder {
            Evidence::Pattern => !is_spelt(),
            _ => {
                one.rule == Some(Rule::Misheard)
                    || one.rule == Some(Rule::Split) && found.is_linked(one.entity)
            }
        };
        spoken
            && !respelt
            && words.any(|word| {
                reading.words[word].is_strange()
                    || reading.capital_tells(word) && one.finder == Evidence::Name
            })
    };
    let named = found.candidates.iter().filter(clear).map(|one| one.entity);
    let spelled = found.expected.iter().filter(|(_, reasons)| reasons.has(Reason::Spelled));
    named.chain(spelled.map(|(&entity, _)| entity)).collect()
}

/// Whether these can be a name misheard: letters enough, parted by spaces, no abbreviation.
fn is_audible(reading: &Reading, words: &Range<usize>) -> bool {
    let text = reading.text(words);
    // An abbreviation is heard letter by letter, and right; `LLMs` is one, too.
    let abbreviation =
        words.len() == 1 && text.trim_end_matches('s').bytes().all(|byte| byte.is_ascii_uppercase());
    // A recogniser parts names by spaces; a dot is a file's or a module's.
    let spaced = (words.start + 1..words.end).all(|word| matches!(reading.between(word), " " | "-"));
    text.len() >= SHORTEST
        && !abbreviation
        && spaced
        && text.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-'))
}
