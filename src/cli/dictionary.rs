//! `comention dictionary`: what a name is known as, and whether a table of one's own can be read.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use comention::dictionary::DictionaryBuilder;
use comention::dictionary::spoken::{Rule, forms};
use comention::error::Error;
use comention::table::entry::Entry;

use super::args::DictionaryArguments;
use super::output::Destination;
use super::report::Report;
use super::suggest::{self, SuggestCommand};
use super::terminal::clean;
use super::{Failure, input, session};

/// What `dictionary` is asked.
#[derive(Debug, Subcommand)]
pub(super) enum DictionaryCommand {
    /// Show the project or person that a name stands for
    ///
    /// Case, accents and separators do not matter: `any-io` finds AnyIO. Shown are also its other names, how
    /// well known it is (`weight`), the lists that have it, and how the names are spoken.
    Show(ShowCommand),
    /// Check tables of your own for rows that cannot be read
    ///
    /// Every row at fault is shown with the place and what is wrong. The columns are described in
    /// data/README.md.
    Check(CheckCommand),
    /// Suggest names that your texts mention and the dictionary does not know
    ///
    /// Projects and people that show notes link, that are introduced ("a library called …", "our guest …") or
    /// that come up again and again. Each stands with what speaks for it and two quotes; read them, delete what
    /// is wrong, and give the rest to `--dictionary`.
    Suggest(SuggestCommand),
}

impl DictionaryCommand {
    /// Whether only errors are to be told.
    pub(super) fn quiet(&self) -> bool {
        matches!(self, DictionaryCommand::Suggest(command) if command.texts.quiet)
    }
}

/// What `dictionary show` is asked.
#[derive(Debug, Args)]
pub(super) struct ShowCommand {
    /// A name or another spelling of it
    name: String,

    #[command(flatten)]
    names: DictionaryArguments,
}

/// What `dictionary check` is asked.
#[derive(Debug, Args)]
pub(super) struct CheckCommand {
    /// Tables to check
    #[arg(required = true, value_name = "FILE")]
    tables: Vec<PathBuf>,
}

/// Runs the command that was asked for.
pub(super) fn run(command: &DictionaryCommand, report: &mut Report) -> Result<(), Failure> {
    match command {
        DictionaryCommand::Show(command) => show(command),
        DictionaryCommand::Check(command) => check(command, report),
        DictionaryCommand::Suggest(command) => suggest::run(command, report),
    }
}

fn show(command: &ShowCommand) -> Result<(), Failure> {
    let dictionary = session::build_dictionary(&command.names)?;
    let Some(entry) = dictionary.find_entry(&command.name) else {
        let error = Error::new(format!("the dictionary does not know `{}`", command.name));
        return Err(error.hint("add your own names with `--dictionary FILE`").into());
    };
    Destination::Standard.write(|out| write_entry(dictionary.entry(entry), out))?;
    Ok(())
}

/// A line for each thing that is known.
fn write_entry(entry: &Entry, out: &mut dyn Write) -> std::io::Result<()> {
    let entity = &entry.entity;
    let kind = entity.kind.as_str();
    for (label, value) in [
        ("name", entity.name.clone()),
        ("kind", kind.to_owned()),
        ("sort", if entry.category == kind { String::new() } else { entry.category.clone() }),
        ("id", entity.id.clone()),
        ("url", entity.url.clone().unwrap_or_default()),
        ("aliases", entry.aliases.join(", ")),
        ("spoken", spoken(entry).join(", ")),
        ("weight", entry.weight.to_string()),
        ("source", entry.source.replace('|', ", ")),
    ] {
        if !value.is_empty() {
            writeln!(out, "{label:7}  {}", clean(&value))?;
        }
    }
    Ok(())
}

/// The forms in which its names are spoken, beyond the names as written.
fn spoken(entry: &Entry) -> Vec<String> {
    let mut spoken = Vec::new();
    for (form, rule) in entry.names().flat_map(forms) {
        if rule != Rule::AsWritten && !entry.names().any(|name| name == form) && !spoken.contains(&form) {
            spoken.push(form);
        }
    }
    spoken
}

/// Each table for itself: a row may be right or wrong only in its own.
fn check(command: &CheckCommand, report: &mut Report) -> Result<(), Failure> {
    let mut good = Vec::new();
    let mut errors = Vec::new();
    for table in &command.tables {
        match check_table(table) {
            Ok(()) => good.push(table.to_string_lossy()),
            Err(faults) => errors.extend(faults),
        }
    }
    Destination::Standard
        .write(|out| good.iter().try_for_each(|table| writeln!(out, "{}: good", clean(table))))?;
    if good.is_empty() {
        return Err(errors.into());
    }
    report.errors(&errors);
    Ok(())
}

fn check_table(table: &Path) -> Result<(), Vec<Error>> {
    let text = input::read_text(table).map_err(|error| vec![error])?;
    DictionaryBuilder::new().table(&table.to_string_lossy(), &text)
}
