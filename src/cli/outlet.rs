//! In which format a graph is written, and into which files.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use comention::corpus::Corpus;
use comention::error::Error;
use comention::export::{GraphFormat, page};
use comention::graph::Graph;

use super::output::{Destination, spare_old, write_together};

/// The name on the command line of the two tables together, which is also their ending.
const TABLES: &str = "csv";

/// A format as it can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// One text.
    One(GraphFormat),
    /// Two: the nodes and the edges.
    Tables,
}

/// What the tables together are for.
const TABLES_PURPOSE: &str = "both tables, as two files";

/// Reads the name of a format; errors list them all.
pub(super) fn formats() -> impl TypedValueParser<Value = Wanted> {
    let names = listed().map(|(name, ..)| name);
    PossibleValuesParser::new(names).try_map(|name| match name.as_str() {
        TABLES => Ok(Wanted::Tables),
        name => GraphFormat::from_name(name).map(Wanted::One),
    })
}

/// Each format in a line of its own: name, endings, what it is for.
pub(super) fn long_help() -> String {
    let mut help = "The format, if FILE's ending does not tell\n".to_owned();
    for (name, endings, purpose) in listed() {
        let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
        help += &format!("\n  {name:10}  {purpose}: {}", endings.join(" "));
    }
    help
}

/// The formats with their endings and purposes, the two tables together before each of them.
fn listed() -> impl Iterator<Item = (&'static str, &'static [&'static str], &'static str)> {
    GraphFormat::ALL.into_iter().flat_map(|format| {
        let tables: Option<(_, &[_], _)> =
            (format == GraphFormat::CsvNodes).then_some((TABLES, &[TABLES], TABLES_PURPOSE));
        tables.into_iter().chain([(format.as_str(), format.endings(), format.purpose())])
    })
}

/// Where a graph goes, and how; checked before the work begins.
#[derive(Debug)]
pub(super) enum Outlet {
    /// One text to one place.
    One(Destination, GraphFormat),
    /// A file for the nodes and one for the edges.
    Tables([PathBuf; 2]),
}

impl Outlet {
    /// As asked, else by the ending, else (standard output, a device) JSON.
    pub(super) fn of(output: Option<&Path>, wanted: Option<Wanted>) -> Result<Outlet, Error> {
        let by_ending = || output.and_then(by_ending);
        if let Some(Wanted::Tables) = wanted.or_else(by_ending) {
            return tables(output);
        }
        let destination = Destination::at(output)?;
        let format = match (wanted.or_else(by_ending), &destination) {
            (Some(Wanted::One(format)), _) => format,
            (_, Destination::File(path)) => return Err(no_format(path)),
            _ => GraphFormat::Json,
        };
        Ok(Outlet::One(destination, format))
    }

    /// Refuses to write an empty graph over files that hold something.
    pub(super) fn spare(&self) -> Result<(), Error> {
        match self {
            Outlet::One(destination, _) => destination.spare(true),
            Outlet::Tables(paths) => paths.iter().try_for_each(|path| spare_old(path)),
        }
    }

    /// Whether it tells which episodes are alike, as a page does.
    pub(super) fn compares_episodes(&self) -> bool {
        matches!(self, Outlet::One(_, GraphFormat::Html))
    }

    /// How many names, and how many lines of each, the format shows well, where it is one to look at.
    pub(super) fn shows_well(&self) -> Option<(usize, usize)> {
        match self {
            Outlet::One(_, format) => format.shows_well(),
            Outlet::Tables(_) => None,
        }
    }

    /// Writes a graph, if the format takes it, and of its corpus what the format shows; of two tables both are there at
    /// the end, or neither.
    pub(super) fn write(&self, graph: &Graph, corpus: &Corpus) -> Result<(), Error> {
        match self {
            Outlet::One(destination, GraphFormat::Html) => {
                destination.write(|out| page::write(graph, corpus, out))
            }
            Outlet::One(destination, format) => {
                format.check(graph)?;
                destination.write(|out| format.write(graph, out))
            }
            Outlet::Tables([nodes, edges]) => write_together([
                (nodes, &|out| GraphFormat::CsvNodes.write(graph, out)),
                (edges, &|out| GraphFormat::CsvEdges.write(graph, out)),
            ]),
        }
    }
}

fn by_ending(path: &Path) -> Option<Wanted> {
    if let Some(format) = GraphFormat::from_path(&path.to_string_lossy()) {
        return Some(Wanted::One(format));
    }
    let ending = path.extension()?;
    ending.eq_ignore_ascii_case(TABLES).then_some(Wanted::Tables)
}

/// `topics.csv` → `topics.nodes.csv` and `topics.edges.csv`.
fn tables(output: Option<&Path>) -> Result<Outlet, Error> {
    let one_place = || {
        Error::new("CSV makes two tables, which do not fit into one output")
            .hint("give a file, as with `-o topics.csv`, or ask for one table with `--format csv-nodes` or `--format csv-edges`")
    };
    let path = match (output, Destination::at(output)) {
        (Some(path), Ok(Destination::File(_)) | Err(_)) => path,
        _ => return Err(one_place()),
    };
    let stem = match by_ending(path) {
        Some(Wanted::Tables) => path.with_extension(""),
        _ => path.to_owned(),
    };
    let beside = |ending: &str| {
        let mut name = stem.clone().into_os_string();
        name.push(ending);
        match Destination::at(Some(Path::new(&name)))? {
            Destination::File(path) => Ok(path),
            Destination::Standard | Destination::Device(_) => Err(one_place()),
        }
    };
    Ok(Outlet::Tables([beside(".nodes.csv")?, beside(".edges.csv")?]))
}

fn no_format(path: &Path) -> Error {
    let usual = GraphFormat::ALL.iter().map(|format| format!(".{}", format.endings()[0]));
    let endings: Vec<String> = usual.chain([format!(".{TABLES}")]).collect();
    Error::new("the ending of this file stands for no graph format")
        .in_source(path.to_string_lossy())
        .hint(format!("end it in one of {}, or say which with `--format`", endings.join(" ")))
}
