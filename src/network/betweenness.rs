//! Who stands between others: betweenness (Freeman 1977), by the method of Brandes (2001).

use std::ops::Range;

use rayon::prelude::*;

use super::fold::{Folded, fold};
use super::leiden::Lots;
use super::neighbours::Neighbours;

/// Steps along edges, at most: about half a second on one core where hubs join everything, two where nothing does. A
/// graph for which following the ways from every node might cost more is sampled.
const EFFORT: usize = 300_000_000;

/// What coming to a node costs, in steps along edges.
const ARRIVAL: usize = 8;

/// The sources are dealt out to so many sums, whatever the number of threads, so that the rounding is the same.
const PARTS: usize = 16;

/// Of all shortest ways between two other nodes, the share that leads through a node.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Betweenness {
    /// By node; 0 to 1.
    pub(super) of: Vec<f64>,
    /// Whether all ways were followed.
    pub(super) exact: bool,
    /// From how many nodes ways were followed.
    pub(super) sources: u32,
}

/// Betweenness in which every edge is as long as any other; normalised as in `NetworkX`, by (n − 1)(n − 2).
///
/// Unweighted, because a weight here is a strength and no length: any way to make the one of the other (1/w, −ln w)
/// would say more about that formula than about the graph. Trees are folded away first. Costs a pass over the edges
/// for each node that is left; where that is more than [`EFFORT`] allows, a sample of nodes drawn with a fixed seed stands for all, scaled up
/// (Brandes & Pich 2007): right on average, and for those in the middle of things within some percent.
pub(super) fn betweenness(graph: &Neighbours) -> Betweenness {
    let Folded { graph, stands_for, ways } = fold(graph);
    let joined: Vec<u32> = (0..graph.len() as u32).filter(|&node| graph.degree(node) > 0).collect();
    let sources = sources(&graph, &joined, EFFORT);
    let parts: Vec<Vec<f64>> = (0..PARTS)
        .into_par_iter()
        .map(|part| {
            let mut walk = Walk::new(&graph, &joined, &stands_for);
            for &source in sources.iter().skip(part).step_by(PARTS) {
                walk.follow(source);
            }
            walk.between
        })
        .collect();
    let sampled = joined.len() as f64 / sources.len().max(1) as f64;
    let others = graph.len().max(3) as f64 - 1.0;
    let of = |(node, ways): (usize, f64)| {
        let followed: f64 = parts.iter().map(|part| part[node]).sum();
        (ways + followed * sampled) / (others * (others - 1.0))
    };
    Betweenness {
        of: ways.into_iter().enumerate().map(of).collect(),
        exact: sources.len() == joined.len(),
        sources: sources.len() as u32,
    }
}

/// The nodes from which ways are followed: all, or as many as `effort` allows.
fn sources(graph: &Neighbours, joined: &[u32], effort: usize) -> Vec<u32> {
    let cost: usize = joined.iter().map(|&node| graph.degree(node) + ARRIVAL).sum();
    let most = (effort / cost.max(1)).max(1);
    if joined.len() <= most {
        return joined.to_vec();
    }
    let lots = Lots::new(1).shuffled(joined.len());
    lots.into_iter().take(most).map(|lot| joined[lot as usize]).collect()
}

/// What is needed to follow all shortest ways from one node; used again for the next.
struct Walk<'f> {
    graph: &'f Neighbours,
    /// Nodes with neighbours, ascending.
    joined: &'f [u32],
    stands_for: &'f [f64],
    between: Vec<f64>,
    stops: Vec<Stop>,
    /// Of what depends on a node and on itself, the part for each way that leads there.
    share: Vec<f64>,
    /// Nodes reached, nearest first; then one place to spare.
    reached: Vec<u32>,
    /// Steps of shortest ways, from and to, nearest first; then one place to spare.
    steps: Vec<(u32, u32)>,
    levels: Vec<Level>,
}

/// A node on the way.
#[derive(Debug, Clone, Copy)]
struct Stop {
    /// How many shortest ways lead there.
    ways: f64,
    /// How far away it is.
    distance: u32,
}

const UNREACHED: Stop = Stop { ways: 0.0, distance: u32::MAX };

/// The nodes of one distance, as places in `reached`, and the steps from them to the next.
struct Level {
    nodes: Range<usize>,
    steps: Range<usize>,
}

impl<'f> Walk<'f> {
    fn new(graph: &'f Neighbours, joined: &'f [u32], stands_for: &'f [f64]) -> Self {
        Walk {
            graph,
            joined,
            stands_for,
            between: vec![0.0; graph.len()],
            stops: vec![UNREACHED; graph.len()],
            share: vec![0.0; graph.len()],
            reached: vec![0; graph.len() + 1],
            steps: vec![(0, 0); graph.ends() / 2 + 1],
            levels: Vec::new(),
        }
    }

    fn follow(&mut self, source: u32) {
        self.go_out(source);
        self.come_back(self.stands_for[source as usize]);
        let reached = self.levels.last().map_or(0, |level| level.nodes.end);
        for &node in &self.reached[..reached] {
            self.stops[node as usize] = UNREACHED;
            self.share[node as usize] = 0.0;
        }
    }

    /// Goes from distance to distance; where fewer edges hang on nodes that are still to be reached, from these back to
    /// the last ones (Beamer, Asanović & Patterson 2012). Most of what is mentioned anywhere is two steps away through a
    /// hub, so few of the edges are ever looked at.
    fn go_out(&mut self, source: u32) {
        self.stops[source as usize] = Stop { ways: 1.0, distance: 0 };
        self.reached[0] = source;
        self.levels.clear();
        let (mut nodes, mut steps, mut ahead) = (0..1, 0, self.graph.ends());
        while !nodes.is_empty() {
            let degrees = self.reached[nodes.clone()].iter().map(|&node| self.graph.degree(node));
            let around: usize = degrees.sum();
            ahead -= around;
            let (reached, to) = if ahead == 0 {
                (nodes.end, steps)
            } else if around <= ahead {
                self.step_out(nodes.clone(), steps)
            } else {
                self.reach_back(nodes.clone(), steps)
            };
            self.levels.push(Level { nodes: nodes.clone(), steps: steps..to });
            (nodes, steps) = (nodes.end..reached, to);
        }
    }

    /// From the nodes of one distance to all around. Most of these lie behind or beside, in no order that a processor
    /// could guess: so all are written down, and only those that lie ahead are counted.
    fn step_out(&mut self, nodes: Range<usize>, mut steps: usize) -> (usize, usize) {
        let mut reached = nodes.end;
        for at in nodes {
            let node = self.reached[at];
            let Stop { ways, distance } = self.stops[node as usize];
            for &other in self.graph.ends_of(node) {
                let stop = &mut self.stops[other as usize];
                let (ahead, new) = (stop.distance > distance, stop.distance == UNREACHED.distance);
                stop.distance = stop.distance.min(distance + 1);
                stop.ways += ways * f64::from(u8::from(ahead));
                self.reached[reached] = other;
                reached += usize::from(new);
                self.steps[steps] = (node, other);
                steps += usize::from(ahead);
            }
        }
        (reached, steps)
    }

    /// From all that is not reached yet to the nodes of one distance.
    fn reach_back(&mut self, nodes: Range<usize>, mut steps: usize) -> (usize, usize) {
        let distance = self.stops[self.reached[nodes.start] as usize].distance;
        let mut reached = nodes.end;
        for &node in self.joined {
            if self.stops[node as usize].distance != UNREACHED.distance {
                continue;
            }
            let mut ways = 0.0;
            for &other in self.graph.ends_of(node) {
                let stop = self.stops[other as usize];
                let before = stop.distance == distance;
                ways += stop.ways * f64::from(u8::from(before));
                self.steps[steps] = (other, node);
                steps += usize::from(before);
            }
            if ways > 0.0 {
                self.stops[node as usize] = Stop { ways, distance: distance + 1 };
                self.reached[reached] = node;
                reached += 1;
            }
        }
        (reached, steps)
    }

    /// Farthest first, from `times` nodes at once; the source itself is between nobody.
    fn come_back(&mut self, times: f64) {
        for level in self.levels[1..].iter().rev() {
            for &(from, to) in &self.steps[level.steps.clone()] {
                self.share[from as usize] += self.share[to as usize];
            }
            for &node in &self.reached[level.nodes.clone()] {
                let (node, ways) = (node as usize, self.stops[node as usize].ways);
                let beyond = self.share[node];
                self.share[node] = beyond + self.stands_for[node] / ways;
                self.between[node] += times * beyond * ways;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: usize, edges: &[(u32, u32)]) -> Neighbours {
        Neighbours::new(nodes, edges.iter().map(|&(one, other)| (one, other, 1.0)))
    }

    #[test]
    fn the_middle_of_a_path_is_between_its_ends() {
        let found = betweenness(&graph(6, &[(0, 1), (1, 2), (2, 3)]));
        // Of the 10 pairs of others, 1 joins (0,2) and (0,3), 2 joins (0,3) and (1,3).
        assert_eq!(found.of, [0.0, 0.2, 0.2, 0.0, 0.0, 0.0]);
        assert!(found.exact);
    }

    #[test]
    fn two_ways_share() {
        let found = betweenness(&graph(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]));
        for share in found.of {
            assert!((share - 1.0 / 6.0).abs() < 1e-15);
        }
    }

    #[test]
    fn nobody_is_between_less_than_three() {
        assert!(betweenness(&graph(0, &[])).of.is_empty());
        assert_eq!(betweenness(&graph(2, &[(0, 1)])).of, [0.0, 0.0]);
    }

    /// Against the definition, with distances and numbers of ways from every node (Floyd 1962).
    #[test]
    fn shares_are_as_defined() {
        let mut lots = Lots::new(3);
        for nodes in 3..16usize {
            let order = lots.shuffled(nodes * nodes);
            let pairs = order.iter().take(nodes * 2).map(|&lot| (lot / nodes as u32, lot % nodes as u32));
            let edges: Vec<(u32, u32)> = pairs.filter(|(one, other)| one < other).collect();
            let mut way = vec![vec![(1e9, 0.0); nodes]; nodes];
            for &(one, other) in &edges {
                way[one as usize][other as usize] = (1.0, 1.0);
                way[other as usize][one as usize] = (1.0, 1.0);
            }
            for by in 0..nodes {
                for (from, to) in (0..nodes * nodes).map(|pair| (pair / nodes, pair % nodes)) {
                    let longer = way[from][by].0 + way[by][to].0;
                    let ways = way[from][by].1 * way[by][to].1;
                    if from != to && longer < way[from][to].0 {
                        way[from][to] = (longer, ways);
                    } else if from != to && by != from && by != to && longer == way[from][to].0 {
                        way[from][to].1 += ways;
                    }
                }
            }
            let through = |node: usize, from: usize, to: usize| {
                let length = way[from][node].0 + way[node][to].0;
                let on =
                    from != to && from != node && to != node && length == way[from][to].0 && length < 1e9;
                if on { way[from][node].1 * way[node][to].1 / way[from][to].1 } else { 0.0 }
            };
            let found = betweenness(&graph(nodes, &edges));
            for (node, share) in found.of.iter().enumerate() {
                let all =
                    (0..nodes * nodes).map(|pair| through(node, pair / nodes, pair % nodes)).sum::<f64>();
                let expected = all / ((nodes - 1) * (nodes - 2)) as f64;
                assert!((share - expected).abs() < 1e-12, "{node} of {edges:?}: {share} for {expected}");
            }
        }
    }

    /// A path with a tree, a pair apart and somebody alone: what is reached from both sides is what is there.
    #[test]
    fn parts_that_are_apart_join_nobody() {
        let path = [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4), (2, 5), (7, 8)];
        let (found, alone) = (betweenness(&graph(10, &path)), betweenness(&graph(6, &path[..6])));
        for (whole, part) in found.of.iter().zip(&alone.of) {
            assert!((whole * 72.0 - part * 20.0).abs() < 1e-12, "{:?} {:?}", found.of, alone.of);
        }
        assert!(found.of[6..].iter().all(|&share| share == 0.0));
    }

    #[test]
    fn a_sample_is_part_of_all_and_always_the_same() {
        let ring: Vec<(u32, u32)> = (0..100).map(|node| (node, (node + 1) % 100)).collect();
        let graph = graph(100, &ring);
        let joined: Vec<u32> = (0..100).collect();
        let effort = (2 + ARRIVAL) * 100 * 7;
        let some = sources(&graph, &joined, effort);
        assert_eq!((some.len(), &some), (7, &sources(&graph, &joined, effort)));
        assert!(some.iter().all(|node| joined.contains(node)));
        assert_eq!(sources(&graph, &joined, usize::MAX), joined);
        assert_eq!(sources(&graph, &joined, 0).len(), 1);
    }
}
