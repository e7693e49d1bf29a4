//! How pieces of names are said: syllables, letters, numbers. Syllables and pronunciations stand in `data/spoken.tsv`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::piece::Piece;

/// `data/spoken.tsv`, read.
#[derive(Debug, Default)]
struct Spoken {
    begin: Vec<(&'static str, Vec<&'static str>)>,
    end: Vec<(&'static str, Vec<&'static str>)>,
    whole: FxHashMap<&'static str, Vec<&'static str>>,
}

static SPOKEN: OnceLock<Spoken> = OnceLock::new();

fn spoken() -> &'static Spoken {
    SPOKEN.get_or_init(|| {
        let mut spoken = Spoken::default();
        for row in include_str!("../../data/spoken.tsv").lines().skip(1) {
            let mut fields = row.split('\t');
            let (Some(written), Some(place), Some(said)) = (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let said: Vec<&str> = said.split('|').collect();
            if matches!(place, "begin" | "border") {
                spoken.begin.push((written, said.clone()));
            }
            if matches!(place, "end" | "border") {
                spoken.end.push((written, said.clone()));
            }
            if place != "end" {
                spoken.whole.insert(written, said);
            }
        }
        spoken
    })
}

/// How a whole piece or name is pronounced where no rule tells: `nginx` → engine x. Lower case, pieces joined.
pub(super) fn pronunciations(written: &str) -> &'static [&'static str] {
    spoken().whole.get(written).map_or(&[], Vec::as_slice)
}

/// Syllables that recognisers write as the words they sound like: `numpy` → num pie. Behind one at the beginning
/// three letters or more must stand.
pub(super) fn syllables(piece: &Piece) -> Vec<String> {
    let mut ways = Vec::new();
    for (syllable, said) in &spoken().begin {
        if let Some(rest) = piece.text.strip_prefix(syllable).filter(|rest| rest.len() >= 3) {
            ways.extend(said.iter().map(|said| format!("{said} {rest}")));
        }
    }
    for (syllable, said) in &spoken().end {
        if let Some(rest) = piece.text.strip_suffix(syllable).filter(|rest| !rest.is_empty()) {
            ways.extend(said.iter().map(|said| format!("{rest} {said}")));
        }
    }
    ways.extend(pronunciations(&piece.text).iter().map(|said| (*said).to_owned()));
    ways
}

/// Letter by letter, where people spell it: an abbreviation, a few letters that nobody could say, and `io` and its like.
pub(super) fn letters(piece: &Piece) -> Vec<String> {
    let text = &piece.text;
    let letters = text.bytes().all(|letter| letter.is_ascii_lowercase());
    let abbreviated = piece.capitals && (2..=5).contains(&text.len())
        || is_unspeakable(text)
        || ["ai", "api", "io", "os", "ui"].contains(&text.as_str());
    if letters && abbreviated { vec![spaced(text)] } else { Vec::new() }
}

/// Two to five letters without a vowel.
pub(super) fn is_unspeakable(text: &str) -> bool {
    (2..=5).contains(&text.len()) && !text.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// The characters with spaces between.
pub(super) fn spaced(text: &str) -> String {
    text.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// The form with its single letters as the words they sound like: `u v` → you vee, `c plus plus` → see plus plus.
pub(super) fn with_letters_named(form: &str) -> Option<String> {
    let letter = |word: &str| word.chars().next().filter(|_| word.chars().count() == 1).and_then(letter_name);
    let named = form.split(' ').any(|word| letter(word).is_some());
    named.then(|| form.split(' ').map(|word| letter(word).unwrap_or(word)).collect::<Vec<_>>().join(" "))
}

/// The word that a letter sounds like; none for those that sound like no word.
fn letter_name(letter: char) -> Option<&'static str> {
    Some(match letter.to_ascii_lowercase() {
        'a' => "ay",
        'b' => "bee",
        'c' => "see",
        'd' => "dee",
        'e' => "ee",
        'f' => "eff",
        'g' => "gee",
        'h' => "aitch",
        'i' => "eye",
        'j' => "jay",
        'k' => "kay",
        'l' => "el",
        'm' => "em",
        'n' => "en",
        'o' => "oh",
        'p' => "pee",
        'q' => "queue",
        'r' => "are",
        's' => "ess",
        't' => "tee",
        'u' => "you",
        'v' => "vee",
        'w' => "double you",
        'x' => "ex",
        'y' => "why",
        'z' => "zee",
        _ => return None,
    })
}

/// Signs that make the name of a language: `++` → plus plus.
pub(super) fn said_signs(signs: &str) -> String {
    signs.chars().map(|sign| if sign == '#' { " sharp" } else { " plus" }).collect()
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number up to ninety-nine in words; one that is written with a leading zero is none.
pub(super) fn numbers(piece: &Piece) -> Vec<String> {
    let Some(number) = piece.text.parse::<usize>().ok().filter(|number| number.to_string() == piece.text)
    else {
        return Vec::new();
    };
    match (number / 10, number % 10) {
        (0 | 1, _) => vec![ONES[number].to_owned()],
        (tens @ 2..=9, 0) => vec![TENS[tens - 2].to_owned()],
        (tens @ 2..=9, ones) => vec![format!("{} {}", TENS[tens - 2], ONES[ones])],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::piece::pieces;

    fn ways(rule: fn(&Piece) -> Vec<String>, name: &str) -> Vec<String> {
        pieces(name, true).iter().flat_map(rule).collect()
    }

    #[test]
    fn says_numbers_up_to_ninety_nine() {
        for (name, said) in
            [("0", "zero"), ("8", "eight"), ("14", "fourteen"), ("42", "forty two"), ("90", "ninety")]
        {
            assert_eq!(ways(numbers, name), [said]);
        }
        assert!(ways(numbers, "100").is_empty());
        assert!(ways(numbers, "007").is_empty());
    }

    #[test]
    fn spells_what_nobody_could_say() {
        assert_eq!(ways(letters, "gRPC"), ["r p c"]);
        assert_eq!(ways(letters, "grpc"), ["g r p c"]);
        assert_eq!(ways(letters, "AnyIO"), ["i o"]);
        assert!(ways(letters, "Flask").is_empty());
        assert!(ways(letters, "zoom").is_empty());
    }

    #[test]
    fn names_single_letters() {
        assert_eq!(with_letters_named("u v").as_deref(), Some("you vee"));
        assert_eq!(with_letters_named("c plus plus").as_deref(), Some("see plus plus"));
        assert_eq!(with_letters_named("any 2"), None);
    }
}
