//! Names beside their nodes, none over another.

use unicode_width::UnicodeWidthChar;

use super::address::is_unprintable;
use super::picture::tenths;

/// A rectangle; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    fn meets(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, other: &Area) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }
}

/// A name that has found its place: where its line of text begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
}

/// What is taken of a picture. A grid, so that looking around costs what is near only.
#[derive(Debug)]
pub(super) struct Floor {
    bounds: Area,
    columns: usize,
    cells: Vec<Vec<(Area, Taken)>>,
}

/// By what a place is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Node,
    Name,
}

/// A round node that is to have a name: its middle, its radius, the size of the name, and whether that may cover other
/// nodes if there is no room beside them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) at: [f64; 2],
    pub(super) radius: f64,
    pub(super) size: f64,
    pub(super) may_cover: bool,
}

/// How wide and high a cell is.
const CELL: f64 = 40.0;

/// Between two names, and between a name and a node.
const GAP: f64 = 2.0;

/// Where a name is tried around its node, the usual place first: parts of its width and height that it is moved by.
const PLACES: [(f64, f64); 12] = [
    (0.5, 0.0),
    (-0.5, 0.0),
    (0.0, 1.0),
    (0.0, -1.0),
    (0.45, 0.75),
    (-0.45, 0.75),
    (0.45, -0.75),
    (-0.45, -0.75),
    (0.25, 1.0),
    (-0.25, 1.0),
    (0.25, -1.0),
    (-0.25, -1.0),
];

impl Floor {
    pub(super) fn new(bounds: Area) -> Floor {
        let cells = |length: f64| (length / CELL).ceil().max(1.0) as usize;
        let (columns, rows) = (cells(bounds.right - bounds.left), cells(bounds.bottom - bounds.top));
        Floor { bounds, columns, cells: vec![Vec::new(); columns * rows] }
    }

    /// The numbers of the cells that an area touches.
    fn near(&self, area: &Area) -> impl Iterator<Item = usize> + use<> {
        let rows = self.cells.len() / self.columns;
        let cell = |at: f64, from: f64, most: usize| (((at - from) / CELL).max(0.0) as usize).min(most - 1);
        let columns = self.columns;
        let across = cell(area.left, self.bounds.left, columns)..=cell(area.right, self.bounds.left, columns);
        let down = cell(area.top, self.bounds.top, rows)..=cell(area.bottom, self.bounds.top, rows);
        down.flat_map(move |row| across.clone().map(move |column| row * columns + column))
    }

    /// No name goes here any more.
    pub(super) fn take(&mut self, area: Area, by: Taken) {
        for cell in self.near(&area) {
            self.cells[cell].push((area, by));
        }
    }

    /// Whether a name fits here; `cover` says that nodes are no hindrance.
    fn is_free(&self, area: &Area, cover: bool) -> bool {
        let hinders = |(taken, by): &(Area, Taken)| !(cover && *by == Taken::Node) && taken.meets(area);
        self.bounds.holds(area) && self.near(area).all(|cell| !self.cells[cell].iter().any(hinders))
    }

    /// Puts a name beside a node, if there is room for it: whole, over other nodes, smaller, else cut short. A small name
    /// tells more than none.
    pub(super) fn place(&mut self, name: &str, spot: Spot) -> Option<Label> {
        let (size, least) = (spot.size, spot.size.min(LEAST));
        let whole = [(28, size, false)].into_iter().chain(spot.may_cover.then_some((28, size, true)));
        let smaller = [(28, (size + least) / 2.0), (28, least), (14, least)];
        let mut tries = whole.chain(smaller.map(|(most, size)| (most, size, false)));
        let (label, area) = tries.find_map(|(most, size, cover)| {
            self.find(shown(name, most), Spot { size, may_cover: cover, ..spot })
        })?;
        self.take(area, Taken::Name);
        Some(label)
    }

    /// Looks around a node for a place for a text.
    fn find(
        &self,
        text: String,
        Spot { at: [x, y], radius, size, may_cover }: Spot,
    ) -> Option<(Label, Area)> {
        let (wide, high) = (width(&text) * size, size * HIGH);
        let around = PLACES.map(|(across, down)| {
            [x + across * (wide + 2.0 * (radius + GAP)), y + down * (radius + GAP + high / 2.0)]
        });
        let area = |[middle, centre]: [f64; 2]| Area {
            left: middle - wide / 2.0 - GAP / 2.0,
            right: middle + wide / 2.0 + GAP / 2.0,
            top: centre - high / 2.0,
            bottom: centre + high / 2.0,
        };
        let place = around.into_iter().find(|&place| self.is_free(&area(place), may_cover))?;
        let [middle, centre] = place;
        let label =
            Label { text, x: middle - wide / 2.0, baseline: centre + DOWN * size, size: tenths(size) };
        Some((label, area(place)))
    }
}

/// The size below which a name could not be read.
const LEAST: f64 = 11.0;

/// How high a line of text is, and how far below its middle the letters stand, in parts of the font's size.
const HIGH: f64 = 1.2;
const DOWN: f64 = 0.36;

/// A name on one line, at most so many columns wide; what cannot be seen becomes a blank.
pub(super) fn shown(name: &str, most: usize) -> String {
    let printable = name.chars().map(|c| if is_unprintable(c) || steers(c) { ' ' } else { c });
    let line: String = printable.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let columns = |c: char| c.width().unwrap_or(0);
    if line.chars().map(columns).sum::<usize>() <= most {
        return line;
    }
    let mut room = most.saturating_sub(1);
    let fits = |c: &char| match room.checked_sub(columns(*c)) {
        Some(left) => (room = left, true).1,
        None => false,
    };
    let cut: String = line.chars().take_while(fits).collect();
    format!("{}…", cut.trim_end())
}

/// Marks that turn the direction of what follows.
fn steers(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

/// How wide a text is, in parts of the font's size: rather too wide than too narrow, for nobody knows which font it will
/// be. The figures are those of DejaVu Sans, the widest of the usual ones, rounded up.
pub(super) fn width(text: &str) -> f64 {
    let of = |character: char| match character {
        'i' | 'j' | 'l' | '\'' | '|' => 0.3,
        'I' | 'J' | 'f' | 't' | 'r' | '.' | ',' | ':' | ';' | '!' | '(' | ')' | '[' | ']' | ' ' | '/' => 0.4,
        'm' | 'M' | 'W' | '@' | '%' => 1.0,
        'w' | 'A'..='Z' | '&' | '+' | '=' | '<' | '>' | '~' | '…' => 0.8,
        ' '..='~' => 0.64,
        other => match other.width() {
            Some(0) | None => 0.0,
            Some(1) => 0.75,
            // Emoji are wider than they are high.
            _ => 1.3,
        },
    };
    text.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: Area = Area { left: 0.0, top: 0.0, right: 300.0, bottom: 200.0 };

    fn spot(at: [f64; 2]) -> Spot {
        Spot { at, radius: 5.0, size: 12.0, may_cover: false }
    }

    #[test]
    fn names_stay_apart_and_on_the_paper() {
        let mut floor = Floor::new(PAPER);
        let mut kept: Vec<Area> = Vec::new();
        for number in 0..60u32 {
            let point = [f64::from(number * 37 % 300), f64::from(number * 53 % 200)];
            let Some(label) = floor.place("a name of some length", spot(point)) else { continue };
            let area = Area {
                left: label.x,
                right: label.x + width(&label.text) * label.size,
                top: label.baseline - 0.9 * label.size,
                bottom: label.baseline + 0.2 * label.size,
            };
            assert!(PAPER.holds(&area), "{label:?}");
            assert!(kept.iter().all(|other| !other.meets(&area)), "{label:?}");
            kept.push(area);
        }
        assert!(kept.len() > 10, "{}", kept.len());
    }

    #[test]
    fn a_name_with_no_room_is_left_out() {
        let mut floor = Floor::new(PAPER);
        floor.take(PAPER, Taken::Node);
        assert_eq!(floor.place("Flask", spot([150.0, 100.0])), None);
        let over = Spot { may_cover: true, ..spot([150.0, 100.0]) };
        assert!(floor.place("Flask", over).is_some() && floor.place("Flask", over).is_some());
        floor.take(PAPER, Taken::Name);
        assert_eq!(floor.place("Flask", over), None);
    }

    #[test]
    fn names_are_cut_to_a_line() {
        for (name, line) in [
            ("Flask", "Flask"),
            ("two\nlines \u{202e}x", "two lines x"),
            ("as long as it gets", "as long as…"),
            ("長い名前の物", "長い名前の物"),
            ("長い名前の物語り", "長い名前の…"),
            ("", ""),
        ] {
            assert_eq!(shown(name, 12), line);
        }
    }
}
