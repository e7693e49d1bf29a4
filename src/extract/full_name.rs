//! Full names: those of the dictionary, and those with the shape of a given name and a surname.
//!
//! *What it finds*: "Will McGugan" by its shape. *Why not simpler*: a list of people lacks most guests, and two capitalised words are more often a product.
//! *What it misses*: names of which neither part is in a list of names, unless a word before says that it is somebody;
//! such a word before a place or a maker ("from Novi Pazar") makes somebody of it.

use std::ops::Range;

use super::candidate::{EntityRef, Found};
use super::limits::full_name::{
    COMMON_WORD, HARDLY_KNOWN, INTRODUCING, INTRODUCING_PAIRS, LABELS, RATHER_A_NAME, SELDOM_A_NAME, TELLING,
    TELLING_PAIRS, VERB,
};
use super::misheard::{misheard_person, misheard_present, misheard_written, nicknamed_person};
use super::person::is_behind_the;
use super::reading::Reading;
use super::roster::Roster;
use super::weigh::{Reason, Reasons};
use crate::dictionary::forms::Form;
use crate::dictionary::lexicon::WordInfo;
use crate::entity::Kind;
use crate::episode::DocumentKind;
use crate::text::fold::fold;
use crate::text::particle::is_particle;
use crate::text::word::Gap;

/// Words, the person they name, and why.
pub(super) type FullName = (Range<usize>, EntityRef, Reasons);

/// The full name of the dictionary that begins at a word, which has a capital where capitals tell.
pub(super) fn known_name(reading: &Reading, found: &mut Found, _: &Roster, at: usize) -> Option<FullName> {
    let forms = found.dictionary.forms();
    if forms.longest_at(&reading.ids[at..]) < 2 {
        return None;
    }
    let end = reading.run_end(at, 5);
    let form = forms.at(&reading.ids[at..end]).find(|form| form.words.len() > 1)?;
    let is_person = found.dictionary.entry(form.entry).entity.kind == Kind::Person;
    let words = at..at + form.words.len();
    let reasons = Reasons::of(&[Reason::KnownPerson]);
    is_person.then_some((words, EntityRef::Known(form.entry), reasons))
}

/// The full name that begins at a word and that no dictionary has: misheard, or somebody new.
pub(super) fn new_name(reading: &Reading, found: &mut Found, roster: &Roster, at: usize) -> Option<FullName> {
    let mut reasons = Reasons::of(&[Reason::FullName]);
    let speaker = roster.speaker_at(reading, found, at).filter(|_| !reading.is_label(at));
    if let Some((words, speaker)) = speaker {
        return Some((words, speaker, reasons));
    }
    let Some(words) = shape(reading, at) else {
        let words = initialled(reading, found, at)?;
        let name = written(reading, &words);
        return Some((words, found.establish(reading, &name, Kind::Person, None), reasons));
    };
    if introduces(reading, at) {
        reasons.insert(Reason::Introduced);
    }
    let name = written(reading, &words);
    if let Some(present) = misheard_present(reading, found, roster, &words) {
        return Some((words, present, reasons));
    }
    if let Some(written) = misheard_written(reading, roster, &words, &name) {
        return Some((words, written, reasons));
    }
    if names_something_else(reading, found, &words) {
        return None;
    }
    if let Some(entry) = nicknamed_person(reading, found, at, &name) {
        return Some((words, EntityRef::Known(entry), reasons.with(Reason::KnownPerson)));
    }
    if let Some(entry) = misheard_person(reading, found, &words, &name) {
        return Some((words, EntityRef::Known(entry), reasons.with(Reason::NearSound)));
    }
    if !is_full_name(reading, &words) {
        return None;
    }
    Some((words, found.establish(reading, &name, Kind::Person, None), reasons))
}

/// A name as it is written; where capitals tell nothing, each part with one, but for a "van" between the first and the last.
pub(super) fn written(reading: &Reading, words: &Range<usize>) -> String {
    let parts: Vec<&str> = reading.text(words).split_whitespace().collect();
    if reading.is_cased(words.start) {
        return parts.join(" ");
    }
    let within = 1..parts.len().saturating_sub(1);
    let named = |(at, part): (usize, &&str)| match part.to_lowercase() {
        particle if within.contains(&at) && is_particle(&particle) => particle,
        _ => part.split('-').map(capitalised).collect::<Vec<_>>().join("-"),
    };
    parts.iter().enumerate().map(named).collect::<Vec<_>>().join(" ")
}

fn capitalised(part: &str) -> String {
    let mut characters = part.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters.flat_map(char::to_lowercase)).collect()
}

/// A given name with a surname behind it, both capitalised; where capitals tell nothing, listed or strange.
fn shape(reading: &Reading, at: usize) -> Option<Range<usize>> {
    let cased = reading.is_cased(at);
    if !reading.is_like_a_name(at) || reading.is_label(at) || !cased && !reading.info(at).is_given() {
        return None;
    }
    let mut last = at + 1;
    while reading.continues(last) && is_particle_or_initial(reading, last) && last < at + 3 {
        last += 1;
    }
    if !reading.continues(last)
        || reading.between(last).contains(['&', '+', '/'])
        || is_owned(reading, last)
        || !reading.is_like_a_name(last)
        || !(is_surname(reading, last) || is_told_surname(reading, at, last))
        || !cased && !reading.info(last).is_surname() && !reading.words[last].is_strange()
    {
        return None;
    }
    let mut end = last + 1;
    // A double surname: Keith-Magee, or Keith Magee as a recogniser writes it; behind a second given name, one more.
    let given_again = last == at + 1 && reading.info(last).is_given();
    let most =
        end + 1 + usize::from(given_again && reading.words.len() > end && !reading.info(end).is_given());
    while end < most
        && reading.continues(end)
        && !is_owned(reading, end)
        && reading.is_like_a_name(end)
        && is_surname(reading, end)
    {
        end += 1;
    }
    // A word as given name needs a surname that is no word: not "Will Next".
    let first = reading.info(at);
    let plain = first.is_english() && !first.is_given();
    let surname = reading.info(last);
    // "Nick" is rather a name than a word, wherever it stands.
    let everyday = first.is_everyday() && first.capital_odds().is_none_or(|odds| odds < RATHER_A_NAME);
    let listed = surname.is_surname() && (surname.zipf < COMMON_WORD || introduces(reading, at));
    let doubtful = asks_for(reading, at, last) || everyday && surname.is_english() && !listed;
    (!plain && !doubtful).then_some(at..end)
}

/// A given name that is no project's with the first letter of a surname, as those are listed who take part or pay: "Bianca F, Tobias M.".
fn initialled(reading: &Reading, found: &Found, at: usize) -> Option<Range<usize>> {
    let letter = at + 1;
    let is_letter = reading.continues(letter)
        && reading.between(letter) == " "
        && reading.text(&(letter..letter + 1)).len() == 1
        && reading.words[letter].is_capital()
        && !reading.is_pronoun(letter);
    let ends = || {
        letter + 1 == reading.words.len()
            || !reading.between(letter + 1).starts_with([' ', '\'', '\u{2019}'])
            || reading.between(letter + 1).trim_start().starts_with('&')
            || reading.text(&(letter + 1..letter + 2)) == "and"
    };
    let names_nothing = || found.dictionary.forms().get(&reading.ids[at..letter]).is_none();
    let is_given = reading.is_cased(at)
        && reading.is_like_a_name(at)
        && reading.info(at).is_given()
        && !reading.is_label(at);
    (is_given && is_letter && ends() && names_nothing()).then_some(at..letter + 1)
}

/// Whether a verb at the beginning of a sentence asks for somebody who is called by the second word elsewhere: "Will Quimby come?"
fn asks_for(reading: &Reading, at: usize, last: usize) -> bool {
    let alone = |other: usize| {
        other != last
            && reading.capital_tells(other)
            && !(reading.continues(other) && reading.words[other - 1].is_capital())
    };
    reading.info(at).is_english()
        && reading.info(at).zipf >= VERB
        && !reading.capital_tells(at)
        && !reading.info(last).is_surname()
        && reading.places_of(reading.ids[last]).any(alone)
}

/// Whether a word belongs to the one before it: "Gibson's Neuromancer".
fn is_owned(reading: &Reading, word: usize) -> bool {
    reading.between(word).starts_with(['\'', '\u{2019}'])
}

/// Whether the first word is a given name, or an unknown word before a surname, or before another where a word tells of
/// somebody: "by Quimbo Vandrel".
fn is_full_name(reading: &Reading, words: &Range<usize>) -> bool {
    let (given, surname) = (reading.info(words.start), reading.info(words.end - 1));
    let rare = !given.is_english() && given.zipf < 35 && !given.is_surname();
    // Behind "guest:", a capital tells though a sentence begins.
    let behind = || reading.words[words.start].gap != Gap::Sentence && introduces(reading, words.start);
    let unknown = || rare && (reading.capital_tells(words.start) || behind());
    let is_introduced = || surname.is_surname() && introduces(reading, words.start);
    given.is_given()
        || unknown() && (is_rather_a_surname(surname) || is_introduced() || is_told_of(reading, words))
}

/// Whether a listed surname, or a given name in its place, is no everyday word, or has a capital about as often as not:
/// Walker, but not Cloud.
fn is_rather_a_surname(info: WordInfo) -> bool {
    let seldom_small = || match info.capital_odds() {
        Some(odds) => odds > SELDOM_A_NAME,
        None => info.zipf < COMMON_WORD,
    };
    (info.is_surname() || info.is_given()) && (!info.is_english() || seldom_small())
}

/// Whether the word before two strange ones tells of somebody, and no other capital makes them a longer name.
fn is_told_of(reading: &Reading, words: &Range<usize>) -> bool {
    let strange = |word: usize| reading.words[word].is_strange() && reading.words[word].has_small();
    let goes_on = reading.continues(words.end) && reading.words[words.end].is_capital();
    let told = || {
        reading.words[words.start].gap == Gap::Space && follows(reading, words.start, &TELLING, TELLING_PAIRS)
    };
    // "Special guest: Quimbo Vandrel" in show notes.
    let is_label = || {
        words.start > 0
            && reading.document(words.start).kind == DocumentKind::ShowNotes
            && reading.between(words.start).starts_with(':')
            && follows(reading, words.start, &LABELS, "")
    };
    let is_double = words.len() == 3 && reading.between(words.end - 1) == "-";
    (words.len() == 2 || is_double) && words.clone().all(strange) && !goes_on && (told() || is_label())
}

fn is_particle_or_initial(reading: &Reading, word: usize) -> bool {
    let here = reading.words[word];
    here.is_particle() || here.span.range().len() == 1 && here.is_capital()
}

/// Whether a word may be a surname: known as one, or no English word and no project's name.
fn is_surname(reading: &Reading, word: usize) -> bool {
    let info = reading.info(word);
    info.is_surname() || !info.is_english() && (reading.is_unknown(word) || info.zipf < 35)
}

/// Whether a word that no dictionary of English has may be a surname because a listed given name is told of: "from Ada Lima".
fn is_told_surname(reading: &Reading, at: usize, last: usize) -> bool {
    let told = || introduces(reading, at) || follows(reading, at, &TELLING, TELLING_PAIRS);
    // Not `Jr` or `II`.
    let is_long = reading.text(&(last..last + 1)).len() > 2;
    last == at + 1 && is_long && reading.info(at).is_given() && !reading.info(last).is_english() && told()
}

/// Whether the words, or the surname alone where no list of names has it, are the name of something else.
fn names_something_else(reading: &Reading, found: &Found, words: &Range<usize>) -> bool {
    let form = |words: Range<usize>| found.dictionary.forms().get(&reading.ids[words]);
    let known = |words: Range<usize>| {
        form(words).is_some_and(|form| found.dictionary.entry(form.entry).weight > HARDLY_KNOWN)
    };
    let last = words.end - 1;
    let first = words.start;
    // "Houston Flood Relief" is of Houston, where nothing introduces somebody.
    let is_guard = |form: Form<'_>| {
        let kind = found.dictionary.entry(form.entry).entity.kind;
        !matches!(kind, Kind::Project | Kind::Person)
    };
    let is_places = || goes_on_as_a_title(reading, words.end) && form(first..first + 1).is_some_and(is_guard);
    // "The Ruby Rose" is of Ruby.
    let is_somebodys =
        || reading.info(first).is_given() && reading.is_cased(first) && !is_behind_the(reading, first);
    form(words.clone()).is_some()
        || is_places()
        || !reading.info(last).is_surname() && known(last..words.end)
        || !is_somebodys() && known(first..first + 1)
}

/// Whether a word with a capital that is a word of the language goes on.
fn goes_on_as_a_title(reading: &Reading, end: usize) -> bool {
    reading.continues(end)
        && reading.between(end) == " "
        && reading.words[end].is_capital()
        && reading.info(end).is_english()
        && !reading.is_pronoun(end)
}

/// Whether the words before introduce a person: "I'm", "my name is", "with", "by", "thanks to", "guest".
fn introduces(reading: &Reading, at: usize) -> bool {
    follows(reading, at, &INTRODUCING, INTRODUCING_PAIRS)
}

/// Whether one of these words, or of these pairs, stands right before a word.
fn follows(reading: &Reading, at: usize, words: &[&str], pairs: &str) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|word| fold(reading.text(&(word..word + 1))));
    let last = before(1).unwrap_or_default().replace('\u{2019}', "'");
    let second = before(2).unwrap_or_default();
    let is_pair = |pair: &str| pair.split_once(' ') == Some((second.as_str(), last.as_str()));
    words.contains(&last.as_str()) || pairs.split('|').any(is_pair)
}
