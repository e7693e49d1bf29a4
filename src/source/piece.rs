//! Captions that are pieces of words, as `whisper.cpp -ml 1` writes them: ` Py`, `d`, `antic`, `.`
//!
//! A piece that begins a word begins with a space; one that goes on with it does not.

/// How many captions tell; fewer are no transcript.
const LEAST: usize = 8;

/// How many captions are looked at.
const PROBED: usize = 1000;

/// Whether captions are pieces of words: nearly all hold one word or less, most begin with a space, and some do not.
///
/// Captions of whole words either all begin with a space or none does.
pub(super) fn are_pieces<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let (mut all, mut short, mut begin) = (0, 0, 0);
    for text in texts.filter(|text| !text.trim().is_empty()).take(PROBED) {
        all += 1;
        short += usize::from(!text.trim().contains(char::is_whitespace));
        begin += usize::from(!goes_on(text));
    }
    all >= LEAST && short * 10 >= all * 9 && begin * 2 >= all && begin < all
}

/// Whether a piece goes on with the word of the one before it.
pub(super) fn goes_on(text: &str) -> bool {
    !text.starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_known_by_their_spaces() {
        for (text, expected) in [
            (" We| moved| to| Py|d|antic|,| and| to| Fast|API|.", true),
            (" We| moved| to| Pydantic,| and| to| FastAPI.| That| is| all.", false),
            ("We|moved|to|Pydantic,|and|to|FastAPI.|That|is|all.", false),
            (
                " We moved to Pydantic| and to FastAPI.|That is all| for today,| and it| was fun| to do|, was it",
                false,
            ),
            (" Py|d|antic", false),
        ] {
            assert_eq!(are_pieces(text.split('|')), expected, "{text}");
        }
    }
}
