//! `comention dictionary check`: whether tables of one's own can be used, and what is odd about them.

use std::path::PathBuf;

use clap::Args;
use comention::dictionary::check::Checked;
use comention::dictionary::{Dictionary, DictionaryBuilder};
use comention::table::Row;

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

/// Each table over the built-in names and the tables before it, as they would be used together.
pub(super) fn run(command: &CheckCommand, report: &mut Report) -> Result<(), Failure> {
    let mut lines = Vec::new();
    let mut earlier = Vec::new();
    let mut usable = 0;
    for table in &command.tables {
        let bytes = match input::read_named(table) {
            Ok(bytes) => bytes,
            Err(error) => {
                report.errors(&[error]);
                continue;
            }
        };
        let name = input::shown_name(table);
        let checked = names_of(&earlier).check_table(&name, &bytes);
        report.table(&checked.errors, &checked.warnings);
        lines.push(format!("{}: {}", clean(&name), summary(&checked)));
        usable += usize::from(checked.errors.is_empty());
        earlier.push(checked.rows);
    }
    Destination::Standard.write(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    if usable == 0 { Err(Failure::default()) } else { Ok(()) }
}

/// The built-in names, and over them what could be read of tables.
fn names_of(tables: &[Vec<Row>]) -> Dictionary {
    let mut builder = DictionaryBuilder::new().builtin();
    tables.iter().for_each(|rows| builder.rows(rows.clone()));
    builder.build()
}

/// `12 names, 2 blocked, 3 warnings`, or why it cannot be used.
fn summary(checked: &Checked) -> String {
    let warnings = counted(checked.warnings.count(), "warning");
    match checked.errors.len() {
        0 => format!("{}, {} blocked, {warnings}", counted(checked.names, "name"), checked.blocked),
        faults => format!("cannot be used, {}, {warnings}", counted(faults, "error")),
    }
}
