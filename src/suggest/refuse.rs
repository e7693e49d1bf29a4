//! What is not suggested: generic words, titles, characters of stories, places; names that are hardly proven.

use super::gather::Gathered;
use super::sign::Sign;
use crate::dictionary::lexicon::WordInfo;
use crate::dictionary::no_names::{is_ending, sort_of};
use crate::dictionary::{Dictionary, key};
use crate::entity::Kind;
use crate::text::fold::{fold, slug};
use crate::text::word::words;

/// Least worth of a name that nobody wrote: two episodes, or a guest of one.
const HEARD: u32 = 2;

/// The same where it is heard in one episode only.
const HEARD_ONCE: u32 = 3;

/// Mentions that a project needs which is heard in one episode only.
const OFTEN: u32 = 5;

/// Mentions that make a plain word a name, where a phrase introduces it and somebody wrote it.
const FEW: u32 = 3;

/// From here a word is common, in tenths on the Zipf scale.
const USUAL: u8 = 38;

/// Endings of file names; a file is no project.
const FILES: [&str; 14] = [
    ".toml", ".json", ".yaml", ".yml", ".txt", ".cfg", ".ini", ".md", ".lock", ".html", ".xml", ".csv",
    ".log", ".env",
];

/// Longest name that is spelt in capitals like an abbreviation.
const ABBREVIATION: usize = 5;

/// Whether a name is left out.
pub(super) fn is_refused(gathered: &Gathered, dictionary: &Dictionary) -> bool {
    let name = gathered.name();
    gathered.heard_like.is_some()
        || sort_of(&name).is_some()
        || ends_like_something_else(&name)
        || gathered.shows.iter().any(|show| key(show) == key(&name))
        || match gathered.kind {
            Kind::Person => is_no_person(gathered, &name, dictionary),
            _ => is_no_project(gathered, &name, dictionary),
        }
}

/// What is known of each word of a name.
fn infos(name: &str, dictionary: &Dictionary) -> Vec<WordInfo> {
    let lexicon = dictionary.lexicon();
    let info = |word: &str| lexicon.number(&fold(word)).map(|id| lexicon.info(id)).unwrap_or_default();
    words(name).map(|word| info(&name[word.span.range()])).collect()
}

/// Whether the last word says what it is: "… Conference", "… Brothers", "… Course".
fn ends_like_something_else(name: &str) -> bool {
    let slug = slug(name);
    let last = slug.rsplit('-').next().filter(|last| last.len() < slug.len());
    let is_list = slug.starts_with("awesome-");
    is_list || last.is_some_and(is_ending)
}

/// A name that nobody wrote needs a listed given name and two episodes; in one episode alone a listed surname and an
/// introduction as guest.
fn is_no_person(gathered: &Gathered, name: &str, dictionary: &Dictionary) -> bool {
    let infos = infos(name, dictionary);
    let (Some(first), Some(last)) = (infos.first(), infos.last()) else { return true };
    let parts: Vec<&str> = name.split(' ').collect();
    let is_project = |part: &str| {
        let known = dictionary.find_entry(part).map(|entry| dictionary.entry(entry));
        known.is_some_and(|known| known.entity.kind != Kind::Person && known.weight > OFTEN)
    };
    let something_else = parts.len() < 2
        || name.contains('&')
        || !first.is_given() && last.is_english() && (first.is_english() || !last.is_surname())
        || !first.is_given() && is_project(parts[0])
        || !last.is_surname() && parts.last().is_some_and(|part| is_project(part));
    if something_else {
        return true;
    }
    if gathered.is_written() {
        return false;
    }
    // Two people called by their given names ("Ada, Brook, welcome") are soon heard as one.
    let once = gathered.episodes.len() < 2;
    let doubtful = once && (!last.is_surname() || last.is_given() || gathered.worth() < HEARD_ONCE);
    !first.is_given() || doubtful || gathered.worth() < HEARD
}

fn is_no_project(gathered: &Gathered, name: &str, dictionary: &Dictionary) -> bool {
    let infos = infos(name, dictionary);
    let plain = infos.iter().all(|info| info.is_english() || info.is_given() || info.zipf >= 35);
    let folded = fold(name);
    let is_file = FILES.iter().any(|ending| folded.ends_with(ending));
    let is_abbreviation =
        name.len() <= ABBREVIATION && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let is_example = ["some", "my", "your", "foo"].iter().any(|word| folded.starts_with(word));
    if is_file || is_example || name.chars().count() < 3 || is_version(name, dictionary) {
        return true;
    }
    if gathered.has(Sign::Linked) {
        return false;
    }
    let named = gathered.has(Sign::Called) || gathered.has(Sign::Installed);
    let telling = gathered.is_written()
        && named
        && gathered.mentions >= FEW
        && infos.iter().any(|info| !is_usual(*info));
    let hardly_heard = !gathered.is_written()
        && (gathered.worth() < HEARD || gathered.episodes.len() < 2 && gathered.mentions < OFTEN);
    plain && !telling || is_abbreviation || hardly_heard
}

/// Whether a word is so common that a phrase does not make it a name.
fn is_usual(info: WordInfo) -> bool {
    info.zipf >= USUAL
}

/// Whether a name is a known one with the number of a version behind it.
fn is_version(name: &str, dictionary: &Dictionary) -> bool {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || ". ".contains(c));
    bare.len() < name.len() && dictionary.find_entry(bare).is_some()
}
