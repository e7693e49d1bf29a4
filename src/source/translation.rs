//! Texts of one episode in several languages, by the endings of their names: `12.md` beside `12.es.md` and `12.pt-BR.vtt`.
//!
//! *Why*: read together, all that was said would count once a language.

use super::{Format, Reading};
use crate::episode::DocumentKind;
use crate::error::Error;

/// Languages that file names tell by two letters (ISO 639-1), those that podcasts are made in or translated to.
///
/// Rare ones are left out, as their letters are words or endings of files: `io`, `to`, `so`, `am`, `as`.
const LANGUAGES: [&str; 54] = [
    "af", "ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr",
    "ga", "gl", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "mr",
    "ms", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "te", "th",
    "tr", "uk", "vi",
];

/// Chinese, which is written in two ways, has its own: `zh`, `zh-Hans`.
const CHINESE: &str = "zh";

/// What else may follow a language: the letters it is written in, or that nobody translated it.
const KINDS: [&str; 5] = ["Hans", "Hant", "Latn", "Cyrl", "orig"];

/// The language that an ending of a file name tells, without its region: `es`, `pt-BR`, `en-orig` (of YouTube).
pub(super) fn language(ending: &str) -> Option<String> {
    let (primary, region) = ending.split_once(['-', '_']).unwrap_or((ending, "XX"));
    let primary = primary.to_ascii_lowercase();
    let is_region = match region.len() {
        2 => region.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => region.bytes().all(|byte| byte.is_ascii_digit()),
        _ => KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(region)),
    };
    let is_known = primary == CHINESE || LANGUAGES.binary_search(&primary.as_str()).is_ok();
    (is_region && is_known).then_some(primary)
}

/// The primary part of a language tag: `en` of `en-us`.
pub(super) fn primary(tag: &str) -> String {
    tag.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// Leaves out translations among the readings of one episode, given in order, and tells so.
///
/// Of one kind of documents those are kept that are in the feed's language, or whose name tells no language, or English
/// where there is no feed; where there are none, those in the language that sorts first.
pub(super) fn leave_out(mut readings: Vec<Reading>, told: &mut Vec<Error>) -> Vec<Reading> {
    let is_text = |reading: &&Reading| reading.format != Format::Feed;
    let of_feed = readings.iter().find(|reading| !is_text(reading));
    let original = of_feed.and_then(|reading| reading.hints.language.clone()).unwrap_or("en".to_owned());
    let mut left_out = vec![false; readings.len()];
    for kind in [DocumentKind::Transcript, DocumentKind::ShowNotes] {
        let of_kind = || readings.iter().filter(is_text).filter(|reading| reading.document.kind == kind);
        let Some(kept) = of_kind().min_by_key(|reading| foreign(reading, &original)) else { continue };
        let kept_language = foreign(kept, &original);
        for (reading, left_out) in readings.iter().zip(&mut left_out) {
            let is_of_kind = reading.document.kind == kind && is_text(&reading);
            let language = foreign(reading, &original).filter(|_| is_of_kind);
            if let Some(language) = language.filter(|_| language != kept_language) {
                *left_out = true;
                told.push(warning(reading, language, kept));
            }
        }
    }
    let mut left_out = left_out.into_iter();
    readings.retain(|_| left_out.next() == Some(false));
    readings
}

/// The language that a reading is in, where it is another one than the original's; none sorts before any.
fn foreign<'r>(reading: &'r Reading, original: &str) -> Option<&'r str> {
    reading.hints.language.as_deref().filter(|language| *language != original)
}

fn warning(translation: &Reading, language: &str, kept: &Reading) -> Error {
    let of = &kept.document.path;
    Error::new(format!("left out, as its name says that it is a translation (`{language}`) of `{of}`"))
        .in_source(&translation.document.path)
        .hint("give only one of the two to choose the other")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_languages() {
        assert!(LANGUAGES.is_sorted());
        for (ending, expected) in [
            ("es", Some("es")),
            ("pt-BR", Some("pt")),
            ("en-orig", Some("en")),
            ("zh_Hans", Some("zh")),
            ("DE", Some("de")),
            ("io", None),
            ("eso", None),
            ("es-419", Some("es")),
            ("no-code", None),
            ("it-ops", None),
            ("es-", None),
            ("", None),
        ] {
            assert_eq!(language(ending).as_deref(), expected, "{ending}");
        }
        assert_eq!((primary("en-us"), primary(" DE ")), ("en".to_owned(), "de".to_owned()));
    }
}
