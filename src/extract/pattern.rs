//! Patterns: phrases that introduce names, whatever the name.
//!
//! *What it finds*: `pip install x`, "a library called X", "X is a web framework", `crates.io/crates/x` in plain text, "Quux.js".
//! *Why not simpler*: the phrases are regexes, but regexes over a whole archive are slow, so an Aho-Corasick search for
//! their fixed words comes first, and a regex looks only at the sentence around a hit. *What it misses*: introductions
//! without a fixed phrase.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::candidate::{EntityRef, Found};
use super::limits::pattern::THINGS;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::forms::Form;
use crate::entity::Kind;
use crate::mention::Evidence;
use crate::text::Span;

/// A phrase: the fixed text that gates it, its regex with the name as group 1, and what it says of the name.
struct Phrase {
    gate: &'static str,
    regex: &'static str,
    reason: Reason,
    /// Whether it introduces a project even if nothing else is known of the name.
    establishes: bool,
}

const NAME: &str = r"([A-Za-z][\w.+-]*(?:[ -][A-Z][\w.+]*){0,2})";

const PHRASES: [Phrase; 9] = [
    Phrase {
        gate: "install",
        regex: r"(?:pip3?|pipx|conda|npm|brew|cargo|apt|apt-get|gem|uv tool|uv pip) install (?:-[!-~]+ )*([A-Za-z][\w.-]*\w)",
        reason: Reason::Installed,
        establishes: true,
    },
    Phrase {
        gate: " add ",
        regex: r"(?:uv|cargo|poetry|yarn|pdm) add ([a-z][\w.-]*\w)",
        reason: Reason::Installed,
        establishes: true,
    },
    Phrase {
        gate: "called",
        regex: r"THING,? (?:that(?:'s| is) |is )?called NAME",
        reason: Reason::Called,
        establishes: true,
    },
    Phrase {
        gate: "named",
        regex: r"THING,? (?:that(?:'s| is) |is )?named NAME",
        reason: Reason::Called,
        establishes: true,
    },
    Phrase { gate: "called", regex: r"called NAME", reason: Reason::Called, establishes: false },
    Phrase {
        gate: " is a",
        regex: r"NAME is an? (?:[\w-]+,? (?:and )?){0,6}THING\b",
        reason: Reason::Defined,
        establishes: true,
    },
    Phrase {
        gate: " is the",
        regex: r"NAME is the (?:[\w-]+ ){0,4}THING\b",
        reason: Reason::Defined,
        establishes: false,
    },
    Phrase {
        gate: "import ",
        regex: r"\bimport ([a-z][\w]*)\b",
        reason: Reason::CueBefore,
        establishes: false,
    },
    Phrase { gate: ".js", regex: r"\b([A-Z]\w+\.js)\b", reason: Reason::Script, establishes: true },
];

/// The gates, made once.
fn gates() -> &'static AhoCorasick {
    static GATES: OnceLock<AhoCorasick> = OnceLock::new();
    let gates = || PHRASES.iter().map(|phrase| phrase.gate);
    GATES.get_or_init(|| AhoCorasick::new(gates()).expect("a handful of short literals"))
}

/// What a project is called, made once.
fn things() -> &'static AhoCorasick {
    static MATCHER: OnceLock<AhoCorasick> = OnceLock::new();
    MATCHER.get_or_init(|| AhoCorasick::new(THINGS).expect("a handful of short literals"))
}

/// A phrase's regex, made when its gate is first met: each takes some milliseconds, more than a short text does.
fn regex(phrase: usize) -> &'static Regex {
    static REGEXES: [OnceLock<Regex>; PHRASES.len()] = [const { OnceLock::new() }; PHRASES.len()];
    REGEXES[phrase].get_or_init(|| {
        let regex = PHRASES[phrase]
            .regex
            .replace("THING", &format!("(?:{})", THINGS.join("|")))
            .replace("NAME", NAME);
        // ASCII letters: a fifth of the size and time; a name with others is taken whole word by word all the same.
        Regex::new(&format!("(?-u){regex}")).expect("checked by a test")
    })
}

/// Finds phrases that introduce names.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    for (number, document) in reading.episode.documents.iter().enumerate() {
        let mut hits: Vec<(u32, usize)> = gates()
            .find_overlapping_iter(&document.text)
            .filter_map(|hit| {
                let words = reading.words_in(number, Span::new(hit.start(), hit.end()));
                Some((reading.words.get(words.start)?.sentence, hit.pattern().as_usize()))
            })
            .collect();
        hits.sort_unstable();
        hits.dedup();
        for (sentence, phrase) in hits {
            let span = reading.span(&reading.sentence_words(number, sentence));
            let text = &document.text[span.range()];
            // "He is a friend of mine": without the thing it is, a sentence need not be looked at closely.
            if PHRASES[phrase].regex.contains("THING") && !things().is_match(text) {
                continue;
            }
            for captures in regex(phrase).captures_iter(text) {
                let Some(name) = captures.get(1) else { continue };
                let start = span.start as usize;
                let name = Span::new(start + name.start(), start + name.end());
                introduce(reading, found, reading.words_in(number, name), &PHRASES[phrase]);
            }
        }
    }
}

/// Takes what a phrase introduces: a known name with one more reason, or a new one.
fn introduce(reading: &Reading, found: &mut Found, words: Range<usize>, phrase: &Phrase) {
    if words.is_empty() {
        return;
    }
    // The longest known name at the beginning: the pattern may have taken in a word too many.
    let mut known = found.dictionary.forms().at(&reading.ids[words.clone()]);
    // "Xterm.js" is not xterm.
    let whole = |form: &Form| phrase.reason != Reason::Script || form.words.len() == words.len();
    if let Some(form) = known.next().filter(whole) {
        let words = words.start..words.start + form.words.len();
        return found.add(
            words,
            EntityRef::Known(form.entry),
            Evidence::Pattern,
            Reasons::of(&[phrase.reason]),
        );
    }
    if phrase.establishes && looks_like_a_name(reading, &words, phrase.reason) {
        let name = reading.text(&words);
        let entity = found.establish(reading, name, Kind::Project, None);
        found.add(words, entity, Evidence::Pattern, Reasons::of(&[phrase.reason]));
        found.expect(entity, phrase.reason);
    }
}

/// Whether words may be the name of a project that no dictionary has.
fn looks_like_a_name(reading: &Reading, words: &Range<usize>, reason: Reason) -> bool {
    let first = reading.info(words.start);
    let long = reading.span(words).range().len() > 2;
    if reason == Reason::Installed {
        return long && !first.is_everyday();
    }
    // "App.js" is a file.
    if reason == Reason::Script {
        return !first.is_english() && !first.is_given();
    }
    let strange = words.len() == 1 && !first.is_english();
    long && !first.is_given() && (reading.capital_tells(words.start) || strange)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_compiles_and_finds_its_gate() {
        let introduced = [
            (0, "just pip install httpx-sse and go", "httpx-sse"),
            (1, "or uv add niquests", "niquests"),
            (2, "there is a library called Quux", "Quux"),
            (3, "a tool named Foo Bar", "Foo Bar"),
            (4, "it's called Zed", "Zed"),
            (5, "Quux is a small, fast web framework", "Quux"),
            (6, "Quux is the best linter", "Quux"),
            (7, "you import quux first", "quux"),
            (8, "and Quux.js is small", "Quux.js"),
        ];
        assert_eq!(introduced.len(), PHRASES.len());
        for (phrase, text, name) in introduced {
            assert!(text.contains(PHRASES[phrase].gate), "{text}");
            assert_eq!(&regex(phrase).captures(text).unwrap()[1], name);
        }
    }
}
