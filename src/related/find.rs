//! Which episode somebody means: by number, id, title or file.

use crate::corpus::Corpus;
use crate::mention::{DocumentMentions, Extraction};
use crate::text::distance::within;
use crate::text::fold::{key, slug};

/// The share of the letters that may differ in what is meant.
const APART: f32 = 0.34;

/// Longest name that is compared letter by letter, in bytes: that costs the product of the lengths.
const LONGEST: usize = 200;

/// The ways an episode is named, the surest first; a later one counts only where none before it names any.
const WAYS: [fn(&Extraction, &str) -> bool; 6] = [is_id, is_path, is_number, is_file, is_title, is_in_title];

/// The episodes that may be meant by what was asked for: none, the one, or several that it fits alike.
///
/// An id (`my-show/12`, also `My Show 12`), the path of a document, a number (`12`, `#12`), a file's name with or
/// without its ending, a title, or words that stand together in a title. Case, accents and separators do not matter.
pub fn episodes<'c>(corpus: &'c Corpus, asked: &str) -> Vec<&'c Extraction> {
    let asked = asked.trim();
    let named = |way: &fn(&Extraction, &str) -> bool| {
        let named: Vec<&Extraction> =
            corpus.extractions().filter(|extraction| way(extraction, asked)).collect();
        (!named.is_empty()).then_some(named)
    };
    if asked.is_empty() { Vec::new() } else { WAYS.iter().find_map(named).unwrap_or_default() }
}

/// Ids and titles that are spelt nearly as what was asked for, at most three, nearest first.
pub fn names_like<'c>(corpus: &'c Corpus, asked: &str) -> Vec<&'c str> {
    let asked = key(asked);
    if asked.is_empty() || asked.len() > LONGEST {
        return Vec::new();
    }
    let names = corpus.extractions().flat_map(|extraction| {
        [Some(extraction.episode.id.as_str()), extraction.episode.title.as_deref()].into_iter().flatten()
    });
    let mut near: Vec<(f32, &str)> = names
        .filter(|name| name.len() <= LONGEST)
        .filter_map(|name| Some((within(&asked, &key(name), APART)?, name)))
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    near.dedup_by(|a, b| a.1 == b.1);
    near.truncate(3);
    near.into_iter().map(|(_, name)| name).collect()
}

fn is_id(extraction: &Extraction, asked: &str) -> bool {
    extraction.episode.id == asked || slug(&extraction.episode.id) == slug(asked)
}

fn is_path(extraction: &Extraction, asked: &str) -> bool {
    let asked = asked.strip_prefix("./").unwrap_or(asked);
    let is = |document: &DocumentMentions| {
        let path = document.path.as_str();
        path.strip_prefix("./").unwrap_or(path) == asked
    };
    extraction.documents.iter().any(is)
}

fn is_number(extraction: &Extraction, asked: &str) -> bool {
    let number = asked.strip_prefix('#').unwrap_or(asked);
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    digits && extraction.episode.number.is_some_and(|own| number.parse() == Ok(own))
}

fn is_file(extraction: &Extraction, asked: &str) -> bool {
    let is = |document: &DocumentMentions| {
        let file = document.path.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        file.eq_ignore_ascii_case(asked) || stem.eq_ignore_ascii_case(asked)
    };
    extraction.documents.iter().any(is)
}

fn title(extraction: &Extraction) -> String {
    slug(extraction.episode.title.as_deref().unwrap_or_default())
}

fn is_title(extraction: &Extraction, asked: &str) -> bool {
    let asked = slug(asked);
    !asked.is_empty() && title(extraction) == asked
}

/// A number in a title is another show's episode, a year or a count.
fn is_in_title(extraction: &Extraction, asked: &str) -> bool {
    let asked = slug(asked);
    asked.contains(|c: char| c.is_alphabetic())
        && format!("-{}-", title(extraction)).contains(&format!("-{asked}-"))
}
