//! A graph without its trees: what hangs on one edge is folded into what it hangs on.

use super::neighbours::Neighbours;

/// What is left of a graph, and what was folded into it.
pub(super) struct Folded {
    /// The graph under the same numbers; nodes folded away have no edges.
    pub(super) graph: Neighbours,
    /// How many nodes each stands for, itself included.
    pub(super) stands_for: Vec<f64>,
    /// How many shortest ways lead through each that begin or end in what was folded into it, counted from both ends.
    pub(super) ways: Vec<f64>,
}

/// Takes nodes with one edge away, again and again (Baglioni, Geraci, Pellegrini & Lastres 2012): in a show's graph by
/// sentence a third of all, and every shortest way to them is known beforehand. Costs a few passes over the edges.
pub(super) fn fold(graph: &Neighbours) -> Folded {
    let nodes = graph.len();
    let mut left: Vec<usize> = (0..nodes as u32).map(|node| graph.degree(node)).collect();
    let mut stands_for = vec![1.0; nodes];
    // For each node the squares of the numbers of nodes on each of its branches.
    let mut squares = vec![0.0; nodes];
    let mut gone = vec![false; nodes];
    let mut leaves: Vec<u32> = (0..nodes as u32).filter(|&node| left[node as usize] == 1).collect();
    while let Some(leaf) = leaves.pop() {
        let holds = graph.ends_of(leaf).iter().find(|&&other| !gone[other as usize]);
        // The last node of a tree hangs on nothing.
        let Some(&on) = holds.filter(|_| left[leaf as usize] == 1) else { continue };
        gone[leaf as usize] = true;
        stands_for[on as usize] += stands_for[leaf as usize];
        squares[on as usize] += stands_for[leaf as usize] * stands_for[leaf as usize];
        left[on as usize] -= 1;
        if left[on as usize] == 1 {
            leaves.push(on);
        }
    }
    let sizes = component_sizes(graph);
    let ways = |node: usize| {
        let hanging: f64 = stands_for[node] - 1.0;
        // Between two branches, and between a branch and what is no branch.
        hanging * hanging - squares[node] + 2.0 * hanging * (sizes[node] - 1.0 - hanging)
    };
    let ways = (0..nodes).map(ways).collect();
    let is_kept = |node: u32| !gone[node as usize];
    let edges = (0..nodes as u32).filter(|&node| is_kept(node)).flat_map(|node| {
        let kept = graph.of(node).filter(move |&(other, _)| node < other && is_kept(other));
        kept.map(move |(other, weight)| (node, other, weight))
    });
    Folded { graph: Neighbours::new(nodes, edges), stands_for, ways }
}

/// For each node how many nodes can be reached from it, itself included.
fn component_sizes(graph: &Neighbours) -> Vec<f64> {
    let mut sizes = vec![0.0; graph.len()];
    for start in 0..graph.len() as u32 {
        if sizes[start as usize] > 0.0 {
            continue;
        }
        let mut members = vec![start];
        sizes[start as usize] = 1.0;
        let mut at = 0;
        while let Some(&node) = members.get(at) {
            at += 1;
            for &other in graph.ends_of(node) {
                if sizes[other as usize] == 0.0 {
                    sizes[other as usize] = 1.0;
                    members.push(other);
                }
            }
        }
        let size = members.len() as f64;
        members.into_iter().for_each(|node| sizes[node as usize] = size);
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_folded_into_what_they_hang_on() {
        // A triangle 0 1 2 with the path 3 4 on 2; a tree of its own, 5 6 7; 8 alone.
        let edges = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (5, 6), (6, 7)];
        let folded = fold(&Neighbours::new(9, edges.iter().map(|&(one, other)| (one, other, 1.0))));
        assert_eq!(folded.stands_for[..5], [1.0, 1.0, 3.0, 2.0, 1.0]);
        let left: Vec<usize> = (0..9).map(|node| folded.graph.degree(node)).collect();
        assert_eq!(left, [2, 2, 2, 0, 0, 0, 0, 0, 0]);
        // Through 2 from 3 and 4 to 0 and 1; through 3 from 4 to three others; through 6 from 5 to 7; and back.
        assert_eq!(folded.ways, [0.0, 0.0, 8.0, 6.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
    }
}
