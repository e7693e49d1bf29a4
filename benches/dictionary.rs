//! How long a large dictionary of one's own takes to make, how much memory it needs, and how fast it finds.
//!
//! `cargo bench --bench dictionary [-- NAMES]`: invented names over the built-in ones, 15,000 and then 1,000,000 (or as
//! many as said), and the example episodes read with each, as often as makes 10 MB.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench reads files, takes the time and tells it"
)]

use std::fmt::Write;
use std::time::{Duration, Instant};

use comention::dictionary::{Dictionary, DictionaryBuilder};
use comention::episode::Episode;
use comention::extract::Extractor;
use comention::source::{self, group::group};
use walkdir::WalkDir;

/// Below this many bytes, a time says little.
const LEAST: usize = 10_000_000;

fn main() {
    let many = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let episodes = episodes();
    let bytes: usize = episodes.iter().flat_map(|one| &one.documents).map(|one| one.text.len()).sum();
    let times = LEAST.div_ceil(bytes);
    println!("{:<28}{:>10}{:>14}  found", "", "time", "speed");
    for count in [15_000, many] {
        let table = invented(count);
        println!("\n{count} invented names ({:.1} MB) over the built-in ones", mega(table.len()));
        let (took, dictionary) = timed(|| build(&table));
        let found =
            format!("{} entities, {} forms", dictionary.entries().len(), dictionary.forms().iter().count());
        row("building", took, count as f64 / 1e3, "k names/s", &found);
        println!("{:<28}{:>10}", "memory, at most", peak_memory().unwrap_or_else(|| "unknown".into()));
        let (took, found) = timed(|| (0..times).map(|_| mentions(&episodes, &dictionary)).sum::<usize>());
        row("extraction, 1 thread", took, mega(bytes * times), "MB/s", &format!("{found} mentions"));
        let (took, found) = timed(|| known(&table, &dictionary));
        row("look-up by name", took, count as f64 / 1e3, "k names/s", &format!("{found} names"));
    }
}

fn build(table: &str) -> Dictionary {
    let mut builder = DictionaryBuilder::new().builtin();
    builder.table("invented.tsv", table).unwrap_or_else(|errors| panic!("{}", errors[0]));
    builder.build()
}

/// How many of the table's names are found under their own name.
fn known(table: &str, dictionary: &Dictionary) -> usize {
    let names = table.lines().skip(1).filter_map(|row| row.split('\t').next());
    names.filter(|name| dictionary.find(name).is_some()).count()
}

fn mentions(episodes: &[Episode], dictionary: &Dictionary) -> usize {
    let extractor = Extractor::new(dictionary);
    let documents = |episode: &Episode| extractor.extract(episode).documents;
    episodes.iter().flat_map(documents).map(|document| document.mentions.len()).sum()
}

fn episodes() -> Vec<Episode> {
    let paths = WalkDir::new("examples/episodes").sort_by_file_name().into_iter();
    let paths = paths.map(|entry| entry.expect("a folder that can be walked").into_path());
    let readings = paths.filter(|path| path.is_file()).filter_map(|path| {
        let bytes = std::fs::read(&path).expect("a file that can be read");
        source::read(&path.to_string_lossy(), &bytes).ok()
    });
    group(readings.collect()).episodes
}

/// A table of so many different names, the same at every run.
///
/// A name is one to three words of one to four syllables, drawn by a linear congruential generator (Knuth's MMIX
/// constants). Words are joined by blanks, hyphens, dots or as camel case; one name in eight ends in a digit, one in
/// eight begins with "py" or ends in "js" or "SQL"; one row in four is a person, one in eight has an alias. The row's
/// number is spelt in syllables in the last word, so that no two are equal.
fn invented(count: usize) -> String {
    let mut table = String::from("name\tkind\taliases\turl\tweight\n");
    let mut dice = Dice(1);
    for number in 0..count {
        let row = match dice.roll(4) {
            0 => {
                let (given, surname) = (capital(&dice.word(2)), capital(&(dice.word(1) + &spelt(number))));
                writeln!(table, "{given} {surname}\tperson\t\t\t{}", 1 + dice.roll(5))
            }
            _ => {
                let name = project(&mut dice, number);
                let alias = if dice.roll(8) == 0 { capital(&dice.word(3)) } else { String::new() };
                let url = name.to_lowercase().replace([' ', '.'], "-");
                writeln!(table, "{name}\tlibrary\t{alias}\thttps://example.org/{url}\t{}", 1 + dice.roll(9))
            }
        };
        row.expect("a string takes what is written");
    }
    table
}

fn project(dice: &mut Dice, number: usize) -> String {
    let mut words: Vec<String> = (0..dice.roll(3)).map(|_| dice.word(2)).collect();
    words.push(dice.word(1) + &spelt(number));
    let name = match dice.roll(5) {
        0 => words.join("-"),
        1 => words.join("."),
        2 => words.iter().map(|word| capital(word)).collect(),
        _ => words.iter().map(|word| capital(word)).collect::<Vec<_>>().join(" "),
    };
    match dice.roll(16) {
        0 | 1 => format!("{name}{}", dice.roll(10)),
        2 => format!("Py{name}"),
        3 => format!("{name}JS"),
        4 => format!("{name}SQL"),
        _ => name,
    }
}

/// A number in syllables, a different word for each.
fn spelt(mut number: usize) -> String {
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
        if number == 0 {
            return word;
        }
    }
}

const SYLLABLES: [&str; 32] = [
    "ba", "bel", "bro", "cor", "da", "dri", "fen", "flo", "ga", "gri", "hol", "ka", "kel", "lo", "lum", "ma",
    "mi", "nar", "no", "pa", "plo", "qui", "ra", "ri", "sa", "ska", "ta", "tor", "ve", "wim", "za", "zu",
];

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn word(&mut self, most: usize) -> String {
        (0..=self.roll(most)).map(|_| SYLLABLES[self.roll(SYLLABLES.len())]).collect()
    }
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// The most memory this program has had so far, where the system tells (Linux).
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = peak.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(format!("{:.0} MB", kilobytes * 1024.0 / 1e6))
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

fn row(what: &str, took: Duration, amount: f64, unit: &str, found: &str) {
    let speed = format!("{:.1} {unit}", amount / took.as_secs_f64());
    println!("{what:<28}{:>7.0} ms{speed:>18}  {found}", took.as_secs_f64() * 1e3);
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
