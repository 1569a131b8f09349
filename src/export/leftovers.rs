//! Which unfinished files did killed commands leave in a folder?
//!
//! Whoever writes one holds a lock on it, which the system drops when its holder dies. Knows nothing of what
//! the files hold; how they are filled and renamed is in [`super::file`].

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// What the names of our unfinished files end in; only files of such names are ever removed.
const END: &str = ".vnkg-part";

/// So often in a row may another command remove the file that was just made.
const TRIES: u32 = 16;

/// The unfinished file for `name`: hidden, and with the number of this process, which keeps two runs at the
/// same time apart and never reaches the content.
pub(super) fn beside(target: &Path, name: &OsStr) -> PathBuf {
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}{END}", std::process::id()));
    target.with_file_name(hidden)
}

/// Makes an unfinished file, locked and empty.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let mut tries = 0;
    loop {
        tries += 1;
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        // Where a file system knows no locks, nothing is held, and nobody can take it for left behind.
        let _ = lock(&file);
        // Another command may have found it before it was locked, and removed it.
        // A file system that tells another number each time must not keep us here for ever.
        if same(&file, path) || tries == TRIES {
            file.set_len(0)?;
            return Ok(file);
        }
    }
}

/// Removes the unfinished files in the folder of `path` that nobody writes.
pub(super) fn sweep(path: &Path) {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    // What cannot be listed or removed is for somebody with more rights.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_unfinished(&entry.file_name()) && entry.file_type().is_ok_and(|t| t.is_file()) {
            let _ = remove_unless_written(&entry.path());
        }
    }
}

/// `.NAME.PID.vnkg-part`
fn is_unfinished(name: &OsStr) -> bool {
    let parts = || name.to_str()?.strip_prefix('.')?.strip_suffix(END)?.rsplit_once('.');
    parts().is_some_and(|(name, number)| {
        !name.is_empty() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(unix)]
fn remove_unless_written(path: &Path) -> io::Result<()> {
    // The lock is held until the file is gone: who made it meanwhile sees that and makes another.
    let file = OpenOptions::new().write(true).open(path)?;
    if file.try_lock().is_ok() && same(&file, path) { fs::remove_file(path) } else { Ok(()) }
}

#[cfg(unix)]
fn lock(file: &File) -> io::Result<()> {
    file.lock()
}

/// True where `path` still names the open file.
#[cfg(unix)]
fn same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(named)) => ours.ino() == named.ino() && ours.dev() == named.dev(),
        _ => false,
    }
}

// Elsewhere a lock would keep the writer itself from reading the file back.
#[cfg(not(unix))]
fn remove_unless_written(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn lock(_file: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn same(_file: &File, _path: &Path) -> bool {
    true
}
