//! Where a byte of a source stands.

use memchr::memrchr;

/// The last character border of `text` at or before byte `at`.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Counts lines and columns onward, so that every character of the source is counted once.
pub(super) struct Cursor<'a> {
    source: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Cursor { source, at: 0, line: 1, column: 1 }
    }

    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    /// Line and column of byte `at`, both from 1.
    pub(super) fn place(&mut self, at: usize) -> (u32, u32) {
        if at < self.at {
            *self = Cursor { at: 0, line: 1, column: 1, ..*self };
        }
        let mut passed = &self.source.as_bytes()[self.at..at];
        if let Some(last) = memrchr(b'\n', passed) {
            self.line += passed.iter().filter(|&&byte| byte == b'\n').count() as u32;
            self.column = 1;
            passed = &passed[last + 1..];
        }
        // All bytes but those that go on with a character.
        self.column += passed.iter().filter(|&&byte| !matches!(byte, 0x80..=0xbf)).count() as u32;
        self.at = at;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_onward_and_back() {
        let mut cursor = Cursor::new("né\nxä y");
        assert_eq!([3, 4, 7, 0, 8].map(|at| cursor.place(at)), [(1, 3), (2, 1), (2, 3), (1, 1), (2, 4)]);
        assert_eq!([0, 1, 2, 3, 99].map(|at| boundary("né", at)), [0, 1, 1, 3, 3]);
    }
}
