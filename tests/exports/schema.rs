//! Whether what is written is as its schema in `schema/` says.

use std::path::Path;

use serde_json::Value;

/// Checks a value against `schema/NAME.schema.json`, or a part of it behind `#`: `extraction#/$defs/bad`.
#[expect(clippy::disallowed_methods, reason = "a test reads the schema that it is about")]
pub(super) fn conforms(value: &Value, name: &str) {
    let (name, part) = name.split_once('#').unwrap_or((name, ""));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{name}.schema.json"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let rule = schema.pointer(part).expect("the part is there");
    check(value, rule, &schema, name);
}

/// Checks names of fields, constants and lists; `tests/tools/load_graph.py` checks the rest.
fn check(value: &Value, rule: &Value, schema: &Value, place: &str) {
    if let Some(path) = rule["$ref"].as_str() {
        let rule = schema.pointer(path.trim_start_matches('#')).unwrap();
        return check(value, rule, schema, place);
    }
    if let Some(constant) = rule.get("const") {
        assert_eq!(value, constant, "{place}");
    }
    if let Some(values) = rule["enum"].as_array() {
        assert!(values.contains(value), "{place}: {value}");
    }
    let may_be_null = rule["type"].as_array().is_some_and(|types| types.contains(&Value::from("null")));
    if value.is_null() && may_be_null {
        return;
    }
    if let Some(fields) = rule["properties"].as_object() {
        for name in rule["required"].as_array().unwrap() {
            assert!(value.get(name.as_str().unwrap()).is_some(), "{place} lacks {name}");
        }
        for (name, value) in value.as_object().unwrap() {
            let rule = fields.get(name).unwrap_or_else(|| panic!("{place} has {name}"));
            check(value, rule, schema, &format!("{place}.{name}"));
        }
    }
    if let Some(rule) = rule.get("items") {
        for value in value.as_array().unwrap() {
            check(value, rule, schema, place);
        }
    }
}
