//! `comention inspect`: what each text was taken for, before anything is looked for in it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::{Args, ValueEnum};
use comention::episode::{Document, DocumentKind, Episode, Time};
use comention::error::Error;
use comention::mention::Extraction;
use comention::source::{Hints, Reading};
use comention::text::word::words;
use serde::Serialize;

use super::args::InputArguments;
use super::gather::Pile;
use super::report::{Report, counted};
use super::result::{Endings, ResultArguments};
use super::terminal::clean;
use super::{Failure, json, session};

/// What `inspect` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct InspectCommand {
    #[command(flatten)]
    pub(super) input: InputArguments,

    /// Format [default: table]
    ///
    /// `json` gives a list with an object for each text, and for each episode of a feed; `jsonl` gives these a line each.
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Result")]
    format: Option<Format>,

    #[command(flatten)]
    result: ResultArguments,
}

const EXAMPLES: &str = "\
Tells of each text, and of each episode of a feed: which format and encoding it was read as, which episode it is of, who takes
part, how long it is, and what was skipped, with lines. Nothing is looked for in the texts yet.

Examples:
  comention inspect 182.srt
  comention inspect feed.xml transcripts/
  comention inspect transcripts/ --format json";

/// How it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A block of lines for each text
    Table,
    /// A list of objects
    Json,
    /// One JSON object a line
    Jsonl,
}

const ENDINGS: [Endings<Format>; 3] =
    [(Format::Table, &["txt"]), (Format::Json, &["json"]), (Format::Jsonl, &["jsonl", "ndjson"])];

/// What one text was taken for; the order of the fields is that of the output.
#[derive(Debug, Default, Serialize)]
struct Seen {
    path: String,
    format: &'static str,
    encoding: &'static str,
    kind: Option<DocumentKind>,
    /// The episode it is read with; none where it is left out.
    episode: Option<String>,
    show: Option<String>,
    season: Option<u32>,
    number: Option<u32>,
    title: Option<String>,
    date: Option<String>,
    hosts: Vec<String>,
    people: Vec<String>,
    segments: usize,
    /// When the last segment begins, in seconds.
    duration: Option<Time>,
    words: usize,
    links: usize,
    /// Files that a feed names for it.
    files: Vec<String>,
    skipped: Vec<Skipped>,
}

/// What was skipped, mended or is doubtful.
#[derive(Debug, Serialize)]
struct Skipped {
    line: Option<u32>,
    message: String,
}

/// Tells what was recognised, by path.
pub(super) fn run(command: &InspectCommand, report: &mut Report) -> Result<(), Failure> {
    let (destination, format) = command.result.decide(command.format, &ENDINGS, Format::Table)?;
    let (mut seen, episodes, others) = session::on_threads(command.input.threads, || look(command, report))??;
    seen.sort_by(|a, b| a.path.cmp(&b.path));
    report.warnings(&others);
    destination.spare(seen.is_empty())?;
    destination.write(|out| match format {
        Format::Jsonl => json::write_lines(&seen, out),
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &seen)?;
            writeln!(out)
        }
        Format::Table => seen.iter().enumerate().try_for_each(|(at, seen)| seen.write(at > 0, out)),
    })?;
    report.note(&format!("{}, {}", counted(seen.len(), "text"), counted(episodes, "episode")));
    Ok(())
}

/// What was recognised, the number of episodes, and what is to be told of no single text.
fn look(command: &InspectCommand, report: &mut Report) -> Result<(Vec<Seen>, usize, Vec<Error>), Failure> {
    let pile = Pile::read(&command.input, command.result.path(), report)?;
    let mut seen: Vec<(Place, Seen)> =
        pile.readings.iter().map(|reading| (place(&reading.document), Seen::of(reading))).collect();
    let of_extract: Vec<Seen> = pile
        .extractions
        .chunk_by(|a, b| a.0 == b.0)
        .map(|of_file| Seen::of_extractions(&of_file[0].0, of_file))
        .collect();
    let mut ids: Vec<&str> =
        pile.extractions.iter().map(|(_, extraction)| extraction.episode.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let count = ids.len();
    let (gathered, told) = pile.put_together(&command.input)?;
    assign(&mut seen, &gathered.episodes);
    let mut others = Vec::new();
    for warning in told.left_out.into_iter().chain(told.of_files).chain(told.others) {
        match seen.iter_mut().find(|(place, _)| Some(place.0.as_str()) == warning.source_name()) {
            Some((_, seen)) if seen.files.is_empty() => seen.skipped.push(skipped(&warning)),
            _ => others.push(warning),
        }
    }
    let seen = seen.into_iter().map(|(_, seen)| seen).chain(of_extract).collect();
    Ok((seen, gathered.episodes.len() + count, others))
}

/// Where a document begins, by which the episodes of a feed are told apart.
type Place = (String, Option<(u32, u32)>);

fn place(document: &Document) -> Place {
    (document.path.clone(), document.origins.first().map(|origin| (origin.line, origin.column)))
}

/// Says of each text of which episode it came to be; those left out are of none.
fn assign(seen: &mut [(Place, Seen)], episodes: &[Episode]) {
    let mut ids: BTreeMap<Place, Vec<&Episode>> = BTreeMap::new();
    for episode in episodes {
        for document in &episode.documents {
            ids.entry(place(document)).or_default().push(episode);
        }
    }
    for (place, seen) in seen {
        if let Some(episode) = ids.get_mut(place).and_then(Vec::pop) {
            seen.episode = Some(episode.info.id.clone());
        }
    }
}

impl Seen {
    fn of(reading: &Reading) -> Seen {
        let Reading { document, hints, format, encoding, attachments, warnings } = reading;
        let Hints { show, season, number, title, date, hosts, people, .. } = hints.clone();
        let mut people = people;
        for speaker in document.segments.iter().filter_map(|segment| segment.speaker.as_deref()) {
            if !people.iter().chain(&hosts).any(|known| known == speaker) {
                people.push(speaker.to_owned());
            }
        }
        Seen {
            path: document.path.clone(),
            format: format.name(),
            encoding,
            kind: Some(document.kind),
            episode: None,
            segments: document.segments.len(),
            duration: document.segments.iter().filter_map(|segment| segment.time).max(),
            words: words(&document.text).count(),
            links: document.links.len(),
            files: attachments.iter().map(|file| file.url.clone()).collect(),
            skipped: warnings.iter().map(skipped).collect(),
            show,
            season,
            number,
            title,
            date,
            hosts,
            people,
        }
    }

    /// A file made by `extract`: its texts are not in it.
    fn of_extractions(path: &str, extractions: &[(String, Extraction)]) -> Seen {
        let title = counted(extractions.len(), "episode");
        Seen {
            path: path.to_owned(),
            format: "extraction",
            encoding: "UTF-8",
            title: Some(title),
            ..Seen::default()
        }
    }

    fn write(&self, is_next: bool, out: &mut dyn Write) -> io::Result<()> {
        if is_next {
            writeln!(out)?;
        }
        writeln!(out, "{}", clean(&self.path))?;
        let kind = match self.kind {
            Some(DocumentKind::Transcript) => "transcript, ",
            Some(DocumentKind::ShowNotes) => "show notes, ",
            None => "",
        };
        let left_out = || self.kind.map(|_| "none: left out".to_owned());
        let names = |names: &[String]| Some(names.join(", ")).filter(|names| !names.is_empty());
        let rows = [
            ("read as", Some(format!("{kind}{}, {}", self.format, self.encoding))),
            ("episode", self.episode.clone().or_else(left_out)),
            ("title", self.title.clone()),
            ("date", self.date.clone()),
            ("hosts", names(&self.hosts)),
            ("people", names(&self.people)),
            ("length", self.kind.map(|_| self.length())),
            ("files", names(&self.files)),
        ];
        for (name, value) in rows {
            if let Some(value) = value {
                writeln!(out, "  {name:8} {}", clean(&value))?;
            }
        }
        self.skipped.iter().try_for_each(|skipped| {
            let line = skipped.line.map_or_else(String::new, |line| format!("line {line}: "));
            writeln!(out, "  {:8} {line}{}", "warning", clean(&skipped.message))
        })
    }

    fn length(&self) -> String {
        let mut parts = vec![counted(self.segments, "segment"), counted(self.words, "word")];
        parts.extend(self.duration.map(|duration| duration.to_string()));
        if self.links > 0 {
            parts.push(counted(self.links, "link"));
        }
        parts.join(", ")
    }
}

fn skipped(warning: &Error) -> Skipped {
    let text = warning.to_string();
    Skipped { line: warning.line(), message: text.lines().next().unwrap_or_default().to_owned() }
}
