//! What earlier runs have found, and where this one keeps what it finds: the unfinished result, the cache, or both.

use std::sync::atomic::{AtomicUsize, Ordering};

use comention::corpus::Corpus;
use comention::episode::Episode;
use comention::error::Error;
use comention::mention::Extraction;

use super::cache::Cache;
use super::key::{Ground, Key};
use super::part::Part;
use super::report::{Report, counted, grouped};
use super::sealed::seal;

/// Extractions by what they were made of; shared between threads.
#[derive(Debug)]
pub(super) struct Kept {
    ground: Ground,
    cache: Option<Cache>,
    /// The unfinished result.
    pub(super) part: Option<Part>,
    asked: AtomicUsize,
    of_part: AtomicUsize,
    of_cache: AtomicUsize,
}

impl Kept {
    /// What is kept of runs on this ground.
    pub(super) fn new(ground: Ground, cache: Option<Cache>, part: Option<Part>) -> Kept {
        let [asked, of_part, of_cache] = Default::default();
        Kept { ground, cache, part, asked, of_part, of_cache }
    }

    /// The key of an episode's extraction.
    pub(super) fn key(&self, episode: &Episode) -> Key {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.ground.key(episode)
    }

    /// What was found under this key.
    pub(super) fn known(&self, key: &Key) -> Result<Option<Extraction>, Error> {
        if let Some(extraction) = self.part.as_ref().and_then(|part| part.get(key)) {
            self.of_part.fetch_add(1, Ordering::Relaxed);
            return Ok(Some(extraction));
        }
        let Some((extraction, sealed)) = self.cache.as_ref().and_then(|cache| cache.get(key)) else {
            return Ok(None);
        };
        self.of_cache.fetch_add(1, Ordering::Relaxed);
        if let Some(part) = &self.part {
            part.add(key, &sealed)?;
        }
        Ok(Some(extraction))
    }

    /// Keeps what was found. Fails where the result itself could not be written.
    pub(super) fn keep(&self, key: &Key, extraction: &Extraction) -> Result<(), Error> {
        let sealed = seal(key, &Corpus::to_line(extraction));
        if let Some(cache) = &self.cache {
            cache.put(key, &sealed);
        }
        self.part.as_ref().map_or(Ok(()), |part| part.add(key, &sealed))
    }

    /// Tells how much had been done before, and what was wrong with the cache.
    pub(super) fn tell(&self, report: &Report) {
        let (asked, of_part) = (self.asked.load(Ordering::Relaxed), self.of_part.load(Ordering::Relaxed));
        if of_part > 0 {
            report.note(&format!("{} had been done by the run that was stopped", of_all(of_part, asked)));
        }
        if let Some(cache) = &self.cache {
            report.note(&format!("{} from the cache", of_all(self.of_cache.load(Ordering::Relaxed), asked)));
            cache.tell(report);
        }
    }
}

/// `3 of 7 episodes`.
fn of_all(some: usize, all: usize) -> String {
    format!("{} of {}", grouped(some), counted(all, "episode"))
}
