//! How does a folder of files come to its place all at once or not at all?
//!
//! Filled beside its target under another name, then renamed. A folder that holds anything else than files of the
//! same names is left alone.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::export::ExportError;
use crate::export::file::error;
use crate::export::leftovers;

/// Has `fill` write into a new folder, and puts that in the place of `to`.
///
/// # Errors
/// Those of `fill`; `to` holds a file that is not in `names`, or the folder around it cannot be written. Then the
/// new folder is removed and `to` stays as it was.
pub fn replace<T>(
    to: &Path,
    names: &BTreeSet<String>,
    fill: impl FnOnce(&Path) -> Result<T, ExportError>,
) -> Result<T, ExportError> {
    // A link to a folder stays a link.
    let target =
        if to.exists() { to.canonicalize().map_err(|e| error("read", to, e))? } else { to.to_owned() };
    let name =
        target.file_name().ok_or_else(|| error("create", to, io::ErrorKind::InvalidFilename.into()))?;
    leftovers::sweep_folders(&target, |file| file.to_str().is_some_and(|name| names.contains(name)));
    let there = target.exists();
    if there {
        only_ours(to, &target, names)?;
    }
    let path = leftovers::beside(&target, name);
    let lock = leftovers::create_folder(&path).map_err(|e| error("create", to, e))?;
    let unfinished = Unfinished { path, _lock: lock };
    let made = fill(&unfinished.path)?;
    let renamed = |e| error("rename the finished folder to", to, e);
    if !there {
        fs::rename(&unfinished.path, &target).map_err(renamed)?;
        return Ok(made);
    }
    // The lock is on the folder, whatever its name: nobody brings it back meanwhile.
    let former = Unfinished { path: leftovers::former(&target, name), _lock: leftovers::hold(&target) };
    fs::rename(&target, &former.path).map_err(renamed)?;
    if let Err(source) = fs::rename(&unfinished.path, &target) {
        fs::rename(&former.path, &target).map_err(renamed)?;
        return Err(renamed(source).into());
    }
    Ok(made)
}

/// Refuses a folder with other files, which would be lost.
fn only_ours(to: &Path, target: &Path, names: &BTreeSet<String>) -> Result<(), ExportError> {
    let foreign = |found: String| ExportError::Folder { path: to.display().to_string(), found };
    if !target.is_dir() {
        return Err(foreign("is a file".to_owned()));
    }
    let read = |e| error("read", to, e);
    for entry in fs::read_dir(target).map_err(read)? {
        let entry = entry.map_err(read)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !names.contains(&name) || entry.file_type().map_err(read)?.is_dir() {
            return Err(foreign(format!("holds {name}, which is none of the tables")));
        }
    }
    Ok(())
}

/// A folder that is removed unless it has been renamed by then.
struct Unfinished {
    path: PathBuf,
    /// Held until the folder has its name or is gone.
    _lock: Option<File>,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Gone already after the rename; nothing can be done about any other failure here.
        let _ = fs::remove_dir_all(&self.path);
    }
}
