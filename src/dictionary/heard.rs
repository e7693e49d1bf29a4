//! Names by their sound, for the finders of misheard ones.

use crate::text::sound::sounds;

/// How the name of a project sounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSound {
    /// The project's entry.
    pub entry: u32,
    /// The name as one folded word, its number said: `flakeeight`.
    pub name: String,
    /// Its [`sounds`].
    pub sounds: String,
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
