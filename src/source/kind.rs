//! Whether Markdown is what was said, or notes of it.

use std::collections::BTreeSet;

use memchr::memmem;

use super::front_matter;
use super::labels::Labels;
use super::paragraph::label;
use super::speaker::{Label, is_given};
use crate::episode::DocumentKind;

/// How many labelled paragraphs make most of a text a transcript, whatever stands above it; how many labels, none of which comes again,
/// are items of a list.
const TALK: usize = 5;
const LISTED: usize = 4;

/// How many words without labels are a transcript, at how many of them an address stands at most, and one in how many paragraphs is a
/// heading or an item: notes are shorter, or full of these. *Source*: transcripts and notes of some forty shows.
const LONG: usize = 700;
const WORDS_A_LINK: usize = 200;
const PARAGRAPHS_A_HEADING: usize = 8;

/// What a text with these paragraphs and labels is: talk where it has labels, prose where it has none.
pub(super) fn of(source: &str, starts: &[&str], labels: &Labels) -> DocumentKind {
    let is_unlabelled = || starts.iter().all(|start| label(start, labels).is_none());
    match is_talk(source, starts, labels) || is_unlabelled() && is_prose(source, starts) {
        true => DocumentKind::Transcript,
        false => DocumentKind::ShowNotes,
    }
}

/// Whether labels part a text: there are more labelled paragraphs than list items, headings and links, but for those that are labels; of one with notes
/// above it, what counts begins with the first label.
pub(super) fn is_talk(source: &str, starts: &[&str], labels: &Labels) -> bool {
    let labelled: Vec<Option<Label<'_>>> = starts.iter().map(|start| label(start, labels)).collect();
    let names: Vec<&str> = labelled.iter().flatten().map(|label| label.name).collect();
    // "**Flask:** a tool", each once, is a list.
    let is_list = names.len() >= LISTED && names.iter().collect::<BTreeSet<_>>().len() == names.len();
    let Some(first) = labelled.iter().position(Option::is_some).filter(|_| !is_list) else {
        return false;
    };
    let is_most = |first: usize, text: &str, least: usize| {
        let parts = || starts[first..].iter().zip(&labelled[first..]);
        let count = parts().filter(|(_, label)| label.is_some()).count();
        let structure = parts().filter(|(start, label)| label.is_none() && is_structure(start)).count();
        let own = parts().filter_map(|(start, label)| Some(links(&start[..label.as_ref()?.taken])));
        let links = links(text).saturating_sub(own.sum());
        count >= least && count > structure && count > links
    };
    let from = starts[first].as_ptr() as usize - source.as_ptr() as usize;
    is_parted(starts, &labelled)
        || is_most(0, source, 2)
        || from * 2 < source.len() && is_most(first, &source[from..], TALK)
}

/// Whether whole names with a colon, alone in a paragraph and above one that is no list, part a talk, whatever is linked in it.
fn is_parted(starts: &[&str], labelled: &[Option<Label<'_>>]) -> bool {
    let is_turn = |&at: &usize| {
        labelled[at].is_some_and(|label| label.is_alone_in(starts[at]) && is_given(label.name))
            && starts.get(at + 1).is_some_and(|next| labelled[at + 1].is_none() && !is_structure(next))
    };
    (0..starts.len()).filter(is_turn).count() >= TALK
}

/// Whether a text is long, with hardly an address, heading or list: what a recogniser wrote, laid out by nobody.
fn is_prose(source: &str, starts: &[&str]) -> bool {
    let text = &source[front_matter::end(source)..];
    let words = text.split_ascii_whitespace().count();
    let addresses = links(text).max(memmem::find_iter(text.as_bytes(), "://").count());
    let structure = starts.iter().filter(|start| is_structure(start)).count();
    words >= LONG
        && addresses * WORDS_A_LINK <= words
        && structure * PARAGRAPHS_A_HEADING <= starts.len()
        && !text.contains("```")
}

/// Whether a paragraph is a heading, an item of a list or a row of a table.
pub(super) fn is_structure(text: &str) -> bool {
    const MARKS: [&str; 3] = ["- ", "* ", "+ "];
    let is_numbered = || text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". ");
    text.starts_with(['#', '|'])
        || MARKS.iter().any(|mark| text.starts_with(mark))
        || text.starts_with(|c: char| c.is_ascii_digit()) && is_numbered()
}

/// How many links there are.
fn links(text: &str) -> usize {
    memmem::find_iter(text.as_bytes(), "](").count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::paragraph::{learn, starts};

    fn kind(source: &str) -> DocumentKind {
        let starts = starts(source);
        of(source, &starts, &learn(&starts))
    }

    #[test]
    fn long_prose_is_what_was_said() {
        let said = "We had a kettle, and it boiled all day long. ".repeat(80);
        assert_eq!(kind(&said), DocumentKind::Transcript);
        assert_eq!(kind(&format!("---\ntitle: Kettles\n---\n\n{said}")), DocumentKind::Transcript);
        for notes in [
            said[..said.len() / 2].to_owned(),
            said.replace("kettle", "kettle (https://kettle.example)"),
            said.replace("kettle", "[kettle](kettle.md)"),
            said.replace(". ", ".\n\n1. "),
            format!("{said}\n\n```\ncode\n```\n"),
        ] {
            assert_eq!(kind(&notes), DocumentKind::ShowNotes, "{}", &notes[..90]);
        }
    }

    #[test]
    fn a_list_of_things_is_none_however_long() {
        let words = "tells of things that are done with it ".repeat(16);
        let list: String = ["Kettle", "Hammer", "Saw", "Nail", "Drill", "Vice"]
            .map(|name| format!("**{name}:** {words}\n\n"))
            .concat();
        assert_eq!(kind(&list), DocumentKind::ShowNotes);
    }

    #[test]
    fn labels_alone_part_a_talk_where_somebody_speaks_below() {
        let turn = "**Ada Bell:**\n\n[Nails](https://a.example) and [screws](https://b.example) are out.\n\n";
        assert_eq!(kind(&turn.repeat(5)), DocumentKind::Transcript);
        for notes in [
            "**Show Links:**\n\n[Nails](https://a.example) are [out](https://b.example).\n\n",
            "**Ada Bell:**\n\n- [Nails](https://a.example)\n- [Saws](https://b.example)\n\n",
        ] {
            assert_eq!(kind(&notes.repeat(5)), DocumentKind::ShowNotes, "{notes}");
        }
    }
}
