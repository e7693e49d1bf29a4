//! Telling web addresses from names: `github.com/sanic-org` is one, `Any.io` and `Node.js` are names.

use super::limits::address::{ADDRESS_ENDINGS, SCRIPT_ENDING};

/// Whether a run of characters without white space is a web address.
pub(super) fn is_address(run: &str) -> bool {
    if run.contains("://") || run.starts_with("www.") || run.contains('@') {
        return true;
    }
    let (host, path) = run.split_once('/').map_or((run, None), |(host, path)| (host, Some(path)));
    let Some((name, ending)) = host.rsplit_once('.') else {
        return false;
    };
    let ending = ending.to_ascii_lowercase();
    let word = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b))
    };
    word(name)
        && (ADDRESS_ENDINGS.contains(&ending.as_str())
            || path.is_some() && word(&ending) && ending.len() <= 4 && ending != SCRIPT_ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_addresses_from_names() {
        for address in
            ["pythonbytes.fm", "github.com/sanic-org", "https://x.y", "www.x", "a.io/b", "me@x.org"]
        {
            assert!(is_address(address), "{address}");
        }
        for name in [
            "Any.io",
            "Node.js",
            "Next.js/Express",
            "scikit-learn",
            "ASP.NET",
            "anyio.open_file",
            "and/or",
            ".fm",
            "(a).fm",
        ] {
            assert!(!is_address(name), "{name}");
        }
    }
}
