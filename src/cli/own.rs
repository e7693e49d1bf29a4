//! What earlier runs of this program wrote, which is no text: it is known by how it begins.
//!
//! Read as a transcript, a list of mentions would be mentioned all over again. Files made by `extract` are read, and are not
//! meant here.

/// The lines of a file that tell.
const LINES: usize = 5;

/// How much of a file that has no line ends tells, in bytes.
const LONGEST: usize = 2048;

/// A command, how what it writes begins (blanks count as one), and what else its first lines hold.
type Output = (&'static str, &'static str, &'static [&'static str]);

const OUTPUTS: [Output; 28] = [
    ("mentions", "time said entity evidence", &[]),
    ("mentions", "time speaker said entity evidence", &[]),
    ("mentions", "episode,path,line,column,end_line,end_column,", &[]),
    ("mentions", "{\"episode\":", &["\"end_column\":", "\"surface\":"]),
    ("mentions", "[ {\"episode\":", &["\"end_column\":", "\"surface\":"]),
    ("mentions", "{\"path\":", &["\"surface\":", "\"kept\":"]),
    ("mentions", "[ {\"path\":", &["\"surface\":", "\"kept\":"]),
    ("inspect", "{\"path\":", &["\"format\":", "\"encoding\":"]),
    ("inspect", "[ { \"path\":", &["\"format\":", "\"encoding\":"]),
    ("related", "episode,path,rank,related,", &[]),
    ("related", "{\"episode\":", &["\"related\":["]),
    ("related", "[ {\"episode\":", &["\"related\":["]),
    ("related", "graph episodes {", &[]),
    ("show", "{\"entity\":", &["\"discovered\":", "\"mentions\":"]),
    ("trends", "{\"years\":[", &["\"tested\":", "\"trends\":"]),
    ("graph", "{\"version\":", &["\"directed\":", "\"graph\":{"]),
    ("graph", "graph comention {", &[]),
    ("graph", "<!DOCTYPE html> <html lang=\"en\">", &["name=\"generator\" content=\"comention\""]),
    ("graph", "<svg ", &["Mentioned together, by comention"]),
    ("graph", "<?xml version=\"1.0\" encoding=\"UTF-8\"?> <gexf ", &["comention"]),
    ("graph", "<?xml version=\"1.0\" encoding=\"UTF-8\"?> <graphml ", &["comention"]),
    ("graph", "{\"format_version\":", &["\"generated_by\":\"comention\""]),
    ("graph", "{\"info\":{\"title\":\"comention\"", &[]),
    ("graph", "{\"options\":{\"type\":\"undirected\"", &["\"min_episodes\":"]),
    ("graph", "Id,Label,x,y,kind,", &[]),
    ("graph", "Source,Target,Type,Weight,episodes,", &[]),
    ("graph", "flowchart LR %% Mentioned together, by comention", &[]),
    ("dictionary suggest", "# Names that the dictionary lacks, the worthiest first.", &[]),
];

/// The command that wrote a text, if one did.
pub(super) fn command(text: &str) -> Option<&'static str> {
    let head = head(text);
    let is_it = |(_, begins, holds): &&Output| {
        head.starts_with(begins) && holds.iter().all(|part| head.contains(part))
    };
    OUTPUTS.iter().find(is_it).map(|(command, ..)| *command).or_else(|| of_lines(text))
}

/// The first lines, with one blank for each stretch of them.
fn head(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let mut head = String::new();
    for word in
        text.lines().take(LINES + 2 * usize::from(text.starts_with('['))).flat_map(str::split_whitespace)
    {
        if head.len() > LONGEST {
            break;
        }
        if !head.is_empty() {
            head.push(' ');
        }
        head.push_str(word);
    }
    head
}

/// The command that wrote a table for people which has names first and tells only below them what it is.
fn of_lines(text: &str) -> Option<&'static str> {
    let mut lines = text.lines().skip(1);
    let [second, third, fourth] = std::array::from_fn(|_| lines.next().unwrap_or_default());
    let is_header = |line: &str| {
        let mut words = line.split_whitespace().filter(|word| !matches!(*word, "date" | "time"));
        words.next() == Some("episode") && words.next() == Some("said") && words.next().is_none()
    };
    if second.starts_with("  read as  ") && third.starts_with("  ") {
        Some("inspect")
    } else if second.is_empty() && third.starts_with("score  episode") {
        Some("related")
    } else if second.contains(" in ") && third.is_empty() && is_header(fourth) {
        Some("show")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_program_writes_is_known() {
        for (text, expected) in [
            ("time     speaker  said    entity  evidence\n\nour-show/7  7.txt\n", Some("mentions")),
            ("episode,path,line,column,end_line,end_column,time\n", Some("mentions")),
            (
                "[\n  {\n    \"path\": \"7.txt\",\n    \"format\": \"timed\",\n    \"encoding\": \"UTF-8\",\n",
                Some("inspect"),
            ),
            ("7.txt\n  read as  transcript, timed, UTF-8\n  episode  our-show/7\n", Some("inspect")),
            ("our-show/7  Pools\n\nscore  episode     date\n", Some("related")),
            ("AnyIO  project\n2 mentions in 1 episode\n\n  date  episode  time  said\n", Some("show")),
            (
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" \
                 content=\"comention\">\n",
                Some("graph"),
            ),
            ("flowchart LR\n  %% Mentioned together, by comention. Episodes: 2\n", Some("graph")),
            ("00:01 We read as much as we can, episode by episode.\n", None),
            ("Time said entity evidence is weak.\n", None),
            ("{\"segments\":[]}", None),
            ("", None),
        ] {
            assert_eq!(command(text), expected, "{text}");
        }
    }
}
