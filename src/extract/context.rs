//! What the surroundings of a candidate say: capitals, the words around it, what it is tied to.

use std::ops::Range;

use super::candidate::{Candidate, EntityRef, Found};
use super::limits::context::{CAPITAL_PAIR, FILES, MONTHS};
use super::prior::{likely_by_chance, usage};
use super::reading::Reading;
use super::weigh::Reason;
use super::word::is_listed;
use crate::dictionary::key;
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;
use crate::mention::Evidence;
use crate::table::entry::Case;
use crate::text::word::Gap;

/// How it is written: capitals tell where the text has them.
pub(super) fn weigh_case(
    reading: &Reading,
    found: &Found,
    candidate: &Candidate,
    plain: bool,
    say: &mut impl FnMut(Reason, f32),
) {
    let words = &candidate.words;
    let (first, last) = (reading.words[words.start], reading.words[words.end - 1]);
    let name = &found.entity(candidate.entity).name;
    // A dot, too, is a sign of its makers: `crates.io`.
    let is_sign = |c: char| c.is_uppercase() || c == '.';
    let inner = |text: &str| {
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        first.chars().skip(1).any(is_sign)
            || rest.split(' ').any(|word| word != "I" && word.contains(is_sign))
    };
    if reading.text(words) == name && inner(name) {
        say(Reason::ExactCase, 1.0);
    }
    // The capital of "I sort of" is that of a pronoun.
    let pronoun = words.len() > 1 && reading.is_pronoun(words.start);
    let capital = first.is_capital() && (!pronoun || last.is_capital());
    let tells = plain || matches!(candidate.finder, Evidence::Person | Evidence::Garble);
    if !tells || !reading.is_cased(words.start) {
        return;
    }
    if !capital && usage(reading, found, candidate).is_some() {
        // That it is small was counted with how often it is meant, but mostly in captions: who writes out what was said knows names.
        if reading.is_edited(words.start) && name.starts_with(char::is_uppercase) {
            say(Reason::Edited, 1.0);
        }
    } else if !capital {
        // A name that its makers write small is half expected so; so is one of several words.
        let halves = [!name.starts_with(char::is_uppercase), words.len() > 1];
        let halves = halves.iter().filter(|&&half| half).count() as f32;
        let chance = likely_by_chance(reading, found, candidate);
        say(Reason::SmallLetters, (1.0 - halves / 2.0).max(0.0) * chance);
    } else if is_foreign_abbreviation(reading, words, name) {
        // `HR` is no capital that tells of the tool `hr`.
    } else if !reading.may_begin(words.start) || words.len() > 1 && last.is_capital() {
        let neighbours = neighbour_capitals(reading, words);
        say(if neighbours { Reason::TitleCase } else { Reason::Capital }, 1.0);
        let doubtful = candidate.finder == Evidence::Garble
            || candidate.reasons.has(Reason::GivenNameOnly)
            || plain && plain_neighbour(reading, words);
        if neighbours && words.len() == 1 && doubtful {
            say(Reason::LongerName, 1.0);
        }
    }
}

/// Whether a word is all capitals though the name is not.
fn is_foreign_abbreviation(reading: &Reading, words: &Range<usize>, name: &str) -> bool {
    let small = words.clone().any(|word| reading.words[word].has_small());
    words.len() == 1 && !small && reading.span(words).range().len() > 1 && name.contains(char::is_lowercase)
}

/// Whether these are letters amid other single letters: "L-I-N-O-D-E".
fn is_amid_letters(reading: &Reading, words: &Range<usize>) -> bool {
    let letter = |word: usize| reading.words[word].span.range().len() == 1;
    // "A C function" has an article.
    let article = |word: usize| reading.is_article(word) && reading.between(word + 1) == " ";
    // Behind "R-A-C-K-E-T." a sentence may begin with "I", and "in R I would" has one, too.
    let joined = |word: usize| reading.continues(word) && reading.between(word) != ". ";
    let pronoun = |word: usize| {
        let goes_on = joined(word + 1) && letter(word + 1);
        reading.is_pronoun(word) && reading.between(word) == " " && !goes_on
    };
    let before = joined(words.start) && letter(words.start - 1) && !article(words.start - 1);
    let after = joined(words.end) && letter(words.end) && !pronoun(words.end);
    words.clone().all(letter) && (before || after)
}

/// Whether a word next to these is capitalised and no name runs on to it by a mark.
pub(super) fn neighbour_capitals(reading: &Reading, words: &Range<usize>) -> bool {
    let capital = |word: usize| reading.words[word].is_capital() && reading.words[word].has_small();
    let before =
        reading.continues(words.start) && reading.capital_tells(words.start - 1) && capital(words.start - 1);
    before || reading.continues(words.end) && capital(words.end)
}

/// Whether a capitalised word next to these is a word of the language: "Go Time", "Amiga Format".
fn plain_neighbour(reading: &Reading, words: &Range<usize>) -> bool {
    reading.continues(words.start) && is_plain_capital(reading, words.start - 1)
        || reading.continues(words.end) && is_plain_capital(reading, words.end)
}

/// Whether a word of the language has a capital all the same, that of a longer name or of a title.
fn is_plain_capital(reading: &Reading, word: usize) -> bool {
    let info = reading.info(word);
    let is_plain = info.is_english() && !info.is_given() && !info.is_cue_after() && !reading.is_pronoun(word);
    is_plain && reading.capital_tells(word)
}

/// Whether a word is part of a title: beside a plain word with a capital, or with a small one between: "Seven Doors or Less".
fn is_in_a_title(reading: &Reading, words: &Range<usize>) -> bool {
    let joined = reading.continues(words.start) && reading.continues(words.start - 1);
    plain_neighbour(reading, words) || joined && is_plain_capital(reading, words.start - 2)
}

/// Whether somebody's name is written with a dot between its words: `ada.bell`.
fn is_somebodys_site(reading: &Reading, found: &Found, candidate: &Candidate) -> bool {
    let mut within = candidate.words.start + 1..candidate.words.end;
    let is_dotted =
        |word: usize| reading.between(word) == "." && reading.words[word - 1].span.range().len() > 1;
    found.entity(candidate.entity).kind == Kind::Person && within.any(is_dotted)
}

/// What stands around it.
pub(super) fn weigh_neighbours(
    reading: &Reading,
    found: &Found,
    candidate: &Candidate,
    plain: bool,
    say: &mut impl FnMut(Reason, f32),
) {
    let words = &candidate.words;
    let is_address = |word: usize| reading.words[word].is_address();
    // A show is called by its address, in words: "Quick Bytes.fm".
    let is_show = || found.entity(candidate.entity).kind == Kind::Work && !is_address(words.start);
    let is_in_address =
        words.clone().any(is_address) && !candidate.reasons.has(Reason::LinkText) && !is_show();
    if is_in_address || is_somebodys_site(reading, found, candidate) {
        say(Reason::Address, 1.0);
    }
    if is_amid_letters(reading, words) {
        say(Reason::AmidLetters, 1.0);
    }
    let before = reading.continues(words.start).then(|| reading.info(words.start - 1));
    let after = reading.continues(words.end).then(|| reading.info(words.end));
    let tied_after = reading.continues(words.end) && matches!(reading.between(words.end), "-" | "_");
    let tied_before = reading.continues(words.start) && matches!(reading.between(words.start), "-" | "_");
    // "quilly.js" and "__quilly__.py" are no JavaScript and no Python; "asyncio.gather" is asyncio; behind a full stop without
    // a blank stands a capital.
    let dotted = reading.continues(words.start) && is_behind_a_dot(reading.between(words.start));
    if dotted && words.len() == 1 && !reading.words[words.start].is_capital() || is_file(reading, words) {
        say(Reason::Dotted, 1.0);
    }
    let to_a_name =
        |info: Option<crate::dictionary::lexicon::WordInfo>| info.is_some_and(|info| !info.is_everyday());
    if tied_after && to_a_name(after) || tied_before {
        say(Reason::Tied, 1.0);
    }
    if candidate.finder == Evidence::Person {
        return;
    }
    if before.is_some_and(|info| info.is_cue_before()) {
        say(Reason::CueBefore, 1.0);
    }
    // "I" has a capital in any case.
    let first = words.start + usize::from(words.len() > 1 && reading.is_pronoun(words.start));
    let (small, cased) = (!reading.words[first].is_capital(), reading.is_cased(words.start));
    // "Rust-based" is, "discourse-based" is not: any word can be.
    if after.is_some_and(|info| info.is_cue_after()) && !(tied_after && plain && small && cased) {
        say(Reason::CueAfter, 1.0);
    }
    if begins_with_article(reading, candidate) || is_a_month(reading, words) {
        return say(Reason::PlainPair, 1.0);
    }
    let pairs = pairs(reading, found, words);
    if pairs.contains(&Some(false)) {
        // Pairs were counted over all letters: a capital speaks against them, unless it is that of a title.
        let tells = reading.capital_tells(words.start) && !is_in_a_title(reading, words);
        return say(Reason::PlainPair, if tells { CAPITAL_PAIR } else { 1.0 });
    }
    if pairs.contains(&Some(true)) {
        return say(Reason::NamePair, 1.0);
    }
    let used_plainly =
        before.is_some_and(|info| info.is_plain_before()) || after.is_some_and(|info| info.is_plain_after());
    if plain && small && used_plainly {
        say(Reason::PlainUse, likely_by_chance(reading, found, candidate));
    }
}

/// Whether what stands before a word ties it to another with a dot; three dots tie nothing.
fn is_behind_a_dot(between: &str) -> bool {
    between.ends_with('.') && !between.ends_with("..") && !between.starts_with(char::is_whitespace)
}

/// Whether an article and what it goes with happen to sound like a name: "a DB" is no adb, "a-Shell" is what it is.
fn begins_with_article(reading: &Reading, candidate: &Candidate) -> bool {
    let words = &candidate.words;
    let made = candidate.rule.is_some_and(|rule| rule != Rule::Misheard);
    let strange = |word: usize| reading.words[word].is_strange();
    made && words.len() > 1
        && reading.is_article(words.start)
        && reading.words[words.start + 1].gap == Gap::Space
        && !words.clone().any(strange)
}

/// Whether a word beside it says that software is meant: "using Dark", "a tool called Dark", "the Dark codebase".
pub(super) fn is_used(reading: &Reading, at: usize) -> bool {
    reading.continues(at) && reading.info(at - 1).is_cue_before()
        || reading.continues(at + 1) && reading.info(at + 1).is_cue_after()
}

/// Whether a word is a month's short name beside a day or a year: "Jan 17", "Jan. 17", "5 Jan", but not "Jan 0.6".
pub(super) fn is_a_month(reading: &Reading, words: &Range<usize>) -> bool {
    let at = words.start;
    let number = |word: usize| reading.text(&(word..word + 1)).parse::<u32>().ok();
    let is_whole =
        |word: usize| word + 1 >= reading.words.len() || !is_behind_a_dot(reading.between(word + 1));
    let day = |word: usize| number(word).is_some_and(|day| (1..=31).contains(&day)) && is_whole(word);
    let year = |word: usize| number(word).is_some_and(|year| (1900..2100).contains(&year));
    let joined = || reading.continues(at + 1) || reading.between(at + 1) == ". ";
    let dated = || {
        reading.continues(at) && day(at - 1)
            || at + 1 < reading.words.len() && joined() && (day(at + 1) || year(at + 1))
    };
    words.len() == 1 && MONTHS.iter().any(|month| reading.text(words).eq_ignore_ascii_case(month)) && dated()
}

/// Whether words are a file's name: "quilly.toml".
fn is_file(reading: &Reading, words: &Range<usize>) -> bool {
    let (end, last) = (words.end, words.end..words.end + 1);
    reading.continues(end) && reading.between(end) == "." && is_listed(FILES, reading.text(&last))
}

/// What the pairs say that a single word makes with its neighbours: whether the name is meant.
///
/// Of two words only where the first is a pronoun: "I sort of".
fn pairs(reading: &Reading, found: &Found, words: &Range<usize>) -> [Option<bool>; 2] {
    if words.len() > 1 && !reading.is_pronoun(words.start) {
        return [None; 2];
    }
    let pair = |word: usize| {
        let after = reading.continues(word).then(|| (reading.ids[word - 1], reading.ids[word]));
        after.and_then(|(before, after)| found.dictionary.pair_means_name(before, after))
    };
    [words.start, words.end].map(pair)
}

/// What rows of the dictionary ask of the name: cue words, letters as written, or to be left alone.
pub(super) fn weigh_limits(
    reading: &Reading,
    found: &Found,
    candidate: &Candidate,
    say: &mut impl FnMut(Reason, f32),
) {
    let (words, limits) = (&candidate.words, found.dictionary.limits());
    let ids = &reading.ids[reading.document_words(reading.words[words.start].document as usize)];
    let from = reading.document_words(reading.words[words.start].document as usize).start;
    let name = words.start - from..words.end - from;
    if limits.blocks_any()
        && (limits.is_blocked(&key(reading.text(words)))
            || limits.is_blocked(&key(&found.entity(candidate.entity).name)))
    {
        say(Reason::Blocked, 1.0);
    }
    if limits.asked(&ids[name.clone()]).is_some_and(|near| !near.stands_near(ids, name.clone())) {
        say(Reason::NoCue, 1.0);
    }
    let EntityRef::Known(entry) = candidate.entity else { return };
    if limits.favoured(entry).is_some_and(|near| near.stands_near(ids, name)) {
        say(Reason::OwnCue, 1.0);
    }
    let entry = found.dictionary.entry(entry);
    if entry.case == Case::Exact && entry.names().all(|name| name != reading.text(words)) {
        say(Reason::OtherCase, 1.0);
    }
}
