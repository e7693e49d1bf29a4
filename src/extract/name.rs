//! Names: every spoken and written form of every name, wherever its words stand one after the other.
//!
//! *What it finds*: "any I/O" (AnyIO), "Visual Studio Code", "k8s"; names that this episode's links and phrases
//! established, again. *Why not simpler*: an automaton over bytes is slower than looking at word numbers, needs a check
//! of word borders, and does not see names that run over a line end. *What it misses*: names said in a way that no rule
//! foresees; those are left to the garble finder.

use rustc_hash::FxHashMap;

use super::candidate::{Candidate, EntityRef, Found};
use super::limits::name::{LONGEST, MUCH_BETTER_KNOWN, VENDORS};
use super::reading::Reading;
use super::weigh::Reasons;
use super::word::is_listed;
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;
use crate::mention::Evidence;
use crate::text::word::Gap;

/// Adds a candidate for each form at each word, the longest first; settling chooses among those that overlap.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    let forms = found.dictionary.forms();
    for at in 0..reading.ids.len() {
        if !forms.may_begin(reading.ids[at]) && !found.local_forms.may_begin(reading.ids[at]) {
            continue;
        }
        let rest = &reading.ids[at..];
        let longest = forms.longest_at(rest).max(found.local_forms.longest_at(rest));
        if longest == 0 || reading.words[at].gap == Gap::Handle || reading.is_label(at) {
            continue;
        }
        let end = reading.run_end(at, longest.min(LONGEST));
        let ids = &reading.ids[at..end];
        let known = forms.at(ids).map(|form| (EntityRef::Known(form.entry), form));
        let local = found.local_forms.at(ids).map(|form| (EntityRef::Local(form.entry), form));
        for (entity, form) in known.chain(local) {
            found.candidates.push(Candidate {
                words: at..at + form.words.len(),
                entity,
                finder: if form.rule == Rule::Misheard { Evidence::Garble } else { Evidence::Name },
                rule: Some(form.rule),
                reasons: Reasons::default(),
            });
        }
    }
    take_short_for_full(reading, found);
}

/// Takes the last words of a name for that name, once it was said in full: "Apache Arrow", then "Arrow", which is another library too.
///
/// Not where that other is much better known (Oracle Linux), or the episode has a link to it or says what it is.
fn take_short_for_full(reading: &Reading, found: &mut Found) {
    let mut full = FxHashMap::default();
    for candidate in found.candidates.iter().filter(|one| is_full(reading, one)) {
        full.entry((candidate.words.start + 1, candidate.words.end)).or_insert(candidate.entity);
    }
    let mut meant: FxHashMap<EntityRef, (EntityRef, usize)> = FxHashMap::default();
    for short in &found.candidates {
        let place = (short.words.start, short.words.end);
        if let Some(&entity) = full.get(&place)
            && may_stand_for(found, short.entity, entity)
        {
            meant.entry(short.entity).or_insert((entity, place.0));
        }
    }
    if meant.is_empty() {
        return;
    }
    for one in found.candidates.iter_mut().filter(|one| one.finder == Evidence::Name) {
        if let Some(&(entity, since)) = meant.get(&one.entity)
            && one.words.start >= since
            && !full.contains_key(&(one.words.start, one.words.end))
        {
            one.entity = entity;
        }
    }
}

/// Whether a name is said with its maker before it, as the maker writes it.
fn is_full(reading: &Reading, candidate: &Candidate) -> bool {
    let words = &candidate.words;
    words.len() > 1
        && candidate.rule == Some(Rule::AsWritten)
        && matches!(candidate.entity, EntityRef::Known(_))
        && words.clone().all(|word| reading.words[word].is_capital() || !reading.is_cased(word))
        && is_listed(VENDORS, reading.text(&(words.start..words.start + 1)))
}

fn may_stand_for(found: &Found, short: EntityRef, full: EntityRef) -> bool {
    let (EntityRef::Known(one), EntityRef::Known(other)) = (short, full) else { return false };
    let [one, other] = [one, other].map(|entry| found.dictionary.entry(entry));
    short != full
        && one.entity.kind == Kind::Project
        && other.entity.kind == Kind::Project
        && one.weight <= other.weight * MUCH_BETTER_KNOWN
        && !found.expected.contains_key(&short)
}
