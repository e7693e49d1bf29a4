//! Turns under a line with speaker and time: `Ada Bell  0:07`, as Otter, Rev and others export text.

use super::caption::Captions;
use super::draft::{Draft, Join};
use super::labels::Labels;
use super::speaker::looks_like_name;
use super::stamp::{self, lines};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// Whether the first line is such a line, or there are several.
pub(super) fn recognises(_path: &str, _source: &str, lines: &[&str]) -> bool {
    let mut headers = lines.iter().filter(|line| header(line).is_some());
    lines.first().is_some_and(|first| header(first).is_some() && lines.len() > 1)
        || headers.nth(1).is_some() && !is_markup(lines)
}

/// Markdown has lines of speaker and time, too, and its own reader.
fn is_markup(lines: &[&str]) -> bool {
    lines.first() == Some(&"---") || lines.iter().any(|line| line.starts_with("# ") || line.contains("]("))
}

/// Reads the turns. Lines of a paragraph run on; what stands above the first turn has neither speaker nor time.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let mut captions = Captions::new(Draft::new(source), Labels::default(), false);
    let mut time = None;
    let mut apart = true;
    for (at, line) in lines(source) {
        let text = line.trim_start_matches('\u{feff}');
        if let Some((name, begin)) = header(text) {
            time = Some(begin);
            captions.begin(time);
            captions.speaks(Some(name), true);
            apart = false;
        } else if text.trim().is_empty() {
            apart = true;
        } else if !is_colophon(text) {
            if apart {
                captions.begin(time);
                captions.draft.join(Join::Break);
            }
            apart = false;
            captions.line(at + line.len() - text.len(), text);
        }
    }
    (captions.draft.finish(path, DocumentKind::Transcript, true), Vec::new())
}

/// Speaker and time of a line that holds nothing else: `Ada Bell  0:07`, `Ada Bell:0:07`, `Ada Bell (00:07):`, `Ada Bell: 00:00:07`.
pub(super) fn header(line: &str) -> Option<(&str, Time)> {
    let line = line.trim().trim_end_matches(':').trim_end_matches([')', ']']);
    let parted = line.rsplit_once([' ', '\t', '(', '[']).filter(|(_, rest)| stamp::read(rest).is_some());
    // `Ada Bell:0:07`, as one host of podcasts has it.
    let (name, rest) = parted.or_else(|| line.split_once(':'))?;
    let (time, taken) = stamp::read(rest)?;
    let name = name.trim_end_matches(['(', '[', ' ', '\t', ':', ',', '-', '–', '|']);
    (taken == rest.len() && looks_like_name(name)).then_some((name, time))
}

/// The line under a transcript in which a service names itself.
fn is_colophon(line: &str) -> bool {
    let line = line.trim();
    line.len() < 60 && line.starts_with("Transcribed by ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_line_names_speaker_and_time() {
        for source in [
            "Ada Bell  0:07\nHello there.\n\nCarl Dorn  0:15\nHi\nyou.\n\nAll.\n\nTranscribed by https://otter.ai\n",
            "Ada Bell (00:07):\nHello there.\n\nCarl Dorn (00:15):\nHi you.\n\nAll.\n",
            "Ada Bell: 00:00:07\n\nHello there.\n\nCarl Dorn: 00:00:15\n\nHi you.\n\nAll.\n",
        ] {
            let (document, _) = read("a.txt", source);
            assert_eq!(document.text, "Hello there.\nHi you.\nAll.");
            let times: Vec<_> = document.segments.iter().map(|s| (s.time, s.speaker.as_deref())).collect();
            let (ada, carl) = ((Some(Time(7000)), Some("Ada Bell")), (Some(Time(15_000)), Some("Carl Dorn")));
            assert_eq!(times, [ada, carl, carl], "{source}");
        }
    }

    #[test]
    fn a_line_of_words_is_no_header() {
        for line in
            ["we met at 10:30", "Ada Bell 0:07 hello", "0:07", "Ada Bell", "Python 3:1", "At the bar: 0:07"]
        {
            assert_eq!(header(line), None, "{line}");
        }
    }
}
