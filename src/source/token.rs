//! Tokens of JSON with where they stand, however damaged it is.
//!
//! *Why not simpler*: a mention needs the line and column of its words inside a string, which no reader of JSON at hand
//! gives; and files come with raw control characters, commas too many, `NaN`, or cut off in the middle.

use std::ops::Range;

use memchr::memchr2;

use super::rendering::Rendering;

/// A piece of JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// An object or a list begins.
    Open(Block),
    /// The last one that began ends.
    Close(Block),
    /// What stands between the quotes of a key.
    Key(Range<usize>),
    /// What stands between the quotes of a string.
    Text(Range<usize>),
    /// A number, a word such as `null`, or what is none of these.
    Other(Range<usize>),
}

/// What holds other pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    /// `{…}`
    Object,
    /// `[…]`
    List,
}

/// How many objects and lists may be open: transcripts have six; what goes on like this is none.
const DEEPEST: usize = 1000;

/// Goes through JSON once; commas and colons are no tokens, and may be missing or too many.
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    open: Vec<Block>,
    cut: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Tokens { source, at, open: Vec::new(), cut: false }
    }

    /// Whether the source ended within a string, an object or a list; true only once all tokens were taken.
    pub(super) fn is_cut(&self) -> bool {
        self.cut || !self.open.is_empty()
    }

    /// Passes over the value that comes next, quicker than token by token.
    pub(super) fn pass_over(&mut self) {
        let bytes = self.source.as_bytes();
        let mut depth = 0;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' => _ = self.string(),
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return,
                b'}' | b']' => depth -= 1,
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            self.at += usize::from(byte != b'"');
            if depth == 0 {
                return;
            }
        }
        self.cut |= depth > 0;
    }

    /// What stands between the quote at the current byte and the next one that is not escaped.
    fn string(&mut self) -> Range<usize> {
        let bytes = self.source.as_bytes();
        let start = self.at + 1;
        let mut end = start;
        while let Some(found) = bytes.get(end..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
            end += found;
            if bytes[end] == b'"' {
                self.at = end + 1;
                return start..end;
            }
            end += 2;
        }
        self.cut = true;
        self.at = bytes.len();
        start..bytes.len()
    }

    fn is_before_colon(&self) -> bool {
        self.source.as_bytes()[self.at..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
    }

    /// A number or a word: all up to what cannot belong to it.
    fn other(&mut self) -> Token {
        let start = self.at;
        let is_mark = |byte| matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b':' | b'"');
        let ends = |&byte: &u8| byte.is_ascii_whitespace() || is_mark(byte);
        let rest = &self.source.as_bytes()[start..];
        self.at = start + rest.iter().position(ends).unwrap_or(rest.len());
        Token::Other(start..self.at)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = self.source.as_bytes();
        let is_between = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b':');
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                between if is_between(between) => self.at += 1,
                b'"' => {
                    let string = self.string();
                    let is_key = self.open.last() == Some(&Block::Object) && self.is_before_colon();
                    return Some(if is_key { Token::Key(string) } else { Token::Text(string) });
                }
                b'{' | b'[' if self.open.len() == DEEPEST => {
                    self.at = bytes.len();
                    self.cut = true;
                }
                b'{' | b'[' => {
                    let block = if *byte == b'{' { Block::Object } else { Block::List };
                    self.at += 1;
                    self.open.push(block);
                    return Some(Token::Open(block));
                }
                b'}' | b']' => {
                    self.at += 1;
                    // One that ends nothing is passed over.
                    if let Some(block) = self.open.pop() {
                        return Some(Token::Close(block));
                    }
                }
                _ => return Some(self.other()),
            }
        }
        None
    }
}

/// Adds what a string means; `string` is what stands between its quotes.
pub(super) fn render(source: &str, string: Range<usize>, rendering: &mut Rendering) {
    let mut at = string.start;
    while let Some(found) = source[at..string.end].find('\\') {
        rendering.push(source, at..at + found);
        at += found;
        let (character, taken) = escape(&source[at..string.end]);
        rendering.push_character(character, at..at + taken);
        at += taken;
    }
    rendering.push(source, at..string.end);
}

/// The character that the escape at the start of `text` means, and its bytes. Characters that steer devices are spaces.
fn escape(text: &str) -> (char, usize) {
    let Some(second) = text[1..].chars().next() else {
        return ('\\', 1);
    };
    let character = match second {
        'n' => '\n',
        'r' => '\r',
        'b' | 'f' | 't' => ' ',
        'u' => return unicode(text).unwrap_or(('\u{fffd}', 2)),
        other => other,
    };
    (character, 1 + second.len_utf8())
}

/// `\u00e9`, and two such where the character needs both.
fn unicode(text: &str) -> Option<(char, usize)> {
    let first = unit(text)?;
    let printable = |c: char| if c.is_control() && c != '\n' { ' ' } else { c };
    if let Some(character) = char::from_u32(first) {
        return Some((printable(character), 6));
    }
    let second = text.get(6..).and_then(unit).filter(|second| (0xdc00..0xe000).contains(second));
    match second.filter(|_| first < 0xdc00) {
        Some(second) => {
            let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            Some((char::from_u32(code)?, 12))
        }
        None => Some(('\u{fffd}', 6)),
    }
}

fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(source: &str) -> (String, bool) {
        let mut tokens = Tokens::new(source);
        let told = tokens.by_ref().map(|token| match token {
            Token::Open(Block::Object) => "{".to_owned(),
            Token::Close(Block::Object) => "}".to_owned(),
            Token::Open(Block::List) => "[".to_owned(),
            Token::Close(Block::List) => "]".to_owned(),
            Token::Key(range) => format!("{}:", &source[range]),
            Token::Text(range) => format!("'{}'", &source[range]),
            Token::Other(range) => source[range].to_owned(),
        });
        let told: Vec<_> = told.collect();
        (told.join(" "), tokens.is_cut())
    }

    #[test]
    fn reads_json_good_and_bad() {
        for (source, told, is_cut) in [
            (r#"{"a": [1.5, null, "x\"y"], "b":"c"}"#, r#"{ a: [ 1.5 null 'x\"y' ] b: 'c' }"#, false),
            ("\u{feff}{\"a\":NaN,}", "{ a: NaN }", false),
            ("{\"a\" 1 \"b\"\t: \"two\nlines\" ,, ]", "{ 'a' 1 b: 'two\nlines' }", false),
            (r#"{"a": "b"#, "{ a: 'b'", true),
            (r#"["a\"#, r"[ 'a\'", true),
            ("]}x", "x", false),
        ] {
            assert_eq!(written(source), (told.to_owned(), is_cut), "{source}");
        }
    }

    #[test]
    fn what_is_endlessly_deep_ends() {
        let source = "[".repeat(5000);
        let mut tokens = Tokens::new(&source);
        assert_eq!((tokens.by_ref().count(), tokens.is_cut()), (DEEPEST, true));
    }

    #[test]
    fn passes_over_a_value() {
        for (value, rest) in [("[1,{\"]\":2}]", ",3"), ("\"a]\"", " 3"), ("12", ",3"), ("", "}"), ("[", "")] {
            let source = format!("{value}{rest}");
            let mut tokens = Tokens::new(&source);
            tokens.pass_over();
            assert_eq!((&source[tokens.at..], tokens.is_cut()), (rest, rest.is_empty()), "{source}");
        }
    }

    #[test]
    fn a_string_means_what_its_escapes_say() {
        for (written, meant) in [
            (r"Jos\u00e9 \ud83c\udf89", "José 🎉"),
            (r#"\"a\/b\" \\ \t."#, "\"a/b\" \\  ."),
            (r"\ud83c \udf89 \ud83c\u00e9 \u12", "\u{fffd} \u{fffd} \u{fffd}é \u{fffd}12"),
            (r"\x \u0000\é\", "x  é\\"),
        ] {
            let mut rendering = Rendering::default();
            render(written, 0..written.len(), &mut rendering);
            assert_eq!(rendering.text(), meant, "{written}");
        }
    }
}
