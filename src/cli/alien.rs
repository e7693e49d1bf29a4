//! Files of other programs that hold no text to read: what they are, by how they begin, and what to do with them.

use comention::error::Error;

/// What a file is, and what its owner may do.
type Sort = (&'static str, &'static str);

const DOCUMENT: &str = "save it as plain text (.txt) in the program that opens it, and give that";
const PACKED: &str = "unpack it, and give the files or the folder";
const SOUND: &str =
    "what was said must be written first: give it to a recogniser such as Whisper, and give the transcript";
const PICTURE: &str = "transcripts and show notes are text: .txt, .vtt, .srt, .md";

/// How files begin that are no text, with the byte where that stands.
const BEGINNINGS: [(usize, &[u8], Sort); 25] = [
    (0, b"%PDF-", ("a PDF", "save its text as .txt (`pdftotext` does), and give that")),
    (0, b"{\\rtf", ("a document in RTF", DOCUMENT)),
    (0, b"\xd0\xcf\x11\xe0", ("a document of an office program", DOCUMENT)),
    (0, b"\x89PNG", ("a picture", PICTURE)),
    (0, b"\xff\xd8\xff", ("a picture", PICTURE)),
    (0, b"GIF8", ("a picture", PICTURE)),
    (8, b"WEBP", ("a picture", PICTURE)),
    (0, b"ID3\x03", ("sound", SOUND)),
    (0, b"ID3\x04", ("sound", SOUND)),
    (0, b"\xff\xfb", ("sound", SOUND)),
    (0, b"\xff\xf3", ("sound", SOUND)),
    (0, b"\xff\xf1", ("sound", SOUND)),
    (0, b"OggS", ("sound", SOUND)),
    (0, b"fLaC", ("sound", SOUND)),
    (8, b"WAVE", ("sound", SOUND)),
    (4, b"ftyp", ("sound or video", SOUND)),
    (0, b"\x1a\x45\xdf\xa3", ("sound or video", SOUND)),
    (0, b"BZh", ("an archive of a sort that is not read", PACKED)),
    (0, b"\xfd7zXZ\0", ("an archive of a sort that is not read", PACKED)),
    (0, b"7z\xbc\xaf\x27\x1c", ("an archive of a sort that is not read", PACKED)),
    (0, b"Rar!", ("an archive of a sort that is not read", PACKED)),
    (257, b"ustar", ("an archive of a sort that is not read", PACKED)),
    (0, b"PK\x05\x06", ("an empty ZIP archive", PACKED)),
    (0, b"SQLite format 3\0", ("a database", "export its texts, and give those")),
    (0, b"PK\x03\x04", ("a ZIP archive", PACKED)),
];

/// What tells office documents from other ZIP archives: names of files in them.
const WITHIN_ZIP: [&[u8]; 3] = [b"[Content_Types].xml", b"mimetypeapplication/", b"Index/Document.iwa"];

/// How much of a ZIP archive tells what it is.
const PROBED: usize = 4096;

/// What is told of a file that holds no text, by its bytes.
pub(super) fn of_bytes(name: &str, bytes: &[u8]) -> Option<Error> {
    let begins = |(at, mark, _): &&(usize, &[u8], Sort)| {
        // Further on, the same letters may stand in a text.
        let is_no_text =
            *at == 0 || bytes.starts_with(b"RIFF") || bytes.iter().take(*at).any(|&byte| byte == 0);
        is_no_text && bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark))
    };
    let (_, mark, (what, hint)) = BEGINNINGS.iter().find(begins)?;
    let head = &bytes[..bytes.len().min(PROBED)];
    let is_within = |part: &&[u8]| head.windows(part.len()).any(|window| window == *part);
    if mark.starts_with(b"PK\x03") && WITHIN_ZIP.iter().any(is_within) {
        return Some(told(name, "a document of an office program", DOCUMENT));
    }
    Some(told(name, what, hint))
}

/// What is told of a text that is neither transcript nor show notes, by how it begins.
pub(super) fn of_text(name: &str, text: &str) -> Option<Error> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let head: String = text.chars().take(PROBED).collect();
    let root = head.split('<').find(|tag| tag.starts_with(char::is_alphabetic)).unwrap_or_default();
    if text.starts_with('<') && (root.starts_with("opml ") || root.starts_with("opml>")) {
        let hint = "download the feeds that it lists (each `xmlUrl`), and give those";
        return Some(told(name, "OPML, a list of feeds", hint));
    }
    if text.starts_with('<') && root.starts_with("svg") {
        return Some(told(name, "a picture", PICTURE));
    }
    None
}

fn told(name: &str, what: &str, hint: &str) -> Error {
    Error::new(format!("this is {what}, not a text")).in_source(name).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_how_they_begin() {
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], "this is a PDF, not a text\n"),
            (b"{\\rtf1\\ansi", "this is a document in RTF"),
            (b"PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml", "this is a document of an office program"),
            (b"PK\x03\x04\x14\0\0\0\0\0a.txt", "this is a ZIP archive"),
            (b"RIFF\0\0\0\0WAVEfmt ", "this is sound"),
            (b"\0\0\0\x18ftypM4A ", "this is sound or video"),
        ] {
            assert!(of_bytes("a", bytes).unwrap().to_string().starts_with(expected), "{expected}");
        }
        for text in ["WEBVTT", "This is WAVE", "the ftyp box", "ID3 tags"] {
            assert_eq!(of_bytes("a", text.as_bytes()), None, "{text}");
        }
        let opml = "<?xml version=\"1.0\"?>\n<!-- mine --><opml version=\"2.0\"><body/></opml>";
        assert!(of_text("a", opml).unwrap().to_string().starts_with("this is OPML, a list of feeds"));
        assert_eq!(of_text("a", "<rss><channel/></rss>"), None);
    }
}
