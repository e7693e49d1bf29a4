//! Captions in WebVTT and SRT: blocks of an optional name, a line of times, and lines of text.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use super::caption::{Captions, start};
use super::cursor::Cursor;
use super::draft::Draft;
use super::piece::{are_pieces, goes_on};
use super::speaker::Labels;
use super::stamp::{self, lines};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// One caption as it stands in the file.
struct Cue {
    begin: Option<Time>,
    end: Option<Time>,
    lines: Vec<Range<usize>>,
}

/// Whether a text begins as WebVTT must.
pub(super) fn recognises(_path: &str, _source: &str, lines: &[&str]) -> bool {
    lines.first().is_some_and(|first| first.starts_with("WEBVTT"))
}

/// Whether a text has cues without being WebVTT, as SRT has.
pub(super) fn recognises_srt(_path: &str, _source: &str, lines: &[&str]) -> bool {
    lines.iter().any(|line| !line.starts_with('[') && matches!(times(line), (Some(_), Some(_))))
}

/// Reads captions. A cue with an unreadable time keeps its text and is a warning.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let (mut cues, warnings) = cues(path, source);
    let seen: Vec<_> = cues.iter().map(|cue| seen(source, cue)).collect();
    if is_rolling(&seen) {
        unroll(source, &mut cues, seen);
    }
    let texts = cues.iter().flat_map(|cue| &cue.lines).map(|line| start(&source[line.clone()]));
    let mut captions = Captions::new(Draft::new(source), Labels::learn(texts), true);
    let first = |cue: &Cue| cue.lines.first().map_or("", |line| &source[line.clone()]);
    let are_pieces = are_pieces(cues.iter().map(first));
    for cue in cues {
        captions.begin(cue.begin);
        let mut goes_on = are_pieces && goes_on(first(&cue));
        for line in cue.lines {
            match std::mem::take(&mut goes_on) {
                true => captions.within_word(line.start, &source[line]),
                false => captions.line(line.start, &source[line]),
            }
        }
    }
    (captions.draft.finish(path, DocumentKind::Transcript, false), warnings)
}

/// Cuts a source into cues.
///
/// A line that holds a space does not end a cue: YouTube writes such lines inside. Text behind an empty line
/// still belongs to the cue before it, as some programs write empty lines inside, too.
fn cues(path: &str, source: &str) -> (Vec<Cue>, Vec<Error>) {
    let mut cues: Vec<Cue> = Vec::new();
    let mut warnings = Vec::new();
    let mut skipped = false;
    let mut block = true;
    let mut places = Cursor::new(source);
    for (at, line) in lines(source) {
        if line.is_empty() {
            skipped = false;
        } else if is_cue_time(line) {
            skipped = false;
            drop_name(source, cues.last_mut());
            let (begin, end) = times(line);
            if begin.is_none() || end.is_none() {
                warnings.push(unreadable(path, places.place(at).0, line));
            }
            cues.push(Cue { begin, end, lines: Vec::new() });
        } else if block && is_note(line) {
            skipped = true;
        } else if let Some(cue) = cues.last_mut().filter(|_| !skipped) {
            cue.lines.push(at..at + line.len());
        }
        block = line.is_empty();
    }
    (cues, warnings)
}

/// Whether a block is none of captions: a header, a comment, a style sheet, a region.
fn is_note(line: &str) -> bool {
    let first = line.split([' ', '\t', ':']).next().unwrap_or_default();
    matches!(first, "NOTE" | "STYLE" | "REGION" | "X-TIMESTAMP-MAP=LOCAL") || line.starts_with("WEBVTT")
}

/// The name of the next cue was taken for the last line of this one: the line right before the times, which
/// stands alone behind an empty line or is a number.
fn drop_name(source: &str, cue: Option<&mut Cue>) {
    let Some(cue) = cue else { return };
    let Some(last) = cue.lines.last().cloned() else {
        return;
    };
    let adjacent = source[last.end..]
        .trim_start_matches('\r')
        .strip_prefix('\n')
        .is_some_and(|rest| !rest.starts_with(['\n', '\r']));
    let before = &source[..last.start];
    let alone = before.ends_with("\n\n") || before.ends_with("\r\n\r\n") || before.ends_with("\r\r");
    let number = source[last].trim().bytes().all(|byte| byte.is_ascii_digit());
    if adjacent && (alone || number) {
        cue.lines.pop();
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

/// Whether a line begins like a time and holds another arrow; saves looking closer at most lines.
fn may_have_times(line: &str) -> bool {
    let may_be_arrow = |byte: u8| byte == b'>' || !byte.is_ascii();
    line.starts_with(|c: char| c.is_ascii_digit()) && line.bytes().any(may_be_arrow)
}

/// What is right.
const ARROW: &str = "-->";
/// What hands and word processors make of it: nothing stands behind such times, or they are a chapter's.
const ARROWS: [&str; 5] = [ARROW, "->", "–>", "—>", "→"];

fn times(line: &str) -> (Option<Time>, Option<Time>) {
    let parted = |arrow: &'static str| Some((arrow, line.split_once(arrow)?));
    let (arrow, (begin, end)) = ARROWS.into_iter().find_map(parted).unwrap_or((ARROW, (line, "")));
    let (begin, end) = (begin.trim(), end.trim());
    let read = |text: &str| stamp::read_loose(text).filter(|_| !stamp::is_beyond(text));
    let whole = read(begin).filter(|(_, taken)| *taken == begin.len());
    let ends = read(end).filter(|(_, taken)| arrow == ARROW || *taken == end.len());
    (whole.map(|(time, _)| time), ends.map(|(time, _)| time))
}

fn unreadable(path: &str, number: u32, line: &str) -> Error {
    Error::new("unreadable time of a cue")
        .in_source(path)
        .at_line(number)
        .showing(line, 1, line.chars().count() as u32)
        .hint("expected `00:01:02.330 --> 00:01:04.500`; its text is kept")
}

/// Whether captions roll: each begins with the last lines of the one before, as YouTube's automatic ones do.
fn is_rolling(seen: &[Vec<Cow<'_, str>>]) -> bool {
    let repeats = seen.windows(2).filter(|pair| overlap(&pair[0], &pair[1]) > 0).count();
    repeats >= 2 && repeats * 5 >= seen.len() * 2
}

/// Drops the lines with which a cue repeats the last lines kept, where the two touch in time.
fn unroll(source: &str, cues: &mut [Cue], seen: Vec<Vec<Cow<'_, str>>>) {
    let mut kept: Vec<Cow<'_, str>> = Vec::new();
    let mut end = None;
    for (cue, lines) in cues.iter_mut().zip(seen) {
        let touches =
            end.zip(cue.begin).is_some_and(|(end, begin): (Time, Time)| begin.0 <= end.0.saturating_add(50));
        let mut repeated = if touches { overlap(&kept, &lines) } else { 0 };
        kept.extend(lines.into_iter().skip(repeated));
        kept.drain(..kept.len().saturating_sub(DEEPEST));
        cue.lines.retain(|line| {
            let is_repeated = repeated > 0 && !visible(source, line).is_empty();
            repeated -= usize::from(is_repeated);
            !is_repeated
        });
        end = cue.end;
    }
}

/// How many lines roll at most; television has three.
const DEEPEST: usize = 4;

/// The lines of a cue in which something is seen.
fn seen<'a>(source: &'a str, cue: &Cue) -> Vec<Cow<'a, str>> {
    cue.lines.iter().map(|line| visible(source, line)).filter(|line| !line.is_empty()).collect()
}

/// How many of the last lines of one are the first ones of the next.
fn overlap(before: &[Cow<'_, str>], after: &[Cow<'_, str>]) -> usize {
    let most = before.len().min(after.len()).min(DEEPEST);
    (1..=most).rev().find(|&count| before[before.len() - count..] == after[..count]).unwrap_or(0)
}

/// What is seen of a line: no tags, no space around.
fn visible<'a>(source: &'a str, line: &Range<usize>) -> Cow<'a, str> {
    let line = source[line.clone()].trim();
    if memchr(b'<', line.as_bytes()).is_none() {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = memchr(b'<', rest.as_bytes()) {
        text.push_str(&rest[..open]);
        // What is not closed before the next tag begins is not seen.
        let inner = &rest[open + 1..];
        rest = match memchr2(b'>', b'<', inner.as_bytes()) {
            Some(end) if inner.as_bytes()[end] == b'>' => &inner[end + 1..],
            Some(end) => &inner[end..],
            None => "",
        };
    }
    text.push_str(rest);
    match text.trim() {
        trimmed if trimmed.len() == text.len() => Cow::Owned(text),
        trimmed => Cow::Owned(trimmed.to_owned()),
    }
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
    fn rolling_captions_are_said_once() {
        let source = "WEBVTT\n\n00:00:00.000 --> 00:00:02.000 align:start\n \nwe<00:00:00.500><c> met</c>\n\n\
                      00:00:02.000 --> 00:00:02.010\nwe met\n \n\n00:00:02.010 --> 00:00:04.000\nwe met\nthe<00:00:03.000><c> mace</c>\n\n\
                      00:00:04.000 --> 00:00:04.010\nthe mace\n \n\n00:00:04.010 --> 00:00:06.000\nthe mace\ntonight\n";
        assert_eq!(text(source), "we met the mace tonight");
    }

    #[test]
    fn rolling_captions_may_be_deep_and_without_tags() {
        let source = "1\n00:00:00,000 --> 00:00:02,000\none\n\n2\n00:00:02,000 --> 00:00:03,000\none\ntwo\n\n\
                      3\n00:00:03,000 --> 00:00:04,000\none\ntwo\nthree\n\n4\n00:00:04,000 --> 00:00:05,000\ntwo\nthree\nfour\n\n\
                      5\n00:00:09,000 --> 00:00:10,000\nfour\n";
        assert_eq!(text(source), "one two three four four");
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

    #[test]
    fn what_is_said_twice_stays_twice() {
        let source = "WEBVTT\n\n00:01.000 --> 00:02.000\nYeah.\n\n00:02.000 --> 00:03.000\nYeah.\n\n\
                      00:03.000 --> 00:04.000\nOne.\n\n00:04.000 --> 00:05.000\nTwo.\n";
        assert_eq!(text(source), "Yeah. Yeah. One. Two.");
    }
}
