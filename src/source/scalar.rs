//! Values of YAML and TOML as they stand on their lines: quotes, comments, lists in brackets.

/// A value without the blanks around it and without a comment behind it; `#` within quotes begins none.
pub(super) fn without_comment(value: &str) -> &str {
    let value = value.trim();
    match value.find(" #").filter(|_| !value.starts_with(['"', '\''])) {
        Some(at) => value[..at].trim_end(),
        None => value,
    }
}

/// The cells of a list; a comma within quotes parts none.
pub(super) fn cells(list: &str) -> Vec<&str> {
    // An apostrophe within a cell opens none.
    let (mut quote, mut begins) = (None, true);
    let parts = list.split(move |c: char| {
        match quote {
            None if begins && matches!(c, '"' | '\'') => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        let parts = c == ',' && quote.is_none();
        begins = parts || begins && c.is_whitespace();
        parts
    });
    parts.collect()
}

/// A value without the quotes around it.
pub(super) fn plain(value: &str) -> String {
    let value = value.trim();
    let within = |quote| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    let single = || within('\'').map(|value| value.replace("''", "'"));
    within('"').map(str::to_owned).or_else(single).unwrap_or_else(|| value.to_owned()).trim().to_owned()
}

/// A line of a text without quotes and marks; none where there is nothing else.
pub(super) fn stretch(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_mark = line.starts_with(['>', '|']) && line.len() < 4;
    let quoted = ['"', '\''].into_iter().find_map(|quote| {
        let inner = line.strip_prefix(quote)?;
        let end = inner.rfind(quote).filter(|_| closes(inner, quote));
        Some(end.map_or(inner, |end| &inner[..end]))
    });
    let inner = quoted.unwrap_or(line.trim_end_matches(['"', '\''])).trim();
    (!inner.is_empty() && !is_mark).then_some(inner)
}

/// Over how many lines more a value goes on whose quote its own line does not close: up to the one that does, before any key.
pub(super) fn lines_quoted(value: &str, behind: &[&str]) -> usize {
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let Some(quote) = quote.filter(|&quote| !closes(&value[1..], quote)) else { return 0 };
    let more = behind.iter().take_while(|line| !begins_with_a_key(line));
    more.clone().position(|line| closes(line, quote)).map_or(0, |last| last + 1)
}

/// Whether a quote stands at the end of a line, but for a comment, and is not written as part of the text (`\"`, `''`).
fn closes(line: &str, quote: char) -> bool {
    let Some(at) = line.rfind(quote) else { return false };
    let escape = if quote == '"' { '\\' } else { quote };
    let rest = line[at + 1..].trim_start();
    !line[..at].ends_with(escape) && (rest.is_empty() || rest.starts_with('#'))
}

/// What stands before the quote that closes a line.
pub(super) fn before_quote(line: &str) -> &str {
    let closing = ['"', '\''].into_iter().find(|&quote| closes(line, quote));
    closing.and_then(|quote| line.rsplit_once(quote)).map_or(line, |(text, _)| text)
}

/// Whether a value is a list; a link begins like one.
pub(super) fn is_list(value: &str) -> bool {
    value.starts_with('[') && !value.contains("](")
}

/// Whether a line begins with a key of YAML or TOML: `date: …`, `date = …`.
pub(super) fn begins_with_a_key(line: &str) -> bool {
    let key = line.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(0);
    key > 0 && line[key..].trim_start_matches(' ').starts_with([':', '='])
}
