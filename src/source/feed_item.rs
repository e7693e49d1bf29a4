//! What a feed says of itself and of each episode, as it is written.

use std::ops::Range;

use super::rendering::Rendering;
use crate::error::Error;

/// A feed as it is written.
#[derive(Debug, Default)]
pub(super) struct Feed {
    pub(super) title: String,
    pub(super) language: String,
    pub(super) people: Vec<Credit>,
    pub(super) items: Vec<Item>,
    /// What ended the reading early.
    pub(super) fault: Option<Error>,
}

/// An episode of a feed as it is written.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// Where it stands in the source.
    pub(super) place: Range<usize>,
    pub(super) title: Text,
    /// The longest of what describes it.
    pub(super) notes: Text,
    pub(super) number: Option<u32>,
    pub(super) season: Option<u32>,
    /// When it was published, as written.
    pub(super) date: String,
    /// Where that stands in the source.
    pub(super) date_at: usize,
    /// The address of its sound.
    pub(super) sound: String,
    pub(super) people: Vec<Credit>,
    pub(super) files: Vec<File>,
}

/// Somebody who takes part, by `podcast:person`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Credit {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) group: String,
}

/// A file that a feed names: `podcast:transcript` or `podcast:chapters`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct File {
    pub(super) url: String,
    pub(super) language: String,
    pub(super) is_chapters: bool,
    /// Where it is named in the source.
    pub(super) at: usize,
}

/// Text as XML means it, in pieces of the source.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) meant: String,
    pieces: Vec<(Option<char>, Range<usize>)>,
}

impl Text {
    pub(super) fn push(&mut self, source: &str, stretch: Range<usize>) {
        if let Some(text) = source.get(stretch.clone()) {
            self.meant.push_str(text);
            self.pieces.push((None, stretch));
        }
    }

    pub(super) fn push_character(&mut self, character: char, written: Range<usize>) {
        self.meant.push(character);
        self.pieces.push((Some(character), written));
    }

    /// Where it begins in the source; 0 where there is nothing.
    pub(super) fn start(&self) -> usize {
        self.pieces.first().map_or(0, |(_, place)| place.start)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.meant.trim().is_empty()
    }

    /// Adds it to the rendering of `item`, which begins at byte `base` of the whole source.
    pub(super) fn render(&self, item: &str, base: usize, rendering: &mut Rendering) {
        for (character, place) in &self.pieces {
            let place = place.start - base..place.end - base;
            match character {
                Some(character) => rendering.push_character(*character, place),
                None => rendering.push(item, place),
            }
        }
    }
}
