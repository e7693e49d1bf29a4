//! `comention dictionary export`: the names that are known, for spaCy.

use std::path::PathBuf;

use clap::Args;
use comention::entity::Kind;

use super::Failure;
use super::args;
use super::names::{DictionaryArguments, Names};
use super::output::Destination;
use super::report::{Report, counted};
use super::result::by_ending;

/// What `dictionary export` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportCommand {
    #[command(flatten)]
    names: DictionaryArguments,

    /// Write the patterns to this file
    ///
    /// Without it, they go to standard output. The file appears whole or not at all.
    #[arg(long, short, value_name = "FILE.jsonl")]
    output: Option<PathBuf>,

    /// Write only entities of these kinds [default: all]
    ///
    /// Kinds are project, person, organization, event, work and other; give several with commas between them.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = args::kind, help_heading = "Result")]
    kinds: Option<Vec<Kind>>,

    /// Write names as they are written, without the spoken forms
    #[arg(long, help_heading = "Result")]
    written_only: bool,
}

const EXAMPLES: &str = "\
Examples:
  comention dictionary export -o patterns.jsonl
  comention dictionary export --kinds project,person --dictionary names.tsv -o patterns.jsonl

In Python, `any io` being found in any letters:
  ruler = nlp.add_pipe(\"entity_ruler\", config={\"phrase_matcher_attr\": \"LOWER\"})
  ruler.from_disk(\"patterns.jsonl\")";

/// Writes a line for each name and form.
pub(super) fn run(command: &ExportCommand, report: &Report) -> Result<(), Failure> {
    let destination = Destination::at(command.output.as_deref())?;
    if let Destination::File(path) = &destination {
        by_ending(Some(path), &[((), &["jsonl", "ndjson"])])?;
    }
    let dictionary = Names::read(&command.names)?.dictionary;
    let kinds = command.kinds.as_deref().unwrap_or(&Kind::ALL);
    destination.write(|out| dictionary.write_patterns(kinds, !command.written_only, out))?;
    let entries = dictionary.entries().filter(|entry| kinds.contains(&entry.entity.kind));
    report.note(&counted(entries.count(), "name"));
    Ok(())
}
