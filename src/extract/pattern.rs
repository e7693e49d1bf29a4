//! Patterns: phrases that introduce names, whatever the name.
//!
//! *What it finds*: `pip install x`, "a library called X", "X is a web framework", `crates.io/crates/x` in plain text, "Quux.js".
//! *Why not simpler*: as regexes, these phrases take longer to make than a short episode to read; so a phrase is looked for
//! only at its cue word, by what stands before and behind it. *What it misses*: introductions without a fixed word.

use std::ops::Range;

use super::candidate::{EntityRef, Found};
use super::field;
use super::hearing::{Words, known_name};
use super::limits::pattern::{INSTALLERS, NEVER_INSTALLED, PLACING, THINGS};
use super::nobody::is_somebody;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use super::word::is_listed;
use crate::dictionary::forms::Form;
use crate::dictionary::lexicon::WordSet;
use crate::dictionary::no_names::is_term;
use crate::mention::Evidence;
use crate::text::Span;
use crate::text::sound::sounds;
use crate::text::word::Gap;

/// A phrase: the word it turns on, where the name stands, and what it says of the name.
struct Phrase {
    cue: &'static str,
    place: fn(&str, Range<usize>) -> Option<Introduction>,
    reason: Reason,
    /// Whether it introduces a project even if nothing else is known of the name.
    establishes: bool,
}

/// Bytes of a sentence: the name that a phrase introduces, and where the phrase ends.
type Introduction = (Range<usize>, usize);

const PHRASES: [Phrase; 9] = [
    Phrase { cue: "install", place: installed, reason: Reason::Installed, establishes: true },
    Phrase { cue: "add", place: installed, reason: Reason::Installed, establishes: true },
    Phrase { cue: "called", place: thing_called, reason: Reason::Called, establishes: true },
    Phrase { cue: "named", place: thing_called, reason: Reason::Called, establishes: true },
    Phrase { cue: "called", place: called, reason: Reason::Called, establishes: false },
    Phrase { cue: "is", place: is_a_thing, reason: Reason::Defined, establishes: true },
    Phrase { cue: "is", place: is_the_thing, reason: Reason::Defined, establishes: false },
    Phrase { cue: "import", place: imported, reason: Reason::CueBefore, establishes: false },
    Phrase { cue: "js", place: script, reason: Reason::Script, establishes: true },
];

/// "pip install -U X", "uv add X".
fn installed(text: &str, cue: Range<usize>) -> Option<Introduction> {
    let before = text[..cue.start].strip_suffix(' ')?;
    let known = |(tool, command): &(&str, &str)| text[cue.clone()] == **command && before.ends_with(tool);
    INSTALLERS.split('|').filter_map(|line| line.rsplit_once(' ')).find(known)?;
    let mut from = behind(text, cue.end)?;
    while text[from..].starts_with('-') && behind(text, from + 1).is_none() {
        from += text[from..].find(' ')? + 1;
    }
    // "uv add flask" is a command, "poetry add Whatever" may be none.
    let small = text[cue] == *"add";
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_uppercase() && !small;
    let name = text[from..from + run(&text.as_bytes()[from..], b"_.-")].trim_end_matches(['.', '-']);
    let end = from + name.len();
    (text[from..].starts_with(letter) && name.len() > 1).then_some((from..end, end))
}

/// "a tool called X", "a tool that's called X", "a tool we called X".
fn thing_called(text: &str, cue: Range<usize>) -> Option<Introduction> {
    const JOINTS: [&str; 9] =
        ["that's ", "that is ", "that we ", "that I ", "that they ", "is ", "we ", "I ", "they "];
    let before = &text[..cue.start];
    let joint = JOINTS.iter().find_map(|joint| before.strip_suffix(joint));
    let before = joint.unwrap_or(before).strip_suffix(' ')?;
    let before = before.strip_suffix(',').unwrap_or(before);
    THINGS.split('|').find(|thing| before.ends_with(thing))?;
    called(text, cue)
}

/// "called X".
fn called(text: &str, cue: Range<usize>) -> Option<Introduction> {
    let name = name_at(text, behind(text, cue.end)?)?;
    Some((name.clone(), name.end))
}

/// "X is a small, fast web framework".
fn is_a_thing(text: &str, cue: Range<usize>) -> Option<Introduction> {
    let from = behind(text, cue.end)?;
    let article = ["a ", "an "].iter().find(|article| text[from..].starts_with(*article))?;
    let end = thing_end(text, from + article.len(), 6, true)?;
    Some((name_before(text, cue.start)?, end))
}

/// "X is the best linter".
fn is_the_thing(text: &str, cue: Range<usize>) -> Option<Introduction> {
    let from = behind(text, cue.end).filter(|&from| text[from..].starts_with("the "))?;
    let end = thing_end(text, from + "the ".len(), 4, false)?;
    Some((name_before(text, cue.start)?, end))
}

/// "import x".
fn imported(text: &str, cue: Range<usize>) -> Option<Introduction> {
    let from = behind(text, cue.end)?;
    let end = from + run(&text.as_bytes()[from..], b"_");
    text[from..].starts_with(|c: char| c.is_ascii_lowercase()).then_some((from..end, end))
}

/// "Quux.js".
fn script(text: &str, cue: Range<usize>) -> Option<Introduction> {
    let stem = text[..cue.start].strip_suffix('.')?;
    let start = stem.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len();
    let name = stem[start..].starts_with(|c: char| c.is_ascii_uppercase()) && stem.len() - start > 1;
    (name && run(&text.as_bytes()[cue.end..], b"_") == 0).then_some((start..cue.end, cue.end))
}

/// Where the next word begins, behind a blank.
fn behind(text: &str, end: usize) -> Option<usize> {
    text[end..].starts_with(' ').then_some(end + 1)
}

/// The name that begins at a byte: a word, and up to two more with a capital.
fn name_at(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    bytes.get(from).filter(|first| first.is_ascii_alphabetic())?;
    let mut end = from + run(&bytes[from..], b"_.+-");
    for _ in 0..2 {
        match bytes[end..] {
            [b' ' | b'-', b'A'..=b'Z', ..] => end += 1 + run(&bytes[end + 1..], b"_.+"),
            _ => break,
        }
    }
    Some(from..end)
}

/// The longest name that ends before a blank and the cue at a byte, or before "which" that stands between.
fn name_before(text: &str, cue: usize) -> Option<Range<usize>> {
    let before = text[..cue].strip_suffix(' ')?;
    let end =
        before.strip_suffix(" which").map_or(before, |name| name.strip_suffix(',').unwrap_or(name)).len();
    let from = text[..end].rmatch_indices(' ').nth(2).map_or(0, |(at, _)| at + 1);
    // "The talk Quux": a small word before a capital is no part of the name.
    let is_name = |name: &Range<usize>| {
        let is_small = text[name.clone()].starts_with(|first: char| first.is_ascii_lowercase());
        name.end == end && !(is_small && text[name.clone()].contains(' '))
    };
    (from..end).filter_map(|at| name_at(text, at)).find(is_name)
}

/// Where a thing ends that is told behind at most so many words, which may be `listed`: "small, fast and safe linter".
fn thing_end(text: &str, mut from: usize, most: usize, listed: bool) -> Option<usize> {
    let mut end = None;
    for _ in 0..=most {
        let rest = &text[from..];
        let word = run(rest.as_bytes(), b"_-");
        let ends =
            |thing: &&str| rest.strip_prefix(*thing).is_some_and(|rest| run(rest.as_bytes(), b"_") == 0);
        end = THINGS.split('|').find(ends).map(|thing| from + thing.len()).or(end);
        let comma = usize::from(listed && rest[word..].starts_with(','));
        let Some(next) = behind(text, from + word + comma).filter(|_| word > 0) else { break };
        from = next + if listed && text[next..].starts_with("and ") { "and ".len() } else { 0 };
    }
    end
}

/// How many bytes are ASCII letters, digits or one of these signs.
fn run(bytes: &[u8], signs: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || signs.contains(byte)).count()
}

/// Finds phrases that introduce names.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let hits = hits(reading);
    for same in hits.chunk_by(|a, b| a.0 == b.0) {
        let (number, sentence, phrase) = same[0].0;
        let phrase = &PHRASES[phrase];
        let span = reading.span(&reading.sentence_words(number, sentence)).range();
        let text = &reading.episode.documents[number].text[..span.end];
        // What one name took is no part of another.
        let mut from = span.start;
        for &(_, at) in same {
            let cue = reading.words[at].span.range();
            if cue.start < from || text[cue.clone()] != *phrase.cue {
                continue;
            }
            if let Some((name, end)) = (phrase.place)(&text[from..], cue.start - from..cue.end - from) {
                let name = Span::new(from + name.start, from + name.end);
                introduce(reading, found, reading.words_in(number, name), phrase);
                from += end;
            }
        }
    }
}

/// The cue words, by document, sentence and phrase.
fn hits(reading: &Reading) -> Vec<((usize, u32, usize), usize)> {
    let cues = PHRASES.map(|phrase| reading.number_of(phrase.cue));
    let mut any = WordSet::default();
    cues.iter().flatten().for_each(|&cue| any.insert(cue));
    let mut hits = Vec::new();
    for (at, id) in reading.ids.iter().enumerate().filter(|&(_, &id)| any.holds(id)) {
        let word = reading.words[at];
        let phrases = (0..PHRASES.len()).filter(|&phrase| cues[phrase] == Some(*id));
        hits.extend(phrases.map(|phrase| ((word.document as usize, word.sentence, phrase), at)));
    }
    hits.sort_unstable();
    hits
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
    // An everyday word of a field that is talked about: "a store of vectors called Quadrant".
    if words.len() == 1
        && reading.capital_tells(words.start)
        && let Some(entry) = field::short_name(reading, found, words.start)
    {
        found.expect(EntityRef::Known(entry), phrase.reason);
        return found.add(words, EntityRef::Known(entry), Evidence::Pattern, Reasons::of(&[phrase.reason]));
    }
    let is_others = || phrase.reason == Reason::Defined && is_others(reading, found, &words);
    if phrase.establishes && looks_like_a_name(reading, &words, phrase.reason) && !is_others() {
        let name = reading.text(&words);
        let entity = found.establish_project(reading, words.start, name);
        found.add(words, entity, Evidence::Pattern, Reasons::of(&[phrase.reason]));
        found.expect(entity, phrase.reason);
    }
}

/// Whether what is explained is better left to other finders: it sounds like a known name, is the short name of one, is a kind of thing ("a
/// typical SaaS is a database with a form") or a place ("in Beacon, which is a service area"), or is a strange word or several that stand within
/// a sentence.
fn is_others(reading: &Reading, found: &Found, words: &Range<usize>) -> bool {
    let at = words.start;
    let before = (1..=2).take_while(|&back| at >= back && reading.continues(at - back + 1));
    let is_kind = || before.clone().any(|back| reading.is_article(at - back));
    let is_place = || is_listed(PLACING, reading.text(&(at - 1..at)));
    let is_within = before.clone().next().is_some_and(|back| !reading.words[at - back].is_capital());
    let is_strange = reading.words[at].is_strange();
    let is_like = || {
        let (joined, sort) = (reading.joined(words), if is_strange { Words::Strange } else { Words::Called });
        known_name(found.dictionary, &joined, &sounds(&joined), sort).is_some()
    };
    is_within && (is_strange || words.len() > 1 || is_kind() || is_place())
        || found.dictionary.short_names(reading.ids[at]).next().is_some()
        || is_like()
}

/// Whether words may be the name of a project that no dictionary has.
fn looks_like_a_name(reading: &Reading, words: &Range<usize>, reason: Reason) -> bool {
    let first = reading.info(words.start);
    let long = reading.span(words).range().len() > 2;
    if reason == Reason::Installed {
        return long && !first.is_everyday() && !is_listed(NEVER_INSTALLED, reading.text(words));
    }
    if is_term(reading.text(words)) {
        return false;
    }
    // "App.js" is a file.
    if reason == Reason::Script {
        return !first.is_english() && !first.is_given();
    }
    // "A box called API gateway": everybody's abbreviation is nobody's name.
    if words.len() == 1 && !reading.words[words.start].has_small() && first.is_known() {
        return false;
    }
    let strange = words.len() == 1 && !first.is_english();
    // A tool may be called by anybody's name, but not by that of somebody here.
    let is_tools = reason == Reason::Called && words.len() == 1 && is_nobody(reading, words.start);
    let somebodys = first.is_given() && !is_tools;
    long && !somebodys && (reading.capital_tells(words.start) || strange)
}

/// Whether nothing anywhere says that a given name is somebody: "the package, called Ada", "Ada Fenwick", "thanks, Ada".
fn is_nobody(reading: &Reading, at: usize) -> bool {
    let is_full = |at: usize| reading.continues(at + 1) && reading.capital_tells(at + 1);
    let called = at > 0 && reading.words[at - 1].gap == Gap::Space;
    called && !reading.places_of(reading.ids[at]).any(|at| is_somebody(reading, at) || is_full(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that a phrase introduces in a text.
    fn introduced(phrase: usize, text: &str) -> Vec<&str> {
        let Phrase { cue, place, .. } = PHRASES[phrase];
        let cues = text.match_indices(cue).filter_map(|(at, _)| place(text, at..at + cue.len()));
        cues.map(|(name, _)| &text[name]).collect()
    }

    #[test]
    fn every_phrase_introduces_a_name() {
        let names = [
            (0, "just pip install httpx-sse and go", "httpx-sse"),
            (0, "pip3 install -U --pre quux.", "quux"),
            (1, "or uv add niquests", "niquests"),
            (2, "there is a library called Quux", "Quux"),
            (2, "a tool, that's called quux", "quux"),
            (3, "a tool named Foo Bar", "Foo Bar"),
            (4, "it's called Zed", "Zed"),
            (5, "Quux is a small, fast web framework", "Quux"),
            (5, "So Foo Bar-Baz is an app", "Foo Bar-Baz"),
            (5, "and we moved to Quux, which is a linter", "Quux"),
            (6, "Quux is the best linter", "Quux"),
            (6, "of Quux which is the best linter", "Quux"),
            (7, "you import quux first", "quux"),
            (8, "and Quux.js is small", "Quux.js"),
        ];
        for (phrase, text, name) in names {
            assert_eq!(introduced(phrase, text), [name], "{text}");
        }
    }

    #[test]
    fn other_phrases_introduce_none() {
        let none = [
            (0, "we install things"),
            (0, "pip install"),
            (1, "let me add this"),
            (2, "somebody called Ada"),
            (5, "Quux is a friend of mine"),
            (5, "Quux is a toolbox"),
            (6, "Quux is the best, fastest linter"),
            (7, "we import 7 of them"),
            (8, "in quux.js and Quux.json"),
        ];
        for (phrase, text) in none {
            assert_eq!(introduced(phrase, text), [] as [&str; 0], "{text}");
        }
    }
}
