//! The small words within names: Guido **van** Rossum, Oscar **de la** Renta.

/// The particles, folded and sorted. Such as begin English sentences too (`do`, `no`, `so`) are left out, as
/// they would join a name to what is said next.
pub const PARTICLES: [&str; 13] =
    ["al", "bin", "da", "de", "del", "den", "der", "di", "el", "la", "le", "van", "von"];

/// Whether a folded word may stand within a name in lower case.
pub fn is_particle(word: &str) -> bool {
    // Nearly all words are longer than any particle.
    word.len() <= 3 && PARTICLES.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_particles_are_sorted_and_found() {
        assert!(PARTICLES.is_sorted_by(|a, b| a < b));
        assert!(PARTICLES.into_iter().all(is_particle));
        assert!(!is_particle("and") && !is_particle("") && !is_particle("Van"));
    }
}
