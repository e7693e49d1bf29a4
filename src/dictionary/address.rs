//! Web addresses as keys: the same page under one spelling, and hosts that say nothing.

/// Hosts under which many projects live, so that the host alone says nothing.
pub(super) fn is_shared(host: &str) -> bool {
    const SHARED: [&str; 22] = [
        "apache.org",
        "aws.amazon.com",
        "azure.microsoft.com",
        "bitbucket.org",
        "cloud.google.com",
        "crates.io",
        "developer.mozilla.org",
        "developers.google.com",
        "docs.python.org",
        "en.wikipedia.org",
        "github.com",
        "gitlab.com",
        "google.com",
        "medium.com",
        "microsoft.com",
        "npmjs.com",
        "pypi.org",
        "python.org",
        "readthedocs.org",
        "reddit.com",
        "stackoverflow.com",
        "twitter.com",
    ];
    SHARED.contains(&host)
}

/// An address without scheme, `www.`, query, fragment and closing slash, in lower case.
pub(super) fn plain_url(url: &str) -> String {
    let url = url.trim_start_matches("https://").trim_start_matches("http://");
    let url = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches("www.");
    url.trim_end_matches('/').trim_end_matches(".git").to_lowercase()
}
