//! Names written as one word, cut where words of the language meet: `datadog` → data dog, `setuptools` → set up tools.
//!
//! *Why not simpler*: recognisers know the words and not the name, and no capital in the name tells where they meet.
//! *What it leaves out*: names of which a piece is no word (`numpy`), and words so short that they are in everything.

use super::lexicon::Lexicon;

/// Fewest letters of a name that is cut in two.
const SHORTEST_OF_TWO: usize = 6;
/// Fewest letters of a name that is cut in three.
const SHORTEST_OF_THREE: usize = 9;
/// Most letters of a name that is cut: the cuts into three are as many as the square of its letters.
const LONGEST: usize = 40;
/// Zipf frequency, in tenths, of the rarest word that a name is cut into.
const RAREST: u8 = 25;
/// Zipf frequency from which two letters are a word that names are made of: "up", "my", "go".
const TWO_LETTERS: u8 = 58;
/// Fewest letters of the longest piece: names cut into crumbs are not cut right.
const LONGEST_PIECE: usize = 4;

/// The cuts of a name, given as its key, into two words and into three; each time the one whose rarest word is the commonest.
pub fn compounds(key: &str, lexicon: &Lexicon) -> impl Iterator<Item = String> {
    let frequency = |piece: &str| lexicon.number(piece).map_or(0, |number| lexicon.info(number).zipf);
    let is_word = |piece: &&str| piece.len() > 2 || frequency(piece) >= TWO_LETTERS;
    let letters = if key.is_ascii() && key.len() <= LONGEST { key.len() } else { 0 };
    let (mut two, mut three) = (None, None);
    if letters >= SHORTEST_OF_TWO {
        two = best((2..=letters - 2).map(|at| vec![&key[..at], &key[at..]]), frequency);
    }
    if letters >= SHORTEST_OF_THREE {
        let places = (2..=letters - 4).flat_map(|a| (a + 2..=letters - 2).map(move |b| (a, b)));
        let cuts = places.map(|(a, b)| vec![&key[..a], &key[a..b], &key[b..]]);
        three = best(cuts.filter(|cut| cut.iter().all(is_word)), frequency);
    }
    two.into_iter().chain(three)
}

/// The cut whose rarest piece is the commonest, the last of several, if all its pieces are words.
fn best<'k>(cuts: impl Iterator<Item = Vec<&'k str>>, frequency: impl Fn(&str) -> u8) -> Option<String> {
    let rarest = |cut: &Vec<&str>| cut.iter().map(|piece| frequency(piece)).min().unwrap_or(0);
    let cut = cuts.max_by_key(rarest)?;
    let longest = cut.iter().map(|piece| piece.len()).max().unwrap_or(0);
    (rarest(&cut) >= RAREST && longest >= LONGEST_PIECE).then(|| cut.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Dictionary;

    #[test]
    fn cuts_where_words_meet() {
        let dictionary = Dictionary::builtin();
        let lexicon = dictionary.lexicon();
        let cut = |key: &str| compounds(key, lexicon).collect::<Vec<_>>();
        assert_eq!(cut("datadog"), ["data dog"]);
        assert!(cut("setuptools").contains(&"set up tools".to_owned()), "{:?}", cut("setuptools"));
        assert!(cut("virtualenvwrapper").contains(&"virtual env wrapper".to_owned()));
        for whole in ["flask", "numpy", "kubernetes", "naïveté-ünd", ""] {
            assert!(cut(whole).is_empty(), "{whole}: {:?}", cut(whole));
        }
    }
}
