//! How does the graph leave the store as a file? One file and one line in [`EXPORTERS`] per format.
//!
//! Writes plain RDF 1.1, the same bytes for the same store, and reads every file back with an
//! independent parser before it takes its final name. Does not convert articles, and does not draw.

pub mod digest;
pub mod file;
pub mod folder;
pub mod jsonld;
mod leftovers;
pub mod nquads;
pub mod ntriples;
pub mod part;
pub mod rdfxml;
pub mod tables;
pub mod terms;
pub mod trig;
pub mod turtle;
pub mod walk;

use std::io::{BufRead, Write};
use std::path::Path;

use crate::export::digest::Digest;
use crate::export::file::FileError;
use crate::query::QueryError;
use crate::store::packing::Packing;
use crate::store::{Graph, StoreError};

/// A format that the graph can be written in.
pub trait Exporter: Sync {
    /// Its name, as people write it.
    fn name(&self) -> &'static str;
    /// The extension of its files, without the dot, lower case.
    fn extension(&self) -> &'static str;
    /// Its registered media type.
    fn media_type(&self) -> &'static str;
    /// What part of the store it holds, and why one would want it: one line.
    fn about(&self) -> &'static str;
    /// Writes the store and returns the digest of the statements written.
    ///
    /// # Errors
    /// Where the store cannot be read, `out` cannot be written, or the store holds a blank node.
    fn write(&self, store: &Graph, out: &mut dyn Write) -> Result<Digest, ExportError>;
    /// Reads a file of this format with an independent parser and returns the digest of its statements.
    ///
    /// # Errors
    /// Where the parser rejects the text.
    fn read(&self, text: &mut dyn BufRead) -> Result<Digest, ExportError>;
}

/// All formats, in the order in which help and messages list them.
pub const EXPORTERS: &[&dyn Exporter] =
    &[&turtle::Turtle, &ntriples::NTriples, &nquads::NQuads, &trig::TriG, &jsonld::JsonLd, &rdfxml::RdfXml];

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The file's extension names no known format.
    #[error("{path}: no export format for this extension; use one of {known}")]
    UnknownFormat {
        /// The file or the format asked for.
        path: String,
        /// The extensions that are known.
        known: String,
    },
    /// The store could not be read.
    #[error("the store cannot be read")]
    Storage(#[from] StoreError),
    /// The store holds a node without a name, which no version of this tool writes.
    #[error(
        "the store holds a blank node ({0}), which cannot be written the same way twice; rebuild the store"
    )]
    BlankNode(String),
    /// The statements could not be written.
    #[error("the export cannot be written")]
    Write(#[from] std::io::Error),
    /// No space left.
    #[error(
        "the disk is full, or a limit on the size of files is reached: {0} cannot be written; nothing was changed: free some space or choose another disk"
    )]
    Full(String),
    /// The file could not be created, flushed or renamed.
    #[error(transparent)]
    File(#[from] FileError),
    /// A text holds a character that XML has no way to write.
    #[error(
        "a text of {subject} holds the character U+{code:04X}, which RDF/XML cannot hold; export to another format, such as .ttl"
    )]
    NotInXml {
        /// The thing whose text it is.
        subject: String,
        /// The character.
        code: u32,
    },
    /// The independent parser rejected what was written.
    #[error("the file just written is not valid {format}; nothing was replaced: please report this")]
    Unreadable {
        /// The format's name.
        format: &'static str,
        /// What the parser says, with line and column.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A query cannot be answered.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// No article has this identifier.
    #[error("there is no article `{0}` in the store; `vnkg query sources` lists their identifiers")]
    NoArticle(String),
    /// A query constructed a node without a name.
    #[error(
        "the query constructs a blank node ({0}), which cannot be written the same way twice; give it an IRI"
    )]
    BlankInAnswer(String),
    /// The folder for the tables is not one to be replaced.
    #[error("{path} {found}; nothing was changed: name a new folder, or an empty one")]
    Folder {
        /// The folder.
        path: String,
        /// What was found there.
        found: String,
    },
    /// The table on disk does not hold the rows that were written.
    #[error("{path}: {written} rows were written but {read} other ones read back; nothing was replaced")]
    Rows {
        /// The file.
        path: String,
        /// Rows written.
        written: u64,
        /// Rows read back.
        read: u64,
    },
    /// The file on disk does not hold the statements that were written.
    #[error(
        "{path}: {written} statements were written but {read} other ones read back; nothing was replaced"
    )]
    Mismatch {
        /// The file.
        path: String,
        /// Statements written.
        written: u64,
        /// Statements read back.
        read: u64,
    },
}

impl ExportError {
    /// Names `path` where the disk was full while it was written.
    fn at(self, path: &Path) -> Self {
        let full = match &self {
            Self::Write(error) => file::is_full(error.kind()),
            Self::File(error) => error.is_full(),
            _ => false,
        };
        if full { Self::Full(path.display().to_string()) } else { self }
    }
}

/// What an export did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    /// The format's name.
    pub format: &'static str,
    /// Number and hash of the statements in the file.
    pub digest: Digest,
}

/// The exporter for a file, by its extension in any case; `.gz` and `.zst` behind it say how it is packed.
///
/// # Errors
/// [`ExportError::UnknownFormat`] with the list of the known extensions.
pub fn exporter_for(path: &Path) -> Result<&'static dyn Exporter, ExportError> {
    let (_, inner) = Packing::of(path);
    let extension = inner.extension().and_then(|e| e.to_str()).unwrap_or("");
    exporter_named(extension).ok_or_else(|| ExportError::UnknownFormat {
        path: path.display().to_string(),
        known: known_extensions(),
    })
}

/// The exporter with this extension (`ttl`) or name (`Turtle`), in any case.
#[must_use]
pub fn exporter_named(word: &str) -> Option<&'static dyn Exporter> {
    let word = word.trim_start_matches('.');
    EXPORTERS
        .iter()
        .copied()
        .find(|e| e.extension().eq_ignore_ascii_case(word) || e.name().eq_ignore_ascii_case(word))
}

/// `.ttl, .nt, .nq, .trig, .jsonld, .rdf`
#[must_use]
pub fn known_extensions() -> String {
    EXPORTERS.iter().map(|e| format!(".{}", e.extension())).collect::<Vec<_>>().join(", ")
}

/// Writes the store to `path` in the format given, or else in the one of the extension, packed as its
/// last extension says.
///
/// The file is written beside its target, read back by an independent parser, compared by number
/// and hash of its statements, and only then renamed. A file that was there before stays as it was
/// if anything fails.
///
/// # Errors
/// See [`ExportError`].
pub fn export(
    store: &Graph,
    path: &Path,
    format: Option<&'static dyn Exporter>,
) -> Result<Exported, ExportError> {
    let exporter = format.map_or_else(|| exporter_for(path), Ok)?;
    let digest = file::replace(
        path,
        Packing::of(path).0,
        |out| exporter.write(store, out),
        |text, written: &Digest| {
            let read = exporter.read(text)?;
            if read == *written {
                return Ok(());
            }
            Err(ExportError::Mismatch {
                path: path.display().to_string(),
                written: written.count,
                read: read.count,
            })
        },
    )
    .map_err(|error: ExportError| error.at(path))?;
    Ok(Exported { format: exporter.name(), digest })
}
