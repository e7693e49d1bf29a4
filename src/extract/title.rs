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
    let lexicon = reading.lexicon;
    for word in words(title) {
        let text = &title[word.span.range()];
        let folded = fold(text);
        let info = lexicon.number(&folded).map(|id| lexicon.info(id)).unwrap_or_default();
        match found.dictionary.find_entry(text) {
            Some(entry)
                if is_nothing_else(info) && found.dictionary.entry(entry).entity.kind == Kind::Project =>
            {
                found.expect(EntityRef::Known(entry), Reason::Titled);
            }
            None if is_new_name(reading, &folded, info) => {
                let project = found.establish(reading, &capitalised(text), Kind::Project, None);
                found.expect(project, Reason::Titled);
            }
            _ => {}
        }
    }
}

/// The people whom the title names in full: a given name and a surname of the lists, side by side.
pub(super) fn people(reading: &Reading) -> Vec<String> {
    let Some(title) = reading.episode.info.title.as_deref() else { return Vec::new() };
    let words: Vec<RawWord> = words(title).collect();
    let info = |word: &RawWord| {
        let id = reading.lexicon.number(&fold(&title[word.span.range()]));
        id.map(|id| reading.lexicon.info(id)).unwrap_or_default()
    };
    let named = words.windows(2).filter(|pair| {
        let (given, surname) = (info(&pair[0]), info(&pair[1]));
        let joined = matches!(pair[1].gap, Gap::Space);
        joined && given.is_given() && !given.is_everyday() && surname.is_surname() && !surname.is_english()
    });
    named
        .map(|pair| {
            pair.iter().map(|word| capitalised(&title[word.span.range()])).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// Whether a word is no plain word and nobody's name.
fn is_nothing_else(info: WordInfo) -> bool {
    !info.is_english() && !info.is_given() && !info.is_surname()
}

/// Whether a word that no dictionary has can be a project's name.
fn is_new_name(reading: &Reading, folded: &str, info: WordInfo) -> bool {
    folded.len() >= SHORTEST
        && folded.bytes().all(|byte| byte.is_ascii_lowercase())
        && reading.lexicon.is_strange(folded, info)
}

/// A word of a file's name with the capital it would have in a title.
fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}
