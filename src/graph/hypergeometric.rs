//! How likely chance alone puts two together so often: the upper tail of the hypergeometric distribution.

use std::f64::consts::TAU;

use super::weight::Counts;

/// The probability that two entities, dealt out to windows at random as often as they are, share at least as many.
///
/// This is the one-sided exact test of Fisher. Correct to about 13 digits also where it is tiny (below 1e-308 it is
/// 0): the first term comes from Loader's method (2000), which subtracts no large logarithms from each other as a
/// formula of log-gammas would; the others follow from it by ratios. All are positive, so adding loses nothing. Costs
/// a term for each further window that could be shared, as long as terms count.
pub(super) fn at_least(counts: Counts) -> f64 {
    let [n, a, b, k] = [counts.windows, counts.one, counts.other, counts.both].map(f64::from);
    if k <= (a + b - n).max(0.0) {
        return 1.0;
    }
    let mut term = exactly(n, a, b, k);
    let (mut sum, mut shared) = (0.0, k);
    while term > sum * f64::EPSILON / 4.0 {
        sum += term;
        term *= (a - shared) * (b - shared) / ((shared + 1.0) * (n - a - b + shared + 1.0));
        shared += 1.0;
    }
    sum.min(1.0)
}

/// The probability of exactly k shared windows, as three binomial ones: each is of the share b/n, which cancels.
fn exactly(n: f64, a: f64, b: f64, k: f64) -> f64 {
    let share = b / n;
    binomial(k, a, share) * (binomial(b - k, n - a, share) / binomial(b, n, share))
}

/// The probability of k hits in n tries at p each (Loader 2000): a saddle-point with all its errors worked out.
fn binomial(k: f64, n: f64, p: f64) -> f64 {
    if k == 0.0 {
        return if n == 0.0 { 1.0 } else { (n * (-p).ln_1p()).exp() };
    }
    if k == n {
        return (n * p.ln()).exp();
    }
    let error = stirling_error(n) - stirling_error(k) - stirling_error(n - k);
    let apart = deviance(k, n * p) + deviance(n - k, n * (1.0 - p));
    (error - apart).exp() * (n / (TAU * k * (n - k))).sqrt()
}

/// ln n! less what Stirling's formula makes of it.
fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        // Few enough to take the logarithm of the factorial itself.
        let factorial: f64 = (1..=n as u32).map(f64::from).product();
        return factorial.ln() - ((n + 0.5) * n.ln() - n + 0.5 * TAU.ln());
    }
    let square = n * n;
    (1.0 / 12.0
        - (1.0 / 360.0
            - (1.0 / 1260.0
                - (1.0 / 1680.0 - (1.0 / 1188.0 - 691.0 / 360_360.0 / square) / square) / square)
                / square)
            / square)
        / n
}

/// x·ln(x/m) + m − x, without loss where x is near m.
fn deviance(x: f64, m: f64) -> f64 {
    if (x - m).abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() + m - x;
    }
    let v = (x - m) / (x + m);
    let mut sum = (x - m) * v;
    let mut power = 2.0 * x * v;
    for odd in (3..).step_by(2) {
        power *= v * v;
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out with whole numbers of any size; `scipy.stats.hypergeom.sf(both - 1, windows, one, other)` of `SciPy`
    /// 1.17.1 gives the same to 10 digits.
    #[test]
    fn agrees_with_exact_fractions_and_scipy() {
        for ([windows, one, other, both], expected) in [
            ([749, 1, 1, 1], 0.001_335_113_484_646_194_9),
            ([749, 300, 40, 30], 4.393_179_983_392_558e-6),
            ([749, 600, 500, 400], 0.577_117_785_079_283_7),
            ([749, 600, 500, 410], 0.041_760_642_298_129_064),
            ([749, 12, 9, 8], 1.873_762_572_368_275_4e-15),
            ([115_363, 40, 25, 6], 2.066_670_899_946_694e-16),
            ([115_363, 2000, 1500, 120], 2.991_109_384_732_424_7e-43),
            ([115_363, 9000, 700, 60], 0.241_491_541_071_354_93),
            ([10, 7, 7, 4], 1.0),
            ([20, 10, 10, 10], 5.412_544_112_234_515e-6),
        ] {
            let found = at_least(Counts { windows, one, other, both });
            assert!((found - expected).abs() <= 1e-12 * expected, "{one} {other} {both}: {found:e}");
        }
    }

    /// Against the definition, counted out in whole numbers.
    #[test]
    fn agrees_with_counting() {
        let choose = |n: u64, k: u64| (0..k).fold(1u64, |ways, i| ways * (n - i) / (i + 1));
        for n in 1..=12u32 {
            for (a, b) in (1..=n).flat_map(|a| (1..=n).map(move |b| (a, b))) {
                for k in 1..=a.min(b) {
                    let ways = |shared: u32| match (n - a).checked_sub(b - shared) {
                        Some(_) => {
                            choose(a.into(), shared.into()) * choose((n - a).into(), (b - shared).into())
                        }
                        None => 0,
                    };
                    let all: u64 = (k..=a.min(b)).map(ways).sum();
                    let expected = all as f64 / choose(n.into(), b.into()) as f64;
                    let found = at_least(Counts { windows: n, one: a, other: b, both: k });
                    assert!((found - expected).abs() < 1e-13, "{n} {a} {b} {k}: {found} for {expected}");
                }
            }
        }
    }
}
