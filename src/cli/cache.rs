//! `--cache DIR`: the extractions of earlier runs, by what they were made of.
//!
//! A file an extraction, `DIR/ab/cdef….jsonl`, named by its key. *Why not one file*: two runs may write at the same time
//! without waiting for each other, nothing must be sorted or packed, and a person can delete whatever they like. A file appears
//! whole by a rename, but is not synced: what a power cut leaves is damaged at worst, which the seal tells.
//!
//! The folder is marked as cache (`CACHEDIR.TAG`, bford.info/cachedir), so that walks through folders of texts and programs for
//! back-ups pass it over. For the same reason nothing is kept in a folder that holds something else.
#![expect(clippy::disallowed_methods, reason = "the cache's own files are read and written here")]

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use comention::error::Error;
use comention::mention::Extraction;

use super::input::words;
use super::key::Key;
use super::report::{Report, counted};
use super::sealed;
use super::temporary::Temporary;

/// The file that marks a cache, and how every such file begins.
const TAG: &str = "CACHEDIR.TAG";
const SIGNATURE: &str = "Signature: 8a477f597d28d172789f06886806bc55";

/// What our own holds.
const TAG_OF_OURS: &str = "Signature: 8a477f597d28d172789f06886806bc55
# What comention found in episodes, for `--cache`. The folder can be deleted at any time.
";

/// Extractions in a folder; shared between threads, and with other runs.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    /// The files that could not be trusted.
    broken: Mutex<Vec<PathBuf>>,
    /// Why nothing more is written.
    fault: OnceLock<Error>,
}

impl Cache {
    /// Opens a cache, or makes one of a folder that is new or empty.
    pub(super) fn open(folder: &Path) -> Result<Cache, Error> {
        let fault = |error: io::Error| cannot_keep(folder, &words(&error), "give the name of another folder");
        match fs::metadata(folder) {
            Ok(found) if !found.is_dir() => {
                return Err(cannot_keep(folder, "this is a file", "give the name of a folder"));
            }
            _ => fs::create_dir_all(folder).map_err(fault)?,
        }
        if !is_cache(folder) {
            // Another run may have begun one meanwhile; it marks the folder before all else.
            if holds_anything(folder).map_err(fault)? && !is_cache(folder) {
                return Err(cannot_keep(
                    folder,
                    "this folder holds other things",
                    "give the name of a folder that is new or empty",
                ));
            }
            write(folder, &folder.join(TAG), TAG_OF_OURS).map_err(fault)?;
        }
        Ok(Cache { folder: folder.to_owned(), broken: Mutex::default(), fault: OnceLock::new() })
    }

    /// What was found under this key, with its sealed line.
    pub(super) fn get(&self, key: &Key) -> Option<(Extraction, String)> {
        let path = self.path(key);
        let text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(_) => String::new(),
        };
        let extraction = text.strip_suffix('\n').and_then(|line| sealed::open(line.as_bytes(), key));
        if extraction.is_none() {
            self.broken.lock().ok()?.push(path);
        }
        Some((extraction?, text))
    }

    /// Keeps a sealed line; where that cannot be, the run goes on without.
    pub(super) fn put(&self, key: &Key, sealed: &str) {
        if self.fault.get().is_some() {
            return;
        }
        let path = self.path(key);
        let kept = fs::create_dir_all(path.parent().unwrap_or(&self.folder))
            .and_then(|()| write(&self.folder, &path, sealed));
        if let Err(error) = kept {
            let hint = "the result is right all the same, but the next run has more to do";
            let _ = self.fault.set(cannot_keep(&self.folder, &words(&error), hint));
        }
    }

    fn path(&self, key: &Key) -> PathBuf {
        let name = key.to_string();
        let (first, rest) = name.split_at(2);
        self.folder.join(first).join(format!("{rest}.jsonl"))
    }

    /// Tells what was wrong with it.
    pub(super) fn tell(&self, report: &Report) {
        let broken = self.broken.lock().map(|mut broken| std::mem::take(&mut *broken)).unwrap_or_default();
        // The first by name, whichever thread came upon it first.
        let example = broken.iter().min().map(|path| told_broken(broken.len(), path));
        let warnings: Vec<Error> = example.into_iter().chain(self.fault.get().cloned()).collect();
        report.warnings(&warnings);
    }
}

fn told_broken(count: usize, example: &Path) -> Error {
    let (are, their) = if count == 1 { ("is", "its episode was") } else { ("are", "their episodes were") };
    let files = counted(count, "file");
    Error::new(format!("{files} of the cache {are} damaged, and {their} done again"))
        .in_source(example.to_string_lossy())
}

/// Whether a folder is marked as a cache, ours or another program's.
pub(super) fn is_cache(folder: &Path) -> bool {
    let tag = folder.join(TAG);
    let found = fs::File::open(tag).and_then(|file| {
        let mut head = Vec::new();
        file.take(SIGNATURE.len() as u64).read_to_end(&mut head)?;
        Ok(head)
    });
    found.is_ok_and(|head| head == SIGNATURE.as_bytes())
}

/// Whether there is anything in a folder besides what is hidden, such as what an interrupted run left.
fn holds_anything(folder: &Path) -> io::Result<bool> {
    let is_shown = |entry: &fs::DirEntry| !entry.file_name().as_encoded_bytes().starts_with(b".");
    Ok(fs::read_dir(folder)?.filter_map(Result::ok).any(|entry| is_shown(&entry)))
}

fn write(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut beside = Temporary::within(folder)?;
    beside.file()?.write_all(text.as_bytes())?;
    beside.place(path)?;
    Ok(())
}

fn cannot_keep(folder: &Path, why: &str, hint: &str) -> Error {
    Error::new(format!("cannot keep a cache here: {why}")).in_source(folder.to_string_lossy()).hint(hint)
}
