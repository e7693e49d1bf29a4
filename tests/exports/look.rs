//! What is made to be looked at: the page and the still picture.

use comention::corpus::Corpus;
use comention::export::{GraphFormat, page};
use comention::graph::{Graph, GraphOptions, Window};
use comention::related::Related;
use proptest::prelude::*;
use serde_json::Value;

use super::read_back::elements;
use super::{nasty, written};

/// The data blocks of a page by id, and what is left of it without them.
fn taken_apart(page: &str) -> (Vec<(String, Value)>, String) {
    let (mut blocks, mut rest) = (Vec::new(), String::new());
    let mut parts = page.split("<script type=\"application/json\" id=\"");
    rest += parts.next().unwrap_or_default();
    for part in parts {
        let (id, part) = part.split_once("\">").expect("an id ends");
        let (data, after) = part.split_once("</script>").expect("a block ends");
        assert!(!data.contains(['<', '\u{2028}', '\u{2029}']), "what could end the block is escaped");
        blocks.push((id.to_owned(), serde_json::from_str(data).expect("data is JSON")));
        rest += after;
    }
    (blocks, rest)
}

fn page_of(graph: &Graph, corpus: &Corpus) -> String {
    let mut out = Vec::new();
    page::write(graph, corpus, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn corpus() -> Corpus {
    let mut corpus = Corpus::default();
    nasty::episodes().into_iter().for_each(|episode| corpus.add(episode));
    corpus
}

#[test]
fn one_name_lies_in_the_middle() {
    let options = GraphOptions { top: Some(1), ..GraphOptions::default() };
    let svg = written(&Graph::build(&corpus(), &options), GraphFormat::Svg);
    let places: Vec<f64> =
        svg.split("cx=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
    assert!(svg.contains("1 of ") && !places.is_empty(), "{svg}");
    assert!(places.iter().all(|place| (0.0..=1200.0).contains(place)), "{svg}");
}

#[test]
fn what_is_hashed_has_line_feeds_alone() {
    let page = page_of(&Graph::build(&corpus(), &GraphOptions::default()), &corpus());
    assert!(!taken_apart(&page).1.contains('\r'), "browsers hash scripts without carriage returns");
}

#[test]
fn the_page_holds_the_graph_as_json_has_it() {
    let graph = nasty::small();
    let (blocks, rest) = taken_apart(&written(&graph, GraphFormat::Html));
    let ids: Vec<&str> = blocks.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["look", "episode-data", "graph-data"]);
    let json: Value = serde_json::from_str(&written(&graph, GraphFormat::Json)).unwrap();
    assert_eq!(blocks[2].1, json);
    // Besides the data a page is the same for every graph.
    let (_, empty) = taken_apart(&written(&Graph::default(), GraphFormat::Html));
    assert_eq!(rest, empty);
    assert_eq!(rest.matches("<script>").count(), 1);
    assert!(rest.contains("default-src 'none'; script-src 'sha256-") && !rest.contains("unsafe"));
    assert!(
        !rest.contains("http://")
            || rest.matches("http://").count() == rest.matches("http://www.w3.org/").count()
    );
}

#[test]
fn the_page_holds_the_episodes_and_those_alike() {
    let corpus = corpus();
    let graph = Graph::build(&corpus, &GraphOptions::default());
    let (blocks, _) = taken_apart(&page_of(&graph, &corpus));
    let listed = &blocks[1].1;
    let episodes = listed["episodes"].as_array().unwrap();
    let id = |number: &Value| episodes[number.as_u64().unwrap() as usize]["id"].as_str().unwrap();
    let dates: Vec<Option<&str>> = episodes.iter().map(|episode| episode["date"].as_str()).collect();
    assert!(dates.is_sorted() && episodes.len() == corpus.extractions().count());
    let related = Related::new(&corpus);
    for episode in episodes {
        let alike = related.of(episode["id"].as_str().unwrap()).unwrap().related;
        let kept = episode["related"].as_array().unwrap();
        assert_eq!(kept.len(), alike.len().min(8));
        for (kept, alike) in kept.iter().zip(&alike) {
            assert_eq!((id(&kept[0]), kept[1].as_f64()), (alike.episode, Some(alike.score)));
            let shared = kept[2].as_array().unwrap().iter();
            let shared =
                shared.map(|term| listed["terms"][term.as_u64().unwrap() as usize].as_str().unwrap());
            assert!(shared.eq(alike.shared.iter().copied()));
        }
    }
    // How often each name is mentioned adds up to what its node says.
    for (number, node) in graph.petgraph.node_weights().enumerate() {
        let counts = episodes.iter().flat_map(|episode| episode["names"].as_array().unwrap());
        let own = counts.filter(|count| count[0] == number).map(|count| count[1].as_u64().unwrap());
        assert_eq!(own.sum::<u64>(), u64::from(node.mentions), "{}", node.name);
    }
}

/// Nodes, lines, and names as written beside the nodes.
fn drawn(svg: &str) -> (usize, usize, Vec<String>) {
    let (mut marks, mut lines, mut names) = (0, 0, Vec::new());
    elements(svg, |element, inside| match element.name().as_ref() {
        "circle" | "rect" => marks += 1,
        "path" => lines += 1,
        "text" => names.push(inside.to_owned()),
        "svg" | "g" | "title" | "desc" | "a" => {}
        other => panic!("a picture has no <{other}>"),
    });
    (marks, lines, names)
}

#[test]
fn the_picture_is_xml_and_draws_all() {
    let graph = nasty::small();
    let svg = written(&graph, GraphFormat::Svg);
    let (marks, lines, names) = drawn(&svg);
    assert_eq!(lines, graph.petgraph.edge_count());
    // The ground, two marks of the legend and up to eight communities stand besides.
    assert!((graph.petgraph.node_count() + 3..=graph.petgraph.node_count() + 12).contains(&marks), "{marks}");
    assert!(names.iter().any(|name| name == "Sprocket") && names.iter().any(|name| name == "<b>bold</b>"));
    assert!(names.iter().all(|name| name.chars().count() < 140), "long names are cut");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_names_make_a_page_and_a_picture(names in proptest::collection::vec(proptest::collection::vec(super::read_back::name(), 0..5), 1..4)) {
        let episodes = (1..).zip(&names).map(|(number, names)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            nasty::episode(number, Some("2021-04-05"), &[&names])
        });
        let graph = nasty::graph_of(episodes.collect(), &GraphOptions::default().window(Window::Sentence).lines(2));
        let (blocks, _) = taken_apart(&written(&graph, GraphFormat::Html));
        let json: Value = serde_json::from_str(&written(&graph, GraphFormat::Json)).unwrap();
        prop_assert_eq!(&blocks[2].1, &json);
        drawn(&written(&graph, GraphFormat::Svg));
    }
}
