//! The shows that are known by name, from `data/shows.tsv`.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rustc_hash::FxHashMap;

use crate::text::fold;

/// A podcast: how it is called, where it lives, who hosts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Show {
    /// The show's slug: `python-bytes`.
    pub slug: &'static str,
    /// Its name as its makers write it.
    pub name: &'static str,
    /// Other names, misheard ones included.
    pub aliases: Vec<&'static str>,
    /// Its sites, without scheme: `pythonbytes.fm`.
    pub sites: Vec<&'static str>,
    /// The people who usually host it.
    pub hosts: Vec<&'static str>,
}

/// All known shows, by slug. Costs nothing after the first call.
pub fn shows() -> &'static [Show] {
    static SHOWS: OnceLock<Vec<Show>> = OnceLock::new();
    SHOWS.get_or_init(|| include_str!("../../data/shows.tsv").lines().skip(1).filter_map(row).collect())
}

/// The show with this slug, name or alias. Each file is asked for its show several times.
pub(super) fn named(name: &str) -> Option<&'static Show> {
    static SHOWS: OnceLock<FxHashMap<String, &Show>> = OnceLock::new();
    let by_slug = SHOWS.get_or_init(|| {
        let mut by_slug = FxHashMap::default();
        for show in shows() {
            for name in [show.slug, show.name].iter().chain(&show.aliases) {
                by_slug.entry(fold::slug(name)).or_insert(show);
            }
        }
        by_slug
    });
    by_slug.get(&fold::slug(name)).copied()
}

/// The number of the show with whose name or alias a text begins, in capitals or small letters, with hyphens or blanks; of several names
/// the longest counts.
pub(super) fn beginning(text: &str) -> Option<usize> {
    /// A finder of all names, and the show of each.
    type Names = (AhoCorasick, Vec<usize>);
    static NAMES: OnceLock<Names> = OnceLock::new();
    let (finder, owners) = NAMES.get_or_init(|| {
        let of_show = |(at, show): (usize, &'static Show)| {
            let names = show.aliases.iter().chain([&show.name]);
            names.flat_map(move |name| [(name.to_string(), at), (name.replace('-', " "), at)])
        };
        let (names, owners): (Vec<String>, Vec<usize>) = shows().iter().enumerate().flat_map(of_show).unzip();
        let mut finder = AhoCorasick::builder();
        finder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true);
        (finder.start_kind(StartKind::Anchored).build(names).expect("few short patterns"), owners)
    });
    let found = finder.find(Input::new(text).anchored(Anchored::Yes))?;
    let is_whole = !text[found.end()..].starts_with(char::is_alphanumeric);
    is_whole.then(|| owners[found.pattern().as_usize()])
}

/// What points to a show wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// One of its sites.
    Site,
    /// Its name, where that has more than one word.
    Name,
}

/// The signs in a text, as they are spelt, with the numbers of their shows, in no order. Costs one pass for all shows together,
/// and for each byte within a sign a look at the signs that begin with it.
///
/// A site may hold another, or begin with its end. Where any stands all are looked for one by one: that is seldom, and a
/// search that overlaps goes byte by byte.
pub(super) fn signs(text: &str) -> impl Iterator<Item = (usize, Sign)> {
    /// A finder of all signs, and each with what it means.
    type Signs = (AhoCorasick, Vec<(&'static str, (usize, Sign))>);
    static SIGNS: OnceLock<Signs> = OnceLock::new();
    let (finder, signs) = SIGNS.get_or_init(|| {
        let of_show = |(at, show): (usize, &Show)| {
            let name = Some(show.name).filter(|name| name.contains(' ')).map(|name| (name, (at, Sign::Name)));
            let sites: Vec<_> = show.sites.iter().map(|site| (*site, (at, Sign::Site))).chain(name).collect();
            sites
        };
        let mut signs: Vec<_> = shows().iter().enumerate().flat_map(of_show).collect();
        signs.sort_unstable();
        let patterns = signs.iter().map(|(sign, _)| sign);
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns);
        (finder.expect("few short patterns"), signs)
    });
    let begin_at = move |at: usize| {
        let rest = &text.as_bytes()[at..];
        let first = |sign: &str| sign.as_bytes().first().copied();
        let from = signs.partition_point(|(sign, _)| first(sign) < rest.first().copied());
        let alike = signs[from..].iter().take_while(move |(sign, _)| first(sign) == rest.first().copied());
        alike.filter(move |(sign, _)| rest.starts_with(sign.as_bytes()))
    };
    finder.find_iter(text).flat_map(|found| found.range()).flat_map(begin_at).map(|&(_, meaning)| meaning)
}

/// A row of the table; a row without five cells is none (a test holds the table to five).
fn row(line: &'static str) -> Option<Show> {
    let [slug, name, aliases, sites, hosts] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    let list = |cell: &'static str| cell.split('|').filter(|item| !item.is_empty()).collect();
    Some(Show { slug, name, aliases: list(aliases), sites: list(sites), hosts: list(hosts) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_hyphen_may_be_a_blank() {
        for text in ["Self-Hosted", "self hosted, with"] {
            assert_eq!(beginning(text).map(|show| shows()[show].slug), Some("self-hosted"));
        }
        for text in ["Self-Hostedness", "The Self-Hosted", ""] {
            assert_eq!(beginning(text), None, "{text}");
        }
    }

    #[test]
    fn the_table_is_whole_sorted_and_unique() {
        let table = include_str!("../../data/shows.tsv");
        assert_eq!(table.lines().count() - 1, shows().len());
        assert!(shows().is_sorted_by(|a, b| a.slug < b.slug));
        assert!(shows().iter().all(|show| fold::slug(show.slug) == show.slug && !show.name.is_empty()));
    }

    #[test]
    fn signs_are_found_where_shows_share_them() {
        let found: Vec<_> = signs("Go Time lives at changelog.com/gotime.")
            .map(|(at, sign)| (shows()[at].slug, sign))
            .collect();
        assert!(found.contains(&("go-time", Sign::Site)), "{found:?}");
        assert!(found.iter().filter(|(_, sign)| *sign == Sign::Site).count() > 1, "{found:?}");
    }

    proptest::proptest! {
        #[test]
        fn no_sign_is_passed_over(pieces in prop::collection::vec(piece(), 0..6)) {
            let text = pieces.concat();
            let mut found: Vec<_> = signs(&text).map(|(at, sign)| (at, sign == Sign::Site)).collect();
            let mut obvious = Vec::new();
            for (at, show) in shows().iter().enumerate() {
                let times = |sign: &str| (0..text.len()).filter(|&at| text.as_bytes()[at..].starts_with(sign.as_bytes())).count();
                let sites: usize = show.sites.iter().map(|site| times(site)).sum();
                let names = if show.name.contains(' ') { times(show.name) } else { 0 };
                obvious.extend(std::iter::repeat_n((at, false), names).chain(std::iter::repeat_n((at, true), sites)));
            }
            found.sort_unstable();
            obvious.sort_unstable();
            proptest::prop_assert_eq!(found, obvious);
        }
    }

    /// A sign, a part of one, or something else.
    fn piece() -> impl Strategy<Value = &'static str> {
        let of_show = |show: &'static Show| show.sites.iter().copied().chain([show.name]);
        let signs: Vec<&str> = shows().iter().flat_map(of_show).collect();
        let halves = signs.iter().map(|sign| &sign[sign.len() / 2..]).filter(|half| !half.is_empty());
        prop::sample::select(halves.chain(signs.iter().copied()).chain([" and ", "é"]).collect::<Vec<_>>())
    }

    #[test]
    fn accents_and_the_way_they_are_written_do_not_matter() {
        for name in ["T\u{e9}st and C\u{f6}de", "Te\u{301}st and Co\u{308}de", "test_and_code"] {
            assert_eq!(named(name).map(|show| show.slug), Some("test-and-code"), "{name}");
        }
    }

    #[test]
    fn finds_a_show_by_any_of_its_names() {
        for name in ["talk-python", "Talk Python To Me", "talk_python", "TALK PYTHON"] {
            assert_eq!(named(name).map(|show| show.slug), Some("talk-python"), "{name}");
        }
        assert_eq!(named("Soft Talk"), None);
        assert!(named("python-bytes").unwrap().hosts.contains(&"Brian Okken"));
    }
}
