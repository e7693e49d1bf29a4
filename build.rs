//! Makes the built-in dictionary of the tables in `data/`, once, so that the program need not at every start.
//!
//! It is made by the library's own code, of which the modules that it needs are compiled here, too. The program is also told of
//! which sources it is built: so caches know it.
#![allow(dead_code, unreachable_pub, missing_docs, reason = "only a part of these modules is used here")]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a build script writes files and tells cargo"
)]

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/column/mod.rs"]
mod column;
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

fn main() -> io::Result<()> {
    let image = if fits_target() { dictionary::Dictionary::builtin().image() } else { Vec::new() };
    let folder = env::var_os("OUT_DIR").expect("cargo names the folder for what is made");
    fs::write(Path::new(&folder).join("dictionary.bin"), image)?;
    println!("cargo::rustc-env=COMENTION_SOURCES={:016x}", sources()?);
    Ok(())
}

/// A hash of all that the library is made of; two that differ do not meet by chance. Tells cargo of it, too.
fn sources() -> io::Result<u64> {
    let mut left = ["build.rs", "Cargo.toml", "Cargo.lock", "data", "src"].map(PathBuf::from).to_vec();
    let mut hasher = DefaultHasher::new();
    while let Some(path) = left.pop() {
        // The command line decides nothing that an extraction depends on, and need not build the library once more.
        if ["src/cli", "src/main.rs"].iter().any(|other| path == Path::new(other)) || !path.exists() {
            continue;
        }
        // Of a folder cargo looks at all that is in it.
        if path != Path::new("src") {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        if path.is_dir() {
            let within = fs::read_dir(&path)?.map(|entry| Ok(entry?.path()));
            left.extend(within.collect::<io::Result<BTreeSet<PathBuf>>>()?);
        } else {
            path.display().to_string().replace('\\', "/").hash(&mut hasher);
            // As it is checked out elsewhere, line ends differ.
            let bytes = fs::read(&path)?.into_iter().filter(|byte| *byte != b'\r');
            bytes.collect::<Vec<u8>>().hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}

/// Whether the program will run where bytes are ordered and words are hashed as here; `rustc-hash` knows the processor.
fn fits_target() -> bool {
    let of_target = |property: &str| env::var(format!("CARGO_CFG_TARGET_{property}"));
    let endian = if cfg!(target_endian = "little") { "little" } else { "big" };
    let alike = ["x86_64", "aarch64", "riscv64"];
    let arch = of_target("ARCH").unwrap_or_default();
    of_target("ENDIAN").as_deref() == Ok(endian)
        && of_target("POINTER_WIDTH") == Ok(usize::BITS.to_string())
        && (arch == env::consts::ARCH
            || [arch.as_str(), env::consts::ARCH].iter().all(|arch| alike.contains(arch)))
}
