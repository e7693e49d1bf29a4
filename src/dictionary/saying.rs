//! The forms of an entry, and what becomes of each: found, another name's, or dropped.
//!
//! [`DictionaryBuilder`](super::DictionaryBuilder) asks here which forms to make, so that what is shown of a name is what
//! is looked for.

use rustc_hash::FxHashSet;

use super::compound::compounds;
use super::lexicon::{Lexicon, WordId};
use super::spoken::{self, Rule};
use super::{Dictionary, builtin, key};
use crate::entity::Kind;
use crate::table::entry::{Case, Entry};
use crate::text::fold::fold;
use crate::text::word::words;

/// A form of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// As it is written or made; folding is still to come.
    pub form: String,
    /// How it comes from the name.
    pub rule: Rule,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is found.
    Found,
    /// It is found as the name of another entry, which goes first.
    Taken(u32),
    /// It is not looked for: a rule turned the name into a word of the language.
    MereWord,
    /// It is not looked for: initials of a person tell nothing.
    Initials,
    /// It is found, but a row of a table silences it.
    Blocked,
    /// It is an everyday word, found with a capital where the field of the project is talked about.
    InItsField,
}

impl Dictionary {
    /// The forms of an entry: names as written first, then those made by rules; each sequence of words once.
    ///
    /// Costs about 5 µs a name of the entry.
    pub fn sayings(&self, entry: u32) -> Vec<Saying> {
        let of = self.entry(entry);
        let written = of.names().map(|name| (name.to_string(), Rule::AsWritten));
        let made = spoken_forms(of, &self.lexicon);
        let mut seen = FxHashSet::default();
        let mut sayings = Vec::new();
        let misheard =
            builtin::usage().filter(|usage| usage.meant && self.find_entry(usage.name) == Some(entry));
        let misheard = misheard.map(|usage| (usage.form.to_string(), Rule::Misheard));
        for (form, rule) in written.chain(made).chain(misheard) {
            if !seen.insert(words(&form).map(|word| fold(&form[word.span.range()])).collect::<Vec<_>>()) {
                continue;
            }
            let initials = rule == Rule::AsWritten && is_initials(of, &form);
            let fate = if initials { Fate::Initials } else { self.fate(entry, &form) };
            sayings.push(Saying { form, rule, fate });
        }
        sayings
    }

    /// The entry that is found under exactly these words, in whatever form: "pie dantic" is Pydantic.
    pub fn find_said(&self, words: &str) -> Option<u32> {
        self.forms.get(&self.numbers(words)?).map(|form| form.entry)
    }

    fn fate(&self, entry: u32, form: &str) -> Fate {
        let words = self.numbers(form).unwrap_or_default();
        if self.limits.is_blocked(&key(form)) {
            return Fate::Blocked;
        }
        match self.forms.get(&words) {
            Some(found) if found.entry == entry => Fate::Found,
            Some(found) => Fate::Taken(found.entry),
            None if self.is_short_name(&words, entry) => Fate::InItsField,
            None => self.find_entry(form).filter(|&owner| owner != entry).map_or(Fate::MereWord, Fate::Taken),
        }
    }

    fn is_short_name(&self, words: &[WordId], entry: u32) -> bool {
        matches!(words, &[word] if self.short_names(word).any(|project| project == entry))
    }

    /// The word numbers of a form; none where a word is in no name and not in the language.
    pub(super) fn numbers(&self, form: &str) -> Option<Vec<WordId>> {
        words(form).map(|word| self.lexicon.number(&fold(&form[word.span.range()]))).collect()
    }
}

/// The forms that rules make of an entry's names: none for people, nor where letters must stand as written.
pub(super) fn spoken_forms(entry: &Entry, lexicon: &Lexicon) -> Vec<(String, Rule)> {
    if entry.entity.kind == Kind::Person || entry.case == Case::Exact {
        return Vec::new();
    }
    let mut made: Vec<_> = entry.names().flat_map(|name| spoken::forms(name).into_iter().skip(1)).collect();
    if entry.entity.kind == Kind::Project && entry.weight > 1 {
        // "Apache Superset" is called by what follows its first word alone.
        let rest = entry.entity.name.split_once(' ').map(|(_, rest)| rest);
        let rest = rest.filter(|rest| entry.aliases.iter().any(|alias| key(alias) == key(rest)));
        for name in std::iter::once(entry.entity.name.as_str()).chain(rest) {
            made.extend(compounds(&key(name), lexicon).map(|form| (form, Rule::Split)));
        }
    }
    made
}

/// Whether a name is the initials or short handle of a person: too short to tell anything.
pub(super) fn is_initials(entry: &Entry, name: &str) -> bool {
    entry.entity.kind == Kind::Person && key(name).len() < 3
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::dictionary::DictionaryBuilder;

    fn fates(table: &str, name: &str) -> Vec<(String, Fate)> {
        let mut builder = DictionaryBuilder::new();
        builder.table("t.tsv", table).unwrap();
        let dictionary = builder.build();
        let entry = dictionary.entries().position(|entry| entry.entity.name == name).unwrap();
        dictionary.sayings(entry as u32).into_iter().map(|saying| (saying.form, saying.fate)).collect()
    }

    #[test]
    fn tells_whose_a_form_is() {
        let table = "name\tkind\taliases\tweight\nAnyQuib\tlibrary\t\t9\nQuibIO\tlibrary\tAny Quib|QIO\t5\n";
        let fates = fates(table, "QuibIO");
        assert!(fates.contains(&("anyquib".into(), Fate::Taken(0))), "{fates:?}");
        assert!(fates.contains(&("quib i o".into(), Fate::Found)), "{fates:?}");
    }

    #[test]
    fn tells_what_is_not_looked_for() {
        let table = "name\tkind\taliases\nAda Quib\tperson\taq|adaq\nmicro-phone\tlibrary\t\n";
        assert!(fates(table, "Ada Quib").contains(&("aq".into(), Fate::Initials)));
        assert!(fates(table, "micro-phone").contains(&("microphone".into(), Fate::MereWord)));
    }

    #[test]
    fn every_short_name_leads_to_its_project_and_no_form_does() {
        let dictionary = Dictionary::builtin();
        for (project, word, field) in crate::dictionary::builtin::short_names() {
            let entry =
                dictionary.find_entry(project).unwrap_or_else(|| panic!("no project is called {project}"));
            assert_eq!(dictionary.entry(entry).entity.name, project);
            let id = dictionary.lexicon.number(word).unwrap_or_else(|| panic!("{word}"));
            assert!(dictionary.short_names(id).any(|owner| owner == entry), "{project}");
            assert_ne!(
                dictionary.forms.get(&[id]).map(|form| form.entry),
                Some(entry),
                "{word} is a form, too"
            );
            assert_eq!(dictionary.field(entry).count(), field.split('|').count(), "{project}: {field}");
            let common = |word: &&str| {
                let id = dictionary.lexicon.number(word);
                id.is_some_and(|id| dictionary.lexicon.info(id).zipf > 48)
            };
            let common: Vec<&str> = field.split('|').filter(common).collect();
            let companies = |word: &&str| ["google", "facebook"].contains(word);
            assert!(common.iter().all(companies), "{project}: too common to tell a field: {common:?}");
        }
    }

    #[test]
    fn forms_found_are_those_looked_for() {
        let dictionary = Dictionary::builtin();
        let looked_for: BTreeSet<(u32, Vec<WordId>)> =
            dictionary.forms().iter().map(|form| (form.entry, form.words.to_vec())).collect();
        let mut told = BTreeSet::new();
        for entry in 0..dictionary.entries().len() as u32 {
            let found = dictionary.sayings(entry).into_iter().filter(|saying| saying.fate == Fate::Found);
            told.extend(found.filter_map(|saying| Some((entry, dictionary.numbers(&saying.form)?))));
        }
        assert!(told == looked_for, "{:?}", told.symmetric_difference(&looked_for).next());
    }
}
