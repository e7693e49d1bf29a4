//! JSON that streams: a list with one element a line, which tools read as well and people better; attributes as fields.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::attribute::Attribute;

/// Elements held at a time; edges take some 200 bytes each.
const AT_ONCE: usize = 1 << 13;

/// Elements that a thread turns into text before it takes more.
const A_TURN: usize = 1 << 8;

/// What stands between two elements.
const BETWEEN: &[u8] = b",\n";

/// Writes a value, on the line it is on.
pub(super) fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}

/// Writes a list, an element a line; holds [`AT_ONCE`] at a time, which all threads turn into text.
pub(super) fn lines<T: Serialize + Sync>(
    mut values: impl Iterator<Item = T>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut between: &[u8] = b"\n";
    out.write_all(b"[")?;
    loop {
        let some: Vec<T> = values.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            return out.write_all(b"\n]");
        }
        let texts: Result<Vec<Vec<u8>>, _> = some.par_chunks(A_TURN).map(joined).collect();
        for text in texts? {
            out.write_all(between)?;
            out.write_all(&text)?;
            between = BETWEEN;
        }
    }
}

/// Some elements of a list.
fn joined<T: Serialize>(values: &[T]) -> serde_json::Result<Vec<u8>> {
    let mut text = Vec::new();
    for (number, value) in values.iter().enumerate() {
        text.extend_from_slice(if number == 0 { b"" } else { BETWEEN });
        serde_json::to_writer(&mut text, value)?;
    }
    Ok(text)
}

/// The attributes of one node or edge as the fields of a JSON object; what it has not is left out.
pub(super) struct Fields<'a, 'g, T> {
    pub(super) attributes: &'a [Attribute<'g, T>],
    pub(super) of: &'g T,
}

impl<T> Serialize for Fields<'_, '_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for attribute in self.attributes {
            if let Some(value) = attribute.of(self.of) {
                map.serialize_entry(attribute.name, &value)?;
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_a_line() {
        for (values, text) in [(&[][..], "[\n]"), (&[1], "[\n1\n]"), (&[1, 2], "[\n1,\n2\n]")] {
            let mut out = Vec::new();
            lines(values.iter(), &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
    }

    #[test]
    fn a_long_list_is_as_it_would_be_in_one_go() {
        let many: Vec<usize> = (0..AT_ONCE * 2 + 1).collect();
        let mut out = Vec::new();
        lines(many.iter(), &mut out).unwrap();
        let told: Vec<String> = many.iter().map(usize::to_string).collect();
        assert_eq!(String::from_utf8(out).unwrap(), format!("[\n{}\n]", told.join(",\n")));
    }
}
