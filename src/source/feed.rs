//! Feeds: an RSS or Atom file tells of each episode its title, day, people and show notes, and which files belong to it.
//!
//! *What is read*: show, number and season, title, day, `podcast:person`, the show notes (the longest of `description`,
//! `content:encoded` and the like), `podcast:transcript` and `podcast:chapters`. A file beside the feed is handed on as
//! [`Attachment`]; nothing is ever fetched. *What it misses*: what only the sound's own tags tell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::attachment::Attachment;
use super::cursor::Cursor;
use super::draft::{Draft, Join};
use super::feed_item::{Credit, Feed, File, Item};
use super::feed_xml;
use super::rendering::Rendering;
use super::show::named;
use super::step::is_block;
use super::tag::{Piece, Pieces};
use super::translation::primary;
use super::xml::{line_of, root};
use super::{Format, Hints, Reading, calendar, stem};
use crate::episode::{Document, DocumentKind, Origin};
use crate::error::Error;
use crate::text::fold::slug;

/// Longest name of a person, in characters; the podcast namespace allows no more.
const LONGEST_NAME: usize = 128;

/// Whether a text is a feed, by its first element.
pub(super) fn recognises(_path: &str, source: &str, _lines: &[&str]) -> bool {
    root(source).is_some_and(|root| feed_xml::ROOTS.contains(&root))
}

/// Reads a feed: a reading for each episode, in the order of the feed.
///
/// # Errors
///
/// When it holds no episode.
pub(super) fn read(path: &str, source: &str) -> Result<Vec<Reading>, Error> {
    let feed = feed_xml::read(source);
    let fault = feed.fault.clone().map(|fault| fault.in_source(path));
    let mut warnings: Vec<Error> = translations(&feed, source, path).into_iter().chain(fault).collect();
    if feed.items.is_empty() {
        let empty = || {
            Error::new("this feed has no episodes")
                .in_source(path)
                .hint("download it from where the podcast is published, and look whether episodes are in it")
        };
        return Err(warnings.pop().unwrap_or_else(empty));
    }
    let show = show(&feed.title, path);
    let mut hints: Vec<Hints> = feed.items.iter().map(|item| hints(item, &show, &feed)).collect();
    warnings.extend(unreadable_dates(&feed.items, &hints, source, path));
    identify(&mut hints, &feed.items, source, path, &mut warnings);
    let mut cursor = Cursor::new(source);
    let mut readings: Vec<Reading> = Vec::new();
    for (item, hints) in feed.items.iter().zip(hints) {
        let start = cursor.place(item.place.start);
        let attachments = attachments(item, &feed.language, path, start.0, source);
        let document = document(item, source, path, start);
        readings.push(Reading { attachments, ..Reading::new(document, hints, Format::Feed) });
    }
    readings[0].warnings = warnings;
    Ok(readings)
}

/// The show's slug, and whether it is a guess from the folder.
fn show(title: &str, path: &str) -> (Option<String>, bool) {
    let known = named(title).map(|show| show.slug.to_owned());
    let told = known.or_else(|| Some(slug(title)).filter(|slug| !slug.is_empty()));
    let is_guess = told.is_none();
    (told.or_else(|| stem::folder(path).map(|folder| slug(&folder))), is_guess)
}

/// What an item tells of its episode.
fn hints(item: &Item, (show, show_is_guess): &(Option<String>, bool), feed: &Feed) -> Hints {
    let title = item.title.meant.split_whitespace().collect::<Vec<_>>().join(" ");
    // The people of an item stand in place of the channel's, even where it names a guest only.
    let people = if item.people.is_empty() { &feed.people } else { &item.people };
    let cast = people.iter().filter(|credit| is_cast(credit));
    let (hosts, guests): (Vec<&Credit>, Vec<&Credit>) = cast.partition(|credit| is_host(credit));
    let names = |credits: Vec<&Credit>| credits.into_iter().map(|credit| credit.name.clone()).collect();
    Hints {
        show: show.clone(),
        show_is_guess: *show_is_guess,
        season: item.season,
        number: item.number.or_else(|| number_in(&title)),
        title: Some(title).filter(|title| !title.is_empty()),
        date: calendar::day(&item.date),
        language: Some(primary(&feed.language)).filter(|language| !language.is_empty()),
        hosts: names(hosts),
        people: names(guests),
        tags: Vec::new(),
        episode: None,
    }
}

/// What is told of days that there are not: `31 Feb 2022`, `yesterday`.
fn unreadable_dates(items: &[Item], hints: &[Hints], source: &str, path: &str) -> Vec<Error> {
    let mut cursor = Cursor::new(source);
    let dated = items.iter().zip(hints);
    let unread = dated.filter(|(item, hints)| !item.date.is_empty() && hints.date.is_none());
    unread.map(|(item, _)| calendar::unreadable(&item.date, path, cursor.place(item.date_at).0)).collect()
}

/// Whether somebody is heard: without a group, everybody is.
fn is_cast(credit: &Credit) -> bool {
    let group = credit.group.trim();
    let fits = (1..=LONGEST_NAME).contains(&credit.name.chars().count());
    fits && (group.is_empty() || group.eq_ignore_ascii_case("cast"))
}

/// Whether somebody is a host: without a role, everybody is.
fn is_host(credit: &Credit) -> bool {
    let role = credit.role.trim().to_lowercase();
    role.is_empty() || role.contains("host")
}

/// The number in a title: `#7: …`, `Episode 7 - …`, `7. …`.
fn number_in(title: &str) -> Option<u32> {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\A\s*(?:(?:episode|ep\.?|folge)\s*\#?([0-9]{1,5})\b|\#([0-9]{1,5})\b|([0-9]{1,4})(?:\s*[:|–—]|\.\s|\s-\s))")
            .expect("a valid pattern")
    });
    let found = NUMBERED.captures(title)?;
    (1..=3).find_map(|group| found.get(group))?.as_str().parse().ok()
}

/// Gives each episode its id: show and number, else show and the name of its sound or transcript, else its title.
///
/// Seasons count where the numbers begin anew. The first in the feed that claims an id has it; another one that claims
/// it goes by its name or title, which is told.
fn identify(hints: &mut [Hints], items: &[Item], source: &str, path: &str, warnings: &mut Vec<Error>) {
    let begin_anew = begin_anew(hints);
    let files = file_names(items);
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut cursor = Cursor::new(source);
    for (at, (hints, item)) in hints.iter_mut().zip(items).enumerate() {
        let number = hints.number.map(|number| match hints.season.filter(|_| begin_anew) {
            Some(season) => format!("s{season}e{number}"),
            None => number.to_string(),
        });
        let title = || slug(hints.title.as_deref().unwrap_or_default());
        let names =
            [number.clone().unwrap_or_default(), files[at].clone(), title(), format!("item-{}", at + 1)];
        let ids = names.iter().filter(|name| !name.is_empty()).map(|name| match &hints.show {
            Some(show) => format!("{show}/{name}"),
            None => name.clone(),
        });
        let mut ids = ids.collect::<Vec<_>>().into_iter();
        let Some(id) = ids.find(|id| !taken.contains(id)) else { continue };
        if let Some(number) = number.filter(|number| !id.ends_with(&format!("/{number}")) && id != *number) {
            let message = format!("a second episode `{number}` of this feed, read as `{id}`");
            warnings.push(Error::new(message).in_source(path).at_line(cursor.place(item.place.start).0));
            hints.number = None;
        }
        taken.insert(id.clone());
        hints.episode = Some(id);
    }
}

/// Whether a number comes in more than one season.
fn begin_anew(hints: &[Hints]) -> bool {
    let mut seasons: BTreeMap<u32, u32> = BTreeMap::new();
    let mut told = hints.iter().filter_map(|hints| Some((hints.number?, hints.season?)));
    told.any(|(number, season)| *seasons.entry(number).or_insert(season) != season)
}

/// For each item the name of its transcript or sound, where no other item has the same; else nothing.
fn file_names(items: &[Item]) -> Vec<String> {
    let name = |item: &Item| {
        let transcript = item.files.iter().find(|file| !file.is_chapters).map(|file| file.url.as_str());
        let url = transcript.unwrap_or(&item.sound);
        let path = url.split(['?', '#']).next().unwrap_or_default();
        if path.ends_with('/') || path.is_empty() { String::new() } else { stem::name(path) }
    };
    let names: Vec<String> = items.iter().map(name).collect();
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    names.iter().for_each(|name| *counts.entry(name).or_default() += 1);
    names.iter().map(|name| if counts[name.as_str()] == 1 { name.clone() } else { String::new() }).collect()
}

/// Title and show notes as one document, with their places in the whole feed.
fn document(item: &Item, source: &str, path: &str, (line, column): (u32, u32)) -> Document {
    let base = item.place.start;
    let source = &source[item.place.clone()];
    let mut rendering = Rendering::default();
    item.title.render(source, base, &mut rendering);
    let title = rendering.len();
    rendering.part();
    item.notes.render(source, base, &mut rendering);
    let mut draft = Draft::rendered(source, &rendering);
    draft.push(0..title);
    block(&mut draft);
    add_notes(&mut draft, title + 1);
    let mut document = draft.finish(path, DocumentKind::ShowNotes, true);
    for Origin { line: of_item, column: in_line, .. } in &mut document.origins {
        *in_line += if *of_item == 1 { column - 1 } else { 0 };
        *of_item += line - 1;
    }
    document
}

/// Adds show notes from byte `base` of the rendering on: in HTML a segment is a paragraph, heading, list item or table cell;
/// without HTML it is a line.
fn add_notes(draft: &mut Draft<'_>, base: usize) {
    let notes = &draft.source()[base..];
    let pieces: Vec<Piece> = Pieces::new(notes).collect();
    if !pieces.iter().any(|piece| matches!(piece, Piece::Tag(_))) {
        let mut at = base;
        for line in notes.split_inclusive(['\n', '\r']) {
            draft.push(at..at + line.len());
            block(draft);
            at += line.len();
        }
        return;
    }
    for piece in pieces {
        match piece {
            Piece::Text(range) => draft.push(base + range.start..base + range.end),
            Piece::Character(character, range) => {
                draft.push_character(character, base + range.start..base + range.end);
            }
            Piece::Tag(tag) if tag.name == "a" => {
                draft.close_link();
                tag.link.iter().for_each(|url| draft.open_link(url));
            }
            Piece::Tag(tag) if is_block(&tag.name) => {
                draft.close_link();
                block(draft);
            }
            Piece::Tag(_) => {}
        }
    }
}

fn block(draft: &mut Draft<'_>) {
    draft.join(Join::Break);
    draft.segment(None, None);
}

/// The files an item names; of transcripts those in the feed's own language.
fn attachments(item: &Item, language: &str, path: &str, line: u32, source: &str) -> Vec<Attachment> {
    let before =
        |at: usize| source[item.place.start..at].bytes().filter(|&byte| byte == b'\n').count() as u32;
    let files = item.files.iter().filter(|file| !is_translation(file, language));
    files.map(|file| Attachment::new(&file.url, path, line + before(file.at), file.is_chapters)).collect()
}

/// Whether a transcript is in another language than the feed: read with the original, all of it would count twice.
fn is_translation(file: &File, language: &str) -> bool {
    let (of_file, of_feed) = (primary(&file.language), primary(language));
    !file.is_chapters && !of_file.is_empty() && !of_feed.is_empty() && of_file != of_feed
}

/// What is told of all transcripts in other languages.
fn translations(feed: &Feed, source: &str, path: &str) -> Option<Error> {
    let files = feed.items.iter().flat_map(|item| &item.files);
    let mut left_out = files.filter(|file| is_translation(file, &feed.language));
    let first = left_out.next()?;
    let message = match left_out.count() {
        0 => format!("left out, as it is in another language than the feed: `{}`", first.url),
        more => {
            format!("`{}` and {more} more left out, as they are in another language than the feed", first.url)
        }
    };
    Some(Error::new(message).in_source(path).at_line(line_of(source, first.at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_known_by_its_first_element() {
        for (text, expected) in [
            ("<rss version=\"2.0\">", true),
            ("\u{feff}<?xml version=\"1.0\"?>\n<!-- a > b -->\n<feed>", true),
            ("<?xml-stylesheet href=\"a\"?><!DOCTYPE rss><rdf:RDF xmlns:rdf=\"b\">", true),
            ("<!DOCTYPE rss [<!ENTITY a 'b'>]> <rss>", true),
            ("<html><rss>", false),
            ("<?xml version", false),
            ("WEBVTT", false),
            ("<rss", true),
            ("", false),
        ] {
            assert_eq!(recognises("a", text, &[]), expected, "{text}");
        }
    }

    const FEED: &str = r#"<?xml version="1.0"?>
<rss xmlns:podcast="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
     xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Snake Charmers</title><language>en-us</language>
<podcast:person>Ada Bell</podcast:person><podcast:person role="Editor" group="audio">Eve Cut</podcast:person>
<item><title>On R&amp;D</title><itunes:episode>7</itunes:episode><pubDate>Tue, 01 Nov 2022 08:00:00 GMT</pubDate>
  <description>Short.</description>
  <content:encoded><![CDATA[<p>We met <a href="https://example.org/a?b=1&amp;c=2">AnyIO</a> &amp; caf&eacute;s.</p>
<ul><li>Trio<li>Z</ul>]]></content:encoded>
  <podcast:transcript url="7.vtt" type="text/vtt"/><podcast:transcript url="7.es.vtt" language="es"/>
  <podcast:chapters url="https://example.org/c/7.json" type="application/json+chapters"/></item>
<item><title>#8: &lt;b&gt;Bold&lt;/b&gt;</title><description>&lt;p&gt;See &lt;i&gt;Trio&lt;/i&gt; &amp;amp; more&lt;/p&gt;</description>
  <podcast:person role="Guest">Carl Dorn</podcast:person></item>
<item><title>Trailer</title><enclosure url="https://example.org/audio/soon.mp3?x=1"/><description>Soon:
 https://example.org/soon</description></item>
</channel></rss>
"#;

    fn place(reading: &Reading, word: &str) -> (u32, u32) {
        let place = reading.document.place(reading.document.text.find(word).unwrap() as u32);
        (place.line, place.column)
    }

    #[test]
    fn an_item_tells_of_its_episode() {
        let readings = read("show/feed.xml", FEED).unwrap();
        let told: Vec<_> = readings
            .iter()
            .map(|reading| reading.hints.clone())
            .map(|h| (h.episode.unwrap(), h.title.unwrap(), h.date, h.hosts, h.people))
            .collect();
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            told,
            [
                (
                    "snake-charmers/7".into(),
                    "On R&D".into(),
                    Some("2022-11-01".into()),
                    names(&["Ada Bell"]),
                    names(&[])
                ),
                (
                    "snake-charmers/8".into(),
                    "#8: <b>Bold</b>".into(),
                    None,
                    names(&[]),
                    names(&["Carl Dorn"])
                ),
                ("snake-charmers/soon".into(), "Trailer".into(), None, names(&["Ada Bell"]), names(&[])),
            ]
        );
    }

    #[test]
    fn title_and_notes_are_text_with_their_places_in_the_feed() {
        let readings = read("show/feed.xml", FEED).unwrap();
        let texts: Vec<&str> = readings.iter().map(|reading| reading.document.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "On R&D\nWe met AnyIO & cafés.\nTrio\nZ",
                "#8: <b>Bold</b>\nSee Trio & more",
                "Trailer\nSoon:\nhttps://example.org/soon"
            ]
        );
        assert_eq!(readings[0].document.links[0].url, "https://example.org/a?b=1&c=2");
        assert_eq!((place(&readings[0], "R&D"), place(&readings[0], "AnyIO")), ((6, 17), (8, 83)));
        assert_eq!((place(&readings[0], "Z"), place(&readings[1], "Trio")), ((9, 17), (12, 84)));
        assert_eq!((place(&readings[1], "more"), place(&readings[2], "soon")), ((12, 109), (15, 22)));
    }

    #[test]
    fn files_of_its_own_language_belong_to_an_item() {
        let readings = read("show/feed.xml", FEED).unwrap();
        let files: Vec<_> = readings[0]
            .attachments
            .iter()
            .map(|file| (file.url.as_str(), file.line, file.is_chapters))
            .collect();
        assert_eq!(files, [("7.vtt", 10, false), ("https://example.org/c/7.json", 11, true)]);
        let told: Vec<String> =
            readings.iter().flat_map(|reading| &reading.warnings).map(ToString::to_string).collect();
        assert_eq!(
            told,
            ["left out, as it is in another language than the feed: `7.es.vtt`\n  --> show/feed.xml:10"]
        );
    }

    #[test]
    fn seasons_count_where_numbers_begin_anew() {
        let item = |season: u32, number: u32| {
            format!(
                "<item><itunes:season>{season}</itunes:season><itunes:episode>{number}</itunes:episode></item>"
            )
        };
        let ids = |items: &[(u32, u32)]| {
            let items: String = items.iter().map(|&(season, number)| item(season, number)).collect();
            let feed = format!("<rss><channel><title>Soft Talk</title>{items}</channel></rss>");
            let readings = read("feed.xml", &feed).unwrap();
            readings.into_iter().filter_map(|reading| reading.hints.episode).collect::<Vec<_>>()
        };
        assert_eq!(ids(&[(1, 1), (2, 2)]), ["soft-talk/1", "soft-talk/2"]);
        assert_eq!(ids(&[(1, 1), (2, 1)]), ["soft-talk/s1e1", "soft-talk/s2e1"]);
        assert_eq!(ids(&[(1, 1), (1, 1)]), ["soft-talk/1", "soft-talk/item-2"]);
    }

    #[test]
    fn a_second_episode_of_a_number_is_told() {
        let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Soft Talk</title>\n<entry><title>#3: One</title></entry>\n\
                    <entry><title>#3: Two</title><published>2022-11-01T08:00:00Z</published></entry></feed>";
        let readings = read("feed.xml", feed).unwrap();
        assert_eq!(readings[1].hints.episode.as_deref(), Some("soft-talk/sharp-3-two"));
        assert_eq!(readings[1].hints.date.as_deref(), Some("2022-11-01"));
        assert_eq!(
            readings[0].warnings[0].to_string(),
            "a second episode `3` of this feed, read as `soft-talk/sharp-3-two`\n  --> feed.xml:3"
        );
    }

    #[test]
    fn a_feed_without_episodes_is_an_error() {
        for (feed, told) in [
            ("<rss><channel/></rss>", "this feed has no episodes\n  --> feed.xml"),
            ("<rss>\n<channel", "the feed is broken here, and what follows is not read: "),
        ] {
            let error = read("feed.xml", feed).unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
        }
    }

    #[test]
    fn numbers_stand_in_titles() {
        for (title, number) in [
            ("#7: On tools", Some(7)),
            ("Episode 12 - Hello", Some(12)),
            ("Ep. 3", Some(3)),
            ("44. Testing", Some(44)),
            ("12 - Testing", Some(12)),
            ("12 angry tests", None),
            ("3.11 is out", None),
            ("Top 10", None),
        ] {
            assert_eq!(number_in(title), number, "{title}");
        }
    }
}
