//! What is a speaker label, and what only looks like one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use memchr::{memchr, memchr3};
use rustc_hash::FxHashSet;

use super::noise::is_noise;
use super::stamp;
use crate::episode::Time;
use crate::text::fold::fold;
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

/// What somebody is, at the longest, in bytes: `Host`, `she/her`, `Soft Talk`.
const LONGEST_ROLE: usize = 24;

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

/// Whether a name begins with a given name, by the list that the dictionary, above this folder, has too. Costs nothing after the first
/// call.
pub(super) fn is_given(name: &str) -> bool {
    static GIVEN: OnceLock<FxHashSet<String>> = OnceLock::new();
    let given = GIVEN.get_or_init(|| include_str!("../../data/given_names.txt").lines().map(fold).collect());
    let first = name.split([' ', '-']).next().unwrap_or_default();
    given.contains(&fold(first))
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

/// Who speaks, as a turn begins with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label<'a> {
    pub(super) name: &'a str,
    /// Since when, where that stands beside the name.
    pub(super) time: Option<Time>,
    /// The bytes up to what is said.
    pub(super) taken: usize,
    /// Whether a colon says that it is one, or a machine gave it.
    pub(super) is_told: bool,
}

/// A label at the start of `text`: `Ada Bell: hello`, `Ada Bell [00:07]: hello`, `[Ada Bell] [00:07] hello`, `[SPEAKER_00]: hello`.
///
/// Without a colon it may be prose or a noise: [`Labels`] know better.
pub(super) fn label(text: &str) -> Option<Label<'_>> {
    if text.starts_with("**") {
        return bold(text);
    }
    let bracketed = in_brackets(text);
    let (name, rest) = match bracketed {
        Some((name, rest)) => (name, rest),
        // Most lines begin with a small letter, and looking for a mark in all of them would cost more than reading them.
        None if text.starts_with(|c: char| c.is_ascii_lowercase()) => return None,
        None => {
            let head = &text.as_bytes()[..text.len().min(LONGEST + 1)];
            let mark = memchr3(b':', b'(', b'[', head)?;
            (text[..mark].trim_end(), &text[mark..])
        }
    };
    let (before, rest) = stamp::in_brackets(rest);
    let rest = without_role(rest);
    let is_told = rest.starts_with(':');
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let (behind, rest) = stamp::in_brackets(rest);
    let time = before.or(behind);
    let is_machine = bracketed.is_some() && is_machine(name) && name != "SPEAKER_TURN";
    let is_name = looks_like_name(name) && !(bracketed.is_some() && is_part_of_show(name));
    let is_marked = is_told || time.is_some() || bracketed.is_some();
    let taken = text.len() - rest.trim_start().len();
    (apart && is_marked && (is_name || is_machine)).then_some(Label {
        name,
        time,
        taken,
        is_told: is_told || is_machine,
    })
}

/// A label in bold, as Markdown has it behind a time: `**Ada Bell:** hello`.
fn bold(text: &str) -> Option<Label<'_>> {
    let head = text.get(2..)?;
    let end = memchr(b'*', &head.as_bytes()[..head.len().min(LONGEST + 2)])?;
    let (inner, behind) = (&head[..end], head[end..].strip_prefix("**")?);
    let name = inner.trim_end_matches(':');
    let rest = behind.strip_prefix(':').unwrap_or(behind);
    let is_told = name.len() < inner.len() || rest.len() < behind.len();
    let is_label = is_told && looks_like_name(name) && rest.starts_with(char::is_whitespace);
    is_label.then_some(Label { name, time: None, taken: text.len() - rest.trim_start().len(), is_told })
}

/// What is behind what somebody is, in brackets before a colon: `Ada Bell (Host): hello`.
fn without_role(rest: &str) -> &str {
    let text = rest.trim_start();
    match in_brackets(text) {
        Some((role, behind)) if role.len() <= LONGEST_ROLE && behind.starts_with(':') => behind,
        _ => rest,
    }
}

/// What stands in brackets at the start of `text`, if it may be a name, and what is behind them.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let close = match text.as_bytes().first()? {
        b'[' => b']',
        b'(' => b')',
        _ => return None,
    };
    // A text may be long, and each line of it looked at.
    let end = memchr(close, &text.as_bytes()[..text.len().min(LONGEST + 2)])?;
    Some((&text[1..end], &text[end + 1..]))
}

/// Whether it is a machine that names a speaker.
fn is_machine(name: &str) -> bool {
    name.len() <= LONGEST && name.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("speaker"))
}

/// The labels a document without markup uses for its speakers.
///
/// `Note: …` and `Step one: …` have the shape of a label too, so a label counts only when it comes again: a
/// full name twice; one word only where at least two such words each come five times, or twice where nearly every start
/// has one. A name with a time counts where two names come twice, one in brackets alone, which may be a noise, where half of all
/// starts have such, too, and one word five times. What a machine calls a speaker is nothing else.
#[derive(Debug, Default)]
pub(super) struct Labels {
    known: BTreeSet<String>,
    /// Whether labels have a time beside them, so that one of somebody who speaks but once is known by it.
    is_timed: bool,
}

/// How often a name is a label.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    /// With a colon and no time.
    told: usize,
    timed: usize,
    /// In brackets alone.
    bare: usize,
}

impl Labels {
    /// Learns the labels from the starts of all captions or paragraphs.
    pub(super) fn learn<'a>(starts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
        let mut all = 0;
        for start in starts {
            all += usize::from(!start.is_empty());
            if let Some(label) = label(start) {
                let count = counts.entry(label.name).or_default();
                match label {
                    Label { time: Some(_), .. } => count.timed += 1,
                    Label { is_told: true, .. } => count.told += 1,
                    _ => count.bare += usize::from(!is_noise(label.name)),
                }
            }
        }
        let again = |number: fn(&Count) -> usize| {
            let numbers = counts.values().map(number).filter(|&number| number > 1);
            numbers.fold((0, 0), |(names, sum), number| (names + 1, sum + number))
        };
        let is_timed = again(|count| count.timed).0 > 1;
        let (names, sum) = again(|count| count.bare);
        let is_bare = names > 1 && sum * 2 >= all;
        let is_full = |name: &str| name.contains([' ', '_']);
        // In a short excerpt who speaks is said each time, if only a few times.
        let words: Vec<usize> =
            counts.iter().filter(|(name, _)| !is_full(name)).map(|(_, count)| count.told).collect();
        let everywhere = words.len() > 1 && words.iter().sum::<usize>() * 5 >= all * 4;
        let frequent = words.iter().filter(|&&count| count >= 5).count();
        let known = counts
            .into_iter()
            .filter(|&(name, count)| {
                let one_word = count.told >= 5 && frequent >= 2 || count.told >= 2 && everywhere;
                is_machine(name)
                    || count.timed >= 2 && is_timed
                    || count.bare >= if is_full(name) { 2 } else { 5 } && is_bare
                    || if is_full(name) { count.told >= 2 } else { one_word }
            })
            .map(|(name, _)| name.to_owned())
            .collect();
        Labels { known, is_timed }
    }

    /// With the labels of these names, too.
    pub(super) fn with(mut self, names: Vec<String>) -> Self {
        self.known.extend(names);
        self
    }

    /// With the labels of these names, too, which have a time beside them.
    pub(super) fn with_timed(mut self, names: Vec<String>) -> Self {
        let before = self.known.len();
        self.known.extend(names);
        self.is_timed |= self.known.len() > before;
        self
    }

    /// Whether it is a label of this document.
    pub(super) fn holds(&self, label: &Label<'_>) -> bool {
        self.known.contains(label.name) || self.is_timed && label.time.is_some()
    }

    /// The label at the start of `text`, when it is one of this document's.
    pub(super) fn find<'a>(&self, text: &'a str) -> Option<Label<'a>> {
        label(text).filter(|label| self.holds(label))
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
        for (text, name, seconds) in [
            ("Ada Bell: |hello", "Ada Bell", None),
            ("[SPEAKER_00]: |hello", "SPEAKER_00", None),
            ("(speaker 0) |hello", "speaker 0", None),
            ("[Ada Bell] |hello", "Ada Bell", None),
            ("[Ada Bell] [01:07] |hello", "Ada Bell", Some(67)),
            ("Ada Bell [01:07]: |hello", "Ada Bell", Some(67)),
            ("Ada (0:01:07) |hello", "Ada", Some(67)),
            ("Ada Bell: (01:07) |hello", "Ada Bell", Some(67)),
            ("Ada Bell (Host): |hello", "Ada Bell", None),
            ("[Ada Bell] (AB): |hello", "Ada Bell", None),
            ("**Ada Bell:** |hello", "Ada Bell", None),
            ("**Ada Bell**: |hello", "Ada Bell", None),
            ("Ada Bell: [laughs] hello", "Ada Bell", None),
        ] {
            let taken = text.find('|').unwrap_or("Ada Bell: ".len());
            let time = seconds.map(|seconds| Time(seconds * 1000));
            let text = text.replace('|', "");
            let found = label(&text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.name, found.time, found.taken), (name, time, taken), "{text}");
        }
        for text in [
            "so: hello",
            "Ada Bell hello",
            "http://x",
            "At 12:30 we",
            "[Music] x",
            "[laughs] x",
            "And then he said: no",
            "Ada Bell (she) said",
            "Ada Bell (01:07)hello",
            "[Django](https://example.org) is",
            "**Ada Bell** is",
            "**Ada Bell:",
            "(R)egistered",
        ] {
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
        assert!(Labels::learn(starts.into_iter()).find("Carl: x").is_some_and(|label| label.name == "Carl"));
        assert!(
            Labels::learn(["[Ada Bell] a", "[Carl Dorn] b", "[Ada Bell] c", "[Carl Dorn] d"].into_iter())
                .hold()
        );
        for prose in [
            ["[Soft Music] a", "b", "[Soft Music] c", "[Loud Music] d", "e"],
            ["[Laughter] a", "[Applause] b", "[Laughter] c", "[Applause] d", "[Laughter] e"],
            ["Django (03:10) is", "a", "Django (04:10) is", "b", "Flask (05:00) is"],
            ["Note (3:10): a", "b", "Note (4:10): c", "d", "e"],
        ] {
            assert!(Labels::learn(prose.into_iter()).is_empty(), "{prose:?}");
        }
        assert!(Labels::learn(["Note: a", "b", "Step: c", "d", "Note: e"].into_iter()).is_empty());
    }
}
