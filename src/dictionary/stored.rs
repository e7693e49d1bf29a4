//! The spoken forms of the built-in names, made beforehand: making them is half the work of starting.
//!
//! `data/forms.tsv` holds, for each entry's id, the forms that are found as its own. `BLESS=1 cargo test --test forms`
//! makes it anew; the test fails while it is not what the rules make. A dictionary with a user's own tables makes all
//! forms itself, since those tables may take names away or change whose a form is.

use rustc_hash::FxHashMap;

use super::spoken::Rule;

/// Forms by the id of their entry.
#[derive(Debug)]
pub(super) struct Stored(FxHashMap<&'static str, &'static str>);

impl Stored {
    /// Reads `data/forms.tsv`: a row an entry, with its id and, between bars, the rule and the form.
    pub(super) fn read() -> Stored {
        let rows = include_str!("../../data/forms.tsv").lines().skip(1);
        Stored(rows.filter_map(|row| row.split_once('\t')).collect())
    }

    /// The forms of the entry with this id, and how they were made.
    pub(super) fn of(&self, id: &str) -> impl Iterator<Item = (Rule, &'static str)> {
        let forms = self.0.get(id).copied().unwrap_or_default();
        forms.split('|').filter_map(|form| {
            let (rule, form) = form.split_once(' ')?;
            Some((Rule::from_name(rule)?, form))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_forms_of_an_entry() {
        let stored = Stored::read();
        assert!(stored.of("project:pyoxidizer").any(|form| form == (Rule::Sound, "pie oxidizer")));
        assert_eq!(stored.of("project:no-such-thing").count(), 0);
    }
}
