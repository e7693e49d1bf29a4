//! [`Graph`] → text.
//!
//! A format is a file with one function, `write`; [`format`] lists them and tells them apart:
//!
//! 1. `json`: node-link JSON, with everything a graph knows.
//! 2. Pictures: `dot` (Graphviz), `gexf` (Gephi), `graphml`, `cytoscape`, `graphology` (sigma, Gephi Lite), `vosviewer`,
//!    `mermaid`.
//! 3. `csv`: tables.
//! 4. Statements, in the terms that `rdf` chooses: `turtle`, `jsonld`.
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
mod format;
mod gexf;
mod graphml;
mod graphology;
mod json;
mod jsonld;
mod list;
mod mermaid;
mod picture;
mod rdf;
mod turtle;
mod vosviewer;
mod xml;

pub use format::GraphFormat;
