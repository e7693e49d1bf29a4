//! Bytes → the text of a table, as editors and spreadsheets save it.

use std::borrow::Cow;

use crate::error::Error;

/// How far a zero byte is looked for: text has none, and what is no text has one early.
const PROBED: usize = 8 * 1024;

/// The text of a file in UTF-16, as spreadsheets save "Unicode text"; `None` for any other.
///
/// Known by its byte order mark, or by three plain letters at its beginning.
pub fn utf16(bytes: &[u8]) -> Option<String> {
    let little = match bytes {
        [0xff, 0xfe, ..] => true,
        [0xfe, 0xff, ..] => false,
        [1..=127, 0, 1..=127, 0, 1..=127, 0, ..] => true,
        [0, 1..=127, 0, 1..=127, 0, 1..=127, ..] => false,
        _ => return None,
    };
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| if little { [pair[0], pair[1]] } else { [pair[1], pair[0]] })
        .map(u16::from_le_bytes)
        .collect();
    let text = String::from_utf16_lossy(&units);
    Some(text.strip_prefix('\u{feff}').map(String::from).unwrap_or(text))
}

/// The text of a table, and what is wrong with its encoding; then the table cannot be used, but looked over.
///
/// Bytes that are no UTF-8 become U+FFFD; the first line that has one is told. Of a binary file nothing is left.
pub fn decode<'b>(source: &str, bytes: &'b [u8]) -> (Cow<'b, str>, Option<Error>) {
    if let Some(text) = utf16(bytes) {
        let error = Error::new("this is UTF-16, not UTF-8").in_source(source);
        return (
            text.into(),
            Some(error.hint("save the file as UTF-8, or `comention dictionary import` it")),
        );
    }
    if bytes.iter().take(PROBED).any(|&byte| byte == 0) {
        return ("".into(), Some(no_text(source, bytes)));
    }
    let text = String::from_utf8_lossy(bytes);
    let error = std::str::from_utf8(bytes).err().map(|error| bad_byte(source, bytes, error.valid_up_to()));
    (text, error)
}

fn no_text(source: &str, bytes: &[u8]) -> Error {
    let hint = match bytes {
        [b'P', b'K', ..] => {
            "this looks like a spreadsheet: save it as CSV and `comention dictionary import` it"
        }
        _ => "names are read from text files",
    };
    Error::new("binary file").in_source(source).hint(hint)
}

fn bad_byte(source: &str, bytes: &[u8], at: usize) -> Error {
    let start = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |feed| feed + 1);
    let end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |feed| at + feed);
    let line = bytes[..start].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let column = String::from_utf8_lossy(&bytes[start..at]).chars().count() + 1;
    Error::new(format!("not UTF-8 text: byte `0x{:02x}`", bytes[at]))
        .in_source(source)
        .at_line(line as u32)
        .showing(&String::from_utf8_lossy(&bytes[start..end]), column as u32, 1)
        .hint("save the file as UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_orders_of_utf16() {
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        let little: Vec<u8> = units("\u{feff}naïve\n").into_iter().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units("name\nnaïve\n").into_iter().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&little).as_deref(), Some("naïve\n"));
        assert_eq!(utf16(&big).as_deref(), Some("name\nnaïve\n"));
        assert_eq!(utf16("naïve".as_bytes()), None);
        assert!(decode("t.tsv", &little).1.is_some());
    }

    #[test]
    fn tells_what_is_no_text() {
        let told = |bytes| decode("t", bytes).1.expect("an error").to_string();
        assert!(told(b"PK\x03\x04\0\0").contains("hint: this looks like a spreadsheet"));
        assert!(told(b"\0\0\0\0\0\0").starts_with("binary file\n  --> t\n"));
        assert_eq!(utf16(b"\x07\0\0\0\0\0"), None);
    }

    #[test]
    fn names_the_line_of_a_bad_byte_and_goes_on() {
        let (text, error) = decode("t.tsv", b"name\nCaf\xe9\nQuib\n");
        assert_eq!(text, "name\nCaf\u{fffd}\nQuib\n");
        assert!(error.unwrap().to_string().starts_with("not UTF-8 text: byte `0xe9`\n  --> t.tsv:2:4\n"));
        assert!(decode("t.tsv", "Café".as_bytes()).1.is_none());
    }
}
