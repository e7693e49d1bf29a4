//! What transcribers and captioners put in brackets that nobody said: `[00:12]`, `\[laughs\]`, `[Music]`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// The stretches of a source that are noise, ascending.
///
/// In brackets, escaped or not: a time, anything that ends in a time (`[unintelligible 00:01:02.33]`), or a
/// sound from a short list. Other remarks stay, since transcribers put corrections of names there. A bracket
/// with a link behind it is a Markdown link and stays.
pub(super) fn find(source: &str) -> Vec<Range<usize>> {
    static NOISE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix) \\?\[ (?:
                [^\[\]\n]{0,60}? [0-9]{1,2} (?: :\ ?[0-9]{2} | :\ ?\.[0-9]{2} )+ (?: \.[0-9]+ )? [\\\ 0-9]*
              | [\ _]* (?:
                    laugh(?:s|ter|ing|er)? | chuckle[sd]? | chuckling | giggles? | sighs? | gasps? | coughs?
                  | clears\ throat | sneezes? | whisper(?:s|ing) | sing(?:s|ing) | hums?
                  | applause | clapping | cheer(?:s|ing) | music(?:\ playing)? | silence | pause | beep | noise
                  | background\ (?:noise|music|sound)s? | (?:upbeat|intro|outro|theme)\ music | blank_audio
                  | inaudible | unintelligible | indistinct | crosstalk | cross-talk | foreign
                ) [\ _]* \\?
            ) \]",
        )
        .expect("a valid pattern")
    });
    if !source.contains('[') {
        return Vec::new();
    }
    NOISE
        .find_iter(source)
        .map(|found| found.range())
        .filter(|range| !matches!(source.as_bytes().get(range.end), Some(b'(')))
        .collect()
}

/// Whether a word or two in brackets are noise: `Laughter`, `Upbeat Music`.
pub(super) fn is_noise(words: &str) -> bool {
    const PARTS: [&str; 6] = ["chorus", "verse", "bridge", "refrain", "instrumental", "music"];
    let lower = words.to_lowercase();
    PARTS.iter().any(|part| lower.ends_with(part)) || !find(&format!("[{words}]")).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(source: &str) -> String {
        let mut text = source.to_owned();
        for range in find(source).into_iter().rev() {
            text.replace_range(range, "");
        }
        text
    }

    #[test]
    fn finds_what_nobody_said() {
        for noise in [
            r"\[00:00\]",
            r"\[01:02:03.33\]",
            r"\[laughs\]",
            "[Music]",
            "[ Applause ]",
            "[BLANK_AUDIO]",
            r"\[unintelligible 00:01:02.33\]",
            r"\[\\00:01:02.33\\\]",
            r"\[a song 00:01:02.33\]",
            "[12:34]",
        ] {
            assert_eq!(without(&format!("a{noise}b")), "ab", "{noise}");
        }
    }

    #[test]
    fn leaves_remarks_and_links() {
        for text in [r"Kubectl \[koob\]", "[show notes]", "[12:34](https://example.org)", "[music", "[x:y]"] {
            assert_eq!(without(text), text);
        }
    }
}
