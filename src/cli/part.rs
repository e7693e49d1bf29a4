//! `FILE.part`: what `extract -o FILE` has finished so far, so that a run that was killed can go on with `--resume`.
//!
//! Whole, sealed lines in the order in which they were finished, each written at once; after a crash all of them but the last
//! are whole. When all episodes are done, FILE is written of them in its own order, and the part is deleted.
//!
//! A run never writes into the part of another: it begins a new file, takes over the whole lines of the old one, and moves it
//! there. So of two runs that write the same FILE each has its own, and the later one to end leaves its result.
#![expect(clippy::disallowed_methods, reason = "an unfinished result is read and written here")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use comention::corpus::Corpus;
use comention::error::Error;
use comention::mention::Extraction;

use super::key::Key;
use super::output::cannot_write;
use super::report::Report;
use super::sealed;
use super::temporary::{Temporary, set_last_words};
use super::terminal::clean;

/// After so many bytes the disk is asked to have them for good: a power cut costs no more.
const SYNCED: u64 = 4 << 20;

/// The longest line that is taken over; none is longer than the largest file that is read.
const LONGEST: u64 = 1 << 30;

/// An unfinished result, shared between threads.
#[derive(Debug)]
pub(super) struct Part {
    path: PathBuf,
    lines: Mutex<Lines>,
}

/// The file and where its lines stand in it.
#[derive(Debug)]
struct Lines {
    file: File,
    places: BTreeMap<Key, (u64, usize)>,
    end: u64,
    synced: u64,
}

impl Part {
    /// Begins an unfinished `output`; with what an interrupted run finished, or without it.
    pub(super) fn begin(output: &Path, resume: bool, report: &Report) -> Result<Part, Error> {
        let path = beside(output);
        let refused = |error: io::Error| cannot_write(&path.to_string_lossy(), &error);
        let old = File::open(&path).ok().map(BufReader::new);
        let lines = Lines::begin(&path, old, resume, report).map_err(refused)??;
        set_last_words(report.speaks().then(|| {
            let path = clean(&path.to_string_lossy());
            format!(
                "\nstopped; what is finished stands in {path}, and the same command with `--resume` goes on\n"
            )
        }));
        Ok(Part { path, lines: Mutex::new(lines) })
    }

    /// What was found under this key.
    pub(super) fn get(&self, key: &Key) -> Option<Extraction> {
        let line = self.lines().line(key).ok()?;
        sealed::open(line.trim_ascii_end(), key)
    }

    /// Adds a sealed line, unless it is there.
    pub(super) fn add(&self, key: &Key, sealed: &str) -> Result<(), Error> {
        let added = self.lines().add(*key, sealed.as_bytes());
        added.map_err(|error| {
            cannot_write(&self.path.to_string_lossy(), &error)
                .hint("free some space, then go on with `--resume`: what is finished up to here is kept")
        })
    }

    /// Writes the line of a key as it was before it was sealed.
    pub(super) fn write(&self, key: &Key, out: &mut dyn Write) -> io::Result<()> {
        let line = self.lines().line(key)?;
        let line = line.trim_ascii_end();
        if sealed::key(line) != Some(*key) {
            let path = self.path.to_string_lossy();
            return Err(io::Error::other(format!("`{path}` was damaged meanwhile")));
        }
        out.write_all(sealed::unsealed(line))?;
        out.write_all(b"}\n")
    }

    /// Deletes it: the result is where it belongs, or there is none.
    pub(super) fn finish(&self) {
        set_last_words(None);
        let _ = fs::remove_file(&self.path);
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Part {
    /// One that holds nothing helps nobody.
    fn drop(&mut self) {
        if self.lines().end == 0 {
            self.finish();
        }
    }
}

impl Lines {
    /// A new file at `path`, with the whole lines of the `old` one if that is to be resumed.
    fn begin(
        path: &Path,
        old: Option<BufReader<File>>,
        resume: bool,
        report: &Report,
    ) -> io::Result<Result<Lines, Error>> {
        let mut beside = Temporary::beside(path)?;
        let (mut places, mut end) = (BTreeMap::new(), 0);
        if let Some(mut old) = old {
            if !is_ours(&mut old)? {
                return Ok(Err(in_the_way(path)));
            }
            if resume {
                let mut out = io::BufWriter::new(beside.file()?);
                whole_lines(old, |key, line| {
                    places.insert(key, (end, line.len()));
                    end += line.len() as u64;
                    out.write_all(line)
                })?;
                out.flush()?;
            } else {
                report.warnings(&[begun_anew(path)]);
            }
        }
        Ok(Ok(Lines { file: beside.place(path)?, places, end, synced: end }))
    }

    fn line(&mut self, key: &Key) -> io::Result<Vec<u8>> {
        let (start, length) = *self.places.get(key).ok_or(io::ErrorKind::NotFound)?;
        let mut line = vec![0; length];
        self.file.seek(SeekFrom::Start(start))?;
        self.file.read_exact(&mut line)?;
        Ok(line)
    }

    fn add(&mut self, key: Key, sealed: &[u8]) -> io::Result<()> {
        if self.places.contains_key(&key) {
            return Ok(());
        }
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(sealed)?;
        self.places.insert(key, (self.end, sealed.len()));
        self.end += sealed.len() as u64;
        if self.end - self.synced >= SYNCED {
            self.file.sync_data()?;
            self.synced = self.end;
        }
        Ok(())
    }
}

/// `mentions.jsonl` → `mentions.jsonl.part`.
fn beside(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// Whether a file is empty or begins as a result does, be it cut off soon after.
fn is_ours(file: &mut BufReader<File>) -> io::Result<bool> {
    let head = String::from_utf8_lossy(file.fill_buf()?).into_owned();
    Ok(head.is_empty() || Corpus::is_line(&head))
}

/// Hands over each whole line with its key; those that are damaged, or were cut off, are left out.
fn whole_lines(
    mut file: BufReader<File>,
    mut take: impl FnMut(Key, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut line = Vec::new();
    while file.by_ref().take(LONGEST).read_until(b'\n', &mut line)? > 0 {
        if let Some(key) = line.strip_suffix(b"\n").and_then(sealed::key) {
            take(key, &line)?;
        }
        line.clear();
    }
    Ok(())
}

fn begun_anew(path: &Path) -> Error {
    Error::new("an earlier run was stopped before its end, and what it had finished is done again")
        .in_source(path.to_string_lossy())
        .hint("with `--resume` the next run goes on with what is finished")
}

fn in_the_way(path: &Path) -> Error {
    Error::new("this file is in the way: an unfinished result is to be kept under its name")
        .in_source(path.to_string_lossy())
        .hint("move it away, or give another name behind `-o`")
}
