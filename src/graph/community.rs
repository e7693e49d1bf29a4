//! Who belongs together: communities by the Leiden method.

use rayon::prelude::*;

use super::neighbours::Neighbours;

/// Runs with different orders of visit; the best is kept.
const RUNS: u64 = 4;

/// Rounds of move, refine and put together; each starts where the last one ended. Usually three do.
const ROUNDS: usize = 20;

/// A move must gain more than rounding could feign.
const EPSILON: f64 = 1e-12;

/// Communities and how good they are.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Communities {
    /// For each node the number of its community; 0 is the largest, of equals the one with the first node.
    pub(super) of: Vec<u32>,
    /// How many there are.
    pub(super) count: u32,
    /// Modularity at resolution 1 (Newman & Girvan 2004); 0 for a graph without edges.
    pub(super) modularity: f64,
}

/// Finds communities of high modularity: Leiden (Traag, Waltman & van Eck 2019), so each is connected.
///
/// Where the paper draws lots in the refinement, the best neighbour is taken. Visits are shuffled with fixed seeds;
/// the best of [`RUNS`] runs is kept, of equally good ones that with the least list, so that the same graph always
/// gives the same communities. Nodes without edges are alone. Modularity cannot see communities much smaller than
/// the root of the number of edges. Costs some ten passes over the edges a run.
pub(super) fn communities(graph: &Neighbours) -> Communities {
    let level = Level::new(graph.clone());
    let runs: Vec<Communities> = (1..=RUNS).into_par_iter().map(|seed| run(&level, seed)).collect();
    let best = |a: Communities, b: Communities| {
        let better = b
            .modularity
            .total_cmp(&a.modularity)
            .then_with(|| a.of.cmp(&b.of));
        if better.is_gt() { b } else { a }
    };
    runs.into_iter().reduce(best).unwrap_or_default()
}

fn run(graph: &Level, seed: u64) -> Communities {
    let mut lots = Lots(seed);
    let mut of: Vec<u32> = (0..graph.len() as u32).collect();
    for _ in 0..ROUNDS {
        let before = of.clone();
        descend(graph, &mut of, &mut lots);
        of = renumber(&of);
        if of == before {
            break;
        }
    }
    Communities {
        modularity: graph.modularity(&of),
        count: of.iter().max().map_or(0, |most| most + 1),
        of,
    }
}

/// Moves nodes between communities; then does so with parts of communities as nodes, until nothing moves.
fn descend(graph: &Level, of: &mut [u32], lots: &mut Lots) {
    graph.move_nodes(of, lots);
    let parts = renumber(&graph.refine(of, lots));
    let count = parts.iter().max().map_or(0, |most| *most as usize + 1);
    if count == of.len() {
        return;
    }
    let (smaller, mut part_of) = graph.together(&parts, of, count);
    descend(&smaller, &mut part_of, lots);
    for (community, part) in of.iter_mut().zip(parts) {
        *community = part_of[part as usize];
    }
}

/// Numbers communities by size, the largest first; of equals the one with the first node.
fn renumber(of: &[u32]) -> Vec<u32> {
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

/// A graph whose nodes may be parts of communities.
struct Level {
    graph: Neighbours,
    /// Weight within each node, both directions.
    loops: Vec<f64>,
    /// Sum of weights at each node, loops included.
    strengths: Vec<f64>,
    /// Sum of all strengths.
    total: f64,
}

impl Level {
    fn new(graph: Neighbours) -> Self {
        let strengths = graph.strengths();
        Level {
            loops: vec![0.0; graph.len()],
            total: strengths.iter().sum(),
            strengths,
            graph,
        }
    }

    fn len(&self) -> usize {
        self.loops.len()
    }

    fn strengths_of(&self, of: &[u32]) -> Vec<f64> {
        let mut sums = vec![0.0; self.len()];
        for (strength, &community) in self.strengths.iter().zip(of) {
            sums[community as usize] += strength;
        }
        sums
    }

    /// Moves each node to the community where it gains most, and looks again at those left behind, until nobody
    /// gains.
    fn move_nodes(&self, of: &mut [u32], lots: &mut Lots) {
        let mut sums = self.strengths_of(of);
        let mut ties = Ties::new(self.len());
        let mut waiting: std::collections::VecDeque<u32> = lots.shuffled(self.len()).into();
        let mut waits = vec![true; self.len()];
        while let Some(node) = waiting.pop_front() {
            waits[node as usize] = false;
            let (here, strength) = (of[node as usize], self.strengths[node as usize]);
            ties.gather(
                self.graph
                    .of(node)
                    .map(|(other, weight)| (of[other as usize], weight)),
            );
            sums[here as usize] -= strength;
            let gain = |community: u32, tie: f64| tie - strength * sums[community as usize] / self.total;
            let mut best = (gain(here, ties.to(here)) + EPSILON * self.total, here);
            for (community, tie) in ties.all() {
                let gain = gain(community, tie);
                if gain > best.0 || (gain == best.0 && community < best.1) {
                    best = (gain, community);
                }
            }
            let there = best.1;
            sums[there as usize] += strength;
            if there == here {
                continue;
            }
            of[node as usize] = there;
            for (other, _) in self.graph.of(node) {
                if of[other as usize] != there && !waits[other as usize] {
                    waits[other as usize] = true;
                    waiting.push_back(other);
                }
            }
        }
    }

    /// Cuts communities into parts that hang together well: every node begins alone and may join, once, a part of
    /// its own community, if both are well tied to the rest of it.
    fn refine(&self, of: &[u32], lots: &mut Lots) -> Vec<u32> {
        let mut parts: Vec<u32> = (0..self.len() as u32).collect();
        let whole = self.strengths_of(of);
        let mut sums = self.strengths.clone();
        let mut alone = vec![true; self.len()];
        let within = |node: u32| {
            let inside = self
                .graph
                .of(node)
                .filter(move |&(other, _)| of[other as usize] == of[node as usize]);
            inside.map(|(_, weight)| weight).sum::<f64>()
        };
        // For each part the weight between it and the rest of its community.
        let mut outward: Vec<f64> = (0..self.len() as u32).map(within).collect();
        let well_tied = |outward: f64, sum: f64, whole: f64| outward >= sum * (whole - sum) / self.total;
        let mut ties = Ties::new(self.len());
        for node in lots.shuffled(self.len()) {
            let (strength, whole) = (self.strengths[node as usize], whole[of[node as usize] as usize]);
            if !alone[node as usize] || !well_tied(outward[node as usize], strength, whole) {
                continue;
            }
            let inside = self
                .graph
                .of(node)
                .filter(|&(other, _)| of[other as usize] == of[node as usize]);
            ties.gather(inside.map(|(other, weight)| (parts[other as usize], weight)));
            let mut best = (EPSILON * self.total, node, 0.0);
            for (part, tie) in ties.all() {
                let gain = tie - strength * sums[part as usize] / self.total;
                if (gain > best.0 || (gain == best.0 && part < best.1))
                    && well_tied(outward[part as usize], sums[part as usize], whole)
                {
                    best = (gain, part, tie);
                }
            }
            let (_, part, tie) = best;
            if part != node {
                parts[node as usize] = part;
                alone[part as usize] = false;
                alone[node as usize] = false;
                sums[part as usize] += strength;
                outward[part as usize] += outward[node as usize] - 2.0 * tie;
            }
        }
        parts
    }

    /// The graph of the parts, and the community of each part.
    fn together(&self, parts: &[u32], of: &[u32], count: usize) -> (Level, Vec<u32>) {
        let mut loops = vec![0.0; count];
        let mut communities = vec![0; count];
        let mut edges: Vec<(u32, u32, f64)> = Vec::new();
        for node in 0..self.len() as u32 {
            let part = parts[node as usize];
            loops[part as usize] += self.loops[node as usize];
            communities[part as usize] = of[node as usize];
            for (other, weight) in self.graph.of(node) {
                match parts[other as usize] {
                    other if other == part => loops[part as usize] += weight,
                    other if other > part => edges.push((part, other, weight)),
                    _ => {}
                }
            }
        }
        // A stable sort, so that weights are added up in one order.
        edges.sort_by_key(|&(one, other, _)| (one, other));
        edges.dedup_by(|later, kept| {
            let same = (later.0, later.1) == (kept.0, kept.1);
            if same {
                kept.2 += later.2;
            }
            same
        });
        let graph = Neighbours::new(count, edges.into_iter());
        let strengths = graph
            .strengths()
            .iter()
            .zip(&loops)
            .map(|(ties, inner)| ties + inner)
            .collect();
        let level = Level {
            graph,
            loops,
            strengths,
            total: self.total,
        };
        (level, renumber(&communities))
    }

    fn modularity(&self, of: &[u32]) -> f64 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let inside = |node: u32| {
            let ties = self
                .graph
                .of(node)
                .filter(|&(other, _)| of[other as usize] == of[node as usize]);
            ties.map(|(_, weight)| weight).sum::<f64>()
        };
        let within: f64 = (0..self.len() as u32).map(inside).sum();
        let chance: f64 = self
            .strengths_of(of)
            .iter()
            .map(|sum| (sum / self.total).powi(2))
            .sum();
        within / self.total - chance
    }
}

/// How strongly one node is tied to the communities around it; emptied in the time it took to fill.
struct Ties {
    sums: Vec<f64>,
    touched: Vec<u32>,
}

impl Ties {
    fn new(communities: usize) -> Self {
        Ties {
            sums: vec![0.0; communities],
            touched: Vec::new(),
        }
    }

    fn gather(&mut self, ties: impl Iterator<Item = (u32, f64)>) {
        for community in self.touched.drain(..) {
            self.sums[community as usize] = 0.0;
        }
        for (community, weight) in ties {
            if self.sums[community as usize] == 0.0 {
                self.touched.push(community);
            }
            self.sums[community as usize] += weight;
        }
    }

    fn to(&self, community: u32) -> f64 {
        self.sums[community as usize]
    }

    fn all(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.touched
            .iter()
            .map(|&community| (community, self.to(community)))
    }
}

/// Numbers that look random and are always the same (`SplitMix64`, Steele, Lea & Flood 2014).
struct Lots(u64);

impl Lots {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut lot = self.0;
        lot = (lot ^ (lot >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        lot = (lot ^ (lot >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        lot ^ (lot >> 31)
    }

    fn shuffled(&mut self, nodes: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..nodes as u32).collect();
        for last in (1..nodes).rev() {
            order.swap(last, (self.draw() % (last as u64 + 1)) as usize);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_two_cliques() {
        let clique =
            |from: u32| (from..from + 5).flat_map(move |a| (a + 1..from + 5).map(move |b| (a, b, 1.0)));
        let edges: Vec<_> = clique(0).chain(clique(5)).chain([(0, 5, 1.0)]).collect();
        let found = communities(&Neighbours::new(12, edges.into_iter()));
        assert_eq!(found.of, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3]);
        assert_eq!(found.count, 4);
        assert!((found.modularity - (20.0 / 21.0 - 0.5)).abs() < 1e-12);
    }

    /// Zachary's karate club (1977); the best known modularity is 0.4198.
    #[test]
    fn finds_the_best_known_partition_of_the_karate_club() {
        let rows: [&[u32]; 34] = [
            &[],
            &[0],
            &[0, 1],
            &[0, 1, 2],
            &[0],
            &[0],
            &[0, 4, 5],
            &[0, 1, 2, 3],
            &[0, 2],
            &[2],
            &[0, 4, 5],
            &[0],
            &[0, 3],
            &[0, 1, 2, 3],
            &[],
            &[],
            &[5, 6],
            &[0, 1],
            &[],
            &[0, 1],
            &[],
            &[0, 1],
            &[],
            &[],
            &[],
            &[23, 24],
            &[],
            &[2, 23, 24],
            &[2],
            &[23, 26],
            &[1, 8],
            &[0, 24, 25, 28],
            &[2, 8, 14, 15, 18, 20, 22, 23, 29, 30, 31],
            &[8, 9, 13, 14, 15, 18, 19, 20, 22, 23, 26, 27, 28, 29, 30, 31, 32],
        ];
        let edges: Vec<_> = (0..)
            .zip(rows)
            .flat_map(|(a, row)| row.iter().map(move |&b| (b, a, 1.0)))
            .collect();
        assert_eq!(edges.len(), 78);
        let found = communities(&Neighbours::new(34, edges.into_iter()));
        assert!(
            (found.modularity - 0.419_789_612_097_304_4).abs() < 1e-9,
            "{found:?}"
        );
        assert_eq!(found.count, 4);
    }

    #[test]
    fn nothing_is_no_community() {
        assert_eq!(
            communities(&Neighbours::new(0, std::iter::empty())),
            Communities::default()
        );
    }
}
