//! Captions in WebVTT and SRT: blocks of an optional name, a line of times, and lines of text.

use memchr::memchr_iter;

use super::caption::{Captions, start};
use super::cue::{Cue, Cues};
use super::cursor::Cursor;
use super::draft::Draft;
use super::labels::Labels;
use super::piece::{are_pieces, goes_on};
use super::rolling;
use super::stamp::{self, lines};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// Whether a text begins as WebVTT must.
pub(super) fn recognises(_path: &str, _source: &str, lines: &[&str]) -> bool {
    lines.first().is_some_and(|first| first.starts_with("WEBVTT"))
}

/// Whether a text has cues without being WebVTT, as SRT has.
pub(super) fn recognises_srt(_path: &str, _source: &str, lines: &[&str]) -> bool {
    let begins_in_time = |line: &str| line.starts_with(|c: char| c.is_ascii_digit());
    lines.iter().any(|line| begins_in_time(line) && matches!(times(line), (Some(_), Some(_))))
}

/// Reads captions. A cue with a time that is unreadable, or ends before it begins, keeps its text and is a warning.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let (all, warnings) = cues(path, source);
    let all = rolling::undone(source, all);
    let texts = all.lines.iter().map(|line| start(&source[line.clone()]));
    let mut captions = Captions::new(Draft::new(source), Labels::learn(texts), true);
    let first = |cue: &Cue| all.lines(source, cue).next().unwrap_or_default();
    let are_pieces = are_pieces(all.cues.iter().map(first));
    for cue in &all.cues {
        captions.begin(cue.begin);
        let mut goes_on = are_pieces && goes_on(first(cue));
        for line in &all.lines[cue.lines.clone()] {
            let text = &source[line.clone()];
            match std::mem::take(&mut goes_on) {
                true => captions.within_word(line.start, text),
                false => captions.line(line.start, text),
            }
        }
    }
    (captions.draft.finish(path, DocumentKind::Transcript, false), warnings)
}

/// Cuts a source into cues.
///
/// A line that holds a space does not end a cue: YouTube writes such lines inside. Text behind an empty line
/// still belongs to the cue before it, as some programs write empty lines inside, too.
fn cues(path: &str, source: &str) -> (Cues, Vec<Error>) {
    let mut all = Cues::default();
    let mut warnings = Vec::new();
    let mut skipped = false;
    let mut block = true;
    let mut places = Cursor::new(source);
    for (at, line) in lines(source) {
        if line.is_empty() {
            skipped = false;
        } else if is_cue_time(line) {
            skipped = false;
            drop_name(source, &mut all);
            let (begin, end) = times(line);
            if begin.is_none() || end.is_none() {
                warnings.push(unreadable(path, places.place(at).0, line));
            } else if end < begin {
                warnings.push(backwards(path, places.place(at).0, line));
            }
            all.cues.push(Cue { begin, end, lines: all.lines.len()..all.lines.len() });
        } else if block && is_note(line) {
            skipped = true;
        } else if let Some(cue) = all.cues.last_mut().filter(|_| !skipped) {
            all.lines.push(at..at + line.len());
            cue.lines.end = all.lines.len();
        }
        block = line.is_empty();
    }
    (all, warnings)
}

/// Whether a block is none of captions: a header, a comment, a style sheet, a region.
fn is_note(line: &str) -> bool {
    let first = line.split([' ', '\t', ':']).next().unwrap_or_default();
    matches!(first, "NOTE" | "STYLE" | "REGION" | "X-TIMESTAMP-MAP=LOCAL") || line.starts_with("WEBVTT")
}

/// The name of the next cue was taken for the last line of this one: the line right before the times, which
/// stands alone behind an empty line or is a number.
fn drop_name(source: &str, all: &mut Cues) {
    let Some(cue) = all.cues.last_mut().filter(|cue| !cue.lines.is_empty()) else { return };
    let last = all.lines[cue.lines.end - 1].clone();
    let adjacent = source[last.end..]
        .trim_start_matches('\r')
        .strip_prefix('\n')
        .is_some_and(|rest| !rest.starts_with(['\n', '\r']));
    let before = &source[..last.start];
    let alone = before.ends_with("\n\n") || before.ends_with("\r\n\r\n") || before.ends_with("\r\r");
    let number = source[last].trim().bytes().all(|byte| byte.is_ascii_digit());
    if adjacent && (alone || number) {
        all.lines.pop();
        cue.lines.end -= 1;
    }
}

/// Whether a line tells the times of a cue, if only badly; an arrow between words does not.
fn is_cue_time(line: &str) -> bool {
    let Some(arrow) = arrow(line) else {
        return may_have_times(line) && matches!(times(line), (Some(_), Some(_)));
    };
    let (begin, end) = (&line[..arrow], &line[arrow + "-->".len()..]);
    let is_time = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    is_time(begin) || is_time(end) || begin.trim().is_empty() && end.trim().is_empty()
}

/// Where the arrow of a line of times stands.
fn arrow(line: &str) -> Option<usize> {
    memchr_iter(b'>', line.as_bytes()).find(|&at| line.as_bytes()[..at].ends_with(b"--")).map(|at| at - 2)
}

/// Whether a line begins like a time and may hold another arrow; saves looking closer at most lines.
fn may_have_times(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit()) && may_hold_arrow(line)
}

fn may_hold_arrow(line: &str) -> bool {
    line.bytes().any(|byte| byte == b'>' || !byte.is_ascii())
}

/// What is right.
const ARROW: &str = "-->";
/// What hands and word processors make of it: nothing stands behind such times, or they are a chapter's.
const ARROWS: [&str; 4] = ["->", "–>", "—>", "→"];

fn times(line: &str) -> (Option<Time>, Option<Time>) {
    let parted = |arrow: &'static str| Some((arrow, line.split_once(arrow)?));
    let right = arrow(line).map(|at| (ARROW, (&line[..at], &line[at + ARROW.len()..])));
    let others = || may_hold_arrow(line).then(|| ARROWS.into_iter().find_map(parted)).flatten();
    let Some((arrow, (begin, end))) = right.or_else(others) else { return (None, None) };
    let (begin, end) = (begin.trim(), end.trim());
    let read = |text: &str| stamp::read_loose(text).filter(|_| !stamp::is_beyond(text));
    let whole = read(begin).filter(|(_, taken)| *taken == begin.len());
    let ends = read(end).filter(|(_, taken)| arrow == ARROW || *taken == end.len());
    (whole.map(|(time, _)| time), ends.map(|(time, _)| time))
}

fn unreadable(path: &str, number: u32, line: &str) -> Error {
    at_times("unreadable time of a cue", path, number, line)
        .hint("expected `00:01:02.330 --> 00:01:04.500`; its text is kept")
}

fn backwards(path: &str, number: u32, line: &str) -> Error {
    at_times("a cue ends before it begins", path, number, line)
        .hint("one of the two times is wrong; its text is kept, at the time when it begins")
}

fn at_times(message: &str, path: &str, number: u32, line: &str) -> Error {
    Error::new(message).in_source(path).at_line(number).showing(line, 1, line.chars().count() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        read("a.vtt", source).0.text
    }

    #[test]
    fn reads_captions_with_all_the_trimmings() {
        let source = "\u{feff}WEBVTT - a show\r\nKind: captions\r\n\r\nNOTE nothing\r\nto see\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n\
                      intro\r\n00:01.500 --> 00:03.000 align:start\r\n<v Ada Bell>We met\r\nthe mace\r\n\r\n\
                      2\r\n00:00:03.000 --> 00:00:04,500\r\ntonight.\r\n";
        let (document, warnings) = read("a.vtt", source);
        assert_eq!(document.text, "We met the mace tonight.");
        assert!(warnings.is_empty());
        let segments: Vec<_> = document.segments.iter().map(|s| (s.time, s.speaker.as_deref())).collect();
        assert_eq!(segments, [(Some(Time(1500)), Some("Ada Bell")), (Some(Time(3000)), Some("Ada Bell"))]);
        let place = document.place(document.text.find("tonight").unwrap() as u32);
        assert_eq!((place.line, place.column), (17, 1));
    }

    #[test]
    fn chapters_are_no_captions() {
        let srt = |line: &str| recognises_srt("7.md", line, &[line]);
        for cue in [
            "00:00:01,000 --> 00:00:02,000",
            "0:2:02 -> 0:2:05",
            "00:01 → 00:03",
            "00:01 --> 00:03 align:start",
        ] {
            assert!(srt(cue), "{cue}");
        }
        for chapter in ["00:00 → 05:30 Intro to FastAPI", "10:00 -> 11:00 is lunch", "00:00 – 05:30 Intro"]
        {
            assert!(!srt(chapter), "{chapter}");
        }
    }

    #[test]
    fn reads_srt() {
        let source = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}One\n\n2\n00:00:02,000 --> 00:00:03,000\n- Two\n- Three 3\n";
        assert_eq!(text(source), "One\nTwo\nThree 3");
    }

    #[test]
    fn a_bad_time_is_a_warning_and_the_text_stays() {
        let (document, warnings) =
            read("a.vtt", "WEBVTT\n\n00:0x --> 00:02.000\nOne\n\n00:02.000 --> 00:03.000\nTwo\n");
        assert_eq!(document.text, "One Two");
        assert_eq!(
            warnings[0].to_string(),
            "unreadable time of a cue\n  --> a.vtt:3:1\n   |\n 3 | 00:0x --> 00:02.000\n   | ^^^^^^^^^^^^^^^^^^^\n\
             hint: expected `00:01:02.330 --> 00:01:04.500`; its text is kept"
        );
    }

    #[test]
    fn a_cue_that_ends_before_it_begins_is_a_warning() {
        let source = "WEBVTT\n\n00:09.000 --> 00:04.000\nOne\n\n00:10.000 --> 00:10.000\nTwo\n";
        let (document, warnings) = read("a.vtt", source);
        let times: Vec<_> = document.segments.iter().map(|segment| segment.time).collect();
        assert_eq!(times, [Some(Time(9_000)), Some(Time(10_000))]);
        assert_eq!(warnings.iter().map(Error::line).collect::<Vec<_>>(), [Some(3)]);
        assert!(warnings[0].to_string().starts_with("a cue ends before it begins\n  --> a.vtt:3:1"));
    }

    #[test]
    fn times_written_by_hand_are_understood_and_impossible_ones_told() {
        let (document, warnings) = read(
            "a.srt",
            "1\n0:2:02 -> 0:2:05\nOne\n\n2\n00:02:06,0 → 00:02:07,0\nTwo\n\n3\n00:00:75,000 --> 00:01:20,000\nThree\n",
        );
        assert_eq!(document.text, "One Two Three");
        let times: Vec<_> = document.segments.iter().map(|segment| segment.time).collect();
        assert_eq!(times, [Some(Time(122_000)), Some(Time(126_000)), None]);
        assert_eq!((warnings.len(), warnings[0].line()), (1, Some(10)));
    }

    #[test]
    fn pieces_of_words_are_put_together() {
        let pieces = [" We", " moved", " to", " Py", "d", "antic", ",", " and", " on", "."];
        let cue = |(at, text): (usize, &&str)| format!("00:0{at}.000 --> 00:0{at}.500\n{text}\n\n");
        let cues: String = pieces.iter().enumerate().map(cue).collect();
        let (document, _) = read("a.vtt", &format!("WEBVTT\n\n{cues}"));
        assert_eq!(document.text, "We moved to Pydantic, and on.");
        assert_eq!(document.segments[5].time, Some(Time(5000)));
    }

    #[test]
    fn an_arrow_between_words_is_text() {
        let source = "WEBVTT\n\nNOTE a --> b\nnot said\n\n00:01.000 --> 00:02.000\nfrom a --> b\nall of it\n";
        let (document, warnings) = read("a.vtt", source);
        assert_eq!((document.text.as_str(), warnings.len()), ("from a --> b all of it", 0));
    }

    #[test]
    fn labels_behind_dashes_and_tags_are_labels() {
        let source = "1\n00:01,000 --> 00:02,000\n- Ada Bell: One\n- Carl Dorn: Two\n\n2\n00:02,000 --> 00:03,000\n\
                      <i>Ada Bell: Three</i>\nand more\n\n3\n00:03,000 --> 00:04,000\n{\\an8}Carl Dorn: Four\n";
        let (document, _) = read("a.srt", source);
        assert_eq!(document.text, "One\nTwo\nThree and more\nFour");
        assert_eq!(document.segments[2].speaker.as_deref(), Some("Ada Bell"));
    }
}
