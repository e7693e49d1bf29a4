//! The spoken and written forms of a name.
//!
//! *What it makes*: from the name as its makers spell it, the ways people say it and recognisers write it down, each by
//! a [`Rule`] with a name. *Why not simpler*: a look-up of the written name alone misses "pie dantic" and "any I/O".
//! *What it leaves out*: what only a mishearing explains ("Selery"), which is left to the garble finder; possessives,
//! plurals and versions behind a name, which are cut off where a text is read.

use serde::{Deserialize, Serialize};

use super::piece::{Piece, pieces};
use super::syllable::{
    is_unspeakable, letters, numbers, pronunciations, said_signs, spaced, syllables, with_letters_named,
};

/// How a form comes from a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// The name or alias as it is.
    AsWritten,
    /// Separators dropped: `scikit-learn` → scikitlearn.
    Joined,
    /// Split at capitals and digits: `FastAPI` → fast api, `Log4j` → log 4 j.
    Split,
    /// As people say it, by a hand-kept list: `nginx` → engine x, `Amazon Aurora` → AWS Aurora.
    Pronounced,
    /// A syllable as it sounds: `Pydantic` → pie dantic, `MySQL` → my sequel.
    Sound,
    /// Letters spelled out: `AnyIO` → any i o, `AWS` → a w s.
    Letters,
    /// Single letters as the words they sound like: `uv` → you vee, `C#` → see sharp.
    LetterNames,
    /// Signs said as words: `C++` → c plus plus, `.NET` → dot net, `pre-commit` → pre dash commit.
    Signs,
    /// Numbers said as words: `Flake8` → flake eight.
    Numbers,
    /// One of what a name of several words has many of: `Google Docs` → google doc.
    Singular,
    /// As recognisers mishear it, by a hand-kept list: `Starlette` → starlet.
    Misheard,
}

impl Rule {
    /// Every rule, in the order in which forms are made.
    pub const ALL: [Rule; 11] = [
        Rule::AsWritten,
        Rule::Joined,
        Rule::Split,
        Rule::Pronounced,
        Rule::Sound,
        Rule::Letters,
        Rule::LetterNames,
        Rule::Signs,
        Rule::Numbers,
        Rule::Singular,
        Rule::Misheard,
    ];

    /// The rule's name.
    pub fn name(self) -> &'static str {
        match self {
            Rule::AsWritten => "written",
            Rule::Joined => "joined",
            Rule::Split => "split",
            Rule::Pronounced => "pronounced",
            Rule::Sound => "sound",
            Rule::Letters => "letters",
            Rule::LetterNames => "letter_names",
            Rule::Signs => "signs",
            Rule::Numbers => "numbers",
            Rule::Singular => "singular",
            Rule::Misheard => "misheard",
        }
    }

    /// Whether the form is what a recogniser writes for sounds that it knows no word for, mostly in small letters.
    pub fn is_by_ear(self) -> bool {
        matches!(self, Rule::Pronounced | Rule::Sound | Rule::LetterNames | Rule::Signs | Rule::Numbers)
    }
}

/// Most forms one name may have; hostile names would have thousands.
const MOST: usize = 40;

/// Longest name that is varied, in pieces: nobody says a longer one in another way.
const LONGEST: usize = 8;

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
    say(name, &pieces(name, true), &mut forms);
    if name.contains(|character: char| character.is_ascii_digit()) {
        // "D3 dot js" keeps its digit.
        say(name, &pieces(name, false), &mut forms);
    }
    if let Some(other) = with_other_maker(name) {
        add(&mut forms, other, Rule::Pronounced);
    }
    if let Some(one) = singular(name) {
        add(&mut forms, one.to_owned(), Rule::Singular);
    }
    for at in 1..forms.len() {
        if let Some(named) = with_letters_named(&forms[at].0) {
            add(&mut forms, named, Rule::LetterNames);
        }
    }
    forms
}

/// The name with what its maker is called as well: `Amazon Aurora` is AWS Aurora to most who use it.
fn with_other_maker(name: &str) -> Option<String> {
    const MAKERS: [(&str, &str); 2] = [("Amazon ", "AWS "), ("AWS ", "Amazon ")];
    MAKERS.iter().find_map(|(one, other)| Some(format!("{other}{}", name.strip_prefix(one)?)))
}

/// Adds the forms that a name cut in this way has.
fn say(name: &str, pieces: &[Piece], forms: &mut Vec<(String, Rule)>) {
    let joined: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    if pieces.len() > 1 {
        add(forms, joined.clone(), Rule::Joined);
        let plain: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        add(forms, said(pieces, &plain, false), Rule::Split);
    }
    if pieces.len() > LONGEST {
        return;
    }
    for pronounced in pronunciations(&joined) {
        add(forms, (*pronounced).to_owned(), Rule::Pronounced);
    }
    if is_spelled(name, &joined) {
        add(forms, spaced(&joined), Rule::Letters);
    }
    let ways: Vec<Ways> = pieces.iter().map(Ways::of).collect();
    for rule in [Rule::Sound, Rule::Letters, Rule::Signs, Rule::Numbers] {
        vary(pieces, &ways, rule, forms);
    }
    combine(pieces, &ways, forms);
}

fn add(forms: &mut Vec<(String, Rule)>, form: String, rule: Rule) {
    if forms.len() < MOST && !form.is_empty() && forms.iter().all(|(old, _)| *old != form) {
        forms.push((form, rule));
    }
}

/// What services make, so that one is called by the service's name: a page of GitHub Pages is not.
const MADE: [&str; 11] =
    ["Action", "Cast", "Doc", "Form", "Function", "Map", "Mindstorm", "Photo", "Sheet", "Slide", "Worker"];

/// A name of several words without the `s` of its last one.
fn singular(name: &str) -> Option<&str> {
    let one = name.strip_suffix('s')?;
    one.rsplit_once(' ').is_some_and(|(_, last)| MADE.contains(&last)).then_some(one)
}

/// The pieces as they are said, with spaces between; the signs between them said or dropped.
fn said(pieces: &[Piece], ways: &[&str], signs: bool) -> String {
    let mut said = String::new();
    for (piece, way) in pieces.iter().zip(ways) {
        for part in [piece.sign.filter(|_| signs).unwrap_or_default(), way] {
            if !part.is_empty() && !said.is_empty() {
                said.push(' ');
            }
            said.push_str(part);
        }
    }
    said
}

/// A name of two letters, or a short one of which all but one letter are capitals, is spelled as a whole: `uv`, `gRPC`.
fn is_spelled(name: &str, joined: &str) -> bool {
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    let small = name.bytes().all(|letter| letter.is_ascii_lowercase());
    let letters = name.bytes().all(|letter| letter.is_ascii_alphabetic());
    let abbreviated = capitals + 1 >= name.len() && name.len() > 2 || is_unspeakable(joined);
    letters && (2..=5).contains(&name.len()) && (abbreviated || small && name.len() == 2)
}

/// The ways in which a piece is said, by rule.
#[derive(Debug)]
struct Ways(Vec<(Rule, String)>);

impl Ways {
    fn of(piece: &Piece) -> Ways {
        let mut ways = Vec::new();
        let mut say = |rule, said: Vec<String>| ways.extend(said.into_iter().map(|said| (rule, said)));
        say(Rule::Sound, syllables(piece));
        say(Rule::Letters, letters(piece));
        say(Rule::Signs, signs(piece));
        say(Rule::Numbers, numbers(piece));
        Ways(ways)
    }

    fn by(&self, rule: Rule) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(by, _)| *by == rule).map(|(_, said)| said.as_str())
    }
}

/// `c++` → c plus plus.
fn signs(piece: &Piece) -> Vec<String> {
    let letters = piece.text.trim_end_matches(['+', '#']);
    let signs = &piece.text[letters.len()..];
    if signs.is_empty() { Vec::new() } else { vec![format!("{letters}{}", said_signs(signs))] }
}

/// Adds the forms in which one rule says some pieces in another way: each one alone, then all at once.
fn vary(pieces: &[Piece], ways: &[Ways], rule: Rule, forms: &mut Vec<(String, Rule)>) {
    // Most names have nothing to vary.
    if ways.iter().all(|ways| ways.by(rule).next().is_none()) {
        return;
    }
    let plain: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    for (at, options) in ways.iter().enumerate() {
        for option in options.by(rule) {
            let mut varied = plain.clone();
            varied[at] = option;
            add(forms, said(pieces, &varied, false), rule);
        }
    }
    if ways.iter().filter(|ways| ways.by(rule).next().is_some()).count() > 1 {
        let all = plain.iter().zip(ways).map(|(plain, ways)| ways.by(rule).next().unwrap_or(plain));
        add(forms, said(pieces, &all.collect::<Vec<_>>(), false), rule);
    }
}

/// Adds the forms in which several rules meet, the signs dropped or said: `Neo4j` → neo four j, `Node.js` → node dot j s.
fn combine(pieces: &[Piece], ways: &[Ways], forms: &mut Vec<(String, Rule)>) {
    let signs = pieces.iter().any(|piece| piece.sign.is_some());
    if !signs && ways.iter().all(|ways| ways.0.is_empty()) {
        return;
    }
    let plain: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let first = plain.iter().zip(ways).map(|(plain, ways)| ways.0.first().map_or(*plain, |(_, said)| said));
    let first: Vec<&str> = first.collect();
    if signs {
        add(forms, said(pieces, &plain, true), Rule::Signs);
        add(forms, said(pieces, &first, true), Rule::Signs);
    }
    for (at, options) in ways.iter().enumerate() {
        for (rule, option) in &options.0 {
            for (others, rule) in [(&first, *rule), (&plain, Rule::Signs)] {
                let mut varied = others.clone();
                varied[at] = option;
                add(forms, said(pieces, &varied, signs && rule == Rule::Signs), rule);
            }
        }
    }
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
            ("Log4j", "log 4 j", Rule::Split),
            ("JavaScript", "java script", Rule::Split),
            ("nginx", "engine x", Rule::Pronounced),
            ("Amazon Aurora", "AWS Aurora", Rule::Pronounced),
            ("AWS Lambda", "Amazon Lambda", Rule::Pronounced),
            ("SQLAlchemy", "sequel alchemy", Rule::Sound),
            ("SQLAlchemy", "s q l alchemy", Rule::Sound),
            ("MySQL", "my sequel", Rule::Sound),
            ("Pydantic", "pie dantic", Rule::Sound),
            ("NumPy", "num pie", Rule::Sound),
            ("mypy", "my pie", Rule::Sound),
            ("AWS", "a w s", Rule::Letters),
            ("npm", "n p m", Rule::Letters),
            ("gRPC", "g r p c", Rule::Letters),
            ("RabbitMQ", "rabbit m q", Rule::Letters),
            ("Node.js", "node j s", Rule::Letters),
            ("uv", "you vee", Rule::LetterNames),
            ("IPython", "eye python", Rule::LetterNames),
            ("C++", "see plus plus", Rule::LetterNames),
            ("C++", "c plus plus", Rule::Signs),
            (".NET", "dot net", Rule::Signs),
            ("Node.js", "node dot js", Rule::Signs),
            ("Node.js", "node dot j s", Rule::Signs),
            ("pre-commit", "pre dash commit", Rule::Signs),
            ("Flake8", "flake eight", Rule::Numbers),
            ("Neo4j", "neo four j", Rule::Numbers),
            ("D3.js", "d three dot j s", Rule::Signs),
            ("D3.js", "d3 dot js", Rule::Signs),
            ("PyX7", "pie x seven", Rule::Sound),
            ("PyX7", "pie ex seven", Rule::LetterNames),
            ("C#", "see sharp", Rule::LetterNames),
            ("orjson", "or jason", Rule::Sound),
            ("1Password", "one password", Rule::Numbers),
            ("Google Docs", "Google Doc", Rule::Singular),
        ] {
            assert!(forms(name).contains(&(form.to_string(), rule)), "{name}: {:?}", forms(name));
        }
    }

    #[test]
    fn a_rule_stands_at_its_number() {
        assert!((0..).zip(Rule::ALL).all(|(number, rule)| rule as u8 == number));
    }

    #[test]
    fn leaves_plain_names_alone() {
        for name in ["Rust", "Celery", "Quib Pages", "Requests"] {
            let forms: Vec<String> = forms(name).into_iter().map(|(form, _)| form.to_lowercase()).collect();
            assert!(forms.iter().all(|form| form.replace(' ', "") == name.to_lowercase().replace(' ', "")));
        }
    }

    #[test]
    fn hostile_names_stay_small() {
        for name in ["py-sql.io+".repeat(200), "aB1".repeat(40), "-".repeat(100), ".".into()] {
            assert!(forms(&name).len() <= MOST);
        }
    }
}
