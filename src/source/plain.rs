//! Text without times: paragraphs, some with a label before or a header line above.

use super::caption::Captions;
use super::draft::Join;
use super::speaker::{Labels, looks_like_name};
use super::stamp::{self, lines};
use crate::episode::{Document, DocumentKind, Time};

/// Reads plain text. Lines of a paragraph run on; a segment is a paragraph.
///
/// Services write the speaker and the time on a line of their own (`Ada Bell  0:07`); such a line is no text.
pub(super) fn read(path: &str, source: &str) -> Document {
    let labels = Labels::learn(lines(source).map(|(_, line)| line.trim_start()));
    let mut captions = Captions::new(source, labels, false);
    let mut apart = true;
    let mut headed = false;
    for (at, line) in lines(source) {
        let text = line.trim_start_matches('\u{feff}');
        if let Some((name, time)) = header(text) {
            captions.begin(Some(time));
            captions.speaks(Some(name), true);
            (apart, headed) = (false, true);
        } else if text.trim().is_empty() {
            apart = !headed;
        } else {
            if apart {
                captions.begin(None);
                captions.draft.join(Join::Break);
            }
            (apart, headed) = (false, false);
            captions.line(at + line.len() - text.len(), text);
        }
    }
    captions.draft.finish(path, DocumentKind::Transcript, true)
}

/// Speaker and time of a line that holds nothing else.
fn header(line: &str) -> Option<(&str, Time)> {
    let line = line.trim();
    let (name, rest) = line.rsplit_once([' ', '\t'])?;
    let (time, taken) = stamp::read(rest)?;
    let name = name.trim_end().trim_end_matches(':');
    (taken == rest.len() && looks_like_name(name)).then_some((name, time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_break_and_lines_run_on() {
        let document = read("a.txt", "One two\nthree.\n\n\nFour https://example.org.\n");
        assert_eq!(document.text, "One two three.\nFour https://example.org.");
        assert_eq!((document.segments.len(), document.links.len()), (2, 1));
    }

    #[test]
    fn a_header_line_names_speaker_and_time() {
        let document = read("a.txt", "Ada Bell  0:07\nHello there.\n\nCarl Dorn: 00:00:15\n\nHi.\n");
        assert_eq!(document.text, "Hello there.\nHi.");
        let last = &document.segments[1];
        assert_eq!((last.time, last.speaker.as_deref()), (Some(Time(15_000)), Some("Carl Dorn")));
    }
}
