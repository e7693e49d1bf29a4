//! The `comention` program: files in, files out.
//!
//! All it knows of podcasts is in the library, which it uses like anybody else.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
