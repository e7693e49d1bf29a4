//! What is known beyond names: who makes what, and how words that are names too are used.

use super::builtin::Usage;
use super::forms::Form;
use super::lexicon::WordId;
use super::spoken::Rule;
use super::{Dictionary, builtin, key};
use crate::column::lists::Lists;
use crate::column::map::Map;
use crate::column::parts;
use crate::table::entry::Case;

/// Zipf frequency, in tenths, from which a word is so common that hardly any use of it is a name.
const COMMON: u8 = 55;

/// What the built-in tables say of the names that are in a dictionary.
#[derive(Debug, Default)]
pub(super) struct Knowledge {
    /// Under each person the projects, and the other way round.
    pub(super) known_for: Lists,
    pub(super) makers: Lists,
    /// Under each project with an everyday name those beside which it is talked about.
    pub(super) companions: Lists,
    /// Everyday words that are names of projects (the word and 0, the word and 1, … → project), and under each project the words of
    /// its field.
    pub(super) short: Map<WordId, u32>,
    pub(super) fields: Lists,
    /// Log-odds that these words are a name.
    pub(super) phrases: Map<WordId, f32>,
    /// Whom these words meant, and the log-odds of it as bits.
    pub(super) usage: Map<WordId, [u32; 2]>,
    /// Whether of two words the name is meant.
    pub(super) pairs: Map<WordId, u8>,
}

parts!(Knowledge { known_for, makers, companions, short, fields, phrases, usage, pairs });

impl Dictionary {
    /// Notes what the built-in tables say of the names that are in this dictionary.
    pub(super) fn note_common_knowledge(&mut self) {
        self.note_makers();
        self.note_companions();
        self.note_short_names();
        self.note_phrases();
        self.note_usage();
        self.note_pairs();
    }

    /// Notes who is known for what; pairs of which one is not in the tables are passed over.
    fn note_makers(&mut self) {
        for (project, people) in builtin::MAKERS.lines().skip(1).filter_map(|row| row.split_once('\t')) {
            let Some(project) = self.find_entry(project) else {
                continue;
            };
            let people: Vec<u32> = people.split('|').filter_map(|person| self.find_entry(person)).collect();
            for person in people {
                // Two rows may name the same project.
                if self.knowledge.makers.items(project).any(|known| known == person) {
                    continue;
                }
                self.knowledge.known_for.push(person, project);
                self.knowledge.makers.push(project, person);
            }
        }
    }

    /// Notes beside which projects those with everyday names are talked about.
    fn note_companions(&mut self) {
        for (project, others) in builtin::COMPANIONS.lines().skip(1).filter_map(|row| row.split_once('\t')) {
            if let Some(project) = self.find_entry(project) {
                for other in others.split('|').filter_map(|other| self.index.names.get(key(other).as_bytes()))
                {
                    self.knowledge.companions.push(project, other);
                }
            }
        }
    }

    /// Notes which everyday words are names of projects, too, and by which words their field is known.
    fn note_short_names(&mut self) {
        for (project, word, field) in builtin::short_names() {
            let Some(entry) = self.find_entry(project) else { continue };
            let [word] = *self.number(word) else { continue };
            let place = (0..).find(|&place| self.knowledge.short.get(&[word, place]).is_none());
            *self.knowledge.short.entry(&[word, place.unwrap_or_default()], 0) = entry;
            for word in field.split('|').flat_map(|word| self.number(word)).collect::<Vec<_>>() {
                self.knowledge.fields.push(entry, word);
            }
        }
    }

    /// Notes how often names made of English words stood in transcripts as names, and as small separate words.
    fn note_phrases(&mut self) {
        for row in builtin::PHRASES.lines().skip(1) {
            let mut fields = row.split('\t');
            let phrase = fields.next().unwrap_or_default();
            let mut count = || fields.next().and_then(|count| count.parse::<f32>().ok()).unwrap_or(0.0) + 0.5;
            let (capital, small) = (count(), count());
            let words = self.number(phrase);
            *self.knowledge.phrases.entry(&words, 0.0) = (capital / small).ln();
        }
    }

    /// Notes how often words meant a project; those that are no form of its name are forms as it is misheard.
    fn note_usage(&mut self) {
        for Usage { form, name, odds, meant } in builtin::usage() {
            let Some(entry) = self.find_entry(name) else { continue };
            let words = self.number(form);
            // That ten places of "just" never meant it says less than how common it is; and the places were counted for
            // the project that is built in, not for one of the user's.
            let is_common = |&word: &WordId| self.lexicon.info(word).zipf >= COMMON;
            if !meant && (words.iter().all(is_common) || self.entry(entry).table > 0) {
                continue;
            }
            let is_short = builtin::owners_of(form).contains(&self.entry(entry).entity.name.as_str());
            if meant && self.entry(entry).case == Case::Any && !is_short {
                self.forms.insert(Form { entry, rule: Rule::Misheard, words: &words });
            }
            *self.knowledge.usage.entry(&words, [0; 2]) = [entry, odds.to_bits()];
        }
    }

    /// Notes which neighbours tell the name from the plain word.
    fn note_pairs(&mut self) {
        for (pair, sense) in builtin::PAIRS.lines().skip(1).filter_map(|row| row.split_once('\t')) {
            if let [before, after] = *self.number(pair) {
                *self.knowledge.pairs.entry(&[before, after], 0) = u8::from(sense == "name");
            }
        }
    }
}
