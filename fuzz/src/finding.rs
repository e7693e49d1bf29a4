//! Extraction of any text, and the files that keep what it finds.

use std::sync::LazyLock;

use comention::corpus::Corpus;
use comention::dictionary::Dictionary;
use comention::episode::Episode;
use comention::extract::Extractor;
use comention::mention::Extraction;
use comention::source::{group::group, read};

use crate::text;

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::builtin);

/// Finds the mentions of a text, as a transcript and as show notes, and checks the laws of extraction.
///
/// # Panics
///
/// When a law does not hold.
pub fn extract(bytes: &[u8]) {
    let readings = ["show/7.txt", "show/7.md"].into_iter().filter_map(|path| read(path, bytes).ok());
    for episode in group(readings.collect()).episodes {
        let extraction = Extractor::new(&DICTIONARY).extract(&episode);
        stands_as_it_says(&episode, &extraction);
        let explained = Extractor::new(&DICTIONARY).explain(&episode).extraction;
        assert_eq!(explained, extraction, "explained otherwise than found");
        let line = Corpus::to_line(&extraction);
        let again = Corpus::from_line("a line", 1, &line).expect("what was written can be read");
        assert_eq!(Corpus::to_line(&again), line);
    }
}

fn stands_as_it_says(episode: &Episode, extraction: &Extraction) {
    for found in &extraction.documents {
        let document = episode.documents.iter().find(|document| document.path == found.path);
        let text = &document.expect("a document of the episode").text;
        assert!(found.mentions.is_sorted_by(|a, b| a.span.end <= b.span.start), "mentions overlap");
        for mention in &found.mentions {
            assert_eq!(text.get(mention.span.range()), Some(&*mention.surface));
            assert!(extraction.entity(&mention.entity).is_some(), "{mention:?}");
            assert!(found.sentence(mention.sentence).is_some(), "{mention:?}");
        }
    }
}

/// Reads lines of an extraction file; what can be read is written the same again, and added twice it is there once.
///
/// # Panics
///
/// When a line changes by being written and read.
pub fn lines(bytes: &[u8]) {
    let mut corpus = Corpus::default();
    for (number, line) in (1..).zip(text(bytes).lines()) {
        let Ok(extraction) = Corpus::from_line("a file", number, line) else { continue };
        let written = Corpus::to_line(&extraction);
        assert_eq!(Corpus::from_line("a file", number, &written).as_ref(), Ok(&extraction), "{written}");
        corpus.add(extraction);
    }
    let mut twice = corpus.clone();
    twice.merge(corpus.clone());
    assert_eq!(twice, corpus, "a corpus merged with itself is another");
}
