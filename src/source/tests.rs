//! Laws of reading, and one conversation in every format.

use proptest::prelude::*;

use super::*;
use crate::episode::DocumentKind;

/// The source as an editor shows it.
fn lines(bytes: &[u8]) -> Vec<Vec<char>> {
    let text = decode("", bytes).map_or_else(|_| String::new(), |decoded| decoded.text.into_owned());
    text.split('\n').map(|line| line.chars().collect()).collect()
}

/// Every character that is no join stands in the source where its place says. `meant` is for characters that
/// the source writes in another way.
fn stands_in_source(bytes: &[u8], document: &Document) -> Result<(), TestCaseError> {
    let lines = lines(bytes);
    for (at, character) in document.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let place = document.place(at as u32);
        let found = lines[place.line as usize - 1][place.column as usize - 1];
        let written_otherwise = matches!(found, '&' | '\\' | 'Ã' | 'Â' | 'â' | 'ï' | 'ð');
        prop_assert!(found == character || written_otherwise, "{character:?} for {found:?} at {place:?}");
    }
    Ok(())
}

/// Segments, origins and links are in order and within the text; segments leave out nothing but joins.
fn is_consistent(document: &Document) -> Result<(), TestCaseError> {
    let Document { text, segments, origins, links, .. } = document;
    let mut end = 0;
    for segment in segments {
        let range = segment.span.range();
        prop_assert!(!range.is_empty() && text[end..range.start].chars().all(|c| c == ' ' || c == '\n'));
        prop_assert!(text[range.clone()].trim() == &text[range.clone()]);
        end = range.end;
    }
    prop_assert_eq!(end, text.len());
    prop_assert!(text.is_empty() || origins.first().is_some_and(|origin| origin.offset == 0));
    prop_assert!(origins.is_sorted_by(|a, b| a.offset < b.offset));
    prop_assert!(links.is_sorted_by(|a, b| a.span.end <= b.span.start));
    prop_assert!(links.iter().all(|link| !text[link.span.range()].trim().is_empty()));
    Ok(())
}

fn holds(path: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(decoded) = decode(path, bytes) else { return Ok(()) };
    let formats = Format::all().map(Some).chain([None]);
    let readings = formats.flat_map(|format| read_decoded(path, decoded.clone(), format)).flatten();
    for reading in readings {
        stands_in_source(bytes, &reading.document)?;
        is_consistent(&reading.document)?;
    }
    Ok(())
}

/// Pieces that mean something in some format, so that generated sources come near to real ones.
const PIECES: [&str; 89] = [
    "WEBVTT\n\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    "00:00:01 ",
    "00:01.000 --> 00:02.000\n",
    "01:02 ",
    "<v Ada Bell>",
    "</v>",
    "<i>",
    "<00:00:01.000>",
    "&amp;",
    "&#39;",
    "&nbsp;",
    "- ",
    ">> ",
    "# ",
    "**Ada Bell:** ",
    "**",
    "*",
    "`",
    "```\n",
    "    ",
    "[tool](https://example.org/a_b)",
    "[",
    "](",
    ")",
    "https://example.org.",
    "\\[laughs\\]",
    "\\[00:12\\]",
    "[Music]",
    "â€™",
    "JosÃ©",
    "Ada Bell: ",
    "word",
    "Näme",
    "🎉",
    "---\n",
    "| a | b |\n",
    "<br>",
    "<p>",
    "<!-- ",
    "-->",
    "![alt](x.png)",
    "\u{feff}",
    "\\*",
    "[^1]: ",
    "{",
    "}",
    "[{",
    "}]",
    ",",
    "\"",
    "\"segments\": [",
    "\"text\": \"",
    "\"start\": 1.5",
    "\"speaker\": \"Ada Bell\", ",
    "{\"start\": 2, \"text\": \"",
    "\"}, {\"start\": 3, \"text\": \"",
    "\\u00e9",
    "\\ud83c\\udf89",
    "\\n",
    "\\\"",
    "<cite>Ada Bell:</cite>",
    "<time>0:07</time>",
    "</p>",
    "<a href=\"https://example.org/?a&amp;b\">",
    "</a>",
    "<script>",
    "</script>",
    "&eacute;",
    "Carl Dorn  0:09\n",
    "1500\t2500\t",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "&lt;p>",
    "&amp;eacute;",
    "<podcast:person role=\"guest\">",
    "<podcast:transcript url=\"../a%2f.vtt\" type=\"x\"/>",
    "<itunes:episode>7",
];

fn source() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_character_stands_where_its_place_says(source in source(), start in 0usize..12) {
        let start = ["<rss><channel><title>Soft Talk</title><item><title>", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>", "{\"chapters\": [{\"title\": \"", "{\"segments\": [{\"start\": 1, \"text\": \"", "[{\"text\": \"", "<cite>Ada Bell:</cite><p>", "start\tend\ttext\n1\t2\t", "", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "00:00:01 ", "**Ada Bell:** x\n\n**Ada Bell:** ", "# "][start];
        let source = format!("{start}{source}");
        for path in ["a.txt", "a.md"] {
            holds(path, source.as_bytes())?;
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,200}") {
        holds("a.md", &bytes)?;
        holds("a.txt", text.as_bytes())?;
        holds("a.md", text.as_bytes())?;
    }
}

#[test]
fn one_conversation_reads_the_same_in_every_format() {
    let (ada, carl) = ("We met the mace tonight, all of us.", "Was it fun? I was not there.");
    let timed = format!(
        "00:00:01 <v Ada Bell>We met the mace\n\n00:00:03 tonight, all of us.\n\n00:00:05 <v Carl Dorn>{carl}\n"
    );
    let vtt = format!(
        "WEBVTT\n\n00:01.000 --> 00:05.000\n<v Ada Bell>We met the mace\ntonight, all of us.\n\n00:05.000 --> 00:09.000\n<v Carl Dorn>{carl}\n"
    );
    let srt = format!(
        "1\n00:00:01,000 --> 00:00:05,000\n<v Ada Bell>{ada}\n\n2\n00:00:05,000 --> 00:00:09,000\n<v Carl Dorn>{carl}\n"
    );
    let markdown = format!("**Ada Bell:** {ada}\n\n**Carl Dorn:** {carl}\n");
    let plain = format!("Ada Bell  0:01\n{ada}\n\nCarl Dorn  0:05\n{carl}\n");
    for source in [timed, vtt, srt, markdown, plain] {
        let document = read("a.txt", source.as_bytes()).unwrap().document;
        assert_eq!(document.text, format!("{ada}\n{carl}"), "{source}");
        assert_eq!(document.kind, DocumentKind::Transcript);
        let mut speakers: Vec<_> = document.segments.iter().filter_map(|s| s.speaker.as_deref()).collect();
        speakers.dedup();
        assert_eq!(speakers, ["Ada Bell", "Carl Dorn"], "{source}");
    }
}

#[test]
fn the_format_is_found_by_content() {
    for (path, source, found) in [
        ("a.txt", "\u{feff}WEBVTT\n", Format::WebVtt),
        ("a.txt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n", Format::Srt),
        ("a.md", "00:00:01 One\n\n00:00:05 Two\nthree\n", Format::TimedText),
        ("a.txt", "# Soft Talk 7\n\nText\n", Format::Markdown),
        ("a.txt", "See [this](https://example.org).\n", Format::Markdown),
        ("a.txt", "Just words.\n", Format::Plain),
        ("a.md", "Just words.\n", Format::Markdown),
        ("a.txt", "", Format::Plain),
        ("a.txt", "<v Ada Bell>Hello.\n", Format::Plain),
        ("a.txt", "<laughs> Hello.\n", Format::Plain),
        ("a.txt", "<p>Hello.\n", Format::Html),
        ("a.md", "<p align=center>Hello.\n", Format::Markdown),
        ("a.html", "Hello <b>you</b>.\n", Format::Html),
        ("a.txt", "{\"text\": \"Hello.\"}", Format::Json),
        ("a.txt", "[Music]\nHello.\n", Format::Plain),
        ("a.txt", "start\tend\ttext\n1\t2\tHi\n", Format::Tsv),
        ("a.txt", "Ada Bell  0:07\nHi\n", Format::Headed),
    ] {
        assert_eq!(Format::find(path, source), found, "{source:?}");
    }
}

#[test]
fn many_bad_cues_are_told_shortly() {
    let source = format!("WEBVTT\n\n{}", "00:0x --> 00:02.000\nOne\n\n".repeat(50));
    let warnings = read("a.vtt", source.as_bytes()).unwrap().warnings;
    assert_eq!(warnings.len(), 6);
    assert_eq!(warnings[5].to_string(), "45 more like these\n  --> a.vtt");
}

#[test]
fn places_in_a_very_long_line_are_near_an_origin() {
    let (words, letters) = ("We met José. ".repeat(4000), "ä".repeat(20_000));
    for line in [words.replace('.', ""), words, letters] {
        for (path, source) in [
            ("a.txt", line.clone()),
            ("a.md", format!("**Ada Bell:** {line}\n\n**Ada Bell:** Yes.\n")),
            ("a.txt", format!("00:00:01 {line}\n")),
            ("a.vtt", format!("WEBVTT\n\n00:01.000 --> 00:05.000\n<v Ada Bell>{line}\n")),
        ] {
            let document = read(path, source.as_bytes()).unwrap().document;
            let ends = document.origins.iter().skip(1).map(|origin| origin.offset);
            let ends = ends.chain([document.text.len() as u32]);
            let longest = document.origins.iter().zip(ends).map(|(origin, end)| end - origin.offset).max();
            assert!(longest.is_some_and(|longest| longest <= 4096), "{longest:?} in {:.40}", source);
            let lines: Vec<Vec<char>> = lines(source.as_bytes());
            for (at, character) in document.text.char_indices().filter(|(_, c)| *c != ' ' && *c != '\n') {
                let place = document.place(at as u32);
                assert_eq!(lines[place.line as usize - 1][place.column as usize - 1], character);
            }
        }
    }
}
