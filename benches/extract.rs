//! How fast texts are read and mentions found, with what was found beside every time.
//!
//! `cargo bench --bench extract [-- FOLDER]`: reads the transcripts and show notes of a folder (by default the example
//! episodes), taken as often as it needs to make 20 MB.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench reads files, takes the time and tells it"
)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use comention::dictionary::Dictionary;
use comention::episode::Episode;
use comention::extract::Extractor;
use comention::mention::Extraction;
use comention::source::{self, group::group};
use rayon::prelude::*;
use walkdir::WalkDir;

/// Below this many bytes, a time says little.
const LEAST: usize = 20_000_000;

const ENDINGS: [&str; 4] = ["txt", "md", "vtt", "srt"];

fn main() {
    let folder = folder();
    let files = files(&folder);
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(bytes > 0, "no transcripts or show notes in {}", folder.display());
    let times = LEAST.div_ceil(bytes);
    println!("{}: {} files, {:.2} MB, taken {times} times\n", folder.display(), files.len(), mega(bytes));
    println!("{:<26}{:>10}{:>12}  found", "", "time", "speed");

    let (took, dictionary) = timed(Dictionary::builtin);
    let forms = dictionary.forms().iter().count();
    row("dictionary", took, None, &format!("{} entities, {forms} forms", dictionary.entries().len()));

    let (took, links) = timed(|| (0..times).map(|_| links(&files)).sum::<usize>());
    row("reading", took, Some(bytes * times), &format!("{links} links"));

    let readings = files.iter().filter_map(|(path, bytes)| source::read(path, bytes).ok());
    let episodes = group(readings.collect()).episodes;
    let extractor = Extractor::new(&dictionary);
    let work: Vec<&Episode> = std::iter::repeat_n(&episodes, times).flatten().collect();
    let read = work.iter().flat_map(|episode| &episode.documents).map(|document| document.text.len()).sum();
    let mentions = |episode: &&Episode| count(&extractor.extract(episode));

    let (took, found) = timed(|| work.iter().map(mentions).sum::<usize>());
    row("extraction, 1 thread", took, Some(read), &format!("{found} mentions"));
    let (took, found) = timed(|| work.par_iter().map(mentions).sum::<usize>());
    let threads = rayon::current_num_threads();
    row(&format!("extraction, {threads} threads"), took, Some(read), &format!("{found} mentions"));
}

/// The folder named on the command line; `--bench` is Cargo's, a number is the other bench's.
fn folder() -> PathBuf {
    let named = |argument: &String| !argument.starts_with("--") && argument.parse::<u32>().is_err();
    let examples = || PathBuf::from("examples/episodes");
    std::env::args().skip(1).find(named).map_or_else(examples, PathBuf::from)
}

/// The texts below a folder with their paths, in order.
fn files(folder: &PathBuf) -> Vec<(String, Vec<u8>)> {
    let paths = WalkDir::new(folder).sort_by_file_name().into_iter();
    let paths = paths.map(|entry| entry.expect("a folder that can be walked").into_path());
    let is_text = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    };
    paths
        .filter(is_text)
        .map(|path| {
            let bytes = std::fs::read(&path).expect("a file that can be read");
            (path.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

fn links(files: &[(String, Vec<u8>)]) -> usize {
    let readings = files.iter().filter_map(|(path, bytes)| source::read(path, bytes).ok());
    readings.map(|reading| reading.document.links.len()).sum()
}

fn count(extraction: &Extraction) -> usize {
    extraction.documents.iter().map(|document| document.mentions.len()).sum()
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

fn row(what: &str, took: Duration, bytes: Option<usize>, found: &str) {
    let speed = bytes.map(|bytes| format!("{:.1} MB/s", mega(bytes) / took.as_secs_f64()));
    println!("{what:<26}{:>7.0} ms{:>12}  {found}", took.as_secs_f64() * 1e3, speed.unwrap_or_default());
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
