//! What readers of XML share: the first element, attributes, lines.

use quick_xml::events::BytesStart;
use quick_xml::reader::Config;

use super::cursor::boundary;
use super::entity::entity;

/// Within how many bytes the first element begins, behind what XML has before.
const PROLOG: usize = 8 * 1024;

/// The name of the first element, without its prefix.
pub(super) fn root(source: &str) -> Option<&str> {
    let head = &source[..boundary(source, PROLOG)];
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            // A document type may hold declarations of its own.
            _ if rest.starts_with("<!") && rest.find('[') < rest.find('>') && rest.contains('[') => "]>",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        let (_, after) = rest.split_once(end)?;
        rest = after.trim_start();
    }
    let name = rest.strip_prefix('<')?.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    name.rsplit(':').next()
}

/// Lets pass what is wrong in many a file and hides nothing of its text.
pub(super) fn lenient(config: &mut Config) {
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
}

/// The line in which a byte stands, from 1.
pub(super) fn line_of(source: &str, at: usize) -> u32 {
    let before = source.as_bytes().iter().take(at);
    1 + before.filter(|&&byte| byte == b'\n').count() as u32
}

/// The value of an attribute, with its entities taken for what they mean; a lone `&` stands in many an address.
pub(super) fn attribute(tag: &BytesStart<'_>, key: &str) -> String {
    let mut attributes = tag.html_attributes();
    let attributes = attributes.with_checks(false).filter_map(Result::ok);
    let found = attributes.into_iter().find(|attribute| attribute.key.as_ref() == key);
    found.map(|attribute| plain(&attribute.value)).unwrap_or_default()
}

fn plain(value: &str) -> String {
    let mut meant = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        let (character, taken) = entity(&rest[at..]).unwrap_or(('&', 1));
        meant.push_str(&rest[..at]);
        meant.push(character);
        rest = &rest[at + taken..];
    }
    meant + rest
}
