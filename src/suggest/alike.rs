//! Names that are one: other spellings of a name, and names that are another one, misheard.

use std::collections::{BTreeMap, BTreeSet};

use super::gather::{Gathered, Names};
use super::near::{Ground, Parts, projects_apart};
use crate::corpus::Corpus;
use crate::dictionary::heard::said;
use crate::dictionary::spoken::forms;
use crate::dictionary::{Dictionary, key};
use crate::entity::Kind;
use crate::text::distance::difference;
use crate::text::sound::{skeleton, sounds};

/// How far a heard project may be in spelling from one that the dictionary knows and no text names.
const ANYWHERE: f32 = 0.2;

/// Names that differ in case and separators have one key already; here spoken forms join them ("pie quibble").
pub(super) fn unite(mut names: Names) -> Vec<Gathered> {
    let mut joins: Vec<((Kind, String), (Kind, String))> = Vec::new();
    for ((kind, own), gathered) in names.iter().filter(|((kind, _), _)| *kind != Kind::Person) {
        for (form, _) in gathered.spellings.keys().flat_map(|name| forms(name)) {
            let other = (*kind, key(&form));
            if other.1 != *own && names.contains_key(&other) {
                joins.push(((*kind, own.clone()), other));
            }
        }
    }
    for (name, spoken) in joins {
        // Either may have been joined to a third already: then it stays as it is.
        if names.contains_key(&name)
            && let Some(other) = names.remove(&spoken)
            && let Some(gathered) = names.get_mut(&name)
        {
            gathered.absorb(other);
        }
    }
    names.into_values().collect()
}

/// Notes of each name which better proven name it may be, misheard or mistyped.
pub(super) fn note_misheard(names: &mut [Gathered], corpus: &Corpus, dictionary: &Dictionary) {
    let models = Models::new(names, corpus, dictionary);
    let notes: Vec<(usize, &Model)> = (0..names.len())
        .filter_map(|place| {
            let near = match names[place].kind {
                Kind::Person => models.person(names, place),
                _ => models.project(names, place),
            };
            near.map(|model| (place, model))
        })
        .collect();
    for (place, model) in notes {
        let heard = names[place].name();
        names[place].heard_like = Some(model.name.clone());
        if let Some(better) = model.place {
            names[better].alike.insert(heard);
        }
    }
    for gathered in names.iter_mut().filter(|one| one.heard_like.is_none() && !one.is_written()) {
        gathered.heard_like = project_anywhere(&gathered.name(), dictionary);
    }
}

/// A name that another one may stand for.
#[derive(Debug)]
struct Model {
    name: String,
    /// Its place in the list of names; of one that the dictionary knows, none.
    place: Option<usize>,
    /// In how many episodes.
    episodes: usize,
}

/// The names of the texts, known and new, and the people of the dictionary.
struct Models {
    /// The more frequent first.
    projects: Vec<(String, Model)>,
    people: Vec<(Parts, Model)>,
    /// The people by how their names sound.
    by_sound: BTreeMap<String, Vec<usize>>,
}

impl Models {
    fn new(names: &[Gathered], corpus: &Corpus, dictionary: &Dictionary) -> Models {
        let (mut projects, mut people) = (Vec::new(), Vec::new());
        for (kind, model) in models(names, corpus, dictionary) {
            match kind {
                Kind::Person => people.extend(Parts::of(&model.name).map(|parts| (parts, model))),
                Kind::Project if model.episodes > 0 => projects.push((said(&model.name), model)),
                _ => {}
            }
        }
        projects.sort_by_key(|(_, model)| std::cmp::Reverse(model.episodes));
        people.sort_by_key(|(_, model)| std::cmp::Reverse(model.episodes));
        let mut by_sound: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (parts, _)) in people.iter().enumerate() {
            for sound in parts.sounds() {
                by_sound.entry(sound).or_default().push(at);
            }
        }
        Models { projects, people, by_sound }
    }

    /// The nearest person that is better proven.
    fn person(&self, names: &[Gathered], place: usize) -> Option<&Model> {
        let gathered = &names[place];
        let parts = Parts::of(&gathered.name())?;
        let same_sound = parts.sounds().into_iter().filter_map(|sound| self.by_sound.get(&sound)).flatten();
        let near = same_sound.filter_map(|&at| {
            let (model_parts, model) = &self.people[at];
            let ground = match (gathered.is_written(), model.episodes) {
                (true, _) => Ground::Written,
                (false, 0) => Ground::Unmentioned,
                (false, _) => Ground::Heard,
            };
            let better = is_better(model, names, place);
            let apart = if better { model_parts.apart(&parts, ground) } else { None };
            apart.map(|apart| (apart, at))
        });
        let nearest = near.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        nearest.map(|(_, at)| &self.people[at].1)
    }

    /// The nearest project of the texts that is better proven; a written name is its makers'.
    fn project(&self, names: &[Gathered], place: usize) -> Option<&Model> {
        let gathered = Some(&names[place]).filter(|gathered| !gathered.is_written())?;
        let name = said(&gathered.name());
        let near = self.projects.iter().filter(|(_, model)| is_better(model, names, place));
        let near = near.filter_map(|(said, model)| Some((projects_apart(said, &name)?, model)));
        near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, model)| model)
    }
}

/// Whether a model is better proven than a name: known, written, or heard more often.
fn is_better(model: &Model, names: &[Gathered], place: usize) -> bool {
    let rank = |at: usize| (names[at].is_written(), names[at].worth(), names[at].mentions, names[at].name());
    model.place.is_none_or(|at| at != place && rank(at) > rank(place))
}

/// The known names of the texts, the new ones, and the people whom no text names.
fn models<'a>(
    names: &'a [Gathered],
    corpus: &'a Corpus,
    dictionary: &'a Dictionary,
) -> impl Iterator<Item = (Kind, Model)> + 'a {
    let mut known: BTreeMap<(Kind, &str), BTreeSet<&str>> = BTreeMap::new();
    for extraction in corpus.extractions() {
        for entity in extraction.entities.iter().filter(|entity| !entity.discovered) {
            known.entry((entity.kind, &entity.name)).or_default().insert(&extraction.episode.id);
        }
    }
    for entry in dictionary.entries().filter(|entry| entry.entity.kind == Kind::Person) {
        known.entry((Kind::Person, &entry.entity.name)).or_default();
    }
    let known = known.into_iter().map(|((kind, name), episodes)| {
        (kind, Model { name: name.to_string(), place: None, episodes: episodes.len() })
    });
    known.chain(names.iter().enumerate().map(|(place, gathered)| {
        let episodes = gathered.episodes.len();
        (gathered.kind, Model { name: gathered.name(), place: Some(place), episodes })
    }))
}

/// The known project that a heard name is spelt like, whether the texts name it or not; said in two words it may have
/// been taken for a person.
fn project_anywhere(name: &str, dictionary: &Dictionary) -> Option<String> {
    let name = said(name);
    let skeleton = skeleton(&sounds(&name));
    let known = dictionary.sounding_like(&skeleton);
    let mut near = known.filter(|known| {
        dictionary.entry(known.entry).weight > 1 && difference(&known.name, &name) <= ANYWHERE
    });
    near.next().map(|known| dictionary.entry(known.entry).entity.name.clone())
}
