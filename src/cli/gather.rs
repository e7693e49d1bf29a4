//! Files → readings → episodes, and the extractions of files made by `extract`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use comention::episode::{DocumentKind, Episode};
use comention::error::Error;
use comention::mention::Extraction;
use comention::source::group::{Grouping, group};
use comention::source::{self, Reading};
use rayon::prelude::*;

use super::Failure;
use super::args::InputArguments;
use super::attached::{self, Attached};
use super::content::Content;
use super::input::{Source, read_file};
use super::output::spare;
use super::report::{Report, counted};
use super::unpack::Unpacked;
use super::walk::find;

/// All that was read.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// How many files could be read.
    pub(super) files: usize,
    /// Texts, put together by episode.
    pub(super) episodes: Vec<Episode>,
    /// What earlier runs have found.
    pub(super) extractions: Vec<Extraction>,
}

/// Reads all texts; tells what could not be read, was skipped or mended.
///
/// `output` is the file to be written: in a folder it is no input.
pub(super) fn gather(
    input: &InputArguments,
    output: Option<&Path>,
    report: &mut Report,
) -> Result<Gathered, Failure> {
    let mut pile = Pile::read(input, output, report)?;
    let warnings = pile.readings.iter_mut().flat_map(|reading| std::mem::take(&mut reading.warnings));
    pile.warnings.extend(warnings);
    let (gathered, told) = pile.put_together(input)?;
    let warnings: Vec<Error> =
        told.of_files.into_iter().chain(summed_up(told.left_out)).chain(told.others).collect();
    report.warnings(&warnings);
    Ok(gathered)
}

/// What is to be told once the texts are put together.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Of the files as such.
    pub(super) of_files: Vec<Error>,
    /// Texts that say what others say.
    pub(super) left_out: Vec<Error>,
    /// Texts that contradict others, and what is not there.
    pub(super) others: Vec<Error>,
}

/// What has been read, before it is put together.
#[derive(Debug, Default)]
pub(super) struct Pile {
    files: usize,
    /// In the order of their files, with what was mended in each.
    pub(super) readings: Vec<Reading>,
    /// With the names of the files they stand in.
    pub(super) extractions: Vec<(String, Extraction)>,
    attached: Attached,
    skipped: Vec<String>,
    warnings: Vec<Error>,
    errors: Vec<Error>,
}

impl Pile {
    /// Reads all texts and what feeds name; tells what could not be read or was passed over.
    pub(super) fn read(
        input: &InputArguments,
        output: Option<&Path>,
        report: &mut Report,
    ) -> Result<Pile, Failure> {
        spare(input.paths.iter().chain(&input.notes).map(PathBuf::as_path), output)?;
        let mut found = find(&input.paths, output);
        let mut pile = Pile::default();
        pile.errors.append(&mut found.errors);
        pile.warnings.append(&mut found.warnings);
        pile.skipped.append(&mut found.skipped);
        pile.add_all(&found.sources, input, report);
        pile.take_attached(&found.sources, input, report);
        pile.apply_pattern(input);
        report.errors(&pile.errors);
        tell_skipped(std::mem::take(&mut pile.skipped), report);
        if pile.files == 0 { Err(Failure::default()) } else { Ok(pile) }
    }

    /// Reads files in parallel and adds them in their order.
    fn add_all(&mut self, sources: &[Source], input: &InputArguments, report: &Report) {
        let bar = report.bar("reading", sources.len());
        let read = |source: &Source| {
            let unpacked = source.read(input.max_file_size);
            let content = unpacked.and_then(|Unpacked { bytes, stray }| {
                Ok((Content::of(&source.name, &bytes, input.input_format)?, stray))
            });
            bar.inc(1);
            content
        };
        let contents: Vec<Result<(Content, Option<Error>), Error>> = sources.par_iter().map(read).collect();
        bar.finish_and_clear();
        for (source, content) in sources.iter().zip(contents) {
            let content = content.map(|(content, stray)| {
                self.warnings.extend(stray);
                content
            });
            self.add(source, content);
        }
    }

    fn add(&mut self, source: &Source, content: Result<Content, Error>) {
        match content {
            Ok(Content::Texts(readings)) => {
                self.files += 1;
                self.readings.extend(readings);
            }
            Ok(Content::Extractions(lines)) => self.add_extractions(&source.name, lines),
            Ok(Content::Empty) => {
                self.files += 1;
                self.warnings.push(Error::new("this file is empty").in_source(&source.name));
            }
            Ok(Content::Own(command)) if !source.named => {
                self.warnings.push(written_by(command, &source.name))
            }
            Ok(Content::Own(command)) => self.errors.push(written_by(command, &source.name)),
            Ok(Content::Foreign(_)) if !source.named => self.skipped.push(source.name.clone()),
            Ok(Content::Foreign(why)) => self.errors.push(why),
            Err(error) => self.errors.push(error),
        }
    }

    fn add_extractions(&mut self, name: &str, lines: Vec<Result<Extraction, Error>>) {
        let before = self.extractions.len();
        for line in lines {
            match line {
                Ok(extraction) => self.extractions.push((name.to_owned(), extraction)),
                Err(error) => self.errors.push(error),
            }
        }
        self.files += usize::from(self.extractions.len() > before);
    }

    /// Reads the files that feeds name, but those that were given, too; of all of them it is known whose they are.
    fn take_attached(&mut self, sources: &[Source], input: &InputArguments, report: &Report) {
        let mut attached = attached::find(&self.readings, sources);
        self.errors.append(&mut attached.missing);
        self.warnings.append(&mut attached.doubled);
        let claims = std::mem::take(&mut attached.claims);
        self.attached = attached;
        if claims.is_empty() {
            return;
        }
        let given: BTreeMap<_, _> = sources.iter().map(|source| (source.key(), &source.name)).collect();
        let is_new = |source: &Source| !given.contains_key(&source.key());
        let new: Vec<Source> = claims.iter().map(|claim| claim.source.clone()).filter(is_new).collect();
        self.add_all(&new, input, report);
        let paths = self.readings.iter().enumerate().map(|(at, reading)| (reading.document.path.clone(), at));
        let by_path: BTreeMap<String, usize> = paths.collect();
        for claim in claims {
            let name = given.get(&claim.source.key()).copied().unwrap_or(&claim.source.name);
            if let Some(&at) = by_path.get(name) {
                claim.apply(&mut self.readings[at]);
            }
        }
    }

    /// Reads show, number and so on from the paths, where the user said how.
    fn apply_pattern(&mut self, input: &InputArguments) {
        let Some(pattern) = &input.episode_pattern else { return };
        for reading in &mut self.readings {
            if !pattern.apply(reading) {
                let unfit = Error::new("`--episode-pattern` does not fit this path");
                reading.warnings.push(unfit.in_source(&reading.document.path));
            }
        }
    }

    /// Puts the readings together by episode; gives all that is to be told of them, too.
    pub(super) fn put_together(mut self, input: &InputArguments) -> Result<(Gathered, Told), Failure> {
        let notes = input.notes.as_deref().map(|path| self.take_notes(path));
        let notes = notes.transpose()?;
        let grouping = episodes(self.readings, notes);
        let remote = self.attached.remote(&grouping.episodes);
        let others = grouping.translations.into_iter().chain(grouping.conflicts).chain(remote).collect();
        let told = Told { of_files: self.warnings, left_out: grouping.warnings, others };
        let extractions = self.extractions.into_iter().map(|(_, extraction)| extraction).collect();
        Ok((Gathered { files: self.files, episodes: grouping.episodes, extractions }, told))
    }

    /// Reads the show notes of the one transcript there is.
    fn take_notes(&mut self, path: &Path) -> Result<Reading, Error> {
        if self.readings.len() != 1 || !self.extractions.is_empty() {
            let given = self.readings.len() + self.extractions.len();
            return Err(Error::new(format!(
                "`--notes` goes with one transcript, but {} were given",
                counted(given, "text")
            ))
            .hint("give one transcript, or leave `--notes` out: show and number join the files"));
        }
        let mut notes = source::read(&path.to_string_lossy(), &read_file(path)?)?;
        self.files += 1;
        self.warnings.append(&mut notes.warnings);
        Ok(notes)
    }
}

/// What is told of a file that an earlier run wrote.
fn written_by(command: &str, name: &str) -> Error {
    Error::new(format!("`comention {command}` wrote this, so it is not read as a text"))
        .in_source(name)
        .hint("keep what is written in another folder than the texts; of results, only those of `comention extract` are read")
}

/// Groups the readings; show notes given as such belong to the one transcript, whatever they say of
/// themselves.
fn episodes(mut readings: Vec<Reading>, notes: Option<Reading>) -> Grouping {
    let Some(mut notes) = notes else {
        return group(readings);
    };
    for transcript in &mut readings {
        transcript.document.kind = DocumentKind::Transcript;
    }
    notes.document.kind = DocumentKind::ShowNotes;
    let mut grouping = group(readings);
    if let Some(episode) = grouping.episodes.first_mut() {
        let info = &mut episode.info;
        info.title = info.title.take().or(notes.hints.title);
        info.date = info.date.take().or(notes.hints.date);
        episode.documents.push(notes.document);
    }
    grouping
}

/// What is told of texts left out because others say the same: a few by name, many as one line with an example.
fn summed_up(left_out: Vec<Error>) -> Vec<Error> {
    const NAMED: usize = 3;
    match left_out.first() {
        Some(first) if left_out.len() > NAMED => vec![Error::new(format!(
            "{} left out, as each says what another one says, such as `{}`",
            counted(left_out.len(), "text"),
            first.source_name().unwrap_or_default(),
        ))],
        _ => left_out,
    }
}

fn tell_skipped(mut skipped: Vec<String>, report: &Report) {
    const NAMED: usize = 3;
    skipped.sort();
    if skipped.is_empty() {
        return;
    }
    let mut names = skipped[..skipped.len().min(NAMED)].join(", ");
    if skipped.len() > NAMED {
        names.push_str(", …");
    }
    report.note(&format!(
        "skipped {} that {} neither transcript nor show notes: {names}",
        counted(skipped.len(), "file"),
        if skipped.len() == 1 { "is" } else { "are" },
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_up_what_was_left_out() {
        let left_out = |count: u32| -> Vec<Error> {
            let one = |number| Error::new("left out").in_source(format!("{number}.txt"));
            (0..count).map(one).collect()
        };
        assert_eq!(summed_up(left_out(3)), left_out(3));
        let told: Vec<String> = summed_up(left_out(1200)).iter().map(ToString::to_string).collect();
        assert_eq!(told, ["1,200 texts left out, as each says what another one says, such as `0.txt`"]);
    }
}
