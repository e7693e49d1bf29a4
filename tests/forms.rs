//! `data/forms.tsv` holds the spoken forms that the rules make of the built-in names; `BLESS=1` writes it anew.
#![allow(clippy::disallowed_methods, reason = "a test may read and write the files it is about")]

use std::fmt::Write;
use std::path::Path;

use comention::dictionary::saying::Fate;
use comention::dictionary::spoken::Rule;
use comention::dictionary::{Dictionary, DictionaryBuilder};

/// A dictionary that has made its forms itself: with a table of one's own, be it an empty one, it must.
fn making_its_forms() -> Dictionary {
    let mut builder = DictionaryBuilder::new().builtin();
    builder.table("none.tsv", "name\n").expect("a table may be empty");
    builder.build()
}

/// A row for each entry that is found in forms beyond its names as written.
fn table(dictionary: &Dictionary) -> String {
    let mut rows: Vec<String> = Vec::new();
    for (number, entry) in (0..).zip(dictionary.entries()) {
        let found = dictionary.sayings(number).into_iter().filter(|saying| saying.fate == Fate::Found);
        let made = found.filter(|saying| saying.rule != Rule::AsWritten);
        let forms: Vec<String> =
            made.map(|saying| format!("{} {}", saying.rule.name(), saying.form)).collect();
        if !forms.is_empty() {
            rows.push(format!("{}\t{}", entry.entity.id, forms.join("|")));
        }
    }
    rows.sort();
    rows.iter().fold(String::from("id\tforms\n"), |mut table, row| {
        writeln!(table, "{row}").expect("a string takes all");
        table
    })
}

#[test]
fn the_stored_forms_are_those_that_the_rules_make() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/forms.tsv");
    let made = table(&making_its_forms());
    if std::env::var("BLESS").is_ok() {
        return std::fs::write(path, made).expect("data/forms.tsv can be written");
    }
    let stored = std::fs::read_to_string(path).expect("data/forms.tsv can be read");
    let other = stored.lines().zip(made.lines()).find(|(stored, made)| stored != made);
    assert!(other.is_none(), "not what the rules make: {other:?}\nmake it anew with `just forms`");
    assert_eq!(stored.len(), made.len(), "rows at the end are missing or too many: `just forms`");
}

#[test]
fn stored_and_made_forms_are_found_alike() {
    if std::env::var("BLESS").is_ok() {
        // What is built in is still the table of before.
        return;
    }
    let (stored, made) = (Dictionary::builtin(), making_its_forms());
    assert!(stored.forms().iter().count() > 40_000);
    assert_eq!(stored.forms().iter().count(), made.forms().iter().count());
    assert_eq!(table(&stored), table(&made));
}
