//! Every form of every name as a sequence of word numbers.

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, WordId};
use super::spoken::Rule;

/// A form of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The entry that it names: a place in the dictionary's list.
    pub entry: u32,
    /// How it comes from the name.
    pub rule: Rule,
    /// Its words.
    pub words: Box<[WordId]>,
}

/// The forms, found by their words.
///
/// One-word forms stand in an array by word number; longer ones in a hash table that is asked only where the first two
/// words begin one, because many names begin with a common word.
#[derive(Debug, Default)]
pub struct Forms {
    forms: Vec<Form>,
    single: Vec<Option<u32>>,
    longer: FxHashMap<Box<[WordId]>, u32>,
    starts: FxHashMap<(WordId, WordId), usize>,
}

impl Forms {
    /// Adds a form, unless another name has it already.
    pub fn insert(&mut self, form: Form) {
        let number = self.forms.len() as u32;
        match *form.words {
            [] => return,
            [word] => {
                let at = word as usize;
                if self.single.len() <= at {
                    self.single.resize(at + 1, None);
                }
                if self.single[at].is_some() {
                    return;
                }
                self.single[at] = Some(number);
            }
            [first, second, ..] => {
                if self.longer.contains_key(&form.words) {
                    return;
                }
                let longest = self.starts.entry((first, second)).or_default();
                *longest = form.words.len().max(*longest);
                self.longer.insert(form.words.clone(), number);
            }
        }
        self.forms.push(form);
    }

    /// The form with exactly these words.
    pub fn get(&self, words: &[WordId]) -> Option<&Form> {
        let number = match words {
            [] => None,
            [word] => self.single.get(*word as usize).copied().flatten(),
            _ => self.longer.get(words).copied(),
        };
        number.map(|number| &self.forms[number as usize])
    }

    /// The forms at the beginning of `words`, longest first.
    ///
    /// Costs one array look-up a word, one hash look-up a pair of words, and more only where a name may begin.
    pub fn at<'f>(&'f self, words: &'f [WordId]) -> impl Iterator<Item = &'f Form> + 'f {
        let longest = match words {
            [first, second, ..] => self.starts.get(&(*first, *second)).copied().unwrap_or(1),
            _ => 1,
        };
        (1..=longest.min(words.len())).rev().filter_map(move |length| self.get(&words[..length]))
    }

    /// All forms, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Form> {
        self.forms.iter()
    }
}

/// Cuts a name written as one word where two words of the language meet: `datadog` → data dog.
///
/// The cut whose rarer half is the commonest wins; `None` when no cut gives two words of the language.
pub fn compound(word: &str, lexicon: &Lexicon) -> Option<String> {
    if word.len() < 6 || !word.is_ascii() {
        return None;
    }
    let frequency = |half: &str| lexicon.number(half).map_or(0, |number| lexicon.info(number).zipf);
    let cuts = (2..=word.len() - 2).map(|at| word.split_at(at));
    let (a, b) = cuts.max_by_key(|(a, b)| frequency(a).min(frequency(b)))?;
    (frequency(a).min(frequency(b)) >= 25 && a.len().max(b.len()) >= 4).then(|| format!("{a} {b}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(entry: u32, words: &[WordId]) -> Form {
        Form { entry, rule: Rule::AsWritten, words: words.into() }
    }

    #[test]
    fn finds_the_longest_first_and_keeps_the_first_owner() {
        let mut forms = Forms::default();
        for (entry, words) in [(0, &[1][..]), (1, &[1, 2]), (2, &[1, 2, 3]), (3, &[1, 2]), (4, &[])] {
            forms.insert(form(entry, words));
        }
        let found: Vec<u32> = forms.at(&[1, 2, 3, 4]).map(|form| form.entry).collect();
        assert_eq!(found, [2, 1, 0]);
        assert_eq!(forms.at(&[1, 2, 4]).map(|form| form.entry).collect::<Vec<_>>(), [1, 0]);
        assert_eq!(forms.at(&[2, 1]).count(), 0);
        assert_eq!(forms.at(&[]).count(), 0);
    }
}
