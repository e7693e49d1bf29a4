//! Makes the built-in dictionary of the tables in `data/`, once, so that the program need not at every start.
//!
//! It is made by the library's own code, of which the modules that it needs are compiled here, too.
#![allow(dead_code, unreachable_pub, missing_docs, reason = "only a part of these modules is used here")]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a build script writes files and tells cargo"
)]

#[path = "src/dictionary/mod.rs"]
mod dictionary;
#[path = "src/entity.rs"]
mod entity;
#[path = "src/error.rs"]
mod error;
#[path = "src/table/mod.rs"]
mod table;
#[path = "src/text/mod.rs"]
mod text;

/// Where the program finds what is made here.
mod image {
    pub(crate) const BUILTIN: Option<&[u8]> = None;
}

fn main() {
    for input in
        ["build.rs", "data", "src/dictionary", "src/entity.rs", "src/error.rs", "src/table", "src/text"]
    {
        println!("cargo::rerun-if-changed={input}");
    }
    let folder = std::env::var_os("OUT_DIR").expect("cargo names the folder for what is made");
    let image = dictionary::Dictionary::builtin().image();
    std::fs::write(std::path::Path::new(&folder).join("dictionary.bin"), image)
        .expect("cargo's folder can be written");
}
