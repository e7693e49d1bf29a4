//! Mentions of names that no dictionary has, put together over all episodes.

use std::collections::{BTreeMap, BTreeSet};

use super::quote::Quote;
use super::sign::{Sign, signs};
use crate::corpus::Corpus;
use crate::dictionary::{Dictionary, key};
use crate::entity::{Entity, Kind};
use crate::mention::Extraction;
use crate::text::fold::slug;

/// Longest name that a table takes, in characters.
const LONGEST: usize = 120;

/// One name with all that the texts say of it.
#[derive(Debug, Clone)]
pub(super) struct Gathered {
    pub(super) kind: Kind,
    /// How often each spelling stands, and whether somebody wrote it.
    pub(super) spellings: BTreeMap<String, Spelling>,
    pub(super) urls: BTreeMap<String, u32>,
    pub(super) mentions: u32,
    /// The signs of each episode, by its id.
    pub(super) episodes: BTreeMap<String, BTreeSet<Sign>>,
    pub(super) quotes: Vec<Quote>,
    /// Names that sound nearly like it.
    pub(super) alike: BTreeSet<String>,
    /// The better proven name that it may be, misheard.
    pub(super) heard_like: Option<String>,
    /// Slugs of the shows that name it.
    pub(super) shows: BTreeSet<String>,
}

/// How often a spelling stands in the texts. Ordered by what makes it that of the makers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spelling {
    pub(super) linked: u32,
    pub(super) written: u32,
    pub(super) said: u32,
}

/// The names of all episodes, by kind and key.
pub(super) type Names = BTreeMap<(Kind, String), Gathered>;

/// Every discovered name that the dictionary still lacks; one that stands for a person of one episode is none.
pub(super) fn gather(corpus: &Corpus, dictionary: &Dictionary) -> Names {
    let mut names = Names::new();
    for extraction in corpus.extractions() {
        let is_new = |entity: &&Entity| {
            entity.discovered
                && matches!(entity.kind, Kind::Project | Kind::Person)
                && !entity.id.contains('@')
                && dictionary.find_entry(&entity.name).is_none()
        };
        let new: BTreeMap<&str, (&Entity, String)> = extraction
            .entities
            .iter()
            .filter(is_new)
            .filter_map(|entity| Some((entity.id.as_str(), (entity, clean_name(&entity.name, entity.kind)?))))
            .collect();
        if !new.is_empty() {
            gather_episode(extraction, &new, &mut names);
        }
    }
    names
}

fn gather_episode(extraction: &Extraction, new: &BTreeMap<&str, (&Entity, String)>, names: &mut Names) {
    for document in &extraction.documents {
        for mention in &document.mentions {
            let Some((entity, name)) = new.get(&*mention.entity) else { continue };
            let gathered =
                names.entry((entity.kind, key(name))).or_insert_with(|| Gathered::new(entity.kind));
            let signs = signs(entity, &extraction.episode, document, mention);
            let spelling = gathered.spellings.entry(name.clone()).or_default();
            spelling.linked += u32::from(signs.contains(&Sign::Linked));
            spelling.written += u32::from(signs.contains(&Sign::Written));
            spelling.said += 1;
            if let Some(url) = entity.url.as_deref().filter(|url| is_address(url)) {
                *gathered.urls.entry(url.to_string()).or_default() += 1;
            }
            gathered.mentions += 1;
            gathered.shows.extend(extraction.episode.show.clone());
            let worth = signs.iter().map(|sign| sign.strength()).sum();
            gathered.quotes.extend(Quote::of(extraction, document, mention, worth));
            gathered.episodes.entry(extraction.episode.id.clone()).or_default().extend(signs);
        }
    }
}

/// Words before a person's name that are no part of it.
const TITLES: [&str; 6] = ["Dr", "Dr.", "Prof", "Prof.", "Mr.", "Mrs."];

/// A name on one line that a table of names can hold; `None` where it cannot.
fn clean_name(name: &str, kind: Kind) -> Option<String> {
    let name = name.replace(char::is_control, " ");
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if kind == Kind::Person && words.first().is_some_and(|first| TITLES.contains(first)) {
        words.remove(0);
    }
    let name = words.join(" ");
    let fits = name.chars().count() <= LONGEST && name.contains(char::is_alphanumeric);
    (fits && !name.contains('|') && !name.starts_with('#')).then_some(name)
}

/// Whether a table takes this as an address.
fn is_address(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

impl Gathered {
    fn new(kind: Kind) -> Gathered {
        Gathered {
            kind,
            spellings: BTreeMap::new(),
            urls: BTreeMap::new(),
            mentions: 0,
            episodes: BTreeMap::new(),
            quotes: Vec::new(),
            alike: BTreeSet::new(),
            heard_like: None,
            shows: BTreeSet::new(),
        }
    }

    /// The makers' spelling as far as the texts tell: the one linked or written most, else the commonest.
    pub(super) fn name(&self) -> String {
        let most = self.spellings.iter().rev().max_by_key(|(_, spelling)| **spelling);
        most.map(|(name, _)| name.clone()).unwrap_or_default()
    }

    /// The other spellings; case makes no difference to the dictionary.
    pub(super) fn aliases(&self, name: &str) -> Vec<String> {
        let mut seen = BTreeSet::from([slug(name)]);
        self.spellings.keys().filter(|spelling| seen.insert(slug(spelling))).cloned().collect()
    }

    /// The address linked most.
    pub(super) fn url(&self) -> Option<String> {
        self.urls.iter().rev().max_by_key(|(_, count)| **count).map(|(url, _)| url.clone())
    }

    /// All signs, the strongest first.
    pub(super) fn signs(&self) -> Vec<Sign> {
        let signs: BTreeSet<Sign> = self.episodes.values().flatten().copied().collect();
        signs.into_iter().collect()
    }

    /// Whether one of the texts has this sign.
    pub(super) fn has(&self, sign: Sign) -> bool {
        self.episodes.values().any(|signs| signs.contains(&sign))
    }

    /// Whether somebody wrote the name; otherwise it is as a recogniser heard it.
    pub(super) fn is_written(&self) -> bool {
        self.episodes.values().flatten().any(|sign| sign.is_written())
    }

    /// What the episodes say for it, added up: of each episode the strongest sign.
    pub(super) fn worth(&self) -> u32 {
        let strongest = |signs: &BTreeSet<Sign>| signs.first().map_or(0, |sign| sign.strength());
        self.episodes.values().map(strongest).sum()
    }

    /// Takes in what is known under another spelling.
    pub(super) fn absorb(&mut self, other: Gathered) {
        for (name, spelling) in other.spellings {
            let sum = self.spellings.entry(name).or_default();
            sum.linked += spelling.linked;
            sum.written += spelling.written;
            sum.said += spelling.said;
        }
        for (url, count) in other.urls {
            *self.urls.entry(url).or_default() += count;
        }
        for (episode, signs) in other.episodes {
            self.episodes.entry(episode).or_default().extend(signs);
        }
        self.mentions += other.mentions;
        self.quotes.extend(other.quotes);
        self.shows.extend(other.shows);
        self.alike.extend(other.alike);
    }
}
