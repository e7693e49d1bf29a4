//! Mentions as an aligned table, for people: time, speaker, what was said with the name marked, entity,
//! evidence.

use std::io::{self, Write};

use super::rows::{Row, name_of};
use super::terminal::{Style, clean, keep_end, keep_start, padded, width};

/// The mentions of one document.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The document's path.
    pub(super) path: String,
    /// What stands over it.
    pub(super) heading: String,
    pub(super) lines: Vec<Line>,
    /// What stands under it, for `--explain`.
    pub(super) dropped: Vec<String>,
}

/// A mention in clean texts.
#[derive(Debug)]
pub(super) struct Line {
    place: String,
    speaker: String,
    said: Said,
    entity: String,
    evidence: String,
    /// Why it was taken, for `--explain`.
    pub(super) reasons: Vec<String>,
}

/// What was said, around the name.
#[derive(Debug)]
struct Said {
    before: String,
    name: String,
    after: String,
}

const HEADER: [&str; 5] = ["time", "speaker", "said", "entity", "evidence"];
/// The most columns each of the others may take; what was said takes what is left.
const MOST: [usize; 5] = [10, 18, 0, 28, 30];
/// The least columns for what was said, however narrow the terminal.
const LEAST_SAID: usize = 24;
const GAP: usize = 2;

/// Rows by document.
pub(super) fn parts(rows: &[Row]) -> Vec<Part> {
    rows.chunk_by(|a, b| (a.episode, a.path) == (b.episode, b.path))
        .map(|of_document| Part {
            lines: of_document.iter().map(line).collect(),
            ..Part::new(of_document[0].episode, of_document[0].path)
        })
        .collect()
}

impl Part {
    /// The part of a document in which nothing is mentioned (yet).
    pub(super) fn new(episode: &str, path: &str) -> Part {
        Part { path: path.to_owned(), heading: clean(format!("{episode}  {path}").trim()), ..Part::default() }
    }
}

fn line(row: &Row) -> Line {
    let evidence: Vec<String> = row.evidence.iter().map(name_of).collect();
    Line {
        place: row.time.map_or_else(|| format!("line {}", row.line), |time| time.to_string()),
        speaker: clean(row.speaker.unwrap_or_default()),
        said: said(row),
        entity: clean(row.name),
        evidence: format!("{:.0}% {}", row.confidence * 100.0, evidence.join(", ").replace('_', " ")),
        reasons: Vec::new(),
    }
}

/// The sentence around the name; the name alone where the sentence does not hold all of it.
fn said(row: &Row) -> Said {
    let around = row.sentence.and_then(|sentence| {
        let start = row.span.start.checked_sub(sentence.start)? as usize;
        let end = row.span.end.checked_sub(sentence.start)? as usize;
        Some((sentence.text.get(..start)?, sentence.text.get(end..)?))
    });
    let (before, after) = around.unwrap_or_default();
    Said {
        before: clean(before).trim_start().to_owned(),
        name: clean(row.surface),
        after: clean(after).trim_end().to_owned(),
    }
}

/// Writes the table.
pub(super) fn write(parts: &[Part], style: Style, out: &mut dyn Write) -> io::Result<()> {
    let columns = columns(parts, style.width);
    if parts.iter().any(|part| !part.lines.is_empty()) {
        let header = HEADER.map(str::to_owned);
        writeln!(out, "{}", joined(header, &columns, 0))?;
    }
    for part in parts {
        writeln!(out, "\n{}", part.heading)?;
        for line in &part.lines {
            write_line(line, &columns, style.bold, out)?;
        }
        for line in &part.dropped {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn write_line(line: &Line, columns: &[usize; 5], bold: bool, out: &mut dyn Write) -> io::Result<()> {
    let (marked, unseen) = line.said.marked(columns[2], bold);
    let cells =
        [line.place.clone(), line.speaker.clone(), marked, line.entity.clone(), line.evidence.clone()];
    writeln!(out, "{}", joined(cells, columns, unseen))?;
    let indent = " ".repeat(columns[0] + GAP);
    line.reasons.iter().try_for_each(|reason| writeln!(out, "{indent}{reason}"))
}

/// How wide each column is; 0 for one that is empty throughout and left out.
fn columns(parts: &[Part], room: usize) -> [usize; 5] {
    let mut columns = [0; 5];
    for line in parts.iter().flat_map(|part| &part.lines) {
        let cells = [&line.place, &line.speaker, "", &line.entity, &line.evidence];
        for (column, cell) in columns.iter_mut().zip(cells) {
            *column = width(cell).max(*column);
        }
    }
    for ((column, most), name) in columns.iter_mut().zip(MOST).zip(HEADER) {
        if *column > 0 {
            *column = width(name).max((*column).min(most));
        }
    }
    let others: usize = columns.iter().filter(|&&column| column > 0).map(|column| column + GAP).sum();
    let lines = parts.iter().flat_map(|part| &part.lines);
    let longest = lines.map(|line| line.said.width()).max().unwrap_or(0);
    columns[2] = room.saturating_sub(others).max(LEAST_SAID).min(longest);
    columns
}

/// One line of the table; the cell of what was said holds `unseen` characters that take no room.
fn joined(cells: [String; 5], columns: &[usize; 5], unseen: usize) -> String {
    let mut line = String::new();
    for (at, (cell, &column)) in cells.iter().zip(columns).enumerate() {
        if column == 0 {
            continue;
        }
        let cell = match at {
            2 => padded(cell, column + unseen),
            _ => padded(&keep_start(cell, column), column),
        };
        line.push_str(&cell);
        line.push_str(&" ".repeat(GAP));
    }
    line.truncate(line.trim_end().len());
    line
}

impl Said {
    /// Columns it takes when nothing is left out, the brackets included.
    fn width(&self) -> usize {
        width(&self.before) + width(&self.name) + width(&self.after) + 2
    }

    /// The name marked, with as much around it as fits; and how many characters of it take no room.
    ///
    /// What comes before the name gets half of the room, or more where less comes after it.
    fn marked(&self, room: usize, bold: bool) -> (String, usize) {
        let (open, close) = if bold { ("\u{1b}[1m", "\u{1b}[0m") } else { ("[", "]") };
        // Of an escape sequence all but the escape itself would be counted as seen.
        let seen = if bold { 0 } else { 2 };
        let name = keep_start(&self.name, room.saturating_sub(seen));
        let room = room.saturating_sub(seen + width(&name));
        let before = keep_end(&self.before, (room / 2).max(room.saturating_sub(width(&self.after))));
        let after = keep_start(&self.after, room - width(&before).min(room));
        let unseen = if bold { width(open) + width(close) } else { 0 };
        (format!("{before}{open}{name}{close}{after}"), unseen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_line(place: &str, speaker: &str, before: &str, name: &str, after: &str) -> Line {
        Line {
            place: place.to_owned(),
            speaker: speaker.to_owned(),
            said: Said { before: before.to_owned(), name: name.to_owned(), after: after.to_owned() },
            entity: "AnyIO".to_owned(),
            evidence: "97% name".to_owned(),
            reasons: Vec::new(),
        }
    }

    fn drawn(lines: Vec<Line>, bold: bool) -> String {
        let part = Part { lines, ..Part::new("our-show/7", "7.txt") };
        let mut out = Vec::new();
        write(&[part], Style { width: 70, bold }, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("text in, text out")
    }

    #[test]
    fn aligns_columns_and_marks_the_name() {
        let lines = vec![
            a_line("0:00:01", "Ann", "we moved to ", "any io", " for all of it"),
            a_line("1:00:01", "日本", "", "AnyIO", ""),
            a_line("line 7", "", "a very long beginning of a sentence, then ", "AnyIO", " and a long end"),
        ];
        assert_eq!(
            drawn(lines, false),
            "time     speaker  said                                entity  evidence\n\
             \n\
             our-show/7  7.txt\n\
             0:00:01  Ann      we moved to [any io] for all of it  AnyIO   97% name\n\
             1:00:01  日本     [AnyIO]                             AnyIO   97% name\n\
             line 7            …tence, then [AnyIO] and a long e…  AnyIO   97% name\n"
        );
    }

    #[test]
    fn leaves_out_an_empty_column_and_sets_names_bold_on_a_terminal() {
        let lines = vec![a_line("0:00:01", "", "we like ", "any io", "")];
        let text = drawn(lines, true);
        assert!(text.starts_with("time     said "), "{text}");
        assert!(text.contains("we like \u{1b}[1many io\u{1b}[0m"), "{text}");
        let columns: Vec<&str> = text.lines().filter_map(|line| line.split("AnyIO").next()).collect();
        let seen = columns[3].replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
        assert_eq!(columns[0].find("entity"), Some(seen.len()));
    }
}
