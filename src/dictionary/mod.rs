//! Tables → [`Dictionary`]: the entities known by name, and every form in which they are spoken or written.

use crate::entity::Entity;
use crate::error::Error;

/// The entities known by name.
#[derive(Debug, Default)]
pub struct Dictionary {}

impl Dictionary {
    /// The built-in names alone.
    pub fn builtin() -> Dictionary {
        DictionaryBuilder::new().builtin().build()
    }

    /// The entity that this name or alias stands for; case, accents and separators do not matter.
    pub fn find(&self, name: &str) -> Option<&Entity> {
        let _ = name;
        None
    }
}

/// Collects tables, later ones over earlier ones.
#[derive(Debug, Default)]
pub struct DictionaryBuilder {}

impl DictionaryBuilder {
    /// Starts with nothing.
    pub fn new() -> Self {
        DictionaryBuilder::default()
    }

    /// Adds the built-in names.
    #[must_use]
    pub fn builtin(self) -> Self {
        self
    }

    /// Adds a table in the format of `data/README.md`; `source` names it in errors.
    ///
    /// # Errors
    ///
    /// One error for each row that cannot be read; then nothing of the table is added.
    pub fn table(&mut self, source: &str, text: &str) -> Result<(), Vec<Error>> {
        let _ = (source, text);
        Ok(())
    }

    /// Makes the dictionary.
    pub fn build(self) -> Dictionary {
        Dictionary {}
    }
}
