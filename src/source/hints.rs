//! What a path and a text tell about the episode: show, number, title, date.
//!
//! A file name made by hand (`308-a-title.txt`, `the-changelog-202.md`) is the surest: hosts misspeak, and a
//! show that airs an episode of another says the other's name and number. A name that is a bare counter with a
//! hash (`001_c27f7230e3b5438a.txt`) tells nothing; there the text decides.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::cursor::boundary;
use super::show::{self, Show, Sign, named, shows, signs};
use super::stem::{self, Stem};
use super::{Hints, calendar, front_matter};
use crate::episode::Document;
use crate::text::fold::slug;

/// How far into a text its own number and date are looked for, in bytes.
const OPENING: usize = 4000;

/// How far into a text names of shows are counted where its opening names none, in bytes.
const FURTHER: usize = 32_000;

/// How much of the end of a text may name the show, in bytes.
const CLOSING: usize = 1500;

/// Longest front matter, in characters; what is longer is none.
const LONGEST_FRONT_MATTER: usize = 4000;

/// The keys of front matter under which people stand who take part, besides `speakers`, and those of whom it is the show.
const GUESTS: [&str; 5] = ["guests", "guest", "participants", "panelists", "people"];
const HOSTS: [&str; 4] = ["hosts", "host", "author", "authors"];

/// How much of a heading is read, in characters.
const LONGEST_HEADING: usize = 300;

/// What the document tells.
pub(super) fn find(source: &str, document: &Document) -> Hints {
    let stem = stem::read(&document.path);
    let folder = stem::folder(&document.path);
    let heading = heading(source);
    let opening = head(&document.text, OPENING);
    let own = heading.as_deref().and_then(|heading| named_and_numbered(heading, &stem, folder.as_deref()));
    let known = |name: &Option<String>| name.as_deref().and_then(named).map(|show| show.slug.to_owned());
    let show = own
        .as_ref()
        .map(|(show, _)| show.clone())
        .or_else(|| known(&stem.prefix))
        .or_else(|| known(&folder))
        .or_else(|| show_in(&document.text).map(|show| show.slug.to_owned()))
        .or_else(|| stem.prefix.as_deref().map(slug))
        .filter(|slug| !slug.is_empty());
    let show_is_guess = show.is_none();
    let show = show.or_else(|| folder.as_deref().map(slug).filter(|slug| !slug.is_empty()));
    let sure = stem.number.filter(|_| !stem.is_counter);
    let number = own.as_ref().map(|&(_, number)| number).or(sure).or_else(|| number_in(opening));
    let title = front_matter::value(source, "title").or(heading.filter(|_| own.is_none())).or(stem.title);
    let date = front_matter::date(&document.path, source)
        .and_then(Result::ok)
        .or_else(|| date_in(opening))
        .or(stem.date);
    let mut people = front_matter::values(source, "speakers");
    people.extend(front_matter::people(source, &GUESTS));
    let hosts = front_matter::people(source, &HOSTS);
    let tags = front_matter::values(source, "tags");
    let season = stem.season;
    let language = stem::language(&document.path);
    Hints {
        language,
        show,
        show_is_guess,
        season,
        number,
        title,
        date,
        hosts,
        people,
        tags,
        ..Hints::default()
    }
}

/// The first heading of a Markdown text, when it is the first thing, or the first behind YAML front matter.
fn heading(source: &str) -> Option<String> {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let fence = if text.starts_with("+++") { "+++" } else { "---" };
    let Some(body) = behind_line(text, fence) else {
        return heading_at(text);
    };
    let most = body.char_indices().nth(LONGEST_FRONT_MATTER).map_or(body.len(), |(at, _)| at);
    let ends = body.match_indices('\n').take_while(|(at, _)| *at <= most);
    ends.filter_map(|(at, _)| behind_line(&body[at + 1..], fence)).find_map(heading_at)
}

/// What follows the first line, if that line is `line`.
fn behind_line<'t>(text: &'t str, line: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(line)?;
    rest.strip_prefix('\r').unwrap_or(rest).strip_prefix('\n')
}

fn heading_at(text: &str) -> Option<String> {
    let rest = text.trim_start().strip_prefix('#')?;
    let line = rest.split(['\r', '\n']).next().unwrap_or_default();
    let heading = line.trim_start_matches([' ', '\t']);
    // A blank parts the sign from the heading; a line of blanks is a heading without words.
    if heading.len() == line.len() || heading.is_empty() && line.len() < 2 {
        return None;
    }
    let end = heading.char_indices().nth(LONGEST_HEADING).map_or(heading.len(), |(at, _)| at);
    Some(heading[..end].trim().trim_end_matches('#').trim().to_owned())
}

/// Show and number of a heading such as `Python Bytes 308`.
///
/// Of a show that is not known, only when the path tells the show or the number, too: `Top 10` is no show.
fn named_and_numbered(heading: &str, stem: &Stem, folder: Option<&str>) -> Option<(String, u32)> {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\A(.+?)[\s,:#–-]*(?:\bepisode\s*)?#?\b([0-9]{1,4})\z").expect("a valid pattern")
    });
    let found = NUMBERED.captures(heading)?;
    let number: u32 = found[2].parse().ok()?;
    if let Some(show) = named(&found[1]) {
        return Some((show.slug.to_owned(), number));
    }
    let name = slug(&found[1]);
    let same = |other: Option<&str>| other.is_some_and(|other| slug(other) == name);
    (same(folder) || same(stem.prefix.as_deref()) || stem.number == Some(number)).then_some((name, number))
}

/// The number a text gives itself: "episode 60, recorded …", "this is episode 308".
///
/// Talk of other episodes is told apart by what stands around: it has neither.
fn number_in(opening: &str) -> Option<u32> {
    static RECORDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bepisode\s+(?:number\s+)?#?([0-9]{1,4}|[a-z]+)\b[^.!?]{0,60}?[,.]?\s*recorded\b")
            .expect("a valid pattern")
    });
    static STATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix) \b (?: this\ is | it['’]s | welcome\ (?:back\ )?to ) \s+ (?: [^\x00-\x1f!-%(-,/:-@\[-^`{-~\-–—…“”]{1,40} ,? \s+ )??
              episode \s+ (?:number\s+)? \#? ([0-9]{1,4}|[a-z]+) \b",
        )
        .expect("a valid pattern")
    });
    // Making the patterns takes longer than reading a short text; `\w`, forty times over, would take longer than a long one.
    if !holds(opening, "episode") {
        return None;
    }
    [&*RECORDED, &*STATED]
        .into_iter()
        .find_map(|pattern| pattern.captures_iter(opening).find_map(|found| count(&found[1])))
}

/// A number in digits or in words, up to twenty.
fn count(text: &str) -> Option<u32> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let word = || WORDS.iter().position(|word| word.eq_ignore_ascii_case(text)).map(|number| number as u32);
    text.parse().ok().or_else(word)
}

/// The known show a text says it is, by its openings ("welcome to …") and the sites it sends listeners to.
///
/// Where neither its beginning nor its end tells, the names and sites of one show must clearly prevail further on.
fn show_in(text: &str) -> Option<&'static Show> {
    let end = tail(text, CLOSING.min(text.len().saturating_sub(OPENING)));
    let mut scores = vec![0; shows().len()];
    for part in [head(text, OPENING), end] {
        opened(part).into_iter().for_each(|show| scores[show] += 3);
        let lower = part.to_lowercase();
        signs(&lower).filter(|(_, sign)| *sign == Sign::Site).for_each(|(show, _)| scores[show] += 1);
    }
    if scores.iter().all(|&score| score < 2) {
        scores.fill(0);
        signs(head(text, FURTHER)).for_each(|(show, _)| scores[show] += 1);
    }
    let best = (0..scores.len()).max_by_key(|&i| (scores[i], std::cmp::Reverse(i)))?;
    let other = (0..scores.len()).filter(|&i| i != best).map(|i| scores[i]).max().unwrap_or(0);
    (scores[best] >= 2 && scores[best] > other).then(|| &shows()[best])
}

/// The numbers of the shows that a text opens as: "welcome back to Soft Talk".
fn opened(text: &str) -> Vec<usize> {
    static OPENINGS: LazyLock<Regex> = LazyLock::new(|| {
        // Classes of all alphabets would take longer to make than a short text takes to read.
        let openings = r"welcome (?:back )?to|listening to|(this is)|episode (?:number )?[a-z0-9]+ of";
        let pattern = format!(r"(?i-u)\b(?:{openings}) +(?:(?:another|this) episode of +)?");
        Regex::new(&pattern).expect("a valid pattern")
    });
    let text = text.replace(|c: char| c.is_ascii_whitespace(), " ");
    let behind = |found: Captures| {
        let name = &text[found.get_match().end()..];
        let article = name.split_once(' ').filter(|(article, _)| article.eq_ignore_ascii_case("the"));
        let bare = article.map_or(name, |(_, bare)| bare.trim_start());
        // "This is …" opens any sentence; there a name at least has its capital.
        if found.get(1).is_some() && !bare.starts_with(char::is_uppercase) {
            return None;
        }
        show::beginning(name).or_else(|| show::beginning(bare))
    };
    OPENINGS.captures_iter(&text).filter_map(behind).collect()
}

/// The day it was recorded, as said: "recorded on March 6th, 2017".
fn date_in(opening: &str) -> Option<String> {
    static RECORDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix) \brecorded\b [^.]{0,40}? \b (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) [a-z]* \s+
              ([0-9]{1,2}) (?:st|nd|rd|th)? ,? \s+ ((?:19|20)[0-9]{2}) \b",
        )
        .expect("a valid pattern")
    });
    let found = holds(opening, "recorded").then(|| RECORDED.captures(opening)).flatten()?;
    calendar::named(&found[3], &found[1], &found[2])
}

/// Whether a text holds a word, in capitals or small letters.
fn holds(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

fn head(text: &str, bytes: usize) -> &str {
    &text[..boundary(text, bytes)]
}

fn tail(text: &str, bytes: usize) -> &str {
    &text[boundary(text, text.len().saturating_sub(bytes))..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read;

    fn hints(path: &str, text: &str) -> (String, Option<u32>, String, String) {
        let hints = read(path, text.as_bytes()).unwrap().hints;
        let text = Option::unwrap_or_default;
        (text(hints.show), hints.number, text(hints.title), text(hints.date))
    }

    fn expected(show: &str, number: u32, title: &str, date: &str) -> (String, Option<u32>, String, String) {
        (show.into(), Some(number), title.into(), date.into())
    }

    #[test]
    fn a_text_tells_where_a_file_name_does_not() {
        let text = "00:00 Back on episode 12 we met. Welcome to Python Bytes.\n00:09 This is episode 42, recorded May 3rd, 2021.\n";
        for path in ["seeds/007_c0ffee1234567890.txt", "/srv/texts/001_c0ffee7230e3b543.txt"] {
            assert_eq!(hints(path, text), expected("python-bytes", 42, "", "2021-05-03"));
        }
    }

    #[test]
    fn an_opening_names_its_show_with_any_article() {
        for (text, is_opening) in [
            ("Welcome to Python Bytes", true),
            ("welcome back to  THE  Python Bytes podcast", true),
            ("This is The Python Bytes podcast", true),
            ("This is the python bytes of an old codec", false),
            ("This is The python bytes of an old codec", false),
            ("This is a loom", false),
        ] {
            let expected: &[&str] = if is_opening { &["python-bytes"] } else { &[] };
            let found: Vec<_> = opened(text).into_iter().map(|show| shows()[show].slug).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_file_name_made_by_hand_is_surest() {
        let text = "00:00 This is Talk Python To Me, episode 512, recorded, at last, on March 6th, 2017.\n";
        let found = hints("python-bytes/transcripts/316-two-shows.txt", text);
        assert_eq!(found, expected("python-bytes", 316, "two shows", "2017-03-06"));
        assert_eq!(hints("the-changelog-202.md", "Hello."), expected("the-changelog", 202, "", ""));
    }

    #[test]
    fn a_heading_names_show_and_number() {
        assert_eq!(hints("0.md", "# Python Bytes 308\n\nText"), expected("python-bytes", 308, "", ""));
        assert_eq!(
            hints("soft-talk/notes/007.md", "# Soft Talk 7\n\nText"),
            expected("soft-talk", 7, "", "")
        );
        assert_eq!(hints("notes/9.md", "# Top 10\n\nText"), expected("", 9, "Top 10", ""));
    }

    proptest::proptest! {
        /// As a pattern it is one line, and takes longer to make than a transcript to read.
        #[test]
        fn finds_the_heading_that_its_pattern_finds(text in r"\x{feff}?(---\r?\n[a\n-]{0,3})?[ #\t\n\ra-]{0,12}(\n---\n+# a)?") {
            static HEADING: LazyLock<Regex> = LazyLock::new(|| {
                Regex::new(r"\A\x{feff}?(?:---\r?\n(?s:.{0,4000}?)\n---\r?\n)?\s*#[ \t]+([^\r\n]{1,300})").unwrap()
            });
            let found = HEADING.captures(&text).map(|found| found[1].trim().trim_end_matches('#').trim().to_owned());
            proptest::prop_assert_eq!(heading(&text), found);
        }
    }

    #[test]
    fn front_matter_tells_title_and_date() {
        let text = "---\ntitle: \"On tools\"\ndate: 2022-11-01\n---\n\nText\n";
        assert_eq!(hints("soft-talk/3.md", text), expected("soft-talk", 3, "On tools", "2022-11-01"));
    }

    #[test]
    fn numbers_may_be_words_and_talk_of_others_is_not_taken() {
        for (text, number) in [
            ("This is Soft Talk, episode number five, recorded Tuesday", Some(5)),
            ("It's episode nine, recorded", Some(9)),
            ("welcome to episode three of", Some(3)),
            ("This is episode #77, and we", Some(77)),
            ("You were on episode 33 of this show", None),
            ("on episode 5. It was recorded", None),
            ("an episode two people asked for", None),
        ] {
            assert_eq!(number_in(text), number, "{text}");
        }
    }
}
