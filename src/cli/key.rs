//! All that an extraction depends on, as a key: under the same key stands the same extraction.
//!
//! That is the episode with its places and links, the user's own tables, the options that change mentions, and the program
//! itself with the built-in names and weights. The program is known by the sources of the library, for two builds of one version
//! may differ; so machines can share what is kept. The versions of what it is built with are those of `Cargo.lock`.

use std::fmt;
use std::hash::{Hash, Hasher};

use comention::episode::Episode;
use sha2::{Digest, Sha512_256};

use super::args::TextArguments;

/// Stands for an extraction and all that it depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key([u8; 32]);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Key {
    /// How many characters it is written with.
    pub(super) const WIDTH: usize = 64;

    /// Reads a key as it is written.
    pub(super) fn read(text: &str) -> Option<Key> {
        let digits = text.as_bytes();
        if digits.len() != Key::WIDTH || !digits.iter().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
        }
        Some(Key(bytes))
    }
}

/// What all extractions of a run depend on. SHA-512, cut to 256 bits: where the processor has no instructions for either, it
/// takes half the time of SHA-256.
#[derive(Debug, Clone)]
pub(super) struct Ground(Sha512_256);

impl Ground {
    /// The ground of a run with these options; `tables` are the user's own, as they were read.
    pub(super) fn new(texts: &TextArguments, tables: &[Vec<u8>]) -> Ground {
        let mut hash = Sha(Sha512_256::new());
        (env!("CARGO_PKG_VERSION"), env!("COMENTION_SOURCES")).hash(&mut hash);
        (texts.names.no_builtin, tables).hash(&mut hash);
        (texts.min_confidence, &texts.without).hash(&mut hash);
        Ground(hash.0)
    }

    /// The key of an episode's extraction.
    pub(super) fn key(&self, episode: &Episode) -> Key {
        let mut hash = Sha(self.0.clone());
        episode.hash(&mut hash);
        Key(hash.0.finalize().into())
    }
}

/// Takes what `derive(Hash)` tells of a value into a hash on which two values do not meet by chance, nor by intent.
struct Sha(Sha512_256);

impl Hasher for Sha {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Asked by hash tables only.
    fn finish(&self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..]: [u8; 32] = self.0.clone().finalize().into();
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }
}

#[cfg(test)]
mod tests {
    use comention::episode::{Document, DocumentKind, EpisodeInfo};

    use super::*;

    fn episode(path: &str, text: &str) -> Episode {
        let document = Document {
            path: path.to_owned(),
            kind: DocumentKind::Transcript,
            text: text.to_owned(),
            segments: Vec::new(),
            origins: Vec::new(),
            links: Vec::new(),
        };
        let info = EpisodeInfo { id: "show/7".to_owned(), ..EpisodeInfo::default() };
        Episode { info, documents: vec![document] }
    }

    #[test]
    fn the_same_episode_has_the_same_key_and_no_other_has_it() {
        let ground = Ground(Sha512_256::new());
        let of = |path: &str, text: &str| ground.key(&episode(path, text));
        assert_eq!(of("7.txt", "We met."), of("7.txt", "We met."));
        assert_ne!(of("7.txt", "We met."), of("7.txt", "We met!"));
        // What ends one part and begins the next is told apart.
        assert_ne!(of("7.txt", "We met."), of("7.tx", "tWe met."));
        let mut titled = episode("7.txt", "We met.");
        titled.info.title = Some("Pools".to_owned());
        assert_ne!(ground.key(&titled), of("7.txt", "We met."));
    }

    #[test]
    fn a_key_reads_back() {
        let key = Ground(Sha512_256::new()).key(&episode("7.txt", "We met."));
        assert_eq!(Key::read(&key.to_string()), Some(key));
        for wrong in ["", "00", &"0".repeat(63), &"G".repeat(64), &"+1".repeat(32), &"ä".repeat(32)] {
            assert_eq!(Key::read(wrong), None, "{wrong}");
        }
    }
}
