//! Packed bytes → what was packed, up to a limit.

use std::io::{self, Read};

use comention::error::Error;
use flate2::read::MultiGzDecoder;
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

/// What bytes hold: themselves where they are not packed.
///
/// `most` is the most bytes that may come of them, `name` their file's.
pub(super) fn unpack(bytes: Vec<u8>, name: &str, most: u64) -> Result<Vec<u8>, Error> {
    let Some(mut packed) = opened(&bytes) else { return Ok(bytes) };
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
        Ok(unpacked)
    }
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
fn opened(bytes: &[u8]) -> Option<Box<dyn Read + '_>> {
    match bytes {
        [0x1f, 0x8b, 8, ..] => Some(Box::new(MultiGzDecoder::new(bytes))),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Box::new(Zstandard { rest: bytes, frame: None })),
        _ => None,
    }
}

fn broken(name: &str, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::UnexpectedEof => "it is cut off".to_owned(),
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

/// Frames of Zstandard one after the other, as tools write them that pack in parts.
struct Zstandard<'b> {
    rest: &'b [u8],
    frame: Option<StreamingDecoder<&'b [u8], FrameDecoder>>,
}

impl<'b> Zstandard<'b> {
    /// Opens the next frame; those without content are passed over.
    fn open(&mut self) -> io::Result<()> {
        let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
        while let [0x50..=0x5f, 0x2a, 0x4d, 0x18, tail @ ..] = self.rest {
            let (length, content) = tail.split_first_chunk::<4>().ok_or_else(cut)?;
            self.rest = content.get(u32::from_le_bytes(*length) as usize..).ok_or_else(cut)?;
        }
        if !self.rest.is_empty() {
            let frame = StreamingDecoder::new_with_max_window_size(self.rest, LONGEST_WINDOW);
            self.frame = Some(frame.map_err(io::Error::other)?);
        }
        Ok(())
    }
}

impl Read for Zstandard<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            let Some(frame) = &mut self.frame else {
                self.open()?;
                if self.frame.is_none() {
                    return Ok(0);
                }
                continue;
            };
            let read = frame.read(into)?;
            if read > 0 {
                return Ok(read);
            }
            let told = frame.decoder.get_checksum_from_data();
            if told.is_some() && told != frame.decoder.get_calculated_checksum() {
                return Err(io::Error::other("its checksum is wrong"));
            }
            self.rest = frame.get_ref();
            self.frame = None;
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
            assert_eq!(unpack(parts.clone(), "a", 100).expect("it is whole"), b"WEBVTT\n\nmore");
            assert_eq!(head(parts, 9), b"WEBVTT\n\nm");
        }
        let skipped = [b"\x50\x2a\x4d\x18\x03\0\0\0abc", zst(b"x").as_slice()].concat();
        assert_eq!(unpack([zst(b"a"), skipped].concat(), "a", 100).expect("it is whole"), b"ax");
        assert_eq!(unpack(b"plain".to_vec(), "a", 1).expect("it is not packed"), b"plain");
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
