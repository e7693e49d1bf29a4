//! UTF-8 that was read as Windows-1252 and saved again: `itâ€™s` for `it’s`, `JosÃ©` for `José`.

use memchr::memchr_iter;

use crate::error::Error;

/// The characters that bytes 0x80..=0x9f stand for in Windows-1252; the five that stand for none are absent.
const UPPER: [(char, u8); 27] = [
    ('€', 0x80),
    ('‚', 0x82),
    ('ƒ', 0x83),
    ('„', 0x84),
    ('…', 0x85),
    ('†', 0x86),
    ('‡', 0x87),
    ('ˆ', 0x88),
    ('‰', 0x89),
    ('Š', 0x8a),
    ('‹', 0x8b),
    ('Œ', 0x8c),
    ('Ž', 0x8e),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('˜', 0x98),
    ('™', 0x99),
    ('š', 0x9a),
    ('›', 0x9b),
    ('œ', 0x9c),
    ('ž', 0x9e),
    ('Ÿ', 0x9f),
];

/// How the damage begins: the lead bytes of the letters, signs and emoji that western text holds.
///
/// `Ä` and `Å` are left out: a German closing quote after a capital (`„NEÄ“`) would read as damage.
const LEADS: [char; 5] = ['Ã', 'Â', 'â', 'ï', 'ð'];

/// The first byte of all of [`LEADS`] in UTF-8, by which they are looked for: texts are long, and hold few of them.
const LEAD: u8 = 0xc3;

/// Where the first damage stands in `text`, how many bytes it takes, and the character that was meant.
pub(super) fn find(text: &str) -> Option<(usize, usize, char)> {
    let leads = memchr_iter(LEAD, text.as_bytes()).filter(|&at| text[at..].starts_with(LEADS));
    leads.into_iter().find_map(|at| mend(&text[at..]).map(|(taken, meant)| (at, taken, meant)))
}

/// Says that a text is damaged, and where first.
pub(super) fn warning(path: &str, source: &str) -> Option<Error> {
    let (at, taken, meant) = find(source)?;
    let start = source[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let line = source[start..].lines().next().unwrap_or_default();
    let damage = &source[at..at + taken];
    Some(
        Error::new(format!("damaged by a wrong encoding, and mended: `{damage}` is read as `{meant}`"))
            .in_source(path)
            .at_line(source[..start].matches('\n').count() as u32 + 1)
            .showing(line, source[start..at].chars().count() as u32 + 1, damage.chars().count() as u32)
            .hint("UTF-8 was once read as Windows-1252 and saved again"),
    )
}

/// The character that was meant by the damage at the start of `text`, and the bytes the damage takes.
fn mend(text: &str) -> Option<(usize, char)> {
    let length = match text.chars().next()? {
        'Ã' | 'Â' => 2,
        'â' | 'ï' => 3,
        'ð' => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    let mut taken = 0;
    for (slot, character) in bytes[..length].iter_mut().zip(text.chars()) {
        *slot = byte(character)?;
        taken += character.len_utf8();
    }
    let meant = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    (!meant.is_control()).then_some((taken, meant))
}

/// The character that Windows-1252 reads a byte as, where it differs from Latin-1.
pub(super) fn character(byte: u8) -> Option<char> {
    UPPER.iter().find(|(_, b)| *b == byte).map(|&(character, _)| character)
}

/// The byte that Windows-1252 reads as `character`.
fn byte(character: char) -> Option<u8> {
    match u32::from(character) {
        code @ 0x80..=0xff => Some(code as u8),
        _ => UPPER.iter().find(|(c, _)| *c == character).map(|&(_, byte)| byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        match find(text) {
            Some((at, taken, meant)) => format!("{}{meant}{}", &text[..at], mended(&text[at + taken..])),
            None => text.to_owned(),
        }
    }

    #[test]
    fn mends_what_was_read_as_windows_1252() {
        for (damaged, meant) in [
            ("itâ€™s", "it’s"),
            ("JosÃ©", "José"),
            ("âœ” done", "✔ done"),
            ("ðŸŽ‰", "🎉"),
            ("â\u{80}\u{99}s", "’s"),
            ("a â†’ b â€” c", "a → b — c"),
        ] {
            assert_eq!(mended(damaged), meant);
        }
    }

    #[test]
    fn leaves_good_text_alone() {
        for text in ["château", "São Paulo", "Âge", "naïve", "ÃÃ", "maïs, bâton", "Â", "„NEÄ“"]
        {
            assert_eq!(mended(text), text);
        }
    }
}
