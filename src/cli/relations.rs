//! Related episodes as they are written: a table for people; JSON lines and CSV for programs.

use std::io::{self, Write};

use comention::related::{Alike, Relations};

use super::columns;
use super::rows::{cause, harmless};
use super::terminal::{Style, clean, keep_start};

/// Columns that a reason stands in from the left: below the episode.
const INDENT: usize = 7;

/// The episodes like one, each with its reasons below it.
pub(super) fn write_table(all: &[Relations], style: Style, out: &mut dyn Write) -> io::Result<()> {
    for relations in all {
        let title = relations.title.map(|title| format!("  {title}")).unwrap_or_default();
        writeln!(out, "{}", clean(&format!("{}{title}", relations.episode)))?;
        let rows: Vec<[String; 4]> = relations.related.iter().map(row).collect();
        let lines = columns::lines(["score", "episode", "date", "title"], &rows, style.width);
        // The header has no reasons.
        let reasons = relations.related.iter().map(|alike| because(&alike.shared, &alike.words));
        for (line, reason) in lines.iter().zip([String::new()].into_iter().chain(reasons)) {
            let reason = keep_start(&clean(&reason), style.width.saturating_sub(INDENT));
            writeln!(out, "{}{line}", if line.starts_with("score") { "\n" } else { "" })?;
            if !reason.is_empty() {
                writeln!(out, "{:INDENT$}{reason}", "")?;
            }
        }
    }
    Ok(())
}

fn row(alike: &Alike) -> [String; 4] {
    [
        format!("{:.2}", alike.score),
        alike.episode.to_owned(),
        alike.date.unwrap_or_default().to_owned(),
        alike.title.unwrap_or_default().to_owned(),
    ]
}

/// Names, then words.
fn because(names: &[&str], words: &[&str]) -> String {
    let names = names.join(", ");
    match (names.is_empty(), words.is_empty()) {
        (false, false) => format!("{names}; words {}", words.join(", ")),
        (true, false) => format!("words {}", words.join(", ")),
        _ => names,
    }
}

/// The columns of CSV.
const COLUMNS: [&str; 8] = ["episode", "path", "rank", "related", "related_path", "score", "shared", "words"];

/// A header and a row for each two episodes; names are parted by `|`.
pub(super) fn write_csv(all: &[Relations], out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS).map_err(cause)?;
    for relations in all {
        for (rank, alike) in (1..).zip(&relations.related) {
            let cells: [String; 8] = [
                relations.episode.to_owned(),
                relations.path.to_owned(),
                format!("{rank}"),
                alike.episode.to_owned(),
                alike.path.to_owned(),
                alike.score.to_string(),
                alike.shared.join("|"),
                alike.words.join("|"),
            ];
            csv.write_record(cells.map(harmless)).map_err(cause)?;
        }
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relations() -> Vec<Relations<'static>> {
        let alike = |episode: &'static str, shared: &[&'static str], words: &[&'static str]| Alike {
            episode,
            title: None,
            date: Some("2024-05-06"),
            path: "9.txt",
            score: 0.25,
            shared: shared.to_vec(),
            words: words.to_vec(),
        };
        vec![Relations {
            episode: "our-show/7",
            title: Some("Pools"),
            date: None,
            path: "=7.txt",
            related: vec![
                alike("our-show/9", &["AnyIO", "Trio"], &["lifeguard"]),
                alike("our-show/8", &[], &["pool"]),
            ],
        }]
    }

    fn written(write: impl Fn(&[Relations<'static>], &mut dyn Write) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&relations(), &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("text in, text out")
    }

    #[test]
    fn writes_a_table_with_reasons() {
        assert_eq!(
            written(|all, out| write_table(all, Style { width: 80, bold: false }, out)),
            "our-show/7  Pools\n\
             \n\
             score  episode     date\n\
             0.25   our-show/9  2024-05-06\n       \
             AnyIO, Trio; words lifeguard\n\
             0.25   our-show/8  2024-05-06\n       \
             words pool\n"
        );
    }

    #[test]
    fn writes_lines_for_programs() {
        assert!(written(|all, out| super::super::json::write_lines(all, out)).starts_with(
            "{\"episode\":\"our-show/7\",\"title\":\"Pools\",\"path\":\"=7.txt\",\"related\":[{\"episode\":\
             \"our-show/9\",\"date\":\"2024-05-06\",\"path\":\"9.txt\",\"score\":0.25,\"shared\":[\"AnyIO\",\"Trio\"],\
             \"words\":[\"lifeguard\"]},"
        ));
        assert_eq!(
            written(write_csv),
            "episode,path,rank,related,related_path,score,shared,words\n\
             our-show/7,'=7.txt,1,our-show/9,9.txt,0.25,AnyIO|Trio,lifeguard\n\
             our-show/7,'=7.txt,2,our-show/8,9.txt,0.25,,pool\n"
        );
    }
}
