//! Folding: the form under which a word is looked up, and the form under which a name becomes an id.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds one word into `into`: lower case, accents off, curly apostrophes straight.
///
/// ASCII, the usual case, costs one pass without allocation. Other text is decomposed (NFKD) and its combining
/// marks dropped; letters that do not decompose but are written so by transcribers (`ł`, `ø`, `ß`, …) are spelled out.
pub fn fold_into(word: &str, into: &mut String) {
    if word.is_ascii() {
        let start = into.len();
        into.push_str(word);
        into[start..].make_ascii_lowercase();
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
///
/// ASCII, the usual case, costs one pass.
pub fn slug(name: &str) -> String {
    if name.is_ascii() {
        return ascii_slug(name, "-");
    }
    let spelled = name.replace('+', " plus ").replace('#', " sharp ");
    let folded = fold(&spelled);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|w| w.trim_matches('\'')).collect();
    let words: Vec<String> =
        words.into_iter().filter(|word| !word.is_empty()).map(|word| word.replace('\'', "")).collect();
    words.join("-")
}

/// The key under which a name is found whatever its case, accents and separators: its slug without hyphens.
pub fn key(name: &str) -> String {
    if name.is_ascii() { ascii_slug(name, "") } else { slug(name).replace('-', "") }
}

/// Whether a name is its own [`key`], as far as that is seen at once; then none need be made.
pub fn is_key(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// The slug of a name in ASCII, with `joint` between its words.
fn ascii_slug(name: &str, joint: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    // Whether the last word has ended, so that a joint comes before the next.
    let mut ended = false;
    for byte in name.bytes() {
        let sign = match byte {
            b'+' => Some("plus"),
            b'#' => Some("sharp"),
            b'\'' => continue,
            _ => None,
        };
        ended |= !byte.is_ascii_alphanumeric();
        if sign.is_none() && !byte.is_ascii_alphanumeric() {
            continue;
        }
        if ended && !slug.is_empty() {
            slug.push_str(joint);
        }
        match sign {
            None => slug.push(byte.to_ascii_lowercase() as char),
            Some(sign) => slug.push_str(sign),
        }
        ended = sign.is_some();
    }
    slug
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

    proptest::proptest! {
        #[test]
        fn the_short_way_for_ascii_gives_the_same(name in "[a-cA-C '+#.é-]{0,12}") {
            // One letter that is not ASCII makes both take the long way.
            let long = slug(&format!("{name} é"));
            let long = long.strip_suffix("-e").unwrap_or("");
            proptest::prop_assert_eq!(slug(&name), long);
            proptest::prop_assert_eq!(key(&name), long.replace('-', ""));
            proptest::prop_assert!(!is_key(&name) || key(&name) == name);
        }
    }
}
