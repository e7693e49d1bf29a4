//! Packed bytes → what was packed, up to a limit.

use std::io::{self, Read};

use comention::error::Error;
use flate2::bufread::GzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

/// The endings of packed files.
const ENDINGS: [&str; 2] = [".gz", ".zst"];

/// How many bytes may come of one: text packs to a tenth, an extraction file to a thirtieth.
const MOST_OF_ONE: u64 = 200;

/// Up to so many bytes anything may unpack.
const HARMLESS: u64 = 64 << 20;

/// The most memory a Zstandard file may ask for to look back, as `zstd` itself allows.
const LONGEST_WINDOW: u64 = 128 << 20;

/// A name without the ending of a packed file.
pub(super) fn inner_name(name: &str) -> &str {
    ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .filter(|inner| !inner.ends_with('/'))
        .unwrap_or(name)
}

/// The names a file may have when it is packed.
pub(super) fn packed_names(name: &str) -> impl Iterator<Item = String> + '_ {
    ENDINGS.iter().map(move |ending| format!("{name}{ending}"))
}

/// What a file holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// What is told of bytes behind the packed ones.
    pub(super) stray: Option<Error>,
}

/// What bytes hold: themselves where they are not packed.
///
/// `most` is the most bytes that may come of them, `name` their file's.
pub(super) fn unpack(bytes: Vec<u8>, name: &str, most: u64) -> Result<Unpacked, Error> {
    let Some(mut packed) = opened(&bytes) else { return Ok(Unpacked { bytes, stray: None }) };
    let fair = (bytes.len() as u64).saturating_mul(MOST_OF_ONE).max(HARMLESS);
    let mut unpacked = Vec::new();
    let read = packed.by_ref().take(most.min(fair) + 1).read_to_end(&mut unpacked);
    read.map_err(|error| broken(name, &error))?;
    let length = unpacked.len() as u64;
    if length > most {
        Err(Error::new(format!("unpacks to more than {}, which is the most that is read", size(most)))
            .in_source(name)
            .hint("give each episode a file of its own"))
    } else if length > fair {
        Err(Error::new(format!("unpacks to more than {MOST_OF_ONE} times its size, as no text does"))
            .in_source(name)
            .hint("if it is a text all the same, unpack it and give what comes out"))
    } else if opened(&unpacked).is_some() {
        Err(Error::new("packed twice").in_source(name).hint("unpack it once and give what comes out"))
    } else {
        let stray = packed.rest;
        // Tapes and some tools fill up with zeros.
        let is_odd = stray.iter().any(|&byte| byte != 0);
        Ok(Unpacked { stray: is_odd.then(|| told_stray(name, stray.len())), bytes: unpacked })
    }
}

fn told_stray(name: &str, bytes: usize) -> Error {
    Error::new(format!("{bytes} bytes behind the packed text are no part of it, and not read"))
        .in_source(name)
        .hint("was something added to the file, or was it joined with another one that is not packed?")
}

/// The first bytes of what a file holds, of whose own first bytes there are these.
pub(super) fn head(bytes: Vec<u8>, most: u64) -> Vec<u8> {
    let mut head = Vec::new();
    match opened(&bytes) {
        // The packed bytes end too soon, which is an error behind those that could be read.
        Some(packed) => _ = packed.take(most).read_to_end(&mut head),
        None => head.extend(bytes.iter().take(most as usize)),
    }
    head
}

/// A reader of what is packed; `None` where nothing is.
fn opened(bytes: &[u8]) -> Option<Packed<'_>> {
    Some(Packed { rest: bytes, part: None }).filter(|packed| packed.begins().is_some())
}

fn broken(name: &str, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::UnexpectedEof => "it is cut off".to_owned(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => "it is damaged".to_owned(),
        _ => error.to_string().to_lowercase(),
    };
    Error::new(format!("cannot unpack: {why}")).in_source(name).hint("copy or download the file again")
}

/// A number of bytes as people write it.
pub(super) fn size(bytes: u64) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    let whole = units.into_iter().find(|(unit, _)| bytes >= *unit && bytes.is_multiple_of(*unit));
    whole.map_or_else(|| format!("{bytes} bytes"), |(unit, name)| format!("{} {name}", bytes / unit))
}

/// Packed parts one after the other, as tools write them that pack in parts.
struct Packed<'b> {
    /// What is behind the part that is open.
    rest: &'b [u8],
    part: Option<Part<'b>>,
}

/// A part that is open.
enum Part<'b> {
    Gzip(Box<GzDecoder<&'b [u8]>>),
    Zstandard(Box<StreamingDecoder<&'b [u8], FrameDecoder>>),
}

/// The ways to pack that are known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Gzip,
    Zstandard,
    /// A frame of Zstandard without content.
    Skipped,
}

impl<'b> Packed<'b> {
    /// What the rest begins with; behind the last part there may be anything.
    fn begins(&self) -> Option<Sort> {
        match self.rest {
            [0x1f, 0x8b, 8, ..] => Some(Sort::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Sort::Zstandard),
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Sort::Skipped),
            _ => None,
        }
    }

    /// Opens the next part, if there is one.
    fn open(&mut self) -> io::Result<()> {
        while self.begins() == Some(Sort::Skipped) {
            let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
            let (length, content) = self.rest[4..].split_first_chunk::<4>().ok_or_else(cut)?;
            self.rest = content.get(u32::from_le_bytes(*length) as usize..).ok_or_else(cut)?;
        }
        self.part = match self.begins() {
            Some(Sort::Gzip) => Some(Part::Gzip(Box::new(GzDecoder::new(self.rest)))),
            Some(Sort::Zstandard) => {
                let frame = StreamingDecoder::new_with_max_window_size(self.rest, LONGEST_WINDOW);
                Some(Part::Zstandard(Box::new(frame.map_err(io::Error::other)?)))
            }
            Some(Sort::Skipped) | None => None,
        };
        Ok(())
    }
}

impl<'b> Part<'b> {
    /// What is behind it, once all of it was read.
    fn end(&self) -> io::Result<&'b [u8]> {
        match self {
            Part::Gzip(member) => Ok(member.get_ref()),
            Part::Zstandard(frame) => {
                let told = frame.decoder.get_checksum_from_data();
                if told.is_some() && told != frame.decoder.get_calculated_checksum() {
                    return Err(io::Error::other("its checksum is wrong"));
                }
                Ok(frame.get_ref())
            }
        }
    }
}

impl Read for Packed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            let read = match &mut self.part {
                Some(Part::Gzip(member)) => member.read(into)?,
                Some(Part::Zstandard(frame)) => frame.read(into)?,
                None => {
                    self.open()?;
                    if self.part.is_none() {
                        return Ok(0);
                    }
                    continue;
                }
            };
            if read > 0 {
                return Ok(read);
            }
            if let Some(part) = self.part.take() {
                self.rest = part.end()?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(bytes).expect("memory takes everything");
        packed.finish().expect("memory takes everything")
    }

    fn zst(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn told(bytes: Vec<u8>, most: u64) -> String {
        unpack(bytes, "a.vtt.gz", most).expect_err("it is refused").to_string()
    }

    #[test]
    fn unpacks_parts_one_after_the_other() {
        for pack in [gz, zst] {
            let parts = [pack(b"WEBVTT\n"), pack(b""), pack(b"\nmore")].concat();
            assert_eq!(whole(parts.clone()), b"WEBVTT\n\nmore");
            assert_eq!(head(parts, 9), b"WEBVTT\n\nm");
        }
        let skipped = [b"\x50\x2a\x4d\x18\x03\0\0\0abc", zst(b"x").as_slice()].concat();
        assert_eq!(whole([zst(b"a"), skipped].concat()), b"ax");
        assert_eq!(whole(b"plain".to_vec()), b"plain");
    }

    fn whole(bytes: Vec<u8>) -> Vec<u8> {
        let Unpacked { bytes, stray } = unpack(bytes, "a", 100).expect("it can be read");
        assert_eq!(stray, None);
        bytes
    }

    #[test]
    fn bytes_behind_what_is_packed_are_told() {
        for pack in [gz, zst] {
            let read =
                unpack([pack(b"WEBVTT\n"), b"oops".to_vec()].concat(), "a.gz", 100).expect("it can be read");
            assert_eq!(read.bytes, b"WEBVTT\n");
            let told = read.stray.expect("a warning").to_string();
            assert!(
                told.starts_with(
                    "4 bytes behind the packed text are no part of it, and not read\n  --> a.gz\n"
                )
            );
            assert_eq!(whole([pack(b"x"), vec![0; 512]].concat()), b"x");
        }
    }

    #[test]
    fn refuses_what_unpacks_to_a_monster() {
        let zeros = vec![0; (HARMLESS + 1) as usize];
        for pack in [gz, zst] {
            assert!(
                told(pack(&zeros), 1 << 30)
                    .starts_with("unpacks to more than 200 times its size, as no text does\n")
            );
            assert!(
                told(pack(&zeros), 1 << 20)
                    .starts_with("unpacks to more than 1 MiB, which is the most that is read\n")
            );
            assert!(told(pack(&gz(b"x")), 100).starts_with("packed twice\n  --> a.vtt.gz\n"));
        }
    }

    #[test]
    fn tells_what_is_broken() {
        for pack in [gz, zst] {
            let mut packed = pack("many words, and no two of them alike".as_bytes());
            let whole = packed.clone();
            packed.truncate(packed.len() - 9);
            assert!(told(packed, 100).starts_with("cannot unpack: "));
            for at in 4..whole.len() {
                let mut bytes = whole.clone();
                bytes[at] ^= 0x55;
                let _ = unpack(bytes, "a", 100);
            }
        }
        assert!(told(b"\x28\xb5\x2f\xfd".to_vec(), 100).starts_with("cannot unpack: "));
    }

    #[test]
    fn names_and_sizes() {
        for (name, inner) in
            [("a/x.vtt.gz", "a/x.vtt"), ("x.jsonl.zst", "x.jsonl"), ("x.txt", "x.txt"), ("a/.gz", "a/.gz")]
        {
            assert_eq!(inner_name(name), inner);
        }
        assert_eq!(
            (size(1 << 30), size(50 << 20), size(1500)),
            ("1 GiB".into(), "50 MiB".into(), "1500 bytes".into())
        );
    }
}
