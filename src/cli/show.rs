//! `comention show`: who or what somebody is in these texts.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use comention::corpus::Corpus;
use comention::dictionary::Dictionary;
use comention::entity::{Entity, Kind};
use comention::error::Error;
use comention::graph::{Graph, GraphOptions, Weight, Window};
use comention::text::distance::within;
use comention::text::fold::{key, slug};

use super::args::{self, ENDLESS, TextArguments};
use super::output::Destination;
use super::period::PeriodArguments;
use super::portrait::Portrait;
use super::report::Report;
use super::terminal::{NAME_WIDTH, Style, clean, keep_start, meant};
use super::{Failure, graph, session};

/// What `show` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ShowCommand {
    /// A project or a person
    ///
    /// A name, another spelling of it, or an id such as `project:anyio`. Case, accents and separators do not matter.
    #[arg(value_name = "NAME")]
    name: String,

    #[command(flatten)]
    pub(super) texts: TextArguments,

    #[command(flatten)]
    period: PeriodArguments,

    /// Show at most this many neighbours, the strongest first
    #[arg(
        short,
        long = "number",
        value_name = "N",
        default_value_t = 10,
        allow_negative_numbers = true,
        value_parser = args::whole::<usize>(1..=ENDLESS, 10),
        help_heading = "Result"
    )]
    number: usize,

    /// How to show it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Result")]
    format: Format,

    /// What counts as together: the episode, a sentence, 60s
    #[arg(long, value_name = "WINDOW", default_value_t, value_parser = graph::window, help_heading = "How to count")]
    window: Window,

    /// How strong neighbours are: log_likelihood, count or others
    ///
    /// One of count, jaccard, cosine, association, npmi and log_likelihood; of several the first is taken.
    /// `log_likelihood` says how sure it is that the two belong together, so that neither names that always come up
    /// nor chance meetings lead the list.
    #[arg(
        long = "weight",
        value_name = "WEIGHT",
        value_delimiter = ',',
        value_parser = graph::weight,
        default_value = "log_likelihood",
        help_heading = "How to count"
    )]
    weights: Vec<Weight>,
}

const EXAMPLES: &str = "\
Examples:
  comention show AnyIO transcripts/
  comention show \"Guido van Rossum\" mentions.jsonl --from 2020 -n 20
  comention show project:rich mentions.jsonl --format json";

/// How it is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people
    #[default]
    Table,
    /// One JSON object
    Json,
}

/// Shows the one that is meant.
pub(super) fn run(command: &ShowCommand, report: &mut Report) -> Result<(), Failure> {
    let period = command.period.period()?;
    let mut findings = session::find(&command.texts, None, false, report)?;
    findings.keep_within(period, None, report);
    let dictionary = match findings.dictionary {
        Some(dictionary) => dictionary,
        None => session::build_dictionary(&command.texts.names)?,
    };
    let known = entities(&findings.corpus);
    let named = named(&command.name, &known, dictionary);
    let Some(entity) = named.first() else {
        return Err(unknown(&command.name, &known, dictionary).into());
    };
    for other in &named[1..] {
        let id = clean(&other.id);
        report.note(&format!("there is a {} of this name, too: `{id}` shows it", other.kind.as_str()));
    }
    let graph = Graph::build(&findings.corpus, &command.options(entity.kind));
    let portrait = Portrait::new(entity, &graph, &findings.corpus, command.number);
    Destination::Standard.write(|out| match command.format {
        Format::Table => portrait.write_table(Style::of_stdout(), out),
        Format::Json => portrait.write_json(out),
    })?;
    Ok(())
}

impl ShowCommand {
    /// Communities are those that `graph` finds, by count; neighbours go by the last weight.
    fn options(&self, kind: Kind) -> GraphOptions {
        let mut kinds = GraphOptions::default().kinds;
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
        let weights = vec![Weight::Count, self.weights.first().copied().unwrap_or_default()];
        GraphOptions { kinds, weights, window: self.window, quotes: 1, ..GraphOptions::default() }
    }
}

/// The entities that are mentioned, by id, and in how many episodes.
fn entities(corpus: &Corpus) -> BTreeMap<&str, (&Entity, u32)> {
    let mut entities: BTreeMap<&str, (&Entity, u32)> = BTreeMap::new();
    for extraction in corpus.extractions() {
        let mentions = || extraction.documents.iter().flat_map(|document| &document.mentions);
        for entity in &extraction.entities {
            if mentions().any(|mention| mention.entity == entity.id) {
                entities.entry(&entity.id).or_insert((entity, 0)).1 += 1;
            }
        }
    }
    entities
}

/// Those that may be meant, the one of most episodes first. Of an id there is one; a name may be that of several.
fn named<'c>(
    asked: &str,
    known: &BTreeMap<&str, (&'c Entity, u32)>,
    dictionary: &Dictionary,
) -> Vec<&'c Entity> {
    if let Some((entity, _)) = known.get(asked) {
        return vec![entity];
    }
    let (wanted, listed) = (slug(asked), dictionary.find(asked).map(|entity| entity.id.as_str()));
    let mut named: Vec<&(&Entity, u32)> = known
        .values()
        .filter(|(entity, _)| slug(&entity.name) == wanted || Some(entity.id.as_str()) == listed)
        .collect();
    // Ids ascend already.
    named.sort_by_key(|(_, episodes)| std::cmp::Reverse(*episodes));
    named.into_iter().map(|(entity, _)| *entity).collect()
}

/// The share of the letters that may differ in what is meant.
const APART: f32 = 0.25;

/// Longest name that is compared letter by letter, in bytes.
const LONGEST: usize = 200;

fn unknown(asked: &str, known: &BTreeMap<&str, (&Entity, u32)>, dictionary: &Dictionary) -> Error {
    let shown = keep_start(&clean(asked), NAME_WIDTH);
    let wanted = key(asked);
    let mut near: Vec<(f32, &str)> = known
        .values()
        .filter(|(entity, _)| entity.name.len().max(wanted.len()) <= LONGEST)
        .filter_map(|(entity, _)| Some((within(&wanted, &key(&entity.name), APART)?, entity.name.as_str())))
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    near.dedup_by(|a, b| a.1 == b.1);
    near.truncate(3);
    let names: Vec<String> = near.iter().map(|(_, name)| clean(name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let hint = meant(&names).unwrap_or_else(|| match dictionary.find(asked) {
        Some(_) => "the name is known, but nobody mentions it in these texts".to_owned(),
        None => "`comention mentions` lists who and what is mentioned".to_owned(),
    });
    Error::new(format!("no mention of `{shown}` found")).hint(hint)
}
