//! A graph in the terms of schema.org, which Turtle and JSON-LD write.
//!
//! - An episode is a `PodcastEpisode` that `mentions` entities: those it is the first or last to mention, and those
//!   of its quotes. (A graph knows no more of episodes.)
//! - An entity is a `SoftwareApplication`, a `Person` and so on, `sameAs` its home page.
//! - What was counted is an `Observation` of one entity, or of the two that are mentioned together.
//! - What was said is a `Quotation`, `about` one or two entities.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::address::{name_of, web};
use super::attribute::{Attribute, Tie, Type, Value, day, of_edges, of_nodes, ties};
use crate::entity::Kind;
use crate::graph::{Edge, Graph, Node, NodeKind, Quote};

/// The vocabulary.
pub(super) const SCHEMA: &str = "https://schema.org/";

/// A subject and what is said of it.
pub(super) struct Thing<'g> {
    /// Its name, an IRI; something that is only spoken of here has none.
    pub(super) id: Option<String>,
    /// A class of schema.org.
    pub(super) class: &'static str,
    /// Properties of schema.org, each once.
    pub(super) says: Vec<(&'static str, Vec<Object<'g>>)>,
}

/// What is said of a subject.
pub(super) enum Object<'g> {
    Name(String),
    Text(Cow<'g, str>),
    Day(&'g str),
    Whole(u32),
    Number(f64),
    Flag(bool),
    Thing(Thing<'g>),
}

/// Everything the graph says, a subject after the other: episodes, entities, edges.
pub(super) fn things(graph: &Graph) -> impl Iterator<Item = Thing<'_>> {
    let (of_nodes, of_edges) = (of_nodes(graph), of_edges(graph));
    let nodes = graph.petgraph.node_weights().flat_map(move |node| entity(node, &of_nodes));
    let edges = ties(graph).flat_map(move |tie| pair(&tie, &of_edges));
    episodes(graph).into_iter().chain(nodes).chain(edges)
}

/// What is known of an episode: its day, and the ids of entities that it mentions.
type Known<'g> = (Option<&'g str>, BTreeSet<&'g str>);

fn episodes(graph: &Graph) -> Vec<Thing<'_>> {
    let mut episodes: BTreeMap<&str, Known<'_>> = BTreeMap::new();
    let entities = graph.petgraph.node_weights().filter(|node| node.kind != NodeKind::Episode);
    let seen = entities.flat_map(seen_of_node).chain(ties(graph).flat_map(seen_of_edge));
    for (episode, date, entity) in seen {
        let (known, entities) = episodes.entry(episode).or_default();
        *known = known.or(date);
        entities.insert(entity);
    }
    episodes.into_iter().map(|(id, known)| podcast_episode(id, known)).collect()
}

/// An episode, its day where it is told, and an entity that it mentions.
type Seen<'g> = (&'g str, Option<&'g str>, &'g str);

fn seen_of_node(node: &Node) -> impl Iterator<Item = Seen<'_>> {
    let ends = [&node.first, &node.last].into_iter();
    let quoted = node.quotes.iter().map(|quote| (&*quote.episode, None, node.id.as_str()));
    ends.map(|end| (&*end.episode, day(end), node.id.as_str())).chain(quoted)
}

fn seen_of_edge<'g>(tie: Tie<'g>) -> Vec<Seen<'g>> {
    let ends = [tie.source, tie.target];
    let ids = ends.map(|end| end.id.as_str());
    match ends.map(|end| end.kind == NodeKind::Episode) {
        [true, true] => Vec::new(),
        [true, false] => vec![(ids[0], None, ids[1])],
        [false, true] => vec![(ids[1], None, ids[0])],
        [false, false] => {
            let quoted = tie.edge.quotes.iter();
            quoted.flat_map(|quote| ids.map(|entity| (&*quote.episode, None, entity))).collect()
        }
    }
}

fn podcast_episode<'g>(id: &'g str, (date, entities): Known<'g>) -> Thing<'g> {
    let mut says = vec![("identifier", vec![Object::Text(id.into())])];
    says.extend(date.map(|date| ("datePublished", vec![Object::Day(date)])));
    let entities = entities.into_iter().map(|entity| Object::Name(name_of(entity)));
    says.push(("mentions", entities.collect()));
    Thing { id: Some(name_of_episode(id)), class: "PodcastEpisode", says }
}

fn name_of_node(node: &Node) -> String {
    if node.kind == NodeKind::Episode { name_of_episode(&node.id) } else { name_of(&node.id) }
}

fn name_of_episode(id: &str) -> String {
    name_of(&format!("episode:{id}"))
}

fn entity<'g>(node: &'g Node, attributes: &[Attribute<'g, Node>]) -> Vec<Thing<'g>> {
    let mut says = vec![
        ("identifier", vec![Object::Text(node.id.as_str().into())]),
        ("name", vec![Object::Text(node.name.as_str().into())]),
    ];
    says.extend(node.url.as_deref().and_then(web).map(|url| ("sameAs", vec![Object::Name(url)])));
    let class = match node.kind {
        NodeKind::Episode => "PodcastEpisode",
        NodeKind::Entity(Kind::Project) => "SoftwareApplication",
        NodeKind::Entity(Kind::Person) => "Person",
        NodeKind::Entity(Kind::Organization) => "Organization",
        NodeKind::Entity(Kind::Event) => "Event",
        NodeKind::Entity(Kind::Work) => "CreativeWork",
        NodeKind::Entity(Kind::Other) => "Thing",
    };
    let entity = Thing { id: Some(name_of_node(node)), class, says };
    let mut things = vec![entity, observation(&[node], values(attributes, node))];
    things.extend(node.quotes.iter().map(|quote| quotation(&[node], quote)));
    things
}

fn pair<'g>(tie: &Tie<'g>, attributes: &[Attribute<'g, Edge>]) -> Vec<Thing<'g>> {
    let both = [tie.source, tie.target];
    let mut told = vec![property("weight", Object::Number(tie.edge.weight()))];
    told.extend(values(attributes, tie.edge));
    let mut things = vec![observation(&both, told)];
    things.extend(tie.edge.quotes.iter().map(|quote| quotation(&both, quote)));
    things
}

fn observation<'g>(of: &[&Node], values: Vec<Object<'g>>) -> Thing<'g> {
    Thing {
        id: None,
        class: "Observation",
        says: vec![("observationAbout", names(of)), ("variableMeasured", values)],
    }
}

fn quotation<'g>(about: &[&Node], quote: &'g Quote) -> Thing<'g> {
    let mut says = vec![
        ("about", names(about)),
        ("isPartOf", vec![Object::Name(name_of_episode(&quote.episode))]),
        ("text", vec![Object::Text(quote.text.to_string().into())]),
    ];
    says.extend(quote.speaker.as_deref().map(|speaker| {
        let name = vec![Object::Text(speaker.into())];
        ("author", vec![Object::Thing(Thing { id: None, class: "Person", says: vec![("name", name)] })])
    }));
    Thing { id: None, class: "Quotation", says }
}

fn names<'g>(of: &[&Node]) -> Vec<Object<'g>> {
    of.iter().map(|node| Object::Name(name_of_node(node))).collect()
}

/// What was counted or measured; texts are told in other ways.
fn values<'g, T>(attributes: &[Attribute<'g, T>], owner: &'g T) -> Vec<Object<'g>> {
    let counted = attributes.iter().filter(|attribute| attribute.kind != Type::Text);
    let value = |attribute: &Attribute<'g, T>| {
        let value = match attribute.of(owner)? {
            Value::Text(text) => Object::Text(text),
            Value::Whole(number) => Object::Whole(number),
            Value::Number(number) => Object::Number(number),
            Value::Flag(flag) => Object::Flag(flag),
        };
        Some(property(attribute.name, value))
    };
    counted.filter_map(value).collect()
}

fn property<'g>(name: &'g str, value: Object<'g>) -> Object<'g> {
    Object::Thing(Thing {
        id: None,
        class: "PropertyValue",
        says: vec![("name", vec![Object::Text(name.into())]), ("value", vec![value])],
    })
}
