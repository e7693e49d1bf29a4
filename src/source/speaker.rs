//! What is a speaker label, and what only looks like one.

use std::sync::OnceLock;

use memchr::{memchr, memchr3};
use rustc_hash::FxHashSet;

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

/// A line that is but a name, as some services write who speaks: `[00:00:07.340] - Ada Bell` over what was said.
pub(super) fn name(line: &str) -> Option<&str> {
    let name =
        line.trim().trim_start_matches(['-', '–', '—']).trim_start().trim_end_matches(':').trim_matches('*');
    ((name.contains(' ') || is_given(name)) && looks_like_name(name)).then_some(name)
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

impl Label<'_> {
    /// Whether it is a whole name with a colon, and all of a text.
    pub(super) fn is_alone_in(&self, text: &str) -> bool {
        self.is_told && self.taken >= text.len() && self.name.contains(' ')
    }
}

/// Tags, of which one may stand before a label and say how it looks.
const STYLES: [&str; 4] = ["<b>", "<strong>", "<em>", "<i>"];

/// A label at the start of `text`: `Ada Bell: hello`, `Ada Bell [00:07]: hello`, `[Ada Bell] [00:07] hello`, `[SPEAKER_00]: hello`.
///
/// Without a colon it may be prose or a noise: [`Labels`] know better.
pub(super) fn label(text: &str) -> Option<Label<'_>> {
    if text.starts_with("**") {
        return bold(text);
    }
    if let Some(inner) =
        text.starts_with('<').then(|| STYLES.iter().find_map(|tag| text.strip_prefix(tag))).flatten()
    {
        let label = unstyled(inner)?;
        return Some(Label { taken: text.len() - inner.len() + label.taken, ..label });
    }
    unstyled(text)
}

fn unstyled(text: &str) -> Option<Label<'_>> {
    let bracketed = in_brackets(text);
    let (name, rest) = match bracketed {
        Some((name, rest)) => (name, rest),
        // Most lines begin with a small letter, and looking for a mark in all of them would cost more than reading them.
        None if text.starts_with(|c: char| c.is_ascii_lowercase()) => return None,
        None => {
            let head = &text.as_bytes()[..text.len().min(LONGEST + 1)];
            let mark = memchr3(b':', b'(', b'[', head)?;
            let name = text[..mark].trim_end();
            // `Ada Bell, Host: hello`
            let role =
                name.split_once(", ").filter(|(_, role)| role.len() <= LONGEST_ROLE && looks_like_name(role));
            (role.map_or(name, |(name, _)| name), &text[mark..])
        }
    };
    let (before, rest) = match stamp::in_brackets(rest) {
        (None, rest) if bracketed.is_some() => stamp::alone(rest),
        found => found,
    };
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
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let is_label = is_told && looks_like_name(name) && apart;
    is_label.then_some(Label { name, time: None, taken: text.len() - rest.trim_start().len(), is_told })
}

/// What is behind what somebody is, in brackets before a colon: `Ada Bell (Host): hello`.
pub(super) fn without_role(rest: &str) -> &str {
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
pub(super) fn is_machine(name: &str) -> bool {
    name.len() <= LONGEST && name.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("speaker"))
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
            ("Ada Bell, Host: |hello", "Ada Bell", None),
            ("[Ada Bell] (AB): |hello", "Ada Bell", None),
            ("[Ada Bell] 00:01:07|", "Ada Bell", Some(67)),
            ("**Ada Bell:** |hello", "Ada Bell", None),
            ("**Ada Bell**: |hello", "Ada Bell", None),
            ("<b>Ada Bell: |hello</b>", "Ada Bell", None),
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
}
