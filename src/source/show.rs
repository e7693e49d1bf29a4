//! The shows that are known by name, from `data/shows.tsv`.

use std::sync::OnceLock;

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

/// The show with this slug, name or alias.
pub(super) fn named(name: &str) -> Option<&'static Show> {
    let slug = fold::slug(name);
    let is_it = |other: &str| fold::slug(other) == slug;
    shows().iter().find(|show| show.slug == slug || is_it(show.name) || show.aliases.iter().any(|a| is_it(a)))
}

/// A row of the table; a row without five cells is none (a test holds the table to five).
fn row(line: &'static str) -> Option<Show> {
    let [slug, name, aliases, sites, hosts] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    let list = |cell: &'static str| cell.split('|').filter(|item| !item.is_empty()).collect();
    Some(Show { slug, name, aliases: list(aliases), sites: list(sites), hosts: list(hosts) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_sorted_and_unique() {
        let table = include_str!("../../data/shows.tsv");
        assert_eq!(table.lines().count() - 1, shows().len());
        assert!(shows().is_sorted_by(|a, b| a.slug < b.slug));
        assert!(shows().iter().all(|show| fold::slug(show.slug) == show.slug && !show.name.is_empty()));
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
