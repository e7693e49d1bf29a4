//! Who is in the episode, by given name and by surname.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::candidate::{EntityRef, Found};
use super::limits::roster::{
    GENERATIONS, IN_PASSING, KNOWN, MOST_ALIKE, NEAR_WORKS, OPENING, OTHER_SPELLING, SHORTEST_CLIPPED,
    SHORTEST_SHORT, SHORTEST_SPELT,
};
use super::reading::Reading;
use super::title;
use super::weigh::Reason;
use super::word::is_listed;
use crate::dictionary::lexicon::WordId;
use crate::entity::Kind;
use crate::table::entry::Entry;
use crate::text::distance::within;
use crate::text::fold::fold;
use crate::text::sound::sounds;

/// How a person comes to be in the episode.
///
/// What says more comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Presence {
    /// Host, or speaker by label.
    OfTheHouse,
    /// The same, under a nickname.
    Nickname,
    /// Named in full.
    Named,
    /// Known for a project that is named.
    Maker,
}

/// A person of the episode under one name.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) entity: EntityRef,
    pub(super) presence: Presence,
    /// The words at which the full name stands.
    places: BTreeSet<usize>,
    /// The words at which a project stands that the person is known for.
    works: BTreeSet<usize>,
}

impl Person {
    /// How many words a word is from the nearest project that the person is known for.
    fn far_from_works(&self, at: usize) -> usize {
        let around = [self.works.range(..at).next_back(), self.works.range(at..).next()];
        around.into_iter().flatten().map(|work| work.abs_diff(at)).min().unwrap_or(usize::MAX)
    }
}

/// Given name and surname, folded, and how they sound.
#[derive(Debug)]
pub(super) struct WholeName {
    pub(super) parts: [String; 2],
    pub(super) sounds: [String; 2],
}

impl WholeName {
    /// The first and the last part of a name.
    pub(super) fn of(name: &str) -> WholeName {
        let parts = [name.split([' ', '-']).next().unwrap_or_default(), surname(name)].map(fold);
        let sounds = [sounds(&parts[0]), sounds(&parts[1])];
        WholeName { parts, sounds }
    }
}

/// The people of an episode.
#[derive(Debug, Default)]
pub(super) struct Roster {
    given: FxHashMap<WordId, Vec<Person>>,
    surnames: FxHashMap<WordId, Vec<Person>>,
    /// Folded given names by their first letter, each with whose it is; `None` where it is several people's.
    names: FxHashMap<char, BTreeMap<String, Option<EntityRef>>>,
    /// Those of [`Presence::OfTheHouse`].
    house: BTreeSet<EntityRef>,
    /// Those whose whole name somebody wrote: in show notes, labels or the title.
    written: Vec<(EntityRef, WholeName)>,
    /// Places in `written` by part of the name and how it sounds.
    by_sound: FxHashMap<(usize, String), Vec<usize>>,
}

impl Roster {
    /// Those who are there before a word is said: hosts of the show, speakers by label, and whom the title names.
    pub(super) fn of_the_house(reading: &Reading, found: &mut Found) -> Roster {
        let mut roster = Roster::default();
        let info = &reading.episode.info;
        let titled = title::people(reading);
        for name in info.hosts.iter().chain(&info.people).chain(&titled).filter(|name| name.contains(' ')) {
            let entity = found.establish(reading, name, Kind::Person, None);
            found.expect(entity, Reason::Speaker);
            roster.add(reading, entity, name, Presence::OfTheHouse, &[]);
            roster.add_nicknames(reading, found, entity, name);
            roster.house.insert(entity);
            roster.add_written(entity, name);
        }
        roster
    }

    /// Notes that somebody wrote a person's whole name.
    pub(super) fn add_written(&mut self, entity: EntityRef, name: &str) {
        let whole = WholeName::of(name);
        for (part, sound) in whole.sounds.iter().enumerate() {
            let alike = self.by_sound.entry((part, sound.clone())).or_default();
            let is_new = alike.iter().all(|&other| self.written[other].0 != entity);
            if is_new && alike.len() < MOST_ALIKE {
                alike.push(self.written.len());
            }
        }
        self.written.push((entity, whole));
    }

    /// Those whose whole name somebody wrote, and of whose name a part sounds just like this one's.
    pub(super) fn written_like(&self, heard: &WholeName) -> impl Iterator<Item = &(EntityRef, WholeName)> {
        let parts = heard.sounds.iter().enumerate();
        let alike = parts.filter_map(|(part, sound)| self.by_sound.get(&(part, sound.clone())));
        alike.flatten().map(|&at| &self.written[at])
    }

    /// Adds a person under the first and last part of a name, as spelt or as heard; with the words at which the full name
    /// stands, of a maker those at which the projects do.
    pub(super) fn add(
        &mut self,
        reading: &Reading,
        entity: EntityRef,
        name: &str,
        presence: Presence,
        places: &[usize],
    ) {
        let (given, rest) = name.split_once([' ', '-']).unwrap_or((name, ""));
        let given = fold(given);
        if let Some(first) = given.chars().next().filter(|_| presence != Presence::Maker) {
            let whose = self.names.entry(first).or_default().entry(given.clone()).or_insert(Some(entity));
            *whose = whose.filter(|&one| one == entity);
        }
        let given = reading.number_of(&given);
        let surname = reading.number_of(&fold(surname(rest)));
        // A part that does not occur cannot be said alone. Makers are meant by their given names only.
        let surname = surname.filter(|_| presence != Presence::Maker);
        for (people, id) in [(&mut self.given, given), (&mut self.surnames, surname)] {
            if let Some(people) = id.map(|id| people.entry(id).or_default()) {
                put(people, entity, presence, places);
            }
        }
    }

    /// Adds a speaker under what people of this given name are called: "Bill" for William.
    fn add_nicknames(&mut self, reading: &Reading, found: &Found, entity: EntityRef, name: &str) {
        let given = fold(name.split([' ', '-']).next().unwrap_or_default());
        for id in
            nicknames().get(given.as_str()).into_iter().flatten().filter_map(|one| reading.number_of(one))
        {
            let project = found.dictionary.forms().get(&[id]).map(|form| found.dictionary.entry(form.entry));
            let is_known = |entry: &Entry| entry.entity.kind == Kind::Project && entry.weight >= KNOWN;
            if !project.is_some_and(is_known) {
                put(self.given.entry(id).or_default(), entity, Presence::Nickname, &[]);
            }
        }
    }

    /// Those with this given name.
    pub(super) fn of_given_name(&self, given: WordId) -> &[Person] {
        self.given.get(&given).map_or(&[], Vec::as_slice)
    }

    /// The speaker whose whole name begins at a word, whatever words it is made of: "my co-host Dev Loom".
    pub(super) fn speaker_at(
        &self,
        reading: &Reading,
        found: &Found,
        at: usize,
    ) -> Option<(Range<usize>, EntityRef)> {
        let speakers = self.of_given_name(reading.ids[at]).iter();
        speakers.filter(|person| person.presence == Presence::OfTheHouse).find_map(|person| {
            let parts =
                found.entity(person.entity).name.split(' ').map(|part| reading.number_of(&fold(part)));
            let parts = parts.collect::<Option<Vec<WordId>>>()?;
            let words = at..at + parts.len();
            let stands = parts.len() > 1
                && reading.ids.get(words.clone()) == Some(&parts[..])
                && (at + 1..words.end).all(|word| reading.continues(word));
            stands.then_some((words, person.entity))
        })
    }

    /// Whom a given name, `is_common` or not, stands for at a word; of several speakers of that name one who `may_be_meant`, if there is any.
    pub(super) fn by_given_name(
        &self,
        given: WordId,
        at: usize,
        is_common: bool,
        may_be_meant: impl Fn(EntityRef) -> bool,
    ) -> Option<EntityRef> {
        // Of those known for what is named anywhere one is soon called Chris.
        let is_near = |person: &&Person| {
            !is_common || person.presence != Presence::Maker || person.far_from_works(at) <= NEAR_WORKS
        };
        let people = || self.of_given_name(given).iter().filter(&is_near);
        let there = || people().filter(|person| person.presence == Presence::OfTheHouse);
        if there().nth(1).is_none() {
            return nearest(people(), at);
        }
        nearest(there().filter(|person| may_be_meant(person.entity)), at).or_else(|| nearest(people(), at))
    }

    /// Whom a given name that nobody here has stands for: somebody whose own is longer ("Tim" for Timothy), shorter, or spelt
    /// otherwise ("Vicky" for Vicki). `None` where two may be meant.
    pub(super) fn by_like_name(&self, given: &str) -> Option<EntityRef> {
        let names = self.names.get(&given.chars().next()?)?;
        let mut people = names.iter().filter(|(name, _)| is_like(name, given)).map(|(_, &whose)| whose);
        let first = people.next()?;
        first.filter(|_| people.all(|other| other == first))
    }

    /// Whether a folded word is the beginning of the given name of one who is there before a word is said, and like nobody else's.
    pub(super) fn is_short_for_a_speaker(&self, short: &str) -> bool {
        let is_long = short.len() >= SHORTEST_CLIPPED;
        let Some(names) = short.chars().next().filter(|_| is_long).and_then(|first| self.names.get(&first))
        else {
            return false;
        };
        let begins = names.range(short.to_owned()..).next().is_some_and(|(name, _)| name.starts_with(short));
        begins && self.by_like_name(short).is_some_and(|whose| self.house.contains(&whose))
    }

    /// Whom a surname stands for at a word.
    pub(super) fn by_surname(&self, surname: WordId, at: usize) -> Option<EntityRef> {
        nearest(self.surnames.get(&surname).into_iter().flatten(), at)
    }
}

/// Adds a person to those of one name, or where it stands to what is known of the person.
fn put(people: &mut Vec<Person>, entity: EntityRef, presence: Presence, places: &[usize]) {
    let known = people.iter().position(|person| person.entity == entity);
    let at = known.unwrap_or(people.len());
    if known.is_none() {
        people.push(Person { entity, presence, places: BTreeSet::new(), works: BTreeSet::new() });
    }
    let person = &mut people[at];
    person.presence = person.presence.min(presence);
    if presence == Presence::Maker { &mut person.works } else { &mut person.places }.extend(places);
}

/// Folded given names, and what those who have them are called for short.
pub(super) fn nicknames() -> &'static FxHashMap<&'static str, Vec<&'static str>> {
    static NICKNAMES: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let rows = include_str!("../../data/nicknames.tsv").lines().skip(1);
        rows.filter_map(|row| row.split_once('\t'))
            .map(|(name, short)| (name, short.split('|').collect()))
            .collect()
    });
    &NICKNAMES
}

/// Whether two folded given names with the same first letter may be one person's: a short form and the whole, or two spellings of one sound.
fn is_like(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if long.starts_with(short) {
        // "Andre" is not short for Andrew.
        return short.len() >= SHORTEST_SHORT && long.len() > short.len() + 1;
    }
    short.len() >= SHORTEST_SPELT
        && within(one, other, OTHER_SPELLING).is_some()
        && sounds(one) == sounds(other)
}

/// The person named in full shortly before a word; else one of the house; else who was named in the opening, or more than
/// once, the most often first; else one of the house by a nickname; else who was named once before, or next; else the maker whose
/// project is named nearest.
///
/// Somebody named in passing is meant for some sentences, not for the hour that a guest is there. Guests are named as the
/// show opens; guests say Mike to Michael, whichever Mike somebody quoted once.
fn nearest<'p>(people: impl IntoIterator<Item = &'p Person>, at: usize) -> Option<EntityRef> {
    let rank = |person: &&Person| {
        let (first, last) = (person.places.first(), person.places.range(..at).next_back());
        let times = usize::MAX - person.places.len();
        let is_guest = person.places.len() > 1 || first.is_some_and(|&first| first < OPENING);
        match (last, person.presence) {
            (Some(last), _) if at - last <= IN_PASSING => (0, at - last, 0),
            (_, Presence::OfTheHouse) => (1, times, 0),
            (_, Presence::Nickname) => (3, times, 0),
            (Some(_), _) => (if is_guest { 2 } else { 4 }, times, *first.unwrap_or(&0)),
            (None, _) if first.is_some() => (5, first.unwrap_or(&at) - at, 0),
            (None, _) => (6, person.far_from_works(at), 0),
        }
    };
    people.into_iter().min_by_key(rank).map(|person| person.entity)
}
/// The last part of a name that is a surname, or nothing: "Jr." is none.
pub(super) fn surname(name: &str) -> &str {
    let is_surname = |part: &&str| !is_listed(GENERATIONS, part.trim_end_matches('.'));
    name.rsplit([' ', '-']).find(is_surname).unwrap_or_default()
}
