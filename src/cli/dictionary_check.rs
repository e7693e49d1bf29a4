//! `comention dictionary check`: whether a table of one's own can be used.

use std::path::{Path, PathBuf};

use clap::Args;
use comention::dictionary::DictionaryBuilder;
use comention::error::Error;

use super::output::Destination;
use super::report::Report;
use super::terminal::clean;
use super::{Failure, input};

/// What `dictionary check` is asked.
#[derive(Debug, Args)]
pub(super) struct CheckCommand {
    /// Tables to check
    #[arg(required = true, value_name = "FILE")]
    tables: Vec<PathBuf>,
}

/// Each table for itself: a row may be right or wrong only in its own.
pub(super) fn run(command: &CheckCommand, report: &mut Report) -> Result<(), Failure> {
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
