//! A line of JSON → the extraction of its episode, and that as bytes.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use comention::corpus::Corpus;
use comention::error::Error;
use comention::extract::Extractor;
use comention::mention::Extraction;
use comention::source::pattern::EpisodePattern;
use comention::source::record::Record;
use comention::source::{Format, Reading};
use serde::Serialize;

use super::content::Content;
use super::conveyor::Line;

/// What an episode is read and searched with.
pub(super) struct Answerer {
    pub(super) extractor: Extractor<'static>,
    pub(super) format: Option<Format>,
    pub(super) pattern: Option<EpisodePattern>,
    pub(super) encoding: Box<dyn Encoding>,
}

/// How answers are written, one independent of the others.
pub(super) trait Encoding: Send + Sync {
    /// What stands before all answers.
    fn beginning(&self) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    /// The answer to a line: what was found, or what is wrong.
    fn answer(&self, line: u32, found: &Result<Extraction, Bad>) -> io::Result<Vec<u8>>;

    /// What stands behind all answers.
    fn end(&self) -> Vec<u8> {
        Vec::new()
    }
}

/// What is told of a line that could not be read.
#[derive(Debug, Serialize)]
pub(super) struct Bad {
    /// What is wrong and what to do, as people are told it.
    pub(super) error: String,
    /// Which line of the input, from 1.
    pub(super) line: u32,
    /// The episode's id, where the line has one that can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
}

/// A line's answer, ready to be written, and what is told besides.
pub(super) struct Answer {
    pub(super) line: u32,
    pub(super) bytes: io::Result<Vec<u8>>,
    pub(super) mentions: usize,
    pub(super) error: Option<Error>,
    pub(super) warnings: Vec<Error>,
}

impl Answerer {
    /// Answers a line. Pure; a mistake of this program in one episode is that episode's error and stops no others.
    pub(super) fn answer(&self, line: Line) -> Answer {
        let number = line.number;
        let mut id = None;
        let found = catch_unwind(AssertUnwindSafe(|| self.find(line.content, &mut id)));
        let found = found.unwrap_or_else(|_| {
            Err(Error::new("this episode could not be read, which is a mistake of this program")
                .hint("please report it"))
        });
        let (found, error, warnings) = match found {
            Ok((extraction, warnings)) => (Ok(extraction), None, warnings),
            Err(error) => (Err(Bad { error: error.to_string(), line: number, id }), Some(error), Vec::new()),
        };
        let mentions =
            found.iter().flat_map(|it| &it.documents).map(|document| document.mentions.len()).sum();
        Answer { line: number, bytes: self.encoding.answer(number, &found), mentions, error, warnings }
    }

    fn find(
        &self,
        content: Result<Vec<u8>, Error>,
        id: &mut Option<String>,
    ) -> Result<(Extraction, Vec<Error>), Error> {
        let text = String::from_utf8(content?).map_err(|_| Error::new("not UTF-8 text"))?;
        let record = Record::read(text.trim_start_matches('\u{feff}'))?;
        drop(text);
        id.clone_from(&record.id);
        let (episode, warnings) = record.episode(|name, text, format| self.read(name, text, format))?;
        // A corpus puts it in the order in which files made by `extract` have it.
        let mut corpus = Corpus::default();
        corpus.add(self.extractor.extract(&episode));
        let extraction = corpus.extractions().next().cloned().unwrap_or_default();
        Ok((extraction, warnings))
    }

    /// Reads a text as it would be read as a file of this name.
    fn read(&self, name: &str, text: &str, format: Option<Format>) -> Result<Vec<Reading>, Error> {
        let mut readings = match Content::of(name, text.as_bytes(), format.or(self.format))? {
            Content::Texts(readings) => readings,
            Content::Empty => Vec::new(),
            Content::Foreign(why) => return Err(why),
            Content::Extractions(_) => return Err(written_by("extract", name)),
            Content::Own(command) => return Err(written_by(command, name)),
        };
        if let Some(pattern) = &self.pattern {
            readings.iter_mut().for_each(|reading| {
                pattern.apply(reading);
            });
        }
        Ok(readings)
    }
}

fn written_by(command: &str, name: &str) -> Error {
    Error::new(format!("`comention {command}` wrote this, so it is not read as a text")).in_source(name)
}

/// One extraction a line, as files made by `extract` have it.
pub(super) struct JsonLines;

impl Encoding for JsonLines {
    fn answer(&self, _line: u32, found: &Result<Extraction, Bad>) -> io::Result<Vec<u8>> {
        let mut line = match found {
            Ok(extraction) => Corpus::to_line(extraction),
            Err(bad) => serde_json::to_string(bad)?,
        };
        line.push('\n');
        Ok(line.into_bytes())
    }
}
