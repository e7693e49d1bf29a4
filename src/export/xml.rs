//! XML: text that is safe in it, and ids.

use std::fmt::{self, Write as _};

use super::address::{encode, is_unprintable};
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

/// An id for an attribute, one for one: what XML would change is percent-encoded, and so is `%` itself. The ids of
/// this program have none of it.
pub(super) struct Id<'a>(pub(super) &'a str);

impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_changed = |c: char| c == '%' || c.is_whitespace() || is_unprintable(c);
        if !self.0.contains(is_changed) {
            return Text(self.0).fmt(f);
        }
        let mut encoded = String::with_capacity(self.0.len() + 8);
        for character in self.0.chars() {
            match character {
                c if is_changed(c) => encode(c, &mut encoded),
                c => encoded.push(c),
            }
        }
        Text(&encoded).fmt(f)
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

    #[test]
    fn ids_are_told_apart() {
        assert_eq!(Id("project:c-sharp").to_string(), "project:c-sharp");
        assert_eq!(Id("a b\u{1}%&").to_string(), "a%20b%01%25&amp;");
        assert_ne!(Id("a\u{1}").to_string(), Id("a\u{2}").to_string());
        assert_ne!(Id("a\u{1}").to_string(), Id("a%01").to_string());
    }
}
