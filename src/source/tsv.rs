//! Tab-separated captions: `start`, `end`, `text`, as Whisper writes them in milliseconds and others in seconds.

use std::ops::Range;

use super::caption::Captions;
use super::draft::Draft;
use super::labels::Labels;
use super::stamp::{self, lines};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// In which column what stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    begin: usize,
    text: usize,
    speaker: Option<usize>,
}

/// Whether the first line names the columns, or the first lines are two numbers and a text.
pub(super) fn recognises(_path: &str, _source: &str, lines: &[&str]) -> bool {
    let is_number = |cell: &str| cell.trim().parse::<f64>().is_ok();
    let is_row = |line: &&str| {
        let mut cells = line.splitn(3, '\t');
        cells.next().is_some_and(is_number) && cells.next().is_some_and(is_number) && cells.next().is_some()
    };
    lines.first().is_some_and(|line| columns(line).is_some()) || lines.len() > 1 && lines.iter().all(is_row)
}

/// Reads the rows. One with an unreadable beginning goes on with the time before it, and is a warning.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let head = lines(source).map(|(_, line)| line).find(|line| !line.trim().is_empty());
    let named = head.and_then(columns);
    let columns = named.unwrap_or(Columns { begin: 0, text: 2, speaker: None });
    let rows: Vec<Row> = rows(source).skip(usize::from(named.is_some())).collect();
    let cell = |row: &Row, column: usize| row.cell(column).map(|cell| &source[cell]);
    let texts = rows.iter().filter_map(|row| cell(row, columns.text)).map(str::trim_start);
    // A point or comma stands in seconds alone.
    let whole =
        !rows.iter().any(|row| cell(row, columns.begin).is_some_and(|begin| begin.contains(['.', ','])));
    let labels = if columns.speaker.is_some() { Labels::default() } else { Labels::learn(texts) };
    let mut captions = Captions::new(Draft::new(source), labels, false);
    let mut warnings = Vec::new();
    let mut time = None;
    for row in &rows {
        match cell(row, columns.begin).and_then(|begin| moment(begin, whole)) {
            Some(begin) => time = Some(begin),
            None => warnings.push(unreadable(path, source, row)),
        }
        captions.begin(time);
        if let Some(name) = columns.speaker.and_then(|column| cell(row, column)).map(str::trim) {
            captions.speaks(Some(name).filter(|name| !name.is_empty()), false);
        }
        if let Some(text) = row.cell(columns.text) {
            captions.line(text.start, &source[text]);
        }
    }
    (captions.draft.finish(path, DocumentKind::Transcript, false), warnings)
}

/// The columns that a first line names.
fn columns(line: &str) -> Option<Columns> {
    let line = line.trim_start_matches('\u{feff}');
    let cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_lowercase()).collect();
    let column = |names: &[&str]| cells.iter().position(|cell| names.contains(&cell.as_str()));
    let (begin, text) = (column(&["start", "begin", "start_time"])?, column(&["text", "transcript"])?);
    Some(Columns { begin, text, speaker: column(&["speaker"]) })
}

/// A line with its cells.
struct Row {
    number: u32,
    line: Range<usize>,
    cells: Vec<Range<usize>>,
}

impl Row {
    fn cell(&self, column: usize) -> Option<Range<usize>> {
        self.cells.get(column).cloned()
    }
}

/// The lines that hold something.
fn rows(source: &str) -> impl Iterator<Item = Row> + '_ {
    let numbered = lines(source).zip(1..).filter(|((_, line), _)| !line.trim().is_empty());
    numbered.map(|((at, line), number)| {
        let start = |cell: &str| at + (cell.as_ptr() as usize - line.as_ptr() as usize);
        let cells = line.split('\t').map(|cell| start(cell)..start(cell) + cell.len()).collect();
        Row { number, line: at..at + line.len(), cells }
    })
}

/// A beginning in milliseconds, in seconds, or as a time.
fn moment(cell: &str, whole: bool) -> Option<Time> {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if let Some((time, _)) = stamp::read(cell).filter(|(_, taken)| *taken == cell.len()) {
        return Some(time);
    }
    let number: f64 = cell.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())?;
    // `as` saturates: a negative or absurd time becomes the nearest possible one.
    Some(Time(if whole { number } else { (number * 1000.0).round() } as u32))
}

fn unreadable(path: &str, source: &str, row: &Row) -> Error {
    let line = &source[row.line.clone()];
    Error::new("unreadable start of a caption")
        .in_source(path)
        .at_line(row.number)
        .showing(line, 1, line.split('\t').next().unwrap_or_default().chars().count() as u32)
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
