//! Lists as JSON: an object a line (`jsonl`), or all in one list (`json`).

use std::io::{self, Write};

use serde::Serialize;

/// One JSON object a line.
pub(super) fn write_lines<T: Serialize>(items: &[T], out: &mut dyn Write) -> io::Result<()> {
    for item in items {
        serde_json::to_writer(&mut *out, item)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// One list, with a line for each object.
pub(super) fn write_list<T: Serialize>(items: &[T], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, item) in items.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, item)?;
    }
    out.write_all(if items.is_empty() { b"]\n" } else { b"\n]\n" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_one_value_and_lines_are_many() {
        let written = |write: fn(&[u8], &mut dyn Write) -> io::Result<()>, items: &[u8]| {
            let mut out = Vec::new();
            write(items, &mut out).expect("memory takes everything");
            String::from_utf8(out).expect("text in, text out")
        };
        assert_eq!(written(write_lines, &[1, 2]), "1\n2\n");
        assert_eq!(written(write_list, &[1, 2]), "[\n1,\n2\n]\n");
        assert_eq!(written(write_list, &[]), "[]\n");
    }
}
