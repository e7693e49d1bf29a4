//! How far two words are apart in spelling.

/// The share of two words that differs: 0 for equal words, 1 for words with nothing in common.
///
/// Damerau-Levenshtein distance (optimal string alignment: insertions, deletions, substitutions, swaps of
/// neighbours) over the length of the longer word, in characters. Costs the product of the lengths.
pub fn difference(a: &str, b: &str) -> f32 {
    let longer = a.chars().count().max(b.chars().count());
    if longer == 0 {
        return 0.0;
    }
    strsim::osa_distance(a, b) as f32 / longer as f32
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
    }
}
