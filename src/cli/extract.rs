//! `comention extract`: find once, keep the mentions, draw many graphs.

use clap::Args;
use comention::error::Error;

use super::args::TextArguments;
use super::episodes::EpisodesArguments;
use super::output::Destination;
use super::period::PeriodArguments;
use super::report::Report;
use super::result::{Endings, ResultArguments};
use super::session::{self, Keeping, Work};
use super::{Failure, episodes, lines};

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

    /// Go on with a run that was stopped
    ///
    /// Until all is done, what is finished stands in FILE.part, a line an episode. With this option and the same `-o FILE` those
    /// episodes are taken from there, unless their texts or options have changed meanwhile; the result is that of a run that
    /// was never stopped. Where there is nothing to go on with, all is done.
    #[arg(long, help_heading = "Result")]
    resume: bool,

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
  comention extract transcripts/ -o mentions.jsonl --cache .comention-cache   only what is new the next time
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
    let keeping = match (&destination, command.resume) {
        (Destination::File(of), resume) => Keeping::CacheAndPart { of, resume },
        (_, false) => Keeping::Cache,
        (_, true) => return Err(no_file_to_resume().into()),
    };
    session::on_threads(command.texts.input.threads, || {
        let work = Work::prepare(&command.texts, command.result.path(), keeping, report)?;
        lines::write(work, &destination, period, report)
    })?
}

fn no_file_to_resume() -> Error {
    Error::new("`--resume` goes on with a file, and none is given")
        .hint("say behind `-o` which file the run that was stopped was to write")
}
