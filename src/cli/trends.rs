//! `comention trends`: what is talked about more and more, or less and less.

use std::io::{self, Write};

use clap::Args;
use comention::trends::{Found, Trend, Trends, Year};

use super::args::{self, ENDLESS, TextArguments};
use super::columns;
use super::counting::EntityArguments;
use super::period::PeriodArguments;
use super::report::{Report, counted};
use super::result::{ResultArguments, TableOrJson};
use super::session::Needed;
use super::terminal::Style;
use super::{Failure, json, session};

/// What `trends` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("kinds", |kinds| kinds.help_heading("How to count")),
    mut_arg("min_episodes", |least| least
        .default_value("5")
        .long_help("Leave out who is mentioned in fewer than N episodes\n\nOf fewer than five nothing much can be said.")
        .help_heading("How to count")),
)]
pub(super) struct TrendsCommand {
    #[command(flatten)]
    pub(super) texts: TextArguments,

    #[command(flatten)]
    period: PeriodArguments,

    #[command(flatten)]
    entities: EntityArguments,

    /// Show the N that rise and the N that fall most clearly
    #[arg(
        long,
        value_name = "N",
        default_value_t = 15,
        allow_negative_numbers = true,
        value_parser = args::whole::<usize>(1..=ENDLESS, 15),
        help_heading = "Result"
    )]
    top: usize,

    /// Format [default: table]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Result")]
    format: Option<TableOrJson>,

    #[command(flatten)]
    result: ResultArguments,
}

const EXAMPLES: &str = "\
Counted is in which share of a year's episodes a name comes up. `a year` says by how many of a hundred episodes that
share grows from year to year, `clear` how far that is from chance, in standard errors; what chance may well have made
is marked with `?`. Bars show the share by year, up to each name's own highest; a dot is a year without episodes.

Examples:
  comention trends transcripts/
  comention trends mentions.jsonl --kinds project --from 2018 --to 2023 --top 30
  comention trends mentions.jsonl --format json";

/// Shows what rises and what falls.
pub(super) fn run(command: &TrendsCommand, report: &mut Report) -> Result<(), Failure> {
    let period = command.period.period()?;
    let (destination, format) =
        command.result.decide(command.format, &TableOrJson::ENDINGS, TableOrJson::Table)?;
    let mut findings = session::find(&command.texts, command.result.path(), Needed::Nothing, report)?;
    findings.keep_within(period, None, report);
    let EntityArguments { kinds, min_episodes } = &command.entities;
    let mut found = Trends::of(&findings.corpus).kinds(kinds).min_episodes(*min_episodes).count();
    cut(&mut found, command.top);
    tell(&found, report);
    destination.spare(found.trends.is_empty())?;
    destination.write(|out| match format {
        TableOrJson::Table => write_table(&found, Style::of(&destination), out),
        TableOrJson::Json => json::write_lines(std::slice::from_ref(&found), out),
    })?;
    findings.tell_summary(kinds, report);
    Ok(())
}

/// Tells what was left out, and why there may be nothing.
fn tell(found: &Found, report: &Report) {
    if found.undated > 0 {
        report.note(&format!("left out {} without a date", counted(found.undated as usize, "episode")));
    }
    if found.years.len() < 2 {
        report.note("trends need dated episodes of two years or more");
    }
}

/// Keeps the clearest on either side.
fn cut(found: &mut Found, top: usize) {
    let rising = found.trends.iter().take_while(|trend| trend.z > 0.0).count();
    let falling = found.trends.iter().rev().take_while(|trend| trend.z < 0.0).count();
    let from = found.trends.len() - falling.min(top);
    let mut number = 0..;
    found.trends.retain(|_| number.next().is_some_and(|at| at < rising.min(top) || at >= from));
}

fn write_table(found: &Found, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let (Some(first), Some(last)) = (found.years.first(), found.years.last()) else {
        return Ok(());
    };
    let years = format!("{} to {}", first.year, last.year);
    let falls = found.trends.partition_point(|trend| trend.z > 0.0);
    let (rising, falling) = found.trends.split_at(falls);
    let falling: Vec<&Trend> = falling.iter().rev().collect();
    for (direction, trends) in [("rising", rising.iter().collect()), ("falling", falling)] {
        if trends.is_empty() {
            continue;
        }
        if direction == "falling" && !rising.is_empty() {
            writeln!(out)?;
        }
        let rows: Vec<[String; 6]> = trends.iter().map(|trend| row(trend, &found.years)).collect();
        columns::write([direction, "kind", &years, "episodes", "a year", "clear"], &rows, style.width, out)?;
    }
    Ok(())
}

fn row(trend: &Trend, years: &[Year]) -> [String; 6] {
    let doubt = if trend.sure { "" } else { " ?" };
    [
        trend.name.clone(),
        trend.kind.as_str().to_owned(),
        bars(trend, years),
        trend.episodes.to_string(),
        format!("{:+.1}", trend.slope * 100.0),
        format!("{:+.1}{doubt}", trend.z),
    ]
}

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A bar for each year, as high as the entity's share of its episodes.
fn bars(trend: &Trend, years: &[Year]) -> String {
    let share = |year: &Year, count: u32| f64::from(count) / f64::from(year.episodes);
    let shares: Vec<Option<f64>> = years
        .iter()
        .zip(&trend.by_year)
        .map(|(year, &count)| (year.episodes > 0).then(|| share(year, count)))
        .collect();
    let highest = shares.iter().flatten().fold(f64::MIN_POSITIVE, |highest, &share| highest.max(share));
    let bar = |share: Option<f64>| {
        share.map_or('·', |share| match share {
            0.0 => ' ',
            share => BARS[((share / highest * 8.0).ceil() as usize).clamp(1, 8) - 1],
        })
    };
    shares.into_iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use comention::entity::Kind;

    use super::*;

    fn trend(name: &str, z: f64, by_year: &[u32]) -> Trend {
        Trend {
            id: format!("project:{name}"),
            name: name.to_owned(),
            kind: Kind::Project,
            episodes: by_year.iter().sum(),
            by_year: by_year.to_vec(),
            slope: z / 100.0,
            z,
            sure: z.abs() > 3.0,
        }
    }

    fn found() -> Found {
        let years = (2019..).zip([10, 0, 10, 20]).map(|(year, episodes)| Year { year, episodes }).collect();
        let trends = vec![
            trend("uv", 4.0, &[0, 0, 1, 10]),
            trend("ruff", 2.0, &[0, 0, 1, 4]),
            trend("flat", 0.0, &[1, 0, 1, 2]),
            trend("nose", -3.5, &[8, 0, 4, 0]),
        ];
        Found { years, undated: 0, tested: 4, trends }
    }

    #[test]
    fn draws_bars_by_share_and_marks_doubt() {
        let mut found = found();
        cut(&mut found, 5);
        let mut out = Vec::new();
        write_table(&found, Style { width: 80, bold: false }, &mut out).expect("memory takes everything");
        assert_eq!(
            String::from_utf8(out).expect("text in, text out"),
            "rising  kind     2019 to 2022  episodes  a year  clear\n\
             uv      project   ·▂█          11        +4.0    +4.0\n\
             ruff    project   ·▄█          5         +2.0    +2.0 ?\n\
             \n\
             falling  kind     2019 to 2022  episodes  a year  clear\n\
             nose     project  █·▄           12        -3.5    -3.5\n"
        );
    }

    #[test]
    fn keeps_the_clearest_of_either_side() {
        let mut found = found();
        cut(&mut found, 1);
        let names: Vec<&str> = found.trends.iter().map(|trend| trend.name.as_str()).collect();
        assert_eq!(names, ["uv", "nose"]);
    }
}
