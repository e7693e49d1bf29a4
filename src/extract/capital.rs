//! Capitals: words of the language that an episode writes as names.
//!
//! *What it finds*: "Phoenix Presence": a known project with a capitalised word behind it, twice or telling by itself what it
//! is, which is the name of something else; "Presence" alone, once that was said; and "Dark", said again and again with a capital and hardly ever without,
//! once as software is ("using Dark"). Words that stand for what the dictionary knows by them in their field are `field`'s.
//! *Why not simpler*: a capital once may be a slip of the recogniser, and half of all capitals begin a sentence.
//! *What it misses*: names in texts without capitals, and those said once or twice.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{Candidate, EntityRef, Found};
use super::context::is_used;
use super::field;
use super::limits::capital::{
    CALLED_WITHIN, EDITIONS, KNOWN, LONGEST_TAIL, LOOSE, OFTEN, OFTEN_CAPITAL, OTHER_THINGS, RARELY_SMALL,
    VERY_COMMON,
};
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use super::word::is_listed;
use crate::dictionary::lexicon::{WordId, WordSet};
use crate::dictionary::no_names::{is_ending, is_term};
use crate::entity::Kind;
use crate::episode::DocumentKind;
use crate::mention::Evidence;
use crate::text::word::Gap;

/// Finds longer names, then words that stand for one of them or are said again and again.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let longer = longer_names(reading, found);
    for (words, name, kind) in longer {
        let entity = found.establish(reading, &name, kind, None);
        found.add(words, entity, Evidence::Pattern, Reasons::of(&[Reason::Tail]));
    }
    let tails = tails(reading, found);
    let [mut explained, mut nobodys, mut longer] = [0; 3].map(|_| vec![false; reading.words.len()]);
    for candidate in found.candidates.iter().filter(|one| one.finder != Evidence::Name) {
        let by = match candidate {
            one if one.reasons.has(Reason::Tail) => &mut longer,
            one if field::is_nobody(one) => &mut nobodys,
            _ => &mut explained,
        };
        by[candidate.words.clone()].fill(true);
    }
    for (mut places, is_often_small) in capitalised(reading, found) {
        places.retain(|&at| !longer[at] && !is_surname(reading, at));
        let is_explained = places.iter().any(|&at| explained[at] || nobodys[at]);
        places.retain(|&at| !explained[at]);
        let is_tail = places.first().is_some_and(|&at| tails.contains_key(&reading.ids[at]));
        let is_taken = field::take(reading, found, &mut places);
        places.retain(|&at| !nobodys[at]);
        if is_tail || !is_taken && !is_often_small && !is_explained {
            name(reading, found, &tails, &places);
        }
    }
    field::drop_given_names(found);
}

/// Known projects with a capitalised word or two behind them: words, name and kind of what is meant.
fn longer_names(reading: &Reading, found: &Found) -> Vec<(Range<usize>, String, Kind)> {
    let heads: Vec<&Candidate> = found.candidates.iter().filter(|one| is_head(reading, found, one)).collect();
    let named = found.candidates.iter().filter(|one| is_clear(reading, found, one));
    let named: FxHashSet<usize> = named.map(|one| one.words.start).collect();
    let longer = heads.iter().filter_map(|head| {
        let end = tail_end(reading, &named, head.words.end)?;
        let words = head.words.start..end;
        if found.dictionary.forms().get(&reading.ids[words.clone()]).is_some() {
            return None;
        }
        let last = reading.text(&(end - 1..end));
        let kind = if is_ending(last) { Kind::Other } else { Kind::Project };
        Some((words.clone(), reading.text(&words).split_whitespace().collect::<Vec<_>>().join(" "), kind))
    });
    let longer: Vec<(Range<usize>, String, Kind)> = longer.collect();
    let mut times: FxHashMap<String, u32> = FxHashMap::default();
    longer.iter().for_each(|(_, name, _)| *times.entry(name.clone()).or_default() += 1);
    // Said once, it is as often a phrase, "the Python Core team", unless its last word tells what it is.
    let telling = |name: &str, kind: Kind| kind == Kind::Other && !is_loose(name) || ends_in(name, EDITIONS);
    longer.into_iter().filter(|(_, name, kind)| telling(name, *kind) || times[name] > 1).collect()
}

/// Whether a longer name ends in a word that stands behind any: "I came to GitHub February last year".
fn is_loose(name: &str) -> bool {
    name.ends_with("day") || ends_in(name, LOOSE)
}

/// Whether the last word of a name is one of these, in any letters.
fn ends_in(name: &str, words: &str) -> bool {
    is_listed(words, name.rsplit(' ').next().unwrap_or_default())
}

/// Whether a candidate is a known project's name, and surely no other word.
fn is_clear(reading: &Reading, found: &Found, candidate: &Candidate) -> bool {
    let EntityRef::Known(entry) = candidate.entity else { return false };
    let entry = found.dictionary.entry(entry);
    candidate.finder == Evidence::Name
        && entry.entity.kind == Kind::Project
        && (entry.weight >= KNOWN || candidate.words.clone().any(|word| !reading.info(word).is_english()))
}

/// Whether a longer name may begin with a candidate: it is clear, written with a capital, and nothing leads up to it.
fn is_head(reading: &Reading, found: &Found, candidate: &Candidate) -> bool {
    let start = candidate.words.start;
    let first = reading.words[start];
    first.is_capital()
        && !first.is_address()
        && !reading.info(start).is_given()
        && is_clear(reading, found, candidate)
        && !(reading.continues(start) && reading.capital_tells(start - 1))
        // Headings and titles of links have capitals everywhere.
        && reading.document(start).kind == DocumentKind::Transcript
}

/// One past the capitalised words behind a name that make it a longer one.
fn tail_end(reading: &Reading, named: &FxHashSet<usize>, from: usize) -> Option<usize> {
    let capital = |at: usize| reading.continues(at) && reading.capital_tells(at);
    let is_tail = |&at: &usize| {
        let info = reading.info(at);
        let persons = info.is_given() || info.is_surname() && !info.is_english();
        let other = persons || info.is_cue_after() || info.zipf >= VERY_COMMON;
        let behind = capital(at) && reading.between(at) == " ";
        // "APIs" are abbreviations.
        let word = reading.text(&(at..at + 1));
        let abbreviation = word.trim_end_matches('s').bytes().all(|byte| byte.is_ascii_uppercase());
        behind && !abbreviation && !other && !named.contains(&at)
    };
    let end = (from..reading.words.len()).take(LONGEST_TAIL).take_while(is_tail).last()? + 1;
    (!capital(end)).then_some(end)
}

/// The last words of names of several words, each with what it stands for: "Presence" for Phoenix Presence.
fn tails(reading: &Reading, found: &Found) -> FxHashMap<WordId, EntityRef> {
    let mut tails = FxHashMap::default();
    for candidate in &found.candidates {
        let words = &candidate.words;
        let capitals = words.clone().all(|word| reading.words[word].is_capital());
        if words.len() > 1 && capitals && found.entity(candidate.entity).kind == Kind::Project {
            tails.entry(reading.ids[words.end - 1]).or_insert(candidate.entity);
        }
    }
    tails
}

/// The places of each word of the language that stands with a capital amid small words, hardly ever without, or is
/// known to be a name; and whether it is often small.
fn capitalised(reading: &Reading, found: &Found) -> Vec<(Vec<usize>, bool)> {
    let mut alone = WordSet::default();
    reading
        .capitals
        .iter()
        .filter(|&&at| is_alone(reading, found, at))
        .for_each(|&at| alone.insert(reading.ids[at]));
    let mut named: FxHashMap<WordId, Written> = FxHashMap::default();
    for (at, &id) in reading.ids.iter().enumerate().filter(|&(_, &id)| alone.holds(id)) {
        let written = named.entry(id).or_default();
        match reading.words[at].is_capital() || !reading.is_cased(at) {
            true => written.capital.push(at),
            false => written.small += 1,
        }
        written.telling += u32::from(reading.capital_tells(at));
    }
    let written = |(id, mut written): (WordId, Written)| {
        let is_often_small = written.small * RARELY_SMALL > written.telling || written.telling == 0;
        if is_often_small && written.telling > 0 {
            // What is known to be a name may be said beside the plain word; only the capital tells the two apart.
            found.dictionary.short_names(id).next()?;
            written.capital.retain(|&at| reading.capital_tells(at));
        }
        Some((written.capital, is_often_small))
    };
    let mut named: Vec<(Vec<usize>, bool)> = named.into_iter().filter_map(written).collect();
    named.sort_unstable();
    named
}

/// How a word is written in an episode.
#[derive(Debug, Default)]
struct Written {
    /// Where it has a capital.
    capital: Vec<usize>,
    /// How often that tells: amid small words, or in a longer name.
    telling: u32,
    /// How often it has none.
    small: u32,
}

/// Whether a word of the language, or a known name, stands with a capital, and no capital beside it; without case, a known name.
pub(super) fn is_alone(reading: &Reading, found: &Found, at: usize) -> bool {
    let word = reading.words[at];
    if !reading.is_cased(at) {
        return found.dictionary.short_names(reading.ids[at]).next().is_some();
    }
    if !word.is_capital() || !word.has_small() || word.is_address() || !reading.capital_tells(at) {
        return false;
    }
    let info = reading.info(at);
    let joined = |at: usize| {
        reading.continues(at) && (reading.words[at].is_capital() || reading.words[at].gap == Gap::Joint)
    };
    let is_word = info.is_english() && info.capital_odds().is_none_or(|odds| odds <= OFTEN_CAPITAL);
    (is_word || found.dictionary.short_names(reading.ids[at]).next().is_some())
        && word.gap == Gap::Space
        && !joined(at + 1)
        && !(reading.continues(at) && reading.capital_tells(at - 1))
        && !reading.is_label(at)
}

/// Whether a capitalised given name stands before a word.
fn is_surname(reading: &Reading, at: usize) -> bool {
    reading.continues(at) && reading.words[at - 1].is_capital() && reading.info(at - 1).is_given()
}

/// Says what a capitalised word names: the longer name it ends, what the dictionary knows by it, or something new.
fn name(reading: &Reading, found: &mut Found, tails: &FxHashMap<WordId, EntityRef>, places: &[usize]) {
    let Some(&first) = places.first() else { return };
    let (id, word) = (reading.ids[first], reading.text(&(first..first + 1)));
    let alone = places.iter().filter(|&&at| is_alone(reading, found, at)).count() as u32;
    let known = found.dictionary.forms().get(&[id]).map(|form| form.entry);
    let entity = match (tails.get(&id), known) {
        (Some(&longer), None) => longer,
        _ if alone < OFTEN => return,
        (_, Some(entry)) if found.dictionary.entry(entry).entity.kind != Kind::Project => return,
        (_, Some(entry)) => EntityRef::Known(entry),
        (None, None) if is_ending(word) || is_term(word) => return,
        (None, None) if !places.iter().any(|&at| is_software(reading, at)) => return,
        (None, None) => found.establish(reading, word, Kind::Project, None),
    };
    for &at in places {
        found.add(at..at + 1, entity, Evidence::Pattern, Reasons::of(&[Reason::Capitals]));
    }
}

/// Whether a word beside it says that software is meant, and nothing before "called" or "named" that it is another thing.
pub(super) fn is_software(reading: &Reading, at: usize) -> bool {
    is_used(reading, at) && !is_another_thing(reading, at)
}

/// Whether it is a company, person or text that is called so: "a startup that they called Dark".
fn is_another_thing(reading: &Reading, at: usize) -> bool {
    let text = |at: usize| reading.text(&(at..at + 1));
    if at == 0 || !is_listed("called|named", text(at - 1)) {
        return false;
    }
    let before = (0..at - 1).rev().take(CALLED_WITHIN).take_while(|&word| reading.continues(word + 1));
    let noun = before
        .into_iter()
        .find(|&word| reading.info(word).zipf < VERY_COMMON || is_listed(OTHER_THINGS, text(word)));
    noun.is_some_and(|word| is_listed(OTHER_THINGS, text(word)))
}
