//! What is talked about: a project or a person, and the things easily mistaken for one.

use serde::{Deserialize, Serialize};

/// What sort of thing an entity is.
///
/// Projects and people are drawn in the graph. The other kinds are *guards*: they are found so that
/// "Python Bytes" is not taken for the language, and shown only when asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Software that somebody would install, import, run, program in or build on.
    Project,
    /// A human being.
    Person,
    /// A company, foundation or team.
    Organization,
    /// A conference or meetup.
    Event,
    /// A podcast, book, course, article or film.
    Work,
    /// Any other name: formats, protocols, social networks, places.
    Other,
}

impl Kind {
    /// Every kind, in the order used for sorting and help texts.
    pub const ALL: [Kind; 6] =
        [Kind::Project, Kind::Person, Kind::Organization, Kind::Event, Kind::Work, Kind::Other];

    /// The kind's name as written in tables, JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Project => "project",
            Kind::Person => "person",
            Kind::Organization => "organization",
            Kind::Event => "event",
            Kind::Work => "work",
            Kind::Other => "other",
        }
    }

    /// The kind with this name, if there is one.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A thing that can be mentioned, under an id made of its content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Entity {
    /// Kind and folded name: `project:anyio`, `person:guido-van-rossum`.
    pub id: String,
    /// The name as its makers spell it.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Home page or repository, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Not in any dictionary: established by a link, a pattern or a full name in the text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub discovered: bool,
}

impl Entity {
    /// The id for a kind and a name: lower case, accents off, each run of other characters one hyphen.
    ///
    /// `+` and `#` are spelled out (`project:c-plus-plus`, `project:c-sharp`), for they tell languages apart.
    pub fn id_of(kind: Kind, name: &str) -> String {
        format!("{}:{}", kind.as_str(), crate::text::fold::slug(name))
    }
}
