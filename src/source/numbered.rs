//! Who speaks in JSON that tells it beside the words: names by numbers, speakers by times.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::services::WRAPPERS;
use super::token::{Token, Tokens};

/// The names of those whom a JSON numbers, as they are written: `"speakers": {"spk_0": "Ada Bell"}`, `"speakers": [{"id": 0, "name": "Ada Bell"}]`,
/// `"speakers": {"0": {"name": "Ada Bell"}}`. Costs one pass up to where they stand.
pub(super) fn speakers(source: &str) -> BTreeMap<&str, Range<usize>> {
    let mut names = BTreeMap::new();
    if memmem::find(source.as_bytes(), b"\"speakers\"").is_none() {
        return names;
    }
    let mut tokens = Tokens::new(source);
    let (mut depth, mut outermost, mut within, mut key) = (0_usize, 1, false, "");
    // Of the object that is open: what it is called by, and its name.
    let (mut number, mut name) = ("", None);
    while let Some(token) = tokens.next() {
        match token {
            Token::Key(it) if depth == outermost && &source[it.clone()] == "speakers" => within = true,
            Token::Key(it) if depth == 1 && WRAPPERS.contains(&&source[it.clone()]) => outermost = 2,
            Token::Key(_) if depth == outermost => tokens.pass_over(),
            Token::Key(it) => key = &source[it],
            Token::Open(_) => {
                depth += 1;
                (number, name) = (key, None);
            }
            Token::Close(_) => {
                names.extend(name.take().map(|name| (number, name)));
                depth = depth.saturating_sub(1);
                if within && depth <= outermost {
                    break;
                }
            }
            Token::Text(value) | Token::Other(value) if within => match key {
                _ if matches!(source[value.clone()].trim(), "" | "null") => {}
                "id" | "label" | "speaker" => number = &source[value],
                "name" => name = Some(value),
                direct if depth == outermost + 1 => _ = names.insert(direct, value),
                _ => {}
            },
            Token::Text(_) | Token::Other(_) => {}
        }
    }
    names
}

/// Who speaks when, by beginnings as they are written, where a JSON lists that beside the words, as AWS Transcribe did. Costs one pass.
pub(super) fn speakers_at(source: &str) -> FxHashMap<&str, Range<usize>> {
    let mut speakers = FxHashMap::default();
    let Some(list) = memmem::find(source.as_bytes(), b"\"speaker_labels\"") else { return speakers };
    let place = |it: Range<usize>| list + it.start..list + it.end;
    let (mut depth, mut key, mut begin, mut speaker) = (0_usize, "", None, None);
    for token in Tokens::new(&source[list..]) {
        match token {
            Token::Key(it) => key = &source[place(it)],
            Token::Text(it) if key == "start_time" => begin = Some(&source[place(it)]),
            Token::Text(it) if key == "speaker_label" => speaker = Some(place(it)),
            Token::Text(_) | Token::Other(_) => {}
            Token::Open(_) => depth += 1,
            Token::Close(_) if depth <= 1 => break,
            Token::Close(_) => {
                depth -= 1;
                speakers.extend(begin.take().zip(speaker.take()));
            }
        }
    }
    speakers
}
