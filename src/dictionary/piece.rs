//! The pieces of a name: what is said in one go, and the sign before it.

use crate::text::word::words;

/// A piece of a name: `fast|API`, `node|.js`, `flake|8`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// In lower case.
    pub(super) text: String,
    /// How the sign between the piece before and this one is said; `None` where there is none.
    pub(super) sign: Option<&'static str>,
    /// Written in capitals alone, as abbreviations are.
    pub(super) capitals: bool,
}

/// Cuts a name at separators, at capitals inside words, and, if asked, between letters and digits.
pub(super) fn pieces(name: &str, digits: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for word in words(name) {
        let range = word.span.range();
        let mut sign = said(&name[end..range.start]);
        end = range.end;
        let mut word: Vec<char> = name[range].chars().collect();
        if word[0] == '.' {
            sign = Some("dot");
            word.remove(0);
        }
        let mut from = 0;
        for at in 1..=word.len() {
            if at == word.len() || cuts_before(&word, at, digits) {
                pieces.push(Piece::new(&word[from..at], sign.take()));
                from = at;
            }
        }
    }
    pieces
}

impl Piece {
    fn new(characters: &[char], sign: Option<&'static str>) -> Piece {
        Piece {
            text: characters.iter().flat_map(|character| character.to_lowercase()).collect(),
            sign,
            capitals: characters.iter().all(|character| character.is_uppercase()),
        }
    }
}

/// How a separator is said.
fn said(separator: &str) -> Option<&'static str> {
    match separator {
        "." => Some("dot"),
        "-" => Some("dash"),
        "/" => Some("slash"),
        "_" => Some("underscore"),
        _ => None,
    }
}

/// Whether a piece begins at `at`: `fast|API`, `SQL|Alchemy`, `I|Python`, `log|4|j`.
fn cuts_before(word: &[char], at: usize, digits: bool) -> bool {
    let (before, here) = (word[at - 1], word[at]);
    if here.is_numeric() != before.is_numeric() {
        return digits && here.is_alphanumeric() && before.is_alphanumeric();
    }
    let small_follows = word.get(at + 1).is_some_and(|next| next.is_lowercase());
    here.is_uppercase() && (before.is_lowercase() || before.is_uppercase() && small_follows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_where_a_name_is_said_in_parts() {
        for (name, cut) in [
            ("FastAPI", "fast API"),
            ("SQLAlchemy", "SQL alchemy"),
            ("IPython", "I python"),
            ("iOS", "i OS"),
            ("Log4j", "log 4 j"),
            ("1Password", "1 password"),
            ("Node.js", "node .js"),
            ("scikit-learn", "scikit -learn"),
            (".NET", ".NET"),
            ("C++", "c++"),
            ("Flask", "flask"),
            ("Pallets Eco", "pallets eco"),
        ] {
            let sign = |piece: &Piece| match piece.sign {
                Some("dot") => ".",
                Some("dash") => "-",
                _ => "",
            };
            let shown = |piece: &Piece| match piece.capitals {
                true => sign(piece).to_owned() + &piece.text.to_uppercase(),
                false => sign(piece).to_owned() + &piece.text,
            };
            assert_eq!(pieces(name, true).iter().map(shown).collect::<Vec<_>>().join(" "), cut, "{name}");
        }
    }

    #[test]
    fn leaves_digits_where_they_are_if_asked() {
        let cut: Vec<String> = pieces("D3.js", false).into_iter().map(|piece| piece.text).collect();
        assert_eq!(cut, ["d3", "js"]);
    }
}
