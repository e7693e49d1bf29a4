//! How points push each other apart, without looking at every two of them.

/// A cell is taken for one point when it is this many times as far away as it is wide (Barnes & Hut 1986 use 1 too).
const FAR: f64 = 1.0;

/// A cell with so few points is not divided.
const FEW: usize = 8;

/// Keeps the push between points that (nearly) coincide finite, in squared units.
const SOFT: f64 = 0.01;

/// Bits of a point's place in each direction; as deep as cells go.
const BITS: u32 = 16;

/// Points that go through the tree together: they are neighbours and look at nearly the same cells, and a processor reckons with several
/// numbers at once.
pub(super) const TOGETHER: usize = 4;

/// The two parts of so many points or ways.
pub(super) type Parts = [[f64; TOGETHER]; 2];

/// Points in the square cells of a quadtree, in the order of a Z-shaped curve.
pub(super) struct Quadtree {
    /// A cell before the cells it is divided into.
    cells: Vec<Cell>,
    /// By cell.
    points: Vec<[f64; 2]>,
    /// The number of each of them.
    order: Vec<u32>,
}

struct Cell {
    centre: [f64; 2],
    mass: f64,
    /// Squared distance from which it is far.
    far: f64,
    /// The cell after all it is divided into.
    next: usize,
    /// Its points, if it is not divided.
    points: std::ops::Range<usize>,
}

impl Quadtree {
    /// Sorts points into cells. The same points in the same order give the same tree; costs a sort.
    pub(super) fn new(points: &[[f64; 2]]) -> Self {
        let mut low = [f64::INFINITY; 2];
        let mut side: f64 = f64::MIN_POSITIVE;
        for axis in 0..2 {
            let all = points.iter().map(|point| point[axis]);
            low[axis] = all.clone().fold(f64::INFINITY, f64::min);
            side = side.max(all.fold(f64::NEG_INFINITY, f64::max) - low[axis]);
        }
        let scale = f64::from((1u32 << BITS) - 1) / side;
        // `as` saturates, so every point has a place.
        let place = |point: &[f64; 2]| {
            let [x, y] = [0, 1].map(|axis| spread(((point[axis] - low[axis]) * scale) as u32));
            x | y << 1
        };
        let mut order: Vec<(u32, u32)> = points.iter().map(place).zip(0..).collect();
        order.sort_unstable();
        let mut tree = Quadtree {
            cells: Vec::with_capacity(points.len() / 2 + 1),
            points: order.iter().map(|&(_, number)| points[number as usize]).collect(),
            order: order.iter().map(|&(_, number)| number).collect(),
        };
        if !points.is_empty() {
            tree.divide(&order, 0, side, 0);
        }
        tree
    }

    /// The numbers of the points by cell: who visits them so goes nearly the same way each time.
    pub(super) fn order(&self) -> &[u32] {
        &self.order
    }

    /// Adds the cell of the points `order`, the first of which is point `from` by cell.
    fn divide(&mut self, order: &[(u32, u32)], from: usize, side: f64, depth: u32) {
        let inside = &self.points[from..from + order.len()];
        let mass = inside.len() as f64;
        let sum = inside.iter().fold([0.0; 2], |sum, point| [sum[0] + point[0], sum[1] + point[1]]);
        let number = self.cells.len();
        let whole = order.len() <= FEW || depth == BITS;
        self.cells.push(Cell {
            centre: sum.map(|sum| sum / mass),
            mass,
            far: (side * FAR).powi(2),
            next: 0,
            points: if whole { from..from + order.len() } else { 0..0 },
        });
        if !whole {
            let shift = 2 * (BITS - 1 - depth);
            let mut from = from;
            for quarter in order.chunk_by(|a, b| a.0 >> shift == b.0 >> shift) {
                self.divide(quarter, from, side / 2.0, depth + 1);
                from += quarter.len();
            }
        }
        self.cells[number].next = self.cells.len();
    }

    /// How hard and whither all points push away points here: each by one over its distance. What is far from all of them is taken
    /// for one point.
    pub(super) fn push(&self, here: Parts) -> Parts {
        let mut push = [[0.0; TOGETHER]; 2];
        let mut number = 0;
        while let Some(cell) = self.cells.get(number) {
            let (way, squares) = ways(here, cell.centre);
            if squares.iter().all(|&square| square > cell.far) {
                add(&mut push, cell.mass, way, squares);
                number = cell.next;
            } else if cell.points.is_empty() {
                number += 1;
            } else {
                for &point in &self.points[cell.points.clone()] {
                    let (way, squares) = ways(here, point);
                    add(&mut push, 1.0, way, squares);
                }
                number = cell.next;
            }
        }
        push
    }
}

/// The ways to points from one, and the squares of their lengths.
fn ways(here: Parts, from: [f64; 2]) -> (Parts, [f64; TOGETHER]) {
    let way = [0, 1].map(|axis| here[axis].map(|part| part - from[axis]));
    (way, std::array::from_fn(|at| way[0][at] * way[0][at] + way[1][at] * way[1][at]))
}

fn add(push: &mut Parts, mass: f64, way: Parts, squares: [f64; TOGETHER]) {
    let by = squares.map(|square| mass / (square + SOFT));
    for axis in 0..2 {
        for at in 0..TOGETHER {
            push[axis][at] += way[axis][at] * by[at];
        }
    }
}

/// Moves the 16 low bits apart, so that another number fits between them.
fn spread(mut bits: u32) -> u32 {
    bits &= 0xffff;
    bits = (bits | bits << 8) & 0x00ff_00ff;
    bits = (bits | bits << 4) & 0x0f0f_0f0f;
    bits = (bits | bits << 2) & 0x3333_3333;
    (bits | bits << 1) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pushes_nearly_as_all_pairs_do() {
        let points: Vec<[f64; 2]> =
            (0..500).map(f64::from).map(|i| [i * 7.3 % 31.0, i * 3.7 % 29.0]).collect();
        let tree = Quadtree::new(&points);
        for (number, here) in points.iter().enumerate() {
            let mut exact = [0.0; 2];
            for point in &points {
                let way = [here[0] - point[0], here[1] - point[1]];
                let by = 1.0 / (way[0] * way[0] + way[1] * way[1] + SOFT);
                exact = [exact[0] + way[0] * by, exact[1] + way[1] * by];
            }
            // Beside three others, which may be far away.
            let other = points[(number + 250) % 500];
            let near = tree.push([0, 1].map(|axis| [here[axis], other[axis], other[axis], other[axis]]));
            assert!((near[0][0] - exact[0]).hypot(near[1][0] - exact[1]) < 3.0, "{near:?} {exact:?}");
        }
    }

    #[test]
    fn takes_points_that_coincide() {
        let tree = Quadtree::new(&[[1.0, 1.0]; 100]);
        let nothing = [[0.0; TOGETHER]; 2];
        assert_eq!(tree.push([[1.0; TOGETHER]; 2]), nothing);
        assert_eq!(Quadtree::new(&[]).push(nothing), nothing);
    }
}
