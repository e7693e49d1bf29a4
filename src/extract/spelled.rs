//! Names spelled out: what people do who know that a name will be misheard.
//!
//! *What it finds*: "a server called Sonic, S-A-N-I-C": the letters are Sanic, and "Sonic" beside them is what the recogniser
//! made of it, here and wherever it stands again. *Why not simpler*: single letters are also abbreviations (H-T-T-P) and words ("deck,
//! D-E-C-K"), so they must be a known name, and a short or plain one must be heard beside them, too. *What it misses*: names
//! spelled with "double o" or half as words, and letters that were misheard themselves.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, EntityRef, Found};
use super::hearing::by_sound;
use super::limits::awaited::VERY_COMMON;
use super::limits::hearing::{NEAR_EXPECTED, SPELT_EXPECTED, SPELT_PLAIN};
use super::limits::spelled::{FEWEST, HEARD_AFTER, HEARD_BEFORE, MOST_WORDS, NEAR, SHORT};
use super::prior::is_plain;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;
use crate::mention::Evidence;
use crate::text::distance::within;
use crate::text::sound::sounds;

/// Adds the letters as the name that they spell, and what stands for the name wherever it was heard otherwise.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let mut again = FxHashSet::default();
    let mut at = 0;
    while let Some(ahead) = reading.words[at..].iter().position(|word| word.is_letter()) {
        let letters = letters(reading, at + ahead);
        at = letters.end;
        let Some((letters, project)) = name(reading, found, letters) else { continue };
        let spelling = reading.joined(&letters);
        let heard = heard(reading, &spelling, &letters);
        let is_named = |heard: &(Range<usize>, Reason)| is_named(reading, &heard.0);
        if is_doubtful(reading, &letters, &spelling) && !heard.as_ref().is_some_and(is_named) {
            continue;
        }
        found.expect(project, Reason::Spelled);
        let (finder, rule, reasons) = (Evidence::Name, Some(Rule::Letters), Reasons::default());
        found.candidates.push(Candidate { words: letters, entity: project, finder, rule, reasons });
        // What is written as it is spelled is found by its name; what was heard before has been looked for.
        let heard = heard.filter(|(words, _)| {
            reading.joined(words) != spelling && again.insert((project, &reading.ids[words.clone()]))
        });
        if let Some(heard) = heard {
            heard_again(reading, found, project, heard);
        }
    }
}

/// The run of single letters that begins here, parted by blanks or by hyphens throughout.
fn letters(reading: &Reading, at: usize) -> Range<usize> {
    let mut end = at + 1;
    while reading.continues(end) && reading.words[end].is_letter() {
        let between = reading.between(end);
        if !matches!(between, " " | "-") || end > at + 1 && between != reading.between(end - 1) {
            break;
        }
        end += 1;
    }
    at..end
}

/// The project that letters spell; "a" before them may be an article.
fn name(reading: &Reading, found: &Found, letters: Range<usize>) -> Option<(Range<usize>, EntityRef)> {
    let whole = |letters: Range<usize>| {
        let spelled = Some(letters.clone()).filter(|letters| letters.len() >= FEWEST)?;
        let entry = found.dictionary.find_entry(&reading.joined(&spelled))?;
        let is_project = found.dictionary.entry(entry).entity.kind == Kind::Project;
        is_project.then_some((letters, EntityRef::Known(entry)))
    };
    let behind = letters.start + 1..letters.end;
    whole(letters.clone()).or_else(|| reading.is_article(letters.start).then(|| whole(behind))?)
}

/// Whether letters are more than those of a name: an abbreviation, or a plain word.
fn is_doubtful(reading: &Reading, letters: &Range<usize>, spelling: &str) -> bool {
    let word = reading.lexicon.number(spelling);
    let is_plain = word.is_some_and(|word| reading.lexicon.info(word).is_english());
    letters.len() <= SHORT || is_plain
}

/// Whether words are written as a name, or are no words of the language.
fn is_named(reading: &Reading, words: &Range<usize>) -> bool {
    words.clone().any(|word| reading.capital_tells(word) || reading.words[word].is_strange())
}

/// The words beside the letters that sound like what these spell; the likest, then the nearest.
fn heard(reading: &Reading, spelling: &str, letters: &Range<usize>) -> Option<(Range<usize>, Reason)> {
    let document = reading.document_words(reading.words[letters.start].document as usize);
    let before = letters.start.saturating_sub(HEARD_BEFORE).max(document.start)..letters.start;
    let after = letters.end..(letters.end + HEARD_AFTER).min(document.end);
    let spoken = sounds(spelling);
    let windows = before.chain(after).flat_map(|at| {
        let most = reading.run_end(at, MOST_WORDS);
        (at + 1..=most).map(move |end| at..end)
    });
    let near = windows.filter_map(|words| {
        let is_common = |word: usize| reading.info(word).zipf >= VERY_COMMON && !reading.capital_tells(word);
        let says_nothing = |word: usize| reading.words[word].is_letter() || is_common(word);
        if words.clone().all(says_nothing) || words.clone().any(|word| letters.contains(&word)) {
            return None;
        }
        let joined = reading.joined(&words);
        let sounded = sounds(&joined);
        let sound = within(&spoken, &sounded, NEAR_EXPECTED)?;
        let apart = within(spelling, &joined, if sound == 0.0 { SPELT_EXPECTED } else { SPELT_PLAIN })?;
        (sounded.as_bytes().first() == spoken.as_bytes().first()).then_some((sound, apart, words))
    });
    let far = |words: &Range<usize>| words.start.abs_diff(letters.start);
    let likest =
        near.min_by(|a, b| (a.0 + a.1).total_cmp(&(b.0 + b.1)).then_with(|| far(&a.2).cmp(&far(&b.2))));
    likest.map(|(sound, _, words)| (words, by_sound(sound)))
}

/// Adds every place where the words stand that were heard for a name; plain words in small letters only near the letters that
/// spell it, elsewhere they may be meant.
fn heard_again(
    reading: &Reading,
    found: &mut Found,
    project: EntityRef,
    (words, reason): (Range<usize>, Reason),
) {
    let ids = &reading.ids[words.clone()];
    for at in reading.places_of(ids[0]) {
        let here = at..at + ids.len();
        let is_same =
            reading.ids.get(here.clone()) == Some(ids) && reading.run_end(at, ids.len()) == here.end;
        let is_near =
            at.abs_diff(words.start) <= NEAR || !is_plain(reading, &here) || is_named(reading, &here);
        if is_same && is_near {
            found.add(here, project, Evidence::Garble, Reasons::of(&[reason]));
        }
    }
}
