//! Names of which somebody says that there are several: "the Trellos of this world", "two FastAPIs".

use crate::dictionary::Dictionary;
use crate::dictionary::spoken::Rule;
use crate::entity::Kind;

/// Whether the last letter of a word that the lexicon lacks says that it is several of a name.
pub(super) fn is_several(dictionary: &Dictionary, surface: &str, folded: &str) -> bool {
    is_plural(surface) || is_of_project(dictionary, surface, folded)
}

/// Whether a word is several of what only software is written like: `FastAPIs`, but not `LLMs`, which are concepts.
fn is_plural(word: &str) -> bool {
    let inner = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    word.strip_suffix('s').is_some_and(|stem| stem.as_bytes().windows(2).any(inner))
}

/// Whether a word with a capital is several of a project whose name is no other word: `Trellos`, but not `Kennedys`.
fn is_of_project(dictionary: &Dictionary, surface: &str, folded: &str) -> bool {
    let letters = surface.as_bytes();
    let is_capital = letters[0].is_ascii_uppercase() && letters.get(1).is_some_and(u8::is_ascii_lowercase);
    // A letter such as "š" is folded to it.
    let is_ended = is_capital && surface.ends_with('s');
    let stem = folded.strip_suffix('s').filter(|stem| is_ended && stem.len() > 3 && !stem.ends_with('s'));
    let lexicon = dictionary.lexicon();
    let known = stem.and_then(|stem| Some((stem, lexicon.number(stem)?)));
    known.is_some_and(|(stem, id)| {
        let form = dictionary.forms().get(&[id]).filter(|form| form.rule == Rule::AsWritten);
        let is_project = form.is_some_and(|form| dictionary.entry(form.entry).entity.kind == Kind::Project);
        is_project && lexicon.is_strange(stem, lexicon.info(id))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_other_word_is_several() {
        let dictionary = Dictionary::builtin();
        for (word, expected) in [
            ("Linodes", true),
            ("FastAPIs", true),
            ("linodes", false),
            ("LLMs", false),
            ("Kennedys", false),
            ("Flasks", false),
            ("Linodess", false),
            ("Linodeš", false),
        ] {
            assert_eq!(is_several(&dictionary, word, &word.to_lowercase()), expected, "{word}");
        }
    }
}
