//! The words of the language and of all names, numbered; a number tells at once what a word is.

use crate::column::numbered::Strings;
use crate::column::{Column, Part, parts};
use crate::text::fold::fold_into;

/// Number of a word. Words of the lexicon come first; a text's other words are numbered after them.
pub type WordId = u32;

/// A set of word numbers, a bit each.
#[derive(Debug, Clone, Default)]
pub struct WordSet(Vec<u64>);

impl WordSet {
    /// Adds a number.
    pub fn insert(&mut self, word: WordId) {
        let at = word as usize / 64;
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (word % 64);
    }

    /// Whether a number is in the set: nearly free.
    pub fn holds(&self, word: WordId) -> bool {
        self.0.get(word as usize / 64).is_some_and(|bits| bits & 1 << (word % 64) != 0)
    }
}

/// Of a column, it would be asked each time whether that is borrowed; and of each word a set is asked.
impl Part for WordSet {
    fn save(&self, image: &mut Vec<u8>) {
        Column::from(self.0.clone()).save(image);
    }

    fn load(image: &mut &'static [u8]) -> Self {
        WordSet(Column::load(image).to_vec())
    }
}

/// Zipf frequency, in tenths, from which a word that no dictionary has is known all the same.
const KNOWN_WORD: u8 = 30;

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordInfo {
    /// How common it is in English, in tenths on the Zipf scale (`the` 77, everyday from about 35); 0 if unknown.
    pub zipf: u8,
    flags: u8,
    /// Log-odds of a capital amid small words, in tenths; only where counted.
    capital: i8,
}

/// [`WordInfo`] as it is kept: its fields, in order.
type KeptInfo = [u8; 3];

impl WordInfo {
    const DICTIONARY: u8 = 1;
    const GIVEN: u8 = 2;
    const SURNAME: u8 = 4;
    const CUE_BEFORE: u8 = 8;
    const CUE_AFTER: u8 = 16;
    const PLAIN_BEFORE: u8 = 32;
    const PLAIN_AFTER: u8 = 64;
    const COUNTED: u8 = 128;

    /// Stands in a dictionary of English in lower case.
    pub fn is_english(self) -> bool {
        self.flags & Self::DICTIONARY != 0
    }

    /// Is a given name.
    pub fn is_given(self) -> bool {
        self.flags & Self::GIVEN != 0
    }

    /// Is a surname.
    pub fn is_surname(self) -> bool {
        self.flags & Self::SURNAME != 0
    }

    /// Goes before names of projects: "using".
    pub fn is_cue_before(self) -> bool {
        self.flags & Self::CUE_BEFORE != 0
    }

    /// Goes after names of projects: "library".
    pub fn is_cue_after(self) -> bool {
        self.flags & Self::CUE_AFTER != 0
    }

    /// Goes before plain words: "to", "your".
    pub fn is_plain_before(self) -> bool {
        self.flags & Self::PLAIN_BEFORE != 0
    }

    /// Goes after plain words: "it", "of".
    pub fn is_plain_after(self) -> bool {
        self.flags & Self::PLAIN_AFTER != 0
    }

    /// How often transcripts write the word with a capital amid small words rather than in small letters, in
    /// log-odds; `None` where it was too rare to count.
    pub fn capital_odds(self) -> Option<f32> {
        (self.flags & Self::COUNTED != 0).then_some(f32::from(self.capital) / 10.0)
    }

    /// A common word, whatever else it may be: English at Zipf 3.5 or more.
    pub fn is_everyday(self) -> bool {
        self.is_english() && self.zipf >= 35
    }

    /// Is English, somebody's name, or so common that it is known though no dictionary has it: Einstein, Motorola.
    pub fn is_known(self) -> bool {
        self.flags & (Self::DICTIONARY | Self::GIVEN | Self::SURNAME) != 0 || self.zipf >= KNOWN_WORD
    }

    /// How common it is on the Zipf scale.
    pub fn frequency(self) -> f32 {
        f32::from(self.zipf) / 10.0
    }
}

/// The tables that a lexicon is made of.
#[derive(Debug)]
pub(super) struct Tables {
    /// English words, how common they are, and whether a dictionary has them.
    pub(super) english: &'static str,
    /// Words of the trade that a dictionary of English lacks.
    pub(super) jargon: &'static str,
    /// Given names.
    pub(super) given_names: &'static str,
    /// Surnames.
    pub(super) surnames: &'static str,
    /// Words that go with names of projects, or with plain words.
    pub(super) cues: &'static str,
    /// How often words stand with a capital.
    pub(super) letters: &'static str,
}

/// The words of the table of English with their frequency in tenths and whether a dictionary has them.
///
/// The commonest come first, so that what is asked for most lies together, in the cache: extraction takes some five per cent less time.
fn commonest_first(english: &str) -> Vec<(&str, u8, bool)> {
    let rows = english.lines().skip(1).map(|row| {
        let mut fields = row.split('\t');
        let (word, zipf, dictionary) = (fields.next(), fields.next(), fields.next());
        let zipf = zipf.and_then(|zipf| zipf.parse::<f32>().ok()).unwrap_or(0.0);
        (word.unwrap_or_default(), (zipf * 10.0).round() as u8, dictionary == Some("1"))
    });
    let mut words: Vec<(&str, u8, bool)> = rows.collect();
    words.sort_by_key(|&(_, zipf, _)| std::cmp::Reverse(zipf));
    words
}

/// How many words the built-in tables hold, about.
const ROOM: usize = 100_000;

/// Words by number.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Strings,
    infos: Column<KeptInfo>,
}

parts!(Lexicon { words, infos });

impl Lexicon {
    /// A lexicon of English words and of given and family names.
    ///
    /// `english` is a table `word, zipf, dictionary` with a header; the names a name a line, `jargon` a word a line.
    /// `cues` is a table `word, place`, `letters` a table `word, capital, small` of counts.
    pub(super) fn new(tables: &Tables) -> Lexicon {
        // Room for the words of the built-in names, too: growing would put all of them in their places once more.
        let mut lexicon = Lexicon { words: Strings::default(), infos: Column::with_capacity(ROOM) };
        lexicon.words.reserve(ROOM, ROOM * 8);
        for (word, zipf, dictionary) in commonest_first(tables.english) {
            let number = lexicon.insert(word);
            lexicon.note(number, |info| {
                info.zipf = zipf;
                info.flags |= if dictionary { WordInfo::DICTIONARY } else { 0 };
            });
        }
        lexicon.flag(tables.jargon, WordInfo::DICTIONARY);
        lexicon.flag(tables.given_names, WordInfo::GIVEN);
        lexicon.flag(tables.surnames, WordInfo::SURNAME);
        lexicon.count_letters(tables.letters);
        for (word, place) in tables.cues.lines().skip(1).filter_map(|row| row.split_once('\t')) {
            let number = lexicon.insert(word);
            let flag = match place {
                "before" => WordInfo::CUE_BEFORE,
                "after" => WordInfo::CUE_AFTER,
                "both" => WordInfo::CUE_BEFORE | WordInfo::CUE_AFTER,
                "plain_before" => WordInfo::PLAIN_BEFORE,
                _ => WordInfo::PLAIN_AFTER,
            };
            lexicon.note(number, |info| info.flags |= flag);
        }
        lexicon
    }

    fn count_letters(&mut self, letters: &'static str) {
        for row in letters.lines().skip(1) {
            let mut fields = row.split('\t');
            let Some(word) = fields.next() else { continue };
            let mut count = || fields.next().and_then(|count| count.parse::<f32>().ok()).unwrap_or(0.0) + 0.5;
            let (capital, small) = (count(), count());
            let number = self.insert(word);
            self.note(number, |info| {
                info.capital = ((capital / small).ln() * 10.0).round() as i8;
                info.flags |= WordInfo::COUNTED;
            });
        }
    }

    fn flag(&mut self, names: &'static str, flag: u8) {
        let mut folded = String::new();
        for name in names.lines() {
            folded.clear();
            fold_into(name, &mut folded);
            let number = self.insert(&folded);
            self.note(number, |info| info.flags |= flag);
        }
    }

    /// Notes something of a word.
    fn note(&mut self, number: WordId, change: impl FnOnce(&mut WordInfo)) {
        let mut info = self.info(number);
        change(&mut info);
        self.infos.to_mut()[number as usize] = [info.zipf, info.flags, info.capital as u8];
    }

    /// The number of a folded word, new if need be.
    pub(super) fn insert(&mut self, word: &str) -> WordId {
        let number = self.words.insert(word.as_bytes());
        if number == self.len() {
            self.infos.push(KeptInfo::default());
        }
        number
    }

    /// The number of a folded word.
    pub fn number(&self, word: &str) -> Option<WordId> {
        self.words.number(word.as_bytes())
    }

    /// What is known of a word; of a word outside the lexicon, nothing.
    pub fn info(&self, word: WordId) -> WordInfo {
        let [zipf, flags, capital] = self.infos.get(word as usize).copied().unwrap_or_default();
        WordInfo { zipf, flags, capital: capital as i8 }
    }

    /// Whether a folded word is neither known nor a form of an English word.
    pub fn is_strange(&self, word: &str, info: WordInfo) -> bool {
        let endings = ["s", "es", "ed", "ing", "er", "ers", "ly", "y", "ish"];
        let mut stems = endings.iter().filter_map(|ending| word.strip_suffix(ending));
        let known =
            |stem: &str| stem.len() > 2 && self.number(stem).is_some_and(|number| self.info(number).zipf > 0);
        !info.is_known() && !word.contains('\'') && !stems.any(known)
    }

    /// How many words there are: the first number that no word has.
    pub fn len(&self) -> WordId {
        self.infos.len() as WordId
    }

    /// Whether there is no word at all.
    pub fn is_empty(&self) -> bool {
        self.infos.is_empty()
    }
}
