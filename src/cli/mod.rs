//! The command line: arguments and files in; a graph, mentions or extractions out.
//!
//! The modules, in the order a run passes them:
//!
//! 1. [`args`]: what all commands are asked, and the commands; [`settings`]: what a file beside the texts says of it,
//!    which [`settings_file`] reads.
//! 2. [`walk`]: paths → the files to read; [`select`] says which files of a folder are texts. [`input`]: files → their bytes,
//!    which [`unpack`] unpacks.
//! 3. [`gather`]: files → episodes and extractions; [`content`] reads one, [`own`] and [`alien`] know what is no text, [`attached`]
//!    finds those that feeds name.
//! 4. [`session`]: dictionary (by [`names`]), threads, episodes → [`comention::corpus::Corpus`]. [`finder`] finds them on all threads, unless
//!    [`kept`] knows them: by a [`key`], as [`sealed`] lines of a [`cache`] or of the unfinished result of a run that was stopped, [`part`].
//! 5. [`graph`], [`mentions`], [`related`], [`show`], [`trends`], [`inspect`],
//!    [`extract`] (with [`lines`]), [`dictionary`]: a file a command, its options
//!    beside it; [`period`] for those that choose episodes by date, [`counting`] for those that count. [`asked`]: whom a name
//!    means; [`idle`]: options that change nothing.
//!    For `extract`: [`episodes`] reads standard input, [`conveyor`] keeps the order and [`answer`] makes a line of a line, or
//!    `arrow` rows. For `mentions`: [`rows`] for programs, [`table`] and [`explain`] for people. For `related`: [`relations`], for `show`:
//!    [`portrait`]; [`columns`] are their tables. For `dictionary` a file a command:
//!    [`dictionary_show`], [`dictionary_check`], [`dictionary_import`], [`dictionary_export`], [`suggest`].
//! 6. [`result`]: where a result goes and how; [`output`]: it appears whole or not at all, [`temporary`] until then, graphs by way of [`outlet`], lists as [`json`]; [`terminal`]: text that is safe to show and its width.
//! 7. [`report`]: warnings, errors, progress and the summary, all on standard error.
//!
//! Exit 0: done. 1: done, but some input could not be read. 2: nothing done.

mod alien;
mod answer;
mod args;
#[cfg(feature = "arrow")]
mod arrow;
mod asked;
mod attached;
mod cache;
mod columns;
mod content;
mod conveyor;
mod counting;
mod dictionary;
mod dictionary_check;
mod dictionary_export;
mod dictionary_import;
mod dictionary_show;
mod episodes;
mod explain;
mod extract;
mod finder;
mod gather;
mod graph;
mod idle;
mod input;
mod inspect;
mod json;
mod kept;
mod key;
mod lines;
mod mentions;
mod names;
mod outlet;
mod output;
mod own;
mod part;
mod period;
mod portrait;
mod related;
mod relations;
mod report;
mod result;
mod rows;
mod sealed;
mod select;
mod session;
mod settings;
mod settings_file;
mod show;
mod suggest;
mod table;
mod temporary;
mod terminal;
mod trends;
mod unpack;
mod walk;

use std::process::ExitCode;

use comention::error::Error;

use args::Command;
use report::Report;

/// Why a command could not do its work; exit code 2.
///
/// Empty where everything has been told already.
#[derive(Debug, Default)]
struct Failure(Vec<Error>);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure(vec![error])
    }
}

impl From<Vec<Error>> for Failure {
    fn from(errors: Vec<Error>) -> Self {
        Failure(errors)
    }
}

/// Runs the command that was asked for. Wrong usage ends in `clap`, with exit code 2.
pub(crate) fn run() -> ExitCode {
    temporary::listen();
    let resolved = match settings::resolve(std::env::args_os().collect()) {
        Ok(resolved) => resolved,
        Err(errors) => {
            Report::new(false).errors(&errors);
            return ExitCode::from(2);
        }
    };
    let arguments = &resolved.arguments;
    let mut report = Report::new(arguments.command.quiet());
    report.warnings(&resolved.warnings());
    if let Some(path) = &resolved.file {
        report.note(&format!("settings from {}", terminal::clean(&path.to_string_lossy())));
    }
    let result = match &arguments.command {
        Command::Graph(command) => graph::run(command, &mut report),
        Command::Mentions(command) => mentions::run(command, resolved.origin("kinds"), &mut report),
        Command::Related(command) => related::run(command, &mut report),
        Command::Show(command) => show::run(command, &mut report),
        Command::Trends(command) => trends::run(command, &mut report),
        Command::Inspect(command) => inspect::run(command, &mut report),
        Command::Extract(command) => extract::run(command, &mut report),
        Command::Dictionary(command) => dictionary::run(command, &mut report),
    };
    match result {
        Ok(()) if report.saw_errors() => ExitCode::from(1),
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(errors)) => {
            report.errors(&errors);
            ExitCode::from(2)
        }
    }
}
