//! Lists of names: tables of our own, those of others, and patterns of paths.

use comention::dictionary::DictionaryBuilder;
use comention::entity::Kind;
use comention::source::pattern::EpisodePattern;
use comention::source::read;
use comention::table::Table;
use comention::table::import::{Format, Import};
use comention::table::sheet::Sheet;
use comention::table::write::write;

use crate::text;

/// Reads a table of names, checks it, and looks up what it adds.
///
/// # Panics
///
/// When an entry is not found by its name.
pub fn table(bytes: &[u8]) {
    let text = text(bytes);
    let table = Table::read("names.tsv", &text, Kind::Project);
    table.errors.iter().for_each(|error| assert!(!error.to_string().is_empty()));
    let _ = table.check(&Sheet::new("names.tsv", &text));
    let mut builder = DictionaryBuilder::new();
    builder.rows(table.rows);
    let dictionary = builder.build();
    for entry in dictionary.entries() {
        assert!(dictionary.find(&entry.entity.name).is_some(), "{:?}", entry.entity);
    }
}

/// Reads a list of others in each of the formats that it might be, and reads again what that makes of it.
///
/// # Panics
///
/// When what is written is no table.
pub fn import(bytes: &[u8]) {
    let text = text(bytes);
    for format in [Format::of(&text), Format::Spacy, Format::Csv, Format::List] {
        let Ok(import) = Import::read("list", &text, format, "library") else { continue };
        let mut written = Vec::new();
        write(&import.rows, &mut written).expect("memory can be written");
        let written = String::from_utf8(written).expect("a table is text");
        let again = Table::read("names.tsv", &written, Kind::Project);
        assert!(again.errors.is_empty(), "{:?} of {written:?}", again.errors);
        assert_eq!(again.rows.len(), import.rows.len(), "{written:?}");
    }
}

/// Makes a pattern of the first line, and asks it of the others as paths.
pub fn pattern(bytes: &[u8]) {
    let text = text(bytes);
    let (pattern, paths) = text.split_once('\n').unwrap_or((&text, "show/7.txt"));
    let Ok(pattern) = EpisodePattern::new(pattern) else { return };
    for path in paths.lines() {
        if let Ok(mut reading) = read(path, b"We talk about Flask.\n") {
            pattern.apply(&mut reading);
        }
    }
}
