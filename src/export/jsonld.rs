//! JSON-LD, for the web and triple stores: the graph in the terms of schema.org (see `rdf`).
//!
//! The context stands in the file, so that it is read without a network.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::list::lines;
use super::rdf::{Object, SCHEMA, Thing, things};
use crate::graph::Graph;

/// Where the types of dates and numbers come from.
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Writes the graph; costs one pass, and the memory for the list of episodes.
pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\"@context\":{{\"@vocab\":\"{SCHEMA}\"}},")?;
    write!(out, "\"@graph\":")?;
    lines(things(graph), out)?;
    writeln!(out, "}}")
}

impl Serialize for Thing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = &self.id {
            map.serialize_entry("@id", id)?;
        }
        map.serialize_entry("@type", self.class)?;
        for (property, objects) in &self.says {
            match &objects[..] {
                [object] => map.serialize_entry(property, object)?,
                objects => map.serialize_entry(property, objects)?,
            }
        }
        map.end()
    }
}

/// A value with its type, where JSON has none that says it.
#[derive(Serialize)]
struct Typed {
    #[serde(rename = "@value")]
    value: String,
    #[serde(rename = "@type")]
    kind: String,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let typed = |value: String, kind: &str| Typed { value, kind: format!("{XSD}{kind}") };
        match self {
            Object::Name(iri) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("@id", iri)?;
                map.end()
            }
            Object::Text(text) => serializer.serialize_str(text),
            Object::Day(day) => typed((*day).to_owned(), "date").serialize(serializer),
            Object::Whole(number) => serializer.serialize_u32(*number),
            Object::Number(number) => typed(number.to_string(), "decimal").serialize(serializer),
            Object::Flag(flag) => serializer.serialize_bool(*flag),
            Object::Thing(thing) => thing.serialize(serializer),
        }
    }
}
