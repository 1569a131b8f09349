//! What can go wrong with a store, in words that say what to do.

use std::io;
use std::path::{Path, PathBuf};

use oxigraph::io::RdfParseError;
use oxigraph::store::StorageError;

/// A store cannot be opened, read or built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The target of a build is there already.
    #[error("a store exists at {} already; choose another folder, or replace it with --force", .dir.display())]
    Exists {
        /// The target.
        dir: PathBuf,
    },
    /// There is nothing at that place.
    #[error("there is no store at {}; make one with `vnkg build ARTICLES --store {}`", .dir.display(), .dir.display())]
    Missing {
        /// The place.
        dir: PathBuf,
    },
    /// A folder or file, but not of ours.
    #[error("{} is not a vnkg store (it has no readable vnkg.json); nothing was changed in it", .dir.display())]
    Foreign {
        /// The place.
        dir: PathBuf,
        /// Why the manifest could not be read.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// A store of another version of the tool.
    #[error("the store at {} has format {found}, this vnkg reads format {expected}; build it again, or use the vnkg that built it ({tool_version})", .dir.display())]
    Format {
        /// The store.
        dir: PathBuf,
        /// Its format.
        found: u32,
        /// The format of this version.
        expected: u32,
        /// The version that built it.
        tool_version: String,
    },
    /// Another process writes the same store.
    #[error("another vnkg is writing {} at this moment; wait for it to end, or choose another folder", .dir.display())]
    Busy {
        /// The target.
        dir: PathBuf,
    },
    /// Too many former stores are still being read.
    #[error("{} was changed many times and each former state is still being read; wait for the readers to end, then try again", .dir.display())]
    Readers {
        /// The target.
        dir: PathBuf,
    },
    /// The folder in which the store is to be made is not there.
    #[error("cannot make {}: the folder {} does not exist; make it first", .dir.display(), .parent.display())]
    NoParent {
        /// The target.
        dir: PathBuf,
        /// The folder that is missing.
        parent: PathBuf,
    },
    /// A path such as `/` or `..` that names no folder to be made.
    #[error("{} cannot be the name of a new store; give the path of a folder that does not exist yet", .dir.display())]
    NoName {
        /// The path.
        dir: PathBuf,
    },
    /// No right to write.
    #[error("no right to write in {}; choose a folder of your own for --store", .path.display())]
    Denied {
        /// The folder or file.
        path: PathBuf,
        /// The system's words.
        #[source]
        source: io::Error,
    },
    /// No space left.
    #[error("the disk is full, or a limit on the size of files is reached: {} cannot be written; nothing was changed: free some space or choose another disk", .path.display())]
    Full {
        /// The folder or file.
        path: PathBuf,
    },
    /// Another failure of the file system.
    #[error("cannot {what} {}", .path.display())]
    Io {
        /// The verb.
        what: &'static str,
        /// The folder or file.
        path: PathBuf,
        /// The system's words.
        #[source]
        source: io::Error,
    },
    /// Oxigraph cannot open or write.
    #[error("the store at {} cannot be used; if it was damaged, build it again", .dir.display())]
    Storage {
        /// The store.
        dir: PathBuf,
        /// Oxigraph's words.
        #[source]
        source: StorageError,
    },
    /// A quad cannot be read back.
    #[error("the store cannot be read; if it was damaged, build it again")]
    Read(#[source] StorageError),
    /// Oxigraph fails inside a bulk load.
    #[error("the graph cannot be loaded")]
    Load(#[from] StorageError),
    /// An RDF file is not well-formed.
    #[error("{} is not well-formed RDF", .path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and why.
        #[source]
        source: Box<RdfParseError>,
    },
    /// An RDF file whose format its name does not tell.
    #[error("cannot tell the format of {}; its name must end in .nq, .nt, .trig, .ttl, .jsonld or .rdf, and .gz or .zst behind it if it is packed", .path.display())]
    Extension {
        /// The file.
        path: PathBuf,
    },
    /// A file does not come back to an equal store.
    #[cfg(feature = "disk")]
    #[error(transparent)]
    Import(#[from] super::ImportError),
    /// Compiled without the feature `disk`.
    #[error(
        "this vnkg was built without the disk store (feature `disk`); use `--from FILE.nq`, or build vnkg with it"
    )]
    NoDisk,
}

impl StoreError {
    /// The fitting error for a failure of the file system while we `what` (a verb) `path`.
    pub(super) fn io(what: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full { path }
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem if what != "read" => {
                Self::Denied { path, source }
            }
            _ => Self::Io { what, path, source },
        }
    }

    /// The fitting error for a failure of Oxigraph with the store at `dir`.
    pub(super) fn storage(dir: &Path, source: StorageError) -> Self {
        // RocksDB hands its errors over as text.
        let words = source.to_string();
        if ["No space left", "space limit", "File too large"].iter().any(|full| words.contains(full)) {
            return Self::Full { path: dir.to_owned() };
        }
        if words.contains("lock file") {
            return Self::Busy { dir: dir.to_owned() };
        }
        Self::Storage { dir: dir.to_owned(), source }
    }
}
