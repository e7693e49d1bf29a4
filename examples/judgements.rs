//! Every judgement of some transcripts as JSON lines: what was weighed, and whether it became a mention.
//!
//! `cargo run --release --example judgements -- FILE...`; `data/fit.py` sets the weights of the reasons by it.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "an example reads files and prints")]

use comention::dictionary::Dictionary;
use comention::extract::Extractor;
use comention::source::{self, group::group};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dictionary = Dictionary::builtin();
    let extractor = Extractor::new(&dictionary);
    for path in std::env::args().skip(1) {
        let reading = source::read(&path, &std::fs::read(&path)?)?;
        for episode in group(vec![reading]).episodes {
            for judgement in extractor.explain(&episode).judgements {
                println!(
                    "{}",
                    json!({
                        "path": judgement.path,
                        "line": judgement.line,
                        "column": judgement.column,
                        "surface": judgement.surface,
                        "name": judgement.name,
                        "kept": judgement.kept,
                        "covered": judgement.covered_by,
                        "reasons": judgement.reasons,
                    })
                );
            }
        }
    }
    Ok(())
}
