//! `comention.toml`: the options used most, kept beside a show's texts.
//!
//! A setting is the option of the same name, written as if it stood on the command line: one place (`clap`) says what
//! options there are and what they take. What is typed goes over what is kept; `dictionary` tables come together.
//!
//! 1. [`resolve`]: what was typed → the settings file → the arguments of the run.
//! 2. [`File::read`] reads the settings of a file, each with its place for errors.
//! 3. [`File::typed`] writes a setting as an option, if the command has it and it was not typed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};
use comention::error::Error;

use super::args::Arguments;
use super::input;
use super::settings_file::File;

/// The file's name.
pub(super) const NAME: &str = "comention.toml";

/// The arguments of a run, and what settings files have to do with them.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) arguments: Arguments,
    /// The file whose settings are taken.
    pub(super) file: Option<PathBuf>,
    /// The settings of it that are in force.
    taken: Vec<String>,
    /// Files in folders below those given, of which nothing is taken.
    below: Vec<PathBuf>,
}

impl Resolved {
    /// The file that an option comes from; `None` for one that was typed or not given.
    pub(super) fn origin(&self, option: &str) -> Option<&Path> {
        self.file.as_deref().filter(|_| self.taken.iter().any(|taken| taken == option))
    }

    /// What is told of files that are not used.
    pub(super) fn warnings(&self) -> Vec<Error> {
        let unused = |path: &PathBuf| {
            let path = path.to_string_lossy();
            Error::new("these settings lie below the folder given and are not used")
                .in_source(&*path)
                .hint(format!("name them with `--config {path}`, or move the file to the folder you give"))
        };
        self.below.iter().map(unused).collect()
    }
}

/// What was typed, with the settings of the file for the rest. Wrong usage ends in `clap`, with exit code 2.
pub(super) fn resolve(typed: Vec<OsString>) -> Result<Resolved, Vec<Error>> {
    let matches = Arguments::command().get_matches_from(&typed);
    let (depth, command, inner) = innermost(&matches);
    let found = nearest(inner)?;
    let below = if chosen(inner) { Vec::new() } else { input::below(&paths(inner), NAME, found.as_deref()) };
    let Some(path) = found else {
        let arguments = parsed(&matches, typed_options(&command, inner));
        return Ok(Resolved { arguments, file: None, taken: Vec::new(), below });
    };
    let file = File::read(path)?;
    // The program's name and the commands come first, then the settings, then what was typed.
    let mut all = typed;
    let after = all.split_off(1 + depth);
    let mut taken = Vec::new();
    let mut errors = Vec::new();
    for setting in &file.settings {
        match file.typed(setting, &all[..=depth], &command, inner) {
            Ok(options) if options.is_empty() => {}
            Ok(options) => {
                all.extend(options);
                taken.push(setting.key.clone());
            }
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    all.extend(after);
    let typed = typed_options(&command, inner);
    let arguments = parsed(&Arguments::command().get_matches_from(all), typed);
    Ok(Resolved { arguments, file: Some(file.path), taken, below })
}

fn parsed(matches: &ArgMatches, typed: Vec<String>) -> Arguments {
    let mut arguments = Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    arguments.command.settle(typed);
    arguments
}

/// The options that were typed, by the names that the parser gives them.
fn typed_options(command: &Command, matches: &ArgMatches) -> Vec<String> {
    let names = command.get_arguments().map(|argument| argument.get_id().as_str());
    let is_typed = |name: &&str| {
        matches.try_contains_id(name).is_ok() && matches.value_source(name) == Some(ValueSource::CommandLine)
    };
    names.filter(is_typed).map(str::to_owned).collect()
}

/// The command that runs (`graph`, `dictionary show`): how deep it lies, what it takes, and what was typed for it.
fn innermost(matches: &ArgMatches) -> (usize, Command, &ArgMatches) {
    let (mut depth, mut command, mut matches) = (0, Arguments::command(), matches);
    while let Some((name, inner)) = matches.subcommand() {
        let found = command.find_subcommand(name).cloned();
        let Some(found) = found else { break };
        (depth, command, matches) = (depth + 1, found, inner);
    }
    (depth, command, matches)
}

/// Whether a file was asked for, or none.
fn chosen(matches: &ArgMatches) -> bool {
    matches.get_flag("no_config") || matches.contains_id("config")
}

/// The texts that were given; see [`super::related::RelatedCommand::settle`].
fn paths(matches: &ArgMatches) -> Vec<PathBuf> {
    let given = matches.try_get_many::<PathBuf>("paths").ok().flatten();
    let is_of_all = matches.try_get_one::<bool>("all").is_ok_and(|all| all == Some(&true));
    let first = matches.try_get_one::<PathBuf>("episode").ok().flatten().filter(|_| is_of_all);
    first.into_iter().chain(given.into_iter().flatten()).cloned().collect()
}

/// The settings file that was asked for, or the nearest to the texts: in the folder given, in that of a file given, or in
/// one above it; without texts, from the folder one is in.
fn nearest(matches: &ArgMatches) -> Result<Option<PathBuf>, Vec<Error>> {
    if chosen(matches) {
        return Ok(matches.get_one::<PathBuf>("config").cloned());
    }
    let mut paths = paths(matches);
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    let mut found: Vec<PathBuf> =
        paths.iter().filter_map(|path| input::beside_or_above(path, NAME)).collect();
    found.sort();
    found.dedup();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        [first, second, ..] => Err(vec![
            Error::new(format!("these texts have settings of their own in `{}`, too", second.display()))
                .in_source(first.to_string_lossy())
                .hint("say which to use with `--config FILE`, or use none with `--no-config`"),
        ]),
    }
}
