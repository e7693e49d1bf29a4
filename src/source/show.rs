//! Shows that are known by name.
/// A show.
#[derive(Debug)]
pub struct Show {
    /// slug
    pub slug: String,
    /// hosts
    pub hosts: Vec<String>,
}
/// Known shows.
pub fn shows() -> &'static [Show] {
    &[]
}
