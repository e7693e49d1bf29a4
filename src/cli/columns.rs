//! Short tables for people: aligned columns, of which the last takes the room that is left.

use std::io::{self, Write};

use super::terminal::{clean, keep_start, padded, width};

/// The most columns a cell may take but the last.
const MOST: usize = 36;
/// The least columns for the last cell, however narrow the terminal.
const LEAST: usize = 24;
const GAP: usize = 2;

/// Writes rows under a header, `room` columns wide; a column that is empty throughout is left out.
pub(super) fn write<const N: usize>(
    header: [&str; N],
    rows: &[[String; N]],
    room: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    lines(header, rows, room).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The header and a line for each row; nothing without rows.
pub(super) fn lines<const N: usize>(header: [&str; N], rows: &[[String; N]], room: usize) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let rows: Vec<[String; N]> = rows.iter().map(|row| row.each_ref().map(|cell| clean(cell))).collect();
    let mut widths = [0; N];
    for row in &rows {
        widths.iter_mut().zip(row).for_each(|(most, cell)| *most = width(cell).max(*most));
    }
    for ((most, name), at) in widths.iter_mut().zip(header).zip(1..) {
        if *most > 0 {
            *most = (*most).max(width(name)).min(if at == N { usize::MAX } else { MOST });
        }
    }
    let others: usize = widths[..N - 1].iter().filter(|&&most| most > 0).map(|most| most + GAP).sum();
    widths[N - 1] = widths[N - 1].min(room.saturating_sub(others).max(LEAST));
    let header = header.map(str::to_owned);
    [header].iter().chain(&rows).map(|row| line(row, &widths)).collect()
}

fn line<const N: usize>(row: &[String; N], widths: &[usize; N]) -> String {
    let mut line = String::new();
    for (cell, &most) in row.iter().zip(widths).filter(|(_, most)| **most > 0) {
        line.push_str(&padded(&keep_start(cell, most), most + GAP));
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aligns_cuts_and_leaves_out_what_is_empty() {
        let row = |cells: [&str; 4]| cells.map(str::to_owned);
        let rows = [
            row(["1", "our-show/12", "", "a long reason that takes more than there is room for"]),
            row(["20", "日本/7", "", "short\tone"]),
        ];
        let mut out = Vec::new();
        write(["no", "episode", "date", "why"], &rows, 44, &mut out).expect("memory takes everything");
        assert_eq!(
            String::from_utf8(out).expect("text in, text out"),
            "no  episode      why\n\
             1   our-show/12  a long reason that takes m…\n\
             20  日本/7       short one\n"
        );
    }
}
