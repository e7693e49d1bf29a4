//! Names by their sound, for the finders of misheard ones.

use std::borrow::Cow;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::key;
use super::spoken::{Rule, forms};
use crate::text::sound::sounds;

/// A name as it is said, as one folded word: `flake8` is flakeeight, `scikit-learn` scikitlearn.
pub fn said(name: &str) -> String {
    let with_number =
        || forms(name).into_iter().find(|(_, rule)| *rule == Rule::Numbers).map(|(form, _)| form);
    let number = name.contains(|c: char| c.is_ascii_digit()).then(with_number).flatten();
    key(number.as_deref().unwrap_or(name))
}

/// How the name of a project sounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSound<'d> {
    /// The project's entry.
    pub entry: u32,
    /// The name as one folded word, its number said: `flakeeight`.
    pub name: Cow<'d, str>,
    /// Its [`sounds`].
    pub sounds: Cow<'d, str>,
    /// The name is a word of the language, which a recogniser knows and hardly mishears.
    pub is_english: bool,
}

/// How the name of a person sounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSound<'d> {
    /// The person's entry.
    pub entry: u32,
    /// The given name, folded.
    pub given: Cow<'d, str>,
    /// The sounds of each part of the name.
    pub parts: Vec<Cow<'d, str>>,
}

impl PersonSound<'_> {
    /// How a name sounds, part by part.
    pub fn parts_of(name: &str) -> Vec<String> {
        name.split([' ', '-']).map(|part| sounds(&crate::text::fold::fold(part))).collect()
    }
}

/// The keys under which a person is looked for by sound, of the folded given name and the sounds of all parts.
///
/// Two names that share none are too far apart to be the same: they have the same given name, or one with the same first
/// letter and either a surname that sounds the same or a third part. In each case the surnames begin with the same
/// sound, or with `f` and `w`. A surname without a sound has no keys. A key may be another's, too: whoever asks has to compare.
pub(super) fn person_keys(given: &str, sounds: &[impl AsRef<str>]) -> Vec<u64> {
    let Some((surname, first)) =
        sounds.last().map(AsRef::as_ref).and_then(|last| Some((last, last.chars().next()?)))
    else {
        return Vec::new();
    };
    // "Vomer" and "Warmer" begin nearly alike.
    let (letter, first) = (given.chars().next(), if first == 'w' { 'f' } else { first });
    let mut keys = vec![FxBuildHasher.hash_one((given, first)), FxBuildHasher.hash_one((letter, surname))];
    if sounds.len() > 2 {
        keys.push(FxBuildHasher.hash_one((letter, first)));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_be_one_share_a_key() {
        let keys = |name: &str| person_keys(name.split(' ').next().unwrap(), &PersonSound::parts_of(name));
        let share = |a: &str, b: &str| keys(a).iter().any(|key| keys(b).contains(key));
        assert!(share("ada quibble", "ada quabbler"), "the same given name");
        assert!(share("ada quibble", "ally quible"), "a surname that sounds the same");
        assert!(share("ada van quibble", "ally von quabbler"), "a third part");
        assert!(share("ada vomer", "ada warmer"), "surnames that begin nearly alike");
        assert!(!share("ada quibble", "ally quabbler"));
        assert!(!share("ada quibble", "ada nibble"), "surnames that begin with other sounds");
        assert_eq!(keys("ada 李"), [] as [u64; 0]);
    }
}
