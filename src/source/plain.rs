//! Text without times, or with times beside who speaks: paragraphs, some with a label before them.

use std::collections::{BTreeMap, BTreeSet};

use super::caption::{Captions, start};
use super::draft::{Draft, Join};
use super::kind::is_structure;
use super::labels::Labels;
use super::speaker::{is_given, name};
use super::stamp::lines;
use crate::episode::{Document, DocumentKind};
use crate::error::Error;

/// Any text is plain text.
pub(super) fn recognises(_path: &str, _source: &str, _lines: &[&str]) -> bool {
    true
}

/// Reads plain text. Lines of a paragraph run on; a segment is a paragraph.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let labels = Labels::learn(lines(source).map(|(_, line)| start(line)));
    let mut captions = Captions::new(Draft::new(source), labels, false);
    let names = names(source);
    let mut apart = true;
    for (at, line) in lines(source) {
        let text = line.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            apart = true;
        } else if let Some(name) = alone(text).filter(|name| names.contains(name)) {
            captions.paragraph();
            captions.speaks(Some(name), true);
            apart = false;
        } else {
            if apart {
                captions.paragraph();
                captions.draft.join(Join::Break);
            }
            apart = false;
            captions.line(at + line.len() - text.len(), text);
        }
    }
    (captions.draft.finish(path, DocumentKind::Transcript, true), Vec::new())
}

/// How often names must stand alone in a line to say who speaks.
const ALONE: usize = 3;

/// One line in so many is such a name, at least.
const SPREAD: usize = 12;

/// The name that is all of a line; one behind a hyphen is an item of a list.
fn alone(line: &str) -> Option<&str> {
    name(line).filter(|_| !line.trim_start().starts_with('-'))
}

/// The names that stand alone in a line again and again, if there are two, one a known given name, and they part all of the text.
fn names(source: &str) -> BTreeSet<&str> {
    names_alone(source, ALONE * 2)
}

/// The same, if they come so many times together; above another name or an item of a list nobody speaks.
pub(super) fn names_alone(source: &str, least: usize) -> BTreeSet<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let lines: Vec<&str> =
        lines(source).map(|(_, line)| line).filter(|line| !line.trim().is_empty()).collect();
    for (at, line) in lines.iter().enumerate() {
        let is_above = lines.get(at + 1).is_some_and(|next| alone(next).is_none() && !is_structure(next));
        if let Some(name) = alone(line).filter(|_| is_above) {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= ALONE);
    let (is_anybody, sum) = (counts.keys().any(|name| is_given(name)), counts.values().sum::<usize>());
    if counts.len() < 2 || !is_anybody || sum < least || sum * SPREAD < lines.len() {
        counts.clear();
    }
    counts.into_keys().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_break_and_lines_run_on() {
        let (document, _) = read("a.txt", "One two\nthree.\n\n\nFour https://example.org.\n");
        assert_eq!(document.text, "One two three.\nFour https://example.org.");
        assert_eq!((document.segments.len(), document.links.len()), (2, 1));
    }

    #[test]
    fn a_name_alone_again_and_again_says_who_speaks() {
        for end in ["\n", "\n\n"] {
            let turn = |name: &str, said: &str| format!("{name}{end}{said}\n\n");
            let talk = (turn("Ada Bell", "We met.") + &turn("Carl Dorn", "Yes, we did.")).repeat(3);
            let (document, _) = read("a.txt", &talk);
            assert!(document.text.starts_with("We met.\nYes, we did.\nWe met."), "{}", document.text);
            let speakers: Vec<_> = document.segments.iter().filter_map(|s| s.speaker.as_deref()).collect();
            assert_eq!(speakers, ["Ada Bell", "Carl Dorn"].repeat(3));
        }
        let titles = "Green Tea\nIs good.\n\nBlack Tea\nIs better.\n\n".repeat(3);
        assert!(read("a.txt", &titles).0.text.starts_with("Green Tea Is good."));
    }

    #[test]
    fn labels_tell_times() {
        for (ada, carl) in [
            ("[Ada Bell] [00:07] ", "[Carl Dorn] [01:10] "),
            ("Ada Bell [00:07]: ", "Carl Dorn [01:10]: "),
            ("Ada Bell (00:07): ", "Carl Dorn (01:10): "),
            ("Ada Bell: [00:07] ", "Carl Dorn: [01:10] "),
        ] {
            let source = format!("{ada}We met.\n\n{carl}Yes.\n\nAnd so on.\n\n{carl}No.\n\n{ada}Well.\n");
            let (document, _) = read("a.txt", &source);
            assert_eq!(document.text, "We met.\nYes.\nAnd so on.\nNo.\nWell.");
            let told: Vec<_> =
                document.segments.iter().map(|s| (s.time.map(|t| t.0), s.speaker.as_deref())).collect();
            let (ada, carl) = ((Some(7000), Some("Ada Bell")), (Some(70_000), Some("Carl Dorn")));
            assert_eq!(told, [ada, carl, carl, carl, ada], "{source}");
        }
    }

    #[test]
    fn labels_of_machines_name_speakers() {
        for (ada, carl) in [("[SPEAKER_00]: ", "[SPEAKER_01]: "), ("(speaker 0) ", "(speaker 1) ")] {
            let source = format!("{ada}We met\n{ada}tonight.\n{carl}Yes.\n");
            let (document, _) = read("a.txt", &source);
            assert_eq!(document.text, "We met tonight.\nYes.");
            let speaker = document.segments[1].speaker.as_deref();
            assert!(speaker.is_some_and(|name| carl.contains(name)), "{speaker:?}");
        }
    }
}
