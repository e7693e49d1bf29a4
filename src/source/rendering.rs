//! Text as it is meant, where the source writes it with escapes or entities, and the way back to the source.
//!
//! *Why not simpler*: labels, noise and links are looked for in what is meant (`Jos\u00e9: [Music]`), but a
//! mention's column is counted in what is written.

use std::ops::Range;

/// How far a run is looked for one by one.
const NEAR: usize = 4;

/// What is meant, with where each stretch of it stands in the source.
#[derive(Debug, Default)]
pub(super) struct Rendering {
    text: String,
    /// Ascending by `at`; text before the next run that is not written stands between two strings.
    runs: Vec<Run>,
}

/// A stretch that stands in the source as it is, or one character that is written in another way.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Byte in the text.
    at: usize,
    /// Byte in the source.
    source: usize,
    /// The bytes that write the one character; 0 where the stretch stands as it is.
    written: usize,
}

/// A part of a stretch of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Stands so in the source.
    Plain(Range<usize>),
    /// A character, and what writes it in the source.
    Written(char, Range<usize>),
}

impl Rendering {
    /// Room for what a source of so many bytes may mean, so that it need not be moved as it grows.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Rendering { text: String::with_capacity(bytes), runs: Vec::new() }
    }

    /// What is meant.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How many bytes there are so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds a stretch of the source as it stands there.
    pub(super) fn push(&mut self, source: &str, stretch: Range<usize>) {
        if stretch.is_empty() {
            return;
        }
        let goes_on =
            |run: &Run| run.written == 0 && run.source + (self.text.len() - run.at) == stretch.start;
        if !self.runs.last().is_some_and(goes_on) {
            self.runs.push(Run { at: self.text.len(), source: stretch.start, written: 0 });
        }
        self.text.push_str(&source[stretch]);
    }

    /// Adds a character that the source writes with the bytes `written`.
    pub(super) fn push_character(&mut self, character: char, written: Range<usize>) {
        self.runs.push(Run { at: self.text.len(), source: written.start, written: written.len() });
        self.text.push(character);
    }

    /// Keeps what follows apart from what is there; nothing in the source stands for the line feed.
    pub(super) fn part(&mut self) {
        self.runs.push(Run { at: self.text.len(), source: usize::MAX, written: 1 });
        self.text.push('\n');
    }

    /// The run in which a byte of the text stands; quick where it is not far behind the run `from`.
    pub(super) fn run(&self, at: usize, from: usize) -> usize {
        let begins = |run: usize| self.runs.get(run).is_some_and(|run| run.at <= at);
        let near = (from..from + NEAR).find(|&run| begins(run) && !begins(run + 1));
        near.unwrap_or_else(|| self.runs.partition_point(|run| run.at <= at).saturating_sub(1))
    }

    /// Where a stretch of the text stands in the source, if all of it stands in one run and as it is.
    pub(super) fn plain(&self, run: usize, stretch: &Range<usize>) -> Option<Range<usize>> {
        let end = self.runs.get(run + 1).map_or(self.text.len(), |next| next.at);
        let run = self.runs.get(run).filter(|run| run.written == 0 && stretch.end <= end)?;
        let start = run.source + stretch.start.checked_sub(run.at)?;
        Some(start..start + stretch.len())
    }

    /// The parts of a stretch of the text, in order.
    pub(super) fn parts(&self, stretch: Range<usize>) -> impl Iterator<Item = Part> + '_ {
        let first = self.runs.partition_point(|run| run.at <= stretch.start).saturating_sub(1);
        let ends = self.runs[first..].iter().skip(1).map(|run| run.at).chain([self.text.len()]);
        let runs = self.runs[first..].iter().zip(ends);
        runs.take_while(move |(run, _)| run.at < stretch.end).filter_map(move |(run, end)| {
            let part = run.at.max(stretch.start)..end.min(stretch.end);
            if part.is_empty() || run.source == usize::MAX {
                None
            } else if run.written == 0 {
                let start = run.source + (part.start - run.at);
                Some(Part::Plain(start..start + part.len()))
            } else {
                let character = self.text[part].chars().next()?;
                Some(Part::Written(character, run.source..run.source + run.written))
            }
        })
    }

    /// The stretch of the source that writes a stretch of the text without a gap.
    pub(super) fn written(&self, stretch: Range<usize>) -> Option<Range<usize>> {
        let ranges = self.parts(stretch).map(|part| match part {
            Part::Plain(range) | Part::Written(_, range) => range,
        });
        ranges.reduce(|all, next| all.start..next.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_way_back() {
        let source = r#""Caf\u00e9 bar","x""#;
        let mut rendering = Rendering::default();
        rendering.push(source, 1..4);
        rendering.push_character('é', 4..10);
        rendering.push(source, 10..12);
        rendering.push(source, 12..14);
        rendering.part();
        rendering.push(source, 17..18);
        assert_eq!(rendering.text(), "Café bar\nx");
        let parts: Vec<_> = rendering.parts(1..rendering.len()).collect();
        let plain = Part::Plain;
        assert_eq!(parts, [plain(2..4), Part::Written('é', 4..10), plain(10..14), plain(17..18)]);
        assert_eq!(rendering.written(3..6), Some(4..11));
        assert_eq!(rendering.parts(7..8).collect::<Vec<_>>(), [plain(12..13)]);
    }
}
