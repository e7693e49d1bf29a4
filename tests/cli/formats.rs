//! Graphs in all formats, into files that the command line names.

use super::folder::{Folder, extraction};

fn two_episodes() -> Folder {
    Folder::new().with("7.jsonl", extraction(7, "AnyIO") + &extraction(8, "Trio"))
}

#[test]
fn the_ending_says_the_format() {
    let folder = two_episodes();
    for (name, begins) in [
        ("topics.json", "{\"version\":2,"),
        ("topics.html", "<!DOCTYPE html>\n<html lang=\"en\">"),
        ("topics.SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\" "),
        ("topics.GV", "graph comention {"),
        ("topics.gexf", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf "),
        ("topics.graphml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "),
        ("topics.cyjs", "{\"format_version\":"),
        ("topics.cytoscape.json", "{\"format_version\":"),
        ("topics.graphology.json", "{\"options\":"),
        ("topics.vos.json", "{\"info\":"),
        ("topics.mmd", "flowchart LR\n"),
        ("topics.edges.csv", "Source,Target,Type,Weight,"),
        ("topics.ttl", "@prefix schema:"),
        ("topics.jsonld", "{\"@context\":"),
    ] {
        folder.run(&["graph", "7.jsonl", "-q", "-o", name]).gives(0, "", "");
        let content = folder.content(name);
        assert!(content.starts_with(begins), "{name}: {content}");
    }
}

#[test]
fn csv_makes_two_tables() {
    let folder = two_episodes();
    for (output, format, names) in [
        ("topics.csv", None, ["topics.nodes.csv", "topics.edges.csv"]),
        ("v2.Topics.CSV", None, ["v2.Topics.nodes.csv", "v2.Topics.edges.csv"]),
        ("topics.v3", Some("csv"), ["topics.v3.nodes.csv", "topics.v3.edges.csv"]),
    ] {
        let mut arguments = vec!["graph", "7.jsonl", "-q", "-o", output];
        arguments.extend(format.iter().flat_map(|format| ["--format", format]));
        folder.run(&arguments).gives(0, "", "");
        let [nodes, edges] = names.map(|name| folder.content(name));
        assert!(nodes.starts_with("Id,Label,x,y,") && nodes.lines().count() == 3, "{nodes}");
        assert!(edges.starts_with("Source,Target,Type,Weight,"), "{edges}");
        for (format, table) in [("csv-nodes", nodes), ("csv-edges", edges)] {
            folder.run(&["graph", "7.jsonl", "-q", "--format", format]).gives(0, &table, "");
        }
    }
    assert!(!folder.names().iter().any(|name| name == "topics.csv" || name.ends_with(".part")));
}

#[test]
fn two_tables_do_not_fit_into_one_output() {
    let folder = two_episodes();
    let refused = "error: CSV makes two tables, which do not fit into one output\n\
                   hint: give a file, as with `-o topics.csv`, or ask for one table with `--format csv-nodes` or \
                   `--format csv-edges`\n";
    folder.run(&["graph", "7.jsonl", "--format", "csv"]).gives(2, "", refused);
    folder.run(&["graph", "7.jsonl", "--format", "csv", "-o", "-"]).gives(2, "", refused);
}

#[test]
fn of_two_tables_both_are_written_or_neither() {
    let folder = two_episodes().with("topics.nodes.csv", "as it was").with_folder("topics.edges.csv");
    folder.run(&["graph", "7.jsonl", "-q", "-o", "topics.csv"]).gives(
        2,
        "",
        "error: cannot write: this is a folder\n  --> topics.edges.csv\nhint: give the name of a file in it\n",
    );
    assert_eq!(folder.content("topics.nodes.csv"), "as it was");
    folder.run(&["graph", "7.jsonl", "-q", "-o", "missing/topics.csv"]).gives(
        2,
        "",
        "error: cannot write: the folder does not exist\n  --> missing/topics.nodes.csv\n\
         hint: make the folder first, or check the spelling\n",
    );
}

#[test]
fn mermaid_is_for_small_graphs() {
    let names: Vec<String> =
        ('A'..='Y').flat_map(|c| ["Zork", "Zwib"].map(|z| format!("{z}{c}bel"))).collect();
    let table: String = names.iter().map(|name| format!("{name}\tproject\n")).collect();
    let folder = Folder::new()
        .with("names.tsv", format!("name\tkind\n{table}"))
        .with("7.txt", format!("00:00:01 Today we speak of {}.\n", names.join(", and of ")));
    let arguments = ["graph", "7.txt", "--no-builtin", "--dictionary", "names.tsv", "-q", "-o", "topics.mmd"];
    let outcome = folder.run(&arguments);
    outcome.gives(
        2,
        "",
        "error: too large for Mermaid: 50 entities and 1225 pairs; it draws 500 pairs and reads 50000 characters\n\
         hint: draw fewer, as with `--top 25`, or choose a format for large graphs, such as `gexf`\n",
    );
    assert_eq!(folder.names(), ["7.txt", "names.tsv"]);
    folder.run(&[&arguments[..], &["--top", "25"]].concat()).gives(0, "", "");
}

#[test]
fn a_picture_has_as_many_names_as_can_be_read() {
    let folder = Folder::new()
        .with("61.jsonl", (1..=61).map(|n| extraction(n, &format!("Name{n}"))).collect::<String>());
    let narrowed =
        "top left out 1 entities and 0 pairs\ndrawn so that it reads: `--top` and `--lines` show more\n";
    let summary = "1 file, 61 episodes, 61 mentions\n";
    folder.run(&["graph", "61.jsonl", "-o", "topics.svg"]).gives(0, "", &format!("{narrowed}{summary}"));
    assert!(folder.content("topics.svg").contains("60 of 61 names"));
    folder.run(&["graph", "61.jsonl", "-o", "topics.svg", "--top", "61"]).gives(0, "", summary);
    folder.run(&["graph", "61.jsonl", "-o", "topics.html"]).gives(0, "", summary);
    folder.run(&["graph", "61.jsonl", "-o", "topics.json"]).gives(0, "", summary);
}
