//! An entity as `show` draws it: who it is, first and last mention, community and neighbours.

use std::io::{self, Write};

use comention::corpus::Corpus;
use comention::entity::{Entity, Kind};
use comention::episode::Time;
use comention::graph::{Graph, Node, NodeKind, Quote};
use comention::mention::{DocumentMentions, Mention};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::Serialize;

use super::columns;
use super::report::counted;
use super::terminal::{Style, clean, keep_start};

/// How many of its community stand for it.
const LEADING: usize = 5;

/// An entity in its texts. The order of the fields is that of the JSON.
#[derive(Debug, Serialize)]
pub(super) struct Portrait<'g> {
    entity: &'g str,
    name: &'g str,
    kind: Kind,
    url: Option<&'g str>,
    discovered: bool,
    mentions: u32,
    episodes: u32,
    first: Option<Sighting<'g>>,
    last: Option<Sighting<'g>>,
    community: Option<Community<'g>>,
    neighbours: Vec<Neighbour<'g>>,
}

/// Where it is mentioned.
#[derive(Debug, Serialize)]
struct Sighting<'g> {
    episode: &'g str,
    date: Option<&'g str>,
    time: Option<Time>,
    path: &'g str,
    line: u32,
    text: &'g str,
}

/// Those that come up together with it more than with others.
#[derive(Debug, Serialize)]
struct Community<'g> {
    number: u32,
    entities: usize,
    /// The most central others.
    leading: Vec<&'g str>,
}

/// Who is mentioned with it.
#[derive(Debug, Serialize)]
struct Neighbour<'g> {
    entity: &'g str,
    name: &'g str,
    kind: NodeKind,
    episodes: u32,
    weight: f64,
    quote: Option<&'g Quote>,
    /// How central it is: what parts those of the same weight.
    #[serde(skip)]
    rank: f64,
}

impl<'g> Portrait<'g> {
    /// Draws an entity that the graph holds, with so many neighbours.
    pub(super) fn new(entity: &'g Entity, graph: &'g Graph, corpus: &'g Corpus, most: usize) -> Portrait<'g> {
        let all = &graph.petgraph;
        let place = all.node_indices().find(|&place| all[place].id == entity.id);
        let node = place.map(|place| &all[place]);
        Portrait {
            entity: &entity.id,
            name: node.map_or(&entity.name, |node| &node.name),
            kind: entity.kind,
            url: node.map_or(&entity.url, |node| &node.url).as_deref(),
            discovered: node.map_or(entity.discovered, |node| node.discovered),
            mentions: node.map_or(0, |node| node.mentions),
            episodes: node.map_or(0, |node| node.episodes),
            first: node.and_then(|node| sighting(corpus, &node.first.episode, &entity.id, false)),
            last: node.and_then(|node| sighting(corpus, &node.last.episode, &entity.id, true)),
            community: node.map(|node| community(graph, node)),
            neighbours: place.map_or_else(Vec::new, |place| neighbours(graph, place, most)),
        }
    }

    pub(super) fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }

    pub(super) fn write_table(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let kind = if self.discovered { "found in the texts" } else { "in the dictionary" };
        let url = self.url.map(|url| format!("  {url}")).unwrap_or_default();
        writeln!(out, "{}", clean(&format!("{}  {} ({kind}){url}", self.name, self.kind.as_str())))?;
        let (mentions, episodes) = (self.mentions as usize, self.episodes as usize);
        writeln!(out, "{} in {}\n", counted(mentions, "mention"), counted(episodes, "episode"))?;
        let sightings = [("first", &self.first), ("last", &self.last)];
        let rows: Vec<[String; 5]> =
            sightings.iter().filter_map(|(when, sighting)| Some(sighting.as_ref()?.row(when))).collect();
        columns::write(["", "date", "episode", "time", "said"], &rows, style.width, out)?;
        if let Some(community) = &self.community {
            writeln!(out, "\n{}", keep_start(&clean(&community.to_string()), style.width))?;
        }
        let rows: Vec<[String; 5]> = self.neighbours.iter().map(Neighbour::row).collect();
        if !rows.is_empty() {
            writeln!(out)?;
        }
        columns::write(["mentioned with", "episodes", "weight", "where", "said"], &rows, style.width, out)
    }
}

impl std::fmt::Display for Community<'_> {
    /// Says it in words, by the most central.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let more = if self.entities > self.leading.len() + 1 { ", …" } else { "" };
        match self.leading.as_slice() {
            [] => f.write_str("in a community of its own"),
            leading => write!(f, "in a community with {}{more}", leading.join(", ")),
        }
    }
}

impl Sighting<'_> {
    fn row(&self, when: &str) -> [String; 5] {
        [
            when.to_owned(),
            self.date.unwrap_or_default().to_owned(),
            self.episode.to_owned(),
            place(self.time, self.line),
            self.text.to_owned(),
        ]
    }
}

impl Neighbour<'_> {
    fn row(&self) -> [String; 5] {
        let quote = |what: &dyn Fn(&Quote) -> String| self.quote.map(what).unwrap_or_default();
        [
            self.name.to_owned(),
            self.episodes.to_string(),
            format!("{:.2}", self.weight),
            quote(&|quote| format!("{} {}", quote.episode, place(quote.time, quote.line))),
            quote(&|quote| quote.text.to_string()),
        ]
    }
}

/// The moment, or the line where there is none.
fn place(time: Option<Time>, line: u32) -> String {
    time.map_or_else(|| format!("line {line}"), |time| time.to_string())
}

/// The first or the last mention in an episode; show notes count where no transcript has any.
fn sighting<'g>(corpus: &'g Corpus, episode: &str, entity: &str, last: bool) -> Option<Sighting<'g>> {
    let extraction = corpus.extraction(episode)?;
    let of_entity = |mention: &&Mention| *mention.entity == *entity;
    let holds = |document: &&DocumentMentions| document.mentions.iter().any(|mention| of_entity(&mention));
    let document = extraction.documents.iter().filter(holds).min_by_key(|document| document.kind)?;
    let mut mentions = document.mentions.iter().filter(of_entity);
    let mention = if last { mentions.next_back() } else { mentions.next() }?;
    let sentence = document.sentence(mention.sentence);
    Some(Sighting {
        episode: &extraction.episode.id,
        date: extraction.episode.date.as_deref(),
        time: mention.time,
        path: &document.path,
        line: mention.line,
        text: sentence.map_or(&*mention.surface, |sentence| sentence.text.trim()),
    })
}

fn community<'g>(graph: &'g Graph, node: &Node) -> Community<'g> {
    let mut members: Vec<&Node> =
        graph.petgraph.node_weights().filter(|other| other.community == node.community).collect();
    members.sort_by(|a, b| b.rank.total_cmp(&a.rank).then_with(|| a.id.cmp(&b.id)));
    let others = members.iter().filter(|other| other.id != node.id);
    Community {
        number: node.community,
        entities: members.len(),
        leading: others.take(LEADING).map(|other| other.name.as_str()).collect(),
    }
}

fn neighbours(graph: &Graph, place: NodeIndex, most: usize) -> Vec<Neighbour<'_>> {
    let mut neighbours: Vec<Neighbour<'_>> = graph
        .petgraph
        .edges(place)
        .map(|edge| {
            let other = if edge.source() == place { edge.target() } else { edge.source() };
            let (other, edge) = (&graph.petgraph[other], edge.weight());
            Neighbour {
                entity: &other.id,
                name: &other.name,
                kind: other.kind,
                episodes: edge.episodes,
                weight: edge.weights.last().copied().unwrap_or_default(),
                quote: edge.quotes.first().map(|quote| &**quote),
                rank: other.rank,
            }
        })
        .collect();
    neighbours.sort_by(|a, b| {
        let by_rank = || b.rank.total_cmp(&a.rank).then_with(|| a.entity.cmp(b.entity));
        b.weight.total_cmp(&a.weight).then(b.episodes.cmp(&a.episodes)).then_with(by_rank)
    });
    neighbours.truncate(most);
    neighbours
}
