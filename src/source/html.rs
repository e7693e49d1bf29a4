//! HTML: transcripts as podcast hosts write them (`<cite>Ada:</cite><time>0:09</time><p>…</p>`), pages with
//! `<p>Ada: …</p>` or with names in elements of their own, and show notes.

use std::ops::Range;

use super::caption::Captions;
use super::draft::{Draft, Join};
use super::labels::Labels;
use super::shape::turns_of_page;
use super::stamp;
use super::step::{Step, steps};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// Elements with which a piece of a page may begin; `<v Ada>` and `<laughs>` begin none.
const BLOCKS: [&str; 22] = [
    "article",
    "body",
    "blockquote",
    "div",
    "dl",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "main",
    "meta",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "title",
    "ul",
];

/// Whether a text is HTML, by its first tag, or by its path where that says so.
pub(super) fn recognises(path: &str, source: &str, _lines: &[&str]) -> bool {
    let text = source.trim_start_matches('\u{feff}').trim_start();
    let name = super::tag::tag(text).map_or("".into(), |(tag, _)| tag.name);
    let is_page = ["!doctype", "html", "cite", "time"].contains(&name.as_ref());
    // Markdown may begin with a tag, too.
    let is_block = BLOCKS.contains(&name.as_ref()) && !has_ending(path, &["md", "markdown"]);
    is_page || is_block || has_ending(path, &["html", "htm"])
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Reads HTML: what a reader of the page sees, with its links, speakers and times.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let (mut rendering, mut page) = steps(source, Vec::new());
    let told = |step: &Step| matches!(step, Step::Speaker(_) | Step::Time(_));
    let mut labels = Labels::default();
    if !page.iter().any(|step| matches!(step, Step::Speaker(_))) {
        let words = |line: Range<usize>| stamped(&rendering.text()[line]).1;
        labels = Labels::learn(lines(&page).map(words));
        let turns = if labels.is_empty() { turns_of_page(source) } else { Vec::new() };
        if !turns.is_empty() {
            (rendering, page) = steps(source, turns);
        }
    }
    let kind = if page.iter().any(told) || !labels.is_empty() {
        DocumentKind::Transcript
    } else {
        DocumentKind::ShowNotes
    };
    let captions = Captions::new(Draft::rendered(source, &rendering), labels, false);
    let mut reader = Reader { text: rendering.text(), captions, time: None, speaker: None, fresh: true };
    for step in page {
        reader.step(step);
    }
    (reader.captions.draft.finish(path, kind, true), Vec::new())
}

/// The first texts of the lines.
fn lines(steps: &[Step]) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
    let mut fresh = true;
    steps.iter().filter_map(move |step| match step {
        Step::Text(text) => std::mem::take(&mut fresh).then(|| text.clone()),
        Step::Link(_) | Step::LinkEnd => None,
        Step::Break | Step::Speaker(_) | Step::Time(_) => {
            fresh = true;
            None
        }
    })
}

/// The time at the start of a line, and the rest of it.
fn stamped(words: &str) -> (Option<Time>, &str) {
    match stamp::at_line_start(words) {
        Some((time, taken)) => (Some(time), &words[taken..]),
        None => (None, words.trim_start()),
    }
}

/// Puts steps into a draft.
struct Reader<'a> {
    text: &'a str,
    captions: Captions<'a>,
    time: Option<Time>,
    speaker: Option<Range<usize>>,
    /// Whether the next text begins a line.
    fresh: bool,
}

impl Reader<'_> {
    fn step(&mut self, step: Step) {
        match step {
            Step::Text(text) if self.fresh => self.begin(text),
            Step::Text(text) => self.captions.draft.push(text),
            Step::Break => self.fresh = true,
            Step::Speaker(name) => (self.speaker, self.fresh) = (Some(name), true),
            Step::Time(time) => (self.time, self.fresh) = (Some(time), true),
            Step::Link(url) => {
                // A line that begins with a link has no label.
                self.begin(0..0);
                self.captions.draft.open_link(&url);
            }
            Step::LinkEnd => self.captions.draft.close_link(),
        }
    }

    /// A line begins, if one is due; its text may hold a time and a label before what is said.
    fn begin(&mut self, mut text: Range<usize>) {
        let words = &self.text[text.clone()];
        if !self.fresh || words.trim().is_empty() && !text.is_empty() {
            return;
        }
        let (time, rest) = stamped(words);
        self.time = time.or(self.time);
        text.start += words.len() - rest.len();
        self.fresh = false;
        match self.time.take() {
            Some(time) => self.captions.begin(Some(time)),
            None => {
                self.captions.paragraph();
                self.captions.draft.join(Join::Break);
            }
        }
        if let Some(name) = self.speaker.take() {
            let name = self.text[name].trim().trim_end_matches(':').trim_end();
            self.captions.speaks(Some(name), true);
        }
        self.captions.line(text.start, &self.text[text]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(document: &Document) -> Vec<(Option<u32>, Option<&str>, &str)> {
        let segments = document.segments.iter();
        segments
            .map(|s| (s.time.map(|time| time.0), s.speaker.as_deref(), &document.text[s.span.range()]))
            .collect()
    }

    #[test]
    fn reads_a_transcript_of_cites_and_times() {
        let source = "<cite>Ada Bell:</cite>\n<time>0:09</time>\n<p>We don&#39;t use\n <b>any</b>thing.</p>\n\
                      <time>0:12</time>\n<p>Nor I.</p>\n<cite>Carl :</cite><time>1:00:00</time><p>Caf&eacute;s &amp; R.</p>";
        let (document, _) = read("a.html", source);
        assert_eq!(document.kind, DocumentKind::Transcript);
        assert_eq!(
            told(&document),
            [
                (Some(9000), Some("Ada Bell"), "We don't use anything."),
                (Some(12_000), Some("Ada Bell"), "Nor I."),
                (Some(3_600_000), Some("Carl"), "Cafés & R."),
            ]
        );
        let place = document.place(document.text.find("thing").unwrap() as u32);
        assert_eq!((place.line, place.column), (4, 12));
    }

    #[test]
    fn blank_lines_part_what_sites_store() {
        let turns =
            ["ADA:</strong> We met", "CARL:</strong> So we did", "ADA:</strong> Again", "CARL:</strong> Yes"];
        let body: Vec<String> = turns.iter().map(|turn| format!("<strong>{turn}.\n\n")).collect();
        let source =
            format!("---\ntitle: On looms\nguest: Carl\n---\n<h3>Talk</h3>\n\n{}", body.concat().repeat(2));
        let (document, _) = read("a.html", &source);
        let told = told(&document);
        assert_eq!(told[0], (None, None, "On looms"));
        assert_eq!(told[2..4], [(None, Some("ADA"), "We met."), (None, Some("CARL"), "So we did.")]);
        assert_eq!(told.len(), 10);
        let (document, _) = read("a.html", "\u{feff}<p>One\n \r\n\tTwo</p>");
        assert_eq!(document.text, "One Two", "a paragraph holds them together");
    }

    #[test]
    fn labels_of_paragraphs_name_speakers() {
        let source = "<!DOCTYPE html><head><title>Talk</title><style>p { x: y }</style></head><body>\
                      <p><strong>Ada Bell</strong>: One</p><p>[00:12] Carl Dorn: Two</p><p>Ada Bell: a<br>b</p><p>Carl Dorn: c</p>";
        let (document, _) = read("a.html", source);
        let (ada, carl) = (Some("Ada Bell"), Some("Carl Dorn"));
        let all = [
            (None, ada, "One"),
            (Some(12_000), carl, "Two"),
            (None, ada, "a"),
            (None, ada, "b"),
            (None, carl, "c"),
        ];
        assert_eq!(told(&document), all);
    }

    #[test]
    fn names_in_elements_of_their_own_name_speakers() {
        for (ada, carl, is_timed) in [
            ("<h4>Ada Bell</h4><p>|</p>", "<h4>Carl Dorn</h4><p>|</p>", false),
            ("<dt>Ada Bell</dt>\n<dd>|</dd>\n", "<dt>Carl Dorn</dt>\n<dd>|</dd>\n", false),
            ("<p><strong>Ada Bell</strong><br>\n|</p>", "<p><strong>Carl Dorn</strong><br>\n|</p>", false),
            (
                "<tr><td>0:07</td><td>Ada Bell</td><td>|</td></tr>\n",
                "<tr><td>0:09</td><td>Carl Dorn</td><td>|</td></tr>\n",
                true,
            ),
            (
                "<div class=t><div class=\"who\">Ada Bell</div> <a href=\"#t=7\">(0:07)</a><div>|</div></div>",
                "<div class=t><div class=\"who\">Carl Dorn</div> <a href=\"#t=9\">(0:09)</a><div>|</div></div>",
                true,
            ),
        ] {
            let (one, other) =
                ("We met at the old mill, and it was raining.", "It was, and nobody had a coat with them.");
            let turns = (ada.replace('|', one) + &carl.replace('|', other)).repeat(2);
            let (document, _) =
                read("a.html", &format!("<html><body><h1>On tools</h1>{turns}</body></html>"));
            assert_eq!(document.kind, DocumentKind::Transcript, "{ada}");
            let time = |millis: u32| is_timed.then_some(millis);
            let all = [(time(7000), Some("Ada Bell"), one), (time(9000), Some("Carl Dorn"), other)];
            assert_eq!(told(&document)[1..3], all, "{ada}");
        }
        let said =
            "We met at the <b>old</b> mill with <a href=\"https://example.org/d\">Docker</a>, and it rained.";
        let turns = format!("<h4>Ada Bell</h4><p>{said}</p><h4>Carl Dorn</h4><p>{said}</p>").repeat(3);
        let (document, _) = read("a.html", &format!("<nav><a>Home</a></nav><h1>On Tools</h1>{turns}"));
        assert_eq!((told(&document)[0].2, document.links.len()), ("On Tools", 6));
        assert_eq!(
            told(&document)[1],
            (None, Some("Ada Bell"), "We met at the old mill with Docker, and it rained.")
        );
        let notes = "<h4>Django</h4><p>A tool for those who like to build sites.</p><h4>Flask</h4><p>Another one, which is smaller.</p>";
        assert_eq!(read("a.html", &notes.repeat(2)).0.kind, DocumentKind::ShowNotes);
    }

    #[test]
    fn show_notes_have_links() {
        let source = "<h1>Notes</h1><ul><li><a href=\"https://example.org/a?b&amp;c\">Tool <i>box</i></a> is new\
                      <li>See <cite>A Book</cite>, https://example.org/d.</ul>";
        let (document, _) = read("a.html", source);
        assert_eq!(document.kind, DocumentKind::ShowNotes);
        assert_eq!(document.text, "Notes\nTool box is new\nSee A Book, https://example.org/d.");
        let links: Vec<_> = document
            .links
            .iter()
            .map(|link| (&document.text[link.span.range()], link.url.as_str()))
            .collect();
        assert_eq!(
            links,
            [("Tool box", "https://example.org/a?b&c"), ("https://example.org/d", "https://example.org/d")]
        );
    }
}
