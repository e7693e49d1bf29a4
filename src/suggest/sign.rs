//! What a mention says for a name: how it was introduced, and where it stands.
//!
//! An extraction keeps which finder found a mention, not the reasons; the words around the mention tell them again.

use serde::Serialize;

use crate::entity::{Entity, Kind};
use crate::episode::{DocumentKind, EpisodeInfo};
use crate::mention::{DocumentMentions, Evidence, Mention};
use crate::text::fold::{fold, slug};

/// A reason to adopt a name, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Speaks in an episode, by the transcript's labels.
    Speaks,
    /// Linked to its repository, package or profile.
    Linked,
    /// Stands in an episode's title.
    Titled,
    /// Stands in show notes.
    Written,
    /// "pip install …" and the like.
    Installed,
    /// "a library called …".
    Called,
    /// In the show, by "I'm …", "welcome …", "our guest …", "joined by …".
    Guest,
    /// Introduced by "by …", "thanks to …".
    Introduced,
    /// "… is a framework".
    Defined,
    /// Named in full in what was said.
    Said,
}

impl Sign {
    /// The sign in words, for people.
    pub fn words(self) -> &'static str {
        match self {
            Sign::Speaks => "speaks in an episode",
            Sign::Linked => "linked",
            Sign::Titled => "named in a title",
            Sign::Written => "written in show notes",
            Sign::Installed => "after `install` or `add`",
            Sign::Called => "after `called` or `named`",
            Sign::Guest => "introduced as guest or host",
            Sign::Introduced => "after `by` or `thanks to`",
            Sign::Defined => "said what it is",
            Sign::Said => "named in full",
        }
    }

    /// What an episode with this sign says for a name. Set by reading suggestions: names that are written are
    /// nearly always right, a third of those that are only heard are spelt otherwise by those who bear them.
    pub(super) fn strength(self) -> u32 {
        match self {
            Sign::Speaks | Sign::Linked => 6,
            Sign::Titled | Sign::Written => 5,
            Sign::Installed | Sign::Called | Sign::Guest => 3,
            Sign::Introduced => 2,
            Sign::Defined | Sign::Said => 1,
        }
    }

    /// Whether the spelling comes from somebody who wrote it, not from hearing.
    pub fn is_written(self) -> bool {
        self <= Sign::Written
    }
}

/// The signs of one mention; none where only a part of a person's name stands.
pub(super) fn signs(
    entity: &Entity,
    episode: &EpisodeInfo,
    document: &DocumentMentions,
    mention: &Mention,
) -> Vec<Sign> {
    let mut signs = Vec::new();
    let name = slug(&entity.name);
    let (before, after) = around(document, mention);
    let is_part = entity.kind == Kind::Person && !slug(&mention.surface).contains(&name);
    if is_part || entity.url.is_none() && goes_on(entity, after) {
        return signs;
    }
    if entity.kind == Kind::Person && episode.people.iter().any(|person| slug(person) == name) {
        signs.push(Sign::Speaks);
    }
    if entity.url.is_some() {
        signs.push(Sign::Linked);
    }
    let title = episode.title.as_deref().map(slug).unwrap_or_default();
    if format!("-{title}-").contains(&format!("-{name}-")) {
        signs.push(Sign::Titled);
    }
    if document.kind == DocumentKind::ShowNotes && is_spelt(entity, mention) {
        signs.push(Sign::Written);
    }
    signs.push(match entity.kind {
        Kind::Person => introduction(&fold(before), &fold(after)),
        _ => phrase(&fold(before), mention),
    });
    signs
}

/// Whether the words are the name itself, not something that sounds like it.
fn is_spelt(entity: &Entity, mention: &Mention) -> bool {
    mention.evidence.first() != Some(&Evidence::Garble)
        && crate::dictionary::key(&mention.surface).contains(&crate::dictionary::key(&entity.name))
}

/// Whether a name goes on behind the mention, and so is another one: of a fund, of a show.
fn goes_on(entity: &Entity, after: &str) -> bool {
    let next = after.strip_prefix(' ').unwrap_or_default();
    let is_name = next.starts_with(char::is_uppercase) && next.chars().nth(1).is_some_and(char::is_lowercase);
    after.starts_with('-') || entity.kind == Kind::Person && is_name
}

/// The sentence before and after a mention.
fn around<'d>(document: &'d DocumentMentions, mention: &Mention) -> (&'d str, &'d str) {
    let Some(sentence) = document.sentence(mention.sentence) else { return Default::default() };
    let part = |from: u32| (from.checked_sub(sentence.start)).map_or(0, |at| at as usize);
    let before = sentence.text.get(..part(mention.span.start)).unwrap_or_default();
    let after = sentence.text.get(part(mention.span.end)..).unwrap_or_default();
    (before, after)
}

/// How a project was introduced.
fn phrase(before: &str, mention: &Mention) -> Sign {
    let mut words = before.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    let is_command = |word: &str| matches!(word, "install" | "add");
    if last == "called" || last == "named" {
        Sign::Called
    } else if !mention.evidence.contains(&Evidence::Pattern) {
        Sign::Said
    } else if is_command(last) || words.take(2).any(is_command) {
        Sign::Installed
    } else {
        Sign::Defined
    }
}

/// Words before the name of somebody who is in the show.
const GUEST_BEFORE: [&str; 14] = [
    "i'm",
    "i am",
    "name is",
    "guest",
    "guest:",
    "guests",
    "guest is",
    "host",
    "host:",
    "meet",
    "welcome",
    "joined by",
    "guest has been",
    "guest today is",
];

/// Words after one.
const GUEST_AFTER: [&str; 6] = [", welcome", " welcome", " joins", " is here", " is joining", ", thanks for"];

/// Words before somebody who made or brought something.
const CREDIT: [&str; 4] = ["by", "thanks to", "interviewed", "via"];

/// How a person was introduced.
fn introduction(before: &str, after: &str) -> Sign {
    let before = before.trim_end().replace('\u{2019}', "'");
    let ends_in = |words: &str| {
        let rest = before.strip_suffix(words);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric()))
    };
    if GUEST_BEFORE.iter().any(|words| ends_in(words))
        || GUEST_AFTER.iter().any(|words| after.starts_with(words))
    {
        Sign::Guest
    } else if CREDIT.iter().any(|words| ends_in(words)) {
        Sign::Introduced
    } else {
        Sign::Said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_introduced_before_or_after_their_names() {
        for (before, after, sign) in [
            ("today i'm ", "", Sign::Guest),
            ("please meet ", " of the harbour", Sign::Guest),
            ("", ", welcome to the show", Sign::Guest),
            ("thanks to ", "", Sign::Introduced),
            ("standby ", " had a word", Sign::Said),
            ("i spoke to ", " about it", Sign::Said),
        ] {
            assert_eq!(introduction(before, after), sign, "{before}…{after}");
        }
    }

    #[test]
    fn the_strongest_sign_comes_first_and_counts_most() {
        let signs = [
            Sign::Speaks,
            Sign::Linked,
            Sign::Titled,
            Sign::Written,
            Sign::Installed,
            Sign::Called,
            Sign::Guest,
            Sign::Introduced,
            Sign::Defined,
            Sign::Said,
        ];
        assert!(signs.is_sorted() && signs.is_sorted_by_key(|sign| std::cmp::Reverse(sign.strength())));
        assert_eq!(signs.iter().filter(|sign| sign.is_written()).count(), 4);
    }
}
