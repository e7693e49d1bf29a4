//! Addresses that are safe to follow, and ids that stay apart.

use std::borrow::Cow;

/// The address, if it is one of the web; an address of another scheme could run a script where the graph is shown.
///
/// What ends an address in quotes, in markup or in `<…>` is percent-encoded, so that it is one wherever it is written.
pub(super) fn web(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    if rest.is_empty() || rest.starts_with(['/', '?', '#']) {
        return None;
    }
    let mut address = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            '"' | '\'' | '<' | '>' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}' | '\0'..=' ' | '\x7f' => {
                encode(character, &mut address);
            }
            // The second one would begin a fragment of a fragment.
            '#' if address.contains('#') => encode('#', &mut address),
            c if is_unprintable(c) => {}
            c => address.push(c),
        }
    }
    Some(address)
}

/// A name for an entity or episode that no other has: `urn:comention:project:anyio`.
pub(super) fn name_of(id: &str) -> String {
    let mut name = String::from("urn:comention:");
    for character in id.chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | '~' | ':' | '/' => name.push(character),
            other => encode(other, &mut name),
        }
    }
    name
}

/// An id for where control characters cannot be written and blanks may be changed: they are percent-encoded, and so is
/// `%` itself, so that two ids stay two. The ids that this program makes have none of it.
pub(super) fn distinct(id: &str) -> Cow<'_, str> {
    let is_changed = |c: char| c == '%' || c.is_whitespace() || is_unprintable(c);
    if !id.contains(is_changed) {
        return id.into();
    }
    let mut encoded = String::with_capacity(id.len() + 8);
    for character in id.chars() {
        match character {
            c if is_changed(c) => encode(c, &mut encoded),
            c => encoded.push(c),
        }
    }
    encoded.into()
}

/// `%` and two digits for each byte.
fn encode(character: char, out: &mut String) {
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        out.push_str(&format!("%{byte:02X}"));
    }
}

/// Characters that XML cannot hold, and those that steer whoever shows them.
pub(super) fn is_unprintable(character: char) -> bool {
    character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_they_should() {
        let address = web("https://example.org/?q=\"><script x='1'>&n=ö[\u{7}]#a#b").unwrap();
        assert_eq!(address, "https://example.org/?q=%22%3E%3Cscript%20x=%271%27%3E&n=ö%5B%07%5D#a%23b");
    }

    #[test]
    fn only_the_web_is_followed() {
        for url in ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://", "https:///x", ""]
        {
            assert_eq!(web(url), None, "{url}");
        }
    }

    #[test]
    fn ids_stay_apart() {
        assert_eq!(distinct("project:c-sharp"), "project:c-sharp");
        assert_eq!(distinct("a b\u{1}%&"), "a%20b%01%25&");
        assert_ne!(distinct("a\u{1}"), distinct("a\u{2}"));
        assert_ne!(distinct("a\u{1}"), distinct("a%01"));
    }

    #[test]
    fn names_are_told_apart() {
        assert_eq!(name_of("project:c-plus-plus"), "urn:comention:project:c-plus-plus");
        assert_eq!(name_of("a b%20ö\n"), "urn:comention:a%20b%2520%C3%B6%0A");
    }
}
