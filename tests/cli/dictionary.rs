//! `comention dictionary` as its users meet it.

use super::MISSING;
use super::folder::Folder;

#[test]
fn the_dictionary_knows_names_however_spelt() {
    let folder = Folder::new();
    let shown = folder.run(&["dictionary", "show", "FastAPI"]);
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
    assert!(
        shown.stdout.starts_with(
            "name     FastAPI\nkind     project\nsort     framework\nid       project:fastapi\n"
        ),
        "{}",
        shown.stdout
    );
    assert_eq!(folder.run(&["dictionary", "show", "fast-api"]), shown);
}

#[test]
fn the_dictionary_shows_all_it_knows_of_a_name() {
    let table = "name\tkind\taliases\turl\tweight\tcues\tsources\n\
                 PyQuibble\tlibrary\tqbl|quibble\thttps://q.example\t7\ttides|harbour\tmine|a list\n\
                 Pie Quibble\twork\t\t\t5\t\t\n\
                 qbl\tblock\t\t\t\tocean\t\n";
    let folder = Folder::new().with("names.tsv", table);
    folder.run(&["dictionary", "show", "pyquibble", "--no-builtin", "--dictionary", "names.tsv"]).gives(
        0,
        "name     PyQuibble\n\
         kind     project\n\
         sort     library\n\
         id       project:pyquibble\n\
         url      https://q.example\n\
         aliases  qbl, quibble\n\
         spoken   in its parts: py quibble\n         \
                  as it sounds: pi quibble\n         \
                  letters spelled out: q b l\n         \
                  letters as words: queue bee el\n\
         not by   pie quibble: that is Pie Quibble (work:pie-quibble)\n\
         cues     tides, harbour: speak for it within 30 words\n\
         limit    `qbl` is found only within 30 words of ocean (names.tsv:4)\n\
         weight   7\n\
         source   names.tsv:2: mine, a list\n",
        "",
    );
}

#[test]
fn the_dictionary_says_what_stands_against_a_name() {
    let table = "name\tkind\tcase\nHarbour\tother\texact\n";
    let folder = Folder::new().with("names.tsv", table);
    folder.run(&["dictionary", "show", "other:harbour", "--no-builtin", "--dictionary", "names.tsv"]).gives(
        0,
        "name     Harbour\n\
         kind     other\n\
         id       other:harbour\n\
         word     `Harbour` is an everyday word (Zipf 4.0), so other reasons must speak for it\n\
         guard    found so that it is not taken for a project or a person; drawn and listed only with `--kinds`\n\
         case     exact: found in just these letters, and in no spoken form\n\
         weight   20\n\
         source   names.tsv:2\n",
        "",
    );
}

#[test]
fn ids_and_spoken_forms_stand_for_a_name() {
    let folder = Folder::new();
    let shown = folder.run(&["dictionary", "show", "Pydantic"]);
    assert!(shown.stdout.starts_with("name     Pydantic\n"), "{}", shown.stdout);
    assert!(shown.stdout.contains("\nmakers   Samuel Colvin\n"), "{}", shown.stdout);
    assert_eq!(folder.run(&["dictionary", "show", "project:pydantic"]), shown);
    assert_eq!(folder.run(&["dictionary", "show", "pie dantic"]), shown);
}

#[test]
fn a_name_the_dictionary_does_not_know_is_told() {
    let folder = Folder::new();
    folder.run(&["dictionary", "show", "Zzyzx Qwghlm"]).gives(
        2,
        "",
        "error: the dictionary does not know `Zzyzx Qwghlm`\n\
         hint: add your own names with `--dictionary FILE`\n",
    );
    let outcome = folder.run(&["dictionary", "show", "Pidantic"]);
    assert!(outcome.stderr.ends_with("\nhint: did you mean `Pydantic`?\n"), "{}", outcome.stderr);
    let endless = folder.run(&["dictionary", "show", &"x\u{1b}".repeat(20_000)]);
    assert!(endless.stderr.len() < 300 && !endless.stderr.contains('\u{1b}'), "{}", endless.stderr);
}

#[test]
fn a_blocked_name_is_told_with_its_row() {
    let folder = Folder::new().with("names.tsv", "name\tkind\n# ours\nFlask\tblock\n");
    folder.run(&["dictionary", "show", "flask", "--dictionary", "names.tsv"]).gives(
        2,
        "",
        "error: `flask` is blocked: it is never found\n  --> names.tsv:3\n\
         hint: take this row out to have the name found again\n",
    );
}

#[test]
fn a_table_of_names_that_is_not_there_is_told() {
    let folder = Folder::new().with("empty.txt", "");
    for arguments in [
        &["dictionary", "check", "missing.txt"] as &[&str],
        &["mentions", "empty.txt", "--dictionary", "missing.txt"],
    ] {
        folder.run(arguments).gives(2, "", MISSING);
    }
}

#[test]
fn a_table_that_is_no_utf8_is_told_as_by_check() {
    let utf16: Vec<u8> = "\u{feff}name\nQuib\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = Folder::new()
        .with("empty.txt", "")
        .with("16.tsv", utf16)
        .with("sheet.tsv", b"PK\x03\x04\0\0")
        .with("old.tsv", b"name\nCaf\xe9\n");
    for table in ["16.tsv", "sheet.tsv", "old.tsv"] {
        let used = folder.run(&["mentions", "empty.txt", "--dictionary", table]);
        assert_eq!((used.code, used.stdout.as_str()), (Some(2), ""), "{table}");
        assert_eq!(used.stderr, folder.run(&["dictionary", "check", table]).stderr);
    }
}

// Tables of one's own, looked over.

#[test]
fn a_good_table_is_summed_up() {
    let table = "name\tkind\tcues\nPyQuibble\tlibrary\t\nHarbour\tapp\ttide\nFlask\tblock\t\n";
    let folder = Folder::new().with("names.tsv", table);
    let summary = "2 names, 1 blocked, 0 warnings\n";
    folder.run(&["dictionary", "check", "names.tsv"]).gives(0, &format!("names.tsv: {summary}"), "");
    let from_pipe = folder.run_with(&["dictionary", "check", "-"], table);
    from_pipe.gives(0, &format!("standard input: {summary}"), "");
}

#[test]
fn what_is_odd_about_a_table_is_told_with_its_place() {
    let folder = Folder::new().with("names.tsv", "NAME\tKind\nHarbour\tApp\nPyQuibble, library\n");
    folder.run(&["dictionary", "check", "names.tsv"]).gives(
        0,
        "names.tsv: 2 names, 0 blocked, 2 warnings\n",
        "warning: `Harbour` is an everyday word (Zipf 4.0)\n  --> names.tsv:2:1\n   |\n 2 | Harbour App\n   | ^^^^^^^\n\
         hint: give words that stand near it in the column `cues`, or `exact` in the column `case`\n\
         warning: commas in the name `PyQuibble, library`\n  --> names.tsv:3:1\n   |\n 3 | PyQuibble, library\n   \
         | ^^^^^^^^^^^^^^^^^^\nhint: columns are separated by single tabs; `comention dictionary import` reads CSV\n",
    );
}

#[test]
fn errors_and_warnings_come_in_the_order_of_the_lines() {
    let table = "name\tkind\tweight\nHarbour\tapp\t\nPyQuibble\tap\tmuch\nQuib, Kwib\n";
    let outcome = Folder::new().with("names.tsv", table).run(&["dictionary", "check", "names.tsv"]);
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (Some(2), "names.tsv: cannot be used, 2 errors, 2 warnings\n")
    );
    let told: Vec<&str> = outcome
        .stderr
        .lines()
        .filter(|line| line.starts_with("error: ") || line.starts_with("warning: "))
        .collect();
    let expected = [
        "warning: `Harbour` is an everyday word (Zipf 4.0)",
        "error: unknown kind `ap`",
        "error: not a weight: `much`",
        "warning: commas in the name `Quib, Kwib`",
    ];
    assert_eq!(told, expected);
}

#[test]
fn tables_are_checked_over_those_given_before_them() {
    let folder = Folder::new()
        .with("ours.tsv", "name\nPyQuibble\n")
        .with("silent.tsv", "name\tkind\nPyQuibble\tblock\nFlask\tblock\n")
        .with("late.tsv", "name\tkind\nFlask\tlibrary\n");
    let summary = "ours.tsv: 1 name, 0 blocked, 0 warnings\nsilent.tsv: 0 names, 2 blocked, 0 warnings\n";
    folder.run(&["dictionary", "check", "ours.tsv", "silent.tsv"]).gives(0, summary, "");
    folder.run(&["dictionary", "check", "ours.tsv", "silent.tsv", "late.tsv"]).gives(
        0,
        &format!("{summary}late.tsv: 1 name, 0 blocked, 1 warning\n"),
        "warning: `Flask` is blocked in silent.tsv:3, and given here\n  --> late.tsv:2:1\n   |\n 2 | Flask library\n   \
         | ^^^^^\nhint: the later table counts, so the block does nothing: take one of them out\n",
    );
}

#[test]
fn a_table_that_cannot_be_used_does_not_stop_the_others() {
    let folder =
        Folder::new().with("good.tsv", "name\nPyQuibble\n").with("bad.csv", "name,kind\nPyQuibble,app\n");
    let told = "error: unknown column `name,kind`\n  --> bad.csv:1:1\n   |\n 1 | name,kind\n   | ^^^^^^^^^\n\
                hint: this looks like CSV: `comention dictionary import FILE` makes a table of it\n";
    let bad = "bad.csv: cannot be used, 1 error, 0 warnings\n";
    folder.run(&["dictionary", "check", "bad.csv"]).gives(2, bad, told);
    let both = format!("{bad}good.tsv: 1 name, 0 blocked, 0 warnings\n");
    folder.run(&["dictionary", "check", "bad.csv", "good.tsv"]).gives(1, &both, told);
}

#[test]
fn many_warnings_of_one_sort_are_summed_up() {
    let rows: String = (10..99).map(|n| format!("Quib{n}|Q\n")).collect();
    let outcome = Folder::new().run_with(&["dictionary", "check", "-"], format!("name\n{rows}"));
    assert_eq!(outcome.stderr.matches("warning: ").count(), 20);
    assert!(outcome.stderr.ends_with("and 69 more of this sort, in lines 22-90\n"), "{}", outcome.stderr);
}

// Lists of names from elsewhere.

#[test]
fn spacy_patterns_become_a_table() {
    let patterns = "{\"label\": \"LIBRARY\", \"pattern\": \"Quib IO\", \"id\": \"quib-io\"}\n\
                    {\"label\": \"LIBRARY\", \"pattern\": [{\"LOWER\": \"kwib\"}, {\"LOWER\": \"io\"}], \"id\": \"quib-io\"}\n\
                    {\"label\": \"PERSON\", \"pattern\": [{\"TEXT\": \"Ada\"}, {\"POS\": \"PROPN\", \"OP\": \"+\"}]}\n\
                    {\"label\": \"PERSON\", \"pattern\": \"Ada Quib\"}\n";
    let folder = Folder::new().with("patterns.jsonl", patterns);
    folder.run(&["dictionary", "import", "patterns.jsonl"]).gives(
        0,
        "name\tkind\taliases\nQuib IO\tlibrary\tkwib io\nAda Quib\tperson\t\n",
        "warning: left out: a token with `OP`, which stands for no one name\n  --> patterns.jsonl:3:1\n   |\n \
         3 | {\"label\": \"PERSON\", \"pattern\": [{\"TEXT\": \"Ada\"}, {\"POS\": \"PROPN\", \"OP\": \"+\"}]}\n   \
         | ^\n2 names\n",
    );
}

#[test]
fn a_list_that_was_imported_is_good_and_found() {
    let folder = Folder::new()
        .with(
            "ours.csv",
            "Title,Type,Also known as,Website\nQuibbleDB,Database,\"qdb, quib base\",https://q.example\n",
        )
        .with("ours.md", "- [Tidepool IO](https://t.example)\n- Kwibber\n")
        .with(
            "7-talk.txt",
            "00:00:01 We keep the tides in quibble DB and in Tidepool IO, said Ada Quibson.\n",
        );
    for (list, summary) in [
        (
            "ours.csv",
            "line 1 is taken for the header: names in `Title`, kinds in `Type`, other names in `Also known as`, addresses in \
             `Website`\n1 name\n",
        ),
        ("ours.md", "2 names\nall taken for projects: `--kind person` makes people of them\n"),
    ] {
        let table = list.replace('.', "-") + ".tsv";
        folder.run(&["dictionary", "import", list, "-o", &table]).gives(0, "", summary);
        let checked = folder.run(&["dictionary", "check", &table]);
        assert_eq!((checked.code, checked.stderr.as_str()), (Some(0), ""), "{}", checked.stdout);
    }
    let arguments = ["mentions", "7-talk.txt", "--format", "csv", "--no-builtin", "--quiet"];
    let tables = ["--dictionary", "ours-csv.tsv", "--dictionary", "ours-md.tsv"];
    let found = folder.run(&[&arguments[..], &tables].concat()).stdout;
    for entity in ["project:quibbledb,https://q.example", "project:tidepool-io,https://t.example"] {
        assert!(found.contains(entity), "{found}");
    }
}

#[test]
fn a_list_without_names_makes_no_table() {
    let folder = Folder::new().with("bad.csv", "colour,size\nred,2\n").with("names.tsv", "as before");
    folder.run(&["dictionary", "import", "bad.csv", "--from", "csv", "-o", "names.tsv"]).gives(
        2,
        "",
        "error: no column that holds names\n  --> bad.csv\n\
         hint: the first line names the columns, one of them `name`; here it is `colour,size`\n",
    );
    assert_eq!(folder.content("names.tsv"), "as before");
    folder.run(&["dictionary", "import", "missing.txt"]).gives(2, "", MISSING);
    let marks = folder.run_with(&["dictionary", "import", "-"], "++\n---\n");
    assert_eq!((marks.code, marks.stdout.as_str()), (Some(2), ""));
    assert!(
        marks.stderr.contains("error: no name could be taken over\n  --> standard input\n"),
        "{}",
        marks.stderr
    );
}

#[test]
fn the_kind_of_names_that_give_none_is_chosen() {
    let outcome = Folder::new().run_with(&["dictionary", "import", "-", "--kind", "Person"], "Ada Quib\n");
    outcome.gives(0, "name\tkind\nAda Quib\tperson\n", "1 name\n");
    let outcome = Folder::new().run(&["dictionary", "import", "-", "--kind", "gizmo"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
}

#[test]
fn names_are_exported_as_spacy_patterns() {
    let table =
        "name\tkind\taliases\tweight\nQuibIO\tlibrary\tqbl\t9\nAda Quib\tperson\t\t5\nTideConf\tevent\t\t3\n";
    let folder = Folder::new().with("names.tsv", table);
    let arguments = ["dictionary", "export", "--no-builtin", "--dictionary", "names.tsv"];
    let project = "{\"label\":\"PROJECT\",\"pattern\":\"QuibIO\",\"id\":\"project:quibio\"}\n\
                   {\"label\":\"PROJECT\",\"pattern\":\"qbl\",\"id\":\"project:quibio\"}\n";
    let person = "{\"label\":\"PERSON\",\"pattern\":\"Ada Quib\",\"id\":\"person:ada-quib\"}\n";
    folder.run(&[&arguments[..], &["--kinds", "project,person", "--written-only"]].concat()).gives(
        0,
        &format!("{project}{person}"),
        "2 names\n",
    );
    folder.run(&[&arguments[..], &["-o", "all.jsonl"]].concat()).gives(0, "", "3 names\n");
    folder.run(&["dictionary", "import", "all.jsonl"]).gives(
        0,
        "name\tkind\taliases\nQuibIO\tproject\tqbl\nAda Quib\tperson\t\nTideConf\tevent\t\n",
        "6 spoken forms left out: they are made from the names again\n3 names\n",
    );
}

// Tables that mean no good.

#[test]
fn hostile_tables_are_told_of_and_never_steer_the_terminal() {
    let long = "x".repeat(1 << 20);
    let aliases: Vec<String> = (0..20_000).map(|n| format!("PyQuib{n}Db")).collect();
    let tables = [
        format!("name\tkind\n{long}\tapp\n"),
        format!("name,kind\n\"{long}\n"),
        format!("{{\"label\":\"ORG\",\"pattern\":\"{long}\"}}\n"),
        format!("{{\"label\":\"ORG\",\"pattern\":{}{}}}\n", "[".repeat(1000), "]".repeat(1000)),
        format!("name\tkind\taliases\nQuib\tlibrary\t{}\n", aliases.join("|")),
        format!("{}\n", "\t".repeat(1 << 20)),
        "name\tkind\n(a+)+$\tapp\n[a-z]{1,99}\tapp\n\\d\\w1\tapp\n".into(),
        "name,kind,url\n\u{1b}]0;x\u{7}y,\u{1b}[2J,javascript:x\n=cmd|' /C calc'!A0,app,\n\u{202e}quib,app,\n".into(),
        "name\tkind\n<script>alert(1)</script>\tapp\n\tapp\nfoo\u{0}bar\tapp\n".into(),
    ];
    for table in tables {
        let folder = Folder::new().with("hostile", &table);
        for command in ["check", "import"] {
            let outcome = folder.run(&["dictionary", command, "hostile"]);
            let told = outcome.stderr + if command == "check" { &outcome.stdout } else { "" };
            let start: String = table.chars().take(40).collect();
            assert!(matches!(outcome.code, Some(0 | 2)), "{start}: {:?}\n{told}", outcome.code);
            assert!(!told.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{start}: {told}");
            assert!(told.len() < 20_000, "{start}: {} bytes told", told.len());
        }
    }
}

#[test]
fn a_name_with_very_many_aliases_is_shown_in_short() {
    let aliases: Vec<String> = (0..20_000).map(|n| format!("kwib{n}x")).collect();
    let table = format!("name\tkind\taliases\nQuib\tlibrary\t{}\n", aliases.join("|"));
    let folder = Folder::new().with("names.tsv", table);
    let shown = folder.run(&["dictionary", "show", "kwib7x", "--dictionary", "names.tsv", "--no-builtin"]);
    assert!(shown.stdout.contains("kwib59x, … and 19940 more\n"), "{}", shown.stdout);
    assert!(shown.stdout.len() < 4_000, "{}", shown.stdout.len());
}

// The example.

#[test]
fn the_example_table_is_good_and_changes_what_is_found() {
    let folder = Folder::new().with("names.tsv", include_str!("../../examples/names.tsv")).with(
        "7-talk.txt",
        "00:00:01 Three of us formed a trio, and my aunt wants the tide clock as one file.\n",
    );
    let summary = "names.tsv: 9 names, 2 blocked, 0 warnings\n";
    folder.run(&["dictionary", "check", "names.tsv"]).gives(0, summary, "");
    let arguments = ["mentions", "7-talk.txt", "--format", "csv", "--dictionary", "names.tsv"];
    let found = folder.run(&arguments);
    assert_eq!(found.stdout.lines().count(), 2, "{}", found.stdout);
    assert!(found.stdout.contains("tide clock,tide clock,project,project:tide-clock,"), "{}", found.stdout);
    let shown = folder.run(&["dictionary", "show", "Trio", "--dictionary", "names.tsv"]);
    let limit =
        "limit    `Trio` is found only within 30 words of async, asyncio, AnyIO, loop (names.tsv:12)\n";
    assert!(shown.stdout.contains(limit), "{}", shown.stdout);
}

#[test]
fn help_describes_the_columns_of_a_table() {
    let help = Folder::new().run(&["dictionary", "--help"]).stdout;
    for column in ["name", "kind", "aliases", "url", "weight", "cues", "case", "sources"] {
        assert!(help.contains(&format!("\n  {column:7}  ")), "{column}: {help}");
    }
    for command in ["show", "check", "import", "export"] {
        let folder = Folder::new();
        let short = folder.run(&["dictionary", command, "-h"]);
        assert_eq!((short.code, short.stderr.as_str()), (Some(0), ""));
        assert!(short.stdout.lines().all(|line| line.len() <= 100), "{}", short.stdout);
        let long = folder.run(&["dictionary", command, "--help"]);
        assert!(long.stdout.len() > short.stdout.len(), "{}", long.stdout);
    }
}
