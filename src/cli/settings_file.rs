//! A settings file → its settings, and each setting as the option that it stands for.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory};
use comention::error::Error;
use toml::de::{DeTable, DeValue};

use super::args::{self, Arguments};
use super::input;

/// The options that may be kept, and how each is written.
const EXAMPLES: [(&str, &str); 19] = [
    ("backbone", "backbone = 0.05"),
    ("backbone-test", "backbone-test = \"exact\""),
    ("cache", "cache = \".comention-cache\""),
    ("dictionary", "dictionary = [\"names.tsv\"]"),
    ("episode-pattern", "episode-pattern = '(?<number>[0-9]+)'"),
    ("from", "from = \"2021-06\""),
    ("kinds", "kinds = [\"project\", \"person\"]"),
    ("lines", "lines = 6"),
    ("min-confidence", "min-confidence = 80"),
    ("min-episodes", "min-episodes = 3"),
    ("no-builtin", "no-builtin = true"),
    ("nodes", "nodes = \"episodes\""),
    ("quotes", "quotes = 3"),
    ("resolution", "resolution = 1.5"),
    ("threads", "threads = 4"),
    ("to", "to = \"2023\""),
    ("top", "top = 100"),
    ("weight", "weight = [\"npmi\", \"count\"]"),
    ("window", "window = \"60s\""),
];

/// How a setting is written; `None` where there is no such setting.
fn example(key: &str) -> Option<&'static str> {
    EXAMPLES.into_iter().find(|(known, _)| *known == key).map(|(_, example)| example)
}

/// A settings file, read.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) settings: Vec<Setting>,
    text: String,
}

/// An option of the file and the values it has there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) key: String,
    values: Vec<String>,
    /// Bytes of the file's text.
    place: std::ops::Range<usize>,
}

impl File {
    /// Reads the settings of a file.
    pub(super) fn read(path: PathBuf) -> Result<File, Vec<Error>> {
        let text = input::read_text(&path).map_err(|error| vec![error])?;
        let mut file = File { path, text, settings: Vec::new() };
        file.settings = file.parse()?;
        Ok(file)
    }

    fn parse(&self) -> Result<Vec<Setting>, Vec<Error>> {
        let table = DeTable::parse(&self.text).map_err(|error| vec![self.unreadable(&error)])?;
        let mut settings = Vec::new();
        let mut errors = Vec::new();
        for (key, value) in table.get_ref() {
            let (name, place) = (key.get_ref().to_string(), value.span());
            match values(value.get_ref()) {
                _ if example(&name).is_none() => errors.push(self.unknown(key.span(), &name)),
                Some(values) => settings.push(Setting { key: name, values, place }),
                None => errors.push(
                    self.error(place, format!("`{name}` has no such values"))
                        .hint("a value is a text in quotes, a number, true or false, or a list of texts"),
                ),
            }
        }
        settings.sort_by_key(|setting| setting.place.start);
        errors.sort_by_key(Error::line);
        if errors.is_empty() { Ok(settings) } else { Err(errors) }
    }

    /// What the parser says of a line speaks to programmers: people are told how the line is written.
    fn unreadable(&self, error: &toml::de::Error) -> Error {
        let place = error.span().unwrap_or(0..0);
        let start =
            self.text.get(..place.start).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
        let line = self.text[start..].lines().next().unwrap_or_default();
        let key = line.split('=').next().unwrap_or_default().trim();
        match example(key) {
            Some(_) if error.message().starts_with("duplicate") => {
                self.error(place, format!("`{key}` stands twice")).hint("keep one of them")
            }
            Some(example) => self
                .error(place, format!("the value of `{key}` cannot be read"))
                .hint(format!("write it as in `{example}`")),
            None => {
                self.error(place, "this line cannot be read").hint("a setting looks like `window = \"60s\"`")
            }
        }
    }

    fn unknown(&self, place: std::ops::Range<usize>, name: &str) -> Error {
        let near = EXAMPLES.map(|(key, _)| key).into_iter().max_by(|a, b| {
            strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)).then(b.cmp(a))
        });
        let known = near.filter(|near| strsim::jaro_winkler(near, name) > 0.8);
        let hint = match known {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("settings are {}", EXAMPLES.map(|(key, _)| format!("`{key}`")).join(", ")),
        };
        self.error(place, format!("unknown setting `{name}`")).hint(hint)
    }

    /// A setting as typed options: none where the command has no such option, or where it was typed.
    ///
    /// `command_names` are the program's name and the commands; with them each setting is tried by itself.
    pub(super) fn typed(
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
                _ => return Err(self.bad_value(setting, "expected true or false")),
            }
        } else if adds_up || setting.key == "cache" {
            for table in &setting.values {
                let beside = self.path.parent().unwrap_or(Path::new("")).join(table);
                options.push(option.clone().into());
                options.push(beside.into());
            }
        } else {
            options.push(format!("{option}={}", setting.values.join(",")).into());
        }
        match fault(command_names, &options) {
            Some(why)
                if setting.key == "kinds" && setting.values.iter().all(|kind| args::kind(kind).is_ok()) =>
            {
                self.fitting_kinds(setting, command_names, &why)
            }
            Some(why) => Err(self.bad_value(setting, &why)),
            None => Ok(options),
        }
    }

    /// Of kinds that other commands take, too, those that this one takes.
    fn fitting_kinds(
        &self,
        setting: &Setting,
        command_names: &[OsString],
        why: &str,
    ) -> Result<Vec<OsString>, Error> {
        let option = |kinds: &str| vec![OsString::from(format!("--kinds={kinds}"))];
        let fits = |kind: &&str| fault(command_names, &option(kind)).is_none();
        let fitting: Vec<&str> = setting.values.iter().map(String::as_str).filter(fits).collect();
        if !fitting.is_empty() {
            return Ok(option(&fitting.join(",")));
        }
        let names: Vec<_> = command_names[1..].iter().map(|name| name.to_string_lossy()).collect();
        let message = format!("`{}` takes none of these kinds", names.join(" "));
        let hint = format!("{why}; `--kinds` on the command line goes over what stands here");
        Err(self.error(setting.place.clone(), message).hint(hint))
    }

    fn bad_value(&self, setting: &Setting, why: &str) -> Error {
        let example = example(&setting.key).unwrap_or_default();
        self.error(setting.place.clone(), format!("not a value for `{}`", setting.key))
            .hint(format!("{why}; write it as in `{example}`"))
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

/// Why `clap` does not take the value of an option; that the paths are missing does not count.
fn fault(command_names: &[OsString], options: &[OsString]) -> Option<String> {
    use clap::error::ErrorKind;
    let alone = command_names.iter().chain(options);
    let error = Arguments::command().try_get_matches_from(alone).err()?;
    let is_about_a_value = matches!(
        error.kind(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::WrongNumberOfValues
    );
    let told = error.to_string();
    let why = told.lines().next().and_then(|line| line.rsplit_once("': ")).map_or("", |(_, why)| why);
    is_about_a_value.then(|| why.to_owned())
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
    fn the_help_names_every_key() {
        let mut command = Arguments::command();
        let help = command.render_long_help().to_string();
        let (_, list) = help.split_once("They may be ").unwrap();
        let list = list.split_once(". What").unwrap().0.replace([',', '\n'], " ");
        let told: Vec<&str> = list.split_whitespace().filter(|word| *word != "and").collect();
        assert_eq!(told, EXAMPLES.map(|(key, _)| key));
    }

    #[test]
    fn every_key_is_an_option_of_graph() {
        let graph = Arguments::command().find_subcommand("graph").cloned().unwrap();
        for (key, example) in EXAMPLES {
            let argument = graph.get_arguments().find(|argument| argument.get_long() == Some(key)).unwrap();
            let file = file(example);
            let setting = &file.parse().unwrap()[0];
            let names = ["comention".into(), "graph".into()];
            let matches = Arguments::command().get_matches_from(["comention", "graph", "x"]);
            let (_, inner) = matches.subcommand().unwrap();
            let typed = file.typed(setting, &names, &graph, inner);
            assert!(typed.is_ok_and(|typed| !typed.is_empty()), "{argument}");
        }
    }
}
