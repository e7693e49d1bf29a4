//! Time stamps: `00:01:02`, `1:02`, `00:01:02.330`, `[00:01:02]`, `[00:01.000 --> 00:02.000]`, `[1.00 --> 2.00]`, and the lines of a text with where they begin.

use memchr::memchr2;

use crate::episode::Time;

/// The time at the start of `text`, and how many bytes it takes; at least minutes and seconds.
pub(super) fn read(text: &str) -> Option<(Time, usize)> {
    read_parts(text, 2)
}

/// As [`read`], where minutes and seconds may be written with one digit, as by hand: `0:2:5`.
pub(super) fn read_loose(text: &str) -> Option<(Time, usize)> {
    read_parts(text, 1)
}

/// Whether a time has more minutes or seconds than there are, behind its first part: `00:00:75`.
pub(super) fn is_beyond(text: &str) -> bool {
    let parts = text.trim_start_matches([' ', '\t', '[', '(', '\u{feff}']).split(':').take(3).skip(1);
    let mut numbers = parts.map(|part| part.bytes().take_while(u8::is_ascii_digit).fold(0, digit));
    numbers.any(|number| number >= 60)
}

fn digit(number: u32, digit: u8) -> u32 {
    number.saturating_mul(10).saturating_add(u32::from(digit - b'0'))
}

/// A time of which each part behind the first has at least so many digits.
fn read_parts(text: &str, least: usize) -> Option<(Time, usize)> {
    let bytes = text.as_bytes();
    let mut parts = [0u64; 3];
    let mut count = 0;
    let mut at = 0;
    loop {
        let mut digits = 0;
        while let Some(digit) = bytes.get(at + digits).filter(|byte| byte.is_ascii_digit()) {
            parts[count] = parts[count].wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            digits += 1;
        }
        // A colon behind a time is none of it.
        if digits == 0 && count == 2 {
            at -= 1;
            break;
        }
        let wanted = if count == 0 { 1..=4 } else { least..=2 };
        if !wanted.contains(&digits) {
            return None;
        }
        at += digits;
        count += 1;
        if count == 3 || bytes.get(at) != Some(&b':') {
            break;
        }
        at += 1;
    }
    if count < 2 {
        return None;
    }
    let seconds = parts[..count].iter().fold(0, |sum, part| sum * 60 + part);
    let (millis, taken) = fraction(&bytes[at..], count == 3);
    Some((Time((seconds * 1000 + millis).min(u64::from(u32::MAX)) as u32), at + taken))
}

/// Milliseconds behind a point or comma, and the bytes they take; none without digits. Behind seconds that are surely
/// seconds, three digits may follow a colon.
fn fraction(bytes: &[u8], colon: bool) -> (u64, usize) {
    let Some((mark, rest)) = bytes.split_first() else { return (0, 0) };
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let is_mark = matches!(mark, b'.' | b',') || *mark == b':' && colon && digits == 3;
    if !is_mark {
        return (0, 0);
    }
    let millis = (0..3)
        .fold(0, |sum, i| sum * 10 + bytes[1..=digits].get(i).map_or(0, |digit| u64::from(digit - b'0')));
    if digits == 0 { (0, 0) } else { (millis, 1 + digits) }
}

/// The time at the start of a line of timed text, in brackets or not, and the bytes up to the text.
pub(super) fn at_line_start(line: &str) -> Option<(Time, usize)> {
    let open = line.len() - line.trim_start_matches([' ', '\t', '[', '(', '\u{feff}']).len();
    let (time, taken) = read_span(&line[open..]).or_else(|| seconds_span(&line[open..]))?;
    let end = open + taken;
    let rest = line[end..].trim_start_matches([']', ')']);
    // Sites link a time to the place in the sound.
    let is_target = |link: &&str| link.starts_with("http") || link.starts_with(['#', '/', '?']);
    let link = rest.strip_prefix('(').filter(|_| line[..open].ends_with('[')).filter(is_target);
    let link = link.and_then(|link| link.split_once(')'));
    let rest = link.map_or(rest, |(_, behind)| behind);
    let text = rest.trim_start();
    let apart = rest.is_empty() || text.len() < rest.len() || rest.len() < line.len() - end;
    apart.then_some((time, line.len() - text.len()))
}

/// The time in brackets that `text` begins with, and what is behind it; without one, `text` as it is.
pub(super) fn in_brackets(text: &str) -> (Option<Time>, &str) {
    let inner = text.trim_start();
    let close = match inner.as_bytes().first() {
        Some(b'[') => ']',
        Some(b'(') => ')',
        _ => return (None, text),
    };
    let found = read_span(&inner[1..]);
    let behind = found.and_then(|(time, taken)| Some((time, inner[1 + taken..].strip_prefix(close)?)));
    behind.map_or((None, text), |(time, behind)| (Some(time), behind))
}

/// The time that is all of `text`, or all of its first line; else `text` as it is.
pub(super) fn alone(text: &str) -> (Option<Time>, &str) {
    let line = text.lines().next().unwrap_or_default();
    let found = read(line.trim()).filter(|&(_, taken)| taken == line.trim().len());
    found.map_or((None, text), |(time, _)| (Some(time), &text[line.len()..]))
}

/// The time that is all of a paragraph: `*00:07*`, `### 00:07`.
pub(super) fn time_alone(text: &str) -> Option<Time> {
    let time = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '#' | '*' | '_' | '[' | ']' | '(' | ')' | '`')
    });
    read(time).filter(|(_, taken)| *taken == time.len()).map(|(time, _)| time)
}

/// The time before what is said: `\[00:50\]`.
pub(super) fn bracketed_time(text: &str) -> Option<Time> {
    text.trim_start_matches('\\').strip_prefix('[').and_then(read).map(|(time, _)| time)
}

/// A time and, where there is one, the end of its span.
fn read_span(text: &str) -> Option<(Time, usize)> {
    let (time, taken) = read(text)?;
    Some((time, taken + until(&text[taken..])))
}

/// A span of time in seconds, as some programs around Whisper write it: `0.00 --> 3.52`.
fn seconds_span(text: &str) -> Option<(Time, usize)> {
    let (begin, rest) = text.split_once("-->")?;
    let digits = rest.trim_start().bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let end = &rest.trim_start()[..digits];
    let millis = |seconds: &str| -> Option<u32> {
        let (whole, part) = seconds.split_once('.')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        (digits(whole) && digits(part))
            .then(|| (seconds.parse::<f64>().unwrap_or(0.0) * 1000.0).round() as u32)
    };
    millis(end)?;
    Some((Time(millis(begin.trim_end())?), text.len() - rest.trim_start().len() + digits))
}

/// The bytes up to the end of a span of time, ` --> 00:05.000`; none where there is but its beginning.
fn until(text: &str) -> usize {
    let rest = text.trim_start();
    let rest = rest.strip_prefix("-->").or_else(|| rest.strip_prefix(['-', '–', '—']));
    let end = rest.map(str::trim_start).and_then(|end| Some(text.len() - end.len() + read(end)?.1));
    end.unwrap_or(0)
}

/// How many lines are looked at to find the format.
const PROBED: usize = 100;

/// The first lines of a source that hold something, without the space around them.
pub(super) fn sample(source: &str) -> Vec<&str> {
    let text =
        lines(source).map(|(_, line)| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'));
    text.filter(|line| !line.is_empty()).take(PROBED).collect()
}

/// The lines of a source with the byte each begins at; a line ends at LF, CR LF or CR.
pub(super) fn lines(source: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = source.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let ending = if rest[length..].starts_with("\r\n") { 2 } else { 1 };
        let line = (at, &rest[..length]);
        at += length + ending;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_stamps_as_people_write_them() {
        for (text, millis, taken) in [
            ("00:01:02 x", 62_000, 8),
            ("1:02", 62_000, 4),
            ("75:30 x", 4_530_000, 5),
            ("00:01:02.330 -->", 62_330, 12),
            ("00:01:02,3", 62_300, 10),
            ("00:01:02:330", 62_330, 12),
            ("00:01:02:33", 62_000, 8),
            ("1:02. x", 62_000, 4),
            ("1:02: x", 62_000, 4),
            ("9999:00:00", u32::MAX, 10),
        ] {
            assert_eq!(read(text), Some((Time(millis), taken)), "{text}");
        }
        assert_eq!(read_loose("0:2:5,4 -"), Some((Time(125_400), 7)));
        for (text, expected) in
            [("75:30", false), ("00:75", true), ("[00:60:00.0]", true), ("99:59:59", false), ("0:00", false)]
        {
            assert_eq!(is_beyond(text), expected, "{text}");
        }
        for text in ["", "12", "1:2", "1:234", "12345:00", "a1:00", ":00"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_start_has_its_text_apart() {
        assert_eq!(at_line_start("[00:01:02] Hi"), Some((Time(62_000), 11)));
        assert_eq!(at_line_start("0:07"), Some((Time(7000), 4)));
        assert_eq!(at_line_start("[00:01.500 --> 00:03.000]  Hi"), Some((Time(1500), 27)));
        assert_eq!(at_line_start("(0:01 - 0:03) Hi"), Some((Time(1000), 14)));
        assert_eq!(at_line_start("[1.50 --> 63.08]  Hi"), Some((Time(1500), 18)));
        assert_eq!(at_line_start("3600.0 --> 3601.25 Hi"), Some((Time(3_600_000), 19)));
        for text in ["2 --> 3 Hi", "1.5 -> 2.0 Hi", "[x.5 --> 2.0] Hi", "[1.5 --> ] Hi"] {
            assert_eq!(at_line_start(text), None, "{text}");
        }
        assert_eq!(at_line_start("0:01 - Yes."), Some((Time(1000), 5)));
        assert_eq!(at_line_start("12:30pm is late"), None);
    }

    #[test]
    fn lines_end_three_ways() {
        assert_eq!(
            lines("a\r\nb\rc\n\nd").collect::<Vec<_>>(),
            [(0, "a"), (3, "b"), (5, "c"), (7, ""), (8, "d")]
        );
    }
}
