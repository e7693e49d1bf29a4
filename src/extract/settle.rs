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
    let sure = judged.iter().enumerate().filter(|(_, one)| one.confidence() >= least);
    let mut order: Vec<(usize, f32)> = sure.map(|(at, one)| (at, one.log_odds())).collect();
    order.sort_by(|&(a, a_odds), &(b, b_odds)| {
        let (a, b) = (&judged[a].candidate, &judged[b].candidate);
        (b.words.len().cmp(&a.words.len()))
            .then(b_odds.total_cmp(&a_odds))
            .then(a.words.start.cmp(&b.words.start))
            .then(a.entity.cmp(&b.entity))
    });
    let mut fates = vec![Fate::Doubtful; judged.len()];
    let words = judged.iter().map(|one| one.candidate.words.end).max().unwrap_or(0);
    const NOBODY: u32 = u32::MAX;
    let mut owner: Vec<u32> = vec![NOBODY; words];
    for (at, _) in order {
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
