//! Exports of one small graph with nasty names, byte for byte against `tests/snapshots/`, and read back.
//!
//! After a wanted change, `BLESS=1 cargo test --test exports` rewrites the snapshots; the diff is then reviewed.
//! `tests/tools/check.sh` loads the snapshots in the tools that they are for.

#![allow(clippy::disallowed_methods, reason = "a test reads and blesses its snapshots")]

#[path = "exports/look.rs"]
mod look;
#[path = "exports/nasty.rs"]
mod nasty;
#[path = "exports/read_back.rs"]
mod read_back;
#[path = "exports/schema.rs"]
mod schema;

use std::path::PathBuf;

use comention::corpus::Corpus;
use comention::export::GraphFormat;
use comention::graph::{BackboneTest, Graph, GraphOptions, Nodes, Weight, Window};
use comention::related::Related;
use comention::trends::Trends;
use serde_json::Value;

use nasty::{episodes, graph_of, small};
use schema::conforms;

fn written(graph: &Graph, format: GraphFormat) -> String {
    let mut out = Vec::new();
    format.write(graph, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_format_is_as_it_was() {
    // A page is the JSON with what draws it, which `tests/page` is about.
    let formats = GraphFormat::ALL.into_iter().filter(|format| *format != GraphFormat::Html);
    let differences: Vec<String> = formats.filter_map(difference).collect();
    assert!(differences.is_empty(), "{}\nBLESS=1 rewrites them", differences.join("\n"));
}

/// Where a snapshot differs from what is written now.
fn difference(format: GraphFormat) -> Option<String> {
    let name = format!("small.{}", format.endings()[0]);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(&name);
    let new = written(&small(), format);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &new).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if new == kept {
        return None;
    }
    let lines = new.lines().zip(kept.lines()).enumerate();
    let first = lines.into_iter().find(|(_, (new, kept))| new != kept);
    Some(match first {
        Some((number, (new, kept))) => format!("{name}:{}:\n  was {kept}\n  now {new}", number + 1),
        None => format!("{name} is of another length"),
    })
}

#[test]
fn what_comes_together_less_than_by_chance_is_no_strength_of_vosviewer() {
    let everywhere: Vec<&[&str]> =
        vec![&["Sprocket", "Gizmo"], &["Sprocket"], &["Gizmo"], &["Gizmo"], &["Sprocket"]];
    let options =
        GraphOptions { weights: vec![Weight::Npmi], window: Window::Sentence, ..GraphOptions::default() };
    let graph = graph_of(vec![nasty::episode(1, None, &everywhere)], &options);
    assert!(graph.petgraph.edge_weights().all(|edge| edge.weight() < 0.0));
    let network: Value = serde_json::from_str(&written(&graph, GraphFormat::VosViewer)).unwrap();
    assert_eq!(network["network"]["links"][0]["strength"], 0.0);
}

/// What JSON holds of a node or an edge, the flat formats hold, too.
#[test]
fn no_field_is_forgotten() {
    let graph = small();
    let json: Value = serde_json::from_str(&written(&graph, GraphFormat::Json)).unwrap();
    let graphml = written(&graph, GraphFormat::GraphMl);
    for (owner, list, elsewhere) in
        [("node", "nodes", ["id", "name"]), ("edge", "edges", ["source", "target"])]
    {
        for field in json[list][0].as_object().unwrap().keys() {
            // An episode is two fields: `first_episode` and `first_date`.
            let key = format!("for=\"{owner}\" attr.name=\"{field}");
            assert!(elsewhere.contains(&field.as_str()) || graphml.contains(&key), "no {field} of a {owner}");
        }
    }
}

#[test]
fn days_that_are_none_are_left_out() {
    let graph =
        graph_of(vec![nasty::episode(1, Some("2021-02-30"), &[&["Sprocket"]])], &GraphOptions::default());
    assert!(written(&graph, GraphFormat::Gexf).contains("mode=\"static\""));
    assert!(!written(&graph, GraphFormat::Turtle).contains("2021-02-30"));
    assert!(written(&graph, GraphFormat::Json).contains("2021-02-30"));
}

#[test]
fn writing_stops_where_it_cannot_go_on() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            match bytes.len().min(self.0) {
                0 => Err(std::io::ErrorKind::StorageFull.into()),
                some => {
                    self.0 -= some;
                    Ok(some)
                }
            }
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let graph = small();
    for format in GraphFormat::ALL {
        for room in [0, 1, 100, 1000] {
            let error = format.write(&graph, &mut Full(room)).unwrap_err();
            assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{}", format.as_str());
        }
    }
}

#[test]
fn mermaid_takes_what_it_can_draw() {
    assert_eq!(GraphFormat::Mermaid.check(&small()), Ok(()));
    let long: Vec<String> = (0..100).map(|number| format!("{number}{}", nasty::long())).collect();
    let sentences: Vec<Vec<&str>> = long.iter().map(|name| vec![name.as_str()]).collect();
    let sentences: Vec<&[&str]> = sentences.iter().map(Vec::as_slice).collect();
    let options = GraphOptions { window: Window::Sentence, ..GraphOptions::default() };
    let graph = graph_of(vec![nasty::episode(1, None, &sentences)], &options);
    assert_eq!(graph.petgraph.edge_count(), 0);
    assert!(GraphFormat::Mermaid.check(&graph).is_err(), "50,000 characters are too many");
    assert_eq!(GraphFormat::Gexf.check(&graph), Ok(()));
}

#[test]
fn json_is_as_the_schema_says() {
    for options in [
        GraphOptions { weights: Weight::ALL.to_vec(), ..GraphOptions::default() },
        GraphOptions {
            window: Window::Sentence,
            min_episodes: 2,
            backbone: Some(0.5),
            top: Some(3),
            lines: Some(2),
            ..GraphOptions::default()
        },
        GraphOptions::default().nodes(Nodes::Episodes).window(Window::Turn),
        GraphOptions::default().nodes(Nodes::Both).backbone(0.9, BackboneTest::Exact),
    ] {
        let json = written(&graph_of(episodes(), &options), GraphFormat::Json);
        conforms(&serde_json::from_str(&json).unwrap(), "graph");
    }
    let empty = written(&Graph::build(&Corpus::default(), &GraphOptions::default()), GraphFormat::Json);
    conforms(&serde_json::from_str(&empty).unwrap(), "graph");
}

#[test]
fn related_episodes_are_as_their_schema_says() {
    let mut corpus = Corpus::default();
    episodes().into_iter().for_each(|episode| corpus.add(episode));
    let all = Related::new(&corpus).all();
    assert!(all.iter().any(|relations| relations.related.iter().any(|alike| !alike.shared.is_empty())));
    for relations in all {
        conforms(&serde_json::to_value(relations).unwrap(), "related");
    }
}

#[test]
fn trends_are_as_their_schema_says() {
    let mut corpus = Corpus::default();
    for (year, name) in [(2021, "Trio"), (2022, "Trio"), (2022, "AnyIO"), (2023, "AnyIO")] {
        for number in 0..4 {
            let id = year * 10 + number;
            corpus.add(nasty::episode(id, Some(&format!("{year}-05-0{}", number + 1)), &[&[name]]));
        }
    }
    let found = Trends::of(&corpus).min_episodes(1).count();
    assert!(!found.trends.is_empty());
    conforms(&serde_json::to_value(found).unwrap(), "trends");
}
