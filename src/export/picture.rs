//! What a graph looks like: the same colours, sizes and places in every format that draws.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::graph::{Edge, Graph, Node};

/// A colour, as red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) [u8; 3]);

/// Colours of the largest communities, light enough for black text; the others are grey.
const COLOURS: [Colour; 12] = [
    Colour([0xf2, 0xc1, 0x4e]),
    Colour([0x8e, 0xca, 0xe6]),
    Colour([0x7f, 0xc8, 0xa9]),
    Colour([0xf4, 0xa5, 0x82]),
    Colour([0xc3, 0xa6, 0xd8]),
    Colour([0xe6, 0xd9, 0x6b]),
    Colour([0xa8, 0xc6, 0x86]),
    Colour([0xe8, 0xa0, 0xbf]),
    Colour([0x9f, 0xb3, 0xf2]),
    Colour([0xd2, 0xb4, 0x8c]),
    Colour([0x6f, 0xd0, 0xd6]),
    Colour([0xff, 0x9a, 0xa2]),
];
const GREY: Colour = Colour([0xdd, 0xdd, 0xdd]);

/// How many communities have a colour of their own where names stand beside the nodes.
pub(super) const COMMUNITIES: usize = SHADES.len();

/// Colours of the largest communities on a light ground and on a dark one, where names stand beside the nodes.
///
/// The first three are those of Okabe & Ito (2008), the green darker, and of Tol (2021); the others were looked for so that
/// each two, and each and grey, differ for people with any colour vision: by 12 (light) and 14 (dark) at least in CIE 1976,
/// as Machado et al. (2009) have it for those who see no red, green or blue. All have a contrast of 3 to 1 to the ground.
pub(super) const SHADES: [Colour; 8] = [
    Colour([0x00, 0x72, 0xb2]),
    Colour([0xd5, 0x5e, 0x00]),
    Colour([0x00, 0x96, 0x6e]),
    Colour([0x9f, 0x2b, 0xd9]),
    Colour([0x59, 0x2b, 0x24]),
    Colour([0x4c, 0x98, 0xde]),
    Colour([0x8c, 0x2a, 0x6c]),
    Colour([0x33, 0x33, 0x80]),
];
pub(super) const DARK_SHADES: [Colour; 8] = [
    Colour([0x77, 0xaa, 0xdd]),
    Colour([0xee, 0x88, 0x66]),
    Colour([0x44, 0xbb, 0x99]),
    Colour([0xec, 0xe2, 0x5a]),
    Colour([0x7c, 0x72, 0xf5]),
    Colour([0xff, 0xc2, 0xea]),
    Colour([0xb0, 0xff, 0xe0]),
    Colour([0xa8, 0x67, 0x1f]),
];

/// All other communities.
pub(super) const OTHERS: Colour = Colour([0x84, 0x8c, 0x96]);

/// The colour of a community where names stand beside the nodes.
pub(super) fn shade(community: u32) -> Colour {
    SHADES.get(community as usize).copied().unwrap_or(OTHERS)
}

/// Points between nodes, roughly.
const APART: f64 = 95.0;

/// How wide the smallest node is, in points, and how much wider the greatest.
const WIDTH: (f64, f64) = (8.0, 32.0);

/// The measures of a graph's picture.
pub(super) struct Picture {
    rank: f64,
    weight: f64,
    half: f64,
}

impl Picture {
    /// Measures a graph; one pass.
    pub(super) fn of(graph: &Graph) -> Picture {
        let greatest = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::MIN_POSITIVE, f64::max);
        Picture {
            rank: greatest(&mut graph.petgraph.node_weights().map(|node| node.rank)),
            weight: greatest(&mut graph.petgraph.edge_weights().map(Edge::weight)),
            half: APART * (graph.petgraph.node_count() as f64).sqrt(),
        }
    }

    /// 0 to 1: how large a node is beside the one of greatest rank; areas compare as ranks do.
    pub(super) fn share(&self, node: &Node) -> f64 {
        (node.rank / self.rank).sqrt()
    }

    /// How wide a node is, in points.
    pub(super) fn size(&self, node: &Node) -> f64 {
        tenths(WIDTH.0 + WIDTH.1 * self.share(node))
    }

    /// 0 to 1: how thick an edge is; one below chance is as thin as can be.
    pub(super) fn thickness(&self, edge: &Edge) -> f64 {
        (edge.weight() / self.weight).max(0.0).sqrt()
    }

    /// Where a node is, in points; y grows upwards.
    pub(super) fn place(&self, node: &Node) -> [f64; 2] {
        [tenths(node.x * self.half), tenths(node.y * self.half)]
    }
}

/// The colour of a community.
pub(super) fn colour(node: &Node) -> Colour {
    COLOURS.get(node.community as usize).copied().unwrap_or(GREY)
}

/// One decimal is more than an eye can tell; never −0.
pub(super) fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0 + 0.0
}

impl fmt::Display for Colour {
    /// `#f2c14e`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the guidelines for accessible content (WCAG 2) have it.
    fn luminance(Colour(parts): Colour) -> f64 {
        let linear = |part: u8| match f64::from(part) / 255.0 {
            low if low <= 0.04045 => low / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        };
        let [red, green, blue] = parts.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn colours_stand_out_from_their_ground() {
        let contrast = |a: Colour, b: Colour| {
            let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
            (a / b).max(b / a)
        };
        let (white, night) = (Colour([0xff; 3]), Colour([0x14, 0x18, 0x1f]));
        for (shades, ground) in
            [(SHADES, white), (DARK_SHADES, night), ([OTHERS; 8], white), ([OTHERS; 8], night)]
        {
            for shade in shades {
                assert!(contrast(shade, ground) >= 3.0, "{shade} on {ground}");
            }
        }
    }
}
