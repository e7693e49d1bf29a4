//! The episode read as one text: words split, folded and numbered once; every finder works on them.

use std::iter::from_fn;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::address::is_address;
use super::letters::{self, Letters};
use super::limits::reading::{LONG_SENTENCE, LONGEST_SENTENCE};
use super::seen::{Read, Seen};
use super::several::is_several;
use super::word::Word;
use crate::dictionary::Dictionary;
use crate::dictionary::lexicon::{Lexicon, WordId, WordInfo};
use crate::episode::{Document, DocumentKind, Episode, Segment};
use crate::text::Span;
use crate::text::fold::fold_into;
use crate::text::word::{Gap, words};

/// All words of an episode, documents one after the other.
#[derive(Debug)]
pub(super) struct Reading<'e> {
    pub(super) episode: &'e Episode,
    pub(super) lexicon: &'e Lexicon,
    pub(super) dictionary: &'e Dictionary,
    pub(super) words: Vec<Word>,
    /// The words' numbers, beside `words`.
    pub(super) ids: Vec<WordId>,
    /// The words that the lexicon lacks, numbered after its own.
    unknown: FxHashMap<String, WordId>,
    /// For each document, whether somebody wrote it out.
    edited: Vec<bool>,
    /// For each document, its words.
    documents: Vec<Range<usize>>,
    /// The words at which a name may begin by its letters: capitals, or all words where those tell nothing.
    pub(super) capitals: Vec<usize>,
    /// The strange words.
    pub(super) strange: Vec<usize>,
}

impl<'e> Reading<'e> {
    /// Reads an episode. Costs one pass over its text.
    pub(super) fn new(episode: &'e Episode, dictionary: &'e Dictionary) -> Self {
        let mut reading = Reading {
            episode,
            lexicon: dictionary.lexicon(),
            dictionary,
            words: Vec::new(),
            ids: Vec::new(),
            unknown: FxHashMap::default(),
            edited: episode.documents.iter().map(|one| is_edited(one, &episode.info.people)).collect(),
            documents: Vec::new(),
            capitals: Vec::new(),
            strange: Vec::new(),
        };
        let mut seen = Seen::new();
        for (number, document) in episode.documents.iter().enumerate() {
            reading.read(number as u32, &document.text, &mut seen);
        }
        reading
    }

    fn read(&mut self, document: u32, text: &str, seen: &mut Seen) {
        let from = self.words.len();
        // A word takes some five letters and a blank.
        self.words.reserve(text.len() / 6);
        self.ids.reserve(text.len() / 6);
        let (mut sentence, mut since, mut folded) = (0, 0, String::new());
        let mut segments = self.episode.documents[document as usize].segments.iter().peekable();
        let mut letters = Letters::default();
        for raw in words(text) {
            let read = seen.read(text, raw.span, || self.read_word(&text[raw.span.range()], &mut folded));
            let span = Span { end: raw.span.end - u32::from(read.left_out), ..raw.span };
            let ended = from_fn(|| segments.next_if(|one| one.span.start <= raw.span.start)).count() > 0;
            let parted = ended || !matches!(raw.gap, Gap::Space | Gap::Joint);
            let cut = since >= LONGEST_SENTENCE || since >= LONG_SENTENCE && parted;
            if (raw.gap == Gap::Sentence || cut) && self.words.len() > from {
                sentence += 1;
                since = 0;
            }
            since += 1;
            let word = Word::new(span, raw.gap, document, sentence, read);
            letters.count(word, read.id);
            self.words.push(word);
            self.ids.push(read.id);
        }
        let all = from..self.words.len();
        self.mark_bare(all.clone(), &letters);
        let may_begin = |word: &Word| word.is_bare() || word.is_capital();
        self.capitals.extend(all.clone().filter(|&at| may_begin(&self.words[at])));
        self.strange.extend(all.clone().filter(|&at| self.words[at].is_strange()));
        self.documents.push(all);
        self.mark_addresses(from, text);
    }

    /// Marks the words where capitals tell nothing: all of a document, or where a recogniser left them out for a while.
    fn mark_bare(&mut self, all: Range<usize>, letters: &Letters) {
        if !letters.tell() {
            return self.words[all].iter_mut().for_each(Word::mark_bare);
        }
        if letters.hide_names() {
            let small = |word: &&mut Word| !word.is_capital() && word.info.is_english();
            self.words[all.clone()].iter_mut().filter(small).for_each(Word::mark_bare);
        }
        let tells = |at: usize| self.words[at].is_capital() && !self.is_i(at);
        for stretch in letters::bare(&self.words, all, tells) {
            self.words[stretch].iter_mut().for_each(Word::mark_bare);
        }
    }

    /// What a word is, by itself.
    fn read_word(&mut self, surface: &str, folded: &mut String) -> Read {
        let (id, digits) = self.number(surface, folded);
        let info = self.lexicon.info(id);
        let strange = self.lexicon.is_strange(folded, info);
        let shape = Word::shape_of(&surface[..surface.len() - usize::from(digits)], folded, strange);
        Read { id, info, first: surface.as_bytes()[0].to_ascii_lowercase(), shape, left_out: digits }
    }

    /// The number of a word, and how many bytes at its end are no part of it: a version (`Python3`), or the `s` of many (`FastAPIs`).
    fn number(&mut self, surface: &str, folded: &mut String) -> (WordId, u8) {
        folded.clear();
        fold_into(surface, folded);
        if let Some(id) = self.lexicon.number(folded) {
            return (id, 0);
        }
        let digits = surface.len() - surface.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let ending = if is_several(self.dictionary, surface, folded) { 1 } else { digits };
        let stem = &folded[..folded.len().saturating_sub(ending)];
        if let Ok(left_out @ 1..) = u8::try_from(ending)
            && stem.len() > 2
            && let Some(id) = self.lexicon.number(stem)
        {
            folded.truncate(stem.len());
            return (id, left_out);
        }
        let next = self.lexicon.len() + self.unknown.len() as WordId;
        if let Some(&id) = self.unknown.get(folded.as_str()) {
            return (id, 0);
        }
        self.unknown.insert(folded.clone(), next);
        (next, 0)
    }

    /// Marks the words of web addresses: `github.com/sanic-org`, `pythonbytes.fm`.
    fn mark_addresses(&mut self, from: usize, text: &str) {
        let mut at = from;
        let joined = |word: &Word| matches!(word.gap, Gap::Joint | Gap::Handle);
        while let Some(ahead) = self.words[at..].iter().skip(1).position(joined) {
            at += ahead;
            let mut end = at + 1;
            // "Flask (@pallets)" is no address, "me@example.org" is.
            while end < self.words.len()
                && (self.words[end].gap == Gap::Joint
                    || self.words[end].gap == Gap::Handle && self.between(end) == "@")
            {
                end += 1;
            }
            if end - at > 1 {
                let span = Span { start: self.words[at].span.start, end: self.words[end - 1].span.end };
                if is_address(&text[span.range()]) {
                    self.words[at..end].iter_mut().for_each(Word::mark_address);
                }
            }
            at = end;
        }
    }

    /// The number that a folded word has in this episode.
    pub(super) fn number_of(&self, folded: &str) -> Option<WordId> {
        self.lexicon.number(folded).or_else(|| self.unknown.get(folded).copied())
    }

    /// The numbers of a name's words; `None` when one of them does not occur in the episode.
    pub(super) fn numbers_of(&self, name: &str) -> Option<Vec<WordId>> {
        let mut folded = String::new();
        let numbers = words(name).map(|word| {
            folded.clear();
            fold_into(&name[word.span.range()], &mut folded);
            self.number_of(&folded)
        });
        numbers.collect()
    }

    /// Where a word stands.
    pub(super) fn places_of(&self, id: WordId) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + self.ids[from..].iter().position(|&here| here == id)?;
            from = at + 1;
            Some(at)
        })
    }

    /// What is known of a word.
    pub(super) fn info(&self, word: usize) -> WordInfo {
        self.words[word].info
    }

    /// Whether a word is neither English nor in any table.
    pub(super) fn is_unknown(&self, word: usize) -> bool {
        self.ids[word] >= self.lexicon.len()
    }

    /// The document that a word is in.
    pub(super) fn document(&self, word: usize) -> &'e Document {
        &self.episode.documents[self.words[word].document as usize]
    }

    /// Whether capitals tell anything where this word stands.
    pub(super) fn is_cased(&self, word: usize) -> bool {
        !self.words[word].is_bare()
    }

    /// Whether somebody wrote out the text where this word stands, so that its capitals are meant.
    pub(super) fn is_edited(&self, word: usize) -> bool {
        self.edited[self.words[word].document as usize]
    }

    /// The words of a document.
    pub(super) fn document_words(&self, document: usize) -> Range<usize> {
        self.documents[document].clone()
    }

    /// The bytes from the first word to the last, in their document.
    pub(super) fn span(&self, words: &Range<usize>) -> Span {
        Span { start: self.words[words.start].span.start, end: self.words[words.end - 1].span.end }
    }

    /// The text from the first word to the last, as it stands.
    pub(super) fn text(&self, words: &Range<usize>) -> &'e str {
        &self.document(words.start).text[self.span(words).range()]
    }

    /// The words as one folded word.
    pub(super) fn joined(&self, words: &Range<usize>) -> String {
        let mut joined = String::with_capacity(self.span(words).range().len());
        words.clone().for_each(|word| fold_into(self.text(&(word..word + 1)), &mut joined));
        joined
    }

    /// The text between two neighbouring words.
    pub(super) fn between(&self, word: usize) -> &'e str {
        let before = self.words[word - 1];
        if before.document != self.words[word].document {
            return "\n";
        }
        &self.document(word).text[before.span.end as usize..self.words[word].span.start as usize]
    }

    /// One past the last word that a name beginning at `from` can run to, at most `longest` words on.
    pub(super) fn run_end(&self, from: usize, longest: usize) -> usize {
        let limit = self.words.len().min(from + longest);
        (from + 1..limit).find(|&at| !self.continues(at)).unwrap_or(limit)
    }

    /// Whether a name can run from the word before on to this one.
    pub(super) fn continues(&self, word: usize) -> bool {
        word > 0 && word < self.words.len() && matches!(self.words[word].gap, Gap::Space | Gap::Joint)
    }

    /// The words that lie in a span of a document.
    pub(super) fn words_in(&self, document: usize, span: Span) -> Range<usize> {
        let all = self.document_words(document);
        let words = &self.words[all.clone()];
        let start = words.partition_point(|word| word.span.end <= span.start);
        let end = words.partition_point(|word| word.span.start < span.end);
        all.start + start..all.start + end.max(start)
    }

    /// The words of a sentence of a document.
    pub(super) fn sentence_words(&self, document: usize, sentence: u32) -> Range<usize> {
        let all = self.document_words(document);
        let words = &self.words[all.clone()];
        let start = words.partition_point(|word| word.sentence < sentence);
        let end = words.partition_point(|word| word.sentence <= sentence);
        all.start + start..all.start + end
    }
}

/// Whether somebody wrote out a document: show notes, and talk with its speakers' names and hardly any times, which recognisers give.
fn is_edited(document: &Document, people: &[String]) -> bool {
    // `SPEAKER_00` is nobody.
    let is_named = |one: &&Segment| {
        one.speaker.as_deref().is_some_and(|name| people.iter().any(|person| person == name))
    };
    let named = document.segments.iter().filter(is_named).take(2).count();
    let timed = document.segments.iter().filter(|segment| segment.time.is_some()).count();
    2 * timed < document.segments.len() && (named > 1 || document.kind == DocumentKind::ShowNotes)
}
