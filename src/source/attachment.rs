//! Files that a feed names, and where they would lie.

/// A file that belongs to an episode, as its feed names it. It is for the caller to read it: with [`super::read_all`],
/// and the hints of the reading that names it in place of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The address, as the feed has it.
    pub url: String,
    /// The paths at which it may lie, the likeliest first; all in the feed's folder or below it. Of an address on the web,
    /// the same file as saved beside the feed. None where the address leads out of that folder.
    pub paths: Vec<String>,
    /// Whether the address leads to the web, so that there may be no such file.
    pub is_remote: bool,
    /// Whether it holds chapters; else it is a transcript.
    pub is_chapters: bool,
    /// The line of the feed that names it, from 1.
    pub line: u32,
}

/// How many folders of an address on the web are tried.
const DEEPEST: usize = 4;

impl Attachment {
    /// What `url` in the feed at `feed` stands for.
    pub(super) fn new(url: &str, feed: &str, line: u32, is_chapters: bool) -> Self {
        let (is_remote, parts) = parts(url);
        let least = if is_remote { parts.len().saturating_sub(DEEPEST) } else { 0 };
        let most = if is_remote { parts.len() } else { parts.len().min(1) };
        let folder = &feed[..feed.rfind(['/', '\\']).map_or(0, |at| at + 1)];
        let paths = (least..most).map(|from| format!("{folder}{}", parts[from..].join("/"))).collect();
        Attachment { url: url.to_owned(), paths, is_remote, is_chapters, line }
    }
}

/// Whether an address leads to the web, and the folders and the file of its path; none where that leads elsewhere than
/// down from where it begins.
fn parts(url: &str) -> (bool, Vec<String>) {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    // `/t/7.vtt` is the site's, as is an address without its scheme.
    let is_remote = scheme.is_some() || url.starts_with('/');
    let path = match url.split_once("//") {
        Some((_, rest)) if is_remote => rest.split_once('/').map_or("", |(_, path)| path),
        None if scheme.is_some() => "",
        _ => url.strip_prefix('/').unwrap_or(url),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let is_rooted = path.starts_with(['/', '\\']) || path.contains(':');
    let parts: Vec<String> =
        path.split('/').filter(|part| !part.is_empty() && *part != ".").map(decoded).collect();
    let leads_down =
        |part: &String| part != ".." && !part.contains(['/', '\\', '\0']) && !part.starts_with('.');
    let good = !is_rooted && parts.iter().all(leads_down) && !path.ends_with('/');
    (is_remote, if good { parts } else { Vec::new() })
}

/// A part of an address with its `%20` resolved.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = part.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits =
            tail.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(url: &str) -> Vec<String> {
        Attachment::new(url, "show/feed.xml", 1, false).paths
    }

    #[test]
    fn a_file_beside_the_feed_or_saved_there() {
        assert_eq!(paths("t/7%20on%20tools.vtt?v=2"), ["show/t/7 on tools.vtt"]);
        assert_eq!(paths("./7.srt"), ["show/7.srt"]);
        assert_eq!(paths("https://example.org/a/t/7.vtt"), ["show/a/t/7.vtt", "show/t/7.vtt", "show/7.vtt"]);
        assert_eq!(Attachment::new("7.vtt", "feed.xml", 1, false).paths, ["7.vtt"]);
    }

    /// A feed comes from elsewhere: it must not choose what else of a disk is read.
    #[test]
    fn no_address_leads_out_of_the_feeds_folder() {
        for url in [
            "../7.vtt",
            "a/../../7.vtt",
            "/etc/passwd",
            "file:///etc/passwd",
            "C:\\texts\\7.txt",
            "a/%2e%2e/b",
            "..%2f7.vtt",
            "\\\\host\\7.vtt",
            "a%5c..%5cb",
            ".ssh/key",
            "https://example.org/../../7.vtt",
            "https://example.org/",
            "data:7.vtt",
            "",
        ] {
            let found = paths(url);
            let is_inside =
                |path: &String| path.starts_with("show/") && !path.contains("..") && !path.contains("/.");
            assert!(found.iter().all(is_inside), "{url}: {found:?}");
        }
        assert_eq!(paths("/etc/passwd"), ["show/etc/passwd", "show/passwd"]);
    }
}
