//! Judging senses: is this stretch of text the name, or a plain word, or part of another name?
//!
//! Reasons add up, each with its weight in log-odds (`data/weights.tsv`), as in naive Bayes; the sum is the confidence.
//! Two rounds: the second one knows what the first was sure of elsewhere in the episode (one sense per discourse:
//! Gale, Church and Yarowsky 1992).

use rustc_hash::FxHashMap;

use super::candidate::{Candidate, EntityRef, Found};
use super::company::{companions, company, is_enumerated, sure_projects};
use super::context::{weigh_case, weigh_limits, weigh_neighbours};
use super::limits::sense::{CALIBRATION, DOUBTFUL, FAR, FEW_CAPITALS, MOSTLY, NEARBY, SURE};
use super::prior::{is_plain, weigh_garble, weigh_name, weigh_word};
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::spoken::Rule;
use crate::mention::{Confidence, Evidence};

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
    /// A candidate for which one reason makes up the whole confidence.
    pub(super) fn as_sure_as(candidate: Candidate, reason: Reason, confidence: Confidence) -> Self {
        let share = confidence.share().clamp(0.01, 0.99) as f32;
        let log_odds = (share / (1.0 - share)).ln() / CALIBRATION;
        Judged { evidence: vec![candidate.finder], parts: vec![(reason, log_odds)], candidate }
    }

    /// The sum of the reasons, in log-odds.
    pub(super) fn log_odds(&self) -> f32 {
        self.parts.iter().map(|(_, weight)| weight).sum()
    }

    /// How sure, by the logistic function.
    pub(super) fn confidence(&self) -> Confidence {
        let share = 1.0 / (1.0 + (-CALIBRATION * self.log_odds()).exp());
        Confidence((share * 100.0).round().clamp(1.0, 99.0) as u8)
    }
}

/// Judges all candidates; those for the same words and entity are judged as one. The reasons in `without` have no say.
pub(super) fn judge(reading: &Reading, found: &Found, without: Reasons) -> Vec<Judged> {
    let mut judged = united(found);
    let has_say = |(reason, _): &(Reason, f32)| !without.has(*reason);
    for one in &mut judged {
        one.parts = weigh(reading, found, &one.candidate);
        one.parts.retain(has_say);
    }
    let repeated = repeated_phrases(&judged);
    let best = best_mentions(&judged);
    let projects = sure_projects(found, &judged);
    let letters = letters(reading, &judged);
    for one in &mut judged {
        let at = one.candidate.words.start;
        let small = one.parts.iter().any(|(reason, _)| *reason == Reason::SmallLetters);
        let elsewhere = best[&one.candidate.entity].iter().find(|&&(place, _)| place != at);
        match elsewhere.map_or(0.0, |&(_, log_odds)| log_odds) {
            SURE.. => {
                // A small letter stays doubtful: "click" is a verb in the episode about Click, too.
                let everyday = one.candidate.words.len() == 1 && reading.info(at).is_everyday();
                let share = if small && everyday { 0.5 } else { 1.0 };
                one.parts.push((Reason::Elsewhere, Reason::Elsewhere.weight() * share));
            }
            likely @ 0.0.. if one.candidate.rule.is_some() && !small => {
                let share = likely / SURE;
                one.parts.push((Reason::LikelyElsewhere, Reason::LikelyElsewhere.weight() * share));
            }
            _ => {}
        }
        if one.candidate.words.len() > 1
            && repeated.get(&one.candidate.entity).is_some_and(|&times| times > 2)
        {
            one.parts.push((Reason::Repeated, Reason::Repeated.weight()));
        }
        if is_enumerated(reading, &projects, &one.candidate) {
            one.parts.push((Reason::Listed, Reason::Listed.weight()));
        }
        let small = !reading.words[at].is_capital() && one.candidate.words.len() == 1;
        let counted = one.parts.iter().any(|(reason, _)| *reason == Reason::Usage);
        if counted && small && company(reading, &projects, &one.candidate, FAR) == 0 {
            one.parts.push((Reason::Alone, Reason::Alone.weight()));
        }
        if let Some(times) = small_here(reading, &letters, &one.candidate) {
            one.parts.push((Reason::SmallHere, Reason::SmallHere.weight() * times));
        }
        if company(reading, &projects, &one.candidate, NEARBY) > 1 {
            one.parts.push((Reason::Company, Reason::Company.weight()));
        }
        let companions = companions(reading, found, &projects, &one.candidate);
        if companions > 0.0 {
            one.parts.push((Reason::Companions, Reason::Companions.weight() * companions));
        }
        one.parts.retain(has_say);
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
            None => judged.push(Judged { evidence: vec![candidate.finder], parts: Vec::new(), candidate }),
        }
    }
    judged
}

/// How often each entity may be named by a phrase; a phrase that keeps coming is no chance.
fn repeated_phrases(judged: &[Judged]) -> FxHashMap<EntityRef, u32> {
    let mut times = FxHashMap::default();
    for one in judged.iter().filter(|one| one.candidate.words.len() > 1 && one.log_odds() > DOUBTFUL) {
        *times.entry(one.candidate.entity).or_insert(0) += 1;
    }
    times
}

/// The two likeliest mentions of each entity: the word where it begins, and its log-odds.
fn best_mentions(judged: &[Judged]) -> FxHashMap<EntityRef, [(usize, f32); 2]> {
    let mut best = FxHashMap::default();
    for one in judged {
        let here = (one.candidate.words.start, one.log_odds());
        let [first, second] = best.entry(one.candidate.entity).or_insert([(usize::MAX, f32::MIN); 2]);
        if here.0 == first.0 {
            first.1 = first.1.max(here.1);
        } else if here.1 > first.1 {
            *second = std::mem::replace(first, here);
        } else if here.1 > second.1 {
            *second = here;
        }
    }
    best
}

/// How often each entity may be named with a capital that tells, and how often in small letters.
fn letters(reading: &Reading, judged: &[Judged]) -> FxHashMap<EntityRef, [u32; 2]> {
    let mut letters = FxHashMap::default();
    for one in judged {
        let at = one.candidate.words.start;
        let [capital, small]: &mut [u32; 2] = letters.entry(one.candidate.entity).or_default();
        *capital += u32::from(reading.capital_tells(at));
        *small += u32::from(reading.is_cased(at) && !reading.words[at].is_capital());
    }
    letters
}

/// Of an everyday word in small letters, how many times as often the episode writes the name, as a logarithm, if that is mostly with
/// a capital: who writes "Poetry" knows what poetry is.
fn small_here(
    reading: &Reading,
    letters: &FxHashMap<EntityRef, [u32; 2]>,
    candidate: &Candidate,
) -> Option<f32> {
    let (at, [capital, small]) = (candidate.words.start, letters[&candidate.entity]);
    let info = reading.info(at);
    (reading.is_cased(at)
        && !reading.words[at].is_capital()
        && capital >= FEW_CAPITALS.max(MOSTLY * small)
        && candidate.rule == Some(Rule::AsWritten)
        && candidate.words.len() == 1
        && info.is_everyday()
        && info.capital_odds().is_none_or(|odds| odds < 0.0))
    .then(|| ((capital + small) as f32 / small as f32).ln())
}

/// All reasons that hold for a candidate by itself.
fn weigh(reading: &Reading, found: &Found, candidate: &Candidate) -> Vec<(Reason, f32)> {
    let mut parts = Vec::with_capacity(8);
    let mut say = |reason: Reason, times: f32| parts.push((reason, reason.weight() * times));
    let expected = found.expected.get(&candidate.entity).copied().unwrap_or_default();
    let plain = is_plain(reading, &candidate.words);
    // A link to Rich says little of every "rich" in the episode, and so does its spelling.
    let small = plain && candidate.words.len() == 1 && !reading.words[candidate.words.start].is_capital();
    for reason in candidate.reasons.and(expected).iter() {
        let little = reason == Reason::Linked || reason == Reason::Spelled && candidate.rule.is_some();
        say(reason, if small && little { 0.4 } else { 1.0 });
    }
    if candidate.rule.is_some() {
        weigh_name(reading, found, candidate, &mut say);
    }
    if candidate.reasons.has(Reason::GivenNameOnly) && reading.info(candidate.words.start).is_english() {
        weigh_word(reading, candidate.words.start, true, &mut say);
    }
    if candidate.finder == Evidence::Garble && candidate.rule.is_none() {
        weigh_garble(reading, found, candidate, plain, &mut say);
    }
    weigh_case(reading, found, candidate, plain, &mut say);
    weigh_neighbours(reading, found, candidate, plain, &mut say);
    weigh_limits(reading, found, candidate, &mut say);
    parts
}
