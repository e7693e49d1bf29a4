use std::collections::BTreeMap;

use super::*;
use crate::entity::{Entity, Kind};
use crate::episode::Time;
use crate::mention::{Confidence, DocumentMentions, Evidence, Mention, Sentence};
use crate::text::Span;

/// Adds an episode of our own show: its number, title, speakers, and what is mentioned how often.
fn add(corpus: &mut Corpus, number: u32, title: &str, people: &[&str], named: &[(&str, u32)]) {
    let entity = |&(name, _): &(&str, u32)| Entity {
        id: Entity::id_of(Kind::Project, name),
        name: name.to_owned(),
        kind: Kind::Project,
        url: None,
        discovered: false,
    };
    let places = named.iter().flat_map(|&(name, count)| (0..count).map(move |_| name));
    let mentions = places.zip(0..).map(|(name, at)| mention(name, at)).collect();
    corpus.add(Extraction {
        episode: EpisodeInfo {
            id: format!("our-show/{number}"),
            show: Some("our-show".to_owned()),
            number: Some(number),
            title: (!title.is_empty()).then(|| title.to_owned()),
            people: people.iter().map(|&name| name.to_owned()).collect(),
            ..EpisodeInfo::default()
        },
        entities: named.iter().map(entity).collect(),
        documents: vec![DocumentMentions {
            path: format!("texts/{number:03}-talk.txt"),
            kind: DocumentKind::Transcript,
            sentences: vec![Sentence { number: 0, start: 0, text: "Our own words.".into() }],
            mentions,
            words: BTreeMap::new(),
        }],
    });
}

fn mention(name: &str, at: u32) -> Mention {
    Mention {
        span: Span { start: at, end: at + 1 },
        line: 1,
        column: at + 1,
        end_line: 1,
        end_column: at + 2,
        time: Some(Time(at)),
        speaker: None,
        surface: name.into(),
        entity: Entity::id_of(Kind::Project, name).into(),
        evidence: [Evidence::Name].into(),
        confidence: Confidence(90),
        segment: 0,
        sentence: 0,
        turn: None,
    }
}

fn our_show() -> Corpus {
    let mut corpus = Corpus::default();
    add(&mut corpus, 1, "How we left Flask", &["Ann Host", "Bo Guest"], &[("Python", 9), ("Flask", 2)]);
    add(&mut corpus, 2, "On trees", &["Ann Host", "Cy Guest"], &[("Python", 9), ("NetworkX", 3)]);
    add(&mut corpus, 3, "", &["Ann Host", "Di Guest"], &[("Python", 9), ("Flask", 1), ("Django", 4)]);
    add(&mut corpus, 4, "Bo is back", &["Ann Host", "Bo Guest"], &[("Python", 9), ("Rust", 3)]);
    add(&mut corpus, 5, "On trees, again", &["Ann Host"], &[("Python", 9), ("Rust", 1), ("NetworkX", 1)]);
    corpus
}

fn ids<'c>(alike: &[Alike<'c>]) -> Vec<&'c str> {
    alike.iter().map(|alike| alike.episode).collect()
}

#[test]
fn the_same_guest_comes_before_the_same_project() {
    let corpus = our_show();
    let alike = Related::new(&corpus).most(2).of("our-show/1").unwrap().related;
    assert_eq!(ids(&alike), ["our-show/4", "our-show/3"]);
    assert_eq!((alike[0].shared.as_slice(), alike[1].shared.as_slice()), (&["Bo Guest"][..], &["Flask"][..]));
    assert!(alike[0].score > alike[1].score && alike[0].score < 1.0);
    assert_eq!(alike[0].path, "texts/004-talk.txt");
}

#[test]
fn what_every_episode_names_is_no_reason_where_others_are() {
    let corpus = our_show();
    for relations in Related::new(&corpus).all() {
        let shared = relations.related.iter().filter(|alike| alike.score > 0.01);
        let told: Vec<&str> = shared.flat_map(|alike| alike.shared.clone()).collect();
        assert!(!told.contains(&"Python") && !told.contains(&"Ann Host"), "{told:?}");
    }
}

#[test]
fn reasons_come_rarest_first() {
    let mut corpus = our_show();
    add(&mut corpus, 6, "", &[], &[("NetworkX", 4), ("Rust", 1), ("Snafu", 1)]);
    add(&mut corpus, 7, "", &[], &[("NetworkX", 4), ("Rust", 1), ("Snafu", 1)]);
    let alike = Related::new(&corpus).most(1).of("our-show/6").unwrap().related;
    assert_eq!(alike[0].shared, ["Snafu", "NetworkX", "Rust"]);
    let few = Related::new(&corpus).most(1).reasons(1).of("our-show/6").unwrap().related;
    assert_eq!(few[0].shared.len(), 1);
}

#[test]
fn likeness_goes_both_ways() {
    let corpus = our_show();
    let all = Related::new(&corpus).all();
    let score = |from: &str, to: &str| {
        let relations = all.iter().find(|relations| relations.episode == from)?;
        Some(relations.related.iter().find(|alike| alike.episode == to)?.score)
    };
    assert_eq!(all.len(), 5);
    for relations in &all {
        for alike in &relations.related {
            assert_eq!(score(relations.episode, alike.episode), score(alike.episode, relations.episode));
        }
    }
}

#[test]
fn words_alone_relate_and_are_told() {
    let mut corpus = Corpus::default();
    add(&mut corpus, 1, "", &[], &[]);
    add(&mut corpus, 2, "", &[], &[]);
    add(&mut corpus, 3, "", &[], &[]);
    let mut tuned = Corpus::default();
    for extraction in corpus.extractions() {
        let mut extraction = extraction.clone();
        let word = if extraction.episode.number == Some(2) { "lathe" } else { "burnout" };
        extraction.documents[0].words.insert(word.to_owned(), 3);
        tuned.add(extraction);
    }
    let alike = Related::new(&tuned).of("our-show/1").unwrap().related;
    assert_eq!((ids(&alike), alike[0].words.as_slice()), (vec!["our-show/3"], ["burnout"].as_slice()));
    assert!(alike[0].shared.is_empty());
}

#[test]
fn nothing_is_like_nothing() {
    assert!(Related::new(&Corpus::default()).all().is_empty());
    let mut corpus = Corpus::default();
    add(&mut corpus, 1, "", &[], &[]);
    assert!(Related::new(&corpus).of("our-show/1").unwrap().related.is_empty());
    assert_eq!(Related::new(&corpus).of("our-show/2"), None);
}

#[test]
fn finds_the_episode_meant() {
    let corpus = our_show();
    for (asked, meant) in [
        ("our-show/4", vec![4]),
        ("Our Show 4", vec![4]),
        ("4", vec![4]),
        ("#004", vec![4]),
        ("texts/004-talk.txt", vec![4]),
        ("./texts/004-talk.txt", vec![4]),
        ("004-talk.txt", vec![4]),
        ("004-TALK", vec![4]),
        ("bo is back", vec![4]),
        ("On trees", vec![2]),
        ("trees", vec![2, 5]),
        ("flask", vec![1]),
        ("rees", vec![]),
        ("9", vec![]),
        ("", vec![]),
        ("-", vec![]),
    ] {
        let found: Vec<u32> =
            find::episodes(&corpus, asked).iter().filter_map(|found| found.episode.number).collect();
        assert_eq!(found, meant, "{asked}");
    }
}

#[test]
fn knows_what_was_mistyped() {
    let corpus = our_show();
    assert_eq!(find::names_like(&corpus, "Bo is bakc").first(), Some(&"Bo is back"));
    assert_eq!(find::names_like(&corpus, "ourshow4").first(), Some(&"our-show/4"));
    assert!(find::names_like(&corpus, &"x".repeat(1 << 20)).is_empty());
    assert!(find::names_like(&corpus, "something else altogether").is_empty());
}
