//! What stands in a cell → what a table may hold, or why it is left out.

use super::entry::Case;
use super::read::fault_of_name;
use super::sheet::shown;

/// What is told of a cell: its sort, which is never shown, what it is, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) sort: &'static str,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

impl Remark {
    pub(super) fn new(sort: &'static str, message: String, hint: &'static str) -> Self {
        Remark { sort, message, hint }
    }
}

/// A value, where there is one, and what is told of the cell.
pub(super) type Cell<T> = (Option<T>, Option<Remark>);

/// A name on one line.
pub(super) fn name(given: &str, what: &str) -> Cell<String> {
    let name = one_line(given);
    match fault_of_name(&name) {
        None => (Some(name), None),
        Some(fault) => (None, Some(Remark::new("fault", format!("left out, {what}: {fault}"), ""))),
    }
}

/// An alias or cue word: a name that stands between two `|`.
pub(super) fn part(given: &str, what: &str) -> Cell<String> {
    match name(given, what) {
        (Some(part), _) if part.contains('|') => {
            let message = format!("the {what} {} is left out: a table cannot hold a `|` in it", shown(&part));
            (None, Some(Remark::new("bar", message, "")))
        }
        other => other,
    }
}

/// An address; one that lacks only `https://` gets it.
pub(super) fn url(given: &str) -> Cell<String> {
    let url = given.trim();
    let odd = url.contains(|c: char| c.is_whitespace() || c.is_control());
    let host = url.split('/').next().unwrap_or_default();
    let is_host = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !url.contains(':');
    if url.is_empty() {
        (None, None)
    } else if !odd && (url.starts_with("https://") || url.starts_with("http://")) {
        (Some(url.to_string()), None)
    } else if !odd && is_host {
        let message = format!("{} is no full address: read as `https://…`", shown(url));
        (Some(format!("https://{url}")), Some(Remark::new("scheme", message, "")))
    } else {
        let message = format!("left out, no web address: {}", shown(url));
        (None, Some(Remark::new("url", message, "an address begins with `https://`")))
    }
}

/// A weight; spreadsheets write `12.0` for 12.
pub(super) fn weight(given: &str) -> Cell<u32> {
    let weight = given.trim();
    let whole = weight.split_once('.').filter(|(_, rest)| rest.bytes().all(|digit| digit == b'0'));
    let parsed = whole.map_or(weight, |(whole, _)| whole).parse().ok().filter(|&weight| weight > 0);
    if parsed.is_some() || weight.is_empty() {
        return (parsed, None);
    }
    let message = format!("left out, no weight: {}", shown(weight));
    (None, Some(Remark::new("weight", message, "a weight is a whole number from 1")))
}

/// Whether letters must stand as written.
pub(super) fn case(given: &str) -> Cell<Case> {
    match given.trim().to_lowercase().as_str() {
        "" => (None, None),
        "any" => (Some(Case::Any), None),
        "exact" => (Some(Case::Exact), None),
        _ => {
            let message = format!("left out, no case rule: {}", shown(given.trim()));
            (None, Some(Remark::new("case", message, "it is `exact` or `any`")))
        }
    }
}

/// A note on one line.
pub(super) fn note(given: &str) -> Cell<String> {
    let note = one_line(given);
    if note.contains(char::is_control) {
        return (None, Some(Remark::new("note", "a note with a control character is left out".into(), "")));
    }
    (Some(note).filter(|note| !note.is_empty()), None)
}

/// Text on one line; other control characters stay, to be told.
fn one_line(text: &str) -> String {
    let lines = text.split(['\t', '\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_what_is_meant_clearly() {
        assert_eq!(name(" New\r\n Quib ", "name"), (Some("New Quib".into()), None));
        assert_eq!(weight(" 12.00 "), (Some(12), None));
        assert_eq!(case("Exact"), (Some(Case::Exact), None));
        let (url, remark) = url("quib.example/x");
        assert_eq!(url.as_deref(), Some("https://quib.example/x"));
        assert_eq!(remark.unwrap().message, "`quib.example/x` is no full address: read as `https://…`");
    }

    #[test]
    fn what_is_left_out_is_told_and_an_empty_cell_is_not() {
        for odd in ["mailto:me", "https://a b", "http://x\u{1b}[2J", "quib", ".x", "C:\\x.y"] {
            assert!(url(odd).0.is_none() && url(odd).1.is_some(), "{odd}");
        }
        for odd in ["much", "0", "-1", "1.5", "99999999999", "1,200"] {
            assert!(weight(odd).0.is_none() && weight(odd).1.is_some(), "{odd}");
        }
        assert!(case("upper").1.is_some() && note("a\u{7}").1.is_some() && part("a|b", "alias").1.is_some());
        assert_eq!(
            (url(" "), weight(" "), case(" "), note(" ")),
            ((None, None), (None, None), (None, None), (None, None))
        );
    }
}
