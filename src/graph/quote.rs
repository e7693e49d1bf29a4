//! Evidence: what was said where, cut short and dated.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Serialize, Serializer};

use super::node::EpisodeRef;
use super::pairs::{SENTENCE_APART, Sighting};
use super::tally::{Spot, Tally};
use crate::episode::Time;
use crate::mention::{DocumentMentions, Extraction, Mention};

/// Characters kept of each of two sentences that are put together.
const SHORT: usize = 80;

/// Mentions more sentences apart are no further evidence.
const STILL_NEAR: u32 = 2;

/// What was said, and where to find it. Quotes share their strings.
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
    /// What was said.
    pub text: Words,
}

/// One sentence, or what was said around each of two mentions; `Display` puts them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The sentence; where there is a later mention, a piece of it, with `…` for what is left out.
    pub first: Arc<str>,
    /// A piece of the sentence of the later mention.
    pub later: Option<Arc<str>>,
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.first)?;
        let Some(later) = &self.later else { return Ok(()) };
        let marked = self.first.ends_with('…') || later.starts_with('…');
        write!(f, "{}{later}", if marked { " " } else { " … " })
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
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
    mentions: Vec<Said>,
}

/// What was said at a mention.
struct Said {
    speaker: Option<Arc<str>>,
    sentence: Arc<str>,
    piece: Arc<str>,
}

impl Source {
    fn new(episode: &Extraction, with_text: bool) -> Self {
        Source {
            episode: EpisodeRef {
                episode: episode.episode.id.as_str().into(),
                date: episode.episode.date.as_deref().map(Arc::from),
            },
            documents: match with_text {
                true => episode.documents.iter().map(Document::new).collect(),
                false => Vec::new(),
            },
        }
    }
}

impl Document {
    fn new<'m>(document: &'m DocumentMentions) -> Self {
        let sentences: Vec<Arc<str>> =
            document.sentences.iter().map(|sentence| sentence.text.as_str().into()).collect();
        let mut speakers: BTreeMap<&'m str, Arc<str>> = BTreeMap::new();
        let mut said = |mention: &'m Mention| {
            let number = number_of(document, mention);
            // Without its sentence, the mention itself has to do.
            let sentence =
                number.map_or_else(|| mention.surface.as_str().into(), |number| sentences[number].clone());
            let start = number.map_or(mention.span.start, |number| document.sentences[number].start);
            let at = mention.span.start.saturating_sub(start) as usize;
            let speaker = mention.speaker.as_deref();
            Said {
                speaker: speaker.map(|name| speakers.entry(name).or_insert_with(|| name.into()).clone()),
                piece: match sentence.len() {
                    0..=SHORT => sentence.clone(),
                    _ => around(&sentence, at, SHORT).into(),
                },
                sentence,
            }
        };
        Document {
            path: document.path.as_str().into(),
            mentions: document.mentions.iter().map(&mut said).collect(),
        }
    }
}

impl<'t, 'c> Quoter<'t, 'c> {
    /// Prepares to make quotes of a corpus, at most `most` a node or edge. Copies the sentences once.
    pub(super) fn new(tally: &'t Tally<'c>, most: usize) -> Self {
        Quoter {
            tally,
            episodes: tally.episodes.par_iter().map(|episode| Source::new(episode, most > 0)).collect(),
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
            let surest = spots.iter().copied().rev().max_by_key(|spot| spot.find(extraction).1.confidence);
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
            let Sighting { one, other, episode, near, .. } = *sighting;
            let one = self.tally.spots_of(episode, one)[near.one as usize];
            let other = self.tally.spots_of(episode, other)[near.other as usize];
            let as_read = |spot: &Spot| (spot.document, spot.mention);
            let (first, second) = if as_read(&one) <= as_read(&other) { (one, other) } else { (other, one) };
            let second = (near.distance >= SENTENCE_APART).then_some(second);
            add_new(&mut quotes, self.quote(episode, first, second));
        }
        // Most edges have one quote, and there may be a million edges.
        quotes.shrink_to_fit();
        quotes
    }

    /// What was said at one mention, or at two in different sentences.
    fn quote(&self, episode: u32, first: Spot, later: Option<Spot>) -> Quote {
        let source = &self.episodes[episode as usize];
        let (_, mention) = first.find(self.tally.episodes[episode as usize]);
        let said = |spot: Spot| &source.documents[spot.document as usize].mentions[spot.mention as usize];
        Quote {
            episode: source.episode.episode.clone(),
            date: source.episode.date.clone(),
            time: mention.time,
            speaker: said(first).speaker.clone(),
            path: source.documents[first.document as usize].path.clone(),
            line: mention.line,
            text: match later {
                None => Words { first: said(first).sentence.clone(), later: None },
                Some(later) => {
                    Words { first: said(first).piece.clone(), later: Some(said(later).piece.clone()) }
                }
            },
        }
    }
}

fn number_of(document: &DocumentMentions, mention: &Mention) -> Option<usize> {
    document.sentences.binary_search_by_key(&mention.sentence, |sentence| sentence.number).ok()
}

/// Adverts are read in many episodes: the same words again are no further evidence.
fn add_new(quotes: &mut Vec<Quote>, quote: Quote) {
    if quotes.iter().all(|kept| kept.text != quote.text) {
        quotes.push(quote);
    }
}

/// About `width` characters of a text around byte `at`, whole words, with `…` where something is left out.
fn around(text: &str, at: usize, width: usize) -> String {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let before = text[..at].char_indices().rev().take(width / 3).last();
    let mut from = before.map_or(at, |(from, _)| from);
    let mut to = text[from..].char_indices().nth(width).map_or(text.len(), |(end, _)| from + end);
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
        assert_eq!(around(text, 45, 12), "…ten");
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
