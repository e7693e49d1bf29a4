//! Names spelled out: what people do who know that a name will be misheard.
//!
//! *What it finds*: "a server called Sonic, S-A-N-I-C": the letters are Sanic, and "Sonic" beside them is what the recogniser
//! made of it, here and wherever it stands again. *Why not simpler*: single letters are also abbreviations (H-T-T-P), words ("deck,
//! D-E-C-K") and people ("Julia, J-U-L-I-A"), so they must be a known name, and a short or plain one must be heard beside them, too.
//! *What it misses*: names that nothing but their letters tells, and letters with "double o" among them, or parted over two captions.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::candidate::{Candidate, EntityRef, Found};
use super::hearing::by_sound;
use super::limits::awaited::{COMMON, VERY_COMMON};
use super::limits::garble::WELL_KNOWN;
use super::limits::spelled::{
    CLOSE, FEWEST, HEARD_AFTER, HEARD_BEFORE, MOST_WORDS, NEAR, SHORT, SOUND, SPELT, SPELT_SAME,
};
use super::prior::is_plain;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::lexicon::{WordId, WordInfo};
use crate::dictionary::spoken::Rule;
use crate::entity::{Entity, Kind};
use crate::mention::Evidence;
use crate::text::distance::within;
use crate::text::sound::sounds;

/// Letters that spell a project.
struct Spelled {
    letters: Range<usize>,
    /// What they spell, in one folded word.
    name: String,
    /// What the lexicon knows of that word.
    info: WordInfo,
    project: EntityRef,
}

/// What was heard for a project beside its letters.
struct Heard {
    words: Range<usize>,
    project: EntityRef,
    /// Whether it sounds the same.
    reason: Reason,
}

/// Adds the letters as the name that they spell, and what stands for the name wherever it was heard otherwise.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let mut misheard = Vec::new();
    let mut at = 0;
    while let Some(ahead) = reading.words[at..].iter().position(|word| word.is_letter()) {
        let run = run_of_letters(reading, at + ahead);
        // The last letter may begin another run: "a Z-U-L-I-P".
        at = (run.end - 1).max(run.start + 1);
        let Some(spelled) = spelled(reading, found, run) else { continue };
        let heard = heard(reading, found, &spelled);
        let as_spelled = heard.as_ref().is_none_or(|heard| reading.joined(&heard.words) == spelled.name);
        // Who hears it otherwise spells it for that reason.
        let is_told = !as_spelled || heard.as_ref().is_some_and(|heard| is_named(reading, &heard.words));
        // People spell their given names, too.
        if is_doubtful(&spelled) && !is_told || as_spelled && spelled.info.is_given() {
            continue;
        }
        found.expect(spelled.project, Reason::Spelled);
        let (finder, rule, reasons) = (Evidence::Name, Some(Rule::Letters), Reasons::default());
        let (words, entity) = (spelled.letters, spelled.project);
        found.candidates.push(Candidate { words, entity, finder, rule, reasons });
        // What is written as it is spelled is found by its name.
        misheard.extend(heard.filter(|_| !as_spelled));
    }
    heard_again(reading, found, &misheard);
}

/// The run of single letters that begins here, parted by the same throughout.
fn run_of_letters(reading: &Reading, at: usize) -> Range<usize> {
    let mut end = at + 1;
    while end < reading.words.len() && reading.words[end].is_letter() {
        let between = reading.between(end);
        if !matches!(between, " " | "-" | ", " | ".") || end > at + 1 && between != reading.between(end - 1) {
            break;
        }
        end += 1;
    }
    at..end
}

/// The project that letters spell; "a" or "I" before them, or "I" behind, may be a word.
fn spelled(reading: &Reading, found: &Found, run: Range<usize>) -> Option<Spelled> {
    let whole = |letters: Range<usize>| {
        if letters.len() < FEWEST {
            return None;
        }
        let name = reading.joined(&letters);
        let known = found.dictionary.find_entry(&name).map(EntityRef::Known);
        let project = known.or_else(|| found.local(&Entity::id_of(Kind::Project, &name)))?;
        let word = reading.lexicon.number(&name);
        let info = word.map(|word| reading.lexicon.info(word)).unwrap_or_default();
        (found.entity(project).kind == Kind::Project).then_some(Spelled { letters, name, info, project })
    };
    let (first, last) = (run.start, run.end - 1);
    let blanks = run.len() > 1 && reading.between(last) == " ";
    let word_before = blanks && (reading.is_article(first) || reading.is_pronoun(first));
    let word_behind = blanks && reading.is_pronoun(last);
    whole(run.clone())
        .or_else(|| whole(first + usize::from(word_before)..run.end))
        .or_else(|| whole(first..run.end - usize::from(word_behind)))
}

/// Whether letters may spell something else: an abbreviation, or a plain word.
fn is_doubtful(spelled: &Spelled) -> bool {
    spelled.letters.len() <= SHORT || spelled.info.is_english()
}

/// Whether words are written as a name, or are no words of the language.
fn is_named(reading: &Reading, words: &Range<usize>) -> bool {
    words.clone().any(|word| reading.capital_tells(word) || reading.words[word].is_strange())
}

/// The words beside the letters that sound like what these spell; the likest, then the nearest.
fn heard(reading: &Reading, found: &Found, spelled: &Spelled) -> Option<Heard> {
    let letters = &spelled.letters;
    let document = reading.document_words(reading.words[letters.start].document as usize);
    let before = letters.start.saturating_sub(HEARD_BEFORE).max(document.start)..letters.start;
    let after = letters.end..(letters.end + HEARD_AFTER).min(document.end);
    let spoken = sounds(&spelled.name);
    let windows = before.chain(after).flat_map(|at| {
        let most = reading.run_end(at, MOST_WORDS);
        (at + 1..=most).map(move |end| at..end)
    });
    let near = windows.filter(|words| words.end <= letters.start || words.start >= letters.end).filter_map(
        |words| {
            let last = words.end - 1;
            let is_common = reading.info(last).zipf >= VERY_COMMON && !reading.capital_tells(last);
            if is_common || reading.words[last].is_letter() || is_another(reading, found, &words, spelled) {
                return None;
            }
            let (sound, spelling) = alike(&reading.joined(&words), &spelled.name, &spoken)?;
            let far = letters.start.abs_diff(words.end).min(letters.end.abs_diff(words.start));
            let is_clear = sound == 0.0 || words.len() > 1 || !is_plain(reading, &words);
            let is_told = match is_named(reading, &words) {
                true => far < CLOSE || sound == 0.0,
                false => far < CLOSE && is_clear,
            };
            is_told.then_some((sound + spelling, far, words, by_sound(sound)))
        },
    );
    let likest = near.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    likest.map(|(_, _, words, reason)| Heard { words, project: spelled.project, reason })
}

/// How far words are from a name, by sound and by spelling, if they begin as it sounds and are near enough.
fn alike(words: &str, name: &str, spoken: &str) -> Option<(f32, f32)> {
    let sounded = sounds(words);
    let sound = within(spoken, &sounded, SOUND)?;
    let spelling = within(name, words, if sound == 0.0 { SPELT_SAME } else { SPELT })?;
    (sounded.as_bytes().first() == spoken.as_bytes().first()).then_some((sound, spelling))
}

/// Whether words are the name of another well-known project: "PyPI sounds like P-Y-P-Y".
fn is_another(reading: &Reading, found: &Found, words: &Range<usize>, spelled: &Spelled) -> bool {
    let form = found.dictionary.forms().get(&reading.ids[words.clone()]);
    form.is_some_and(|form| {
        let entry = found.dictionary.entry(form.entry);
        form.rule == Rule::AsWritten
            && entry.entity.kind == Kind::Project
            && EntityRef::Known(form.entry) != spelled.project
            && entry.weight >= WELL_KNOWN
    })
}

/// Adds every place where words stand that were heard for a name, the one whose letters are nearest; an everyday word in small
/// letters only near them, elsewhere it may be meant.
fn heard_again(reading: &Reading, found: &mut Found, misheard: &[Heard]) {
    let mut by_words: FxHashMap<&[WordId], Vec<&Heard>> = FxHashMap::default();
    for heard in misheard {
        by_words.entry(&reading.ids[heard.words.clone()]).or_default().push(heard);
    }
    let Some(longest) = by_words.keys().map(|words| words.len()).max() else { return };
    for at in 0..reading.ids.len() {
        for end in at + 1..=reading.run_end(at, longest) {
            let Some(heard) = by_words.get(&reading.ids[at..end]) else { continue };
            // They are in order of place.
            let next = heard.partition_point(|one| one.words.start < at).min(heard.len() - 1);
            let near = [heard[next.saturating_sub(1)], heard[next]];
            let far = |one: &&Heard| one.words.start.abs_diff(at);
            let Some(nearest) = near.into_iter().min_by_key(far) else { continue };
            let here = at..end;
            let (word, info) = (reading.words[at], reading.info(at));
            let capital = reading.capital_tells(at) || word.is_capital() && info.zipf < COMMON;
            let everyday = end == at + 1 && info.is_everyday() && !capital;
            if far(&nearest) <= NEAR || !everyday {
                let reasons = Reasons::of(&[nearest.reason]);
                found.add(here, nearest.project, Evidence::Garble, reasons);
            }
        }
    }
}
