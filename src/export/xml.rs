//! XML: text and values that are safe in it.

use std::fmt::{self, Write as _};

use super::address::{distinct, is_unprintable};
use super::attribute;

/// Text for an element or an attribute.
///
/// A line end is written as a reference, for in an attribute a reader takes a bare one for a blank. Control
/// characters, which XML 1.0 cannot hold however they are written, become blanks.
pub(super) struct Text<'a>(pub(super) &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(is_special) {
            f.write_str(&rest[..at])?;
            let special = rest[at..].chars().next().unwrap_or_default();
            match special {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&apos;")?,
                '\n' => f.write_str("&#10;")?,
                _ => f.write_char(' ')?,
            }
            rest = &rest[at + special.len_utf8()..];
        }
        f.write_str(rest)
    }
}

fn is_special(character: char) -> bool {
    matches!(character, '&' | '<' | '>' | '"' | '\'') || is_unprintable(character)
}

/// An id for an attribute; two ids stay two.
pub(super) struct Id<'a>(pub(super) &'a str);

impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Text(&distinct(self.0)).fmt(f)
    }
}

/// A value for an element or an attribute.
pub(super) struct Value<'a>(pub(super) &'a attribute::Value<'a>);

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            attribute::Value::Text(text) => Text(text).fmt(f),
            attribute::Value::Whole(number) => number.fmt(f),
            attribute::Value::Number(number) => number.fmt(f),
            attribute::Value::Flag(flag) => flag.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        for (text, written) in [
            ("AT&amp;T", "AT&amp;amp;T"),
            ("]]></script>", "]]&gt;&lt;/script&gt;"),
            ("\"it's\"", "&quot;it&apos;s&quot;"),
            ("a\nb\r\t\u{0}\u{ffff}c", "a&#10;b    c"),
            ("🦀 שלום", "🦀 שלום"),
        ] {
            assert_eq!(Text(text).to_string(), written);
        }
    }
}
