//! The built-in dictionary as bytes: made by `build.rs` when the program is built, so that starting is only reading.
//!
//! Making the dictionary of its tables takes ten times as long as reading what was made. Hash tables are not part of the
//! image: they are filled again, since hashes differ between machines. The format is postcard's; the image never leaves the
//! program that it was made for.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::lexicon::WordId;
use super::limit::Limits;
use super::{Dictionary, builtin};
use crate::entity::{Entity, Kind};
use crate::table::entry::{Case, Entry};

/// The parts of an image, each read by itself, so that two threads share the work.
#[derive(Serialize, Deserialize)]
struct Image<'i> {
    #[serde(borrow)]
    lexicon: &'i [u8],
    forms: &'i [u8],
    index: &'i [u8],
    entries: &'i [u8],
    relations: &'i [u8],
}

/// An entry of the built-in tables.
#[derive(Serialize, Deserialize)]
struct Row<'i> {
    id: &'i str,
    name: &'i str,
    kind: Kind,
    url: Option<&'i str>,
    category: &'i str,
    #[serde(borrow)]
    aliases: Vec<&'i str>,
    weight: u32,
    line: u32,
    /// Place of its table in [`builtin::TABLES`].
    table: u8,
    lists: &'i str,
}

/// Who is known for what, and how often names of common words are names.
#[derive(Serialize, Deserialize)]
struct Relations {
    known_for: FxHashMap<u32, Vec<u32>>,
    makers: FxHashMap<u32, Vec<u32>>,
    companions: FxHashMap<u32, Vec<u32>>,
    phrases: FxHashMap<Box<[WordId]>, f32>,
    usage: FxHashMap<Box<[WordId]>, (u32, f32)>,
    pairs: FxHashMap<(WordId, WordId), bool>,
}

/// Why reading cannot fail.
const OURS: &str = "the image was made by the same code";

fn bytes(part: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(part).expect("memory takes all")
}

fn read<'i, T: Deserialize<'i>>(part: &'i [u8]) -> T {
    postcard::from_bytes(part).expect(OURS)
}

impl Dictionary {
    /// The image of the built-in dictionary; what only a user's table can have is left out.
    pub fn image(&self) -> Vec<u8> {
        let relations = Relations {
            known_for: self.known_for.clone(),
            makers: self.makers.clone(),
            companions: self.companions.clone(),
            phrases: self.phrases.clone(),
            usage: self.usage.clone(),
            pairs: self.pairs.clone(),
        };
        let rows: Vec<Row> = self.entries.iter().map(Row::of).collect();
        bytes(&Image {
            lexicon: &bytes(&self.lexicon),
            forms: &bytes(&self.forms),
            index: &bytes(&self.index),
            entries: &bytes(&rows),
            relations: &bytes(&relations),
        })
    }

    /// The dictionary of an image; takes some 25 ms on two threads.
    pub(super) fn of_image(image: &'static [u8]) -> Dictionary {
        let image: Image = read(image);
        let entries = || {
            let sources = builtin::TABLES.map(|(source, ..)| Arc::from(source));
            let rows: Vec<Row> = read(image.entries);
            rows.into_iter().map(|row| row.entry(&sources)).collect()
        };
        let ((lexicon, forms), (entries, index)) = rayon::join(
            || rayon::join(|| read(image.lexicon), || read(image.forms)),
            || rayon::join(entries, || read(image.index)),
        );
        let Relations { known_for, makers, companions, phrases, usage, pairs } = read(image.relations);
        Dictionary {
            entries,
            lexicon,
            forms,
            index,
            known_for,
            makers,
            companions,
            limits: Limits::default(),
            phrases,
            usage,
            pairs,
        }
    }
}

impl<'i> Row<'i> {
    fn of(entry: &'i Entry) -> Row<'i> {
        let Entry { entity, category, aliases, weight, line, source, lists, .. } = entry;
        let table = builtin::TABLES.iter().position(|(name, ..)| **name == **source);
        Row {
            id: &entity.id,
            name: &entity.name,
            kind: entity.kind,
            url: entity.url.as_deref(),
            category,
            aliases: aliases.iter().map(String::as_str).collect(),
            weight: *weight,
            line: *line,
            table: table.expect("a built-in table") as u8,
            lists,
        }
    }
}

impl Row<'static> {
    fn entry(self, sources: &[Arc<str>]) -> Entry {
        Entry {
            entity: Entity {
                id: self.id.into(),
                name: self.name.into(),
                kind: self.kind,
                url: self.url.map(String::from),
                discovered: false,
            },
            category: self.category,
            aliases: self.aliases.into_iter().map(String::from).collect(),
            weight: self.weight,
            cues: Vec::new(),
            case: Case::Any,
            table: 0,
            line: self.line,
            source: sources[usize::from(self.table)].clone(),
            lists: self.lists.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::DictionaryBuilder;
    use crate::dictionary::heard::{PersonSound, said};
    use crate::text::fold::fold;
    use crate::text::sound::{skeleton, sounds};

    #[test]
    fn what_is_read_is_what_was_made() {
        let made = DictionaryBuilder::of_tables().build();
        let read = Dictionary::builtin();
        assert_eq!(made.entries, read.entries);
        assert!(made.forms.iter().eq(read.forms.iter()));
        for entry in &made.entries {
            assert_eq!(made.find_entry(&entry.entity.name), read.find_entry(&entry.entity.name));
            let url = entry.entity.url.as_deref().unwrap_or_default();
            assert_eq!(made.find_url(url), read.find_url(url));
        }
        for word in 0..made.lexicon.len() {
            assert_eq!(made.lexicon.info(word), read.lexicon.info(word));
        }
        for entry in &made.entries {
            let parts = PersonSound::parts_of(&entry.entity.name);
            let given = fold(entry.entity.name.split(' ').next().unwrap_or_default());
            let people =
                |of: &Dictionary| of.people_sounding_like(&given, &parts).cloned().collect::<Vec<_>>();
            assert_eq!(people(&made), people(&read));
            let skeleton = skeleton(&sounds(&said(&entry.entity.name)));
            assert_eq!(made.sounding_like(&skeleton), read.sounding_like(&skeleton));
        }
        assert_eq!((made.known_for, made.makers), (read.known_for, read.makers));
        assert_eq!(made.companions, read.companions);
        assert_eq!((made.phrases, made.usage, made.pairs), (read.phrases, read.usage, read.pairs));
    }

    #[test]
    fn rows_over_it_are_as_rows_over_its_tables() {
        let over = |mut builder: DictionaryBuilder| {
            builder.table("mine.tsv", "name\tkind\nPyQuibble\tlibrary\nFlask\tblock\n").unwrap();
            builder.build()
        };
        let made = over(DictionaryBuilder::of_tables());
        let read = over(DictionaryBuilder::new().builtin());
        assert_eq!(made.entries, read.entries);
        let words = |dictionary: &Dictionary| -> Vec<(u32, usize)> {
            dictionary.forms.iter().map(|form| (form.entry, form.words.len())).collect()
        };
        assert_eq!(words(&made), words(&read));
        assert_eq!(read.find("py quibble").map(|entity| entity.name.as_str()), Some("PyQuibble"));
    }
}
