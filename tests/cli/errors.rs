//! All errors and hints as users see them, in one list to be read: `tests/snapshots/errors.txt`.
//!
//! [`COMMANDS`] are run one after the other in a folder with [`FILES`]; each adds a line to the list, its exit code, and what it
//! tells. After a wanted change, `BLESS=1 cargo test --test cli` writes the list anew; then read the difference. A message that the
//! commands below do not bring up fails the second test. (What readers tell of damaged texts stands in `malformed.txt`.)

use std::path::Path;

use regex::Regex;

use super::folder::{Folder, bytes_of, extraction, names_in};

const FILES: [(&str, &str); 49] = [
    ("talk.txt", "00:00:01 We moved to FastAPI and to Rich.\n"),
    ("show/7.txt", "00:00:01 We moved to FastAPI.\n"),
    ("show/8.txt", "00:00:01 We moved to Django.\n"),
    ("damaged.txt", "00:00:01 We moved.\n00:61:99 Away from Flask.\n"),
    ("folder/cover.png", "\u{89}PNG"),
    ("empty.txt", ""),
    ("empty.tsv", ""),
    ("blank.json", "[]"),
    ("guests.csv", "guest,year\nAda Bell,2022\n"),
    ("compose.yml", "services:\n  - name: redis\n"),
    ("talk.pdf", "%PDF-1.7\n"),
    ("talk.rtf", "{\\rtf1 Hello}"),
    ("talk.zip", "PK\u{3}\u{4}"),
    ("song.mp3", "ID3\u{4}\0\0"),
    ("talk.7z.txt", "Rar!\u{1a}"),
    ("feeds.opml", "<?xml version=\"1.0\"?><opml version=\"2.0\"></opml>"),
    (
        "feed.xml",
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Soft Talk</title></channel></rss>",
    ),
    (
        "lost.xml",
        "<rss version=\"2.0\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"><channel><title>Soft Talk</title>\n\
         <item><title>One</title><podcast:transcript url=\"one.vtt\" type=\"text/vtt\"/></item>\n\
         <item><title>Two</title><podcast:transcript url=\"https://example.org/two.vtt\" type=\"text/vtt\"/></item>\n\
         </channel></rss>",
    ),
    ("topics.json", "{\"version\":1,\"directed\":false,\"multigraph\":false,\"graph\":{}}"),
    ("old.jsonl", "{\"comention\":0,\"episode\":{}}\n"),
    ("wrong.jsonl", "{\"comention\":1}\n{\"comention\":1,\"epi\nWEBVTT\n{\"id\":3}\n{\"comention\":1]\n"),
    ("names.tsv", "name\tkind\nEbbtide\tproject\nGo\tblock\n"),
    ("cues.tsv", "name\tkind\tcues\nGo\tblock\tgolang\n"),
    ("commas.tsv", "name,kind\nEbbtide,project\n"),
    ("columns.tsv", "name\tcolour\tname\nEbbtide\tred\tx\n"),
    ("nameless.tsv", "kind\nproject\n"),
    (
        "rows.tsv",
        "name\tkind\taliases\turl\tweight\tcase\nEbb\tprogect\t\t\t\t\n\tproject\t\t\t\t\n++\tproject\t\t\t\t\nTide\tproject\t\t\
         not an address\t-1\tupper\nEbb\tproject\n",
    ),
    (
        "odd.tsv",
        "name\tkind\taliases\nQuib\tproject\tquibble, quib\nQuib\tproject\t\nKwib\tproject\t\"kay wib\"\nQuibbler\tblock\t\n\
         Quibbler\tproject\t<b>q</b>\nOdd|Even\tproject\t\nFlask\tproject\t\nthe\tproject\t\n",
    ),
    ("nothing.tsv", "name\tkind\n"),
    ("list.txt", "---\n***\n"),
    ("numbers.csv", "a,b\n1,2\n"),
    ("array.json", "[{\"label\":\"PERSON\",\"pattern\":\"Ada\"}]"),
    ("patterns.jsonl", "{\"label\":\"PERSON\",\"pattern\":[]}\nno JSON\n"),
    ("mine/comention.toml", "windw = \"60s\"\nnumber = 3\n"),
    ("mine/7.txt", "00:00:01 We moved to FastAPI.\n"),
    ("value/comention.toml", "window = 60s\n"),
    ("twice/comention.toml", "top = 3\ntop = 4\n"),
    ("list/comention.toml", "top = [1, [2]]\nkinds = [\"progect\"]\n"),
    ("flag/comention.toml", "no-builtin = \"maybe\"\n"),
    ("line/comention.toml", "= 3\n"),
    ("yours/comention.toml", "top = 3\n"),
    ("yours/8.txt", "00:00:01 We moved to Django.\n"),
    ("above/below/comention.toml", "top = 3\n"),
    ("above/below/9.txt", "00:00:01 We moved to Flask.\n"),
    ("kept/note.txt", "mine"),
    ("out.jsonl.part", "my notes\n"),
    ("stopped.jsonl.part", "{\"comention\":1,\"epi"),
    ("full.json", "{}"),
    ("protected.json", "{}"),
];

/// Command lines, without the program.
const COMMANDS: &str = "
graph
grahp talk.txt
graph talk.txt --form json
graph talk.txt --format png
graph talk.txt -o topics.png
graph talk.txt -o topics
graph talk.txt -o nowhere/topics.json
graph talk.txt -o folder
graph talk.txt -o talk.txt --format json
graph talk.txt --format csv
graph talk.txt --format csv -o -
graph talk.txt --kinds progect
graph show/7.txt --kinds event -o full.json
graph talk.txt -o protected.json
graph talk.txt --window 60
graph talk.txt --window sometimes
graph talk.txt --window 0s
graph talk.txt --weight heavy
graph talk.txt --backbone 2
graph talk.txt --backbone-test good
graph talk.txt --nodes lines
graph talk.txt --resolution 0
graph talk.txt --top many
graph talk.txt --lines 0
graph talk.txt --quotes 1.5
graph talk.txt --min-episodes -1
graph talk.txt --min-confidence 100
graph talk.txt --threads 0
graph talk.txt --threads 9999
graph talk.txt --max-file-size 2T
graph talk.txt --from yesterday
graph talk.txt --from 2022-13
graph talk.txt --from 2022-02-30
graph talk.txt --from 2023 --to 2021
graph talk.txt --without nobody
graph talk.txt --config nowhere.toml
graph talk.txt --config talk.pdf --no-config
graph crowd.txt --no-builtin --dictionary crowd.tsv --format mermaid
mentions missing.txt
mentions folder
mentions nothing-here
mentions empty.txt
mentions damaged.txt
mentions blank.json
mentions guests.csv
mentions compose.yml
mentions talk.pdf
mentions talk.rtf
mentions talk.zip
mentions song.mp3
mentions talk.7z.txt
mentions feeds.opml
mentions feed.xml
mentions lost.xml
mentions topics.json
mentions old.jsonl
mentions wrong.jsonl
mentions many.jsonl.gz
mentions long.txt --max-file-size 1K
mentions broken.txt.gz
mentions binary.txt
mentions latin.txt
mentions sparse.txt
mentions names.tsv
mentions contradictions.jsonl
mentions talk.txt --input-format jsn
mentions talk.txt --input-format json
mentions talk.txt --episode-pattern (
mentions talk.txt --episode-pattern (?<guest>x)
mentions talk.txt --episode-pattern x
mentions talk.txt --episode-pattern (?<number>[a-z]+)
mentions talk.txt --episode-pattern (?<number>99)
mentions talk.txt --episode-pattern (?<number>(x{1000}){1000}{1000})
mentions show --notes talk.txt
mentions talk.txt --notes missing.md
mentions talk.txt --entity
mentions talk.txt --entity FastAPY
mentions talk.txt --entity Django
mentions talk.txt --entity Zzyzx-Qwghlm
mentions talk.txt --entity FastAPI --kinds person
mentions talk.txt --entity Go --dictionary names.tsv
mentions talk.txt --entity Go --dictionary cues.tsv
mentions talk.txt --explain --format csv
mentions talk.txt --format dot
mentions talk.txt -o m.xml
mentions talk.txt -o m.jsonl.gz
mentions mine/7.txt
mentions talk.txt --config value/comention.toml
mentions talk.txt --config twice/comention.toml
mentions talk.txt --config list/comention.toml
mentions talk.txt --config flag/comention.toml
mentions talk.txt --config line/comention.toml
mentions show/7.txt yours/8.txt above/below/9.txt
mentions above
mentions talk.txt --dictionary missing.tsv
mentions talk.txt --dictionary show
mentions talk.txt --dictionary commas.tsv
mentions talk.txt --cache kept
mentions talk.txt --cache talk.txt
related 7
related 9 show
related show show
related 7 twins.jsonl
related --all
related 7 show --format dot
show Djanko show
show Zzyzx-Qwghlm show
trends talk.txt
inspect missing.txt
inspect talk.txt --entity FastAPI
extract talk.txt --resume
extract talk.txt -o out.jsonl
extract talk.txt -o out.txt
extract talk.txt -o stopped.jsonl
extract wrong.jsonl talk.txt
extract talk.txt --format jsonl
extract --stdin-episodes -o out.jsonl
dictionary
dictionary check
dictionary check missing.tsv
dictionary check empty.tsv
dictionary check commas.tsv
dictionary check columns.tsv
dictionary check nameless.tsv
dictionary check rows.tsv
dictionary check odd.tsv
dictionary check nothing.tsv
dictionary check latin.txt
dictionary check binary.txt
dictionary check patterns.jsonl
dictionary show FastAPY
dictionary show Edge
dictionary show Go --dictionary names.tsv
dictionary import missing.csv
dictionary import empty.txt
dictionary import list.txt
dictionary import numbers.csv
dictionary import array.json
dictionary import patterns.jsonl
dictionary import guests.csv --kind guest
dictionary import guests.csv --from word
dictionary import talk.txt -o talk.txt
dictionary import guests.csv -o guests.json
dictionary suggest show --kinds event
dictionary export --kinds progect
";

/// The folder in which all of them run.
fn folder() -> Folder {
    let folder = FILES.iter().fold(Folder::new(), |folder, (name, text)| folder.with(name, text));
    let twin = |show: &str| extraction(7, "AnyIO").replace("our-show/7", &format!("{show}/twin"));
    let crowd: Vec<String> =
        ('A'..='Z').flat_map(|c| ["Zork", "Zwib"].map(|z| format!("{z}{c}bel"))).collect();
    let folder = folder
        .with("crowd.tsv", format!("name\n{}\n", crowd.join("\n")))
        .with("crowd.txt", format!("00:00:01 Today we speak of {}.\n", crowd.join(", and of ")))
        .with("twins.jsonl", twin("a") + &twin("b"))
        .with("contradictions.jsonl", contradictions())
        .with("long.txt", "00:00:01 We moved to FastAPI.\n".repeat(99))
        .with("many.jsonl.gz", b"\x1f\x8b\x08")
        .with("broken.txt.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x01\x02\x03\x04\x05\x06")
        .with("binary.txt", b"ab\0\0\0\0\x01\x02cd")
        .with("latin.txt", b"name\nCaf\xe9\n");
    let sparse = std::fs::File::create_new(folder.path().join("sparse.txt"));
    sparse.and_then(|file| file.set_len(5 << 30)).expect("a file of nothing takes no room");
    let protected = folder.path().join("protected.json");
    let mut rights = protected.metadata().expect("it is there").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(protected, rights).expect("it is ours");
    folder
}

/// Lines that contradict themselves.
fn contradictions() -> String {
    let with = |from: &str, to: &str| extraction(7, "AnyIO").replacen(from, to, 1);
    with("project:anyio", "project:other")
        + &with("our-show/7", "")
        + &with("\"confidence\":97", "\"confidence\":101")
}

/// What is told, command by command.
fn told() -> String {
    let folder = folder();
    let mut told = String::new();
    for command in COMMANDS.lines().filter(|line| !line.is_empty()) {
        let arguments: Vec<&str> = command.split(' ').collect();
        let outcome = folder.run(&arguments);
        let code = outcome.code.map_or("killed".to_owned(), |code| code.to_string());
        told += &format!("$ comention {command}\n{}exit code {code}\n\n", outcome.stderr);
    }
    told
}

fn snapshot(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    String::from_utf8(bytes_of(&path)).expect("snapshots are UTF-8")
}

#[test]
#[expect(clippy::disallowed_methods, reason = "BLESS asks a test to write its snapshot")]
fn errors_are_told_as_they_are_kept() {
    let told = told();
    if std::env::var_os("BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/errors.txt");
        std::fs::write(path, &told).expect("the snapshot can be written");
    }
    let kept = snapshot("errors.txt");
    for (number, (new, kept)) in told.lines().zip(kept.lines()).enumerate() {
        assert_eq!(new, kept, "tests/snapshots/errors.txt, line {}", number + 1);
    }
    assert!(told == kept, "errors.txt is of another length; BLESS=1 rewrites it");
}

#[test]
fn errors_are_worded_alike() {
    let kept = snapshot("errors.txt") + &snapshot("malformed.txt");
    let first_words = Regex::new("(?m)^(?:error|warning|hint): (.*)$").expect("a valid pattern");
    for found in first_words.captures_iter(&kept) {
        let line = &found[1];
        // Names and figures are as they are.
        let is_lower =
            line.starts_with(|c: char| !c.is_uppercase()) || UPPER.iter().any(|name| line.starts_with(name));
        assert!(is_lower, "an error begins in lower case: {line}");
        assert!(!line.trim_end_matches("etc.").ends_with('.'), "an error has no full stop: {line}");
        for inner in ["Error", "None", "Some(", "unwrap", "panicked", "::", "os error", "Err("] {
            assert!(!line.contains(inner), "an error speaks of podcasts, not of the program: {line}");
        }
    }
}

/// Names with which a line may begin.
const UPPER: [&str; 3] = ["JSON", "CSV", "UTF-8"];

/// Messages that the commands above cannot bring up, by how they begin, and where they are tested.
const ELSEWHERE: [(&str, &str); 18] = [
    ("{files} of the cache {are} damaged", "kept.rs"),
    ("{} left out, as each says", "src/cli/gather.rs"),
    ("free some space, then go on", "faults.rs: a disk is full"),
    ("cannot start {}", "nowhere: the system refuses threads"),
    ("give `--threads` a smaller number", "nowhere: the system refuses threads"),
    ("unpacks to more than {MOST_OF_ONE}", "feeds.rs"),
    ("if it is a text all the same, unpack it", "feeds.rs"),
    ("packed twice", "src/cli/unpack.rs"),
    ("unpack it once", "src/cli/unpack.rs"),
    ("{bytes} bytes behind the packed text", "src/cli/unpack.rs"),
    ("was something added to the file", "src/cli/unpack.rs"),
    ("cannot read this folder", "nowhere: a walk fails and does not tell why"),
    (
        "this episode could not be read, which is a mistake",
        "nowhere: there is no such mistake that we know of",
    ),
    ("please report it", "nowhere: there is no such mistake that we know of"),
    ("cannot read on", "src/cli/conveyor.rs"),
    ("`--max-file-size` says how much that is", "episodes.rs"),
    ("this program was built without Arrow", "episodes.rs"),
    ("build it with `cargo build --release --features arrow`", "episodes.rs"),
];

/// The messages and hints that a source names, as they stand there.
fn messages(code: &str) -> Vec<String> {
    let call = r#"(?:Error::new|\.hint|refused|told)\(\s*(?:format!\()?\s*"((?:[^"\\]|\\(?s:.))*)""#;
    let (call, broken) = (Regex::new(call), Regex::new(r"\\\n\s*"));
    let (call, broken) = (call.expect("a valid pattern"), broken.expect("a valid pattern"));
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let texts = call.captures_iter(code).map(|found| broken.replace_all(&found[1], "").replace("\\\"", "\""));
    texts.filter(|text| text.contains(' ')).collect()
}

#[test]
fn all_errors_of_the_commands_are_in_the_list() {
    let kept = snapshot("errors.txt");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let names = names_in(&source.join("cli")).into_iter().map(|name| format!("cli/{name}"));
    let (mut missing, mut count) = (Vec::new(), 0);
    for name in names.chain(["corpus.rs".to_owned()]) {
        let code = String::from_utf8(bytes_of(&source.join(&name))).expect("sources are UTF-8");
        for text in messages(&code) {
            count += 1;
            let longest =
                text.split(['{', '}']).step_by(2).max_by_key(|piece| piece.len()).unwrap_or_default();
            let is_elsewhere = ELSEWHERE.iter().any(|(begins, _)| text.starts_with(begins));
            if !kept.contains(longest.trim()) && !is_elsewhere {
                missing.push(format!("{name}: {text}"));
            }
        }
    }
    assert!(count > 80, "only {count} messages are found in the sources");
    assert!(missing.is_empty(), "no command of this test brings these up:\n{}", missing.join("\n"));
}
