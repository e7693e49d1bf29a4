//! Episodes → lines of extractions, in order, as they are found.
//!
//! Into a file: what is finished goes to its unfinished result (`part`), in any order; at the end the file is made of it. To
//! standard output or a device: line by line. Either way no more than the episodes in flight are in memory as mentions. What
//! earlier runs have found must be united with what this one finds, and is in memory anyway: then all is.

use std::io;

use comention::corpus::Corpus;
use comention::entity::Kind;
use comention::episode::Episode;
use comention::error::Error;
use comention::mention::Extraction;
use comention::period::Period;

use super::Failure;
use super::finder::{Finder, Found, each};
use super::kept::Kept;
use super::key::Key;
use super::output::Destination;
use super::period::Sieve;
use super::report::Report;
use super::session::{Summary, Work};

/// Finds what is in the texts, writes what is of a period, and tells how much that was.
pub(super) fn write(
    work: Work,
    destination: &Destination,
    period: Period,
    report: &Report,
) -> Result<(), Failure> {
    let mut tally = Tally { sieve: Sieve::new(period), summary: Summary::of(work.files) };
    let (finder, episodes) = match work {
        Work { finder: Some(finder), given, episodes, .. } if given.is_empty() => (finder, episodes),
        work => return write_all(work, destination, period, report),
    };
    if let Destination::File(_) = destination {
        to_file(&finder, episodes, destination, &mut tally, report)?;
    } else {
        to_pipe(&finder, episodes, destination, &mut tally, report)?;
    }
    tally.tell(finder.kept.as_ref(), report);
    Ok(())
}

/// What is written, and how much of it there is.
#[derive(Debug)]
struct Tally {
    sieve: Sieve,
    summary: Summary,
}

impl Tally {
    /// Whether an extraction is to be written; counts it if so.
    fn takes(&mut self, extraction: &Extraction) -> bool {
        let takes = self.sieve.holds(&extraction.episode);
        if takes {
            self.summary.add(extraction, &Kind::ALL);
        }
        takes
    }

    fn tell(&self, kept: Option<&Kept>, report: &Report) {
        if let Some(kept) = kept {
            kept.tell(report);
        }
        self.sieve.tell(report);
        self.summary.tell(report);
    }
}

/// All episodes go to the unfinished result first, then those of the period to the file.
fn to_file(
    finder: &Finder,
    episodes: Vec<Episode>,
    destination: &Destination,
    tally: &mut Tally,
    report: &Report,
) -> Result<(), Failure> {
    let mut wanted: Vec<Key> = Vec::new();
    let take = |found: Result<Found, Error>| {
        let Found { extraction, key } = found?;
        wanted.extend(key.filter(|_| tally.takes(&extraction)));
        Ok::<(), Failure>(())
    };
    each(episodes, report, |episode| finder.find(episode), take)?;
    let part = finder.kept.as_ref().and_then(|kept| kept.part.as_ref());
    let Some(part) = part else { return Ok(()) };
    let is_empty = destination.spare(wanted.is_empty());
    if is_empty.is_ok() {
        destination.write(|out| wanted.iter().try_for_each(|key| part.write(key, out)))?;
    }
    part.finish();
    Ok(is_empty?)
}

/// Each episode goes out when those before it have.
fn to_pipe(
    finder: &Finder,
    episodes: Vec<Episode>,
    destination: &Destination,
    tally: &mut Tally,
    report: &Report,
) -> Result<(), Error> {
    let find = |episode: &Episode| {
        let found = finder.find(episode)?;
        Ok((Corpus::to_line(&found.extraction), found))
    };
    destination.write(|out| {
        each(episodes, report, find, |found: Result<(String, Found), Error>| {
            let (line, found) = found.map_err(io::Error::other)?;
            if tally.takes(&found.extraction) { writeln!(out, "{line}") } else { Ok(()) }
        })
    })
}

/// All that is found is put together with what earlier runs have found, and then written.
fn write_all(work: Work, destination: &Destination, period: Period, report: &Report) -> Result<(), Failure> {
    let mut findings = work.find(false, report)?;
    findings.keep_within(period, None, report);
    destination.spare(findings.corpus.is_empty())?;
    destination.write(|out| {
        findings
            .corpus
            .extractions()
            .try_for_each(|extraction| writeln!(out, "{}", Corpus::to_line(extraction)))
    })?;
    if let Some(part) = findings.kept.as_ref().and_then(|kept| kept.part.as_ref()) {
        part.finish();
    }
    findings.tell_summary(&Kind::ALL, report);
    Ok(())
}
