//! What links lead to, as it is said: words that are the name when joined, and names that sound like it.
//!
//! *What it finds*: "mop up" where `mopup` is linked, "PyCell" where `pycel` is. *Why not simpler*: of all names there are, one is
//! soon made of two everyday words; of the dozen that show notes link to, hardly. The same is asked, more strictly, of projects of
//! the dictionary that show notes only name. *What it misses*: names that notes only name and no dictionary has, and those
//! that are words of the language (`setup`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::candidate::{Candidate, EntityRef, Found};
use super::hearing::{Expected, Ground, Words, known_name};
use super::limits::garble::SHORTEST;
use super::limits::hearing::{MANY_SOUNDS, NEAR, SLIP, SPELT, SPELT_PLAIN, SPELT_SHORT};
use super::limits::linked::{
    COMMON, LONG, MOST_ALIKE, MOST_LINKED, MOST_WORDS, SHORTEST_JOINED, SHORTEST_PART, WORD,
};
use super::nobody::is_somebody;
use super::prior::is_plain;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::heard::said;
use crate::dictionary::key;
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;
use crate::episode::DocumentKind;
use crate::mention::Evidence;
use crate::text::distance::{difference, within};
use crate::text::sound::sounds;

/// A spelling of a name that a recogniser may write as several words.
struct Spelling {
    key: String,
    entity: EntityRef,
    by: By,
}

/// What gives reason to expect a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Link,
    Title,
    Notes,
}

/// Notes how linked projects sound, and those that the title or show notes name; finds words that are the name of one when joined.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let projects = |reason: Reason| {
        let all = found.expected.iter().filter(|(_, reasons)| reasons.has(reason));
        let projects = all.map(|(&entity, _)| entity);
        let mut projects: Vec<EntityRef> =
            projects.filter(|&entity| found.entity(entity).kind == Kind::Project).collect();
        projects.sort_unstable();
        projects
    };
    let linked = projects(Reason::Linked);
    let is_new = |entity: &EntityRef| linked.binary_search(entity).is_err();
    let titled: Vec<EntityRef> = projects(Reason::Titled).into_iter().filter(is_new).collect();
    let is_named = |entity: &EntityRef| is_new(entity) && titled.binary_search(entity).is_err();
    let noted: Vec<EntityRef> = noted(reading, found).into_iter().filter(is_named).collect();
    let all = (linked.iter().map(|&one| (one, By::Link)))
        .chain(titled.iter().map(|&one| (one, By::Title)))
        .chain(noted.iter().map(|&one| (one, By::Notes)));
    let (mut spellings, mut sounding) = (Vec::new(), Vec::new());
    for (entity, by) in all {
        let (key, name) = (key(&found.entity(entity).name), said(&found.entity(entity).name));
        let mut add = |key: &str| spellings.push(Spelling { key: key.to_owned(), entity, by });
        add(&key);
        if name != key {
            add(&name);
        }
        if name.len() >= SHORTEST {
            let ground = if by == By::Notes { Ground::Noted } else { Ground::Expected };
            sounding.push(Expected { entity, sounds: sounds(&name), name, recognised: false, ground });
        }
    }
    // "Set up the door" is no `setup`.
    spellings
        .retain(|one| one.key.is_ascii() && one.key.len() >= SHORTEST_JOINED && !is_word(reading, &one.key));
    sounding.truncate(MOST_LINKED);
    found.linked = sounding;
    joined(reading, found, &spellings);
}

/// Whether a name is a word of the language that is not too rare.
pub(super) fn is_word(reading: &Reading, key: &str) -> bool {
    let info = reading.lexicon.number(key).map(|number| reading.lexicon.info(number));
    info.is_some_and(|info| info.is_english() && info.zipf >= WORD)
}

/// The project that a new name sounds like: who speaks knows what is linked, and a recogniser spells it in its own way; else one
/// that the dictionary has.
pub(super) fn heard(reading: &Reading, found: &Found, at: usize, name: &str) -> Option<EntityRef> {
    if !is_spoken(reading, at) {
        return None;
    }
    let (joined, sounded) = (key(name), sounds(&key(name)));
    let linked = linked_like(found, &joined, &sounded);
    linked.or_else(|| known(found, &joined, &sounded).filter(|_| reading.words[at].is_strange()))
}

/// The linked project, or the one that show notes name, that sounds so.
fn linked_like(found: &Found, joined: &str, sounded: &str) -> Option<EntityRef> {
    let near = found.linked.iter().filter_map(|linked| {
        let sound = within(&linked.sounds, sounded, NEAR)?;
        let begins_alike = linked.name.as_bytes()[0] == *joined.as_bytes().first()?;
        let is_long = sounded.len() >= MANY_SOUNDS && begins_alike;
        let limit = match sound {
            0.0 if begins_alike => SPELT_PLAIN,
            0.0 => SPELT,
            _ => SPELT_SHORT,
        };
        let spelling = within(&linked.name, joined, limit)?;
        (sound == 0.0 || is_long).then_some((sound + spelling, linked.entity))
    });
    near.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, entity)| entity)
}

/// The known project that a new name sounds just like, and is spelt nearly as: "Hesura", Hasura.
fn known(found: &Found, joined: &str, sounded: &str) -> Option<EntityRef> {
    let (entity, reason) = known_name(found.dictionary, joined, sounded, Words::Strange)?;
    let is_near = within(&key(&found.entity(entity).name), joined, SLIP).is_some();
    (is_near && reason == Reason::SameSound).then_some(entity)
}

/// Whether a link leads to a project that sounds like a given name, and nothing says that somebody has it: "Gracie", `gracy`.
pub(super) fn is_project(reading: &Reading, found: &Found, at: usize) -> bool {
    let name = key(reading.text(&(at..at + 1)));
    is_spoken(reading, at)
        && linked_like(found, &name, &sounds(&name)).is_some()
        && !reading.places_of(reading.ids[at]).any(|at| is_somebody(reading, at))
}

/// Whether a word was heard, not written by somebody who may have looked the name up.
fn is_spoken(reading: &Reading, at: usize) -> bool {
    reading.document(at).kind == DocumentKind::Transcript && !reading.is_edited(at)
}

/// The projects that show notes name by a word that is no other word.
fn noted(reading: &Reading, found: &Found) -> Vec<EntityRef> {
    let forms = found.dictionary.forms();
    let is_noted = |&at: &usize| reading.document(at).kind == DocumentKind::ShowNotes;
    let named = (0..reading.words.len()).filter(is_noted).filter_map(|at| {
        let form = forms.at(&reading.ids[at..reading.run_end(at, MOST_WORDS)]).next()?;
        let words = at..at + form.words.len();
        let is_project = found.dictionary.entry(form.entry).entity.kind == Kind::Project;
        let is_name = form.rule == Rule::AsWritten && !is_plain(reading, &words);
        (is_project && is_name).then_some(EntityRef::Known(form.entry))
    });
    let mut noted: Vec<EntityRef> = named.collect();
    noted.sort_unstable();
    noted.dedup();
    noted
}

/// Adds words of what was said that, joined, are a spelling of a name. Where no link leads to it, they must be rather rare.
///
/// Costs for each word a look at what it and the next ones are when joined, and at no more than a fixed number of spellings.
fn joined(reading: &Reading, found: &mut Found, spellings: &[Spelling]) {
    let is_rare = |words: &Range<usize>| {
        !is_plain(reading, words) || words.clone().any(|word| reading.info(word).zipf < COMMON)
    };
    let index = Index::of(spellings);
    let is_heard = |&at: &usize| reading.document(at).kind == DocumentKind::Transcript;
    for at in (0..reading.words.len()).filter(|_| !spellings.is_empty()).filter(is_heard) {
        if !index.begins[usize::from(reading.words[at].first)] {
            continue;
        }
        let mut joined = reading.joined(&(at..at + 1));
        for word in at + 1..reading.run_end(at, MOST_WORDS) {
            if !matches!(reading.between(word), " " | "-") || joined.len() > index.longest {
                break;
            }
            let before = joined.len();
            joined.push_str(&reading.joined(&(word..word + 1)));
            let words = at..word + 1;
            let may_be = |one: &&Spelling| one.by == By::Link || is_rare(&words);
            // What somebody wrote, and what a link does not vouch for, is spelt as it is.
            let spelt = index.exact.get(joined.as_str()).copied();
            let near = || index.near(&joined, before).filter(|_| is_spoken(reading, at));
            let is_known = || found.dictionary.forms().get(&reading.ids[words.clone()]).is_some();
            if let Some(spelling) = spelt.or_else(near).filter(may_be).filter(|_| !is_known()) {
                found.candidates.push(Candidate {
                    words: words.clone(),
                    entity: spelling.entity,
                    finder: Evidence::Name,
                    rule: Some(Rule::Split),
                    reasons: Reasons::default(),
                });
                break;
            }
        }
    }
}

/// Spellings by what they are, and long ones that are linked by how they begin and how long they are.
struct Index<'s> {
    exact: FxHashMap<&'s str, &'s Spelling>,
    long: FxHashMap<(&'s str, usize), Vec<&'s Spelling>>,
    /// Whether a spelling begins with a letter.
    begins: [bool; 256],
    longest: usize,
}

impl<'s> Index<'s> {
    fn of(spellings: &'s [Spelling]) -> Self {
        let mut index = Index {
            exact: FxHashMap::default(),
            long: FxHashMap::default(),
            begins: [false; 256],
            longest: 0,
        };
        for spelling in spellings {
            let key = spelling.key.as_str();
            index.exact.entry(key).or_insert(spelling);
            index.begins[usize::from(key.as_bytes()[0])] = true;
            index.longest = index.longest.max(key.len());
            if key.len() >= LONG && spelling.by == By::Link {
                let alike = index.long.entry((&key[..2], key.len())).or_default();
                if alike.len() < MOST_ALIKE {
                    alike.push(spelling);
                }
            }
        }
        index
    }

    /// A long spelling but for one letter: "request tool belt". The last word, behind so many letters, must be part of it:
    /// "Quibbler is" is Quibbler and no more.
    fn near(&self, joined: &str, before: usize) -> Option<&'s Spelling> {
        let begins = joined.get(..2)?;
        let alike =
            (joined.len() - 1..=joined.len() + 1).filter_map(|length| self.long.get(&(begins, length)));
        let is_near = |one: &&&Spelling| {
            let longer = joined.len().max(one.key.len()) as f32;
            before + SHORTEST_PART <= one.key.len() && difference(joined, &one.key) * longer <= 1.0
        };
        alike.flatten().find(is_near).copied()
    }
}
