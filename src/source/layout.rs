//! Walks through JSON and finds what is said in it, in all layouts of `services` at once.

use std::ops::Range;

use super::services::{LAYOUTS, Layout, Role, WRAPPERS};
use super::token::{Block, Token, Tokens};

/// The keys under which services write several guesses of the same words, of which the first is the best.
const GUESSES: [&str; 2] = ["alternatives", "nBest"];

/// Some of the layouts, a bit each.
type Layouts = u32;

/// A key: the layouts that have something behind it, and what its value is in each.
#[derive(Debug, Clone, Copy)]
struct Key<'a> {
    name: &'a str,
    layouts: Layouts,
    roles: [Role; LAYOUTS.len()],
}

/// What one object says.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Which of the keys of words it is, and where the words stand.
    pub(super) words: Option<(u8, Range<usize>)>,
    pub(super) begin: Option<Range<usize>>,
    /// Which of the keys of a speaker it is, and where the name stands.
    pub(super) speaker: Option<(u8, Range<usize>)>,
}

/// What is said, by the first layout that fits, and whether the JSON is cut off.
pub(super) fn find(source: &str) -> (&'static Layout, Vec<Said>, bool) {
    let mut walk = Walk::new(source);
    while let Some(token) = walk.tokens.next() {
        walk.take(token);
    }
    let is_cut = walk.tokens.is_cut();
    if is_cut {
        walk.end();
    }
    // What is said without a speaker must all be said again with one.
    let is_whole = |&(at, said): &(usize, &Vec<Said>)| {
        !said.is_empty() && (walk.left_out[at] == 0 || walk.left_out[at] * 10 >= said.len() * 9)
    };
    let best = walk.found.iter().enumerate().find(is_whole).map_or(0, |(at, _)| at);
    (&LAYOUTS[best], walk.found.swap_remove(best), is_cut)
}

/// How many keys are kept; transcripts have a dozen or two.
const MOST_KNOWN: usize = 64;

/// A walk through the objects of a source that looks for all layouts at once.
struct Walk<'a> {
    source: &'a str,
    tokens: Tokens<'a>,
    /// The keys that lead here, each with the layouts that have something behind it.
    path: Vec<(&'a str, Layouts)>,
    /// For each open object or list, whether a key leads to it, and how many objects it held.
    open: Vec<(bool, u32)>,
    key: Option<Key<'a>>,
    /// Keys that have come already, with layouts and depth where.
    known: Vec<((Layouts, usize), Key<'a>)>,
    found: Vec<Vec<Said>>,
    /// How much of each was left out for want of a speaker.
    left_out: Vec<usize>,
    current: Vec<Said>,
    /// What the object around the list tells, and how much was found before it.
    around: Vec<(Said, usize)>,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str) -> Self {
        Walk {
            source,
            tokens: Tokens::new(source),
            path: Vec::new(),
            open: Vec::new(),
            key: None,
            known: Vec::new(),
            found: LAYOUTS.iter().map(|_| Vec::new()).collect(),
            left_out: vec![0; LAYOUTS.len()],
            current: LAYOUTS.iter().map(|_| Said::default()).collect(),
            around: LAYOUTS.iter().map(|_| (Said::default(), 0)).collect(),
        }
    }

    fn take(&mut self, token: Token) {
        match token {
            // What it leads to has no key, as if it stood in a list.
            Token::Key(key) if self.is_wrapper(&self.source[key.clone()]) => {}
            Token::Key(key) => {
                let key = self.known_key(&self.source[key]);
                if key.layouts == 0 {
                    self.tokens.pass_over();
                } else {
                    self.key = Some(key);
                }
            }
            Token::Open(block) => self.open(block),
            Token::Close(block) => {
                if block == Block::Object {
                    self.end_object();
                }
                self.close();
            }
            Token::Text(value) => self.value(value, true),
            Token::Other(value) => self.value(value, false),
        }
    }

    /// What is known of a key here. Objects of a list have the same keys over and over.
    fn known_key(&mut self, name: &'a str) -> Key<'a> {
        let place = (self.layouts(), self.path.len());
        if let Some((_, key)) = self.known.iter().find(|(at, key)| *at == place && key.name == name) {
            return *key;
        }
        let (layouts, depth) = place;
        let behind = |&at: &usize| LAYOUTS[at].leads_through(depth, name);
        let layouts = each(layouts).filter(behind).fold(0, |all, at| all | 1 << at);
        let roles = std::array::from_fn(|at| LAYOUTS[at].role(depth, name));
        let key = Key { name, layouts, roles };
        if self.known.len() < MOST_KNOWN {
            self.known.push((place, key));
        }
        key
    }

    /// The layouts that have something here.
    fn layouts(&self) -> Layouts {
        self.path.last().map_or(Layouts::MAX, |(_, layouts)| *layouts)
    }

    fn open(&mut self, block: Block) {
        let key = self.key.take();
        if let Some((_, objects)) = self.open.last_mut().filter(|_| block == Block::Object) {
            *objects += 1;
            if *objects > 1 && key.is_none() && self.path.last().is_some_and(|(key, _)| GUESSES.contains(key))
            {
                // The opening bracket is taken already: what is left is passed over like the rest of the list.
                self.open.push((false, 0));
                return self.leave_object();
            }
        }
        self.path.extend(key.map(|key| (key.name, key.layouts)));
        self.open.push((key.is_some(), 0));
    }

    /// Whether a key of the outermost object, which says nothing itself, leads to all of it.
    fn is_wrapper(&self, key: &str) -> bool {
        let is_silent = || self.current.iter().all(|said| said.words.is_none());
        self.open.len() == 1 && self.path.is_empty() && WRAPPERS.contains(&key) && is_silent()
    }

    fn close(&mut self) {
        if self.open.pop().is_some_and(|(keyed, _)| keyed) {
            self.path.pop();
        }
    }

    /// Ends all that is open, where the source ends in the middle.
    fn end(&mut self) {
        while !self.open.is_empty() {
            self.end_object();
            self.close();
        }
    }

    /// Passes over what is left of the object that has just begun.
    fn leave_object(&mut self) {
        let depth = self.open.len();
        while self.open.len() >= depth {
            match self.tokens.next() {
                Some(Token::Open(_)) => self.open.push((false, 0)),
                Some(Token::Close(_)) => _ = self.open.pop(),
                Some(_) => {}
                None => return,
            }
        }
    }

    fn value(&mut self, value: Range<usize>, is_text: bool) {
        let Some(key) = self.key.take() else { return };
        if matches!(self.source[value.clone()].trim(), "null" | "") {
            return;
        }
        for at in each(key.layouts) {
            let is_around = self.path.len() < LAYOUTS[at].list.len();
            let said = if is_around { &mut self.around[at].0 } else { &mut self.current[at] };
            match key.roles[at] {
                Role::Words(rank) if is_text && said.words.as_ref().is_none_or(|(best, _)| rank < *best) => {
                    said.words = Some((rank, value.clone()));
                }
                Role::Begin => said.begin = Some(value.clone()),
                // Google calls whom it does not know 0.
                Role::Speaker(_) if LAYOUTS[at].needs_speaker && &self.source[value.clone()] == "0" => {}
                Role::Speaker(rank) if said.speaker.as_ref().is_none_or(|(best, _)| rank < *best) => {
                    said.speaker = Some((rank, value.clone()));
                }
                Role::Words(_) | Role::Speaker(_) | Role::None => {}
            }
        }
    }

    /// An object ends: where it is one of a list, it says something.
    fn end_object(&mut self) {
        for at in each(self.layouts()).filter(|&at| LAYOUTS[at].list.len() == self.path.len()) {
            let said = std::mem::take(&mut self.current[at]);
            let blank =
                |(_, words): &(u8, Range<usize>)| self.source[words.clone()].chars().all(char::is_whitespace);
            let needs_speaker = LAYOUTS[at].needs_speaker && said.words.is_some();
            let counts = said.speaker.is_some() || !needs_speaker;
            self.left_out[at] += usize::from(!counts);
            if counts && said.words.as_ref().is_some_and(|words| !blank(words)) {
                self.found[at].push(said);
            }
        }
        let is_around =
            |at: usize| LAYOUTS[at].is_told_around && LAYOUTS[at].list.len() == self.path.len() + 1;
        for at in each(self.layouts()).filter(|&at| is_around(at)) {
            let (told, before) = std::mem::take(&mut self.around[at]);
            let found = &mut self.found[at][before..];
            found
                .iter_mut()
                .for_each(|said| said.speaker = said.speaker.take().or_else(|| told.speaker.clone()));
            if let Some(first) = found.first_mut() {
                first.begin = first.begin.take().or(told.begin);
            }
            self.around[at].1 = self.found[at].len();
        }
    }
}

/// The numbers of some layouts.
fn each(layouts: Layouts) -> impl Iterator<Item = usize> {
    (0..LAYOUTS.len()).filter(move |at| layouts & (1 << at) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        let said = find(source).1.into_iter();
        said.filter_map(|said| said.words).map(|(_, words)| &source[words]).collect()
    }

    #[test]
    fn of_several_layouts_the_first_with_words_counts() {
        let source = r#"{"text": "all", "words": [{"text": "one"}], "utterances": [{"text": "One", "words": [{"text": "x"}]}]}"#;
        assert_eq!(words(source), ["One"]);
        assert_eq!(words(&source.replace("utterances", "others")), ["one"]);
        assert_eq!(words(r#"{"text": "all", "segments": [{"text": " "}]}"#), ["all"]);
        assert!(words(r#"{"nodes": [{"text": "x"}]}"#).is_empty());
    }

    #[test]
    fn the_layouts_have_a_bit_each() {
        assert!(LAYOUTS.len() <= Layouts::BITS as usize);
    }
}
