//! What can be asked for on the command line.
//!
//! The first paragraph of a comment here is what `-h` shows, all of it what `--help` shows: they are written
//! for people who make podcasts.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use comention::entity::Kind;

use super::dictionary::{COLUMNS, DictionaryCommand};
use super::extract::ExtractCommand;
use super::graph::GraphCommand;
use super::mentions::MentionsCommand;
use super::related::RelatedCommand;
use super::show::ShowCommand;
use super::trends::TrendsCommand;

/// Finds the projects and people your podcast talks about, and draws who is mentioned with whom
///
/// Give it transcripts and show notes, as files or whole folders. It finds every mention of a software
/// project or a person, also where speech recognition misheard the name, and counts which of them come up
/// together. It works offline; the same texts always give the same result.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,

    /// Take the settings from this file
    ///
    /// A file of options, a line each, such as `top = 100` or `dictionary = ["names.tsv"]` (a path from the file's
    /// own folder). They may be backbone, dictionary, from, kinds, min-confidence, min-episodes, no-builtin, quotes, threads, to,
    /// top, weight and window. What you type goes over what stands there; tables of names come together. Without this option,
    /// `comention.toml` in the folder of the texts or in one above it is taken.
    #[arg(long, global = true, value_name = "FILE", help_heading = "Settings")]
    pub(super) config: Option<PathBuf>,

    /// Take no settings from a file
    #[arg(long, global = true, conflicts_with = "config", help_heading = "Settings")]
    pub(super) no_config: bool,
}

const EXAMPLES: &str = "\
Examples:
  comention graph transcripts/ show-notes/ -o topics.json   a graph of the whole show
  comention mentions 182.txt                                what episode 182 talked about, and when
  comention mentions transcripts/ --entity AnyIO            every time somebody spoke of AnyIO
  comention related 182 transcripts/                        more episodes like this one
  comention extract transcripts/ -o mentions.jsonl          find once, draw many graphs

Exit code: 0 done, 1 done but some input could not be read, 2 nothing done.";

/// The commands, in the order of their use.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Draw a graph of what was talked about together
    Graph(GraphCommand),
    /// List who and what was mentioned: when, by whom, in which words
    Mentions(MentionsCommand),
    /// Find episodes like another one, and say why
    Related(RelatedCommand),
    /// Show who or what somebody is: first and last mention, neighbours
    Show(ShowCommand),
    /// Show what is talked about more and more, or less and less
    Trends(TrendsCommand),
    /// Find all mentions once and keep them in a file
    Extract(ExtractCommand),
    /// Look into the dictionary of known names, and make it your own
    #[command(subcommand, after_long_help = COLUMNS)]
    Dictionary(DictionaryCommand),
}

impl Command {
    /// Puts right what the parser cannot know.
    pub(super) fn settle(&mut self) {
        if let Command::Related(command) = self {
            command.settle();
        }
    }

    /// Whether only errors are to be told.
    pub(super) fn quiet(&self) -> bool {
        match self {
            Command::Graph(command) => command.texts.quiet,
            Command::Mentions(command) => command.texts.quiet,
            Command::Related(command) => command.texts.quiet,
            Command::Show(command) => command.texts.quiet,
            Command::Trends(command) => command.texts.quiet,
            Command::Extract(command) => command.texts.quiet,
            Command::Dictionary(command) => command.quiet(),
        }
    }
}

/// The texts to read and how.
#[derive(Debug, Args)]
pub(super) struct TextArguments {
    /// Transcripts, show notes, or folders of them
    ///
    /// Also files made by `comention extract`, and `-` for standard input. Folders are read with all folders
    /// in them; hidden files, and files that are neither transcripts nor show notes (a LICENSE, pictures),
    /// are passed over. Transcripts and show notes of one episode find each other by show and number:
    /// `308-title.txt` and `308.md` are read together.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Show notes of the one transcript given
    ///
    /// Names in the show notes help to recognise what was said. Use this where number and title do not tell
    /// that the two files belong together.
    #[arg(long, value_name = "FILE", help_heading = "Texts")]
    pub(super) notes: Option<PathBuf>,

    #[command(flatten)]
    pub(super) names: DictionaryArguments,

    /// Take only mentions at least so sure
    ///
    /// In percent. 50 takes what is more likely right than wrong, which finds most at the fewest mistakes. With 80 fewer mentions
    /// are found and fewer of them are wrong, with 30 more of both. Files made by `extract` hold what was sure
    /// enough then.
    #[arg(long, value_name = "N", default_value = "50", value_parser = whole::<u8>(1..=99, 80), help_heading = "Names")]
    pub(super) min_confidence: u8,

    /// Leave finders and reasons out, to measure what each is worth
    ///
    /// Names of reasons as in data/weights.tsv, finders as `garble-finder`, with commas between.
    #[arg(long, value_name = "NAME", value_delimiter = ',', hide = true)]
    pub(super) without: Vec<String>,

    /// Use at most this many processor cores
    ///
    /// The result is the same for any number. Without it, all cores are used.
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole::<u16>(1..=1024, 4))]
    pub(super) threads: Option<u16>,

    /// Tell errors only: no progress, warnings or summary
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// The names to look for.
#[derive(Debug, Args)]
pub(super) struct DictionaryArguments {
    /// Add your own names to the built-in ones
    ///
    /// May be given several times. A table with one name a line; `comention dictionary --help` describes its
    /// columns. Later tables go over earlier ones and over the built-in names. `comention dictionary check FILE`
    /// says what is wrong with a table, `comention dictionary import FILE` makes one of a list you have.
    #[arg(long = "dictionary", value_name = "FILE", help_heading = "Names")]
    pub(super) tables: Vec<PathBuf>,

    /// Do without the built-in names
    #[arg(long, help_heading = "Names")]
    pub(super) no_builtin: bool,
}

/// Reads a whole number of a range; `such_as` is an example for whoever gives another thing.
pub(super) fn whole<N: TryFrom<u64>>(
    range: RangeInclusive<u64>,
    such_as: u64,
) -> impl Fn(&str) -> Result<N, String> + Clone {
    move |text| {
        let number = text.trim().parse().ok().filter(|number| range.contains(number));
        number.and_then(|number| N::try_from(number).ok()).ok_or_else(|| {
            let most = if *range.end() < ENDLESS { format!(" to {}", range.end()) } else { String::new() };
            format!("expected a whole number from {}{most}, such as {such_as}", range.start())
        })
    }
}

/// The end of a range of which the most need not be told.
pub(super) const ENDLESS: u64 = u32::MAX as u64;

/// Reads the name of a kind of entity.
pub(super) fn kind(name: &str) -> Result<Kind, String> {
    Kind::from_name(&name.to_lowercase()).ok_or_else(|| {
        let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("kinds are {}", names.join(", "))
    })
}
