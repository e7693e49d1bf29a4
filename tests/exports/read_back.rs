//! What is written is read back, whatever the names are.

use std::collections::{BTreeMap, BTreeSet};

use comention::export::GraphFormat;
use comention::graph::{Graph, GraphOptions, Weight};
use petgraph::visit::EdgeRef;
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::Value;

use super::{nasty, written};

/// What every format must tell: the names, and the weight of each pair of them.
#[derive(Debug, Default, PartialEq)]
struct Told {
    names: BTreeMap<String, usize>,
    weights: BTreeMap<[String; 2], Vec<f64>>,
}

impl Told {
    /// Nodes as (id, name), edges as (id, id, weight).
    fn new(nodes: Vec<(String, String)>, edges: Vec<(String, String, f64)>) -> Told {
        let mut told = Told::default();
        let by_id: BTreeMap<&str, &str> =
            nodes.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
        assert_eq!(by_id.len(), nodes.len(), "an id stands for two nodes");
        for (_, name) in &nodes {
            *told.names.entry(name.clone()).or_default() += 1;
        }
        for (source, target, weight) in &edges {
            let mut ends = [by_id[source.as_str()].to_owned(), by_id[target.as_str()].to_owned()];
            ends.sort();
            told.weights.entry(ends).or_default().push(*weight);
        }
        told.weights.values_mut().for_each(|weights| weights.sort_by(f64::total_cmp));
        told
    }

    /// Of the graph itself; `shown` is what a format makes of a name.
    fn of(graph: &Graph, shown: impl Fn(&str) -> String) -> Told {
        let graph = &graph.petgraph;
        let id = |node: petgraph::graph::NodeIndex| graph[node].id.clone();
        Told::new(
            graph.node_weights().map(|node| (node.id.clone(), shown(&node.name))).collect(),
            graph
                .edge_references()
                .map(|edge| (id(edge.source()), id(edge.target()), edge.weight().weight()))
                .collect(),
        )
    }
}

/// Where formats without control characters write a blank; line ends stay.
fn printable(name: &str) -> String {
    let is_lost = |c: char| c != '\n' && (c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    name.replace(is_lost, " ")
}

/// The text of a value that may be a number.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Reads lists of nodes and edges by the names that the format gives the parts.
fn json(
    graph: &Graph,
    format: GraphFormat,
    [nodes, edges, id, name, source, target, weight]: [&str; 7],
) -> Told {
    let value: Value = serde_json::from_str(&written(graph, format)).unwrap();
    let at = |value: &Value, path: &str| value.pointer(path).unwrap_or_else(|| panic!("no {path}")).clone();
    let node = |value: &Value| (text(&at(value, id)), text(&at(value, name)));
    let edge = |value: &Value| {
        (text(&at(value, source)), text(&at(value, target)), at(value, weight).as_f64().unwrap())
    };
    Told::new(
        at(&value, nodes).as_array().unwrap().iter().map(node).collect(),
        at(&value, edges).as_array().unwrap().iter().map(edge).collect(),
    )
}

/// Statements about things of one class.
fn json_ld(graph: &Graph) -> Told {
    let value: Value = serde_json::from_str(&written(graph, GraphFormat::JsonLd)).unwrap();
    let things = value["@graph"].as_array().unwrap();
    let entity = |thing: &&Value| thing["name"].is_string();
    let nodes = things.iter().filter(entity).map(|thing| (text(&thing["@id"]), text(&thing["name"])));
    let pair = |thing: &&Value| thing["@type"] == "Observation" && thing["observationAbout"].is_array();
    let edge = |thing: &Value| {
        let ends = thing["observationAbout"].as_array().unwrap();
        let mut told = thing["variableMeasured"].as_array().unwrap().iter();
        let weight = told.find(|value| value["name"] == "weight").unwrap();
        (text(&ends[0]["@id"]), text(&ends[1]["@id"]), text(&weight["value"]["@value"]).parse().unwrap())
    };
    Told::new(nodes.collect(), things.iter().filter(pair).map(edge).collect())
}

fn csv(graph: &Graph) -> Told {
    let rows = |format| {
        let text = written(graph, format);
        let rows: Vec<Vec<String>> = csv_reader(&text);
        rows
    };
    let nodes = rows(GraphFormat::CsvNodes).into_iter().map(|row| (row[0].clone(), row[1].clone()));
    let edges = rows(GraphFormat::CsvEdges).into_iter();
    Told::new(
        nodes.collect(),
        edges.map(|row| (row[0].clone(), row[1].clone(), row[3].parse().unwrap())).collect(),
    )
}

/// The rows of a table; no cell may be run by a spreadsheet, numbers aside.
fn csv_reader(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    for cell in rows.iter().flatten() {
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!is_formula || cell.parse::<f64>().is_ok(), "{cell}");
    }
    rows
}

fn as_cell(name: &str) -> String {
    let name = printable(name);
    if name.starts_with(['=', '+', '-', '@', '\'']) { format!("'{name}") } else { name }
}

/// An attribute of an element, as a reader of XML gives it.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).unwrap()?;
    Some(found.normalized_value(XmlVersion::Explicit1_0).unwrap().into_owned())
}

/// The elements of an XML text with the text right in them; all of it has to be well formed.
pub(super) fn elements(text: &str, mut each: impl FnMut(&BytesStart<'_>, &str)) {
    assert!(!text.contains(|c: char| c != '\n' && c.is_control()), "XML holds no control characters");
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<(BytesStart<'static>, String)> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => open.push((element.into_owned(), String::new())),
            Event::Empty(element) => each(&element, ""),
            Event::Text(text) => {
                if let Some((_, inside)) = open.last_mut() {
                    *inside += &text.xml_content(XmlVersion::Explicit1_0);
                }
            }
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().unwrap() {
                    Some(character) => character.to_string(),
                    None => {
                        let name = reference.xml_content(XmlVersion::Explicit1_0);
                        quick_xml::escape::resolve_predefined_entity(&name).unwrap().to_owned()
                    }
                };
                open.last_mut().unwrap().1 += &character;
            }
            Event::End(_) => {
                let (element, inside) = open.pop().unwrap();
                each(&element, &inside);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
}

fn gexf(graph: &Graph) -> Told {
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    elements(&written(graph, GraphFormat::Gexf), |element, _| {
        let get = |name| attribute(element, name).unwrap();
        match element.name().as_ref() {
            "node" => nodes.push((get("id"), get("label"))),
            "edge" => edges.push((get("source"), get("target"), get("weight").parse().unwrap())),
            _ => {}
        }
    });
    Told::new(nodes, edges)
}

fn graphml(graph: &Graph) -> Told {
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    let mut data: BTreeMap<String, String> = BTreeMap::new();
    let mut keys = BTreeSet::new();
    elements(&written(graph, GraphFormat::GraphMl), |element, inside| {
        let get = |name| attribute(element, name).unwrap();
        match element.name().as_ref() {
            "key" => assert!(keys.insert(get("id")), "a key stands twice"),
            "data" => assert!(data.insert(get("key"), inside.to_owned()).is_none()),
            "node" => nodes.push((get("id"), std::mem::take(&mut data)["label"].clone())),
            "edge" => {
                let weight = std::mem::take(&mut data)["weight"].parse().unwrap();
                edges.push((get("source"), get("target"), weight));
            }
            _ => {}
        }
    });
    Told::new(nodes, edges)
}

/// Everything that can be read here is as in the graph.
fn check(graph: &Graph) {
    let whole = Told::of(graph, str::to_owned);
    let node_link = ["/nodes", "/edges", "/id", "/name", "/source", "/target", "/weight"];
    assert_eq!(json(graph, GraphFormat::Json, node_link), whole);
    let cytoscape = [
        "/elements/nodes",
        "/elements/edges",
        "/data/id",
        "/data/name",
        "/data/source",
        "/data/target",
        "/data/weight",
    ];
    assert_eq!(json(graph, GraphFormat::Cytoscape, cytoscape), whole);
    let graphology =
        ["/nodes", "/edges", "/key", "/attributes/label", "/source", "/target", "/attributes/weight"];
    assert_eq!(json(graph, GraphFormat::Graphology, graphology), whole);
    let vosviewer =
        ["/network/items", "/network/links", "/id", "/label", "/source_id", "/target_id", "/strength"];
    assert_eq!(json(graph, GraphFormat::VosViewer, vosviewer), whole);
    assert_eq!(json_ld(graph), whole);
    let shown = Told::of(graph, printable);
    assert_eq!(gexf(graph), shown);
    assert_eq!(graphml(graph), shown);
    assert_eq!(csv(graph), Told::of(graph, as_cell));
}

#[test]
fn nasty_names_are_read_back() {
    let graph = nasty::small();
    let names: BTreeSet<&str> = graph.petgraph.node_weights().map(|node| node.name.as_str()).collect();
    assert!(nasty::names().iter().all(|name| names.contains(name.as_str())));
    check(&graph);
}

/// Names of letters and of all that may hurt.
pub(super) fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{1,8}",
        "[\\x00-\\x20=+@'\"&<>\\\\%#;{}\\[\\]|-]{1,6}",
        "\\PC{1,6}",
        any::<Vec<char>>().prop_map(|characters| characters.into_iter().take(6).collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_names_are_read_back(names in proptest::collection::vec(proptest::collection::vec(name(), 0..5), 1..4)) {
        let episodes = (1..).zip(&names).map(|(number, names)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            nasty::episode(number, (number % 2 == 0).then_some("2021-04-05"), &[&names])
        });
        let options = GraphOptions { weights: vec![Weight::Jaccard], ..GraphOptions::default() };
        check(&nasty::graph_of(episodes.collect(), &options));
    }
}
