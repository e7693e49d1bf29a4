//! Of the places that could be quoted, those that differ most.

use std::cmp::Reverse;
use std::hash::Hasher;
use std::sync::Arc;

use rustc_hash::FxHasher;
use smallvec::SmallVec;

use super::quote::Quote;

/// Sentences that share so much of the words of the shorter one say the same.
const SAME: f64 = 0.8;

/// Bytes from which a sentence tells something.
const TELLING: usize = 40;

/// A place that could be quoted: a sentence, or two.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) quote: Arc<Quote>,
    pub(super) later: Option<Arc<Quote>>,
}

/// A few quotes, those of nearly all edges in no memory of their own.
pub(super) type Quotes = SmallVec<[Arc<Quote>; 2]>;

/// Whether a sentence is long enough to tell something: "Thanks, Ada." is not.
pub(super) fn tells(quote: &Quote) -> bool {
    quote.text.len() >= TELLING
}

/// At most `most` quotes of places, the better ones first.
///
/// Places of one sentence come before those that need two, and long sentences before short ones. Of the rest, one of
/// another year, episode and speaker than what is chosen already goes first, then the one that stood first. What says
/// nearly the same as a chosen one is passed over: adverts are read in many episodes, and the same words again are no
/// further evidence. Costs the square of the places.
pub(super) fn choose(mut places: SmallVec<[Place; 1]>, most: usize) -> Quotes {
    // Nearly all pairs have a single place, and nothing to compare it with.
    if let [only] = places.as_slice() {
        return [&only.quote].into_iter().chain(&only.later).take(most).cloned().collect();
    }
    let mut chosen = Quotes::new();
    let mut said: Vec<Vec<u64>> = Vec::new();
    while chosen.len() < most && !places.is_empty() {
        let worth = |at: &usize| {
            let Place { quote, later } = &places[*at];
            (later.is_some(), !tells(quote), Reverse(news(quote, &chosen)), *at)
        };
        let Some(next) = (0..places.len()).min_by_key(worth) else { break };
        let Place { quote, later } = places.remove(next);
        let fits = chosen.is_empty() || chosen.len() + usize::from(later.is_some()) < most;
        let words = words(&quote.text);
        if fits && !said.iter().any(|said| alike(said, &words)) {
            chosen.push(quote);
            said.push(words);
            if let Some(later) = later.filter(|_| chosen.len() < most) {
                said.push(self::words(&later.text));
                chosen.push(later);
            }
        }
    }
    chosen
}

/// How much is new about a quote: its year, its episode, its speaker.
fn news(quote: &Quote, chosen: &[Arc<Quote>]) -> usize {
    fn year(quote: &Quote) -> Option<&str> {
        quote.date.as_deref().and_then(|date| date.get(..4))
    }
    let all = |differs: &dyn Fn(&Quote) -> bool| usize::from(chosen.iter().all(|kept| differs(kept)));
    all(&|kept| kept.episode != quote.episode)
        + all(&|kept| year(kept) != year(quote))
        + all(&|kept| kept.speaker != quote.speaker)
}

/// Whether two sentences have most of their words in common.
fn alike(one: &[u64], other: &[u64]) -> bool {
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    shared as f64 >= SAME * one.len().min(other.len()) as f64
}

/// The different words of a sentence, as hashes, ascending.
fn words(text: &str) -> Vec<u64> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<u64> = words.map(hash).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(episode: &str, date: &str, speaker: &str, text: &str) -> Arc<Quote> {
        Arc::new(Quote {
            episode: episode.into(),
            date: Some(date.into()),
            time: None,
            speaker: Some(speaker.into()),
            path: "show/1.txt".into(),
            line: 1,
            text: text.into(),
        })
    }

    fn place(quote: &Arc<Quote>) -> Place {
        Place { quote: quote.clone(), later: None }
    }

    #[test]
    fn other_years_and_speakers_go_first() {
        let first = quote("a/1", "2020-01-01", "Ada", "Flask is where we began with it, years ago.");
        let same_year = quote("a/2", "2020-02-01", "Ada", "Nobody leaves a Flask application alone there.");
        let other_year = quote("a/3", "2021-02-01", "Ada", "My other hobby is Flask, on Sundays at least.");
        let other_speaker =
            quote("a/4", "2022-02-01", "Bob", "They rewrote everything in Flask again, twice.");
        let places = [&first, &same_year, &other_year, &other_speaker].map(place);
        let chosen = choose(places.to_vec().into(), 3);
        assert_eq!(chosen.as_slice(), [first, other_speaker, other_year]);
    }

    #[test]
    fn the_same_words_again_are_passed_over() {
        let advert =
            quote("a/1", "2020-01-01", "Ada", "This episode is brought to you by Zite, a host for all.");
        let again =
            quote("a/2", "2021-01-01", "Bob", "This episode was brought to you by Zite, the host for all.");
        let other = quote("a/3", "2020-01-01", "Ada", "We moved to Zite in spring, and out of it in fall.");
        let short = quote("a/4", "2023-01-01", "Eve", "Zite, then.");
        let chosen = choose([&short, &advert, &again, &other].map(place).into_iter().collect(), 3);
        assert_eq!(chosen.as_slice(), [advert, other, short]);
    }

    #[test]
    fn one_sentence_goes_before_two() {
        let [one, two, three] = ["We use Flask.", "Then came Trio.", "Flask beside Trio, why not?"]
            .map(|text| quote("a/1", "2020-01-01", "Ada", text));
        let apart = Place { quote: one.clone(), later: Some(two.clone()) };
        let of = |places: &[Place], most: usize| choose(places.iter().cloned().collect(), most);
        assert_eq!(of(&[apart.clone(), place(&three)], 3).as_slice(), [three, one.clone(), two]);
        assert_eq!(of(&[apart], 1).as_slice(), [one]);
        assert!(of(&[], 3).is_empty());
    }
}
