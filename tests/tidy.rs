//! Checks the layout that ARCHITECTURE.md describes by reading the sources, so that it stays true.
#![allow(clippy::disallowed_methods, reason = "a test may read the files it is about")]

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// The modules in the order the data flows; a module names only modules before it.
const ORDER: [&str; 19] = [
    "error",
    "text",
    "column",
    "entity",
    "episode",
    "mention",
    "period",
    "source",
    "table",
    "dictionary",
    "extract",
    "corpus",
    "suggest",
    "network",
    "graph",
    "related",
    "trends",
    "export",
    "cli",
];

/// Longest file in lines, tests aside.
const LONGEST: usize = 300;

/// Shortest file in lines; shorter ones belong to a neighbour.
const SHORTEST: usize = 40;

/// Files that may be short, each with the reason.
const MAY_BE_SHORT: [(&str, &str); 3] = [
    ("src/dictionary/address.rs", "the one place that knows which hosts many projects share"),
    ("src/main.rs", "a table of contents"),
    ("src/text/particle.rs", "a small table of constants"),
];

#[test]
fn modules_name_only_modules_above_them() {
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(rank) = rank(&file.stage) else { continue };
        for (line, name) in named_from_root(&file) {
            let below = ORDER[rank + 1..].contains(&name.as_str());
            let hidden = file.stage != "cli" && name.starts_with(char::is_uppercase);
            if below {
                wrong.push(format!("{}:{line}: `{name}` stands below `{}`", file.path, file.stage));
            } else if hidden {
                wrong.push(format!("{}:{line}: name the module `{name}` lives in", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let unknown: Vec<String> = sources()
        .into_iter()
        .filter(|file| rank(&file.stage).is_none() && !["lib", "main"].contains(&file.stage.as_str()))
        .map(|file| file.path)
        .collect();
    assert!(unknown.is_empty(), "give these a place in ORDER: {unknown:?}");
}

#[test]
fn the_command_line_is_no_part_of_the_library() {
    let holders: Vec<String> = sources()
        .into_iter()
        .filter(|file| file.code.lines().any(|line| line.trim_start().ends_with("mod cli;")))
        .map(|file| file.path)
        .collect();
    assert_eq!(holders, ["src/main.rs"], "`mod cli;` stands in main.rs alone");
}

#[test]
fn files_are_neither_drawers_nor_crumbs() {
    let mut wrong = Vec::new();
    for file in sources() {
        let lines = without_tests(&file.text);
        let name = file.path.rsplit('/').next().unwrap_or_default();
        if lines > LONGEST && name != "tests.rs" {
            wrong.push(format!("{}: {lines} lines without tests; the most is {LONGEST}", file.path));
        }
        let is_short = file.text.lines().count() < SHORTEST;
        match MAY_BE_SHORT.iter().any(|(path, _)| *path == file.path) {
            false if is_short => {
                wrong.push(format!("{}: under {SHORTEST} lines; put it where it is used", file.path));
            }
            true if !is_short => wrong.push(format!("{}: no longer short; take it off the list", file.path)),
            _ => {}
        }
        if file.path.matches('/').count() > 2 {
            wrong.push(format!("{}: a folder in a folder", file.path));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn tables_are_sorted_unique_and_trim() {
    let tables = files_under(&root().join("data"), "tsv");
    assert!(!tables.is_empty(), "no tables in data/");
    let wrong: Vec<String> = tables.iter().flat_map(|path| faults_of_table(path)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_changelog_has_room_for_the_next_entry() {
    let changelog = read(&root().join("CHANGELOG.md"));
    let first = changelog.lines().find(|line| line.starts_with("## "));
    assert_eq!(first, Some("## Unreleased"), "*Unreleased* stands on top of CHANGELOG.md");
}

/// `serde_json` after `serde` shares its reason.
#[test]
fn every_dependency_has_a_reason() {
    let manifest = read(&root().join("Cargo.toml"));
    let (mut in_dependencies, mut before) = (false, "");
    for line in manifest.lines() {
        if line.starts_with('[') {
            // Those of `build.rs` stand in the list above, too.
            in_dependencies = line.ends_with("dependencies]") && line != "[build-dependencies]";
        } else if in_dependencies && !line.is_empty() && !line.starts_with('#') {
            let name = line.split([' ', '=']).next().unwrap_or_default();
            let companion = !before.is_empty() && name.starts_with(before);
            assert!(before == "#" || companion, "Cargo.toml: say above `{name}` what it is for");
            before = name;
            continue;
        }
        before = if line.starts_with('#') { "#" } else { "" };
    }
}

/// How many lines a file has before its tests; other things that are for tests only count.
fn without_tests(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines.windows(2).position(|pair| pair == ["#[cfg(test)]", "mod tests {"]);
    tests.unwrap_or(lines.len())
}

/// A file of `src/`.
struct Source {
    /// Below the repository, with forward slashes.
    path: String,
    /// The module of the crate's root that it belongs to; `lib` or `main` for the roots themselves.
    stage: String,
    /// As it stands.
    text: String,
    /// Without comments.
    code: String,
}

fn sources() -> Vec<Source> {
    let found = files_under(&root().join("src"), "rs");
    assert!(!found.is_empty(), "no sources in src/");
    found.into_iter().map(|path| source(&path)).collect()
}

fn source(path: &Path) -> Source {
    let below = path.strip_prefix(root()).expect("src/ lies in the repository");
    let parts: Vec<String> =
        below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let text = read(path);
    let without_comment = |line: &str| line.split("//").next().unwrap_or_default().to_owned() + "\n";
    Source {
        path: parts.join("/"),
        stage: parts[1].trim_end_matches(".rs").to_owned(),
        code: text.lines().map(without_comment).collect(),
        text,
    }
}

fn rank(stage: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == stage)
}

/// What a file names from the root of the crate, by `crate::` or by as many `super::`, with its lines.
fn named_from_root(file: &Source) -> Vec<(usize, String)> {
    let path = Regex::new(r"\b(crate|super(?:::super)*)::(?:(\w+)|\{)").expect("a valid pattern");
    let tests_from = file.code.find("\nmod tests {").unwrap_or(file.code.len());
    let depth = file.path.trim_end_matches("/mod.rs").matches('/').count();
    let mut named = Vec::new();
    for found in path.captures_iter(&file.code) {
        let whole = found.get(0).expect("the match itself");
        let supers = found[1].matches("super").count();
        if supers > 0 && supers != depth + usize::from(whole.start() > tests_from) {
            continue;
        }
        let line = file.code[..whole.start()].matches('\n').count() + 1;
        match found.get(2) {
            Some(name) => named.push((line, name.as_str().to_owned())),
            None => named.extend(group_heads(&file.code[whole.end()..]).map(|name| (line, name))),
        }
    }
    named
}

/// The first names in `a::{b, c}, d}`, what follows an opened brace: `a` and `d`.
fn group_heads(rest: &str) -> impl Iterator<Item = String> {
    let mut heads = vec![String::new()];
    let mut open = 1;
    for character in rest.chars() {
        match character {
            '{' => open += 1,
            '}' => open -= 1,
            ',' if open == 1 => heads.push(String::new()),
            c if open == 1 => heads.last_mut().expect("never empty").push(c),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    let first = |head: String| head.trim().split("::").next().unwrap_or_default().to_owned();
    heads.into_iter().map(first).filter(|head| !head.is_empty())
}

/// One header line, rows of as many cells, sorted by the first cell, each first cell once, no blanks around a cell.
fn faults_of_table(path: &Path) -> Vec<String> {
    let text = read(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut rows = text.lines().enumerate().map(|(at, row)| (at + 1, row));
    let cells = rows.next().map_or(0, |(_, header)| header.split('\t').count());
    let rows: Vec<(usize, &str)> = rows.collect();
    let mut faults = Vec::new();
    for (line, row) in &rows {
        if row.split('\t').count() != cells {
            faults.push(format!("data/{name}:{line}: not {cells} cells"));
        }
        if row.split('\t').any(|cell| cell.trim() != cell) {
            faults.push(format!("data/{name}:{line}: blanks around a cell"));
        }
    }
    let keys: Vec<&str> = rows.iter().map(|(_, row)| row.split('\t').next().unwrap_or_default()).collect();
    let folded: Vec<(String, &str)> = keys.iter().map(|key| (letters(key), *key)).collect();
    for at in 1..keys.len() {
        if keys[at - 1] == keys[at] {
            faults.push(format!("data/{name}:{}: `{}` stands twice", at + 2, keys[at]));
        }
    }
    if !keys.is_sorted() && !folded.is_sorted() {
        let at = (1..folded.len()).find(|at| folded[at - 1] > folded[*at]).unwrap_or(1);
        faults.push(format!("data/{name}:{}: `{}` is not in its place", at + 2, keys[at]));
    }
    if !text.ends_with('\n') || text.ends_with("\n\n") {
        faults.push(format!("data/{name}: ends in one line end"));
    }
    faults
}

/// Letters and digits only, without case and accents; `+` and `#` spelled out. `data/make_tables.py` sorts by this.
fn letters(name: &str) -> String {
    let plain: String = name.nfkd().flat_map(char::to_lowercase).collect();
    let spelled = plain.replace('ß', "ss").replace('+', "plus").replace('#', "sharp");
    spelled.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The files with an ending below a folder, in order.
fn files_under(folder: &Path, ending: &str) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
