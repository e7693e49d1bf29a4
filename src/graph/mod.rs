//! [`Corpus`] → [`Graph`] over a petgraph.

use crate::corpus::Corpus;
use crate::entity::Kind;

/// What to draw and how to count.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphOptions {
    /// Kinds of entities to draw.
    pub kinds: Vec<Kind>,
}

impl Default for GraphOptions {
    fn default() -> Self {
        GraphOptions {
            kinds: vec![Kind::Project, Kind::Person],
        }
    }
}

/// Who is mentioned with whom.
#[derive(Debug, Clone, Default)]
pub struct Graph {}

impl Graph {
    /// Builds the graph of a corpus.
    pub fn build(corpus: &Corpus, options: &GraphOptions) -> Graph {
        let _ = (corpus, options);
        Graph {}
    }
}
