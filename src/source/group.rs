//! Documents that belong together become an episode.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::show::shows;
use super::speaker::is_person;
use super::{Format, Reading, conflict, stem, translation, twin};
use crate::episode::{Document, Episode, EpisodeInfo};
use crate::error::Error;

/// Episodes, and what was left out in making them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grouping {
    /// By id.
    pub episodes: Vec<Episode>,
    /// One for each document that says what another one says, and was left out.
    pub warnings: Vec<Error>,
    /// Documents of one episode that contradict each other.
    pub conflicts: Vec<Error>,
    /// One for each document that is a translation of another one, and was left out.
    pub translations: Vec<Error>,
}

/// Groups documents into episodes.
///
/// 1. What a feed says goes first: an item of it is an episode, with the files it names.
/// 2. Else documents of the same show and number belong together, and to the feed's item of that show and number.
/// 3. Without a number, documents of the same show and file name do.
///
/// A document that does not tell its show has that of the document beside it with the same number, or of the feed beside it.
///
/// A document whose name says that it is a translation (`12.es.md`) is left out beside one in the feed's language or without
/// such a name.
///
/// Of documents of one kind that say nearly the same words, such as a transcript and its captions, one is kept,
/// or each mention would count twice: the one that tells more speakers' turns, then more times, then more text,
/// then the one whose path sorts first. The result does not depend on the order of the readings.
pub fn group(mut readings: Vec<Reading>) -> Grouping {
    adopt_shows(&mut readings);
    adopt_items(&mut readings);
    let mut episodes: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
    for reading in readings {
        episodes.entry(id(&reading)).or_default().push(reading);
    }
    let mut grouping = Grouping::default();
    for (id, mut readings) in episodes {
        readings.sort_by(|a, b| rank(&a.document).cmp(&rank(&b.document)));
        let readings = translation::leave_out(readings, &mut grouping.translations);
        let readings = without_twins(readings, &mut grouping.warnings);
        grouping.conflicts.extend(conflict::find(&id, &readings));
        grouping.episodes.push(episode(id, readings));
    }
    grouping
}

/// Gives documents whose show is a guess the one that their neighbours of the same number tell, if they agree; else that of
/// the feed beside them, if there is one.
fn adopt_shows(readings: &mut [Reading]) {
    let mut told: BTreeMap<(String, Option<u32>), BTreeSet<String>> = BTreeMap::new();
    let home = |reading: &Reading| stem::home(&reading.document.path).to_owned();
    for reading in readings.iter().filter(|reading| !reading.hints.show_is_guess) {
        let Some(show) = &reading.hints.show else { continue };
        if reading.hints.number.is_some() {
            told.entry((home(reading), reading.hints.number)).or_default().insert(show.clone());
        }
        if reading.format == Format::Feed {
            told.entry((home(reading), None)).or_default().insert(show.clone());
        }
    }
    let one =
        |place: (String, Option<u32>)| told.get(&place).filter(|shows| shows.len() == 1)?.first().cloned();
    for reading in readings.iter_mut().filter(|reading| reading.hints.show_is_guess) {
        let place = home(reading);
        let beside = reading.hints.number.and_then(|number| one((place.clone(), Some(number))));
        if let Some(show) = beside.or_else(|| one((place, None))) {
            reading.hints.show = Some(show);
        }
    }
}

/// Gives documents the episode of the one feed item that has their show and number, and their season where they tell one.
fn adopt_items(readings: &mut [Reading]) {
    /// Season and id of the items of a show and number.
    type Items<'r> = BTreeSet<(Option<u32>, &'r str)>;
    let mut items: BTreeMap<(Option<&str>, u32), Items<'_>> = BTreeMap::new();
    for hints in readings.iter().map(|reading| &reading.hints) {
        if let (Some(number), Some(id)) = (hints.number, hints.episode.as_deref()) {
            items.entry((hints.show.as_deref(), number)).or_default().insert((hints.season, id));
        }
    }
    let item = |reading: &Reading| {
        let hints = &reading.hints;
        let items = items.get(&(hints.show.as_deref(), hints.number?))?;
        let mut fitting =
            items.iter().filter(|(season, _)| hints.season.is_none() || hints.season == *season);
        let (_, id) = fitting.next().filter(|_| hints.episode.is_none())?;
        fitting.next().is_none().then(|| (*id).to_owned())
    };
    let adopted: Vec<Option<String>> = readings.iter().map(item).collect();
    for (reading, id) in readings.iter_mut().zip(adopted) {
        reading.hints.episode = reading.hints.episode.take().or(id);
    }
}

/// As a feed says; else show and number, with the season where it is told; without a number, show and file name.
fn id(reading: &Reading) -> String {
    let hints = &reading.hints;
    if let Some(episode) = &hints.episode {
        return episode.clone();
    }
    let name = match (hints.season, hints.number) {
        (Some(season), Some(number)) => format!("s{season}e{number}"),
        (None, Some(number)) => number.to_string(),
        (_, None) => stem::name(&reading.document.path),
    };
    match &hints.show {
        Some(show) => format!("{show}/{name}"),
        None => name,
    }
}

/// The order of an episode's documents; equal only for equal texts at equal paths.
fn rank(document: &Document) -> impl Ord + '_ {
    (document.kind, &document.path, &document.text)
}

/// What is known goes by the feed first, then by the order of the documents.
fn episode(id: String, readings: Vec<Reading>) -> Episode {
    let mut info = EpisodeInfo { id, ..EpisodeInfo::default() };
    let (of_feed, others): (Vec<_>, Vec<_>) =
        readings.iter().partition(|reading| reading.format == Format::Feed);
    for reading in of_feed.into_iter().chain(others) {
        let hints = reading.hints.clone();
        info.show = info.show.or(hints.show);
        info.season = info.season.or(hints.season);
        info.number = info.number.or(hints.number);
        info.title = info.title.or(hints.title);
        info.date = info.date.or(hints.date);
        info.tags.extend(hints.tags);
        add_new(&mut info.hosts, hints.hosts);
    }
    info.tags.sort_unstable();
    info.tags.dedup();
    let mut seen = FxHashSet::default();
    let segments = readings.iter().flat_map(|reading| &reading.document.segments);
    for speaker in segments.filter_map(|segment| segment.speaker.as_ref()) {
        if seen.insert(speaker.clone()) && is_person(speaker) {
            add_new(&mut info.people, [speaker.to_string()]);
        }
    }
    let named = readings.iter().flat_map(|reading| &reading.hints.people).filter(|name| is_person(name));
    add_new(&mut info.people, named.cloned());
    if let Some(show) = info.show.as_deref().and_then(|slug| shows().iter().find(|show| show.slug == slug)) {
        add_new(&mut info.hosts, show.hosts.iter().map(|host| host.to_string()));
    }
    Episode { info, documents: readings.into_iter().map(|reading| reading.document).collect() }
}

/// Adds the names that are not there yet.
fn add_new(names: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
}

/// The readings but those that say what a better one says.
fn without_twins(mut readings: Vec<Reading>, warnings: &mut Vec<Error>) -> Vec<Reading> {
    let documents: Vec<_> = readings.iter().map(|reading| &reading.document).collect();
    let twins = twin::find(&documents);
    for (document, twin) in documents.iter().zip(&twins) {
        warnings.extend(twin.map(|twin| left_out(document, documents[twin])));
    }
    let mut twins = twins.into_iter();
    readings.retain(|_| twins.next().flatten().is_none());
    readings
}

fn left_out(twin: &Document, kept: &Document) -> Error {
    Error::new(format!("left out, as it says what `{}` says", kept.path))
        .in_source(&twin.path)
        .hint("give only one of the two to choose the other")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::read;

    fn readings(files: &[(&str, &str)]) -> Vec<Reading> {
        files.iter().map(|(path, text)| read(path, text.as_bytes()).unwrap()).collect()
    }

    const TALK: &str =
        "00:00 Hello and welcome to our small show on tools.\n\n00:04 We talk of many fine things today.\n";
    const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ada Bell>Hello and welcome to our small\n\n\
                            00:02.000 --> 00:09.000\nshow on tools. We talk of many fine things today.\n";

    fn files() -> Vec<Reading> {
        readings(&[
            ("soft-talk/7-on-tools.txt", TALK),
            ("soft-talk/notes/007.md", "# Soft Talk 7\n\n- [Tool](https://example.org)\n"),
            ("soft-talk/vtt/007-on-tools.vtt", CAPTIONS),
            ("soft-talk/8.txt", "00:01 Another one, with other words in it.\n"),
            ("soft-talk/trailer.txt", "00:01 Soon to come.\n"),
            ("soft-talk/7-on-tools.txt", TALK),
        ])
    }

    #[test]
    fn a_number_joins_transcript_and_show_notes_and_a_twin_is_left_out() {
        let Grouping { episodes, warnings, conflicts, .. } = group(files());
        assert_eq!(conflicts, []);
        let ids: Vec<_> = episodes.iter().map(|episode| episode.info.id.as_str()).collect();
        assert_eq!(ids, ["soft-talk/7", "soft-talk/8", "soft-talk/trailer"]);
        let paths: Vec<_> = episodes[0].documents.iter().map(|document| document.path.as_str()).collect();
        assert_eq!(paths, ["soft-talk/vtt/007-on-tools.vtt", "soft-talk/notes/007.md"]);
        assert_eq!(episodes[0].info.people, ["Ada Bell"]);
        assert_eq!(episodes[0].info.title.as_deref(), Some("on tools"));
        assert_eq!(
            warnings[0].to_string(),
            "left out, as it says what `soft-talk/vtt/007-on-tools.vtt` says\n  --> soft-talk/7-on-tools.txt\n\
             hint: give only one of the two to choose the other"
        );
        assert_eq!(warnings.len(), 2);
    }

    #[test]
    fn translations_are_left_out() {
        let paths = |files: &[&str]| {
            let readings = files.iter().map(|path| read(path, format!("00:01 {path}").as_bytes()).unwrap());
            let Grouping { episodes, translations, .. } = group(readings.collect());
            let documents = episodes.iter().flat_map(|episode| &episode.documents);
            (documents.map(|document| document.path.clone()).collect::<Vec<_>>(), translations.len())
        };
        for (files, kept) in [
            (&["s/12.es.txt", "s/12.txt", "s/12.de.vtt"][..], &["s/12.txt"][..]),
            (&["s/12.es.txt", "s/12.en.txt"], &["s/12.en.txt"]),
            (&["s/12.es.txt", "s/12.de.txt"], &["s/12.de.txt"]),
            (&["s/12.es.txt", "s/13.txt"], &["s/12.es.txt", "s/13.txt"]),
            (&["s/talk.es.txt", "s/talk.txt"], &["s/talk.txt"]),
        ] {
            assert_eq!(
                paths(files),
                (kept.iter().map(ToString::to_string).collect(), files.len() - kept.len())
            );
        }
    }

    #[test]
    fn a_file_named_by_a_machine_is_grouped_by_its_text() {
        let text = "00:00 Welcome to Python Bytes.\n\n00:04 This is episode 42, recorded today.\n";
        let Grouping { episodes, .. } = group(readings(&[("seeds/001_c27f7230e3b5438a.txt", text)]));
        assert_eq!(episodes[0].info.id, "python-bytes/42");
    }

    proptest! {
        #[test]
        fn the_order_of_files_does_not_matter(order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle()) {
            let files = files();
            let shuffled = order.into_iter().map(|i| files[i].clone()).collect();
            prop_assert_eq!(group(shuffled), group(files));
        }
    }
}
