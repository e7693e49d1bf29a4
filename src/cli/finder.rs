//! Episodes → extractions, on all threads and in order.

use comention::corpus::in_order;
use comention::episode::Episode;
use comention::error::Error;
use comention::extract::Extractor;
use comention::mention::Extraction;
use rayon::prelude::*;

use super::kept::Kept;
use super::key::Key;
use super::report::Report;

/// How many episodes are in flight at a time, for each thread: enough that a long one makes no thread wait for long, and so
/// few that what was found takes no memory worth speaking of until it is handed over.
const IN_FLIGHT: usize = 16;

/// Finds the mentions of episodes, or knows them already.
#[derive(Debug)]
pub(super) struct Finder<'d> {
    pub(super) extractor: Extractor<'d>,
    pub(super) kept: Option<Kept>,
}

/// What was found in an episode.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) extraction: Extraction,
    /// Under which it is kept, if it is.
    pub(super) key: Option<Key>,
}

impl Finder<'_> {
    /// The mentions of an episode. Fails where they could not be kept in the unfinished result.
    pub(super) fn find(&self, episode: &Episode) -> Result<Found, Error> {
        let anew = || in_order(self.extractor.extract(episode));
        let Some(kept) = &self.kept else {
            return Ok(Found { extraction: anew(), key: None });
        };
        let key = kept.key(episode);
        let extraction = match kept.known(&key)? {
            Some(extraction) => extraction,
            None => {
                let extraction = anew();
                kept.keep(&key, &extraction)?;
                extraction
            }
        };
        Ok(Found { extraction, key: Some(key) })
    }
}

/// Does a job for each episode, on all threads, and hands over what comes of it in their order, a few at a time.
///
/// An episode is dropped when its job is done. The first that is not taken ends it all.
pub(super) fn each<T: Send, E>(
    episodes: Vec<Episode>,
    report: &Report,
    job: impl Fn(&Episode) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let bar = report.bar("finding", episodes.len());
    let mut rest = episodes.into_iter();
    loop {
        let some: Vec<Episode> = rest.by_ref().take(IN_FLIGHT * rayon::current_num_threads()).collect();
        if some.is_empty() {
            break;
        }
        let one = |episode: &Episode| {
            let done = job(episode);
            bar.inc(1);
            done
        };
        let done: Vec<T> = some.par_iter().map(one).collect();
        done.into_iter().try_for_each(&mut take)?;
    }
    bar.finish_and_clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(count: u32) -> Vec<Episode> {
        let mut episodes = vec![Episode::default(); count as usize];
        for (episode, number) in episodes.iter_mut().zip(0..) {
            episode.info.number = Some(number);
        }
        episodes
    }

    #[test]
    fn results_come_in_order_until_one_is_refused() {
        let mut taken = Vec::new();
        let refused = each(
            numbered(1000),
            &Report::new(true),
            |episode| episode.info.number,
            |number| {
                taken.push(number);
                if number == Some(700) { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!(refused, Err("enough"));
        assert_eq!(taken, (0..=700).map(Some).collect::<Vec<_>>());
    }
}
