//! Garbles: names that speech recognition misheard.
//!
//! *What it finds*: "Selery" (Celery), "NB convert" (nbconvert): words that are not English, alone or with a
//! neighbour, that sound like a name; and English words, such as "rough", that sound like a name which the episode
//! expects (Ruff, where Charlie Marsh is talked about) or introduces ("it's called a prize": Apprise). *Why not
//! simpler*: by sound alone `uv` is "you vee" and `Go` is "goo", so words of the language are left alone unless a name
//! is expected. *What it misses*: names that were misheard as quite other words ("Verisign" for Vercel).

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, EntityRef, Found};
use super::hearing::{Expected, Words, expected_name, known_name, longer_name};
use super::link::expect_kin;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::heard::said;
use crate::entity::Kind;
use crate::episode::DocumentKind;
use crate::mention::Evidence;
use crate::text::fold::fold_into;
use crate::text::sound::sounds;
use crate::text::word::Gap;

/// Fewest letters of a name that is looked for by sound.
const SHORTEST: usize = 4;
/// Fewest letters of the rest of a name, behind a part that was misheard.
const LONG_TAIL: usize = 5;
/// Most words that a garbled name is taken for.
const MOST_WORDS: usize = 3;
/// Zipf frequency (in tenths) from which a word is too common to be part of a garble that nothing speaks for.
const COMMON: u8 = 46;
/// Zipf frequency from which a word is too common to begin or end a garble of which a part was found as a name.
const VERY_COMMON: u8 = 53;

/// First letters that may sound the same.
const ALIKE: [&[u8]; 4] = [b"ckq", b"gj", b"csxz", b"fpv"];

/// Finds garbled names among the words that no other finder has explained.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    expect_from_makers(found);
    let explained = explained(reading, found);
    introduced(reading, found, &explained);
    plugins(reading, found, &explained);
    let expected = expected(found, reading);
    let awaited = Awaited::new(reading, &expected, &explained);
    for at in (0..reading.words.len()).filter(|&at| awaited.may_begin(reading, at)) {
        for end in (at + 1..=reading.run_end(at, MOST_WORDS)).rev() {
            let words = at..end;
            let Some(sort) = sort(reading, &words, &explained, &awaited) else { continue };
            let joined = joined(reading, &words);
            let sounded = sounds(&joined);
            let heard = expected_name(&expected, &joined, &sounded, sort)
                .or_else(|| known_name(found.dictionary, &joined, &sounded, sort));
            if let Some((entity, reason)) = heard {
                found.add(words, entity, Evidence::Garble, Reasons::of(&[reason]));
                break;
            }
        }
    }
}

/// What follows "called" or "named" may be a name though it is made of common words; it is then expected further on.
fn introduced(reading: &Reading, found: &mut Found, explained: &[bool]) {
    for cue in ["called", "named"].into_iter().filter_map(|cue| reading.number_of(cue)) {
        for at in (1..reading.words.len()).filter(|&at| reading.ids[at - 1] == cue && reading.continues(at)) {
            for end in (at + 1..=reading.run_end(at, MOST_WORDS)).rev() {
                let words = at..end;
                // "called over to" is no name.
                let everyday = words.len() == 1 && !reading.words[at].is_strange()
                    || reading.info(end - 1).zipf >= VERY_COMMON;
                if everyday || words.clone().any(|word| explained[word]) || !is_audible(reading, &words) {
                    continue;
                }
                let joined = joined(reading, &words);
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

/// A strange word before the rest of a known name: what it plugs into is then expected further on.
fn plugins(reading: &Reading, found: &mut Found, explained: &[bool]) {
    let strange = |at: usize| reading.words[at].is_strange() && !explained[at] && reading.continues(at + 1);
    for at in (0..reading.words.len()).filter(|&at| strange(at)) {
        let words = at..at + 2;
        let (head, tail) = (joined(reading, &(at..at + 1)), joined(reading, &(at + 1..at + 2)));
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
        let strange = candidate.words.clone().any(|word| reading.words[word].is_strange());
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
                reading.words[word].is_strange()
                    || reading.capital_tells(word) && one.finder == Evidence::Name
            })
    };
    let recognised: FxHashSet<EntityRef> =
        found.candidates.iter().filter(|one| clear(one)).map(|one| one.entity).collect();
    expected.retain(|entity| found.entity(*entity).kind == Kind::Project && !recognised.contains(entity));
    let spoken = expected.into_iter().map(|entity| {
        let name = said(&found.entity(entity).name);
        Expected { entity, sounds: sounds(&name), name }
    });
    spoken.filter(|expected| expected.name.len() >= SHORTEST).collect()
}

/// Where listening may make sense: a quick look that spares most words the closer one of [`sort`].
struct Awaited {
    /// By first letter: whether an expected name begins so, or with a letter that may sound the same.
    letters: [bool; 256],
    /// For each word, whether it is no English word, or explained: without one, only an expected name is heard.
    odd: Vec<bool>,
}

impl Awaited {
    fn new(reading: &Reading, expected: &[Expected], explained: &[bool]) -> Awaited {
        let mut letters = [false; 256];
        for expected in expected {
            let first = expected.name.as_bytes()[0];
            letters[first as usize] = true;
            let alike = ALIKE.iter().filter(|letters| letters.contains(&first)).copied().flatten();
            alike.for_each(|&letter| letters[letter as usize] = true);
        }
        let odd = |at: usize| explained[at] || !reading.info(at).is_english();
        Awaited { letters, odd: (0..reading.words.len()).map(odd).collect() }
    }

    fn may_begin(&self, reading: &Reading, at: usize) -> bool {
        let end = self.odd.len().min(at + MOST_WORDS);
        self.odd[at..end].contains(&true) || self.is_letter(reading, at)
    }

    /// Whether an expected name begins as this word does.
    fn is_letter(&self, reading: &Reading, at: usize) -> bool {
        let first = reading.document(at).text.as_bytes()[reading.words[at].span.start as usize];
        self.letters[first.to_ascii_lowercase() as usize]
    }
}

/// What sort of words these are; `None` where listening makes no sense.
fn sort(reading: &Reading, words: &Range<usize>, explained: &[bool], awaited: &Awaited) -> Option<Words> {
    let partly = words.clone().any(|word| explained[word]);
    if partly && words.clone().all(|word| explained[word]) {
        return None;
    }
    let strange = words.clone().any(|word| reading.words[word].is_strange());
    let common = words.clone().any(|word| reading.info(word).zipf >= COMMON);
    let foreign = partly || words.clone().any(|word| !reading.info(word).is_english());
    let very_common = |word: usize| reading.info(word).zipf >= VERY_COMMON;
    let awaited = || awaited.is_letter(reading, words.start);
    let sort = match words.len() {
        1 if strange => Words::Strange,
        1 if !common && awaited() && reading.capital_tells(words.start) => Words::Capital,
        1 if !common && awaited() => Words::Plain,
        2.. if strange && !common && !partly => Words::StrangePhrase,
        2.. if foreign && !very_common(words.start) && !very_common(words.end - 1) => Words::Mixed,
        2.. if !strange && !partly && awaited() && !very_common(words.end - 1) => Words::Phrase,
        _ => return None,
    };
    is_audible(reading, words).then_some(sort)
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

/// The words as one folded word.
fn joined(reading: &Reading, words: &Range<usize>) -> String {
    let mut joined = String::new();
    words.clone().for_each(|word| fold_into(reading.text(&(word..word + 1)), &mut joined));
    joined
}
