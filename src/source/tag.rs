//! Pieces of HTML with where they stand: texts, entities, tags. What no reader of the page sees is no piece.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;

use super::entity::entity;

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text as it stands.
    Text(Range<usize>),
    /// A character, and the entity that writes it.
    Character(char, Range<usize>),
    /// A tag.
    Tag(Tag<'a>),
}

impl Piece<'_> {
    /// The same in a text in which what was cut out begins at a byte.
    pub(super) fn moved(self, start: usize) -> Self {
        let moved = |place: Range<usize>| place.start + start..place.end + start;
        match self {
            Piece::Text(place) => Piece::Text(moved(place)),
            Piece::Character(meant, place) => Piece::Character(meant, moved(place)),
            Piece::Tag(tag) => Piece::Tag(tag),
        }
    }
}

/// A tag of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// In small letters, `!doctype` included.
    pub(super) name: Cow<'a, str>,
    /// `</name>`
    pub(super) closes: bool,
    /// Where it leads, of `<a href>`.
    pub(super) link: Option<String>,
}

/// Elements of which nothing is said.
const SILENT: [&str; 11] =
    ["script", "style", "head", "noscript", "template", "svg", "nav", "select", "button", "aside", "footer"];

/// Whether nothing is said in an element.
pub(super) fn is_silent(name: &str) -> bool {
    SILENT.contains(&name)
}

/// Goes through HTML once, however unbalanced it is.
pub(super) struct Pieces<'a> {
    source: &'a str,
    at: usize,
    /// Silent elements that do not end any more: looking again would cost the square.
    endless: [bool; SILENT.len()],
    /// Before this byte no tag ends.
    blind: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Pieces { source, at, endless: [false; SILENT.len()], blind: 0 }
    }

    /// Where the next piece begins, or what no reader sees before it.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes on behind what somebody else has read.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The mark at the current byte, which is `<` or `&`, or the character itself where it marks nothing.
    fn mark(&mut self) -> Option<Piece<'a>> {
        let source = self.source;
        let (start, rest) = (self.at, &source[self.at..]);
        if let Some((character, taken)) = entity(rest) {
            self.at += taken;
            return Some(Piece::Character(character, start..self.at));
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.at = comment.find("-->").map_or(self.source.len(), |end| start + 4 + end + 3);
            return None;
        }
        if begins(rest) && start >= self.blind {
            if let Some((tag, taken)) = tag(rest) {
                self.at += taken;
                let silent = || SILENT.iter().position(|name| *name == tag.name);
                if let Some(silent) = (!tag.closes).then(silent).flatten() {
                    self.pass_over(silent);
                }
                return Some(Piece::Tag(tag));
            }
            self.blind = start + LONGEST;
        }
        self.at += 1;
        Some(Piece::Text(start..self.at))
    }

    /// Goes to the end of a silent element; of one that does not end, only the tag is passed over.
    fn pass_over(&mut self, silent: usize) {
        if self.endless[silent] {
            return;
        }
        let mut at = self.at;
        while let Some(found) = self.source[at..].find("</") {
            at += found;
            let name = &self.source[at + 2..];
            let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            if name[..end].eq_ignore_ascii_case(SILENT[silent]) {
                self.at = at;
                return;
            }
            at += 2;
        }
        self.endless[silent] = true;
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while self.at < self.source.len() {
            let start = self.at;
            let rest = &self.source[start..];
            let text = memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
            if text > 0 {
                self.at += text;
                return Some(Piece::Text(start..self.at));
            }
            if let Some(piece) = self.mark() {
                return Some(piece);
            }
        }
        None
    }
}

/// The longest tag, in bytes: pictures may stand in one as letters.
const LONGEST: usize = 1 << 16;

/// Whether a tag may begin here; `<` before anything else is a character like others.
fn begins(text: &str) -> bool {
    let inner = text.strip_prefix("</").or_else(|| text.strip_prefix('<'));
    inner.is_some_and(|inner| inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')))
}

/// The tag at the start of `text`, and its bytes.
pub(super) fn tag(text: &str) -> Option<(Tag<'_>, usize)> {
    let inner = text.strip_prefix('<')?;
    let closes = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = end(inner).filter(|_| begins(text))?;
    let inner_tag = &inner[..end];
    let ends = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
    let name = &inner_tag[..inner_tag.bytes().position(ends).unwrap_or(inner_tag.len())];
    let is_small = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    let name = if is_small { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) };
    let link = (name == "a" && !closes).then(|| attribute(inner_tag, "href")).flatten();
    Some((Tag { name, closes, link }, text.len() - inner.len() + end + 1))
}

/// Where a tag ends; `>` within quotes ends none, unless the quotes are not closed.
fn end(inner: &str) -> Option<usize> {
    let mut quote = None;
    let mut first = None;
    for (at, byte) in inner.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if inner[..at].ends_with('=') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (Some(_), b'>') => first = first.or(Some(at)),
            _ => {}
        }
    }
    first
}

/// The value of an attribute, entities taken for what they mean.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let is_it = |at: usize| {
        let before = tag[..at].ends_with(|c: char| c.is_ascii_whitespace());
        before && tag.get(at..at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let at = (1..tag.len()).filter(|&at| tag.is_char_boundary(at)).find(|&at| is_it(at))?;
    let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split_ascii_whitespace().next()?,
    };
    let mut meant = String::with_capacity(value.len());
    let mut rest = value.trim();
    while let Some(at) = rest.find('&') {
        let (character, taken) = entity(&rest[at..]).unwrap_or(('&', 1));
        meant.push_str(&rest[..at]);
        meant.push(character);
        rest = &rest[at + taken..];
    }
    meant.push_str(rest);
    (!meant.is_empty()).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> String {
        let pieces = Pieces::new(source).map(|piece| match piece {
            Piece::Text(range) => source[range].to_owned(),
            Piece::Character(character, _) => format!("({character})"),
            Piece::Tag(Tag { name, closes, link }) => {
                format!(
                    "[{}{name}{}]",
                    if closes { "/" } else { "" },
                    link.map_or(String::new(), |url| " ".to_owned() + &url)
                )
            }
        });
        pieces.collect()
    }

    #[test]
    fn tells_text_from_tags() {
        for (source, pieces) in [
            ("<p class=\"a>b\">Q&amp;A</P >", "[p]Q(&)A[/p]"),
            ("1 < 2 & <3 <<b>x", "1 < 2 & <3 <[b]x"),
            ("<!-- <p> -->a<!-- b", "a"),
            ("<script>if (a</b>) {}</script>c<Style>x", "[script][/script]c[style]x"),
            (
                "<a data-href='no' href='https://example.org/?a&amp;b'>x</a>",
                "[a https://example.org/?a&b]x[/a]",
            ),
            ("<a href=https://example.org>x<br/>", "[a https://example.org]x[br]"),
            ("<!DOCTYPE html>it's <a>", "[!doctype]it's [a]"),
        ] {
            assert_eq!(told(source), pieces, "{source}");
        }
    }
}
