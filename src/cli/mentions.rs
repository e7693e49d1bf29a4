//! `comention mentions`: who and what was mentioned, when, by whom, in which words.

use std::collections::BTreeMap;
use std::path::Path;

use clap::{Args, ValueEnum};
use comention::dictionary::Dictionary;
use comention::entity::{Entity, Kind};
use comention::error::Error;

use super::args::{self, TextArguments};
use super::asked::{self, Asked};
use super::names::Names;
use super::period::PeriodArguments;
use super::report::Report;
use super::result::{Endings, ResultArguments};
use super::rows::{self, Row};
use super::session::{Findings, Needed};
use super::terminal::Style;
use super::{Failure, explain, json, session, table};

/// What `mentions` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MentionsCommand {
    #[command(flatten)]
    pub(super) texts: TextArguments,

    #[command(flatten)]
    period: PeriodArguments,

    /// Show only mentions of this project or person
    ///
    /// A name, another spelling of it, or an id such as `project:anyio`. Case, accents and separators do not
    /// matter.
    #[arg(long, value_name = "NAME", value_parser = asked::name, help_heading = "Result")]
    pub(super) entity: Option<String>,

    /// Show only entities of these kinds [default: project,person]
    ///
    /// Kinds are project, person, organization, event, work and other; give several with commas between them.
    /// With `--entity`, all kinds are shown unless you say otherwise.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = args::kind, help_heading = "Result")]
    kinds: Option<Vec<Kind>>,

    /// Format [default: table]
    ///
    /// `jsonl` gives one JSON object a line, `json` a list of them. `csv` gives the same columns under a header; a cell that a
    /// spreadsheet would take for a formula (it begins with =, +, -, @ or a tab) gets an apostrophe in front.
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Result")]
    format: Option<Format>,

    #[command(flatten)]
    result: ResultArguments,

    /// Tell why each mention was taken, and what was dropped and why
    ///
    /// `--entity` and `--kinds` narrow both: what is shown of other names is left out.
    #[arg(long, help_heading = "Result")]
    explain: bool,
}

const EXAMPLES: &str = "\
Examples:
  comention mentions 182.txt
  comention mentions 182.txt --notes 182-show-notes.md
  comention mentions transcripts/ --entity \"Guido van Rossum\"
  comention mentions transcripts/ -o mentions.csv
  comention mentions 182.txt --entity Rich --explain    why was `rich` taken for the library?";

/// How mentions are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned columns for people
    Table,
    /// One JSON object a line
    Jsonl,
    /// A list of JSON objects
    Json,
    /// For spreadsheets
    Csv,
}

const ENDINGS: [Endings<Format>; 4] = [
    (Format::Table, &["txt"]),
    (Format::Jsonl, &["jsonl", "ndjson"]),
    (Format::Json, &["json"]),
    (Format::Csv, &["csv"]),
];

/// Lists the mentions by episode, document and place; `kinds_from` is the settings file that says which kinds.
pub(super) fn run(
    command: &MentionsCommand,
    kinds_from: Option<&Path>,
    report: &mut Report,
) -> Result<(), Failure> {
    let (destination, format) = command.result.decide(command.format, &ENDINGS, Format::Table)?;
    if command.explain && format == Format::Csv {
        let error = Error::new(
            "reasons do not fit in a table of CSV: `--explain` goes with `--format table` and `jsonl`",
        );
        return Err(error.hint("leave one of the two out").into());
    }
    let period = command.period.period()?;
    let needed = if command.explain { Needed::Reasons } else { Needed::Nothing };
    let mut findings = session::find(&command.texts, command.result.path(), needed, report)?;
    findings.keep_within(period, None, report);
    if command.entity.is_some() && findings.dictionary.is_none() {
        findings.dictionary = Some(Names::read(&command.texts.names)?.dictionary);
    }
    let wanted = Wanted::new(command, findings.dictionary);
    let rows = rows::rows(&findings.corpus, |entity| wanted.takes(entity));
    let parts = parts(command, &wanted, &rows, &findings);
    if rows.is_empty() {
        match wanted.nothing(&findings, kinds_from) {
            Some(error) if parts.is_empty() => return Err(error.into()),
            Some(error) => report.warnings(&[error]),
            None => report.note("no mention found"),
        }
        destination.spare(parts.is_empty())?;
    }
    let reasons = if command.explain { wanted.reasons(&findings) } else { Vec::new() };
    destination.write(|out| match format {
        Format::Jsonl if command.explain => json::write_lines(&reasons, out),
        Format::Json if command.explain => json::write_list(&reasons, out),
        Format::Jsonl => json::write_lines(&rows, out),
        Format::Json => json::write_list(&rows, out),
        Format::Csv => rows::write_csv(&rows, out),
        Format::Table => table::write(&parts, Style::of(&destination), out),
    })?;
    tell_summary(command, &rows, &findings, &wanted, report);
    Ok(())
}

/// The mentions of each document, with what was dropped of those asked for where that is to be explained.
fn parts(command: &MentionsCommand, wanted: &Wanted, rows: &[Row], findings: &Findings) -> Vec<table::Part> {
    let mut parts = table::parts(rows);
    if command.explain {
        let kinds = kinds_by_name(findings);
        explain::add(&mut parts, rows, &findings.judgements, |name| wanted.is_asked_for(name, &kinds));
    }
    parts
}

/// The kinds that a name may be of, by the dictionary and by what was found: a judgement does not keep its kind.
fn kinds_by_name(findings: &Findings) -> BTreeMap<&str, Vec<Kind>> {
    let known = findings.dictionary.into_iter().flat_map(Dictionary::entries).map(|entry| &entry.entity);
    let found = findings.corpus.extractions().flat_map(|extraction| &extraction.entities);
    let mut kinds: BTreeMap<&str, Vec<Kind>> = BTreeMap::new();
    for entity in known.chain(found) {
        kinds.entry(&entity.name).or_default().push(entity.kind);
    }
    kinds
}

/// With `--entity` the rows are counted, else all that was read and found.
fn tell_summary(
    command: &MentionsCommand,
    rows: &[Row],
    findings: &Findings,
    wanted: &Wanted,
    report: &Report,
) {
    if command.entity.is_none() {
        findings.tell_summary(&wanted.kinds, report);
    } else if !rows.is_empty() {
        report.note(&rows::summary(rows));
    }
}

/// The mentions asked for.
#[derive(Debug)]
struct Wanted<'c> {
    kinds: Vec<Kind>,
    entity: Option<Asked<'c>>,
}

impl<'c> Wanted<'c> {
    fn new(command: &'c MentionsCommand, dictionary: Option<&'c Dictionary>) -> Self {
        let usual: &[Kind] = match command.entity {
            Some(_) => &Kind::ALL,
            None => &[Kind::Project, Kind::Person],
        };
        let entity = command.entity.as_deref().zip(dictionary);
        let entity = entity.map(|(asked, dictionary)| Asked::new(asked, dictionary));
        Wanted { kinds: command.kinds.clone().unwrap_or_else(|| usual.to_vec()), entity }
    }

    fn takes(&self, entity: &Entity) -> bool {
        self.kinds.contains(&entity.kind) && self.entity.as_ref().is_none_or(|asked| asked.is_meant(entity))
    }

    /// Whether a name is that of the entity asked for.
    fn is_named(&self, name: &str) -> bool {
        self.entity.as_ref().is_none_or(|asked| asked.is_named(name))
    }

    /// What was weighed of those asked for.
    fn reasons<'f>(&self, findings: &'f Findings) -> Vec<explain::Line<'f>> {
        let kinds = kinds_by_name(findings);
        let judgements = findings.judgements.iter();
        judgements.filter(|it| self.is_asked_for(&it.name, &kinds)).map(explain::Line::of).collect()
    }

    fn is_asked_for(&self, name: &str, kinds: &BTreeMap<&str, Vec<Kind>>) -> bool {
        self.is_named(name) && self.is_of_kind(name, kinds)
    }

    /// Whether a name may be of a kind asked for; one that no list has is a project or a person.
    fn is_of_kind(&self, name: &str, kinds: &BTreeMap<&str, Vec<Kind>>) -> bool {
        let unlisted = vec![Kind::Project, Kind::Person];
        kinds.get(name).unwrap_or(&unlisted).iter().any(|kind| self.kinds.contains(kind))
    }

    /// What is told where one was asked for that nobody mentions, or that is not shown: why, and what to do.
    fn nothing(&self, findings: &Findings, kinds_from: Option<&Path>) -> Option<Error> {
        let asked = self.entity.as_ref()?;
        let hidden = rows::rows(&findings.corpus, |entity| asked.is_meant(entity));
        Some(match hidden.first() {
            Some(row) => {
                let (why, hint) = left_out(row.kind, kinds_from);
                asked.nothing(Some(&why)).hint(hint)
            }
            None => asked.not_found(&findings.corpus),
        })
    }
}

/// Why mentions of this kind are not shown, and what to do.
fn left_out(kind: Kind, kinds_from: Option<&Path>) -> (String, String) {
    let who = match kinds_from {
        Some(file) => format!("`kinds` in {}", file.to_string_lossy()),
        None => "`--kinds`".to_owned(),
    };
    let kind = kind.as_str();
    (format!("it is of kind `{kind}`, which {who} leaves out"), format!("`--kinds {kind}` shows it"))
}
