//! How a word sounds, roughly: English spelling to a string of sounds.
//!
//! Speech recognition writes a name it does not know as something that sounds like it. Two spellings are compared by
//! their sounds: consonants merged where recognisers confuse them, vowels reduced to one sign.
//!
//! *Source*: the merges of Metaphone (Philips 1990), without its dropping of vowels inside words, because the number
//! of syllables is what a recogniser gets right most often. *Limit*: English letters; other letters are left out.

use std::borrow::Cow;

/// The sounds of a folded word; a run of vowels is one `a`, at the end of the word none.
///
/// ```
/// use comention::text::sound::sounds;
/// assert_eq!(sounds("celery"), sounds("selery"));
/// assert_eq!(sounds("websauna"), sounds("websona"));
/// assert_ne!(sounds("django"), sounds("flask"));
/// ```
pub fn sounds(word: &str) -> String {
    let mut letters = Cow::Borrowed(word);
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        letters.to_mut().retain(|letter| letter.is_ascii_lowercase());
    }
    let letters = letters.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(letters.len() + 2);
    let mut at = 0;
    while at < letters.len() {
        let (sound, taken) = sound_at(letters, at);
        for &sound in sound.as_bytes() {
            // A doubled consonant, or vowels with a silent letter between them, sound once.
            if out.last() != Some(&sound) {
                out.push(sound);
            }
        }
        at += taken;
    }
    if out.len() > 2 && out.last() == Some(&b'a') {
        out.pop();
    }
    String::from_utf8(out).expect("sounds are letters")
}

/// The consonants of [`sounds`] alone: what stays when every vowel was misheard.
pub fn skeleton(sounds: &str) -> String {
    sounds.split('a').collect()
}

/// The sound at a letter, and how many letters make it.
fn sound_at(letters: &[u8], at: usize) -> (&'static str, usize) {
    let rest = &letters[at..];
    let next = rest.get(1).copied().unwrap_or(b' ');
    let soft = matches!(next, b'e' | b'i' | b'y');
    let first = at == 0;
    match rest {
        [b'k', b'n', ..] | [b'g', b'n', ..] | [b'p', b'n', ..] if first => ("n", 2),
        [b'p', b's', ..] if first => ("s", 2),
        [b'w', b'r', ..] if first => ("r", 2),
        [b'x', ..] if first => ("s", 1),
        [b's', b'c', b'h', ..] => ("sk", 3),
        [b't', b'c', b'h', ..] => ("x", 3),
        [b'c', b'h', ..] | [b's', b'h', ..] | [b'c', b'z', ..] => ("x", 2),
        [b't', b'i', b'o', ..] => ("xa", 3),
        [b'p', b'h', ..] => ("f", 2),
        [b't', b'h', ..] => ("t", 2),
        [b'g', b'h', b't', ..] => ("t", 3),
        // Silent in `through`, an `f` in `rough`; at the end of a word the `f` is commoner in names.
        [b'g', b'h'] => ("f", 2),
        [b'g', b'h', ..] if !first => ("", 2),
        [b'c', b'k', ..] => ("k", 2),
        [b'q', b'u', ..] => ("kw", 2),
        [b'd', b'g', b'e', ..] => ("j", 2),
        [b'c', ..] if soft => ("s", 1),
        [b'g', ..] if soft => ("j", 1),
        [b'h', ..] if first => ("h", 1),
        [b'w', ..] if first => ("w", 1),
        [letter, ..] => (plain(*letter), 1),
        [] => ("", 1),
    }
}

/// The sound of a letter whose neighbours do not matter.
fn plain(letter: u8) -> &'static str {
    match letter {
        b'b' | b'p' => "p",
        b'd' | b't' => "t",
        b'f' | b'v' => "f",
        b'g' | b'k' | b'c' | b'q' => "k",
        b'j' => "j",
        b'l' => "l",
        b'm' => "m",
        b'n' => "n",
        b'r' => "r",
        b's' | b'z' => "s",
        b'x' => "ks",
        b'h' | b'w' => "",
        _ => "a",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_where_recognisers_confuse() {
        for (name, heard) in [
            ("ruff", "rough"),
            ("celery", "selery"),
            ("websauna", "websona"),
            ("okken", "ocken"),
            ("zencastr", "zencaster"),
            ("dokku", "doku"),
            ("flask", "flasc"),
            ("czaplicki", "chaplicki"),
        ] {
            let (name, heard) = (sounds(name), sounds(heard));
            assert!(crate::text::distance::difference(&name, &heard) <= 0.13, "{name} {heard}");
        }
    }

    #[test]
    fn apart_where_they_do_not() {
        for (a, b) in [("django", "flask"), ("poetry", "pottery"), ("redis", "rust"), ("pandas", "polars")] {
            assert_ne!(sounds(a), sounds(b));
        }
    }

    #[test]
    fn skeletons_are_consonants() {
        assert_eq!(skeleton(&sounds("tkinter")), skeleton(&sounds("tkenter")));
        assert_eq!(skeleton(&sounds("aiortc")), "rtk");
    }
}
