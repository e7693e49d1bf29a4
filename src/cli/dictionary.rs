//! `comention dictionary`: look into the names that are known, and make them your own.
//!
//! A file a command: [`show`](super::dictionary_show), [`check`](super::dictionary_check),
//! [`import`](super::dictionary_import), [`export`](super::dictionary_export), [`suggest`](super::suggest).

use clap::Subcommand;

use super::Failure;
use super::dictionary_check::CheckCommand;
use super::dictionary_export::ExportCommand;
use super::dictionary_import::ImportCommand;
use super::dictionary_show::ShowCommand;
use super::report::Report;
use super::suggest::SuggestCommand;
use super::{dictionary_check, dictionary_export, dictionary_import, dictionary_show, suggest};

/// The columns of a table, for those who have the program and not its repository.
pub(super) const COLUMNS: &str = "\
A table of names of your own, for `--dictionary FILE`:
  Plain text (UTF-8) with a name a line and single tabs between the columns. The first line names
  the columns, in any order; only `name` is needed. Empty lines and lines that begin with `# ` are
  passed over.

  name     the name as its makers spell it
  kind     project (or app, database, framework, language, library, os, platform, service,
           standard, tool), person, organization, event, work, other; project if empty. block
           silences a name: it is never found, or with cues only near one of them
  aliases  other names, with | between
  url      home page or repository, beginning with https:// or http://
  weight   how well known it is, a whole number from 1; 20 if empty
  cues     words that speak for the name where one of them stands within 30 words, with |
           between; for names that are everyday words, too
  case     exact: only the name or an alias in just these letters is found, no spoken form; any
           if empty
  sources  notes of your own, with | between

  Spoken forms are made from each name: PyQuibble is also heard as \"pie quibble\".

Examples:
  comention dictionary show FastAPI
  comention dictionary check names.tsv
  comention dictionary import guests.csv --kind person -o names.tsv
  comention graph transcripts/ --dictionary names.tsv -o topics.json";

/// What `dictionary` is asked.
#[derive(Debug, Subcommand)]
pub(super) enum DictionaryCommand {
    /// Show what is known of a name, and how it is found
    ///
    /// Case, accents and separators do not matter: `any-io` finds AnyIO. An id such as `project:anyio` or a
    /// spoken form such as `pie dantic` is understood, too. Shown are its other names, the forms in which it is
    /// heard by the rule that made them, those that are another's, whether it is an everyday word, how well
    /// known it is (`weight`), and where all this comes from.
    Show(ShowCommand),
    /// Check tables of your own: whether they can be used, and what is odd about them
    ///
    /// Errors, for which a table cannot be used, and warnings, each with file, line and what to do: names that
    /// stand twice or have a row that blocks them, names that are built in, everyday words and short names
    /// without cues, commas or blanks where tabs were meant. Several tables are checked as they would be used
    /// together, each over those before it. Exit code 0 when every table can be used, 1 when some can, 2 when
    /// none can.
    Check(CheckCommand),
    /// Suggest names that your texts mention and the dictionary does not know
    ///
    /// Projects and people that show notes link, that are introduced ("a library called …", "our guest …") or
    /// that come up again and again. Each stands with what speaks for it and two quotes; read them, delete what
    /// is wrong, and give the rest to `--dictionary`.
    Suggest(SuggestCommand),
    /// Make a table of a list of names that you have: spaCy patterns, CSV, a plain list
    ///
    /// The format is recognised by content. spaCy patterns are JSON Lines for its entity ruler. CSV (also with
    /// semicolons or tabs) may have a header with any usual headings, such as title, type, also known as, website,
    /// count, or first name and last name; without one, columns are known by what stands in them. What was taken
    /// for what is told. A list has a name a line; bullets, numbers and
    /// Markdown links are understood. What stands twice is united; what cannot be taken over is told with its
    /// line, and the rest is.
    Import(ImportCommand),
    /// Write the known names as patterns for spaCy's entity ruler
    ///
    /// JSON Lines with a label (PROJECT, PERSON, ORG, EVENT, WORK_OF_ART, OTHER), a pattern and an id: a line
    /// for each name, alias and spoken form, the entity's own name first. spaCy's format has no place for
    /// addresses, weights, cues, case rules, sorts of projects and blocks; a name that is an everyday word is
    /// found wherever it stands. `comention dictionary import` reads such a file again.
    Export(ExportCommand),
}

impl DictionaryCommand {
    /// Whether only errors are to be told.
    pub(super) fn quiet(&self) -> bool {
        matches!(self, DictionaryCommand::Suggest(command) if command.texts.input.quiet)
    }
}

/// Runs the command that was asked for.
pub(super) fn run(command: &DictionaryCommand, report: &mut Report) -> Result<(), Failure> {
    match command {
        DictionaryCommand::Show(command) => dictionary_show::run(command),
        DictionaryCommand::Check(command) => dictionary_check::run(command, report),
        DictionaryCommand::Import(command) => dictionary_import::run(command, report),
        DictionaryCommand::Export(command) => dictionary_export::run(command, report),
        DictionaryCommand::Suggest(command) => suggest::run(command, report),
    }
}
