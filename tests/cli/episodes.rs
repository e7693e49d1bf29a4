//! `extract --stdin-episodes`: an episode a line in, an answer a line out.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};

use super::folder::{Folder, bytes_of};
use super::schema::conforms;

const ASKED: [&str; 3] = ["extract", "--stdin-episodes", "--quiet"];

/// An episode of our own show that speaks of one project.
fn episode(number: u32, name: &str) -> Value {
    let text = format!("00:00:01 Hello.\n\n00:00:09 Last week we moved everything to {name}.\n");
    json!({"documents": [{"name": format!("our-show/{number}.txt"), "text": text}]})
}

fn lines(values: &[Value]) -> String {
    values.iter().map(|value| format!("{value}\n")).collect()
}

fn answers(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).expect("an answer is JSON")).collect()
}

/// The episodes of the examples, as a lake would have them: documents with the paths and texts of files.
fn examples(root: &Path) -> Vec<Value> {
    let folder = Folder::new();
    let mut command = folder.command(&["inspect", "examples/episodes", "--format", "jsonl", "--quiet"]);
    let inspected = command.current_dir(root).output().expect("the program starts").stdout;
    let mut episodes: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for document in answers(&String::from_utf8(inspected).expect("results are UTF-8")) {
        let path = document["path"].as_str().expect("a path");
        let text = String::from_utf8(bytes_of(&root.join(path))).expect("the examples are UTF-8");
        let id = document["episode"].as_str().expect("an id").to_owned();
        episodes.entry(id).or_default().push(json!({"name": path, "text": text}));
    }
    episodes.into_values().map(|documents| json!({"documents": documents})).collect()
}

#[test]
fn episodes_give_the_bytes_that_their_files_give() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let episodes = examples(root);
    let folder = Folder::new();
    let mut command = folder.command(&["extract", "examples/episodes", "--quiet"]);
    let files = command.current_dir(root).output().expect("the program starts").stdout;
    let files = String::from_utf8(files).expect("results are UTF-8");
    assert!(files.lines().count() > 4 && files.lines().count() == episodes.len());
    for threads in ["1", "3"] {
        let arguments = [&ASKED[..], &["--threads", threads]].concat();
        folder.run_with(&arguments, lines(&episodes)).gives(0, &files, "");
    }
    episodes.iter().for_each(|episode| conforms(episode, "episode"));
}

#[test]
fn answers_keep_the_order_of_the_lines() {
    let numbers: Vec<u32> = (0..40).map(|n| (n * 7) % 40 + 1).collect();
    let input = lines(&numbers.iter().map(|&number| episode(number, "Sanic")).collect::<Vec<_>>());
    let outcome = Folder::new().run_with(&[&ASKED[..], &["--threads", "4"]].concat(), input);
    let ids: Vec<String> =
        answers(&outcome.stdout).iter().map(|it| it["episode"]["id"].to_string()).collect();
    assert_eq!(ids, numbers.iter().map(|number| format!("\"our-show/{number}\"")).collect::<Vec<_>>());
}

#[test]
fn a_bad_line_is_answered_and_counted() {
    let nothing = json!({"id": "guid-7", "documents": [{"name": "7.txt", "text": " "}]});
    let input =
        format!("{}\n\n{{\"documents\":\nWEBVTT\n{nothing}\n{}", episode(7, "AnyIO"), episode(8, "Trio"));
    let outcome = Folder::new().run_with(&["extract", "--stdin-episodes", "--threads", "2"], &input);
    let answers = answers(&outcome.stdout);
    let told: Vec<Value> = answers[1..4].iter().map(|it| json!([it["line"], it["id"]])).collect();
    assert_eq!(told, [json!([3, null]), json!([4, null]), json!([5, "guid-7"])]);
    assert_eq!(answers[3]["error"], "no document of this episode holds a text");
    for answer in &answers {
        let sort = if answer["error"].is_null() { "extraction" } else { "bad" };
        conforms(answer, &format!("extraction#/$defs/{sort}"));
    }
    assert_eq!(answers[4]["episode"]["id"], "our-show/8");
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome
            .stderr
            .contains("error: this line of JSON is cut off, at column 13\n  --> standard input:3\n")
    );
    assert!(
        outcome.stderr.ends_with("2 episodes, 2 mentions, 3 lines that could not be read\n"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn segments_are_read_as_recognisers_write_them() {
    let segments = json!([
        {"start": 0.5, "end": 2, "speaker": "Ada Bell", "text": "Last week we moved"},
        {"start": 65, "end": 70, "speaker": "Ada Bell", "text": "everything to Sanic."},
    ]);
    let of_lake =
        json!({"show": "Our Show", "number": 7, "documents": [{"name": "7.json", "segments": segments}]});
    let of_file = json!({"show": "Our Show", "number": 7,
        "documents": [{"name": "7.json", "text": json!({"segments": segments}).to_string()}]});
    let outcome = Folder::new().run_with(&ASKED, lines(&[of_lake, of_file]));
    let mut answers = answers(&outcome.stdout);
    let mention = &answers[0]["documents"][0]["mentions"][0];
    let told =
        json!([mention["line"], mention["column"], mention["time"], mention["speaker"], mention["entity"]]);
    assert_eq!(told, json!([2, 15, 65, "Ada Bell", "project:sanic"]));
    // A place in JSON is where it is written there; all else is the same.
    for answer in &mut answers {
        for place in ["line", "column", "end_line", "end_column"] {
            answer["documents"][0]["mentions"][0][place] = json!(0);
        }
    }
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn the_same_episode_twice_is_one_once_it_is_read() {
    let input = lines(&[episode(7, "AnyIO"), episode(7, "AnyIO"), episode(8, "Trio")]);
    let folder = Folder::new();
    let answers = folder.run_with(&ASKED, input).stdout;
    assert_eq!(answers.lines().count(), 3);
    let merged = folder.run_with(&["extract", "-", "--quiet"], &answers).stdout;
    assert_eq!(merged.lines().collect::<Vec<_>>(), answers.lines().skip(1).collect::<Vec<_>>());
}

#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    for threads in ["1", "2"] {
        let mut child = Folder::new()
            .command(&[&ASKED[..], &["--threads", threads]].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("standard input is a pipe");
        let mut output = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
        for number in 1..4 {
            writeln!(input, "{}", episode(number, "Sanic")).expect("the program reads");
            let mut answer = String::new();
            output.read_line(&mut answer).expect("the program answers");
            assert!(answer.contains(&format!("our-show/{number}")), "{answer}");
        }
        drop(input);
        assert!(child.wait().expect("the program ends").success());
    }
}

#[test]
fn what_does_not_go_with_it_is_told_and_nothing_is_nothing() {
    let folder = Folder::new();
    folder.run(&ASKED).gives(0, "", "");
    for other in [&["7.txt"][..], &["--from", "2020"], &["-o", "x.jsonl"], &["--notes", "7.md"]] {
        let outcome = folder.run(&[&ASKED[..], other].concat());
        assert_eq!(outcome.code, Some(2), "{other:?}");
        assert!(outcome.stderr.contains("cannot be used with"), "{}", outcome.stderr);
    }
    folder.run(&["extract", "--format", "jsonl", "7.txt"]).gives(
        2,
        "",
        "error: `--format` goes with `--stdin-episodes` alone\n\
         hint: leave it out: what `extract` makes of files is always lines of JSON\n",
    );
    let outcome = folder.run(&["extract"]);
    assert!(outcome.code == Some(2) && outcome.stderr.contains("<PATH>"), "{}", outcome.stderr);
    let outcome =
        folder.run_with(&[&ASKED[..], &["--max-file-size", "20"]].concat(), lines(&[episode(7, "AnyIO")]));
    assert!(
        outcome.stdout.starts_with("{\"error\":\"this line is larger than 20 bytes"),
        "{}",
        outcome.stdout
    );
}

#[test]
fn arrow_has_rows_or_says_how_to_get_them() {
    let folder = Folder::new();
    let mut command = folder.command(&[&ASKED[..], &["--format", "arrow"]].concat());
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    if cfg!(feature = "arrow") {
        assert!(
            output.status.success()
                && output.stdout.starts_with(&[0xff; 4])
                && output.stdout.ends_with(&[0; 4])
        );
    } else {
        let told = "error: this program was built without Arrow\nhint: build it with `cargo build --release --features arrow`";
        assert!(String::from_utf8_lossy(&output.stderr).starts_with(told));
    }
}
