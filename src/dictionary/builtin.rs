//! The tables that are part of the program; `data/README.md` says where they come from.

use crate::entity::Kind;

/// A built-in table: its name, its text, and the kind of rows that give none.
pub(super) const TABLES: [(&str, &str, Kind); 3] = [
    ("projects.tsv", include_str!("../../data/projects.tsv"), Kind::Project),
    ("people.tsv", include_str!("../../data/people.tsv"), Kind::Person),
    ("guards.tsv", include_str!("../../data/guards.tsv"), Kind::Other),
];

/// English words with their frequencies.
pub(super) const ENGLISH: &str = include_str!("../../data/english.tsv");
/// Words of the trade that a dictionary of English lacks, one a line.
pub(super) const JARGON: &str = include_str!("../../data/jargon.txt");
/// Given names, one a line.
pub(super) const GIVEN_NAMES: &str = include_str!("../../data/given_names.txt");
/// Surnames, one a line.
pub(super) const SURNAMES: &str = include_str!("../../data/surnames.txt");
/// Words that go with names of projects, or with plain words.
pub(super) const CUES: &str = include_str!("../../data/cues.tsv");
/// Projects and the people known for them.
pub(super) const MAKERS: &str = include_str!("../../data/makers.tsv");
