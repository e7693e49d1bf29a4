//! Web addresses that stand bare in a text.

use std::sync::LazyLock;

use regex::Regex;

use crate::episode::Link;
use crate::text::Span;

/// Where addresses stand in `text`, and where they lead; ascending.
pub(super) fn find(text: &str) -> impl Iterator<Item = (Span, String)> + '_ {
    static ADDRESS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"\b(?:https?://|www\.)[^\s<>"`]+"#).expect("a valid pattern"));
    ADDRESS.find_iter(text).filter_map(|found| {
        let visible = without_punctuation(found.as_str());
        let scheme = if visible.starts_with("www.") { "https://" } else { "" };
        let span = Span::new(found.start(), found.start() + visible.len());
        (visible.len() > "https://".len()).then(|| (span, format!("{scheme}{visible}")))
    })
}

/// An address without the punctuation of the sentence it stands in; a parenthesis it opens itself stays closed.
fn without_punctuation(address: &str) -> &str {
    let mut open = address.matches('(').count();
    let mut close = address.matches(')').count();
    address.trim_end_matches(|character| match character {
        ')' if close > open => {
            close -= 1;
            true
        }
        '(' => {
            open -= 1;
            true
        }
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | ']' | '}' | '’' | '”' | '…' => true,
        _ => false,
    })
}

/// Records the web addresses in a text that are not on a link already.
pub(super) fn add_links(text: &str, links: &mut Vec<Link>) {
    let known = links.len();
    for (span, url) in find(text) {
        let before = links[..known].partition_point(|link| link.span.end <= span.start);
        if before == known || !links[before].span.overlaps(span) {
            links.push(Link { span, url });
        }
    }
    links.sort_by_key(|link| link.span);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_without_the_punctuation_around_it() {
        let text = "See (https://example.org/a_(b)), www.example.com/x. Not http:// this, nor www.";
        let found: Vec<_> = find(text).map(|(span, url)| (&text[span.range()], url)).collect();
        assert_eq!(
            found,
            [
                ("https://example.org/a_(b)", "https://example.org/a_(b)".to_owned()),
                ("www.example.com/x", "https://www.example.com/x".to_owned()),
            ]
        );
    }
}
