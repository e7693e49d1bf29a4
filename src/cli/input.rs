//! Paths → the files to read → their bytes. Together with `output.rs` the only place that touches files.
//!
//! The order of the arguments does not matter: files are read once, however often and under whatever path
//! they were given, and come sorted by path.
#![expect(clippy::disallowed_methods, reason = "files are read here, and nowhere in the library")]

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use comention::error::Error;
use walkdir::{DirEntry, WalkDir};

use super::select::{self, Verdict};
use super::{settings, unpack};

/// The largest file that is read, packed or not: places in a text are counted in 32 bits.
pub(super) const LARGEST: u64 = 1 << 30;

/// How much of a file tells what it is, and how much of a packed one must be read for that.
const HEAD: u64 = 512;
const PACKED_HEAD: u64 = 64 * 1024;

/// A file to read, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The path as it was given, folders in front as typed; `-` for standard input. Of a packed file it is the name of what
    /// is packed, unless that lies beside it.
    pub(super) name: String,
    /// Named on the command line, not come across in a folder.
    pub(super) named: bool,
    path: PathBuf,
}

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
                    "files ending in .txt, .md, .vtt, .srt, .json and .html are read, feeds and packed files, too; other texts when \
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

/// Where a file really is; pipes and standard input have no other name.
fn key(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Whether a file or folder is no matter of the texts: hidden, or the settings.
fn is_hidden(entry: &DirEntry) -> bool {
    let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
    entry.depth() > 0 && (hidden || entry.file_name() == settings::NAME)
}

/// The first bytes of a file, enough to tell what it is; none where it cannot be read.
fn head(path: &Path) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path).ok()?.take(PACKED_HEAD).read_to_end(&mut head).ok()?;
    Some(unpack::head(head, HEAD))
}

impl Source {
    /// Reads all of it, and unpacks it; `most` is the most bytes that it may have.
    pub(super) fn read(&self, most: u64) -> Result<Vec<u8>, Error> {
        let bytes = if self.path == Path::new("-") {
            read_all(io::stdin().lock(), 0, "standard input", most)?
        } else {
            read_up_to(&self.path, most)?
        };
        unpack::unpack(bytes, &shown_name(&self.path), most)
    }

    /// The file at a path that another file names, or the packed one in its place; `None` where there is neither.
    pub(super) fn beside(path: &str) -> Option<Source> {
        let paths = std::iter::once(path.to_owned()).chain(unpack::packed_names(path));
        let found = paths.map(PathBuf::from).find(|path| path.is_file())?;
        Some(Source { name: path.to_owned(), named: true, path: found })
    }

    /// Where it really is, by which one file is told from another.
    pub(super) fn key(&self) -> PathBuf {
        key(&self.path)
    }
}

/// The file of this name in the folder of a path, or in the nearest folder above it that has one.
pub(super) fn beside_or_above(path: &Path, name: &str) -> Option<PathBuf> {
    let path = if path == Path::new("-") { Path::new(".") } else { path };
    let whole = path.canonicalize().ok()?;
    let folder = if whole.is_dir() { whole.as_path() } else { whole.parent()? };
    let depth = folder.ancestors().position(|folder| folder.join(name).is_file())?;
    // Told as it was typed where that reaches so far.
    let typed = if path.is_dir() { path } else { path.parent()? };
    let typed = if typed == Path::new("") { Path::new(".") } else { typed };
    let found = match depth {
        0 => typed.join(name),
        _ => folder.ancestors().nth(depth)?.join(name),
    };
    Some(found.strip_prefix(".").map(Path::to_owned).unwrap_or(found))
}

/// The files of this name in folders below those given, but for one that is used.
pub(super) fn below(paths: &[PathBuf], name: &str, used: Option<&Path>) -> Vec<PathBuf> {
    let used = used.and_then(|path| path.canonicalize().ok());
    let is_shown =
        |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    let folders = paths.iter().filter(|path| path.is_dir());
    let entries = folders.flat_map(|folder| {
        WalkDir::new(folder).min_depth(2).follow_links(true).into_iter().filter_entry(is_shown)
    });
    let named = entries.filter_map(Result::ok).filter(|entry| entry.file_name() == name);
    let mut found: Vec<PathBuf> = named.map(DirEntry::into_path).collect();
    found.retain(|path| used.is_none() || path.canonicalize().ok() != used);
    found.sort();
    found.dedup();
    found
}

/// Reads all of a file.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    read_up_to(path, LARGEST)
}

fn read_up_to(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let name = shown(path);
    let told = |error: io::Error| cannot_read(&name, &error);
    let metadata = fs::metadata(path).map_err(told)?;
    if metadata.is_dir() {
        return Err(Error::new("this is a folder, a file was expected").in_source(name));
    }
    let file = File::open(path).map_err(told)?;
    read_all(file, length(&metadata), &name, most)
}

/// Reads all of a file that was named, or of standard input for `-`.
pub(super) fn read_named(path: &Path) -> Result<Vec<u8>, Error> {
    if path == Path::new("-") {
        read_all(io::stdin().lock(), 0, "standard input", LARGEST)
    } else {
        read_file(path)
    }
}

/// What a file that was named, or standard input, is called in messages.
pub(super) fn shown_name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { shown(path) }
}

/// Reads a text file that must be UTF-8.
pub(super) fn read_text(path: &Path) -> Result<String, Error> {
    String::from_utf8(read_file(path)?).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        Error::new("not UTF-8 text")
            .in_source(shown(path))
            .at_line(line as u32)
            .hint("save the file as UTF-8")
    })
}

/// What a regular file says of its length; devices and pipes say nothing.
fn length(metadata: &Metadata) -> u64 {
    if metadata.is_file() { metadata.len() } else { 0 }
}

fn read_all(from: impl Read, length: u64, name: &str, most: u64) -> Result<Vec<u8>, Error> {
    let too_large = || {
        Error::new(format!("larger than {}, which is the most that is read", unpack::size(most)))
            .in_source(name)
            .hint("give each episode a file of its own")
    };
    if length > most {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(length as usize);
    from.take(most + 1).read_to_end(&mut bytes).map_err(|error| cannot_read(name, &error))?;
    if bytes.len() as u64 > most {
        return Err(too_large());
    }
    Ok(bytes)
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

fn cannot_read(name: &str, error: &io::Error) -> Error {
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "check the spelling and the folder you are in",
        io::ErrorKind::PermissionDenied => "ask its owner for the right to read it",
        _ => "try to open it with another program",
    };
    Error::new(format!("cannot read: {}", words(error))).in_source(name).hint(hint)
}

/// What went wrong with a file, in words.
pub(super) fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "no space left on the disk".to_owned(),
        _ => {
            let text = error.to_string();
            let end = text.find(" (os error").unwrap_or(text.len());
            text[..end].to_lowercase()
        }
    }
}
