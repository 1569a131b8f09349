//! How does a file get its content all at once or not at all?
//!
//! Written beside its target under another name, checked, then renamed. Knows nothing of formats.

use std::fs::{self, File};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::leftovers;
use crate::store::packing::Packing;

/// Why a file could not be put in place.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} {path}; {hint}")]
pub struct FileError {
    /// What was being done: `create`, `write`, `read back`, `rename to`.
    doing: &'static str,
    /// The file.
    path: String,
    /// What the operating system says.
    source: io::Error,
    /// What to do about it.
    hint: &'static str,
}

impl FileError {
    /// True where there was no room on the disk.
    pub(super) fn is_full(&self) -> bool {
        is_full(self.source.kind())
    }
}

/// True for the failures of a disk, a quota or a limit that is used up.
pub(super) const fn is_full(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge)
}

/// Fills a new file beside `path`, has it checked, and renames it to `path`.
///
/// `fill` writes, `check` reads what `fill` wrote; in between it is packed and unpacked. If either fails, or the process is told to stop
/// by an error, the new file is removed and whatever `path` held stays.
///
/// # Errors
/// Those of `fill` and `check`, and [`FileError`] where the folder is missing or not writable.
pub fn replace<T, E: From<FileError> + From<io::Error>>(
    path: &Path,
    packing: Packing,
    fill: impl FnOnce(&mut dyn Write) -> Result<T, E>,
    check: impl FnOnce(&mut dyn BufRead, &T) -> Result<(), E>,
) -> Result<T, E> {
    let unfinished = Unfinished::beside(path)?;
    let made = {
        let mut out = BufWriter::with_capacity(1 << 16, &unfinished.file);
        let made = packing.pack(&mut out, fill)?;
        out.flush().map_err(|e| error("write", path, e))?;
        out.get_ref().sync_all().map_err(|e| error("write", path, e))?;
        made
    };
    {
        let mut text = packing.open(&unfinished.path).map_err(|e| error("read back", path, e))?;
        check(&mut text, &made)?;
    }
    fs::rename(&unfinished.path, path).map_err(|e| error("rename the finished file to", path, e))?;
    Ok(made)
}

/// Fills a new file beside `path`, packed as its name tells, and renames it to `path` if `fill` says that it is worth
/// keeping. What is written is not read back.
///
/// # Errors
/// Those of `fill`, and [`FileError`] where the folder is missing or not writable; then whatever `path` held stays.
pub fn whole(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<bool>) -> Result<(), FileError> {
    let unfinished = Unfinished::beside(path)?;
    let (packing, _) = Packing::of(path);
    let mut out = BufWriter::with_capacity(1 << 16, &unfinished.file);
    let keep = packing.pack(&mut out, fill).and_then(|keep| out.flush().map(|()| keep));
    if keep.map_err(|e| error("write", path, e))? {
        fs::rename(&unfinished.path, path).map_err(|e| error("rename the finished file to", path, e))?;
    }
    Ok(())
}

/// A file that is removed unless it has been renamed by then.
struct Unfinished {
    path: PathBuf,
    /// Open, and so locked, until the file has its name.
    file: File,
}

impl Unfinished {
    fn beside(path: &Path) -> Result<Self, FileError> {
        let Some(name) = path.file_name() else {
            return Err(error("create", path, io::Error::from(io::ErrorKind::IsADirectory)));
        };
        if path.is_dir() {
            return Err(error("create", path, io::Error::from(io::ErrorKind::IsADirectory)));
        }
        let hidden = leftovers::beside(path, name);
        let file = leftovers::create(&hidden).map_err(|e| error("create", path, e))?;
        let unfinished = Self { path: hidden, file };
        leftovers::sweep(path);
        Ok(unfinished)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Gone already after the rename; nothing can be done about any other failure here.
        let _ = fs::remove_file(&self.path);
    }
}

/// The failure of `doing` something with `path`, with a hint.
pub(super) fn error(doing: &'static str, path: &Path, source: io::Error) -> FileError {
    let hint = match source.kind() {
        io::ErrorKind::NotFound => "make its folder first",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "choose a folder that you may write to"
        }
        io::ErrorKind::IsADirectory => "name a file, not a folder",
        kind if is_full(kind) => "free some space or choose another disk",
        _ => "nothing was replaced",
    };
    FileError { doing, path: path.display().to_string(), source, hint }
}
