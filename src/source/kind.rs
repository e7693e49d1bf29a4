//! Whether Markdown is what was said, or notes of it.

use std::collections::BTreeSet;

use memchr::memmem;

use super::labels::Labels;
use super::paragraph::label;
use super::speaker::Label;
use crate::episode::DocumentKind;

/// Whether a paragraph is a heading, an item of a list or a row of a table.
pub(super) fn is_structure(text: &str) -> bool {
    text.starts_with(['#', '|']) || text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ")
}

/// How many labelled paragraphs make most of a text a transcript, whatever stands above it; how many labels, none of which comes again,
/// are items of a list.
const TALK: usize = 5;
const LISTED: usize = 4;

/// How many words without labels are a transcript, and at how many of them one link stands, at most; notes are shorter, or full of links.
const LONG: usize = 700;
const WORDS_A_LINK: usize = 200;

/// A transcript has more labelled paragraphs than list items, headings and links, but for those that are labels; of one with notes above it, what counts begins
/// with the first label.
pub(super) fn kind(source: &str, starts: &[&str], labels: &Labels) -> DocumentKind {
    let labelled: Vec<Option<Label<'_>>> = starts.iter().map(|start| label(start, labels)).collect();
    let names: Vec<&str> = labelled.iter().flatten().map(|label| label.name).collect();
    // "**Flask:** a tool", each once, is a list.
    let is_list = names.len() >= LISTED && names.iter().collect::<BTreeSet<_>>().len() == names.len();
    let Some(first) = labelled.iter().position(Option::is_some).filter(|_| !is_list) else {
        return if is_prose(source, starts) { DocumentKind::Transcript } else { DocumentKind::ShowNotes };
    };
    let is_talk = |first: usize, text: &str, least: usize| {
        let parts = || starts[first..].iter().zip(&labelled[first..]);
        let count = parts().filter(|(_, label)| label.is_some()).count();
        let structure = parts().filter(|(start, label)| label.is_none() && is_structure(start)).count();
        let own = parts().filter_map(|(start, label)| Some(links(&start[..label.as_ref()?.taken])));
        let links = links(text).saturating_sub(own.sum());
        count >= least && count > structure && count > links
    };
    // Names with a colon alone in a paragraph part a talk, whatever is linked in it.
    let is_alone = |&at: &usize| labelled[at].is_some_and(|label| label.is_alone_in(starts[at]));
    let is_parted = (0..starts.len()).filter(is_alone).count() >= TALK;
    let from = starts[first].as_ptr() as usize - source.as_ptr() as usize;
    let is_most = from * 2 < source.len();
    match is_parted || is_talk(0, source, 2) || is_most && is_talk(first, &source[from..], TALK) {
        true => DocumentKind::Transcript,
        false => DocumentKind::ShowNotes,
    }
}

/// How many links there are.
fn links(text: &str) -> usize {
    memmem::find_iter(text.as_bytes(), "](").count()
}

/// Whether a text is long, with hardly a link, heading or list: what a recogniser wrote, laid out by nobody.
fn is_prose(source: &str, starts: &[&str]) -> bool {
    let words = source.split_ascii_whitespace().count();
    let structure = starts.iter().filter(|start| is_structure(start)).count();
    words >= LONG && links(source) * WORDS_A_LINK <= words && structure * 8 <= starts.len()
}
