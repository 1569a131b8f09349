//! The file `vnkg.json` that makes a folder a vnkg store. It is written last, so a store that has it is whole.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::StoreError;

/// The format of the stores that this version reads and writes.
pub const FORMAT: u32 = 1;

/// Name of the file.
pub(super) const FILE: &str = "vnkg.json";

/// What a build says about its store. The same input gives the same manifest: no clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `vnkg`.
    pub tool: String,
    /// [`FORMAT`] of the version that built it.
    pub format: u32,
    /// Version of the tool.
    pub version: String,
    /// Number of articles, each with its own graph.
    pub articles: u64,
    /// Number of quads in the articles' graphs.
    pub quads: u64,
    /// Number of triples in the default graph.
    pub triples: u64,
}

impl Manifest {
    /// The manifest of a store that this version builds.
    #[must_use]
    pub fn new(articles: u64, quads: u64, triples: u64) -> Self {
        let (tool, version) = ("vnkg".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        Self { tool, format: FORMAT, version, articles, quads, triples }
    }

    /// Reads the manifest of the store in `dir`.
    ///
    /// # Errors
    /// There is no such folder, no manifest in it, or one of another format.
    pub fn read(dir: &Path) -> Result<Self, StoreError> {
        Self::read_from(dir, dir)
    }

    /// Reads the manifest in `place`, which the user knows as `dir`.
    pub(super) fn read_from(place: &Path, dir: &Path) -> Result<Self, StoreError> {
        let manifest = Self::read_any(place, dir)?;
        if manifest.format == FORMAT {
            return Ok(manifest);
        }
        Err(StoreError::Format {
            dir: dir.to_owned(),
            found: manifest.format,
            expected: FORMAT,
            tool_version: manifest.version,
        })
    }

    /// Reads the manifest whatever its format, to tell a store from another folder.
    #[cfg(feature = "disk")]
    pub(super) fn read_any_format(dir: &Path) -> Result<Self, StoreError> {
        Self::read_any(dir, dir)
    }

    fn read_any(place: &Path, dir: &Path) -> Result<Self, StoreError> {
        let foreign = |source| StoreError::Foreign { dir: dir.to_owned(), source };
        let text = match fs::read_to_string(place.join(FILE)) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound && !dir.exists() => {
                return Err(StoreError::Missing { dir: dir.to_owned() });
            }
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => {
                return Err(StoreError::io("read", dir, e));
            }
            Err(_) => return Err(foreign(None)),
        };
        let loose: Loose = serde_json::from_str(&text).map_err(|e| foreign(Some(e.into())))?;
        if loose.tool != "vnkg" {
            return Err(foreign(None));
        }
        let Loose { tool, format, version, articles, quads, triples } = loose;
        Ok(Self { tool, format, version, articles, quads, triples })
    }

    /// Writes the manifest into `dir` and waits until it is on the disk.
    #[cfg(feature = "disk")]
    pub(super) fn write(&self, dir: &Path) -> Result<(), StoreError> {
        use std::io::Write;
        let path = dir.join(FILE);
        let failed = |e| StoreError::io("write", &path, e);
        let mut text = serde_json::to_string_pretty(self).map_err(|e| failed(e.into()))?;
        text.push('\n');
        let mut file = fs::File::create(&path).map_err(failed)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
    }
}

/// A manifest of any format: only the first three keys are promised.
#[derive(Deserialize)]
struct Loose {
    tool: String,
    format: u32,
    version: String,
    #[serde(default)]
    articles: u64,
    #[serde(default)]
    quads: u64,
    #[serde(default)]
    triples: u64,
}
