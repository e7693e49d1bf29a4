//! Suggestions from texts to rows: invented names in invented episodes.

use std::sync::LazyLock;

use super::*;
use crate::dictionary::DictionaryBuilder;
use crate::extract::Extractor;
use crate::source::{self, group::group};

const KINDS: [Kind; 2] = [Kind::Project, Kind::Person];

/// Made once: it takes a while.
static BUILTIN: LazyLock<Dictionary> = LazyLock::new(Dictionary::builtin);

/// The corpus of these files.
fn corpus(files: &[(&str, &str)], dictionary: &Dictionary) -> Corpus {
    let readings = files.iter().map(|(path, text)| source::read(path, text.as_bytes()).unwrap()).collect();
    let mut corpus = Corpus::default();
    for episode in group(readings).episodes {
        corpus.add(Extractor::new(dictionary).extract(&episode));
    }
    corpus
}

fn suggested(files: &[(&str, &str)]) -> Vec<Suggestion> {
    suggest(&corpus(files, &BUILTIN), &BUILTIN, &KINDS)
}

fn names(suggestions: &[Suggestion]) -> Vec<&str> {
    suggestions.iter().map(|one| one.name.as_str()).collect()
}

const LINKED: (&str, &str) =
    ("show/7.md", "# Show 7\n\n* [Zibbelwock](https://github.com/anna/zibbelwock)\n");

#[test]
fn a_linked_project_is_suggested_with_its_address() {
    let suggestions = suggested(&[
        LINKED,
        ("show/7-talk.txt", "00:00:01 We looked at Zibbelwock.\n\n00:00:09 And zibbelwock was quick.\n"),
    ]);
    assert_eq!(names(&suggestions), ["Zibbelwock"]);
    let one = &suggestions[0];
    assert_eq!(one.url.as_deref(), Some("https://github.com/anna/zibbelwock"));
    assert_eq!((one.kind, one.mentions, one.episodes), (Kind::Project, 3, 1));
    assert_eq!(one.evidence[0], Sign::Linked);
    assert_eq!(one.quotes.len(), 2);
}

#[test]
fn spellings_of_one_name_are_united_under_that_of_the_link() {
    let suggestions = suggested(&[
        ("show/7.md", "# Show 7\n\n* [zibbel-wock](https://github.com/anna/zibbel-wock)\n"),
        ("show/8.md", "# Show 8\n\nThis week there is a library called Zibbelwock. It is quick.\n"),
    ]);
    assert_eq!(names(&suggestions), ["zibbel-wock"]);
    assert_eq!(suggestions[0].aliases, ["Zibbelwock"]);
    assert_eq!(suggestions[0].episodes, 2);
}

#[test]
fn a_guest_is_suggested_and_a_passer_by_is_not() {
    let suggestions = suggested(&[(
        "show/7-talk.txt",
        "00:00:01 Our guest is Walter Hendricksen, welcome.\n\n00:00:09 Hello! I saw it at Harold Simpson's desk.\n\n\
         00:00:20 Today's guest is Walter Simmons.\n",
    )]);
    assert_eq!(names(&suggestions), ["Walter Simmons"]);
    assert_eq!(suggestions[0].evidence, [Sign::Guest]);
}

#[test]
fn a_heard_name_near_a_written_one_is_noted_there() {
    let suggestions = suggested(&[
        ("show/7.md", "# Show 7\n\nSent in by Walter Symmonds, thank you.\n"),
        ("show/8-talk.txt", "00:00:01 As Walter Simmons said to us.\n"),
        ("show/9-talk.txt", "00:00:01 As Walter Simmons said again.\n"),
    ]);
    assert_eq!(names(&suggestions), ["Walter Symmonds"]);
    assert_eq!(suggestions[0].alike, ["Walter Simmons"]);
}

#[test]
fn what_is_neither_project_nor_person_is_left_out() {
    for notes in [
        "* [awesome-zibbels](https://github.com/anna/awesome-zibbels)",
        "Just pip install zibbel.toml and go. Just pip install zibbel.toml again.",
        "Read by Sherlock Holmes, and again by Sherlock Holmes.",
        "Thanks to Anna Simmons Foundation for the hall.",
    ] {
        let text = format!("# Show 7\n\n{notes}\n");
        let suggestions = suggested(&[("show/7.md", text.as_str()), ("show/8.md", &text.replace('7', "8"))]);
        assert_eq!(names(&suggestions), [""; 0], "{notes}");
    }
}

#[test]
fn what_is_adopted_is_suggested_no_more() {
    let mut builder = DictionaryBuilder::new().builtin();
    builder.table("mine.tsv", "name\tkind\nZibbelwock\tproject\n").unwrap();
    let old = corpus(&[LINKED], &BUILTIN);
    assert_eq!(suggest(&old, &BUILTIN, &KINDS).len(), 1);
    assert_eq!(suggest(&old, &builder.build(), &KINDS), []);
    assert_eq!(suggest(&old, &BUILTIN, &[Kind::Person]), []);
}

#[test]
fn the_order_of_episodes_does_not_matter() {
    let files = [
        LINKED,
        ("show/8.md", "# Show 8\n\nSent in by Walter Symmonds, thank you.\n"),
        ("show/9-talk.txt", "00:00:01 As Walter Simmons said of Zibbelwock.\n"),
    ];
    let forward = corpus(&files, &BUILTIN);
    let mut backward = Corpus::default();
    let mut extractions: Vec<_> = forward.extractions().cloned().collect();
    extractions.reverse();
    extractions.into_iter().for_each(|extraction| backward.add(extraction));
    let expected = suggest(&forward, &BUILTIN, &KINDS);
    assert_eq!(names(&expected), ["Zibbelwock", "Walter Symmonds"]);
    assert_eq!(suggest(&backward, &BUILTIN, &KINDS), expected);
}
