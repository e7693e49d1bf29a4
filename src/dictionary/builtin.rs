//! The tables that are part of the program; `data/README.md` says where they come from.

use super::lexicon::Tables;
use crate::entity::Kind;

/// A built-in table: its name, its text, and the kind of rows that give none.
pub(super) const TABLES: [(&str, &str, Kind); 3] = [
    ("projects.tsv", include_str!("../../data/projects.tsv"), Kind::Project),
    ("people.tsv", include_str!("../../data/people.tsv"), Kind::Person),
    ("guards.tsv", include_str!("../../data/guards.tsv"), Kind::Other),
];

/// The tables of the lexicon.
pub(super) const LEXICON: Tables = Tables {
    english: include_str!("../../data/english.tsv"),
    jargon: include_str!("../../data/jargon.txt"),
    given_names: include_str!("../../data/given_names.txt"),
    surnames: include_str!("../../data/surnames.txt"),
    cues: include_str!("../../data/cues.tsv"),
    letters: include_str!("../../data/letters.tsv"),
};

/// Projects and the people known for them.
pub(super) const MAKERS: &str = include_str!("../../data/makers.tsv");

/// Names made of English words, and how often transcripts have them as names and as plain words.
pub(super) const PHRASES: &str = include_str!("../../data/phrases.tsv");
