//! Which articles do these files and folders hold? One at a time, in bounded memory.
//!
//! Does not look into the sentences: see [`crate::segment`]. What cannot be read becomes one
//! [`ReadError`] each, and reading goes on behind it.

mod csv;
mod date;
mod input;
mod jsonl;
mod plain;
mod record;
mod walk;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::model::Article;

pub use date::published;
pub use walk::{Articles, articles};

/// The longest line, record or `.txt` file that is read, in bytes; longer ones are set aside.
pub const MAX_RECORD_BYTES: usize = 16 * 1024 * 1024;

/// Every input format, in the order in which the help shows them.
///
/// A new format is a new file in `src/read/` and one line here.
pub static READERS: &[&dyn Reader] = &[&plain::Plain, &jsonl::JsonLines, &jsonl::Json, &csv::Csv];

/// One input format.
pub trait Reader: Sync {
    /// Short name, as `--format` takes it.
    fn name(&self) -> &'static str;

    /// File name extensions, lower case, without the full stop.
    fn extensions(&self) -> &'static [&'static str];

    /// One line for the help.
    fn about(&self) -> &'static str;

    /// The articles of one input, one at a time.
    fn records(&self, source: Source) -> Records;
}

/// What a [`Reader`] yields: the line at which a record begins (from 1, if the format has records),
/// and the article or why there is none.
pub type Records = Box<dyn Iterator<Item = (Option<usize>, Result<Article, Problem>)> + Send>;

/// Bytes with a name.
pub struct Source {
    /// File name without its folders: part of the identifier of records that have none.
    pub name: String,
    /// The bytes; only read forwards.
    pub input: Box<dyn io::Read + Send>,
}

impl Source {
    /// The name without its extension.
    #[must_use]
    pub fn stem(&self) -> String {
        let stem = Path::new(&self.name).file_stem();
        stem.map_or_else(|| self.name.clone(), |s| s.to_string_lossy().into_owned())
    }
}

/// The reader that takes files with this extension (any case), if there is one.
#[must_use]
pub fn reader_for(extension: &str) -> Option<&'static dyn Reader> {
    let wanted = extension.to_ascii_lowercase();
    READERS.iter().copied().find(|r| r.extensions().contains(&wanted.as_str()))
}

/// One input that was set aside: which, where, and why.
#[derive(Debug, Error)]
#[error("{}{}: {problem}", file.display(), line.map(|n| format!(":{n}")).unwrap_or_default())]
pub struct ReadError {
    /// The file or folder.
    pub file: PathBuf,
    /// The line at which the trouble is, from 1; the record's first line for records of many lines.
    pub line: Option<usize>,
    /// What was found, what was expected, what to do.
    #[source]
    pub problem: Problem,
}

/// Why an input was set aside.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Problem {
    /// The operating system refused.
    #[error("cannot be read ({0}); check that it exists and that you may read it")]
    Io(#[source] io::Error),
    /// Nothing but white space.
    #[error("is empty; expected at least one article; leave the file out or fill it")]
    Empty,
    /// NUL characters.
    #[error(
        "holds NUL characters, as binary files do; expected text in UTF-8 (or UTF-16 with a byte-order \
         mark); convert it to plain text first"
    )]
    Binary,
    /// Bytes that are no UTF-8.
    #[error(
        "byte {column} of the line is not UTF-8; expected UTF-8 or UTF-16 with a byte-order mark; \
         convert the file first, for instance with iconv -f WINDOWS-1258 -t UTF-8"
    )]
    Encoding {
        /// Byte within the line, from 1.
        column: usize,
    },
    /// Longer than [`MAX_RECORD_BYTES`].
    #[error(
        "is longer than {} MiB; expected one article; split it, or give one article a line as .jsonl",
        MAX_RECORD_BYTES / (1024 * 1024)
    )]
    TooLong,
    /// No JSON object.
    #[error(
        "is no JSON object ({detail}, column {column}); expected {{\"id\": …, \"text\": …}} on one line; mend it"
    )]
    Json {
        /// What the parser says.
        detail: String,
        /// Byte within the line, from 1.
        column: usize,
    },
    /// A key with a value of the wrong type.
    #[error("\"{name}\" is {found}; expected a string or null; put quotes around it or leave it out")]
    Field {
        /// The key.
        name: &'static str,
        /// The type that was found.
        found: &'static str,
    },
    /// No text.
    #[error("has no text; expected the article's words under \"text\"; fill it or leave the record out")]
    NoText,
    /// A header line without the columns that are needed.
    #[error(
        "the header lacks the column {missing:?}, found: {found}; expected the columns id, url, publisher, \
         title, published, text in any order, parted by commas; name them in the first line"
    )]
    Header {
        /// The first column that is missing.
        missing: &'static str,
        /// The header as it is.
        found: String,
    },
    /// A column that stands twice in the header.
    #[error("the header names the column {0:?} twice; expected each column once; rename one of them")]
    TwiceInHeader(String),
    /// A row of the wrong length.
    #[error(
        "has {found} fields; expected {expected}, as many as the header; put quotes around text with commas"
    )]
    Fields {
        /// Fields in the row.
        found: usize,
        /// Fields in the header.
        expected: usize,
    },
    /// A quoted field that does not end.
    #[error(
        "a quoted field begins here and never ends; expected a closing \"; write quotes inside a field as \"\""
    )]
    OpenQuote,
    /// A file named on the command line whose format is not known.
    #[error("has an extension that no reader takes; expected one of {}; rename or convert it", extensions())]
    UnknownFormat,
    /// A link to a folder that was read before.
    #[error("is a link to a folder that is read already; expected each folder once; leave the link out")]
    Loop,
    /// An identifier that came before.
    #[error("the id {0:?} came before; expected each id once in a build; give this article another id")]
    Duplicate(String),
}

/// All extensions, for messages.
fn extensions() -> String {
    let all: Vec<String> = READERS.iter().flat_map(|r| r.extensions()).map(|e| format!(".{e}")).collect();
    all.join(", ")
}

/// The identifiers that came before, sixteen bytes each.
#[derive(Debug, Default)]
pub struct Seen(BTreeSet<[u8; 16]>);

impl Seen {
    /// True the first time that `id` comes.
    pub fn first(&mut self, id: &str) -> bool {
        let digest = Sha256::digest(id.as_bytes());
        let mut short = [0_u8; 16];
        for (to, from) in short.iter_mut().zip(digest.iter()) {
            *to = *from;
        }
        self.0.insert(short)
    }
}

/// [`Articles`] in which an identifier that came before is a [`Problem::Duplicate`].
pub struct Distinct {
    articles: Articles,
    seen: Seen,
}

impl Distinct {
    /// The articles underneath, for their counts.
    #[must_use]
    pub fn articles(&self) -> &Articles {
        &self.articles
    }
}

impl Iterator for Distinct {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let article = match self.articles.next()? {
            Ok(article) => article,
            Err(error) => return Some(Err(error)),
        };
        if self.seen.first(&article.id) {
            return Some(Ok(article));
        }
        Some(Err(self.articles.error_here(Problem::Duplicate(article.id))))
    }
}

impl Articles {
    /// Turns the second and later articles of one identifier into errors.
    #[must_use]
    pub fn distinct(self) -> Distinct {
        Distinct { articles: self, seen: Seen::default() }
    }
}
