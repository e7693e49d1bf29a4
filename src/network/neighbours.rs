//! A weighted graph as three flat lists, for the steps that walk all edges many times.

/// Who is next to whom, how strongly. Each edge stands in the lists of both its ends; neighbours ascend.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Neighbours {
    starts: Vec<u32>,
    ends: Vec<u32>,
    weights: Vec<f64>,
}

impl Neighbours {
    /// Takes edges, each once, with weights above 0; others (less than chance) join nobody and are left out.
    ///
    /// Costs two passes and 24 bytes an edge.
    pub(crate) fn new(nodes: usize, edges: impl Iterator<Item = (u32, u32, f64)> + Clone) -> Self {
        let edges = edges.filter(|&(one, other, weight)| one != other && weight > 0.0 && weight.is_finite());
        let mut starts = vec![0u32; nodes + 1];
        for (one, other, _) in edges.clone() {
            starts[one as usize + 1] += 1;
            starts[other as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut free = starts.clone();
        let slots = starts[nodes] as usize;
        let (mut ends, mut weights) = (vec![0; slots], vec![0.0; slots]);
        let mut place = |from: u32, to: u32, weight: f64| {
            let slot = free[from as usize] as usize;
            free[from as usize] += 1;
            ends[slot] = to;
            weights[slot] = weight;
        };
        for (one, other, weight) in edges {
            place(one, other, weight);
            place(other, one, weight);
        }
        Neighbours { starts, ends, weights }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many ends all edges have: two each.
    pub(super) fn ends(&self) -> usize {
        self.ends.len()
    }

    /// The neighbours of a node and the weights of the edges to them.
    pub(super) fn of(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + Clone + '_ {
        let slots = self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize;
        let weights = self.weights[slots.clone()].iter().copied();
        self.ends[slots].iter().copied().zip(weights)
    }

    /// The neighbours of a node alone.
    pub(super) fn ends_of(&self, node: u32) -> &[u32] {
        &self.ends[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// How many neighbours a node has.
    pub(crate) fn degree(&self, node: u32) -> usize {
        self.ends_of(node).len()
    }

    /// For each node the sum of its edges' weights.
    pub(crate) fn strengths(&self) -> Vec<f64> {
        let nodes = 0..self.len() as u32;
        nodes.map(|node| self.of(node).map(|(_, weight)| weight).sum()).collect()
    }
}
