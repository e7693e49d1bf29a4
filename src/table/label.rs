//! What other programs call the kinds of names.
//!
//! spaCy's models label `ORG` and `GPE`, spreadsheets say "company" and "place"; both come to the kinds and sorts that a
//! table here may give.

use super::entry::{BLOCK, Entry};
use crate::entity::Kind;

/// Labels and the word they become, in small letters, with blanks for `_` and `-`.
const LABELS: [(&str, &[&str]); 15] = [
    ("app", &["application", "program"]),
    ("database", &["db"]),
    ("event", &["conference", "meetup", "meeting", "conf", "workshop", "festival"]),
    ("framework", &["web framework"]),
    ("language", &["lang", "programming language"]),
    ("library", &["lib", "libraries", "package", "module", "crate", "gem", "plugin", "extension"]),
    (
        "organization",
        &["org", "organisation", "company", "team", "foundation", "group", "startup", "business"],
    ),
    ("os", &["operating system", "distribution"]),
    (
        "other",
        &[
            "gpe",
            "loc",
            "location",
            "place",
            "city",
            "country",
            "fac",
            "facility",
            "norp",
            "law",
            "format",
            "protocol",
            "misc",
            "miscellaneous",
            "date",
            "time",
            "money",
            "quantity",
            "ordinal",
            "cardinal",
            "percent",
            "nationality",
            "religion",
        ],
    ),
    ("person", &["per", "people", "human", "host", "guest", "speaker", "author", "maintainer", "developer"]),
    ("platform", &["cloud", "hosting"]),
    ("project", &["product", "software", "tech", "technology", "open source", "repository", "repo"]),
    ("service", &["saas", "web service"]),
    ("tool", &["cli", "utility", "command", "editor", "ide"]),
    (
        "work",
        &["work of art", "podcast", "show", "book", "course", "article", "film", "movie", "song", "blog"],
    ),
];

/// The kind or sort that a label stands for, as a table gives it; `None` for a label nobody here knows.
///
/// Letters, `_`, `-` and a plural `s` make no difference.
pub fn kind_word(label: &str) -> Option<&'static str> {
    let label = label.trim().to_lowercase().replace(['_', '-'], " ");
    let known = |word: &str| label == word || label.strip_suffix('s') == Some(word);
    let own = super::entry::kind_words().find(|word| known(word));
    let other =
        || LABELS.iter().find(|(_, others)| others.iter().any(|other| known(other))).map(|(word, _)| *word);
    own.or_else(other)
}

/// The kind of a word that [`kind_word`] gave; `None` for a block.
pub(super) fn kind_of(word: &str) -> Option<Kind> {
    if word == BLOCK { None } else { Entry::kind_of(word) }
}

/// The label under which spaCy's users know a kind.
pub fn spacy_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Project => "PROJECT",
        Kind::Person => "PERSON",
        Kind::Organization => "ORG",
        Kind::Event => "EVENT",
        Kind::Work => "WORK_OF_ART",
        Kind::Other => "OTHER",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn understands_the_labels_of_others() {
        for (label, word) in [
            ("PERSON", "person"),
            ("PER", "person"),
            ("ORG", "organization"),
            ("WORK_OF_ART", "work"),
            ("GPE", "other"),
            ("Product", "project"),
            ("Programming Language", "language"),
            ("Tools", "tool"),
            ("libraries", "library"),
            ("os", "os"),
            ("block", "block"),
        ] {
            assert_eq!(kind_word(label), Some(word), "{label}");
        }
        assert_eq!(kind_word("XYZ"), None);
        assert_eq!(kind_word(""), None);
    }

    #[test]
    fn every_label_is_a_kind_and_comes_back() {
        for (word, _) in LABELS {
            assert!(kind_of(word).is_some(), "{word}");
        }
        for kind in Kind::ALL {
            assert_eq!(kind_word(spacy_label(kind)), Some(kind.as_str()));
        }
    }
}
