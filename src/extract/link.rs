//! Links: what show notes link to is talked about in this episode, whether the dictionary knows it or not.
//!
//! *What it finds*: `[Bend](https://github.com/…/bend)` names a project; `[Jo Doe](https://twitter.com/jodoe)` a person.
//! *Why not simpler*: link texts are often titles of articles, so the text must be a name: that of a known project, that
//! of the repository or package it leads to, or a person's. *What it misses*: projects linked by an article's title.

use std::collections::BTreeMap;
use std::ops::Range;

use super::candidate::{Candidate, EntityRef, Found};
use super::limits::link::{COMMON, HOST_ENDINGS, LEADING, LONGEST, PACKAGES, PROFILES, SHORTEST_HOST};
use super::linked;
use super::reading::Reading;
use super::weigh::{Reason, Reasons};
use crate::dictionary::key;
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;
use crate::episode::Link;
use crate::mention::Evidence;
use crate::text::word::Gap;

/// Finds what links name, and what they give reason to expect.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    addresses(reading, found);
    texts(reading, found);
    linked::find(reading, found);
}

/// What the texts of links name, and what they lead to.
fn texts(reading: &Reading, found: &mut Found) {
    let mut called = BTreeMap::new();
    for (number, document) in reading.episode.documents.iter().enumerate() {
        for link in &document.links {
            let words = reading.words_in(number, link.span);
            let text = &document.text[link.span.range()];
            if is_profile(&link.url) && is_full_name(reading, &words) {
                let person = found.establish(reading, text.trim(), Kind::Person, Some(&link.url));
                found.add(words, person, Evidence::Link, Reasons::of(&[Reason::LinkText, Reason::FullName]));
                continue;
            }
            let Some(project) = target(reading, found, text, link) else { continue };
            found.expect(project, Reason::Linked);
            let name = found.entity(project).name.clone();
            expect_kin(found, &name);
            let is_called_so = is_called_so(reading, found, project, &words, &link.url);
            if is_called_so {
                called.insert(reading.ids[words.start], project);
            }
            if is_called_so || !words.is_empty() && words.len() <= LONGEST && same_name(text, &name) {
                found.add(words, project, Evidence::Link, Reasons::of(&[Reason::LinkText]));
            }
        }
    }
    for (id, entity) in called {
        let name = |at| Candidate {
            words: at..at + 1,
            entity,
            finder: Evidence::Name,
            rule: Some(Rule::AsWritten),
            reasons: Reasons::default(),
        };
        found.candidates.extend(reading.places_of(id).map(name));
    }
}

/// Whether the text of a link to a known project's code is what the code is called, and a word of the project's name that is by itself no
/// name anywhere and not common: the "Proton" of Valve Proton, but not "Valve".
fn is_called_so(
    reading: &Reading,
    found: &Found,
    project: EntityRef,
    words: &Range<usize>,
    url: &str,
) -> bool {
    let EntityRef::Known(entry) = project else { return false };
    let at = words.start;
    words.len() == 1
        && package(url).is_some_and(|name| key(name) == reading.joined(words))
        && reading.words[at].is_capital()
        && reading.info(at).zipf < COMMON
        && found.dictionary.forms().get(&reading.ids[words.clone()]).is_none()
        && found.dictionary.entry(entry).entity.name.split(' ').any(|part| key(part) == reading.joined(words))
}

/// An address in the text that is a project's own: "it's on pypi.org".
fn addresses(reading: &Reading, found: &mut Found) {
    let mut at = 0;
    while let Some(ahead) = reading.words[at..].iter().position(|word| word.is_address()) {
        at += ahead;
        let end = (at + 1..reading.words.len())
            .find(|&word| !reading.words[word].is_address() || reading.words[word].gap != Gap::Joint)
            .unwrap_or(reading.words.len());
        if end > at + 1 {
            let url = reading.text(&(at..end));
            // What is written with its scheme is an address and no more.
            let spoken = !url.contains("://") && !url.contains('@');
            if let Some(entry) = found.dictionary.find_url(url).filter(|_| spoken) {
                let reasons = Reasons::of(&[Reason::LinkText]);
                found.add(at..end, EntityRef::Known(entry), Evidence::Link, reasons);
            }
        }
        at = end;
    }
}

/// Whether an address is that of somebody's profile, told by the shape of its path.
fn is_profile(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let path = rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/');
    match *path.split('/').collect::<Vec<_>>() {
        [host, name] => PROFILES.contains(&host.trim_start_matches("www.")) || name.starts_with('@'),
        [_, "in", _] => true,
        _ => false,
    }
}

/// Whether a link's text is written like a full name: two or three capitalised words that are not plain English.
fn is_full_name(reading: &Reading, words: &Range<usize>) -> bool {
    let name = |word: usize| {
        let info = reading.info(word);
        reading.words[word].is_capital() && (!info.is_english() || info.is_given() || info.is_surname())
    };
    (2..=3).contains(&words.len()) && words.clone().all(name)
}

/// A plugin is linked: what it plugs into will be talked about (flake8, where flake8-comprehensions is linked).
pub(super) fn expect_kin(found: &mut Found, name: &str) {
    let first = name.split(['-', ' ']).next().filter(|first| *first != name);
    if let Some(entry) = first.and_then(|first| found.dictionary.find_entry(first)) {
        found.expect(EntityRef::Known(entry), Reason::Kin);
    }
}

/// The project that a link leads to.
fn target(reading: &Reading, found: &mut Found, text: &str, link: &Link) -> Option<EntityRef> {
    if let Some(entry) = found.dictionary.find_url(&link.url).or_else(|| at_home(found, text, &link.url)) {
        return Some(EntityRef::Known(entry));
    }
    let slug =
        package(&link.url).or_else(|| last_of_two(&link.url).filter(|slug| !is_everyday(reading, slug)))?;
    // A company of that name is not what code or a package is of; somebody's own page is no project.
    let kind = |entry: u32| found.dictionary.entry(entry).entity.kind;
    let known = found
        .dictionary
        .find_entry(slug)
        .filter(|&entry| matches!(kind(entry), Kind::Project | Kind::Person));
    if let Some(entry) = known {
        // The same name at another address may be another project; the link's text decides, but for packages.
        let name = &found.dictionary.entry(entry).entity.name;
        let is_it = same_name(lead(text), name) || is_package(&link.url) && key(name) == key(slug);
        return (kind(entry) == Kind::Project && is_it).then_some(EntityRef::Known(entry));
    }
    let lead = lead(text);
    // The code of what is called otherwise, such as a site's or a survey's, is no name by itself.
    if lead.len() < text.len() && (is_everyday(reading, slug) || slug.contains('.')) {
        return None;
    }
    let text = lead;
    // A bare address names what it leads to.
    let is_bare = text.contains("://") && !is_everyday(reading, slug);
    let spelled = if is_bare { slug } else { text.trim().trim_matches(|c: char| !c.is_alphanumeric()) };
    if !same_name(spelled, slug) {
        return None;
    }
    Some(found.establish(reading, spelled, Kind::Project, Some(&link.url)))
}

/// What a text that tells more begins with: "Quarzle: a clock", "Quarzle on GitHub", `vandrel/quarzle`.
fn lead(text: &str) -> &str {
    if text.contains("://") {
        return text;
    }
    let text = text.split([':', '–', '—', '|', '(']).next().unwrap_or(text).trim();
    let text = LEADING.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    text.rsplit_once('/').filter(|_| !text.contains(' ')).map_or(text, |(_, name)| name)
}

/// The project of the dictionary that the text of a link names, if it leads to a host called so: "Ward" at `wardpy.com`.
fn at_home(found: &Found, text: &str, url: &str) -> Option<u32> {
    let name = key(text);
    let host = url.split_once("://")?.1.split('/').next()?;
    // `wardpy.com`, `docs.pytest.org`, `fastht.ml`.
    let is_labelled =
        |label: &str| key(label).strip_prefix(&name).is_some_and(|rest| HOST_ENDINGS.contains(&rest));
    let is_host = name.len() >= SHORTEST_HOST && (key(host) == name || host.split('.').any(is_labelled));
    let entry = found.dictionary.find_entry(text.trim()).filter(|_| is_host)?;
    (found.dictionary.entry(entry).entity.kind == Kind::Project).then_some(entry)
}

/// Whether two names are the same but for case, separators and an ending such as `.py`.
fn same_name(a: &str, b: &str) -> bool {
    let bare = |name: &str| {
        let name = key(name);
        ["github", "project", "py", "js", "rs"].iter().fold(name, |name, ending| {
            name.strip_suffix(ending).filter(|rest| rest.len() > 2).map(String::from).unwrap_or(name)
        })
    };
    key(a) == key(b) || bare(a) == bare(b)
}

/// The name in an address of a code or package host, told by the shape of its path, whatever the host.
pub(super) fn package(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let rest = rest.split(['?', '#']).next()?.trim_end_matches('/');
    let mut parts = rest.split('/');
    let host = parts.next()?;
    let path: Vec<&str> = parts.collect();
    let name = match *path {
        ["project" | "package" | "packages" | "crates" | "gems" | "pypi", name] => name,
        ["project" | "pypi" | "crates", name, ..] => name,
        [owner, name] if is_forge(host) && !owner.is_empty() => name.trim_end_matches(".git"),
        _ => host.strip_suffix(".readthedocs.io").or_else(|| host.strip_suffix(".readthedocs.org"))?,
    };
    let fits = (2..=40).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.+".contains(&b));
    fits.then_some(name)
}

/// Whether an address is that of a package, of which its host has one of each name.
fn is_package(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    PACKAGES.iter().any(|start| rest.trim_start_matches("www.").starts_with(start))
}

/// The second of exactly two parts of a path on a host that calls itself after code: somebody's own forge.
fn last_of_two(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1.split(['?', '#']).next()?.trim_end_matches('/');
    match *rest.split('/').collect::<Vec<_>>() {
        [host, owner, name] if !owner.is_empty() && (2..=40).contains(&name.len()) => {
            let label = host.split('.').next().unwrap_or(host);
            ["git", "code", "src"]
                .iter()
                .any(|code| label.starts_with(code))
                .then(|| name.trim_end_matches(".git"))
        }
        _ => None,
    }
}

/// Whether a name is a common word, which names pages of many kinds.
fn is_everyday(reading: &Reading, name: &str) -> bool {
    let number = reading.lexicon.number(&crate::text::fold::fold(name));
    number.is_some_and(|number| reading.lexicon.info(number).is_english())
}

/// Whether `host/owner/name` is a repository there.
fn is_forge(host: &str) -> bool {
    let host = host.trim_start_matches("www.");
    ["github.com", "codeberg.org", "bitbucket.org", "sr.ht"].contains(&host) || host.starts_with("gitlab.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_forge_by_the_beginning_of_its_name() {
        assert_eq!(last_of_two("https://git.example.org/group/tool.git"), Some("tool"));
        assert_eq!(last_of_two("https://encodeworks.example.org/p/course"), None);
    }

    #[test]
    fn tells_packages_by_the_shape_of_their_path() {
        for (url, name) in [
            ("https://github.com/HigherOrderCO/Bend", Some("Bend")),
            ("https://gitlab.example.org/group/tool.git", Some("tool")),
            ("https://pypi.org/project/rich/", Some("rich")),
            ("https://crates.io/crates/petgraph", Some("petgraph")),
            ("https://www.npmjs.com/package/left-pad?x=1", Some("left-pad")),
            ("https://anyio.readthedocs.io/en/stable/index.html", Some("anyio")),
            ("https://github.com/owner/name/issues/12", None),
            ("https://github.com/owner", None),
            ("https://example.org/2020/05/post", None),
            ("not an address", None),
        ] {
            assert_eq!(package(url), name, "{url}");
        }
    }
}
