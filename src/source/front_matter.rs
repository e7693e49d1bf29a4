//! What YAML above a Markdown text tells: `title: On tools`, `speakers: [Ada Bell, Carl Dorn]`.
//!
//! *Why not simpler*: a reader of all YAML refuses the whole for one colon too many; of what people write above
//! transcripts, values and plain lists are all that is wanted.

use super::calendar;
use crate::error::Error;

/// How many lines are looked at.
const LONGEST: usize = 200;

/// The values under a key: one, or those of a list in brackets or a line each. None without front matter.
pub(super) fn values(source: &str, key: &str) -> Vec<String> {
    let mut lines = lines(source);
    let found = lines.by_ref().find_map(|line| under(key, line));
    let Some(value) = found.map(without_comment) else { return Vec::new() };
    let values: Vec<&str> = if let Some(list) = value.strip_prefix('[') {
        cells(list.strip_suffix(']').unwrap_or(list))
    } else if value.is_empty() {
        lines.map_while(|line| line.trim_start().strip_prefix("- ")).map(without_comment).collect()
    } else {
        vec![value]
    };
    values.into_iter().map(plain).filter(|value| !value.is_empty()).collect()
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
    lines.take_while(|line| !matches!(line.trim_end(), "---" | "..."))
}

/// What stands behind a key, if the line has it.
fn under<'l>(key: &str, line: &'l str) -> Option<&'l str> {
    line.strip_prefix(key)?.strip_prefix(':')
}

fn body(source: &str) -> Option<&str> {
    let rest = source.trim_start_matches('\u{feff}').strip_prefix("---")?;
    rest.strip_prefix('\r').unwrap_or(rest).strip_prefix('\n')
}

/// A value without the blanks around it and without a comment behind it; `#` within quotes begins none.
fn without_comment(value: &str) -> &str {
    let value = value.trim();
    match value.find(" #").filter(|_| !value.starts_with(['"', '\''])) {
        Some(at) => value[..at].trim_end(),
        None => value,
    }
}

/// The cells of a list; a comma within quotes parts none.
fn cells(list: &str) -> Vec<&str> {
    let mut quote = None;
    let parts = list.split(move |c: char| {
        match quote {
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        c == ',' && quote.is_none()
    });
    parts.collect()
}

/// A value without the quotes around it.
fn plain(value: &str) -> String {
    let value = value.trim();
    let within = |quote| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    within('"').or_else(|| within('\'')).unwrap_or(value).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_values_and_lists() {
        let source = "---\ntitle: \"On tools: a talk\" \nspeakers: ['Ada Bell', \"Dorn, Carl\"]\ndate: 2022-11-01 # draft\n\
                      tags:\n  - testing\n  - \"C#\"\nempty:\nother: x\n---\ntitle: no\n";
        let told = |key| values(source, key);
        assert_eq!(told("title"), ["On tools: a talk"]);
        assert_eq!(told("speakers"), ["Ada Bell", "Dorn, Carl"]);
        assert_eq!(told("date"), ["2022-11-01"]);
        assert_eq!(told("tags"), ["testing", "C#"]);
        assert!(told("empty").is_empty() && told("absent").is_empty());
        let day = |source| date("a.md", source).map(|day| day.map_err(|error| error.to_string()));
        assert_eq!(day(source), Some(Ok("2022-11-01".to_owned())));
        assert_eq!(day("---\ntitle: x\n---\n"), None);
        let told = day("---\ntitle: x\ndate: 2022-02-31\n---\n").unwrap().unwrap_err();
        assert!(told.starts_with("unreadable date: `2022-02-31`\n  --> a.md:3\n"), "{told}");
        assert_eq!(value("title: x", "title"), None);
        assert_eq!(value("---\r\ntitle: 'It' said\r\n---\r\n", "title").as_deref(), Some("'It' said"));
    }
}
