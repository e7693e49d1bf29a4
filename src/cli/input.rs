//! Files → their bytes. Together with `walk.rs` and `output.rs` the only place that touches files.
#![expect(clippy::disallowed_methods, reason = "files are read here, and nowhere in the library")]

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use comention::error::Error;
use walkdir::{DirEntry, WalkDir};

use super::unpack::{self, Unpacked};

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
    pub(super) path: PathBuf,
}

/// Where a file really is; pipes and standard input have no other name.
pub(super) fn key(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// A path as text. Bytes that are none are written `\xff`, so that no two files have one name for it.
pub(super) fn shown(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| name.push_str(&format!("\\x{byte:02x}")));
    }
    name
}

/// The first bytes of a file, enough to tell what it is; none where it cannot be read.
pub(super) fn head(path: &Path) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path).ok()?.take(PACKED_HEAD).read_to_end(&mut head).ok()?;
    Some(unpack::head(head, HEAD))
}

impl Source {
    /// Reads all of it, and unpacks it; `most` is the most bytes that it may have.
    pub(super) fn read(&self, most: u64) -> Result<Unpacked, Error> {
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
        let error = Error::new("this is a folder, a file was expected").in_source(name);
        return Err(error.hint("give the name of a file in it"));
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

/// Standard input, to be read as it comes.
pub(super) fn standard() -> impl Read + Send {
    io::stdin()
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

pub(super) fn cannot_read(name: &str, error: &io::Error) -> Error {
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "check the spelling and the folder you are in",
        io::ErrorKind::PermissionDenied => "ask its owner for the right to read it",
        io::ErrorKind::InvalidFilename => {
            "start in a folder that is nearer to it, so that the path is shorter"
        }
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
