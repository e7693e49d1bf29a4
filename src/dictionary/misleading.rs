//! Which generated forms are left out, because they would mislead: another's name, or plain words.

use super::lexicon::WordInfo;
use crate::table::entry::Entry;

/// Weight from which a name is known well enough to be told from a phrase by what stands around it.
const KNOWN: u32 = 5;

/// Zipf frequency, in tenths, of an everyday word ([`WordInfo::is_everyday`]), and of one that is rarely heard.
const EVERYDAY_PHRASE: i32 = 35;
const RARE_PHRASE: i32 = 20;

/// Zipf frequency, in tenths, from which words mostly have no meaning of their own: "can", "you", "up".
const FUNCTION_WORD: u8 = 58;

/// Whether a generated form of the entry with this number is another entry's name, or what people say without meaning
/// any name. `owner` is the entry that has the form for a name, `words` what is known of the form's words.
///
/// A single word is plain when it is English or somebody's name. A phrase is plain when its words would stand
/// together by chance alone as often as an everyday word does (for a little-known name, as often as a rare one),
/// and when it has function words and numbers alone.
pub(super) fn misleads(
    number: u32,
    entry: &Entry,
    form: &str,
    words: &[WordInfo],
    owner: Option<u32>,
) -> bool {
    if owner.is_some_and(|owner| owner != number) {
        return true;
    }
    if let [info] = words {
        return info.is_english() || info.is_given() || info.is_surname();
    }
    let limit = if entry.weight >= KNOWN { EVERYDAY_PHRASE } else { RARE_PHRASE };
    let chance = words.iter().all(|info| info.is_english()) && phrase_frequency(words) >= limit;
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    chance || form.split(' ').zip(words).all(|(word, info)| number(word) || info.zipf >= FUNCTION_WORD)
}

/// How often words stand together by chance, on the Zipf scale in tenths: the product of their shares of all words.
fn phrase_frequency(words: &[WordInfo]) -> i32 {
    // Zipf 9 is every word there is.
    words.iter().map(|info| i32::from(info.zipf) - 90).sum::<i32>() + 90
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::lexicon::WordId;
    use crate::dictionary::spoken::Rule;
    use crate::dictionary::{Dictionary, spoken};
    use crate::text::word::words;

    /// Every generated form of every built-in name that is matched, with the entry it stands for.
    fn generated(dictionary: &Dictionary) -> Vec<(u32, String, Vec<WordInfo>)> {
        let mut generated = Vec::new();
        for (number, entry) in (0..).zip(dictionary.entries()) {
            for (form, _) in entry.names().flat_map(|name| spoken::forms(name).into_iter().skip(1)) {
                let folded = words(&form).map(|word| crate::text::fold::fold(&form[word.span.range()]));
                let ids: Option<Vec<WordId>> = folded.map(|word| dictionary.lexicon.number(&word)).collect();
                let matched = ids.as_deref().and_then(|ids| dictionary.forms.get(ids));
                if matched.is_some_and(|found| found.entry == number && found.rule != Rule::AsWritten) {
                    let infos = ids.unwrap_or_default().into_iter().map(|id| dictionary.lexicon.info(id));
                    generated.push((number, form, infos.collect()));
                }
            }
        }
        generated
    }

    #[test]
    fn no_rule_turns_a_name_into_anothers() {
        let dictionary = Dictionary::builtin();
        let generated = generated(&dictionary);
        assert!(generated.len() > 10_000, "{}", generated.len());
        for (entry, form, _) in generated {
            let owner = dictionary.find_entry(&form).unwrap_or(entry);
            let names = [entry, owner].map(|entry| dictionary.entry(entry).entity.name.as_str());
            assert_eq!(entry, owner, "`{form}` is made from {} and names {}", names[0], names[1]);
        }
    }

    #[test]
    fn no_rule_turns_a_name_into_everyday_words() {
        let dictionary = Dictionary::builtin();
        let function_words = "a an and are as at be by can do for from get go has have i if in is it me my no not of \
                              on one or our so that the their then there they this to two up us was we what when \
                              will with you your";
        let function_words: Vec<WordId> =
            function_words.split(' ').filter_map(|word| dictionary.lexicon.number(word)).collect();
        for (entry, form, infos) in generated(&dictionary) {
            let name = &dictionary.entry(entry).entity.name;
            let everyday = infos.len() == 1 && infos[0].is_english();
            assert!(!everyday, "`{form}` is made from {name}");
            let ids = form.split(' ').map(|word| dictionary.lexicon.number(word));
            let plain = ids.into_iter().all(|id| id.is_some_and(|id| function_words.contains(&id)));
            assert!(!plain, "`{form}` is made from {name}");
        }
    }
}
