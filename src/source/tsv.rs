//! Captions in rows, parted by tabs, commas or semicolons: `start`, `end`, `text` as Whisper writes them, `Speaker,Text` as spreadsheets do.
//!
//! *Why not simpler*: a mention needs the place of its words within a cell, which readers of CSV do not give.

use std::ops::Range;

use memchr::memchr;

use super::caption::Captions;
use super::draft::Draft;
use super::labels::Labels;
use super::stamp::{self, lines};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// In which column what stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    separator: u8,
    text: usize,
    begin: Option<usize>,
    speaker: Option<usize>,
}

/// What columns are called, with blanks for `_`.
const TEXT: [&str; 6] = ["text", "transcript", "sentence", "caption", "content", "dialogue"];
const BEGIN: [&str; 8] =
    ["start", "begin", "start time", "timestamp", "time", "in", "timecode", "start timecode"];
const SPEAKER: [&str; 4] = ["speaker", "speaker name", "name", "who"];

/// Whether the first line names the columns, or the first lines are two numbers and a text.
pub(super) fn recognises(_path: &str, _source: &str, lines: &[&str]) -> bool {
    let is_number = |cell: &str| cell.trim().parse::<f64>().is_ok();
    let is_row = |line: &&str| {
        let mut cells = line.splitn(3, '\t');
        cells.next().is_some_and(is_number) && cells.next().is_some_and(is_number) && cells.next().is_some()
    };
    let is_headed = |columns: Columns| {
        lines.len() < 2 || lines[1..].iter().any(|line| line.as_bytes().contains(&columns.separator))
    };
    lines.first().and_then(|line| columns(line)).is_some_and(is_headed)
        || lines.len() > 1 && lines.iter().all(is_row)
}

/// Reads the rows. One with an unreadable beginning goes on with the time before it, and is a warning.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let head = lines(source).map(|(_, line)| line).find(|line| !line.trim().is_empty());
    let named = head.and_then(columns);
    let columns = named.unwrap_or(Columns { separator: b'\t', text: 2, begin: Some(0), speaker: None });
    let mut rows: Vec<Row> = rows(source, columns.separator).collect();
    let width = rows.first().map_or(0, |head| head.cells.len());
    if named.is_some() {
        rows.remove(0);
        // A comma that nobody put quotes around parts what is said, where that comes last.
        rows.iter_mut()
            .filter(|_| columns.text + 1 == width)
            .for_each(|row| row.join_from(source, columns.text));
    }
    let cell = |row: &Row, column: Option<usize>| row.cell(column?).map(|cell| &source[cell]);
    let texts = || rows.iter().filter_map(|row| cell(row, Some(columns.text)));
    let millis = unit(rows.iter().filter_map(|row| cell(row, columns.begin)), texts());
    let labels = match columns.speaker {
        Some(_) => Labels::default(),
        None => Labels::learn(texts().map(str::trim_start).collect::<Vec<_>>().into_iter()),
    };
    let mut captions = Captions::new(Draft::new(source), labels, false);
    let mut warnings = Vec::new();
    let mut time = None;
    for row in &rows {
        if columns.begin.is_some() {
            match cell(row, columns.begin).and_then(|begin| moment(begin, millis)) {
                Some(begin) => time = Some(begin),
                None => warnings.push(unreadable(path, source, row, columns.begin)),
            }
        }
        captions.begin(time);
        if let Some(name) = columns.speaker.and_then(|column| row.cell(column)) {
            let name: String = unquoted(source, name).map(|piece| &source[piece]).collect();
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            captions.speaks(Some(&*name).filter(|name| !name.is_empty()), false);
        }
        let mut pieces = row.cell(columns.text).into_iter().flat_map(|cell| unquoted(source, cell));
        pieces.next().into_iter().for_each(|first| captions.line(first.start, &source[first]));
        pieces.for_each(|piece| captions.draft.push(piece));
    }
    (captions.draft.finish(path, DocumentKind::Transcript, false), warnings)
}

/// The columns that a first line names: what is said, and when or by whom.
fn columns(line: &str) -> Option<Columns> {
    let line = line.trim_start_matches('\u{feff}');
    [b'\t', b',', b';'].into_iter().find_map(|separator| {
        let heading = |cell: &str| cell.trim().trim_matches('"').trim().to_lowercase().replace('_', " ");
        let cells: Vec<String> = line.split(char::from(separator)).map(heading).collect();
        let column = |names: &[&str]| cells.iter().position(|cell| names.contains(&cell.as_str()));
        let (text, begin, speaker) = (column(&TEXT)?, column(&BEGIN), column(&SPEAKER));
        (begin.is_some() || speaker.is_some()).then_some(Columns { separator, text, begin, speaker })
    })
}

/// A row with its cells, without the quotes around them.
struct Row {
    number: u32,
    all: Range<usize>,
    cells: Vec<Range<usize>>,
}

impl Row {
    fn cell(&self, column: usize) -> Option<Range<usize>> {
        self.cells.get(column).cloned()
    }

    /// Makes one cell of all from a column on, unless that is in quotes.
    fn join_from(&mut self, source: &str, column: usize) {
        let is_quoted = self.cells.get(column).is_some_and(|cell| source[..cell.start].ends_with('"'));
        let last = self.cells.get(column + 1..).and_then(<[_]>::last).filter(|_| !is_quoted);
        if let Some(end) = last.map(|last| last.end) {
            self.cells.truncate(column + 1);
            self.cells[column].end = end;
        }
    }
}

/// The rows that hold something. A quote at the start of a cell holds the cell together up to the next that is not doubled; one that is not
/// closed, up to the end of its line.
fn rows(source: &str, separator: u8) -> impl Iterator<Item = Row> + '_ {
    let (mut at, mut number) = (0, 1);
    let all = std::iter::from_fn(move || {
        let bytes = source.as_bytes();
        let start = at;
        let mut row = Row { number, all: start..start, cells: Vec::new() };
        while at <= bytes.len() && start < bytes.len() {
            let cell = cell(bytes, at, separator);
            number += bytes[at..cell.next].iter().filter(|&&byte| byte == b'\n').count() as u32;
            at = cell.next;
            row.cells.push(cell.inner);
            if cell.ends_row {
                break;
            }
        }
        row.all.end = at;
        (start < bytes.len()).then_some(row)
    });
    all.filter(|row| !source[row.all.clone()].trim().is_empty())
}

/// A cell of a row, where the next begins, and whether that is of another row.
struct Cell {
    inner: Range<usize>,
    next: usize,
    ends_row: bool,
}

fn cell(bytes: &[u8], start: usize, separator: u8) -> Cell {
    let is_end = |byte: &u8| *byte == separator || matches!(byte, b'\n' | b'\r');
    let end_from = |from: usize| bytes[from..].iter().position(is_end).map_or(bytes.len(), |end| from + end);
    let open = start + bytes[start..].iter().take_while(|byte| **byte == b' ').count();
    let may_be_quoted = bytes.get(open) == Some(&b'"');
    // `"Yes" she said` is no cell in quotes, and tabs part lines that people wrote.
    let closes = |quote: &usize| {
        bytes.get(quote + 1).is_none_or(is_end)
            && !(separator == b'\t' && bytes[open..*quote].contains(&b'\n'))
    };
    let quote = may_be_quoted.then(|| closing(bytes, open + 1)).flatten().filter(closes);
    let end = end_from(quote.unwrap_or(start));
    let inner = quote.map_or(start..end, |quote| open + 1..quote);
    match bytes.get(end) {
        Some(&byte) if byte == separator => Cell { inner, next: end + 1, ends_row: false },
        Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => Cell { inner, next: end + 2, ends_row: true },
        Some(_) => Cell { inner, next: end + 1, ends_row: true },
        None => Cell { inner, next: end, ends_row: true },
    }
}

/// Where the quote stands that closes a cell: none that is doubled.
fn closing(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// The stretches of a cell; of two quotes that write one, the second is left out.
fn unquoted(source: &str, cell: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = cell.start;
    std::iter::from_fn(move || {
        let rest = source.get(at..cell.end).filter(|rest| !rest.is_empty())?;
        let (taken, skipped) = rest.find("\"\"").map_or((rest.len(), 0), |pair| (pair + 1, 1));
        let piece = at..at + taken;
        at += taken + skipped;
        Some(piece)
    })
}

/// How many milliseconds a unit of time is. A point or comma stands in seconds alone; where all are whole numbers, one word takes
/// [`SLOWEST`] units at most if they are seconds.
fn unit<'c>(begins: impl Iterator<Item = &'c str>, texts: impl Iterator<Item = &'c str>) -> f64 {
    let begins: Vec<&str> = begins.collect();
    if begins.iter().any(|begin| begin.contains(['.', ','])) {
        return 1000.0;
    }
    let mut numbers = begins.iter().filter_map(|begin| begin.trim().parse::<f64>().ok());
    let (first, last) = (numbers.next().unwrap_or(0.0), numbers.next_back().unwrap_or(0.0));
    let words: usize = texts.map(|text| text.split_whitespace().count()).sum();
    if last - first < SLOWEST * words as f64 { 1000.0 } else { 1.0 }
}

/// Seconds a word takes, with the silence around it, at most.
const SLOWEST: f64 = 20.0;

/// A beginning as a number of units, or as a time.
fn moment(cell: &str, millis: f64) -> Option<Time> {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    // Editors of films count pictures behind a fourth colon: `00:00:11:00`, `00;00;11;00`.
    let is_rest = |rest: &str| rest.is_empty() || rest.starts_with(':') && rest.len() == 3;
    let colons = cell.replace(';', ":");
    if let Some((time, _)) = stamp::read(&colons).filter(|(_, taken)| is_rest(&colons[*taken..])) {
        return Some(time);
    }
    let number: f64 = cell.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())?;
    // `as` saturates: a negative or absurd time becomes the nearest possible one.
    Some(Time((number * millis).round() as u32))
}

fn unreadable(path: &str, source: &str, row: &Row, column: Option<usize>) -> Error {
    let line = source[row.all.clone()].lines().next().unwrap_or_default();
    let begin = column.and_then(|column| row.cell(column)).unwrap_or(row.all.start..row.all.start);
    let characters = |range: Range<usize>| source[range].chars().count() as u32;
    Error::new("unreadable start of a caption")
        .in_source(path)
        .at_line(row.number)
        .showing(line, characters(row.all.start..begin.start) + 1, characters(begin))
        .hint("expected milliseconds (`12500`), seconds (`12.5`) or a time (`00:00:12`); its text is kept")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_milliseconds_seconds_and_times() {
        for (source, label) in [
            ("start\tend\ttext\n1500\t3000\tWe met the mace\n3000\t4000\ttonight.\n", false),
            ("1.5\t3.0\tWe met the mace\n3.0\t4.0\ttonight.\n", false),
            ("\u{feff}Speaker\tStart\tText\r\nAda\t0:01.5\tWe met the mace\r\nAda\t0:03\ttonight.\r\n", true),
        ] {
            let (document, warnings) = read("a.tsv", source);
            assert_eq!((document.text.as_str(), warnings.len()), ("We met the mace tonight.", 0), "{source}");
            let told: Vec<_> = document.segments.iter().map(|s| (s.time, s.speaker.is_some())).collect();
            assert_eq!(told, [(Some(Time(1500)), label), (Some(Time(3000)), label)], "{source}");
            assert!(recognises("a.txt", source, &stamp::sample(source)));
        }
    }

    #[test]
    fn reads_cells_in_quotes() {
        for (source, times) in [
            ("Speaker,Text\nAda Bell,\"We met, \"\"all\"\"\nof us.\"\nBo Lund,Yes.\n", [None, None]),
            (
                "who;start_time;text\r\nAda Bell;1;\"We met, \"\"all\"\"\nof us.\"\r\n;3;Yes.\r\n",
                [Some(1000), Some(3000)],
            ),
            (
                "\"Speaker Name\",\"Start Timecode\",\"Text\"\n\"Ada Bell\",\"00;00;01;00\",\"We met, \"\"all\"\" of us.\"\nB,00:00:03:12,Yes.",
                [Some(1000), Some(3000)],
            ),
        ] {
            assert!(recognises("a.csv", source, &stamp::sample(source)), "{source}");
            let (document, warnings) = read("a.csv", source);
            assert_eq!(
                (document.text.as_str(), warnings.len()),
                ("We met, \"all\" of us.\nYes.", 0),
                "{source}"
            );
            let told: Vec<_> = document.segments.iter().map(|s| s.time.map(|time| time.0)).collect();
            assert_eq!(told, times);
            assert_eq!(document.segments[0].speaker.as_deref(), Some("Ada Bell"));
        }
        for (row, said) in [
            ("Ada,\"We met", "\"We met"),
            ("Ada,Hello, how are you?", "Hello, how are you?"),
            ("Ada,\"Yes\" she said, and so on", "\"Yes\" she said, and so on"),
            ("Ada , \"Hello, there\"", "Hello, there"),
            ("\"Ada \"\"A\"\" Bell\",Hello", "Hello"),
        ] {
            let (document, _) = read("a.csv", &format!("speaker,text\n{row}\nBo Lund,Yes.\n"));
            assert_eq!(document.text, format!("{said}\nYes."));
            assert!(
                document.segments[0]
                    .speaker
                    .as_deref()
                    .is_some_and(|name| name.starts_with("Ada") && !name.contains("\"\""))
            );
        }
        assert!(!recognises("a.md", "", &["Who, text, in short", "A line."]));
    }

    #[test]
    fn whole_numbers_are_seconds_or_milliseconds_by_the_words_between() {
        let rows = |step: u32| -> String {
            let row = |at: u32| format!("{}\t{}\tWe met at the mill\n", at * step, (at + 1) * step);
            (0..9).map(row).collect()
        };
        for (step, second) in [(3, 3000), (3000, 3000)] {
            let (document, _) = read("a.tsv", &rows(step));
            assert_eq!(document.segments[1].time, Some(Time(second)));
        }
    }

    #[test]
    fn a_bad_start_is_a_warning_and_the_text_stays() {
        let (document, warnings) = read("a.tsv", "start\tend\ttext\n0\t9\tOne\nx\t9\ttwo\n7\n");
        assert_eq!((document.text.as_str(), warnings.len()), ("One two", 1));
        assert!(warnings[0].to_string().starts_with("unreadable start of a caption\n  --> a.tsv:3:1\n"));
    }

    #[test]
    fn a_table_of_names_is_none() {
        for source in ["name\tkind\nFlask\tproject\n", "1\t2\n", "One\ttwo\tthree\n", ""] {
            assert!(!recognises("a.tsv", source, &stamp::sample(source)), "{source}");
        }
    }
}
