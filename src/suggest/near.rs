//! How near two names are: near enough for one to be the other, misheard or mistyped.

use crate::text::distance::difference;
use crate::text::fold::fold;
use crate::text::sound::sounds;

/// How far a misheard word may be from the right one in spelling, a share of the longer one.
const MISSPELT: f32 = 0.4;

/// The same in sound; short words soon sound alike, so the spelling must not be as far off as the next number.
const MISHEARD: f32 = 0.25;

/// How far off the spelling may be where the sound is near.
const FAR: f32 = 0.67;

/// The same of a surname, where the given name is the same and the person is named elsewhere in the texts.
const FARTHER: f32 = 0.85;

/// The same for projects, in spelling: they are made-up words, and many.
const OTHER_PROJECT: f32 = 0.25;

/// Short forms of given names that do not begin like the whole.
const SHORT_FORMS: [(&str, &str); 13] = [
    ("abby", "abigail"),
    ("bill", "william"),
    ("bob", "robert"),
    ("chuck", "charles"),
    ("dick", "richard"),
    ("jack", "john"),
    ("jim", "james"),
    ("kate", "katherine"),
    ("liz", "elizabeth"),
    ("mike", "michael"),
    ("ted", "edward"),
    ("tony", "anthony"),
    ("vicky", "victoria"),
];

/// A person's name in parts, folded; initials are left out, middle names make no difference.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    given: String,
    last: String,
    /// All behind the given name as one word.
    surnames: String,
}

/// Where two names come from, which says how much they may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// The doubtful name is written, too: it may be mistyped by a letter.
    Written,
    /// It is heard, and the other one stands in the texts.
    Heard,
    /// It is heard, and the other one only stands in the dictionary.
    Unmentioned,
}

impl Parts {
    /// The parts of a full name; `None` where there are fewer than two.
    pub(super) fn of(name: &str) -> Option<Parts> {
        let parts: Vec<String> =
            name.split([' ', '-']).map(fold).filter(|part| part.chars().count() > 2).collect();
        let (given, surnames) = parts.split_first()?;
        let last = surnames.last()?.clone();
        Some(Parts { given: given.clone(), last, surnames: surnames.concat() })
    }

    /// How given name and surname sound: of two names that are near, one of these is the same.
    pub(super) fn sounds(&self) -> [String; 3] {
        [
            format!("given {}", sounds(&self.given)),
            format!("last {}", sounds(&self.last)),
            format!("last {}", sounds(&self.surnames)),
        ]
    }

    /// How far another name is from this one, if it may be the same: given name or surname must be.
    pub(super) fn apart(&self, other: &Parts, ground: Ground) -> Option<f32> {
        let short_form = is_short_form(&self.given, &other.given) || is_short_form(&other.given, &self.given);
        if ground == Ground::Written {
            let one_letter = strsim::osa_distance(&self.last, &other.last) <= 1
                && self.last.len().max(other.last.len()) > 4;
            let near = short_form && self.last == other.last || self.given == other.given && one_letter;
            return near.then_some(0.0);
        }
        let far = match ground {
            Ground::Unmentioned => MISSPELT,
            _ if self.given == other.given => FARTHER,
            _ => FAR,
        };
        let surname = words_apart(&self.last, &other.last, MISSPELT, far)
            .into_iter()
            .chain(words_apart(&self.surnames, &other.surnames, MISSPELT, far))
            .min_by(f32::total_cmp)?;
        if short_form && surname == 0.0 {
            return Some(0.0);
        }
        let given = words_apart(&self.given, &other.given, MISSPELT, MISSPELT)?;
        (given == 0.0 || surname == 0.0).then_some(given + surname)
    }
}

/// Whether a given name is short for another: Max for Maximilian, Mike for Michael.
fn is_short_form(short: &str, whole: &str) -> bool {
    whole.starts_with(short) || SHORT_FORMS.contains(&(short, whole))
}

/// How far the names of two projects are apart, each as one folded word, if one may be the other.
pub(super) fn projects_apart(a: &str, b: &str) -> Option<f32> {
    words_apart(a, b, OTHER_PROJECT, FAR)
}

/// How far two folded words are apart, if they are near in spelling, or in sound and not too `far` in spelling.
fn words_apart(a: &str, b: &str, misspelt: f32, far: f32) -> Option<f32> {
    let (spelling, sound) = (difference(a, b), difference(&sounds(a), &sounds(b)));
    (spelling <= misspelt || sound <= MISHEARD && spelling <= far).then_some(spelling.min(sound))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str, ground: Ground) -> bool {
        Parts::of(a).zip(Parts::of(b)).is_some_and(|(a, b)| a.apart(&b, ground).is_some())
    }

    #[test]
    fn a_misheard_person_shares_a_name_or_its_sound() {
        for (model, heard, expected) in [
            ("Ada Brooke", "Ada Brook", true),
            ("Ada Brooke", "Ayda Brooke", true),
            ("Michael Stone", "Mike R. Stone", true),
            ("Ada R. Brooke", "Ada Brooke", true),
            ("Ada Brooke", "Ada Winter", false),
            ("Ada Brooke", "Edna Winter", false),
            ("Caleb Stone", "Corin Stone", false),
            ("Ada", "Ada Brooke", false),
        ] {
            assert_eq!(near(model, heard, Ground::Heard), expected, "{model} {heard}");
        }
    }

    #[test]
    fn a_mistyped_person_differs_in_one_letter() {
        for (model, written, expected) in [
            ("Ada Brooke", "Ada Brook", true),
            ("Ada Brooke", "Ada Brauk", false),
            ("Ada Brooke", "Ida Brooke", false),
            ("Ada Stone", "Ada Rose Stone", true),
            ("Maximilian Stone", "Max Stone", true),
        ] {
            assert_eq!(near(model, written, Ground::Written), expected, "{model} {written}");
        }
    }

    #[test]
    fn near_names_share_a_sound() {
        let (a, b) = (Parts::of("Ada Brooke").unwrap(), Parts::of("Ayda Brook").unwrap());
        assert!(a.sounds().iter().any(|sound| b.sounds().contains(sound)));
    }

    #[test]
    fn a_misheard_project_is_near_in_sound_or_spelling() {
        assert!(projects_apart("quibble", "quibbel").is_some());
        assert!(projects_apart("quibble", "kwibble").is_some());
        assert_eq!(projects_apart("quibble", "quarrel"), None);
    }
}
