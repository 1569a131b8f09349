//! What words mean: the tables in `data/`, compiled in and checked when loaded.
//!
//! Finds nothing in a text by itself; that is for the steps of the pipeline.

pub mod gazetteer;
pub mod page;

use std::fmt;

/// One row of a data file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The file, from the root of the project.
    pub file: &'static str,
    /// The line in it, from 1.
    pub line: usize,
    /// What is wrong, what was expected.
    pub what: String,
}

/// Every row that cannot be used, not only the first.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct LexiconError {
    /// The rows, in the order of the files.
    pub rows: Vec<BadRow>,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, row) in self.rows.iter().enumerate() {
            let gap = if n == 0 { "" } else { "\n" };
            write!(f, "{gap}{}:{}: {}; correct the row", row.file, row.line, row.what)?;
        }
        Ok(())
    }
}

/// Nothing, or all the bad rows.
pub(crate) fn all_good(rows: Vec<BadRow>) -> Result<(), LexiconError> {
    if rows.is_empty() { Ok(()) } else { Err(LexiconError { rows }) }
}
