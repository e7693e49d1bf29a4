//! Known people under a name that is not quite theirs: misheard, or with another form of the given name.
//!
//! *What it finds*: "Brian Akin" for the host Brian Okken, "Gita Van Rossen" for Guido van Rossum, "Bill Quimby" for William
//! Quimby. *Why not simpler*: most surnames that sound alike are two people's. *What it misses*: names of which no part is
//! heard right.

use std::ops::Range;

use super::candidate::{EntityRef, Found};
use super::limits::misheard::{
    FAMOUS, FEW_SOUNDS, HOST_SURNAME, KNOWN, KNOWN_NAME, NEAR_LISTED, NEAR_RARE, SHORT_GIVEN, SPELT_FAR,
    SPELT_NEAR, SPELT_SO, WELL_KNOWN, WRITTEN_SURNAME,
};
use super::limits::roster::MOST_ALIKE;
use super::reading::Reading;
use super::roster::{Presence, Roster, WholeName, nicknames, surname};
use crate::dictionary::heard::PersonSound;
use crate::entity::Kind;
use crate::episode::DocumentKind;
use crate::text::distance::difference;
use crate::text::fold::fold;
use crate::text::sound::{skeleton, sounds};

/// The known person with the same surname and another form of the given name: Bill for William, or the other way round. `None`
/// where two may be meant, and for a name as somebody wrote it: whose speaks, and who is named in show notes.
pub(super) fn nicknamed_person(reading: &Reading, found: &Found, at: usize, name: &str) -> Option<u32> {
    let info = &reading.episode.info;
    let is_written = info.hosts.iter().chain(&info.people).any(|one| one.eq_ignore_ascii_case(name));
    if is_written || reading.document(at).kind == DocumentKind::ShowNotes {
        return None;
    }
    let (given, rest) = name.split_once(' ')?;
    let given = fold(given);
    let others = nicknames().iter().flat_map(|(&long, short)| {
        let is_short = short.contains(&given.as_str());
        let forms = if given == long { short.as_slice() } else { &[] };
        forms.iter().copied().chain(is_short.then_some(long))
    });
    let known = others.filter_map(|other| found.dictionary.find_entry(&format!("{other} {rest}")));
    let is_person = |entry: &u32| {
        let entry = found.dictionary.entry(*entry);
        entry.entity.kind == Kind::Person && entry.weight >= KNOWN
    };
    let mut people = known.filter(is_person);
    let first = people.next()?;
    people.all(|other| other == first).then_some(first)
}

/// Somebody of the episode whose name these words are, misheard: the same given name, a surname that sounds like it.
///
/// Of a host the surname may be farther off: a show has few hosts, and they introduce themselves every time.
pub(super) fn misheard_present(
    reading: &Reading,
    found: &Found,
    roster: &Roster,
    words: &Range<usize>,
) -> Option<EntityRef> {
    if reading.document(words.start).kind == DocumentKind::ShowNotes {
        return None;
    }
    let heard = sounds(&fold(reading.text(&(words.end - 1..words.end))));
    let people = roster.of_given_name(reading.ids[words.start]).iter().take(MOST_ALIKE);
    let near = people.filter_map(|person| {
        let limit = match person.presence {
            Presence::OfTheHouse => HOST_SURNAME,
            Presence::Nickname => 0.0,
            Presence::Named | Presence::Maker => KNOWN_NAME,
        };
        let sounds = sounds(&fold(surname(&found.entity(person.entity).name)));
        // Of whom nobody named at least the beginning is heard right: Brandt is not Arends.
        let begins_alike =
            person.presence != Presence::Maker || sounds.bytes().next() == heard.bytes().next();
        let apart = difference(&sounds, &heard);
        (apart <= limit && begins_alike).then_some((apart, person.entity))
    });
    near.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, entity)| entity)
}

/// Somebody whose whole name somebody wrote (in show notes, a label or the title), and of whose name both parts sound nearly like
/// these words: one just so.
///
/// A name that was heard is seldom spelt as its owner does, and who is talked about stands in the notes. Two listed given names are two
/// people's, where they tell themselves apart: Maria is not Mario, June not Jan; so is a listed surname that sounds otherwise.
pub(super) fn misheard_written(
    reading: &Reading,
    roster: &Roster,
    words: &Range<usize>,
    name: &str,
) -> Option<EntityRef> {
    if reading.document(words.start).kind == DocumentKind::ShowNotes || reading.is_edited(words.start) {
        return None;
    }
    let heard = WholeName::of(name);
    let info = |name: &str| {
        let number = reading.lexicon.number(name);
        number.map(|number| reading.lexicon.info(number)).unwrap_or_default()
    };
    // A surname that is heard right once is hardly heard as another that people have.
    let is_said = |name: &str| {
        let places = reading.number_of(name).into_iter().flat_map(|id| reading.places_of(id));
        places.map(|at| reading.document(at).kind).any(|kind| kind == DocumentKind::Transcript)
    };
    let near = roster.written_like(&heard).filter_map(|(entity, known)| {
        let spelt = [0, 1].map(|at| difference(&known.parts[at], &heard.parts[at]));
        let sound = [0, 1].map(|at| difference(&known.sounds[at], &heard.sounds[at]));
        let apart = [0, 1].map(|at| sound[at].min(spelt[at]));
        let same_given = known.parts[0] == heard.parts[0];
        let begins_alike = known.sounds[1].bytes().next() == heard.sounds[1].bytes().next()
            || known.parts[1].chars().next() == heard.parts[1].chars().next();
        // Of few sounds any two are nearly alike: Kim is not Kane.
        let is_short = known.sounds[1].len().min(heard.sounds[1].len()) < FEW_SOUNDS;
        let is_close = same_given && begins_alike;
        let most = if is_close { WRITTEN_SURNAME } else { KNOWN_NAME };
        let is_near = apart[0] <= KNOWN_NAME
            && if is_short { sound[1] == 0.0 || is_close && spelt[1] <= most } else { apart[1] <= most };
        // Few sounds are soon alike: Chan is not Sheehan.
        let is_spelt_near = spelt[0] <= KNOWN_NAME || spelt[1] <= SPELT_FAR;
        let is_other_given = !same_given
            && tells_apart(&known.parts[0], &heard.parts[0])
            && [known, &heard].iter().all(|one| info(&one.parts[0]).is_given());
        let is_other_surname =
            || sound[1] > NEAR_LISTED && info(&heard.parts[1]).is_surname() && is_said(&known.parts[1]);
        let is_it = is_near && is_spelt_near && !is_other_given && !is_other_surname();
        is_it.then_some((apart[0] + apart[1], *entity))
    });
    near.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, entity)| entity)
}

/// Whether two listed given names are two: other consonants, in short ones another vowel, or one for a woman and one for a man.
fn tells_apart(one: &str, other: &str) -> bool {
    let consonants = |name: &str| skeleton(&sounds(name));
    let vowels = |name: &str| name.chars().find(|letter| "aeiou".contains(*letter));
    let is_short = one.len().min(other.len()) <= SHORT_GIVEN;
    let for_women = |name: &str| name.ends_with('a');
    difference(one, other) > SPELT_SO && consonants(one) != consonants(other)
        || is_short && vowels(one) != vowels(other)
        || for_women(one) != for_women(other)
}

/// The known person whose name sounds nearly like this one.
///
/// Given name or surname must be the same. A part that is a listed name itself is somebody else's, unless it sounds the
/// same, two other parts agree, or the surname is somebody's who is famous, or known by it alone: Jeff is not Josh, but Beasley may be
/// Beazley. Of whom one list tells, the surname must sound just so.
/// Written notes are nearly always right. A surname may be heard as two words: Vander Plaats.
pub(super) fn misheard_person(
    reading: &Reading,
    found: &Found,
    words: &Range<usize>,
    name: &str,
) -> Option<u32> {
    let joined = || {
        let (given, surname) = name.split_once(' ').filter(|(_, surname)| surname.contains(' '))?;
        nearest_person(reading, found, words, &format!("{given} {}", surname.replace(' ', "").to_lowercase()))
    };
    nearest_person(reading, found, words, name).or_else(joined)
}

fn nearest_person(reading: &Reading, found: &Found, words: &Range<usize>, name: &str) -> Option<u32> {
    let parts: Vec<String> = name.split([' ', '-']).map(fold).collect();
    let heard = PersonSound::parts_of(name);
    let last = heard.len() - 1;
    let written = reading.document(words.start).kind == DocumentKind::ShowNotes;
    let listed = |at: usize| {
        let info = reading.number_of(&parts[at]).map(|id| reading.lexicon.info(id)).unwrap_or_default();
        written || if at == 0 { info.is_given() } else { info.is_surname() }
    };
    let distance = |person: PersonSound| {
        let entry = found.dictionary.entry(person.entry);
        let (name, is_famous) = (&entry.entity.name, entry.weight >= FAMOUS);
        let is_little_known = entry.weight < WELL_KNOWN;
        let known: Vec<String> = name.split([' ', '-']).map(fold).collect();
        // Who is known by the surname alone is hardly another: "Andre Karpathy" is Andrej. Of one with a surname of no list, a
        // listed given name may be a sister's.
        let alone = || found.dictionary.find_entry(&parts[last]) == Some(person.entry);
        let is_rare =
            !written && known[known.len() - 1] == parts[last] && (!(listed(0) || listed(last)) || alone());
        let apart = |at: usize, of: usize| {
            let sound = difference(&person.parts[of], &heard[at]);
            let spelling = difference(&known[of], &parts[at]);
            let agreeing = known.iter().filter(|part| parts.contains(part)).count();
            let same = sound == 0.0 && spelling <= KNOWN_NAME;
            let famous = is_famous && at > 0 && spelling <= SPELT_NEAR;
            let own_name = listed(at) && !same && agreeing < 2 && !famous && !(at == 0 && is_rare);
            let apart = sound.min(spelling);
            (!own_name && apart <= KNOWN_NAME).then_some(apart)
        };
        let (given, surname) = (apart(0, 0)?, apart(last, known.len() - 1)?);
        let same_letter = known[0].chars().next() == parts[0].chars().next();
        let spelt = difference(&known[known.len() - 1], &parts[last]);
        let spelt_alike = || spelt <= KNOWN_NAME;
        let given_alike = || difference(&known[0], &parts[0]) <= SPELT_FAR;
        // Few sounds are soon alike: Garton is not Compton.
        if spelt > SPELT_FAR {
            return None;
        }
        // Where the given name is another, a third part bears witness, or the surname, sounding the same and spelt nearly so.
        let near = known[0] == parts[0]
            || same_letter
                && (surname == 0.0 && spelt_alike() && given_alike() || known.len() > 2 && parts.len() > 2);
        // Of whom hardly anybody knows the name must sound just so, and be no other one's.
        let sounds_just_so =
            || known[0] == parts[0] && surname <= NEAR_RARE && spelt_alike() && !listed(last);
        let near = near && (!is_little_known || is_rare || sounds_just_so());
        near.then_some((given + surname, person.entry))
    };
    let known = found.dictionary.people_sounding_like(&parts[0], &heard);
    let nearest = known.filter_map(distance).min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    nearest.map(|(_, entry)| entry)
}
