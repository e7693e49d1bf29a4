//! [`Graph`] → text.
//!
//! A format is a file with one function, `write`; here they are listed and told apart:
//!
//! 1. `json`: node-link JSON, with everything a graph knows.
//! 2. To look at as it is: [`page`], to explore; `svg`, a still picture (by `scene`, which places everything, and `label`, the names).
//! 3. Pictures for programs: `dot` (Graphviz), `gexf` (Gephi), `graphml`, `cytoscape`, `graphology` (sigma, Gephi Lite),
//!    `vosviewer`, `mermaid`.
//! 4. `csv`: tables.
//! 5. Statements, in the terms that `rdf` chooses: `turtle`, `jsonld`.
//!
//! What they share: `attribute` (the values of nodes and edges: a further one is one line there), `picture` (colours,
//! sizes, places), `address` (what may be followed), `list` (JSON that streams), `xml`.
//!
//! Besides, [`episodes`] draws related episodes.

mod address;
mod attribute;
mod csv;
mod cytoscape;
mod dot;
pub mod episodes;
mod gexf;
mod graphml;
mod graphology;
mod json;
mod jsonld;
mod label;
mod list;
mod mermaid;
pub mod page;
mod picture;
mod rdf;
mod scene;
mod svg;
mod turtle;
mod vosviewer;
mod xml;

use std::io;

use crate::corpus::Corpus;
use crate::error::Error;
use crate::graph::Graph;

/// A format a graph can be written in.
///
/// Names in a graph come from texts nobody has checked: every format escapes them by its own rules. Writing streams;
/// it needs no memory for the text as a whole, but many small writes: give it a buffered writer.
///
/// ```
/// use comention::export::GraphFormat;
/// use comention::graph::Graph;
///
/// let graph = Graph::default();
/// let format = GraphFormat::from_path("topics.gexf").unwrap();
/// format.check(&graph)?;
/// let mut text = Vec::new();
/// format.write(&graph, &mut text)?;
/// assert!(text.starts_with(b"<?xml"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    /// Node-link JSON, described by `schema/graph.schema.json`; loads unmodified with `node_link_graph` of
    /// `NetworkX` 3.6, and in D3 as `graph.nodes` and `forceLink(graph.edges).id(node => node.id)`. It alone holds
    /// everything that a graph knows; in the others, quotes are one text.
    Json,
    /// A page to explore the graph in, which needs nothing else; [`page::write`] adds the episodes of the corpus.
    Html,
    /// A still picture, 1,200 points wide, with title and legend.
    Svg,
    /// Graphviz, with positions: `dot -Tsvg` draws it as it was laid out.
    Dot,
    /// GEXF 1.3, with colours, sizes, positions and, where episodes have dates, the time from first to last mention.
    Gexf,
    /// `GraphML`, with colours, sizes and positions as Gephi reads them.
    GraphMl,
    /// The elements of Cytoscape.js, with positions.
    Cytoscape,
    /// The serialised form of graphology, with what sigma draws.
    Graphology,
    /// A network of `VOSviewer`: communities as clusters, counts as weights, rank as score. Weights below 0 are 0.
    VosViewer,
    /// A Mermaid flowchart. Mermaid itself refuses large ones; [`GraphFormat::check`] says so beforehand.
    Mermaid,
    /// A table of the nodes, one a line below `Id,Label`, …
    CsvNodes,
    /// A table of the edges, one a line below `Source,Target,Type,Weight`, …
    CsvEdges,
    /// RDF in the terms of schema.org, as Turtle.
    Turtle,
    /// The same statements as JSON-LD.
    JsonLd,
}

impl GraphFormat {
    /// Every format, in the order of help texts.
    pub const ALL: [GraphFormat; 14] = [
        GraphFormat::Json,
        GraphFormat::Html,
        GraphFormat::Svg,
        GraphFormat::Dot,
        GraphFormat::Gexf,
        GraphFormat::GraphMl,
        GraphFormat::Cytoscape,
        GraphFormat::Graphology,
        GraphFormat::VosViewer,
        GraphFormat::Mermaid,
        GraphFormat::CsvNodes,
        GraphFormat::CsvEdges,
        GraphFormat::Turtle,
        GraphFormat::JsonLd,
    ];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            GraphFormat::Json => "json",
            GraphFormat::Html => "html",
            GraphFormat::Svg => "svg",
            GraphFormat::Dot => "dot",
            GraphFormat::Gexf => "gexf",
            GraphFormat::GraphMl => "graphml",
            GraphFormat::Cytoscape => "cytoscape",
            GraphFormat::Graphology => "graphology",
            GraphFormat::VosViewer => "vosviewer",
            GraphFormat::Mermaid => "mermaid",
            GraphFormat::CsvNodes => "csv-nodes",
            GraphFormat::CsvEdges => "csv-edges",
            GraphFormat::Turtle => "turtle",
            GraphFormat::JsonLd => "jsonld",
        }
    }

    /// What file names end in, the usual one first; a longer one goes before a shorter one that ends it.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            GraphFormat::Json => &["json"],
            GraphFormat::Html => &["html", "htm"],
            GraphFormat::Svg => &["svg"],
            GraphFormat::Dot => &["dot", "gv"],
            GraphFormat::Gexf => &["gexf"],
            GraphFormat::GraphMl => &["graphml"],
            GraphFormat::Cytoscape => &["cyjs", "cytoscape.json"],
            GraphFormat::Graphology => &["graphology.json"],
            GraphFormat::VosViewer => &["vosviewer.json", "vos.json"],
            GraphFormat::Mermaid => &["mmd", "mermaid"],
            GraphFormat::CsvNodes => &["nodes.csv"],
            GraphFormat::CsvEdges => &["edges.csv"],
            GraphFormat::Turtle => &["ttl"],
            GraphFormat::JsonLd => &["jsonld"],
        }
    }

    /// What opens it, in a few words.
    pub fn purpose(self) -> &'static str {
        match self {
            GraphFormat::Json => "everything, for NetworkX, D3 and programs",
            GraphFormat::Html => "a page to explore, for any browser",
            GraphFormat::Svg => "a picture, for a README or a slide",
            GraphFormat::Dot => "a picture, for Graphviz",
            GraphFormat::Gexf => "a picture with a time line, for Gephi",
            GraphFormat::GraphMl => "a picture, for yEd, Gephi and igraph",
            GraphFormat::Cytoscape => "a picture, for Cytoscape",
            GraphFormat::Graphology => "a picture, for Gephi Lite and sigma",
            GraphFormat::VosViewer => "a map, for VOSviewer",
            GraphFormat::Mermaid => "a small picture, for Obsidian and GitHub",
            GraphFormat::CsvNodes => "a table of the entities, for spreadsheets",
            GraphFormat::CsvEdges => "a table of the pairs, for spreadsheets",
            GraphFormat::Turtle => "statements, for triple stores",
            GraphFormat::JsonLd => "statements, for the web",
        }
    }

    /// The format with this name, which may also be a file ending.
    ///
    /// # Errors
    ///
    /// When there is none; the hint lists them.
    pub fn from_name(name: &str) -> Result<GraphFormat, Error> {
        let is_it = |format: &GraphFormat| {
            let names = std::iter::once(format.as_str()).chain(format.endings().iter().copied());
            names.into_iter().any(|known| known.eq_ignore_ascii_case(name))
        };
        GraphFormat::ALL.into_iter().find(is_it).ok_or_else(|| {
            let names: Vec<String> =
                GraphFormat::ALL.iter().map(|format| format!("`{}`", format.as_str())).collect();
            Error::new(format!("unknown graph format `{name}`"))
                .hint(format!("formats are {}", names.join(", ")))
        })
    }

    /// The format that the ending of a path stands for, if any: `topics.gv` is DOT, `topics.vos.json` for `VOSviewer`.
    pub fn from_path(path: &str) -> Option<GraphFormat> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
        let longest = |format: GraphFormat| {
            let fits = |ending: &&&str| name.strip_suffix(**ending).is_some_and(|rest| rest.ends_with('.'));
            format.endings().iter().filter(fits).map(|ending| ending.len()).max()
        };
        let found = GraphFormat::ALL.into_iter().filter_map(|format| Some((longest(format)?, format)));
        found.max_by_key(|(length, _)| *length).map(|(_, format)| format)
    }

    /// How many nodes, and how many of the surest edges of each, a format shows well: what to give to
    /// [`crate::graph::GraphOptions::top`] and [`crate::graph::GraphOptions::lines`] where nothing else is wanted. `None`
    /// for formats that are for programs.
    pub fn shows_well(self) -> Option<(usize, usize)> {
        match self {
            GraphFormat::Html => Some((2000, 6)),
            GraphFormat::Svg => Some((60, 3)),
            _ => None,
        }
    }

    /// Whether what the format is for takes this graph as it comes. Only Mermaid is choosy.
    ///
    /// # Errors
    ///
    /// When the graph is too large; the hint says what to do. It can be written all the same.
    pub fn check(self, graph: &Graph) -> Result<(), Error> {
        match self {
            GraphFormat::Mermaid => mermaid::check(graph),
            _ => Ok(()),
        }
    }

    /// Writes a graph. The same graph gives the same bytes.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written.
    pub fn write(self, graph: &Graph, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            GraphFormat::Json => json::write(graph, out),
            GraphFormat::Html => page::write(graph, &Corpus::default(), out),
            GraphFormat::Svg => svg::write(graph, out),
            GraphFormat::Dot => dot::write(graph, out),
            GraphFormat::Gexf => gexf::write(graph, out),
            GraphFormat::GraphMl => graphml::write(graph, out),
            GraphFormat::Cytoscape => cytoscape::write(graph, out),
            GraphFormat::Graphology => graphology::write(graph, out),
            GraphFormat::VosViewer => vosviewer::write(graph, out),
            GraphFormat::Mermaid => mermaid::write(graph, out),
            GraphFormat::CsvNodes => csv::write_nodes(graph, out),
            GraphFormat::CsvEdges => csv::write_edges(graph, out),
            GraphFormat::Turtle => turtle::write(graph, out),
            GraphFormat::JsonLd => jsonld::write(graph, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_by_name_and_ending() {
        for format in GraphFormat::ALL {
            assert_eq!(GraphFormat::from_name(&format.as_str().to_uppercase()), Ok(format));
            for ending in format.endings() {
                assert_eq!(GraphFormat::from_path(&format!("out/topics.{ending}")), Some(format));
                assert_eq!(GraphFormat::from_path(&format!("out/{}", ending.replace('.', ""))), None);
            }
        }
        assert_eq!(GraphFormat::from_path("out/graph.v2.JSON"), Some(GraphFormat::Json));
        assert_eq!(GraphFormat::from_path("graph.vos.json"), Some(GraphFormat::VosViewer));
        assert_eq!(GraphFormat::from_path("json"), None);
        assert_eq!(GraphFormat::from_path("a.dot/graph"), None);
        let error = GraphFormat::from_name("xls").unwrap_err().to_string();
        assert!(
            error.starts_with("unknown graph format `xls`\nhint: formats are `json`, `html`, `svg`, `dot`, "),
            "{error}"
        );
    }
}
