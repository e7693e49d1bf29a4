//! What the commands that count are asked alike.

use clap::Args;
use comention::entity::Kind;
use comention::graph::{Weight, Window};

use super::args::{self, ENDLESS};

/// Who and what counts.
#[derive(Debug, Args)]
pub(super) struct EntityArguments {
    /// Take entities of these kinds
    ///
    /// Kinds are project, person, organization, event, work and other; give several with commas between them.
    #[arg(
        long,
        value_name = "KINDS",
        value_delimiter = ',',
        value_parser = args::kind,
        default_value = "project,person",
        help_heading = "What to draw"
    )]
    pub(super) kinds: Vec<Kind>,

    /// Leave out who is mentioned in fewer than N episodes
    #[arg(
        long,
        value_name = "N",
        default_value = "1",
        allow_negative_numbers = true,
        value_parser = args::whole::<u32>(0..=ENDLESS, 3),
        help_heading = "What to draw"
    )]
    pub(super) min_episodes: u32,
}

/// What counts as together, and how strong that is.
#[derive(Debug, Args)]
pub(super) struct PairArguments {
    /// What counts as together: the episode, a sentence, 60s
    ///
    /// Two are mentioned together when both are mentioned within this: the same `episode`, the same
    /// `sentence`, a number of sentences (`3sentences`), what one speaker says until another does (`turn`), a time
    /// (`60s`, `2m`), or a number of captions or paragraphs (`5segments`). The narrower, the more a line tells: within
    /// an episode everything is tied to everything, within a sentence only what belongs together.
    #[arg(long, value_name = "WINDOW", default_value_t, value_parser = window, help_heading = "How to count")]
    pub(super) window: Window,

    /// How strong a line is: count, jaccard, npmi or others
    ///
    /// One of count, jaccard, cosine, association, npmi and log_likelihood. Give several with commas between
    /// them, or the option several times: each line then carries all of them, and the first one draws the
    /// picture. `count` is in how many windows two are mentioned; the others weigh that against how often
    /// each is mentioned at all, so that names that always come up do not outshine the rest.
    #[arg(
        long = "weight",
        value_name = "WEIGHT",
        value_delimiter = ',',
        value_parser = weight,
        default_value = "count",
        help_heading = "How to count"
    )]
    pub(super) weights: Vec<Weight>,
}

fn window(text: &str) -> Result<Window, String> {
    text.parse().map_err(|_| {
        "expected episode, sentence, turn, a time such as 60s or 2m, or a number such as 3sentences or 5segments"
            .to_owned()
    })
}

fn weight(text: &str) -> Result<Weight, String> {
    let names = Weight::ALL.map(|weight| weight.to_string());
    text.parse().map_err(|_| format!("expected one of {}", names.join(", ")))
}
