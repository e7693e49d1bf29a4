//! Markdown: show notes, and transcripts with a label before each turn (`**Ada Bell:** …`).

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::draft::{Draft, Join};
use super::front_matter;
use super::labels::Labels;
use super::paragraph::{behind_marker, items_are_turns, label, labels, starts};
use super::speaker::{Label, is_part_of_show};
use super::stamp::{self, bracketed_time, time_alone};
use crate::episode::{Document, DocumentKind, Time};
use crate::error::Error;

/// Whether a text is Markdown by its marks, or by its path where it has none.
pub(super) fn recognises(path: &str, _source: &str, lines: &[&str]) -> bool {
    // `- [Ada]` says who speaks.
    const MARKS: [&str; 9] = ["# ", "## ", "### ", "- [ ]", "- [x]", "- [X]", "* [", "**", "__"];
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    let is_marked = |line: &&str| {
        MARKS.iter().any(|mark| line.starts_with(mark)) || line.contains("](") || line.contains("][")
    };
    matches!(ending.as_str(), "md" | "markdown") || lines.iter().any(is_marked)
}

/// Reads Markdown. A segment is a paragraph, heading, list item or table cell; code blocks are no text.
pub(super) fn read(path: &str, source: &str) -> (Document, Vec<Error>) {
    let starts = starts(source);
    let labels = labels(source, &starts);
    let kind = super::kind::of(source, &starts, &labels);
    let mut reader = Reader {
        draft: Draft::new(source),
        labels: (kind == DocumentKind::Transcript).then_some(labels),
        items: items_are_turns(source),
        speaker: None,
        time: None,
        times_alone: starts.iter().filter(|start| time_alone(start).is_some()).nth(TIMES - 1).is_some(),
        ahead: None,
        names: FxHashSet::default(),
        paragraph_end: 0,
        skip_to: usize::from(source.starts_with('\u{feff}')) * '\u{feff}'.len_utf8(),
        silent: 0,
        html_end: None,
        depth: 0,
    };
    reader.blocks(0..source.len());
    (reader.draft.finish(path, kind, true), Vec::new())
}

/// How many paragraphs are but a time where times stand before turns; somebody may say a time, too.
const TIMES: usize = 3;

struct Reader<'a> {
    draft: Draft<'a>,
    /// In a transcript, the labels that no colon in bold tells.
    labels: Option<Labels>,
    /// Whether list items begin with who speaks.
    items: bool,
    speaker: Option<Arc<str>>,
    /// When the turn began, where a line tells that.
    time: Option<Time>,
    /// Whether times stand in paragraphs of their own, and the one right before this paragraph.
    times_alone: bool,
    ahead: Option<Time>,
    names: FxHashSet<Arc<str>>,
    /// Where the paragraph ends that is read.
    paragraph_end: usize,
    /// Text before this byte is none: a label, a byte order mark.
    skip_to: usize,
    /// How many elements are open whose text is none.
    silent: u32,
    /// What ends the comment or tag of HTML that an earlier line began.
    html_end: Option<&'static str>,
    /// How many deep list items are open that were read anew.
    depth: u32,
}

/// How often a list item within a list item is read anew; people write one level, and each costs a pass.
const DEEPEST: u32 = 4;

impl Reader<'_> {
    fn blocks(&mut self, part: Range<usize>) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
        let source = self.draft.source();
        for (event, range) in Parser::new_ext(&source[part.clone()], options).into_offset_iter() {
            self.event(event, part.start + range.start..part.start + range.end);
        }
        self.draft.join(Join::Break);
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::Link) => self.draft.close_link(),
            Event::End(TagEnd::Image | TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => self.silent -= 1,
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            Event::End(TagEnd::HtmlBlock) => {
                self.html_end = None;
                self.draft.join(Join::Break);
            }
            Event::End(_) | Event::HardBreak | Event::Rule => self.draft.join(Join::Break),
            Event::SoftBreak => self.line(range.end),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.draft.join(Join::Break),
            _ if self.silent > 0 => {}
            Event::Text(text) => self.text(&text, range),
            Event::Code(_) => self.code(range),
            Event::Html(_) => self.html(range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.draft.open_link(&format!("mailto:{dest_url}"))
            }
            Tag::Link { dest_url, .. } => self.draft.open_link(&dest_url),
            Tag::Image { .. } => self.silent += 1,
            Tag::MetadataBlock(_) => {
                // Others stand between rules.
                if self.draft.source()[..range.start].trim_start_matches('\u{feff}').is_empty() {
                    front_matter::add(&mut self.draft, range.end);
                }
                self.silent += 1;
            }
            Tag::CodeBlock(kind) => {
                if matches!(kind, CodeBlockKind::Indented) {
                    self.indented(range);
                }
                self.silent += 1;
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableRow => self.paragraph(range),
            Tag::Item => self.item(range),
            Tag::TableCell => self.block(self.time),
            _ => self.block(None),
        }
    }

    fn block(&mut self, time: Option<Time>) {
        self.draft.join(Join::Break);
        self.draft.segment(time, self.speaker.clone());
    }

    /// In a transcript, a list item may be a turn.
    fn item(&mut self, range: Range<usize>) {
        let text = behind_marker(&self.draft.source()[range.clone()]);
        match &self.labels {
            Some(labels) if self.items && label(text, labels).is_some() => {
                self.paragraph(range.end - text.len()..range.end)
            }
            Some(labels) if labels.find(&self.draft.source()[range.clone()]).is_some() => {
                self.paragraph(range)
            }
            _ => self.block(None),
        }
    }

    /// A line within a paragraph begins, with a turn of its own or not.
    fn line(&mut self, at: usize) {
        self.draft.join(Join::Space);
        let rest = self.draft.source().get(at..self.paragraph_end).unwrap_or_default();
        if self.labels.as_ref().is_some_and(|labels| label(rest, labels).is_some()) {
            self.paragraph(at..self.paragraph_end);
        }
    }

    /// In a transcript, a paragraph may begin with a label and a time.
    fn paragraph(&mut self, range: Range<usize>) {
        self.paragraph_end = range.end;
        let Some(labels) = &self.labels else {
            return self.block(None);
        };
        let mut text = &self.draft.source()[range.clone()];
        if let Some(time) = time_alone(text).filter(|_| self.times_alone) {
            (self.time, self.ahead, self.skip_to) = (Some(time), Some(time), range.end);
            return self.block(Some(time));
        }
        let ahead = self.ahead.take();
        if let Some(Label { name, time, taken, .. }) = label(text, labels) {
            self.speaker = (!is_part_of_show(name)).then(|| name.into());
            if let Some(name) = &mut self.speaker {
                match self.names.get(name) {
                    Some(known) => *name = known.clone(),
                    None => _ = self.names.insert(name.clone()),
                }
            }
            self.skip_to = range.start + taken;
            self.time = time.or(ahead);
            text = &text[taken..];
        }
        let time = match stamp::alone(text) {
            (Some(time), said) => {
                self.skip_to = range.end - said.len();
                self.time = Some(time);
                Some(time)
            }
            (None, _) => self.time.or_else(|| bracketed_time(text)),
        };
        self.block(time);
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let source = self.draft.source();
        // Borrowed of the source in nearly all cases, so that letters need not be compared.
        let words = &source[range.clone()];
        if std::ptr::eq(words, text) || words == text {
            let start = range.start.max(self.skip_to.min(range.end));
            self.words(start..range.end);
        } else if range.start >= self.skip_to {
            // An entity: it stands for other characters than it is written with.
            text.chars().for_each(|character| self.draft.push_character(character, range.clone()));
        }
    }

    /// Adds words. Pairs of stars that were meant to mark in show notes, but mark nothing (`too****l`), are no text.
    fn words(&mut self, range: Range<usize>) {
        let source = self.draft.source();
        let stars = source[range.clone()].bytes().all(|byte| byte == b'*');
        let pair = source[..range.end].ends_with("**") || source[range.start..].starts_with("**");
        if self.labels.is_some() || !(stars && pair) {
            self.draft.push(range);
        }
    }

    fn code(&mut self, range: Range<usize>) {
        let source = &self.draft.source()[range.clone()];
        let ticks = source.len() - source.trim_start_matches('`').len();
        if range.start >= self.skip_to && ticks * 2 <= source.len() {
            let inner = &source[ticks..source.len() - ticks];
            let pad = usize::from(inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty());
            self.draft.push(range.start + ticks + pad..range.end - ticks - pad);
        }
    }

    /// What stands between the tags and comments of a line of HTML; those may go on in the next.
    fn html(&mut self, mut range: Range<usize>) {
        let source = self.draft.source();
        while !range.is_empty() {
            let html = &source[range.clone()];
            if let Some(end) = self.html_end {
                let Some(at) = html.find(end) else { return };
                self.html_end = None;
                range.start += at + end.len();
            } else {
                let tag = tag(html).unwrap_or(html.len());
                self.draft.push(range.start..range.start + tag);
                self.draft.join(Join::Space);
                self.html_end = html_end(&html[tag..]);
                // `<!-->` is a comment, too: its end may share the hyphens.
                range.start += (tag + 2).min(html.len());
            }
        }
    }

    /// List items deep enough to be taken for code are list items all the same, and turns are turns; deeper ones than
    /// [`DEEPEST`] remain code.
    fn indented(&mut self, range: Range<usize>) {
        if self.depth == DEEPEST {
            return;
        }
        let part = &self.draft.source()[range.clone()];
        let is_item = |text: &str| text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ");
        let mut lines = part.lines().map(str::trim_start).filter(|line| !line.trim_end().is_empty());
        let are_turns = |labels| lines.clone().filter(|line| label(line, labels).is_some()).nth(1).is_some();
        if self.labels.as_ref().is_some_and(are_turns) || lines.all(is_item) {
            self.depth += 1;
            for (at, line) in stamp::lines(part) {
                let margin = line.len() - line.trim_start().len();
                self.blocks(range.start + at + margin..range.start + at + line.len());
            }
            self.depth -= 1;
        }
    }
}

/// Where the first tag or comment begins; `<` before anything else is a character like others.
fn tag(html: &str) -> Option<usize> {
    let opens =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    html.match_indices('<').map(|(at, _)| at).find(|at| opens(&html[at + 1..]))
}

/// What ends the tag or comment that `html` begins with.
fn html_end(html: &str) -> Option<&'static str> {
    match html {
        "" => None,
        comment if comment.starts_with("<!--") => Some("-->"),
        _ => Some(">"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(document: &Document) -> Vec<(&str, &str)> {
        document.links.iter().map(|l| (&document.text[l.span.range()], l.url.as_str())).collect()
    }

    #[test]
    fn reads_show_notes() {
        let source = "# Soft Talk 7\n\n**Ada #1:** [**Toolbox**](https://example.org/t)\n\n- Fast & *simple*,\n  `pip install toolbox`\n\
                      \t- deeper: <https://example.org/d>\n- Itâ€™s at https://example.org/c.\n\n```\ncode\n```\n\n![alt](x.png) R&amp;D too****ls\n";
        let (document, _) = read("7.md", source);
        assert_eq!(document.kind, DocumentKind::ShowNotes);
        assert_eq!(
            document.text,
            "Soft Talk 7\nAda #1: Toolbox\nFast & simple, pip install toolbox\ndeeper: https://example.org/d\n\
             It’s at https://example.org/c.\nR&D tools"
        );
        assert_eq!(
            links(&document),
            [
                ("Toolbox", "https://example.org/t"),
                ("https://example.org/d", "https://example.org/d"),
                ("https://example.org/c", "https://example.org/c"),
            ]
        );
        assert_eq!(document.segments.len(), 6);
    }

    #[test]
    fn reads_a_transcript_with_labels_and_noise() {
        let source = "**Ada Bell:** Hello, \\[laughs\\] all.\n\nI go on.\n\n**Break:** \\[00:44\\]\n\n\
                      **Carl Dorn:** \\[00:50\\] Hi \\[unintelligible 00:01:02.33\\] Ada.\n\nTwo `lines`\nrun on.";
        let (document, _) = read("7.md", source);
        assert_eq!(document.kind, DocumentKind::Transcript);
        assert_eq!(document.text, "Hello, all.\nI go on.\nHi Ada.\nTwo lines run on.");
        let segments: Vec<_> = document.segments.iter().map(|s| (s.time, s.speaker.as_deref())).collect();
        let (ada, carl) = (Some("Ada Bell"), Some("Carl Dorn"));
        assert_eq!(segments, [(None, ada), (None, ada), (Some(Time(50_000)), carl), (None, carl)]);
        let place = document.place(document.text.find("Ada.").unwrap() as u32);
        assert_eq!((place.line, place.column), (7, 60));
    }

    /// How two turns begin, with times.
    const TIMED: [(&str, &str); 16] = [
        ("**Ada Bell** [00:07]:", "**Carl Dorn** [01:10]:"),
        ("**Ada Bell** (00:07)", "**Carl Dorn** (01:10)"),
        ("**[00:07] Ada Bell:**", "**[01:10] Carl Dorn:**"),
        ("**Ada Bell [00:07]:**", "**Carl Dorn [01:10]:**"),
        ("### Ada Bell [00:07]\n\n", "### Carl Dorn [01:10]\n\n"),
        ("##### [00:00:07] - Ada Bell\n\n", "##### [00:01:10] - Carl Dorn\n\n"),
        ("**\\[00:07\\] Ada Bell:**", "**\\[01:10\\] Carl Dorn:**"),
        ("**Ada Bell (host)** [00:07]:", "**Carl Dorn (guest)** [01:10]:"),
        ("**[Ada Bell](https://talk.example/a)** (00:07)", "**[Carl Dorn](https://talk.example/c)** (01:10)"),
        ("**Ada Bell** - 00:07\n\n", "**Carl Dorn** - 01:10\n\n"),
        ("**Ada Bell** | 00:07\n", "**Carl Dorn** | 01:10\n"),
        ("**Ada Bell** *00:07*\n\n", "**Carl Dorn** *01:10*\n\n"),
        ("- **[00:07] Ada Bell:**", "- **[01:10] Carl Dorn:**"),
        ("**[00:00:07.000] - Ada Bell**\n\n", "**[00:01:10.000] - Carl Dorn**\n\n"),
        ("**00:07** - _Ada Bell_\n\n", "**01:10** - _Carl Dorn_\n\n"),
        ("**Ada Bell** *(00:07)*:", "**Carl Dorn** *(01:10)*:"),
    ];

    #[test]
    fn labels_may_have_times_beside_them_or_stand_alone() {
        for (ada, carl) in TIMED {
            let source = format!("{ada} Hello.\n\n{carl} Hi.\n\nMore.\n\n{ada} So.\n\n{carl} Well.\n");
            let (document, _) = read("7.md", &source);
            assert_eq!(document.text, "Hello.\nHi.\nMore.\nSo.\nWell.");
            let told: Vec<_> =
                document.segments.iter().map(|s| (s.time.map(|t| t.0), s.speaker.as_deref())).collect();
            let (ada, carl) = ((Some(7000), Some("Ada Bell")), (Some(70_000), Some("Carl Dorn")));
            assert_eq!(told, [ada, carl, carl, ada, carl]);
        }
        // Without times, alone in a line or in bold before it.
        for mark in [("**", "**\n"), ("## ", "\n\n"), ("__", "__\n"), ("**", "** ")] {
            let turn = |name: &str, said: &str| format!("{}{name}{}{said}\n\n", mark.0, mark.1);
            let source: String = ["Hello.", "So.", "Well.", "Bye."]
                .map(|said| turn("Ada", said) + &turn("Carl Dorn", "Hi."))
                .concat();
            let (document, _) = read("7.md", &source);
            assert_eq!(document.text, "Hello.\nHi.\nSo.\nHi.\nWell.\nHi.\nBye.\nHi.");
            assert_eq!(document.segments[1].speaker.as_deref(), Some("Carl Dorn"));
        }
        // Notes above what was said make no notes of it.
        let notes = "# Soft Talk 7\n\n- [a](https://example.org/a)\n- [b](https://example.org/b)\n- c\n- d\n- e\n- f\n\n";
        let talk = "**Ada Bell:** We said so much here that it is most of the text.\n\n**Carl Dorn:** Indeed, we did.\n\n".repeat(3);
        let (document, _) = read("7.md", &format!("{notes}{talk}"));
        assert_eq!((document.kind, document.segments.len()), (DocumentKind::Transcript, 13));
        for [one, other] in [["Django", "Flask"], ["Pros", "Cons"]] {
            let (document, _) = read("7.md", &format!("**{one}**\n\nA\n\n**{other}**\n\nB\n\n").repeat(3));
            assert_eq!((document.kind, document.segments.len()), (DocumentKind::ShowNotes, 12), "{one}");
        }
        // Where labels have colons, a heading is a topic.
        let topics = "**Ada Bell:** Hello.\n\n## Julia\n\n**Carl Dorn:** Hi.\n\n## Ruby\n\n".repeat(3);
        let (document, _) = read("7.md", &topics);
        assert!(
            document.text.contains("Julia")
                && document.segments.iter().all(|one| one.speaker.as_deref() != Some("Ruby"))
        );
        // A turn a line, under a title.
        for (ada, carl) in [
            ("**Ada Bell** [00:07]:", "**Carl Dorn** [01:10]:"),
            ("[Ada Bell] [00:07]", "[Carl Dorn] [01:10]"),
        ] {
            let source = format!(
                "# Soft Talk 7\n\n{ada} Hello.\n{carl} Hi.\n{ada} So.\n{carl} Well.\n**Eve Fox** [02:00]: Once.\n"
            );
            let (document, _) = read("7.md", &source);
            assert_eq!(document.text, "Soft Talk 7\nHello.\nHi.\nSo.\nWell.\nOnce.");
            let last = document.segments.last().unwrap();
            assert_eq!((last.time, last.speaker.as_deref()), (Some(Time(120_000)), Some("Eve Fox")));
        }
        // Topics have times, too.
        for notes in [
            "## Django [03:10]\n\nWhy.\n\n## Flask [12:45]\n\nHow.\n\n## FastAPI [20:00]\n\nWhat.\n",
            "**Django** (03:10) Why.\n\n**Flask** (12:45) How.\n",
            "**Django** [03:10]: Why.\n\n**Flask** [12:45]: How.\n",
        ] {
            assert!(read("7.md", notes).0.text.starts_with("Django"), "{notes}");
        }
    }

    #[test]
    fn labels_may_be_in_italics_and_in_quotes() {
        for (mark, end) in [("_", "_:"), ("*", ":*"), ("> *", ":*")] {
            let turn = |name: &str, said: &str| format!("{mark}{name}{end} {said}\n\n");
            let source =
                [("Eve Fox", "Once."), ("AB", "Hello."), ("CD", "Hi."), ("AB", "So."), ("CD", "Well.")];
            let (document, _) = read("7.md", &source.map(|(name, said)| turn(name, said)).concat());
            assert_eq!(document.text, "Once.\nHello.\nHi.\nSo.\nWell.");
            assert_eq!(document.segments[0].speaker.as_deref(), Some("Eve Fox"));
        }
        // What comes but once in a list, a link or with a version is no speaker.
        for notes in [
            "Some words.\n\n- **Django**: a\n- **Flask**: b\n- **FastAPI**: c\n",
            "- **[Django](https://example.org/d):** a\n- **[Flask](https://example.org/f):** b\n",
            "**Ada Bell**: makes looms\n\n**Bo Lund**: makes tea\n\n**Cy Dorn**: drinks it\n\n**Di Foss**: does not\n",
            "**Django (5.0)**: out now\n\n**Flask (3.1)**: too\n\n**Redis (8)**: soon\n",
            "**00:00** Intro\n\n**03:10** Django\n\n**05:00** Break\n\n**06:00** Intro\n\n**07:00** Break\n",
        ] {
            assert_eq!(read("7.md", notes).0.kind, DocumentKind::ShowNotes, "{notes}");
        }
        let again = "### Book\n\n*Author:* Ada Bell\n\n*Topic:* Django\n\n".repeat(3);
        assert_eq!(read("7.md", &again).0.kind, DocumentKind::ShowNotes);
        let titles = "*Soft Talk*: a show.\n\n*The Loom*: a book.\n\nBoth are good.\n\nRead them.\n\nAll.\n";
        assert!(read("7.md", titles).0.text.starts_with("Soft Talk: a show."));
    }

    #[test]
    fn names_alone_in_paragraphs_say_who_speaks() {
        let turn = |name: &str, said: &str| format!("{name}\n\n{said}\n\n");
        let talk = (turn("Ada", "We met.") + &turn("Carl Dorn", "Yes, we did.\n\nIt was late.")).repeat(4);
        let (document, _) = read("a.md", &format!("# Talk\n\n[Notes](notes.md)\n\n{talk}"));
        assert_eq!(document.kind, DocumentKind::Transcript);
        assert!(document.text.starts_with("Talk\nNotes\nWe met.\nYes, we did.\nIt was late.\nWe met."));
        let said = |text: &str| document.segments.iter().find(|one| document.text[one.span.range()] == *text);
        assert_eq!(said("It was late.").and_then(|one| one.speaker.as_deref()), Some("Carl Dorn"));
        for list in [
            "# Cities\n\nGreen Bay\n\nIs cold.\n\nCharlotte\n\nIs warm.\n\n".repeat(3),
            "Ada Bell\n\n- [Nails](a.md)\n- [Saws](b.md)\n\nCarl Dorn\n\n- [Nuts](c.md)\n\n".repeat(5),
            "Ada Bell\n\nCarl Dorn\n\nMusic by Eve Moss.\n\n".repeat(5),
        ] {
            let text = read("a.md", &list).0.text;
            assert!(
                text.contains("Charlotte") || text.contains("Ada Bell") && text.contains("Carl Dorn"),
                "{text}"
            );
        }
    }

    #[test]
    fn turns_of_any_shape_that_comes_again_are_turns() {
        const MET: &str = "We met at the old mill, and it was raining.";
        const YES: &str = "It was, and nobody had a coat with them.";
        for (ada, carl, is_timed) in [
            ("**00:07** | **Ada Bell** | ", "**01:10** | **Carl Dorn** | ", true),
            ("| 00:07 | Ada Bell | ", "| 01:10 | Carl Dorn | ", true),
            (
                "**Ada Bell** — [00:07](https://talk.example/7?t=7) ",
                "**Carl Dorn** — [01:10](https://talk.example/7?t=70) ",
                true,
            ),
            ("[Ada Bell](https://talk.example/a): ", "[Carl Dorn](https://talk.example/c): ", false),
            ("🎙️ **Ada Bell:** ", "🎧 **Carl Dorn:** ", false),
            ("* [00:07] **Ada Bell** - ", "* [01:10] **Carl Dorn** - ", true),
            ("<span class=\"host\">Ada Bell:</span> ", "<span class=\"guest\">Carl Dorn:</span> ", false),
            ("*00:07*\n\n**Ada Bell:** ", "*01:10*\n\n**Carl Dorn:** ", true),
        ] {
            let end = if ada.starts_with("| ") { " |\n" } else { "\n\n" };
            let head = if ada.starts_with("| ") {
                "| When | Who | What |\n|---|---|---|\n"
            } else {
                "# On tools\n\n"
            };
            let turns = format!("{ada}{MET}{end}{carl}{YES}{end}").repeat(3);
            let (document, _) = read("7.md", &format!("{head}{turns}"));
            assert_eq!(document.kind, DocumentKind::Transcript, "{ada}");
            let said = document.segments.iter().filter(|s| s.speaker.is_some());
            let told: Vec<_> =
                said.map(|s| (s.time, s.speaker.as_deref(), &document.text[s.span.range()])).collect();
            let time = |seconds: u32| is_timed.then_some(Time(seconds * 1000));
            assert_eq!(
                told[..2],
                [(time(7), Some("Ada Bell"), MET), (time(70), Some("Carl Dorn"), YES)],
                "{ada}"
            );
        }
        for notes in [
            "- **Django** - a tool that many people build their sites with\n- **Ruby** - a language that they do not build them with\n",
            "| Ruby | 3.2 | a language that they do not build it with |\n| Python | 3.12 | one that they build it with, and more |\n",
            "- Ada — tea\n- Carl — a loom\n",
        ] {
            assert_eq!(read("7.md", &notes.repeat(3)).0.kind, DocumentKind::ShowNotes, "{notes}");
        }
        let pause = format!("Ada — {MET}\nDocker — it is small\n\nCarl — {YES}\n\n").repeat(3);
        assert!(read("7.md", &pause).0.text.contains("Docker — it is small"));
    }

    #[test]
    fn a_line_of_speaker_and_time_is_no_text() {
        let source = "---\ndate: x\n---\n\nAda Bell: 00:00:15\n\nHello,\nall.\n\nMore.\n\nCarl Dorn: 00:01:00\nHi.\n\n\
                      Ada Bell: 0:20 is late.\n\nCarl Dorn: 00:02:00\n\n";
        let (document, _) = read("7.md", source);
        assert_eq!(document.text, "Hello, all.\nMore.\nHi.\n0:20 is late.");
        let told: Vec<_> =
            document.segments.iter().map(|s| (s.time.map(|t| t.0), s.speaker.as_deref())).collect();
        let (ada, carl) = (Some("Ada Bell"), Some("Carl Dorn"));
        assert_eq!(told, [(Some(15_000), ada), (Some(15_000), ada), (Some(60_000), carl), (None, ada)]);
    }

    #[test]
    fn code_is_no_text_but_deep_lists_are() {
        let source =
            "Text\n\n    let x = 1;\n\nMore\n\n        - [deep](https://example.org)\n        - item\n";
        let (document, _) = read("7.md", source);
        assert_eq!(document.text, "Text\nMore\ndeep\nitem");
        assert_eq!(links(&document), [("deep", "https://example.org")]);
    }

    #[test]
    fn items_within_items_end_somewhere() {
        let source = format!("Text **a**\n\n{}- x\n", "-      ".repeat(3000));
        assert_eq!(read("7.md", &source).0.text, "Text a");
        let source = format!("Text\n\n{}- x\n\n        - y\n", "-      ".repeat(3));
        assert_eq!(read("7.md", &source).0.text, "Text\nx\ny");
    }

    #[test]
    fn comments_and_tags_may_run_over_lines() {
        for (html, text) in [
            ("<!-- cut\nthe Flask part\n-->", ""),
            ("<!-- cut\n\nthe <b>Flask</b> part\n\n--> kept", "kept"),
            ("<!--> kept <!-- cut --> too", "kept too"),
            ("<p>One <!-- cut\nFlask > Django\n--> two</p>", "One two"),
            ("<img\nsrc=\"x.png\"\n/> 1 < 2 <3", "1 < 2 <3"),
            ("<p>One <!-- open", "One"),
        ] {
            let source = format!("A\n\n{html}\n\nZ\n");
            let expected = ["A", text, "Z"].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            assert_eq!(read("7.md", &source).0.text, expected.join("\n"), "{html}");
        }
    }

    #[test]
    fn of_front_matter_the_title_is_text_and_of_html_no_tag() {
        let source = "---\ntitle: 'On Flask'\ndate: x\nsummary: >\n  Ada tells\n  of it.\ntags: [a]\n---\n\n<p>One <b>two</b></p>\n\n<!-- no -->\n\nA<br>B <i>c</i>\n\n| a | b |\n|---|---|\n| c | d |\n";
        assert_eq!(read("7.md", source).0.text, "On Flask\nAda tells of it.\nOne two\nA\nB c\na\nb\nc\nd");
    }
}
