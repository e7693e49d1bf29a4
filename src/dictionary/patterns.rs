//! The names of a dictionary as patterns for spaCy's entity ruler, an object a line.
//!
//! The first pattern of an entity is its own name, so that reading the file again gives the same names
//! ([`crate::table::import`]). Cue words, case rules and blocks have no place in a pattern: spaCy finds every one.

use std::borrow::Cow;
use std::io::{self, Write};

use rustc_hash::FxHashSet;

use super::Dictionary;
use super::saying::Fate;
use super::spoken::Rule;
use crate::entity::Kind;
use crate::table::label::spacy_label;
use crate::table::spacy::Pattern;

impl Dictionary {
    /// Writes a pattern for each name, each alias and, with `spoken`, each form that a rule makes and that is found.
    ///
    /// Costs some 10 µs an entry.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write_patterns(&self, kinds: &[Kind], spoken: bool, out: &mut dyn Write) -> io::Result<()> {
        for number in 0..self.entries.len() as u32 {
            if kinds.contains(&self.entry(number).entity.kind) {
                for pattern in self.patterns(number, spoken) {
                    serde_json::to_writer(&mut *out, &pattern)?;
                    out.write_all(b"\n")?;
                }
            }
        }
        Ok(())
    }

    /// The patterns of an entry, its own name first, each text once.
    fn patterns(&self, number: u32, spoken: bool) -> Vec<Pattern<'_>> {
        let entry = self.entry(number);
        let written = entry.names().map(|name| (Cow::Borrowed(name), false));
        let sayings = if spoken { self.sayings(number) } else { Vec::new() };
        let made =
            sayings.into_iter().filter(|saying| saying.fate == Fate::Found && saying.rule != Rule::AsWritten);
        let mut seen = FxHashSet::default();
        written
            .chain(made.map(|saying| (saying.form.into(), true)))
            .filter(|(text, _)| seen.insert(text.clone()))
            .map(|(pattern, spoken)| Pattern {
                label: spacy_label(entry.entity.kind),
                pattern,
                id: &entry.entity.id,
                spoken,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dictionary::DictionaryBuilder;
    use crate::table::Row;
    use crate::table::import::{Format, Import};

    fn exported(table: &str, spoken: bool) -> (Dictionary, String) {
        let mut builder = DictionaryBuilder::new();
        builder.table("t.tsv", table).expect("a good table");
        let dictionary = builder.build();
        let mut out = Vec::new();
        dictionary.write_patterns(&Kind::ALL, spoken, &mut out).expect("memory takes it all");
        (dictionary, String::from_utf8(out).expect("JSON is UTF-8"))
    }

    #[test]
    fn writes_a_line_a_name_and_form() {
        let (_, text) = exported("name\tkind\taliases\nQuibIO\tlibrary\tqx\nAda Quib\tperson\t\n", true);
        let expected = r#"{"label":"PERSON","pattern":"Ada Quib","id":"person:ada-quib"}
{"label":"PROJECT","pattern":"QuibIO","id":"project:quibio"}
{"label":"PROJECT","pattern":"qx","id":"project:quibio"}
{"label":"PROJECT","pattern":"quib io","id":"project:quibio","spoken":true}
{"label":"PROJECT","pattern":"quib i o","id":"project:quibio","spoken":true}
{"label":"PROJECT","pattern":"quib eye oh","id":"project:quibio","spoken":true}
{"label":"PROJECT","pattern":"q x","id":"project:quibio","spoken":true}
{"label":"PROJECT","pattern":"queue ex","id":"project:quibio","spoken":true}
"#;
        assert_eq!(text, expected);
    }

    /// A row that a table can hold.
    fn row() -> impl Strategy<Value = String> {
        let name = "[A-Za-z0-9+#=&\"'<é日ß][A-Za-z0-9 .+#'\"\\\\-]{0,8}[a-z0-9]";
        let kind = prop::sample::select(vec![
            "library",
            "project",
            "person",
            "organization",
            "event",
            "work",
            "other",
        ]);
        (name, kind, prop::collection::vec(name, 0..4))
            .prop_map(|(name, kind, aliases)| format!("{kind}\t{name}\t{}\n", aliases.join("|")))
    }

    proptest! {
        // Each case makes a lexicon.
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn reading_it_again_gives_the_same_names(rows in prop::collection::vec(row(), 1..8), spoken: bool) {
            let (dictionary, text) = exported(&format!("kind\tname\taliases\n{}", rows.concat()), spoken);
            let import = Import::read("p.jsonl", &text, Format::Spacy, "project").unwrap();
            prop_assert_eq!(import.warnings.count(), 0);
            let names = |names: &mut dyn Iterator<Item = &str>| {
                let mut seen = FxHashSet::default();
                names.filter(|name| seen.insert(name.to_string())).map(String::from).collect::<Vec<_>>()
            };
            let known = dictionary.entries().map(|entry| (entry.entity.kind, names(&mut entry.names())));
            let again = import.rows.iter().filter_map(|row| match row {
                Row::Entry(entry) => Some((entry.entity.kind, names(&mut entry.names()))),
                Row::Block(_) => None,
            });
            prop_assert_eq!(known.collect::<Vec<_>>(), again.collect::<Vec<_>>());
        }
    }
}
