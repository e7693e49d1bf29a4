//! Runs the cases in `tests/cases/*.md`, which need no Rust to be written; `tests/cases/README.md` says how.
#![allow(clippy::disallowed_methods, reason = "a test may read the files it is about")]

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use comention::dictionary::Dictionary;
use comention::entity::Kind;
use comention::episode::Episode;
use comention::extract::{Extractor, Judgement};
use comention::mention::Extraction;
use comention::source::{self, Reading};

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::builtin);

/// The file of known misses.
const GAPS: &str = "gaps.md";

#[test]
fn cases_hold() {
    let failures: Vec<String> = cases()
        .iter()
        .filter_map(|case| {
            let known = case.known();
            case.told(case.differences().into_iter().filter(|difference| !known.contains(difference)))
        })
        .collect();
    assert!(failures.is_empty(), "\n\n{}\n\n{} cases do not hold\n", failures.join("\n\n"), failures.len());
}

#[test]
fn gaps_are_still_gaps() {
    let mended: Vec<String> = cases()
        .iter()
        .filter_map(|case| {
            let differences = case.differences();
            case.told(case.known().into_iter().filter(|known| !differences.contains(known)))
        })
        .collect();
    assert!(
        mended.is_empty(),
        "\n\n{}\n\nno longer so: take the mark off (`missing`) or the line out (`unexpected`); a case without \
         marks belongs into the file of its theme\n",
        mended.join("\n\n")
    );
}

#[test]
fn what_is_wrong_is_marked_in_the_file_of_gaps_alone() {
    for case in cases() {
        assert_eq!(
            case.known().is_empty(),
            case.file != GAPS,
            "{case}: marks stand in {GAPS}, in each case there"
        );
    }
}

/// What the cases do not say: how sure each judgement is and why, of mentions and of what was dropped; in the example episodes, too.
///
/// A change of a rule or a weight shows here, also where nothing is found or lost by it. After a wanted one
/// `BLESS=1 cargo test --release --test cases` writes the list anew; then read the difference.
#[test]
fn judgements_are_as_they_were() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/judgements.txt");
    let cases = cases();
    let of_cases = cases.iter().map(|case| (format!("{}: {}", case.file, case.title), case.episode()));
    let of_examples = examples().into_iter().map(|episode| (episode.info.id.clone(), episode));
    let new: String =
        of_cases.chain(of_examples).map(|(title, episode)| title + "\n" + &judged(&episode)).collect();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &new).expect("the snapshot can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let first = new.lines().zip(kept.lines()).zip(1..).find(|((new, kept), _)| new != kept);
    if let Some(((new, kept), line)) = first {
        panic!("{}:{line}:\n  was {kept}\n  now {new}\nBLESS=1 rewrites it", path.display());
    }
    assert!(new == kept, "{} is of another length; BLESS=1 rewrites it", path.display());
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
    /// What is known to be otherwise.
    known: BTreeSet<Difference>,
}

/// How what is found differs from what a careful reader finds; written in a case, it is a known one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Difference {
    Missing(Row),
    Unexpected(Row),
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
    /// What is missing and what is found beyond it, by the number of the text.
    fn differences(&self) -> BTreeSet<(usize, Difference)> {
        let extraction = self.extract();
        let mut differences = BTreeSet::new();
        for (number, text) in self.texts.iter().enumerate() {
            let Some(expected) = &text.expected else { continue };
            let found = rows(&extraction, &text.path);
            let missing = expected.difference(&found).cloned().map(Difference::Missing);
            let unexpected = found.difference(expected).cloned().map(Difference::Unexpected);
            differences.extend(missing.chain(unexpected).map(|difference| (number, difference)));
        }
        differences
    }

    /// The differences it says it has.
    fn known(&self) -> BTreeSet<(usize, Difference)> {
        let texts = self.texts.iter().enumerate();
        texts
            .flat_map(|(number, text)| text.known.iter().cloned().map(move |known| (number, known)))
            .collect()
    }

    /// The case with these differences below it, if there are any.
    fn told(&self, differences: impl Iterator<Item = (usize, Difference)>) -> Option<String> {
        let lines: String = differences.map(|(_, difference)| format!("\n  {difference}")).collect();
        (!lines.is_empty()).then(|| format!("{self}{lines}"))
    }

    fn extract(&self) -> Extraction {
        Extractor::new(&DICTIONARY).extract(&self.episode())
    }

    fn episode(&self) -> Episode {
        let readings = self.texts.iter().map(|text| self.read(text)).collect();
        let [episode] = <[Episode; 1]>::try_from(source::group::group(readings).episodes)
            .unwrap_or_else(|_| panic!("{self}: the texts of a case are one episode"));
        episode
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
        Some(Text {
            path: format!("a-show/{folder}/001-{number}.{ending}"),
            line,
            body,
            expected: None,
            known: BTreeSet::new(),
        })
    }

    /// Takes up a line of a `mentions` block: a row, perhaps with `missing` or `unexpected` before it.
    fn expect(&mut self, written: &str) -> Result<(), String> {
        let expected = self.expected.get_or_insert_default();
        if let Some(row) = written.strip_prefix("unexpected ") {
            self.known.insert(Difference::Unexpected(row_of(&self.body, row.trim_start())?));
        } else if let Some(row) = written.strip_prefix("missing ") {
            let row = row_of(&self.body, row.trim_start())?;
            expected.insert(row.clone());
            self.known.insert(Difference::Missing(row));
        } else {
            expected.insert(row_of(&self.body, written)?);
        }
        Ok(())
    }
}

/// Reads `line:column surface -> Name (kind)`; the column may be left out where the surface stands once.
fn row_of(body: &str, written: &str) -> Result<Row, String> {
    const SHAPE: &str = "expected `line:column surface -> Name (kind)`";
    let (place, rest) = written.split_once(' ').ok_or(SHAPE)?;
    let (surface, target) = rest.split_once(" -> ").ok_or(SHAPE)?;
    let (name, kind) = target.strip_suffix(')').and_then(|t| t.rsplit_once(" (")).ok_or(SHAPE)?;
    let (line, column) = place.split_once(':').unwrap_or((place, ""));
    let line: usize = line.parse().map_err(|_| SHAPE)?;
    let text = line.checked_sub(1).and_then(|at| body.lines().nth(at));
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

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Missing(row) => write!(f, "missing {row}"),
            Difference::Unexpected(row) => write!(f, "unexpected {row}"),
        }
    }
}

/// The episodes in `examples/episodes`.
fn examples() -> Vec<Episode> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/episodes");
    let paths = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let readings = paths.filter(|entry| entry.file_type().is_file()).flat_map(|entry| {
        let path = entry.path().strip_prefix(&folder).expect("it is below").display().to_string();
        let bytes = fs::read(entry.path()).expect("an example can be read");
        source::read_all(&path, &bytes).unwrap_or_default()
    });
    source::group::group(readings.collect()).episodes
}

/// Every judgement in an episode, a line each.
fn judged(episode: &Episode) -> String {
    let judgements = Extractor::new(&DICTIONARY).explain(episode).judgements;
    let line = |it: &Judgement| {
        let fate = match (&it.covered_by, it.kept) {
            (Some(other), _) => format!("covered by {other}"),
            (None, true) => "kept".to_owned(),
            (None, false) => "dropped".to_owned(),
        };
        let why: Vec<_> = it.reasons.iter().map(|(why, weight)| format!("{why} {weight:+.1}")).collect();
        let evidence: Vec<_> =
            it.evidence.iter().map(|evidence| format!("{evidence:?}").to_lowercase()).collect();
        let (line, column, surface, name) = (it.line, it.column, &it.surface, &it.name);
        let (sure, evidence, why) = (it.confidence.share(), evidence.join("+"), why.join("; "));
        format!("  {line}:{column} {surface} -> {name}, {evidence}, {sure:.2}, {fate}: {why}\n")
    };
    judgements.iter().map(line).collect()
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
                surface: mention.surface.to_string(),
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
        text.expected = Some(BTreeSet::new());
        for written in body.lines() {
            text.expect(written).unwrap_or_else(|why| panic!("{place}: `{written}`: {why}"));
        }
    } else {
        let text = Text::new(info, case.texts.len(), line, body);
        let text = text.unwrap_or_else(|| panic!("{place}: a block is `transcript`, `notes` or `mentions`"));
        case.texts.push(text);
    }
}
