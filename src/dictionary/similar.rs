//! Names that are like another: for whoever mistypes one, and for those who share one.

use super::saying::spoken_forms;
use super::{Dictionary, key};
use crate::table::entry::Entry;
use crate::text::distance::{difference, within};
use crate::text::fold::fold;

/// The share of a name's letters that may differ for it to be meant.
const APART: f32 = 0.25;

/// The same of the whole name as it is written, blanks and hyphens counted: `house` is not meant for `m-ou-se`.
const APART_AS_WRITTEN: f32 = 0.34;

/// Longest key that is compared, in bytes: no name has more characters, and comparing costs the product of the lengths.
const LONGEST: usize = 200;

impl Dictionary {
    /// The names most like one that is not known, at most three, one an entry: the nearest as written first, then those
    /// of about the same length, then the better known.
    ///
    /// Costs some milliseconds over the built-in names.
    pub fn names_like(&self, name: &str) -> Vec<&str> {
        let asked = key(name);
        if asked.is_empty() || asked.len() > LONGEST {
            return Vec::new();
        }
        let names =
            self.entries.iter().enumerate().flat_map(|(at, entry)| entry.names().map(move |n| (at, n)));
        let written = fold(name);
        let mut near: Vec<(f32, usize, usize, &str)> = names
            .filter(|(_, name)| name.len().abs_diff(asked.len()) <= asked.len() + 8)
            .filter(|(_, name)| within(&asked, &key(name), APART).is_some())
            .map(|(at, name)| {
                let folded = fold(name);
                (difference(&written, &folded), written.len().abs_diff(folded.len()), at, name)
            })
            .filter(|(apart, ..)| *apart <= APART_AS_WRITTEN)
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let mut nearest: Vec<(usize, &str)> = Vec::new();
        for (_, _, at, name) in near {
            if nearest.len() < 3 && nearest.iter().all(|(other, _)| *other != at) {
                nearest.push((at, name));
            }
        }
        // An alias that differs in blanks alone is told as its makers spell it.
        let spelt = |(at, name): (usize, _)| {
            let own = self.entries.at(at).entity.name.as_str();
            if key(own) == key(name) { own } else { name }
        };
        nearest.into_iter().map(spelt).collect()
    }

    /// The other entries of which this is a name, an alias or a form that a rule makes, better known first.
    ///
    /// Costs a pass over all forms of all names, some tens of milliseconds.
    pub fn namesakes(&self, name: &str, but: u32) -> Vec<u32> {
        let asked = key(name);
        let shares = |form: &str| key(form) == asked;
        let has = |entry: &Entry| {
            entry.names().any(shares)
                || spoken_forms(entry, &self.lexicon).iter().any(|(form, _)| shares(form))
        };
        (0..self.entries.len() as u32)
            .filter(|&entry| entry != but && !asked.is_empty() && has(self.entry(entry)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::DictionaryBuilder;

    #[test]
    fn finds_what_was_mistyped() {
        let dictionary = Dictionary::builtin();
        assert_eq!(dictionary.names_like("FastAPY").first(), Some(&"FastAPI"));
        assert_eq!(dictionary.names_like("Guido van Rosum").first(), Some(&"Guido van Rossum"));
        assert_eq!(dictionary.names_like("fast appi"), ["FastAPI", "fast.ai"]);
        assert!(!dictionary.names_like("house").contains(&"m-ou-se"));
        assert!(dictionary.names_like("Zzyzx Qwghlm").is_empty());
        assert!(dictionary.names_like(&"x".repeat(1 << 20)).is_empty());
        assert!(dictionary.names_like("").is_empty());
    }

    #[test]
    fn finds_who_shares_a_name() {
        let mut builder = DictionaryBuilder::new();
        let table = "name\tkind\taliases\nQuibIO\tlibrary\t\nquib i o\twork\t\nAda Quib\tperson\tquibio\nOther\tlibrary\t\n";
        builder.table("t.tsv", table).unwrap();
        let dictionary = builder.build();
        let entry = dictionary.find_entry("QuibIO").unwrap();
        let names = |entries: Vec<u32>| -> Vec<String> {
            entries.into_iter().map(|entry| dictionary.entry(entry).entity.name.clone()).collect()
        };
        assert_eq!(names(dictionary.namesakes("QuibIO", entry)), ["QuibIO", "quib i o"]);
        assert!(dictionary.namesakes("", entry).is_empty());
    }
}
