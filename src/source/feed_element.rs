//! What the elements of feeds are called: one table of names for RSS, RDF and Atom.
//!
//! Elements count by their namespace, or by the usual prefix where a feed forgot to declare it.

use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

use super::feed_item::Credit;

/// Whose word an element's name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// RSS or Atom itself.
    Feed,
    Podcast,
    Itunes,
    Content,
    DublinCore,
    Other,
}

/// An element that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// The channel of RSS, the root of Atom and RDF.
    Channel,
    Item,
    Other,
}

/// What the text of an open element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    ShortTitle,
    Notes,
    Number,
    PodcastNumber,
    Season,
    Published,
    Updated,
    Language,
    Person(Credit),
}

/// By the namespace of a tag; feeds bind the podcast namespace to more than one address.
pub(super) fn vocabulary(namespace: &ResolveResult<'_>, event: &Event<'_>) -> Vocabulary {
    let (Event::Start(tag) | Event::Empty(tag)) = event else { return Vocabulary::Other };
    let prefix = || tag.name().prefix().map(|prefix| prefix.as_ref().to_lowercase()).unwrap_or_default();
    let (address, prefix) = match namespace {
        ResolveResult::Bound(namespace) => (namespace.as_ref().to_lowercase(), String::new()),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => (String::new(), prefix()),
    };
    let is = |part: &str, usual: &str| address.contains(part) || prefix == usual;
    match () {
        () if is("podcast-namespace", "podcast") || address.contains("podcastindex.org/namespace") => {
            Vocabulary::Podcast
        }
        () if is("itunes.com/dtds", "itunes") => Vocabulary::Itunes,
        () if is("purl.org/rss/1.0/modules/content", "content") => Vocabulary::Content,
        () if is("purl.org/dc/", "dc") => Vocabulary::DublinCore,
        () if is("purl.org/rss/1.0", "")
            || address.contains("w3.org/2005/atom")
            || address.contains("rdf-syntax") =>
        {
            Vocabulary::Feed
        }
        () => Vocabulary::Other,
    }
}

/// What the text of an element is, if it is wanted.
pub(super) fn field(
    parent: Element,
    vocabulary: Vocabulary,
    name: &str,
    credit: impl Fn() -> Credit,
) -> Option<Field> {
    use Vocabulary::{Content, DublinCore, Feed, Itunes, Podcast};
    let in_item = parent == Element::Item;
    Some(match (vocabulary, name) {
        (_, _) if parent == Element::Other => return None,
        (Podcast, "person") => Field::Person(credit()),
        (Feed, "title") => Field::Title,
        (Feed, "language") if !in_item => Field::Language,
        (_, _) if !in_item => return None,
        (Itunes, "title") => Field::ShortTitle,
        (Feed, "description" | "content" | "summary") | (Itunes, "summary") | (Content, "encoded") => {
            Field::Notes
        }
        (Podcast, "episode") => Field::PodcastNumber,
        (Itunes, "episode") => Field::Number,
        (Podcast | Itunes, "season") => Field::Season,
        (Feed, "pubDate" | "published") => Field::Published,
        (Feed, "updated") | (DublinCore, "date") => Field::Updated,
        _ => return None,
    })
}
