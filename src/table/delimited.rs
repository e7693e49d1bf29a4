//! Tables with a header, as spreadsheets and databases save them → names.
//!
//! Columns are known by their headings, in any letters: `Title`, `also known as`, `homepage`. What no heading explains is
//! told and left out.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::collect::{Collector, Found};
use super::guess;
use super::heading::{Role, heading, role_columns};
use super::sheet::shown;

/// What separates cells.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// The delimiter of a text whose first line is a header with a column for names; the one that makes most columns.
pub(super) fn delimiter(text: &str) -> Option<char> {
    let header = first_line(text);
    let cells = |mark: char| header.split(mark).count();
    let is_header = |mark: &char| {
        // One heading alone may as well be the first name of a list.
        if cells(*mark) > 1 { role_columns(header.split(*mark)).is_some() } else { heading(header) == "name" }
    };
    DELIMITERS.into_iter().filter(is_header).max_by_key(|&mark| (cells(mark), mark == ','))
}

fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("# ")).unwrap_or_default()
}

/// The delimiter of a text without a header whose lines all have as many cells.
pub(super) fn delimiter_without_header(text: &str) -> Option<char> {
    guess::delimiter(text, &DELIMITERS)
}

/// Reads the rows below the header, or all where there is none and the cells tell what they are; says, in words, which
/// column was taken for what. An error, in words, where no column holds names.
pub(super) fn read(text: &str, delimiter: char, collector: &mut Collector) -> Result<String, &'static str> {
    let text = without_open_quotes(text, delimiter, collector);
    let mut reader = ReaderBuilder::new()
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records: Vec<StringRecord> =
        reader.records().filter_map(Result::ok).filter(|record| !is_blank(record)).collect();
    let first = records.iter().position(|record| !is_remark(record)).ok_or("the file is empty")?;
    let (roles, body) = match role_columns(&records[first]) {
        Some(roles) => {
            tell_unknown(&records[first], &roles, collector);
            (roles, &records[first + 1..])
        }
        None => {
            let roles = guess::roles(&records[first..]).ok_or("no column that holds names")?;
            (roles, &records[first..])
        }
    };
    body.iter().for_each(|record| row(record, &roles, collector));
    let header = Some(&records[first]).filter(|_| body.len() < records[first..].len());
    Ok(taken(header, &roles))
}

/// Tells of columns that no heading explains.
fn tell_unknown(header: &StringRecord, roles: &[Option<Role>], collector: &mut Collector) {
    for (cell, _) in header.iter().zip(roles).filter(|(cell, role)| role.is_none() && !cell.trim().is_empty())
    {
        collector.tell("column", line_of(header), cell.trim(), || {
            (
                format!("the column {} is left out", shown(cell.trim())),
                "nothing is known to do with it".into(),
            )
        });
    }
}

/// Which column was taken for what: `line 1 is the header: names in `Guest``, `no header: names in column 1`.
fn taken(header: Option<&StringRecord>, roles: &[Option<Role>]) -> String {
    let column = |(at, role): (usize, &Option<Role>)| {
        let role = role.as_ref()?.words();
        let heading = header.and_then(|header| header.get(at)).map(|heading| shown(heading.trim()));
        Some(format!("{role} in {}", heading.unwrap_or_else(|| format!("column {}", at + 1))))
    };
    let columns: Vec<String> = roles.iter().enumerate().filter_map(column).collect();
    let header = match header {
        Some(header) => format!("line {} is taken for the header", line_of(header)),
        None => "no header, so taken by what stands there".to_owned(),
    };
    format!("{header}: {}", columns.join(", "))
}

fn row(record: &StringRecord, roles: &[Option<Role>], collector: &mut Collector) {
    let line = line_of(record);
    // Remarks in a table of our own.
    if record.get(0).is_some_and(|cell| cell.starts_with("# ")) && roles[0] == Some(Role::Name) {
        return collector.tell("remark", line, "", || ("a remark is left out".into(), String::new()));
    }
    let mut found = Found { line, ..Found::default() };
    let (mut first, mut last) = ("", "");
    for (at, cell) in record.iter().enumerate() {
        if cell.starts_with('=') {
            collector.tell("formula", line, cell.trim(), || {
                (format!("left out, a formula: {}", shown(cell)), "save the values, not the formulas".into())
            });
            continue;
        }
        match roles.get(at).copied() {
            Some(Some(Role::Name)) => found.name = cell.into(),
            Some(Some(Role::FirstName)) => first = cell.trim(),
            Some(Some(Role::LastName)) => last = cell.trim(),
            Some(Some(Role::Kind)) => found.kind = cell.into(),
            Some(Some(Role::Aliases)) => found.aliases.extend(several(cell)),
            Some(Some(Role::Url)) => found.url = cell.into(),
            Some(Some(Role::Weight)) => found.weight = cell.into(),
            Some(Some(Role::Cues)) => found.cues.extend(several(cell)),
            Some(Some(Role::Case)) => found.case = cell.into(),
            Some(Some(Role::Notes)) => found.notes.push(cell.into()),
            // Told once, at the header.
            Some(None) => {}
            None if cell.trim().is_empty() => {}
            None => collector.tell("cell", line, cell.trim(), || {
                let message = format!("left out: {}, beyond the last column", shown(cell.trim()));
                (message, "put quotes around cells that hold the separator".into())
            }),
        }
    }
    if roles.contains(&Some(Role::FirstName)) {
        found.name = format!("{first} {last}").trim().into();
        if found.kind.trim().is_empty() {
            found.kind = "person".into();
        }
    }
    collector.add(&found);
}

/// The text without quotes that begin a cell and are never closed: each would take the rows below into its cell.
fn without_open_quotes<'t>(text: &'t str, delimiter: char, collector: &mut Collector) -> Cow<'t, str> {
    let open = open_quotes(text, delimiter);
    let mut kept = String::new();
    let (mut after, mut line) = (0, 1);
    for &at in &open {
        line += text[after..at].matches('\n').count() as u32;
        kept += &text[after..at];
        after = at + 1;
        let cell = text[at..].split(['\r', '\n', delimiter]).next().unwrap_or_default();
        collector.tell("quote", line, cell, || {
            let hint =
                "put a second one at the end of the cell, or take it out: the next line is read as a new row";
            ("a quote that is never closed".into(), hint.into())
        });
    }
    if open.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(kept + &text[after..]) }
}

/// Where these quotes stand.
fn open_quotes(text: &str, delimiter: char) -> Vec<usize> {
    let mut open = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with('"') {
            match behind_quoted(text, at, delimiter) {
                Some(behind) => at = behind,
                None => open.push(at),
            }
        }
        at += text[at..].find([delimiter, '\n']).map_or(text.len() - at, |end| end + 1);
    }
    open
}

/// The place behind the quote that closes the one at `open`. A cell of several lines ends with its quote: where more
/// stands behind it, that quote opens a cell of another row.
fn behind_quoted(text: &str, open: usize, delimiter: char) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += text[at..].find('"')? + 1;
        if text[at..].starts_with('"') {
            at += 1;
            continue;
        }
        let is_end = text[at..].chars().next().is_none_or(|next| [delimiter, '\r', '\n'].contains(&next));
        return (is_end || !text[open..at].contains('\n')).then_some(at);
    }
}

/// Names in a cell: between `|`, or else `;`, or else commas.
fn several(cell: &str) -> impl Iterator<Item = String> {
    let mark = ['|', ';'].into_iter().find(|&mark| cell.contains(mark)).unwrap_or(',');
    cell.split(mark).map(str::trim).filter(|part| !part.is_empty()).map(String::from)
}

fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// Whether a line is a remark, as in tables of our own.
fn is_remark(record: &StringRecord) -> bool {
    record.get(0).is_some_and(|cell| cell.starts_with("# "))
}

fn line_of(record: &StringRecord) -> u32 {
    record.position().map_or(0, |position| u32::try_from(position.line()).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::write::write;

    fn table_of(text: &str) -> (String, Vec<String>) {
        let mut collector = Collector::new("x.csv", text, "project");
        read(text, delimiter(text).expect("a header"), &mut collector).expect("names");
        let (rows, warnings) = collector.into_rows();
        let mut out = Vec::new();
        write(&rows, &mut out).expect("rows can be written");
        let told = warnings.sorts().iter().flat_map(|sort| &sort.told).map(ToString::to_string);
        (String::from_utf8(out).expect("UTF-8"), told.collect())
    }

    #[test]
    fn headings_are_known_by_many_names() {
        for (text, expected) in [
            (
                "Title;Type;Also known as;Website\r\nQuib;Libraries;\"qbl;kwib\";https://q.example\r\n",
                "name\tkind\taliases\turl\nQuib\tlibrary\tqbl|kwib\thttps://q.example\n",
            ),
            (
                "LABEL,alias_1,alias_2,count\n\"Quib, Ada\",aq1,\"b1,b2\",4\n",
                "name\tkind\taliases\tweight\nQuib, Ada\tproject\taq1|b1|b2\t4\n",
            ),
            (
                "name,label,note\nAda Quib,PERSON,\"two\nlines\"\n",
                "name\tkind\tsources\nAda Quib\tperson\ttwo lines\n",
            ),
            (
                "name\tkind\taliases\tcues\tcase\nQuib\tblock\t\ttide|ebb\t\nKwib\tapp\tq1|q2\t\texact\n",
                "name\tkind\taliases\tcues\tcase\nQuib\tblock\t\ttide|ebb\t\nKwib\tapp\tq1|q2\t\texact\n",
            ),
            ("name\n\nQuib\n", "name\tkind\nQuib\tproject\n"),
            (
                "Guest,Website\nAda Quib,https://q.example\n",
                "name\tkind\turl\nAda Quib\tproject\thttps://q.example\n",
            ),
            (
                "Last name,First name,Website\nQuib,Ada,\nPlato,,\n",
                "name\tkind\nAda Quib\tperson\nPlato\tperson\n",
            ),
            ("# ours\nname\tkind\nQuib\tblock\n", "name\tkind\nQuib\tblock\n"),
        ] {
            assert_eq!(table_of(text), (expected.to_string(), Vec::new()));
        }
    }

    #[test]
    fn what_is_left_out_is_told_with_its_line() {
        let (table, told) = table_of("name,colour,link,url\nQuib,red,,\n# old,,,\nKwib,,,,extra\n");
        assert_eq!(table, "name\tkind\nQuib\tproject\nKwib\tproject\n");
        let places = [
            "column `colour` is left out\n  --> x.csv:1:6",
            "column `link` is left out\n  --> x.csv:1:13",
            "remark is left out\n  --> x.csv:3:1",
            "`extra`, beyond the last column\n  --> x.csv:4:9",
        ];
        assert_eq!(told.len(), places.len(), "{told:#?}");
        for (told, place) in told.iter().zip(places) {
            assert!(told.contains(place), "{told}");
        }
    }

    #[test]
    fn first_and_last_names_go_before_what_else_may_be_a_name() {
        let (table, told) =
            table_of("Title,Surname,Given name,Company,Label\nDr,Quib,Ada,Kwib Ltd,speaker\n");
        assert_eq!(table, "name\tkind\nAda Quib\tperson\n");
        assert_eq!(told.len(), 2, "{told:?}");
        let (table, told) = table_of("First name,Name\nAda,Ada Quib\n");
        assert_eq!((table.as_str(), told.len()), ("name\tkind\nAda Quib\tproject\n", 1), "{told:?}");
    }

    #[test]
    fn an_open_quote_takes_no_rows_with_it() {
        let good = "name,kind\nQuib,app\nKwib,tool\nAda,person\n";
        let expected = table_of(good).0;
        for (text, place) in [
            ("name,kind\nQuib,\"app\nKwib,tool\nAda,person\n", "x.csv:2:6"),
            ("name,kind\r\n\"Quib,app\r\nKwib,\"tool\"\r\n\"Ada\",person\r\n", "x.csv:2:1"),
            ("name,kind\nQuib,app\nKwib,tool\nAda,\"person", "x.csv:4:5"),
            ("name,\"kind\nQuib,app\nKwib,\"tool\"\n\"Ada\",person\n", "x.csv:1:6"),
        ] {
            let (table, told) = table_of(text);
            assert_eq!((table, told.len()), (expected.clone(), 1), "{text}: {told:?}");
            assert!(
                told[0].starts_with(&format!("a quote that is never closed\n  --> {place}\n")),
                "{}",
                told[0]
            );
        }
        let (table, told) =
            table_of("name,note\n\"Quib \"\"Q\"\"\",\"two\nlines, \"\"so\"\"\"\nKwib,\"a\"b\n");
        assert_eq!(table, "name\tkind\tsources\nQuib \"Q\"\tproject\ttwo lines, \"so\"\nKwib\tproject\tab\n");
        assert_eq!(told, [""; 0]);
    }

    #[test]
    fn what_was_taken_for_what_is_told() {
        for (text, expected) in [
            (
                "First,Last,Website\nAda,Quib,\n",
                "line 1 is taken for the header: first names in `First`, last names in `Last`, addresses in `Website`",
            ),
            (
                "Ada Quib,https://q.example\nAnn Kwib,https://k.example\n",
                "no header, so taken by what stands there: names in column 1, addresses in column 2",
            ),
        ] {
            let mut collector = Collector::new("x.csv", text, "person");
            assert_eq!(read(text, ',', &mut collector), Ok(expected.to_owned()));
            assert_eq!(
                collector.into_rows().0.len(),
                text.lines().count() - usize::from(text.starts_with('F'))
            );
        }
    }

    #[test]
    fn a_list_is_no_table() {
        for text in ["", "Quib\nKwib\n", "Title\nQuib\n", "Quib, Ada\nKwib, Ann\n", "{\"name\":1}"] {
            assert_eq!(delimiter(text), None, "{text}");
        }
    }
}
