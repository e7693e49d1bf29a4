//! How much of an everyday word or phrase a name is: the more, the more other reasons must speak for it.

use super::lexicon::Lexicon;
use crate::text::fold::fold;
use crate::text::word::words;

/// Zipf frequency, in tenths, from which each word of a phrase is so common that the phrase is likely said as such:
/// "next steps", not "visual studio code".
const VERY_COMMON: u8 = 45;

/// What a name is in everyday English.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Plain {
    /// A word of this Zipf frequency, at least 3.5: heard more than three times in a million words.
    Word(f32),
    /// Two or more words, each very common; the Zipf frequency of the rarest, at least 4.5.
    Phrase(f32),
}

impl Lexicon {
    /// What a name is in everyday English; `None` for a name that nobody would say by chance.
    ///
    /// ```
    /// use comention::dictionary::Dictionary;
    /// use comention::dictionary::plain::Plain;
    /// let dictionary = Dictionary::builtin();
    /// assert!(matches!(dictionary.lexicon().plain("Rich"), Some(Plain::Word(_))));
    /// assert_eq!(dictionary.lexicon().plain("AnyIO"), None);
    /// ```
    pub fn plain(&self, name: &str) -> Option<Plain> {
        let mut count = 0;
        let mut rarest = u8::MAX;
        for word in words(name) {
            let info = self.info(self.number(&fold(&name[word.span.range()]))?);
            if !info.is_everyday() {
                return None;
            }
            rarest = info.zipf.min(rarest);
            count += 1;
        }
        let frequency = f32::from(rarest) / 10.0;
        match count {
            0 => None,
            1 => Some(Plain::Word(frequency)),
            _ => (rarest >= VERY_COMMON).then_some(Plain::Phrase(frequency)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Dictionary;

    #[test]
    fn tells_words_from_names() {
        let dictionary = Dictionary::default();
        assert_eq!(dictionary.lexicon().plain("rich"), None, "without words nothing is everyday");
        let dictionary = Dictionary::builtin();
        let plain = |name| dictionary.lexicon().plain(name);
        assert!(matches!(plain("Black"), Some(Plain::Word(zipf)) if zipf > 5.0), "{:?}", plain("Black"));
        assert!(matches!(plain("New Time"), Some(Plain::Phrase(_))), "{:?}", plain("New Time"));
        for name in ["Flask Quibble", "FastAPI", "ebbtide", "C++", "", "…"] {
            assert_eq!(plain(name), None, "{name}");
        }
    }
}
