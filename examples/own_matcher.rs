//! A finder of one's own beside the built-in ones: PEPs by number ("PEP 8", "pep 484"), which no table of names can
//! list one by one.
//!
//! `cargo run --release --example own_matcher`

#![allow(clippy::print_stdout, reason = "an example tells what it found")]

use comention::corpus::Corpus;
use comention::dictionary::Dictionary;
use comention::entity::{Entity, Kind};
use comention::episode::Episode;
use comention::extract::{Extractor, Finder, Finding};
use comention::graph::{Graph, GraphOptions, Window};
use comention::mention::Confidence;
use comention::source::{self, group::group};
use comention::text::Span;
use regex::Regex;

const TEXT: &str = "\
00:00:01 Black formats code by PEP 8, more or less.

00:00:09 And mypy came up together with pep 484, which Pydantic could not do without.

00:00:17 My favourite is still PEP 8.
";

/// Finds "PEP" with a number behind it.
#[derive(Debug)]
struct Peps(Regex);

impl Finder for Peps {
    fn find(&self, episode: &Episode) -> Vec<Finding> {
        let documents = episode.documents.iter().enumerate();
        documents
            .flat_map(|(number, document)| {
                let peps = self.0.captures_iter(&document.text);
                peps.map(move |found| {
                    pep(number, found.get(0).expect("0 is the whole").range(), &found["number"])
                })
            })
            .collect()
    }
}

fn pep(document: usize, place: std::ops::Range<usize>, number: &str) -> Finding {
    let name = format!("PEP {number}");
    Finding {
        document,
        span: Span::new(place.start, place.end),
        entity: Entity {
            id: Entity::id_of(Kind::Work, &name),
            url: Some(format!("https://peps.python.org/pep-{number:0>4}/")),
            name,
            kind: Kind::Work,
            discovered: false,
        },
        evidence: "PEP with a number",
        confidence: Confidence(95),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dictionary = Dictionary::builtin();
    let peps = Peps(Regex::new(r"(?i)\bPEP[ -](?<number>\d{1,4})\b")?);
    let extractor = Extractor::new(&dictionary).with_finder(&peps);
    let mut corpus = Corpus::default();
    for episode in group(vec![source::read("snake-charmers/12.txt", TEXT.as_bytes())?]).episodes {
        corpus.add(extractor.extract(&episode));
    }
    let options = GraphOptions::default().kinds([Kind::Project, Kind::Work]).window(Window::Sentence);
    let graph = Graph::build(&corpus, &options).petgraph;
    for node in graph.node_indices().filter(|&node| graph[node].kind == Kind::Work) {
        let company: Vec<&str> = graph.neighbors(node).map(|other| graph[other].name.as_str()).collect();
        println!(
            "{}: {} times, in company of {}",
            graph[node].name,
            graph[node].mentions,
            company.join(", ")
        );
    }
    Ok(())
}
