//! `comention dictionary suggest`: names in the texts that the dictionary does not know, ready to be adopted.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use comention::entity::Kind;
use comention::suggest::{Quote, Sign, Suggestion, suggest};

use super::args::{self, ENDLESS, TextArguments};
use super::names::Names;
use super::period::PeriodArguments;
use super::report::{Report, counted};
use super::result::{Endings, ResultArguments};
use super::session::Needed;
use super::terminal::clean;
use super::{Failure, json, session};

/// What `dictionary suggest` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SuggestCommand {
    #[command(flatten)]
    pub(super) texts: TextArguments,

    /// Suggest at most this many names, the worthiest first
    #[arg(
        short,
        long = "number",
        value_name = "N",
        default_value_t = 100,
        allow_negative_numbers = true,
        value_parser = args::whole::<u32>(1..=ENDLESS, 20),
        help_heading = "Result"
    )]
    number: u32,

    /// Suggest only names of these kinds [default: project,person]
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kind, help_heading = "Result")]
    kinds: Option<Vec<Kind>>,

    /// Format [default: table]
    ///
    /// `table` is a table of names with remarks: delete the rows you do not want, and give the rest to
    /// `--dictionary`. `jsonl` gives one JSON object a name, `json` a list of them.
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Result")]
    format: Option<Format>,

    #[command(flatten)]
    period: PeriodArguments,

    #[command(flatten)]
    result: ResultArguments,
}

const EXAMPLES: &str = "\
Examples:
  comention dictionary suggest transcripts/ show-notes/
  comention dictionary suggest transcripts/ -n 20 --kinds person
  comention dictionary suggest transcripts/ -o mine.tsv        then delete what is wrong, and
  comention graph transcripts/ --dictionary mine.tsv -o topics.json";

/// How suggestions are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table of names for `--dictionary`, with remarks for people
    Table,
    /// One JSON object a line
    Jsonl,
    /// A list of JSON objects
    Json,
}

const ENDINGS: [Endings<Format>; 3] =
    [(Format::Table, &["tsv", "txt"]), (Format::Jsonl, &["jsonl", "ndjson"]), (Format::Json, &["json"])];

/// The kinds that are suggested.
const KINDS: [Kind; 2] = [Kind::Project, Kind::Person];

fn kind(name: &str) -> Result<Kind, String> {
    let kind = args::kind(name).ok().filter(|kind| KINDS.contains(kind));
    kind.ok_or_else(|| "names of projects and people are suggested: project, person".to_owned())
}

/// Writes the suggestions, the worthiest first.
pub(super) fn run(command: &SuggestCommand, report: &mut Report) -> Result<(), Failure> {
    let (destination, format) = command.result.decide(command.format, &ENDINGS, Format::Table)?;
    let period = command.period.period()?;
    let mut findings = session::find(&command.texts, command.result.path(), Needed::Nothing, report)?;
    findings.keep_within(period, None, report);
    let dictionary = match findings.dictionary {
        Some(dictionary) => dictionary,
        None => Names::read(&command.texts.names)?.dictionary,
    };
    let kinds = command.kinds.as_deref().unwrap_or(&KINDS);
    let mut suggestions = suggest(&findings.corpus, dictionary, kinds);
    let all = suggestions.len();
    suggestions.truncate(command.number as usize);
    destination.spare(suggestions.is_empty())?;
    destination.write(|out| match format {
        Format::Table => write_table(&suggestions, out),
        Format::Jsonl => json::write_lines(&suggestions, out),
        Format::Json => json::write_list(&suggestions, out),
    })?;
    let shown = suggestions.len();
    report.note(&match all {
        0 => "no name to suggest".to_owned(),
        _ if shown < all => format!("{shown} of {} to suggest; `-n` shows more", counted(all, "name")),
        _ => format!("{} to suggest", counted(all, "name")),
    });
    Ok(())
}

/// A table that `--dictionary` takes as it is: a row a name, with remarks before it.
fn write_table(suggestions: &[Suggestion], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "# Names that the dictionary lacks, the worthiest first. Delete the rows you do not want, correct the"
    )?;
    writeln!(out, "# others, and give the file to `--dictionary`. Lines that begin with `# ` are remarks.")?;
    writeln!(out, "name\tkind\taliases\turl\tsources")?;
    for suggestion in suggestions {
        writeln!(out)?;
        for remark in remarks(suggestion) {
            writeln!(out, "# {}", one_line(&remark))?;
        }
        let Suggestion { name, kind, aliases, url, mentions, episodes, .. } = suggestion;
        writeln!(
            out,
            "{name}\t{}\t{}\t{}\tsuggested: {}, {}",
            kind.as_str(),
            aliases.join("|"),
            url.as_deref().unwrap_or_default(),
            counted(*mentions as usize, "mention"),
            counted(*episodes as usize, "episode"),
        )?;
    }
    Ok(())
}

/// What speaks for a name, for people.
fn remarks(suggestion: &Suggestion) -> Vec<String> {
    let words = |sign: &Sign| match (sign, &suggestion.url) {
        (Sign::Linked, Some(url)) => format!("link to {}", url.split("://").last().unwrap_or(url)),
        _ => sign.words().to_owned(),
    };
    let evidence: Vec<String> = suggestion.evidence.iter().map(words).collect();
    let mentions = counted(suggestion.mentions as usize, "mention");
    let episodes = counted(suggestion.episodes as usize, "episode");
    let mut remarks = vec![format!("{mentions} in {episodes}: {}", evidence.join(", "))];
    if !suggestion.evidence.iter().any(|sign| sign.is_written()) {
        remarks.push("only heard, written nowhere: check the spelling".to_owned());
    }
    if !suggestion.alike.is_empty() {
        remarks.push(format!("perhaps also heard as {}", suggestion.alike.join(", ")));
    }
    remarks.extend(suggestion.quotes.iter().map(quoted));
    remarks
}

/// A quote with its place.
fn quoted(quote: &Quote) -> String {
    let Quote { episode, path, line, time, text, .. } = quote;
    let place = time.map_or_else(|| format!("{path}:{line}"), |time| time.to_string());
    let speaker = quote.speaker.as_deref().map(|speaker| format!(" {speaker}:")).unwrap_or_default();
    format!("{episode} {place}{speaker} {text}")
}

/// Text from outside that cannot end its line, whatever reads it, nor steer the terminal.
fn one_line(text: &str) -> String {
    clean(text).replace(['\u{2028}', '\u{2029}'], " ")
}
