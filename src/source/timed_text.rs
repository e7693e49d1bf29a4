//! Timed text: lines such as `00:01:02 what was said`, blank lines between, long ones wrapped; LRC is of this kind.

use std::collections::{BTreeMap, BTreeSet};

use super::caption::{Captions, start};
use super::cursor::Cursor;
use super::draft::Draft;
use super::front_matter;
use super::kind;
use super::labels::Labels;
use super::paragraph::{learn, starts};
use super::speaker::name;
use super::stamp::{at_line_start, is_beyond, lines, sample};
use crate::episode::{Document, DocumentKind};
use crate::error::Error;

/// Whether a quarter of the first lines, below front matter, begin with a time; not where bold names follow it and Markdown, which has links
/// beside, tells who speaks.
pub(super) fn recognises(_path: &str, source: &str, lines: &[&str]) -> bool {
    let below = front_matter::end(source);
    let lines = if below > 0 { &sample(&source[below..])[..] } else { lines };
    let behind = lines.iter().filter_map(|line| at_line_start(line).map(|(_, taken)| &line[taken..]));
    let (stamped, bold) = behind
        .fold((0, 0), |(stamped, bold), text| (stamped + 1, bold + usize::from(text.starts_with("**"))));
    let has_links = || lines.iter().any(|line| line.contains("](") && at_line_start(line).is_none());
    stamped > 0 && stamped * 4 >= lines.len() && !(bold * 2 >= stamped && has_links() && is_talk(source))
}

/// Whether a text is a talk as Markdown, with labels.
fn is_talk(source: &str) -> bool {
    let starts = starts(source);
    kind::is_talk(source, &starts, &learn(&starts))
}

/// Reads timed text. A line without a time goes on with the caption before it.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    // What is said behind a time, or in the line below it.
    let texts =
        lines(source).filter(|(_, line)| !line.trim().is_empty()).scan(false, |is_below, (_, line)| {
            let behind = at_line_start(line).map(|(_, taken)| &line[taken..]);
            let text = behind.unwrap_or(if *is_below { line } else { "" });
            *is_below = behind.is_some_and(|behind| behind.trim().is_empty());
            Some(start(text))
        });
    let mut captions = Captions::new(Draft::new(source), Labels::learn(texts), false);
    let names = names(source);
    let mut begun = false;
    let mut places = Cursor::new(source);
    let mut warnings = Vec::new();
    let above = front_matter::end(source);
    front_matter::add(&mut captions.draft, above);
    for (at, line) in lines(source).skip_while(|(at, _)| *at < above) {
        match at_line_start(line) {
            Some((time, taken)) => {
                begun = true;
                let is_odd = is_beyond(&line[..taken]);
                if is_odd {
                    warnings.push(no_such_time(path, places.place(at).0, line[..taken].trim()));
                }
                captions.begin(Some(time).filter(|_| !is_odd));
                match name(&line[taken..]).filter(|name| names.contains(name)) {
                    Some(name) => captions.speaks(Some(name), true),
                    None => captions.line(at + taken, &line[taken..]),
                }
            }
            None if !begun && is_id_tag(line) => {}
            None if name(line).is_some_and(|name| names.contains(name)) => captions.speaks(name(line), true),
            None => {
                let text = line.trim_start_matches('\u{feff}');
                captions.line(at + line.len() - text.len(), text);
            }
        }
    }
    (captions.draft.finish(path, DocumentKind::Transcript, false), warnings)
}

/// The names that stand alone in a line twice or more, if there are two, and most times have one.
fn names(source: &str) -> BTreeSet<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut times = 0;
    for (_, line) in lines(source) {
        let taken = at_line_start(line).map(|(_, taken)| taken);
        times += usize::from(taken.is_some());
        if let Some(name) = name(&line[taken.unwrap_or(0)..]) {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > 1);
    if counts.len() < 2 || counts.values().sum::<usize>() * 4 < times * 3 {
        counts.clear();
    }
    counts.into_keys().collect()
}

fn no_such_time(path: &str, line: u32, written: &str) -> Error {
    Error::new(format!("no such time: `{written}`"))
        .in_source(path)
        .at_line(line)
        .hint("minutes and seconds go up to 59; its text is kept")
}

/// Whether a line tells something of an LRC file: `[ti:A title]`.
fn is_id_tag(line: &str) -> bool {
    const KEYS: [&str; 12] =
        ["al", "ar", "au", "by", "id", "la", "length", "offset", "re", "ti", "tool", "ve"];
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let inner = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    inner.and_then(|inner| inner.split_once(':')).is_some_and(|(key, _)| KEYS.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::Time;
    use crate::source::Format;

    #[test]
    fn front_matter_is_read_as_such() {
        let source =
            "---\ntitle: On looms\nguest: Bo Lund # or not\n---\n\n00:01 We met.\n00:02 So we did.\n";
        let (document, _) = read("a.md", source);
        assert_eq!(document.text, "On looms\nWe met. So we did.");
        let (document, _) = read("a.txt", "---\n00:01 We met.\n00:02 So we did.\n");
        assert_eq!(document.text, "--- We met. So we did.", "it never ends");
    }

    #[test]
    fn what_has_links_and_bold_names_is_markdown_that_tells_who_speaks() {
        let turn = |at: usize| format!("[00:{at:02}] **{}:** We met again.\n\n", ["Ada", "Bo"][at % 2]);
        let turns: String = (0..25).map(turn).collect();
        for (source, format) in [
            (turns.clone(), Format::TimedText),
            (format!("# Talk\n\n{turns}"), Format::TimedText),
            (format!("- [Quib](https://example.org)\n\n{turns}"), Format::Markdown),
        ] {
            let reading = crate::source::read("a.md", source.as_bytes()).unwrap();
            let last = reading.document.segments.last().unwrap();
            assert_eq!(
                (reading.format, last.speaker.as_deref(), last.time),
                (format, Some("Ada"), Some(Time(24_000))),
                "{source}"
            );
        }
        let few = format!("- [Quib](https://example.org)\n\n{}{}", turn(1), turn(2));
        assert_eq!(Format::find("a.md", &few), Format::TimedText, "as Markdown they have no speakers");
    }

    #[test]
    fn captions_run_on_and_turns_break() {
        let source =
            "00:00:00 We met the mace\n\n00:00:04 tonight. It was\nfun.\n\n01:10 - Yes.\n\n01:12 >> No.\n";
        let (document, _) = read("a.txt", source);
        assert_eq!(document.text, "We met the mace tonight. It was fun.\nYes.\nNo.");
        let times: Vec<_> = document.segments.iter().map(|s| s.time).collect();
        assert_eq!(times, [0, 4000, 70_000, 72_000].map(|millis| Some(Time(millis))));
        let place = document.place(document.text.find("fun").unwrap() as u32);
        assert_eq!((place.line, place.column), (4, 1));
    }

    #[test]
    fn lyrics_and_logs_of_recognisers_are_timed_text() {
        for source in [
            "[ti:Soft Talk]\n[by:Ada]\n\n[00:01.00]<00:01.00>We <00:01.50>met\n[00:04.00]tonight.\n",
            "[00:00:01.000 --> 00:00:04.000]   We met\n[00:00:04.000 --> 00:00:05.000]  tonight.\n",
            "[1.02 --> 4.00]  We met\n[4.00 --> 5.50]  tonight.\n",
            "[00:01](https://talk.example/7#play) We met\n[00:04](#t=4) tonight.\n",
        ] {
            let (document, _) = read("a.lrc", source);
            assert_eq!(document.text, "We met tonight.");
            assert_eq!(document.segments[1].time, Some(Time(4000)));
        }
    }

    #[test]
    fn labels_name_the_speaker() {
        let source = "00:01 Ada Bell: One.\n00:02 and on\n00:03 Carl Dorn: Two.\n00:04 Ada Bell: x\n00:05 Carl Dorn: y\n";
        let bold = source.replace("Ada Bell:", "**Ada Bell:**").replace("Carl Dorn:", "**Carl Dorn:**");
        for source in [source, &bold] {
            let (document, _) = read("a.txt", source);
            assert_eq!(document.text, "One. and on\nTwo.\nx\ny");
            assert_eq!(document.segments[1].speaker.as_deref(), Some("Ada Bell"));
        }
    }

    #[test]
    fn a_name_alone_says_who_speaks() {
        for source in [
            "[00:00:01.340] - Ada Bell\nOne.\n\n[00:00:02.000] - Carl Dorn\nTwo.\n\n[00:00:03.000] - Ada Bell\nThree.\n\n\
             [00:00:04.000] - Carl Dorn\nFour.\n",
            "00:01\nAda Bell\nOne.\n\n00:02\nCarl Dorn\nTwo.\n\n00:03\nAda Bell\nThree.\n\n00:04\nCarl Dorn\nFour.\n",
            "Ada Bell\n00:01\nOne.\n\nCarl Dorn\n00:02\nTwo.\n\nAda Bell\n00:03\nThree.\n\nCarl Dorn\n00:04\nFour.\n",
        ] {
            let (document, _) = read("a.txt", source);
            assert_eq!(document.text, "One.\nTwo.\nThree.\nFour.");
            let speakers: Vec<_> = document.segments.iter().map(|s| s.speaker.as_deref()).collect();
            let (ada, carl) = (Some("Ada Bell"), Some("Carl Dorn"));
            assert_eq!(speakers, [ada, carl, ada, carl], "{source}");
        }
        let (document, _) =
            read("a.txt", "00:01 We met\n00:02 Ada Bell\n00:03 and\n00:04 Ada Bell\n00:05 x\n");
        assert_eq!(document.text, "We met Ada Bell and Ada Bell x");
    }

    #[test]
    fn a_time_that_there_is_not_is_told() {
        let (document, warnings) = read("a.txt", "00:00:01 One\n00:00:75 two\n00:02:01 three\n");
        let times: Vec<_> = document.segments.iter().map(|s| s.time.map(|time| time.0)).collect();
        assert_eq!(times, [Some(1000), None, Some(121_000)]);
        assert!(warnings[0].to_string().starts_with("no such time: `00:00:75`\n  --> a.txt:2\n"));
    }

    #[test]
    fn a_lone_label_holds_for_its_own_caption() {
        let source = "00:01 Ada Bell: One.\n00:02 Who knows\n00:03 Ada Bell: Two.\n";
        let (document, _) = read("a.txt", source);
        let speakers: Vec<_> = document.segments.iter().map(|s| s.speaker.as_deref()).collect();
        assert_eq!(speakers, [Some("Ada Bell"), None, Some("Ada Bell")]);
        assert_eq!(document.text, "One. Who knows\nTwo.");
    }
}
