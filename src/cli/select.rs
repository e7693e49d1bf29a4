//! Which files of a folder are transcripts or show notes.
//!
//! Files named on the command line are always read; this is for what a walk through folders comes across.

use std::path::Path;

use comention::source::Format;

use super::unpack::inner_name;

/// What a file's name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Its ending is one of texts.
    Take,
    /// It is of another sort.
    Skip,
    /// The name does not tell: its first bytes may, see [`begins_like_a_text`].
    Look,
}

const ENDINGS: [&str; 13] =
    ["txt", "md", "markdown", "vtt", "srt", "lrc", "jsonl", "ndjson", "json", "rss", "atom", "yaml", "yml"];

/// Papers that lie beside texts in many folders, and are themselves none. `_index` is a site's list of pages.
const PAPERS: [&str; 13] = [
    "_index",
    "authors",
    "changelog",
    "citation",
    "code_of_conduct",
    "contributing",
    "contributors",
    "copying",
    "licence",
    "license",
    "notice",
    "readme",
    "security",
];

/// Judges a file of a folder by its name.
pub(super) fn by_name(path: &Path) -> Verdict {
    let name = path.to_string_lossy();
    let path = Path::new(inner_name(&name));
    let lower = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
    let stem = lower(path.file_stem());
    let stem = stem.split(['.', '-']).next().unwrap_or_default();
    if PAPERS.contains(&stem) {
        Verdict::Skip
    } else if path.extension().is_some_and(|ending| ending == "part") {
        // What a run that was stopped has finished: the texts are there, too.
        Verdict::Skip
    } else if ENDINGS.contains(&lower(path.extension()).as_str()) {
        Verdict::Take
    } else {
        Verdict::Look
    }
}

/// Whether a file with an unknown ending begins like timed text, HTML, a table of captions or a file made by `extract`.
pub(super) fn begins_like_a_text(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with("WEBVTT") || is_extraction(text.as_bytes()) {
        return true;
    }
    matches!(Format::find("", text), Format::Feed | Format::Tsv | Format::Ttml)
        || is_page(text)
        || text.lines().take(2).any(begins_with_time)
}

/// Whether it is HTML, but no graph that an earlier run wrote.
fn is_page(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let begins = [
        "<!doctype html",
        "<html",
        "<body",
        "<article",
        "<section",
        "<div",
        "<cite",
        "<time",
        "<p>",
        "<p ",
        "<h1",
        "<h2",
        "<ul",
    ];
    begins.iter().any(|begin| lower.starts_with(begin)) && !lower.contains("comention")
}

/// `0:12 …`, `00:01:02.5 …`, `[00:01:02] …`.
fn begins_with_time(line: &str) -> bool {
    let stamp = line.trim_start_matches(['[', '(']);
    let end = stamp.find(|c: char| !c.is_ascii_digit() && !":.,".contains(c)).unwrap_or(stamp.len());
    let mut parts = stamp[..end].split(':');
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(digits) && parts.next().is_some_and(|part| part.len() >= 2 && digits(&part[..2]))
}

/// Whether bytes are (the beginning of) a file made by `extract`: JSON lines with a `comention` field.
pub(super) fn is_extraction(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"{") {
        return false;
    }
    // The usual case, and the only one that a file cut off in its first line can be known by.
    if bytes[1..].trim_ascii_start().starts_with(b"\"comention\"") {
        return true;
    }
    #[derive(serde::Deserialize)]
    struct Line {
        #[serde(rename = "comention")]
        _version: serde::de::IgnoredAny,
    }
    let line = &bytes[..memchr::memchr(b'\n', bytes).unwrap_or(bytes.len())];
    // A transcript in JSON may be one long line: it is taken apart only where it may be what is asked.
    if memchr::memmem::find(line, b"\"comention\"").is_none() {
        return false;
    }
    serde_json::from_slice::<Line>(line).is_ok()
}

/// Whether a file is JSON by its name and its first character. (`[00:12] Hello` in a text file is not.)
pub(super) fn is_json(name: &str, bytes: &[u8]) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let first = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    ["json", "jsonl", "ndjson"].contains(&ending.as_str()) && matches!(first.first(), Some(b'{' | b'['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_texts_and_leaves_papers() {
        for (name, verdict) in [
            ("12.txt", Verdict::Take),
            ("notes/12.MD", Verdict::Take),
            ("12-title.en.vtt", Verdict::Take),
            ("LICENSE", Verdict::Skip),
            ("LICENSE-MIT", Verdict::Skip),
            ("readme.de.md", Verdict::Skip),
            ("licensed-to-ill.md", Verdict::Take),
            ("12.vtt.gz", Verdict::Take),
            ("LICENSE.txt.zst", Verdict::Skip),
            ("feed.rss", Verdict::Take),
            ("feed.xml", Verdict::Look),
            ("cover.png", Verdict::Look),
            ("mentions.jsonl.part", Verdict::Skip),
            ("12", Verdict::Look),
        ] {
            assert_eq!(by_name(Path::new(name)), verdict, "{name}");
        }
    }

    #[test]
    fn knows_timed_text_by_its_beginning() {
        for (head, expected) in [
            ("00:00:01 Hello and welcome", true),
            ("0:01.5,0:02.0\nHello", true),
            ("1\n00:00:01,000 --> 00:00:02,000\nHello", true),
            ("[00:12] Hello", true),
            ("\u{feff}WEBVTT\n", true),
            ("{\"comention\":1,\"epis", true),
            ("<?xml version=\"1.0\"?><rss><channel>", true),
            ("<?xml version=\"1.0\"?><opml>", false),
            ("start\tend\ttext\n0\t1\tHi", true),
            ("<cite>Ada:</cite><time>0:01</time>", true),
            ("<!DOCTYPE html><title>A talk</title>", true),
            ("<!DOCTYPE html><meta name=generator content=comention>", false),
            ("name\tkind\nFlask\tproject\n", false),
            ("{\"nodes\":[]}", false),
            ("import os\n", false),
            ("2024-01-02 10:11:12 started", false),
            ("1: one\n2: two", false),
            ("", false),
        ] {
            assert_eq!(begins_like_a_text(head.as_bytes()), expected, "{head}");
        }
    }

    #[test]
    fn knows_extractions_by_their_field() {
        assert!(is_extraction(b" {\"comention\":1}\n"));
        assert!(is_extraction(b"{\"episode\":{},\"comention\":1}\n{"));
        assert!(!is_extraction(b"{\"episode\":{\"comention\":1}}"));
        assert!(!is_extraction(b"comention"));
    }
}
