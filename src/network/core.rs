//! Who is in the thick of it: core numbers (Seidman 1983).

use super::neighbours::Neighbours;

/// For each node the largest k so that it belongs to nodes with at least k edges to each other.
///
/// Takes away the node with fewest edges, again and again (Batagelj & Zaveršnik 2003); costs a pass over the edges.
pub(super) fn cores(graph: &Neighbours) -> Vec<u32> {
    let nodes = graph.len();
    let mut degree: Vec<usize> = (0..nodes as u32).map(|node| graph.ends_of(node).len()).collect();
    // Nodes by degree, where each stands there, and where each degree begins.
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    order.sort_by_key(|&node| degree[node as usize]);
    let mut place = vec![0; nodes];
    for (at, &node) in order.iter().enumerate() {
        place[node as usize] = at;
    }
    let most = degree.iter().max().copied().unwrap_or(0);
    let mut starts: Vec<usize> =
        (0..=most).map(|least| order.partition_point(|&node| degree[node as usize] < least)).collect();
    for at in 0..nodes {
        let node = order[at];
        let own = degree[node as usize];
        for &other in graph.ends_of(node) {
            let other_degree = degree[other as usize];
            if other_degree <= own {
                continue;
            }
            // It loses an edge: to the front of those of its degree, which then begin one later.
            let front = starts[other_degree].max(at + 1);
            let (moved, from) = (order[front], place[other as usize]);
            order.swap(front, from);
            (place[other as usize], place[moved as usize]) = (front, from);
            starts[other_degree] = front + 1;
            degree[other as usize] -= 1;
        }
    }
    degree.into_iter().map(|degree| degree as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clique_is_a_core_and_its_tail_is_not() {
        let clique = (0..4u32).flat_map(|one| (one + 1..4).map(move |other| (one, other, 1.0)));
        let edges: Vec<_> = clique.chain([(3, 4, 1.0), (4, 5, 1.0)]).collect();
        assert_eq!(cores(&Neighbours::new(7, edges.into_iter())), [3, 3, 3, 3, 1, 1, 0]);
        assert!(cores(&Neighbours::new(0, std::iter::empty())).is_empty());
    }

    /// Against the definition: a node is in the k-core if it is left when all with fewer than k edges are taken away.
    #[test]
    fn cores_are_what_is_left() {
        let mut lots = super::super::leiden::Lots::new(7);
        for nodes in 1..24usize {
            let order = lots.shuffled(nodes * nodes);
            let pairs = order.iter().take(nodes * 2).map(|&lot| (lot / nodes as u32, lot % nodes as u32));
            let mut edges: Vec<(u32, u32)> = pairs.filter(|(one, other)| one < other).collect();
            edges.sort_unstable();
            let graph = Neighbours::new(nodes, edges.iter().map(|&(one, other)| (one, other, 1.0)));
            let found = cores(&graph);
            for k in 0..nodes as u32 {
                let mut left = vec![true; nodes];
                for _ in 0..nodes {
                    for node in 0..nodes as u32 {
                        let ties = graph.ends_of(node).iter().filter(|&&other| left[other as usize]).count();
                        left[node as usize] &= ties as u32 >= k;
                    }
                }
                for (core, left) in found.iter().zip(left) {
                    assert_eq!(*core >= k, left, "{edges:?}");
                }
            }
        }
    }
}
