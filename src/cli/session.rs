//! Texts → [`Corpus`], with the dictionary and on the threads that were asked for.

use std::path::{Path, PathBuf};

use comention::corpus::Corpus;
use comention::dictionary::Dictionary;
use comention::entity::Kind;
use comention::episode::Episode;
use comention::error::Error;
use comention::extract::{Explanation, Extractor, Judgement};
use comention::mention::{Confidence, Extraction};

use super::args::TextArguments;
use super::cache::Cache;
use super::finder::{Finder, each};
use super::gather::{Gathered, gather};
use super::kept::Kept;
use super::key::Ground;
use super::names::Names;
use super::part::Part;
use super::report::{Report, counted};
use super::unpack::inner_name;
use super::{Failure, idle};

/// What was read, and what is to be found in it.
#[derive(Debug)]
pub(super) struct Work {
    /// Looks for names; none where all input was made by `extract`.
    pub(super) finder: Option<Finder<'static>>,
    /// By id.
    pub(super) episodes: Vec<Episode>,
    /// What earlier runs have found.
    pub(super) given: Vec<Extraction>,
    dictionary: Option<&'static Dictionary>,
    pub(super) files: usize,
}

/// What was found in the texts.
#[derive(Debug)]
pub(super) struct Findings {
    /// The names looked for; none where all input was made by `extract`.
    pub(super) dictionary: Option<&'static Dictionary>,
    /// All mentions.
    pub(super) corpus: Corpus,
    /// What was weighed, where that was asked for; by episode, document and place.
    pub(super) judgements: Vec<Judgement>,
    /// Of earlier runs, and of this one.
    pub(super) kept: Option<Kept>,
    files: usize,
}

/// What a command needs of an episode besides its mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needed {
    Nothing,
    /// Why each is a mention.
    Reasons,
    /// The words by which episodes are compared.
    Words,
}

/// Reads the texts and finds all mentions in them. The result is the same for any number of threads.
///
/// `output` is the file to be written: in a folder it is no input.
pub(super) fn find(
    texts: &TextArguments,
    output: Option<&Path>,
    needed: Needed,
    report: &mut Report,
) -> Result<Findings, Failure> {
    let explain = needed == Needed::Reasons;
    on_threads(texts.input.threads, || {
        let keeping = if explain { Keeping::Nothing } else { Keeping::Cache };
        let mut work = Work::prepare(texts, output, keeping, report)?;
        if needed != Needed::Words {
            work.leave_out_words();
        }
        if explain && !work.given.is_empty() {
            report.note("files made by `extract` keep no reasons: give the texts to have them explained");
        }
        if explain && texts.cache.is_some() {
            report.note("reasons are not kept: `--cache` changes nothing with `--explain`");
        }
        work.find(explain, report)
    })?
}

/// What is kept of what is found, besides the result.
#[derive(Debug, Clone, Copy)]
pub(super) enum Keeping<'o> {
    Nothing,
    /// The cache, if one was given.
    Cache,
    /// The cache, and what was finished of this result; with that of a run that was stopped, or without.
    CacheAndPart {
        of: &'o Path,
        resume: bool,
    },
}

impl Work {
    /// Reads the texts and makes ready to look for names in them.
    pub(super) fn prepare(
        texts: &TextArguments,
        output: Option<&Path>,
        keeping: Keeping,
        report: &mut Report,
    ) -> Result<Work, Failure> {
        // Told before any work.
        let cache = texts.cache.as_deref().filter(|_| !matches!(keeping, Keeping::Nothing));
        let cache = cache.map(Cache::open).transpose()?;
        let (names, gathered) = read(texts, output, report)?;
        let Gathered { files, episodes, extractions: mut given } = gathered;
        if episodes.is_empty() && !given.is_empty() {
            idle::tell(texts, report);
        }
        for extraction in &mut given {
            extraction.keep_at_least(Confidence(texts.min_confidence));
        }
        let Some(names) = names else {
            return Ok(Work { finder: None, episodes, given, dictionary: None, files });
        };
        let part = match keeping {
            Keeping::CacheAndPart { of, resume } => Some(Part::begin(of, resume, report)?),
            Keeping::Nothing | Keeping::Cache => None,
        };
        let extractor = extractor(names.dictionary, texts)?;
        let is_kept = cache.is_some() || part.is_some();
        let kept = is_kept.then(|| Kept::new(Ground::new(texts, &names.tables), cache, part));
        let finder = Some(Finder { extractor, kept });
        Ok(Work { finder, episodes, given, dictionary: Some(names.dictionary), files })
    }

    /// Leaves out the words by which episodes are compared; but what is kept for other runs is kept whole.
    fn leave_out_words(&mut self) {
        let documents = self.given.iter_mut().flat_map(|extraction| &mut extraction.documents);
        documents.for_each(|document| document.words.clear());
        if let Some(Finder { extractor, kept: None }) = &mut self.finder {
            *extractor = extractor.without_words();
        }
    }

    /// Finds all mentions, with the reasons behind them where that was asked for.
    pub(super) fn find(self, explain: bool, report: &Report) -> Result<Findings, Failure> {
        let mut corpus = Corpus::default();
        let mut judgements = Vec::new();
        self.given.into_iter().for_each(|extraction| corpus.add(extraction));
        if let Some(finder) = &self.finder {
            let one = |episode: &Episode| match explain {
                true => Ok(finder.extractor.explain(episode)),
                false => finder
                    .find(episode)
                    .map(|found| Explanation { extraction: found.extraction, judgements: Vec::new() }),
            };
            each(self.episodes, report, one, |explanation: Result<Explanation, Error>| {
                let Explanation { extraction, judgements: weighed } = explanation?;
                corpus.add(extraction);
                judgements.extend(weighed);
                Ok::<(), Failure>(())
            })?;
        }
        let kept = self.finder.and_then(|finder| finder.kept);
        if let Some(kept) = &kept {
            kept.tell(report);
        }
        Ok(Findings { dictionary: self.dictionary, corpus, judgements, kept, files: self.files })
    }
}

/// An extractor with the options given.
pub(super) fn extractor<'d>(
    dictionary: &'d Dictionary,
    texts: &TextArguments,
) -> Result<Extractor<'d>, Failure> {
    let extractor = Extractor::new(dictionary).at_least(Confidence(texts.min_confidence));
    Ok(extractor.without(texts.without.iter().map(String::as_str))?)
}

/// Builds the dictionary and reads the texts.
fn read(
    texts: &TextArguments,
    output: Option<&Path>,
    report: &mut Report,
) -> Result<(Option<Names>, Gathered), Failure> {
    let build = || Names::read(&texts.names);
    // A user's own table may be at fault: that is told before any work.
    if !texts.names.tables.is_empty() {
        return Ok((Some(build()?), gather(&texts.input, output, report)?));
    }
    // Without one, both are done side by side, unless all names were looked for by an earlier run.
    let is_extraction = |path: &PathBuf| inner_name(&path.to_string_lossy()).ends_with(".jsonl");
    if !texts.input.paths.iter().all(is_extraction) {
        let (names, gathered) = rayon::join(build, || gather(&texts.input, output, report));
        return Ok((Some(names?), gathered?));
    }
    let gathered = gather(&texts.input, output, report)?;
    let names = if gathered.episodes.is_empty() { None } else { Some(build()?) };
    Ok((names, gathered))
}

/// Runs a job on so many threads, or on all there are.
pub(super) fn on_threads<T: Send>(threads: Option<u16>, job: impl FnOnce() -> T + Send) -> Result<T, Error> {
    let Some(threads) = threads else {
        return Ok(job());
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build();
    let pool = pool.map_err(|_| {
        Error::new(format!("cannot start {}", counted(threads.into(), "thread")))
            .hint("give `--threads` a smaller number")
    })?;
    Ok(pool.install(job))
}

impl Findings {
    /// Tells how much was read and found, counting mentions of these kinds.
    pub(super) fn tell_summary(&self, kinds: &[Kind], report: &Report) {
        let mut summary = Summary::of(self.files);
        self.corpus.extractions().for_each(|extraction| summary.add(extraction, kinds));
        summary.tell(report);
    }
}

/// How much was read and found.
#[derive(Debug)]
pub(super) struct Summary {
    files: usize,
    episodes: usize,
    mentions: usize,
}

impl Summary {
    /// So many files were read, and nothing was found in them yet.
    pub(super) fn of(files: usize) -> Summary {
        Summary { files, episodes: 0, mentions: 0 }
    }

    /// Counts an episode and its mentions of these kinds.
    pub(super) fn add(&mut self, extraction: &Extraction, kinds: &[Kind]) {
        self.episodes += 1;
        let mentions = extraction.documents.iter().flat_map(|document| &document.mentions);
        let entities = mentions.filter_map(|mention| extraction.entity(&mention.entity));
        self.mentions += entities.filter(|entity| kinds.contains(&entity.kind)).count();
    }

    /// Tells it.
    pub(super) fn tell(&self, report: &Report) {
        report.note(&format!(
            "{}, {}, {}",
            counted(self.files, "file"),
            counted(self.episodes, "episode"),
            counted(self.mentions, "mention"),
        ));
    }
}
