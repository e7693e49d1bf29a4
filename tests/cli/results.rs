//! What is written where: endings say formats, JSON is as its schema says, and an empty result takes no file's place.

use serde_json::Value;

use super::folder::{Folder, extraction};
use super::schema::conforms;

fn two_episodes() -> Folder {
    Folder::new().with("both.jsonl", extraction(7, "AnyIO") + &extraction(8, "Trio"))
}

#[test]
fn the_ending_says_the_format_of_every_command() {
    let folder = two_episodes();
    for (command, name, begins) in [
        (&["mentions"][..], "m.csv", "episode,path,line,"),
        (&["mentions"], "m.jsonl", "{\"episode\":"),
        (&["mentions"], "m.json", "[\n{\"episode\":"),
        (&["mentions"], "m.txt", "time "),
        (&["mentions"], "mentions", "time "),
        (&["trends"], "t.json", "{\"years\":"),
        (&["show", "AnyIO"], "s.json", "{\"entity\":"),
        (&["show", "AnyIO"], "s.txt", "AnyIO  project"),
        (&["inspect"], "i.jsonl", "{\"path\":"),
        (&["related", "--all"], "r.json", "[\n{\"episode\":"),
        (&["extract"], "e.ndjson", "{\"comention\":"),
    ] {
        let outcome = folder.run(&[command, &["both.jsonl", "-q", "-o", name]].concat());
        outcome.gives(0, "", "");
        let content = folder.content(name);
        assert!(content.starts_with(begins), "{name}: {content}");
        if name.ends_with(".json") {
            assert!(serde_json::from_str::<Value>(&content).is_ok(), "{name}: {content}");
        }
    }
}

#[test]
fn an_ending_that_is_not_written_is_refused_before_any_work() {
    let folder = Folder::new();
    for (command, name, endings) in [
        (&["related", "--all"][..], "x.gexf", "one of .jsonl .ndjson .json .csv .dot .gv"),
        (&["related", "7"], "x.csv", "one of .txt .json .jsonl .ndjson"),
        (&["extract"], "x.csv", "one of .jsonl .ndjson"),
        (&["mentions"], "x.dot", "one of .txt .jsonl .ndjson .json .csv"),
        (&["trends"], "x.csv", "one of .txt .json .jsonl"),
        (&["dictionary", "suggest"], "x.csv", "one of .tsv .txt .jsonl .ndjson .json"),
        (
            &["extract"],
            "x.jsonl.gz",
            "one of .jsonl .ndjson; to pack it, leave `-o` out and send it through `gzip`",
        ),
    ] {
        let told = format!(
            "error: the ending of this file stands for no format that is written here\n  --> {name}\nhint: end it in {endings}\n"
        );
        folder.run(&[command, &["missing.txt", "-o", name]].concat()).gives(2, "", &told);
    }
}

#[test]
fn an_empty_result_takes_no_files_place() {
    let old = "as it was";
    for (arguments, name) in [
        (&["graph", "both.jsonl", "--from", "2030"][..], "topics.json"),
        (&["graph", "empty.txt"], "topics.gexf"),
        (&["graph", "both.jsonl", "--min-episodes", "9"], "topics.json"),
        (&["extract", "both.jsonl", "--from", "2030"], "all.jsonl"),
        (&["mentions", "both.jsonl", "--kinds", "event"], "m.csv"),
        (&["trends", "both.jsonl"], "t.json"),
        (&["related", "--all", "both.jsonl"], "r.jsonl"),
        (&["dictionary", "suggest", "both.jsonl"], "names.tsv"),
    ] {
        let folder = two_episodes().with("empty.txt", "").with(name, old);
        let outcome = folder.run(&[arguments, &["-o", name]].concat());
        let told = format!("\n  --> {name}\nhint: delete it first if you want an empty one in its place\n");
        assert_eq!(outcome.code, Some(2), "{arguments:?}: {}", outcome.stderr);
        assert!(
            outcome.stderr.contains("error: nothing was found, so this file stays as it was\n"),
            "{}",
            outcome.stderr
        );
        assert!(outcome.stderr.contains(&told), "{}", outcome.stderr);
        assert_eq!(folder.content(name), old, "{arguments:?}");
    }
    let new = two_episodes();
    let outcome = new.run(&["graph", "both.jsonl", "--from", "2030", "-o", "new.json"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("warning: the graph is empty"), "{}", outcome.stderr);
}

#[test]
fn an_entity_is_shown_as_its_schema_says() {
    let folder = Folder::new().with(
        "show/7.txt",
        "00:00:01 Hello, this is episode 7, recorded on March 6th, 2019.\n\n00:00:09 We moved to FastAPI and to Trio.\n",
    );
    let shown = folder.run(&["show", "FastAPI", "show", "--format", "json"]).stdout;
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    assert!(shown["neighbours"].as_array().is_some_and(|all| !all.is_empty()), "{shown}");
    conforms(&shown, "show");
}

#[test]
fn a_list_of_names_may_have_a_header_or_none() {
    let folder = Folder::new().with("guests.csv", "Ada Quib,https://q.example\nAnn Kwib,https://k.example\n");
    folder.run(&["dictionary", "import", "guests.csv", "--kind", "person"]).gives(
        0,
        "name\tkind\turl\nAda Quib\tperson\thttps://q.example\nAnn Kwib\tperson\thttps://k.example\n",
        "no header, so taken by what stands there: names in column 1, addresses in column 2\n2 names\n",
    );
    folder.run_with(&["dictionary", "import", "-"], "First,Last\nAda,Quib\n").gives(
        0,
        "name\tkind\nAda Quib\tperson\n",
        "line 1 is taken for the header: first names in `First`, last names in `Last`\n1 name\n",
    );
}
