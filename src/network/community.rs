//! Who belongs together: communities by the Leiden method.

use rayon::prelude::*;

use super::leiden::{Level, Lots, improve};
use super::neighbours::Neighbours;

/// Runs with different orders of visit; the best after one round goes on. After two they are no better told apart.
const RUNS: u64 = 4;

/// Rounds of the best run, at most, each beginning where the last one ended.
const ROUNDS: usize = 20;

/// In a graph of more than [`LARGE`] a round that adds less to modularity is the last. On one of 720 episodes the first three
/// add 0.0031 and the six until nothing moves 0.0003, where runs differ by 0.005.
const ENOUGH: f64 = 2e-4;

/// Ends of edges from which a round takes long enough to be saved. Some 170 episodes have as many.
const LARGE: usize = 200_000;

/// Communities and how good they are.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Communities {
    /// For each node the number of its community; 0 is the largest, of equals the one with the first node.
    pub(super) of: Vec<u32>,
    /// Modularity at the resolution asked for; 0 for a graph without edges.
    pub(super) modularity: f64,
}

/// Looks for communities of high modularity: Leiden (Traag, Waltman & van Eck 2019), so each is connected.
///
/// Where the paper draws lots in the refinement, the best neighbour is taken. Visits are shuffled with fixed seeds;
/// the best of [`RUNS`] runs, of equally good ones that with the least list, goes on until it is still, in large graphs
/// while it gains [`ENOUGH`], so that the same graph always gives the same communities. Nodes without edges are alone.
/// Modularity at resolution 1 cannot see communities much smaller than the root of the number of edges (Fortunato & Barthélemy
/// 2007); a higher resolution (Reichardt & Bornholdt 2006) makes smaller ones. Costs some seven passes over the edges a
/// round.
pub(super) struct Search<'g> {
    graph: Level<'g>,
    best: Run,
}

impl<'g> Search<'g> {
    /// Tries [`RUNS`] runs, on all threads.
    pub(super) fn begin(graph: &'g Neighbours, resolution: f64) -> Self {
        let graph = Level::new(graph, resolution);
        let tried = (1..=RUNS).into_par_iter().map(|seed| {
            let mut run = Run::new(&graph, seed);
            run.go_round(&graph);
            run
        });
        let better = |a: &Run, b: &Run| b.modularity.total_cmp(&a.modularity).then_with(|| a.of.cmp(&b.of));
        let tried: Vec<Run> = tried.collect();
        let best = tried.into_iter().min_by(better).expect("there are runs");
        Search { graph, best }
    }

    /// Goes on with the best of them, on one thread.
    pub(super) fn finish(self) -> Communities {
        let Search { graph, mut best } = self;
        let is_large = graph.ends() > LARGE;
        for _ in 1..ROUNDS {
            let (before, of) = (best.modularity, best.of.clone());
            best.go_round(&graph);
            let gains_little = is_large && best.modularity < before + ENOUGH;
            if gains_little || best.of == of {
                break;
            }
        }
        Communities { of: best.of, modularity: best.modularity }
    }
}

struct Run {
    of: Vec<u32>,
    lots: Lots,
    modularity: f64,
}

impl Run {
    fn new(graph: &Level<'_>, seed: u64) -> Self {
        Run { of: (0..graph.len() as u32).collect(), lots: Lots::new(seed), modularity: 0.0 }
    }

    fn go_round(&mut self, graph: &Level<'_>) {
        improve(graph, &mut self.of, &mut self.lots);
        self.of = renumber(&self.of);
        self.modularity = graph.modularity(&self.of);
    }
}

/// Numbers communities by size, the largest first; of equals the one with the first node.
pub(super) fn renumber(of: &[u32]) -> Vec<u32> {
    let most = of.iter().max().map_or(0, |most| *most as usize + 1);
    let mut sizes: Vec<(u32, u32)> = vec![(0, u32::MAX); most];
    for (node, &community) in (0..).zip(of) {
        let (size, first) = &mut sizes[community as usize];
        *size += 1;
        *first = node.min(*first);
    }
    let mut order: Vec<usize> = (0..most).filter(|&community| sizes[community].0 > 0).collect();
    order.sort_unstable_by_key(|&community| (std::cmp::Reverse(sizes[community].0), sizes[community].1));
    let mut numbers = vec![0; most];
    for (number, community) in (0..).zip(order) {
        numbers[community] = number;
    }
    of.iter().map(|&community| numbers[community as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn communities(graph: &Neighbours, resolution: f64) -> Communities {
        Search::begin(graph, resolution).finish()
    }

    #[test]
    fn parts_two_cliques() {
        let clique =
            |from: u32| (from..from + 5).flat_map(move |a| (a + 1..from + 5).map(move |b| (a, b, 1.0)));
        let edges: Vec<_> = clique(0).chain(clique(5)).chain([(0, 5, 1.0)]).collect();
        let found = communities(&Neighbours::new(12, edges.into_iter()), 1.0);
        assert_eq!(found.of, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3]);
        assert!((found.modularity - (20.0 / 21.0 - 0.5)).abs() < 1e-12);
    }

    /// Zachary's karate club (1977); the best known modularity is 0.4198.
    #[test]
    fn finds_the_best_known_partition_of_the_karate_club() {
        #[rustfmt::skip]
        let rows: [&[u32]; 34] = [
            &[], &[0], &[0, 1], &[0, 1, 2], &[0], &[0], &[0, 4, 5], &[0, 1, 2, 3], &[0, 2], &[2],
            &[0, 4, 5], &[0], &[0, 3], &[0, 1, 2, 3], &[], &[], &[5, 6], &[0, 1], &[], &[0, 1],
            &[], &[0, 1], &[], &[], &[], &[23, 24], &[], &[2, 23, 24], &[2], &[23, 26], &[1, 8],
            &[0, 24, 25, 28], &[2, 8, 14, 15, 18, 20, 22, 23, 29, 30, 31],
            &[8, 9, 13, 14, 15, 18, 19, 20, 22, 23, 26, 27, 28, 29, 30, 31, 32],
        ];
        let edges: Vec<_> =
            (0..).zip(rows).flat_map(|(a, row)| row.iter().map(move |&b| (b, a, 1.0))).collect();
        assert_eq!(edges.len(), 78);
        let found = communities(&Neighbours::new(34, edges.iter().copied()), 1.0);
        assert!((found.modularity - 0.419_789_612_097_304_4).abs() < 1e-9, "{found:?}");
        assert_eq!(found.of.iter().max(), Some(&3));
        let finer = communities(&Neighbours::new(34, edges.iter().copied()), 3.0);
        assert!(finer.of.iter().max() > Some(&5), "{finer:?}");
    }

    #[test]
    fn goes_on_until_nothing_moves() {
        let (mut first, mut second) = (Lots::new(1), Lots::new(2));
        let edges = (0..3).flat_map(|_| first.shuffled(600).into_iter().zip(second.shuffled(600)));
        let edges: Vec<_> = edges.filter(|(a, b)| a != b).map(|(a, b)| (a, b, 1.0)).collect();
        let graph = Neighbours::new(600, edges.into_iter());
        let Search { graph: level, mut best } = Search::begin(&graph, 1.0);
        let mut before = Vec::new();
        while before != best.of {
            before.clone_from(&best.of);
            best.go_round(&level);
        }
        assert!(communities(&graph, 1.0).of == best.of);
    }

    #[test]
    fn nothing_is_no_community() {
        assert_eq!(communities(&Neighbours::new(0, std::iter::empty()), 1.0), Communities::default());
    }
}
