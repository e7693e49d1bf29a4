//! What YAML or TOML above a Markdown text tells: `title: On tools`, `speakers = ["Ada Bell", "Carl Dorn"]`.
//!
//! *Why not simpler*: a reader of all YAML refuses the whole for one colon too many; of what people write above
//! transcripts, values and plain lists are all that is wanted.

use std::ops::Range;

use super::calendar;
use super::draft::{Draft, Join};
use super::scalar::{
    before_quote, begins_with_a_key, cells, is_list, lines_quoted, plain, stretch, without_comment,
};
use super::speaker::{is_given, looks_like_name};
use super::tag::{Piece, Pieces};
use crate::error::Error;

/// How many lines are looked at.
const LONGEST: usize = 200;

/// The values under a key: one, or those of a list in brackets or a line each. None without front matter.
pub(super) fn values(source: &str, key: &str) -> Vec<String> {
    let mut lines = lines(source);
    let found = lines.by_ref().find_map(|line| under(key, line));
    let Some(value) = found.map(without_comment) else { return Vec::new() };
    if let Some(list) = value.strip_prefix('[') {
        let mut list = list.to_owned();
        while !list.contains(']')
            && let Some(line) = lines.next()
        {
            list = format!("{list} {}", without_comment(line));
        }
        return all_plain(cells(list.split(']').next().unwrap_or_default()));
    }
    match value {
        "" => all_plain(items(lines).into_iter().map(without_comment)),
        // A text that is folded into lines of its own.
        ">" | ">-" | "|" | "|-" => {
            let inner: Vec<&str> =
                lines.take_while(|line| line.starts_with([' ', '\t'])).map(str::trim).collect();
            all_plain([inner.join(" ").as_str()])
        }
        value => all_plain([value]),
    }
}

/// The items of the list that lines begin with, of one with keys of its own its name.
fn items<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<&'l str> {
    let mut indent = None;
    let is_blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let within = lines.take_while(move |line| line.starts_with([' ', '\t', '-']) || is_blank(line));
    let item = |line: &'l str| {
        let text = line.trim_start();
        let further_in = line.len() - text.len();
        // What stands further in than the first is a list, or a key, of the item's.
        let begins = text.strip_prefix("- ").filter(|_| *indent.get_or_insert(further_in) == further_in);
        let is_own = begins.is_some() || indent.is_some_and(|indent| further_in == indent + "- ".len());
        let value = begins.unwrap_or(text);
        match value.split_once(':') {
            Some(("name", name)) if is_own => Some(name.trim_start()),
            // `C: the language` and `https://…` are no keys.
            Some((key, value))
                if value.starts_with(' ')
                    && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') =>
            {
                None
            }
            _ => begins,
        }
    };
    within.filter_map(item).collect()
}

fn all_plain<'v>(values: impl IntoIterator<Item = &'v str>) -> Vec<String> {
    values.into_iter().map(plain).filter(|value| !value.is_empty()).collect()
}

/// The people under some keys, as far as their given names tell that they are: an author may be a company, a guest a band.
///
/// `Ada Bell (host)` and `name: Ada Bell` are Ada Bell.
pub(super) fn people(source: &str, keys: &[&str]) -> Vec<String> {
    let values = keys.iter().flat_map(|key| values(source, key));
    let names = values.flat_map(|value| {
        let name = value.strip_prefix("name:").unwrap_or(&value);
        let names = name.split(" (").next().unwrap_or_default().split(" and ");
        names.map(plain).collect::<Vec<_>>()
    });
    names.filter(|name| looks_like_name(name) && is_given(name)).collect()
}

/// Keys of what is a text. Names of hosts and guests are none: like labels, they tell who speaks.
const TEXTS: [&str; 9] =
    ["title", "subtitle", "description", "summary", "excerpt", "subject", "intro", "short", "bio"];

/// Adds the title and the summary from the front matter that the source of a draft begins with, up to a byte.
pub(super) fn add(draft: &mut Draft, until: usize) {
    let source = draft.source();
    for text in texts(source).into_iter().filter(|text| text.iter().all(|line| line.end <= until)) {
        draft.join(Join::Break);
        draft.segment(None, None);
        for line in text {
            draft.join(Join::Space);
            for piece in Pieces::new(&source[line.clone()]) {
                match piece {
                    Piece::Text(text) => {
                        push_unescaped(draft, line.start + text.start..line.start + text.end)
                    }
                    Piece::Character(meant, text) => {
                        draft.push_character(meant, line.start + text.start..line.start + text.end)
                    }
                    Piece::Tag(_) => draft.join(Join::Space),
                }
            }
        }
    }
    draft.join(Join::Break);
}

/// Adds a stretch without the backslashes and doubled apostrophes that write other characters.
fn push_unescaped(draft: &mut Draft, mut stretch: Range<usize>) {
    let source = draft.source();
    while let Some(found) = source[stretch.clone()].find(['\\', '\'']) {
        let at = stretch.start + found;
        let next = source[at + 1..stretch.end].chars().next();
        let (kept, skipped) = match (&source[at..=at], next) {
            ("\\", Some('n' | 't')) => (at, 2),
            ("\\", _) => (at, 1),
            (_, Some('\'')) => (at + 1, 1),
            _ => (at + 1, 0),
        };
        draft.push(stretch.start..kept);
        if skipped == 2 {
            draft.join(Join::Space);
        }
        let from = kept + skipped;
        // What a backslash writes is no escape itself.
        let end = source[from..stretch.end]
            .chars()
            .next()
            .filter(|_| skipped == 1)
            .map_or(from, |c| from + c.len_utf8());
        draft.push(from..end);
        stretch.start = end;
    }
    draft.push(stretch);
}

/// The texts in the front matter, as stretches of their lines without quotes.
pub(super) fn texts(source: &str) -> Vec<Vec<Range<usize>>> {
    let place = |text: &str| {
        let start = text.as_ptr() as usize - source.as_ptr() as usize;
        start..start + text.len()
    };
    let lines: Vec<&str> = lines(source).collect();
    let mut texts: Vec<Vec<Range<usize>>> = Vec::new();
    // Whether a text was begun, and the line that closes its quotes.
    let (mut is_text, mut last) = (false, None);
    for (at, &line) in lines.iter().enumerate() {
        let is_quoted = Some(at) <= last;
        // What stands in a section of TOML is about something else.
        if !is_quoted && line.starts_with('[') && line.trim_end().ends_with(']') {
            break;
        }
        let goes_on = is_quoted || line.starts_with([' ', '\t', '-']) || line.trim().is_empty();
        if goes_on && is_text {
            let text = texts.last_mut().expect("one has begun");
            let line = if Some(at) == last { before_quote(line) } else { line };
            text.extend(stretch(line).filter(|text| is_quoted || !is_list(text)).map(place));
        } else if !goes_on {
            let value = TEXTS.iter().find_map(|key| under(key, line)).map(without_comment);
            is_text = value.is_some();
            last = value.map(|value| at + lines_quoted(value, &lines[at + 1..]));
            // `short: pb-182` is no text.
            let is_told = |value: &&str| {
                !is_list(value) && (value.contains(' ') || last > Some(at) || under("title", line).is_some())
            };
            texts.extend(value.map(|value| Vec::from_iter(stretch(value).filter(is_told).map(place))));
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// The byte behind the front matter, 0 without any: what begins without a key is something else between two lines.
pub(super) fn end(source: &str) -> usize {
    let told = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    let Some(body) = body(source).filter(|body| body.lines().find(told).is_some_and(begins_with_a_key))
    else {
        return 0;
    };
    let mut at = source.len() - body.len();
    for line in body.split_inclusive('\n').take(LONGEST + 1) {
        at += line.len();
        if is_fence(line) {
            return at;
        }
    }
    0
}

/// The value under a key.
pub(super) fn value(source: &str, key: &str) -> Option<String> {
    values(source, key).into_iter().next()
}

/// The day it gives, and what is told where it gives one that there is not.
pub(super) fn date(path: &str, source: &str) -> Option<Result<String, Error>> {
    let value = value(source, "date")?;
    // The first line is the one above the front matter.
    let line = 2 + lines(source).position(|line| under("date", line).is_some())? as u32;
    Some(calendar::day(&value).ok_or_else(|| calendar::unreadable(&value, path, line)))
}

/// The lines of the front matter.
fn lines(source: &str) -> impl Iterator<Item = &str> {
    let lines = body(source).unwrap_or_default().lines().take(LONGEST);
    lines.take_while(|line| !is_fence(line))
}

fn is_fence(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "..." | "+++")
}

/// What stands behind a key, if the line has it.
fn under<'l>(key: &str, line: &'l str) -> Option<&'l str> {
    let rest = line.strip_prefix(key)?;
    rest.strip_prefix(':').or_else(|| rest.trim_start_matches(' ').strip_prefix('='))
}

fn body(source: &str) -> Option<&str> {
    let source = source.trim_start_matches('\u{feff}');
    let rest = source.strip_prefix("---").or_else(|| source.strip_prefix("+++"))?;
    rest.strip_prefix('\r').unwrap_or(rest).strip_prefix('\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::DocumentKind;

    #[test]
    fn title_and_summary_are_added() {
        let source = "---\ntitle: \"On tools\"\nguests:\n  - \"Ada Bell (host)\"\n  - name: Bo Lund\n  - the loom\nhosts: [Cy O'Dorn, someone]\n\
                      tags: [Flask]\ndescription: >-\n  <p>Of Flask &amp; more,\n\n  and so on.</p>\nimage: x.png\nshort: x-1\nsummary: 'It''s a\\\"loom\\\".\\nOn' # draft\n---\n";
        let mut draft = Draft::new(source);
        add(&mut draft, source.len());
        let document = draft.finish("a.md", DocumentKind::ShowNotes, false);
        assert_eq!(document.text, "On tools\nOf Flask & more, and so on.\nIt's a\"loom\". On");
        let place = document.place(document.text.find("more").unwrap() as u32);
        assert_eq!((place.line, place.column), (10, 21));
    }

    fn text_of(front_matter: &str) -> String {
        let source = format!("---\n{front_matter}\nslug: a loom\n---\n");
        let mut draft = Draft::new(&source);
        add(&mut draft, source.len());
        draft.finish("a.md", DocumentKind::ShowNotes, false).text
    }

    #[test]
    fn a_quoted_text_goes_on_until_it_is_closed() {
        for (written, text) in [
            (
                "summary: \"[Ada](https://a.example) on looms.\n\n[Warp] and weft.\" # draft\nbio: 'Ada weaves.'",
                "[Ada](https://a.example) on looms. [Warp] and weft.\nAda weaves.",
            ),
            ("summary: 'Ada''s\nloom'", "Ada's loom"),
            ("summary: \"a \\\"loom\\\"\nof hers\"", "a \"loom\" of hers"),
        ] {
            assert_eq!(text_of(written), text, "{written}");
        }
    }

    #[test]
    fn a_quote_that_nothing_closes_takes_no_other_value_along() {
        for (written, text) in [
            ("title: \"On looms\" # a draft", "On looms"),
            ("title: 'tis the loom\nhosts: 'Ada Bell'", "tis the loom"),
            ("title: 'Warp', a book\nauthor: Ada Bell", "Warp', a book"),
            ("title: \"\ndate: 2022-11-01", ""),
            ("summary: \"An open text", "An open text"),
        ] {
            assert_eq!(text_of(written), text, "{written}");
        }
    }

    #[test]
    fn reads_values_and_lists() {
        let source = "---\ntitle: \"On tools: a talk\" \nspeakers: ['Ada Bell', \"Dorn, Carl\"]\ndate: 2022-11-01 # draft\n\
                      tags:\n  - testing\n  - \"C#\"\nempty:\nother: x\n---\ntitle: no\n";
        let told = |key| values(source, key);
        assert_eq!(told("title"), ["On tools: a talk"]);
        assert_eq!(told("speakers"), ["Ada Bell", "Dorn, Carl"]);
        assert_eq!(told("date"), ["2022-11-01"]);
        assert_eq!(told("tags"), ["testing", "C#"]);
        assert_eq!(
            values("---\nhosts: [Cy O'Dorn, 'Dorn, Carl']\n---\n", "hosts"),
            ["Cy O'Dorn", "Dorn, Carl"]
        );
        assert!(told("empty").is_empty() && told("absent").is_empty());
        let day = |source| date("a.md", source).map(|day| day.map_err(|error| error.to_string()));
        assert_eq!(day(source), Some(Ok("2022-11-01".to_owned())));
        assert_eq!(day("---\ntitle: x\n---\n"), None);
        let told = day("---\ntitle: x\ndate: 2022-02-31\n---\n").unwrap().unwrap_err();
        assert!(told.starts_with("unreadable date: `2022-02-31`\n  --> a.md:3\n"), "{told}");
        assert_eq!(value("title: x", "title"), None);
        let folded = "---\ntitle: >\n  7 On tools\n  with Ada Bell\ndate: x\n---\n";
        assert_eq!(value(folded, "title").as_deref(), Some("7 On tools with Ada Bell"));
        let toml = "+++\ntitle = \"On tools\"\nhosts = [\n  \"Ada Bell\",\n  \"Carl Dorn\",\n]\nother = 1\n+++\nhosts = [\"x\"]\n";
        assert_eq!(value(toml, "title").as_deref(), Some("On tools"));
        assert_eq!(values(toml, "hosts"), ["Ada Bell", "Carl Dorn"]);
        let closed = "---\nspeakers: [Ada Bell, # twice\n  Carl Dorn]\ntitle: On tools\n---\n";
        assert_eq!(values(closed, "speakers"), ["Ada Bell", "Carl Dorn"]);
        assert_eq!(value("---\r\ntitle: 'It' said\r\n---\r\n", "title").as_deref(), Some("'It' said"));
    }

    #[test]
    fn people_are_told_from_companies() {
        let source = "---\nauthor:\n  - \"Ada Bell (host)\"\n  - Soft Talk Network\nguests:\n  - name: Carl Dorn\n    url: x\n    links:\n      - name of it\n    of:\n      name: Dan Ek\n\n  - id: 7\n    name: Bo Lund\nhost: carl\n---\n";
        assert_eq!(people(source, &["author", "guests", "host"]), ["Ada Bell", "Carl Dorn", "Bo Lund"]);
    }
}
