//! Of the edges of each node, the surest.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::backbone::Ground;
use super::pairs::Pair;
use super::weight::Weight;

/// How sure an edge is, and how close its ends are mentioned where they are closest.
type Rank = (f64, u32);

/// For each pair whether it is among the `most` surest of one of its ends.
///
/// What is left has at most `most` edges for each node, and every node that had an edge has one: a picture of it can be
/// read where one of all edges is a hairball. Sure is what log-likelihood says (Dunning 1993): it ranks by evidence, so
/// that what came together once by chance does not go before what does again and again, and hubs do not win by
/// size. Of equals, and there are many among names that one episode mentions, those go first that are mentioned
/// closest together, as `nearest` tells, then the first. Costs a sort of the edges.
pub(super) fn surest(
    pairs: &[Pair],
    ground: &Ground,
    nearest: impl Fn(&Pair) -> Option<u32> + Sync,
    most: usize,
) -> Vec<bool> {
    let rank = |pair: &Pair| -> Rank {
        (Weight::LogLikelihood.of(ground.counts(pair)), nearest(pair).unwrap_or(u32::MAX))
    };
    let ranks: Vec<Rank> = pairs.par_iter().map(rank).collect();
    let mut of_node: Vec<Vec<usize>> = vec![Vec::new(); ground.held.len()];
    for (number, pair) in pairs.iter().enumerate() {
        of_node[pair.one as usize].push(number);
        of_node[pair.other as usize].push(number);
    }
    let mut kept = vec![false; pairs.len()];
    for mut own in of_node {
        own.sort_unstable_by(|&a, &b| surer(&ranks[a], &ranks[b]).then(a.cmp(&b)));
        own.into_iter().take(most).for_each(|number| kept[number] = true);
    }
    kept
}

fn surer(a: &Rank, b: &Rank) -> Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(one: u32, other: u32, windows: u32) -> Pair {
        Pair { one, other, windows }
    }

    #[test]
    fn keeps_what_is_sure_at_either_end() {
        // 0 is everywhere; 1 and 2 come together again and again, 3 once with 0.
        let pairs = [pair(0, 1, 4), pair(0, 2, 4), pair(0, 3, 1), pair(1, 2, 4)];
        let ground = Ground { held: &[10, 4, 4, 1], windows: 10, possible: 6.0 };
        // Of the three equal ones of 0 the first is kept, of 3 its only one.
        assert_eq!(surest(&pairs, &ground, |_| None, 1), [true, false, true, true]);
        assert_eq!(surest(&pairs, &ground, |_| None, 9), [true; 4]);
        assert_eq!(surest(&pairs, &ground, |_| None, 0), [false; 4]);
    }

    #[test]
    fn of_equals_the_closest_go_first() {
        let pairs = [pair(0, 1, 1), pair(0, 2, 1), pair(0, 3, 1), pair(1, 3, 1)];
        let near = |pair: &Pair| match (pair.one, pair.other) {
            (0, 2) => Some(20),
            (0, 3) => Some(500),
            _ => Some(900),
        };
        let ground = Ground { held: &[1; 4], windows: 1, possible: 6.0 };
        assert_eq!(surest(&pairs, &ground, near, 1), [true, true, true, false]);
    }
}
