//! Which nodes tell what a community is about.

use super::neighbours::Neighbours;

/// Nodes that stand for a community, at most.
const MOST: usize = 3;

/// For each community the nodes that tell most of it, the most telling first.
///
/// The most frequent ones would not do: the show's own language and its hosts are in the thick of every community. So a
/// node counts by what it adds to the difference between its community and the whole (Kullback & Leibler 1951), as
/// tf-idf weighs words: the weight of its edges within the community, times the logarithm of how many times as much
/// of its weight lies there as of all weight. Of equals the one with more weight within goes first, then the first
/// node. Costs a pass over the edges.
pub(super) fn telling(graph: &Neighbours, community: &[u32]) -> Vec<Vec<u32>> {
    let count = community.iter().max().map_or(0, |most| *most as usize + 1);
    let strengths = graph.strengths();
    let total: f64 = strengths.iter().sum();
    let mut sums = vec![0.0; count];
    for (strength, &own) in strengths.iter().zip(community) {
        sums[own as usize] += strength;
    }
    let mut members: Vec<Vec<(f64, f64, u32)>> = vec![Vec::new(); count];
    for (node, &own) in (0..).zip(community) {
        let within = graph.of(node).filter(|&(other, _)| community[other as usize] == own);
        let within: f64 = within.map(|(_, weight)| weight).sum();
        let share = within / strengths[node as usize];
        let tells =
            if within > 0.0 { within * (share * total / sums[own as usize]).ln() } else { f64::NEG_INFINITY };
        members[own as usize].push((tells, within, node));
    }
    let best = |mut members: Vec<(f64, f64, u32)>| {
        members.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
        members.into_iter().take(MOST).map(|(_, _, node)| node).collect()
    };
    members.into_iter().map(best).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tied_to_everything_tells_nothing() {
        // 0 is tied to all, a little more to the first three; 1 and 2, 4 and 5 to each other.
        let edges =
            [(0, 1, 9.0), (0, 2, 9.0), (0, 4, 9.0), (0, 5, 8.0), (1, 2, 5.0), (2, 3, 1.0), (4, 5, 5.0)];
        let graph = Neighbours::new(7, edges.into_iter());
        let told = telling(&graph, &[0, 0, 0, 0, 1, 1, 2]);
        assert_eq!(told[0][..2], [2, 1], "{told:?}");
        assert_eq!(told[1..], [vec![5, 4], vec![6]]);
        assert_eq!(telling(&Neighbours::new(0, std::iter::empty()), &[]), Vec::<Vec<u32>>::new());
    }
}
