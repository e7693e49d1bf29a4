//! How fast each format is read, beside how long it takes to find mentions in what was read.
//!
//! `cargo bench --bench reading [-- FOLDER]`: reads the timed texts of a folder (by default the example episodes), writes them in
//! each format, and takes the times of reading that and of extracting from it. Reading should cost less than a fifth.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench reads files, takes the time and tells it"
)]

use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use comention::dictionary::Dictionary;
use comention::episode::{Document, Episode, Segment};
use comention::extract::Extractor;
use comention::source::{self, group::group};
use walkdir::WalkDir;

/// Below this many bytes of text, a time says little.
const LEAST: usize = 4_000_000;

/// How a text is written in a format, caption by caption.
struct Format {
    name: &'static str,
    head: &'static str,
    caption: fn(&mut String, &Caption<'_>),
    tail: &'static str,
}

/// A caption with its beginning in milliseconds.
struct Caption<'a> {
    begin: u32,
    speaker: &'a str,
    text: &'a str,
}

#[rustfmt::skip]
const FORMATS: [Format; 13] = [
    Format { name: "timed text", head: "", caption: timed, tail: "" },
    Format { name: "WebVTT", head: "WEBVTT\n\n", caption: vtt, tail: "" },
    Format { name: "WebVTT, rolling", head: "WEBVTT\n\n", caption: rolling, tail: "" },
    Format { name: "SRT", head: "", caption: srt, tail: "" },
    Format { name: "TSV", head: "start\tend\ttext\n", caption: tsv, tail: "" },
    Format { name: "turns under headers", head: "", caption: headed, tail: "" },
    Format { name: "HTML", head: "", caption: html, tail: "" },
    Format { name: "Markdown", head: "", caption: markdown, tail: "" },
    Format { name: "plain text", head: "", caption: plain, tail: "" },
    Format { name: "JSON, Podcasting 2.0", head: "{\"segments\":[", caption: podcast_json, tail: "]}" },
    Format { name: "JSON, a segment a word", head: "{\"segments\":[", caption: word_json, tail: "]}" },
    Format { name: "JSON, Whisper", head: "{\"segments\":[", caption: whisper_json, tail: "]}" },
    Format { name: "JSON, Whisper, words", head: "{\"segments\":[", caption: whisper_words_json, tail: "]}" },
];

fn main() {
    let documents = documents(&folder());
    let dictionary = Dictionary::builtin();
    let extractor = Extractor::new(&dictionary);
    println!(
        "{:<24}{:>9}{:>9}{:>12}{:>12}{:>12}{:>8}  found",
        "format", "file", "text", "reading", "", "extraction", "share"
    );
    for format in &FORMATS {
        let files: Vec<String> = documents.iter().map(|document| written(document, format)).collect();
        let size = files.iter().map(String::len).sum::<usize>();
        let text = documents.iter().map(|document| document.text.len()).sum::<usize>();
        let times = LEAST.div_ceil(text.max(1));
        let (reading, episodes) =
            least(times, || files.iter().flat_map(|file| episodes(file)).collect::<Vec<_>>());
        let (extraction, found) =
            least(times, || episodes.iter().map(|it| mentions(&extractor, it)).sum::<usize>());
        println!(
            "{:<24}{:>6.2} MB{:>6.2} MB{:>9.2} ms{:>7.0} MB/s{:>9.2} ms{:>6.1} %  {found} mentions",
            format.name,
            mega(size),
            mega(text),
            millis(reading),
            mega(size) / reading.as_secs_f64(),
            millis(extraction),
            100.0 * reading.as_secs_f64() / extraction.as_secs_f64(),
        );
    }
}

/// The folder named on the command line; `--bench` is Cargo's, a number is the other bench's.
fn folder() -> PathBuf {
    let named = |argument: &String| !argument.starts_with("--") && argument.parse::<u32>().is_err();
    let examples = || PathBuf::from("examples/episodes");
    std::env::args().skip(1).find(named).map_or_else(examples, PathBuf::from)
}

/// The documents below a folder that tell times.
fn documents(folder: &PathBuf) -> Vec<Document> {
    let paths = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = paths
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| std::fs::read(entry.path()).ok());
    let documents =
        files.filter_map(|bytes| source::read("a.txt", &bytes).ok()).map(|reading| reading.document);
    let timed: Vec<_> =
        documents.filter(|document| document.segments.iter().any(|it| it.time.is_some())).collect();
    assert!(!timed.is_empty(), "no timed text in {}", folder.display());
    timed
}

fn written(document: &Document, format: &Format) -> String {
    let mut file = format.head.to_owned();
    let mut begin = 0;
    for Segment { span, time, speaker } in &document.segments {
        begin = time.map_or(begin, |time| time.0);
        let speaker = speaker.as_deref().unwrap_or("Ada Fenwick");
        (format.caption)(&mut file, &Caption { begin, speaker, text: &document.text[span.range()] });
    }
    let whole = file.trim_end_matches(',').len();
    file.truncate(whole);
    file + format.tail
}

fn episodes(file: &str) -> Vec<Episode> {
    let reading = source::read("show/1.txt", file.as_bytes()).expect("a text");
    group(vec![reading]).episodes
}

fn mentions(extractor: &Extractor<'_>, episode: &Episode) -> usize {
    extractor.extract(episode).documents.iter().map(|document| document.mentions.len()).sum()
}

/// The least time of several, and what the work gives.
fn least<T>(times: usize, work: impl Fn() -> T) -> (Duration, T) {
    let mut best = Duration::MAX;
    let mut result = None;
    for _ in 0..times.clamp(3, 50) {
        let start = Instant::now();
        result = Some(work());
        best = best.min(start.elapsed());
    }
    (best, result.expect("at least one time"))
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn clock(millis: u32, mark: char) -> String {
    let seconds = millis / 1000;
    format!("{:02}:{:02}:{:02}{mark}{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, millis % 1000)
}

fn put(file: &mut String, text: std::fmt::Arguments<'_>) {
    file.write_fmt(text).expect("memory can be written");
}

fn timed(file: &mut String, it: &Caption<'_>) {
    put(file, format_args!("{} {}\n\n", &clock(it.begin, '.')[..8], it.text));
}

fn vtt(file: &mut String, it: &Caption<'_>) {
    let (begin, end) = (clock(it.begin, '.'), clock(it.begin + 999, '.'));
    put(file, format_args!("{begin} --> {end}\n<v {}>{}\n\n", it.speaker, it.text));
}

/// As YouTube does: the caption, and again with the next one's time.
fn rolling(file: &mut String, it: &Caption<'_>) {
    let (begin, middle, end) = (clock(it.begin, '.'), clock(it.begin + 980, '.'), clock(it.begin + 990, '.'));
    let words = it.text.replace(' ', "<00:00:01.000><c> ");
    put(file, format_args!("{begin} --> {middle}\n \n{words}\n\n{middle} --> {end}\n{}\n \n\n", it.text));
}

fn srt(file: &mut String, it: &Caption<'_>) {
    put(
        file,
        format_args!("1\n{} --> {}\n{}\n\n", clock(it.begin, ','), clock(it.begin + 999, ','), it.text),
    );
}

fn tsv(file: &mut String, it: &Caption<'_>) {
    put(file, format_args!("{}\t{}\t{}\n", it.begin, it.begin + 999, it.text));
}

fn headed(file: &mut String, it: &Caption<'_>) {
    put(file, format_args!("{}  {}\n{}\n\n", it.speaker, &clock(it.begin, '.')[..8], it.text));
}

fn html(file: &mut String, it: &Caption<'_>) {
    let text = it.text.replace('&', "&amp;").replace('\'', "&#39;").replace('<', "&lt;");
    let time = &clock(it.begin, '.')[..8];
    put(file, format_args!("<cite>{}:</cite>\n<time>{time}</time>\n<p>{text}</p>\n", it.speaker));
}

fn markdown(file: &mut String, it: &Caption<'_>) {
    put(file, format_args!("**{}:** {}\n\n", it.speaker, it.text));
}

fn plain(file: &mut String, it: &Caption<'_>) {
    put(file, format_args!("{}\n\n", it.text));
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("a string can be written")
}

fn podcast_json(file: &mut String, it: &Caption<'_>) {
    let (begin, speaker, text) = (f64::from(it.begin) / 1000.0, json(it.speaker), json(it.text));
    put(
        file,
        format_args!("{{\"speaker\":{speaker},\"startTime\":{begin},\"endTime\":{begin},\"body\":{text}}},"),
    );
}

fn word_json(file: &mut String, it: &Caption<'_>) {
    for text in it.text.split(' ') {
        podcast_json(file, &Caption { text, ..*it });
    }
}

fn whisper_json(file: &mut String, it: &Caption<'_>) {
    whisper(file, it, "");
}

fn whisper_words_json(file: &mut String, it: &Caption<'_>) {
    let word = |word: &str| {
        format!("{{\"word\":{},\"start\":1.25,\"end\":1.5,\"probability\":0.987654321}}", json(word))
    };
    let words: Vec<String> = it.text.split(' ').map(word).collect();
    whisper(file, it, &format!(",\"words\":[{}]", words.join(",")));
}

fn whisper(file: &mut String, it: &Caption<'_>, words: &str) {
    let (begin, text) = (f64::from(it.begin) / 1000.0, json(&format!(" {}", it.text)));
    let tokens: Vec<String> = it.text.split(' ').map(|word| (word.len() * 997).to_string()).collect();
    put(
        file,
        format_args!(
            "{{\"id\":1,\"seek\":0,\"start\":{begin},\"end\":{begin},\"text\":{text},\"tokens\":[{}],\"temperature\":0.0,\
             \"avg_logprob\":-0.25,\"compression_ratio\":1.5,\"no_speech_prob\":0.01{words}}},",
            tokens.join(",")
        ),
    );
}
