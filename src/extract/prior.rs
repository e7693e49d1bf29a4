//! What a candidate is by itself, before its surroundings are looked at: rare or common, short or long, known or not.

use std::ops::Range;

use super::candidate::{Candidate, EntityRef, Found};
use super::context::is_used;
use super::limits::prior::{
    EDITED_GARBLE, EVERYDAY, FREQUENT, FREQUENT_WORD, GENERIC, HARDLY_EVER, HEARD_OF, HEARD_TWICE, KNOWN,
    LEAST, LEAST_UNHEARD, LOCAL_WEIGHT, PLAINER, RATHER_RARE, SOMEWHAT_KNOWN, UNHEARD_OF, WELL_KNOWN,
};
use super::linked::is_word;
use super::nobody::{is_somebody, talks};
use super::reading::Reading;
use super::weigh::Reason;
use super::word::is_listed;
use crate::dictionary::key;
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;

/// Whether all words of a name are words of the language; letters spelled out one by one are not, nor is what is written like `iOS`.
pub(super) fn is_plain(reading: &Reading, words: &Range<usize>) -> bool {
    let letter = |word: usize| reading.words[word].span.range().len() == 1;
    let spelled = words.clone().filter(|&word| letter(word)).count() > 1;
    let inner = |word: usize| reading.text(&(word..word + 1)).bytes().any(|byte| byte.is_ascii_uppercase());
    !spelled
        && words.clone().all(|word| {
            let info = reading.info(word);
            (info.is_english() || info.zipf >= FREQUENT_WORD && !is_well_known(reading, word) || letter(word))
                && (reading.words[word].is_capital() || !inner(word))
        })
}

/// Whether a word is the whole name of a project that everybody knows: "linux", but not "mac".
fn is_well_known(reading: &Reading, word: usize) -> bool {
    let is_whole = |entry: u32| {
        let entry = reading.dictionary.entry(entry);
        entry.entity.kind == Kind::Project
            && entry.weight as f32 >= WELL_KNOWN
            && reading.joined(&(word..word + 1)) == key(&entry.entity.name)
    };
    let form = || reading.dictionary.forms().get(&[reading.ids[word]]);
    !reading.info(word).is_given() && form().is_some_and(|form| is_whole(form.entry))
}

/// How often these words mean the entity, in log-odds, where they were counted and are written small.
pub(super) fn usage(reading: &Reading, found: &Found, candidate: &Candidate) -> Option<f32> {
    let words = candidate.words.clone();
    let EntityRef::Known(entry) = candidate.entity else { return None };
    // Small letters were counted: of a capital where a sentence begins they say nothing, but that it sounds alike.
    let misheard = candidate.rule == Some(Rule::Misheard);
    if !misheard && !reading.is_cased(words.start) {
        return None;
    }
    // "Can I use": the first word of a phrase has a capital where a sentence begins.
    let begins = |word: usize| words.len() > 1 && word == words.start && reading.may_begin(word);
    let capital =
        |word: usize| reading.words[word].is_capital() && !reading.is_pronoun(word) && !begins(word);
    if words.clone().any(|word| if misheard { reading.capital_tells(word) } else { capital(word) }) {
        return None;
    }
    found.dictionary.usage_odds(&reading.ids[words], entry)
}

/// What the name is by itself: rare or common, short or long, known or not.
pub(super) fn weigh_name(
    reading: &Reading,
    found: &Found,
    candidate: &Candidate,
    say: &mut impl FnMut(Reason, f32),
) {
    if let Some(odds) = usage(reading, found, candidate) {
        return say(Reason::Usage, odds);
    }
    let words = candidate.words.clone();
    let entity = found.entity(candidate.entity);
    let weight = match candidate.entity {
        EntityRef::Known(entry) => found.dictionary.entry(entry).weight as f32,
        EntityRef::Local(_) => LOCAL_WEIGHT,
    };
    say(Reason::Known, weight.ln().min(5.0));
    if candidate.rule.is_some_and(|rule| rule != Rule::AsWritten) {
        say(Reason::Generated, 1.0);
    }
    if !matches!(entity.kind, Kind::Project | Kind::Person) {
        say(Reason::Guard, 1.0);
    }
    if entity.kind == Kind::Person && words.len() > 1 {
        return say(Reason::KnownPerson, 1.0);
    }
    let somebodys = is_somebodys(reading, found, candidate);
    weigh_letters(reading, found, candidate, &mut |reason, times| {
        let capital = matches!(reason, Reason::Unique | Reason::Letters);
        if !(somebodys && capital && times * reason.weight() > 0.0) {
            say(reason, times);
        }
    });
    let rarest = words.clone().map(|word| reading.info(word).frequency()).fold(f32::MAX, f32::min);
    // Two words together are about a tenth as common as the rarer of them.
    let frequency = rarest - (words.len() - 1) as f32;
    if words.len() > 1 && frequency > 3.0 {
        say(Reason::Frequency, (frequency - 3.0) * likely_by_chance(reading, found, candidate));
    }
    if has_generic_tail(reading, found, candidate, weight) {
        say(Reason::GenericTail, 1.0);
    }
    if words.len() == 1 {
        let info = reading.info(words.start);
        let is_person = found.entity(candidate.entity).kind == Kind::Person;
        // A given name that nobody here has, and that is no other word, is rather the project: "Pascal".
        let is_rather = info.is_given() && weight >= SOMEWHAT_KNOWN && !is_plain(reading, &words);
        let is_nobodys = is_rather && !is_somebody(reading, words.start) && !talks(reading, words.start);
        // Nobody is written in small letters where there are capitals, and hardly anybody called by the surname.
        let is_small = !reading.words[words.start].is_capital();
        let is_given = info.is_given() && !(is_small && reading.is_cased(words.start));
        let is_name = !is_nobodys && (is_given || info.is_surname() && !is_small);
        if somebodys || is_name && !is_person && weight < WELL_KNOWN {
            say(Reason::PersonsName, 1.0);
        }
        let letters = reading.span(&words).range().len();
        if letters < 3 {
            say(Reason::Short, (3 - letters) as f32);
        }
    }
}

/// Whether the words of a name are words of the language, too, and how common these are.
fn weigh_letters(reading: &Reading, found: &Found, candidate: &Candidate, say: &mut impl FnMut(Reason, f32)) {
    let (words, name) = (candidate.words.clone(), &found.entity(candidate.entity).name);
    match (is_plain(reading, &words), words.len()) {
        (true, 1) => weigh_word(reading, words.start, name.starts_with(char::is_uppercase), say),
        (true, _) => {
            say(Reason::Phrase, likely_by_chance(reading, found, candidate));
            if let Some(odds) = found.dictionary.phrase_odds(&reading.ids[words.clone()])
                && (!reading.is_cased(words.start) || !reading.words[words.start].is_capital())
                && odds < HARDLY_EVER
            {
                say(Reason::Letters, odds - HARDLY_EVER);
            }
            if candidate.rule.is_some_and(Rule::is_by_ear) {
                // "log four j": nobody says these words one after the other and means them.
                say(Reason::Unique, (-chance(reading, &words) / UNHEARD_OF).clamp(0.0, 0.5));
            }
        }
        (false, _) => say(Reason::Unique, 1.0),
    }
}

/// Whether the name of a project or a place is somebody's of the episode, too, and nothing beside it tells of a project: then its
/// capital says nothing.
fn is_somebodys(reading: &Reading, found: &Found, candidate: &Candidate) -> bool {
    let at = candidate.words.start;
    let told = [Reason::Called, Reason::Defined, Reason::Installed, Reason::LinkText];
    candidate.words.len() == 1
        && found.given_names.contains(&reading.ids[at])
        && found.entity(candidate.entity).kind != Kind::Person
        && !is_used(reading, at)
        && !told.iter().any(|&reason| candidate.reasons.has(reason))
}

/// How likely it is, from 0 to 1, that the words of a name stand together without naming it.
///
/// Nobody says "type script" or "pie installer" and means two words; "level up" people do. By how often transcripts
/// have the words in small letters rather than as the name; where nobody counted, by the product of the words'
/// frequencies. Projects that are neither well known, nor changed, nor linked are never quite so surely the name.
pub(super) fn likely_by_chance(reading: &Reading, found: &Found, candidate: &Candidate) -> f32 {
    let by_ear = candidate.rule.is_some_and(Rule::is_by_ear);
    let known = match candidate.entity {
        EntityRef::Known(entry) => found.dictionary.entry(entry).weight >= HEARD_OF,
        EntityRef::Local(_) => false,
    };
    let project = found.entity(candidate.entity).kind == Kind::Project;
    let words = candidate.words.clone();
    let linked =
        found.is_linked(candidate.entity) && !is_word(reading, &key(&found.entity(candidate.entity).name));
    if words.len() < 2 || !project {
        return 1.0;
    }
    let share = match found.dictionary.phrase_odds(&reading.ids[words.clone()]) {
        // Of the few names that links lead to, hardly any is said by chance, but for those that are a word: `setup`.
        _ if linked => LEAST,
        Some(odds) => 1.0 / (1.0 + PLAINER * odds.exp()),
        None => chance(reading, &words) / EVERYDAY,
    };
    let least = if known || by_ear || linked { LEAST } else { LEAST_UNHEARD };
    share.clamp(least, 1.0) * if by_ear { 0.5 } else { 1.0 }
}

/// How often words stand together by chance, on the Zipf scale: the product of their shares of all words.
fn chance(reading: &Reading, words: &Range<usize>) -> f32 {
    // Zipf 9 is every word there is.
    words.clone().map(|word| reading.info(word).frequency() - 9.0).sum::<f32>() + 9.0
}

/// What a garble is by itself: a well-known name is likelier, an English word less likely.
pub(super) fn weigh_garble(
    reading: &Reading,
    found: &Found,
    candidate: &Candidate,
    plain: bool,
    say: &mut impl FnMut(Reason, f32),
) {
    if let EntityRef::Known(entry) = candidate.entity {
        say(Reason::Known, (found.dictionary.entry(entry).weight as f32).ln().min(5.0) / 2.0);
    }
    // Who writes out what was said looks names up.
    if reading.is_edited(candidate.words.start) {
        say(Reason::Edited, EDITED_GARBLE);
    }
    if plain && candidate.words.len() == 1 {
        say(Reason::English, 1.0);
        say(Reason::Frequency, (reading.info(candidate.words.start).frequency() - 3.0).max(0.0));
    }
}

/// What an English word is by itself: how often transcripts write it as a name, else how common it is.
pub(super) fn weigh_word(
    reading: &Reading,
    word: usize,
    capitalised: bool,
    say: &mut impl FnMut(Reason, f32),
) {
    let info = reading.info(word);
    match info.capital_odds().filter(|_| capitalised) {
        Some(odds) => say(Reason::Letters, odds),
        None => {
            say(Reason::English, 1.0);
            say(Reason::Frequency, (info.frequency() - 3.0).max(0.0));
            // A letter is common as a letter; that it is short is said elsewhere.
            if info.frequency() > 5.0 && reading.span(&(word..word + 1)).range().len() > 1 {
                say(Reason::VeryCommon, info.frequency() - 5.0);
            }
        }
    }
}

/// Whether the name, or the alias that stands here, is written in several words by its makers.
fn is_written_apart(reading: &Reading, found: &Found, candidate: &Candidate) -> bool {
    if found.entity(candidate.entity).name.contains(' ') {
        return true;
    }
    let EntityRef::Known(entry) = candidate.entity else { return false };
    let said = key(reading.text(&candidate.words));
    found.dictionary.entry(entry).names().any(|name| name.contains(' ') && key(name) == said)
}

/// Whether a better known name stands here with everyday words added, in another way than this name is written.
///
/// "Flask API" is Flask and its API, not `flask-api`; "TypeScript is" is no `typescript-is`; "Python magic" is none.
/// A name that its makers write in several words ("Jupyter Notebook") is not doubted.
fn has_generic_tail(reading: &Reading, found: &Found, candidate: &Candidate, weight: f32) -> bool {
    let words = &candidate.words;
    let name = &found.entity(candidate.entity).name;
    let respelled = matches!(candidate.rule, Some(Rule::AsWritten | Rule::Joined | Rule::Split));
    if words.len() < 2
        || found.is_linked(candidate.entity)
        || !respelled
        || is_written_apart(reading, found, candidate)
        || reading.text(words).eq_ignore_ascii_case(name)
    {
        return false;
    }
    // Companies and books are not talked about as projects are: "to learn Django" is no mention of a book.
    let is_project = found.entity(candidate.entity).kind == Kind::Project;
    let known = if is_project { KNOWN as f32 } else { WELL_KNOWN };
    let better_known = |part: Range<usize>, rest: Range<usize>| {
        // "C make" is one name that is said so, "C compiler" is a compiler of C.
        if weight >= KNOWN as f32 && reading.span(&part).range().len() == 1 {
            return false;
        }
        let Some(form) = found.dictionary.forms().get(&reading.ids[part]) else {
            return false;
        };
        let everyday = rest.clone().all(|word| {
            let info = reading.info(word);
            let small = info.is_english() && !reading.words[word].is_capital();
            let letter = reading.words[word].span.range().len() == 1;
            // "pip audit" is more than pip, "Git hooks" are its hooks.
            let rare = || {
                let text = reading.text(&(word..word + 1));
                is_project && weight >= HEARD_TWICE && info.zipf < RATHER_RARE && !is_listed(GENERIC, text)
            };
            info.zipf >= 55
                || info.is_cue_after()
                || small && (weight < known && !rare() || info.zipf >= FREQUENT && !letter)
        });
        // "Open SSL" is no SSL that is open, but "HTTP client" is any.
        let entry = found.dictionary.entry(form.entry);
        let is_format = is_project && entry.entity.kind == Kind::Other && weight >= WELL_KNOWN;
        everyday && !is_format && entry.weight as f32 > weight
    };
    (words.start + 1..words.end).any(|cut| {
        better_known(words.start..cut, cut..words.end) || better_known(cut..words.end, words.start..cut)
    })
}
