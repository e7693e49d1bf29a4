//! Paths → the files to read.
//!
//! The order of the arguments does not matter: files are read once, however often and under whatever path
//! they were given, and come sorted by path.
#![expect(clippy::disallowed_methods, reason = "folders are walked here, and nowhere in the library")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use comention::error::Error;
use walkdir::{DirEntry, WalkDir};

use super::cache::is_cache;
use super::input::{Source, cannot_read, head, key, shown};
use super::select::{self, Verdict};
use super::{settings, unpack};

/// What was found under the paths.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What to read, by name.
    pub(super) sources: Vec<Source>,
    /// Names of files in folders that are no texts.
    pub(super) skipped: Vec<String>,
    /// Links that lead nowhere, or round in a circle.
    pub(super) warnings: Vec<Error>,
    /// Paths that lead to nothing.
    pub(super) errors: Vec<Error>,
}

/// Finds the files to read; `output` (of an earlier run) is passed over in folders.
pub(super) fn find(paths: &[PathBuf], output: Option<&Path>) -> Found {
    let mut walk = Walk { output: output.and_then(|path| path.canonicalize().ok()), ..Walk::default() };
    for path in paths {
        walk.path(path);
    }
    let Walk { taken, mut skipped, mut warnings, mut errors, .. } = walk;
    skipped.retain(|key, _| !taken.contains_key(key));
    let mut sources: Vec<Source> = taken.into_values().collect();
    name_by_content(&mut sources);
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    let mut skipped: Vec<String> = skipped.into_values().collect();
    skipped.sort();
    for problems in [&mut warnings, &mut errors] {
        problems.sort_by_key(ToString::to_string);
        problems.dedup();
    }
    Found { sources, skipped, warnings, errors }
}

/// Names packed files after what is in them, where no other file has that name.
fn name_by_content(sources: &mut [Source]) {
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    for source in sources.iter() {
        *names.entry(unpack::inner_name(&source.name).to_owned()).or_default() += 1;
    }
    for source in sources {
        let inner = unpack::inner_name(&source.name);
        if names[inner] == 1 {
            source.name = inner.to_owned();
        }
    }
}

/// Files by where they really are, so that each is read once.
#[derive(Debug, Default)]
struct Walk {
    output: Option<PathBuf>,
    taken: BTreeMap<PathBuf, Source>,
    skipped: BTreeMap<PathBuf, String>,
    warnings: Vec<Error>,
    errors: Vec<Error>,
}

impl Walk {
    fn path(&mut self, path: &Path) {
        if path == Path::new("-") {
            return self.take(path, true);
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) => self.take(path, true),
            Err(error) => self.errors.push(cannot_read(&shown(path), &error)),
        }
    }

    /// Links are followed: large collections are often kept as folders of links.
    fn folder(&mut self, folder: &Path) {
        let errors = self.errors.len();
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        let mut met = false;
        for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => met |= self.file_of_folder(entry.path()),
                Ok(_) => {}
                Err(error) => match of_link(&error) {
                    Some(warning) => self.warnings.push(warning),
                    None => self.errors.push(cannot_walk(folder, &error)),
                },
            }
        }
        if !met && self.errors.len() == errors {
            self.errors.push(
                Error::new("no transcripts or show notes in this folder").in_source(shown(folder)).hint(
                    "files ending in .txt, .md, .vtt, .srt, .json, .yaml and .html are read, feeds and packed files, too; other texts when \
                     you name them",
                ),
            );
        }
    }

    /// Takes or skips a file of a folder; says whether it is a text.
    fn file_of_folder(&mut self, path: &Path) -> bool {
        if self.output.is_some() && path.canonicalize().ok() == self.output {
            return true;
        }
        let is_text = match select::by_name(path) {
            Verdict::Take => true,
            Verdict::Skip => false,
            Verdict::Look => head(path).is_some_and(|head| select::begins_like_a_text(&head)),
        };
        if is_text {
            self.take(path, false);
        } else {
            self.skipped.entry(key(path)).or_insert_with(|| shown(path));
        }
        is_text
    }

    /// Takes a file; of several spellings of its path the shortest is kept.
    fn take(&mut self, path: &Path, named: bool) {
        let source = Source { name: shown(path), named, path: path.to_owned() };
        let kept = self.taken.entry(key(path)).or_insert_with(|| source.clone());
        let named = named || kept.named;
        if (source.name.len(), &source.name) < (kept.name.len(), &kept.name) {
            *kept = source;
        }
        kept.named = named;
    }
}

/// Whether a file or folder is no matter of the texts: hidden, the settings, or a cache.
fn is_hidden(entry: &DirEntry) -> bool {
    let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
    let is_cache = || entry.file_type().is_dir() && is_cache(entry.path());
    entry.depth() > 0 && (hidden || entry.file_name() == settings::NAME || is_cache())
}

/// What is told of a link that leads to no file, which is no file that could not be read.
fn of_link(error: &walkdir::Error) -> Option<Error> {
    let path = error.path()?;
    let message = if error.loop_ancestor().is_some() {
        "this link leads back to a folder above it"
    } else if path.is_symlink() {
        "this link leads nowhere"
    } else {
        return None;
    };
    Some(Error::new(message).in_source(shown(path)))
}

fn cannot_walk(folder: &Path, error: &walkdir::Error) -> Error {
    let name = shown(error.path().unwrap_or(folder));
    match error.io_error() {
        Some(error) => cannot_read(&name, error),
        None => Error::new("cannot read this folder").in_source(name),
    }
}
