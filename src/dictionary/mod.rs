//! Tables → [`Dictionary`]: the entities known by name, and every form in which they are spoken or written.
//!
//! In: the built-in tables and any number of a user's own. Out: one [`Dictionary`]. The steps:
//!
//! 1. [`crate::table`] reads rows; a later row replaces an earlier one with the same id, or silences a name.
//! 2. [`lexicon`] numbers the words of English and of all names.
//! 3. [`spoken`] makes the forms of each name, from its `piece`s and how each `syllable` is said.
//! 4. [`forms`] puts them under their word numbers, the better known name first; [`heard`] keeps how names sound.
//! 5. [`limit`] notes the names that are blocked, or count only near certain words; `no_names` what is no project or person.
//! 6. [`DictionaryBuilder`] does all of this in order; of the built-in tables only once, when the program is built
//!    (`image.rs`).
//!
//! For people who look into it: [`saying`] tells which forms of a name are found, [`plain`] how much of an everyday word
//! it is, [`check`] what is odd about a table of one's own; similar names are there for whoever mistypes one.

mod address;
mod build;
mod builtin;
pub mod check;
pub mod compound;
mod entries;
pub mod forms;
pub mod heard;
mod image;
mod index;
mod knowledge;
pub mod lexicon;
pub mod limit;
mod listing;
mod misleading;
pub(crate) mod no_names;
mod patterns;
mod phrase;
mod piece;
pub mod plain;
pub mod saying;
mod similar;
pub mod spoken;
mod syllable;

use crate::entity::Entity;
use crate::table::entry::Entry;
use address::{is_shared, plain_url};
pub use build::DictionaryBuilder;
use entries::Entries;
use forms::Forms;
use heard::{NameSound, PersonSound};
use index::Index;
use knowledge::Knowledge;
use lexicon::{Lexicon, WordId};
use limit::Limits;

use crate::text::fold::is_key;
pub use crate::text::fold::key;

/// The entities known by name; made once, shared between threads.
#[derive(Debug, Default)]
pub struct Dictionary {
    entries: Entries,
    lexicon: Lexicon,
    forms: Forms,
    index: Index,
    knowledge: Knowledge,
    limits: Limits,
}

impl Dictionary {
    /// The built-in names alone: about 37,000 entities.
    pub fn builtin() -> Dictionary {
        DictionaryBuilder::new().builtin().build()
    }

    /// The entity that this name or alias stands for; case, accents and separators do not matter.
    pub fn find(&self, name: &str) -> Option<&Entity> {
        self.find_entry(name).map(|entry| &self.entry(entry).entity)
    }

    /// The same as [`Dictionary::find`], as a place in the list.
    pub fn find_entry(&self, name: &str) -> Option<u32> {
        // Most that is asked for is a key already.
        let names = &self.index.names;
        if is_key(name) { names.get(name.as_bytes()) } else { names.get(key(name).as_bytes()) }
    }

    /// The entry at a place in the list; later tables come first, then the better known.
    pub fn entry(&self, entry: u32) -> &Entry {
        self.entries.at(entry as usize)
    }

    /// All entries, the better known first.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The words of English and of all names.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The forms of all names.
    pub fn forms(&self) -> &Forms {
        &self.forms
    }

    /// How often transcripts have these words as a name rather than as small separate words, in log-odds; `None`
    /// where they were too rare to count.
    pub fn phrase_odds(&self, words: &[WordId]) -> Option<f32> {
        self.knowledge.phrases.get(words)
    }

    /// How often these words meant an entry where they stood in small letters amid capitals, or were misheard, in log-odds; `None` where
    /// nobody counted.
    pub fn usage_odds(&self, words: &[WordId], entry: u32) -> Option<f32> {
        let [meant, odds] = self.knowledge.usage.get(words)?;
        (meant == entry).then(|| f32::from_bits(odds))
    }

    /// Whether of two neighbouring words, one of them everyday word and name, the name is meant; `None` if they do not tell.
    pub fn pair_means_name(&self, before: WordId, after: WordId) -> Option<bool> {
        self.knowledge.pairs.get(&[before, after]).map(|is_name| is_name != 0)
    }

    /// The names that are blocked, or count only near certain words.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The entity whose address this is, or under whose own host it lies.
    pub fn find_url(&self, url: &str) -> Option<u32> {
        let url = plain_url(url);
        let host = url.split('/').next().unwrap_or_default();
        let own_host = || self.index.urls.get(host.as_bytes()).filter(|_| !is_shared(host));
        self.index.urls.get(url.as_bytes()).or_else(own_host)
    }

    /// The people who may be meant by a name, of which the folded given name and the sounds of all parts
    /// ([`PersonSound::parts_of`]) are told; some may come twice.
    ///
    /// They have the same given name, or one with the same first letter and either a surname that sounds the same or, as
    /// this name, a third part.
    pub fn people_sounding_like<'d>(
        &'d self,
        given: &str,
        sounds: &[String],
    ) -> impl Iterator<Item = PersonSound<'d>> + use<'d> {
        self.index.people(heard::person_keys(given, sounds))
    }

    /// The projects of which an everyday word is the name, too, where their field is talked about.
    pub fn short_names(&self, word: WordId) -> impl Iterator<Item = u32> {
        (0..).map_while(move |place| self.knowledge.short.get(&[word, place]))
    }

    /// The words by which the field of a project with such a name is known.
    pub fn field(&self, project: u32) -> impl Iterator<Item = WordId> {
        self.knowledge.fields.items(project)
    }

    /// The projects beside which one with an everyday name is talked about.
    pub fn companions(&self, project: u32) -> impl Iterator<Item = u32> {
        self.knowledge.companions.items(project)
    }

    /// The projects that a person is known for.
    pub fn known_for(&self, person: u32) -> impl Iterator<Item = u32> {
        self.knowledge.known_for.items(person)
    }

    /// The people who are known for a project.
    pub fn makers(&self, project: u32) -> impl Iterator<Item = u32> {
        self.knowledge.makers.items(project)
    }

    /// The projects whose name has these consonants ([`crate::text::sound::skeleton`]), the better known first.
    pub fn sounding_like<'d>(&'d self, skeleton: &str) -> impl Iterator<Item = NameSound<'d>> + use<'d> {
        self.index.sounding_like(skeleton)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    #[test]
    fn builtin_tables_have_no_broken_row() {
        for (source, text, kind) in builtin::TABLES {
            let errors = Table::read(source, text, kind).errors;
            assert!(errors.is_empty(), "{}", errors[0]);
        }
    }

    #[test]
    fn finds_names_aliases_and_addresses() {
        let dictionary = Dictionary::builtin();
        let name = |found: Option<&Entity>| found.map(|entity| entity.name.clone());
        assert_eq!(name(dictionary.find("any-io")), Some("AnyIO".into()));
        assert_eq!(name(dictionary.find("K8S")), Some("Kubernetes".into()));
        assert_ne!(name(dictionary.find("C++")), name(dictionary.find("C")));
        let url = |url| dictionary.find_url(url).map(|entry| dictionary.entry(entry).entity.name.as_str());
        assert_eq!(url("http://github.com/astral-sh/ruff/"), Some("Ruff"));
        assert_eq!(url("https://github.com/nobody/nothing"), None);
    }

    #[test]
    fn a_later_table_wins() {
        let mut builder = DictionaryBuilder::new().builtin();
        builder.table("mine.tsv", "name\tkind\turl\nSanic\tproject\thttps://example.org/sanic\n").unwrap();
        let dictionary = builder.build();
        assert_eq!(dictionary.find("sanic").unwrap().url.as_deref(), Some("https://example.org/sanic"));
    }

    #[test]
    fn a_later_table_takes_names_from_an_earlier_one() {
        let mut builder = DictionaryBuilder::new().builtin();
        builder.table("mine.tsv", "name\tkind\tweight\nFlask\twork\t1\nk8s\tlibrary\t1\n").unwrap();
        let dictionary = builder.build();
        assert_eq!(dictionary.find("Flask").unwrap().id, "work:flask");
        assert_eq!(dictionary.find("k8s").unwrap().id, "project:k8s");
    }

    #[test]
    fn a_block_row_takes_a_name_out() {
        let mut builder = DictionaryBuilder::new().builtin();
        builder.table("mine.tsv", "name\tkind\nFlask\tblock\nk8s\tblock\n").unwrap();
        let dictionary = builder.build();
        assert_eq!(dictionary.find("Flask"), None);
        assert_eq!(dictionary.find("k8s"), None);
        assert_eq!(dictionary.find("Kubernetes").unwrap().id, "project:kubernetes");
        assert!(dictionary.limits().is_blocked("flask"));
    }

    #[test]
    fn a_row_after_a_block_row_gives_the_name_again() {
        let mut builder = DictionaryBuilder::new().builtin();
        builder.table("a.tsv", "name\tkind\nFlask\tblock\n").unwrap();
        builder.table("b.tsv", "name\tkind\nFlask\tlibrary\n").unwrap();
        let dictionary = builder.build();
        assert_eq!(dictionary.find("Flask").unwrap().id, "project:flask");
        assert!(!dictionary.limits().is_blocked("flask"));
    }

    #[test]
    fn a_broken_table_adds_nothing() {
        let mut builder = DictionaryBuilder::new();
        assert_eq!(
            builder.table("mine.tsv", "name\tkind\nGood\tlibrary\nBad\tlibary\n").unwrap_err().len(),
            1
        );
        assert_eq!(builder.build().entries().len(), 0);
    }
}
