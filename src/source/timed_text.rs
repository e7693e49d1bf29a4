//! Timed text: lines such as `00:01:02 what was said`, blank lines between, long ones wrapped.

use super::caption::Captions;
use super::speaker::Labels;
use super::stamp::{at_line_start, lines};
use crate::episode::{Document, DocumentKind};

/// Reads timed text. A line without a time goes on with the caption before it.
pub(super) fn read(path: &str, source: &str) -> Document {
    let texts = lines(source).map(|(_, line)| at_line_start(line).map_or("", |(_, taken)| &line[taken..]));
    let mut captions = Captions::new(source, Labels::learn(texts), false);
    for (at, line) in lines(source) {
        match at_line_start(line) {
            Some((time, taken)) => {
                captions.begin(Some(time));
                captions.line(at + taken, &line[taken..]);
            }
            None => {
                let text = line.trim_start_matches('\u{feff}');
                captions.line(at + line.len() - text.len(), text);
            }
        }
    }
    captions.draft.finish(path, DocumentKind::Transcript, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::Time;

    #[test]
    fn captions_run_on_and_turns_break() {
        let source =
            "00:00:00 We met the mace\n\n00:00:04 tonight. It was\nfun.\n\n01:10 - Yes.\n\n01:12 >> No.\n";
        let document = read("a.txt", source);
        assert_eq!(document.text, "We met the mace tonight. It was fun.\nYes.\nNo.");
        let times: Vec<_> = document.segments.iter().map(|s| s.time).collect();
        assert_eq!(times, [0, 4000, 70_000, 72_000].map(|millis| Some(Time(millis))));
        let place = document.place(document.text.find("fun").unwrap() as u32);
        assert_eq!((place.line, place.column), (4, 1));
    }

    #[test]
    fn labels_name_the_speaker() {
        let source = "00:01 Ada Bell: One.\n00:02 and on\n00:03 Carl Dorn: Two.\n00:04 Ada Bell: x\n00:05 Carl Dorn: y\n";
        let document = read("a.txt", source);
        assert_eq!(document.text, "One. and on\nTwo.\nx\ny");
        assert_eq!(document.segments[1].speaker.as_deref(), Some("Ada Bell"));
    }

    #[test]
    fn a_lone_label_holds_for_its_own_caption() {
        let source = "00:01 Ada Bell: One.\n00:02 Who knows\n00:03 Ada Bell: Two.\n";
        let document = read("a.txt", source);
        let speakers: Vec<_> = document.segments.iter().map(|s| s.speaker.as_deref()).collect();
        assert_eq!(speakers, [Some("Ada Bell"), None, Some("Ada Bell")]);
        assert_eq!(document.text, "One. Who knows\nTwo.");
    }
}
