#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| comention_fuzz::reading::check(None, bytes));
