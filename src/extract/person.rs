//! People: full names, and the short forms of those whom the episode has introduced.
//!
//! *What it finds*: "Will McGugan" by the shape of a given name and a surname, hosts of the show and labelled speakers,
//! then "Will" and "McGugan" alone where they stand for somebody of this episode, and a "Brandon" of whom nothing more
//! is known. *Why not simpler*: a list of people lacks most guests, and a given name alone stands for somebody else in
//! every episode. *What it misses*: people named only by a given name that no list has.

use std::ops::Range;

use super::candidate::{EntityRef, Found};
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::PersonSound;
use crate::dictionary::lexicon::WordId;
use crate::entity::{Entity, Kind};
use crate::mention::Evidence;
use crate::text::distance::difference;
use crate::text::fold::{fold, slug};
use crate::text::sound::sounds;
use crate::text::word::Gap;

/// Small words inside a name: Guido van Rossum.
const PARTICLES: [&str; 12] = [
    "van", "von", "der", "den", "de", "del", "da", "di", "la", "le", "el", "al",
];

/// How far a misheard surname may sound from that of a host with the same given name; measured on introductions.
const HOST_SURNAME: f32 = 0.6;
/// How far a misheard given name or surname may be from that of a known person.
const KNOWN_NAME: f32 = 0.34;

/// Weight from which a project's name is taken for the project before it is taken for a given name.
const WELL_KNOWN: u32 = 12;

/// A person of the episode.
#[derive(Debug)]
struct Somebody {
    entity: EntityRef,
    given: WordId,
    surname: Option<WordId>,
    presence: Presence,
}

/// How a person comes to be in the episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    /// Host, or speaker by label.
    OfTheHouse,
    /// Named in full at this word.
    Named(usize),
    /// Known for a project that is named.
    Maker,
}

/// Finds people.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let mut people = present(reading, found);
    let taken = full_names(reading, found, &mut people);
    makers(reading, found, &mut people);
    short_forms(reading, found, &people, &taken);
}

/// The people who are there before a word is said: hosts of the show and speakers by label.
fn present(reading: &Reading, found: &mut Found) -> Vec<Somebody> {
    let info = &reading.episode.info;
    let show = info.show.as_deref();
    let hosts = crate::source::show::shows()
        .iter()
        .filter(|known| Some(known.slug.as_str()) == show);
    let names: Vec<String> = hosts
        .flat_map(|show| show.hosts.clone())
        .chain(info.people.clone())
        .collect();
    let mut people: Vec<Somebody> = Vec::new();
    for name in names.iter().filter(|name| name.contains(' ')) {
        let entity = found.establish(reading, name, Kind::Person, None);
        found.expect(entity, Reason::Speaker);
        people.extend(somebody(reading, entity, name, None));
    }
    people
}

fn somebody(reading: &Reading, entity: EntityRef, name: &str, named_at: Option<usize>) -> Option<Somebody> {
    let presence = named_at.map_or(Presence::OfTheHouse, Presence::Named);
    let mut parts = name.split([' ', '-']).map(fold);
    let given = reading.number_of(&parts.next()?);
    let surname = parts.next_back().and_then(|surname| reading.number_of(&surname));
    // A given name that does not occur cannot be said alone.
    Some(Somebody {
        entity,
        given: given.unwrap_or(WordId::MAX),
        surname,
        presence,
    })
}

/// Those who are known for the projects that the episode names; they come last, their given names stand for others first.
fn makers(reading: &Reading, found: &Found, people: &mut Vec<Somebody>) {
    let clear = |words: &Range<usize>| words.clone().any(|word| !reading.info(word).is_english());
    let named = found
        .candidates
        .iter()
        .filter(|one| clear(&one.words))
        .map(|one| one.entity);
    let mut projects: Vec<EntityRef> = named.collect();
    projects.sort_unstable();
    projects.dedup();
    for project in projects {
        let EntityRef::Known(project) = project else {
            continue;
        };
        for &person in found.dictionary.makers(project) {
            let name = &found.dictionary.entry(person).entity.name;
            let maker = somebody(reading, EntityRef::Known(person), name, None);
            people.extend(maker.map(|maker| Somebody {
                surname: None,
                presence: Presence::Maker,
                ..maker
            }));
        }
    }
}

/// Finds full names; returns for each word whether it is part of one.
fn full_names(reading: &Reading, found: &mut Found, people: &mut Vec<Somebody>) -> Vec<bool> {
    let mut taken = vec![false; reading.words.len()];
    let mut at = 0;
    while at < reading.words.len() {
        let Some((words, entity, reasons)) = full_name(reading, found, people, at) else {
            at += 1;
            continue;
        };
        // As heard and as spelt: "Gita" stands for Guido once "Gita Van Rossen" was he.
        let name = found.entity(entity).name.clone();
        people.extend(somebody(reading, entity, &name, Some(words.start)));
        people.extend(somebody(reading, entity, reading.text(&words), Some(words.start)));
        taken[words.clone()].fill(true);
        at = words.end;
        found.add(words, entity, Evidence::Person, reasons);
    }
    taken
}

/// The full name that begins at a word.
fn full_name(
    reading: &Reading,
    found: &mut Found,
    people: &[Somebody],
    at: usize,
) -> Option<(Range<usize>, EntityRef, Reasons)> {
    if let Some((words, entry)) = known_name(reading, found, at) {
        return Some((
            words,
            EntityRef::Known(entry),
            Reasons::of(&[Reason::KnownPerson]),
        ));
    }
    let words = shape(reading, at)?;
    let introduced = introduces(reading, at);
    let mut reasons = Reasons::of(&[Reason::FullName]);
    if introduced {
        reasons.insert(Reason::Introduced);
    }
    let name = reading
        .text(&words)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if let Some(host) = misheard_host(reading, found, people, &words) {
        return Some((words, host, reasons));
    }
    if let Some(entry) = misheard_person(found, &name) {
        return Some((words, EntityRef::Known(entry), reasons.with(Reason::NearSound)));
    }
    if !is_full_name(reading, &words) || names_something_else(reading, found, &words) {
        return None;
    }
    Some((
        words,
        found.establish(reading, &name, Kind::Person, None),
        reasons,
    ))
}

/// The full name of the dictionary that begins at a word.
fn known_name(reading: &Reading, found: &Found, at: usize) -> Option<(Range<usize>, u32)> {
    let end = reading.run_end(at, 5);
    let forms = found.dictionary.forms();
    let form = forms
        .at(&reading.ids[at..end])
        .find(|form| form.words.len() > 1)?;
    let words = at..at + form.words.len();
    let is_person = found.dictionary.entry(form.entry).entity.kind == Kind::Person;
    let cased = reading.words[at].is_capital() || !reading.is_cased(at);
    (is_person && cased).then_some((words, form.entry))
}

/// A given name with a surname behind it, both capitalised.
fn shape(reading: &Reading, at: usize) -> Option<Range<usize>> {
    if !reading.is_cased(at) || !is_capital_name(reading, at) || is_label(reading, at) {
        return None;
    }
    let mut last = at + 1;
    while reading.continues(last) && is_particle_or_initial(reading, last) && last < at + 3 {
        last += 1;
    }
    if !reading.continues(last) || !is_capital_name(reading, last) || !is_surname(reading, last) {
        return None;
    }
    let mut end = last + 1;
    // A double surname: Keith-Magee, or Keith Magee as a recogniser writes it.
    if reading.continues(end) && is_capital_name(reading, end) && is_surname(reading, end) {
        end += 1;
    }
    // A word as given name needs a surname that is no word: not "Will Next".
    let first = reading.info(at);
    let plain = first.is_english() && !first.is_given();
    let surname = reading.info(last);
    let doubtful =
        first.is_everyday() && surname.is_english() && !(surname.is_surname() && surname.zipf < 45);
    (!plain && !doubtful).then_some(at..end)
}

/// Whether the first word is a given name, or an unknown word before a surname.
fn is_full_name(reading: &Reading, words: &Range<usize>) -> bool {
    let (given, surname) = (reading.info(words.start), reading.info(words.end - 1));
    let rare = !given.is_english() && given.zipf < 35 && !given.is_surname();
    given.is_given() || rare && surname.is_surname() && reading.capital_tells(words.start)
}

/// Whether a word is written like a name: one capital, then small letters, and no address.
fn is_capital_name(reading: &Reading, word: usize) -> bool {
    let contracted = reading.text(&(word..word + 1)).contains("'m");
    let word = reading.words[word];
    !contracted && word.is_capital() && word.has_small() && !word.is_address() && word.gap != Gap::Handle
}

/// Whether a word labels what follows: "Michael:" or "Michael #1" at the beginning of a line.
fn is_label(reading: &Reading, at: usize) -> bool {
    let word = reading.words[at];
    let after = &reading.document(at).text[word.span.end as usize..];
    word.gap == Gap::Sentence && (after.starts_with(':') || after.starts_with(" #"))
}

fn is_particle_or_initial(reading: &Reading, word: usize) -> bool {
    let text = reading.text(&(word..word + 1));
    PARTICLES.contains(&fold(text).as_str()) || text.len() == 1 && reading.words[word].is_capital()
}

/// Whether a word may be a surname: known as one, or no English word and no project's name.
fn is_surname(reading: &Reading, word: usize) -> bool {
    let info = reading.info(word);
    let strange = !info.is_english() && (reading.is_unknown(word) || info.zipf < 35);
    info.is_surname() && !info.is_everyday()
        || strange
        || info.is_surname() && !reading.words[word - 1].is_address()
}

/// Whether the words, or the surname alone where no list of names has it, are the name of something else.
fn names_something_else(reading: &Reading, found: &Found, words: &Range<usize>) -> bool {
    let named = |words: Range<usize>| found.dictionary.forms().get(&reading.ids[words]).is_some();
    let last = words.end - 1;
    let first = words.start;
    named(words.clone())
        || !reading.info(last).is_surname() && named(last..words.end)
        || !reading.info(first).is_given() && named(first..first + 1)
}

/// Whether the words before introduce a person: "I'm", "my name is", "with", "by", "thanks to", "guest".
fn introduces(reading: &Reading, at: usize) -> bool {
    let before = |back: usize| {
        at.checked_sub(back)
            .map(|word| fold(reading.text(&(word..word + 1))))
    };
    let last = before(1).unwrap_or_default().replace('\u{2019}', "'");
    let second = before(2).unwrap_or_default();
    matches!(
        last.as_str(),
        "i'm" | "guest" | "host" | "guests" | "welcome" | "interviewed" | "by"
    ) || matches!(
        (second.as_str(), last.as_str()),
        ("i", "am") | ("name", "is") | ("joined", "by") | ("thanks", "to")
    )
}

/// The host whose name these words are, misheard: the same given name, a surname that sounds somewhat like it.
fn misheard_host(
    reading: &Reading,
    found: &Found,
    people: &[Somebody],
    words: &Range<usize>,
) -> Option<EntityRef> {
    let heard = sounds(&fold(reading.text(&(words.end - 1..words.end))));
    let same = people
        .iter()
        .filter(|person| person.presence == Presence::OfTheHouse && person.given == reading.ids[words.start]);
    let close = same.filter(|person| {
        let name = &found.entity(person.entity).name;
        let surname = name.rsplit(' ').next().unwrap_or_default();
        difference(&sounds(&fold(surname)), &heard) <= HOST_SURNAME
    });
    close.map(|person| person.entity).next()
}

/// The well-known person whose name sounds nearly like this one.
///
/// One of given name and surname must be the same or nearly so, the other sound or be spelt alike.
fn misheard_person(found: &Found, name: &str) -> Option<u32> {
    let parts: Vec<String> = name.split([' ', '-']).map(fold).collect();
    let heard = PersonSound::parts_of(name);
    let known = found
        .dictionary
        .people_sounding_like(heard.last()?.chars().next()?);
    let distances = known.iter().filter_map(|person| {
        let known: Vec<String> = found
            .dictionary
            .entry(person.entry)
            .entity
            .name
            .split([' ', '-'])
            .map(fold)
            .collect();
        let apart = |at: usize, of: usize| {
            difference(&person.parts[of], &heard[at]).min(difference(&known[of], &parts[at]))
        };
        let given = apart(0, 0);
        let surname = apart(heard.len() - 1, known.len() - 1);
        let middle = known.len().min(parts.len()) < 3 || apart(1, 1) <= KNOWN_NAME;
        let begins_alike = known[0].chars().next() == parts[0].chars().next();
        let near = given == 0.0 && surname <= KNOWN_NAME
            || begins_alike && given <= KNOWN_NAME && surname <= KNOWN_NAME * 0.6;
        (near && middle).then_some((given + surname, person.entry))
    });
    distances
        .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
        .map(|(_, entry)| entry)
}

/// Given names and surnames that stand alone.
fn short_forms(reading: &Reading, found: &mut Found, people: &[Somebody], taken: &[bool]) {
    for at in 0..reading.words.len() {
        if taken[at] || !is_capital_name(reading, at) || is_label(reading, at) {
            continue;
        }
        let id = reading.ids[at];
        if let Some(person) = nearest(people.iter().filter(|person| person.given == id), at) {
            found.add(
                at..at + 1,
                person.entity,
                Evidence::Person,
                Reasons::of(&[Reason::GivenNameOf]),
            );
        } else if let Some(person) = nearest(people.iter().filter(|person| person.surname == Some(id)), at)
            && !reading.info(at).is_english()
        {
            found.add(
                at..at + 1,
                person.entity,
                Evidence::Person,
                Reasons::of(&[Reason::SurnameOf]),
            );
        } else if reading.info(at).is_given() && reading.is_cased(at) && !is_better_known(found, id) {
            let name = reading.text(&(at..at + 1));
            let local = found.establish_local(id_in(reading, name), name, Kind::Person, None);
            let reasons = Reasons::of(&[Reason::GivenNameOnly]);
            found.add(at..at + 1, EntityRef::Local(local), Evidence::Person, reasons);
        }
    }
}

/// Whether a given name is better known as a project (Mac, Ruby), or is a month, place or company.
fn is_better_known(found: &Found, id: WordId) -> bool {
    let Some(form) = found.dictionary.forms().get(&[id]) else {
        return false;
    };
    let entry = found.dictionary.entry(form.entry);
    entry.weight >= WELL_KNOWN && entry.entity.kind != Kind::Person
}

/// The person last named in full before a word; else one of the house; else the one named next; else a maker.
fn nearest<'p>(people: impl Iterator<Item = &'p Somebody>, at: usize) -> Option<&'p Somebody> {
    people.min_by_key(|person| match person.presence {
        Presence::Named(named) if named < at => (0, at - named),
        Presence::OfTheHouse => (1, 0),
        Presence::Named(named) => (2, named - at),
        Presence::Maker => (3, 0),
    })
}

/// The id of somebody known by a given name alone: two Brandons of two episodes are not the same person.
fn id_in(reading: &Reading, name: &str) -> String {
    format!(
        "{}@{}",
        Entity::id_of(Kind::Person, name),
        slug(&reading.episode.info.id)
    )
}
