//! Where sentences begin, and what a capital tells there.

use super::limits::full_name::RATHER_A_NAME;
use super::reading::Reading;
use crate::text::word::Gap;

impl Reading<'_> {
    /// Whether a capital at this word says that it is a name: not where a sentence begins or may begin.
    pub(super) fn capital_tells(&self, word: usize) -> bool {
        let here = self.words[word];
        here.is_capital() && !self.may_begin(word) && self.is_cased(word)
    }

    /// Whether a word may be part of somebody's name by its letters; where capitals tell nothing, by being a listed name or
    /// strange, and hardly ever a plain word.
    pub(super) fn is_like_a_name(&self, at: usize) -> bool {
        let word = self.words[at];
        let info = word.info;
        if self.is_cased(at) {
            // "TJ" is somebody, "AL" and "JC" are as often things.
            let initials = || {
                info.is_given()
                    && self.text(&(at..at + 1)).len() == 2
                    && self.text(&(at..at + 1)).ends_with('J')
            };
            return word.is_written_like_a_name() || initials();
        }
        let is_word = info.is_english() && info.capital_odds().is_none_or(|odds| odds < RATHER_A_NAME);
        let is_name = info.is_given() || info.is_surname() || word.is_strange();
        is_name && !is_word && !word.first.is_ascii_digit() && !word.is_address() && word.gap != Gap::Handle
    }

    /// Whether a word says whose item or remark follows: "Michael #1:", "Ada:", "MK:" at the beginning of a line.
    pub(super) fn is_label(&self, word: usize) -> bool {
        let here = self.words[word];
        if here.gap != Gap::Sentence {
            return false;
        }
        let after = &self.document(word).text[here.span.end as usize..];
        let numbered =
            || after.strip_prefix(" #").is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        let initials = || here.span.range().len() <= 3 && here.is_capital() && !here.has_small();
        let named = || self.info(word).is_given() || initials();
        numbered() || after.starts_with(':') && named()
    }

    /// Whether a word is "a" or "an"; one that a sentence begins with has a capital.
    pub(super) fn is_article(&self, word: usize) -> bool {
        let text = self.text(&(word..word + 1));
        matches!(text, "a" | "an") || self.may_begin(word) && matches!(text, "A" | "An")
    }

    /// Whether a word is "I", which has a capital wherever it stands.
    pub(super) fn is_pronoun(&self, word: usize) -> bool {
        self.text(&(word..word + 1)) == "I"
    }

    /// Whether a word is "I" or one that begins with it, such as "I'm".
    pub(super) fn is_i(&self, word: usize) -> bool {
        let text = self.text(&(word..word + 1));
        text.strip_prefix('I').is_some_and(|rest| rest.is_empty() || rest.starts_with(['\'', '’']))
    }

    /// Whether a sentence begins, or may begin, at this word: also behind the number of a list or the time of a chapter that begins one.
    pub(super) fn may_begin(&self, word: usize) -> bool {
        let opens = |word: usize| matches!(self.words[word].gap, Gap::Sentence | Gap::Opening);
        let is_number = |word: usize| self.text(&(word..word + 1)).bytes().all(|byte| byte.is_ascii_digit());
        // "1.2" and "01:10:05" are several words.
        let goes_on = |&number: &usize| {
            is_number(number) && (number + 1 == word || matches!(self.between(number + 1), "." | ":"))
        };
        let first = || (0..word).rev().take_while(goes_on).last();
        opens(word) || self.continues(word) && first().is_some_and(opens)
    }
}
