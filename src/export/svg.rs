//! SVG: a still picture, fit for a README or a slide.
//!
//! It is 1,200 points wide, has its title and legend in it, asks for no font that might be missing, and loads and runs
//! nothing. Names never cover each other: those for which there is no room are left out, the least first.

use std::io::{self, Write};

use super::address::web;
use super::attribute::description;
use super::label::{Area, shown};
use super::picture::{COMMUNITIES, Colour, OTHERS, shade};
use super::scene::{Disc, Line, Scene, legend};
use super::xml::Text;
use crate::entity::Kind;
use crate::graph::{Graph, NodeKind, Nodes};

/// The paper, and the part of it that is for the graph.
const PAPER: (f64, f64) = (1200.0, 800.0);
const PLOT: Area = Area { left: 16.0, top: 72.0, right: 1184.0, bottom: 722.0 };

/// Where the legend begins, how far its rows and columns are apart, and how many columns there are.
const LEGEND: (f64, f64, f64, usize) = (748.0, 24.0, 292.0, 4);

const INK: &str = "#1d2430";
const FAINT: &str = "#5a6472";

/// Writes the graph; costs what laying it out costs, see [`Scene::of`].
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let scene = Scene::of(graph, PLOT);
    let (wide, high) = PAPER;
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" \
         role=\"graphics-document document\" aria-labelledby=\"title description\" \
         font-family=\"system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif\">"
    )?;
    writeln!(out, "<title id=\"title\">Mentioned together</title>")?;
    writeln!(out, "<desc id=\"description\">{}</desc>", Text(&description(graph)))?;
    writeln!(out, "<rect width=\"{wide}\" height=\"{high}\" fill=\"#ffffff\"/>")?;
    write_title(graph, out)?;
    writeln!(out, "<g id=\"lines\" fill=\"none\" stroke-linecap=\"round\" stroke-opacity=\"0.4\">")?;
    scene.lines.iter().try_for_each(|line| write_line(line, out))?;
    writeln!(out, "</g>\n<g id=\"nodes\">")?;
    scene.discs.iter().try_for_each(|disc| write_disc(disc, out))?;
    writeln!(
        out,
        "</g>\n<g id=\"names\" fill=\"{INK}\" stroke=\"#ffffff\" stroke-width=\"3.2\" stroke-linejoin=\"round\" \
         stroke-opacity=\"0.9\" paint-order=\"stroke\">"
    )?;
    for label in &scene.labels {
        let (x, y, size) = (label.x, label.baseline, label.size);
        writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\">{}</text>", Text(&label.text))?;
    }
    writeln!(out, "</g>")?;
    write_legend(graph, out)?;
    writeln!(out, "</svg>")
}

fn write_title(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let info = &graph.info;
    let left_out: u32 = info.cut.iter().map(|cut| cut.nodes).sum();
    let drawn = match info.drawn {
        Nodes::Episodes => "episode",
        _ => "name",
    };
    let names = match left_out {
        0 => counted(info.nodes, drawn),
        left_out => format!("{} of {}", grouped(info.nodes), counted(info.nodes + left_out, drawn)),
    };
    let lines = match info.lines {
        Some(most) => format!("{}, the {most} surest of each", counted(info.edges, "line")),
        None => counted(info.edges, "line"),
    };
    writeln!(
        out,
        "<text x=\"24\" y=\"36\" font-size=\"22\" font-weight=\"600\" fill=\"{INK}\">Mentioned together</text>"
    )?;
    writeln!(
        out,
        "<text x=\"24\" y=\"58\" font-size=\"14\" fill=\"{FAINT}\">{names}, {lines}; within: {}; episodes: {}</text>",
        info.window,
        grouped(info.episodes)
    )
}

/// `1 name`, `2 names`.
fn counted(number: u32, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// `2,412`.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let from_end = |at: usize| digits.len() - at;
    let comma = |at: usize| if at > 0 && from_end(at).is_multiple_of(3) { "," } else { "" };
    digits.char_indices().map(|(at, digit)| format!("{}{digit}", comma(at))).collect()
}

/// As many of a community's names as there is room for.
fn some_of(names: &str, most: usize) -> String {
    let whole = shown(names, most);
    let Some(cut) = whole.strip_suffix('…') else { return whole };
    let fit = cut.strip_suffix(',').or_else(|| cut.rsplit_once(", ").map(|(fit, _)| fit));
    fit.map_or_else(|| whole.clone(), str::to_owned)
}

fn write_line(line: &Line, out: &mut dyn Write) -> io::Result<()> {
    let [[x, y], [to_x, to_y]] = line.ends;
    let [bend_x, bend_y] = line.bend;
    let colour = line.community.map_or(OTHERS, shade);
    writeln!(
        out,
        "<path d=\"M{x} {y}Q{bend_x} {bend_y} {to_x} {to_y}\" stroke=\"{colour}\" stroke-width=\"{}\"/>",
        line.width
    )
}

/// A project is a disc, a person a ring, anything else a square: nothing is told by colour alone.
fn write_disc(disc: &Disc<'_>, out: &mut dyn Write) -> io::Result<()> {
    let node = disc.node;
    let address = node.url.as_deref().and_then(web);
    if let Some(address) = &address {
        write!(out, "<a href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\">", Text(address))?;
    }
    let told = format!("{}: mentions: {}, episodes: {}", node.name, node.mentions, node.episodes);
    write_mark(node.kind, disc.at, disc.radius, shade(node.community), &told, out)?;
    writeln!(out, "{}", if address.is_some() { "</a>" } else { "" })
}

fn write_mark(
    kind: NodeKind,
    [x, y]: [f64; 2],
    radius: f64,
    colour: Colour,
    told: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = Text(told);
    match kind {
        NodeKind::Entity(Kind::Project) => write!(
            out,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\" stroke=\"#ffffff\"><title>{title}</title></circle>"
        ),
        NodeKind::Entity(Kind::Person) => {
            let wide = (radius * 0.42).max(2.5);
            write!(
                out,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{:.1}\" fill=\"#ffffff\" stroke=\"{colour}\" stroke-width=\"{wide:.1}\">\
                 <title>{title}</title></circle>",
                radius - wide / 2.0
            )
        }
        _ => {
            let half = radius * 0.88;
            write!(
                out,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\" fill=\"{colour}\" \
                 stroke=\"#ffffff\"><title>{title}</title></rect>",
                x - half,
                y - half,
                2.0 * half,
                2.0 * half
            )
        }
    }
}

/// Communities under their colours, and what the shapes mean.
fn write_legend(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let (top, row, column, columns) = LEGEND;
    let (communities, others) = legend(graph, COMMUNITIES);
    writeln!(out, "<g id=\"legend\" font-size=\"13\" fill=\"{INK}\">")?;
    for (place, (number, name, size)) in communities.iter().enumerate() {
        let x = 24.0 + column * (place % columns) as f64;
        let y = top + row * (place / columns) as f64;
        writeln!(
            out,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"6\" fill=\"{}\"/><text x=\"{:.1}\" y=\"{y:.1}\">{} ({size})</text>",
            x + 6.0,
            y - 4.5,
            shade(*number),
            x + 18.0,
            Text(&some_of(name, 34))
        )?;
    }
    let mut x = 1184.0;
    let mut marks: Vec<(&str, NodeKind, Colour)> =
        vec![("person", Kind::Person.into(), OTHERS), ("project", Kind::Project.into(), OTHERS)];
    let is_other = |kind: NodeKind| kind != Kind::Person && kind != Kind::Project;
    if graph.petgraph.node_weights().any(|node| is_other(node.kind)) {
        marks.insert(0, ("other", NodeKind::Episode, OTHERS));
    }
    for (name, kind, colour) in marks {
        x -= 78.0;
        write_mark(kind, [x, 32.0], 7.0, colour, name, out)?;
        writeln!(out, "<text x=\"{:.1}\" y=\"36.5\">{name}</text>", x + 14.0)?;
    }
    if others > 0 {
        writeln!(
            out,
            "<text x=\"1170\" y=\"58\" text-anchor=\"end\" fill=\"{FAINT}\">grey: {others} in smaller groups</text>"
        )?;
    }
    writeln!(out, "</g>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_short() {
        for (number, written) in [(7, "7"), (749, "749"), (2412, "2,412"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), written);
        }
        assert_eq!(some_of("Flask, Django, FastAPI", 30), "Flask, Django, FastAPI");
        assert_eq!(some_of("Flask, Django, FastAPI", 16), "Flask, Django");
        assert_eq!(some_of("as long as it gets", 9), "as long…");
    }
}
