//! How strongly two entities belong together, from four counts.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::error::Error;

/// A measure of co-mention.
///
/// With N windows, a and b of them holding one entity or the other, and k holding both:
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Weight {
    /// k: in how many windows. Hubs win.
    #[default]
    Count,
    /// k / (a + b − k), 0 to 1 (Jaccard 1901). Punishes rare with common.
    Jaccard,
    /// k / √(a·b), 0 to 1, on occurrences (Salton; Ochiai 1957).
    Cosine,
    /// N·k / (a·b): how many times as often as by chance, 1 = chance (association strength, van Eck & Waltman
    /// 2009; also called lift). Over occurrences; `VOSviewer` divides by total link strength instead.
    Association,
    /// log(N·k / (a·b)) / −log(k / N), −1 to 1 (Bouma 2009). 1 where both are in every window.
    Npmi,
    /// Signed G² over the 2×2 table (Dunning 1993): ranks by how sure, not how strong; below 0 where the two are
    /// together less often than by chance.
    LogLikelihood,
}

/// In how many windows entities are; what every [`Weight`] is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Windows in all, above 0.
    pub windows: u32,
    /// Windows that hold the one, above 0.
    pub one: u32,
    /// Windows that hold the other, above 0.
    pub other: u32,
    /// Windows that hold both, above 0.
    pub both: u32,
}

impl Weight {
    /// Every weight, in the order of help texts.
    pub const ALL: [Weight; 6] = [
        Weight::Count,
        Weight::Jaccard,
        Weight::Cosine,
        Weight::Association,
        Weight::Npmi,
        Weight::LogLikelihood,
    ];

    /// The name on the command line and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Weight::Count => "count",
            Weight::Jaccard => "jaccard",
            Weight::Cosine => "cosine",
            Weight::Association => "association",
            Weight::Npmi => "npmi",
            Weight::LogLikelihood => "log_likelihood",
        }
    }

    /// The weight for these counts; finite for all counts that can be.
    pub fn of(self, counts: Counts) -> f64 {
        let [n, a, b, k] = [counts.windows, counts.one, counts.other, counts.both].map(f64::from);
        match self {
            Weight::Count => k,
            Weight::Jaccard => k / (a + b - k),
            Weight::Cosine => k / (a * b).sqrt(),
            Weight::Association => n * k / (a * b),
            Weight::Npmi if counts.both == counts.windows => 1.0,
            Weight::Npmi => ((n * k / (a * b)).ln() / -(k / n).ln()).clamp(-1.0, 1.0),
            Weight::LogLikelihood => log_likelihood(n, a, b, k),
        }
    }
}

/// 2·Σ observed·ln(observed / expected), signed; a cell of 0 adds 0.
fn log_likelihood(n: f64, a: f64, b: f64, k: f64) -> f64 {
    let cell = |observed: f64, row: f64, column: f64| {
        if observed > 0.0 { observed * (observed * n / (row * column)).ln() } else { 0.0 }
    };
    let sum =
        cell(k, a, b) + cell(a - k, a, n - b) + cell(b - k, n - a, b) + cell(n - a - b + k, n - a, n - b);
    // Rounding may leave a sum that is nothing a hair below 0.
    let sum = (2.0 * sum).max(0.0);
    if k * n < a * b { -sum } else { sum }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Weight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl FromStr for Weight {
    type Err = Error;

    /// Reads a name; `-` and `_` are one, and case does not count.
    fn from_str(text: &str) -> Result<Self, Error> {
        let name = text.trim().to_ascii_lowercase().replace('-', "_");
        let found = Weight::ALL.into_iter().find(|weight| weight.as_str() == name);
        found.ok_or_else(|| {
            let names: Vec<String> = Weight::ALL.iter().map(|weight| format!("`{weight}`")).collect();
            Error::new(format!("unknown weight `{text}`")).hint(format!("weights are {}", names.join(", ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weigh(weight: Weight, [windows, one, other, both]: [u32; 4]) -> f64 {
        weight.of(Counts { windows, one, other, both })
    }

    #[test]
    fn weighs_as_defined() {
        // N = 8, a = 4, b = 2, k = 2: together twice as often as by chance.
        let counts = [8, 4, 2, 2];
        for (weight, expected) in [
            (Weight::Count, 2.0),
            (Weight::Jaccard, 0.5),
            (Weight::Cosine, 0.5f64.sqrt()),
            (Weight::Association, 2.0),
            (Weight::Npmi, 0.5),
            // 2·(2 ln 2 + 2 ln(2·8/24) + 4 ln(4·8/24))
            (
                Weight::LogLikelihood,
                2.0 * (2.0 * 2f64.ln() + 2.0 * (2.0f64 / 3.0).ln() + 4.0 * (4.0f64 / 3.0).ln()),
            ),
        ] {
            assert!((weigh(weight, counts) - expected).abs() < 1e-12, "{weight}");
        }
    }

    #[test]
    fn chance_is_nothing_and_less_than_chance_is_negative() {
        assert_eq!(weigh(Weight::Association, [4, 2, 2, 1]), 1.0);
        assert!(weigh(Weight::Npmi, [4, 2, 2, 1]).abs() < 1e-12);
        assert!(weigh(Weight::LogLikelihood, [4, 2, 2, 1]).abs() < 1e-12);
        assert!(weigh(Weight::Npmi, [9, 6, 6, 3]) < 0.0);
        assert!(weigh(Weight::LogLikelihood, [9, 6, 6, 3]) < 0.0);
    }

    #[test]
    fn every_possible_count_weighs_something_finite() {
        for n in 1u32..=6 {
            for (a, b) in (1..=n).flat_map(|a| (1..=n).map(move |b| (a, b))) {
                let least = (a + b).saturating_sub(n).max(1);
                for k in least..=a.min(b) {
                    for weight in Weight::ALL {
                        assert!(weigh(weight, [n, a, b, k]).is_finite(), "{weight} {n} {a} {b} {k}");
                    }
                    assert!((-1.0..=1.0).contains(&weigh(Weight::Npmi, [n, a, b, k])));
                }
            }
        }
    }

    #[test]
    fn reads_names_and_lists_them() {
        for weight in Weight::ALL {
            assert_eq!(weight.to_string().parse(), Ok(weight));
        }
        assert_eq!("Log-Likelihood".parse(), Ok(Weight::LogLikelihood));
        let error = "pmi".parse::<Weight>().unwrap_err().to_string();
        assert!(error.starts_with("unknown weight `pmi`") && error.contains("`npmi`"));
    }
}
