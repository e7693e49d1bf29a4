//! Columns that no header names: what they hold, by their cells.
//!
//! *What it knows*: addresses, kinds, first and last names in two columns, names in one. *What it misses*: numbers, notes
//! and other names, which no cell tells from names; they are told and left out.

use csv::StringRecord;

use super::heading::Role;
use super::label::kind_word;

/// The delimiter of a table without a header: one that parts each line into as many cells, with no blank behind it.
///
/// With a blank, a comma may stand within a name: `Quib, Ada`.
pub(super) fn delimiter(text: &str, delimiters: &[char]) -> Option<char> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("# "));
    let parts_all = |mark: &&char| {
        let mut counts = lines().map(|line| line.matches(**mark).count());
        let first = counts.next().unwrap_or(0);
        first > 0 && counts.all(|count| count == first)
    };
    let is_tight = |mark: &&char| !lines().any(|line| line.contains(&format!("{mark} ")));
    delimiters.iter().filter(parts_all).find(is_tight).copied().filter(|_| lines().count() > 1)
}

/// What each column holds; none where none looks like names, or rows have not all as many cells.
pub(super) fn roles(records: &[StringRecord]) -> Option<Vec<Option<Role>>> {
    let columns = records.first()?.len();
    if columns < 2 || records.iter().any(|record| record.len() != columns) {
        return None;
    }
    let mostly = |at: usize, is: fn(&str) -> bool| {
        let cells = || records.iter().filter_map(move |record| record.get(at)).map(str::trim);
        let filled = cells().filter(|cell| !cell.is_empty()).count();
        filled > 0 && cells().filter(|cell| is(cell)).count() * 2 > filled
    };
    let mut roles: Vec<Option<Role>> = (0..columns)
        .map(|at| match () {
            () if mostly(at, is_address) => Some(Role::Url),
            () if mostly(at, |cell| kind_word(cell).is_some()) => Some(Role::Kind),
            () => None,
        })
        .collect();
    let names: Vec<usize> = (0..columns).filter(|&at| roles[at].is_none() && mostly(at, is_name)).collect();
    match names.as_slice() {
        [] => return None,
        [first, last] if mostly(*first, is_word) && mostly(*last, is_word) => {
            roles[*first] = Some(Role::FirstName);
            roles[*last] = Some(Role::LastName);
        }
        [name, ..] => roles[*name] = Some(Role::Name),
    }
    Some(roles)
}

fn is_address(cell: &str) -> bool {
    cell.starts_with("http://") || cell.starts_with("https://") || cell.starts_with("www.")
}

fn is_name(cell: &str) -> bool {
    cell.starts_with(char::is_uppercase)
}

fn is_word(cell: &str) -> bool {
    is_name(cell) && !cell.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<Vec<Option<Role>>> {
        let mark = delimiter(text, &[',', ';', '\t'])?;
        let records: Vec<_> = text.lines().map(|line| StringRecord::from_iter(line.split(mark))).collect();
        roles(&records)
    }

    #[test]
    fn columns_are_known_by_their_cells() {
        use Role::{FirstName, Kind, LastName, Name, Url};
        for (text, expected) in [
            ("Ada Quib,https://q.example\nAnn Kwib,\n", Some(vec![Some(Name), Some(Url)])),
            ("Ada;Quib\nAnn;Kwib\n", Some(vec![Some(FirstName), Some(LastName)])),
            ("person\tAda Quib\t7\nperson\tAnn Kwib\t8\n", Some(vec![Some(Kind), Some(Name), None])),
            ("Quib, Ada\nKwib, Ann\n", None),
            ("a,b\nc,d\n", None),
            ("Ada Quib,1\nAnn Kwib\n", None),
            ("Ada Quib,1\n", None),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
