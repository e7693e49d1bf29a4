//! `comention dictionary show`: what is known of a name, how it is found, and where that comes from.

use std::io::{self, Write};

use clap::Args;
use comention::dictionary::plain::Plain;
use comention::dictionary::saying::{Fate, Saying};
use comention::dictionary::spoken::Rule;
use comention::dictionary::{Dictionary, key};
use comention::entity::{Entity, Kind};
use comention::error::Error;
use comention::table::entry::{Case, Entry};
use comention::text::fold::fold;

use super::Failure;
use super::names::{DictionaryArguments, Names};
use super::output::Destination;
use super::terminal::{NAME_WIDTH, clean, keep_start, meant};

/// How many of a list are shown: a table may give one name a hundred thousand aliases.
const SHOWN: usize = 60;

/// What `dictionary show` is asked.
#[derive(Debug, Args)]
pub(super) struct ShowCommand {
    /// A name, another spelling of it, or an id
    name: String,

    #[command(flatten)]
    names: DictionaryArguments,
}

/// Shows the entry, or says which names are like the one asked for.
pub(super) fn run(command: &ShowCommand) -> Result<(), Failure> {
    let dictionary = Names::read(&command.names)?.dictionary;
    let Some(number) = find(dictionary, &command.name) else {
        return Err(unknown(dictionary, &command.name).into());
    };
    let page = Page { dictionary, number, entry: dictionary.entry(number) };
    Destination::Standard.write(|out| page.write(out))?;
    Ok(())
}

/// By id, by name, by what is said.
fn find(dictionary: &Dictionary, asked: &str) -> Option<u32> {
    let by_id = || dictionary.entries().position(|entry| entry.entity.id == asked);
    by_id()
        .map(|number| number as u32)
        .or_else(|| dictionary.find_entry(asked))
        .or_else(|| dictionary.find_said(asked))
}

fn unknown(dictionary: &Dictionary, asked: &str) -> Error {
    let shown = keep_start(&clean(asked), NAME_WIDTH);
    if let Some(row) = dictionary.limits().row(&key(asked)).filter(|row| row.cues.is_empty()) {
        return Error::new(format!("`{shown}` is blocked: it is never found"))
            .in_source(&*row.source)
            .at_line(row.line)
            .hint("take this row out to have the name found again");
    }
    if let Some(short) = short_for(dictionary, asked) {
        return Error::new(format!(
            "`{shown}` is found only where its field is talked about, for it is a word of its own"
        ))
        .hint(format!("with a capital it is then {short}; ask for that name"));
    }
    let hint = meant(&dictionary.names_like(asked));
    let hint = hint.unwrap_or_else(|| "add your own names with `--dictionary FILE`".to_owned());
    Error::new(format!("the dictionary does not know `{shown}`")).hint(hint)
}

/// What an everyday word is short for where the field is talked about, as a list in words.
fn short_for(dictionary: &Dictionary, asked: &str) -> Option<String> {
    let word = dictionary.lexicon().number(&fold(asked))?;
    let named = |entry: u32| format!("`{}`", dictionary.entry(entry).entity.name);
    let names: Vec<String> = dictionary.short_names(word).map(named).collect();
    (!names.is_empty()).then(|| names.join(" or "))
}

/// An entry, and the dictionary it stands in.
struct Page<'d> {
    dictionary: &'d Dictionary,
    number: u32,
    entry: &'d Entry,
}

impl Page<'_> {
    /// A line for each thing that is known, the label only before the first of its sort.
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let entity = &self.entry.entity;
        let sayings = self.dictionary.sayings(self.number);
        let sort = if self.entry.category == entity.kind.as_str() { "" } else { self.entry.category };
        let lines = [
            ("name", vec![entity.name.clone()]),
            ("kind", vec![entity.kind.as_str().to_owned()]),
            ("sort", vec![sort.to_owned()]),
            ("id", vec![entity.id.clone()]),
            ("url", entity.url.iter().cloned().collect()),
            ("aliases", vec![listed(self.entry.aliases.iter().map(String::as_str))]),
            ("spoken", spoken(&sayings)),
            ("not by", self.not_by(&sayings)),
            ("also", self.also()),
            ("word", self.everyday()),
            ("guard", guard(entity).map(str::to_owned).into_iter().collect()),
            ("case", case(self.entry.case).map(str::to_owned).into_iter().collect()),
            ("cues", self.cues()),
            ("limit", self.limits()),
            ("makers", vec![self.names(self.dictionary.makers(self.number))]),
            ("made", vec![self.names(self.dictionary.known_for(self.number))]),
            ("weight", vec![self.entry.weight.to_string()]),
            ("source", vec![source(self.entry)]),
        ];
        for (label, values) in lines {
            let labels = std::iter::once(label).chain(std::iter::repeat(""));
            for (label, value) in labels.zip(values.iter().filter(|value| !value.is_empty())) {
                writeln!(out, "{label:7}  {}", clean(value))?;
            }
        }
        Ok(())
    }

    /// The forms that do not lead here, and why.
    fn not_by(&self, sayings: &[Saying]) -> Vec<String> {
        let told = sayings.iter().filter_map(|saying| {
            let why = match saying.fate {
                Fate::Found => return None,
                Fate::Taken(other) => format!("that is {}", self.named(other)),
                Fate::MereWord => "an English word".to_owned(),
                Fate::Initials => "too short to tell a person".to_owned(),
                Fate::Blocked => "blocked".to_owned(),
                Fate::InItsField => "only with a capital where its field is talked about".to_owned(),
            };
            Some(format!("{}: {why}", saying.form))
        });
        shortened(told.collect())
    }

    /// Other entries that share the name.
    fn also(&self) -> Vec<String> {
        let others = self.dictionary.namesakes(&self.entry.entity.name, self.number);
        shortened(
            others
                .into_iter()
                .map(|other| format!("{} is written or said so, too", self.named(other)))
                .collect(),
        )
    }

    fn everyday(&self) -> Vec<String> {
        let told = self.entry.names().filter_map(|name| match self.dictionary.lexicon().plain(name)? {
            Plain::Word(zipf) => Some(format!(
                "`{name}` is an everyday word (Zipf {zipf:.1}), so other reasons must speak for it"
            )),
            Plain::Phrase(_) => {
                Some(format!("`{name}` is made of everyday words only, so other reasons must speak for it"))
            }
        });
        shortened(told.collect())
    }

    fn cues(&self) -> Vec<String> {
        match self.entry.cues.as_slice() {
            [] => Vec::new(),
            cues => {
                vec![format!("{}: speak for it within 30 words", listed(cues.iter().map(String::as_str)))]
            }
        }
    }

    /// The rows that silence one of its names, or ask for cue words near it.
    fn limits(&self) -> Vec<String> {
        let told = self.entry.names().filter_map(|name| {
            let row = self.dictionary.limits().row(&key(name))?;
            let place = format!("{}:{}", row.source, row.line);
            Some(match row.cues.as_slice() {
                [] => format!("`{name}` is blocked ({place})"),
                cues => {
                    let cues = listed(cues.iter().map(String::as_str));
                    format!("`{name}` is found only within 30 words of {cues} ({place})")
                }
            })
        });
        shortened(told.collect())
    }

    fn named(&self, entry: u32) -> String {
        let Entity { name, id, .. } = &self.dictionary.entry(entry).entity;
        format!("{name} ({id})")
    }

    fn names(&self, entries: impl Iterator<Item = u32>) -> String {
        listed(entries.map(|entry| self.dictionary.entry(entry).entity.name.as_str()))
    }
}

/// The forms that rules make and by which it is found, a line a rule.
fn spoken(sayings: &[Saying]) -> Vec<String> {
    let found = |rule| {
        let of_rule = sayings.iter().filter(move |saying| saying.fate == Fate::Found && saying.rule == rule);
        listed(of_rule.map(|saying| saying.form.as_str()))
    };
    Rule::ALL
        .into_iter()
        .filter(|rule| *rule != Rule::AsWritten)
        .map(|rule| (in_words(rule), found(rule)))
        .filter(|(_, forms)| !forms.is_empty())
        .map(|(words, forms)| format!("{words}: {forms}"))
        .collect()
}

/// How a rule changes a name, for people.
fn in_words(rule: Rule) -> &'static str {
    match rule {
        Rule::AsWritten => "as written",
        Rule::Joined => "in one word",
        Rule::Split => "in its parts",
        Rule::Pronounced => "as people pronounce it",
        Rule::Sound => "as it sounds",
        Rule::Letters => "letters spelled out",
        Rule::LetterNames => "letters as words",
        Rule::Signs => "signs said as words",
        Rule::Numbers => "numbers said as words",
        Rule::Singular => "in the singular",
        Rule::Misheard => "as it is misheard",
    }
}

fn guard(entity: &Entity) -> Option<&'static str> {
    let guarded = !matches!(entity.kind, Kind::Project | Kind::Person);
    guarded.then_some(
        "found so that it is not taken for a project or a person; drawn and listed only with `--kinds`",
    )
}

fn case(case: Case) -> Option<&'static str> {
    (case == Case::Exact).then_some("exact: found in just these letters, and in no spoken form")
}

/// The table, with the line where a reader can look it up, and the lists behind it.
fn source(entry: &Entry) -> String {
    let place = match entry.table {
        0 => format!("built in ({})", entry.source),
        _ => format!("{}:{}", entry.source, entry.line),
    };
    match listed(entry.lists()) {
        lists if lists.is_empty() => place,
        lists => format!("{place}: {lists}"),
    }
}

/// Names with commas between; of very many the first.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    shortened(names.map(str::to_owned).collect()).join(", ")
}

/// The first of very many, and how many more there are.
fn shortened(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > SHOWN {
        let rest = lines.len() - SHOWN;
        lines.truncate(SHOWN);
        lines.push(format!("… and {rest} more"));
    }
    lines
}
