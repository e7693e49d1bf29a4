//! Bytes → text, in whatever encoding they were saved.
//!
//! 1. UTF-16 is known by its byte order mark, or by a NUL in every other byte; other NULs mean that it is no text.
//! 2. UTF-8 is taken as it is. Where most letters are good UTF-8, the bad bytes among them are damage.
//! 3. For anything else the encoding is taken that the text declares itself (XML, HTML), or else guessed from its bytes.
//!
//! *Why guess*: subtitles in the encodings of old Windows are common, and browsers read them by the same guess.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memchr;

use crate::error::Error;

/// How far a NUL byte is looked for: text has none, and what is no text has one early.
const PROBED: usize = 8 * 1024;

/// How much is looked at to guess an encoding, from the first line that tells anything.
const GUESSED_FROM: usize = 256 * 1024;

/// One letter beyond ASCII in so many is too few to guess by.
const FEW: usize = 100;

/// How far a text declares its encoding.
const DECLARED_WITHIN: usize = 1024;

/// A text with the encoding it was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The encoding's name: `UTF-8`, `UTF-16LE`, `windows-1252`.
    pub encoding: &'static str,
    /// Told where the text was not plain UTF-8.
    pub warning: Option<Error>,
}

/// The text of a source, and a warning where it is no good UTF-8. Costs a pass over the bytes.
///
/// In damaged UTF-8 bad bytes become U+FFFD, one per maximal part (WHATWG), so columns agree with what other
/// tools count. A byte order mark of UTF-8 stays: it is a character of the first line.
///
/// # Errors
///
/// When the bytes are no text (a NUL byte among the first 8 KiB of what is no UTF-16).
pub fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, Error> {
    if let Some(encoding) = utf16(bytes) {
        return Ok(decode_as(encoding, path, bytes));
    }
    if memchr(0, &bytes[..bytes.len().min(PROBED)]).is_some() {
        return Err(no_text(path, bytes));
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text: text.into(), encoding: UTF_8.name(), warning: None }),
        Err(error) => error,
    };
    let at = error.valid_up_to();
    match (!is_mostly_utf8(bytes)).then(|| declared(bytes).unwrap_or_else(|| guess(bytes, at))) {
        Some(encoding) => Ok(decode_as(encoding, path, bytes)),
        None => Ok(Decoded {
            text: String::from_utf8_lossy(bytes),
            encoding: UTF_8.name(),
            warning: Some(bad_byte(path, bytes, at)),
        }),
    }
}

/// Whether bytes are UTF-16, and in which order: by the mark at the beginning, or because one byte of many a pair is
/// NUL, always the same one, and no character is one that texts do not hold.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        // UTF-32 begins so, too.
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let pairs = || bytes.chunks_exact(2).take(PROBED / 2);
    let nul = |at: usize| pairs().filter(|pair| pair[at] == 0).count();
    let (low, high) = (nul(0), nul(1));
    let encoding = match (low, high) {
        (0, nuls) if nuls >= 3 && nuls * 4 >= pairs().count() => UTF_16LE,
        (nuls, 0) if nuls >= 3 && nuls * 4 >= pairs().count() => UTF_16BE,
        _ => return None,
    };
    let plain = |pair: &[u8]| pair[0] | pair[1];
    let is_odd =
        |pair: &&[u8]| pair.contains(&0) && plain(pair) < b' ' && !b"\t\n\x0c\r".contains(&plain(pair));
    (pairs().filter(is_odd).count() == 0).then_some(encoding)
}

/// Whether more letters beyond ASCII are good UTF-8, or cut off in their middle, than are not: old encodings hardly ever look
/// like UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        good += usize::from(chunk.invalid().len() > 1);
        bad += usize::from(chunk.invalid().len() == 1);
    }
    good > 0 && good >= bad
}

/// The encoding that an XML or HTML text declares; UTF-8 is none, as the text is not.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_lowercase();
    let key = if head.trim_start().starts_with("<?xml") { "encoding=" } else { "charset=" };
    if !head.trim_start().starts_with('<') {
        return None;
    }
    let label = head.split_once(key)?.1.trim_start_matches(['"', '\'']);
    let label = label.split(['"', '\'', ' ', '>', '?', ';']).next()?;
    Encoding::for_label(label.as_bytes()).filter(|&found| found != UTF_8 && found.is_ascii_compatible())
}

/// The likeliest encoding of bytes that are no UTF-8 from byte `at` on. A few letters tell too little; they are mostly those of
/// names in an English text.
fn guess(bytes: &[u8], at: usize) -> &'static Encoding {
    let start = line_start(bytes, at);
    let part = &bytes[start..bytes.len().min(start + GUESSED_FROM)];
    if part.iter().filter(|byte| !byte.is_ascii()).count() * FEW < part.len() {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(part, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn decode_as<'a>(encoding: &'static Encoding, path: &str, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let name = encoding.name();
    let warning = Error::new(format!("not UTF-8: read as {name}")).in_source(path);
    let warning = match text.char_indices().find(|(_, c)| !c.is_ascii()) {
        Some((at, _)) if !name.starts_with("UTF-16") => {
            let start = line_start(text.as_bytes(), at);
            let line = text[..start].matches('\n').count() + 1;
            let column = text[start..at].chars().count() + 1;
            let shown = text[start..].lines().next().unwrap_or_default();
            warning
                .at_line(line as u32)
                .showing(shown, column as u32, 1)
                .hint("if letters look wrong, save the file as UTF-8")
        }
        _ => warning,
    };
    Decoded { text, encoding: name, warning: Some(warning) }
}

fn no_text(path: &str, bytes: &[u8]) -> Error {
    let hint = match bytes {
        [0xff, 0xfe, 0, 0, ..] => "it looks like UTF-32; save it as UTF-8",
        _ => "transcripts and show notes are text: .txt, .vtt, .srt, .md",
    };
    Error::new("binary file").in_source(path).hint(hint)
}

fn bad_byte(path: &str, bytes: &[u8], at: usize) -> Error {
    let start = line_start(bytes, at);
    let number = 1 + bytes[..at].iter().filter(|&&b| b == b'\n').count();
    let column = 1 + String::from_utf8_lossy(&bytes[start..at]).chars().count();
    let end = bytes[at..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |i| at + i);
    Error::new(format!("byte `0x{:02x}` is no UTF-8, read as `\u{fffd}`", bytes[at]))
        .in_source(path)
        .at_line(number as u32)
        .showing(&String::from_utf8_lossy(&bytes[start..end]), column as u32, 1)
        .hint("save the file as UTF-8")
}

/// Where the line begins in which byte `at` stands.
fn line_start(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |feed| feed + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        match encoding {
            e if e == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            e if e == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(text).0.into_owned(),
        }
    }

    #[test]
    fn names_the_line_of_the_first_bad_byte() {
        let bytes = b"one\ntw\xe9 x \xc3\xa9\xc3\xa8\nthr\xffee";
        let Decoded { text, encoding, warning } = decode("a.txt", bytes).unwrap();
        assert_eq!((text.as_ref(), encoding), ("one\ntw\u{fffd} x éè\nthr\u{fffd}ee", "UTF-8"));
        assert_eq!(
            warning.unwrap().to_string(),
            "byte `0xe9` is no UTF-8, read as `\u{fffd}`\n  --> a.txt:2:3\n   |\n 2 | tw\u{fffd} x éè\n   |   ^\n\
             hint: save the file as UTF-8"
        );
    }

    #[test]
    fn tells_the_true_column_in_a_long_line() {
        let line = ["ä".repeat(4999).as_bytes(), b"\xff"].concat();
        let warning = decode("long.txt", &line).unwrap().warning.unwrap().to_string();
        assert!(warning.contains("--> long.txt:1:5000\n"), "{warning}");
    }

    #[test]
    fn old_encodings_are_read_and_named() {
        let french = "Bonjour à tous, et bienvenue.\nÇa, c’est l’équipe du café « Python ».\n";
        let german = "Schöne Grüße aus München, wir hören uns wieder.\n";
        let russian = "Добрый день, это подкаст о языке Rust и о том, как его учат.\n";
        for (label, text, name) in [
            ("windows-1252", french, "windows-1252"),
            ("iso-8859-1", german, "windows-1252"),
            ("windows-1251", russian, "windows-1251"),
            ("koi8-r", russian, "KOI8-U"),
        ] {
            let bytes = encoded(Encoding::for_label(label.as_bytes()).unwrap(), text);
            let decoded = decode("a.srt", &bytes).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, name));
            let warning = decoded.warning.unwrap().to_string();
            assert!(warning.starts_with(&format!("not UTF-8: read as {name}\n  --> a.srt:1:")), "{warning}");
        }
    }

    #[test]
    fn characters_cut_in_their_middle_are_damage_of_utf8() {
        let decoded = decode("a.json", b"three \xe2\x82 four \xe9").unwrap();
        assert_eq!((decoded.text.as_ref(), decoded.encoding), ("three \u{fffd} four \u{fffd}", "UTF-8"));
        let few = [b"Names of many people were told. ".repeat(9), b"Caf\xe9 \xd5\xd5".to_vec()].concat();
        assert_eq!(decode("a.txt", &few).unwrap().encoding, "windows-1252");
    }

    #[test]
    fn a_feed_is_read_as_it_declares() {
        let text = "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><rss>Łódź</rss>";
        let bytes = encoded(encoding_rs::ISO_8859_2, text);
        let decoded = decode("feed.xml", &bytes).unwrap();
        assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, "ISO-8859-2"));
    }

    #[test]
    fn utf16_is_known_by_its_mark_or_by_its_nuls() {
        for encoding in [UTF_16LE, UTF_16BE] {
            for text in ["\u{feff}WEBVTT\n\nnaïve – 日本\n", "WEBVTT\n\nnaïve – 日本\n"] {
                let bytes = encoded(encoding, text);
                let decoded = decode("a.vtt", &bytes).unwrap();
                assert_eq!(decoded.text, text.trim_start_matches('\u{feff}'));
                assert_eq!(
                    decoded.warning.unwrap().to_string(),
                    format!("not UTF-8: read as {}\n  --> a.vtt", encoding.name())
                );
            }
        }
    }

    #[test]
    fn refuses_what_is_no_text() {
        let error = decode("a.mp3", b"ID3\0\0").unwrap_err();
        assert!(error.to_string().starts_with("binary file\n  --> a.mp3\nhint: "));
        assert!(decode("a", b"\xff\xfe\0\0W\0\0\0").unwrap_err().to_string().contains("UTF-32"));
        for bytes in
            [b"\x01\0\x02\0\x03\0\x04\0" as &[u8], b"\0\0\0\0\0\0", b"a\0b\0\0c\0d", b"RIFF\x10\0\0\0WAVE"]
        {
            assert!(decode("a", bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn good_text_is_borrowed_as_it_is() {
        let decoded = decode("a", "\u{feff}caf\u{e9}".as_bytes()).unwrap();
        assert!(matches!(decoded.text, Cow::Borrowed("\u{feff}caf\u{e9}")) && decoded.warning.is_none());
    }
}
