use proptest::prelude::*;

use super::*;
use crate::entity::{Entity, Kind};
use crate::episode::{DocumentKind, EpisodeInfo, Time};
use crate::mention::{Confidence, DocumentMentions, Evidence, Extraction, Mention, Sentence};
use crate::text::Span;

/// An episode with one sentence every ten seconds; each names some entities by number, `p0` and so on.
pub(super) fn episode(id: &str, date: Option<&str>, sentences: &[Vec<u8>]) -> Extraction {
    let mut entities: Vec<Entity> = Vec::new();
    let mut mentions = Vec::new();
    for (sentence, numbers) in (0..).zip(sentences) {
        for (place, number) in (0..).zip(numbers) {
            let entity = Entity {
                id: format!("project:p{number}"),
                name: format!("P{number}"),
                kind: if *number == 9 { Kind::Work } else { Kind::Project },
                url: None,
                discovered: false,
            };
            let start = sentence * 100 + place * 4;
            mentions.push(Mention {
                span: Span { start, end: start + 2 },
                line: sentence + 1,
                column: 1,
                end_line: sentence + 1,
                end_column: 3,
                time: Some(Time(sentence * 10_000)),
                speaker: None,
                surface: entity.name.as_str().into(),
                entity: entity.id.as_str().into(),
                evidence: [Evidence::Name].into(),
                confidence: Confidence(90),
                segment: sentence,
                sentence,
                turn: None,
            });
            entities.push(entity);
        }
    }
    let text = |number: u32| format!("Sentence {number} of {id}.");
    Extraction {
        episode: EpisodeInfo { id: id.to_owned(), date: date.map(str::to_owned), ..EpisodeInfo::default() },
        entities,
        documents: vec![DocumentMentions {
            path: format!("{id}.txt"),
            kind: DocumentKind::Transcript,
            sentences: (0..sentences.len() as u32)
                .map(|number| Sentence { number, start: number * 100, text: text(number).into() })
                .collect(),
            mentions,
            words: Default::default(),
        }],
    }
}

pub(super) fn corpus(episodes: Vec<Extraction>) -> Corpus {
    let mut corpus = Corpus::default();
    episodes.into_iter().for_each(|episode| corpus.add(episode));
    corpus
}

pub(super) fn edge<'g>(graph: &'g Graph, one: &str, other: &str) -> Option<&'g Edge> {
    let number = |name: &str| graph.petgraph.node_indices().find(|&node| graph.petgraph[node].name == name);
    let edge = graph.petgraph.find_edge(number(one)?, number(other)?)?;
    Some(&graph.petgraph[edge])
}

pub(super) fn two_episodes() -> Corpus {
    corpus(vec![
        episode("a", Some("2020-01-01"), &[vec![0, 1], vec![0], vec![], vec![0, 1, 1], vec![2], vec![9]]),
        episode("b", Some("2021-01-01"), &[vec![0], vec![], vec![], vec![], vec![1]]),
    ])
}

#[test]
fn a_pair_counts_once_a_window() {
    for (window, windows, pair, episodes) in [
        (Window::Episode, 2, 2, 2),
        // Sentences 0 and 3 of the first episode; five of it name somebody, and two of the second.
        (Window::Sentence, 6, 2, 1),
        // 0-20, 20-40 and 40-60 seconds.
        (Window::Seconds(20), 5, 2, 1),
        (Window::Seconds(60), 2, 2, 2),
        (Window::Segments(4), 4, 1, 1),
        (Window::Sentences(4), 4, 1, 1),
        (Window::Sentences(9), 2, 2, 2),
    ] {
        let options = GraphOptions { window, ..GraphOptions::default() };
        let graph = Graph::build(&two_episodes(), &options);
        let edge = edge(&graph, "P0", "P1").unwrap();
        assert_eq!((graph.info.windows, edge.windows, edge.episodes), (windows, pair, episodes), "{window}");
        assert_eq!(*edge.weights, [f64::from(pair)]);
    }
}

#[test]
fn mentions_without_a_time_count_by_sentence() {
    let mut untimed = episode("a", None, &[vec![0, 1], vec![2]]);
    untimed.documents[0].mentions.iter_mut().for_each(|mention| mention.time = None);
    let options = GraphOptions { window: Window::Seconds(3600), ..GraphOptions::default() };
    let graph = Graph::build(&corpus(vec![untimed]), &options);
    assert!(edge(&graph, "P0", "P1").is_some() && edge(&graph, "P0", "P2").is_none());
}

#[test]
fn nodes_tell_when_and_how_often() {
    let mut episodes: Vec<Extraction> = two_episodes().extractions().cloned().collect();
    episodes.push(episode("z", None, &[vec![0]]));
    let graph = Graph::build(&corpus(episodes), &GraphOptions::default());
    let names: Vec<&str> = graph.petgraph.node_weights().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["P0", "P1", "P2"], "a work is not drawn");
    let node = &graph.petgraph[petgraph::graph::NodeIndex::new(0)];
    assert_eq!((node.mentions, node.episodes), (5, 3));
    assert_eq!((&*node.first.episode, &*node.last.episode), ("a", "b"), "undated episodes stand aside");
    let said: Vec<&str> = node.quotes.iter().map(|quote| &*quote.text).collect();
    assert_eq!(said, ["Sentence 0 of a.", "Sentence 0 of b.", "Sentence 0 of z."], "in order of time");
    assert_eq!((node.years.iter().collect::<Vec<_>>(), node.undated), (vec![(&2020, &1), (&2021, &1)], 1));
    let edge = edge(&graph, "P0", "P1").unwrap();
    assert_eq!((edge.first_year, edge.last_year), (Some(2020), Some(2021)));
}

#[test]
fn quotes_are_from_where_two_are_closest() {
    let graph = Graph::build(&two_episodes(), &GraphOptions::default());
    let quotes = &edge(&graph, "P0", "P1").unwrap().quotes;
    // In the second episode they are four sentences apart: no further evidence.
    assert_eq!((quotes.len(), &*quotes[0].text, quotes[0].line), (1, "Sentence 0 of a.", 1));
    let apart = &edge(&graph, "P0", "P2").unwrap().quotes;
    let said: Vec<_> = apart.iter().map(|quote| (&*quote.text, quote.time, quote.date.as_deref())).collect();
    let day = Some("2020-01-01");
    let expected =
        [("Sentence 3 of a.", Some(Time(30_000)), day), ("Sentence 4 of a.", Some(Time(40_000)), day)];
    assert_eq!(said, expected);
}

#[test]
fn the_kinds_asked_for_are_drawn() {
    let graph = Graph::build(&two_episodes(), &GraphOptions::default().kinds([Kind::Work]));
    assert!(graph.petgraph.node_weights().map(|node| node.name.as_str()).eq(["P9"]));
}

#[test]
fn two_in_one_long_sentence_are_closer_than_in_two_short_ones() {
    let mut long = episode("a", None, &[vec![0], vec![1], vec![0, 1]]);
    long.documents[0].mentions[3].span = Span { start: 90_000, end: 90_002 };
    let graph = Graph::build(&corpus(vec![long]), &GraphOptions::default());
    assert_eq!(&*edge(&graph, "P0", "P1").unwrap().quotes[0].text, "Sentence 2 of a.");
}

#[test]
fn a_quote_that_tells_something_goes_before_one_that_is_a_little_surer() {
    let mut told = episode("a", None, &[vec![0], vec![0]]);
    let text = "It was P0 that made the whole of the night shift so much shorter for us.";
    let spoken = &mut told.documents[0];
    spoken.mentions[0].confidence = Confidence(95);
    spoken.sentences.iter_mut().zip(["P0.", text]).for_each(|(sentence, text)| sentence.text = text.into());
    let graph = Graph::build(&corpus(vec![told]), &GraphOptions::default());
    assert_eq!(&*graph.petgraph.node_weights().next().unwrap().quotes[0].text, text);
}

#[test]
fn nothing_is_cut_silently() {
    let many =
        corpus((0..9).map(|n| episode(&n.to_string(), None, &[vec![0, 1], vec![n, n + 10]])).collect());
    let options = GraphOptions { min_episodes: 2, top: Some(2), ..GraphOptions::default() };
    let whole = Graph::build(&many, &GraphOptions::default()).info;
    let info = Graph::build(&many, &options).info;
    assert_eq!((whole.cut.len(), info.nodes, info.edges, info.cut.len()), (0, 2, 1, 2));
    assert_eq!(whole.nodes, info.nodes + info.cut.iter().map(|cut| cut.nodes).sum::<u32>());
    assert_eq!(whole.edges, info.edges + info.cut.iter().map(|cut| cut.edges).sum::<u32>());
    assert_eq!(info.cut[0].to_string(), "min-episodes left out 16 entities and 39 pairs");
}

#[test]
fn an_endless_list_is_not_paired_but_where_else_its_names_stand() {
    let mut list = episode("list", None, &[vec![0; pairs::LARGEST_WINDOW + 1], vec![0, 1]]);
    for (number, mention) in list.documents[0].mentions.iter_mut().enumerate() {
        mention.entity = format!("project:n{}", number % (pairs::LARGEST_WINDOW + 1)).into();
        list.entities[number].id = mention.entity.to_string();
    }
    for (window, edges) in [(Window::Episode, 0), (Window::Sentence, 1)] {
        let options = GraphOptions::default().window(window);
        let graph = Graph::build(&corpus(vec![list.clone()]), &options);
        assert_eq!((graph.info.nodes, graph.info.edges), (2001, edges));
        assert!(graph.petgraph.edge_weights().all(|edge| (edge.episodes, edge.windows) == (1, 1)));
        assert_eq!(graph.info.cut[0].to_string(), "1 windows with more than 2000 entities were not paired");
    }
}

#[test]
fn of_edges_as_sure_those_of_the_closest_are_drawn() {
    let far = episode("a", None, &[vec![0], vec![1], vec![], vec![2], vec![], vec![], vec![3]]);
    let graph = Graph::build(&corpus(vec![far]), &GraphOptions { lines: Some(1), ..GraphOptions::default() });
    let drawn = |one: &str, other: &str| edge(&graph, one, other).is_some();
    // All six come together once: 0 and 1 are next to each other, 2 is nearer to 1 than to 3.
    assert!(drawn("P0", "P1") && drawn("P1", "P2") && drawn("P2", "P3"));
    assert_eq!(graph.info.edges, 3);
}

#[test]
fn a_turn_ends_where_another_speaks() {
    let mut spoken = episode("a", None, &[vec![0], vec![1], vec![2], vec![3], vec![4]]);
    let turns = [Some(0), Some(0), Some(1), Some(2), None];
    for (mention, turn) in spoken.documents[0].mentions.iter_mut().zip(turns) {
        mention.turn = turn;
    }
    let graph = Graph::build(&corpus(vec![spoken]), &GraphOptions::default().window(Window::Turn));
    assert_eq!((graph.info.edges, graph.info.windows), (1, 4));
    assert!(edge(&graph, "P0", "P1").is_some());
}

#[test]
fn communities_have_names() {
    let apart = [&[vec![0, 1], vec![0, 1]][..], &[vec![2, 3], vec![2, 3]], &[vec![4]]];
    let episodes = (0..).zip(apart).map(|(number, said)| episode(&format!("e{number}"), None, said));
    let info = Graph::build(&corpus(episodes.collect()), &GraphOptions::default()).info;
    let named: Vec<_> = info.communities.iter().map(|c| (c.number, c.name.as_str(), c.size)).collect();
    assert_eq!(named, [(0, "P0, P1", 2), (1, "P2, P3", 2), (2, "P4", 1)]);
}

#[test]
fn an_empty_corpus_has_an_empty_graph() {
    let info = Graph::build(&Corpus::default(), &GraphOptions::default()).info;
    assert_eq!((info.nodes, info.edges, info.weights.len()), (0, 0, 1));
}

fn shown(graph: &Graph) -> String {
    format!("{:?} {:?}", graph.petgraph, graph.info)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn neither_order_nor_threads_matter(
        sentences in proptest::collection::vec(proptest::collection::vec(proptest::collection::vec(0u8..12, 0..5), 0..6), 1..8),
        window in prop::sample::select(vec![Window::Episode, Window::Sentence, Window::Seconds(25), Window::Segments(2), Window::Turn, Window::Sentences(2)]),
        backbone in proptest::option::of(0.0f64..1.0),
        (top, lines) in (proptest::option::of(0usize..9), proptest::option::of(0usize..4)),
        min_episodes in 0u32..4,
        quotes in 0usize..4,
        (nodes, backbone_test) in (prop::sample::select(Nodes::ALL.to_vec()), prop::sample::select(BackboneTest::ALL.to_vec())),
    ) {
        let episodes: Vec<Extraction> = (0..).zip(&sentences)
            .map(|(number, sentences): (u32, _)| {
                let date = (number % 3 > 0).then(|| format!("20{:02}-01-01", 30 - number));
                episode(&number.to_string(), date.as_deref(), sentences)
            })
            .collect();
        let options = GraphOptions { nodes, window, backbone, backbone_test, top, lines, min_episodes, quotes, weights: Weight::ALL.to_vec(), ..GraphOptions::default() };
        let graph = Graph::build(&corpus(episodes.clone()), &options);
        for node in graph.petgraph.node_weights() {
            prop_assert!(node.rank > 0.0 && node.x.abs() <= 1.0 && node.y.abs() <= 1.0);
            prop_assert!(node.quotes.len() <= quotes && node.episodes == node.undated + node.years.values().sum::<u32>());
            prop_assert!((node.community as usize) < graph.info.communities.len());
            prop_assert!((-1e-12..=1.0).contains(&node.betweenness));
        }
        for edge in graph.petgraph.edge_weights() {
            prop_assert!(edge.weights.iter().all(|weight| weight.is_finite()));
            prop_assert!(edge.quotes.len() <= quotes && edge.quotes.is_empty() == (quotes == 0));
        }
        let all = Graph::build(&corpus(episodes.clone()), &GraphOptions { lines: None, ..options.clone() });
        prop_assert!(lines.is_none_or(|lines| graph.info.edges as usize <= lines * graph.info.nodes as usize));
        prop_assert_eq!(all.info.edges, graph.info.edges + lines.map_or(0, |_| graph.info.cut.last().unwrap().edges));
        let backwards = corpus(episodes.into_iter().rev().collect());
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let again = alone.install(|| Graph::build(&backwards, &options));
        prop_assert_eq!(shown(&graph), shown(&again));
    }
}
