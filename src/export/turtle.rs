//! Turtle, for triple stores: the graph in the terms of schema.org (see `rdf`).
//!
//! The one prefix is for terms of our own choice; whatever comes from outside is a whole IRI in `<…>` or a literal.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use super::address::is_unprintable;
use super::attribute::description;
use super::rdf::{Object, SCHEMA, Thing, things};
use crate::graph::Graph;

/// Writes the graph; costs one pass, and the memory for the list of episodes.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "@prefix schema: <{SCHEMA}> .")?;
    writeln!(out, "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n")?;
    writeln!(out, "# {}\n", description(graph))?;
    for thing in things(graph) {
        match &thing.id {
            Some(id) => write!(out, "<{id}> a schema:{}", thing.class)?,
            None => write!(out, "[] a schema:{}", thing.class)?,
        }
        write_says(&thing, " ;\n  ", out)?;
        writeln!(out, " .")?;
    }
    Ok(())
}

fn write_says(thing: &Thing<'_>, between: &str, out: &mut dyn Write) -> io::Result<()> {
    for (property, objects) in &thing.says {
        for (number, object) in objects.iter().enumerate() {
            match number {
                0 => write!(out, "{between}schema:{property} ")?,
                _ => write!(out, ", ")?,
            }
            write_object(object, out)?;
        }
    }
    Ok(())
}

fn write_object(object: &Object<'_>, out: &mut dyn Write) -> io::Result<()> {
    match object {
        Object::Name(iri) => write!(out, "<{iri}>"),
        Object::Text(text) => write!(out, "{}", Literal(text)),
        Object::Day(day) => write!(out, "\"{day}\"^^xsd:date"),
        Object::Whole(number) => write!(out, "{number}"),
        Object::Number(number) => write!(out, "\"{number}\"^^xsd:decimal"),
        Object::Flag(flag) => write!(out, "{flag}"),
        Object::Thing(thing) => {
            write!(out, "[ a schema:{}", thing.class)?;
            write_says(thing, " ; ", out)?;
            write!(out, " ]")
        }
    }
}

/// Text in quotes.
struct Literal<'a>(&'a str);

impl fmt::Display for Literal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for character in self.0.chars() {
            match character {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                c if is_unprintable(c) => write!(f, "\\u{:04X}", c as u32)?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_end_where_they_should() {
        for (text, written) in [
            ("say \"hi\"", r#""say \"hi\"""#),
            ("ends in \\", r#""ends in \\""#),
            ("a\nb\r\u{7}", "\"a\\nb\\u000D\\u0007\""),
            ("<b> 🦀", "\"<b> 🦀\""),
        ] {
            assert_eq!(Literal(text).to_string(), written);
        }
    }
}
