//! What is kept between runs: the cache, and the result of a run that was stopped. Neither ever changes a byte.

use std::process::Stdio;

use super::folder::{Folder, Outcome, names_in};

/// Three short talks in our own words.
fn a_show() -> Folder {
    Folder::new()
        .with("show/7-pools.txt", "00:00:01 Last week we moved everything to FastAPI and to AnyIO.\n")
        .with("show/8-forms.txt", "00:00:01 Today it is all about Django, and a little about Celery.\n")
        .with("show/9-plans.txt", "00:00:01 Nobody reads the plan, so we print it with Jupyter.\n")
}

/// What a run without any of this gives.
fn plain(folder: &Folder) -> String {
    let outcome = folder.run(&["extract", "show", "-q"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    outcome.stdout
}

fn cached(folder: &Folder, more: &[&str]) -> Outcome {
    folder.run(&[&["extract", "show", "--cache", "kept"], more].concat())
}

/// The files of the cache, sorted, without its mark.
fn kept(folder: &Folder) -> Vec<String> {
    let root = folder.path().join("kept");
    let parts = names_in(&root).into_iter().filter(|name| name != "CACHEDIR.TAG");
    let files = parts.flat_map(|part| {
        let names = names_in(&root.join(&part));
        names.into_iter().map(move |name| format!("kept/{part}/{name}"))
    });
    files.collect()
}

#[track_caller]
fn tells(outcome: &Outcome, code: i32, told: &str) {
    assert_eq!(outcome.code, Some(code), "{}", outcome.stderr);
    assert!(outcome.stderr.contains(told), "expected {told:?} in\n{}", outcome.stderr);
}

#[test]
fn a_second_run_looks_into_what_has_changed_only() {
    let folder = a_show();
    let expected = plain(&folder);
    for told in ["0 of 3 episodes from the cache\n", "3 of 3 episodes from the cache\n"] {
        let outcome = cached(&folder, &[]);
        tells(&outcome, 0, told);
        assert_eq!(outcome.stdout, expected);
    }
    let folder = folder.with("show/8-forms.txt", "00:00:01 Today it is all about Flask.\n");
    let outcome = cached(&folder, &[]);
    tells(&outcome, 0, "2 of 3 episodes from the cache\n3 files, 3 episodes, ");
    assert_eq!(outcome.stdout, plain(&folder));
    assert_eq!(kept(&folder).len(), 4);
}

#[test]
fn what_changes_mentions_is_no_part_of_what_is_kept_for_other_runs() {
    let folder = a_show().with("names.tsv", "name\tkind\nEbbtide\tproject\n");
    cached(&folder, &["-q"]);
    for options in [
        &["--min-confidence", "80"][..],
        &["--dictionary", "names.tsv"],
        &["--no-builtin", "--dictionary", "names.tsv"],
        &["--without", "garble-finder"],
    ] {
        tells(&cached(&folder, options), 0, "0 of 3 episodes from the cache\n");
        tells(&cached(&folder, options), 0, "3 of 3 episodes from the cache\n");
    }
    let folder = folder.with("names.tsv", "name\tkind\nEbbtides\tproject\n");
    tells(&cached(&folder, &["--dictionary", "names.tsv"]), 0, "0 of 3 episodes from the cache\n");
    tells(&cached(&folder, &["--threads", "1"]), 0, "3 of 3 episodes from the cache\n");
}

#[test]
fn damaged_and_foreign_files_of_a_cache_are_done_without() {
    let folder = a_show();
    let expected = plain(&folder);
    cached(&folder, &["-q"]);
    let files = kept(&folder);
    let whole = folder.content(&files[0]);
    let other = folder.content(&files[1]);
    let mended = whole.replacen("show", "Show", 1);
    for damaged in [&whole[..whole.len() / 2], "", "nothing of ours\n", &other, &mended, whole.trim_end()] {
        assert_ne!(damaged, whole);
        let folder = a_show();
        cached(&folder, &["-q"]);
        let folder = folder.with(&files[0], damaged);
        let outcome = cached(&folder, &[]);
        let told = format!(
            "2 of 3 episodes from the cache\nwarning: 1 file of the cache is damaged, and its episode was done again\n  --> \
             {}\n3 files, ",
            files[0]
        );
        tells(&outcome, 0, &told);
        assert_eq!(outcome.stdout, expected, "{damaged}");
        assert_eq!(folder.content(&files[0]), whole);
        tells(&cached(&folder, &[]), 0, "3 of 3 episodes from the cache\n3 files, ");
    }
}

#[test]
fn runs_may_share_a_cache() {
    let folder = a_show();
    let expected = plain(&folder);
    let start = |_| {
        let mut command = folder.command(&["extract", "show", "--cache", "kept"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
    };
    let runs: Vec<_> = (0..6).map(start).collect();
    for run in runs {
        let output = run.wait_with_output().expect("the program ends");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && !told.contains("damaged"), "{told}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    }
    tells(&cached(&folder, &[]), 0, "3 of 3 episodes from the cache\n");
    let left = names_in(&folder.path().join("kept"));
    assert!(!left.iter().any(|name| name.starts_with('.')), "{left:?}");
}

#[test]
fn a_cache_takes_no_folder_that_holds_other_things() {
    let folder = a_show().with("notes.txt", "mine");
    let refused = |name: &str, why: &str, hint: &str| {
        let told = format!("error: cannot keep a cache here: {why}\n  --> {name}\nhint: {hint}\n");
        folder.run(&["extract", "show", "--cache", name]).gives(2, "", &told);
    };
    refused("show", "this folder holds other things", "give the name of a folder that is new or empty");
    refused("notes.txt", "this is a file", "give the name of a folder");
    assert_eq!(names_in(&folder.path().join("show")), ["7-pools.txt", "8-forms.txt", "9-plans.txt"]);
    refused("notes.txt/kept", "not a directory", "give the name of another folder");
}

#[test]
fn a_cache_among_the_texts_is_no_text() {
    let folder = a_show();
    let expected = plain(&folder);
    for _ in 0..2 {
        let outcome = folder.run(&["extract", "show", "--cache", "show/kept", "-q"]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), expected.as_str()));
    }
}

#[test]
fn a_cache_that_cannot_be_written_is_told_once_and_changes_nothing() {
    let folder = a_show();
    let expected = plain(&folder);
    let folder = folder.with("kept/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n");
    // A file stands where each folder of it is to be: this holds for the superuser, too.
    let folder = (0..=255).fold(folder, |folder, number| folder.with(&format!("kept/{number:02x}"), ""));
    let outcome = cached(&folder, &[]);
    tells(&outcome, 0, "\nhint: the result is right all the same, but the next run has more to do\n");
    assert_eq!(
        outcome.stderr.matches("warning: cannot keep a cache here: ").count(),
        1,
        "{}",
        outcome.stderr
    );
    assert_eq!(outcome.stdout, expected);
}

#[test]
fn all_commands_that_look_for_names_take_a_cache() {
    let folder = a_show().with("comention.toml", "cache = \"kept\"\n");
    for arguments in [
        &["graph", "show"][..],
        &["mentions", "show"],
        &["related", "7", "show"],
        &["show", "Django", "show"],
        &["trends", "show"],
        &["dictionary", "suggest", "show"],
    ] {
        let without = folder.run(&[arguments, &["--no-config", "-q"]].concat());
        let first = folder.run(arguments);
        let second = folder.run(arguments);
        tells(&second, without.code.unwrap_or(-1), "3 of 3 episodes from the cache\n");
        assert_eq!((&without.stdout, &without.stdout), (&first.stdout, &second.stdout), "{arguments:?}");
    }
    let explained = folder.run(&["mentions", "show", "--explain", "--cache", "kept"]);
    tells(&explained, 0, "reasons are not kept: `--cache` changes nothing with `--explain`\n");
}

/// A part as a run leaves it that was stopped after the first episode, in the middle of the second.
fn with_part(folder: Folder) -> Folder {
    cached(&folder, &["-q"]);
    let lines: Vec<String> = kept(&folder).iter().map(|name| folder.content(name)).collect();
    let half = &lines[1][..lines[1].len() / 2];
    folder.with("all.jsonl.part", lines[0].clone() + half)
}

const RESUME: [&str; 5] = ["extract", "show", "-o", "all.jsonl", "--resume"];

#[test]
fn a_run_that_was_stopped_is_gone_on_with() {
    let folder = with_part(a_show()).with("all.jsonl", "old\n");
    let outcome = folder.run(&RESUME);
    tells(&outcome, 0, "1 of 3 episodes had been done by the run that was stopped\n3 files, 3 episodes, ");
    assert_eq!(folder.content("all.jsonl"), plain(&folder));
    assert_eq!(folder.names(), ["all.jsonl", "kept", "show"]);
    let again = folder.run(&RESUME);
    assert!(again.code == Some(0) && !again.stderr.contains("stopped"), "{}", again.stderr);
    assert_eq!(folder.content("all.jsonl"), plain(&folder));
}

#[test]
fn what_has_changed_meanwhile_is_done_again() {
    for name in ["show/7-pools.txt", "show/8-forms.txt", "show/9-plans.txt"] {
        let folder = with_part(a_show()).with(name, "00:00:01 Today it is all about Flask.\n");
        assert_eq!(folder.run(&RESUME).code, Some(0));
        assert_eq!(folder.content("all.jsonl"), plain(&folder), "{name}");
    }
    let folder = with_part(a_show());
    let outcome = folder.run(&[&RESUME[..], &["--min-confidence", "80"]].concat());
    assert!(outcome.code == Some(0) && !outcome.stderr.contains("stopped"), "{}", outcome.stderr);
    assert_eq!(
        folder.content("all.jsonl"),
        folder.run(&["extract", "show", "--min-confidence", "80"]).stdout
    );
}

#[test]
fn without_being_asked_to_go_on_all_is_done_again_and_that_is_told() {
    let folder = with_part(a_show());
    let outcome = folder.run(&RESUME[..4]);
    let told = "warning: an earlier run was stopped before its end, and what it had finished is done again\n  --> all.jsonl.part\n\
                hint: with `--resume` the next run goes on with what is finished\n3 files, ";
    tells(&outcome, 0, told);
    assert_eq!(folder.content("all.jsonl"), plain(&folder));
    assert_eq!(folder.names(), ["all.jsonl", "kept", "show"]);
}

#[test]
fn a_file_of_somebody_else_is_not_taken_for_a_part() {
    let folder = a_show().with("all.jsonl.part", "my notes\n");
    for arguments in [&RESUME[..], &RESUME[..4]] {
        folder.run(arguments).gives(
            2,
            "",
            "error: this file is in the way: an unfinished result is to be kept under its name\n  --> all.jsonl.part\n\
             hint: move it away, or give another name behind `-o`\n",
        );
    }
    assert_eq!(folder.content("all.jsonl.part"), "my notes\n");
}

#[test]
fn only_a_file_is_gone_on_with() {
    for output in [&[][..], &["-o", "/dev/null"], &["-o", "-"]] {
        a_show().run(&[&["extract", "show", "--resume"], output].concat()).gives(
            2,
            "",
            "error: `--resume` goes on with a file, and none is given\n\
             hint: say behind `-o` which file the run that was stopped was to write\n",
        );
    }
}

#[test]
fn an_unfinished_result_is_whole_lines_that_every_command_reads_but_no_text_of_a_folder() {
    let folder = with_part(a_show());
    let whole = folder.content("all.jsonl.part").lines().next().map(str::to_owned).unwrap_or_default() + "\n";
    let folder = folder.with("show/all.jsonl.part", &whole).with("part.jsonl", &whole);
    let outcome = folder.run(&["mentions", "part.jsonl"]);
    tells(&outcome, 0, "1 file, 1 episode, ");
    tells(
        &folder.run(&["extract", "show", "--resume", "-o", "show/all.jsonl"]),
        0,
        "1 of 3 episodes had been done",
    );
    assert_eq!(folder.content("show/all.jsonl"), plain(&a_show()));
}

#[test]
fn what_is_found_is_united_with_what_is_given_however_often_the_run_was_stopped() {
    let folder = with_part(a_show());
    let whole = plain(&folder);
    let first = whole.lines().next().unwrap_or_default().to_owned() + "\n";
    let folder = folder.with("first.jsonl", first);
    let outcome = folder.run(&[&RESUME[..], &["first.jsonl"]].concat());
    tells(&outcome, 0, "1 of 3 episodes had been done by the run that was stopped\n");
    assert_eq!(folder.content("all.jsonl"), whole);
    assert!(!folder.names().contains(&"all.jsonl.part".to_owned()));
}
