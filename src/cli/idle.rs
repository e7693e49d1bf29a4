//! Options that were typed and have nothing to do: they are told, once for all commands.
//!
//! *Why a note and not an error*: the result is right all the same, and commands are often typed again with other paths.
//! What stands in a settings file is meant for all commands, and is not told.

use super::args::TextArguments;
use super::report::Report;

/// Options that say how texts are read, and which names are looked for in them.
const OF_TEXTS: [(&str, &str); 7] = [
    (NAMES[0], "--dictionary"),
    (NAMES[1], "--no-builtin"),
    ("cache", "--cache"),
    ("episode_pattern", "--episode-pattern"),
    ("input_format", "--input-format"),
    ("without", "--without"),
    ("notes", "--notes"),
];

/// Options for the names themselves, which some commands look up.
const NAMES: [&str; 2] = ["tables", "no_builtin"];

/// Tells of options for texts where there are none: all was found by an earlier run.
pub(super) fn tell(texts: &TextArguments, report: &Report) {
    let is_idle = |(id, _): &&(&str, &str)| texts.is_typed(id) && !(texts.looks_up && NAMES.contains(id));
    let idle: Vec<String> = OF_TEXTS.iter().filter(is_idle).map(|(_, name)| format!("`{name}`")).collect();
    let (verb, it) = if idle.len() == 1 { ("changes", "it") } else { ("change", "them") };
    if !idle.is_empty() {
        report.note(&format!(
            "{} {verb} nothing in files made by `extract`: extract the texts again with {it}",
            idle.join(" and ")
        ));
    }
}

/// Tells of the test by which lines are cut, where none are.
pub(super) fn tell_backbone(texts: &TextArguments, backbone: Option<f64>, report: &Report) {
    if backbone.is_none() && texts.is_typed("backbone_test") {
        report.note("`--backbone-test` changes nothing without `--backbone`");
    }
}
