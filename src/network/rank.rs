//! How much attention an entity gets.

use rayon::prelude::*;

use super::neighbours::Neighbours;

/// The share of attention that follows edges; the rest is spread evenly (Brin & Page 1998 use the same).
const FOLLOWED: f64 = 0.85;

/// Ranks are settled when a round moves less attention than this in all.
const SETTLED: f64 = 1e-13;

/// A bound for graphs that settle slowly: 0.85²⁰⁰ is below 1e-14.
const ROUNDS: usize = 200;

/// Weighted `PageRank` by power iteration; all ranks add up to 1.
///
/// Attention leaves a node by its edges in proportion to their weights; that of a node without edges is spread
/// evenly, as in `NetworkX`. Costs at most [`ROUNDS`] passes over the edges, usually about 50. Every sum is taken in
/// one order, so the threads change nothing.
pub(super) fn rank(graph: &Neighbours) -> Vec<f64> {
    let nodes = graph.len();
    if nodes == 0 {
        return Vec::new();
    }
    let even = 1.0 / nodes as f64;
    let strengths = graph.strengths();
    let mut ranks = vec![even; nodes];
    for _ in 0..ROUNDS {
        let shares: Vec<f64> = ranks
            .iter()
            .zip(&strengths)
            .map(|(rank, &strength)| if strength > 0.0 { rank / strength } else { 0.0 })
            .collect();
        let alone = ranks.iter().zip(&strengths).filter(|&(_, &strength)| strength <= 0.0);
        let alone: f64 = alone.map(|(rank, _)| rank).sum();
        let spread = (1.0 - FOLLOWED) * even + FOLLOWED * alone * even;
        let next: Vec<f64> = (0..nodes as u32)
            .into_par_iter()
            .with_min_len(256)
            .map(|node| {
                let followed: f64 =
                    graph.of(node).map(|(other, weight)| weight * shares[other as usize]).sum();
                spread + FOLLOWED * followed
            })
            .collect();
        let moved: f64 = next.iter().zip(&ranks).map(|(new, old)| (new - old).abs()).sum();
        ranks = next;
        if moved < SETTLED {
            break;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_weights() {
        // A star with one strong arm: by hand, centre c, arms a (weight 3) and b (weight 1).
        let graph = Neighbours::new(3, [(0, 1, 3.0), (0, 2, 1.0)].into_iter());
        let ranks = rank(&graph);
        let centre = (0.05 + 0.85 * 0.1) / (1.0 - 0.85 * 0.85);
        for (rank, expected) in
            ranks.iter().zip([centre, 0.05 + 0.85 * centre * 0.75, 0.05 + 0.85 * centre * 0.25])
        {
            assert!((rank - expected).abs() < 1e-12);
        }
        assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn nodes_without_edges_have_a_rank() {
        assert_eq!(rank(&Neighbours::new(0, std::iter::empty())), Vec::<f64>::new());
        assert_eq!(rank(&Neighbours::new(2, std::iter::empty())), vec![0.5, 0.5]);
    }
}
