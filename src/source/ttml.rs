//! Captions in XML: TTML, as services and Apple Podcasts write it, and YouTube's timed text.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader as Xml;

use super::caption::Captions;
use super::draft::Draft;
use super::entity::entity;
use super::json::{called, moment};
use super::labels::Labels;
use super::rendering::Rendering;
use super::stamp;
use super::xml::{attribute, lenient, line_of, root};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// The elements that hold all captions: of TTML, and of YouTube in two versions.
const ROOTS: [&str; 3] = ["tt", "timedtext", "transcript"];

/// Whether the first element of a text is one of captions.
pub(super) fn recognises(_path: &str, source: &str, _lines: &[&str]) -> bool {
    // Others may call theirs a transcript, too.
    root(source).is_some_and(|root| ROOTS.contains(&root))
        && ["<p", "<text", ":p"].iter().any(|tag| source.contains(tag))
}

/// Reads captions as far as they are well-formed; costs one pass. A caption with an unreadable beginning goes on with the time before
/// it, and is a warning.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let Found { rendering, captions: found, names, mut warnings } = Found::of(source);
    let text = rendering.text();
    let is_told = found.iter().any(|caption| !caption.speaker.is_empty());
    let first = found.iter().filter_map(|caption| caption.lines.first());
    let labels = if is_told {
        Labels::default()
    } else {
        Labels::learn(first.map(|line| text[line.clone()].trim_start()))
    };
    let mut captions = Captions::new(Draft::rendered(source, &rendering), labels, false);
    let mut time = None;
    for caption in &found {
        match caption.begin() {
            Some(begin) => time = Some(begin),
            None if caption.begin.is_empty() => {}
            None => warnings.push(unreadable(source, caption)),
        }
        captions.begin(time);
        if is_told {
            let name = names.get(&caption.speaker).unwrap_or(&caption.speaker);
            captions.speaks(Some(&*called(name.into())).filter(|name| !name.is_empty()), false);
        }
        for line in &caption.lines {
            captions.line(line.start, &text[line.clone()]);
        }
    }
    let warnings = warnings.into_iter().map(|warning| warning.in_source(path)).collect();
    (captions.draft.finish(path, DocumentKind::Transcript, false), warnings)
}

fn unreadable(source: &str, caption: &Caption) -> Error {
    Error::new(format!(
        "unreadable start of a caption: `{}`",
        caption.begin.chars().take(40).collect::<String>()
    ))
    .at_line(line_of(source, caption.at))
    .hint("expected a time (`00:00:12.500`) or seconds (`12.5s`); its text is kept")
}

/// One caption.
#[derive(Debug, Default)]
struct Caption {
    /// Where it stands in the source.
    at: usize,
    /// When it is said, as it is written.
    begin: String,
    /// Whether that is in milliseconds.
    in_millis: bool,
    /// Who says it, or what stands for that.
    speaker: String,
    /// Lines, and words that have times of their own, as stretches of the rendering.
    lines: Vec<Range<usize>>,
}

impl Caption {
    fn begin(&self) -> Option<Time> {
        let begin = self.begin.trim();
        let (number, unit) = match begin.strip_suffix("ms") {
            Some(number) => (number, 1.0),
            None => (begin, if self.in_millis { 1.0 } else { 1000.0 }),
        };
        // What may follow a whole time are frames: `00:00:12:07`.
        moment(number, unit).or_else(|| stamp::read(begin).map(|(time, _)| time))
    }
}

/// What stands in the XML.
#[derive(Debug, Default)]
struct Found {
    rendering: Rendering,
    captions: Vec<Caption>,
    /// The names of those whom the head of the XML numbers.
    names: BTreeMap<String, String>,
    warnings: Vec<Error>,
}

impl Found {
    fn of(source: &str) -> Found {
        let base = source.len() - source.trim_start_matches('\u{feff}').len();
        let mut xml = Xml::from_str(&source[base..]);
        lenient(xml.config_mut());
        let mut found = Found::default();
        let mut open = Open::None;
        loop {
            let start = base + xml.buffer_position() as usize;
            let event = match xml.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => event,
                Err(error) => {
                    let at = base + (xml.error_position() as usize).min(source.len() - base);
                    found.warnings.push(fault(source, at, &error));
                    break;
                }
            };
            let place = start..base + xml.buffer_position() as usize;
            found.take(source, &mut open, &event, place);
        }
        found
    }

    fn take(&mut self, source: &str, open: &mut Open, event: &Event<'_>, place: Range<usize>) {
        match event {
            Event::Start(tag) | Event::Empty(tag) => self.start(open, tag, place.start),
            Event::End(tag) if matches!(tag.local_name().as_ref(), "p" | "text" | "agent") => {
                *open = Open::None
            }
            Event::Text(_) => match open {
                Open::None => {}
                Open::Caption => self.text(|rendering| rendering.push(source, place)),
                Open::Agent(id) => {
                    let name = self.names.entry(id.clone()).or_default();
                    *name = [name.as_str(), source[place].trim()].concat();
                }
            },
            Event::GeneralRef(_) if *open == Open::Caption => {
                self.text(|rendering| match entity(&source[place.clone()]) {
                    Some((character, _)) => rendering.push_character(character, place),
                    None => rendering.push(source, place),
                })
            }
            _ => {}
        }
    }

    fn start(&mut self, open: &mut Open, tag: &BytesStart<'_>, at: usize) {
        match tag.local_name().as_ref() {
            "p" | "text" => {
                *open = Open::Caption;
                let in_millis = attribute(tag, "t");
                let begin = [attribute(tag, "begin"), attribute(tag, "start"), in_millis.clone()].concat();
                let speaker = attribute(tag, "ttm:agent");
                self.captions.push(Caption {
                    at,
                    begin,
                    in_millis: !in_millis.is_empty(),
                    speaker,
                    lines: Vec::new(),
                });
                self.part();
            }
            "agent" => *open = Open::Agent(attribute(tag, "xml:id")),
            "br" => self.part(),
            // Words with times of their own stand without blanks between them.
            "span" if !attribute(tag, "begin").is_empty() => self.part(),
            _ => {}
        }
    }

    /// The text that follows begins a line.
    fn part(&mut self) {
        if let Some(caption) = self.captions.last_mut() {
            self.rendering.part();
            caption.lines.push(self.rendering.len()..self.rendering.len());
        }
    }

    fn text(&mut self, push: impl FnOnce(&mut Rendering)) {
        push(&mut self.rendering);
        if let Some(line) = self.captions.last_mut().and_then(|caption| caption.lines.last_mut()) {
            line.end = self.rendering.len();
        }
    }
}

/// The element that is open and whose text matters.
#[derive(Debug, PartialEq, Eq)]
enum Open {
    None,
    Caption,
    /// One who speaks, called by this in captions.
    Agent(String),
}

fn fault(source: &str, at: usize, error: &quick_xml::Error) -> Error {
    let message = error.to_string();
    Error::new(format!("the XML is broken here, and what follows is not read: {}", message.to_lowercase()))
        .at_line(line_of(source, at))
        .hint("save or download the file again to have all of it")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When, by whom, and what.
    type Said = (Option<u32>, Option<String>, String);

    fn told(source: &str) -> (Vec<Said>, Vec<String>) {
        let (document, warnings) = read("a.ttml", source);
        let text = |segment: &crate::episode::Segment| document.text[segment.span.range()].to_owned();
        let segments = document.segments.iter();
        let segments = segments
            .map(|it| (it.time.map(|time| time.0), it.speaker.as_deref().map(str::to_owned), text(it)));
        (segments.collect(), warnings.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn words_of_apple_stand_apart_and_keep_their_places() {
        let source = "<tt xmlns:ttm='m'><head><ttm:agent xml:id='S1'><ttm:name>Ada Bell</ttm:name></ttm:agent></head><body><div>\
                      <p begin='1.5' ttm:agent='S1'><span begin='1.5'><span begin='1.5'>We</span><span begin='2'>like</span>\
                      <span begin='3'>Py&amp;Co.</span></span></p><p begin='1:04.500' ttm:agent='S2'>So do I.</p></div></body></tt>";
        let expected = [
            (Some(1500), Some("Ada Bell".to_owned()), "We like Py&Co.".to_owned()),
            (Some(64_500), Some("S2".to_owned()), "So do I.".to_owned()),
        ];
        assert_eq!(told(source), (expected.into(), Vec::new()));
        let (document, _) = read("a.ttml", source);
        let place = document.place(document.text.find("like").unwrap() as u32);
        assert_eq!(place.column as usize, source.find("like").unwrap() + 1);
    }

    #[test]
    fn captions_begin_as_programs_write_it() {
        let source = |caption: &str| {
            format!("<?xml version='1.0'?>\n<!-- made so -->\n<timedtext><body>{caption}</body></timedtext>")
        };
        for (caption, time, text) in [
            ("<p t='1500' d='20'><s>one</s><s t='5'> two</s></p>", Some(1500), "one two"),
            ("<text start='1.5'>it&#39;s</text>", Some(1500), "it's"),
            ("<tt:p begin='00:00:01:12'>one<tt:br/>two\n  three</tt:p>", Some(1000), "one two three"),
            ("<p begin='1500ms'>R&D</p>", Some(1500), "R&D"),
            ("<p>one</p>", None, "one"),
        ] {
            let source = source(caption);
            assert!(recognises("", &source, &[]), "{source}");
            assert_eq!(told(&source), (vec![(time, None, text.to_owned())], Vec::new()), "{source}");
        }
        assert!(
            !recognises("", "<tt>bold</tt>", &[]) && !recognises("", "<transcript>none</transcript>", &[])
        );
    }

    #[test]
    fn labels_in_captions_name_speakers() {
        let turns = ["Ada Bell: We met.", "Bo Lund: So we did.", "Ada Bell: Again.", "Bo Lund: And again."];
        let captions: String = turns.iter().map(|turn| format!("<p begin='1s'>{turn}</p>")).collect();
        let (segments, _) = told(&format!("<tt>{captions}</tt>"));
        assert_eq!(segments[1], (Some(1000), Some("Bo Lund".to_owned()), "So we did.".to_owned()));
    }

    #[test]
    fn what_is_broken_is_told_and_the_rest_is_read() {
        let (segments, warnings) = told("<tt>\n<p begin='soon'>One</p>\n<p begin='2s'>Two</p><p begin='3s'");
        assert_eq!(segments.iter().map(|it| it.2.as_str()).collect::<Vec<_>>(), ["One", "Two"]);
        assert_eq!(warnings.len(), 2, "{warnings:?}");
        assert!(
            warnings.iter().any(|it| it.contains("`soon`"))
                && warnings.iter().any(|it| it.contains("a.ttml:3")),
            "{warnings:?}"
        );
    }
}
