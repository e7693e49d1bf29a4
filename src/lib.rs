//! comention finds every mention of a software project or a person in podcast transcripts and show notes, links it
//! to one entity, and builds a graph of what was talked about together.
//!
//! The modules, in the order the data flows; a module uses only modules above it:
//!
//! 1. [`error`]: what went wrong, where, and what to do.
//! 2. [`text`]: words, folding, sound, distance.
//! 3. [`entity`], [`episode`], [`mention`]: the types that cross borders.
//! 4. [`source`]: text → [`episode::Episode`].
//! 5. [`dictionary`]: tables → [`dictionary::Dictionary`].
//! 6. [`extract`]: episode → [`mention::Extraction`], a pure function.
//! 7. [`corpus`]: extractions put together.
//! 8. [`graph`]: corpus → [`graph::Graph`] over a petgraph.
//! 9. [`export`]: graph → JSON, DOT.

pub mod corpus;
pub mod dictionary;
pub mod entity;
pub mod episode;
pub mod error;
pub mod export;
pub mod extract;
pub mod graph;
pub mod mention;
pub mod source;
pub mod text;
