//! CSV: a table of nodes and one of edges, for spreadsheets and data frames, with the headers that Gephi looks for.
//!
//! Spreadsheets run a cell that begins like a formula. So a text that begins with `=`, `+`, `-`, `@` or an apostrophe
//! gets an apostrophe in front, ids as well as names, in both tables alike; whoever wants the text as it was takes one off.

use std::borrow::Cow;
use std::io::{self, Write};

use ::csv::Writer;

use super::address::{distinct, is_unprintable};
use super::attribute::{Attribute, Tie, Value, of_edges, of_nodes, ties};
use crate::graph::Graph;

/// Writes the table of nodes; costs one pass.
pub(super) fn write_nodes(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let attributes = of_nodes(graph);
    let mut table = Writer::from_writer(out);
    write_row(&["Id", "Label", "x", "y"], names(&attributes), &mut table)?;
    for node in graph.petgraph.node_weights() {
        let (x, y) = (node.x.to_string(), node.y.to_string());
        let own = [&*id(&node.id), &*cell(&node.name), &x, &y];
        write_row(&own, cells(&attributes, node), &mut table)?;
    }
    table.flush()
}

/// Writes the table of edges; costs one pass.
pub(super) fn write_edges(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let attributes = of_edges(graph);
    let mut table = Writer::from_writer(out);
    write_row(&["Source", "Target", "Type", "Weight"], names(&attributes), &mut table)?;
    for Tie { source, target, edge, .. } in ties(graph) {
        let weight = edge.weight().to_string();
        let own = [&*id(&source.id), &*id(&target.id), "Undirected", &weight];
        write_row(&own, cells(&attributes, edge), &mut table)?;
    }
    table.flush()
}

fn write_row<'a>(
    own: &[&str],
    others: impl Iterator<Item = Cow<'a, str>>,
    table: &mut Writer<&mut dyn Write>,
) -> io::Result<()> {
    for cell in own {
        table.write_field(cell).map_err(as_io)?;
    }
    for cell in others {
        table.write_field(&*cell).map_err(as_io)?;
    }
    table.write_record(None::<&[u8]>).map_err(as_io)
}

/// The error itself, so that a closed pipe can be told from a full disk.
fn as_io(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn names<'a, T>(attributes: &'a [Attribute<'_, T>]) -> impl Iterator<Item = Cow<'a, str>> {
    attributes.iter().map(|attribute| attribute.name.into())
}

/// What is not known is an empty cell.
fn cells<'a, 'g, T>(attributes: &'a [Attribute<'g, T>], owner: &'g T) -> impl Iterator<Item = Cow<'a, str>> {
    attributes.iter().map(|attribute| match attribute.of(owner) {
        None => "".into(),
        Some(Value::Text(text)) => cell(&text).into_owned().into(),
        Some(Value::Whole(number)) => number.to_string().into(),
        Some(Value::Number(number)) => number.to_string().into(),
        Some(Value::Flag(flag)) => flag.to_string().into(),
    })
}

/// An id, in both tables alike; two ids stay two.
fn id(id: &str) -> String {
    cell(&distinct(id)).into_owned()
}

/// Text that no spreadsheet runs, and that has one line end at most of one sort: control characters become blanks.
fn cell(text: &str) -> Cow<'_, str> {
    let is_changed = |c: char| c != '\n' && is_unprintable(c);
    let text: Cow<'_, str> = match text.contains(is_changed) {
        true => text.replace(is_changed, " ").into(),
        false => text.into(),
    };
    match text.starts_with(['=', '+', '-', '@', '\'']) {
        true => format!("'{text}").into(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("-- x", "'-- x"),
            ("@home", "'@home"),
            ("'=1", "''=1"),
            ("\t=1", " =1"),
            ("two\nlines\r\n", "two\nlines \n"),
            ("AT&T", "AT&T"),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
