//! Files that feeds name → which of them there are, and whose they are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use comention::episode::{DocumentKind, Episode};
use comention::error::Error;
use comention::source::attachment::Attachment;
use comention::source::{Format, Hints, Reading};

use super::input::Source;
use super::report::counted;

/// What feeds name.
#[derive(Debug, Default)]
pub(super) struct Attached {
    /// Files that are there, each once.
    pub(super) claims: Vec<Claim>,
    /// Files that should lie beside a feed.
    pub(super) missing: Vec<Error>,
    /// Files that two episodes name.
    pub(super) doubled: Vec<Error>,
    remote: Vec<Remote>,
}

/// A file and the episode that names it.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) source: Source,
    hints: Hints,
    is_chapters: bool,
}

/// A transcript on the web that is not there.
#[derive(Debug)]
struct Remote {
    feed: String,
    line: u32,
    url: String,
    episode: Option<String>,
}

/// Looks for the files that feeds name: beside the feed, or among the texts that were given, by the file's name.
pub(super) fn find(readings: &[Reading], sources: &[Source]) -> Attached {
    let given = Given::new(readings, sources);
    let mut attached = Attached::default();
    let mut claimed: BTreeSet<PathBuf> = BTreeSet::new();
    for reading in readings {
        let mut remote = Vec::new();
        let mut has_transcript = false;
        for file in &reading.attachments {
            match given.find(file) {
                Some(source) if !claimed.insert(source.key()) => {
                    attached.doubled.push(told(
                        reading,
                        file,
                        "another episode of a feed has this file: ",
                        "",
                    ));
                }
                Some(source) => {
                    has_transcript |= !file.is_chapters;
                    let hints = reading.hints.clone();
                    attached.claims.push(Claim { source, hints, is_chapters: file.is_chapters });
                }
                None if file.is_remote => remote.push(file),
                None => attached.missing.push(missing(reading, file)),
            }
        }
        let first = remote.into_iter().find(|file| !file.is_chapters).filter(|_| !has_transcript);
        attached.remote.extend(first.map(|file| Remote {
            feed: reading.document.path.clone(),
            line: file.line,
            url: file.url.clone(),
            episode: reading.hints.episode.clone(),
        }));
    }
    attached
}

fn missing(reading: &Reading, file: &Attachment) -> Error {
    let hint = match file.paths.first() {
        Some(path) => format!("put it at `{path}`"),
        None => "only files in the feed's folder and below it are read".to_owned(),
    };
    told(reading, file, "this feed names a file that is not beside it: ", &hint)
}

fn told(reading: &Reading, file: &Attachment, what: &str, hint: &str) -> Error {
    let error =
        Error::new(format!("{what}`{}`", file.url)).in_source(&reading.document.path).at_line(file.line);
    if hint.is_empty() { error } else { error.hint(hint) }
}

/// The texts that were given, by file name where only one has it.
struct Given<'s> {
    by_name: BTreeMap<&'s str, Option<&'s Source>>,
    /// File names that feeds give to one episode only.
    distinct: BTreeSet<&'s str>,
}

impl<'s> Given<'s> {
    fn new(readings: &'s [Reading], sources: &'s [Source]) -> Self {
        let mut by_name: BTreeMap<&str, Option<&Source>> = BTreeMap::new();
        let mut distinct: BTreeMap<&str, u32> = BTreeMap::new();
        let files = readings.iter().flat_map(|reading| &reading.attachments);
        for name in files.filter_map(|file| file.paths.last()).map(|path| file_name(path)) {
            *distinct.entry(name).or_default() += 1;
        }
        for source in sources {
            by_name.entry(file_name(&source.name)).and_modify(|one| *one = None).or_insert(Some(source));
        }
        let distinct = distinct.into_iter().filter(|(_, count)| *count == 1).map(|(name, _)| name).collect();
        Given { by_name, distinct }
    }

    fn find(&self, file: &Attachment) -> Option<Source> {
        let beside = || file.paths.iter().find_map(|path| Source::beside(path));
        let name = file.paths.last().map(|path| file_name(path)).filter(|name| self.distinct.contains(name));
        beside().or_else(|| self.by_name.get(name?).copied()?.cloned())
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

impl Claim {
    /// Says of a reading of the file whose it is.
    pub(super) fn apply(self, reading: &mut Reading) {
        if reading.format == Format::Feed {
            return;
        }
        let Hints { people, tags, .. } = std::mem::take(&mut reading.hints);
        reading.hints = Hints { tags, ..self.hints };
        let new: Vec<String> =
            people.into_iter().filter(|name| !reading.hints.people.contains(name)).collect();
        reading.hints.people.extend(new);
        reading.document.kind =
            if self.is_chapters { DocumentKind::ShowNotes } else { DocumentKind::Transcript };
    }
}

impl Attached {
    /// One warning a feed for the transcripts that are not there, where nothing else says what was said.
    pub(super) fn remote(&self, episodes: &[Episode]) -> Vec<Error> {
        let is_transcribed = |episode: &&Episode| {
            episode.documents.iter().any(|document| document.kind == DocumentKind::Transcript)
        };
        let transcribed: BTreeSet<&str> =
            episodes.iter().filter(is_transcribed).map(|episode| episode.info.id.as_str()).collect();
        let wanted: Vec<&Remote> = self
            .remote
            .iter()
            .filter(|remote| !remote.episode.as_deref().is_some_and(|id| transcribed.contains(id)))
            .collect();
        let of_a_feed = wanted.chunk_by(|a, b| a.feed == b.feed);
        of_a_feed
            .map(|of_feed| {
                let many = counted(of_feed.len(), "transcript");
                let (verb, hint) = match of_feed.len() {
                    1 => ("is", "save it beside the feed under its own name, and it is read"),
                    _ => ("are", "save them beside the feed under their own names, and they are read"),
                };
                Error::new(format!(
                    "{many} of this feed {verb} on the web and not fetched: `{}`",
                    of_feed[0].url
                ))
                .in_source(&of_feed[0].feed)
                .at_line(of_feed[0].line)
                .hint(hint)
            })
            .collect()
    }
}
