//! What is a speaker label, and what only looks like one.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memchr;

use crate::text::particle::is_particle;

/// Labels that name a part of the show or nobody in particular, in lower case.
const NOBODY: [&str; 26] = [
    "advert",
    "advertisement",
    "all",
    "announcer",
    "audience",
    "both",
    "break",
    "clip",
    "commercial",
    "everyone",
    "extract begins",
    "extract ends",
    "guest",
    "host",
    "intro",
    "jingle",
    "man",
    "music",
    "narrator",
    "outro",
    "speaker",
    "sponsor",
    "together",
    "unknown",
    "voiceover",
    "woman",
];

/// The longest label, in bytes.
const LONGEST: usize = 48;

/// The most words of a label.
const MOST_WORDS: usize = 5;

/// Whether a label names a person, so that the person counts as taking part.
///
/// `Speaker 1`, `Speaker A`, `SPEAKER_00`, `Unknown Speaker` and `Break` do not.
pub(super) fn is_person(label: &str) -> bool {
    let lower = label.to_lowercase();
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '#'));
    let is_word_of_nobody = |(at, word): (usize, &str)| NOBODY.contains(&word) || at > 0 && word.len() == 1;
    let is_nobody = NOBODY.contains(&stem) || stem.split([' ', '_']).enumerate().all(is_word_of_nobody);
    !is_nobody && !label.contains('$') && looks_like_name(label)
}

/// Whether a label stands for a part of the show (`Break`), which nobody speaks.
pub(super) fn is_part_of_show(label: &str) -> bool {
    let anonymous = ["speaker", "unknown", "host", "guest", "man", "woman", "narrator", "announcer"];
    let lower = label.to_lowercase();
    NOBODY.contains(&lower.as_str()) && !anonymous.contains(&lower.as_str())
}

/// Whether text has the shape of a label: one to five words, each beginning with a capital.
pub(super) fn looks_like_name(label: &str) -> bool {
    let capital = || label.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let mut words = label.split_whitespace();
    let belongs = |word: &str| continues_name(word) || word == "and" || is_particle(word);
    label.len() <= LONGEST
        && capital()
        && words.next().is_some_and(|first| starts_name(first) && belongs(first))
        && words.by_ref().take(MOST_WORDS - 1).all(belongs)
        && words.next().is_none()
}

fn starts_name(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase() || c == '$')
}

fn continues_name(word: &str) -> bool {
    let number = word.bytes().all(|b| b.is_ascii_digit());
    let letters =
        word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '_' | '$'));
    letters && (number || word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii_alphanumeric()))
}

/// A label at the start of `text` with its colon, and the bytes up to what is said: `Ada Bell: hello`,
/// `[SPEAKER_00]: hello`, `(speaker 0) hello`.
pub(super) fn label(text: &str) -> Option<(&str, usize)> {
    if let Some((name, taken)) = bracketed(text) {
        return Some((name, taken));
    }
    // Most lines begin with a small letter, and looking for a colon in all of them would cost more than reading them.
    if text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let head = &text.as_bytes()[..text.len().min(LONGEST + 1)];
    let colon = memchr(b':', head)?;
    let (name, rest) = (text[..colon].trim_end(), &text[colon + 1..]);
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (apart && looks_like_name(name)).then(|| (name, text.len() - rest.trim_start().len()))
}

/// The labels machines write.
fn bracketed(text: &str) -> Option<(&str, usize)> {
    let (open, close) = match text.as_bytes().first()? {
        b'[' => ('[', ']'),
        b'(' => ('(', ')'),
        _ => return None,
    };
    let (name, rest) = text.strip_prefix(open)?.split_once(close)?;
    let rest = rest.trim_start_matches(':');
    (is_machine(name) && name != "SPEAKER_TURN").then(|| (name, text.len() - rest.trim_start().len()))
}

/// Whether it is a machine that names a speaker.
fn is_machine(name: &str) -> bool {
    name.len() <= LONGEST && name.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("speaker"))
}

/// The labels a document without markup uses for its speakers.
///
/// `Note: …` and `Step one: …` have the shape of a label too, so a label counts only when it comes again: a
/// full name twice; one word only where at least two such words each come five times, or twice where nearly every start
/// has one. What a machine calls a speaker is nothing else.
#[derive(Debug, Default)]
pub(super) struct Labels {
    known: BTreeSet<String>,
}

impl Labels {
    /// Learns the labels from the starts of all captions or paragraphs.
    pub(super) fn learn<'a>(starts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut all = 0;
        for start in starts {
            all += usize::from(!start.is_empty());
            if let Some((name, _)) = label(start) {
                *counts.entry(name).or_default() += 1;
            }
        }
        let is_full = |name: &str| name.contains([' ', '_']);
        // In a short excerpt who speaks is said each time, if only a few times.
        let words: Vec<usize> =
            counts.iter().filter(|(name, _)| !is_full(name)).map(|(_, count)| *count).collect();
        let everywhere = words.len() > 1 && words.iter().sum::<usize>() * 5 >= all * 4;
        let frequent = words.iter().filter(|&&count| count >= 5).count();
        let known = counts
            .into_iter()
            .filter(|&(name, count)| {
                let one_word = count >= 5 && frequent >= 2 || count >= 2 && everywhere;
                is_machine(name) || if is_full(name) { count >= 2 } else { one_word }
            })
            .map(|(name, _)| name.to_owned())
            .collect();
        Labels { known }
    }

    /// The label at the start of `text`, when it is one of this document's.
    pub(super) fn find<'a>(&self, text: &'a str) -> Option<(&'a str, usize)> {
        label(text).filter(|(name, _)| self.known.contains(*name))
    }

    /// Whether the labels tell speakers apart, so that one holds until the next.
    pub(super) fn hold(&self) -> bool {
        self.known.len() > 1
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_people_from_parts_of_the_show() {
        for name in
            ["Ada Bell", "Brian", "Lucas Fernandes da Costa", "Uku Täht", "Conan O'Brien", "J. R. Ewing"]
                .into_iter()
                .chain(["Nadia el Amrani", "Omar al Hadid", "Tariq bin Salem"])
        {
            assert!(is_person(name), "{name}");
        }
        let machines = ["Speaker 1", "Speaker A", "SPEAKER_00", "Unknown Speaker", "Speaker0"];
        for name in machines.into_iter().chain(["Break", "Michael #1", "and so", "", "Jingle"]) {
            assert!(!is_person(name), "{name}");
        }
        assert!(is_part_of_show("Break") && !is_part_of_show("Guest") && !is_part_of_show("Ada"));
    }

    #[test]
    fn a_label_is_a_name_and_a_colon() {
        assert_eq!(label("Ada Bell: hello"), Some(("Ada Bell", 10)));
        assert_eq!(label("[SPEAKER_00]: hello"), Some(("SPEAKER_00", 14)));
        assert_eq!(label("(speaker 0) hello"), Some(("speaker 0", 12)));
        for text in
            ["so: hello", "Ada Bell hello", "http://x", "At 12:30 we", "[Music] x", "And then he said: no"]
        {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn a_label_counts_only_when_it_comes_again() {
        let starts = ["Ada Bell: a", "Ada Bell: b", "Note: c", "Note: d", "Carl Dorn: e"];
        let labels = Labels::learn(starts.into_iter());
        assert!(labels.find("Ada Bell: x").is_some() && !labels.hold());
        assert!(labels.find("Note: x").is_none() && labels.find("Carl Dorn: x").is_none());
        let starts = ["Ada: a", "Carl: b", "Ada: c", "Carl: d", "and so on"];
        assert!(Labels::learn(starts.into_iter()).find("Carl: x").is_some_and(|(name, _)| name == "Carl"));
        assert!(Labels::learn(["Note: a", "b", "Step: c", "d", "Note: e"].into_iter()).is_empty());
    }
}
