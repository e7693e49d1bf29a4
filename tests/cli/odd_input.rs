//! Files that are no texts, texts in several languages, and options that have nothing to do: each is told.

use super::folder::{Folder, extraction};

const TALK: &str = "00:00:01 We moved to FastAPI.\n";

#[test]
fn what_an_earlier_run_wrote_is_no_text() {
    let expected = Folder::new().with("show/7.txt", TALK).run(&["mentions", "show/7.txt"]).stdout;
    for (arguments, name) in [
        (&["mentions", "show/7.txt", "-o", "show/old.txt"][..], "show/old.txt"),
        (&["mentions", "show/7.txt", "-o", "show/old.jsonl"], "show/old.jsonl"),
        (&["mentions", "show/7.txt", "-o", "show/old.json"], "show/old.json"),
        (&["inspect", "show/7.txt", "-o", "show/seen.txt"], "show/seen.txt"),
        (&["inspect", "show/7.txt", "-o", "show/seen.json"], "show/seen.json"),
        (&["show", "FastAPI", "show/7.txt", "-o", "show/one.txt"], "show/one.txt"),
        (&["show", "FastAPI", "show/7.txt", "-o", "show/one.json"], "show/one.json"),
        (&["graph", "show/7.txt", "-o", "show/topics.json"], "show/topics.json"),
        (&["graph", "show/7.txt", "--format", "mermaid", "-o", "show/topics.md"], "show/topics.md"),
    ] {
        let folder = Folder::new().with("show/7.txt", TALK);
        let written = folder.run(arguments);
        assert_eq!(written.code, Some(0), "{arguments:?}: {}", written.stderr);
        let again = folder.run(&["mentions", "show"]);
        assert_eq!((again.code, again.stdout.as_str()), (Some(0), expected.as_str()), "{name}");
        let told = format!("warning: `comention {}` wrote this, so it is not read as a text\n", arguments[0]);
        assert!(again.stderr.contains(&told), "{name}: {}", again.stderr);
        assert_eq!(folder.run(&["mentions", name]).code, Some(2), "{name}");
    }
    let folder = Folder::new().with("show/7.txt", TALK);
    let table = folder.run(&["mentions", "show/7.txt", "--format", "csv"]).stdout;
    let refused = Folder::new().with("m.csv", table).run(&["mentions", "m.csv"]);
    assert!(refused.stderr.starts_with("error: `comention mentions` wrote this"), "{}", refused.stderr);
}

#[test]
fn files_of_other_programs_are_named_with_what_to_do() {
    let folder = Folder::new().with("7.txt", TALK);
    for (name, content, told) in [
        (
            "talk.pdf",
            &b"%PDF-1.7\n%\xe2\xe3\n"[..],
            "this is a PDF, not a text\n  --> talk.pdf\nhint: save its text",
        ),
        ("talk.rtf", b"{\\rtf1 Hello}", "this is a document in RTF, not a text\n"),
        (
            "talk.docx",
            b"PK\x03\x04\x14\0\x06\0[Content_Types].xml",
            "this is a document of an office program",
        ),
        ("talk.mp3", b"ID3\x04\0\0\0", "this is sound, not a text\n"),
        (
            "feeds.opml",
            b"<?xml version=\"1.0\"?><opml version=\"2.0\"></opml>",
            "this is OPML, a list of feeds",
        ),
        ("guests.csv", b"guest,year\nAda Bell,2022\n", "this table holds no transcript\n"),
        ("compose.yml", b"services:\n  - name: redis\n", "this YAML holds no transcript\n"),
        ("none.json", b"[]\n", "this JSON holds no transcript\n"),
        ("words.json", b"[\"a\",\"b\"]\n", "this JSON holds no transcript\n"),
    ] {
        let folder = Folder::new().with(name, content).with("7.txt", TALK);
        let outcome = folder.run(&["mentions", name]);
        assert_eq!(outcome.code, Some(2), "{name}");
        assert!(outcome.stderr.starts_with(&format!("error: {told}")), "{name}: {}", outcome.stderr);
        assert!(outcome.stderr.contains("\nhint: "), "{name}: {}", outcome.stderr);
        assert_eq!(folder.run(&["mentions", "."]).code, Some(0), "{name}");
    }
    assert_eq!(folder.run(&["mentions", "7.txt"]).code, Some(0));
}

#[test]
fn options_that_change_nothing_are_told() {
    let folder = Folder::new()
        .with("7.jsonl", extraction(7, "AnyIO"))
        .with("8.txt", TALK)
        .with("names.tsv", "name\nPyQuibble\n");
    let told = "`--dictionary` and `--no-builtin` change nothing in files made by `extract`: extract the texts again with them\n";
    let typed = ["--dictionary", "names.tsv", "--no-builtin"];
    let of_lines = folder.run(&[&["graph", "7.jsonl"], &typed[..]].concat());
    assert!(of_lines.stderr.starts_with(told), "{}", of_lines.stderr);
    let of_texts = folder.run(&[&["graph", "8.txt", "7.jsonl"], &typed[..]].concat());
    assert!(!of_texts.stderr.contains("change nothing"), "{}", of_texts.stderr);
    let looked_up = folder.run(&[&["show", "AnyIO", "7.jsonl"], &typed[..]].concat());
    assert!(!looked_up.stderr.contains("change nothing"), "{}", looked_up.stderr);
    let kept = Folder::new()
        .with("7.jsonl", extraction(7, "AnyIO"))
        .with("comention.toml", "no-builtin = true\nbackbone-test = \"exact\"\n")
        .run(&["graph", "7.jsonl"]);
    assert!(!kept.stderr.contains("nothing"), "{}", kept.stderr);
    let test = folder.run(&["graph", "7.jsonl", "--backbone-test", "exact"]);
    assert!(
        test.stderr.starts_with("`--backbone-test` changes nothing without `--backbone`\n"),
        "{}",
        test.stderr
    );
}

#[test]
fn a_translation_is_left_out_and_told() {
    let folder = Folder::new()
        .with("show/12.md", "**Ada Bell:** We moved to FastAPI.\n\n**Carl Dorn:** So did we.\n")
        .with("show/12.es.md", "**Ada Bell:** Nos pasamos a FastAPI.\n\n**Carl Dorn:** Nosotros también.\n");
    let outcome = folder.run(&["mentions", "show", "--entity", "FastAPI", "--format", "csv"]);
    assert_eq!(outcome.stdout.lines().count(), 2, "{}", outcome.stdout);
    let told = "warning: left out, as its name says that it is a translation (`es`) of `show/12.md`\n  --> show/12.es.md\n\
                hint: give only one of the two to choose the other\n";
    assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
    let alone = folder.run(&["mentions", "show/12.es.md", "--entity", "FastAPI", "-q", "--format", "csv"]);
    assert_eq!((alone.code, alone.stdout.lines().count()), (Some(0), 2));
}
