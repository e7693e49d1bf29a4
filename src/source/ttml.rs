//! Captions in XML: TTML, as services and Apple Podcasts write it, and YouTube's timed text.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader as Xml;

use super::caption::Captions;
use super::draft::Draft;
use super::entity::entity;
use super::json::{Lines, called, moment, unreadable};
use super::labels::Labels;
use super::rendering::Rendering;
use super::stamp;
use super::xml::{attribute, lenient, line_of, root};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// Longest name of somebody, in bytes.
const LONGEST_NAME: usize = 128;

/// Whether the first element of a text is one of captions: TTML, or YouTube's in two versions.
pub(super) fn recognises(_path: &str, source: &str, _lines: &[&str]) -> bool {
    let holds = |tags: &[&str]| tags.iter().any(|tag| source.contains(tag));
    match root(source) {
        // HTML has a `tt`, too.
        Some("tt" | "timedtext") => holds(&["<body", ":body"]),
        Some("transcript") => holds(&["<text start"]),
        _ => false,
    }
}

/// Reads captions as far as they are well-formed; costs one pass. A caption with an unreadable beginning goes on with the time before
/// it, and is a warning.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let Found { rendering, captions: found, names, mut warnings, rates, .. } = Found::of(source);
    let text = rendering.text();
    let is_told = found.iter().any(|caption| !caption.speaker.is_empty());
    let first = found.iter().filter_map(|caption| caption.lines.first());
    let labels = if is_told {
        Labels::default()
    } else {
        Labels::learn(first.map(|line| text[line.clone()].trim_start()))
    };
    if found.is_empty() {
        warnings
            .push(Error::new("no captions in this XML").hint("captions are `<p>`, or `<text>` in YouTube's"));
    }
    // YouTube escapes what it has escaped.
    let mut captions = Captions::new(Draft::rendered(source, &rendering), labels, true);
    let mut lines = Lines::default();
    let mut time = None;
    for caption in &found {
        match caption.begin(rates) {
            Some(begin) => time = Some(begin),
            None if caption.begin.is_empty() => {}
            None => warnings.push(
                unreadable(&caption.begin)
                    .at_line(lines.number(source, caption.at))
                    .hint("expected a time (`00:00:12.500`) or seconds (`12.5s`); its text is kept"),
            ),
        }
        captions.begin(time);
        if is_told {
            let name = names.get(&caption.speaker).map(|name| name.trim()).filter(|name| !name.is_empty());
            let name = called(name.unwrap_or(&caption.speaker).into());
            captions.speaks(Some(&*name).filter(|name| !name.is_empty()), false);
        }
        for line in &caption.lines {
            captions.line(line.start, &text[line.clone()]);
        }
    }
    let warnings = warnings.into_iter().map(|warning| warning.in_source(path)).collect();
    (captions.draft.finish(path, DocumentKind::Transcript, false), warnings)
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

/// How many frames, and how many ticks, make a second.
#[derive(Debug, Clone, Copy)]
struct Rates {
    frames: f64,
    ticks: f64,
}

impl Caption {
    fn begin(&self, rates: Rates) -> Option<Time> {
        let begin = self.begin.trim();
        // Clock times may end in frames: `00:00:12:07`.
        if begin.contains(':') {
            return stamp::read(begin).map(|(time, _)| time);
        }
        let units = [
            ("ms", 1.0),
            ("h", 3_600_000.0),
            ("m", 60_000.0),
            ("s", 1000.0),
            ("f", 1000.0 / rates.frames),
            ("t", 1000.0 / rates.ticks),
        ];
        let unit = units.into_iter().find_map(|(sign, unit)| Some((begin.strip_suffix(sign)?, unit)));
        let (number, unit) = unit.unwrap_or((begin, if self.in_millis { 1.0 } else { 1000.0 }));
        moment(number, unit)
    }
}

/// What stands in the XML.
#[derive(Debug)]
struct Found {
    rendering: Rendering,
    captions: Vec<Caption>,
    /// The names of those whom the head of the XML numbers.
    names: BTreeMap<String, String>,
    /// Who speaks in all captions of a part.
    of_part: String,
    open: Open,
    rates: Rates,
    warnings: Vec<Error>,
}

/// The element that is open and whose text matters.
#[derive(Debug, PartialEq, Eq)]
enum Open {
    None,
    Caption,
    /// One who speaks, called by this in captions.
    Agent(String),
    /// A name of that one.
    Name(String),
}

impl Found {
    fn of(source: &str) -> Found {
        let base = source.len() - source.trim_start_matches('\u{feff}').len();
        let mut xml = Xml::from_str(&source[base..]);
        lenient(xml.config_mut());
        let mut found = Found {
            rendering: Rendering::default(),
            captions: Vec::new(),
            names: BTreeMap::new(),
            of_part: String::new(),
            open: Open::None,
            rates: Rates { frames: 30.0, ticks: 1.0 },
            warnings: Vec::new(),
        };
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
            found.take(source, &event, start..base + xml.buffer_position() as usize);
        }
        found
    }

    fn take(&mut self, source: &str, event: &Event<'_>, place: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, place.start),
            Event::Empty(tag) => {
                self.start(tag, place.start);
                self.end(tag.local_name().as_ref());
            }
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            Event::Text(_) => self.text(&source[place.clone()], |rendering| rendering.push(source, place)),
            Event::CData(_) => {
                let inner = place.start + "<![CDATA[".len()..place.end.saturating_sub("]]>".len());
                self.text(&source[inner.clone()], |rendering| rendering.push(source, inner));
            }
            Event::GeneralRef(_) => match entity(&source[place.clone()]) {
                Some((meant, _)) => self
                    .text(meant.encode_utf8(&mut [0; 4]), |rendering| rendering.push_character(meant, place)),
                None => self.text(&source[place.clone()], |rendering| rendering.push(source, place)),
            },
            _ => {}
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: usize) {
        let [begin, agent] = ["begin", "ttm:agent"].map(|key| attribute(tag, key));
        match tag.local_name().as_ref() {
            "p" | "text" => {
                self.open = Open::Caption;
                let in_millis = attribute(tag, "t");
                let begin = [begin, attribute(tag, "start"), in_millis.clone()].concat();
                let speaker = if agent.is_empty() { self.of_part.clone() } else { agent };
                let in_millis = !in_millis.is_empty();
                self.captions.push(Caption { at, begin, in_millis, speaker, lines: Vec::new() });
                self.part();
            }
            "div" => self.of_part = agent,
            "agent" => self.open = Open::Agent(attribute(tag, "xml:id")),
            "name" => self.name(&attribute(tag, "type")),
            "br" => self.part(),
            "tt" => {
                let told = |key: &str| attribute(tag, key).parse().ok().filter(|&rate: &f64| rate >= 1.0);
                let rate = |key: &str, usual: f64| told(key).unwrap_or(usual);
                self.rates = Rates { frames: rate("ttp:frameRate", 30.0), ticks: rate("ttp:tickRate", 1.0) };
            }
            "span" => self.span(begin, agent),
            _ => {}
        }
    }

    /// A part of a caption: words with times of their own stand without blanks between them, and all may be told of the first alone.
    fn span(&mut self, begin: String, agent: String) {
        let Some(caption) = self.captions.last_mut().filter(|_| self.open == Open::Caption) else { return };
        let is_timed = !begin.is_empty();
        if caption.begin.is_empty() {
            caption.begin = begin;
        }
        if caption.speaker.is_empty() {
            caption.speaker = agent;
        }
        if is_timed {
            self.part();
        }
    }

    /// A name of one who speaks begins: the full one, or the parts of it.
    fn name(&mut self, kind: &str) {
        if let Open::Agent(id) = &mut self.open
            && kind != "alias"
        {
            self.open = Open::Name(std::mem::take(id));
        }
    }

    fn end(&mut self, element: &str) {
        match (element, &mut self.open) {
            ("name", Open::Name(id)) => {
                self.names.entry(id.clone()).or_default().push(' ');
                self.open = Open::Agent(std::mem::take(id));
            }
            ("p" | "text", Open::Caption) | ("agent", Open::Agent(_) | Open::Name(_)) => {
                self.open = Open::None
            }
            ("div", _) => self.of_part.clear(),
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

    /// A text, as it is meant and as it is rendered.
    fn text(&mut self, meant: &str, render: impl FnOnce(&mut Rendering)) {
        match &self.open {
            Open::Caption => {
                render(&mut self.rendering);
                let line = self.captions.last_mut().and_then(|caption| caption.lines.last_mut());
                line.into_iter().for_each(|line| line.end = self.rendering.len());
            }
            Open::Name(id) => {
                let name = self.names.entry(id.clone()).or_default();
                if name.len() + meant.len() <= LONGEST_NAME {
                    name.push_str(meant);
                }
            }
            Open::None | Open::Agent(_) => {}
        }
    }
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
        let source = "<tt xmlns:ttm='m'><head><ttm:agent xml:id='S0'/><ttm:title>On looms</ttm:title><ttm:agent xml:id='S1'>\
                      <ttm:name type='given'>Zo&#235;</ttm:name><ttm:name type='family'>Bell</ttm:name><ttm:name type='alias'>Z</ttm:name></ttm:agent></head><body><div>\
                      <p begin='1.5' ttm:agent='S1'><span begin='1.5'><span begin='1.5'>We</span><span begin='2'>like</span>\
                      <span begin='3'>Py&amp;Co.</span></span></p><p begin='1:04.500' ttm:agent='S2'>So do I.</p></div></body></tt>";
        let expected = [
            (Some(1500), Some("Zoë Bell".to_owned()), "We like Py&Co.".to_owned()),
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
            ("<p><span begin='1.5s'>one</span></p>", Some(1500), "one"),
            ("<p begin='0.5m'><![CDATA[one]]></p>", Some(30_000), "one"),
            ("<p begin='45f'>one</p>", Some(1500), "one"),
            ("<p begin='1.5s'>it&amp;#39;s</p>", Some(1500), "it's"),
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
