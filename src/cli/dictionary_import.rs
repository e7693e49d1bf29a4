//! `comention dictionary import`: a list of names in somebody else's format becomes a table of one's own.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use comention::error::Error;
use comention::table::Row;
use comention::table::decode::{decode, utf16};
use comention::table::import::{Format, Import};
use comention::table::label::kind_word;
use comention::table::write::write;

use super::output::{Destination, spare};
use super::report::{Report, counted};
use super::result::by_ending;
use super::{Failure, input};

/// What `dictionary import` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ImportCommand {
    /// The list of names; `-` is standard input
    #[arg(value_name = "FILE")]
    list: PathBuf,

    /// Write the table to this file
    ///
    /// Without it, the table goes to standard output. It ends in .tsv or .txt. The file appears whole or not at all; one that
    /// is there is replaced.
    #[arg(long, short, value_name = "OUT.tsv")]
    output: Option<PathBuf>,

    /// The format of the list; without it, recognised by content
    #[arg(long, value_enum, value_name = "FORMAT")]
    from: Option<From>,

    /// The kind of names that give none, or an unknown one
    ///
    /// project (or a sort of it, such as library or tool), person, organization, event, work, other.
    ///
    /// [default: project]
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<&'static str>,
}

const EXAMPLES: &str = "\
Examples:
  comention dictionary import patterns.jsonl -o names.tsv        spaCy patterns
  comention dictionary import guests.csv --kind person -o guests.tsv
  comention dictionary import awesome.md > tools.tsv             a Markdown list
  comention dictionary check names.tsv guests.tsv tools.tsv";

/// Formats of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    /// Patterns of spaCy's entity ruler, JSON Lines
    Spacy,
    /// Cells between commas or semicolons, with a header
    Csv,
    /// Cells between tabs, with a header
    Tsv,
    /// A name a line
    List,
}

/// Reads the list, tells what is lost, writes the table.
pub(super) fn run(command: &ImportCommand, report: &mut Report) -> Result<(), Failure> {
    let destination = Destination::at(command.output.as_deref())?;
    if let Destination::File(path) = &destination {
        by_ending(Some(path), &[((), &["tsv", "txt"])])?;
    }
    spare([command.list.as_path()].into_iter(), command.output.as_deref())?;
    let bytes = input::read_named(&command.list)?;
    let name = input::shown_name(&command.list);
    let text = text(&name, &bytes)?;
    let format = command.from.map_or_else(|| Format::of(&text), Format::from);
    let import = Import::read(&name, &text, format, command.kind.unwrap_or("project"))?;
    if let Some(taken) = &import.taken {
        report.note(taken);
    }
    report.table(&[], &import.warnings);
    if import.spoken > 0 {
        let forms = counted(import.spoken, "spoken form");
        report.note(&format!("{forms} left out: they are made from the names again"));
    }
    if import.rows.is_empty() {
        return Err(nothing(&command.list).into());
    }
    destination.write(|out| write(&import.rows, out))?;
    report.note(&summary(&import.rows));
    if command.kind.is_none() && !import.kinds_told {
        report.note("all taken for projects: `--kind person` makes people of them");
    }
    Ok(())
}

impl std::convert::From<From> for Format {
    fn from(asked: From) -> Format {
        match asked {
            From::Spacy => Format::Spacy,
            From::Csv => Format::Csv,
            From::Tsv => Format::Tsv,
            From::List => Format::List,
        }
    }
}

/// Spreadsheets save UTF-16; in any other encoding the letters of names would be guesswork.
fn text(name: &str, bytes: &[u8]) -> Result<String, Error> {
    if let Some(text) = utf16(bytes) {
        return Ok(text);
    }
    match decode(name, bytes) {
        (text, None) => Ok(text.into_owned()),
        (_, Some(error)) => Err(error),
    }
}

fn nothing(list: &Path) -> Error {
    Error::new("no name could be taken over")
        .in_source(input::shown_name(list))
        .hint("is this the format? `--from` chooses another")
}

fn summary(rows: &[Row]) -> String {
    let blocked = rows.iter().filter(|row| matches!(row, Row::Block(_))).count();
    let names = counted(rows.len() - blocked, "name");
    if blocked == 0 { names } else { format!("{names}, {blocked} blocked") }
}

fn kind(label: &str) -> Result<&'static str, String> {
    kind_word(label)
        .filter(|word| *word != "block")
        .ok_or_else(|| "kinds are project, person, organization, event, work and other".to_owned())
}
