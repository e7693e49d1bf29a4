//! `comention extract --stdin-episodes`: an episode a line in, its mentions out, for programs that hold the texts.
//!
//! 1. [`conveyor`]: lines in, answers out, in order.
//! 2. [`answer`]: a line → an extraction → bytes; `arrow` writes them as rows, where it is built in.

use std::io::{self, BufReader, Write};

use clap::{Args, ValueEnum};
use comention::error::Error;

use super::answer::{Answer, Answerer, Encoding, JsonLines};
use super::args::TextArguments;
use super::names::Names;
use super::output::Destination;
use super::report::{Report, counted};
use super::{Failure, conveyor, input, session};

/// Where the episodes come from, if not from files.
#[derive(Debug, Args)]
pub(super) struct EpisodesArguments {
    /// Read episodes from standard input, one JSON object a line
    ///
    /// Such as {"documents":[{"name":"show/12-title.txt","text":"…"}]}, for a data lake or another program: each line is
    /// answered at once by a line on standard output, in the same order. A document has a name, which tells show, number
    /// and format as a path does, and `text`, or `segments` with start, speaker and text. The fields id, show, season, number,
    /// title, date, hosts, guests and tags go over what names and texts tell. A line that cannot be read is answered by
    /// {"error":"…","line":7}. schema/episode.schema.json describes it all.
    #[arg(
        long,
        conflicts_with_all = ["paths", "notes", "from", "to", "output", "resume"],
        help_heading = "Texts"
    )]
    pub(super) stdin_episodes: bool,

    /// Format of the answers [default: jsonl]
    ///
    /// With `--stdin-episodes`: `jsonl` gives an extraction a line, `arrow` a stream of Arrow (IPC) with a row for each
    /// mention and for each line that could not be read; the program must be built for it (`--features arrow`).
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Result")]
    format: Option<Format>,
}

impl EpisodesArguments {
    /// Refuses what only says something of episodes on standard input.
    pub(super) fn check(&self) -> Result<(), Error> {
        match self.format {
            Some(_) if !self.stdin_episodes => {
                Err(Error::new("`--format` goes with `--stdin-episodes` alone")
                    .hint("leave it out: what `extract` makes of files is always lines of JSON"))
            }
            _ => Ok(()),
        }
    }
}

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One extraction a line
    Jsonl,
    /// One mention a row
    Arrow,
}

/// How many problems of each kind are told; all lines that could not be read stand in the answers.
const TOLD: usize = 5;

/// Answers all lines of standard input. Memory is that of the largest episodes under way, one a thread and as many waiting.
pub(super) fn run(
    texts: &TextArguments,
    arguments: &EpisodesArguments,
    report: &mut Report,
) -> Result<(), Failure> {
    let encoding = encoding(arguments.format.unwrap_or(Format::Jsonl))?;
    if texts.cache.is_some() {
        report.note("`--cache` changes nothing for episodes of standard input");
    }
    let dictionary = session::on_threads(texts.input.threads, || Names::read(&texts.names))??.dictionary;
    let (beginning, end) = (encoding.beginning(), encoding.end());
    let answerer = Answerer {
        extractor: session::extractor(dictionary, texts)?,
        format: texts.input.input_format,
        pattern: texts.input.episode_pattern.clone(),
        encoding,
    };
    let threads = texts.input.threads.map_or_else(rayon::current_num_threads, usize::from);
    let mut tally = Tally::default();
    Destination::Standard.write(|out| {
        out.write_all(&beginning?)?;
        let lines = BufReader::with_capacity(1 << 16, input::standard());
        let answer = move |line| answerer.answer(line);
        conveyor::run(lines, texts.input.max_file_size, threads, answer, |answer| {
            tally.take(answer, out, report)
        })?;
        out.write_all(&end)
    })?;
    tally.tell(report);
    Ok(())
}

fn encoding(format: Format) -> Result<Box<dyn Encoding>, Error> {
    match format {
        Format::Jsonl => Ok(Box::new(JsonLines)),
        #[cfg(feature = "arrow")]
        Format::Arrow => Ok(Box::new(super::arrow::Rows::new())),
        #[cfg(not(feature = "arrow"))]
        Format::Arrow => Err(Error::new("this program was built without Arrow")
            .hint("build it with `cargo build --release --features arrow`, or leave `--format arrow` out")),
    }
}

/// What was read and found so far.
#[derive(Debug, Default)]
struct Tally {
    episodes: usize,
    mentions: usize,
    errors: usize,
    warnings: usize,
}

impl Tally {
    /// Writes an answer so that it is there at once; tells the first problems.
    fn take(&mut self, answer: Answer, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
        out.write_all(&answer.bytes?)?;
        out.flush()?;
        self.mentions += answer.mentions;
        let at_line = |error: Error| match error.source_name() {
            Some(_) => error,
            None => error.in_source("standard input").at_line(answer.line),
        };
        match answer.error {
            Some(error) => {
                self.errors += 1;
                if self.errors <= TOLD {
                    report.errors(&[at_line(error)]);
                }
            }
            None => self.episodes += 1,
        }
        let room = TOLD.saturating_sub(self.warnings);
        self.warnings += answer.warnings.len();
        let told: Vec<Error> = answer.warnings.into_iter().take(room).map(at_line).collect();
        report.warnings(&told);
        Ok(())
    }

    fn tell(&self, report: &Report) {
        let mut told = vec![counted(self.episodes, "episode"), counted(self.mentions, "mention")];
        for (count, what) in [(self.warnings, "warning"), (self.errors, "line")] {
            if count > 0 {
                told.push(counted(count, what) + if what == "line" { " that could not be read" } else { "" });
            }
        }
        report.note(&told.join(", "));
    }
}
