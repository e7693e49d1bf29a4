//! Feeds and what they name, packed files, encodings, and which texts are of one episode.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::folder::{Folder, extraction};

const FEED: &str = r#"<?xml version="1.0"?>
<rss xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>Soft Talk</title><language>en</language>
<podcast:person>Ada Bell</podcast:person>
<item><title>On tools</title><itunes:episode>7</itunes:episode><pubDate>Tue, 01 Nov 2022 08:00:00 GMT</pubDate>
<description><![CDATA[<p>We speak of <a href="https://github.com/agronholm/anyio">AnyIO</a>.</p>]]></description>
<podcast:person role="guest">Carl Dorn</podcast:person>
<podcast:transcript url="t/seven.vtt" type="text/vtt"/></item>
</channel></rss>
"#;

const TRANSCRIPT: &str = "WEBVTT\n\n00:01.000 --> 00:02.000\nCarl, what is any I/O?\n\n\
                          00:03.000 --> 00:04.000\nIt lets the same code run on Trio.\n";

fn a_feed() -> Folder {
    Folder::new().with("show/feed.xml", FEED).with("show/t/seven.vtt", TRANSCRIPT)
}

fn gz(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes.as_ref()).expect("memory takes everything");
    packed.finish().expect("memory takes everything")
}

fn zst(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    compress_to_vec(bytes.as_ref(), CompressionLevel::Fastest)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

// Feeds.

#[test]
fn a_feed_tells_of_its_episodes_and_their_files() {
    a_feed().run(&["inspect", "show/feed.xml"]).gives(
        0,
        "show/feed.xml\n  read as  show notes, feed, UTF-8\n  episode  soft-talk/7\n  title    On tools\n  \
         date     2022-11-01\n  people   Carl Dorn\n  length   2 segments, 6 words, 1 link\n  files    t/seven.vtt\n\n\
         show/t/seven.vtt\n  read as  transcript, vtt, UTF-8\n  episode  soft-talk/7\n  title    On tools\n  \
         date     2022-11-01\n  people   Carl Dorn\n  length   2 segments, 14 words, 0:00:03\n",
        "2 texts, 1 episode\n",
    );
}

#[test]
fn mentions_stand_at_their_line_and_column_in_the_feed() {
    let outcome = a_feed().run(&["mentions", "show/feed.xml", "--entity", "AnyIO", "--format", "csv", "-q"]);
    let places: Vec<String> = outcome
        .stdout
        .lines()
        .skip(1)
        .map(|row| row.split(',').take(6).collect::<Vec<_>>().join(","))
        .collect();
    assert_eq!(places, ["soft-talk/7,show/feed.xml,6,83,6,88", "soft-talk/7,show/t/seven.vtt,4,15,4,22"]);
}

#[test]
fn people_of_the_feed_are_known_by_their_given_names() {
    let outcome = a_feed().run(&["mentions", "show/feed.xml", "--entity", "Carl Dorn", "-q"]);
    assert!(outcome.stdout.contains("[Carl], what is any I/O?  Carl Dorn"), "{}", outcome.stdout);
    let host = a_feed().run(&["mentions", "show/feed.xml", "--entity", "Ada Bell", "-q"]);
    assert_eq!(host.stdout, "", "the people of an item stand in place of the channel's");
}

#[test]
fn a_feed_in_the_folder_and_the_file_it_names_are_read_once() {
    let folder = a_feed();
    let alone = folder.run(&["graph", "show/feed.xml", "-q"]);
    assert_eq!(folder.run(&["graph", "show", "-q"]), alone);
    assert_eq!(folder.run(&["graph", "show/t/seven.vtt", "show/feed.xml", "-q", "--threads", "1"]), alone);
    let packed = Folder::new().with("show/feed.xml", gz(FEED)).with("show/t/seven.vtt.zst", zst(TRANSCRIPT));
    assert_eq!(packed.run(&["graph", "show", "-q"]), alone);
}

#[test]
fn a_transcript_on_the_web_is_told_and_one_saved_from_there_is_read() {
    let feed = FEED.replace("t/seven.vtt", "https://example.org/t/seven.vtt");
    let told = "warning: 1 transcript of this feed is on the web and not fetched: `https://example.org/t/seven.vtt`\n  \
                --> feed.xml:8\nhint: save it beside the feed under its own name, and it is read\n";
    let folder = Folder::new().with("feed.xml", &feed);
    let outcome = folder.run(&["mentions", "feed.xml"]);
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.stderr.starts_with(told), "{}", outcome.stderr);
    for place in ["t/seven.vtt", "seven.vtt"] {
        let saved = Folder::new().with("feed.xml", &feed).with(place, TRANSCRIPT);
        let outcome = saved.run(&["inspect", "feed.xml"]);
        assert_eq!(outcome.stderr, "2 texts, 1 episode\n", "{place}");
    }
    let given = folder.with("elsewhere/seven.vtt", TRANSCRIPT);
    assert_eq!(given.run(&["inspect", "feed.xml", "elsewhere"]).stderr, "2 texts, 1 episode\n");
}

#[test]
fn a_transcript_that_joins_by_its_number_is_not_missed() {
    let feed = FEED.replace("t/seven.vtt", "https://example.org/t/other.vtt");
    let folder = Folder::new().with("soft-talk/feed.xml", feed).with("soft-talk/7-on-tools.vtt", TRANSCRIPT);
    let outcome = folder.run(&["inspect", "soft-talk"]);
    assert_eq!(outcome.stderr, "2 texts, 1 episode\n");
    assert!(
        outcome.stdout.contains(
            "soft-talk/7-on-tools.vtt\n  read as  transcript, vtt, UTF-8\n  episode  soft-talk/7\n"
        )
    );
}

#[test]
fn a_file_that_is_not_beside_the_feed_is_told_and_the_rest_is_done() {
    let folder = Folder::new().with("feed.xml", FEED);
    folder.run(&["mentions", "feed.xml", "--entity", "Zeno Quandril"]).gives(
        2,
        "",
        "error: this feed names a file that is not beside it: `t/seven.vtt`\n  --> feed.xml:8\n\
         hint: put it at `t/seven.vtt`\nerror: no mention of `Zeno Quandril` found: neither the dictionary nor these texts know it\n\
         hint: a table with this name, given with `--dictionary`, has it found\n",
    );
}

#[test]
fn a_feed_cannot_have_files_of_other_folders_read() {
    for address in [
        "../secret.vtt",
        "t/../../secret.vtt",
        "%2e%2e/secret.vtt",
        "..%2fsecret.vtt",
        "https://example.org/../secret.vtt",
    ] {
        let folder = Folder::new()
            .with("show/feed.xml", FEED.replace("t/seven.vtt", address))
            .with("secret.vtt", TRANSCRIPT);
        let outcome = folder.run(&["mentions", "show/feed.xml", "--entity", "Trio"]);
        assert_eq!(outcome.stdout, "", "{address}");
    }
}

#[test]
fn a_broken_feed_is_read_as_far_as_it_goes() {
    let cut = FEED.find("</channel>").expect("it has an end");
    let folder = Folder::new()
        .with("show/feed.xml", format!("{}<item a", &FEED[..cut]))
        .with("show/t/seven.vtt", TRANSCRIPT);
    let outcome = folder.run(&["inspect", "show/feed.xml"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), "2 texts, 1 episode\n"));
    assert!(
        outcome
            .stdout
            .contains("\n  warning  line 9: the feed is broken here, and what follows is not read: "),
        "{}",
        outcome.stdout
    );
}

// Packed files.

#[test]
fn texts_give_the_same_graph_packed_in_other_encodings_and_from_extractions() {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let (mut plain, mut packed) = (Folder::new(), Folder::new());
    for entry in walkdir::WalkDir::new(examples).sort_by_file_name().into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() && !entry.path().ends_with("names.tsv") {
            let name =
                entry.path().strip_prefix(examples).expect("it lies there").to_string_lossy().into_owned();
            let content = super::folder::bytes_of(entry.path());
            packed = match name.len() % 3 {
                0 => packed.with(&format!("{name}.zst"), zst(&content)),
                1 => packed.with(&format!("{name}.gz"), gz(&content)),
                _ => packed.with(&name, utf16(std::str::from_utf8(&content).expect("examples are UTF-8"))),
            };
            plain = plain.with(&name, content);
        }
    }
    let graph = plain.run(&["graph", ".", "-q"]);
    assert_eq!((graph.code, graph.stderr.as_str()), (Some(0), ""));
    assert_eq!(packed.run(&["graph", ".", "-q"]).stdout, graph.stdout);
    assert_eq!(plain.run(&["extract", ".", "-q", "-o", "all.jsonl"]).code, Some(0));
    assert_eq!(plain.run(&["graph", "all.jsonl", "-q"]), graph);
    let lines = plain.content("all.jsonl");
    let again = Folder::new()
        .with("all.jsonl.gz", gz(&lines))
        .with("shell.jsonl", utf16(&format!("\u{feff}{lines}")));
    for file in ["all.jsonl.gz", "shell.jsonl"] {
        assert_eq!(again.run(&["graph", file, "-q"]), graph, "{file}");
    }
    assert_eq!(again.run_with(&["graph", "-", "-q"], gz(&lines)), graph);
}

#[test]
fn what_unpacks_to_a_monster_is_refused_and_the_rest_is_done() {
    let folder = Folder::new()
        .with("7.jsonl", extraction(7, "AnyIO"))
        .with("bomb.txt.gz", gz(vec![b' '; 70 << 20]))
        .with("cut.txt.gz", &gz(TRANSCRIPT)[..40]);
    let outcome = folder.run(&["mentions", "7.jsonl", "bomb.txt.gz", "cut.txt.gz", "--entity", "Trio"]);
    outcome.gives(
        2,
        "",
        "error: unpacks to more than 200 times its size, as no text does\n  --> bomb.txt.gz\n\
         hint: if it is a text all the same, unpack it and give what comes out\n\
         error: cannot unpack: it is cut off\n  --> cut.txt.gz\nhint: copy or download the file again\n\
         error: no mention of `Trio` found\nhint: the name is known, but nobody mentions it in these texts\n",
    );
}

#[test]
fn files_over_the_limit_are_refused() {
    let text = "00:01 Hello there.\n".repeat(20);
    let folder = Folder::new().with("7.txt", &text).with("8.txt.gz", gz(&text));
    folder.run(&["inspect", "7.txt", "8.txt.gz", "--max-file-size", "100"]).gives(
        2,
        "",
        "error: larger than 100 bytes, which is the most that is read\n  --> 7.txt\n\
         hint: give each episode a file of its own\n\
         error: unpacks to more than 100 bytes, which is the most that is read\n  --> 8.txt.gz\n\
         hint: give each episode a file of its own\n",
    );
    for size in ["0", "2G", "many", "-1"] {
        let refused = folder.run(&["inspect", "7.txt", &format!("--max-file-size={size}")]);
        assert!(refused.stderr.contains("expected a size up to 1G, such as 50M"), "{}", refused.stderr);
    }
}

// Encodings.

#[test]
fn other_encodings_are_read_and_named() {
    let folder = Folder::new()
        .with("7.vtt", utf16(TRANSCRIPT))
        .with("8.txt", b"00:01 We met in the caf\xe9 with Andr\xe9 and Zo\xeb.\n")
        .with("9.txt", "00:01 Itâ€™s so good.\n");
    folder.run(&["inspect", "."]).gives(
        0,
        "./7.vtt\n  read as  transcript, vtt, UTF-16LE\n  episode  7\n  length   2 segments, 14 words, 0:00:03\n  \
         warning  not UTF-8: read as UTF-16LE\n\n\
         ./8.txt\n  read as  transcript, timed, windows-1252\n  episode  8\n  length   1 segment, 9 words, 0:00:01\n  \
         warning  line 1: not UTF-8: read as windows-1252\n\n\
         ./9.txt\n  read as  transcript, timed, UTF-8\n  episode  9\n  length   1 segment, 3 words, 0:00:01\n  \
         warning  line 1: damaged by a wrong encoding, and mended: `â€™` is read as `’`\n",
        "3 texts, 3 episodes\n",
    );
}

// Formats and episodes.

#[test]
fn a_format_may_be_forced() {
    let folder = Folder::new().with("7.txt", "# 00:01 is when we begin\n");
    let read_as = |arguments: &[&str]| {
        let outcome = folder.run(&[&["inspect", "7.txt", "--format", "json"], arguments].concat());
        let value: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
        value[0]["format"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(read_as(&[]), "markdown");
    assert_eq!(read_as(&["--input-format", "plain"]), "plain");
    let refused = folder.run(&["inspect", "7.txt", "--input-format", "word"]);
    assert_eq!(refused.code, Some(2));
    let help = folder.run(&["inspect", "--help"]).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let names: Vec<&str> = comention::source::Format::all().map(comention::source::Format::name).collect();
    assert!(
        refused.stderr.contains(&format!("[possible values: {}]", names.join(", "))),
        "{}",
        refused.stderr
    );
    let (last, others) = names.split_last().expect("there are formats");
    assert!(help.contains(&format!("{} and {last}", others.join(", "))), "{help}");
}

#[test]
fn a_pattern_says_which_texts_are_of_one_episode() {
    let folder = Folder::new()
        .with("raw/softtalk_x7.txt", "00:01 Hello there.\n")
        .with("notes/x7 softtalk.md", "Links: [Trio](https://github.com/python-trio/trio)\n")
        .with("notes/other.md", "Nothing.\n");
    let pattern = "(?<show>softtalk)?[ _]?x(?<number>[0-9]+)[ ]?(?<title>[a-z]*)";
    let outcome = folder.run(&["inspect", ".", "--episode-pattern", pattern]);
    assert_eq!(outcome.code, Some(0));
    let shown = &outcome.stdout;
    assert!(
        shown.contains("./raw/softtalk_x7.txt\n  read as  transcript, timed, UTF-8\n  episode  softtalk/7\n"),
        "{shown}"
    );
    assert!(shown.contains("./notes/other.md\n"), "{shown}");
    assert!(shown.contains("  warning  `--episode-pattern` does not fit this path\n"), "{shown}");
    let refused = folder.run(&["inspect", ".", "--episode-pattern", "(?<number>[0-9]+"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("is no pattern: unclosed group"), "{}", refused.stderr);
}

#[test]
fn texts_that_claim_the_same_number_are_told() {
    let folder = Folder::new()
        .with("soft-talk/7-on-tools.txt", "00:01 We talk about our tools at length today.\n")
        .with("soft-talk/7-of-cats.txt", "00:01 Cats are what we are all about.\n");
    folder.run(&["mentions", "soft-talk"]).gives(
        0,
        "",
        "warning: this and `soft-talk/7-of-cats.txt` both claim to be `soft-talk/7`, as `on tools` and `of cats`; they are \
         read as one episode\n  --> soft-talk/7-on-tools.txt\nhint: if they are two, give one of them another number in \
         its name, or a pattern that tells them apart\nno mention found\n2 files, 1 episode, 0 mentions\n",
    );
}

#[test]
fn inspect_tells_what_is_left_out_and_reads_extractions() {
    let folder = Folder::new()
        .with("soft-talk/7.vtt", TRANSCRIPT)
        .with("soft-talk/7.txt", "00:01 Carl, what is any I/O?\n\n00:03 It lets the same code run on Trio.\n")
        .with("soft-talk/old.jsonl", extraction(3, "AnyIO"));
    folder.run(&["inspect", "soft-talk"]).gives(
        0,
        "soft-talk/7.txt\n  read as  transcript, timed, UTF-8\n  episode  soft-talk/7\n  length   2 segments, 14 words, 0:00:03\n\n\
         soft-talk/7.vtt\n  read as  transcript, vtt, UTF-8\n  episode  none: left out\n  length   2 segments, 14 words, 0:00:03\n  \
         warning  left out, as it says what `soft-talk/7.txt` says\n\n\
         soft-talk/old.jsonl\n  read as  extraction, UTF-8\n  title    1 episode\n",
        "3 texts, 2 episodes\n",
    );
}

#[cfg(unix)]
#[test]
fn links_that_go_round_or_nowhere_end_with_a_warning() {
    let folder = Folder::new().with("show/7.txt", "00:01 Hello there.\n");
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(to, folder.path().join(at)).expect("a link can be made")
    };
    link(".", "show/round");
    link("self", "show/self");
    link("gone.txt", "show/gone");
    folder.run(&["mentions", "show"]).gives(
        0,
        "",
        "warning: this link leads back to a folder above it\n  --> show/round\n\
         warning: this link leads nowhere\n  --> show/gone\n\
         warning: this link leads nowhere\n  --> show/self\nno mention found\n1 file, 1 episode, 0 mentions\n",
    );
}
