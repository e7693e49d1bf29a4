//! Strange words: names that no dictionary has and no phrase introduces, but that are said again and again.
//!
//! *What it finds*: "Zite", "Kolo": words with a capital that are in no dictionary of English, of names or of the
//! trade and are used as software is ("using Quibly"), and "SineRider", for only software is written so; said three times or more without
//! that, they are found, but count little: companies, places and characters are said again, too. *Why not simpler*: once or twice, such a word is as often a slip or a surname. *What it misses*: new
//! names that are words of the language, or written small.

use rustc_hash::FxHashMap;

use super::candidate::{EntityRef, Found};
use super::limits::strange::{ABBREVIATION, OFTEN, SHORTEST, USING};
use super::linked;
use super::nobody::is_told_behind;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use super::word::is_listed;
use crate::dictionary::lexicon::WordId;
use crate::entity::{Entity, Kind};
use crate::episode::DocumentKind;
use crate::mention::Evidence;
use crate::text::word::Gap;

/// Takes strange words that no other finder has explained for projects.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let mut explained = vec![false; reading.words.len()];
    for candidate in &found.candidates {
        explained[candidate.words.clone()].fill(true);
    }
    let mut places: FxHashMap<WordId, Vec<usize>> = FxHashMap::default();
    for &at in reading.strange.iter().filter(|&&at| is_nameable(reading, at)) {
        places.entry(reading.ids[at]).or_default().push(at);
    }
    let told = |&at: &usize| reading.capital_tells(at) && is_told(reading, at);
    let tells = |places: &Vec<usize>| {
        places.len() >= OFTEN || has_inner_capital(reading, places[0]) || places.iter().any(told)
    };
    let mut telling: Vec<Vec<usize>> = places.into_values().filter(tells).collect();
    telling.sort_unstable();
    for places in telling {
        // What is written small is a rare word ("runbook"); what another finder has explained once, or what is part of
        // a person's name, is no new project.
        let small = places.iter().any(|&at| !reading.words[at].is_capital() && reading.is_cased(at));
        if small || places.iter().any(|&at| explained[at] || is_persons(reading, at)) {
            continue;
        }
        let name = usual_spelling(reading, &places);
        let heard = linked::heard(reading, found, places[0], name);
        let local = |found: &mut Found| {
            found.establish_local(Entity::id_of(Kind::Project, name), name, Kind::Project, None)
        };
        let project = heard.unwrap_or_else(|| EntityRef::Local(local(found)));
        let is_used = places.iter().any(|&at| told(&at) || is_told_behind(reading, at + 1));
        let used: &[Reason] = if is_used { &[Reason::Used] } else { &[] };
        for at in places {
            let reasons = Reasons::of(&[Reason::Strange]).and(Reasons::of(used));
            found.add(at..at + 1, project, Evidence::Pattern, reasons);
        }
    }
}

/// Whether a strange word is in no list, and can be a name by its letters.
fn is_nameable(reading: &Reading, at: usize) -> bool {
    let word = reading.words[at];
    let text = reading.text(&(at..at + 1));
    // "UIs" are abbreviations, "spelunking" is a rare word.
    let bare = text.strip_suffix('s').unwrap_or(text);
    let inflected =
        !word.is_capital() && ["ing", "ed", "ly", "ness"].iter().any(|ending| text.ends_with(ending));
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    reading.is_unknown(at)
        && !word.is_address()
        && word.gap != Gap::Handle
        && !reading.is_label(at)
        && letters >= SHORTEST
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && (bare.contains(|c: char| c.is_ascii_lowercase()) || letters > ABBREVIATION)
        && !inflected
}

/// Whether a word beside it says that software is meant: "using Quibly", "the Quibly library"; but not "using Bayesian ideas", nor what is
/// somebody's. Anything may be called something.
fn is_told(reading: &Reading, at: usize) -> bool {
    let text = |word: usize| reading.text(&(word..word + 1));
    let used = reading.continues(at) && is_listed(USING, text(at - 1));
    let goes_on = reading.continues(at + 1);
    let is_thing = goes_on && reading.between(at + 1) == " " && reading.info(at + 1).is_cue_after();
    let somebodys = goes_on && reading.between(at + 1) != " ";
    (used || is_thing) && !somebodys && !["ism", "ian", "ish"].iter().any(|ending| text(at).ends_with(ending))
}

/// Whether a word is written as only software is: "SineRider", but not "McGugan" and not "LLMs".
fn has_inner_capital(reading: &Reading, at: usize) -> bool {
    let text = reading.text(&(at..at + 1)).as_bytes();
    let name = text.starts_with(b"Mc") || text.starts_with(b"Mac") || text.starts_with(b"De");
    let inner = text.windows(3).any(|three| {
        three[0].is_ascii_lowercase() && three[1].is_ascii_uppercase() && three[2].is_ascii_lowercase()
    });
    // Show notes are full of classes.
    let spoken = reading.document(at).kind == DocumentKind::Transcript;
    let class = ["Error", "Exception", "Warning"].iter().any(|ending| text.ends_with(ending.as_bytes()));
    spoken && text[0].is_ascii_uppercase() && inner && !name && !class && !reading.info(at).is_surname()
}

/// Whether a word stands like a given name or a surname: before or behind one.
fn is_persons(reading: &Reading, at: usize) -> bool {
    let surname = |word: usize| reading.capital_tells(word) && !reading.info(word).is_english();
    let after = |word: usize| reading.continues(word) && reading.words[word].gap == Gap::Space;
    let given = after(at) && reading.info(at - 1).is_given() && reading.words[at - 1].is_capital();
    let particle = || reading.words[at + 1].is_particle() && after(at + 2) && surname(at + 2);
    given || reading.words[at].is_capital() && after(at + 1) && (surname(at + 1) || particle())
}

/// The spelling that stands most often; the first of several.
fn usual_spelling<'e>(reading: &Reading<'e>, places: &[usize]) -> &'e str {
    let spelling = |&at: &usize| reading.text(&(at..at + 1));
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    places.iter().map(spelling).for_each(|text| *times.entry(text).or_default() += 1);
    let most = places.iter().map(spelling).rev().max_by_key(|text| times[text]);
    most.unwrap_or_default()
}
