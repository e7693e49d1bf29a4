//! A line of an extraction with its key and a checksum at its end: what a cache and an unfinished file are made of.
//!
//! It is still JSON, and still a line that every command reads. The key says what it was made of, the checksum that nothing
//! was lost: a line that was cut off, written over or mended by hand is not trusted. (Against damage, that is; whoever may
//! write the file can also write a wrong result.)

use comention::corpus::Corpus;
use comention::mention::Extraction;
use flate2::Crc;

use super::key::Key;

const KEY: &str = ",\"key\":\"";
const SUM: &str = "\",\"crc\":\"";
const END: &str = "\"}";

/// How many characters a checksum is written with.
const SUM_WIDTH: usize = 8;

/// How many characters are behind the extraction.
const SEAL: usize = KEY.len() + Key::WIDTH + SUM.len() + SUM_WIDTH + END.len();

/// The line of an extraction, sealed, with a line end.
pub(super) fn seal(key: &Key, line: &str) -> String {
    let open = line.strip_suffix('}').unwrap_or(line);
    let mut sealed = format!("{open}{KEY}{key}");
    let sum = sum(sealed.as_bytes());
    sealed.push_str(&format!("{SUM}{sum:08x}{END}\n"));
    sealed
}

/// The key of a whole, undamaged line without its line end.
pub(super) fn key(line: &[u8]) -> Option<Key> {
    let (open, seal) = line.split_at_checked(line.len().checked_sub(SEAL)?)?;
    let seal = std::str::from_utf8(seal).ok()?.strip_prefix(KEY)?;
    let (key, sum_of_it) = seal.split_at_checked(Key::WIDTH)?;
    let sum_of_it = sum_of_it.strip_prefix(SUM)?.strip_suffix(END)?;
    let summed = &line[..open.len() + KEY.len() + Key::WIDTH];
    if sum_of_it == format!("{:08x}", sum(summed)) { Key::read(key) } else { None }
}

/// The line as it was before it was sealed, but for the bracket that closes it.
pub(super) fn unsealed(line: &[u8]) -> &[u8] {
    &line[..line.len().saturating_sub(SEAL)]
}

/// The extraction of a line, if it is whole and was made under this key.
pub(super) fn open(line: &[u8], made_under: &Key) -> Option<Extraction> {
    if key(line)? != *made_under {
        return None;
    }
    Corpus::from_line("", 1, std::str::from_utf8(line).ok()?).ok()
}

fn sum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[cfg(test)]
mod tests {
    use comention::episode::EpisodeInfo;

    use super::*;

    fn sealed() -> (Key, String, String) {
        let key = Key::read(&"0a".repeat(32)).expect("a key");
        let info = EpisodeInfo { id: "show/7".to_owned(), ..EpisodeInfo::default() };
        let line = Corpus::to_line(&Extraction { episode: info, ..Extraction::default() });
        let sealed = seal(&key, &line);
        (key, line, sealed)
    }

    #[test]
    fn a_sealed_line_opens_with_its_key_alone() {
        let (key, line, sealed) = sealed();
        let bytes = sealed.trim_end().as_bytes();
        let extraction = open(bytes, &key).expect("it is whole");
        assert_eq!(Corpus::to_line(&extraction), line);
        assert_eq!([unsealed(bytes), b"}"].concat(), line.as_bytes());
        assert!(Corpus::from_line("x", 1, sealed.trim_end()).is_ok());
        let other = Key::read(&"0b".repeat(32)).expect("a key");
        assert_eq!(open(bytes, &other), None);
    }

    #[test]
    fn no_damage_is_overlooked() {
        let (key, _, sealed) = sealed();
        let whole = sealed.trim_end().as_bytes();
        for at in 0..whole.len() {
            assert_eq!(open(&whole[..at], &key), None, "cut off at {at}");
            let mut damaged = whole.to_vec();
            damaged[at] ^= 1;
            assert_eq!(open(&damaged, &key), None, "damaged at {at}");
        }
        assert_eq!(open(&[whole, b" "].concat(), &key), None);
    }
}
