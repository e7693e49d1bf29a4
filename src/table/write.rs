//! Rows → a table in the format of `data/README.md`: what [`Table::read`](super::Table::read) reads again.

use std::io::{self, Write};

use super::Row;
use super::entry::{BLOCK, Case};
use super::read::{COLUMNS, OWN_WEIGHT};

/// Writes rows under a header; columns in which no row has anything are left out, all but name and kind.
///
/// # Errors
///
/// Those of `out`; and, before anything is written, `InvalidInput` for a row that a table cannot hold: a tab or line end
/// in a cell, a `|` in an alias, cue or note. Rows that were read from a table or imported have none.
pub fn write(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let cells: Vec<[String; 8]> = rows.iter().map(cells).collect::<io::Result<_>>()?;
    let is_used = |at: usize| at < 2 || cells.iter().any(|cells| !cells[at].is_empty());
    let mut columns: Vec<usize> = (0..COLUMNS.len()).filter(|&at| is_used(at)).collect();
    // A line that begins with `# ` would be passed over.
    if cells.iter().any(|cells| cells[0].starts_with("# ")) {
        columns.swap(0, 1);
    }
    write_line(columns.iter().map(|&at| COLUMNS[at]), out)?;
    cells.iter().try_for_each(|cells| write_line(columns.iter().map(|&at| cells[at].as_str()), out))
}

fn write_line<'c>(cells: impl Iterator<Item = &'c str>, out: &mut dyn Write) -> io::Result<()> {
    for (at, cell) in cells.enumerate() {
        write!(out, "{}{cell}", if at == 0 { "" } else { "\t" })?;
    }
    writeln!(out)
}

/// The cells of a row, in the order of [`COLUMNS`].
fn cells(row: &Row) -> io::Result<[String; 8]> {
    let none = String::new;
    let cells = match row {
        Row::Block(block) => {
            let cues = joined(&block.cues)?;
            [block.name.clone(), BLOCK.into(), none(), none(), none(), cues, none(), none()]
        }
        Row::Entry(entry) => [
            entry.entity.name.clone(),
            entry.category.to_string(),
            joined(&entry.aliases)?,
            entry.entity.url.clone().unwrap_or_default(),
            if entry.weight == OWN_WEIGHT { none() } else { entry.weight.to_string() },
            joined(&entry.cues)?,
            if entry.case == Case::Exact { "exact".into() } else { none() },
            entry.lists.clone(),
        ],
    };
    match cells.iter().find(|cell| cell.contains(['\t', '\n', '\r'])) {
        Some(cell) => Err(refused(cell)),
        None => Ok(cells),
    }
}

fn joined(parts: &[String]) -> io::Result<String> {
    match parts.iter().find(|part| part.contains('|')) {
        Some(part) => Err(refused(part)),
        None => Ok(parts.join("|")),
    }
}

fn refused(cell: &str) -> io::Error {
    let message = format!("a table cannot hold {}", super::sheet::shown(cell));
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Kind;
    use crate::table::Table;

    fn written(rows: &[Row]) -> io::Result<String> {
        let mut out = Vec::new();
        write(rows, &mut out)?;
        Ok(String::from_utf8(out).expect("tables are UTF-8"))
    }

    #[test]
    fn what_was_read_is_written_the_same() {
        for text in [
            "name\tkind\nQuib\tlibrary\nFlask\tblock\n",
            "name\tkind\taliases\turl\tweight\tcues\tcase\tsources\n\
             Quib\tlibrary\tqbl|kwib\thttps://q.example\t7\ttide|ebb tide\texact\tmine|yours\n\
             Go\tblock\t\t\t\tgolang\t\t\n",
            "kind\tname\nproject\t# Quib\n",
        ] {
            let rows = Table::read("t.tsv", text, Kind::Project).whole().unwrap();
            assert_eq!(written(&rows).unwrap(), text);
        }
    }

    #[test]
    fn what_a_table_cannot_hold_is_refused() {
        let text = "name\taliases\nQuib\tqbl\n";
        let Table { mut rows, .. } = Table::read("t.tsv", text, Kind::Project);
        for odd in ["a\tb", "a\nb", "a|b"] {
            let Row::Entry(entry) = &mut rows[0] else { panic!() };
            entry.aliases = vec![odd.to_string()];
            assert_eq!(written(&rows).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        }
    }
}
