//! How does a folder of files come to its place all at once or not at all?
//!
//! Filled beside its target under another name, then renamed. A folder that holds anything else than files of the
//! same names is left alone.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::export::ExportError;
use crate::export::file::{FileError, error};

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
    let there = to.exists();
    let target = if there { to.canonicalize().map_err(|e| error("read", to, e))? } else { to.to_owned() };
    if there {
        only_ours(to, &target, names)?;
    }
    let unfinished = Unfinished { path: beside(&target, to, "part")? };
    fs::create_dir(&unfinished.path).map_err(|e| error("create", to, e))?;
    let made = fill(&unfinished.path)?;
    let renamed = |e| error("rename the finished folder to", to, e);
    if !there {
        fs::rename(&unfinished.path, &target).map_err(renamed)?;
        return Ok(made);
    }
    let former = Unfinished { path: beside(&target, to, "old")? };
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

/// `.NAME.PID.END` beside the target; the number keeps two runs at the same time apart.
fn beside(target: &Path, to: &Path, end: &str) -> Result<PathBuf, FileError> {
    let Some(name) = target.file_name() else {
        return Err(error("create", to, io::Error::from(io::ErrorKind::InvalidFilename)));
    };
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.{end}", std::process::id()));
    Ok(target.with_file_name(hidden))
}

/// A folder that is removed unless it has been renamed by then.
struct Unfinished {
    path: PathBuf,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Gone already after the rename; nothing can be done about any other failure here.
        let _ = fs::remove_dir_all(&self.path);
    }
}
