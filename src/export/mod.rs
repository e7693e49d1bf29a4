//! [`Graph`] → text.
//!
//! A format is a file with one function, `write`; here they are listed and told apart:
//!
//! 1. `json`: node-link JSON, for `NetworkX`, D3 and scripts.
//! 2. `dot`: Graphviz.
//!
//! Besides, [`episodes`] draws related episodes.

mod dot;
pub mod episodes;
mod json;

use std::io;

use crate::error::Error;
use crate::graph::Graph;

/// A format a graph can be written in.
///
/// Names in a graph come from texts nobody has checked: every format escapes them by its own rules. Writing streams;
/// it needs no memory for the text as a whole, but many small writes: give it a buffered writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    /// Node-link JSON, described by `schema/graph.schema.json`; loads unmodified with `node_link_graph` of
    /// `NetworkX` 3.6, and in D3 as `graph.nodes` and `forceLink(graph.edges).id(node => node.id)`.
    Json,
    /// Graphviz, with positions: `dot -Tsvg` draws it as it was laid out.
    Dot,
}

impl GraphFormat {
    /// Every format, in the order of help texts.
    pub const ALL: [GraphFormat; 2] = [GraphFormat::Json, GraphFormat::Dot];

    /// The name on the command line, which is also the usual file ending.
    pub fn as_str(self) -> &'static str {
        match self {
            GraphFormat::Json => "json",
            GraphFormat::Dot => "dot",
        }
    }

    /// The format with this name.
    ///
    /// # Errors
    ///
    /// When there is none; the hint lists them.
    pub fn from_name(name: &str) -> Result<GraphFormat, Error> {
        let found = GraphFormat::ALL.into_iter().find(|format| format.as_str().eq_ignore_ascii_case(name));
        found.ok_or_else(|| {
            let names: Vec<String> =
                GraphFormat::ALL.iter().map(|format| format!("`{}`", format.as_str())).collect();
            Error::new(format!("unknown graph format `{name}`"))
                .hint(format!("formats are {}", names.join(", ")))
        })
    }

    /// The format that the ending of a path stands for (`.gv` is DOT), if any.
    pub fn from_path(path: &str) -> Option<GraphFormat> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "gv" => Some(GraphFormat::Dot),
            ending => GraphFormat::from_name(ending).ok(),
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
            GraphFormat::Dot => dot::write(graph, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_by_name_and_ending() {
        assert_eq!(GraphFormat::from_name("DOT"), Ok(GraphFormat::Dot));
        assert_eq!(GraphFormat::from_path("out/graph.v2.JSON"), Some(GraphFormat::Json));
        assert_eq!(GraphFormat::from_path("graph.gv"), Some(GraphFormat::Dot));
        assert_eq!(GraphFormat::from_path("json"), None);
        assert_eq!(GraphFormat::from_path("a.dot/graph"), None);
        let error = GraphFormat::from_name("xls").unwrap_err().to_string();
        assert_eq!(error, "unknown graph format `xls`\nhint: formats are `json`, `dot`");
    }
}
