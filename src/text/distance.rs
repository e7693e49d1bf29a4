//! How far two words are apart in spelling.

/// The longest word, in characters, that is compared letter by letter: noise in a text may be a word of any length.
const LONGEST: usize = 100;

/// The share of two words that differs: 0 for equal words, 1 for words with nothing in common.
///
/// Damerau-Levenshtein distance (optimal string alignment: insertions, deletions, substitutions, swaps of
/// neighbours) over the length of the longer word, in characters. Costs the product of the lengths; of what is longer than
/// any word nothing but equality is asked.
pub fn difference(a: &str, b: &str) -> f32 {
    let longer = a.chars().count().max(b.chars().count());
    if a == b {
        return 0.0;
    }
    if longer > LONGEST {
        return 1.0;
    }
    strsim::osa_distance(a, b) as f32 / longer as f32
}

/// The same, if it is at most `limit`; words whose lengths alone differ by more cost nothing.
pub fn within(a: &str, b: &str, limit: f32) -> Option<f32> {
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    // Bytes bound characters only in ASCII, which nearly all names are.
    let hopeless = a.is_ascii() && b.is_ascii() && (longer - shorter) as f32 > limit * longer as f32;
    if hopeless {
        return None;
    }
    Some(difference(a, b)).filter(|&apart| apart <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_share_that_differs() {
        assert_eq!(difference("", ""), 0.0);
        assert_eq!(difference("ruff", "ruff"), 0.0);
        assert_eq!(difference("ruff", "rough"), 0.6);
        assert_eq!(difference("abcd", "abdc"), 0.25);
        assert_eq!(difference("a", ""), 1.0);
        let long = "ab".repeat(100);
        assert_eq!(difference(&long, &long), 0.0);
        assert_eq!(difference(&long, &long[1..]), 1.0);
    }

    proptest::proptest! {
        #[test]
        fn the_limit_changes_nothing_else(a in "[a-cé]{0,6}", b in "[a-cé]{0,6}", limit in 0.0f32..1.0) {
            let apart = difference(&a, &b);
            proptest::prop_assert_eq!(within(&a, &b, limit), (apart <= limit).then_some(apart));
        }
    }
}
