//! The edges that stand out.

use rayon::prelude::*;

use super::hypergeometric::at_least;
use super::options::BackboneTest;
use super::pairs::Pair;
use super::weight::Counts;
use crate::network::neighbours::Neighbours;

/// What an edge is compared with.
pub(super) struct Ground<'g> {
    /// For each end the windows that hold it.
    pub(super) held: &'g [u32],
    /// Windows in all.
    pub(super) windows: u32,
    /// How many pairs could have been together: the number of tests.
    pub(super) possible: f64,
}

/// For each edge whether it stands out at the level of significance `alpha`.
pub(super) fn stands_out(pairs: &[Pair], ground: &Ground, test: BackboneTest, alpha: f64) -> Vec<bool> {
    match test {
        BackboneTest::Disparity => by_disparity(pairs, ground.held.len(), alpha),
        BackboneTest::Exact => {
            let chance = |pair: &Pair| at_least(ground.counts(pair));
            let chances: Vec<f64> = pairs.par_iter().map(chance).collect();
            let limit = limit(chances.clone(), ground.possible, alpha);
            chances.into_iter().map(|chance| chance <= limit).collect()
        }
    }
}

impl Ground<'_> {
    /// What the weights of a pair are made of.
    pub(super) fn counts(&self, pair: &Pair) -> Counts {
        Counts {
            windows: self.windows,
            one: self.held[pair.one as usize],
            other: self.held[pair.other as usize],
            both: pair.windows,
        }
    }
}

/// The disparity filter (Serrano, Boguñá & Vespignani 2009).
///
/// An end of degree k and strength s expects its strength to be spread evenly at random; an edge of weight w is
/// surprising there with a = (1 − w/s)^(k−1). The edge stays if a < alpha at either end. An end of degree 1 has
/// nothing to compare with: a = 1 there, so a pair that touches nobody else goes, and the leaf of a hub stays only
/// if it stands out among the hub's edges. No correction for many tests. Weights are counts of windows: the filter
/// is not meant for ratios. Costs a power for each end of an edge.
fn by_disparity(pairs: &[Pair], ends: usize, alpha: f64) -> Vec<bool> {
    let edges = pairs.iter().map(|pair| (pair.one, pair.other, f64::from(pair.windows)));
    let graph = Neighbours::new(ends, edges.clone());
    let strengths = graph.strengths();
    let surprise = |node: u32, weight: f64| {
        (1.0 - weight / strengths[node as usize]).powi(graph.degree(node) as i32 - 1)
    };
    edges.map(|(one, other, weight)| surprise(one, weight).min(surprise(other, weight)) < alpha).collect()
}

/// The greatest chance that still stands out, by Benjamini & Hochberg (1995): the greatest of `chances` that is at most
/// `alpha` times its place among all `tests`; below 0 where none is.
///
/// Tests are all pairs that could have been together, also those that never were and have no edge. Bonferroni's limit,
/// alpha / tests, would keep hardly anything of a show's graph: it allows for no error at all.
fn limit(mut chances: Vec<f64>, tests: f64, alpha: f64) -> f64 {
    chances.par_sort_unstable_by(f64::total_cmp);
    let placed = chances.iter().enumerate().rev();
    let mut kept = placed.filter(|&(place, &chance)| chance <= alpha * (place + 1) as f64 / tests);
    kept.next().map_or(-1.0, |(_, &chance)| chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(edges: &[(u32, u32, u32)]) -> Vec<Pair> {
        edges.iter().map(|&(one, other, windows)| Pair { one, other, windows }).collect()
    }

    #[test]
    fn keeps_what_stands_out_at_either_end() {
        // Node 0 has one strong edge among four; nodes 5 and 6 touch nobody else.
        let edges = pairs(&[(0, 1, 17), (0, 2, 1), (0, 3, 1), (0, 4, 1), (5, 6, 9)]);
        assert_eq!(by_disparity(&edges, 7, 0.05), [true, false, false, false, false]);
    }

    #[test]
    fn alpha_is_a_share() {
        let edges = pairs(&[(0, 1, 1), (0, 2, 1), (1, 2, 1)]);
        // Every edge has a = 1/2 at both ends.
        assert_eq!(by_disparity(&edges, 3, 0.5), [false; 3]);
        assert_eq!(by_disparity(&edges, 3, 0.51), [true; 3]);
    }

    #[test]
    fn the_exact_test_knows_how_often_each_is_mentioned() {
        // 0 is in every window; 1 and 2 are together whenever they are mentioned.
        let edges = pairs(&[(0, 1, 5), (0, 2, 5), (1, 2, 5)]);
        let ground = Ground { held: &[50, 5, 5], windows: 50, possible: 3.0 };
        assert_eq!(stands_out(&edges, &ground, BackboneTest::Exact, 0.05), [false, false, true]);
    }

    #[test]
    fn of_many_tests_some_succeed_by_chance() {
        // By hand: of 5 tests at 5 % the limits are 1, 2, 3, 4 and 5 %.
        assert_eq!(limit(vec![0.028, 0.011, 0.021, 0.9], 5.0, 0.05), 0.028);
        assert_eq!(limit(vec![0.011, 0.021, 0.9], 5.0, 0.05), -1.0);
        assert_eq!(limit(vec![0.9, 0.009], 5.0, 0.05), 0.009);
        assert_eq!(limit(vec![], 0.0, 0.05), -1.0);
    }
}
