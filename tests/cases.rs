//! Runs the cases in `tests/cases/*.md`, which need no Rust to be written; `tests/cases/README.md` says how.
#![allow(clippy::disallowed_methods, reason = "a test may read the files it is about")]

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use comention::dictionary::Dictionary;
use comention::entity::Kind;
use comention::extract::Extractor;
use comention::mention::Extraction;
use comention::source::{self, Reading};

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::builtin);

/// The file of known misses.
const GAPS: &str = "gaps.md";

#[test]
fn cases_hold() {
    let failures: Vec<String> = cases()
        .iter()
        .filter(|case| case.file != GAPS)
        .filter_map(|case| {
            let differences = case.differences();
            (!differences.is_empty()).then(|| format!("{case}\n{}", differences.join("\n")))
        })
        .collect();
    assert!(failures.is_empty(), "\n\n{}\n\n{} cases do not hold\n", failures.join("\n\n"), failures.len());
}

#[test]
fn gaps_are_still_gaps() {
    let mended: Vec<String> = cases()
        .iter()
        .filter(|case| case.file == GAPS && case.differences().is_empty())
        .map(|case| format!("{case}\n  holds now: move it to the file of its theme"))
        .collect();
    assert!(mended.is_empty(), "\n\n{}\n", mended.join("\n\n"));
}

/// A heading with the texts of one episode and what stands in them.
struct Case {
    file: String,
    line: usize,
    title: String,
    texts: Vec<Text>,
}

/// A `transcript` or `notes` block, with the `mentions` block that follows it, if one does.
struct Text {
    path: String,
    line: usize,
    body: String,
    expected: Option<BTreeSet<Row>>,
}

/// One mention as it is written in a case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    line: usize,
    column: usize,
    surface: String,
    name: String,
    kind: String,
}

impl Case {
    /// What is missing and what is found beyond it, a line each.
    fn differences(&self) -> Vec<String> {
        let extraction = self.extract();
        let mut lines = Vec::new();
        for text in &self.texts {
            let Some(expected) = &text.expected else { continue };
            let found = rows(&extraction, &text.path);
            lines.extend(expected.difference(&found).map(|row| format!("  missing     {row}")));
            lines.extend(found.difference(expected).map(|row| format!("  unexpected  {row}")));
        }
        lines
    }

    fn extract(&self) -> Extraction {
        let readings = self.texts.iter().map(|text| self.read(text)).collect();
        let episodes = source::group::group(readings).episodes;
        assert_eq!(episodes.len(), 1, "{self}: the texts of a case are one episode");
        Extractor::new(&DICTIONARY).extract(&episodes[0])
    }

    fn read(&self, text: &Text) -> Reading {
        let mut reading = source::read(&text.path, text.body.as_bytes())
            .unwrap_or_else(|error| panic!("{self}: line {}: {error}", text.line));
        reading.hints.show = Some("a-show".to_owned());
        reading.hints.number = Some(1);
        reading
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tests/cases/{}:{}: {}", self.file, self.line, self.title)
    }
}

impl Text {
    /// A block opened by ```` ```transcript ```` or ```` ```notes ````, perhaps with another file ending behind it.
    fn new(info: &str, number: usize, line: usize, body: String) -> Option<Text> {
        let (kind, ending) = info.split_once(' ').unwrap_or((info, ""));
        let (folder, usual) = match kind {
            "transcript" => ("transcripts", "txt"),
            "notes" => ("show_notes", "md"),
            _ => return None,
        };
        let ending = if ending.is_empty() { usual } else { ending };
        Some(Text { path: format!("a-show/{folder}/001-{number}.{ending}"), line, body, expected: None })
    }

    /// Reads `line:column surface -> Name (kind)`; the column may be left out where the surface stands once.
    fn row(&self, written: &str) -> Result<Row, String> {
        const SHAPE: &str = "expected `line:column surface -> Name (kind)`";
        let (place, rest) = written.split_once(' ').ok_or(SHAPE)?;
        let (surface, target) = rest.split_once(" -> ").ok_or(SHAPE)?;
        let (name, kind) = target.strip_suffix(')').and_then(|t| t.rsplit_once(" (")).ok_or(SHAPE)?;
        let (line, column) = place.split_once(':').unwrap_or((place, ""));
        let line: usize = line.parse().map_err(|_| SHAPE)?;
        let text = line.checked_sub(1).and_then(|at| self.body.lines().nth(at));
        let text = text.ok_or("there is no such line")?;
        let column = match column {
            "" => only_column(text, surface)?,
            column => column.parse().map_err(|_| SHAPE)?,
        };
        let first_word = surface.split(' ').next().unwrap_or_default();
        let tail: String = text.chars().skip(column - 1).collect();
        if column == 0 || !tail.starts_with(first_word) {
            return Err(format!("`{surface}` does not stand there, but `{tail}`"));
        }
        Ok(Row { line, column, surface: surface.to_owned(), name: name.to_owned(), kind: kind.to_owned() })
    }
}

/// The column, in characters from 1, of a surface that stands once in a line.
fn only_column(line: &str, surface: &str) -> Result<usize, String> {
    match line.match_indices(surface).map(|(at, _)| at).collect::<Vec<_>>()[..] {
        [at] => Ok(line[..at].chars().count() + 1),
        [] => Err(format!("`{surface}` does not stand in that line")),
        _ => Err(format!("`{surface}` stands there more than once: give the column")),
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Row { line, column, surface, name, kind } = self;
        write!(f, "{line}:{column} {surface} -> {name} ({kind})")
    }
}

/// The mentions of projects and people in one document.
fn rows(extraction: &Extraction, path: &str) -> BTreeSet<Row> {
    let documents = extraction.documents.iter().filter(|document| document.path == path);
    documents
        .flat_map(|document| &document.mentions)
        .filter_map(|mention| {
            let entity = extraction.entity(&mention.entity)?;
            [Kind::Project, Kind::Person].contains(&entity.kind).then(|| Row {
                line: mention.line as usize,
                column: mention.column as usize,
                surface: mention.surface.clone(),
                name: entity.name.clone(),
                kind: entity.kind.as_str().to_owned(),
            })
        })
        .collect()
}

/// Every case of every file but the one that explains them.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(&folder).expect("tests/cases can be read");
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    let cases: Vec<Case> =
        files.iter().filter(|path| !path.ends_with("README.md")).flat_map(|path| cases_of(path)).collect();
    assert!(!cases.is_empty(), "no cases in {}", folder.display());
    cases
}

/// The cases of one file: a case begins at a `## ` heading.
fn cases_of(path: &Path) -> Vec<Case> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let markdown = fs::read_to_string(path).expect("a case file is UTF-8");
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = markdown.lines().zip(1..);
    while let Some((text, line)) = lines.next() {
        if let Some(title) = text.strip_prefix("## ") {
            cases.push(Case { file: file.clone(), line, title: title.to_owned(), texts: Vec::new() });
        } else if let Some(info) = text.strip_prefix("```") {
            let block = lines.by_ref().take_while(|(inner, _)| *inner != "```");
            let body: String = block.map(|(inner, _)| format!("{inner}\n")).collect();
            let case =
                cases.last_mut().unwrap_or_else(|| panic!("{file}:{line}: a block before the first case"));
            add_block(case, info, line, body);
        }
    }
    for case in &cases {
        assert!(
            case.texts.iter().any(|text| text.expected.is_some()),
            "{case}: needs a text and a `mentions` block below it"
        );
    }
    cases
}

fn add_block(case: &mut Case, info: &str, line: usize, body: String) {
    let place = format!("tests/cases/{}:{line}", case.file);
    if info == "mentions" {
        let text = case.texts.last_mut().unwrap_or_else(|| panic!("{place}: mentions of no text"));
        let row =
            |written: &str| text.row(written).unwrap_or_else(|why| panic!("{place}: `{written}`: {why}"));
        text.expected = Some(body.lines().map(row).collect());
    } else {
        let text = Text::new(info, case.texts.len(), line, body);
        let text = text.unwrap_or_else(|| panic!("{place}: a block is `transcript`, `notes` or `mentions`"));
        case.texts.push(text);
    }
}
