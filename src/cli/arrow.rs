//! Mentions as rows of an Arrow stream (IPC), a batch for each line of the input.
//!
//! A row is a mention, or a line that could not be read: then `error` says why and all else but `input` and `episode` is
//! null. An episode without mentions has no row. Columns may be added behind the others; readers go by name.

use std::io;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, RecordBatch, StringArray, UInt32Array, new_null_array,
};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, Schema};
use comention::entity::Entity;
use comention::episode::DocumentKind;
use comention::mention::{DocumentMentions, Extraction, Mention};

use super::answer::{Bad, Encoding};
use super::rows::name_of;

/// Writes rows; all of them have the one schema.
pub(super) struct Rows {
    schema: Schema,
}

/// A mention with what it belongs to.
struct Row<'e> {
    document: &'e DocumentMentions,
    mention: &'e Mention,
    entity: &'e Entity,
}

impl Rows {
    pub(super) fn new() -> Rows {
        let none = batch(&Extraction::default(), 0).expect("columns without rows are equally long");
        Rows { schema: none.schema().as_ref().clone() }
    }
}

impl Encoding for Rows {
    fn beginning(&self) -> io::Result<Vec<u8>> {
        let writer = StreamWriter::try_new(Vec::new(), &self.schema).map_err(io::Error::other)?;
        Ok(writer.get_ref().clone())
    }

    fn answer(&self, line: u32, found: &Result<Extraction, Bad>) -> io::Result<Vec<u8>> {
        let rows = match found {
            Ok(extraction) => batch(extraction, line),
            Err(bad) => bad_row(&self.schema, bad),
        };
        rows.and_then(|rows| self.encoded(&rows)).map_err(io::Error::other)
    }

    /// No message of no length, as the format has it.
    fn end(&self) -> Vec<u8> {
        vec![0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]
    }
}

impl Rows {
    /// The batch as it stands in a stream that has begun: what is written behind the schema.
    fn encoded(&self, rows: &RecordBatch) -> Result<Vec<u8>, ArrowError> {
        if rows.num_rows() == 0 {
            return Ok(Vec::new());
        }
        let mut writer = StreamWriter::try_new(Vec::new(), &self.schema)?;
        let begun = writer.get_ref().len();
        writer.write(rows)?;
        Ok(writer.get_ref()[begun..].to_vec())
    }
}

/// The mentions of an episode: the columns of `mentions --format jsonl`, then what windows and graphs need besides.
fn batch(extraction: &Extraction, line: u32) -> Result<RecordBatch, ArrowError> {
    let rows = rows(extraction);
    let episode = &extraction.episode;
    let all = |value: Option<&str>| text(&rows, |_| value);
    let number = |value: Option<u32>| whole(&rows, |_| value);
    let columns: [(&str, ArrayRef); 28] = [
        ("episode", all(Some(&episode.id))),
        ("path", text(&rows, |row| Some(&row.document.path))),
        ("line", whole(&rows, |row| Some(row.mention.line))),
        ("column", whole(&rows, |row| Some(row.mention.column))),
        ("end_line", whole(&rows, |row| Some(row.mention.end_line))),
        ("end_column", whole(&rows, |row| Some(row.mention.end_column))),
        ("time", real(&rows, |row| row.mention.time.map(|time| time.seconds()))),
        ("speaker", text(&rows, |row| row.mention.speaker.as_deref())),
        ("surface", text(&rows, |row| Some(&row.mention.surface))),
        ("name", text(&rows, |row| Some(&row.entity.name))),
        ("kind", text(&rows, |row| Some(row.entity.kind.as_str()))),
        ("entity", text(&rows, |row| Some(&row.entity.id))),
        ("url", text(&rows, |row| row.entity.url.as_deref())),
        (
            "discovered",
            Arc::new(rows.iter().map(|row| Some(row.entity.discovered)).collect::<BooleanArray>()),
        ),
        ("evidence", evidence(&rows)),
        ("confidence", real(&rows, |row| Some(row.mention.confidence.share()))),
        ("show", all(episode.show.as_deref())),
        ("season", number(episode.season)),
        ("number", number(episode.number)),
        ("title", all(episode.title.as_deref())),
        ("date", all(episode.date.as_deref())),
        ("document_kind", text(&rows, |row| Some(kind(row.document.kind)))),
        ("segment", whole(&rows, |row| Some(row.mention.segment))),
        ("sentence", whole(&rows, |row| Some(row.mention.sentence))),
        ("turn", whole(&rows, |row| row.mention.turn)),
        ("quote", text(&rows, |row| row.document.sentence(row.mention.sentence).map(|it| &*it.text))),
        ("input", number(Some(line))),
        ("error", all(None)),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true)))
}

fn rows(extraction: &Extraction) -> Vec<Row<'_>> {
    extraction.documents.iter().flat_map(|document| of_document(extraction, document)).collect()
}

fn of_document<'e>(extraction: &'e Extraction, document: &'e DocumentMentions) -> Vec<Row<'e>> {
    let row =
        |mention: &'e Mention| Some(Row { document, mention, entity: extraction.entity(&mention.entity)? });
    document.mentions.iter().filter_map(row).collect()
}

/// The row of a line that could not be read.
fn bad_row(schema: &Schema, bad: &Bad) -> Result<RecordBatch, ArrowError> {
    let column = |name: &str| -> Option<ArrayRef> {
        match name {
            "episode" => Some(Arc::new(StringArray::from(vec![bad.id.as_deref()]))),
            "input" => Some(Arc::new(UInt32Array::from(vec![bad.line]))),
            "error" => Some(Arc::new(StringArray::from(vec![bad.error.as_str()]))),
            _ => None,
        }
    };
    let fields = schema.fields().iter();
    let columns =
        fields.map(|field| column(field.name()).unwrap_or_else(|| new_null_array(field.data_type(), 1)));
    RecordBatch::try_new(Arc::new(schema.clone()), columns.collect())
}

fn text<'r>(rows: &'r [Row<'_>], of: impl Fn(&'r Row<'_>) -> Option<&'r str>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<StringArray>())
}

fn whole(rows: &[Row<'_>], of: impl Fn(&Row<'_>) -> Option<u32>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<UInt32Array>())
}

fn real(rows: &[Row<'_>], of: impl Fn(&Row<'_>) -> Option<f64>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<Float64Array>())
}

fn evidence(rows: &[Row<'_>]) -> ArrayRef {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for row in rows {
        for evidence in row.mention.evidence.iter() {
            lists.values().append_value(name_of(evidence));
        }
        lists.append(true);
    }
    Arc::new(lists.finish())
}

fn kind(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Transcript => "transcript",
        DocumentKind::ShowNotes => "show_notes",
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::Array;
    use arrow_array::cast::AsArray;
    use arrow_array::types::UInt32Type;
    use arrow_ipc::reader::StreamReader;
    use comention::corpus::Corpus;

    use super::*;

    const LINE: &str = r#"{"comention":1,"episode":{"id":"our-show/7","show":"our-show","number":7},"entities":[{"id":"project:anyio","name":"AnyIO","kind":"project"}],"documents":[{"path":"7.txt","kind":"transcript","sentences":[{"number":4,"start":0,"text":"We moved to AnyIO."}],"mentions":[{"span":{"start":12,"end":17},"line":3,"column":13,"end_line":3,"end_column":18,"time":65.5,"surface":"AnyIO","entity":"project:anyio","evidence":["name","link"],"confidence":97,"segment":0,"sentence":4}]}]}"#;

    #[test]
    fn mentions_and_bad_lines_are_rows_of_one_stream() {
        let rows = Rows::new();
        let bad = Bad { error: "no episode".to_owned(), line: 2, id: Some("x".to_owned()) };
        let mut stream = rows.beginning().unwrap();
        stream.extend(rows.answer(1, &Ok(Corpus::from_line("x", 1, LINE).unwrap())).unwrap());
        stream.extend(rows.answer(2, &Err(bad)).unwrap());
        stream.extend(rows.answer(3, &Ok(Extraction::default())).unwrap());
        stream.extend(rows.end());
        let batches: Vec<RecordBatch> =
            StreamReader::try_new(stream.as_slice(), None).unwrap().map(Result::unwrap).collect();
        assert_eq!(batches.iter().map(RecordBatch::num_rows).collect::<Vec<_>>(), [1, 1]);
        let cell = |batch: usize, name: &str| {
            let column = batches[batch].column_by_name(name).unwrap();
            column.as_string_opt::<i32>().filter(|it| it.is_valid(0)).map(|it| it.value(0).to_owned())
        };
        assert_eq!(cell(0, "quote").as_deref(), Some("We moved to AnyIO."));
        assert_eq!((cell(0, "episode").as_deref(), cell(0, "error")), (Some("our-show/7"), None));
        assert_eq!((cell(1, "error").as_deref(), cell(1, "name")), (Some("no episode"), None));
        let input = batches[1].column_by_name("input").unwrap();
        assert_eq!(input.as_primitive::<UInt32Type>().value(0), 2);
        let evidence = batches[0].column_by_name("evidence").unwrap().as_list::<i32>().value(0);
        assert_eq!(evidence.as_string::<i32>().iter().flatten().collect::<Vec<_>>(), ["name", "link"]);
    }
}
