//! The edges that stand out.

use super::neighbours::Neighbours;

/// For each edge whether it stands out at the level of significance `alpha`: the disparity filter (Serrano, Boguñá &
/// Vespignani 2009).
///
/// An end of degree k and strength s expects its strength to be spread evenly at random; an edge of weight w is
/// surprising there with a = (1 − w/s)^(k−1). The edge stays if a < alpha at either end. An end of degree 1 has
/// nothing to compare with: a = 1 there, so a pair that touches nobody else goes, and the leaf of a hub stays only
/// if it stands out among the hub's edges. No correction for many tests. Weights are counts of windows: the filter
/// is not meant for ratios. Costs a power for each end of an edge.
pub(super) fn stands_out(nodes: usize, edges: &[(u32, u32, f64)], alpha: f64) -> Vec<bool> {
    let graph = Neighbours::new(nodes, edges.iter().copied());
    let strengths = graph.strengths();
    let surprise = |node: u32, weight: f64| {
        let degree = graph.of(node).count() as i32;
        (1.0 - weight / strengths[node as usize]).powi(degree - 1)
    };
    edges
        .iter()
        .map(|&(one, other, weight)| surprise(one, weight).min(surprise(other, weight)) < alpha)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_stands_out_at_either_end() {
        // Node 0 has one strong edge among four; nodes 5 and 6 touch nobody else.
        let edges = [(0, 1, 17.0), (0, 2, 1.0), (0, 3, 1.0), (0, 4, 1.0), (5, 6, 9.0)];
        assert_eq!(stands_out(7, &edges, 0.05), [true, false, false, false, false]);
    }

    #[test]
    fn alpha_is_a_share() {
        let edges = [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0)];
        // Every edge has a = 1/2 at both ends.
        assert_eq!(stands_out(3, &edges, 0.5), [false; 3]);
        assert_eq!(stands_out(3, &edges, 0.51), [true; 3]);
    }
}
