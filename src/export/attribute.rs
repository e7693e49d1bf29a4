//! What a graph, its nodes and its edges tell, as lists of named values.
//!
//! Every flat format writes these lists: a further field of a node is one line in [`of_nodes`]. What tools expect in
//! a place of its own (id, name, position, weight) is not in them; each format knows its place.

use std::borrow::Cow;
use std::sync::Arc;

use petgraph::visit::EdgeRef;
use serde::Serialize;

use super::address::web;
use crate::graph::{Edge, EpisodeRef, Graph, Node, Quote};

/// What sort of value an attribute has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// Words.
    Text,
    /// How many.
    Count,
    /// The number of a group; more is not better.
    Group,
    /// How much.
    Measure,
    /// Yes or no.
    Flag,
}

impl Type {
    /// As GEXF and GraphML call it, both after XML Schema.
    pub(super) fn in_xml(self) -> &'static str {
        match self {
            Type::Text => "string",
            Type::Count | Type::Group => "long",
            Type::Measure => "double",
            Type::Flag => "boolean",
        }
    }
}

/// A value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Value<'g> {
    Text(Cow<'g, str>),
    Whole(u32),
    Number(f64),
    Flag(bool),
}

/// A named value that every node, or every edge, may have.
pub(super) struct Attribute<'g, T> {
    pub(super) name: &'g str,
    pub(super) kind: Type,
    of: Box<dyn Fn(&'g T) -> Option<Value<'g>> + Sync + 'g>,
}

impl<'g, T> Attribute<'g, T> {
    /// The value of one node or edge, if it has one.
    pub(super) fn of(&self, owner: &'g T) -> Option<Value<'g>> {
        (self.of)(owner)
    }
}

/// What is told of a node besides id, name and place.
pub(super) fn of_nodes<'g>(_: &'g Graph) -> Vec<Attribute<'g, Node>> {
    vec![
        text("kind", |node: &'g Node| Some(node.kind.as_str().into())),
        text("url", |node: &'g Node| node.url.as_deref().and_then(web).map(Cow::Owned)),
        flag("discovered", |node: &Node| node.discovered),
        count("mentions", |node: &Node| node.mentions),
        count("windows", |node: &Node| node.windows),
        count("episodes", |node: &Node| node.episodes),
        text("first_episode", |node: &'g Node| Some((&*node.first.episode).into())),
        text("first_date", |node: &'g Node| day(&node.first).map(Cow::from)),
        text("last_episode", |node: &'g Node| Some((&*node.last.episode).into())),
        text("last_date", |node: &'g Node| day(&node.last).map(Cow::from)),
        text("years", |node: &Node| years(node)),
        count("undated", |node: &Node| node.undated),
        group("community", |node: &Node| node.community),
        measure("rank", |node: &Node| node.rank),
        measure("betweenness", |node: &Node| node.betweenness),
        count("core", |node: &Node| node.core),
        text("quotes", |node: &'g Node| said(&node.quotes)),
    ]
}

/// What is told of an edge besides its ends and its weight: each weight asked for has its name here.
pub(super) fn of_edges<'g>(graph: &'g Graph) -> Vec<Attribute<'g, Edge>> {
    let mut attributes =
        vec![count("episodes", |edge: &Edge| edge.episodes), count("windows", |edge: &Edge| edge.windows)];
    for (place, weight) in graph.info.weights.iter().enumerate() {
        attributes.push(measure(weight.as_str(), move |edge: &Edge| edge.weights[place]));
    }
    attributes.push(year("first_year", |edge: &Edge| edge.first_year));
    attributes.push(year("last_year", |edge: &Edge| edge.last_year));
    attributes.push(text("shared", |edge: &Edge| {
        (!edge.shared().is_empty()).then(|| edge.shared().join(", ").into())
    }));
    attributes.push(text("quotes", |edge: &'g Edge| said(&edge.quotes)));
    attributes
}

fn text<'g, T>(name: &'g str, of: impl Fn(&'g T) -> Option<Cow<'g, str>> + Sync + 'g) -> Attribute<'g, T> {
    Attribute { name, kind: Type::Text, of: Box::new(move |owner| of(owner).map(Value::Text)) }
}

fn count<'g, T>(name: &'g str, of: impl Fn(&T) -> u32 + Sync + 'g) -> Attribute<'g, T> {
    Attribute { name, kind: Type::Count, of: Box::new(move |owner| Some(Value::Whole(of(owner)))) }
}

fn year<'g, T>(name: &'g str, of: impl Fn(&T) -> Option<u16> + Sync + 'g) -> Attribute<'g, T> {
    let of = move |owner: &'g T| of(owner).map(|year| Value::Whole(year.into()));
    Attribute { name, kind: Type::Group, of: Box::new(of) }
}

fn group<'g, T>(name: &'g str, of: impl Fn(&T) -> u32 + Sync + 'g) -> Attribute<'g, T> {
    Attribute { name, kind: Type::Group, of: Box::new(move |owner| Some(Value::Whole(of(owner)))) }
}

fn measure<'g, T>(name: &'g str, of: impl Fn(&T) -> f64 + Sync + 'g) -> Attribute<'g, T> {
    Attribute { name, kind: Type::Measure, of: Box::new(move |owner| Some(Value::Number(of(owner)))) }
}

fn flag<'g, T>(name: &'g str, of: impl Fn(&T) -> bool + Sync + 'g) -> Attribute<'g, T> {
    Attribute { name, kind: Type::Flag, of: Box::new(move |owner| Some(Value::Flag(of(owner)))) }
}

/// In how many episodes of each year, as one text: `2021: 3, 2022: 1`.
fn years(node: &Node) -> Option<Cow<'static, str>> {
    let years: Vec<String> =
        node.years.iter().map(|(year, episodes)| format!("{year}: {episodes}")).collect();
    (!years.is_empty()).then(|| years.join(", ").into())
}

/// Quotes as one text, for tools that know no lists: `my-show/7 0:01:05: we moved to AnyIO | …`.
fn said(quotes: &[Arc<Quote>]) -> Option<Cow<'_, str>> {
    let quote = |quote: &Arc<Quote>| match quote.time {
        Some(time) => format!("{} {time}: {}", quote.episode, quote.text),
        None => format!("{}: {}", quote.episode, quote.text),
    };
    let quotes: Vec<String> = quotes.iter().map(quote).collect();
    (!quotes.is_empty()).then(|| quotes.join(" | ").into())
}

/// The day of an episode, where it is one: tools that read `2021-02-31` as a date stop there.
pub(super) fn day(episode: &EpisodeRef) -> Option<&str> {
    let date = episode.date.as_deref()?;
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    let number = |digits: &str, length: usize| {
        let is_number = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<u32>().ok())?
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (year > 0 && (1..=days).contains(&day)).then_some(date)
}

/// How the graph was made, in a sentence.
pub(super) fn description(graph: &Graph) -> String {
    let info = &graph.info;
    let weights: Vec<&str> = info.weights.iter().map(|weight| weight.as_str()).collect();
    let mut told = format!(
        "Mentioned together, by comention. Episodes: {}; window: {}; weights: {}",
        info.episodes,
        info.window,
        weights.join(", ")
    );
    for cut in info.cut.iter().filter(|cut| !cut.is_empty()) {
        told += &format!("; {cut}");
    }
    told
}

/// An edge with its two ends.
pub(super) struct Tie<'g> {
    /// The numbers of the ends, ascending.
    pub(super) numbers: [usize; 2],
    pub(super) source: &'g Node,
    pub(super) target: &'g Node,
    pub(super) edge: &'g Edge,
}

/// The edges in order.
pub(super) fn ties(graph: &Graph) -> impl Iterator<Item = Tie<'_>> {
    graph.petgraph.edge_references().map(|edge| Tie {
        numbers: [edge.source().index(), edge.target().index()],
        source: &graph.petgraph[edge.source()],
        target: &graph.petgraph[edge.target()],
        edge: edge.weight(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_days() {
        for (date, is_day) in [
            ("2022-11-01", true),
            ("2020-02-29", true),
            ("2021-02-29", false),
            ("1900-02-29", false),
            ("2021-00-01", false),
            ("2021-04-31", false),
            ("0000-01-01", false),
            ("2021-4-1", false),
            ("+021-04-01", false),
            ("2021-04-01T10:00", false),
            ("yesterday", false),
            ("", false),
        ] {
            let episode = EpisodeRef { episode: "a".into(), date: Some(date.into()) };
            assert_eq!(day(&episode), is_day.then_some(date));
        }
    }
}
