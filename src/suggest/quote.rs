//! What was said around a name, to show why it is suggested.

use std::cmp::Reverse;
use std::sync::Arc;

use serde::Serialize;

use crate::episode::Time;
use crate::mention::{DocumentMentions, Extraction, Mention};

/// A sentence that names the project or person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Quote {
    /// The episode's id.
    pub episode: String,
    /// The document's path.
    pub path: String,
    /// Line in the source, from 1.
    pub line: u32,
    /// When it was said; written in seconds.
    pub time: Option<Time>,
    /// Who said it, as labelled.
    pub speaker: Option<Arc<str>>,
    /// The words, at most 240 characters, without control characters.
    pub text: String,
    /// What the mention says for the name: the better one is shown.
    #[serde(skip)]
    worth: u32,
}

impl Quote {
    /// The sentence of a mention.
    pub(super) fn of(
        extraction: &Extraction,
        document: &DocumentMentions,
        mention: &Mention,
        worth: u32,
    ) -> Option<Quote> {
        let text = &document.sentence(mention.sentence)?.text;
        Some(Quote {
            episode: extraction.episode.id.clone(),
            path: document.path.clone(),
            line: mention.line,
            time: mention.time,
            speaker: mention.speaker.clone(),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            worth,
        })
    }
}

/// The best quotes, in the order of episodes and places: of different episodes where there are, and one that was said
/// beside one that was written.
pub(super) fn choose(mut quotes: Vec<Quote>) -> Vec<Quote> {
    quotes.sort_by(|a, b| Reverse(a.worth).cmp(&Reverse(b.worth)).then_with(|| a.cmp(b)));
    let Some(best) = quotes.first() else { return quotes };
    let elsewhere = |quote: &&Quote| quote.episode != best.episode;
    let otherwise = |quote: &&Quote| quote.time.is_some() != best.time.is_some();
    let second = quotes
        .iter()
        .find(|quote| elsewhere(quote) && otherwise(quote))
        .or_else(|| quotes.iter().find(elsewhere))
        .or_else(|| quotes.iter().find(|quote| quote.text != best.text));
    let mut chosen: Vec<Quote> = [Some(best), second].into_iter().flatten().cloned().collect();
    chosen.sort();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(episode: &str, line: u32, worth: u32) -> Quote {
        Quote {
            episode: episode.to_string(),
            path: "a.txt".to_string(),
            line,
            time: None,
            speaker: None,
            text: format!("line {line}"),
            worth,
        }
    }

    #[test]
    fn chooses_the_best_of_different_episodes() {
        let quotes = vec![quote("b", 1, 9), quote("b", 2, 8), quote("a", 3, 1)];
        let lines = |quotes: Vec<Quote>| choose(quotes).iter().map(|quote| quote.line).collect::<Vec<_>>();
        assert_eq!(lines(quotes.clone()), [3, 1]);
        assert_eq!(lines(quotes[..2].to_vec()), [1, 2]);
        assert_eq!(lines(vec![quote("a", 1, 1), quote("a", 1, 1)]), [1]);
        assert_eq!(lines(Vec::new()), [0; 0]);
    }

    #[test]
    fn chooses_one_that_was_said_beside_one_that_was_written() {
        let said = Quote { time: Some(Time(1000)), ..quote("c", 4, 1) };
        let chosen = choose(vec![quote("a", 1, 9), quote("b", 2, 8), said.clone()]);
        assert_eq!(chosen, [quote("a", 1, 9), said]);
    }
}
