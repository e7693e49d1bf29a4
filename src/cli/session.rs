//! Texts → [`Corpus`], with the dictionary and on the threads that were asked for.

use std::path::{Path, PathBuf};

use comention::corpus::Corpus;
use comention::dictionary::{Dictionary, DictionaryBuilder};
use comention::entity::Kind;
use comention::episode::Episode;
use comention::error::Error;
use comention::extract::{Explanation, Extractor, Judgement};
use comention::mention::Confidence;
use comention::table::decode::decode;
use rayon::prelude::*;

use super::Failure;
use super::args::{DictionaryArguments, TextArguments};
use super::gather::{Gathered, gather};
use super::report::{Report, counted};
use super::unpack::inner_name;
use super::{idle, input};

/// What was found in the texts.
#[derive(Debug)]
pub(super) struct Findings {
    /// The names looked for; none where all input was made by `extract`.
    pub(super) dictionary: Option<&'static Dictionary>,
    /// All mentions.
    pub(super) corpus: Corpus,
    /// What was weighed, where that was asked for; by episode, document and place.
    pub(super) judgements: Vec<Judgement>,
    files: usize,
}

/// Reads the texts and finds all mentions in them. The result is the same for any number of threads.
///
/// `output` is the file to be written: in a folder it is no input.
pub(super) fn find(
    texts: &TextArguments,
    output: Option<&Path>,
    explain: bool,
    report: &mut Report,
) -> Result<Findings, Failure> {
    on_threads(texts.input.threads, || {
        let (dictionary, gathered) = read(texts, output, report)?;
        if explain && !gathered.extractions.is_empty() {
            report.note("files made by `extract` keep no reasons: give the texts to have them explained");
        }
        if gathered.episodes.is_empty() && !gathered.extractions.is_empty() {
            idle::tell(texts, report);
        }
        let mut corpus = Corpus::default();
        for mut extraction in gathered.extractions {
            extraction.keep_at_least(Confidence(texts.min_confidence));
            corpus.add(extraction);
        }
        let mut judgements = Vec::new();
        if let Some(dictionary) = dictionary {
            let extractor = extractor(dictionary, texts)?;
            for explanation in explanations(&gathered.episodes, &extractor, explain, report) {
                corpus.add(explanation.extraction);
                judgements.extend(explanation.judgements);
            }
        }
        Ok(Findings { dictionary, corpus, judgements, files: gathered.files })
    })?
}

/// Builds the dictionary and reads the texts.
fn read(
    texts: &TextArguments,
    output: Option<&Path>,
    report: &mut Report,
) -> Result<(Option<&'static Dictionary>, Gathered), Failure> {
    let build = || build_dictionary(&texts.names);
    // A user's own table may be at fault: that is told before any work.
    if !texts.names.tables.is_empty() {
        return Ok((Some(build()?), gather(&texts.input, output, report)?));
    }
    // Without one, both are done side by side, unless all names were looked for by an earlier run.
    let is_extraction = |path: &PathBuf| inner_name(&path.to_string_lossy()).ends_with(".jsonl");
    if !texts.input.paths.iter().all(is_extraction) {
        let (dictionary, gathered) = rayon::join(build, || gather(&texts.input, output, report));
        return Ok((Some(dictionary?), gathered?));
    }
    let gathered = gather(&texts.input, output, report)?;
    let dictionary = if gathered.episodes.is_empty() { None } else { Some(build()?) };
    Ok((dictionary, gathered))
}

/// An extractor with the options given.
pub(super) fn extractor<'d>(
    dictionary: &'d Dictionary,
    texts: &TextArguments,
) -> Result<Extractor<'d>, Failure> {
    let extractor = Extractor::new(dictionary).at_least(Confidence(texts.min_confidence));
    Ok(extractor.without(texts.without.iter().map(String::as_str))?)
}

/// In parallel; in the order of the episodes.
fn explanations(
    episodes: &[Episode],
    extractor: &Extractor,
    explain: bool,
    report: &Report,
) -> Vec<Explanation> {
    let bar = report.bar("finding", episodes.len());
    let explanations = episodes
        .par_iter()
        .map(|episode| {
            let explanation = if explain {
                extractor.explain(episode)
            } else {
                Explanation { extraction: extractor.extract(episode), judgements: Vec::new() }
            };
            bar.inc(1);
            explanation
        })
        .collect();
    bar.finish_and_clear();
    explanations
}

/// The built-in names with the user's own over them.
///
/// They are kept until the program ends, for giving back so many names one by one takes longer than many a text.
pub(super) fn build_dictionary(names: &DictionaryArguments) -> Result<&'static Dictionary, Failure> {
    let mut builder = DictionaryBuilder::new();
    if !names.no_builtin {
        builder = builder.builtin();
    }
    let mut errors = Vec::new();
    for table in &names.tables {
        let name = table.to_string_lossy();
        let bytes = match input::read_file(table) {
            Ok(bytes) => bytes,
            Err(error) => {
                errors.push(vec![error]);
                continue;
            }
        };
        match decode(&name, &bytes) {
            (text, None) => errors.extend(builder.table(&name, &text).err()),
            (_, Some(fault)) => errors.push(vec![fault]),
        }
    }
    if errors.is_empty() { Ok(Box::leak(Box::new(builder.build()))) } else { Err(errors.concat().into()) }
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
        let mut episodes = 0;
        let mut mentions = 0;
        for extraction in self.corpus.extractions() {
            episodes += 1;
            mentions += extraction
                .documents
                .iter()
                .flat_map(|document| &document.mentions)
                .filter_map(|mention| extraction.entity(&mention.entity))
                .filter(|entity| kinds.contains(&entity.kind))
                .count();
        }
        report.note(&format!(
            "{}, {}, {}",
            counted(self.files, "file"),
            counted(episodes, "episode"),
            counted(mentions, "mention"),
        ));
    }
}
