//! Which episodes belong together: `cargo run --release --example related_episodes [FOLDER]`.
//!
//! Reads the texts of a folder (without one, the example episodes) and prints, for each episode, the two most like it
//! with the names and words that made them so.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "an example reads files and prints")]

use std::error::Error;
use std::fs;
use std::path::Path;

use comention::corpus::Corpus;
use comention::dictionary::Dictionary;
use comention::extract::Extractor;
use comention::related::Related;
use comention::source::{self, Reading, group::group};
use walkdir::WalkDir;

fn main() -> Result<(), Box<dyn Error>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/episodes");
    let folder = std::env::args_os().nth(1).map_or(beside, Into::into);
    let corpus = corpus(readings(&folder)?);
    let related = Related::new(&corpus).most(2).reasons(4);
    for relations in related.all() {
        println!("{}  {}", relations.episode, relations.title.unwrap_or_default());
        for alike in &relations.related {
            let because = [alike.shared.as_slice(), alike.words.as_slice()].concat().join(", ");
            println!("  {:.2}  {}  {because}", alike.score, alike.episode);
        }
    }
    Ok(())
}

/// Every text of a folder; the order does not matter.
fn readings(folder: &Path) -> Result<Vec<Reading>, Box<dyn Error>> {
    let mut readings = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().to_string_lossy();
            readings.push(source::read(&path, &fs::read(entry.path())?)?);
        }
    }
    Ok(readings)
}

/// The mentions and telling words of all episodes.
fn corpus(readings: Vec<Reading>) -> Corpus {
    let dictionary = Dictionary::builtin();
    let extractor = Extractor::new(&dictionary);
    let mut corpus = Corpus::default();
    for episode in group(readings).episodes {
        corpus.add(extractor.extract(&episode));
    }
    corpus
}
