//! XML → the parts of a feed that matter here: what it says of itself and of each episode, every text with its place.
//!
//! RSS, RDF and Atom differ in names only, which `feed_element` knows. What stands elsewhere than right in the channel or an
//! item (the title of a picture) is passed over.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::NsReader;

use super::entity::entity;
use super::feed_element::{Element, Field, Vocabulary, field, vocabulary};
use super::feed_item::{Credit, Feed, File, Item, Text};
use super::xml::{attribute, lenient, line_of};
use crate::error::Error;

/// How deep elements may nest; feeds take six or seven levels, show notes as XHTML some more.
const DEEPEST: usize = 100;

/// How many episodes are read of a feed; those that publish every hour for ten years have fewer.
const MOST_ITEMS: usize = 100_000;

/// The elements that hold a whole feed, in RSS, Atom and RDF.
pub(super) const ROOTS: [&str; 3] = ["rss", "feed", "RDF"];

/// How many people, and how many files, are read of an episode.
const MOST_OF_A_SORT: usize = 100;

/// Reads a feed as far as it is well-formed; costs one pass.
pub(super) fn read(source: &str) -> Feed {
    let base = source.len() - source.trim_start_matches('\u{feff}').len();
    let mut xml = NsReader::from_str(&source[base..]);
    lenient(xml.config_mut());
    let mut reader = Reader {
        source,
        feed: Feed::default(),
        item: None,
        open: Vec::new(),
        field: None,
        text: Text::default(),
        raw: false,
        ended: false,
    };
    loop {
        let start = base + xml.buffer_position() as usize;
        let (vocabulary, event) = match xml.read_resolved_event() {
            Ok((namespace, event)) => (vocabulary(&namespace, &event), event),
            Err(error) => {
                let at = base + (xml.error_position() as usize).min(source.len() - base);
                reader.feed.fault = Some(fault(source, at, &error));
                break;
            }
        };
        let place = start..base + xml.buffer_position() as usize;
        if matches!(event, Event::Eof) {
            reader.feed.fault = reader.cut_off();
            break;
        }
        if !reader.event(vocabulary, &event, place) {
            break;
        }
    }
    reader.end_item(source.len());
    reader.feed
}

fn fault(source: &str, at: usize, error: &quick_xml::Error) -> Error {
    let message = error.to_string();
    Error::new(format!("the feed is broken here, and what follows is not read: {}", message.to_lowercase()))
        .at_line(line_of(source, at))
        .hint("ask whoever makes the feed to have it checked")
}

fn too_much(source: &str, at: usize, what: &str) -> Error {
    Error::new(format!("{what}, which is more than is read")).at_line(line_of(source, at))
}

struct Reader<'a> {
    source: &'a str,
    feed: Feed,
    item: Option<Item>,
    open: Vec<Element>,
    /// The element whose text is wanted, and how many elements are open with it.
    field: Option<(Field, usize)>,
    text: Text,
    /// The wanted text is markup as it stands (XHTML): what is escaped in it is escaped once only.
    raw: bool,
    /// The last element that ended is the whole feed. Others may stay open: not all feeds close what they open.
    ended: bool,
}

impl<'a> Reader<'a> {
    /// Takes one event; `false` ends the reading.
    fn event(&mut self, vocabulary: Vocabulary, event: &Event<'_>, place: Range<usize>) -> bool {
        match event {
            Event::Start(tag) => return self.start(vocabulary, tag, place),
            Event::Empty(tag) => {
                let goes_on = self.start(vocabulary, tag, place.clone());
                self.end(place.end..place.end);
                return goes_on;
            }
            Event::End(tag) => {
                self.ended = ROOTS.contains(&tag.local_name().as_ref());
                self.end(place);
            }
            Event::CData(_) if self.field.is_some() => {
                let inner = place.start + "<![CDATA[".len()..place.end.saturating_sub("]]>".len());
                self.text.push(self.source, inner);
            }
            Event::Text(_) if self.field.is_some() => self.text.push(self.source, place),
            Event::GeneralRef(_) if self.field.is_some() => {
                match entity(&self.source[place.clone()]).filter(|_| !self.raw) {
                    Some((character, _)) => self.text.push_character(character, place),
                    None => self.text.push(self.source, place),
                }
            }
            _ => {}
        }
        true
    }

    /// What is told of a feed that ends before its last element does: a download that broke off.
    fn cut_off(&self) -> Option<Error> {
        let is_cut = !self.ended && !self.open.is_empty();
        is_cut.then(|| {
            Error::new("the feed ends in the middle")
                .at_line(line_of(self.source, self.source.trim_end().len()))
                .hint("what stands before is read; save or download the file again to have all of it")
        })
    }

    fn start(&mut self, vocabulary: Vocabulary, tag: &BytesStart<'_>, place: Range<usize>) -> bool {
        let local = tag.local_name();
        let name = local.as_ref();
        let element = match (vocabulary, name) {
            (Vocabulary::Feed, "channel" | "feed" | "RDF") => Element::Channel,
            (Vocabulary::Feed, "item" | "entry") if self.item.is_none() => Element::Item,
            _ => Element::Other,
        };
        if self.field.is_some() {
            // Markup that was not escaped is text all the same.
            self.text.push(self.source, place.clone());
        } else if element == Element::Item {
            self.item = Some(Item { place: place.start..place.start, ..Item::default() });
        } else if let Some(&parent) = self.open.last() {
            self.child(parent, vocabulary, name, tag, place.start);
        }
        self.open.push(element);
        let full = if self.open.len() > DEEPEST {
            format!("elements within {DEEPEST} elements")
        } else if self.feed.items.len() >= MOST_ITEMS && element == Element::Item {
            format!("more than {MOST_ITEMS} episodes")
        } else {
            return true;
        };
        self.item = self.item.take().filter(|_| self.feed.items.len() < MOST_ITEMS);
        self.feed.fault = Some(too_much(self.source, place.start, &full));
        false
    }

    /// Takes an element right in the channel or in an item.
    fn child(
        &mut self,
        parent: Element,
        vocabulary: Vocabulary,
        name: &str,
        tag: &BytesStart<'_>,
        at: usize,
    ) {
        let attribute = |key: &str| attribute(tag, key);
        match (parent, vocabulary, name) {
            (Element::Item, Vocabulary::Podcast, "transcript" | "chapters") => {
                let Some(item) = &mut self.item else { return };
                let url = attribute("url").trim().to_owned();
                if !url.is_empty() && item.files.len() < MOST_OF_A_SORT {
                    let is_chapters = name == "chapters";
                    item.files.push(File { url, language: attribute("language"), is_chapters, at });
                }
            }
            (Element::Item, Vocabulary::Feed, "enclosure") => self.sound(attribute("url")),
            (Element::Item, Vocabulary::Feed, "link") if attribute("rel") == "enclosure" => {
                self.sound(attribute("href"))
            }
            _ => {
                let credit =
                    || Credit { name: String::new(), role: attribute("role"), group: attribute("group") };
                let Some(field) = field(parent, vocabulary, name, credit) else { return };
                self.raw = attribute("type") == "xhtml";
                self.field = Some((field, self.open.len() + 1));
                self.text = Text::default();
            }
        }
    }

    fn sound(&mut self, url: String) {
        if let Some(item) = self.item.as_mut().filter(|item| item.sound.is_empty()) {
            item.sound = url;
        }
    }

    fn end(&mut self, place: Range<usize>) {
        let depth = self.open.len();
        match self.field.take() {
            Some((field, opened)) if opened == depth => self.take(field),
            Some(inner) => {
                self.text.push(self.source, place.clone());
                self.field = Some(inner);
            }
            None => {}
        }
        if self.open.pop() == Some(Element::Item) {
            self.end_item(place.end);
        }
    }

    fn end_item(&mut self, end: usize) {
        if let Some(mut item) = self.item.take() {
            item.place.end = end;
            self.feed.items.push(item);
        }
    }

    /// Puts the text of an element where it belongs.
    fn take(&mut self, field: Field) {
        let text = std::mem::take(&mut self.text);
        let plain = || text.meant.split_whitespace().collect::<Vec<_>>().join(" ");
        let number = || plain().parse::<u32>().ok();
        if let Field::Person(credit) = field {
            let people = self.item.as_mut().map_or(&mut self.feed.people, |item| &mut item.people);
            if people.len() < MOST_OF_A_SORT {
                people.push(Credit { name: plain(), ..credit });
            }
            return;
        }
        let Some(item) = &mut self.item else {
            match field {
                Field::Language => self.feed.language = plain(),
                _ => self.feed.title = plain(),
            }
            return;
        };
        match field {
            Field::Title if item.title.is_blank() => item.title = text,
            Field::ShortTitle if !text.is_blank() => item.title = text,
            Field::Notes if text.meant.len() > item.notes.meant.len() => item.notes = text,
            Field::PodcastNumber => item.number = number().or(item.number),
            Field::Number => item.number = item.number.or_else(number),
            Field::Season => item.season = item.season.or_else(number),
            Field::Published => (item.date, item.date_at) = (plain(), text.start()),
            Field::Updated if item.date.is_empty() => {
                (item.date, item.date_at) = (plain(), text.start());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_part_by_its_namespace() {
        let source = "<rss xmlns:p='https://podcastindex.org/namespace/1.0' xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'>\
            <channel><title>Soft Talk</title><image><title>Logo</title></image><p:person>Ada Bell</p:person>\
            <item><title>#7: Old</title><i:title>On &amp; off</i:title><i:episode>7</i:episode><i:season>2</i:season>\
            <p:person role='Guest' group='Cast'>Carl <b>Dorn</b></p:person><p:transcript url='a.vtt?x=1&y=2' type='text/vtt'/>\
            <pubDate>Tue, 01 Nov 2022</pubDate><enclosure url='https://example.org/7.mp3'/></item><item/></channel></rss>";
        let feed = read(source);
        assert!(feed.fault.is_none(), "{:?}", feed.fault);
        assert_eq!((feed.title.as_str(), feed.people[0].name.as_str()), ("Soft Talk", "Ada Bell"));
        let item = &feed.items[0];
        assert_eq!((item.title.meant.as_str(), item.number, item.season), ("On & off", Some(7), Some(2)));
        assert_eq!(
            (item.date.as_str(), item.sound.as_str()),
            ("Tue, 01 Nov 2022", "https://example.org/7.mp3")
        );
        assert_eq!((item.people[0].role.as_str(), item.people[0].group.as_str()), ("Guest", "Cast"));
        assert_eq!(item.files[0].url, "a.vtt?x=1&y=2");
        assert_eq!(feed.items.len(), 2);
    }

    #[test]
    fn a_forgotten_namespace_and_a_broken_end_do_no_harm() {
        let feed = read(
            "<rss><channel><item><itunes:episode>3</itunes:episode></item><item><title>Cut</title><notes",
        );
        assert_eq!((feed.items[0].number, feed.items[1].title.meant.as_str()), (Some(3), "Cut"));
        assert!(feed.fault.is_some());
    }

    #[test]
    fn a_feed_that_was_not_finished_is_told() {
        for (source, line) in [
            ("<rss><channel>\n<item><title>One</title></item>\n", Some(2)),
            ("<feed><entry>\n<title>One</title>", Some(2)),
            ("<rss><channel><item><description>a<br>b</description></item></channel></rss>\n", None),
            ("<rss><channel><item/></channel></rss><!-- end -->", None),
        ] {
            let fault = read(source).fault;
            assert_eq!(fault.as_ref().map(Error::line), line.map(Some), "{source}: {fault:?}");
        }
    }

    #[test]
    fn what_is_too_much_ends_the_reading() {
        let deep = format!("<rss><channel><item><title>x</title></item>{}", "<a>".repeat(200_000));
        let feed = read(&deep);
        assert_eq!(feed.items.len(), 1);
        assert!(feed.fault.unwrap().to_string().starts_with("elements within 100 elements, which is more"));
        let many = format!("<feed>{}", "<entry/>".repeat(MOST_ITEMS + 2));
        let many = read(&many);
        assert_eq!((many.items.len(), many.fault.is_some()), (MOST_ITEMS, true));
    }
}
