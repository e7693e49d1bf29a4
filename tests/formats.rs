//! One conversation in every format gives the same mentions, said at the same times by the same people; and what is told of
//! files that are damaged.
//!
//! The conversation lies in `tests/fixtures/formats/`, once a format; a new one is a file there and a row here.
#![allow(clippy::disallowed_methods, reason = "a test reads and blesses its files")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use comention::dictionary::Dictionary;
use comention::episode::{Document, Episode, Time};
use comention::extract::Extractor;
use comention::mention::{Extraction, Mention};
use comention::source::{self, Format, group::group};

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::builtin);

/// What a file tells of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    /// Those of turns and captions.
    Told,
    /// Those of words.
    OfWords,
    None,
}

/// What a file tells of speakers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speakers {
    Named,
    /// Told apart, but not named.
    Numbered,
    None,
}

const FILES: [(&str, Format, Times, Speakers); 30] = [
    ("assemblyai-words.json", Format::Json, Times::OfWords, Speakers::Numbered),
    ("assemblyai.json", Format::Json, Times::Told, Speakers::Numbered),
    ("deepgram-words.json", Format::Json, Times::OfWords, Speakers::Numbered),
    ("deepgram.json", Format::Json, Times::Told, Speakers::Numbered),
    ("headed.md", Format::Markdown, Times::Told, Speakers::Named),
    ("labels.txt", Format::Plain, Times::None, Speakers::Named),
    ("otter.txt", Format::Headed, Times::Told, Speakers::Named),
    ("page.html", Format::Html, Times::None, Speakers::Named),
    ("podcast-words.json", Format::Json, Times::OfWords, Speakers::Named),
    ("podcast.html", Format::Html, Times::Told, Speakers::Named),
    ("podcast.json", Format::Json, Times::Told, Speakers::Named),
    ("podcast.srt", Format::Srt, Times::Told, Speakers::Named),
    ("podcast.ttml", Format::Ttml, Times::Told, Speakers::Named),
    ("podcast.vtt", Format::WebVtt, Times::Told, Speakers::Named),
    ("rev.txt", Format::Headed, Times::Told, Speakers::Named),
    ("segments.jsonl", Format::Json, Times::Told, Speakers::None),
    ("site.md", Format::Yaml, Times::Told, Speakers::Named),
    ("speakers.txt", Format::Plain, Times::None, Speakers::Numbered),
    ("talk.lrc", Format::TimedText, Times::Told, Speakers::None),
    ("timed.txt", Format::TimedText, Times::Told, Speakers::Named),
    ("turns.md", Format::Markdown, Times::None, Speakers::Named),
    ("whisper-cpp.json", Format::Json, Times::Told, Speakers::Numbered),
    ("whisper-cpp.txt", Format::Plain, Times::None, Speakers::Numbered),
    ("whisper-cpp.vtt", Format::WebVtt, Times::Told, Speakers::Numbered),
    ("whisper-log.txt", Format::TimedText, Times::Told, Speakers::None),
    ("whisper.json", Format::Json, Times::Told, Speakers::None),
    ("whisper.tsv", Format::Tsv, Times::Told, Speakers::None),
    ("whisperx.json", Format::Json, Times::Told, Speakers::Numbered),
    ("whisperx.srt", Format::Srt, Times::Told, Speakers::Numbered),
    ("words.txt", Format::Plain, Times::None, Speakers::None),
];

/// As YouTube rolls them: in both files each phrase stands three times.
const ROLLING: [(&str, Format, Times, Speakers); 2] = [
    ("youtube.srt", Format::Srt, Times::Told, Speakers::None),
    ("youtube.vtt", Format::WebVtt, Times::Told, Speakers::None),
];

/// What is said: the entity, as it is written, by whom, and from when to when (in seconds) that turn lasts.
const SAID: [(&str, &str, &str, u32, u32); 6] = [
    ("project:flask", "Flask", "Ada Fenwick", 1, 8),
    ("project:apache-kafka", "Apache Kafka", "Ada Fenwick", 1, 8),
    ("person:guido-van-rossum", "Guido van Rossum", "Carl Dorn", 8, 15),
    ("person:lukasz-langa", "Łukasz Langa", "Ada Fenwick", 15, 20),
    ("project:sqlalchemy", "SQLAlchemy", "Ada Fenwick", 15, 20),
    ("project:sqlite", "SQLite", "Carl Dorn", 3602, 3606),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).expect("fixtures can be read");
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

fn bytes(folder_name: &str, name: &str) -> Vec<u8> {
    std::fs::read(folder(folder_name).join(name)).expect("a fixture can be read")
}

/// The one episode that a file makes, and what is found in it.
fn extract(name: &str, bytes: &[u8]) -> (Episode, Extraction) {
    let reading = source::read(&format!("snake-charmers/7-{name}"), bytes).expect("a text");
    assert!(reading.warnings.is_empty(), "{name}: {:?}", reading.warnings);
    let episode = group(vec![reading]).episodes.remove(0);
    let extraction = Extractor::new(&DICTIONARY).extract(&episode);
    (episode, extraction)
}

fn all() -> impl Iterator<Item = (&'static str, Format, Times, Speakers)> {
    FILES.into_iter().chain(ROLLING)
}

#[test]
fn each_fixture_has_its_row_and_each_format_its_fixture() {
    let rows: BTreeSet<String> = all().map(|(name, ..)| name.to_owned()).collect();
    assert_eq!(rows, names(&folder("formats")));
    // These hold no conversation.
    let about_it = |format: &Format| matches!(format, Format::Feed | Format::Chapters);
    for format in Format::all().filter(|format| !about_it(format)) {
        assert!(all().any(|(_, other, ..)| other == format), "no fixture of {}", format.name());
    }
}

#[test]
fn one_conversation_gives_the_same_mentions_in_every_format() {
    for (name, format, times, speakers) in all() {
        let bytes = bytes("formats", name);
        let text = String::from_utf8(bytes.clone()).expect("fixtures are UTF-8");
        assert_eq!(Format::find(name, &text), format, "{name}");
        let (_, extraction) = extract(name, &bytes);
        let mentions = &extraction.documents[0].mentions;
        let found: Vec<_> = mentions.iter().map(|it| (&*it.entity, &*it.surface)).collect();
        let said: Vec<_> = SAID.iter().map(|it| (it.0, it.1)).collect();
        assert_eq!(found, said, "{name}");
        for (mention, said) in mentions.iter().zip(SAID) {
            assert!(is_when(mention, times, said.3, said.4), "{name}: {mention:?}");
        }
        let by: Vec<_> = mentions.iter().map(|mention| mention.speaker.as_deref()).collect();
        let named: Vec<_> = SAID.iter().map(|said| Some(said.2)).collect();
        match speakers {
            Speakers::Named => assert_eq!(by, named, "{name}"),
            Speakers::Numbered => assert_eq!(order(&by), order(&named), "{name}: {by:?}"),
            Speakers::None => assert!(by.iter().all(Option::is_none), "{name}: {by:?}"),
        }
        let people = extraction.episode.people.len();
        assert_eq!(people, if speakers == Speakers::Named { 2 } else { 0 }, "{name}");
    }
}

fn is_when(mention: &Mention, times: Times, from: u32, until: u32) -> bool {
    let until = Time(until * 1000);
    match times {
        Times::Told => mention.time == Some(Time(from * 1000)),
        Times::OfWords => mention.time.is_some_and(|time| Time(from * 1000) <= time && time < until),
        Times::None => mention.time.is_none(),
    }
}

/// Speakers by the order in which they first speak.
fn order(speakers: &[Option<&str>]) -> Vec<Option<usize>> {
    let first = |speaker: &Option<&str>| speakers.iter().position(|other| other == speaker);
    speakers.iter().map(|speaker| speaker.as_ref().and(first(speaker))).collect()
}

#[test]
fn a_mention_stands_in_the_source_where_it_says() {
    for (name, ..) in all() {
        let bytes = bytes("formats", name);
        let text = String::from_utf8(bytes.clone()).unwrap();
        let (_, extraction) = extract(name, &bytes);
        for mention in &extraction.documents[0].mentions {
            let written = written(&text, mention);
            let meant = written.replace("\\u0141", "Ł").replace("&#321;", "Ł").replace("&amp;", "&");
            if mention.line == mention.end_line {
                assert!(is_it(&meant, &mention.surface), "{name}: `{written}` for {mention:?}");
            } else {
                let (first, last) =
                    mention.surface.split_once(' ').expect("a name of two lines has two words");
                assert!(meant.starts_with(first), "{name}: `{written}`");
                assert!(meant.ends_with(last.rsplit(' ').next().unwrap()), "{name}: `{written}`");
            }
        }
    }
}

/// Whether what is written is the surface, or its words with other things between.
fn is_it(meant: &str, surface: &str) -> bool {
    let mut words = surface.split(' ');
    let first = words.next().unwrap_or_default();
    meant == surface
        || meant.starts_with(first) && words.all(|word| meant.contains(word)) && meant.len() > surface.len()
}

/// What stands in a source from the first place of a mention to its last.
fn written(source: &str, mention: &Mention) -> String {
    let lines: Vec<Vec<char>> = source.split('\n').map(|line| line.chars().collect()).collect();
    let (first, last) = (mention.line as usize - 1, mention.end_line as usize - 1);
    let (from, until) = (mention.column as usize - 1, mention.end_column as usize - 1);
    if first == last {
        return lines[first][from..until].iter().collect();
    }
    let between = lines[first + 1..last].iter().map(|line| line.iter().collect::<String>());
    let parts = [lines[first][from..].iter().collect()].into_iter().chain(between);
    parts.chain([lines[last][..until].iter().collect()]).collect::<Vec<String>>().join("\n")
}

#[test]
fn front_matter_tells_of_the_episode() {
    let (episode, _) = extract("headed.md", &bytes("formats", "headed.md"));
    let info = &episode.info;
    assert_eq!((info.title.as_deref(), info.date.as_deref()), (Some("Bots"), Some("2026-11-01")));
    assert_eq!(
        (&info.people[..], &info.tags[..]),
        (
            &["Ada Fenwick".to_owned(), "Carl Dorn".to_owned()][..],
            &["bots".to_owned(), "python".to_owned()][..]
        )
    );
}

/// What is read of each damaged file and told of it, against `tests/snapshots/malformed.txt`.
#[test]
fn damaged_files_are_read_as_far_as_they_can_be() {
    let mut told = String::new();
    for name in names(&folder("malformed")) {
        told += &format!("== {name}\n");
        match source::read_all(&name, &bytes("malformed", &name)) {
            Ok(readings) => readings.iter().for_each(|reading| {
                reading.warnings.iter().for_each(|warning| told += &format!("warning: {warning}\n"));
                told += &text(&reading.document);
            }),
            Err(error) => told += &format!("error: {error}\n"),
        }
        told.push('\n');
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/malformed.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &told).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (new, kept)) in told.lines().zip(kept.lines()).enumerate() {
        assert_eq!(new, kept, "{}, line {}", path.display(), number + 1);
    }
    assert!(told == kept, "{} is of another length; BLESS=1 rewrites it", path.display());
}

/// A line for each segment: time, speaker, text.
fn text(document: &Document) -> String {
    let line = |segment: &comention::episode::Segment| {
        let time = segment.time.map_or("-".to_owned(), |time| time.to_string());
        let speaker = segment.speaker.as_deref().map_or(String::new(), |name| format!("{name}: "));
        format!("{time:<9}{speaker}{}\n", &document.text[segment.span.range()])
    };
    document.segments.iter().map(line).collect()
}
