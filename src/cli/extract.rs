//! `comention extract`: find once, keep the mentions, draw many graphs.

use std::path::PathBuf;

use clap::Args;
use comention::corpus::Corpus;
use comention::entity::Kind;

use super::args::TextArguments;
use super::output::Destination;
use super::report::Report;
use super::{Failure, session};

/// What `extract` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExtractCommand {
    #[command(flatten)]
    pub(super) texts: TextArguments,

    /// Write to this file, not to standard output
    ///
    /// The file appears when everything is done; until then one that is there stays as it is.
    #[arg(short, long, value_name = "FILE", help_heading = "Result")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
The file holds one line of JSON for each episode, sorted by episode. All other commands read it in place of the texts.
Two such files put one after the other are their union: a large collection can be done in parts.

Examples:
  comention extract transcripts/ -o mentions.jsonl
  comention graph mentions.jsonl -o topics.json
  cat old.jsonl new.jsonl | comention graph -";

/// Writes one line for each episode.
pub(super) fn run(command: &ExtractCommand, report: &mut Report) -> Result<(), Failure> {
    let destination = Destination::at(command.output.as_deref())?;
    let findings = session::find(&command.texts, command.output.as_deref(), false, report)?;
    destination.write(|out| {
        for extraction in findings.corpus.extractions() {
            writeln!(out, "{}", Corpus::to_line(extraction))?;
        }
        Ok(())
    })?;
    findings.tell_summary(&Kind::ALL, report);
    Ok(())
}
