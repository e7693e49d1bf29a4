//! What an episode is about: names and words, and how much it makes of each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::entity::{Entity, Kind};
use crate::mention::Extraction;
use crate::text::fold::slug;

/// How much more an episode is about its guests and what its title names than about others of as many mentions.
///
/// From 2 to 4 the cross-references of an interview show are found about as well; 1 is worse, and so is 6.
const LEAD: f64 = 3.0;

/// What an episode is about, and how much.
pub(super) type About<'c> = BTreeMap<Cow<'c, str>, f64>;

/// The entities mentioned, and those who speak, by id. A conference or a company may be what two share, but no month or place.
pub(super) fn names(extraction: &Extraction) -> About<'_> {
    let mut mentions: BTreeMap<&str, u32> = BTreeMap::new();
    for mention in extraction.documents.iter().flat_map(|document| &document.mentions) {
        *mentions.entry(&mention.entity).or_default() += 1;
    }
    let title = words_of_title(extraction);
    let mut names: About<'_> = BTreeMap::new();
    for (id, count) in mentions {
        let Some(entity) = extraction.entity(id).filter(|entity| entity.kind != Kind::Other) else {
            continue;
        };
        let named = is_in(&title, &entity.name);
        names.insert(Cow::Borrowed(id), strength(count) * if named { LEAD } else { 1.0 });
    }
    // Hosts speak, too; what comes up in every episode of a show weighs next to nothing.
    for speaker in speakers(extraction) {
        names.insert(Cow::Owned(id_of(speaker)), LEAD * mentioned(extraction, speaker));
    }
    names
}

/// How much is made of what comes up so often: the first mention tells most.
fn strength(count: u32) -> f64 {
    1.0 + f64::from(count.max(1)).ln()
}

/// How much is made of a speaker by name; once at least.
fn mentioned(extraction: &Extraction, speaker: &str) -> f64 {
    let id = id_of(speaker);
    let mentions = extraction.documents.iter().flat_map(|document| &document.mentions);
    strength(mentions.filter(|mention| *mention.entity == *id).count() as u32)
}

/// The telling words, and how much is made of them.
pub(super) fn words(extraction: &Extraction) -> About<'_> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (word, count) in extraction.documents.iter().flat_map(|document| &document.words) {
        let sum = counts.entry(word).or_default();
        *sum = sum.saturating_add(*count);
    }
    counts.into_iter().map(|(word, count)| (Cow::Borrowed(word), strength(count))).collect()
}

/// Those who speak under their full names: another "Ann" is somebody else.
fn speakers(extraction: &Extraction) -> impl Iterator<Item = &str> {
    extraction.episode.people.iter().map(String::as_str).filter(|name| name.trim().contains(' '))
}

fn id_of(person: &str) -> String {
    Entity::id_of(Kind::Person, person)
}

/// How the episode calls what has this id.
pub(super) fn name_of<'c>(extraction: &'c Extraction, id: &str) -> Option<&'c str> {
    let entity = extraction.entity(id).map(|entity| entity.name.as_str());
    entity.or_else(|| speakers(extraction).find(|speaker| id_of(speaker) == id))
}

/// The word as the episode keeps it.
pub(super) fn word_of<'c>(extraction: &'c Extraction, word: &str) -> Option<&'c str> {
    let mut documents = extraction.documents.iter();
    documents.find_map(|document| document.words.get_key_value(word)).map(|(word, _)| word.as_str())
}

/// The title's words, each between hyphens.
fn words_of_title(extraction: &Extraction) -> String {
    format!("-{}-", slug(extraction.episode.title.as_deref().unwrap_or_default()))
}

fn is_in(title: &str, name: &str) -> bool {
    let name = slug(name);
    !name.is_empty() && title.contains(&format!("-{name}-"))
}

/// The show of each episode, numbered; episodes of no known show are of one.
pub(super) fn shows(episodes: &[&Extraction]) -> Vec<u32> {
    let mut names: Vec<Option<&str>> =
        episodes.iter().map(|episode| episode.episode.show.as_deref()).collect();
    let each = names.clone();
    names.sort_unstable();
    names.dedup();
    each.iter().map(|name| names.partition_point(|other| other < name) as u32).collect()
}
