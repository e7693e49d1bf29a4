//! What the program is made of besides our own code: where it comes from, under which licence, and that it is no more than
//! needed. (`deny.toml` says the same to `cargo deny`, which also knows of advisories, for whoever has it.)

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Licences that ask for no more than a notice.
const LICENCES: [&str; 10] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// The most packages that are built into the program, ours included. A higher number needs a reason in the commit.
const MOST: usize = 110;

/// Packages that are built in twice, in two versions, and why.
const TWICE: [(&str, &str); 2] = [
    ("embedded-io", "postcard asks for two, though it uses neither here"),
    ("hashbrown", "petgraph has an older one than toml"),
];

/// All packages by id, and the ids that the program needs on this system.
fn packages() -> (BTreeMap<String, Value>, BTreeSet<String>) {
    let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform"];
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("x86_64-unknown-linux-gnu")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
    let id = |of: &Value| of["id"].as_str().unwrap_or_default().to_owned();
    let all: BTreeMap<String, Value> =
        list(&metadata["packages"]).iter().map(|it| (id(it), it.clone())).collect();
    let nodes: BTreeMap<String, Value> =
        list(&metadata["resolve"]["nodes"]).iter().map(|it| (id(it), it.clone())).collect();
    let mut needed = BTreeSet::new();
    let mut open = vec![metadata["resolve"]["root"].as_str().expect("our own package").to_owned()];
    while let Some(next) = open.pop() {
        let is_normal =
            |dependency: &&Value| list(&dependency["dep_kinds"]).iter().any(|it| it["kind"].is_null());
        let dependencies = list(&nodes[&next]["deps"]);
        let normal = dependencies.iter().filter(is_normal);
        open.extend(
            normal
                .map(|it| it["pkg"].as_str().unwrap_or_default().to_owned())
                .filter(|id| !needed.contains(id)),
        );
        needed.insert(next);
    }
    (all, needed)
}

fn text<'v>(package: &'v Value, field: &str) -> &'v str {
    package[field].as_str().unwrap_or_default()
}

#[test]
fn all_of_it_may_be_used_and_comes_from_one_place() {
    let (all, _) = packages();
    for package in all.values().filter(|package| text(package, "name") != "comention") {
        let name = text(package, "name");
        // Of several between `OR` one is enough; between `AND` each counts.
        let licence = text(package, "license").replace('/', " OR ");
        let is_known = |one: &str| LICENCES.contains(&one.trim_matches(['(', ')', ' ']));
        let fits = licence.split(" AND ").all(|part| part.split(" OR ").any(is_known));
        assert!(fits, "{name} is under `{licence}`");
        let source = text(package, "source");
        assert_eq!(source, "registry+https://github.com/rust-lang/crates.io-index", "{name}");
    }
}

#[test]
fn nothing_is_built_in_that_is_not_needed() {
    let (all, needed) = packages();
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    needed.iter().for_each(|id| *versions.entry(text(&all[id], "name")).or_default() += 1);
    let twice: Vec<&str> = versions.iter().filter(|(_, count)| **count > 1).map(|(name, _)| *name).collect();
    assert_eq!(twice, TWICE.map(|(name, _)| name));
    assert!(needed.len() <= MOST, "{} packages are built in; the most is {MOST}", needed.len());
}
