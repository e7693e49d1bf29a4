//! Mentions as rows, for programs: JSON lines and CSV.

use std::io::{self, Write};

use comention::corpus::Corpus;
use comention::entity::{Entity, Kind};
use comention::episode::Time;
use comention::mention::{Evidence, Sentence};
use comention::text::Span;
use serde::Serialize;

use super::report::counted;

/// A mention with its episode, document and entity. The order of the fields is that of the columns.
#[derive(Debug, Serialize)]
pub(super) struct Row<'c> {
    pub(super) episode: &'c str,
    pub(super) path: &'c str,
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
    pub(super) time: Option<Time>,
    pub(super) speaker: Option<&'c str>,
    pub(super) surface: &'c str,
    pub(super) name: &'c str,
    pub(super) kind: Kind,
    pub(super) entity: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'c str>,
    pub(super) discovered: bool,
    pub(super) evidence: &'c [Evidence],
    pub(super) confidence: f64,
    /// The sentence it stands in, for tables.
    #[serde(skip)]
    pub(super) sentence: Option<&'c Sentence>,
    /// Where in the document's clean text, for tables.
    #[serde(skip)]
    pub(super) span: Span,
}

/// The columns of CSV: the fields of a row.
const COLUMNS: [&str; 16] = [
    "episode",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "time",
    "speaker",
    "surface",
    "name",
    "kind",
    "entity",
    "url",
    "discovered",
    "evidence",
    "confidence",
];

/// The mentions of the entities that `takes` wants, by episode, document and place.
pub(super) fn rows(corpus: &Corpus, takes: impl Fn(&Entity) -> bool) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for extraction in corpus.extractions() {
        for document in &extraction.documents {
            for mention in &document.mentions {
                let Some(entity) = extraction.entity(&mention.entity).filter(|entity| takes(entity)) else {
                    continue;
                };
                rows.push(Row {
                    episode: &extraction.episode.id,
                    path: &document.path,
                    line: mention.line,
                    column: mention.column,
                    end_line: mention.end_line,
                    end_column: mention.end_column,
                    time: mention.time,
                    speaker: mention.speaker.as_deref(),
                    surface: &mention.surface,
                    name: &entity.name,
                    kind: entity.kind,
                    entity: &entity.id,
                    url: entity.url.as_deref(),
                    discovered: entity.discovered,
                    evidence: &mention.evidence,
                    confidence: mention.confidence.share(),
                    sentence: document.sentence(mention.sentence),
                    span: mention.span,
                });
            }
        }
    }
    rows
}

/// `12 mentions in 3 episodes`.
pub(super) fn summary(rows: &[Row]) -> String {
    let mut episodes: Vec<&str> = rows.iter().map(|row| row.episode).collect();
    episodes.dedup();
    format!("{} in {}", counted(rows.len(), "mention"), counted(episodes.len(), "episode"))
}

/// A header and a line for each row.
pub(super) fn write_csv(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS).map_err(cause)?;
    for row in rows {
        csv.write_record(cells(row).map(harmless)).map_err(cause)?;
    }
    csv.flush()
}

/// The error of the output itself, so that a closed pipe is known as one.
pub(super) fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

fn cells(row: &Row) -> [String; 16] {
    let time = row.time.and_then(|time| serde_json::to_string(&time).ok());
    let evidence: Vec<String> = row.evidence.iter().map(name_of).collect();
    [
        row.episode.to_owned(),
        row.path.to_owned(),
        row.line.to_string(),
        row.column.to_string(),
        row.end_line.to_string(),
        row.end_column.to_string(),
        time.unwrap_or_default(),
        row.speaker.unwrap_or_default().to_owned(),
        row.surface.to_owned(),
        row.name.to_owned(),
        row.kind.as_str().to_owned(),
        row.entity.to_owned(),
        row.url.unwrap_or_default().to_owned(),
        row.discovered.to_string(),
        evidence.join(" "),
        row.confidence.to_string(),
    ]
}

/// A piece of evidence as it is written in JSON.
pub(super) fn name_of(evidence: &Evidence) -> String {
    match serde_json::to_value(evidence) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Texts come from anywhere, and spreadsheets run a cell that begins like a formula.
pub(super) fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row<'static> {
        Row {
            episode: "our-show/7",
            path: "7.txt",
            line: 3,
            column: 14,
            end_line: 4,
            end_column: 3,
            time: Some(Time(61_500)),
            speaker: None,
            surface: "@any,\nio",
            name: "AnyIO",
            kind: Kind::Project,
            entity: "project:anyio",
            url: None,
            discovered: false,
            evidence: &[Evidence::Name, Evidence::Link],
            confidence: 0.97,
            sentence: None,
            span: Span::new(0, 0),
        }
    }

    fn written(write: impl Fn(&[Row], &mut dyn Write) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&[row()], &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("text in, text out")
    }

    #[test]
    fn writes_json_lines_with_keys_in_order() {
        assert_eq!(
            written(|rows, out| super::super::json::write_lines(rows, out)),
            "{\"episode\":\"our-show/7\",\"path\":\"7.txt\",\"line\":3,\"column\":14,\"end_line\":4,\
             \"end_column\":3,\"time\":61.5,\"speaker\":null,\"surface\":\"@any,\\nio\",\"name\":\"AnyIO\",\
             \"kind\":\"project\",\"entity\":\"project:anyio\",\"discovered\":false,\
             \"evidence\":[\"name\",\"link\"],\"confidence\":0.97}\n"
        );
    }

    #[test]
    fn writes_csv_that_no_spreadsheet_runs() {
        assert_eq!(
            written(write_csv),
            "episode,path,line,column,end_line,end_column,time,speaker,surface,name,kind,entity,url,discovered,\
             evidence,confidence\n\
             our-show/7,7.txt,3,14,4,3,61.5,,\"'@any,\nio\",AnyIO,project,project:anyio,,false,name link,0.97\n"
        );
    }
}
