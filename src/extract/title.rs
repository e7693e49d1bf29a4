//! The episode's title: what it is about will be talked about, and heard wrongly.
//!
//! *What it finds*: nothing itself; a title such as "Kolo, an app for Django, with Ada Brook" gives reason to expect
//! Django, a Kolo that no dictionary has, and Ada Brook. *Why not simpler*: titles are full of plain words and jokes, so
//! a word counts only when it can be nothing but a name. *What it misses*: names that are words of the language.

use super::candidate::{EntityRef, Found};
use super::limits::title::SHORTEST;
use super::reading::Reading;
use super::weigh::Reason;
use crate::dictionary::lexicon::WordInfo;
use crate::entity::Kind;
use crate::text::fold::fold;
use crate::text::word::{Gap, RawWord, words};

/// Says which projects the title gives reason to expect.
pub(super) fn expect(reading: &Reading, found: &mut Found) {
    let Some(title) = reading.episode.info.title.as_deref() else { return };
    let words = told(reading, title);
    for (at, word) in words.iter().enumerate() {
        match found.dictionary.find_entry(word.text) {
            Some(entry)
                if is_nothing_else(word.info)
                    && found.dictionary.entry(entry).entity.kind == Kind::Project =>
            {
                found.expect(EntityRef::Known(entry), Reason::Titled);
            }
            None if is_new_name(reading, word) && !is_part_of_name(&words, at) => {
                let project = found.establish(reading, &capitalised(word.text), Kind::Project, None);
                found.expect(project, Reason::Titled);
            }
            _ => {}
        }
    }
}

/// The people whom the title names in full: a given name of the lists, or one that no list has written with a capital, and a surname
/// of the lists behind it, which may be a double one.
pub(super) fn people(reading: &Reading) -> Vec<String> {
    let Some(title) = reading.episode.info.title.as_deref() else { return Vec::new() };
    let words = told(reading, title);
    let name = |at: usize| {
        let [given, surname] = [&words[at], words.get(at + 1)?];
        let is_given = given.info.is_given() && !given.info.is_everyday();
        // "Htmx, Carson Gross" is of Carson.
        let is_another = || {
            surname.info.is_given()
                && words.get(at + 2).is_some_and(|next| next.is_capital() && next.info.is_surname())
        };
        let is_strange = || {
            given.is_capital()
                && surname.is_capital()
                && is_new_name(reading, given)
                && reading.dictionary.find_entry(given.text).is_none()
                && !is_another()
        };
        let is_surname = surname.info.is_surname() && !surname.info.is_english();
        let is_name = surname.gap == Gap::Space && is_surname && (is_given || is_strange());
        let parts = is_name.then(|| format!("{} {}", capitalised(given.text), capitalised(surname.text)))?;
        let double = words.get(at + 2).filter(|next| is_hyphened(title, surname, next));
        Some(double.map_or(parts.clone(), |next| format!("{parts}-{}", next.text)))
    };
    (0..words.len()).filter_map(name).collect()
}

/// A word of the title.
struct Told<'t> {
    text: &'t str,
    folded: String,
    info: WordInfo,
    gap: Gap,
}

impl Told<'_> {
    fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The words of the title with what the lexicon knows of them.
fn told<'t>(reading: &Reading, title: &'t str) -> Vec<Told<'t>> {
    let word = |raw: RawWord| {
        let text = &title[raw.span.range()];
        let folded = fold(text);
        let info = reading.lexicon.number(&folded).map(|id| reading.lexicon.info(id)).unwrap_or_default();
        Told { text, folded, info, gap: raw.gap }
    };
    words(title).map(word).collect()
}

/// Whether a hyphen joins two words that are written with capitals.
fn is_hyphened(title: &str, first: &Told<'_>, second: &Told<'_>) -> bool {
    let end = first.text.as_ptr() as usize - title.as_ptr() as usize + first.text.len();
    second.is_capital() && title[end..].strip_prefix('-').is_some_and(|rest| rest.starts_with(second.text))
}

/// Whether a new name stands where one of somebody does, both with capitals: behind a given name, before a surname, or joined by a hyphen.
fn is_part_of_name(words: &[Told<'_>], at: usize) -> bool {
    let word = &words[at];
    let (before, next) = (at.checked_sub(1).map(|at| &words[at]), words.get(at + 1));
    let is_behind = before.is_some_and(|before| {
        before.is_capital() && (word.gap == Gap::Joint || word.gap == Gap::Space && before.info.is_given())
    });
    let is_given =
        next.is_some_and(|next| next.is_capital() && next.gap == Gap::Space && next.info.is_surname());
    word.is_capital() && (is_behind || is_given)
}

/// Whether a word is no plain word and nobody's name.
fn is_nothing_else(info: WordInfo) -> bool {
    !info.is_english() && !info.is_given() && !info.is_surname()
}

/// Whether a word that no dictionary has can be a project's name.
fn is_new_name(reading: &Reading, word: &Told<'_>) -> bool {
    word.folded.len() >= SHORTEST
        && word.folded.bytes().all(|byte| byte.is_ascii_lowercase())
        && reading.lexicon.is_strange(&word.folded, word.info)
}

/// A word of a file's name with the capital it would have in a title.
fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}
