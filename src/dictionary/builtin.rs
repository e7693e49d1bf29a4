//! The tables that are part of the program; `data/README.md` says where they come from.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::lexicon::Tables;
use crate::entity::Kind;

/// A built-in table: its name, its text, and the kind of rows that give none.
pub(super) const TABLES: [(&str, &str, Kind); 3] = [
    ("projects.tsv", include_str!("../../data/projects.tsv"), Kind::Project),
    ("people.tsv", include_str!("../../data/people.tsv"), Kind::Person),
    ("guards.tsv", include_str!("../../data/guards.tsv"), Kind::Other),
];

/// Their names alone: whoever names all of [`TABLES`] has their texts in the program.
pub(super) const SOURCES: [&str; TABLES.len()] = [TABLES[0].0, TABLES[1].0, TABLES[2].0];

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
pub(super) const COMPANIONS: &str = include_str!("../../data/companions.tsv");

/// Everyday words that are names of projects, too, but count only with a capital where their field is talked about.
const SHORT_NAMES: &str = include_str!("../../data/short_names.tsv");

/// The rows of [`SHORT_NAMES`]: project, word, and the words of its field.
pub(super) fn short_names() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    SHORT_NAMES.lines().skip(1).filter_map(|row| {
        let mut fields = row.split('\t');
        Some((fields.next()?, fields.next()?, fields.next()?))
    })
}

/// The projects of which this is such a word.
pub(super) fn owners_of(word: &str) -> &'static [&'static str] {
    static OWNERS: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let owners = OWNERS.get_or_init(|| {
        let mut owners: FxHashMap<_, Vec<_>> = FxHashMap::default();
        short_names().for_each(|(project, word, _)| owners.entry(word).or_default().push(project));
        owners
    });
    owners.get(word).map_or(&[], Vec::as_slice)
}

/// Words and phrases that may mean a project or not, misheard names among them, and how often they did.
pub(super) const USAGE: &str = include_str!("../../data/usage.tsv");

/// Pairs of words that tell whether one of them is the project of that name or a plain word.
pub(super) const PAIRS: &str = include_str!("../../data/pairs.tsv");

/// Names made of English words, and how often transcripts have them as names and as plain words.
pub(super) const PHRASES: &str = include_str!("../../data/phrases.tsv");

/// A row of [`USAGE`].
pub(super) struct Usage {
    pub(super) form: &'static str,
    /// The name of the project.
    pub(super) name: &'static str,
    /// The log-odds that it was meant.
    pub(super) odds: f32,
    /// Whether it ever was: else the words are no form of the name because of this row.
    pub(super) meant: bool,
}

/// The rows of [`USAGE`].
pub(super) fn usage() -> impl Iterator<Item = Usage> {
    USAGE.lines().skip(1).filter_map(|row| {
        let mut fields = row.split('\t');
        let (form, name) = (fields.next()?, fields.next()?);
        let mut count = || fields.next()?.parse::<f32>().ok();
        let (meant, of) = (count()?, count()?);
        let odds = ((meant + 0.5) / (of - meant + 1.0)).ln();
        Some(Usage { form, name, odds, meant: meant > 0.0 })
    })
}
