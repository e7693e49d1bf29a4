//! Files that are gone when the program ends, unless they were moved to their places: also when it is interrupted.
//!
//! Whatever goes out of scope deletes its file, but a signal ends the program with nothing going out of scope. So the names of
//! all such files stand in one list, and the first SIGINT or SIGTERM deletes them. (Nothing can be done about SIGKILL: then a
//! `.comention-….part` may stay, which no command reads.)
#![expect(
    clippy::disallowed_methods,
    reason = "a thread of its own waits for signals; results do not depend on it"
)]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use super::output::folder_of;

/// What is to be done when the program is interrupted.
#[derive(Debug)]
struct Pending {
    /// The files to delete.
    files: BTreeSet<PathBuf>,
    /// What is told then.
    last_words: Option<String>,
}

static PENDING: Mutex<Pending> = Mutex::new(Pending { files: BTreeSet::new(), last_words: None });

/// While this is held no file is made, moved or deleted here, and no signal ends the program.
fn pending() -> MutexGuard<'static, Pending> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says what is told when the program is interrupted from now on.
pub(super) fn set_last_words(words: Option<String>) {
    pending().last_words = words;
}

/// From now on SIGINT and SIGTERM delete all temporary files before they end the program.
///
/// It dies of the signal, so that shells see 130 or 143, and a loop in a script stops, too.
#[cfg(unix)]
pub(super) fn listen() {
    use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // A file that grows over a limit (`ulimit -f`) is an error of whoever writes it, once its signal does not end the program.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGXFSZ]) else { return };
    std::thread::spawn(move || {
        let Some(signal) = signals.forever().find(|&signal| signal != SIGXFSZ) else { return };
        let pending = pending();
        for file in &pending.files {
            let _ = fs::remove_file(file);
        }
        if let Some(words) = &pending.last_words {
            let _ = io::Write::write_all(&mut io::stderr(), words.as_bytes());
        }
        let _ = emulate_default_handler(signal);
    });
}

/// Elsewhere the system ends the program, and may leave a temporary file.
#[cfg(not(unix))]
pub(super) fn listen() {}

/// A file that is gone in the end, unless it is moved to its place.
#[derive(Debug)]
pub(super) struct Temporary {
    /// Always there until it is dropped or moved.
    file: Option<NamedTempFile>,
    path: PathBuf,
}

impl Temporary {
    /// An empty file in the folder in which `place` lies.
    pub(super) fn beside(place: &Path) -> io::Result<Temporary> {
        Temporary::within(folder_of(place))
    }

    /// An empty file in a folder.
    pub(super) fn within(folder: &Path) -> io::Result<Temporary> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".comention-").suffix(".part");
        // With the rights of any new file; the default is for secrets.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut pending = pending();
        let file = builder.tempfile_in(folder)?;
        let path = file.path().to_owned();
        pending.files.insert(path.clone());
        Ok(Temporary { file: Some(file), path })
    }

    /// The file, open for reading and writing.
    pub(super) fn file(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().map(NamedTempFile::as_file_mut).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Moves it to its place, over what is there.
    pub(super) fn place(mut self, place: &Path) -> io::Result<File> {
        let _pending = pending();
        let file = self.file.take().ok_or(io::ErrorKind::NotFound)?;
        file.persist(place).map_err(|error| error.error)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let mut pending = pending();
        drop(self.file.take());
        pending.files.remove(&self.path);
    }
}
