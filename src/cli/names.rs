//! The names to look for: those built in, and the user's own tables over them.

use std::path::PathBuf;

use clap::Args;
use comention::dictionary::{Dictionary, DictionaryBuilder};
use comention::error::Error;
use comention::table::decode::decode;

use super::{Failure, input};

/// The names to look for.
#[derive(Debug, Args)]
pub(super) struct DictionaryArguments {
    /// Add your own names to the built-in ones
    ///
    /// May be given several times. A table with one name a line; `comention dictionary --help` describes its
    /// columns. Later tables go over earlier ones and over the built-in names. `comention dictionary check FILE`
    /// says what is wrong with a table, `comention dictionary import FILE` makes one of a list you have.
    #[arg(long = "dictionary", value_name = "FILE", help_heading = "Names")]
    pub(super) tables: Vec<PathBuf>,

    /// Do without the built-in names
    #[arg(long, help_heading = "Names")]
    pub(super) no_builtin: bool,
}

/// A dictionary and what it was made of.
#[derive(Debug)]
pub(super) struct Names {
    /// Kept until the program ends, for giving back so many names one by one takes longer than many a text.
    pub(super) dictionary: &'static Dictionary,
    /// The user's tables as they were read, in their order.
    pub(super) tables: Vec<Vec<u8>>,
}

impl Names {
    /// Reads the tables and builds the dictionary; tells all that is wrong with them.
    pub(super) fn read(names: &DictionaryArguments) -> Result<Names, Failure> {
        let mut builder = DictionaryBuilder::new();
        if !names.no_builtin {
            builder = builder.builtin();
        }
        let mut errors: Vec<Error> = Vec::new();
        let mut tables = Vec::new();
        for table in &names.tables {
            let name = table.to_string_lossy();
            match input::read_file(table) {
                Ok(bytes) => tables.push(bytes),
                Err(error) => {
                    errors.push(error);
                    continue;
                }
            };
            match decode(&name, tables.last().map_or(&[], Vec::as_slice)) {
                (text, None) => errors.extend(builder.table(&name, &text).err().into_iter().flatten()),
                (_, Some(fault)) => errors.push(fault),
            }
        }
        if !errors.is_empty() {
            return Err(errors.into());
        }
        Ok(Names { dictionary: Box::leak(Box::new(builder.build())), tables })
    }
}
