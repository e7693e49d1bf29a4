//! Exports of one small graph with nasty names, byte for byte against `tests/snapshots/`.
//!
//! After a wanted change, `BLESS=1 cargo test --test exports` rewrites the snapshots; the diff is then reviewed.

#![allow(clippy::disallowed_methods, reason = "a test reads and blesses its snapshots")]

use std::path::PathBuf;

use comention::corpus::Corpus;
use comention::entity::{Entity, Kind};
use comention::episode::{DocumentKind, EpisodeInfo, Time};
use comention::export::GraphFormat;
use comention::graph::{BackboneTest, Graph, GraphOptions, Nodes, Weight, Window};
use comention::mention::{Confidence, DocumentMentions, Evidence, Extraction, Mention, Sentence};
use comention::related::Related;
use comention::text::Span;
use serde_json::Value;

/// Names that some reader takes for a keyword, an escape, markup or an end of text.
const NASTY: [&str; 14] = [
    "Node",
    "subgraph",
    "3js",
    "std::fs",
    "say \"hi\"",
    "C:\\new \\N",
    "ends in \\",
    "AT&amp;T",
    "<b>bold</b>",
    "{a|b}",
    "two\nlines\u{7}",
    "שלום עולם",
    "🦀 crab & co;",
    "</script>",
];

/// An episode whose sentences name entities; each is a list of names, of people if they begin with `@`.
fn episode(number: u32, date: Option<&str>, sentences: &[&[&str]]) -> Extraction {
    let mut entities = Vec::new();
    let mut document = DocumentMentions {
        path: format!("show/{number}.txt"),
        kind: DocumentKind::Transcript,
        sentences: Vec::new(),
        mentions: Vec::new(),
        words: Default::default(),
    };
    let mut start = 0;
    for (sentence, names) in (0..).zip(sentences) {
        let mut text = "Today we talk about ".to_owned();
        for name in *names {
            let (kind, name) =
                name.strip_prefix('@').map_or((Kind::Project, *name), |name| (Kind::Person, name));
            let at = start + text.len();
            text += name;
            text += " and ";
            let entity = Entity {
                id: format!("{}:{name}", kind.as_str()),
                name: name.to_owned(),
                kind,
                url: (kind == Kind::Project).then(|| format!("https://example.org/?q=\"{name}\"&amp;")),
                discovered: name.contains('&'),
            };
            document.mentions.push(mention(&entity, sentence, Span::new(at, at + name.len())));
            entities.push(entity);
        }
        text += "more.";
        document.sentences.push(Sentence { number: sentence, start: start as u32, text: text.clone() });
        start += text.len() + 1;
    }
    Extraction {
        episode: EpisodeInfo {
            id: format!("show/{number}"),
            show: Some("show".to_owned()),
            number: Some(number),
            date: date.map(str::to_owned),
            ..EpisodeInfo::default()
        },
        entities,
        documents: vec![document],
    }
}

fn mention(entity: &Entity, sentence: u32, span: Span) -> Mention {
    Mention {
        span,
        line: sentence + 1,
        column: 1,
        end_line: sentence + 1,
        end_column: 2,
        time: Some(Time(sentence * 7_500)),
        speaker: (sentence % 2 == 1).then(|| "Ada \"the host\"".to_owned()),
        surface: entity.name.clone(),
        entity: entity.id.clone(),
        evidence: vec![Evidence::Name],
        confidence: Confidence(90),
        segment: sentence,
        sentence,
        turn: None,
    }
}

fn episodes() -> Vec<Extraction> {
    let mut nasty: Vec<&str> = vec!["@Ada Example", "Sprocket"];
    nasty.extend(NASTY);
    vec![
        episode(
            1,
            Some("2021-03-04"),
            &[&["Sprocket", "@Ada Example"], &["Widgetry"], &["Sprocket"], &["Gizmo"]],
        ),
        episode(2, Some("2021-04-01"), &[&nasty]),
        episode(
            3,
            Some("2022-01-02"),
            &[&["Widgetry"], &["@Ada Example"], &["Gizmo"], &[], &["Sprocket", "Widgetry"]],
        ),
        episode(4, None, &[&["Left Alone"]]),
        episode(5, None, &[&["Widgetry", "Gizmo"], &["@Bob O'Example"]]),
    ]
}

fn graph_of(episodes: Vec<Extraction>, options: &GraphOptions) -> Graph {
    let mut corpus = Corpus::default();
    episodes.into_iter().for_each(|episode| corpus.add(episode));
    Graph::build(&corpus, options)
}

fn small() -> Graph {
    let options =
        GraphOptions { weights: vec![Weight::Count, Weight::Cosine], quotes: 2, ..GraphOptions::default() };
    graph_of(episodes(), &options)
}

fn written(graph: &Graph, format: GraphFormat) -> String {
    let mut out = Vec::new();
    format.write(graph, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn snapshot(format: GraphFormat) {
    let name = format!("small.{}", format.as_str());
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    let new = written(&small(), format);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &new).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    for (number, (new, kept)) in new.lines().zip(kept.lines()).enumerate() {
        assert_eq!(new, kept, "{}, line {}", path.display(), number + 1);
    }
    assert!(new == kept, "{} is of another length; BLESS=1 rewrites it", path.display());
}

#[test]
fn json_is_as_it_was() {
    snapshot(GraphFormat::Json);
}

#[test]
fn dot_is_as_it_was() {
    snapshot(GraphFormat::Dot);
}

#[test]
fn json_reads_back_with_every_name() {
    let graph = small();
    let json: Value = serde_json::from_str(&written(&graph, GraphFormat::Json)).unwrap();
    let names: Vec<&str> =
        json["nodes"].as_array().unwrap().iter().map(|node| node["name"].as_str().unwrap()).collect();
    assert!(NASTY.iter().all(|name| names.contains(name)));
    assert_eq!(names.len(), graph.petgraph.node_count());
    assert_eq!(json["edges"].as_array().unwrap().len(), graph.petgraph.edge_count());
    let ids: Vec<&Value> = json["nodes"].as_array().unwrap().iter().map(|node| &node["id"]).collect();
    for edge in json["edges"].as_array().unwrap() {
        assert!(ids.contains(&&edge["source"]) && ids.contains(&&edge["target"]));
    }
}

#[test]
fn json_is_as_the_schema_says() {
    let schema =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/graph.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    for options in [
        GraphOptions { weights: Weight::ALL.to_vec(), ..GraphOptions::default() },
        GraphOptions {
            window: Window::Sentence,
            min_episodes: 2,
            backbone: Some(0.5),
            top: Some(3),
            ..GraphOptions::default()
        },
        GraphOptions::default().nodes(Nodes::Episodes).window(Window::Turn),
        GraphOptions::default().nodes(Nodes::Both).backbone(0.9, BackboneTest::Exact),
    ] {
        let json = written(&graph_of(episodes(), &options), GraphFormat::Json);
        conforms(&serde_json::from_str(&json).unwrap(), &schema, &schema, "graph");
    }
    let empty = written(&Graph::build(&Corpus::default(), &GraphOptions::default()), GraphFormat::Json);
    conforms(&serde_json::from_str(&empty).unwrap(), &schema, &schema, "empty graph");
}

#[test]
fn related_episodes_are_as_their_schema_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/related.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut corpus = Corpus::default();
    episodes().into_iter().for_each(|episode| corpus.add(episode));
    let all = Related::new(&corpus).all();
    assert!(all.iter().any(|relations| relations.related.iter().any(|alike| !alike.shared.is_empty())));
    for relations in all {
        conforms(&serde_json::to_value(relations).unwrap(), &schema, &schema, "related");
    }
}

/// Checks names of fields, constants and lists; `tests/tools/load_graph.py` checks the rest.
fn conforms(value: &Value, rule: &Value, schema: &Value, place: &str) {
    if let Some(path) = rule["$ref"].as_str() {
        let rule = schema.pointer(path.trim_start_matches('#')).unwrap();
        return conforms(value, rule, schema, place);
    }
    if let Some(constant) = rule.get("const") {
        assert_eq!(value, constant, "{place}");
    }
    if let Some(values) = rule["enum"].as_array() {
        assert!(values.contains(value), "{place}: {value}");
    }
    if let Some(fields) = rule["properties"].as_object() {
        for name in rule["required"].as_array().unwrap() {
            assert!(value.get(name.as_str().unwrap()).is_some(), "{place} lacks {name}");
        }
        for (name, value) in value.as_object().unwrap() {
            let rule = fields.get(name).unwrap_or_else(|| panic!("{place} has {name}"));
            conforms(value, rule, schema, &format!("{place}.{name}"));
        }
    }
    if let Some(rule) = rule.get("items") {
        for value in value.as_array().unwrap() {
            conforms(value, rule, schema, place);
        }
    }
}
