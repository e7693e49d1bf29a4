//! `comention mentions`: who and what was mentioned, when, by whom, in which words.

use std::collections::BTreeMap;
use std::path::Path;

use clap::{Args, ValueEnum};
use comention::dictionary::{Dictionary, key};
use comention::entity::{Entity, Kind};
use comention::error::Error;
use comention::text::fold::slug;

use super::args::{self, TextArguments};
use super::explain;
use super::output::Destination;
use super::period::PeriodArguments;
use super::report::Report;
use super::rows::{self, Row};
use super::session::Findings;
use super::terminal::{NAME_WIDTH, Style, clean, keep_start, meant};
use super::{Failure, session, table};

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
    #[arg(long, value_name = "NAME", value_parser = entity, help_heading = "Result")]
    entity: Option<String>,

    /// Show only entities of these kinds [default: project,person]
    ///
    /// Kinds are project, person, organization, event, work and other; give several with commas between them.
    /// With `--entity`, all kinds are shown unless you say otherwise.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = args::kind, help_heading = "Result")]
    kinds: Option<Vec<Kind>>,

    /// How to show them
    ///
    /// `jsonl` gives one JSON object a line. `csv` gives the same columns under a header; a cell that a
    /// spreadsheet would take for a formula (it begins with =, +, -, @ or a tab) gets an apostrophe in front.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Result")]
    format: Format,

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
  comention mentions transcripts/ --format csv > mentions.csv
  comention mentions 182.txt --entity Rich --explain    why was `rich` taken for the library?";

/// How mentions are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned columns for people
    #[default]
    Table,
    /// One JSON object a line
    Jsonl,
    /// For spreadsheets
    Csv,
}

/// A name or id; without one nothing could be found.
fn entity(name: &str) -> Result<String, String> {
    if name.trim().is_empty() {
        return Err("expected a name, such as FastAPI, or an id, such as project:fastapi".to_owned());
    }
    Ok(name.to_owned())
}

/// Lists the mentions by episode, document and place; `kinds_from` is the settings file that says which kinds.
pub(super) fn run(
    command: &MentionsCommand,
    kinds_from: Option<&Path>,
    report: &mut Report,
) -> Result<(), Failure> {
    if command.explain && command.format == Format::Csv {
        let error = Error::new(
            "reasons do not fit in a table of CSV: `--explain` goes with `--format table` and `jsonl`",
        );
        return Err(error.hint("leave one of the two out").into());
    }
    let period = command.period.period()?;
    let mut findings = session::find(&command.texts, None, command.explain, report)?;
    findings.keep_within(period, None, report);
    if command.entity.is_some() && findings.dictionary.is_none() {
        findings.dictionary = Some(session::build_dictionary(&command.texts.names)?);
    }
    let wanted = Wanted::new(command, findings.dictionary);
    let rows = rows::rows(&findings.corpus, |entity| wanted.takes(entity));
    if rows.is_empty() {
        wanted.nothing(&findings, kinds_from).iter().for_each(|line| report.note(line));
    }
    let kinds = kinds_by_name(&findings);
    let is_asked_for = |name: &str| wanted.is_named(name) && wanted.is_of_kind(name, &kinds);
    Destination::Standard.write(|out| match command.format {
        Format::Jsonl if command.explain => {
            let judgements = findings.judgements.iter().filter(|judgement| is_asked_for(&judgement.name));
            explain::write_jsonl(&judgements.collect::<Vec<_>>(), out)
        }
        Format::Jsonl => rows::write_jsonl(&rows, out),
        Format::Csv => rows::write_csv(&rows, out),
        Format::Table => {
            let mut parts = table::parts(&rows);
            if command.explain {
                explain::add(&mut parts, &rows, &findings.judgements, is_asked_for);
            }
            table::write(&parts, Style::of_stdout(), out)
        }
    })?;
    tell_summary(command, &rows, &findings, &wanted, report);
    Ok(())
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
    entity: Option<Named<'c>>,
}

/// An entity asked for by name, spelling or id; `known` is what the dictionary takes it for.
#[derive(Debug)]
struct Named<'c> {
    asked: &'c str,
    slug: String,
    known: Option<&'c Entity>,
}

impl<'c> Wanted<'c> {
    fn new(command: &'c MentionsCommand, dictionary: Option<&'c Dictionary>) -> Self {
        let usual: &[Kind] = match command.entity {
            Some(_) => &Kind::ALL,
            None => &[Kind::Project, Kind::Person],
        };
        let entity = command.entity.as_deref().map(|asked| Named {
            asked,
            slug: slug(asked),
            known: dictionary.and_then(|dictionary| dictionary.find(asked)),
        });
        Wanted { kinds: command.kinds.clone().unwrap_or_else(|| usual.to_vec()), entity }
    }

    fn takes(&self, entity: &Entity) -> bool {
        let is_meant = |named: &Named| named.is_meant(entity);
        self.kinds.contains(&entity.kind) && self.entity.as_ref().is_none_or(is_meant)
    }

    /// Whether a name is that of the entity asked for.
    fn is_named(&self, name: &str) -> bool {
        let is_meant = |named: &Named| {
            slug(name) == named.slug
                || named.known.is_some_and(|known| known.name == name)
                || Kind::ALL.iter().any(|&kind| Entity::id_of(kind, name) == named.asked)
        };
        self.entity.as_ref().is_none_or(is_meant)
    }

    /// Whether a name may be of a kind asked for; one that no list has is a project or a person.
    fn is_of_kind(&self, name: &str, kinds: &BTreeMap<&str, Vec<Kind>>) -> bool {
        let unlisted = vec![Kind::Project, Kind::Person];
        kinds.get(name).unwrap_or(&unlisted).iter().any(|kind| self.kinds.contains(kind))
    }

    /// What is told where there is nothing to show: why, and what to do, as far as is known.
    fn nothing(&self, findings: &Findings, kinds_from: Option<&Path>) -> Vec<String> {
        let Some(named) = &self.entity else {
            return vec!["no mention found".to_owned()];
        };
        let hidden = rows::rows(&findings.corpus, |entity| named.is_meant(entity));
        let why = match hidden.first() {
            Some(row) => Some(left_out(row.kind, kinds_from)),
            None => findings.dictionary.and_then(|dictionary| named.not_looked_for(dictionary)),
        };
        let nothing = format!("no mention of `{}` found", keep_start(&clean(named.asked), NAME_WIDTH));
        match why {
            Some((why, hint)) => vec![format!("{nothing}: {why}"), format!("hint: {hint}")],
            None => vec![nothing],
        }
    }
}

impl Named<'_> {
    fn is_meant(&self, entity: &Entity) -> bool {
        entity.id == self.asked
            || self.known.is_some_and(|known| known.id == entity.id)
            || slug(&entity.name) == self.slug
    }

    /// Why a name is not looked for, or only near certain words, and what to do; `None` for one that is.
    fn not_looked_for(&self, dictionary: &Dictionary) -> Option<(String, String)> {
        let of_id = self.asked.split_once(':').filter(|(kind, _)| Kind::from_name(kind).is_some());
        let name = of_id.map_or(self.asked, |(_, name)| name);
        if let Some(row) = dictionary.limits().row(&key(name)) {
            let place = format!("{}:{}", row.source, row.line);
            return Some(match row.cues.as_slice() {
                [] => (format!("{place} blocks it"), "take this row out to have it found".to_owned()),
                cues => (
                    format!("{place} asks for a cue word within 30 words of it"),
                    format!("the cue words are {}", keep_start(&clean(&cues.join(", ")), NAME_WIDTH)),
                ),
            });
        }
        if self.known.or(dictionary.find(name)).is_some() {
            return None;
        }
        let said = dictionary.find_said(name).map(|entry| dictionary.entry(entry).entity.name.as_str());
        let like = said.map_or_else(|| dictionary.names_like(name), |name| vec![name]);
        let hint = meant(&like)
            .unwrap_or_else(|| "a table with this name, given with `--dictionary`, has it found".to_owned());
        Some(("the dictionary does not know it".to_owned(), hint))
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
