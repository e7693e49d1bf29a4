//! The command line as its users meet it: whole outputs, messages and exit codes.

#[path = "cli/dictionary.rs"]
mod dictionary;
#[path = "cli/episodes.rs"]
mod episodes;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/faults.rs"]
mod faults;
#[path = "cli/feeds.rs"]
mod feeds;
#[path = "cli/folder.rs"]
mod folder;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/kept.rs"]
mod kept;
#[path = "cli/odd_input.rs"]
mod odd_input;
#[path = "cli/related.rs"]
mod related;
#[path = "cli/results.rs"]
mod results;
#[path = "exports/schema.rs"]
mod schema;
#[path = "cli/settings.rs"]
mod settings;

use std::process::Stdio;

use folder::{Folder, extraction, names_in};

const EMPTY: &str = "warning: this file is empty\n  --> empty.txt\n";
const MISSING: &str = "error: cannot read: no such file or folder\n  --> missing.txt\n\
                       hint: check the spelling and the folder you are in\n";
const HEADER: &str = "episode,path,line,column,end_line,end_column,time,speaker,surface,name,kind,entity,url,\
                      discovered,evidence,confidence\n";

/// Two short talks and the show notes of one, in our own words.
fn a_show() -> Folder {
    Folder::new()
        .with(
            "show/7-talk.txt",
            "00:00:01 Hello and welcome to our show, this is episode 7.\n\n\
             00:00:09 Last week we moved everything to Pydantic and to FastAPI.\n",
        )
        .with("show/7.md", "# Our Show 7\n\n* [AnyIO](https://github.com/agronholm/anyio)\n")
        .with(
            "show/8-talk.txt",
            "00:00:01 Hello and welcome to our show, this is episode 8.\n\n\
             00:00:09 Today it is all about Django, and a little about FastAPI.\n",
        )
}

// What cannot be read.

#[test]
fn a_missing_file_is_told_and_nothing_is_done() {
    Folder::new().run(&["mentions", "missing.txt"]).gives(2, "", MISSING);
}

#[test]
fn a_format_that_does_not_fit_is_told() {
    let folder = Folder::new().with("one.md", "# Notes\n\n- [Sanic](https://sanic.dev)\n");
    folder.run(&["mentions", "one.md", "--input-format", "json"]).gives(
        2,
        "",
        "error: nothing in this file reads as json\n  --> one.md\nhint: leave out `--input-format`, and the format is found by \
         content\n",
    );
}

#[test]
fn a_text_is_not_written_over() {
    let text = "00:00:01 We moved to Sanic.\n";
    let folder = Folder::new()
        .with("one.txt", text)
        .with("one.jsonl", extraction(1, "Sanic"))
        .with("names.txt", "name\nSanic\n");
    let refused = |name: &str| {
        format!(
            "error: this file is to be read, and to be written over\n  --> {name}\nhint: give another name behind `-o`: the \
             result would take the place of the text\n"
        )
    };
    for (arguments, name) in [
        (&["graph", "one.txt", "--format", "json", "-o", "one.txt"][..], "one.txt"),
        (&["extract", "./one.jsonl", "-o", "one.jsonl"], "./one.jsonl"),
        (&["dictionary", "import", "names.txt", "-o", "names.txt"], "names.txt"),
    ] {
        folder.run(arguments).gives(2, "", &refused(name));
    }
    assert_eq!(folder.content("one.txt"), text);
    assert_eq!(folder.content("names.txt"), "name\nSanic\n");
}

#[test]
fn a_missing_file_does_not_stop_the_others() {
    let folder = Folder::new().with("seven.jsonl", extraction(7, "AnyIO"));
    let outcome = folder.run(&["mentions", "missing.txt", "seven.jsonl", "--format", "csv"]);
    let row = "our-show/7,7.txt,3,23,3,28,65,Ann,AnyIO,AnyIO,project,project:anyio,https://AnyIO.example,false,\
               name,0.97\n";
    outcome.gives(1, &format!("{HEADER}{row}"), &format!("{MISSING}1 file, 1 episode, 1 mention\n"));
}

#[test]
fn an_empty_folder_is_told() {
    Folder::new().with_folder("texts").run(&["graph", "texts"]).gives(
        2,
        "",
        "error: no transcripts or show notes in this folder\n  --> texts\n\
         hint: files ending in .txt, .md, .vtt, .srt, .json, .yaml and .html are read, feeds and packed files, too; other texts when you name them\n",
    );
}

#[test]
fn papers_and_pictures_in_a_folder_are_skipped_and_counted() {
    let folder = Folder::new()
        .with("texts/LICENSE", "Permission is hereby granted")
        .with("texts/README.md", "These are our transcripts.")
        .with("texts/cover.png", b"\x89PNG\r\n\0")
        .with("texts/topics.json", "{\"nodes\":[]}")
        .with("texts/.cache/9.txt", "00:00:01 hidden")
        .with("texts/7.jsonl", extraction(7, "AnyIO"));
    let outcome = folder.run(&["mentions", "texts", "--entity", "Zzyzx Qwghlm"]);
    outcome.gives(
        2,
        "",
        "skipped 4 files that are neither transcript nor show notes: texts/LICENSE, texts/README.md, \
         texts/cover.png, …\nerror: no mention of `Zzyzx Qwghlm` found: neither the dictionary nor these texts know it\n\
         hint: a table with this name, given with `--dictionary`, has it found\n",
    );
}

#[test]
fn json_of_another_program_is_refused() {
    let folder = Folder::new().with("topics.json", "{\"nodes\":[]}");
    folder.run(&["mentions", "topics.json"]).gives(
        2,
        "",
        "error: this JSON holds no transcript\n  --> topics.json\n\
         hint: JSON of Podcasting 2.0, Podlove, Whisper, whisper.cpp, WhisperX and of AssemblyAI, AWS, Azure, Deepgram, ElevenLabs, Fireflies, Gladia, Google, Premiere, Rev, Speechmatics and YouTube is read, and what \
         `comention extract` makes\n",
    );
}

#[test]
fn transcripts_in_json_and_html_are_texts_of_a_folder() {
    let json = "{\"segments\": [{\"startTime\": 9, \"body\": \"We moved to FastAPI.\"}]}";
    let folder = Folder::new()
        .with("texts/7.json", json)
        .with("texts/8.html", "<cite>Ada Bell:</cite><time>0:07</time><p>We moved to FastAPI.</p>")
        .with("texts/9.tsv", "start\tend\ttext\n1000\t2000\tWe moved to FastAPI.\n")
        .with("texts/chapters.json", "{\"version\": \"1.2.0\", \"chapters\": []}")
        .with("texts/names.tsv", "name\tkind\nEbbtide\tproject\n")
        .with("texts/topics.html", "<!DOCTYPE html><title>comention</title><p>FastAPI</p>");
    let outcome = folder.run(&["mentions", "--format", "csv", "texts"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let places: Vec<Vec<&str>> =
        outcome.stdout.lines().skip(1).map(|row| row.split(',').skip(1).take(3).collect()).collect();
    let expected = [["texts/7.json", "1", "53"], ["texts/8.html", "1", "55"], ["texts/9.tsv", "2", "23"]];
    assert_eq!(places, expected.map(|place: [&str; 3]| place.to_vec()), "{}", outcome.stdout);
    assert!(outcome.stderr.contains("skipped 3 files"), "{}", outcome.stderr);
}

#[test]
fn a_binary_file_is_told_and_the_rest_is_done() {
    let folder = Folder::new().with("7.jsonl", extraction(7, "AnyIO")).with("sound.txt", b"ID3\0\0\0");
    let outcome = folder.run(&["mentions", "--format", "csv", "7.jsonl", "sound.txt"]);
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert_eq!(outcome.stdout.lines().count(), 2, "{}", outcome.stdout);
    assert!(outcome.stderr.starts_with("error: "), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("\n  --> sound.txt\n"), "{}", outcome.stderr);
}

#[test]
fn an_empty_file_is_an_empty_extraction() {
    let folder = Folder::new().with("empty.txt", "");
    let outcome = folder.run(&["extract", "empty.txt", "-o", "all.jsonl"]);
    outcome.gives(0, "", &format!("{EMPTY}1 file, 0 episodes, 0 mentions\n"));
    assert_eq!(folder.content("all.jsonl"), "");
}

#[test]
fn a_damaged_line_of_an_extraction_is_told_and_the_rest_is_used() {
    let lines = extraction(7, "AnyIO") + "{\"comention\":1,\"epis\n" + &extraction(8, "Trio");
    let outcome = Folder::new().with("all.jsonl", lines).run(&["mentions", "all.jsonl", "--format", "csv"]);
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert_eq!(outcome.stdout.lines().count(), 3, "{}", outcome.stdout);
    assert!(outcome.stderr.contains("\n  --> all.jsonl:2"), "{}", outcome.stderr);
    assert!(outcome.stderr.ends_with("\n1 file, 2 episodes, 2 mentions\n"), "{}", outcome.stderr);
}

#[test]
fn many_problems_of_one_sort_are_counted() {
    let names: Vec<String> = (10..52).map(|n| format!("{n}.txt")).collect();
    let arguments: Vec<&str> = std::iter::once("mentions").chain(names.iter().map(String::as_str)).collect();
    let outcome = Folder::new().run(&arguments);
    assert_eq!(outcome.stderr.matches("error: ").count(), 5);
    assert!(outcome.stderr.ends_with("and 37 more of this sort\n"), "{}", outcome.stderr);
}

#[test]
fn a_file_given_twice_is_read_once() {
    let folder = Folder::new().with("texts/7.jsonl", extraction(7, "AnyIO"));
    let arguments = ["extract", "texts/../texts/7.jsonl", "texts", "./texts/7.jsonl", "--quiet"];
    let outcome = folder.run(&arguments);
    assert_eq!(outcome.stdout.lines().count(), 1);
    let summary = folder.run(&arguments[..4]).stderr;
    assert_eq!(summary, "1 file, 1 episode, 1 mention\n");
}

// What is asked wrongly.

#[test]
fn reasons_are_for_people() {
    let folder = Folder::new().with("empty.txt", "");
    folder
        .run(&["mentions", "empty.txt", "--explain", "--format", "csv"])
        .gives(
            2,
            "",
            "error: reasons do not fit in a table of CSV: `--explain` goes with `--format table` and `jsonl`\nhint: leave one of the two out\n",
        );
}

#[test]
fn show_notes_go_with_one_transcript() {
    let folder = Folder::new()
        .with("both.jsonl", extraction(7, "AnyIO") + &extraction(8, "Trio"))
        .with("notes.md", "# Our Show 7\n");
    folder.run(&["mentions", "both.jsonl", "--notes", "notes.md"]).gives(
        2,
        "",
        "error: `--notes` goes with one transcript, but 2 texts were given\n\
         hint: give one transcript, or leave `--notes` out: show and number join the files\n",
    );
}

#[test]
fn wrong_usage_ends_with_2() {
    let folder = Folder::new().with("empty.txt", "");
    for arguments in [
        &[] as &[&str],
        &["graph"],
        &["grahp", "empty.txt"],
        &["graph", "empty.txt", "--threads", "0"],
        &["graph", "empty.txt", "--top", "0"],
        &["graph", "empty.txt", "--kinds", "progect"],
        &["graph", "empty.txt", "--format", "png"],
        &["mentions", "empty.txt", "--format", "dot"],
    ] {
        let outcome = folder.run(arguments);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(outcome.stderr.contains("Usage:") || outcome.stderr.contains("--help"));
    }
}

#[test]
fn what_an_option_takes_is_told_in_plain_words() {
    let folder = Folder::new().with("empty.txt", "");
    for (option, value, expected) in [
        ("--top", "0", "a whole number from 1, such as 100"),
        ("--top", "many", "a whole number from 1, such as 100"),
        ("--min-episodes", "-1", "a whole number from 0, such as 3"),
        ("--quotes", "1.5", "a whole number from 0, such as 3"),
        ("--threads", "1025", "a whole number from 1 to 1024, such as 4"),
        ("--backbone", "-1", "a number between 0 and 1, such as 0.05"),
        ("--nodes", "all", "one of entities, episodes, both"),
        ("--backbone-test", "z", "disparity or exact"),
        ("--resolution", "0", "a number above 0, such as 1.5"),
        ("--weight", "pmi", "one of count, jaccard, cosine, association, npmi, log_likelihood"),
        (
            "--window",
            "60",
            "episode, sentence, turn, a time such as 60s or 2m, or a number such as 3sentences or 5segments",
        ),
    ] {
        let outcome = folder.run(&["graph", "empty.txt", option, value]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{option} {value}");
        let first = outcome.stderr.lines().next().unwrap_or_default();
        assert!(first.starts_with(&format!("error: invalid value '{value}' for '{option} ")), "{first}");
        assert!(first.ends_with(&format!("': expected {expected}")), "{first}");
    }
}

#[test]
fn a_table_of_names_among_the_texts_is_told() {
    let folder = Folder::new()
        .with("ours.tsv", "name\tkind\nPyQuibble\tlibrary\n")
        .with("theirs.tsv", "# theirs\nname\tkind\nKwibDB\tdatabase\n")
        .with("7.jsonl", extraction(7, "AnyIO"));
    let outcome = folder.run(&["mentions", "7.jsonl", "--dictionary", "ours.tsv", "theirs.tsv"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let told = "warning: this looks like a table of names, and is read as a text\n  --> theirs.tsv\n\
                hint: each table has a `--dictionary` of its own: `--dictionary theirs.tsv`\n";
    assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
}

#[test]
fn what_is_less_sure_than_asked_is_left_out_also_of_extractions() {
    let folder = a_show();
    folder.run(&["extract", "show", "-o", "all.jsonl"]);
    let found = |paths: &[&str]| -> Vec<String> {
        let outcome = folder.run(&[&["mentions", "--format", "jsonl"], paths].concat());
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        outcome.stdout.lines().map(String::from).collect()
    };
    let all = found(&["show"]);
    let sure = found(&["show", "--min-confidence", "97"]);
    let share = |row: &String| {
        let row: serde_json::Value = serde_json::from_str(row).expect("a mention");
        row["confidence"].as_f64().expect("a share")
    };
    let expected: Vec<String> = all.iter().filter(|row| share(row) >= 0.97).cloned().collect();
    assert!(!sure.is_empty() && sure.len() < all.len(), "{} of {}", sure.len(), all.len());
    assert_eq!(sure, expected);
    assert_eq!(found(&["all.jsonl", "--min-confidence", "97"]), sure);
}

#[test]
fn help_has_a_line_for_each_option() {
    let folder = Folder::new();
    for command in ["graph", "mentions", "extract"] {
        let short = folder.run(&[command, "-h"]);
        assert_eq!((short.code, short.stderr.as_str()), (Some(0), ""));
        let wrapped = short.stdout.lines().find(|line| line.len() > 100 || line.starts_with("          "));
        assert_eq!(wrapped, None);
        let long = folder.run(&[command, "--help"]);
        assert!(long.stdout.len() > short.stdout.len());
        assert!(long.stdout.contains("Examples:\n  comention "));
    }
}

// What cannot be written.

#[test]
fn an_unknown_ending_is_told_before_any_work() {
    Folder::new().run(&["graph", "missing.txt", "-o", "topics.png"]).gives(
        2,
        "",
        "error: the ending of this file stands for no graph format\n  --> topics.png\n\
         hint: end it in one of .json .html .svg .dot .gexf .graphml .cyjs .graphology.json .vosviewer.json .mmd .nodes.csv \
         .edges.csv .ttl .jsonld .csv, or say which with `--format`\n",
    );
}

#[test]
fn a_folder_is_no_output_file() {
    Folder::new().with_folder("out").run(&["extract", "missing.txt", "-o", "out"]).gives(
        2,
        "",
        "error: cannot write: this is a folder\n  --> out\nhint: give the name of a file in it\n",
    );
}

#[test]
fn an_output_needs_its_folder() {
    Folder::new().run(&["extract", "missing.txt", "-o", "out/all.jsonl"]).gives(
        2,
        "",
        "error: cannot write: the folder does not exist\n  --> out/all.jsonl\n\
         hint: make the folder first, or check the spelling\n",
    );
}

#[test]
fn an_output_replaces_the_old_one_and_leaves_nothing_beside() {
    let folder = Folder::new().with("in.jsonl", extraction(7, "AnyIO")).with("out.jsonl", "old");
    folder.run(&["extract", "in.jsonl", "-o", "out.jsonl", "-q"]).gives(0, "", "");
    assert_eq!(folder.content("out.jsonl"), folder.run(&["extract", "-q", "in.jsonl"]).stdout);
    assert_eq!(folder.names(), ["in.jsonl", "out.jsonl"]);
}

#[test]
fn an_output_stays_as_it_is_when_nothing_could_be_read() {
    let folder = Folder::new().with("out.jsonl", "old");
    folder.run(&["extract", "missing.txt", "-o", "out.jsonl"]).gives(2, "", MISSING);
    assert_eq!(folder.content("out.jsonl"), "old");
    assert_eq!(folder.names(), ["out.jsonl"]);
}

#[test]
fn the_output_of_an_earlier_run_is_no_input() {
    let folder = Folder::new().with("texts/in.jsonl", extraction(7, "AnyIO"));
    let arguments = ["extract", "texts", "-o", "texts/out.jsonl"];
    let first = folder.run(&arguments);
    let second = folder.run(&arguments);
    assert_eq!(first, second);
    second.gives(0, "", "1 file, 1 episode, 1 mention\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_told() {
    let folder = Folder::new().with("7.jsonl", extraction(7, "AnyIO"));
    folder.run(&["extract", "-q", "7.jsonl", "-o", "/dev/full"]).gives(
        2,
        "",
        "error: cannot write: no space left on the disk\n  --> /dev/full\n\
         hint: free some space, or write to another disk\n",
    );
}

#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::disallowed_methods, reason = "a test opens the device that is always full")]
fn a_full_disk_behind_standard_output_is_told() {
    let folder = Folder::new().with("empty.txt", "");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let output = folder
        .command(&["mentions", "-q", "empty.txt", "--format", "csv"])
        .stdout(full.expect("Linux has it"))
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: cannot write: no space left on the disk\n  --> standard output\n\
         hint: free some space, or write to another disk\n"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_no_half_file() {
    use std::io::Write;
    use std::process::Command;

    let lines: String = (1..100).map(|number| extraction(number, "AnyIO")).collect();
    let folder = Folder::new().with("in.jsonl", lines).with_folder("small");
    let small = folder.path().join("small");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=16k", "tmpfs"]).arg(&small).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        let _ = writeln!(std::io::stderr(), "SKIPPED: a small disk cannot be mounted here");
        return;
    }
    let outcome = folder.run(&["extract", "-q", "in.jsonl", "-o", "small/out.jsonl"]);
    let left = names_in(&small);
    let unmounted = Command::new("umount").arg(&small).status();
    assert!(unmounted.is_ok_and(|status| status.success()));
    assert_eq!(left, [] as [&str; 0]);
    outcome.gives(
        2,
        "",
        "error: cannot write: no space left on the disk\n  --> small/out.jsonl\n\
         hint: free some space, or write to another disk\n",
    );
}

#[test]
fn a_closed_pipe_is_success() {
    let lines: String = (1..2000).map(|number| extraction(number, "AnyIO")).collect();
    let folder = Folder::new().with("in.jsonl", lines);
    for arguments in [
        &["extract", "-q", "in.jsonl"] as &[&str],
        &["mentions", "-q", "in.jsonl", "--format", "csv"],
        &["mentions", "-q", "in.jsonl", "--format", "jsonl"],
        &["mentions", "-q", "in.jsonl", "--format", "table"],
        &["graph", "-q", "in.jsonl"],
    ] {
        let mut command = folder.command(arguments);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

// What is shown.

#[test]
fn mentions_are_an_aligned_table() {
    let folder = Folder::new().with("both.jsonl", extraction(7, "AnyIO") + &extraction(8, "Trio"));
    folder.run(&["mentions", "both.jsonl"]).gives(
        0,
        "time     speaker  said                                         entity  evidence\n\
         \n\
         our-show/7  7.txt\n\
         0:01:05  Ann      last week we moved to [AnyIO] for all of it  AnyIO   97% name\n\
         \n\
         our-show/8  8.txt\n\
         0:01:05  Ann      last week we moved to [Trio] for all of it   Trio    97% name\n",
        "1 file, 2 episodes, 2 mentions\n",
    );
}

#[test]
fn mentions_are_json_lines_for_programs() {
    let folder = Folder::new().with("7.jsonl", extraction(7, "AnyIO"));
    folder.run(&["mentions", "7.jsonl", "--format", "jsonl"]).gives(
        0,
        "{\"episode\":\"our-show/7\",\"path\":\"7.txt\",\"line\":3,\"column\":23,\"end_line\":3,\"end_column\":28,\
         \"time\":65,\"speaker\":\"Ann\",\"surface\":\"AnyIO\",\"name\":\"AnyIO\",\"kind\":\"project\",\
         \"entity\":\"project:anyio\",\"url\":\"https://AnyIO.example\",\"discovered\":false,\
         \"evidence\":[\"name\"],\"confidence\":0.97}\n",
        "1 file, 1 episode, 1 mention\n",
    );
}

#[test]
fn an_entity_is_found_by_name_spelling_and_id() {
    let folder = Folder::new().with("both.jsonl", extraction(7, "AnyIO") + &extraction(8, "Trio"));
    for name in ["Trio", "TRIO", "project:trio"] {
        let outcome = folder.run(&["mentions", "both.jsonl", "--format", "csv", "--entity", name]);
        assert_eq!(outcome.stdout.lines().count(), 2, "{name}");
        assert!(outcome.stdout.contains("project:trio"), "{name}");
        assert_eq!(outcome.stderr, "1 mention in 1 episode\n");
    }
}

#[test]
fn why_an_entity_is_not_found_is_told() {
    let folder = a_show()
        .with("names.tsv", "name\tkind\tcues\nFlask\tblock\t\nTrio\tblock\tloop|async\n")
        .with("show/comention.toml", "kinds = [\"person\"]\n");
    let told = |arguments: &[&str]| {
        let show = ["mentions", "show", "--dictionary", "names.tsv", "--entity"];
        let outcome = folder.run(&[&show, arguments].concat());
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
        outcome.stderr.replacen("settings from show/comention.toml\n", "", 1)
    };
    for (asked, why) in [
        ("flask", ": names.tsv:2 blocks it\nhint: take this row out to have it found\n"),
        ("project:flask", ": names.tsv:2 blocks it\nhint: take this row out to have it found\n"),
        (
            "Trio",
            ": names.tsv:3 asks for a cue word within 30 words of it\nhint: the cue words are loop, async\n",
        ),
        ("FastAPY", "\nhint: did you mean `FastAPI`?\n"),
        ("NumPy", "\nhint: the name is known, but nobody mentions it in these texts\n"),
        (
            "Django",
            ": it is of kind `project`, which `kinds` in show/comention.toml leaves out\n\
             hint: `--kinds project` shows it\n",
        ),
    ] {
        assert_eq!(told(&[asked]), format!("error: no mention of `{asked}` found{why}"));
    }
    let typed = told(&["Django", "--kinds", "event"]);
    assert!(typed.contains("kind `project`, which `--kinds` leaves out\n"), "{typed}");
}

#[test]
fn an_entity_without_a_name_is_refused() {
    for name in ["", " "] {
        let outcome = a_show().run(&["mentions", "show", "--entity", name]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
        assert!(outcome.stderr.contains("expected a name, such as FastAPI"), "{}", outcome.stderr);
    }
}

#[test]
fn kinds_are_chosen() {
    let folder = Folder::new().with("7.jsonl", extraction(7, "AnyIO"));
    folder.run(&["mentions", "7.jsonl", "--format", "csv", "--kinds", "person,event"]).gives(
        0,
        HEADER,
        "no mention found\n1 file, 1 episode, 0 mentions\n",
    );
}

#[test]
fn two_extractions_one_after_the_other_are_their_union() {
    let (seven, eight) = (extraction(7, "AnyIO"), extraction(8, "Trio"));
    let folder = Folder::new().with("7.jsonl", &seven).with("8.jsonl", &eight);
    let apart = folder.run(&["graph", "7.jsonl", "8.jsonl", "-q"]);
    let together = folder.run_with(&["graph", "-", "-q"], &(eight + &seven + &seven));
    assert_eq!((apart.code, apart.stderr.as_str()), (Some(0), ""));
    assert_eq!(apart, together);
}

#[test]
fn neither_threads_nor_order_change_a_byte() {
    let folder = a_show();
    let reference = folder.run(&["extract", "show/7-talk.txt", "show/7.md", "show/8-talk.txt"]);
    assert_eq!(reference.code, Some(0), "{}", reference.stderr);
    for arguments in [
        &["extract", "show/8-talk.txt", "show/7.md", "show/7-talk.txt"] as &[&str],
        &["extract", "show", "--threads", "1"],
        &["extract", "show", "show/7.md", "--threads", "7"],
    ] {
        assert_eq!(folder.run(arguments), reference, "{arguments:?}");
    }
}

#[test]
fn a_folder_of_texts_becomes_a_graph() {
    let folder = a_show();
    let to_file = folder.run(&["graph", "show", "-o", "topics.json"]);
    assert_eq!(to_file.code, Some(0), "{}", to_file.stderr);
    assert_eq!(to_file.stdout, "");
    assert!(to_file.stderr.starts_with("3 files, 2 episodes, "), "{}", to_file.stderr);
    let to_stdout = folder.run(&["graph", "show", "-q"]).stdout;
    assert_eq!(folder.content("topics.json"), to_stdout);
    assert!(to_stdout.contains("\"project:fastapi\""), "{to_stdout}");
    let dot = folder.run(&["graph", "show", "-q", "--format", "dot"]).stdout;
    assert!(dot.contains("graph "), "{dot}");
}

#[test]
fn show_notes_given_as_such_join_whatever_their_number() {
    let folder = a_show();
    let arguments = ["mentions", "show/8-talk.txt", "--notes", "show/7.md", "--format", "jsonl"];
    let outcome = folder.run(&arguments);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stderr.starts_with("2 files, 1 episode, "), "{}", outcome.stderr);
    assert!(outcome.stdout.contains("\"path\":\"show/7.md\""), "{}", outcome.stdout);
}

#[test]
fn reasons_are_told_with_their_weights() {
    let folder = a_show();
    let outcome = folder.run(&["mentions", "show/8-talk.txt", "--explain", "--entity", "FastAPI"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let lines: Vec<&str> = outcome.stdout.lines().map(str::trim_start).collect();
    let at = lines.iter().position(|line| line.contains("[FastAPI]"));
    let reason = lines[at.expect("it is mentioned") + 1];
    assert!(reason.starts_with(['+', '-']), "{reason}");
}

#[test]
fn reasons_are_told_of_the_kinds_asked_for() {
    let folder = Folder::new().with("9.txt", "00:00:01 We go home and click on a flask, and that is all.\n");
    let dropped = |kinds: &str| {
        let outcome = folder.run(&["mentions", "9.txt", "--explain", "--kinds", kinds]);
        outcome.stdout.lines().filter(|line| line.contains("] for ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let all = dropped("project,person,organization,event,work,other");
    let of_people = dropped("person");
    assert!(of_people.len() < all.len(), "{of_people:?}");
    assert!(of_people.iter().all(|line| all.contains(line)), "{of_people:?}");
}

#[test]
fn a_table_is_as_wide_as_it_is_told() {
    let folder = Folder::new().with("7.jsonl", extraction(7, "AnyIO"));
    let widest = |columns: &str| {
        let output = folder.command(&["mentions", "7.jsonl"]).env("COLUMNS", columns).output();
        let text = String::from_utf8(output.expect("the program runs").stdout).expect("a table is UTF-8");
        text.lines().map(|line| line.chars().count()).max()
    };
    assert_eq!(widest("60"), Some(60));
    assert!(widest("200") > Some(60));
}

#[test]
fn texts_cannot_steer_the_terminal() {
    let line = extraction(7, "AnyIO").replace("last week", "last\\u001b[2J week");
    let outcome = Folder::new().with("7.jsonl", line).run(&["mentions", "7.jsonl"]);
    assert!(!outcome.stdout.contains('\u{1b}'), "{}", outcome.stdout);
}
/// Two episodes whose notes and talk name what no table has.
fn a_show_with_new_names() -> Folder {
    Folder::new()
        .with(
            "show/7.md",
            "# Show 7\n\n* [Zibbelwock](https://github.com/anna/zibbelwock)\n\nSent in by Walter Symmonds.\n",
        )
        .with(
            "show/8-talk.txt",
            "00:00:01 Hello and welcome to our show.\n\n00:01:09 Walter Symmonds wrote to us, and he is right.\n",
        )
}

#[test]
fn names_worth_adopting_are_a_table_with_remarks() {
    a_show_with_new_names().run(&["dictionary", "suggest", "show"]).gives(
        0,
        "# Names that the dictionary lacks, the worthiest first. Delete the rows you do not want, correct the\n\
         # others, and give the file to `--dictionary`. Lines that begin with `# ` are remarks.\n\
         name\tkind\taliases\turl\tsources\n\
         \n\
         # 2 mentions in 2 episodes: written in show notes, after `by` or `thanks to`, named in full\n\
         # show/7 show/7.md:5 Sent in by Walter Symmonds.\n\
         # show/8 0:01:09 Walter Symmonds wrote to us, and he is right.\n\
         Walter Symmonds\tperson\t\t\tsuggested: 2 mentions, 2 episodes\n\
         \n\
         # 1 mention in 1 episode: link to github.com/anna/zibbelwock, written in show notes, named in full\n\
         # show/7 show/7.md:3 Zibbelwock\n\
         Zibbelwock\tproject\t\thttps://github.com/anna/zibbelwock\tsuggested: 1 mention, 1 episode\n",
        "2 names to suggest\n",
    );
}

#[test]
fn suggestions_are_json_lines_for_programs() {
    let folder = a_show_with_new_names();
    folder.run(&["dictionary", "suggest", "show", "--format", "jsonl", "--kinds", "project", "-q"]).gives(
        0,
        "{\"name\":\"Zibbelwock\",\"kind\":\"project\",\"aliases\":[],\"url\":\"https://github.com/anna/zibbelwock\",\
         \"mentions\":1,\"episodes\":1,\"evidence\":[\"linked\",\"written\",\"said\"],\"alike\":[],\
         \"quotes\":[{\"episode\":\"show/7\",\"path\":\"show/7.md\",\"line\":3,\"time\":null,\"speaker\":null,\
         \"text\":\"Zibbelwock\"}]}\n",
        "",
    );
}

#[test]
fn suggestions_are_a_dictionary_as_they_are() {
    let folder = a_show_with_new_names();
    let first = folder.run(&["dictionary", "suggest", "show", "-n", "1", "-o", "mine.tsv"]);
    assert_eq!(first.stderr, "1 of 2 names to suggest; `-n` shows more\n");
    folder.run(&["dictionary", "suggest", "show", "-o", "mine.tsv"]).gives(0, "", "2 names to suggest\n");
    folder.run(&["dictionary", "check", "mine.tsv"]).gives(
        0,
        "mine.tsv: 2 names, 0 blocked, 0 warnings\n",
        "",
    );
    let shown = folder.run(&["dictionary", "show", "zibbel wock", "--dictionary", "mine.tsv"]);
    assert!(shown.stdout.starts_with("name     Zibbelwock\n"), "{}", shown.stdout);
    let again = folder.run(&["dictionary", "suggest", "show", "--dictionary", "mine.tsv"]);
    assert_eq!(again.stderr, "no name to suggest\n");
}

#[test]
fn suggestions_come_from_extractions_in_any_order_and_on_any_number_of_threads() {
    let folder = a_show_with_new_names();
    let reference = folder.run(&["dictionary", "suggest", "show/7.md", "show/8-talk.txt"]);
    assert_eq!(folder.run(&["extract", "show", "-q", "-o", "both.jsonl"]).code, Some(0));
    for arguments in [
        &["dictionary", "suggest", "show/8-talk.txt", "show/7.md", "--threads", "1"] as &[&str],
        &["dictionary", "suggest", "both.jsonl", "--threads", "3"],
    ] {
        assert_eq!(folder.run(arguments), reference, "{arguments:?}");
    }
}

#[test]
fn texts_cannot_break_the_table_of_suggestions() {
    let folder = Folder::new().with(
        "show/7.md",
        "# Show 7\n\n* [Zibbel\twock](https://github.com/anna/zibbel-wock) and \u{1b}[2J\u{2028}name\tkind of Walter\u{85}Symmonds\n\n\
         * [# Quibblewock|x](https://github.com/anna/quibblewock)\n",
    );
    let table = folder.run(&["dictionary", "suggest", "show", "-o", "mine.tsv"]);
    assert_eq!(table.code, Some(0), "{}", table.stderr);
    folder.run(&["dictionary", "check", "mine.tsv"]).gives(
        0,
        "mine.tsv: 3 names, 0 blocked, 0 warnings\n",
        "",
    );
    let text = folder.content("mine.tsv");
    assert!(text.contains("\nZibbel wock\tproject\t") && text.contains("\nQuibblewock\tproject\t"), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{85}', '\u{2028}', '\r']), "{text}");
}

#[test]
fn suggestions_that_cannot_be_are_refused() {
    let folder = a_show_with_new_names();
    for (arguments, part) in [
        (&["-n", "0"], "expected a whole number from 1, such as 20"),
        (&["--kinds", "event"], "names of projects and people are suggested: project, person"),
    ] {
        let refused = folder.run(&[&["dictionary", "suggest", "show"], &arguments[..]].concat());
        assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(refused.stderr.contains(part), "{}", refused.stderr);
    }
}

#[test]
fn a_graph_too_dense_to_look_at_says_what_leaves_less() {
    // 320 names in one episode make 51,040 pairs.
    let line = extraction(7, "Zite");
    let (before, after) = line.split_once("{\"id\":\"project:zite\"").expect("the entity");
    let (_, rest) = after.split_once("],\"documents\"").expect("the documents");
    let (document, mention) = rest.split_once("\"mentions\":[").expect("the mentions");
    let mention = mention.trim_end().strip_suffix("]}]}").expect("one mention");
    let names = 0..320;
    let entities: Vec<String> = names
        .clone()
        .map(|n| format!("{{\"id\":\"project:zite{n:03}\",\"name\":\"Zite{n:03}\",\"kind\":\"project\"}}"))
        .collect();
    let mentions: Vec<String> =
        names.map(|n| mention.replace("\"project:zite\"", &format!("\"project:zite{n:03}\""))).collect();
    let line = format!(
        "{before}{}],\"documents\"{document}\"mentions\":[{}]}}]}}\n",
        entities.join(","),
        mentions.join(",")
    );
    let folder = Folder::new().with("dense.jsonl", line);
    let outcome = folder.run(&["graph", "dense.jsonl", "-o", "topics.json"]);
    let told = "51,040 lines are too many to look at: `--window sentence` ties only what is said together, and \
                `--backbone 0.05` keeps those that stand out\n";
    assert!(outcome.stderr.starts_with(told), "{}", outcome.stderr);
    let cut = folder.run(&["graph", "dense.jsonl", "--backbone", "0.05", "--backbone-test", "exact"]);
    assert!(cut.stderr.starts_with("backbone left out 0 entities and 51040 pairs\n"), "{}", cut.stderr);
}
