//! `--from` and `--to`: which episodes, by their date.

use std::collections::BTreeSet;

use clap::Args;
use comention::episode::EpisodeInfo;
use comention::error::Error;
use comention::period::{Date, Period};

use super::report::{Report, counted};
use super::session::Findings;

/// The time asked about.
#[derive(Debug, Args)]
pub(super) struct PeriodArguments {
    /// Take only episodes from this date on, such as 2021
    ///
    /// A year, a month or a day: 2021, 2021-06 or 2021-06-15. Episodes whose date is not known are left out, and
    /// counted in a message.
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Texts")]
    from: Option<Date>,

    /// Take only episodes up to this date, such as 2023-06
    ///
    /// A year, a month or a day, with all its days. Episodes whose date is not known are left out, and counted in a
    /// message.
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Texts")]
    to: Option<Date>,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "expected a year, a month or a day, such as 2021, 2021-06 or 2021-06-15".to_owned())
}

impl PeriodArguments {
    /// The period, if any day lies in it.
    pub(super) fn period(&self) -> Result<Period, Error> {
        let period = Period { from: self.from, to: self.to };
        match period {
            Period { from: Some(from), to: Some(to) } if period.is_empty() => {
                Err(Error::new(format!("no day is from {from} on and up to {to}"))
                    .hint("give the earlier date to `--from` and the later one to `--to`"))
            }
            period => Ok(period),
        }
    }
}

impl Findings {
    /// Keeps the episodes of a period, and the one that was `asked` about whenever it was; tells what was left out.
    pub(super) fn keep_within(&mut self, period: Period, asked: Option<&str>, report: &Report) {
        let mut sieve = Sieve::new(period);
        let mut dropped: BTreeSet<String> = BTreeSet::new();
        self.corpus.retain(|extraction| {
            let holds = asked == Some(&extraction.episode.id) || sieve.holds(&extraction.episode);
            if !holds {
                dropped.extend(extraction.documents.iter().map(|document| document.path.clone()));
            }
            holds
        });
        self.judgements.retain(|judgement| !dropped.contains(&judgement.path));
        sieve.tell(report);
    }
}

/// Tells episodes of a period from others, and counts these.
#[derive(Debug)]
pub(super) struct Sieve {
    period: Period,
    outside: usize,
    undated: usize,
}

impl Sieve {
    pub(super) fn new(period: Period) -> Sieve {
        Sieve { period, outside: 0, undated: 0 }
    }

    /// Whether an episode is of the period.
    pub(super) fn holds(&mut self, episode: &EpisodeInfo) -> bool {
        let date = episode.date.as_deref();
        if self.period.is_open() || date.is_some_and(|date| self.period.holds(date)) {
            return true;
        }
        match date.map(str::parse::<Date>) {
            Some(Ok(_)) => self.outside += 1,
            _ => self.undated += 1,
        }
        false
    }

    /// Tells what was left out.
    pub(super) fn tell(&self, report: &Report) {
        if self.outside > 0 {
            report.note(&format!("left out {} of another time", counted(self.outside, "episode")));
        }
        if self.undated > 0 {
            report.note(&format!("left out {} without a date", counted(self.undated, "episode")));
        }
    }
}
