#![no_main]

use comention::source::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| comention_fuzz::reading::check(Some(Format::Ttml), bytes));
