//! Settling: of judged candidates that overlap, one is kept; of those that do not convince, none.

use super::sense::Judged;
use crate::mention::Confidence;

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// A mention.
    Kept,
    /// Not convincing.
    Doubtful,
    /// Convincing, but the kept candidate with this place in the list lies over it.
    Covered(usize),
}

/// Decides for each candidate that is at least so sure: the longest wins, then the likeliest, then the earliest, then the first by entity.
pub(super) fn settle(judged: &[Judged], least: Confidence) -> Vec<Fate> {
    let mut order: Vec<usize> = (0..judged.len()).filter(|&at| judged[at].confidence() >= least).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&judged[a], &judged[b]);
        let length = |one: &Judged| one.candidate.words.len();
        length(b)
            .cmp(&length(a))
            .then(b.log_odds().total_cmp(&a.log_odds()))
            .then(a.candidate.words.start.cmp(&b.candidate.words.start))
            .then(a.candidate.entity.cmp(&b.candidate.entity))
    });
    let mut fates = vec![Fate::Doubtful; judged.len()];
    let words = judged.iter().map(|one| one.candidate.words.end).max().unwrap_or(0);
    const NOBODY: u32 = u32::MAX;
    let mut owner: Vec<u32> = vec![NOBODY; words];
    for at in order {
        let words = judged[at].candidate.words.clone();
        fates[at] = match owner[words.clone()].iter().find(|&&owner| owner != NOBODY) {
            Some(&over) => Fate::Covered(over as usize),
            None => {
                owner[words].fill(at as u32);
                Fate::Kept
            }
        };
    }
    fates
}
