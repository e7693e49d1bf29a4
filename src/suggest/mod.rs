//! [`Corpus`] → names worth adopting: projects and people of the texts that the dictionary lacks.
//!
//! An extraction marks as `discovered` what only links, phrases and full names of its episode establish. Here these
//! are put together over all episodes. The steps, in the order of [`suggest`]:
//!
//! 1. `gather`: mentions of one name, with what each episode says for it (`sign`).
//! 2. `alike`: other spellings of a name become one; what sounds like a better proven name is noted there, not listed.
//! 3. `refuse`: what is no project or person, or is hardly proven, is left out.
//! 4. The rest is ranked by what the episodes say for it, and two `quote`s are chosen.
//!
//! *Why not simpler*: a list of all discovered names by count begins with misheard names of well-known people.
//! *What it misses*: names heard once or twice and written nowhere; projects named by a plain English word.

mod alike;
mod gather;
mod near;
mod quote;
mod refuse;
mod sign;

use std::cmp::Reverse;

use serde::Serialize;

use crate::corpus::Corpus;
use crate::dictionary::Dictionary;
use crate::entity::Kind;
use gather::Gathered;
pub use quote::Quote;
pub use sign::Sign;

/// A name that the dictionary lacks, with what speaks for adopting it.
///
/// The order of the fields is that of the JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The name as its makers spell it, as far as the texts tell: as linked or written, else the commonest spelling.
    pub name: String,
    /// Project or person.
    pub kind: Kind,
    /// Other spellings of the same name; those that differ in case alone are not listed.
    pub aliases: Vec<String>,
    /// Repository, package page or profile, where one is linked.
    pub url: Option<String>,
    /// How often it is mentioned, short forms of a person's name included.
    pub mentions: u32,
    /// In how many episodes.
    pub episodes: u32,
    /// What speaks for it, the strongest first.
    pub evidence: Vec<Sign>,
    /// Names in the texts that sound nearly like it and are written nowhere: perhaps this one, misheard.
    pub alike: Vec<String>,
    /// At most two, of different episodes where there are.
    pub quotes: Vec<Quote>,
}

/// The names of these kinds that the dictionary lacks, the worthiest first.
///
/// The result does not depend on the order in which episodes were added. Costs a pass over all mentions, and for each
/// name that is only heard a comparison with the names that are known or written.
pub fn suggest(corpus: &Corpus, dictionary: &Dictionary, kinds: &[Kind]) -> Vec<Suggestion> {
    let gathered = gather::gather(corpus, dictionary);
    let mut united = alike::unite(gathered);
    alike::note_misheard(&mut united, corpus, dictionary);
    let mut names: Vec<Gathered> = united
        .into_iter()
        .filter(|name| kinds.contains(&name.kind) && !refuse::is_refused(name, dictionary))
        .collect();
    names.sort_by_cached_key(|name| {
        (Reverse(name.worth()), Reverse(name.episodes.len()), Reverse(name.mentions), name.name())
    });
    names.into_iter().map(suggestion).collect()
}

fn suggestion(gathered: Gathered) -> Suggestion {
    let name = gathered.name();
    Suggestion {
        aliases: gathered.aliases(&name),
        kind: gathered.kind,
        url: gathered.url(),
        mentions: gathered.mentions,
        episodes: gathered.episodes.len() as u32,
        evidence: gathered.signs(),
        quotes: quote::choose(gathered.quotes),
        alike: gathered.alike.into_iter().collect(),
        name,
    }
}

#[cfg(test)]
mod tests;
