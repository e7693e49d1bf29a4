//! A graph on paper: where every node, line and name goes, in points of a still picture.

use std::cmp::Reverse;

use petgraph::visit::EdgeRef;

use super::label::{Area, Floor, Label, Spot, Taken};
use super::picture::{Picture, tenths};
use crate::graph::{Graph, Node};

/// A node as drawn.
pub(super) struct Disc<'g> {
    pub(super) node: &'g Node,
    pub(super) at: [f64; 2],
    pub(super) radius: f64,
}

/// An edge as drawn: a curve from one end to the other, bent towards a point.
pub(super) struct Line {
    pub(super) ends: [[f64; 2]; 2],
    pub(super) bend: [f64; 2],
    pub(super) width: f64,
    /// The community, where both ends are of one.
    pub(super) community: Option<u32>,
}

/// All of it.
pub(super) struct Scene<'g> {
    /// The greatest first, so that it does not cover others.
    pub(super) discs: Vec<Disc<'g>>,
    pub(super) lines: Vec<Line>,
    pub(super) labels: Vec<Label>,
}

/// How much wider than high the picture may be drawn beyond what the layout says; names are wide.
const STRETCH: f64 = 1.6;

/// How large nodes and names are: the smallest, and how much larger the greatest.
const RADIUS: (f64, f64) = (4.5, 15.5);
const SIZE: (f64, f64) = (11.5, 8.5);

/// A node has so much room to each side where nodes are of full size.
const ROOM: f64 = 100.0;

/// Names are tried for so many nodes; there is no room for more on a page.
const NAMED: usize = 400;

/// Nodes are pushed apart where there are at most so many: each round compares every two.
const PUSHED: usize = 400;
const ROUNDS: usize = 60;

/// Around the nodes, for names at the sides.
const MARGIN: (f64, f64) = (70.0, 24.0);

impl<'g> Scene<'g> {
    /// Lays a graph out on an area. Costs a pass over the edges and, for small graphs, some over all pairs of nodes.
    pub(super) fn of(graph: &'g Graph, area: Area) -> Scene<'g> {
        let picture = Picture::of(graph);
        let nodes: Vec<&Node> = graph.petgraph.node_weights().collect();
        // Many nodes are small, or they would fill the paper.
        let room = ((area.right - area.left) * (area.bottom - area.top) / nodes.len().max(1) as f64).sqrt();
        let scale = (room / ROOM).clamp(0.4, 1.0);
        let radius = |node: &&Node| scale * (RADIUS.0 + RADIUS.1 * picture.share(node));
        let radii: Vec<f64> = nodes.iter().map(radius).collect();
        let places = apart(fit(&nodes, area), &radii, area);
        let places: Vec<[f64; 2]> = places.into_iter().map(|place| place.map(tenths)).collect();
        let line = |edge: petgraph::graph::EdgeReference<'_, crate::graph::Edge>| {
            let [one, other] = [edge.source(), edge.target()].map(|end| end.index());
            let community = nodes[one].community;
            Line {
                ends: [places[one], places[other]],
                bend: bend(places[one], places[other]),
                width: tenths(0.7 + 3.3 * picture.thickness(edge.weight())),
                community: (community == nodes[other].community).then_some(community),
            }
        };
        let lines = graph.petgraph.edge_references().map(line).collect();
        let mut order: Vec<usize> = (0..nodes.len()).collect();
        order.sort_by(|&a, &b| nodes[b].rank.total_cmp(&nodes[a].rank).then(a.cmp(&b)));
        let disc =
            |&number: &usize| Disc { node: nodes[number], at: places[number], radius: tenths(radii[number]) };
        let discs: Vec<Disc<'g>> = order.iter().map(disc).collect();
        Scene { labels: labels(&discs, &picture, area), discs, lines }
    }
}

/// Names, those of the greatest first; these have theirs even where they cover lesser nodes.
fn labels(discs: &[Disc<'_>], picture: &Picture, area: Area) -> Vec<Label> {
    let mut floor = Floor::new(area);
    for Disc { at: [x, y], radius, .. } in discs {
        // The square within the circle: a name may touch its edge.
        let half = 0.8 * radius;
        floor.take(Area { left: x - half, right: x + half, top: y - half, bottom: y + half }, Taken::Node);
    }
    let greatest = (discs.len() as f64).sqrt().max(12.0) as usize;
    let named = discs.iter().take(NAMED).enumerate();
    let label = |(place, disc): (usize, &Disc<'_>)| {
        let size = tenths(SIZE.0 + SIZE.1 * picture.share(disc.node));
        let spot = Spot { at: disc.at, radius: disc.radius, size, may_cover: place < greatest };
        floor.place(&disc.node.name, spot)
    };
    named.filter_map(label).collect()
}

/// What counts as no extent: one node alone lies in the middle.
const LEAST: f64 = 1e-9;

/// From the layout's square to the area, stretched a little.
fn fit(nodes: &[&Node], area: Area) -> Vec<[f64; 2]> {
    let greatest = |part: fn(&Node) -> f64| nodes.iter().map(|node| part(node).abs()).fold(LEAST, f64::max);
    let (wide, high) = (greatest(|node| node.x), greatest(|node| node.y));
    let half = [(area.right - area.left) / 2.0 - MARGIN.0, (area.bottom - area.top) / 2.0 - MARGIN.1];
    let (across, down) = (half[0] / wide, half[1] / high);
    let (across, down) = (across.min(down * STRETCH), down.min(across * STRETCH));
    let middle = [(area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0];
    nodes.iter().map(|node| [middle[0] + node.x * across, middle[1] - node.y * down]).collect()
}

/// Pushes nodes that cover each other apart, and what leaves the area back.
fn apart(mut places: Vec<[f64; 2]>, radii: &[f64], area: Area) -> Vec<[f64; 2]> {
    if places.len() > PUSHED {
        return places;
    }
    for _ in 0..ROUNDS {
        for one in 0..places.len() {
            for other in one + 1..places.len() {
                let between: [f64; 2] = [0, 1].map(|axis| places[other][axis] - places[one][axis]);
                let distance = (between[0] * between[0] + between[1] * between[1]).sqrt();
                let wanted = radii[one] + radii[other] + 14.0;
                if distance >= wanted || distance == 0.0 {
                    continue;
                }
                let by = (wanted - distance) / distance / 4.0;
                for axis in 0..2 {
                    places[one][axis] -= by * between[axis];
                    places[other][axis] += by * between[axis];
                }
            }
        }
    }
    let inside = |[x, y]: [f64; 2]| {
        [x.clamp(area.left + 20.0, area.right - 20.0), y.clamp(area.top + 20.0, area.bottom - 20.0)]
    };
    places.into_iter().map(inside).collect()
}

/// Beside the middle of a line, always to the same side, so that lines with one end fan out.
fn bend([x, y]: [f64; 2], [to_x, to_y]: [f64; 2]) -> [f64; 2] {
    let part = 0.12;
    [tenths((x + to_x) / 2.0 + part * (to_y - y)), tenths((y + to_y) / 2.0 - part * (to_x - x))]
}

/// The communities shown in a legend, the largest first, and how many nodes are in none of them.
pub(super) fn legend(graph: &Graph, most: usize) -> (Vec<(u32, &str, u32)>, u32) {
    let mut communities: Vec<_> =
        graph.info.communities.iter().filter(|community| community.size > 1).collect();
    communities.sort_by_key(|community| Reverse(community.size));
    communities.truncate(most);
    let shown = communities.iter().map(|c| (c.number, c.name.as_str(), c.size)).collect();
    let within: u32 = communities.iter().map(|community| community.size).sum();
    (shown, graph.info.nodes.saturating_sub(within))
}
