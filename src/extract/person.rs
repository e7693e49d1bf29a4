//! People: full names, and the short forms of those whom the episode has introduced.
//!
//! *What it finds*: "Will McGugan" by the shape of a given name and a surname, hosts of the show and labelled speakers,
//! then "Will" and "McGugan" alone where they stand for somebody of this episode, and a "Brandon" of whom nothing more
//! is known. *Why not simpler*: a list of people lacks most guests, and a given name alone stands for somebody else in
//! every episode. *What it misses*: people named only by a given name that no list has, unless somebody thanks them or the like.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{EntityRef, Found};
use super::context::{is_used, neighbour_capitals};
use super::full_name::{FullName, known_name, new_name, written};
use super::limits::person::{
    ADDRESSING, ASKING, CAPITALS_FOR_MAKERS, COMMON_GIVEN, RELATIONS, SELF, SPEAKING, THANKING, TURNING,
};
use super::linked;
use super::nobody::{
    is_better_known, is_known_so, is_nobodys, is_numbered, misheard_project, projects_told_of,
};
use super::reading::Reading;
use super::roster::{Person, Presence, Roster};
use super::weigh::{Reason, Reasons};
use super::word::is_listed;
use crate::dictionary::lexicon::WordId;
use crate::entity::{Entity, Kind};
use crate::episode::DocumentKind;
use crate::mention::Evidence;
use crate::text::fold::{fold, slug};
use crate::text::word::Gap;

/// Asks for the full name that begins at a word.
type Find = fn(&Reading, &mut Found, &Roster, usize) -> Option<FullName>;

/// Finds people.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let mut roster = Roster::of_the_house(reading, found);
    add_makers(reading, found, &mut roster);
    let taken = full_names(reading, found, &mut roster);
    short_forms(reading, found, &roster, &taken);
}

/// Adds those who are known for the projects that the episode names, with where it does; everyday words must have a capital again
/// and again.
fn add_makers(reading: &Reading, found: &Found, roster: &mut Roster) {
    let mut projects: BTreeMap<u32, (BTreeSet<usize>, bool)> = BTreeMap::new();
    // "Go Time" tells nothing of Go.
    let stands_alone =
        |words: &Range<usize>| reading.capital_tells(words.start) && !neighbour_capitals(reading, words);
    for one in &found.candidates {
        // So are several words with capitals: "Home Assistant".
        let clear = one.words.clone().any(|word| !reading.info(word).is_english())
            || one.words.len() > 1 && one.words.clone().all(|word| reading.capital_tells(word));
        if let EntityRef::Known(project) = one.entity
            && (clear || stands_alone(&one.words))
        {
            let (places, is_clear) = projects.entry(project).or_default();
            places.insert(one.words.start);
            *is_clear |= clear;
        }
    }
    let is_named = |places: &BTreeSet<usize>, clear: bool| clear || places.len() >= CAPITALS_FOR_MAKERS;
    for (project, (places, _)) in projects.into_iter().filter(|(_, (places, clear))| is_named(places, *clear))
    {
        let places: Vec<usize> = places.into_iter().collect();
        for person in found.dictionary.makers(project) {
            let name = &found.dictionary.entry(person).entity.name;
            roster.add(reading, EntityRef::Known(person), name, Presence::Maker, &places);
        }
    }
}

/// Finds full names, those of the dictionary first, those of show notes before what was heard; returns for each word whether
/// it is part of one.
fn full_names(reading: &Reading, found: &mut Found, roster: &mut Roster) -> Vec<bool> {
    let mut taken = vec![false; reading.words.len()];
    let is_written = |at: usize| reading.document(at).kind == DocumentKind::ShowNotes;
    for (find, written) in
        [(known_name as Find, true), (known_name, false), (new_name, true), (new_name, false)]
    {
        for &at in &reading.capitals {
            if taken[at] || is_written(at) != written {
                continue;
            }
            let Some((words, entity, reasons)) = find(reading, found, roster, at) else { continue };
            // As heard and as spelt: "Gita" stands for Guido once "Gita Van Rossen" was he.
            let name = found.entity(entity).name.clone();
            for name in [name.as_str(), reading.text(&words)] {
                roster.add(reading, entity, name, Presence::Named, &[words.start]);
            }
            if written {
                roster.add_written(entity, &name);
            }
            taken[words.clone()].fill(true);
            found.add(words, entity, Evidence::Person, reasons);
        }
    }
    taken
}

/// Given names and surnames that stand alone.
fn short_forms(reading: &Reading, found: &mut Found, roster: &Roster, taken: &[bool]) {
    // Asked once of each word, for the answers cost a look at all words, and at all people.
    let mut nobodys: FxHashMap<WordId, bool> = FxHashMap::default();
    let mut alike: FxHashMap<WordId, Option<EntityRef>> = FxHashMap::default();
    let speakers = Speakers::of(reading);
    let told = projects_told_of(reading, found);
    let labels = labels(reading);
    for &at in &reading.capitals {
        if taken[at] || !reading.is_like_a_name(at) || reading.is_label(at) || told.contains(&at) {
            continue;
        }
        let id = reading.ids[at];
        if labels.contains(&id) {
            found.given_names.insert(id);
        }
        let may_be_meant = |one: EntityRef| may_be_meant(reading, at, &found.entity(one).name);
        if let Some(person) =
            roster.by_given_name(id, at, reading.info(at).zipf >= COMMON_GIVEN, may_be_meant)
            && !is_rather_a_word(reading, roster, at)
        {
            let is_here = |person: &Person| person.presence != Presence::Maker;
            if reading.info(at).is_given() && roster.of_given_name(id).iter().any(is_here) {
                found.given_names.insert(id);
            }
            found.add(at..at + 1, person, Evidence::Person, Reasons::of(&[Reason::GivenNameOf]));
        } else if let Some(person) = roster.by_surname(id, at)
            && !reading.info(at).is_english()
        {
            found.add(at..at + 1, person, Evidence::Person, Reasons::of(&[Reason::SurnameOf]));
        } else if labels.contains(&id) {
            let person = known_by_given_name(reading, found, at);
            found.add(at..at + 1, person, Evidence::Person, Reasons::of(&[Reason::GivenNameOf]));
        } else if (reading.info(at).is_given()
            || speakers.has(reading, found, at)
            || is_clipped(reading, found, roster, at))
            && !is_better_known(found, id)
            && !linked::is_project(reading, found, at)
            && !is_numbered(reading, at)
            && !is_known_so(found, id)
        {
            let name = &written(reading, &(at..at + 1));
            let like = || {
                let person = roster.by_like_name(&fold(name));
                person.or_else(|| misheard_project(reading, found, &fold(name), id))
            };
            if let Some(meant) = *alike.entry(id).or_insert_with(like) {
                let (finder, reason) = match found.entity(meant).kind {
                    Kind::Person => (Evidence::Person, Reason::GivenNameOf),
                    _ => (Evidence::Garble, Reason::SameSound),
                };
                found.add(at..at + 1, meant, finder, Reasons::of(&[reason]));
            } else if !*nobodys.entry(id).or_insert_with(|| is_nobodys(reading, id)) {
                let person = known_by_given_name(reading, found, at);
                found.add(at..at + 1, person, Evidence::Person, Reasons::of(&[Reason::GivenNameOnly]));
            }
        }
    }
}

/// Whether a speaker of this whole name may be meant by a given name: nobody speaks to themselves, and who says "I'm Ada" is Ada.
fn may_be_meant(reading: &Reading, at: usize, name: &str) -> bool {
    let document = reading.document(at);
    let segment =
        document.segment_at(reading.words[at].span.start).and_then(|one| document.segments.get(one));
    let speaks = segment.is_some_and(|segment| segment.speaker.as_deref() == Some(name));
    let before =
        |words: usize| (at >= words && reading.continues(at)).then(|| reading.text(&(at - words..at)));
    let tells = [1, 2].into_iter().filter_map(before).any(|words| is_listed(SELF, words));
    speaks == tells
}

/// Whether a word of no list begins the given name of one speaker alone, as people call each other: "Quim" for Quimbonaventure.
fn is_clipped(reading: &Reading, found: &Found, roster: &Roster, at: usize) -> bool {
    !reading.info(at).is_english()
        && reading.capital_tells(at)
        && !is_used(reading, at)
        && found.dictionary.forms().get(&[reading.ids[at]]).is_none()
        && !is_behind_the(reading, at)
        && roster.is_short_for_a_speaker(&fold(&written(reading, &(at..at + 1))))
}

/// Whether a word at the beginning of a sentence is no nickname, but what it says: "Drew it up", but not "Drew, what is next?".
fn is_rather_a_word(reading: &Reading, roster: &Roster, at: usize) -> bool {
    let people = roster.of_given_name(reading.ids[at]);
    reading.info(at).is_english()
        && !reading.capital_tells(at)
        && at + 1 < reading.words.len()
        && !reading.between(at + 1).starts_with(',')
        && people.iter().all(|person| person.presence == Presence::Nickname)
}

/// Somebody of whom the episode knows nothing but the given name at a word.
fn known_by_given_name(reading: &Reading, found: &mut Found, at: usize) -> EntityRef {
    let name = &written(reading, &(at..at + 1));
    EntityRef::Local(found.establish_local(id_in(reading, name), name, Kind::Person, None))
}

/// Speakers who are labelled by one word, a given name.
fn labels(reading: &Reading) -> FxHashSet<WordId> {
    let info = &reading.episode.info;
    let single = info.hosts.iter().chain(&info.people).filter(|name| !name.contains(' '));
    let ids = single.filter_map(|name| reading.number_of(&fold(name)));
    ids.filter(|&id| reading.lexicon.info(id).is_given()).collect()
}

/// Strange words of no list that are somebody, because people speak with or of them.
#[derive(Debug)]
struct Speakers {
    /// Wherever they stand.
    throughout: FxHashSet<WordId>,
    /// Nowhere: used as software is, or behind "the".
    never: FxHashSet<WordId>,
}

impl Speakers {
    fn of(reading: &Reading) -> Self {
        let ids = |of: fn(&Reading, usize) -> bool| {
            reading.strange.iter().filter(|&&at| of(reading, at)).map(|&at| reading.ids[at]).collect()
        };
        let never = |reading: &Reading, at: usize| is_used(reading, at) || is_behind_the(reading, at);
        Speakers { throughout: ids(is_close), never: ids(never) }
    }

    /// Whether the word at a place is somebody.
    fn has(&self, reading: &Reading, found: &Found, at: usize) -> bool {
        let id = reading.ids[at];
        // A handle or a company is written so, "SnapCI", and must speak here.
        let has_inner = reading.text(&(at..at + 1)).chars().skip(1).any(char::is_uppercase);
        reading.words[at].is_strange()
            && found.dictionary.forms().get(&[id]).is_none()
            && !self.never.contains(&id)
            && (speaks(reading, at) || !has_inner && self.throughout.contains(&id))
    }
}

/// Whether a friend is named, or somebody thanked, or who asks something: "my friend Quimbo", "thanks, Quimbo".
pub(super) fn is_close(reading: &Reading, at: usize) -> bool {
    let is_one_of = |word: usize, words: &[&str]| {
        let text = reading.text(&(word..word + 1));
        words.iter().any(|one| text.eq_ignore_ascii_case(one))
    };
    let within = at > 0 && reading.words[at].gap != Gap::Sentence;
    let thanked = || {
        is_one_of(at - 1, &["thanks"])
            || at > 1 && is_one_of(at - 2, &["thank"]) && is_one_of(at - 1, &["you"])
    };
    let befriended = || reading.between(at) == " " && is_listed(RELATIONS, reading.text(&(at - 1..at)));
    let asks = reading.continues(at + 1) && is_one_of(at + 1, &ASKING);
    (asks || within && (thanked() || befriended()) || is_addressed(reading, at))
        && !is_behind_the(reading, at)
        && !reading.words[at].is_address()
}

/// Whether somebody is asked by name: "And Quimbo, what do you think?".
fn is_addressed(reading: &Reading, at: usize) -> bool {
    let text = |words: Range<usize>| reading.text(&words);
    // "Redis and Vidoplex, do you" lists two things.
    let turns = || is_listed(TURNING, text(at - 1..at)) && !reading.continues(at - 1);
    let begins = !reading.continues(at) || turns();
    let asked = |asking: &str| {
        let words = at + 1..at + 1 + asking.split(' ').count();
        words.end <= reading.words.len()
            && (words.start + 1..words.end).all(|word| reading.continues(word))
            && text(words).replace('\u{2019}', "'").eq_ignore_ascii_case(asking)
    };
    begins
        && at + 1 < reading.words.len()
        && reading.between(at + 1) == ", "
        && ADDRESSING.split('|').any(asked)
}

/// Whether a word has an article, as things have: "somebody on the Vidoplex".
pub(super) fn is_behind_the(reading: &Reading, at: usize) -> bool {
    reading.continues(at) && reading.text(&(at - 1..at)).eq_ignore_ascii_case("the")
}

/// Whether what stands around a word says that it is somebody: "Quimbo asks", "thanks, Quimbo".
pub(super) fn speaks(reading: &Reading, at: usize) -> bool {
    let word = |at: usize| reading.text(&(at..at + 1));
    let behind = reading.continues(at + 1) && SPEAKING.contains(&word(at + 1));
    let before = at > 0 && reading.words[at].gap != Gap::Sentence && THANKING.contains(&word(at - 1));
    (behind || before)
        && !is_behind_the(reading, at)
        && !reading.words[at].is_address()
        && reading.words[at].has_small()
}

/// The id of somebody known by a given name alone: two Brandons of two episodes are not the same person.
fn id_in(reading: &Reading, name: &str) -> String {
    format!("{}@{}", Entity::id_of(Kind::Person, name), slug(&reading.episode.info.id))
}

#[cfg(test)]
mod tests {
    use crate::dictionary::Dictionary;
    use crate::extract::Extractor;
    use crate::source::{group::group, read};

    /// Whom "Chris" and "Guido" stand for, so many sentences behind projects that somebody so called made.
    fn named_behind(sentences: usize) -> Vec<String> {
        let between = "And then it rained all day. ".repeat(sentences);
        let text = format!("We use GitHub and Python. {between}Thanks, Chris. Thanks, Guido.");
        let episode = group(vec![read("a.txt", text.as_bytes()).unwrap()]).episodes.remove(0);
        let dictionary = Dictionary::builtin();
        let extraction = Extractor::new(&dictionary).extract(&episode);
        let people = extraction.documents.iter().flat_map(|document| &document.mentions).skip(2);
        people.map(|mention| extraction.entity(&mention.entity).unwrap().name.clone()).collect()
    }

    #[test]
    fn a_common_given_name_needs_what_is_known_of_its_owner_nearby() {
        assert_eq!(named_behind(1), ["Chris Wanstrath", "Guido van Rossum"]);
        assert_eq!(named_behind(200), ["Chris", "Guido van Rossum"]);
    }
}
