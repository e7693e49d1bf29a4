//! The checks of the fuzz targets for some inputs made at random, so that they keep step with the code; `fuzz/` runs them for
//! hours, led by what the program does with an input.

#![expect(unreachable_pub, reason = "these modules are public in the package of the fuzz targets")]

use proptest::prelude::*;
use proptest::sample::select;

#[path = "../fuzz/src/finding.rs"]
mod finding;
#[path = "../fuzz/src/naming.rs"]
mod naming;
#[path = "../fuzz/src/reading.rs"]
mod reading;
#[path = "../fuzz/src/writing.rs"]
mod writing;

/// The bytes as text, whatever they are.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Pieces that mean something to one of the targets.
const PIECES: [&str; 36] = [
    "name",
    "kind",
    "aliases",
    "\t",
    "\n",
    "library",
    "person",
    "block",
    "Quibble",
    "Any IO",
    "|",
    ",",
    ";",
    "\"",
    "{\"label\": \"ORG\", \"pattern\": \"Quibble\"}",
    "[",
    "]",
    "(?<number>[0-9]+)",
    "(?<show>[^/]+)/",
    "show/7-talk.txt",
    "We talk about Flask and a tool called Quibble. ",
    "00:00:01 ",
    "**Ada Fenwick:** ",
    "</script>",
    "]]>",
    "=1+1",
    "\u{202e}",
    "\u{0}",
    "\\",
    "'",
    "&amp;",
    "<",
    "{\"comention\":1,\"episode\":{\"id\":\"show/7\"},\"entities\":[],\"documents\":[]}",
    "WEBVTT\n\n",
    "é",
    "🦀",
];

/// Pieces and bytes in any order.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let piece = select(&PIECES[..]).prop_map(|piece| piece.as_bytes().to_vec());
    let bytes = prop::collection::vec(any::<u8>(), 0..4);
    let parts = prop::collection::vec(prop_oneof![9 => piece, 1 => bytes], 0..40);
    parts.prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_checks_of_all_targets_hold(input in input()) {
        reading::check(None, &input);
        naming::table(&input);
        naming::import(&input);
        naming::pattern(&input);
        finding::extract(&input);
        finding::lines(&input);
        writing::export(&input);
    }
}
