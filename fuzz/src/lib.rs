//! What must hold of whatever comes in: each module has the checks of a few targets.

pub mod finding;
pub mod naming;
pub mod reading;
pub mod writing;

/// The bytes as text, whatever they are.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
