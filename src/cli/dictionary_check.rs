//! `comention dictionary check`: whether tables of one's own can be used, and what is odd about them.

use std::path::PathBuf;

use clap::Args;
use comention::dictionary::Dictionary;
use comention::dictionary::check::Checked;
use comention::error::Error;

use super::dictionary::COLUMNS;
use super::output::Destination;
use super::report::{Report, counted};
use super::terminal::clean;
use super::{Failure, input};

/// What `dictionary check` is asked.
#[derive(Debug, Args)]
#[command(after_long_help = COLUMNS)]
pub(super) struct CheckCommand {
    /// Tables to check; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    tables: Vec<PathBuf>,
}

/// Each table for itself, over the built-in names: a row may be right or wrong only in its own.
pub(super) fn run(command: &CheckCommand, report: &mut Report) -> Result<(), Failure> {
    let builtin = Dictionary::builtin();
    let mut lines = Vec::new();
    let mut errors = Vec::new();
    let mut usable = 0;
    for table in &command.tables {
        let bytes = match input::read_named(table) {
            Ok(bytes) => bytes,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let name = input::shown_name(table);
        let checked = builtin.check_table(&name, &bytes);
        report.sorted_warnings(&checked.warnings);
        lines.push(format!("{}: {}", clean(&name), summary(&checked)));
        usable += usize::from(checked.errors.is_empty());
        errors.extend(checked.errors);
    }
    Destination::Standard.write(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    finish(errors, usable, report)
}

/// Exit code 2 where no table can be used, 1 where one cannot.
fn finish(errors: Vec<Error>, usable: usize, report: &mut Report) -> Result<(), Failure> {
    if usable == 0 {
        return Err(errors.into());
    }
    report.errors(&errors);
    Ok(())
}

/// `12 names, 2 blocked, 3 warnings`, or why it cannot be used.
fn summary(checked: &Checked) -> String {
    let warnings = counted(checked.warnings.count(), "warning");
    match checked.errors.len() {
        0 => format!("{}, {} blocked, {warnings}", counted(checked.names, "name"), checked.blocked),
        faults => format!("cannot be used, {}, {warnings}", counted(faults, "error")),
    }
}
