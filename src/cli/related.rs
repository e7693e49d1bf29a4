//! `comention related`: more episodes like this one, and why.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use comention::corpus::Corpus;
use comention::entity::Kind;
use comention::error::Error;
use comention::mention::Extraction;
use comention::related::{Related, find};

use super::args::{self, ENDLESS, TextArguments};
use super::output::Destination;
use super::period::PeriodArguments;
use super::relations;
use super::report::Report;
use super::result::{Endings, ResultArguments};
use super::session::Needed;
use super::terminal::{NAME_WIDTH, Style, clean, keep_start, meant};
use super::{Failure, json, session};

/// What `related` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    override_usage = "comention related [OPTIONS] <EPISODE> <PATH>...\n       comention related [OPTIONS] --all <PATH>...",
    mut_arg("paths", |paths| paths.required(false).required_unless_present("all"))
)]
pub(super) struct RelatedCommand {
    /// The episode: its number, title, id or file
    ///
    /// Such as 12, "Pack light", my-show/12 or transcripts/012-pack-light.txt; a part of the title will do where it
    /// says enough.
    #[arg(value_name = "EPISODE", required_unless_present = "all")]
    episode: Option<PathBuf>,

    #[command(flatten)]
    pub(super) texts: TextArguments,

    #[command(flatten)]
    period: PeriodArguments,

    /// For each episode, those related to it
    #[arg(long, help_heading = "Result")]
    all: bool,

    /// Show at most this many [default: 10; 20 for each with --all]
    #[arg(
        short,
        long = "number",
        value_name = "N",
        allow_negative_numbers = true,
        value_parser = args::whole::<usize>(1..=ENDLESS, 10),
        help_heading = "Result"
    )]
    number: Option<usize>,

    /// How to write them [default: table; jsonl with --all]
    ///
    /// Of one episode `table`, `json` or `jsonl` (the same on one line). With `--all` one of `jsonl` (a JSON object for each
    /// episode), `json` (a list of them), `csv` (a row for each two) and `dot` (a graph of the episodes, for Graphviz).
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Result")]
    format: Option<Format>,

    #[command(flatten)]
    result: ResultArguments,
}

const EXAMPLES: &str = "\
Two episodes are related as far as they are about the same: the same guests, the same projects and people, above all
rare ones, and the same telling words. The names and words that made them so are shown.

Examples:
  comention related 12 transcripts/ show-notes/
  comention related \"Pack light\" transcripts/ -n 3
  comention related 12 mentions.jsonl --from 2023 --format json
  comention related --all transcripts/ -o related.jsonl
  comention related --all mentions.jsonl -n 3 -o episodes.dot && sfdp -Tsvg episodes.dot -o episodes.svg";

/// How related episodes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned columns for people
    Table,
    /// One JSON value
    Json,
    /// One JSON object a line
    Jsonl,
    /// For spreadsheets
    Csv,
    /// For Graphviz
    Dot,
}

impl RelatedCommand {
    /// With `--all` no episode is named: what stands in its place is the first path.
    pub(super) fn settle(&mut self) {
        if self.all {
            self.texts.input.paths.splice(0..0, self.episode.take());
        }
    }

    /// Where they go, and how.
    fn decide(&self) -> Result<(Destination, Format), Error> {
        let (endings, usual) = if self.all { (OF_ALL, Format::Jsonl) } else { (OF_ONE, Format::Table) };
        let (destination, format) = self.result.decide(self.format, endings, usual)?;
        if endings.iter().any(|(known, _)| *known == format) {
            return Ok((destination, format));
        }
        let name = format.to_possible_value().map_or(String::new(), |value| value.get_name().to_owned());
        let hint = match self.all {
            true => "with `--all` formats are jsonl, json, csv and dot",
            false => "of one episode formats are table, json and jsonl; `--all` has others",
        };
        Err(Error::new(format!("`{name}` is no format for this")).hint(hint))
    }
}

/// How one episode's may be written.
const OF_ONE: &[Endings<Format>] =
    &[(Format::Table, &["txt"]), (Format::Json, &["json"]), (Format::Jsonl, &["jsonl", "ndjson"])];

/// How those of all may be written.
const OF_ALL: &[Endings<Format>] = &[
    (Format::Jsonl, &["jsonl", "ndjson"]),
    (Format::Json, &["json"]),
    (Format::Csv, &["csv"]),
    (Format::Dot, &["dot", "gv"]),
];

/// Writes the related episodes of one, or of all.
pub(super) fn run(command: &RelatedCommand, report: &mut Report) -> Result<(), Failure> {
    let (destination, format) = command.decide()?;
    let period = command.period.period()?;
    if command.texts.input.paths.is_empty() {
        let error = Error::new("no texts given");
        return Err(error.hint("give transcripts, show notes or folders of them behind `--all`").into());
    }
    let mut findings = session::find(&command.texts, command.result.path(), Needed::Words, report)?;
    let asked = match &command.episode {
        Some(asked) => Some(meant_by(&asked.to_string_lossy(), &findings.corpus)?),
        None => None,
    };
    findings.keep_within(period, asked.as_deref(), report);
    if without_words(&findings.corpus) {
        report.note("this file was made by an earlier comention and holds names only: extract the episodes again to have their words compared, too");
    }
    let most = command.number.unwrap_or(if command.all { 20 } else { 10 });
    let all = session::on_threads(command.texts.input.threads, || {
        let related = Related::new(&findings.corpus).most(most);
        match &asked {
            Some(episode) => related.of(episode).into_iter().collect(),
            None => related.all(),
        }
    })?;
    let is_empty = all.iter().all(|relations| relations.related.is_empty());
    destination.spare(is_empty)?;
    destination.write(|out| match format {
        Format::Table => relations::write_table(&all, Style::of(&destination), out),
        Format::Json if command.all => json::write_list(&all, out),
        Format::Json | Format::Jsonl => json::write_lines(&all, out),
        Format::Csv => relations::write_csv(&all, out),
        Format::Dot => comention::export::episodes::write_dot(&all, out),
    })?;
    if asked.is_some() && is_empty {
        report.note("no related episode found");
    }
    findings.tell_summary(&[Kind::Project, Kind::Person], report);
    Ok(())
}

/// Whether no text was compared by its words, though names were found.
fn without_words(corpus: &Corpus) -> bool {
    let documents = || corpus.extractions().flat_map(|extraction| &extraction.documents);
    let has_mentions = documents().any(|document| !document.mentions.is_empty());
    has_mentions && documents().all(|document| document.words.is_empty())
}

/// The id of the episode that is meant, if it is one.
fn meant_by(asked: &str, corpus: &Corpus) -> Result<String, Error> {
    let found = find::episodes(corpus, asked);
    let shown = keep_start(&clean(asked), NAME_WIDTH);
    match found.as_slice() {
        [one] => Ok(one.episode.id.clone()),
        [] => Err(Error::new(format!("no episode `{shown}`")).hint(like(asked, corpus))),
        several => {
            let choices: Vec<String> = several.iter().take(CHOICES).map(|found| choice(found)).collect();
            let more = match several.len() - choices.len() {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            Err(Error::new(format!("`{shown}` may be one of {} episodes", several.len()))
                .hint(format!("say which: {}{more}", choices.join(", "))))
        }
    }
}

/// How many of the episodes that may be meant are told.
const CHOICES: usize = 5;

/// An episode by its id, with its title.
fn choice(found: &Extraction) -> String {
    let id = format!("`{}`", clean(&found.episode.id));
    match &found.episode.title {
        Some(title) => format!("{id} ({})", keep_start(&clean(title), NAME_WIDTH / 2)),
        None => id,
    }
}

/// What may be meant by a name that no episode has.
fn like(asked: &str, corpus: &Corpus) -> String {
    let names: Vec<String> = find::names_like(corpus, asked).into_iter().map(clean).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let an_episode = corpus.extractions().next().map_or("my-show/12", |extraction| &extraction.episode.id);
    meant(&names).unwrap_or_else(|| {
        format!(
            "name it by its number, title, file or id, such as `{}`; the paths come after it",
            clean(an_episode)
        )
    })
}
