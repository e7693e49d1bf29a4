//! `comention show`: who or what somebody is in these texts.

use std::collections::BTreeMap;

use clap::Args;
use comention::entity::{Entity, Kind};
use comention::graph::{Graph, GraphOptions, Weight};

use super::args::{self, ENDLESS, TextArguments};
use super::asked::{self, Asked, mentioned};
use super::counting::PairArguments;
use super::names::Names;
use super::period::PeriodArguments;
use super::portrait::Portrait;
use super::report::Report;
use super::result::{ResultArguments, TableOrJson};
use super::session::Needed;
use super::terminal::{Style, clean};
use super::{Failure, session};

/// What `show` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("weights", |weights| weights
        .default_value("log_likelihood")
        .help("How strong neighbours are: log_likelihood, count or others")
        .long_help(WEIGHTS)),
)]
pub(super) struct ShowCommand {
    /// A project or a person
    ///
    /// A name, another spelling of it, or an id such as `project:anyio`. Case, accents and separators do not matter.
    #[arg(value_name = "NAME", value_parser = asked::name)]
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

    /// Format [default: table]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Result")]
    format: Option<TableOrJson>,

    #[command(flatten)]
    result: ResultArguments,

    #[command(flatten)]
    pairs: PairArguments,
}

const WEIGHTS: &str = "\
How strong neighbours are: log_likelihood, count or others

One of count, jaccard, cosine, association, npmi and log_likelihood; of several the first is taken. `log_likelihood` says
how sure it is that the two belong together, so that neither names that always come up nor chance meetings lead the list.";

const EXAMPLES: &str = "\
Examples:
  comention show AnyIO transcripts/
  comention show \"Guido van Rossum\" mentions.jsonl --from 2020 -n 20
  comention show project:rich mentions.jsonl --format json";

/// Shows the one that is meant.
pub(super) fn run(command: &ShowCommand, report: &mut Report) -> Result<(), Failure> {
    let period = command.period.period()?;
    let (destination, format) =
        command.result.decide(command.format, &TableOrJson::ENDINGS, TableOrJson::Table)?;
    let mut findings = session::find(&command.texts, command.result.path(), Needed::Nothing, report)?;
    findings.keep_within(period, None, report);
    let dictionary = match findings.dictionary {
        Some(dictionary) => dictionary,
        None => Names::read(&command.texts.names)?.dictionary,
    };
    let asked = Asked::new(&command.name, dictionary);
    let named = named(&command.name, &asked, &mentioned(&findings.corpus));
    let Some(entity) = named.first() else {
        return Err(asked.not_found(&findings.corpus).into());
    };
    for other in &named[1..] {
        let id = clean(&other.id);
        report.note(&format!("there is a {} of this name, too: `{id}` shows it", other.kind.as_str()));
    }
    let options = command.options(entity.kind);
    let graph =
        session::on_threads(command.texts.input.threads, || Graph::build(&findings.corpus, &options))?;
    let portrait = Portrait::new(entity, &graph, &findings.corpus, command.number);
    destination.write(|out| match format {
        TableOrJson::Table => portrait.write_table(Style::of(&destination), out),
        TableOrJson::Json => portrait.write_json(out),
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
        let weights = vec![Weight::Count, self.pairs.weights.first().copied().unwrap_or_default()];
        GraphOptions { kinds, weights, window: self.pairs.window, quotes: 1, ..GraphOptions::default() }
    }
}

/// Those that may be meant, the one of most episodes first. Of an id there is one; a name may be that of several.
fn named<'c>(name: &str, asked: &Asked, mentioned: &BTreeMap<&str, (&'c Entity, u32)>) -> Vec<&'c Entity> {
    if let Some((entity, _)) = mentioned.get(name) {
        return vec![entity];
    }
    let mut named: Vec<&(&Entity, u32)> =
        mentioned.values().filter(|(entity, _)| asked.is_meant(entity)).collect();
    // Ids ascend already.
    named.sort_by_key(|(_, episodes)| std::cmp::Reverse(*episodes));
    named.into_iter().map(|(entity, _)| *entity).collect()
}
