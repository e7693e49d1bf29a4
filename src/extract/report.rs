//! What was settled, written down: mentions with their places, sentences as quotes, and the judgements behind them.

use std::collections::BTreeMap;

use super::Judgement;
use super::candidate::Found;
use super::reading::Reading;
use super::sense::Judged;
use super::settle::Fate;
use super::telling;
use super::turn::turns;
use crate::entity::Entity;
use crate::mention::{DocumentMentions, Extraction, Mention, Sentence};
use crate::text::Span;

/// Most characters of a sentence that are kept as a quote.
const QUOTE: usize = 240;

/// The mentions, by document and place.
pub(super) fn extraction(
    reading: &Reading,
    found: &Found,
    judged: &[Judged],
    fates: &[Fate],
    with_words: bool,
) -> Extraction {
    let mut kept: Vec<&Judged> =
        judged.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Kept).map(|(one, _)| one).collect();
    kept.sort_by_key(|one| one.candidate.words.start);
    let mut entities: BTreeMap<&str, &Entity> = BTreeMap::new();
    let mut documents: Vec<DocumentMentions> = Vec::new();
    for (number, document) in reading.episode.documents.iter().enumerate() {
        let (words, turns) = (reading.document_words(number), turns(document));
        let from = kept.partition_point(|one| one.candidate.words.start < words.start);
        let to = kept.partition_point(|one| one.candidate.words.start < words.end);
        let mentions: Vec<Mention> =
            kept[from..to].iter().map(|one| mention(reading, found, one, &turns)).collect();
        let sentences = sentences(reading, number, &mentions);
        documents.push(DocumentMentions {
            path: document.path.clone(),
            kind: document.kind,
            sentences,
            mentions,
            words: if with_words { telling::words(reading, number) } else { BTreeMap::new() },
        });
    }
    for one in &kept {
        let entity = found.entity(one.candidate.entity);
        entities.insert(&entity.id, entity);
    }
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let mut extraction = Extraction {
        episode: reading.episode.info.clone(),
        entities: entities.into_values().cloned().collect(),
        documents,
    };
    extraction.share();
    extraction
}

fn mention(reading: &Reading, found: &Found, judged: &Judged, turns: &[u32]) -> Mention {
    let words = &judged.candidate.words;
    let (span, document) = (reading.span(words), reading.document(words.start));
    let (from, to) = document.places(span);
    let segment = document.segment_at(span.start);
    let said = segment.and_then(|at| document.segments.get(at));
    Mention {
        span,
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
        time: said.and_then(|segment| segment.time),
        speaker: said.and_then(|segment| segment.speaker.clone()),
        surface: reading.text(words).into(),
        entity: found.entity(judged.candidate.entity).id.as_str().into(),
        evidence: judged.evidence.as_slice().into(),
        confidence: judged.confidence(),
        segment: segment.unwrap_or(0) as u32,
        sentence: reading.words[words.start].sentence,
        turn: segment.and_then(|at| turns.get(at).copied()),
    }
}

/// The sentences that hold mentions.
fn sentences(reading: &Reading, document: usize, mentions: &[Mention]) -> Vec<Sentence> {
    let same = |a: &Mention, b: &Mention| a.sentence == b.sentence;
    mentions.chunk_by(same).map(|run| sentence(reading, document, run[0].sentence, run[0].span)).collect()
}

/// A sentence, cut around its first mention where it is long.
fn sentence(reading: &Reading, document: usize, number: u32, mention: Span) -> Sentence {
    let all = &reading.episode.documents[document].text;
    let words = reading.sentence_words(document, number);
    let span = reading.span(&words);
    let next = reading.document_words(document).end;
    let limit = if words.end < next { reading.words[words.end].span.start as usize } else { all.len() };
    // The closing mark belongs to the sentence.
    let closing =
        all[span.end as usize..limit].find(char::is_whitespace).map_or(limit, |at| span.end as usize + at);
    let text = &all[span.start as usize..closing];
    let before = (mention.start - span.start) as usize;
    let start = match text.len() > QUOTE && text.chars().count() > QUOTE {
        false => 0,
        true => text[..before].char_indices().rev().nth(QUOTE / 2).map_or(0, |(at, _)| at),
    };
    let text = quoted(&text[start..]);
    Sentence { number, start: span.start + start as u32, text: text.into() }
}

/// A quote: so many characters at most, none of them a control character.
fn quoted(text: &str) -> String {
    let end = match text.is_ascii() {
        true => text.len().min(QUOTE),
        false => text.char_indices().nth(QUOTE).map_or(text.len(), |(at, _)| at),
    };
    // Without a way out, many bytes at once.
    let plain = text.as_bytes()[..end].iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    match plain {
        true => text[..end].to_owned(),
        false => text[..end].chars().fold(String::new(), without_controls),
    }
}

/// Adds a character; in place of a control character as many spaces as it has bytes, so that offsets hold.
fn without_controls(mut text: String, character: char) -> String {
    match character.is_control() {
        true => (0..character.len_utf8()).for_each(|_| text.push(' ')),
        false => text.push(character),
    }
    text
}

/// Every judgement, in order of document and place.
pub(super) fn judgements(
    reading: &Reading,
    found: &Found,
    judged: &[Judged],
    fates: &[Fate],
) -> Vec<Judgement> {
    let mut order: Vec<usize> = (0..judged.len()).collect();
    let path = |at: usize| reading.document(judged[at].candidate.words.start).path.as_str();
    order.sort_by(|&a, &b| {
        path(a).cmp(path(b)).then(judged[a].candidate.words.start.cmp(&judged[b].candidate.words.start))
    });
    order.into_iter().map(|at| judgement(reading, found, judged, at, fates[at])).collect()
}

fn judgement(reading: &Reading, found: &Found, judged: &[Judged], at: usize, fate: Fate) -> Judgement {
    let one = &judged[at];
    let words = &one.candidate.words;
    let document = reading.document(words.start);
    let (from, to) = document.places(reading.span(words));
    let name = |one: &Judged| found.entity(one.candidate.entity).name.clone();
    let own = found.own_words.iter().find(|&&(judged, _)| judged == at).map(|&(_, words)| words);
    Judgement {
        path: document.path.clone(),
        line: from.line,
        column: from.column,
        surface: reading.text(words).to_string(),
        end_line: to.line,
        end_column: to.column,
        name: name(one),
        kind: found.entity(one.candidate.entity).kind,
        evidence: one.evidence.clone(),
        confidence: one.confidence(),
        kept: fate == Fate::Kept,
        covered_by: match fate {
            Fate::Covered(over) => Some(name(&judged[over])),
            _ => None,
        },
        reasons: one.parts.iter().map(|(reason, weight)| (own.unwrap_or(reason.words()), *weight)).collect(),
    }
}
