//! JSON that streams: a list with one element a line, which tools read as well and people better; attributes as fields.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::attribute::Attribute;

/// Writes a value, on the line it is on.
pub(super) fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}

/// Writes a list, an element a line; holds one at a time, so that its many pieces are put together before they go out.
pub(super) fn lines<T: Serialize>(values: impl Iterator<Item = T>, out: &mut dyn Write) -> io::Result<()> {
    let mut line: Vec<u8> = Vec::new();
    out.write_all(b"[")?;
    for (number, value) in values.enumerate() {
        line.clear();
        line.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut line, &value)?;
        out.write_all(&line)?;
    }
    out.write_all(b"\n]")
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
}
