//! `comention extract`: find once, keep the mentions, draw many graphs.

use clap::Args;
use comention::corpus::Corpus;
use comention::entity::Kind;

use super::args::TextArguments;
use super::episodes::EpisodesArguments;
use super::period::PeriodArguments;
use super::report::Report;
use super::result::{Endings, ResultArguments};
use super::{Failure, episodes, session};

/// What `extract` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("paths", |paths| paths.required(false).required_unless_present("stdin_episodes"))
)]
pub(super) struct ExtractCommand {
    #[command(flatten)]
    pub(super) texts: TextArguments,

    #[command(flatten)]
    period: PeriodArguments,

    #[command(flatten)]
    result: ResultArguments,

    #[command(flatten)]
    episodes: EpisodesArguments,
}

/// The one format.
const ENDINGS: [Endings<()>; 1] = [((), &["jsonl", "ndjson"])];

const EXAMPLES: &str = "\
The file holds one line of JSON for each episode, sorted by episode. All other commands read it in place of the texts.
Two such files put one after the other are their union: a large collection can be done in parts.

Examples:
  comention extract transcripts/ -o mentions.jsonl
  comention graph mentions.jsonl -o topics.json
  cat old.jsonl new.jsonl | comention graph -
  comention extract --stdin-episodes < episodes.jsonl > mentions.jsonl    a line in, a line out";

/// Writes one line for each episode: of files sorted by episode, of standard input as they come.
pub(super) fn run(command: &ExtractCommand, report: &mut Report) -> Result<(), Failure> {
    command.episodes.check()?;
    if command.episodes.stdin_episodes {
        return episodes::run(&command.texts, &command.episodes, report);
    }
    let (destination, ()) = command.result.decide(None, &ENDINGS, ())?;
    let period = command.period.period()?;
    let mut findings = session::find(&command.texts, command.result.path(), false, report)?;
    findings.keep_within(period, None, report);
    destination.spare(findings.corpus.extractions().next().is_none())?;
    destination.write(|out| {
        for extraction in findings.corpus.extractions() {
            writeln!(out, "{}", Corpus::to_line(extraction))?;
        }
        Ok(())
    })?;
    findings.tell_summary(&Kind::ALL, report);
    Ok(())
}
