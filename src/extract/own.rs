//! Finders of one's own: what a program that uses the library looks for besides.
//!
//! *What it finds*: whatever a [`Finder`] says, under the entity and as surely as it says. *Why not simpler*: a table
//! of names (`--dictionary`) is simpler wherever the names are known beforehand. *What it misses*: reasons; nothing is
//! weighed for or against what such a finder finds, it only has to stand against what lies over it.

use std::fmt;
use std::ops::Range;

use super::candidate::{Candidate, Found};
use super::reading::Reading;
use super::sense::Judged;
use super::weigh::{Reason, Reasons};
use crate::entity::Entity;
use crate::episode::Episode;
use crate::mention::{Confidence, Evidence};
use crate::text::Span;

/// Finds mentions by a rule of its own; [`super::Extractor::with_finder`] takes one.
///
/// Must be a pure function of the episode: extraction promises the same bytes for the same episode.
pub trait Finder: fmt::Debug + Sync {
    /// What it finds in an episode, in any order.
    fn find(&self, episode: &Episode) -> Vec<Finding>;
}

/// What a [`Finder`] found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The document's place in [`Episode::documents`].
    pub document: usize,
    /// Bytes of the document's text; widened to whole words. Without a word in it, the finding is dropped.
    pub span: Span,
    /// The entity meant. One that the dictionary has, too, under this id and name is told as the dictionary has it.
    pub entity: Entity,
    /// Why, in words, as `mentions --explain` tells reasons.
    pub evidence: &'static str,
    /// How sure, in percent; at most 99.
    pub confidence: Confidence,
}

/// Judges what a finder of one's own found: by what it says itself.
pub(super) fn add(finder: &dyn Finder, reading: &Reading, found: &mut Found, judged: &mut Vec<Judged>) {
    for finding in finder.find(reading.episode) {
        let Some(words) = words_of(reading, &finding) else { continue };
        let reasons = Reasons::of(&[Reason::Own]);
        let entity = found.establish_as_is(finding.entity);
        let candidate = Candidate { words, entity, finder: Evidence::Own, rule: None, reasons };
        judged.push(Judged::as_sure_as(candidate, Reason::Own, finding.confidence));
        found.own_words.push((judged.len() - 1, finding.evidence));
    }
}

/// The whole words of a finding; none where its place is not in the episode.
fn words_of(reading: &Reading, finding: &Finding) -> Option<Range<usize>> {
    let document = reading.episode.documents.get(finding.document)?;
    document.text.get(finding.span.range())?;
    Some(reading.words_in(finding.document, finding.span)).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Dictionary;
    use crate::entity::Kind;
    use crate::extract::Extractor;
    use crate::source::{self, group::group};

    /// Finds ticket numbers such as "QX-12".
    #[derive(Debug)]
    struct Tickets(Confidence);

    impl Finder for Tickets {
        fn find(&self, episode: &Episode) -> Vec<Finding> {
            let finding = |document: usize, at: usize, length: usize| Finding {
                document,
                span: Span::new(at, at + length),
                entity: Entity {
                    id: "other:qx-12".to_owned(),
                    name: "QX-12".to_owned(),
                    kind: Kind::Other,
                    url: None,
                    discovered: false,
                },
                evidence: "looks like a ticket",
                confidence: self.0,
            };
            let found = episode.documents[0].text.find("QX-1").map(|at| finding(0, at, 4));
            // Places that are no places are passed over.
            found.into_iter().chain([finding(7, 0, 1), finding(0, 1_000_000, 1), finding(0, 3, 0)]).collect()
        }
    }

    fn explained(confidence: u8) -> crate::extract::Explanation {
        let text = b"00:00:01 We closed QX-12 and moved to Django.";
        let reading = source::read("the-hot-path/3.txt", text).unwrap();
        let finder = Tickets(Confidence(confidence));
        let dictionary = Dictionary::builtin();
        let extractor = Extractor::new(&dictionary).with_finder(&finder);
        extractor.explain(&group(vec![reading]).episodes[0])
    }

    #[test]
    fn what_it_finds_is_a_mention_beside_the_others() {
        let explanation = explained(87);
        let mentions = &explanation.extraction.documents[0].mentions;
        let told: Vec<_> = mentions.iter().map(|m| (&*m.surface, &*m.entity)).collect();
        assert_eq!(told, [("QX-12", "other:qx-12"), ("Django", "project:django")]);
        assert_eq!(
            (mentions[0].confidence, &mentions[0].evidence[..]),
            (Confidence(87), &[Evidence::Own][..])
        );
        let judgement = explanation.judgements.iter().find(|judgement| judgement.name == "QX-12").unwrap();
        assert_eq!(judgement.reasons[0].0, "looks like a ticket");
    }

    #[test]
    fn what_is_not_sure_enough_is_dropped() {
        assert_eq!(explained(40).extraction.documents[0].mentions.len(), 1);
    }
}
