//! Names that are neither a project's nor a person's, by `data/no_names.tsv`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::fold::slug;

/// What a name is known for: "character", "ending" of names of other things, "word" of the trade.
pub(crate) fn sort_of(name: &str) -> Option<&'static str> {
    static NAMES: OnceLock<FxHashMap<String, &str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let rows = include_str!("../../data/no_names.tsv").lines().skip(1);
        rows.filter_map(|row| row.split_once('\t')).map(|(name, sort)| (slug(name), sort)).collect()
    });
    names.get(&slug(name)).copied()
}

/// Whether a last word tells another sort of thing: "conference", "foundation", "handbook".
pub(crate) fn is_ending(word: &str) -> bool {
    sort_of(word) == Some("ending")
}

/// Whether a word is one of the trade, and a new project's name at most where it is installed: "API", "regex".
pub(crate) fn is_term(word: &str) -> bool {
    sort_of(word) == Some("word")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_are_told_apart_however_a_name_is_written() {
        for (name, is_last, is_trade) in [
            ("Conference", true, false),
            ("regex", false, true),
            ("API", false, true),
            ("Flask", false, false),
        ] {
            assert_eq!((is_ending(name), is_term(name)), (is_last, is_trade), "{name}");
        }
        assert_eq!(sort_of("robin hood"), Some("character"));
    }
}
