//! Where everything is drawn.

use rayon::prelude::*;

use super::neighbours::Neighbours;
use super::quadtree::{Quadtree, TOGETHER};

/// Edges that pull, at most, for each node: its strongest. A picture of every edge would be a hairball anyway.
const STRONGEST: usize = 6;

/// Rounds times nodes, at most: the cost is bounded however large the graph.
const EFFORT: usize = 1_000_000;

/// How strongly everything is drawn to the middle, so that what hangs on nothing stays near.
const GRAVITY: f64 = 0.2;

/// Cosine and sine of the golden angle: points turned by it lie on a sunflower's spiral (Vogel 1979).
const TURN: [f64; 2] = [-0.737_368_878_078_320_1, 0.675_490_294_261_523_9];

/// Positions between −1 and 1, spread out, for nodes in `communities`.
///
/// A force layout in the manner of Fruchterman & Reingold (1991) with the repulsion by Barnes & Hut (1986): nodes push
/// each other apart by 1/d, the strongest [`STRONGEST`] edges of each node (by weight over the root of both ends'
/// strengths, so that hubs do not swallow all) pull by d, and steps grow shorter. Nodes begin on a spiral, sorted by
/// community, so nothing is left to chance. Costs 50 to 300 rounds, fewer the larger the graph (100 for 10,000
/// nodes), each of n log n. Uses only operations that are exact to the bit on every machine.
pub(super) fn layout(graph: &Neighbours, communities: &[u32]) -> Vec<[f64; 2]> {
    let nodes = graph.len();
    let pulls = pulls(graph);
    let mut points = spiral(communities);
    let rounds = (EFFORT / nodes.max(1)).clamp(50, 300);
    let reach = (nodes as f64).sqrt() / 8.0;
    for round in 0..rounds {
        let longest = reach * (rounds - round) as f64 / rounds as f64;
        let tree = Quadtree::new(&points);
        let visits = tree.order().par_chunks(TOGETHER).with_min_len(64);
        let moved: Vec<[[f64; 2]; TOGETHER]> =
            visits.map(|nodes| steps(&tree, &pulls, &points, nodes, longest)).collect();
        for (&node, point) in tree.order().iter().zip(moved.into_iter().flatten()) {
            points[node as usize] = point;
        }
    }
    fit(points)
}

/// Where nodes go in one round, each at most `longest` away; behind the last node stands nothing.
fn steps(
    tree: &Quadtree,
    pulls: &Neighbours,
    points: &[[f64; 2]],
    nodes: &[u32],
    longest: f64,
) -> [[f64; 2]; TOGETHER] {
    let place = |at: usize| points[nodes[at.min(nodes.len() - 1)] as usize];
    let push = tree.push([0, 1].map(|axis| std::array::from_fn(|at| place(at)[axis])));
    let mut moved = [[0.0; 2]; TOGETHER];
    for (at, &node) in nodes.iter().enumerate() {
        let push = [push[0][at], push[1][at]];
        moved[at] = step(pulls, points, node, push, longest);
    }
    moved
}

/// Where a node that is pushed goes in one round, at most `longest` away.
fn step(pulls: &Neighbours, points: &[[f64; 2]], node: u32, push: [f64; 2], longest: f64) -> [f64; 2] {
    let here = points[node as usize];
    let mut force = push;
    for axis in 0..2 {
        force[axis] -= GRAVITY * here[axis];
        for (other, pull) in pulls.of(node) {
            force[axis] += pull * (points[other as usize][axis] - here[axis]);
        }
    }
    let length = (force[0] * force[0] + force[1] * force[1]).sqrt();
    let by = if length > longest { longest / length } else { 1.0 };
    // Half a step: two nodes that pull each other would otherwise swap places for ever.
    [here[0] + 0.5 * by * force[0], here[1] + 0.5 * by * force[1]]
}

/// The edges that pull and how strongly; those of a node add up to at most about 1.
fn pulls(graph: &Neighbours) -> Neighbours {
    let strengths = graph.strengths();
    let closest = |node: u32| {
        let close = |(other, weight): (u32, f64)| (weight / strengths[other as usize].sqrt(), other);
        let mut ties: Vec<(f64, u32)> = graph.of(node).map(close).collect();
        if ties.len() > STRONGEST {
            ties.select_nth_unstable_by(STRONGEST - 1, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            ties.truncate(STRONGEST);
        }
        ties.into_iter().map(move |(_, other)| (node.min(other), node.max(other)))
    };
    let mut kept: Vec<(u32, u32)> = (0..graph.len() as u32).into_par_iter().flat_map_iter(closest).collect();
    kept.sort_unstable();
    kept.dedup();
    let mut degrees = vec![0u32; graph.len()];
    for &(one, other) in &kept {
        degrees[one as usize] += 1;
        degrees[other as usize] += 1;
    }
    let pull = |one: u32, other: u32| 1.0 / f64::from(degrees[one as usize].max(degrees[other as usize]));
    Neighbours::new(graph.len(), kept.iter().map(|&(one, other)| (one, other, pull(one, other))))
}

/// One point for each node, a unit or so apart, those of a community side by side.
fn spiral(communities: &[u32]) -> Vec<[f64; 2]> {
    let mut order: Vec<usize> = (0..communities.len()).collect();
    order.sort_by_key(|&node| communities[node]);
    let mut points = vec![[0.0; 2]; communities.len()];
    let mut turn = [1.0, 0.0];
    for (number, node) in order.into_iter().enumerate() {
        let radius = (number as f64 + 0.5).sqrt();
        points[node] = turn.map(|part| part * radius);
        turn = [turn[0] * TURN[0] - turn[1] * TURN[1], turn[0] * TURN[1] + turn[1] * TURN[0]];
    }
    points
}

/// Moves and scales points into the square from −1 to 1, to five decimals.
fn fit(mut points: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    let mut half: f64 = 0.0;
    for axis in 0..2 {
        let all = points.iter().map(|point| point[axis]);
        let low = all.clone().fold(f64::INFINITY, f64::min);
        let high = all.fold(f64::NEG_INFINITY, f64::max);
        points.iter_mut().for_each(|point| point[axis] -= (low + high) / 2.0);
        half = half.max((high - low) / 2.0);
    }
    let scale = if half > 0.0 { 1.0 / half } else { 0.0 };
    // Adding 0 turns −0 into 0.
    let short = |part: f64| (part * scale * 1e5).round() / 1e5 + 0.0;
    points.into_iter().map(|point| point.map(short)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
        (a[0] - b[0]).hypot(a[1] - b[1])
    }

    #[test]
    fn draws_together_what_belongs_together() {
        let clique =
            |from: u32| (from..from + 6).flat_map(move |a| (a + 1..from + 6).map(move |b| (a, b, 1.0)));
        let edges: Vec<_> = clique(0).chain(clique(6)).chain([(0, 6, 0.1)]).collect();
        let points =
            layout(&Neighbours::new(13, edges.into_iter()), &[0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2]);
        assert!(distance(points[1], points[2]) < distance(points[1], points[8]));
        assert!(points.iter().flatten().all(|part| (-1.0..=1.0).contains(part)));
        for (number, &point) in points.iter().enumerate() {
            assert!(points[..number].iter().all(|&other| distance(point, other) > 0.05), "{points:?}");
        }
    }

    #[test]
    fn few_nodes_have_a_place() {
        assert!(layout(&Neighbours::new(0, std::iter::empty()), &[]).is_empty());
        assert_eq!(layout(&Neighbours::new(1, std::iter::empty()), &[0]), [[0.0, 0.0]]);
        let two = layout(&Neighbours::new(2, [(0, 1, 1.0)].into_iter()), &[0, 0]);
        assert!(distance(two[0], two[1]) > 1.0);
    }

    #[test]
    fn the_spiral_does_not_drift() {
        assert!((TURN[0].hypot(TURN[1]) - 1.0).abs() < 1e-15);
    }
}
