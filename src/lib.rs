//! comention finds every mention of a software project or a person in podcast transcripts and show notes, links it
//! to one entity, and builds a graph of what was talked about together.
//!
//! Text in, mentions and a graph out:
//!
//! ```
//! use comention::corpus::Corpus;
//! use comention::dictionary::Dictionary;
//! use comention::export::GraphFormat;
//! use comention::extract::Extractor;
//! use comention::graph::{Graph, GraphOptions};
//! use comention::source::{self, group::group};
//!
//! let text = "00:00:01 We moved from Flask to Django, and any I/O came with FastAPI.";
//! let reading = source::read("my-show/7-talk.txt", text.as_bytes())?;
//! let dictionary = Dictionary::builtin();
//! let mut corpus = Corpus::default();
//! for episode in group(vec![reading]).episodes {
//!     corpus.add(Extractor::new(&dictionary).extract(&episode));
//! }
//! let documents = corpus.extractions().flat_map(|extraction| &extraction.documents);
//! let mentions: Vec<_> = documents.flat_map(|document| &document.mentions).collect();
//! assert_eq!((&*mentions[2].surface, &*mentions[2].entity), ("any I/O", "project:anyio"));
//!
//! let graph = Graph::build(&corpus, &GraphOptions::default());
//! let mut json = Vec::new();
//! GraphFormat::Json.write(&graph, &mut json)?;
//! assert!(String::from_utf8(json)?.contains("\"project:anyio\""));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The modules, in the order the data flows; a module uses only modules above it:
//!
//! 1. [`error`]: what went wrong, where, and what to do.
//! 2. [`text`]: words, folding, sound, distance.
//! 3. [`entity`], [`episode`], [`mention`], [`period`]: the types that cross borders.
//! 4. [`source`]: text → [`episode::Episode`].
//! 5. [`table`]: lists of names ⇄ rows.
//! 6. [`dictionary`]: rows → [`dictionary::Dictionary`]; `column` holds what it is made of.
//! 7. [`extract`]: episode → [`mention::Extraction`], a pure function.
//! 8. [`corpus`]: extractions put together.
//! 9. [`suggest`]: corpus → names that the dictionary lacks.
//! 10. [`graph`]: corpus → [`graph::Graph`] over a petgraph; `network` knows what a graph's shape tells.
//! 11. [`related`]: corpus → episodes alike, and why.
//! 12. [`trends`]: corpus → what is talked about more and more, or less and less.
//! 13. [`export`]: graph → JSON, DOT, GEXF, tables and more.

mod column;
pub mod corpus;
pub mod dictionary;
pub mod entity;
pub mod episode;
pub mod error;
pub mod export;
pub mod extract;
pub mod graph;
pub mod mention;
mod network;
pub mod period;
pub mod related;
pub mod source;
pub mod suggest;
pub mod table;
pub mod text;
pub mod trends;

/// What `build.rs` makes with the modules up to [`dictionary`]; there is none while it is made.
mod image {
    /// Puts bytes where the widest number may stand.
    #[repr(align(8))]
    struct Aligned<B: ?Sized>(B);

    const BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/dictionary.bin")));

    /// The built-in dictionary.
    pub(crate) const BUILTIN: Option<&[u8]> = if BYTES.0.is_empty() { None } else { Some(&BYTES.0) };
}

/// The README's example, compiled and run with the others.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
