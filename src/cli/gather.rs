//! Bytes → readings → episodes, and the extractions of files made by `extract`.

use std::path::Path;

use comention::corpus::Corpus;
use comention::episode::{DocumentKind, Episode};
use comention::error::Error;
use comention::mention::Extraction;
use comention::source::group::{Grouping, group};
use comention::source::{self, Reading};
use comention::table::read::begins_like_a_table;
use rayon::prelude::*;

use super::Failure;
use super::args::TextArguments;
use super::input::{self, Source};
use super::report::{Report, counted};
use super::select;

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
    texts: &TextArguments,
    output: Option<&Path>,
    report: &mut Report,
) -> Result<Gathered, Failure> {
    let mut found = input::find(&texts.paths, output);
    let mut pile = Pile::default();
    pile.errors.append(&mut found.errors);
    pile.skipped.append(&mut found.skipped);
    let contents = read_all(&found.sources, report);
    for (source, content) in found.sources.iter().zip(contents) {
        pile.add(source, content);
    }
    report.errors(&pile.errors);
    tell_skipped(std::mem::take(&mut pile.skipped), report);
    if pile.files == 0 {
        return Err(Failure::default());
    }
    let notes = texts.notes.as_deref().map(|path| pile.take_notes(path));
    let notes = notes.transpose()?;
    let mut grouping = episodes(pile.readings, notes);
    pile.warnings.extend(summed_up(std::mem::take(&mut grouping.warnings)));
    report.warnings(&pile.warnings);
    Ok(Gathered { files: pile.files, episodes: grouping.episodes, extractions: pile.extractions })
}

/// What a file holds.
enum Content {
    Text(Box<Reading>),
    Extractions(Vec<Result<Extraction, Error>>),
    /// Nothing, as an extraction of no episodes.
    Empty,
    /// JSON without a transcript.
    Foreign,
}

/// In parallel; the contents come in the order of the sources.
fn read_all(sources: &[Source], report: &Report) -> Vec<Result<Content, Error>> {
    let bar = report.bar("reading", sources.len());
    let contents = sources
        .par_iter()
        .map(|source| {
            let content = source.read().and_then(|bytes| content(&source.name, &bytes));
            bar.inc(1);
            content
        })
        .collect();
    bar.finish_and_clear();
    contents
}

fn content(name: &str, bytes: &[u8]) -> Result<Content, Error> {
    if bytes.trim_ascii().is_empty() {
        Ok(Content::Empty)
    } else if select::is_extraction(bytes) {
        Ok(Content::Extractions(extractions(name, bytes)))
    } else {
        let mut reading = source::read(name, bytes)?;
        if reading.document.text.is_empty() && select::is_json(name, bytes) {
            return Ok(Content::Foreign);
        }
        if std::str::from_utf8(bytes).is_ok_and(begins_like_a_table) {
            reading.warnings.push(table_as_text(name));
        }
        Ok(Content::Text(Box::new(reading)))
    }
}

/// `--dictionary` takes one file; a second one behind it is a text.
fn table_as_text(name: &str) -> Error {
    Error::new("this looks like a table of names, and is read as a text")
        .in_source(name)
        .hint(format!("each table has a `--dictionary` of its own: `--dictionary {name}`"))
}

/// One a line; empty lines stand between files put together by hand.
fn extractions(name: &str, bytes: &[u8]) -> Vec<Result<Extraction, Error>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines = bytes.split(|&byte| byte == b'\n').zip(1..);
    lines
        .filter(|(line, _)| !line.trim_ascii().is_empty())
        .map(|(line, number)| match std::str::from_utf8(line) {
            Ok(text) => Corpus::from_line(name, number, text.trim()),
            Err(_) => Err(Error::new("not UTF-8 text").in_source(name).at_line(number)),
        })
        .collect()
}

/// What has been read so far.
#[derive(Debug, Default)]
struct Pile {
    files: usize,
    readings: Vec<Reading>,
    extractions: Vec<Extraction>,
    skipped: Vec<String>,
    warnings: Vec<Error>,
    errors: Vec<Error>,
}

impl Pile {
    fn add(&mut self, source: &Source, content: Result<Content, Error>) {
        match content {
            Ok(Content::Text(reading)) => self.add_reading(*reading),
            Ok(Content::Extractions(lines)) => self.add_extractions(lines),
            Ok(Content::Empty) => {
                self.files += 1;
                self.warnings.push(Error::new("this file is empty").in_source(&source.name));
            }
            Ok(Content::Foreign) if !source.named => self.skipped.push(source.name.clone()),
            Ok(Content::Foreign) => self.errors.push(
                Error::new("this JSON holds no transcript")
                    .in_source(&source.name)
                    .hint(
                        "JSON of Podcasting 2.0, Whisper, whisper.cpp, WhisperX, AssemblyAI and Deepgram is read, and \
                         what `comention extract` makes",
                    ),
            ),
            Err(error) => self.errors.push(error),
        }
    }

    fn add_reading(&mut self, mut reading: Reading) {
        self.files += 1;
        self.warnings.append(&mut reading.warnings);
        self.readings.push(reading);
    }

    fn add_extractions(&mut self, lines: Vec<Result<Extraction, Error>>) {
        let before = self.extractions.len();
        for line in lines {
            match line {
                Ok(extraction) => self.extractions.push(extraction),
                Err(error) => self.errors.push(error),
            }
        }
        self.files += usize::from(self.extractions.len() > before);
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
        let mut notes = source::read(&path.to_string_lossy(), &input::read_file(path)?)?;
        self.files += 1;
        self.warnings.append(&mut notes.warnings);
        Ok(notes)
    }
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
