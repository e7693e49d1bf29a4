//! The headings of other people's tables → what their columns hold.
//!
//! Headings are known in any letters, as spreadsheets and databases have them: `Title`, `also known as`, `home_page`.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Name,
    FirstName,
    LastName,
    Kind,
    Aliases,
    Url,
    Weight,
    Cues,
    Case,
    Notes,
}

impl Role {
    /// What such a column holds, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Role::Name => "names",
            Role::FirstName => "first names",
            Role::LastName => "last names",
            Role::Kind => "kinds",
            Role::Aliases => "other names",
            Role::Url => "addresses",
            Role::Weight => "weights",
            Role::Cues => "cue words",
            Role::Case => "case",
            Role::Notes => "notes",
        }
    }
}

/// Headings; of those with one role the first in this list counts.
const HEADINGS: [(Role, &[&str]); 10] = [
    (Role::FirstName, &["first name", "firstname", "first", "given name", "forename"]),
    (Role::LastName, &["last name", "lastname", "last", "family name", "surname"]),
    (
        Role::Name,
        &[
            "name",
            "canonical",
            "canonical name",
            "preferred name",
            "entity",
            "term",
            "title",
            "label",
            "names",
            "full name",
            "guest",
            "guest name",
            "host",
            "person",
            "speaker",
            "author",
            "artist",
            "project",
            "tool",
            "library",
            "package",
            "company",
        ],
    ),
    (Role::Kind, &["kind", "type", "category", "class", "sort", "entity type", "label"]),
    (
        Role::Aliases,
        &[
            "aliases",
            "alias",
            "synonyms",
            "synonym",
            "alt",
            "alts",
            "alternatives",
            "alternative names",
            "alternate names",
            "also known as",
            "aka",
            "other names",
            "variants",
            "abbreviation",
            "abbreviations",
            "short name",
            "nickname",
            "nicknames",
            "handle",
        ],
    ),
    (
        Role::Url,
        &[
            "url",
            "link",
            "website",
            "homepage",
            "home page",
            "web",
            "site",
            "address",
            "repository",
            "repo",
            "uri",
        ],
    ),
    (Role::Weight, &["weight", "count", "frequency", "freq", "mentions"]),
    (Role::Cues, &["cues", "cue", "cue words"]),
    (Role::Case, &["case"]),
    (Role::Notes, &["sources", "source", "notes", "note", "comment", "comments", "remarks"]),
];

/// A heading in small letters, with blanks for `_` and `-`.
pub(super) fn heading(cell: &str) -> String {
    let bare = cell.trim().trim_matches('"').trim();
    bare.to_lowercase().replace(['_', '-'], " ")
}

/// The role of each column, by the cells of the first line; none where no column holds names.
pub(super) fn role_columns<'c>(cells: impl IntoIterator<Item = &'c str>) -> Option<Vec<Option<Role>>> {
    let cells: Vec<&str> = cells.into_iter().map(str::trim).collect();
    let headings: Vec<String> = cells.iter().map(|cell| heading(cell)).collect();
    let mut roles = vec![None; headings.len()];
    let unused = unused_roles(&headings);
    for (role, known) in HEADINGS.into_iter().filter(|(role, _)| !unused.contains(role)) {
        // Several columns may hold aliases or notes.
        let several = matches!(role, Role::Aliases | Role::Notes);
        let places = known.iter().flat_map(|known| {
            let numbered = move |given: &String| {
                several && given.trim_end_matches([' ', '1', '2', '3', '4', '5']) == *known
            };
            let given = headings.iter().enumerate();
            given.filter(move |(_, given)| *given == known || numbered(given)).map(|(at, _)| at)
        });
        let free: Vec<usize> = places.filter(|&at| roles[at].is_none()).collect();
        let taken = if several { free.len() } else { free.len().min(1) };
        free[..taken].iter().for_each(|&at| roles[at] = Some(role));
    }
    let is_name = |role: &Option<Role>| matches!(role, Some(Role::Name | Role::LastName));
    (roles.iter().any(is_name) && !is_row(&cells, &roles)).then_some(roles)
}

/// Headings that may as well be what a cell says of a name.
const ALSO_VALUES: &str = "guest|host|person|speaker|author|artist|project|tool|library|package|company";

/// Last words of headings of two words.
const HEADED: &str = "title|name|date|day|number|id|url|link|site|page|count|stars|length|duration|email|handle|notes|bio|role|topic|topics";

/// Whether a line is a row with a cell that is a heading elsewhere: `Ada Quibbler,host`.
fn is_row(cells: &[&str], roles: &[Option<Role>]) -> bool {
    let is_capital = |part: Option<&str>| part.is_some_and(|part| part.starts_with(char::is_uppercase));
    let is_one_of = |words: &str, word: &str| words.split('|').any(|one| one.eq_ignore_ascii_case(word));
    let full_name = |cell: &str| {
        let (first, last) = (cell.split(' ').next(), cell.rsplit(' ').next());
        cell.contains(' ')
            && is_capital(first)
            && is_capital(last)
            && !last.is_some_and(|last| is_one_of(HEADED, last))
    };
    let mut cells = cells.iter().zip(roles);
    cells.clone().all(|(cell, role)| role.is_none() || is_one_of(ALSO_VALUES, cell))
        && cells.any(|(cell, role)| role.is_none() && full_name(cell))
}

/// A name stands in one column, or in two: these go before one that may hold something else, such as `title` or `company`.
fn unused_roles(headings: &[String]) -> &'static [Role] {
    let has = |part: Role| {
        let known = HEADINGS.iter().filter(|(role, _)| *role == part).flat_map(|(_, known)| *known);
        known.into_iter().any(|known| headings.iter().any(|heading| heading == known))
    };
    let has_whole = headings.iter().any(|heading| ["name", "full name"].contains(&heading.as_str()));
    if has(Role::FirstName) && has(Role::LastName) && !has_whole {
        &[Role::Name]
    } else {
        &[Role::FirstName, Role::LastName]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_one_column_or_in_two() {
        for (header, expected) in [
            ("Label,Term,Title", Some([Some(Role::Kind), Some(Role::Name), None])),
            ("LAST_NAME,First name,Title", Some([Some(Role::LastName), Some(Role::FirstName), None])),
            ("First name,Full name,x", Some([None, Some(Role::Name), None])),
            ("First name,Nickname,x", None),
            ("Ada Quibbler,host,x", None),
            ("Guido van Quib,Author,x", None),
            ("Episode Title,Host,x", Some([None, Some(Role::Name), None])),
            ("name,GitHub Ranking,x", Some([Some(Role::Name), None, None])),
        ] {
            assert_eq!(role_columns(header.split(',')), expected.map(Vec::from), "{header}");
        }
    }
}
