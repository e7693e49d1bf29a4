//! The built-in dictionary as bytes: made by `build.rs` when the program is built, so that starting is hardly more than
//! looking where each part begins.
//!
//! Making the dictionary of its tables takes a fifth of a second. The image is read in place (`src/column/`), so it fits only
//! machines that order bytes and hash words as the one that made it does; for others `build.rs` leaves it empty, and the
//! dictionary is made at every start.

use super::Dictionary;
use super::limit::Limits;
use crate::column::Part;

impl Dictionary {
    /// The image of the built-in dictionary.
    ///
    /// # Panics
    ///
    /// Where a row is not of the built-in tables.
    pub fn image(&self) -> Vec<u8> {
        let Dictionary { entries, lexicon, forms, index, knowledge, limits: _ } = self;
        let mut image = Vec::new();
        entries.save(&mut image);
        lexicon.save(&mut image);
        forms.save(&mut image);
        index.save(&mut image);
        knowledge.save(&mut image);
        image
    }

    /// The dictionary of an image, which must begin at a multiple of [`ALIGNED`](crate::column::ALIGNED); takes a
    /// millisecond.
    pub(super) fn of_image(mut image: &'static [u8]) -> Dictionary {
        let image = &mut image;
        Dictionary {
            entries: Part::load(image),
            lexicon: Part::load(image),
            forms: Part::load(image),
            index: Part::load(image),
            knowledge: Part::load(image),
            limits: Limits::default(),
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
        assert!(made.entries().eq(read.entries()));
        assert!(made.forms.iter().eq(read.forms.iter()));
        for entry in made.entries() {
            assert_eq!(made.find_entry(&entry.entity.name), read.find_entry(&entry.entity.name));
            let url = entry.entity.url.as_deref().unwrap_or_default();
            assert_eq!(made.find_url(url), read.find_url(url));
        }
        for word in 0..made.lexicon.len() {
            assert_eq!(made.lexicon.info(word), read.lexicon.info(word));
        }
        for entry in made.entries() {
            let parts = PersonSound::parts_of(&entry.entity.name);
            let given = fold(entry.entity.name.split(' ').next().unwrap_or_default());
            let people = |of: &Dictionary| {
                of.people_sounding_like(&given, &parts)
                    .map(|one| (one.entry, one.parts.join(" ")))
                    .collect::<Vec<_>>()
            };
            assert_eq!(people(&made), people(&read));
            let skeleton = skeleton(&sounds(&said(&entry.entity.name)));
            assert!(made.sounding_like(&skeleton).eq(read.sounding_like(&skeleton)));
        }
        for entry in 0..made.entries().len() as u32 {
            let known = |of: &Dictionary| {
                let (made, makers, companions) =
                    (of.known_for(entry), of.makers(entry), of.companions(entry));
                (made.collect::<Vec<_>>(), makers.collect::<Vec<_>>(), companions.collect::<Vec<_>>())
            };
            assert_eq!(known(&made), known(&read));
        }
        let (made, read) = (made.knowledge, read.knowledge);
        assert!(made.phrases.iter().eq(read.phrases.iter()));
        assert!(made.short.iter().eq(read.short.iter()));
        assert!(made.usage.iter().eq(read.usage.iter()));
        assert!(made.pairs.iter().eq(read.pairs.iter()));
    }

    #[test]
    fn rows_over_it_are_as_rows_over_its_tables() {
        let over = |mut builder: DictionaryBuilder| {
            builder.table("mine.tsv", "name\tkind\nPyQuibble\tlibrary\nFlask\tblock\n").unwrap();
            builder.build()
        };
        let made = over(DictionaryBuilder::of_tables());
        let read = over(DictionaryBuilder::new().builtin());
        assert!(made.entries().eq(read.entries()));
        let words = |dictionary: &Dictionary| -> Vec<(u32, usize)> {
            dictionary.forms.iter().map(|form| (form.entry, form.words.len())).collect()
        };
        assert_eq!(words(&made), words(&read));
        assert_eq!(read.find("py quibble").map(|entity| entity.name.as_str()), Some("PyQuibble"));
    }
}
