//! Forms on their way into the dictionary: cut into words and looked up, but not yet numbered.
//!
//! Cutting and folding is most of the work and needs nothing but the lexicon as it stands, so many threads do it at once.
//! Numbering new words and filing the forms follows in the order of the entries, so that the result is the same for any
//! number of threads.

use super::forms::{Form, Forms};
use super::lexicon::{Lexicon, WordId, WordInfo};
use super::spoken::Rule;
use crate::text::fold::fold_into;
use crate::text::word::words;

/// A run of forms.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    heads: Vec<Head>,
    /// The words of all forms, one behind the other.
    words: Vec<WordId>,
    /// The words that were new, folded, one behind the other.
    strange: String,
    /// Where each of them ends.
    ends: Vec<usize>,
    /// What is known of the words of the last form.
    infos: Vec<WordInfo>,
}

/// A form, its words aside.
#[derive(Debug, Clone, Copy)]
struct Head {
    entry: u32,
    length: u32,
    rule: Rule,
}

/// Stands for the next of the new words.
const STRANGE: WordId = WordId::MAX;

impl Phrases {
    /// How many forms there are.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// Adds a form of an entry, if what is known of its words says so.
    pub(super) fn push(
        &mut self,
        entry: u32,
        form: &str,
        rule: Rule,
        lexicon: &Lexicon,
        is_kept: impl FnOnce(&[WordInfo]) -> bool,
    ) {
        let (before, strange, ends) = (self.words.len(), self.strange.len(), self.ends.len());
        for word in words(form) {
            let start = self.strange.len();
            fold_into(&form[word.span.range()], &mut self.strange);
            match lexicon.number(&self.strange[start..]) {
                Some(number) => {
                    self.strange.truncate(start);
                    self.words.push(number);
                }
                None => {
                    self.ends.push(self.strange.len());
                    self.words.push(STRANGE);
                }
            }
        }
        self.infos.clear();
        self.infos.extend(self.words[before..].iter().map(|&word| lexicon.info(word)));
        if is_kept(&self.infos) {
            self.heads.push(Head { entry, length: self.infos.len() as u32, rule });
        } else {
            self.words.truncate(before);
            self.strange.truncate(strange);
            self.ends.truncate(ends);
        }
    }

    /// Numbers the new words and files the forms, in order.
    pub(super) fn file(mut self, lexicon: &mut Lexicon, forms: &mut Forms) {
        let (mut ends, mut start) = (self.ends.iter(), 0);
        for word in self.words.iter_mut().filter(|word| **word == STRANGE) {
            let end = *ends.next().unwrap_or(&start);
            *word = lexicon.insert(&self.strange[start..end]);
            start = end;
        }
        let mut rest = self.words.as_slice();
        for Head { entry, length, rule } in self.heads {
            let (words, after) = rest.split_at(length as usize);
            rest = after;
            forms.insert(Form { entry, rule, words });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_files_in_order() {
        let mut lexicon = Lexicon::default();
        let known = lexicon.insert("known");
        let mut phrases = Phrases::default();
        phrases.push(0, "Known quib", Rule::AsWritten, &lexicon, |_| true);
        phrases.push(1, "", Rule::AsWritten, &lexicon, |_| true);
        phrases.push(2, "quab Quib", Rule::Split, &lexicon, |words| words.len() == 2);
        phrases.push(3, "Known", Rule::Split, &lexicon, |_| false);
        let mut forms = Forms::default();
        phrases.file(&mut lexicon, &mut forms);
        let [quib, quab] = ["quib", "quab"].map(|word| lexicon.number(word).unwrap());
        assert!(known < quib && quib < quab);
        let filed: Vec<(u32, &[WordId])> = forms.iter().map(|form| (form.entry, form.words)).collect();
        assert_eq!(filed, [(0, &[known, quib][..]), (2, &[quab, quib])]);
    }
}
