//! Runs what README.md shows: every `console` block with its output, every `comention` line of an `sh` block.
//!
//! In a `console` block a line `$ comention …` is run and what follows is what it prints; a line `...` stands for any
//! lines. `BLESS=1` writes the outputs that have no `...` anew. Commands run beside a copy of `examples/`.
#![allow(clippy::disallowed_methods, reason = "a test may read the files it is about")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ANY_LINES: &str = "...";

#[test]
fn outputs_are_as_shown() {
    let workplace = workplace("console");
    let readme = fs::read_to_string(readme_path()).expect("README.md can be read");
    let mut blessed = readme.clone();
    let mut wrong = Vec::new();
    for shown in blocks(&readme, "console").iter().flat_map(|block| sessions(block)) {
        let printed = run(shown.command, &workplace);
        if matches(&shown.output, &printed.lines().collect::<Vec<_>>()) {
            continue;
        }
        wrong.push(format!(
            "$ {}\n-- README.md shows\n{}\n-- it prints\n{printed}",
            shown.command,
            shown.text()
        ));
        if !shown.output.contains(&ANY_LINES) {
            let before = format!("$ {}\n{}", shown.command, shown.text());
            blessed = blessed.replace(&before, &format!("$ {}\n{printed}", shown.command));
        }
    }
    if std::env::var("BLESS").is_ok() {
        fs::write(readme_path(), blessed).expect("README.md can be written");
        return;
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

#[test]
fn commands_work() {
    let workplace = workplace("sh");
    let readme = fs::read_to_string(readme_path()).expect("README.md can be read");
    let commands: Vec<String> = blocks(&readme, "sh").iter().flat_map(|block| commands(block)).collect();
    assert!(!commands.is_empty(), "README.md shows no command");
    for command in commands {
        run(&command, &workplace);
    }
}

/// One command and what it prints.
struct Shown<'r> {
    command: &'r str,
    output: Vec<&'r str>,
}

impl Shown<'_> {
    fn text(&self) -> String {
        self.output.iter().map(|line| format!("{line}\n")).collect()
    }
}

/// The insides of the fenced blocks opened by this word.
fn blocks<'r>(readme: &'r str, info: &str) -> Vec<&'r str> {
    let opened = format!("\n```{info}\n");
    let inside = |rest: &'r str| rest.split_once("```").map_or(rest, |(inside, _)| inside);
    readme.split(opened.as_str()).skip(1).map(inside).collect()
}

fn sessions(block: &str) -> Vec<Shown<'_>> {
    let mut sessions: Vec<Shown<'_>> = Vec::new();
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            sessions.push(Shown { command, output: Vec::new() });
        } else if let Some(last) = sessions.last_mut() {
            last.output.push(line);
        }
    }
    sessions
}

/// The `comention` commands of a block, each as far as it goes before a comment, a pipe or a redirection.
fn commands(block: &str) -> Vec<String> {
    let end = |line: &str| ["  #", " | ", " > "].iter().filter_map(|mark| line.find(mark)).min();
    block
        .lines()
        .map(|line| &line[..end(line).unwrap_or(line.len())])
        .map(|line| line.replace("cargo run --release --", "comention"))
        .filter(|line| line.starts_with("comention "))
        .collect()
}

/// What a command prints to standard output; it must succeed.
fn run(command: &str, workplace: &Path) -> String {
    let words = words(command);
    assert_eq!(words.first().map(String::as_str), Some("comention"), "cannot run `{command}`");
    let output = Command::new(env!("CARGO_BIN_EXE_comention"))
        .args(&words[1..])
        .current_dir(workplace)
        .env_remove("COLUMNS")
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{command}` ends with {}:\n{said}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// A command line cut at blanks; double quotes hold words together.
fn words(command: &str) -> Vec<String> {
    let parts = command.trim().split('"').enumerate();
    parts
        .flat_map(|(at, part)| {
            let quoted = at % 2 == 1;
            let cut: Vec<&str> = if quoted { vec![part] } else { part.split_whitespace().collect() };
            cut.into_iter().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

/// Whether printed lines are as shown, where [`ANY_LINES`] stands for any lines.
fn matches(shown: &[&str], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((&ANY_LINES, rest)) => (0..=printed.len()).any(|skip| matches(rest, &printed[skip..])),
        Some((line, rest)) => printed
            .split_first()
            .is_some_and(|(first, others)| first.trim_end() == line.trim_end() && matches(rest, others)),
    }
}

/// An empty folder with a copy of the examples, so that outputs do not fall into the repository.
fn workplace(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme").join(name);
    let _ = fs::remove_dir_all(&place);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in walkdir::WalkDir::new(&examples).into_iter().filter_map(Result::ok) {
        let below = entry.path().strip_prefix(&examples).expect("it lies in the examples");
        let copy = place.join("examples").join(below);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&copy).expect("a folder can be made");
        } else {
            fs::copy(entry.path(), &copy).expect("an example can be copied");
        }
    }
    place
}

fn readme_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}
