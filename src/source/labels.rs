//! Which labels a document without markup has for its speakers.

use std::collections::{BTreeMap, BTreeSet};

use super::noise::is_noise;
use super::shape::Shape;
use super::speaker::{Label, is_given, is_machine, label};

/// The labels a document without markup uses for its speakers.
///
/// `Note: …` and `Step one: …` have the shape of a label too, so a label counts only when it comes again: a
/// full name twice; one word only where at least two such words each come five times, given names three times, or twice where nearly
/// every start has one. A name with a time counts where two names come twice, one in brackets alone, which may be a noise, where half of all
/// starts have such, too, and one word five times. What a machine calls a speaker is nothing else. Where there are none, names that stand
/// alone in a line again and again, above what is said, may be labels.
#[derive(Debug, Default)]
pub(super) struct Labels {
    known: BTreeSet<String>,
    /// Whether labels have a time beside them, so that one of somebody who speaks but once is known by it.
    is_timed: bool,
    /// How turns begin where no label is known.
    shape: Option<Shape>,
    /// Names that are labels where they are all of a line.
    alone: BTreeSet<String>,
}

/// How often a name is a label.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    /// With a colon and no time.
    told: usize,
    timed: usize,
    /// In brackets alone.
    bare: usize,
}

impl Labels {
    /// Learns the labels from the starts of all captions or paragraphs.
    pub(super) fn learn<'a>(starts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
        let mut all = 0;
        for start in starts.clone() {
            all += usize::from(!start.is_empty());
            if let Some(label) = label(start) {
                let count = counts.entry(label.name).or_default();
                match label {
                    Label { time: Some(_), .. } => count.timed += 1,
                    Label { is_told: true, .. } => count.told += 1,
                    _ => count.bare += usize::from(!is_noise(label.name)),
                }
            }
        }
        let again = |number: fn(&Count) -> usize| {
            let numbers = counts.values().map(number).filter(|&number| number > 1);
            numbers.fold((0, 0), |(names, sum), number| (names + 1, sum + number))
        };
        let is_timed = again(|count| count.timed).0 > 1;
        let (names, sum) = again(|count| count.bare);
        let is_bare = names > 1 && sum * 2 >= all;
        let is_full = |name: &str| name.contains([' ', '_']);
        // In a short excerpt who speaks is said each time, if only a few times.
        let words: Vec<usize> =
            counts.iter().filter(|(name, _)| !is_full(name)).map(|(_, count)| count.told).collect();
        let everywhere = words.len() > 1 && words.iter().sum::<usize>() * 5 >= all * 4;
        let frequent = words.iter().filter(|&&count| count >= 5).count();
        let given =
            counts.iter().filter(|(name, count)| count.told >= 3 && !is_full(name) && is_given(name)).count();
        let told: Vec<&str> =
            counts.iter().filter(|(_, count)| count.told > 0).map(|(&name, _)| name).collect();
        let known: BTreeSet<String> = counts
            .into_iter()
            .filter(|&(name, count)| {
                let one_word = count.told >= 5 && frequent >= 2
                    || count.told >= 2 && everywhere
                    || count.told >= 3 && given >= 2 && is_given(name);
                is_machine(name)
                    || count.timed >= 2 && is_timed
                    || count.bare >= if is_full(name) { 2 } else { 5 } && is_bare
                    || if is_full(name) { count.told >= 2 } else { one_word }
            })
            .map(|(name, _)| name.to_owned())
            .collect();
        let shape = if known.is_empty() { Shape::learn(starts, all) } else { None };
        Labels { known, is_timed, shape, alone: BTreeSet::new() }.with_whole(&told)
    }

    /// With those who are labelled by their whole name once, and by the first part or the initials of it after: of `names` those.
    fn with_whole(mut self, names: &[&str]) -> Self {
        let short = |name: &str| {
            let initials: String = name.split(' ').filter_map(|part| part.chars().next()).collect();
            self.known.contains(&initials) || name.split(' ').take(1).any(|part| self.known.contains(part))
        };
        let whole: Vec<String> = names
            .iter()
            .filter(|name| name.contains(' ') && short(name))
            .map(|name| (*name).to_owned())
            .collect();
        self.known.extend(whole);
        self
    }

    /// With the labels of these names, too.
    pub(super) fn with(mut self, names: Vec<String>) -> Self {
        self.known.extend(names);
        self
    }

    /// With the labels of these names, too, which have a time beside them.
    pub(super) fn with_timed(mut self, names: Vec<String>) -> Self {
        let before = self.known.len();
        self.known.extend(names);
        self.is_timed |= self.known.len() > before;
        self
    }

    /// Where there are no others, with these names as labels where they stand alone in a line.
    pub(super) fn or_alone<'a>(self, names: impl FnOnce() -> BTreeSet<&'a str>) -> Self {
        let names = if self.is_empty() { names() } else { BTreeSet::new() };
        Labels { alone: names.into_iter().map(str::to_owned).collect(), ..self }
    }

    /// Whether it is a label of this document.
    pub(super) fn holds(&self, label: &Label<'_>) -> bool {
        self.known.contains(label.name) || self.is_timed && label.time.is_some()
    }

    /// The label at the start of `text`, when it is one of this document's.
    pub(super) fn find<'a>(&self, text: &'a str) -> Option<Label<'a>> {
        let listed = label(text).filter(|label| self.holds(label));
        listed.or_else(|| self.alone(text)).or_else(|| self.shape.as_ref()?.find(text))
    }

    /// The label that is all of the first line.
    fn alone<'a>(&self, text: &'a str) -> Option<Label<'a>> {
        let line = text.lines().next().filter(|_| !self.alone.is_empty())?;
        let name = line.trim();
        self.alone.contains(name).then_some(Label { name, time: None, taken: line.len(), is_told: false })
    }

    /// Whether the labels tell speakers apart, so that one holds until the next.
    pub(super) fn hold(&self) -> bool {
        self.known.len() > 1 || self.shape.is_some() || !self.alone.is_empty()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty() && self.shape.is_none() && self.alone.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_may_come_once_before_its_short_forms() {
        let turns = ["Ada Bell: a", "Carl Dorn: b", "Note Well: c"].into_iter();
        let labels = Labels::learn(turns.chain(["AB: d", "Carl: e"].repeat(6)));
        assert!(["Ada Bell: x", "Carl Dorn: x"].into_iter().all(|label| labels.find(label).is_some()));
        assert!(labels.find("Note Well: x").is_none());
    }

    #[test]
    fn a_label_counts_only_when_it_comes_again() {
        let starts = ["Ada Bell: a", "Ada Bell: b", "Note: c", "Note: d", "Carl Dorn: e"];
        let labels = Labels::learn(starts.into_iter());
        assert!(labels.find("Ada Bell: x").is_some() && !labels.hold());
        assert!(labels.find("Note: x").is_none() && labels.find("Carl Dorn: x").is_none());
        let starts = ["Ada: a", "Carl: b", "Ada: c", "Carl: d", "and so on"];
        assert!(Labels::learn(starts.into_iter()).find("Carl: x").is_some_and(|label| label.name == "Carl"));
        assert!(
            Labels::learn(["[Ada Bell] a", "[Carl Dorn] b", "[Ada Bell] c", "[Carl Dorn] d"].into_iter())
                .hold()
        );
        for prose in [
            ["[Soft Music] a", "b", "[Soft Music] c", "[Loud Music] d", "e"],
            ["[Laughter] a", "[Applause] b", "[Laughter] c", "[Applause] d", "[Laughter] e"],
            ["Django (03:10) is", "a", "Django (04:10) is", "b", "Flask (05:00) is"],
            ["Note (3:10): a", "b", "Note (4:10): c", "d", "e"],
        ] {
            assert!(Labels::learn(prose.into_iter()).is_empty(), "{prose:?}");
        }
        assert!(Labels::learn(["Note: a", "b", "Step: c", "d", "Note: e"].into_iter()).is_empty());
    }
}
