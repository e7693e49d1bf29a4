//! Where results go: standard output, or a file that appears whole or not at all.
#![expect(clippy::disallowed_methods, reason = "files are written here, and nowhere in the library")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use comention::error::Error;

use super::input::words;
use super::temporary::Temporary;

/// Where a result goes.
#[derive(Debug)]
pub(super) enum Destination {
    /// Standard output.
    Standard,
    /// A device or pipe, written as it comes.
    Device(PathBuf),
    /// A file, written beside its place and then moved there.
    File(PathBuf),
}

/// Refuses to write over what is read: a text is often its owner's only copy.
///
/// An output of an earlier run that lies in a folder of texts is no text, and is passed over there.
pub(super) fn spare<'p>(
    mut inputs: impl Iterator<Item = &'p Path>,
    output: Option<&Path>,
) -> Result<(), Error> {
    let Some(place) = output.and_then(|path| path.canonicalize().ok()).filter(|place| place.is_file()) else {
        return Ok(());
    };
    match inputs.find(|input| input.canonicalize().is_ok_and(|input| input == place)) {
        Some(input) => Err(Error::new("this file is to be read, and to be written over")
            .in_source(input.to_string_lossy())
            .hint("give another name behind `-o`: the result would take the place of the text")),
        None => Ok(()),
    }
}

impl Destination {
    /// Standard output, or the path of `-o`, checked before the work begins.
    pub(super) fn at(path: Option<&Path>) -> Result<Destination, Error> {
        let Some(path) = path else {
            return Ok(Destination::Standard);
        };
        if path == Path::new("-") || path == Path::new("/dev/stdout") {
            return Ok(Destination::Standard);
        }
        let refused = |message: &str, hint: &str| {
            let error = Error::new(message).in_source(path.to_string_lossy());
            Err(error.hint(hint))
        };
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => {
                refused("cannot write: this is a folder", "give the name of a file in it")
            }
            Ok(found) if !found.is_file() => Ok(Destination::Device(path.to_owned())),
            Ok(found) if found.permissions().readonly() => refused(
                "cannot write: this file is write-protected",
                "choose another name, or remove the protection",
            ),
            // Through a link, so that the link stays one.
            Ok(_) if path.is_symlink() => writable(path.canonicalize().unwrap_or_else(|_| path.to_owned())),
            Ok(_) => writable(path.to_owned()),
            Err(_) if folder_of(path).is_dir() => writable(path.to_owned()),
            Err(_) => refused(
                "cannot write: the folder does not exist",
                "make the folder first, or check the spelling",
            ),
        }
    }

    /// Refuses to write an empty result over a file that holds something: better an old one than none.
    pub(super) fn spare(&self, is_empty: bool) -> Result<(), Error> {
        match self {
            Destination::File(path) if is_empty => spare_old(path),
            _ => Ok(()),
        }
    }

    /// Writes the result with `job`; at the end it is all there, or (a file) as before.
    ///
    /// A reader that closed the pipe has what it wanted: that is success.
    pub(super) fn write(&self, job: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        let (name, result) = match self {
            Destination::Standard => ("standard output".into(), write_to(io::stdout().lock(), job)),
            Destination::Device(path) => (
                path.to_string_lossy(),
                OpenOptions::new().write(true).open(path).and_then(|device| write_to(device, job)),
            ),
            Destination::File(path) => (path.to_string_lossy(), write_whole(path, job)),
        };
        match result {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(cannot_write(&name, &error)),
            _ => Ok(()),
        }
    }
}

/// Refuses to write an empty result over a file that holds something.
pub(super) fn spare_old(path: &Path) -> Result<(), Error> {
    if fs::metadata(path).is_ok_and(|old| old.len() > 0) {
        let error = Error::new("nothing was found, so this file stays as it was");
        return Err(error
            .in_source(path.to_string_lossy())
            .hint("delete it first if you want an empty one in its place"));
    }
    Ok(())
}

/// A file, if one can be made in its place: better told now than after long work.
fn writable(path: PathBuf) -> Result<Destination, Error> {
    Temporary::beside(&path).map_err(|error| cannot_write(&path.to_string_lossy(), &error))?;
    Ok(Destination::File(path))
}

fn write_to(to: impl Write, job: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, to);
    job(&mut out)?;
    out.flush()
}

/// A result and the job that writes it.
pub(super) type Job<'j> = (&'j Path, &'j dyn Fn(&mut dyn Write) -> io::Result<()>);

/// Writes several files; only when all are whole are they moved to their places.
///
/// They could come apart only if the system renames one and then not the other in the same folder.
pub(super) fn write_together<const N: usize>(jobs: [Job<'_>; N]) -> Result<(), Error> {
    let mut whole = Vec::with_capacity(N);
    for (path, job) in jobs {
        let refused = |error| cannot_write(&path.to_string_lossy(), &error);
        whole.push((path, prepare(path, job).map_err(refused)?));
    }
    for (path, beside) in whole {
        place(beside, path).map_err(|error| cannot_write(&path.to_string_lossy(), &error))?;
    }
    Ok(())
}

/// Written beside, synced, renamed: nobody ever sees half a file, not even after a power cut.
fn write_whole(path: &Path, job: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    place(prepare(path, job)?, path)
}

/// Writes beside a place what is to be there.
fn prepare(path: &Path, job: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Temporary> {
    let mut beside = Temporary::beside(path)?;
    let file = beside.file()?;
    write_to(&mut *file, job)?;
    file.sync_all()?;
    if let Ok(replaced) = fs::metadata(path) {
        file.set_permissions(replaced.permissions())?;
    }
    Ok(beside)
}

/// Moves what was written beside to its place.
fn place(beside: Temporary, path: &Path) -> io::Result<()> {
    beside.place(path)?;
    // Where folders cannot be synced, the rename is as safe as the system makes it.
    let _ = File::open(folder_of(path)).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The folder in which a file lies.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

pub(super) fn cannot_write(name: &str, error: &io::Error) -> Error {
    let hint = match error.kind() {
        io::ErrorKind::StorageFull => "free some space, or write to another disk",
        io::ErrorKind::PermissionDenied => "choose another folder",
        _ => "choose another place",
    };
    Error::new(format!("cannot write: {}", words(error))).in_source(name).hint(hint)
}
