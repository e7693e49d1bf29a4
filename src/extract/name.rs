//! Names: every spoken and written form of every name, wherever its words stand one after the other.
//!
//! *What it finds*: "any I/O" (AnyIO), "Visual Studio Code", "k8s"; names that this episode's links and phrases
//! established, again. *Why not simpler*: an automaton over bytes is slower than looking at word numbers, needs a check
//! of word borders, and does not see names that run over a line end. *What it misses*: names said in a way that no rule
//! foresees; those are left to the garble finder.

use super::candidate::{Candidate, EntityRef, Found};
use super::limits::name::LONGEST;
use super::reading::Reading;
use super::weigh::Reasons;
use crate::dictionary::spoken::Rule;
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
}
