//! A plain list of names, a line each → names.
//!
//! Bullets, numbers and Markdown are passed over: `- Quib`, `3. Quib`, `* [Quib](https://q.example) - measures tides`. What
//! follows a link or a name (`Ada Quib <ada@q.example> (host) - measures tides`) is told and left out, as are headings and
//! remarks.

use super::collect::{Collector, Found};
use super::sheet::shown;

/// Reads the lines of a list.
pub(super) fn read(text: &str, collector: &mut Collector) {
    for (line, text) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        if text.starts_with('#') && text.trim_start_matches('#').starts_with(' ') {
            collector
                .tell("heading", line, text, || ("a heading or remark is left out".into(), String::new()));
            continue;
        }
        let item = without_bullet(text);
        let (name, url, rest) = link(item).unwrap_or_else(|| without_remark(item));
        let in_brackets = rest.trim_start().starts_with('(');
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || !c.is_alphanumeric());
        if !rest.is_empty() {
            collector.tell("rest", line, rest, || {
                let hint =
                    if in_brackets { "if it is another name, give it in the column `aliases`" } else { "" };
                let what = if url.is_empty() { "name" } else { "link" };
                (format!("what follows the {what} is left out: {}", shown(rest)), hint.into())
            });
        }
        if url.is_empty() && name.contains([',', ';', '\t']) {
            collector.tell("comma", line, name, || {
                let hint = "if these are columns, give the file a first line that names them: name,kind,…";
                (format!("taken as one name: {}", shown(name)), hint.into())
            });
        }
        let url = if url.starts_with("http") { url } else { "" };
        collector.add(&Found { line, name: plain(name), url: url.into(), ..Found::default() });
    }
}

/// A line without its bullet or number.
fn without_bullet(line: &str) -> &str {
    let bare = ["- ", "* ", "+ ", "• "].iter().find_map(|bullet| line.strip_prefix(bullet));
    let numbered = || {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = rest.strip_prefix(['.', ')'])?.strip_prefix(' ')?;
        (!line.starts_with(['.', ')'])).then_some(rest)
    };
    let item = bare.or_else(numbered).unwrap_or(line).trim_start();
    ["[ ] ", "[x] ", "[X] "].iter().find_map(|tick| item.strip_prefix(tick)).unwrap_or(item)
}

/// A Markdown link at the beginning: its text, its target, and what follows.
fn link(item: &str) -> Option<(&str, &str, &str)> {
    let item = item.trim_start_matches(['*', '_']);
    let (name, rest) = item.strip_prefix('[')?.split_once("](")?;
    let (target, rest) = rest.split_once(')')?;
    Some((name, target.split_whitespace().next().unwrap_or_default(), rest))
}

/// A name, no target, and what is said of it: `- a library`, `: a library`, `(host)`, an e-mail address.
fn without_remark(item: &str) -> (&str, &str, &str) {
    let dashes = [" - ", " – ", " — ", " -- "].into_iter().filter_map(|dash| item.find(dash));
    let colon = item.find(": ").filter(|&at| {
        let says = item[at + 2..].trim_start().starts_with(char::is_lowercase);
        says || item[..at].ends_with(['*', '`'])
    });
    let mut name = &item[..dashes.chain(colon).min().unwrap_or(item.len())];
    while let Some(at) = last_remark(name) {
        name = name[..at].trim_end();
    }
    if name.contains(char::is_alphanumeric) { (name, "", &item[name.len()..]) } else { (item, "", "") }
}

/// Where the last words begin if they are no part of a name: in brackets, or an e-mail address.
fn last_remark(name: &str) -> Option<usize> {
    let name = name.trim_end();
    let bracket = |open, close| if name.ends_with(close) { name.rfind(open) } else { None };
    let address = || name.rfind(' ').filter(|&at| name[at..].contains('@') && name[at..].contains('.'));
    bracket(" (", ')').or_else(|| bracket(" <", '>')).or_else(address)
}

/// A name without the signs that Markdown puts around it.
fn plain(name: &str) -> String {
    let mut name = name.trim();
    for mark in ["**", "__", "`", "*"] {
        let inside = name.strip_prefix(mark).and_then(|name| name.strip_suffix(mark));
        name = inside.filter(|inside| !inside.is_empty()).unwrap_or(name);
    }
    name.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Row;

    fn read_all(text: &str) -> (Vec<String>, Vec<String>) {
        let mut collector = Collector::new("x.txt", text, "project");
        read(text, &mut collector);
        let (rows, warnings) = collector.into_rows();
        let shown = |row: Row| match row {
            Row::Entry(entry) => entry.entity.name + " " + entry.entity.url.as_deref().unwrap_or("-"),
            Row::Block(block) => block.name,
        };
        let told = warnings.sorts().iter().flat_map(|sort| &sort.told).map(ToString::to_string);
        (rows.into_iter().map(shown).collect(), told.collect())
    }

    #[test]
    fn reads_lists_as_people_write_them() {
        for (line, expected) in [
            ("Quib", "Quib -"),
            ("  - Quib 2 ", "Quib 2 -"),
            ("* [Quib](https://q.example)", "Quib https://q.example"),
            ("12. **Quib**", "Quib -"),
            ("3) `quib-io`", "quib-io -"),
            ("- [x] Quib", "Quib -"),
            ("+ **[Quib](https://q.example \"tides\")**", "Quib https://q.example"),
            ("- [Quib](docs/quib.md)", "Quib -"),
            ("2 Fast Quib", "2 Fast Quib -"),
            (".NET Quib", ".NET Quib -"),
            ("C#", "C# -"),
            ("[unclosed", "[unclosed -"),
            ("print()", "print() -"),
            ("Rust: The Book", "Rust: The Book -"),
            ("Quib @quib", "Quib @quib -"),
            ("(Quib)", "(Quib) -"),
        ] {
            assert_eq!(read_all(&format!("\n{line}\n")), (vec![expected.to_string()], Vec::new()), "{line}");
        }
    }

    #[test]
    fn what_is_left_out_or_odd_is_told_with_its_line() {
        for (line, names, expected) in [
            ("# Our names", 0, "a heading or remark is left out\n  --> x.txt:2:1"),
            (
                "- [Quib](https://q.example) - Measures tides.",
                1,
                "is left out: `Measures tides`\n  --> x.txt:2:31",
            ),
            (
                "FastAPI - a web framework",
                1,
                "follows the name is left out: `a web framework`\n  --> x.txt:2:11\n",
            ),
            ("- Ann Lee <ann@x.org>", 1, "follows the name is left out: `ann@x.org`\n  --> x.txt:2:12\n"),
            ("Bob Roe (host)", 1, "follows the name is left out: `host`\n  --> x.txt:2:10\n"),
            ("Quib, Ada", 1, "taken as one name: `Quib, Ada`\n  --> x.txt:2:1"),
            ("---", 0, "no letter or digit in the name `---`\n  --> x.txt:2:1"),
        ] {
            let (rows, told) = read_all(&format!("\n{line}\n"));
            assert_eq!((rows.len(), told.len()), (names, 1), "{line}: {told:?}");
            assert!(told[0].contains(expected), "{}", told[0]);
        }
    }

    #[test]
    fn what_is_said_of_a_name_is_no_part_of_it() {
        for (line, name) in [
            ("FastAPI - a web framework (new)", "FastAPI"),
            ("**Quib** — Tides", "Quib"),
            ("`quib`: Tides", "quib"),
            ("Quib: measures tides - and more", "Quib"),
            ("Ann Lee <ann@x.org> (she/her)", "Ann Lee"),
            ("Ann Lee ann@x.org", "Ann Lee"),
            ("Scikit-Learn (sklearn) -- models", "Scikit-Learn"),
        ] {
            assert_eq!(read_all(line).0, [format!("{name} -")], "{line}");
        }
    }
}
