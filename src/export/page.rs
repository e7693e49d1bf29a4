//! HTML: one page to explore a graph in, with all that it needs in it.
//!
//! The data of the page is what the JSON export writes. The page lays out and concludes nothing: places, communities, ranks and
//! related episodes come from here. Its script and style are small files of our own in `page/`, put in as they are;
//! ARCHITECTURE.md says why no library draws it.
//!
//! *What makes it safe*: names and quotes come from texts nobody has checked. They are in the page as JSON in blocks that no
//! browser runs, in which no `<` stands; the script makes text of them, never markup; and the page's policy forbids
//! everything but the one script and style whose hashes it names, so nothing else could run or be fetched.

use std::collections::BTreeMap;
use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::json;
use super::list::line;
use super::picture::{Colour, DARK_SHADES, OTHERS, SHADES};
use crate::corpus::Corpus;
use crate::graph::Graph;
use crate::related::{Alike, Related, Relations};

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");

/// In the order in which they name each other.
const SCRIPT: &str = concat!(
    include_str!("page/graph.js"),
    include_str!("page/element.js"),
    include_str!("page/filter.js"),
    include_str!("page/camera.js"),
    include_str!("page/look.js"),
    include_str!("page/names.js"),
    include_str!("page/shape.js"),
    include_str!("page/draw.js"),
    include_str!("page/travel.js"),
    include_str!("page/panel.js"),
    include_str!("page/lists.js"),
    include_str!("page/search.js"),
    include_str!("page/controls.js"),
    include_str!("page/point.js"),
    include_str!("page/address.js"),
    include_str!("page/save.js"),
    include_str!("page/start.js"),
);

/// For each episode at most so many that are like it.
const ALIKE: usize = 8;

/// Writes a page with the graph of a corpus and the corpus's episodes: what each mentions, which are like it, and why.
///
/// Without episodes, as with an empty corpus, the page shows the graph alone. Costs what the JSON export costs and what
/// [`Related::all`] does.
///
/// # Errors
///
/// When `out` cannot be written.
pub fn write(graph: &Graph, corpus: &Corpus, out: &mut dyn Write) -> io::Result<()> {
    for (place, piece) in PAGE.split("%%").enumerate() {
        match (place % 2, piece) {
            (0, literal) => out.write_all(literal.as_bytes())?,
            (_, "policy") => out.write_all(policy().as_bytes())?,
            (_, "style") => out.write_all(STYLE.as_bytes())?,
            (_, "script") => out.write_all(SCRIPT.as_bytes())?,
            (_, "look") => line(&Look { light: SHADES, dark: DARK_SHADES, other: OTHERS }, out)?,
            (_, "episodes") => line(&Episodes::of(graph, corpus), &mut Inert::new(out))?,
            _ => json::write(graph, &mut Inert::new(out))?,
        }
    }
    Ok(())
}

/// What the browser may do: run this script, apply this style, show the icon. `'unsafe-inline'` would do without
/// hashes, but would also run what somebody smuggled in.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
}

/// The colours of communities.
#[derive(Serialize)]
struct Look {
    light: [Colour; SHADES.len()],
    dark: [Colour; SHADES.len()],
    other: Colour,
}

/// The episodes of a corpus, in order of time.
#[derive(Serialize)]
struct Episodes<'c> {
    /// The names and words that make episodes alike, each once.
    terms: Vec<&'c str>,
    episodes: Vec<Listed<'c>>,
}

#[derive(Serialize)]
struct Listed<'c> {
    id: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'c str>,
    /// The nodes that it mentions, by place, and how often.
    names: Vec<(u32, u32)>,
    /// Those alike: its place, how alike, the names and the words that made it so.
    related: Vec<(usize, f64, Vec<usize>, Vec<usize>)>,
}

impl<'c> Episodes<'c> {
    fn of(graph: &Graph, corpus: &'c Corpus) -> Episodes<'c> {
        let related = Related::new(corpus).most(ALIKE);
        let mut all = related.all();
        // As the graph has it: undated ones come first, for no time is told of them.
        all.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| number(corpus, a).cmp(&number(corpus, b))));
        let places: BTreeMap<&str, usize> = all.iter().map(|one| one.episode).zip(0..).collect();
        let mut terms = Terms::default();
        let alike = |alike: &Alike<'c>, terms: &mut Terms<'c>| {
            let shared = alike.shared.iter().map(|name| terms.number(name)).collect();
            let words = alike.words.iter().map(|word| terms.number(word)).collect();
            (places[alike.episode], alike.score, shared, words)
        };
        let nodes: BTreeMap<&str, u32> =
            graph.petgraph.node_weights().map(|node| node.id.as_str()).zip(0..).collect();
        let listed = |one: &Relations<'c>| Listed {
            id: one.episode,
            title: one.title,
            date: one.date,
            names: mentioned(corpus, one.episode, &nodes),
            related: one.related.iter().map(|other| alike(other, &mut terms)).collect(),
        };
        let episodes = all.iter().map(listed).collect();
        Episodes { terms: terms.list, episodes }
    }
}

/// What parts episodes of one day.
fn number<'c>(corpus: &'c Corpus, one: &Relations<'c>) -> (Option<u32>, &'c str) {
    (corpus.extraction(one.episode).and_then(|extraction| extraction.episode.number), one.episode)
}

/// The nodes that an episode mentions, and how often.
fn mentioned(corpus: &Corpus, episode: &str, nodes: &BTreeMap<&str, u32>) -> Vec<(u32, u32)> {
    let documents = corpus.extraction(episode).map(|extraction| &extraction.documents);
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for mention in documents.into_iter().flatten().flat_map(|document| &document.mentions) {
        if let Some(&node) = nodes.get(&*mention.entity) {
            *counts.entry(node).or_default() += 1;
        }
    }
    counts.into_iter().collect()
}

/// A list of texts, each once.
#[derive(Default)]
struct Terms<'c> {
    list: Vec<&'c str>,
    numbers: BTreeMap<&'c str, usize>,
}

impl<'c> Terms<'c> {
    fn number(&mut self, term: &'c str) -> usize {
        *self.numbers.entry(term).or_insert_with(|| {
            self.list.push(term);
            self.list.len() - 1
        })
    }
}

/// Writes JSON so that it can stand in a page: what could end the block it is in, or a line of a script, is escaped.
///
/// In JSON such characters stand in strings only, where an escape is the same.
struct Inert<'o> {
    out: &'o mut dyn Write,
    /// Bytes of U+2028 or U+2029 that have come so far.
    begun: Vec<u8>,
}

impl<'o> Inert<'o> {
    fn new(out: &'o mut dyn Write) -> Self {
        Inert { out, begun: Vec::new() }
    }

    fn put(&mut self, byte: u8) -> io::Result<()> {
        match (self.begun.as_slice(), byte) {
            ([], 0xe2) | ([0xe2], 0x80) => self.begun.push(byte),
            ([0xe2, 0x80], 0xa8 | 0xa9) => {
                self.begun.clear();
                write!(self.out, "\\u20{:02x}", byte - 0x80)?;
            }
            ([], b'<') => self.out.write_all(b"\\u003c")?,
            ([], _) => self.out.write_all(&[byte])?,
            _ => {
                let begun = std::mem::take(&mut self.begun);
                self.out.write_all(&begun)?;
                self.put(byte)?;
            }
        }
        Ok(())
    }
}

impl Write for Inert<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_special = |&byte: &u8| byte == b'<' || byte == 0xe2;
        let mut rest = bytes;
        while let Some(&first) = rest.first() {
            // What is usual goes in one piece.
            let usual = if self.begun.is_empty() {
                rest.iter().position(is_special).unwrap_or(rest.len())
            } else {
                0
            };
            self.out.write_all(&rest[..usual])?;
            rest = &rest[usual..];
            if usual == 0 {
                self.put(first)?;
                rest = &rest[1..];
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_a_page_ends_no_block() {
        for (json, written) in [
            ("{\"a\":\"</script><!--\"}", "{\"a\":\"\\u003c/script>\\u003c!--\"}"),
            ("\"a\u{2028}b\u{2029}c\u{2027}d\u{20ac}\"", "\"a\\u2028b\\u2029c\u{2027}d\u{20ac}\""),
            ("\"…—“\"", "\"…—“\""),
        ] {
            for length in 1..=json.len() {
                let mut out = Vec::new();
                let mut inert = Inert::new(&mut out);
                json.as_bytes().chunks(length).for_each(|part| inert.write_all(part).unwrap());
                assert_eq!(String::from_utf8(out).unwrap(), written);
            }
        }
    }

    #[test]
    fn the_page_is_small_and_in_one_piece() {
        let own = PAGE.len() + STYLE.len() + SCRIPT.len();
        assert!(own < 400_000, "{own}");
        assert!(!SCRIPT.contains("</script") && !SCRIPT.contains("<!--") && !STYLE.contains("</style"));
        assert!(!SCRIPT.contains("innerHTML") && !SCRIPT.contains("eval("));
        let places: Vec<&str> = PAGE.split("%%").skip(1).step_by(2).collect();
        assert_eq!(places, ["policy", "style", "look", "episodes", "graph", "script"]);
    }
}
