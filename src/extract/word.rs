//! A word of an episode, with all that finders ask of it again and again.

use super::seen::Read;
use crate::dictionary::lexicon::WordInfo;
use crate::text::Span;
use crate::text::particle::is_particle;
use crate::text::word::Gap;

/// A word of the episode.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Bytes of its document's text.
    pub(super) span: Span,
    /// What stands before it.
    pub(super) gap: Gap,
    /// The document it is in.
    pub(super) document: u32,
    /// The sentence it is in, counted from 0 in its document.
    pub(super) sentence: u32,
    /// What is known of it.
    pub(super) info: WordInfo,
    /// Its first byte, a letter in lower case.
    pub(super) first: u8,
    shape: u8,
}

impl Word {
    const CAPITAL: u8 = 1;
    const SMALL: u8 = 2;
    const ADDRESS: u8 = 4;
    const NAME: u8 = 8;
    const STRANGE: u8 = 16;
    const PARTICLE: u8 = 32;
    const BARE: u8 = 64;

    /// A word as it was read.
    pub(super) fn new(span: Span, gap: Gap, document: u32, sentence: u32, read: Read) -> Word {
        Word { span, gap, document, sentence, info: read.info, first: read.first, shape: read.shape }
    }

    /// Begins with a capital.
    pub(super) fn is_capital(self) -> bool {
        self.shape & Self::CAPITAL != 0
    }

    /// Has a small letter, so that its capitals tell something.
    pub(super) fn has_small(self) -> bool {
        self.shape & Self::SMALL != 0
    }

    /// Is a single letter.
    pub(super) fn is_letter(self) -> bool {
        self.span.end - self.span.start == 1 && self.first.is_ascii_lowercase()
    }

    /// Is part of a web address.
    pub(super) fn is_address(self) -> bool {
        self.shape & Self::ADDRESS != 0
    }

    /// Is written like somebody's name: one capital, then small letters; no contraction ("I'm"), address or handle.
    pub(super) fn is_written_like_a_name(self) -> bool {
        self.shape & (Self::NAME | Self::ADDRESS) == Self::NAME && self.gap != Gap::Handle
    }

    /// Is neither English, nor a form of an English word, nor somebody's name.
    pub(super) fn is_strange(self) -> bool {
        self.shape & Self::STRANGE != 0
    }

    /// May stand within somebody's name in small letters: "van".
    pub(super) fn is_particle(self) -> bool {
        self.shape & Self::PARTICLE != 0
    }

    /// Stands where capitals tell nothing.
    pub(super) fn is_bare(self) -> bool {
        self.shape & Self::BARE != 0
    }

    /// Marks it as standing where capitals tell nothing.
    pub(super) fn mark_bare(&mut self) {
        self.shape |= Self::BARE;
    }

    /// Marks it as part of a web address.
    pub(super) fn mark_address(&mut self) {
        self.shape |= Self::ADDRESS;
    }

    /// The shape of a word that is written so, and so when folded.
    pub(super) fn shape_of(word: &str, folded: &str, strange: bool) -> u8 {
        Self::letters(word) | bit(strange, Self::STRANGE) | bit(is_particle(folded), Self::PARTICLE)
    }

    fn letters(word: &str) -> u8 {
        let bytes = word.as_bytes();
        // The usual case, by bytes.
        if word.is_ascii() {
            let capital = bytes.first().is_some_and(u8::is_ascii_uppercase);
            let name = capital && is_small_behind(word);
            return bit(capital, Self::CAPITAL)
                | bit(bytes.iter().any(u8::is_ascii_lowercase), Self::SMALL)
                | bit(name && !bytes.windows(2).any(|pair| pair == b"'m"), Self::NAME);
        }
        let capital = word.starts_with(char::is_uppercase);
        let name = capital && is_small_behind(word) && !word.contains("'m");
        bit(capital, Self::CAPITAL)
            | bit(word.contains(char::is_lowercase), Self::SMALL)
            | bit(name, Self::NAME)
    }
}

/// Whether small letters are behind the first one, or behind the first of a surname such as "O'Connor".
fn is_small_behind(word: &str) -> bool {
    let mut letters = word.chars().skip(1).peekable();
    let parted = letters.next_if(|c| matches!(c, '\'' | '\u{2019}')).is_some();
    if parted && letters.next_if(|c| c.is_uppercase()).is_none() {
        return false;
    }
    letters.next().is_some_and(char::is_lowercase)
}

/// Whether a word is one of a list from `limits.rs`, in any letters.
pub(super) fn is_listed(list: &str, word: &str) -> bool {
    list.split('|').any(|one| one.eq_ignore_ascii_case(word))
}

fn bit(holds: bool, bit: u8) -> u8 {
    if holds { bit } else { 0 }
}
