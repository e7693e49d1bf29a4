//! Names by their sound, for the finders of misheard ones.

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
pub struct NameSound {
    /// The project's entry.
    pub entry: u32,
    /// The name as one folded word, its number said: `flakeeight`.
    pub name: String,
    /// Its [`sounds`].
    pub sounds: String,
    /// The name is a word of the language, which a recogniser knows and hardly mishears.
    pub is_english: bool,
}

/// How the name of a well-known person sounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSound {
    /// The person's entry.
    pub entry: u32,
    /// The sounds of each part of the name.
    pub parts: Vec<String>,
}

impl PersonSound {
    /// How a name sounds, part by part.
    pub fn parts_of(name: &str) -> Vec<String> {
        name.split([' ', '-']).map(|part| sounds(&crate::text::fold::fold(part))).collect()
    }
}
