//! The spoken and written forms of a name.
//!
//! *What it makes*: from the name as its makers spell it, the ways people say it and recognisers write it down, each by
//! a [`Rule`] with a name. *Why not simpler*: a look-up of the written name alone misses "pie dantic" and "any I/O".
//! *What it leaves out*: forms that would need knowledge of the name ("sequel alchemy" is in, "Gepronto" is left to the
//! garble finder).

use crate::text::word::words;

/// How a form comes from a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The name or alias as it is.
    AsWritten,
    /// Separators dropped: `scikit-learn` → scikitlearn.
    Joined,
    /// Split at capitals and digits: `FastAPI` → fast api, `Flake8` → flake 8.
    Split,
    /// A syllable as it sounds: `Pydantic` → pie dantic, `MySQL` → my sequel.
    Sound,
    /// Letters spelled out: `AnyIO` → any i o, `AWS` → a w s.
    Letters,
    /// Signs said as words: `C++` → c plus plus, `.NET` → dot net.
    Signs,
    /// Numbers said as words: `Flake8` → flake eight.
    Numbers,
}

/// Most forms one name may have; hostile names would have thousands.
const MOST: usize = 40;

const DIGITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// All forms of a name, the name itself first; folding is left to the reader of the forms.
///
/// ```
/// use comention::dictionary::spoken::{forms, Rule};
/// let forms = forms("PyOxidizer");
/// assert!(forms.contains(&("pie oxidizer".into(), Rule::Sound)));
/// assert!(forms.contains(&("py oxidizer".into(), Rule::Split)));
/// ```
pub fn forms(name: &str) -> Vec<(String, Rule)> {
    let mut forms = vec![(name.to_string(), Rule::AsWritten)];
    let pieces = pieces(name);
    if pieces.len() > 1 {
        add(&mut forms, pieces.concat(), Rule::Joined);
        add(&mut forms, pieces.join(" "), Rule::Split);
    }
    if words(name).count() == 1 && spelled_out(name) {
        add(&mut forms, letters(name), Rule::Letters);
    }
    for (rule, alternatives) in [
        (Rule::Sound, sounds_like as fn(&str) -> Vec<String>),
        (Rule::Letters, spoken_letters),
        (Rule::Numbers, spoken_numbers),
    ] {
        vary(&pieces, rule, alternatives, &mut forms);
    }
    let spoken = with_signs_spoken(name);
    if let Some(rest) = spoken.strip_prefix("C ") {
        add(&mut forms, format!("see {rest}"), Rule::Signs);
    }
    add(&mut forms, spoken, Rule::Signs);
    forms
}

fn add(forms: &mut Vec<(String, Rule)>, form: String, rule: Rule) {
    if forms.len() < MOST && !form.is_empty() && forms.iter().all(|(old, _)| *old != form) {
        forms.push((form, rule));
    }
}

/// Adds the forms in which some pieces are said in another way: each one alone, then all at once.
fn vary(
    pieces: &[String],
    rule: Rule,
    alternatives: fn(&str) -> Vec<String>,
    forms: &mut Vec<(String, Rule)>,
) {
    let options: Vec<Vec<String>> = pieces.iter().map(|piece| alternatives(piece)).collect();
    for (at, options) in options.iter().enumerate() {
        for option in options {
            let mut varied = pieces.to_vec();
            varied[at].clone_from(option);
            add(forms, varied.join(" "), rule);
        }
    }
    if options.iter().filter(|options| !options.is_empty()).count() > 1 {
        let all =
            pieces.iter().zip(&options).map(|(piece, options)| options.first().unwrap_or(piece).as_str());
        add(forms, all.collect::<Vec<_>>().join(" "), rule);
    }
}

/// The pieces of a name in lower case: cut at separators, at capitals inside words and around digits.
fn pieces(name: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in words(name) {
        let word: Vec<char> = name[word.span.range()].chars().collect();
        let mut piece = String::new();
        for (at, &character) in word.iter().enumerate() {
            if at > 0 && cuts_before(&word, at) {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.extend(character.to_lowercase());
        }
        pieces.push(piece);
    }
    pieces
}

/// Whether a piece begins at `at`: `fast|API`, `SQL|Alchemy`, `Flake|8`; not `iOS`, not `k8s`.
fn cuts_before(word: &[char], at: usize) -> bool {
    let (before, here) = (word[at - 1], word[at]);
    if here.is_numeric() || before.is_numeric() {
        return at > 1 && here.is_numeric() && before.is_alphabetic() && at + 1 == word.len();
    }
    let begins = here.is_uppercase() && word.get(at + 1).is_some_and(|next| next.is_lowercase());
    at > 1 && here.is_uppercase() && before.is_lowercase() || at > 1 && before.is_uppercase() && begins
}

/// Whether people spell the name letter by letter: capitals, two letters, or four without a vowel.
fn spelled_out(name: &str) -> bool {
    let capitals = name.bytes().all(|letter| letter.is_ascii_uppercase());
    let small = name.bytes().all(|letter| letter.is_ascii_lowercase());
    let unspeakable = name.len() <= 4 && !name.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    (2..=5).contains(&name.len()) && (capitals || small && (unspeakable || name.len() == 2))
}

fn letters(word: &str) -> String {
    word.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// Syllables that recognisers write as the words they sound like.
fn sounds_like(piece: &str) -> Vec<String> {
    let mut ways = Vec::new();
    if let Some(rest) = piece.strip_prefix("py") {
        match rest.len() {
            0 => ways.extend(["pi", "pie"].map(String::from)),
            1 | 2 => {}
            _ => ways.extend(["py", "pi", "pie"].map(|py| format!("{py} {rest}"))),
        }
    }
    if let Some(rest) = piece.strip_suffix("py").filter(|rest| rest.len() >= 3) {
        ways.extend(["py", "pi", "pie"].map(|py| format!("{rest} {py}")));
    }
    match piece.split_once("sql") {
        Some(("", "")) => ways.push("sequel".into()),
        Some((before, after)) => {
            ways.extend(["sql", "sequel"].map(|sql| format!("{before} {sql} {after}").trim().to_string()));
        }
        None => {}
    }
    ways
}

/// Endings and initials that people spell: io, js, db, ui, ai, api, ml, qt.
fn spoken_letters(piece: &str) -> Vec<String> {
    match piece {
        "io" | "js" | "db" | "ui" | "ai" | "api" | "ml" | "ci" | "os" | "sql" | "tk" => vec![letters(piece)],
        _ => Vec::new(),
    }
}

fn spoken_numbers(piece: &str) -> Vec<String> {
    match piece.parse::<usize>() {
        Ok(number) if number < DIGITS.len() && piece.len() == 1 => vec![DIGITS[number].to_string()],
        _ => Vec::new(),
    }
}

/// The name with its signs said: plus, sharp, dot, slash.
fn with_signs_spoken(name: &str) -> String {
    if !name.contains(['+', '#', '.', '/']) {
        return String::new();
    }
    let spoken =
        name.replace('+', " plus ").replace('#', " sharp ").replace('.', " dot ").replace('/', " slash ");
    spoken.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_makes_its_forms() {
        for (name, form, rule) in [
            ("AnyIO", "any io", Rule::Split),
            ("AnyIO", "any i o", Rule::Letters),
            ("scikit-learn", "scikitlearn", Rule::Joined),
            ("SQLAlchemy", "sequel alchemy", Rule::Sound),
            ("MySQL", "my sequel", Rule::Sound),
            ("PostgreSQL", "postgre sequel", Rule::Sound),
            ("Pydantic", "pie dantic", Rule::Sound),
            ("NumPy", "num pie", Rule::Sound),
            ("PyPI", "pi pi", Rule::Sound),
            ("AWS", "A W S", Rule::Letters),
            ("npm", "n p m", Rule::Letters),
            ("C++", "C plus plus", Rule::Signs),
            ("C++", "see plus plus", Rule::Signs),
            (".NET", "dot NET", Rule::Signs),
            ("Node.js", "node j s", Rule::Letters),
            ("Node.js", "Node dot js", Rule::Signs),
            ("Flake8", "flake eight", Rule::Numbers),
            ("JavaScript", "java script", Rule::Split),
        ] {
            assert!(forms(name).contains(&(form.to_string(), rule)), "{name}: {:?}", forms(name));
        }
    }

    #[test]
    fn leaves_plain_names_alone() {
        for name in ["Flask", "iOS", "k8s", "Go", "Rust"] {
            let forms: Vec<String> = forms(name).into_iter().map(|(form, _)| form).collect();
            assert_eq!(forms, [name]);
        }
    }

    #[test]
    fn hostile_names_stay_small() {
        let name = "py-sql.io+".repeat(200);
        assert!(forms(&name).len() <= MOST);
    }
}
