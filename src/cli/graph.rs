//! `comention graph`: the main job; texts in, graph out.

use std::path::PathBuf;

use clap::Args;
use comention::error::Error;
use comention::graph::{BackboneTest, CutBy, Graph, GraphInfo, GraphOptions, Nodes, Window};

use super::args::{self, ENDLESS, TextArguments};
use super::counting::{EntityArguments, PairArguments};
use super::outlet::{self, Outlet, Wanted, formats};
use super::period::PeriodArguments;
use super::report::{Report, counted};
use super::session::Needed;
use super::{Failure, idle, session};

/// What `graph` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct GraphCommand {
    #[command(flatten)]
    pub(super) texts: TextArguments,

    #[command(flatten)]
    period: PeriodArguments,

    /// Write to this file, not to standard output
    ///
    /// Its ending says the format, as in topics.json, topics.gexf or topics.csv (which makes topics.nodes.csv and
    /// topics.edges.csv). The file appears when everything is done; until then one that is there stays as it is.
    #[arg(short, long, value_name = "FILE", help_heading = "Result")]
    output: Option<PathBuf>,

    /// The format, if FILE's ending does not tell
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = formats(),
        hide_possible_values = true,
        long_help = outlet::long_help(),
        help_heading = "Result"
    )]
    format: Option<Wanted>,

    /// What the nodes are: entities, episodes or both
    ///
    /// With `episodes`, two episodes are tied by the names that both mention, and each line tells some of these; with
    /// `both`, each name is tied to the episodes that mention it. The other options say which names count.
    #[arg(
        long,
        value_name = "WHAT",
        value_parser = nodes,
        default_value = "entities",
        help_heading = "What to draw"
    )]
    nodes: Nodes,

    #[command(flatten)]
    entities: EntityArguments,

    /// Draw only the N mentioned in most episodes
    ///
    /// Without it a page (.html) has 2,000 and a picture (.svg) 60; other formats have all.
    #[arg(
        long,
        value_name = "N",
        allow_negative_numbers = true,
        value_parser = args::whole::<usize>(1..=ENDLESS, 100),
        help_heading = "What to draw"
    )]
    top: Option<usize>,

    /// Draw only lines that are among the N surest of one of their ends
    ///
    /// Sure is what comes together again and again, and what is mentioned close together. Where nothing else is said, a
    /// page (.html) has 6 and a picture (.svg) 3, for within an episode everything is tied to everything; other formats
    /// have all lines.
    #[arg(
        long,
        value_name = "N",
        allow_negative_numbers = true,
        value_parser = args::whole::<usize>(1..=ENDLESS, 6),
        help_heading = "What to draw"
    )]
    lines: Option<usize>,

    /// Draw only the lines that stand out, such as 0.05
    ///
    /// ALPHA is how likely chance alone may make a line this strong: the smaller, the fewer lines. This
    /// clears up a graph in which everything hangs on a few names that always come up, such as the show's own
    /// language.
    #[arg(long, value_name = "ALPHA", allow_negative_numbers = true, value_parser = alpha, help_heading = "What to draw")]
    backbone: Option<f64>,

    /// By which test lines stand out: disparity or exact
    ///
    /// `disparity` keeps a line that is strong among all lines of one of its ends. `exact` keeps two names that come up
    /// together more often than chance would have it, for how often each comes up at all; of the lines kept, about the
    /// share ALPHA is chance; between episodes it keeps nearly all. Both go with `--backbone`.
    #[arg(
        long,
        value_name = "TEST",
        value_parser = backbone_test,
        default_value = "disparity",
        help_heading = "What to draw"
    )]
    backbone_test: BackboneTest,

    /// Make communities finer (above 1) or coarser (below 1)
    #[arg(
        long,
        value_name = "G",
        default_value_t = 1.0,
        allow_negative_numbers = true,
        value_parser = resolution,
        help_heading = "How to count"
    )]
    resolution: f64,

    #[command(flatten)]
    pairs: PairArguments,

    /// Keep up to K quotes for each line as evidence
    #[arg(
        long,
        value_name = "K",
        default_value_t = 3,
        allow_negative_numbers = true,
        value_parser = args::whole::<usize>(0..=ENDLESS, 3),
        help_heading = "Result"
    )]
    quotes: usize,
}

/// A level of significance.
fn alpha(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(alpha) if alpha > 0.0 && alpha < 1.0 => Ok(alpha),
        _ => Err("expected a number between 0 and 1, such as 0.05".to_owned()),
    }
}

fn resolution(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(resolution) if resolution > 0.0 && resolution <= 1e6 => Ok(resolution),
        _ => Err("expected a number above 0, such as 1.5".to_owned()),
    }
}

fn nodes(text: &str) -> Result<Nodes, String> {
    text.parse().map_err(|_| format!("expected one of {}", Nodes::ALL.map(Nodes::as_str).join(", ")))
}

fn backbone_test(text: &str) -> Result<BackboneTest, String> {
    let names = BackboneTest::ALL.map(BackboneTest::as_str);
    text.parse().map_err(|_| format!("expected {}", names.join(" or ")))
}

const EXAMPLES: &str = "\
Examples:
  comention graph transcripts/ show-notes/ -o topics.json
  comention graph mentions.jsonl --window 60s --weight npmi,count --min-episodes 3 -o topics.json
  comention graph transcripts/ --top 500 --backbone 0.05 -o topics.gexf
  comention graph transcripts/ --window sentence --backbone 0.05 --backbone-test exact -o topics.dot
  comention graph transcripts/ --nodes episodes --weight cosine --backbone 0.05 -o episodes.json
  comention graph transcripts/ -o topics.html               a page to explore, for any browser
  comention graph transcripts/ --top 80 -o topics.svg       a still picture";

/// Writes the graph of what was talked about together.
pub(super) fn run(command: &GraphCommand, report: &mut Report) -> Result<(), Failure> {
    idle::tell_backbone(&command.texts, command.backbone, report);
    let outlet = Outlet::of(command.output.as_deref(), command.format)?;
    let period = command.period.period()?;
    let needed = if outlet.compares_episodes() { Needed::Words } else { Needed::Nothing };
    let mut findings = session::find(&command.texts, command.output.as_deref(), needed, report)?;
    findings.keep_within(period, None, report);
    let (corpus, options) = (&findings.corpus, command.options(outlet.shows_well()));
    let graph = session::on_threads(command.texts.input.threads, || Graph::build(corpus, &options))?;
    for cut in graph.info.cut.iter().filter(|cut| !cut.is_empty()) {
        report.note(&cut.to_string());
    }
    if graph.petgraph.node_count() == 0 {
        report.warnings(&[Error::new("the graph is empty: nobody is mentioned, or nobody is left")]);
        outlet.spare()?;
    }
    session::on_threads(command.texts.input.threads, || outlet.write(&graph, &findings.corpus))??;
    if command.is_narrowed(&graph.info, outlet.shows_well()) {
        report.note("drawn so that it reads: `--top` and `--lines` show more");
    }
    if graph.info.edges > READABLE {
        report.note(&too_dense(&graph.info));
    }
    findings.tell_summary(&command.entities.kinds, report);
    // The process ends here, and gives back at once what lies in millions of pieces.
    std::mem::forget((graph, findings.corpus));
    Ok(())
}

/// Lines from which a picture is a black disk, whatever draws it.
const READABLE: u32 = 50_000;

fn too_dense(info: &GraphInfo) -> String {
    let more = match (info.drawn, info.window) {
        (Nodes::Entities, Window::Episode) => "`--window sentence` ties only what is said together, and ",
        _ => "",
    };
    let backbone = match info.backbone {
        Some(_) => "a smaller `--backbone` keeps fewer",
        None => "`--backbone 0.05` keeps those that stand out",
    };
    let lines = counted(info.edges as usize, "line");
    format!("{lines} are too many to look at: {more}{backbone}")
}

impl GraphCommand {
    /// Whether something was left out that nobody asked to be.
    fn is_narrowed(&self, info: &GraphInfo, shows_well: Option<(usize, usize)>) -> bool {
        let is_asked = |by: CutBy| match by {
            CutBy::Top => self.top.is_some(),
            CutBy::Lines => self.lines.is_some(),
            _ => true,
        };
        shows_well.is_some() && info.cut.iter().any(|cut| !is_asked(cut.by) && !cut.is_empty())
    }

    /// What is asked for; where nothing is, what is written `shows_well` so many names, and so many lines of each.
    fn options(&self, shows_well: Option<(usize, usize)>) -> GraphOptions {
        let lines = shows_well.map(|(_, lines)| lines).filter(|_| self.backbone.is_none());
        GraphOptions {
            nodes: self.nodes,
            kinds: self.entities.kinds.clone(),
            window: self.pairs.window,
            weights: self.pairs.weights.clone(),
            min_episodes: self.entities.min_episodes,
            backbone: self.backbone,
            backbone_test: self.backbone_test,
            resolution: self.resolution,
            top: self.top.or(shows_well.map(|(names, _)| names)),
            lines: self.lines.or(lines),
            quotes: self.quotes,
        }
    }
}
