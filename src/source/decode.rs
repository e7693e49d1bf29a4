//! Bytes → text, the way the scoring tool and most editors see it.

use std::borrow::Cow;

use crate::error::Error;

/// How far a NUL byte is looked for: text has none, and what is no text has one early.
const PROBED: usize = 8 * 1024;

/// The text of a source, and a warning where bytes had to be replaced.
///
/// Bytes that are no UTF-8 become U+FFFD, one per maximal part (WHATWG), so columns agree with what other
/// tools count. A byte order mark stays: it is a character of the first line.
pub(super) fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<(Cow<'a, str>, Option<Error>), Error> {
    if bytes.iter().take(PROBED).any(|&byte| byte == 0) {
        return Err(no_text(path, bytes));
    }
    let warning = std::str::from_utf8(bytes).err().map(|error| bad_byte(path, bytes, error.valid_up_to()));
    Ok((String::from_utf8_lossy(bytes), warning))
}

fn no_text(path: &str, bytes: &[u8]) -> Error {
    let hint = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it looks like UTF-16; save it as UTF-8",
        _ => "transcripts and show notes are text: .txt, .vtt, .srt, .md",
    };
    Error::new("binary file").in_source(path).hint(hint)
}

fn bad_byte(path: &str, bytes: &[u8], at: usize) -> Error {
    let start = bytes[..at].iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
    let number = 1 + bytes[..at].iter().filter(|&&b| b == b'\n').count();
    let column = 1 + String::from_utf8_lossy(&bytes[start..at]).chars().count();
    let end = bytes[at..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |i| at + i);
    Error::new(format!("byte `0x{:02x}` is no UTF-8, read as `\u{fffd}`", bytes[at]))
        .in_source(path)
        .at_line(number as u32)
        .showing(&String::from_utf8_lossy(&bytes[start..end]), column as u32, 1)
        .hint("save the file as UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_of_the_first_bad_byte() {
        let (text, warning) = decode("a.txt", b"one\ntw\xe9 x\nthr\xffee").unwrap();
        assert_eq!(text, "one\ntw\u{fffd} x\nthr\u{fffd}ee");
        assert_eq!(
            warning.unwrap().to_string(),
            "byte `0xe9` is no UTF-8, read as `\u{fffd}`\n  --> a.txt:2:3\n   |\n 2 | tw\u{fffd} x\n   |   ^\n\
             hint: save the file as UTF-8"
        );
    }

    #[test]
    fn tells_the_true_column_in_a_long_line() {
        let line = [b"a".repeat(4999), b"\xff".to_vec()].concat();
        let warning = decode("long.txt", &line).unwrap().1.unwrap().to_string();
        assert!(warning.contains("--> long.txt:1:5000\n"), "{warning}");
    }

    #[test]
    fn refuses_what_is_no_text() {
        let error = decode("a.mp3", b"ID3\0\0").unwrap_err();
        assert!(error.to_string().starts_with("binary file\n  --> a.mp3\nhint: "));
        assert!(decode("a", b"\xff\xfeW\0").unwrap_err().to_string().contains("UTF-16"));
    }

    #[test]
    fn good_text_is_borrowed_as_it_is() {
        let (text, warning) = decode("a", "\u{feff}caf\u{e9}".as_bytes()).unwrap();
        assert!(matches!(text, Cow::Borrowed("\u{feff}caf\u{e9}")) && warning.is_none());
    }
}
