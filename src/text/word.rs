//! Words: the units every finder works on.
//!
//! A word is a run of letters and digits with its inner apostrophe (`don't`, `O'Reilly`), a possessive `'s` cut off,
//! and the signs that tell one language from another (`C++`, `C#`, `.NET`). What stands between two words is the
//! gap before the second; it tells whether a name can run over it.
//!
//! *Why not UAX #29*: it keeps `Python's` and `end.Next` as one word each and splits `C++`.
//! *Limit*: a script written without spaces comes out as one word a run.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::Span;

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// White space.
    Space,
    /// A hyphen, dot, slash or underscore without white space, or an ampersand: within a name, or between two.
    Joint,
    /// An `@`, or a slash behind a blank and before a small letter: the word is part of a handle, a mail address or a path (`/itunes`).
    Handle,
    /// A comma or bracket: no name runs over it.
    Clause,
    /// A quote, colon, dash or ellipsis: no name runs over it, and a sentence may begin behind it.
    Opening,
    /// The end of a sentence, or a line feed.
    Sentence,
}

/// A word of a text, not yet folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawWord {
    /// Its bytes, without a possessive `'s`.
    pub span: Span,
    /// What stands before it.
    pub gap: Gap,
}

/// Cuts a text into words: one pass, nothing allocated.
///
/// ```
/// use comention::text::word::words;
/// let text = "Python's C++ twin, any.io";
/// let found: Vec<&str> = words(text).map(|word| &text[word.span.range()]).collect();
/// assert_eq!(found, ["Python", "C++", "twin", "any", "io"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, last: 0..0, before: 0..0 }
}

/// Iterator over the words of a text, made by [`words`].
#[derive(Debug, Clone)]
pub struct Words<'t> {
    text: &'t str,
    /// Byte from which to look on.
    at: usize,
    /// The word before.
    last: Range<usize>,
    /// The word before that one.
    before: Range<usize>,
}

/// Which bytes are ASCII letters or digits.
const ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

impl Iterator for Words<'_> {
    type Item = RawWord;

    fn next(&mut self) -> Option<RawWord> {
        self.usual().or_else(|| self.long())
    }
}

impl Words<'_> {
    /// The next word, whatever stands before and behind it.
    fn long(&mut self) -> Option<RawWord> {
        let rest = &self.text[self.at..];
        let lead = &rest[..rest.find(char::is_alphanumeric)?];
        let mut start = self.at + lead.len();
        let (end, next) = word_end(self.text, start);
        let before = lead.strip_suffix('.').filter(|before| {
            before.chars().next_back().map_or(self.at == 0, |c| c.is_whitespace() || c == '(')
                && self.text[start..].starts_with(char::is_alphabetic)
        });
        start -= usize::from(before.is_some());
        let gap = match self.at {
            0 => Gap::Sentence,
            _ if lead == ". " && self.is_abbreviated() => Gap::Space,
            _ if lead == " /" && self.text[start..].starts_with(char::is_lowercase) => Gap::Handle,
            _ => gap(before.unwrap_or(lead)),
        };
        self.at = next;
        Some(self.word(start, end, gap))
    }

    /// The next word if it is as nine in ten are: behind a blank, alone or after a comma or full stop, ASCII letters and
    /// digits, then a blank or a mark.
    ///
    /// The same as the long way, four times as fast.
    fn usual(&mut self) -> Option<RawWord> {
        let bytes = self.text.as_bytes();
        let (lead, gap) = match bytes[self.at..] {
            _ if self.at == 0 => return None,
            [b' ', ..] => (1, Gap::Space),
            [b',', b' ', ..] => (2, Gap::Clause),
            [b'.', b' ', ..] => (2, if self.is_abbreviated() { Gap::Space } else { Gap::Sentence }),
            _ => return None,
        };
        let start = self.at + lead;
        let end = start + bytes.get(start..)?.iter().position(|&byte| !ALPHANUMERIC[usize::from(byte)])?;
        if end == start || !matches!(bytes[end], b' ' | b',' | b'.' | b'?' | b'\n' | b'-') {
            return None;
        }
        self.at = end;
        Some(self.word(start, end, gap))
    }

    fn word(&mut self, start: usize, end: usize, gap: Gap) -> RawWord {
        self.before = std::mem::replace(&mut self.last, start..end);
        RawWord { span: Span::new(start, end), gap }
    }

    /// Whether a full stop behind the word before only shortens it: "Robert C. Martin", "Dr. Becky".
    fn is_abbreviated(&self) -> bool {
        let capital = |word: &Range<usize>| self.text[word.clone()].starts_with(char::is_uppercase);
        let initial = self.last.len() == 1 && capital(&self.last) && capital(&self.before);
        initial || TITLES.contains(&&self.text[self.last.clone()])
    }
}

/// Titles that are written with a full stop.
const TITLES: [&str; 6] = ["Dr", "Mr", "Mrs", "Ms", "Prof", "St"];

/// Where the word that begins at `start` ends, and where to look for the next one.
fn word_end(text: &str, start: usize) -> (usize, usize) {
    let mut characters = text[start..].char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let end = start + at;
        // A decomposed accent is part of its letter.
        if character.is_alphanumeric() || is_combining_mark(character) {
            continue;
        }
        let after = characters.peek().map(|&(_, c)| c);
        if !matches!(character, '\'' | '\u{2019}') || !after.is_some_and(char::is_alphabetic) {
            return with_signs(text, start, end);
        }
        let tail = &text[end + character.len_utf8()..];
        if tail.strip_prefix(['s', 'S']).is_some_and(|tail| !tail.starts_with(char::is_alphanumeric)) {
            return (end, end + character.len_utf8() + 1);
        }
    }
    (text.len(), text.len())
}

/// Takes `++` or `#` along where they make the name of a language.
fn with_signs(text: &str, start: usize, end: usize) -> (usize, usize) {
    let short = end - start <= 2;
    for sign in ["++", "#"] {
        let Some(tail) = text[end..].strip_prefix(sign) else {
            continue;
        };
        if short && !tail.starts_with(|c: char| c.is_alphanumeric() || c == '+') {
            return (end + sign.len(), end + sign.len());
        }
    }
    (end, end)
}

/// What kind of gap these characters make.
fn gap(lead: &str) -> Gap {
    if lead == " " {
        return Gap::Space;
    }
    if lead.ends_with('@') {
        return Gap::Handle;
    }
    if lead.contains('\n') {
        return Gap::Sentence;
    }
    let signs = lead.trim_matches(char::is_whitespace);
    let spaced = lead.chars().any(char::is_whitespace);
    let within = |marks: &[char]| signs.chars().all(|c| marks.contains(&c));
    match signs {
        "" if spaced => Gap::Space,
        "&" => Gap::Joint,
        _ if !spaced && within(&['-', '.', '_', '/', ':', '\u{2011}']) => Gap::Joint,
        // An ellipsis is a pause, not the end of a sentence.
        _ if spaced && signs.contains(['.', '?', '!']) && !signs.contains("..") => Gap::Sentence,
        _ if within(&[',', ';', '(', ')', '[', ']', '/', '+', '*', '=', '<', '>', '\'', '%', '$']) => {
            Gap::Clause
        }
        _ => Gap::Opening,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(&str, Gap)> {
        words(text).map(|word| (&text[word.span.range()], word.gap)).collect()
    }

    #[test]
    fn keeps_what_a_name_needs() {
        use Gap::*;
        for (text, expected) in [
            ("C++ and C#.", vec![("C++", Sentence), ("and", Space), ("C#", Space)]),
            ("on .NET 8", vec![("on", Sentence), (".NET", Space), ("8", Space)]),
            ("Python.NET", vec![("Python", Sentence), ("NET", Joint)]),
            ("Python's GIL", vec![("Python", Sentence), ("GIL", Space)]),
            ("don\u{2019}t", vec![("don\u{2019}t", Sentence)]),
            ("O'Reilly's", vec![("O'Reilly", Sentence)]),
            ("scikit-learn, too", vec![("scikit", Sentence), ("learn", Joint), ("too", Clause)]),
            ("It ends. Next", vec![("It", Sentence), ("ends", Space), ("Next", Sentence)]),
            ("uh... Flask", vec![("uh", Sentence), ("Flask", Opening)]),
            ("ask @someone", vec![("ask", Sentence), ("someone", Handle)]),
            ("at /some or/other", vec![("at", Sentence), ("some", Handle), ("or", Space), ("other", Joint)]),
            ("Ada /Bo", vec![("Ada", Sentence), ("Bo", Clause)]),
            ("Test & Code", vec![("Test", Sentence), ("Code", Joint)]),
            ("Robert C. Martin", vec![("Robert", Sentence), ("C", Space), ("Martin", Space)]),
            ("in C. Then", vec![("in", Sentence), ("C", Space), ("Then", Sentence)]),
            ("Gro\u{308}nholm", vec![("Gro\u{308}nholm", Sentence)]),
            ("a\n@b", vec![("a", Sentence), ("b", Handle)]),
            ("a\nb", vec![("a", Sentence), ("b", Sentence)]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_keep_no_signs() {
        assert_eq!(
            split("issue #12, 3++"),
            [("issue", Gap::Sentence), ("12", Gap::Opening), ("3++", Gap::Clause)]
        );
    }

    proptest::proptest! {
        #[test]
        fn the_usual_way_is_the_long_way(text in "[aB1é.,'’ \\-@+#\n]{0,24}") {
            let mut long = words(&text);
            let long: Vec<RawWord> = std::iter::from_fn(|| long.long()).collect();
            proptest::prop_assert_eq!(words(&text).collect::<Vec<_>>(), long);
        }

        #[test]
        fn words_are_slices_in_order(text in "\\PC{0,40}") {
            let mut last = 0;
            for word in words(&text) {
                proptest::prop_assert!(word.span.start >= last && word.span.start < word.span.end);
                proptest::prop_assert!(text.is_char_boundary(word.span.start as usize));
                proptest::prop_assert!(text.is_char_boundary(word.span.end as usize));
                last = word.span.end;
            }
        }
    }
}
