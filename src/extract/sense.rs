//! Judging senses: is this stretch of text the name, or a plain word, or part of another name?
//!
//! Reasons add up, each with its weight in log-odds (`data/weights.tsv`), as in naive Bayes; the sum is the confidence.
//! Two rounds: the second one knows what the first was sure of elsewhere in the episode (one sense per discourse:
//! Gale, Church and Yarowsky 1992).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::candidate::{Candidate, EntityRef, Found};
use super::reading::Reading;
use super::weigh::Reason;
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;
use crate::mention::{Confidence, Evidence};
use crate::text::word::Gap;

/// Log-odds at which a mention is sure enough to speak for others of the same entity.
const SURE: f32 = 2.0;
/// Log-odds below which a candidate is not even counted as a repetition.
const DOUBTFUL: f32 = -1.5;
/// Words to either side within which other projects are company.
const NEARBY: usize = 30;
/// Weight of an entry whose name is nobody's word: what a name that no dictionary has counts as.
const LOCAL_WEIGHT: f32 = 3.0;

/// A candidate with the sum of its reasons.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    pub(super) candidate: Candidate,
    /// All finders that found it, in order.
    pub(super) evidence: Vec<Evidence>,
    /// Each reason with what it counted.
    pub(super) parts: Vec<(Reason, f32)>,
}

impl Judged {
    /// The sum of the reasons, in log-odds.
    pub(super) fn log_odds(&self) -> f32 {
        self.parts.iter().map(|(_, weight)| weight).sum()
    }

    /// How sure, by the logistic function.
    pub(super) fn confidence(&self) -> Confidence {
        let share = 1.0 / (1.0 + (-self.log_odds()).exp());
        Confidence((share * 100.0).round().clamp(1.0, 99.0) as u8)
    }
}

/// Judges all candidates; those for the same words and entity are judged as one.
pub(super) fn judge(reading: &Reading, found: &Found) -> Vec<Judged> {
    let mut judged = united(found);
    for one in &mut judged {
        one.parts = weigh(reading, found, &one.candidate);
    }
    let repeated = repeated_phrases(&judged);
    let sure = sure_mentions(&judged);
    let company = company(reading, found, &judged);
    for one in &mut judged {
        let at = one.candidate.words.start;
        let elsewhere = sure
            .get(&one.candidate.entity)
            .is_some_and(|&(first, last)| first != at || last != at);
        let small = one
            .parts
            .iter()
            .any(|(reason, _)| *reason == Reason::SmallLetters);
        if elsewhere {
            // A small letter stays doubtful: "click" is a verb in the episode about Click, too.
            let everyday = one.candidate.words.len() == 1 && reading.info(at).is_everyday();
            let share = if small && everyday { 0.5 } else { 1.0 };
            one.parts
                .push((Reason::Elsewhere, Reason::Elsewhere.weight() * share));
        }
        if one.candidate.words.len() > 1
            && repeated
                .get(&one.candidate.entity)
                .is_some_and(|&times| times > 2)
        {
            one.parts.push((Reason::Repeated, Reason::Repeated.weight()));
        }
        if company(at) {
            one.parts.push((Reason::Company, Reason::Company.weight()));
        }
    }
    judged
}

/// Candidates for the same words and entity made one.
fn united(found: &Found) -> Vec<Judged> {
    let mut candidates = found.candidates.clone();
    candidates.sort_by_key(|c| (c.words.start, c.words.end, c.entity, c.finder));
    let mut judged: Vec<Judged> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let same = |last: &Judged| {
            (&last.candidate.words, last.candidate.entity) == (&candidate.words, candidate.entity)
        };
        match judged.last_mut().filter(|last| same(last)) {
            Some(last) => {
                last.candidate.reasons = last.candidate.reasons.and(candidate.reasons);
                last.candidate.rule = last.candidate.rule.or(candidate.rule);
                if last.evidence.last() != Some(&candidate.finder) {
                    last.evidence.push(candidate.finder);
                }
            }
            None => judged.push(Judged {
                evidence: vec![candidate.finder],
                parts: Vec::new(),
                candidate,
            }),
        }
    }
    judged
}

/// How often each entity may be named by a phrase; a phrase that keeps coming is no chance.
fn repeated_phrases(judged: &[Judged]) -> FxHashMap<EntityRef, u32> {
    let mut times = FxHashMap::default();
    for one in judged
        .iter()
        .filter(|one| one.candidate.words.len() > 1 && one.log_odds() > DOUBTFUL)
    {
        *times.entry(one.candidate.entity).or_insert(0) += 1;
    }
    times
}

/// The first and last word at which each entity is surely mentioned.
fn sure_mentions(judged: &[Judged]) -> FxHashMap<EntityRef, (usize, usize)> {
    let mut sure = FxHashMap::default();
    for one in judged.iter().filter(|one| one.log_odds() >= SURE) {
        let at = one.candidate.words.start;
        sure.entry(one.candidate.entity).or_insert((at, at)).1 = at;
    }
    sure
}

/// Whether at least two other projects are surely named near a word.
fn company(reading: &Reading, found: &Found, judged: &[Judged]) -> impl Fn(usize) -> bool + use<> {
    let mut before = vec![0u32; reading.words.len() + 1];
    for one in judged.iter().filter(|one| one.log_odds() >= SURE) {
        if found.entity(one.candidate.entity).kind == Kind::Project {
            before[one.candidate.words.start + 1] = 1;
        }
    }
    for at in 1..before.len() {
        before[at] += before[at - 1];
    }
    move |at: usize| {
        let end = (at + NEARBY).min(before.len() - 1);
        let others = before[end] - before[at.saturating_sub(NEARBY)];
        others - (before[at + 1] - before[at]) >= 2
    }
}

/// All reasons that hold for a candidate by itself.
fn weigh(reading: &Reading, found: &Found, candidate: &Candidate) -> Vec<(Reason, f32)> {
    let mut parts = Vec::with_capacity(8);
    let mut say = |reason: Reason, times: f32| parts.push((reason, reason.weight() * times));
    let expected = found.expected.get(&candidate.entity).copied().unwrap_or_default();
    for reason in candidate.reasons.and(expected).iter() {
        say(reason, 1.0);
    }
    let plain = is_plain(reading, &candidate.words);
    if candidate.rule.is_some() {
        weigh_name(reading, found, candidate, &mut say);
    }
    if candidate.reasons.has(Reason::GivenNameOnly) && reading.info(candidate.words.start).is_english() {
        weigh_word(reading, candidate.words.start, true, &mut say);
    }
    if candidate.finder == Evidence::Garble {
        weigh_garble(reading, found, candidate, plain, &mut say);
    }
    weigh_case(reading, found, candidate, plain, &mut say);
    weigh_neighbours(reading, candidate, plain, &mut say);
    parts
}

/// Whether all words of a name are words of the language; letters spelled out one by one are not.
fn is_plain(reading: &Reading, words: &Range<usize>) -> bool {
    let letter = |word: usize| reading.words[word].span.range().len() == 1;
    let spelled = words.clone().filter(|&word| letter(word)).count() > 1;
    !spelled
        && words.clone().all(|word| {
            let info = reading.info(word);
            info.is_english() || info.zipf >= 40 || letter(word)
        })
}

/// What the name is by itself: rare or common, short or long, known or not.
fn weigh_name(reading: &Reading, found: &Found, candidate: &Candidate, say: &mut impl FnMut(Reason, f32)) {
    let words = candidate.words.clone();
    let entity = found.entity(candidate.entity);
    let weight = match candidate.entity {
        EntityRef::Known(entry) => found.dictionary.entry(entry).weight as f32,
        EntityRef::Local(_) => LOCAL_WEIGHT,
    };
    say(Reason::Known, weight.ln().min(5.0));
    if candidate.rule.is_some_and(|rule| rule != Rule::AsWritten) {
        say(Reason::Generated, 1.0);
    }
    if !matches!(entity.kind, Kind::Project | Kind::Person) {
        say(Reason::Guard, 1.0);
    }
    if entity.kind == Kind::Person && words.len() > 1 {
        return say(Reason::KnownPerson, 1.0);
    }
    match (is_plain(reading, &words), words.len()) {
        (true, 1) => weigh_word(
            reading,
            words.start,
            entity.name.starts_with(char::is_uppercase),
            say,
        ),
        (true, _) => say(Reason::Phrase, 1.0),
        (false, _) => say(Reason::Unique, 1.0),
    }
    let rarest = words
        .clone()
        .map(|word| reading.info(word).frequency())
        .fold(f32::MAX, f32::min);
    // Two words together are about a tenth as common as the rarer of them.
    let frequency = rarest - (words.len() - 1) as f32;
    if words.len() > 1 && frequency > 3.0 {
        say(Reason::Frequency, frequency - 3.0);
    }
    if has_generic_tail(reading, found, candidate, weight) {
        say(Reason::GenericTail, 1.0);
    }
    if words.len() == 1 {
        let info = reading.info(words.start);
        if info.is_given() || info.is_surname() {
            say(Reason::PersonsName, 1.0);
        }
        let letters = reading.span(&words).range().len();
        if letters < 3 {
            say(Reason::Short, (3 - letters) as f32);
        }
    }
}

/// What a garble is by itself: a well-known name is likelier, an English word less likely.
fn weigh_garble(
    reading: &Reading,
    found: &Found,
    candidate: &Candidate,
    plain: bool,
    say: &mut impl FnMut(Reason, f32),
) {
    if let EntityRef::Known(entry) = candidate.entity {
        say(
            Reason::Known,
            (found.dictionary.entry(entry).weight as f32).ln().min(5.0) / 2.0,
        );
    }
    if plain && candidate.words.len() == 1 {
        say(Reason::English, 1.0);
        say(
            Reason::Frequency,
            (reading.info(candidate.words.start).frequency() - 3.0).max(0.0),
        );
    }
}

/// What an English word is by itself: how often transcripts write it as a name, else how common it is.
fn weigh_word(reading: &Reading, word: usize, capitalised: bool, say: &mut impl FnMut(Reason, f32)) {
    let info = reading.info(word);
    match info.capital_odds().filter(|_| capitalised) {
        Some(odds) => say(Reason::Letters, odds),
        None => {
            say(Reason::English, 1.0);
            say(Reason::Frequency, (info.frequency() - 3.0).max(0.0));
        }
    }
}

/// Whether a better known name stands here with everyday words added, in another way than this name is written.
///
/// "Flask API" is Flask and its API, not `flask-api`; "TypeScript is" is no `typescript-is`; "Python magic" is none.
/// A name that its makers write in several words ("Jupyter Notebook") is not doubted.
fn has_generic_tail(reading: &Reading, found: &Found, candidate: &Candidate, weight: f32) -> bool {
    let words = &candidate.words;
    let name = &found.entity(candidate.entity).name;
    if words.len() < 2 || name.contains(' ') || reading.text(words) == *name {
        return false;
    }
    let better_known = |part: Range<usize>, rest: Range<usize>| {
        let Some(form) = found.dictionary.forms().get(&reading.ids[part]) else {
            return false;
        };
        let everyday = rest.clone().all(|word| {
            let info = reading.info(word);
            info.zipf >= 55 || info.is_cue_after() || info.is_english() && !reading.words[word].is_capital()
        });
        everyday && found.dictionary.entry(form.entry).weight as f32 > weight
    };
    (words.start + 1..words.end).any(|cut| {
        better_known(words.start..cut, cut..words.end) || better_known(cut..words.end, words.start..cut)
    })
}

/// How it is written: capitals tell where the text has them.
fn weigh_case(
    reading: &Reading,
    found: &Found,
    candidate: &Candidate,
    plain: bool,
    say: &mut impl FnMut(Reason, f32),
) {
    let words = &candidate.words;
    let (first, last) = (reading.words[words.start], reading.words[words.end - 1]);
    let name = &found.entity(candidate.entity).name;
    let inner = |text: &str| text.chars().skip(1).any(char::is_uppercase);
    if reading.text(words) == name && inner(name) {
        say(Reason::ExactCase, 1.0);
    }
    let tells = plain || matches!(candidate.finder, Evidence::Person | Evidence::Garble);
    if !tells || !reading.is_cased(words.start) {
        return;
    }
    if !first.is_capital() {
        // A name that its makers write small is half expected so, and so is one of several words.
        let halves = i32::from(!name.starts_with(char::is_uppercase)) + i32::from(words.len() > 1);
        say(Reason::SmallLetters, 1.0 - halves as f32 / 2.0);
    } else if first.gap != Gap::Sentence || words.len() > 1 && last.is_capital() {
        let neighbours = neighbour_capitals(reading, words);
        say(
            if neighbours {
                Reason::TitleCase
            } else {
                Reason::Capital
            },
            1.0,
        );
        if neighbours
            && words.len() == 1
            && (candidate.finder == Evidence::Garble || candidate.reasons.has(Reason::GivenNameOnly))
        {
            say(Reason::LongerName, 1.0);
        }
    }
}

/// Whether a word next to these is capitalised and no name runs on to it by a mark.
fn neighbour_capitals(reading: &Reading, words: &Range<usize>) -> bool {
    let capital = |word: usize| reading.words[word].is_capital() && reading.words[word].has_small();
    let before =
        reading.continues(words.start) && reading.capital_tells(words.start - 1) && capital(words.start - 1);
    before || reading.continues(words.end) && capital(words.end)
}

/// What stands around it.
fn weigh_neighbours(
    reading: &Reading,
    candidate: &Candidate,
    plain: bool,
    say: &mut impl FnMut(Reason, f32),
) {
    let words = &candidate.words;
    if words.clone().any(|word| reading.words[word].is_address()) && !candidate.reasons.has(Reason::LinkText)
    {
        say(Reason::Address, 1.0);
    }
    let before = reading
        .continues(words.start)
        .then(|| reading.info(words.start - 1));
    let after = reading.continues(words.end).then(|| reading.info(words.end));
    let tied_after = reading.continues(words.end) && matches!(reading.between(words.end), "-" | "_");
    let tied_before = reading.continues(words.start) && matches!(reading.between(words.start), "-" | "_");
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
    if after.is_some_and(|info| info.is_cue_after()) {
        say(Reason::CueAfter, 1.0);
    }
    let small = !reading.words[words.start].is_capital();
    let used_plainly =
        before.is_some_and(|info| info.is_plain_before()) || after.is_some_and(|info| info.is_plain_after());
    if plain && small && used_plainly {
        say(Reason::PlainUse, 1.0);
    }
}
