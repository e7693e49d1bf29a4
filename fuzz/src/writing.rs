//! Exports: graphs whose names, titles and quotes are whatever comes in.

use comention::corpus::Corpus;
use comention::entity::{Entity, Kind};
use comention::episode::{DocumentKind, EpisodeInfo};
use comention::export::GraphFormat;
use comention::graph::{Graph, GraphOptions};
use comention::mention::{Confidence, DocumentMentions, Evidence, Extraction, Mention, Sentence};
use comention::text::Span;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::text;

/// Most names of one graph: the point is what is in them.
const MOST: usize = 24;

/// Writes a graph of the input's lines, each the name of somebody or something, in every format, and reads what a library can.
///
/// # Panics
///
/// When a reader refuses what was written, or counts other nodes.
pub fn export(bytes: &[u8]) {
    let text = text(bytes);
    let names: Vec<&str> = text.lines().take(MOST).filter(|name| !name.is_empty()).collect();
    let mut corpus = Corpus::default();
    for (number, names) in (1..).zip(names.chunks(4)) {
        corpus.add(episode(number, names));
    }
    let graph = Graph::build(&corpus, &GraphOptions::default());
    for format in GraphFormat::ALL {
        let mut written = Vec::new();
        if format.check(&graph).is_err() || format.write(&graph, &mut written).is_err() {
            continue;
        }
        let written = String::from_utf8(written).expect("every format is text");
        let nodes = graph.petgraph.node_count();
        match format {
            GraphFormat::Json => assert_eq!(json(&written)["nodes"].as_array().map(Vec::len), Some(nodes)),
            GraphFormat::Graphology => {
                assert_eq!(json(&written)["nodes"].as_array().map(Vec::len), Some(nodes));
            }
            GraphFormat::Cytoscape | GraphFormat::VosViewer | GraphFormat::JsonLd => drop(json(&written)),
            GraphFormat::Gexf | GraphFormat::GraphMl => assert_eq!(elements(&written, "node"), nodes),
            GraphFormat::Svg => assert_eq!(elements(&written, "script"), 0),
            GraphFormat::CsvNodes => assert_eq!(rows(&written), nodes),
            GraphFormat::CsvEdges => assert_eq!(rows(&written), graph.petgraph.edge_count()),
            GraphFormat::Html | GraphFormat::Dot | GraphFormat::Mermaid | GraphFormat::Turtle => {}
        }
    }
}

fn json(written: &str) -> serde_json::Value {
    serde_json::from_str(written).expect("JSON")
}

/// How often an element begins in XML that is read to its end.
fn elements(written: &str, name: &str) -> usize {
    let mut reader = Reader::from_str(written);
    let mut count = 0;
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(tag) | Event::Empty(tag) => count += usize::from(tag.name().as_ref() == name),
            Event::Eof => return count,
            _ => {}
        }
    }
}

fn rows(written: &str) -> usize {
    let records: Result<Vec<_>, _> = csv::Reader::from_reader(written.as_bytes()).records().collect();
    records.expect("CSV").len()
}

/// An episode in whose one sentence all names stand; its title and speaker are the first of them.
fn episode(number: u32, names: &[&str]) -> Extraction {
    let mut document = DocumentMentions {
        path: format!("show/{number}.txt"),
        kind: DocumentKind::Transcript,
        sentences: Vec::new(),
        mentions: Vec::new(),
        words: Default::default(),
    };
    let mut entities: Vec<Entity> = Vec::new();
    let mut sentence = String::new();
    for (at, name) in names.iter().enumerate() {
        let kind = if at % 2 == 0 { Kind::Project } else { Kind::Person };
        let id = format!("{}:{name}", kind.as_str());
        let span = Span::new(sentence.len(), sentence.len() + name.len());
        document.mentions.push(mention(&id, name, names[0], span));
        let url = Some(format!("https://example.org/{name}"));
        entities.push(Entity { id, name: name.to_string(), kind, url, discovered: at == 1 });
        sentence += name;
        sentence += " and ";
    }
    document.sentences.push(Sentence { number: 0, start: 0, text: sentence.into() });
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    entities.dedup_by(|a, b| a.id == b.id);
    let episode = EpisodeInfo {
        id: format!("show/{number}"),
        show: Some(names[0].to_owned()),
        number: Some(number),
        title: Some(names[0].to_owned()),
        ..EpisodeInfo::default()
    };
    Extraction { episode, entities, documents: vec![document] }
}

fn mention(entity: &str, surface: &str, speaker: &str, span: Span) -> Mention {
    Mention {
        entity: entity.into(),
        surface: surface.into(),
        speaker: Some(speaker.into()),
        span,
        line: 1,
        column: span.start + 1,
        end_line: 1,
        end_column: span.end + 1,
        time: None,
        segment: 0,
        sentence: 0,
        turn: None,
        evidence: [Evidence::Name].into(),
        confidence: Confidence(90),
    }
}
