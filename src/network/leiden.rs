//! One run of the Leiden method (Traag, Waltman & van Eck 2019): move nodes, refine, put together, repeat.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::community::renumber;
use super::neighbours::Neighbours;

/// A move must gain more than rounding could feign.
const EPSILON: f64 = 1e-12;

/// Moves nodes between communities; then does so with parts of communities as nodes, until nothing moves.
pub(super) fn improve(graph: &Level<'_>, of: &mut [u32], lots: &mut Lots) {
    graph.move_nodes(of, lots);
    let parts = renumber(&graph.refine(of, lots));
    let count = parts.iter().max().map_or(0, |most| *most as usize + 1);
    if count == of.len() {
        return;
    }
    let (smaller, mut part_of) = graph.together(&parts, of, count);
    improve(&smaller, &mut part_of, lots);
    for (community, part) in of.iter_mut().zip(parts) {
        *community = part_of[part as usize];
    }
}

/// A graph whose nodes may be parts of communities.
pub(super) struct Level<'g> {
    graph: Cow<'g, Neighbours>,
    /// Weight within each node, both directions.
    loops: Vec<f64>,
    /// Sum of weights at each node, loops included.
    strengths: Vec<f64>,
    /// Sum of all strengths.
    total: f64,
    /// How much chance counts: above 1 communities are smaller.
    resolution: f64,
}

impl<'g> Level<'g> {
    pub(super) fn new(graph: &'g Neighbours, resolution: f64) -> Self {
        let strengths = graph.strengths();
        let (loops, total) = (vec![0.0; graph.len()], strengths.iter().sum());
        Level { graph: Cow::Borrowed(graph), loops, strengths, total, resolution }
    }

    pub(super) fn len(&self) -> usize {
        self.loops.len()
    }

    pub(super) fn ends(&self) -> usize {
        self.graph.ends()
    }

    fn strengths_of(&self, of: &[u32]) -> Vec<f64> {
        let mut sums = vec![0.0; self.len()];
        for (strength, &community) in self.strengths.iter().zip(of) {
            sums[community as usize] += strength;
        }
        sums
    }

    /// The neighbours of a node in its own community.
    fn within<'a>(&'a self, node: u32, of: &'a [u32]) -> impl Iterator<Item = (u32, f64)> + 'a {
        let own = of[node as usize];
        self.graph.of(node).filter(move |&(other, _)| of[other as usize] == own)
    }

    fn tie_within(&self, node: u32, of: &[u32]) -> f64 {
        self.within(node, of).map(|(_, weight)| weight).sum()
    }

    /// Moves each node to the community where it gains most, and looks again at those left behind, until nobody
    /// gains.
    // As one function, the three steps of `improve` want more registers than there are, and take a quarter longer.
    #[inline(never)]
    fn move_nodes(&self, of: &mut [u32], lots: &mut Lots) {
        let mut sums = self.strengths_of(of);
        let mut ties = Ties::new(self.len());
        let mut waiting: VecDeque<u32> = lots.shuffled(self.len()).into();
        let mut waits = vec![true; self.len()];
        while let Some(node) = waiting.pop_front() {
            waits[node as usize] = false;
            let (here, strength) = (of[node as usize], self.strengths[node as usize]);
            ties.gather(self.graph.of(node).map(|(other, weight)| (of[other as usize], weight)));
            sums[here as usize] -= strength;
            let gain = |community: u32, tie: f64| {
                tie - self.resolution * strength * sums[community as usize] / self.total
            };
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
    #[inline(never)]
    fn refine(&self, of: &[u32], lots: &mut Lots) -> Vec<u32> {
        let mut parts: Vec<u32> = (0..self.len() as u32).collect();
        let whole = self.strengths_of(of);
        let mut sums = self.strengths.clone();
        let mut alone = vec![true; self.len()];
        // For each part the weight between it and the rest of its community.
        let mut outward: Vec<f64> = (0..self.len() as u32).map(|node| self.tie_within(node, of)).collect();
        let well_tied = |outward: f64, sum: f64, whole: f64| {
            outward >= self.resolution * sum * (whole - sum) / self.total
        };
        let mut ties = Ties::new(self.len());
        for node in lots.shuffled(self.len()) {
            let (strength, whole) = (self.strengths[node as usize], whole[of[node as usize] as usize]);
            if !alone[node as usize] || !well_tied(outward[node as usize], strength, whole) {
                continue;
            }
            ties.gather(self.within(node, of).map(|(other, weight)| (parts[other as usize], weight)));
            let mut best = (EPSILON * self.total, node, 0.0);
            for (part, tie) in ties.all() {
                let gain = tie - self.resolution * strength * sums[part as usize] / self.total;
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
    #[inline(never)]
    fn together(&self, parts: &[u32], of: &[u32], count: usize) -> (Level<'static>, Vec<u32>) {
        let mut loops = vec![0.0; count];
        let mut communities = vec![0; count];
        let mut edges: Vec<(u32, u32, f64)> = Vec::new();
        let mut members: Vec<u32> = (0..self.len() as u32).collect();
        members.sort_by_key(|&node| parts[node as usize]);
        let mut ties = Ties::new(count);
        for members in members.chunk_by(|&a, &b| parts[a as usize] == parts[b as usize]) {
            let part = parts[members[0] as usize];
            ties.clear();
            for &node in members {
                loops[part as usize] += self.loops[node as usize];
                communities[part as usize] = of[node as usize];
                for (other, weight) in self.graph.of(node) {
                    match parts[other as usize] {
                        other if other == part => loops[part as usize] += weight,
                        other if other > part => ties.add(other, weight),
                        _ => {}
                    }
                }
            }
            ties.touched.sort_unstable();
            edges.extend(ties.all().map(|(other, weight)| (part, other, weight)));
        }
        let graph = Neighbours::new(count, edges.into_iter());
        let strengths = graph.strengths().iter().zip(&loops).map(|(ties, inner)| ties + inner).collect();
        let (graph, total) = (Cow::Owned(graph), self.total);
        let level = Level { graph, loops, strengths, total, resolution: self.resolution };
        (level, renumber(&communities))
    }

    /// Modularity (Newman & Girvan 2004) at the resolution (Reichardt & Bornholdt 2006); for a level of single nodes.
    pub(super) fn modularity(&self, of: &[u32]) -> f64 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let within: f64 = (0..self.len() as u32).map(|node| self.tie_within(node, of)).sum();
        let chance: f64 = self.strengths_of(of).iter().map(|sum| (sum / self.total).powi(2)).sum();
        within / self.total - self.resolution * chance
    }
}

/// How strongly one node is tied to the communities around it; emptied in the time it took to fill.
struct Ties {
    sums: Vec<f64>,
    touched: Vec<u32>,
}

impl Ties {
    fn new(communities: usize) -> Self {
        Ties { sums: vec![0.0; communities], touched: Vec::new() }
    }

    fn clear(&mut self) {
        for community in self.touched.drain(..) {
            self.sums[community as usize] = 0.0;
        }
    }

    fn add(&mut self, community: u32, weight: f64) {
        if self.sums[community as usize] == 0.0 {
            self.touched.push(community);
        }
        self.sums[community as usize] += weight;
    }

    fn gather(&mut self, ties: impl Iterator<Item = (u32, f64)>) {
        self.clear();
        for (community, weight) in ties {
            self.add(community, weight);
        }
    }

    fn to(&self, community: u32) -> f64 {
        self.sums[community as usize]
    }

    fn all(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.touched.iter().map(|&community| (community, self.to(community)))
    }
}

/// Numbers that look random and are always the same (`SplitMix64`, Steele, Lea & Flood 2014).
pub(super) struct Lots(u64);

impl Lots {
    pub(super) fn new(seed: u64) -> Self {
        Lots(seed)
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut lot = self.0;
        lot = (lot ^ (lot >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        lot = (lot ^ (lot >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        lot ^ (lot >> 31)
    }

    /// Numbers below `nodes`, in a random order.
    pub(super) fn shuffled(&mut self, nodes: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..nodes as u32).collect();
        for last in (1..nodes).rev() {
            order.swap(last, (self.draw() % (last as u64 + 1)) as usize);
        }
        order
    }
}
