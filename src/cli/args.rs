//! What can be asked for on the command line.
//!
//! The first paragraph of a comment here is what `-h` shows, all of it what `--help` shows: they are written
//! for people who make podcasts.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use comention::entity::Kind;
use comention::source::Format;
use comention::source::pattern::EpisodePattern;

use super::dictionary::{COLUMNS, DictionaryCommand};
use super::extract::ExtractCommand;
use super::graph::GraphCommand;
use super::input::LARGEST;
use super::inspect::InspectCommand;
use super::mentions::MentionsCommand;
use super::names::DictionaryArguments;
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
    /// own folder). They may be backbone, backbone-test, cache, dictionary, episode-pattern, from, kinds, lines, min-confidence, min-episodes, no-builtin,
    /// nodes, quotes, resolution, threads, to, top, weight and window. What you type goes over what stands there; tables of names come together. Without this option,
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
  comention inspect feed.xml transcripts/                   what each text was taken for
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
    /// Tell what was recognised in texts: format, episode, people, length
    Inspect(InspectCommand),
    /// Find all mentions once and keep them in a file
    Extract(ExtractCommand),
    /// Look into the dictionary of known names, and make it your own
    #[command(subcommand, after_long_help = COLUMNS)]
    Dictionary(DictionaryCommand),
}

impl Command {
    /// Puts right what the parser cannot know: which options were typed.
    pub(super) fn settle(&mut self, typed: Vec<String>) {
        if let Command::Related(command) = self {
            command.settle();
        }
        let looks_up = self.looks_up();
        if let Some(texts) = self.texts_mut() {
            texts.typed = typed;
            texts.looks_up = looks_up;
        }
    }

    fn texts_mut(&mut self) -> Option<&mut TextArguments> {
        match self {
            Command::Graph(command) => Some(&mut command.texts),
            Command::Mentions(command) => Some(&mut command.texts),
            Command::Related(command) => Some(&mut command.texts),
            Command::Show(command) => Some(&mut command.texts),
            Command::Trends(command) => Some(&mut command.texts),
            Command::Extract(command) => Some(&mut command.texts),
            Command::Dictionary(DictionaryCommand::Suggest(command)) => Some(&mut command.texts),
            Command::Inspect(_) | Command::Dictionary(_) => None,
        }
    }

    /// Whether names are looked up in the dictionary, too, and not only looked for in texts.
    fn looks_up(&self) -> bool {
        match self {
            Command::Mentions(command) => command.entity.is_some(),
            Command::Show(_) | Command::Dictionary(_) => true,
            _ => false,
        }
    }

    /// Whether only errors are to be told.
    pub(super) fn quiet(&self) -> bool {
        match self {
            Command::Graph(command) => command.texts.input.quiet,
            Command::Mentions(command) => command.texts.input.quiet,
            Command::Related(command) => command.texts.input.quiet,
            Command::Show(command) => command.texts.input.quiet,
            Command::Trends(command) => command.texts.input.quiet,
            Command::Extract(command) => command.texts.input.quiet,
            Command::Inspect(command) => command.input.quiet,
            Command::Dictionary(command) => command.quiet(),
        }
    }
}

/// The texts to read and how.
#[derive(Debug, Args)]
pub(super) struct InputArguments {
    /// Transcripts, show notes, or folders of them
    ///
    /// Also feeds (RSS, Atom), files made by `comention extract`, and `-` for standard input; each may be packed (.gz,
    /// .zst). Folders are read with all folders in them; hidden files, and files that are neither transcripts nor show
    /// notes (a LICENSE, pictures), are passed over.
    ///
    /// Which texts are of one episode: first, what a feed says: an episode of it, and the files that it names, where they
    /// lie beside it. Then show and number: `308-title.txt`, `308.md` and number 308 of the feed are read together. Then,
    /// without a number, show and file name. Texts that claim the same number but have different titles or days are told.
    /// `comention inspect` says what was understood, `--episode-pattern` changes it.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Show notes of the one transcript given
    ///
    /// Names in the show notes help to recognise what was said. Use this where number and title do not tell
    /// that the two files belong together.
    #[arg(long, value_name = "FILE", help_heading = "Texts")]
    pub(super) notes: Option<PathBuf>,

    /// Read show, number and so on from the paths
    ///
    /// REGEX is a regular expression with named groups: show, season, number, title, date. What it finds goes over what path
    /// and text tell, but not over what a feed says of its own files. Such as
    /// '(?<show>[^/]+)/(?<date>[0-9-]{10})_n(?<number>[0-9]+)'.
    #[arg(long, value_name = "REGEX", value_parser = pattern, help_heading = "Texts")]
    pub(super) episode_pattern: Option<EpisodePattern>,

    /// Read all texts as this format
    ///
    /// Without it, the format of each is found by its content, which `comention inspect` tells. Formats are feed, chapters,
    /// json, ttml, html, vtt, srt, tsv, timed, headed, yaml, markdown and plain.
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = formats(),
        hide_possible_values = true,
        help_heading = "Texts"
    )]
    pub(super) input_format: Option<Format>,

    /// Refuse files that are larger than this, such as 50M
    ///
    /// Also packed files from which more than this would come. K, M and G stand for 1024 bytes and so on; 1G is the most.
    #[arg(long, value_name = "SIZE", default_value = "1G", value_parser = size, help_heading = "Texts")]
    pub(super) max_file_size: u64,

    /// Use at most this many processor cores
    ///
    /// The result is the same for any number. Without it, all cores are used.
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole::<u16>(1..=1024, 4))]
    pub(super) threads: Option<u16>,

    /// Tell errors only: no progress, warnings or summary
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// The texts to read, and what to look for in them.
#[derive(Debug, Args)]
pub(super) struct TextArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,

    #[command(flatten)]
    pub(super) names: DictionaryArguments,

    /// Take only mentions at least so sure
    ///
    /// In percent. 50 takes what is more likely right than wrong, which finds most at the fewest mistakes. With 80 fewer mentions
    /// are found and fewer of them are wrong, with 30 more of both. Files made by `extract` hold what was sure
    /// enough then.
    #[arg(long, value_name = "N", default_value = "50", value_parser = whole::<u8>(1..=99, 80), help_heading = "Names")]
    pub(super) min_confidence: u8,

    /// Keep what is found in this folder, and find it there the next time
    ///
    /// An episode is looked into again only if its texts, the tables of names, the options or this program have changed; the
    /// result is the same, sooner. Damaged files are done without. The folder is made if there is none, may be used by several
    /// runs at a time, and can be deleted whenever you like.
    #[arg(long, value_name = "DIR", help_heading = "Result")]
    pub(super) cache: Option<PathBuf>,

    /// Leave finders and reasons out, to measure what each is worth
    ///
    /// Names of reasons as in data/weights.tsv, finders as `garble-finder`, with commas between.
    #[arg(long, value_name = "NAME", value_delimiter = ',', hide = true)]
    pub(super) without: Vec<String>,

    /// The options that were typed, by their names here; others come from a settings file or are as usual.
    #[arg(skip)]
    pub(super) typed: Vec<String>,

    /// Whether names are looked up in the dictionary, too, and not only looked for in texts.
    #[arg(skip)]
    pub(super) looks_up: bool,
}

impl TextArguments {
    /// Whether an option was typed.
    pub(super) fn is_typed(&self, option: &str) -> bool {
        self.typed.iter().any(|typed| typed == option)
    }
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

/// Reads a pattern for paths.
fn pattern(text: &str) -> Result<EpisodePattern, String> {
    // The hint stands on a line of its own, as elsewhere.
    EpisodePattern::new(text).map_err(|error| error.to_string())
}

/// Reads the name of an input format; help and errors list them all.
fn formats() -> impl TypedValueParser<Value = Format> {
    let names: Vec<&str> = Format::all().map(Format::name).collect();
    let named = |name: String| Format::all().find(|format| format.name() == name).ok_or("no such format");
    PossibleValuesParser::new(names).try_map(named)
}

/// Reads a number of bytes, `50M`.
fn size(text: &str) -> Result<u64, String> {
    let text = text.trim().to_ascii_uppercase();
    let (digits, unit) = match text.strip_suffix(['K', 'M', 'G']) {
        Some(digits) => (digits, 1 << (10 * (1 + "KMG".find(&text[digits.len()..]).unwrap_or(0)))),
        None => (text.as_str(), 1),
    };
    let bytes = digits.parse().ok().and_then(|number: u64| number.checked_mul(unit));
    let bytes = bytes.filter(|bytes| (1..=LARGEST).contains(bytes));
    bytes.ok_or_else(|| "expected a size up to 1G, such as 50M".to_owned())
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
