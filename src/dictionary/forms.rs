//! Every form of every name as a sequence of word numbers.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::lexicon::{WordId, WordSet};
use super::spoken::Rule;
use crate::column::map::Map;
use crate::column::numbered::Numbered;
use crate::column::{Column, parts};

/// A form of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form<'w> {
    /// The entry that it names: a place in the dictionary's list.
    pub entry: u32,
    /// How it comes from the name.
    pub rule: Rule,
    /// Its words.
    pub words: &'w [WordId],
}

/// The forms, found by their words.
///
/// All words stand in one column, so that a form costs some 25 bytes and no piece of memory of its own. Longer forms are
/// looked for only where the first two words begin one, because many names begin with a common word.
#[derive(Debug, Default)]
pub struct Forms {
    words: Numbered<WordId>,
    entries: Column<u32>,
    /// Places in [`Rule::ALL`].
    rules: Column<u8>,
    /// The length of the longest form that begins with two words.
    starts: Map<WordId, u32>,
    /// Which two words may begin a form: asked before `starts`.
    pairs: Pairs,
    /// Words that are a form alone, and words that begin a longer one: most words are neither.
    alone: WordSet,
    first: WordSet,
}

parts!(Forms { words, entries, rules, starts, pairs, alone, first });

/// Which two words may begin a form: a bit for each of two million places, of which several pairs may share one.
///
/// *Why not `starts` alone*: that is too large for the caches, and hardly any pair of words is in it. *Limit*: without room made for
/// many forms there are no bits, and any pair may.
#[derive(Debug, Default)]
struct Pairs {
    bits: Column<u64>,
}

parts!(Pairs { bits });

impl Pairs {
    const PLACES: usize = 1 << 21;

    fn reserve(&mut self) {
        self.bits.to_mut().resize(Self::PLACES / 64, 0);
    }

    fn insert(&mut self, first: WordId, second: WordId) {
        let place = Self::place(first, second);
        if let Some(bits) = self.bits.to_mut().get_mut(place / 64) {
            *bits |= 1 << (place % 64);
        }
    }

    fn may_hold(&self, first: WordId, second: WordId) -> bool {
        let place = Self::place(first, second);
        self.bits.get(place / 64).is_none_or(|bits| bits & 1 << (place % 64) != 0)
    }

    fn place(first: WordId, second: WordId) -> usize {
        FxBuildHasher.hash_one([first, second]) as usize % Self::PLACES
    }
}

impl Forms {
    /// Makes room for so many forms more.
    pub(super) fn reserve(&mut self, forms: usize) {
        self.words.reserve(forms, forms * 2);
        self.entries.to_mut().reserve(forms);
        self.rules.to_mut().reserve(forms);
        self.starts.reserve(forms / 2, forms);
        // Bits tell of all forms or of none.
        if self.entries.is_empty() {
            self.pairs.reserve();
        }
    }

    /// Adds a form, unless another name has it already, or it has no words.
    pub fn insert(&mut self, form: Form) {
        if form.words.is_empty() || self.words.insert(form.words) < self.len() {
            return;
        }
        self.entries.push(form.entry);
        self.rules.push(form.rule as u8);
        if let [first, second, ..] = *form.words {
            self.first.insert(first);
            self.pairs.insert(first, second);
            let longest = self.starts.entry(&[first, second], 0);
            *longest = (*longest).max(form.words.len() as u32);
        } else {
            self.alone.insert(form.words[0]);
        }
    }

    /// How many there are.
    fn len(&self) -> u32 {
        self.entries.len() as u32
    }

    /// The form with exactly these words.
    pub fn get(&self, words: &[WordId]) -> Option<Form<'_>> {
        if let [word] = *words
            && !self.alone.holds(word)
        {
            return None;
        }
        self.words.number(words).map(|number| self.form(number))
    }

    /// Whether any form begins with a word: nearly free, and most words begin none.
    pub fn may_begin(&self, word: WordId) -> bool {
        self.alone.holds(word) || self.first.holds(word)
    }

    /// The most words of which a form at the beginning of `words` may be: mostly 0, and then nearly free to ask.
    pub fn longest_at(&self, words: &[WordId]) -> usize {
        let pair = match *words {
            [first, second, ..] if self.first.holds(first) && self.pairs.may_hold(first, second) => {
                self.starts.get(&words[..2])
            }
            _ => None,
        };
        match (pair, words) {
            (Some(longest), _) => (longest as usize).min(words.len()),
            (None, [first, ..]) if self.alone.holds(*first) => 1,
            _ => 0,
        }
    }

    /// The forms at the beginning of `words`, longest first.
    ///
    /// Costs a look at some bits for nearly all words, and look-ups only where a name may begin.
    pub fn at<'f>(&'f self, words: &'f [WordId]) -> impl Iterator<Item = Form<'f>> + 'f {
        (1..=self.longest_at(words)).rev().filter_map(move |length| self.get(&words[..length]))
    }

    /// All forms, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = Form<'_>> {
        (0..self.len()).map(|number| self.form(number))
    }

    fn form(&self, number: u32) -> Form<'_> {
        let (entry, rule) = (self.entries[number as usize], self.rules[number as usize]);
        Form { entry, rule: Rule::ALL[usize::from(rule)], words: self.words.at(number) }
    }
}

#[cfg(test)]
mod tests {
    use aho_corasick::AhoCorasick;
    use proptest::prelude::*;

    use super::*;

    fn form(entry: u32, words: &[WordId]) -> Form<'_> {
        Form { entry, rule: Rule::AsWritten, words }
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
    struct Slow<'n>(Vec<Form<'n>>);

    impl<'n> Slow<'n> {
        fn new(names: &'n [Vec<WordId>]) -> Self {
            let mut forms: Vec<Form> = Vec::new();
            for (entry, words) in (0..).zip(names) {
                if !words.is_empty() && forms.iter().all(|form| form.words != words) {
                    forms.push(form(entry, words));
                }
            }
            Slow(forms)
        }

        fn at(&self, words: &[WordId]) -> Vec<Form<'n>> {
            let lengths = (1..=words.len()).rev();
            lengths.filter_map(|n| self.0.iter().find(|form| *form.words == words[..n]).copied()).collect()
        }
    }

    /// With room for many or without, for that decides whether pairs have bits.
    fn forms_of(names: &[Vec<WordId>]) -> Forms {
        let mut forms = Forms::default();
        if names.len().is_multiple_of(2) {
            forms.reserve(names.len());
        }
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
            prop_assert!(forms.iter().eq(slow.0.iter().copied()));
            for from in 0..=text.len() {
                let found: Vec<Form> = forms.at(&text[from..]).collect();
                prop_assert_eq!(&found, &slow.at(&text[from..]));
                prop_assert!(found.iter().all(|form| forms.get(form.words) == Some(*form)));
            }
        }

        #[test]
        fn finds_what_aho_corasick_finds(names in names(), text in prop::collection::vec(0u32..5, 0..16)) {
            let forms = forms_of(&names);
            let bytes = |words: &[WordId]| words.iter().map(|&word| word as u8).collect::<Vec<_>>();
            let twin = AhoCorasick::new(forms.iter().map(|form| bytes(form.words))).unwrap();
            let mut expected: Vec<(usize, usize, u32)> = twin
                .find_overlapping_iter(&bytes(&text))
                .map(|found| (found.start(), found.len(), forms.form(found.pattern().as_u32()).entry))
                .collect();
            expected.sort_unstable();
            let at = |from| forms.at(&text[from..]).map(move |form| (from, form.words.len(), form.entry));
            let mut found: Vec<_> = (0..text.len()).flat_map(at).collect();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
