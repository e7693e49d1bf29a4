//! Evidence: what was said where, cut short and dated.

use std::sync::Arc;

use serde::Serialize;

use super::node::EpisodeRef;
use super::pairs::{SENTENCE_APART, Sighting};
use super::tally::{Spot, Tally};
use crate::episode::Time;
use crate::mention::{DocumentMentions, Mention};

/// Characters kept of each of two sentences that are put together.
const SHORT: usize = 80;

/// Mentions more sentences apart are no further evidence.
const STILL_NEAR: u32 = 2;

/// What was said, and where to find it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quote {
    /// The episode's id.
    pub episode: Arc<str>,
    /// Its day, where known.
    pub date: Option<Arc<str>>,
    /// When it was said, in seconds.
    pub time: Option<Time>,
    /// Who said it, as labelled.
    pub speaker: Option<Arc<str>>,
    /// The document's path, as given.
    pub path: Arc<str>,
    /// Line in the source, from 1.
    pub line: u32,
    /// The sentence; of two sentences a piece around each mention, with `…` for what is left out.
    pub text: Arc<str>,
}

/// Makes quotes; strings that many quotes have are kept once.
pub(super) struct Quoter<'t, 'c> {
    tally: &'t Tally<'c>,
    episodes: Vec<Source>,
    most: usize,
}

struct Source {
    episode: EpisodeRef,
    documents: Vec<Document>,
}

struct Document {
    path: Arc<str>,
    sentences: Vec<Arc<str>>,
}

impl<'t, 'c> Quoter<'t, 'c> {
    /// Prepares to make quotes of a corpus, at most `most` a node or edge. Copies the sentences once.
    pub(super) fn new(tally: &'t Tally<'c>, most: usize) -> Self {
        let document = |document: &DocumentMentions| Document {
            path: document.path.as_str().into(),
            sentences: match most {
                0 => Vec::new(),
                _ => document
                    .sentences
                    .iter()
                    .map(|sentence| sentence.text.as_str().into())
                    .collect(),
            },
        };
        let episodes = tally.episodes.iter().map(|episode| Source {
            episode: EpisodeRef {
                episode: episode.episode.id.as_str().into(),
                date: episode.episode.date.as_deref().map(Arc::from),
            },
            documents: episode.documents.iter().map(document).collect(),
        });
        Quoter {
            tally,
            episodes: episodes.collect(),
            most,
        }
    }

    /// The episode with this number.
    pub(super) fn episode(&self, number: u32) -> &EpisodeRef {
        &self.episodes[number as usize].episode
    }

    /// Quotes of one entity: the surest mention of episodes spread evenly over `episodes`.
    pub(super) fn of_node(&self, entity: u32, episodes: &[u32]) -> Vec<Quote> {
        let count = self.most.min(episodes.len());
        let mut quotes: Vec<Quote> = Vec::with_capacity(count);
        for place in 0..count {
            let episode = episodes[place * (episodes.len() - 1) / (count - 1).max(1)];
            let spots = self.tally.spots_of(episode, entity);
            let extraction = self.tally.episodes[episode as usize];
            let surest = spots
                .iter()
                .copied()
                .rev()
                .max_by_key(|spot| spot.find(extraction).1.confidence);
            if let Some(spot) = surest {
                add_new(&mut quotes, self.quote(episode, spot, None));
            }
        }
        quotes
    }

    /// Quotes of one pair: where the two are closest, one an episode.
    pub(super) fn of_edge(&self, sightings: &[Sighting]) -> Vec<Quote> {
        let mut nearest: Vec<&Sighting> = sightings.iter().collect();
        nearest.sort_unstable_by_key(|sighting| (sighting.near.distance, sighting.episode));
        let mut quotes = Vec::new();
        for sighting in nearest {
            let far = sighting.near.distance > SENTENCE_APART + STILL_NEAR;
            if quotes.len() >= self.most || (far && !quotes.is_empty()) {
                break;
            }
            let Sighting {
                one,
                other,
                episode,
                near,
                ..
            } = *sighting;
            let one = self.tally.spots_of(episode, one)[near.one as usize];
            let other = self.tally.spots_of(episode, other)[near.other as usize];
            let as_read = |spot: &Spot| (spot.document, spot.mention);
            let (first, second) = if as_read(&one) <= as_read(&other) {
                (one, other)
            } else {
                (other, one)
            };
            let second = (near.distance >= SENTENCE_APART).then_some(second);
            add_new(&mut quotes, self.quote(episode, first, second));
        }
        quotes
    }

    /// What was said at one mention, or at two in different sentences.
    fn quote(&self, episode: u32, first: Spot, second: Option<Spot>) -> Quote {
        let source = &self.episodes[episode as usize];
        let (_, mention) = first.find(self.tally.episodes[episode as usize]);
        let text = match second {
            None => self.sentence(episode, first).0,
            Some(second) => {
                let [first, second] = [first, second].map(|spot| {
                    let (text, at) = self.sentence(episode, spot);
                    around(&text, at, SHORT)
                });
                let gap = if first.ends_with('…') || second.starts_with('…') {
                    " "
                } else {
                    " … "
                };
                format!("{first}{gap}{second}").into()
            }
        };
        Quote {
            episode: source.episode.episode.clone(),
            date: source.episode.date.clone(),
            time: mention.time,
            speaker: mention.speaker.as_deref().map(Arc::from),
            path: source.documents[first.document as usize].path.clone(),
            line: mention.line,
            text,
        }
    }

    /// The sentence of a mention, and the byte of it where the mention stands; failing that, the mention itself.
    fn sentence(&self, episode: u32, spot: Spot) -> (Arc<str>, usize) {
        let (document, mention) = spot.find(self.tally.episodes[episode as usize]);
        match number_of(document, mention) {
            None => (mention.surface.as_str().into(), 0),
            Some(number) => {
                let texts = &self.episodes[episode as usize].documents[spot.document as usize].sentences;
                let start = document.sentences[number].start;
                (
                    texts[number].clone(),
                    mention.span.start.saturating_sub(start) as usize,
                )
            }
        }
    }
}

fn number_of(document: &DocumentMentions, mention: &Mention) -> Option<usize> {
    document
        .sentences
        .binary_search_by_key(&mention.sentence, |sentence| sentence.number)
        .ok()
}

/// Adverts are read in many episodes: the same words again are no further evidence.
fn add_new(quotes: &mut Vec<Quote>, quote: Quote) {
    if quotes.iter().all(|kept| kept.text != quote.text) {
        quotes.push(quote);
    }
}

/// About `width` characters of a text around byte `at`, whole words, with `…` where something is left out.
fn around(text: &str, at: usize, width: usize) -> String {
    let at = (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    let before = text[..at].char_indices().rev().take(width / 3).last();
    let mut from = before.map_or(at, |(from, _)| from);
    let mut to = text[from..]
        .char_indices()
        .nth(width)
        .map_or(text.len(), |(end, _)| from + end);
    if from > 0 {
        from = text[from..at].find(' ').map_or(from, |space| from + space + 1);
    }
    if to < text.len() {
        to = text[at..to].rfind(' ').map_or(to, |space| at + space);
    }
    let head = if from > 0 { "…" } else { "" };
    let tail = if to < text.len() { "…" } else { "" };
    format!("{head}{}{tail}", &text[from..to])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_whole_words_around_a_mention() {
        let text = "one two three four five six seven eight nine ten";
        assert_eq!(around(text, 14, 21), "…three four five six…");
        assert_eq!(around(text, 0, 10), "one two…");
        assert_eq!(around(text, 45, 12), "…nine ten");
        assert_eq!(around(text, 14, 100), text);
    }

    #[test]
    fn takes_any_place_in_any_text() {
        for text in ["", "ß", "a b", "日本語のテキスト", "🦀🦀 🦀🦀🦀"] {
            for at in 0..40 {
                for width in 0..12 {
                    around(text, at, width);
                }
            }
        }
    }
}
