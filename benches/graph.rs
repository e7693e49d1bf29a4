//! How long the graph of a large corpus takes, with what was found beside every time.
//!
//! `cargo bench --bench graph [-- EPISODES]`: makes up a corpus of the size of a few shows (1,200 episodes, 10,000
//! entities, half a million pairs), builds its graph for each window, and writes it in each format.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench takes the time and tells it")]

use std::sync::Arc;
use std::time::Instant;

use comention::corpus::Corpus;
use comention::entity::{Entity, Kind};
use comention::episode::{DocumentKind, EpisodeInfo, Time};
use comention::export::GraphFormat;
use comention::graph::{Graph, GraphOptions, Weight, Window};
use comention::mention::{Confidence, DocumentMentions, Evidence, Extraction, Mention, Sentence};
use comention::text::Span;

const ENTITIES: u64 = 10_000;
const SENTENCES: u32 = 36;

fn main() {
    let episodes = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(1200);
    let corpus =
        timed("make up a corpus", || made_up(episodes), |corpus| format!("{} episodes", corpus.len()));
    for (window, backbone) in [
        (Window::Episode, None),
        (Window::Episode, Some(0.05)),
        (Window::Sentence, None),
        (Window::Seconds(60), None),
    ] {
        let options =
            GraphOptions { window, backbone, weights: Weight::ALL.to_vec(), ..GraphOptions::default() };
        let start = Instant::now();
        let graph = Graph::build(&corpus, &options);
        let seconds = start.elapsed().as_secs_f64();
        let info = &graph.info;
        println!(
            "{seconds:7.2} s  graph, window {window}, backbone {backbone:?}: {} nodes, {} edges ({:.0} edges/s), {} \
             communities, modularity {:.3}",
            info.nodes,
            info.edges,
            f64::from(info.edges) / seconds,
            info.communities.len(),
            info.modularity
        );
        for format in GraphFormat::ALL {
            let (seconds, length) = timed_write(&graph, format);
            println!("{seconds:7.2} s  write {}: {:.1} MB", format.as_str(), length as f64 / 1e6);
        }
    }
}

fn timed<T>(what: &str, work: impl FnOnce() -> T, found: impl FnOnce(&T) -> String) -> T {
    let start = Instant::now();
    let result = work();
    println!("{:7.2} s  {what}: {}", start.elapsed().as_secs_f64(), found(&result));
    result
}

fn timed_write(graph: &Graph, format: GraphFormat) -> (f64, usize) {
    struct Count(usize);
    impl std::io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let start = Instant::now();
    let mut count = Count(0);
    format.write(graph, &mut count).expect("counting cannot fail");
    (start.elapsed().as_secs_f64(), count.0)
}

/// Episodes of some 60 entities each, some named everywhere and most hardly ever, in fields of 500.
fn made_up(episodes: u32) -> Corpus {
    let mut corpus = Corpus::default();
    let mut lots = 1u64;
    for number in 1..=episodes {
        let field = draw(&mut lots) % (ENTITIES / 500);
        let mut mentions = Vec::new();
        let mut sentences = Vec::new();
        for sentence in 0..SENTENCES {
            let start = sentence * 100;
            sentences.push(Sentence {
                number: sentence,
                start,
                text: format!(
                    "Sentence {sentence} of {number}, as long as people usually speak, names somebody here."
                )
                .into(),
            });
            for place in 0..1 + draw(&mut lots) % 2 {
                let span = Span { start: start + 20 * place as u32, end: start + 20 * place as u32 + 5 };
                mentions.push(mention(entity(&mut lots, field), sentence, span));
            }
        }
        let mut ids: Vec<&Arc<str>> = mentions.iter().map(|mention| &mention.entity).collect();
        ids.sort();
        ids.dedup();
        let listed = ids.into_iter().map(|id| Entity {
            id: id.to_string(),
            name: id["project:".len()..].to_owned(),
            kind: Kind::Project,
            url: Some(format!("https://example.org/{id}")),
            discovered: false,
        });
        corpus.add(Extraction {
            episode: EpisodeInfo {
                id: format!("show/{number}"),
                date: Some(format!("20{:02}-{:02}-01", 10 + number / 100 % 90, 1 + number / 8 % 12)),
                ..EpisodeInfo::default()
            },
            entities: listed.collect(),
            documents: vec![DocumentMentions {
                path: format!("{number}.txt"),
                kind: DocumentKind::Transcript,
                sentences,
                mentions,
                words: Default::default(),
            }],
        });
    }
    corpus
}

/// A number from the field of the episode or, now and then, from all; small numbers are far likelier.
fn entity(lots: &mut u64, field: u64) -> u64 {
    let lot = (draw(lots) % 1000) as f64 / 1000.0;
    if draw(lots).is_multiple_of(5) {
        (lot.powi(8) * ENTITIES as f64) as u64
    } else {
        field * 500 + (lot.powi(4) * 500.0) as u64
    }
}

fn mention(entity: u64, sentence: u32, span: Span) -> Mention {
    Mention {
        span,
        line: sentence + 1,
        column: 1,
        end_line: sentence + 1,
        end_column: 6,
        time: Some(Time(sentence * 20_000)),
        speaker: Some("Somebody".into()),
        surface: "names".into(),
        entity: format!("project:p{entity:05}").into(),
        evidence: [Evidence::Name].into(),
        confidence: Confidence(90),
        segment: sentence,
        sentence,
        turn: None,
    }
}

fn draw(lots: &mut u64) -> u64 {
    *lots ^= *lots << 13;
    *lots ^= *lots >> 7;
    *lots ^= *lots << 17;
    *lots
}
