//! Laws that hold for any text: extraction is pure and total, mentions can be shown, what is merged has no order.

use std::sync::LazyLock;

use comention::corpus::Corpus;
use comention::dictionary::Dictionary;
use comention::episode::Episode;
use comention::export::GraphFormat;
use comention::extract::Extractor;
use comention::graph::{Graph, GraphOptions, Window};
use comention::mention::{DocumentMentions, Extraction, Mention};
use comention::source::{self, Reading, group::group};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::builtin);

/// Words of no name, and some that are one only with a reason.
const WORDS: [&str; 24] = [
    "we", "talk", "about", "the", "black", "go", "rich", "click", "flask", "any", "I/O", "mace", "tonight",
    "is", "fast", "Really", "and", "Ada", "Brian", "Guido", "don't", "C", "3", "you vee",
];

/// Phrases that introduce names.
const CUES: [&str; 10] = [
    "a library called",
    "pip install",
    "cargo add",
    "my guest is",
    "created by",
    "import",
    "I'm",
    "welcome,",
    "thanks to",
    "the framework",
];

/// Marks that mean something in some format.
const MARKUP: [&str; 30] = [
    "**",
    "*",
    "`",
    "```\n",
    "# ",
    "- ",
    "* ",
    "> ",
    ">> ",
    "    ",
    "[tool](https://github.com/a-b/tool)",
    "[",
    "](",
    ")",
    "https://pypi.org/project/any-tool/",
    "\\[laughs\\]",
    "[Music]",
    "<i>",
    "</i>",
    "<v Ada Bell>",
    "<br>",
    "| a | b |\n",
    "---\n",
    "@ada_bell",
    "\"}, {\"start\": 2, \"text\": \"",
    "\\u00e9",
    "\\n",
    "&amp;",
    "&eacute;",
    "</p><p>",
];

/// Times and labels.
const LABELS: [&str; 10] = [
    "\n00:00:01 ",
    "\n01:02 ",
    "\n\n00:01.000 --> 00:02.000\n",
    "\n[00:12] ",
    "\nAda Bell: ",
    "\nCarl Dorn: ",
    "\n\n**Ada Bell:** ",
    "\n\n**Carl Dorn:** ",
    "\nAda Bell  0:07\n",
    "\nHost: ",
];

/// Characters that are longer, shorter or wider than they look, or change their length when folded.
const ODDITIES: [&str; 22] = [
    "Näme",
    "e\u{301}",
    "ß",
    "İ",
    "ǅ",
    "ﬁ",
    "🎉",
    "👩\u{200d}💻",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "中文",
    "ﷺ",
    "३",
    "²",
    "\u{fffd}",
    "’s",
    "…",
    "\r",
    "\t",
];

/// How a text may begin, a start for each format.
const BEGINNINGS: [&str; 9] = [
    "",
    "WEBVTT\n\n00:01.000 --> 00:02.000\n",
    "1\n00:00:01,000 --> 00:00:02,000\n",
    "00:00:01 ",
    "**Ada Bell:** Hello.\n\n**Carl Dorn:** Hi.\n\n**Ada Bell:** ",
    "# Notes\n\n- ",
    "{\"segments\": [{\"start\": 1, \"speaker\": \"Ada Bell\", \"text\": \"",
    "<cite>Ada Bell:</cite> <time>0:07</time> <p>",
    "start\tend\ttext\n1500\t2500\t",
];

const PATHS: [&str; 5] =
    ["our-show/7-talk.txt", "our-show/7.md", "our-show/7.vtt", "our-show/7.srt", "our-show/7.json"];

/// What stands between two pieces, mostly a space.
const JOINS: [&str; 10] = [" ", " ", " ", " ", " ", "", "\n", "\n\n", ". ", ", "];

/// Marks over which a name runs on in the clean text, though not in the source.
const MARKS: [char; 14] = ['&', '"', '*', '_', '`', '~', '[', ']', '<', '>', '\\', '{', '\r', '\n'];

/// What some formats write otherwise.
const MEANT: [(&str, &str); 3] = [("\\u00e9", "é"), ("&eacute;", "é"), ("&amp;", "&")];

/// Well-known names of more than one word.
static LONG_NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let names = DICTIONARY.entries().map(|entry| entry.entity.name.as_str());
    names.filter(|name| name.contains(' ')).take(300).collect()
});

/// What may stand between two words of a name in the source.
const BREAKS: [&str; 9] =
    [" ", "\n", "\r\n", "\n00:00:09 ", "\n\n00:09.000 --> 00:10.000\n", " **", "` ", " \\[laughs\\] ", "  "];

/// A name whose words the source holds apart.
fn broken_name() -> impl Strategy<Value = String> {
    (any::<Index>(), select(&BREAKS[..]))
        .prop_map(|(index, apart)| index.get(&LONG_NAMES).replace(' ', apart))
}

/// A name of the built-in dictionary as it may stand in a text; every other one is well known.
fn name() -> impl Strategy<Value = String> {
    (any::<Index>(), any::<bool>(), 0u8..6).prop_map(|(index, known, spelling)| {
        let entries = DICTIONARY.entries().len();
        let name = &DICTIONARY.entry(index.index(if known { 500 } else { entries }) as u32).entity.name;
        match spelling {
            0 => name.to_lowercase(),
            1 => name.to_uppercase(),
            2 => format!("{name}'s"),
            3 => format!("{name}3"),
            _ => name.clone(),
        }
    })
}

fn piece() -> impl Strategy<Value = String> {
    let of = |pieces: &'static [&'static str]| select(pieces).prop_map(str::to_owned);
    prop_oneof![
        6 => of(&WORDS), 4 => name(), 2 => broken_name(), 2 => of(&CUES), 2 => of(&MARKUP), 1 => of(&LABELS), 1 => of(&ODDITIES),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec((piece(), select(&JOINS[..])), 0..40);
    (select(&BEGINNINGS[..]), pieces).prop_map(|(beginning, pieces)| {
        pieces.into_iter().fold(beginning.to_owned(), |text, (piece, join)| text + &piece + join)
    })
}

/// Readings of one to three texts, at paths of their own below `show`.
fn readings(show: &'static str) -> impl Strategy<Value = Vec<Reading>> {
    prop::collection::vec((text(), select(&["txt", "md"][..]), 1u32..4), 1..4).prop_map(move |texts| {
        let paths = (0..).zip(texts).map(|(at, (text, ending, number))| {
            read(
                &format!("{show}/{number}-talk-{}.{ending}", ["one", "two", "three"][at as usize % 3]),
                &text,
            )
        });
        paths.collect()
    })
}

fn read(path: &str, text: &str) -> Reading {
    source::read(path, text.as_bytes()).expect("text without a NUL byte")
}

fn episodes(path: &str, text: &str) -> Vec<Episode> {
    group(vec![read(path, text)]).episodes
}

fn extract(episode: &Episode) -> Extraction {
    Extractor::new(&DICTIONARY).extract(episode)
}

/// The documents of an episode with what was found in them.
fn documents<'a>(
    episode: &'a Episode,
    extraction: &'a Extraction,
) -> impl Iterator<Item = (&'a str, &'a DocumentMentions)> {
    extraction.documents.iter().map(|found| {
        let document = episode.documents.iter().find(|document| document.path == found.path);
        (document.expect("a document of the episode").text.as_str(), found)
    })
}

/// What stands in a source from the first place of a mention to its last.
fn in_source(source: &str, mention: &Mention) -> String {
    let lines: Vec<&str> = source.split('\n').collect();
    let (first, last) = (mention.line as usize - 1, mention.end_line as usize - 1);
    let rows = (first..=last).map(|row| {
        let until = if row == last { mention.end_column as usize - 1 } else { usize::MAX };
        let from = if row == first { mention.column as usize - 1 } else { 0 };
        lines[row].chars().take(until).skip(from).collect::<String>()
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// Whether the characters of `part` stand in `whole` in order, its first at the beginning and its last at the end.
fn spans(whole: &str, part: &str) -> bool {
    let mut rest = whole.chars();
    let ends = whole.chars().next() == part.chars().next() && whole.chars().last() == part.chars().last();
    ends && part.chars().filter(|c| !c.is_whitespace()).all(|wanted| rest.any(|found| found == wanted))
}

fn corpus<'e>(extractions: impl IntoIterator<Item = &'e Extraction>) -> Corpus {
    let mut corpus = Corpus::default();
    extractions.into_iter().for_each(|extraction| corpus.add(extraction.clone()));
    corpus
}

fn written(corpus: &Corpus, window: Window) -> Vec<Vec<u8>> {
    let graph = Graph::build(corpus, &GraphOptions { window, ..GraphOptions::default() });
    let write = |format: GraphFormat| {
        let mut bytes = Vec::new();
        format.write(&graph, &mut bytes).expect("memory can be written");
        bytes
    };
    GraphFormat::ALL.into_iter().map(write).collect()
}

/// A quote is cut around its mention, not at the beginning of a sentence that goes on and on.
#[test]
fn a_quote_holds_its_mention() {
    let text = format!("We {}moved it all to Flask {}then.", "went on and ".repeat(40), "and on ".repeat(40));
    let readings = vec![source::read("show/transcripts/001.txt", text.as_bytes()).expect("a text")];
    let extraction = Extractor::new(&DICTIONARY).extract(&group(readings).episodes[0]);
    let document = &extraction.documents[0];
    assert_eq!(document.sentences.len(), 1);
    let quote = &document.sentences[0];
    assert!(quote.text.contains("moved it all to Flask and on"), "{}", quote.text);
    assert_eq!(quote.text.chars().count(), 240);
    assert!(text[quote.start as usize..].starts_with(&*quote.text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn extraction_is_pure(text in text(), path in select(&PATHS[..])) {
        for episode in episodes(path, &text) {
            let line = Corpus::to_line(&extract(&episode));
            prop_assert_eq!(&line, &Corpus::to_line(&extract(&episode)));
            let elsewhere = std::thread::scope(|scope| {
                scope.spawn(|| Corpus::to_line(&extract(&episode))).join().expect("no panic")
            });
            prop_assert_eq!(&line, &elsewhere);
            prop_assert_eq!(&line, &Corpus::to_line(&Extractor::new(&DICTIONARY).explain(&episode).extraction));
        }
    }

    #[test]
    fn extraction_is_total(
        path in select(&PATHS[..]),
        beginning in select(&BEGINNINGS[..]),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        characters in "\\PC{0,200}",
        (text, cut) in (text(), any::<Index>()),
    ) {
        let cut = cut.index(text.len() + 1);
        for body in [&bytes, characters.as_bytes(), &text.as_bytes()[..cut]] {
            if let Ok(reading) = source::read(path, &[beginning.as_bytes(), body].concat()) {
                group(vec![reading]).episodes.iter().for_each(|episode| _ = extract(episode));
            }
        }
    }

    #[test]
    fn a_mention_slices_back_to_its_surface(text in text(), path in select(&PATHS[..])) {
        for episode in episodes(path, &text) {
            let extraction = extract(&episode);
            for (clean, found) in documents(&episode, &extraction) {
                for mention in &found.mentions {
                    prop_assert_eq!(clean.get(mention.span.range()), Some(&*mention.surface));
                    let stands = in_source(&text, mention);
                    let meant = MEANT.iter().fold(stands.clone(), |text, (written, meant)| text.replace(written, meant));
                    let either = spans(&stands, &mention.surface) || spans(&meant, &mention.surface);
                    prop_assert!(either, "{:?} for {:?}", stands, mention);
                    prop_assert!(*stands == *mention.surface || stands.contains(MARKS), "{:?} for {:?}", stands, mention);
                }
            }
        }
    }

    #[test]
    fn mentions_are_in_order_and_apart(readings in readings("our-show")) {
        for episode in group(readings).episodes {
            for document in extract(&episode).documents {
                prop_assert!(document.mentions.iter().all(|mention| mention.span.start < mention.span.end));
                prop_assert!(document.mentions.is_sorted_by(|a, b| a.span.end <= b.span.start));
            }
        }
    }

    #[test]
    fn a_mention_has_its_entity_and_its_sentence(readings in readings("our-show")) {
        for episode in group(readings).episodes {
            let extraction = extract(&episode);
            prop_assert!(extraction.entities.is_sorted_by(|a, b| a.id < b.id));
            for (clean, found) in documents(&episode, &extraction) {
                prop_assert!(found.sentences.is_sorted_by(|a, b| a.number < b.number));
                for sentence in &found.sentences {
                    let stands = clean[sentence.start as usize..].chars().map(|c| if c.is_control() { ' ' } else { c });
                    prop_assert!(stands.take(sentence.text.chars().count()).eq(sentence.text.chars()));
                }
                for mention in &found.mentions {
                    prop_assert!(extraction.entity(&mention.entity).is_some(), "{:?}", mention);
                    let sentence = found.sentence(mention.sentence);
                    prop_assert!(sentence.is_some_and(|it| it.start <= mention.span.start), "{:?}", mention);
                }
            }
        }
    }

    #[test]
    fn an_extraction_written_reads_back(readings in readings("our-show")) {
        for episode in group(readings).episodes {
            let extraction = extract(&episode);
            let line = Corpus::to_line(&extraction);
            prop_assert_eq!(Corpus::from_line("mentions.jsonl", 1, &line), Ok(extraction));
        }
    }

    #[test]
    fn another_episode_changes_nothing(ours in readings("our-show"), others in readings("another-show")) {
        let alone = group(ours.clone()).episodes;
        let apart = group(others.clone()).episodes;
        prop_assume!(alone.iter().all(|one| apart.iter().all(|other| other.info.id != one.info.id)));
        let together: Vec<Extraction> =
            group([others, ours].concat()).episodes.iter().map(extract).collect();
        prop_assert_eq!(together.len(), alone.len() + apart.len());
        for episode in alone.iter().chain(&apart) {
            prop_assert!(together.contains(&extract(episode)), "{}", episode.info.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_graph_does_not_depend_on_the_order_of_episodes(
        readings in prop::collection::vec(readings("our-show"), 1..4).prop_map(|readings| readings.concat()),
        order in any::<[Index; 4]>(),
    ) {
        let extractions: Vec<Extraction> = group(readings).episodes.iter().map(extract).collect();
        let mut shuffled: Vec<&Extraction> = extractions.iter().rev().collect();
        for pair in order.chunks(2) {
            let (a, b) = (pair[0].index(shuffled.len()), pair[1].index(shuffled.len()));
            shuffled.swap(a, b);
        }
        for window in [Window::Episode, Window::Sentence, Window::Seconds(60)] {
            prop_assert_eq!(written(&corpus(&extractions), window), written(&corpus(shuffled.clone()), window));
        }
    }
}

/// Laws over texts without mentions would tell nothing.
#[test]
fn the_texts_hold_mentions() {
    let mut runner = TestRunner::deterministic();
    let mut texts = || text().new_tree(&mut runner).expect("a strategy without filters").current();
    let episodes = (0..100).flat_map(|_| episodes("our-show/7-talk.txt", &texts()));
    let extractions: Vec<Extraction> = episodes.map(|episode| extract(&episode)).collect();
    let mentions = || extractions.iter().flat_map(|it| &it.documents).flat_map(|it| &it.mentions);
    assert!(mentions().count() > 300, "{} mentions", mentions().count());
    let long = mentions().filter(|mention| mention.line < mention.end_line).count();
    assert!(long > 3, "{long} mentions run over a line end");
}

#[test]
fn public_types_go_between_threads() {
    fn is<T: Send + Sync>() {}
    use comention::{dictionary, entity, episode, error, extract, graph, mention, text};

    is::<error::Error>();
    is::<(text::Span, text::word::Gap, text::word::RawWord, text::word::Words<'static>)>();
    is::<(entity::Entity, entity::Kind)>();
    is::<(episode::Episode, episode::EpisodeInfo, episode::Document, episode::DocumentKind, episode::Segment)>(
    );
    is::<(episode::Origin, episode::Link, episode::Place, episode::Time)>();
    is::<(mention::Extraction, mention::DocumentMentions, mention::Mention, mention::Sentence)>();
    is::<(mention::Evidence, mention::Confidence)>();
    is::<(source::Format, source::Reading, source::Hints, source::group::Grouping, source::show::Show)>();
    is::<(Dictionary, dictionary::DictionaryBuilder, comention::table::entry::Entry, dictionary::spoken::Rule)>(
    );
    is::<(dictionary::forms::Form, dictionary::forms::Forms)>();
    is::<(dictionary::lexicon::Lexicon, dictionary::lexicon::WordInfo)>();
    is::<(dictionary::heard::NameSound, dictionary::heard::PersonSound)>();
    is::<(Extractor<'static>, extract::Explanation, extract::Judgement)>();
    is::<Corpus>();
    is::<(Graph, GraphOptions, Window, graph::GraphInfo, graph::Cut, graph::CutBy, graph::Weight)>();
    is::<(graph::Node, graph::Edge, graph::EpisodeRef, graph::NodeKind, graph::Quote)>();
    is::<(graph::weight::Counts, GraphFormat)>();
}
