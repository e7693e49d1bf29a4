//! `comention.toml`: the options used most, kept beside a show's texts.
//!
//! A setting is the option of the same name, written as if it stood on the command line: one place (`clap`) says what
//! options there are and what they take. What is typed goes over what is kept; `dictionary` tables come together.
//!
//! 1. [`arguments`]: what was typed → the settings file → the arguments of the run.
//! 2. [`File::read`] finds the file and reads its settings, each with its place for errors.
//! 3. [`File::typed`] writes a setting as an option, if the command has it and it was not typed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};
use comention::error::Error;
use toml::de::{DeTable, DeValue};

use super::args::Arguments;
use super::input;

/// The file's name.
pub(super) const NAME: &str = "comention.toml";

/// The options that may be kept.
const KEYS: [&str; 10] = [
    "backbone",
    "dictionary",
    "kinds",
    "min-episodes",
    "no-builtin",
    "quotes",
    "threads",
    "top",
    "weight",
    "window",
];

/// The arguments of a run and the settings file behind them.
pub(super) type Resolved = (Arguments, Option<PathBuf>);

/// What was typed, with the settings of the file for the rest. Wrong usage ends in `clap`, with exit code 2.
pub(super) fn arguments(typed: Vec<OsString>) -> Result<Resolved, Vec<Error>> {
    let matches = Arguments::command().get_matches_from(&typed);
    let Some(file) = File::read(&matches)? else {
        return Ok((parsed(&matches), None));
    };
    let (depth, command, command_matches) = innermost(&matches);
    // The program's name and the commands come first, then the settings, then what was typed.
    let mut all = typed;
    let after = all.split_off(1 + depth);
    let mut errors = Vec::new();
    for setting in &file.settings {
        match file.typed(setting, &all[..=depth], &command, command_matches) {
            Ok(options) => all.extend(options),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    all.extend(after);
    Ok((parsed(&Arguments::command().get_matches_from(all)), Some(file.path)))
}

fn parsed(matches: &ArgMatches) -> Arguments {
    Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit())
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

/// A settings file, read.
#[derive(Debug)]
struct File {
    path: PathBuf,
    text: String,
    settings: Vec<Setting>,
}

/// An option of the file and the values it has there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Setting {
    key: String,
    values: Vec<String>,
    /// Bytes of the file's text.
    place: std::ops::Range<usize>,
}

impl File {
    /// The file that was asked for, or the nearest one to the texts; `None` where there is none.
    fn read(matches: &ArgMatches) -> Result<Option<File>, Vec<Error>> {
        let (_, _, inner) = innermost(matches);
        if inner.get_flag("no_config") {
            return Ok(None);
        }
        let path = match inner.get_one::<PathBuf>("config") {
            Some(path) => Some(path.clone()),
            None => nearest(inner)?,
        };
        let Some(path) = path else { return Ok(None) };
        let text = input::read_text(&path).map_err(|error| vec![error])?;
        let mut file = File { path, text, settings: Vec::new() };
        file.settings = file.parse()?;
        Ok(Some(file))
    }

    fn parse(&self) -> Result<Vec<Setting>, Vec<Error>> {
        let table = DeTable::parse(&self.text).map_err(|error| {
            let place = error.span().unwrap_or(0..0);
            vec![self.error(place, error.message().to_lowercase()).hint("a setting looks like `top = 100`")]
        })?;
        let mut settings = Vec::new();
        let mut errors = Vec::new();
        for (key, value) in table.get_ref() {
            let (name, place) = (key.get_ref().to_string(), value.span());
            match values(value.get_ref()) {
                _ if !KEYS.contains(&name.as_str()) => errors.push(self.unknown(key.span(), &name)),
                Some(values) => settings.push(Setting { key: name, values, place }),
                None => errors.push(
                    self.error(place, format!("`{name}` has no such values"))
                        .hint("a value is a text in quotes, a number, true or false, or a list of texts"),
                ),
            }
        }
        settings.sort_by_key(|setting| setting.place.start);
        if errors.is_empty() { Ok(settings) } else { Err(errors) }
    }

    fn unknown(&self, place: std::ops::Range<usize>, name: &str) -> Error {
        let near = KEYS.into_iter().max_by(|a, b| {
            strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)).then(b.cmp(a))
        });
        let known = near.filter(|near| strsim::jaro_winkler(near, name) > 0.8);
        let hint = match known {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("settings are {}", KEYS.map(|key| format!("`{key}`")).join(", ")),
        };
        self.error(place, format!("unknown setting `{name}`")).hint(hint)
    }

    /// A setting as typed options: none where the command has no such option, or where it was typed.
    ///
    /// `command_names` are the program's name and the commands; with them each setting is tried by itself.
    fn typed(
        &self,
        setting: &Setting,
        command_names: &[OsString],
        command: &Command,
        matches: &ArgMatches,
    ) -> Result<Vec<OsString>, Error> {
        let Some(argument) =
            command.get_arguments().find(|argument| argument.get_long() == Some(&setting.key))
        else {
            return Ok(Vec::new());
        };
        let was_typed = matches.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine);
        let adds_up = setting.key == "dictionary";
        if was_typed && !adds_up {
            return Ok(Vec::new());
        }
        let option = format!("--{}", setting.key);
        let mut options: Vec<OsString> = Vec::new();
        if !argument.get_action().takes_values() {
            match setting.values.as_slice() {
                [value] if value == "true" => options.push(option.into()),
                [value] if value == "false" => {}
                _ => {
                    return Err(
                        self.error(setting.place.clone(), format!("`{}` is true or false", setting.key))
                    );
                }
            }
        } else if adds_up {
            for table in &setting.values {
                let beside = self.path.parent().unwrap_or(Path::new("")).join(table);
                options.push(option.clone().into());
                options.push(beside.into());
            }
        } else {
            options.push(format!("{option}={}", setting.values.join(",")).into());
        }
        let alone = command_names.iter().cloned().chain(options.iter().cloned());
        match Arguments::command().try_get_matches_from(alone) {
            Err(error) if is_about_a_value(&error) => Err(self.bad_value(setting, &error)),
            _ => Ok(options),
        }
    }

    fn bad_value(&self, setting: &Setting, error: &clap::Error) -> Error {
        let told = error.to_string();
        let why = told.lines().next().and_then(|line| line.rsplit_once("': ")).map(|(_, why)| why.to_owned());
        let help = format!("`comention graph --help` tells what `--{}` takes", setting.key);
        self.error(setting.place.clone(), format!("not a value for `{}`", setting.key))
            .hint(why.map_or(help.clone(), |why| format!("{why}; {help}")))
    }

    /// An error that points at a place of the file.
    fn error(&self, place: std::ops::Range<usize>, message: impl Into<String>) -> Error {
        let before = self.text.get(..place.start).unwrap_or(&self.text);
        let number = before.matches('\n').count();
        let column = before.chars().rev().take_while(|&character| character != '\n').count();
        let width = self.text.get(place).map_or(1, |text| text.lines().next().unwrap_or("").chars().count());
        let line = self.text.lines().nth(number).unwrap_or_default();
        Error::new(message).in_source(self.path.to_string_lossy()).at_line(number as u32 + 1).showing(
            line,
            column as u32 + 1,
            width.max(1) as u32,
        )
    }
}

/// Whether `clap` finds fault with the value, and not only misses the paths.
fn is_about_a_value(error: &clap::Error) -> bool {
    use clap::error::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::WrongNumberOfValues
    )
}

/// The values of a setting, as they would be typed.
fn values(value: &DeValue) -> Option<Vec<String>> {
    Some(match value {
        DeValue::String(text) => vec![text.to_string()],
        DeValue::Integer(number) => vec![number.as_str().to_owned()],
        DeValue::Float(number) => vec![number.as_str().to_owned()],
        DeValue::Boolean(flag) => vec![flag.to_string()],
        DeValue::Array(list) => {
            let text = |value: &DeValue| match value {
                DeValue::String(text) => Some(text.to_string()),
                _ => None,
            };
            list.iter().map(|value| text(value.get_ref())).collect::<Option<_>>()?
        }
        DeValue::Datetime(_) | DeValue::Table(_) => return None,
    })
}

/// The settings file nearest to the texts: in the folder given, in that of a file given, or in one above it; without
/// texts, from the folder one is in.
fn nearest(matches: &ArgMatches) -> Result<Option<PathBuf>, Vec<Error>> {
    let given = matches.try_get_many::<PathBuf>("paths").ok().flatten();
    let paths: Vec<PathBuf> = given.map_or_else(Vec::new, |paths| paths.cloned().collect());
    let paths = if paths.is_empty() { vec![PathBuf::from(".")] } else { paths };
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

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        File { path: "show/comention.toml".into(), text: text.to_owned(), settings: Vec::new() }
    }

    #[test]
    fn reads_texts_numbers_flags_and_lists() {
        let text = "top = 50\nkinds = [\"project\"]\nno-builtin = true\nbackbone = 0.05\nwindow = \"60s\"\n";
        let settings = file(text).parse().unwrap();
        let read: Vec<(&str, String)> =
            settings.iter().map(|setting| (setting.key.as_str(), setting.values.join(","))).collect();
        let expected = [
            ("top", "50"),
            ("kinds", "project"),
            ("no-builtin", "true"),
            ("backbone", "0.05"),
            ("window", "60s"),
        ];
        assert_eq!(read, expected.map(|(key, value)| (key, value.to_owned())));
    }

    #[test]
    fn points_at_what_is_wrong() {
        for (text, expected) in [
            ("topp = 5\n", "unknown setting `topp`\n  --> show/comention.toml:1:1\n"),
            ("\nwindow = { a = 1 }\n", "`window` has no such values\n  --> show/comention.toml:2:10\n"),
        ] {
            let errors = file(text).parse().unwrap_err();
            assert!(errors[0].to_string().starts_with(expected), "{}", errors[0]);
        }
        assert!(file("top = \n").parse().is_err());
    }

    #[test]
    fn every_key_is_an_option_of_graph() {
        let graph = Arguments::command().find_subcommand("graph").cloned().unwrap();
        for key in KEYS {
            assert!(graph.get_arguments().any(|argument| argument.get_long() == Some(key)), "{key}");
        }
    }
}
