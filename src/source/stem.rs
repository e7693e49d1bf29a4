//! What a path tells: the show before the number, the number, the title behind it; the folder.

use std::sync::LazyLock;

use regex::{Match, Regex};

use super::show::named;
use super::{calendar, translation};
use crate::text::fold::slug;

/// A file name without its endings, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stem {
    /// The words before the number: `the-changelog`.
    pub(super) prefix: Option<String>,
    /// The season before the number: 2 of `s02e14`.
    pub(super) season: Option<u32>,
    /// The number.
    pub(super) number: Option<u32>,
    /// Whether the number only counts files: nothing behind it but a hash or a word such as `transcript`.
    pub(super) is_counter: bool,
    /// The words behind the number.
    pub(super) title: Option<String>,
    /// A date at the start or the end.
    pub(super) date: Option<String>,
}

/// Words for what a file or folder holds, which name no show.
const GENERIC: [&str; 41] = [
    "captions",
    "content",
    "corpus",
    "data",
    "doc",
    "docs",
    "document",
    "en",
    "english",
    "ep",
    "episode",
    "episodes",
    "example",
    "examples",
    "file",
    "files",
    "home",
    "input",
    "inputs",
    "md",
    "notes",
    "part",
    "podcast",
    "podcasts",
    "raw",
    "sample",
    "samples",
    "show-notes",
    "shownotes",
    "src",
    "srt",
    "subtitles",
    "text",
    "texts",
    "tmp",
    "transcript",
    "transcripts",
    "txt",
    "vtt",
    "youtube",
    "youtube-vtt",
];

/// Endings that say what kind a file is.
const ENDINGS: [&str; 26] = [
    "txt", "md", "markdown", "vtt", "srt", "json", "html", "text", "mp3", "m4a", "wav", "mp4", "en", "gz",
    "zst", "xml", "rss", "atom", "chapters", "yaml", "yml", "csv", "tsv", "json3", "ttml", "srv3",
];

/// Takes the file name of a path apart.
pub(super) fn read(path: &str) -> Stem {
    let stem = without_endings(path);
    let read = parts(stem);
    Stem { date: read.date.or_else(|| last_day(stem)), ..read }
}

/// The date at the end: `soft-talk-2026-02-11`.
fn last_day(stem: &str) -> Option<String> {
    let (before, day) = stem.split_at_checked(stem.len().checked_sub("2026-02-11".len())?)?;
    before.ends_with(['-', '_', '.', ' ']).then(|| calendar::iso(day)).flatten()
}

fn parts(stem: &str) -> Stem {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\A([0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?:[-_. ]+(.*))?\z")
            .expect("a valid pattern")
    });
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\A(?:(.*?)[-_. ]+)??(?:(?:episode|ep|e)[-_. ]*)?#?([0-9]{1,4})(?:[-_. ]+(.*))?\z")
            .expect("a valid pattern")
    });
    if let Some(found) = DATED.captures(stem) {
        let title = found.get(2).and_then(|rest| title(rest.as_str()));
        return Stem { date: calendar::iso(&found[1]), title, ..Stem::default() };
    }
    if let Some(stem) = seasoned(stem) {
        return stem;
    }
    let Some(found) = NUMBERED.captures(stem).filter(|found| !is_decimal(stem, found.get(2))) else {
        return Stem { title: title(stem), ..Stem::default() };
    };
    let prefix = found.get(1).map(|prefix| prefix.as_str()).filter(|prefix| !prefix.is_empty());
    let rest = found.get(3).map_or("", |rest| rest.as_str());
    let counts = |word: &str| is_hash(word) || is_generic(word);
    let ends = rest.is_empty() || counts(rest);
    let is_show = prefix.is_none_or(|prefix| ends || is_generic(prefix) || named(prefix).is_some());
    if !is_show {
        return Stem { title: title(stem), ..Stem::default() };
    }
    Stem {
        prefix: prefix.filter(|prefix| !is_generic(prefix) && !is_hash(prefix)).map(str::to_owned),
        number: found[2].parse().ok(),
        is_counter: (prefix.is_none() && !rest.is_empty() && counts(rest))
            || prefix.is_some_and(is_counter_word),
        title: title(rest),
        ..Stem::default()
    }
}

/// `soft-talk-s02e14-title`: what stands before season and number is the show, whatever follows.
fn seasoned(stem: &str) -> Option<Stem> {
    static SEASONED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix) \A (?: (.*?) [-_.\ ]+ )?? s(?:eason)? [-_.\ ]* ([0-9]{1,2}) [-_.\ ]* e(?:pisode|p)? [-_.\ ]*
              ([0-9]{1,4}) (?: [-_.\ ]+ (.*) )? \z",
        )
        .expect("a valid pattern")
    });
    let found = SEASONED.captures(stem)?;
    let prefix = found.get(1).map(|prefix| prefix.as_str().to_owned());
    Some(Stem {
        prefix: prefix.filter(|prefix| !prefix.is_empty() && !is_generic(prefix) && !is_hash(prefix)),
        season: found[2].parse().ok(),
        number: found[3].parse().ok(),
        title: found.get(4).and_then(|rest| title(rest.as_str())),
        ..Stem::default()
    })
}

/// The nearest folder that may be named after a show.
pub(super) fn folder(path: &str) -> Option<String> {
    let mut folders = path.rsplit(['/', '\\']).skip(1);
    let folder = folders.find(|folder| !is_generic(folder) && !folder.is_empty() && *folder != ".")?;
    let named_by_people =
        folder.chars().any(char::is_alphabetic) && !folder.starts_with('.') && !is_hash(folder);
    named_by_people.then(|| folder.to_owned())
}

/// The folder in which an episode's files lie side by side: without endings such as `transcripts`, `show_notes`.
pub(super) fn home(path: &str) -> &str {
    let up = |path| str::rsplit_once(path, ['/', '\\']).map_or("", |(folder, _)| folder);
    let mut home = up(path);
    while !home.is_empty() && is_generic(home.rsplit(['/', '\\']).next().unwrap_or(home)) {
        home = up(home);
    }
    home
}

/// The file name without what says its kind, as a slug; `stdin` for standard input.
pub(super) fn name(path: &str) -> String {
    let slug = slug(without_endings(path));
    if slug.is_empty() { "stdin".to_owned() } else { slug }
}

fn without_endings(path: &str) -> &str {
    let mut stem = path.rsplit(['/', '\\']).next().unwrap_or(path);
    while let Some(rest) = without_ending(stem) {
        stem = rest;
    }
    // Behind the endings: `12.es.md`.
    match stem.rsplit_once('.') {
        Some((rest, ending)) if !rest.is_empty() && translation::language(ending).is_some() => rest,
        _ => stem,
    }
}

fn without_ending(stem: &str) -> Option<&str> {
    let (rest, ending) = stem.rsplit_once('.')?;
    let is_known = !rest.is_empty() && ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending));
    is_known.then_some(rest)
}

/// The language that a file name tells before its endings: `es` of `12.es.md`.
pub(super) fn language(path: &str) -> Option<String> {
    let mut stem = path.rsplit(['/', '\\']).next().unwrap_or(path);
    loop {
        let (rest, ending) = stem.rsplit_once('.').filter(|(rest, _)| !rest.is_empty())?;
        if let Some(language) = translation::language(ending) {
            return Some(language);
        }
        without_ending(stem)?;
        stem = rest;
    }
}

fn title(rest: &str) -> Option<String> {
    let words: Vec<_> = rest.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect();
    let words = words.join(" ");
    let known = words.is_empty() || is_hash(rest) || is_generic(rest) || named(&words).is_some();
    (!known).then_some(words)
}

fn is_generic(word: &str) -> bool {
    GENERIC.binary_search(&slug(word).as_str()).is_ok()
}

/// Whether digits go on behind a point: `3.6` is a version or a date, and no episode's number.
fn is_decimal(stem: &str, number: Option<Match<'_>>) -> bool {
    let rest = number.and_then(|number| stem[number.end()..].strip_prefix('.'));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Words that come before a mere counter: `file_3`, `part-2`; `episode-3` does name a number.
fn is_counter_word(word: &str) -> bool {
    is_hash(word) || (is_generic(word) && !matches!(slug(word).as_str(), "ep" | "episode"))
}

/// Hexadecimal, eight or more, with a digit: what no person calls a file.
fn is_hash(word: &str) -> bool {
    let hex = word.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    word.len() >= 8 && hex && word.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_file_names_apart() {
        for (path, prefix, number, is_counter, title) in [
            ("a/308-a-fine-day.txt", None, Some(308), false, Some("a fine day")),
            ("308.md", None, Some(308), false, None),
            ("the-changelog-202.md", Some("the-changelog"), Some(202), false, None),
            ("016-Netflix.txt", None, Some(16), false, Some("Netflix")),
            ("002_python_bytes.txt", None, Some(2), false, None),
            ("000_intro.txt", None, Some(0), false, Some("intro")),
            ("068_crossing__init__.mp3.txt", None, Some(68), false, Some("crossing init")),
            ("001_c27f7230e3b5438a.txt", None, Some(1), true, None),
            ("003_transcript.txt", None, Some(3), true, None),
            ("talk-python-5-great-tools.txt", Some("talk-python"), Some(5), false, Some("great tools")),
            ("late-deploy-9-show-notes.md", Some("late-deploy"), Some(9), false, None),
            ("late-deploy-9-notes-on-tools.md", None, None, false, Some("late deploy 9 notes on tools")),
            ("episode-12.vtt", None, Some(12), false, None),
            ("ep12.vtt", None, Some(12), false, None),
            ("intro-to-python-3-basics.txt", None, None, false, Some("intro to python 3 basics")),
            ("3.6-is-out.txt", None, None, false, Some("3.6 is out")),
            ("3.12.txt", None, None, false, Some("3.12")),
            ("ep12.es.md", None, Some(12), false, None),
            ("12-on-tools.pt-BR.vtt.gz", None, Some(12), false, Some("on tools")),
            ("talk-python-3.6.txt", None, None, false, Some("talk python 3.6")),
            ("308. 5 tools.txt", None, Some(308), false, Some("5 tools")),
            ("-", None, None, false, None),
        ] {
            let stem = read(path);
            let found = (stem.prefix.as_deref(), stem.number, stem.is_counter, stem.title.as_deref());
            assert_eq!(found, (prefix, number, is_counter, title), "{path}");
        }
    }

    #[test]
    fn a_name_tells_its_language() {
        for (path, expected) in [
            ("a.es/12.es.md", Some("es")),
            ("12.en.vtt.gz", Some("en")),
            ("12.md", None),
            ("es.md", None),
            ("12.es.odt", None),
        ] {
            assert_eq!(language(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn a_season_may_stand_before_the_number() {
        for (path, prefix, season, number, title) in [
            ("s02e14-on-tools.vtt.gz", None, Some(2), Some(14), Some("on tools")),
            ("soft-talk-S2E3.txt", Some("soft-talk"), Some(2), Some(3), None),
            ("Soft Talk season 2 episode 3.txt", Some("Soft Talk"), Some(2), Some(3), None),
            ("s3-basics.txt", None, None, None, Some("s3 basics")),
        ] {
            let stem = read(path);
            let found = (stem.prefix.as_deref(), stem.season, stem.number, stem.title.as_deref());
            assert_eq!(found, (prefix, season, number, title), "{path}");
        }
    }

    #[test]
    fn a_date_is_no_number() {
        let stem = read("2022-11-01-on-tools.txt");
        assert_eq!(
            (stem.number, stem.date.as_deref(), stem.title.as_deref()),
            (None, Some("2022-11-01"), Some("on tools"))
        );
    }

    #[test]
    fn a_date_may_stand_at_the_end() {
        for (path, date) in [
            ("a/soft-talk-2026-02-11.txt", Some("2026-02-11")),
            ("soft-talk-2026-02-31.txt", None),
            ("soft-talk-12026-02-11.txt", None),
            ("ä026-02-11.txt", None),
        ] {
            assert_eq!(read(path).date.as_deref(), date, "{path}");
        }
    }

    #[test]
    fn the_folder_is_the_nearest_named_by_people() {
        assert_eq!(folder("x/soft-talk/transcripts/1.txt").as_deref(), Some("soft-talk"));
        for path in ["1.txt", "./corpus/1.txt", "/tmp/.abc/1.txt", "/tmp/1.txt", ".."] {
            assert_eq!(folder(path), None, "{path}");
        }
    }

    #[test]
    fn the_generic_words_are_sorted() {
        assert!(GENERIC.is_sorted());
        assert_eq!(name("-"), "stdin");
    }
}
