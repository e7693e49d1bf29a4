//! Folding: the form under which a word is looked up, and the form under which a name becomes an id.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds one word into `into`: lower case, accents off, curly apostrophes straight.
///
/// ASCII, the usual case, costs one pass without allocation. Other text is decomposed (NFKD) and its combining
/// marks dropped; letters that do not decompose but are written so by transcribers (`ł`, `ø`, `ß`, …) are spelled out.
pub fn fold_into(word: &str, into: &mut String) {
    if word.is_ascii() {
        into.extend(word.bytes().map(|byte| byte.to_ascii_lowercase() as char));
        return;
    }
    for character in word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match character {
            '\u{2019}' | '\u{2018}' | '\u{02bc}' => into.push('\''),
            'ł' => into.push('l'),
            'ø' => into.push('o'),
            'đ' | 'ð' => into.push('d'),
            'ı' => into.push('i'),
            'ß' => into.push_str("ss"),
            'æ' => into.push_str("ae"),
            'œ' => into.push_str("oe"),
            'þ' => into.push_str("th"),
            // Lower-casing `İ` leaves a combining dot behind.
            c if is_combining_mark(c) => {}
            c => into.push(c),
        }
    }
}

/// The folded form of a word.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// A name as part of an id: folded, `+` and `#` spelled out, each run of other characters one hyphen.
pub fn slug(name: &str) -> String {
    let spelled = name.replace('+', " plus ").replace('#', " sharp ");
    let folded = fold(&spelled);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|w| w.trim_matches('\'')).collect();
    let words: Vec<String> =
        words.into_iter().filter(|word| !word.is_empty()).map(|word| word.replace('\'', "")).collect();
    words.join("-")
}

/// The key under which a name is found whatever its case, accents and separators; `+` and `#` count.
pub fn key(name: &str) -> String {
    slug(name).replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_accents_and_apostrophes() {
        for (word, folded) in [
            ("PyOxidizer", "pyoxidizer"),
            ("Łukasz", "lukasz"),
            ("Grönholm", "gronholm"),
            ("Gro\u{308}nholm", "gronholm"),
            ("O\u{2019}Reilly", "o'reilly"),
            ("STRASSE", "strasse"),
            ("straße", "strasse"),
            ("İstanbul", "istanbul"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }

    #[test]
    fn slugs_tell_languages_apart() {
        for (name, slugged) in [
            ("C", "c"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("Guido van Rossum", "guido-van-rossum"),
            ("Node.js", "node-js"),
            ("O'Reilly", "oreilly"),
            ("  .NET ", "net"),
        ] {
            assert_eq!(slug(name), slugged);
        }
    }
}
