//! Where the result of a command goes, and in which format.
//!
//! One rule for all commands: `--format` says the format, else the ending of `-o`, else it is the usual one. An ending that
//! the command does not write is an error before any work: a `.csv` that holds JSON helps nobody.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use comention::error::Error;

use super::output::Destination;

/// The file to write.
#[derive(Debug, Args)]
pub(super) struct ResultArguments {
    /// Write to this file, not to standard output
    ///
    /// Its ending says the format, unless `--format` does. The file appears when everything is done; until then one that is
    /// there stays as it is, and for good where nothing was found to write.
    #[arg(short, long, value_name = "FILE", help_heading = "Result")]
    output: Option<PathBuf>,
}

/// The formats of a command whose result is one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableOrJson {
    /// Lines for people
    Table,
    /// One JSON object on one line
    #[value(alias = "jsonl")]
    Json,
}

impl TableOrJson {
    /// Their endings.
    pub(super) const ENDINGS: [Endings<TableOrJson>; 2] =
        [(TableOrJson::Table, &["txt"]), (TableOrJson::Json, &["json", "jsonl"])];
}

/// A format of a command with the endings that stand for it.
pub(super) type Endings<F> = (F, &'static [&'static str]);

impl ResultArguments {
    /// The file, if one is given.
    pub(super) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Where the result goes, and how: as asked, else by the ending of the file, else as `usual`.
    pub(super) fn decide<F: Copy>(
        &self,
        asked: Option<F>,
        known: &[Endings<F>],
        usual: F,
    ) -> Result<(Destination, F), Error> {
        let destination = Destination::at(self.path())?;
        let format = match (asked, &destination) {
            (None, Destination::File(_)) => by_ending(self.path(), known)?,
            _ => asked,
        };
        Ok((destination, format.unwrap_or(usual)))
    }
}

/// What the ending of a file stands for; one without an ending says nothing.
pub(super) fn by_ending<F: Copy>(path: Option<&Path>, known: &[Endings<F>]) -> Result<Option<F>, Error> {
    let Some((path, ending)) = path.and_then(|path| Some((path, path.extension()?))) else {
        return Ok(None);
    };
    let is_it = |known: &&str| ending.eq_ignore_ascii_case(known);
    let found = known.iter().find(|(_, endings)| endings.iter().any(is_it));
    match found {
        Some((format, _)) => Ok(Some(*format)),
        None => Err(unknown(path, known)),
    }
}

fn unknown<F>(path: &Path, known: &[Endings<F>]) -> Error {
    let endings: Vec<String> =
        known.iter().flat_map(|(_, endings)| *endings).map(|ending| format!(".{ending}")).collect();
    let packed = path.extension().is_some_and(|ending| ending == "gz" || ending == "zst");
    let more = if packed { "; to pack it, leave `-o` out and send it through `gzip`" } else { "" };
    let one_of = if endings.len() > 1 { "one of " } else { "" };
    Error::new("the ending of this file stands for no format that is written here")
        .in_source(path.to_string_lossy())
        .hint(format!("end it in {one_of}{}{more}", endings.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_stands_for_a_format() {
        let known: [Endings<u8>; 2] = [(1, &["jsonl", "ndjson"]), (2, &["csv"])];
        let of = |name: &str| by_ending(Some(Path::new(name)), &known).map_err(|error| error.to_string());
        assert_eq!(of("a/b.CSV"), Ok(Some(2)));
        assert_eq!(of("a.b/all"), Ok(None));
        assert_eq!(by_ending(None, &known), Ok(None));
        let told = of("all.jsonl.gz").unwrap_err();
        assert!(told.ends_with(
            "\n  --> all.jsonl.gz\nhint: end it in one of .jsonl .ndjson .csv; to pack it, leave `-o` out and send it through `gzip`"
        ));
    }
}
