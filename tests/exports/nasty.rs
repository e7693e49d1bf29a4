//! A small graph whose names hurt: what some reader takes for a keyword, an escape, markup, a formula or an end of text.

use comention::corpus::Corpus;
use comention::entity::{Entity, Kind};
use comention::episode::{DocumentKind, EpisodeInfo, Time};
use comention::graph::{Graph, GraphOptions, Weight, Window};
use comention::mention::{Confidence, DocumentMentions, Evidence, Extraction, Mention, Sentence};
use comention::text::Span;

/// Names of projects, in groups that are mentioned together.
const NASTY: [&[&str]; 6] = [
    // Words and marks of Graphviz, Mermaid and others.
    &["Node", "subgraph", "end", "3js", "std::fs", "{a|b}", "a -- b", "\"a\":\"b\""],
    // Quotes and escapes.
    &["say \"hi\"", "it's", "C:\\new \\N", "ends in \\", "\\", "`tick`", "two\nlines", "tab\tand\rreturn"],
    // Markup and entities.
    &["AT&T", "AT&amp;T", "<b>bold</b>", "</script>", "]]>", "#35;", "%%{init: {}}%%", "1. **one**"],
    // Formulas, and cells of tables.
    &["=cmd()", "+1", "--", "@home", "'=1", "a,b;c", " blanks "],
    // What programs call their own.
    &["null", "type", "parent", "__proto__", "id", "d3", "label", "true", "1e3"],
    // Other writings, and what cannot be seen.
    &[
        "שלום עולם",
        "right\u{202e}tfel",
        "🦀 crab & co;",
        "Ünïcôdé",
        "e\u{301}",
        "same\u{6}",
        "same\u{7}",
        "nul\u{0}",
        "\u{1f}\u{fffe}",
    ],
];

/// A name of 500 characters.
pub(super) fn long() -> String {
    "as long as it gets, ".repeat(25)
}

/// Every nasty name.
pub(super) fn names() -> Vec<String> {
    NASTY.concat().into_iter().map(str::to_owned).chain([long()]).collect()
}

/// An episode whose sentences name entities; each is a list of names, of people if they begin with `@@`.
pub(super) fn episode(number: u32, date: Option<&str>, sentences: &[&[&str]]) -> Extraction {
    let mut entities = Vec::new();
    let mut document = DocumentMentions {
        path: format!("show/{number}.txt"),
        kind: DocumentKind::Transcript,
        sentences: Vec::new(),
        mentions: Vec::new(),
        words: Default::default(),
    };
    let mut start = 0;
    for (sentence, names) in (0..).zip(sentences) {
        let mut text = "Today we talk about ".to_owned();
        for name in *names {
            let (kind, name) =
                name.strip_prefix("@@").map_or((Kind::Project, *name), |name| (Kind::Person, name));
            let at = start + text.len();
            text += name;
            text += " and ";
            let entity = Entity {
                id: format!("{}:{name}", kind.as_str()),
                name: name.to_owned(),
                kind,
                url: (kind == Kind::Project).then(|| format!("https://example.org/?q=\"{name}\"&amp;")),
                discovered: name.contains('&'),
            };
            document.mentions.push(mention(&entity, sentence, Span::new(at, at + name.len())));
            entities.push(entity);
        }
        text += "more.";
        document.sentences.push(Sentence {
            number: sentence,
            start: start as u32,
            text: text.as_str().into(),
        });
        start += text.len() + 1;
    }
    Extraction {
        episode: EpisodeInfo {
            id: format!("show/{number}"),
            show: Some("show".to_owned()),
            number: Some(number),
            date: date.map(str::to_owned),
            ..EpisodeInfo::default()
        },
        entities,
        documents: vec![document],
    }
}

fn mention(entity: &Entity, sentence: u32, span: Span) -> Mention {
    Mention {
        span,
        line: sentence + 1,
        column: 1,
        end_line: sentence + 1,
        end_column: 2,
        time: Some(Time(sentence * 7_500)),
        speaker: (sentence % 2 == 1).then(|| "Ada \"the host\"".into()),
        surface: entity.name.as_str().into(),
        entity: entity.id.as_str().into(),
        evidence: [Evidence::Name].into(),
        confidence: Confidence(90),
        segment: sentence,
        sentence,
        turn: None,
    }
}

/// Some episodes of everyday talk, then one for each group of nasty names.
pub(super) fn episodes() -> Vec<Extraction> {
    let long = long();
    let mut episodes = vec![
        episode(
            1,
            Some("2021-03-04"),
            &[&["Sprocket", "@@Ada Example"], &["Widgetry"], &["Sprocket"], &["Gizmo"]],
        ),
        episode(2, Some("2021-02-30"), &[&["Sprocket", &long]]),
        episode(
            3,
            Some("2022-01-02"),
            &[&["Widgetry"], &["@@Ada Example"], &["Gizmo"], &[], &["Sprocket", "Widgetry"]],
        ),
        episode(4, None, &[&["Left Alone"]]),
        episode(5, None, &[&["Widgetry", "Gizmo"], &["@@Bob O'Example"]]),
    ];
    for (number, names) in (6..).zip(NASTY) {
        let sentences: Vec<&[&str]> = names.chunks(3).collect();
        episodes.push(episode(number, Some("2023-05-06"), &sentences));
    }
    episodes
}

/// The graph of some episodes.
pub(super) fn graph_of(episodes: Vec<Extraction>, options: &GraphOptions) -> Graph {
    let mut corpus = Corpus::default();
    episodes.into_iter().for_each(|episode| corpus.add(episode));
    Graph::build(&corpus, options)
}

/// The graph that the snapshots show.
pub(super) fn small() -> Graph {
    let options = GraphOptions {
        weights: vec![Weight::Count, Weight::Cosine],
        window: Window::Sentence,
        quotes: 1,
        ..GraphOptions::default()
    };
    graph_of(episodes(), &options)
}
