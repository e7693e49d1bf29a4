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
    use aho_corasick::AhoCorasick;
    use proptest::prelude::*;

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

    /// The obvious way: all forms in a list, every length tried on every form.
    struct Slow(Vec<Form>);

    impl Slow {
        fn new(names: &[Vec<WordId>]) -> Self {
            let mut forms: Vec<Form> = Vec::new();
            for (entry, words) in (0..).zip(names) {
                if !words.is_empty() && forms.iter().all(|form| *form.words != **words) {
                    forms.push(form(entry, words));
                }
            }
            Slow(forms)
        }

        fn at(&self, words: &[WordId]) -> Vec<&Form> {
            let lengths = (1..=words.len()).rev();
            lengths.filter_map(|n| self.0.iter().find(|form| *form.words == words[..n])).collect()
        }
    }

    fn forms_of(names: &[Vec<WordId>]) -> Forms {
        let mut forms = Forms::default();
        (0..).zip(names).for_each(|(entry, words)| forms.insert(form(entry, words)));
        forms
    }

    /// Few different words, so that names share beginnings, hold one another, and stand twice.
    fn names() -> impl Strategy<Value = Vec<Vec<WordId>>> {
        prop::collection::vec(prop::collection::vec(0u32..4, 0..6), 0..24)
    }

    proptest! {
        #[test]
        fn finds_what_the_obvious_way_finds(names in names(), text in prop::collection::vec(0u32..5, 0..16)) {
            let (forms, slow) = (forms_of(&names), Slow::new(&names));
            prop_assert!(forms.iter().eq(&slow.0));
            for from in 0..=text.len() {
                let found: Vec<&Form> = forms.at(&text[from..]).collect();
                prop_assert_eq!(&found, &slow.at(&text[from..]));
                prop_assert!(found.iter().all(|form| forms.get(&form.words) == Some(*form)));
            }
        }

        #[test]
        fn finds_what_aho_corasick_finds(names in names(), text in prop::collection::vec(0u32..5, 0..16)) {
            let forms = forms_of(&names);
            let bytes = |words: &[WordId]| words.iter().map(|&word| word as u8).collect::<Vec<_>>();
            let twin = AhoCorasick::new(forms.iter().map(|form| bytes(&form.words))).unwrap();
            let mut expected: Vec<(usize, usize, u32)> = twin
                .find_overlapping_iter(&bytes(&text))
                .map(|found| (found.start(), found.len(), forms.forms[found.pattern()].entry))
                .collect();
            expected.sort_unstable();
            let at = |from| forms.at(&text[from..]).map(move |form| (from, form.words.len(), form.entry));
            let mut found: Vec<_> = (0..text.len()).flat_map(at).collect();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
