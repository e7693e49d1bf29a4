//! A folder of its own for each test, and what the program does in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that is gone after the test.
pub(super) struct Folder(tempfile::TempDir);

/// What the program printed and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) code: Option<i32>,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Folder {
    pub(super) fn new() -> Folder {
        Folder(tempfile::tempdir().expect("tests need a folder for temporary files"))
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Adds a file, with the folders it lies in.
    #[expect(clippy::disallowed_methods, reason = "tests make the files the program reads")]
    pub(super) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Folder {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("can make a folder");
        std::fs::write(path, content).expect("can make a file");
        self
    }

    /// Adds an empty folder.
    pub(super) fn with_folder(self, name: &str) -> Folder {
        std::fs::create_dir_all(self.0.path().join(name)).expect("can make a folder");
        self
    }

    /// What a file holds.
    #[expect(clippy::disallowed_methods, reason = "tests read the files the program makes")]
    pub(super) fn content(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).expect("the file is there")
    }

    /// The names of all files and folders right in it, sorted.
    pub(super) fn names(&self) -> Vec<String> {
        names_in(self.0.path())
    }

    /// Runs the program here.
    pub(super) fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with(arguments, "")
    }

    /// Runs the program here with something on standard input.
    pub(super) fn run_with(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Outcome {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that reads nothing closes the pipe; what it does then is what the test looks at.
        let _ = child.stdin.take().expect("standard input is a pipe").write_all(input.as_ref());
        let output = child.wait_with_output().expect("the program ends");
        Outcome {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }

    /// The program, about to be run here.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_comention"));
        command.current_dir(self.0.path()).env_remove("COLUMNS").args(arguments);
        command
    }
}

impl Outcome {
    /// Compares all of it.
    #[track_caller]
    pub(super) fn gives(self, code: i32, stdout: &str, stderr: &str) {
        let expected = Outcome { code: Some(code), stdout: stdout.to_owned(), stderr: stderr.to_owned() };
        assert!(
            self == expected,
            "exit code {:?}\n--- stdout\n{}--- stderr\n{}\n=== expected: exit code {code}\n--- stdout\n{stdout}--- stderr\n{stderr}",
            self.code,
            self.stdout,
            self.stderr
        );
    }
}

/// What a file of the repository holds.
#[expect(clippy::disallowed_methods, reason = "tests read the files they are about")]
pub(super) fn bytes_of(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("the file is there")
}

/// The names of all files and folders right in a folder, sorted.
#[expect(clippy::disallowed_methods, reason = "tests look at what the program leaves")]
pub(super) fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder can be listed");
    let path = |entry: std::io::Result<std::fs::DirEntry>| -> PathBuf { entry.expect("it is there").path() };
    let mut names: Vec<String> =
        entries.map(path).filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    names.sort();
    names
}

/// A line as `extract` writes it: Ann speaks of a project at 0:01:05.
pub(super) fn extraction(number: u32, name: &str) -> String {
    let sentence = format!("last week we moved to {name} for all of it");
    let id = format!("project:{}", name.to_lowercase());
    let start = 22;
    let end = start + name.len();
    format!(
        "{{\"comention\":1,\"episode\":{{\"id\":\"our-show/{number}\",\"show\":\"our-show\",\"number\":{number}}},\
         \"entities\":[{{\"id\":\"{id}\",\"name\":\"{name}\",\"kind\":\"project\",\
         \"url\":\"https://{name}.example\"}}],\
         \"documents\":[{{\"path\":\"{number}.txt\",\"kind\":\"transcript\",\
         \"sentences\":[{{\"number\":0,\"start\":0,\"text\":\"{sentence}\"}}],\
         \"mentions\":[{{\"span\":{{\"start\":{start},\"end\":{end}}},\"line\":3,\"column\":{},\
         \"end_line\":3,\"end_column\":{},\"time\":65,\"speaker\":\"Ann\",\"surface\":\"{name}\",\
         \"entity\":\"{id}\",\"evidence\":[\"name\"],\"confidence\":97,\"segment\":0,\"sentence\":0}}]}}]}}\n",
        start + 1,
        end + 1
    )
}
