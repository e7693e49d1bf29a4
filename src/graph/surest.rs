//! Of the edges of each node, the surest.

use rayon::prelude::*;

use super::backbone::Ground;
use super::pairs::Pair;
use super::weight::Weight;

/// For each pair whether it is among the `most` surest of one of its ends.
///
/// What is left has at most `most` edges for each node, and every node that had an edge has one: a picture of it can be
/// read where one of all edges is a hairball. Sure is what log-likelihood says (Dunning 1993): it ranks by evidence, so
/// that what came together once by chance does not go before what does again and again, and hubs do not win by
/// size. Of equals, and there are many among names that one episode mentions, those go first that are mentioned
/// closest together, as `nearest` tells, then the first. Costs a sort of the edges, and `nearest` of each edge as sure as the
/// last that a node keeps.
pub(super) fn surest(
    pairs: &[Pair],
    ground: &Ground,
    nearest: impl Fn(&Pair) -> Option<u32> + Sync,
    most: usize,
) -> Vec<bool> {
    let sure: Vec<f64> = pairs.par_iter().map(|pair| Weight::LogLikelihood.of(ground.counts(pair))).collect();
    let mut of_node: Vec<Vec<usize>> = vec![Vec::new(); ground.held.len()];
    for (number, pair) in pairs.iter().enumerate() {
        of_node[pair.one as usize].push(number);
        of_node[pair.other as usize].push(number);
    }
    let first = |mut own: Vec<usize>| {
        own.sort_unstable_by(|&a, &b| sure[b].total_cmp(&sure[a]).then(a.cmp(&b)));
        if let Some(&last) = most.checked_sub(1).and_then(|last| own.get(last)) {
            // Of equals some may be kept and some not.
            let from = own.partition_point(|&one| sure[one].total_cmp(&sure[last]).is_gt());
            let to = own.partition_point(|&one| sure[one].total_cmp(&sure[last]).is_ge());
            if to > most {
                let near = |one: &usize| (nearest(&pairs[*one]).unwrap_or(u32::MAX), *one);
                own[from..to].sort_by_cached_key(near);
            }
        }
        own.truncate(most);
        own
    };
    let firsts: Vec<Vec<usize>> = of_node.into_par_iter().map(first).collect();
    let mut kept = vec![false; pairs.len()];
    firsts.into_iter().flatten().for_each(|number| kept[number] = true);
    kept
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
