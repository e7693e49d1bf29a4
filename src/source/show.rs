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
    static S: std::sync::OnceLock<Vec<Show>> = std::sync::OnceLock::new();
    S.get_or_init(|| {
        vec![Show {
            slug: "python-bytes".into(),
            hosts: vec!["Michael Kennedy".into(), "Brian Okken".into()],
        }]
    })
}
