//! Which unfinished files and folders did killed commands leave in a folder?
//!
//! Whoever writes one holds a lock on it, which the system drops when its holder dies. Knows nothing of what
//! they hold; how they are filled and renamed is in [`super::file`] and [`super::folder`].

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// What the names of our unfinished files and folders end in; only what has such a name is ever removed.
const END: &str = ".vnkg-part";
/// What the name of a folder ends in while another takes its place.
const FORMER: &str = ".vnkg-old";

/// So often in a row may another command remove the file that was just made.
const TRIES: u32 = 16;

/// The unfinished file for `name`: hidden, and with the number of this process, which keeps two runs at the
/// same time apart and never reaches the content.
pub(super) fn beside(target: &Path, name: &OsStr) -> PathBuf {
    hidden(target, name, END)
}

/// Where the folder `target` goes while another takes its place.
pub(super) fn former(target: &Path, name: &OsStr) -> PathBuf {
    hidden(target, name, FORMER)
}

fn hidden(target: &Path, name: &OsStr, end: &str) -> PathBuf {
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}{end}", std::process::id()));
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

/// Makes an unfinished folder, locked and empty; the lock lasts as long as what is returned.
pub(super) fn create_folder(path: &Path) -> io::Result<Option<File>> {
    fs::create_dir(path)?;
    Ok(hold(path))
}

/// Locks a folder. None where the system opens no folders, and so nobody removes what is left behind.
pub(super) fn hold(path: &Path) -> Option<File> {
    let folder = File::open(path).ok()?;
    lock(&folder).ok()?;
    Some(folder)
}

/// Removes the unfinished files in the folder of `path` that nobody writes.
pub(super) fn sweep(path: &Path) {
    for entry in around(path) {
        if told(&entry.file_name(), END).is_some() && entry.file_type().is_ok_and(|t| t.is_file()) {
            let _ = remove_unless_written(&entry.path());
        }
    }
}

/// Removes the unfinished folders for `target` that nobody fills and that hold nothing but files which `ours` knows,
/// and brings back the one that stood in its place.
pub(super) fn sweep_folders(target: &Path, ours: impl Fn(&OsStr) -> bool) {
    let Some(name) = target.file_name() else { return };
    let with = |end: &str| {
        let found =
            around(target).filter(|e| told(&e.file_name(), end).is_some_and(|n| OsStr::new(&n) == name));
        found.map(|e| e.path()).filter(|path| idle(path)).collect::<Vec<_>>()
    };
    for path in with(FORMER) {
        // The command died between its two renames.
        if !target.exists() {
            let _ = fs::rename(&path, target);
        }
    }
    for path in with(FORMER).into_iter().chain(with(END)) {
        let files = fs::read_dir(&path).into_iter().flatten();
        if files
            .into_iter()
            .all(|f| f.is_ok_and(|f| ours(&f.file_name()) || told(&f.file_name(), END).is_some()))
        {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// What lies in the folder of `path`. What cannot be listed is for somebody with more rights.
fn around(path: &Path) -> impl Iterator<Item = fs::DirEntry> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::read_dir(folder).into_iter().flatten().flatten()
}

/// The name in `.NAME.PID` and `end`.
fn told(name: &OsStr, end: &str) -> Option<String> {
    let (name, number) = name.to_str()?.strip_prefix('.')?.strip_suffix(end)?.rsplit_once('.')?;
    let whole = !name.is_empty() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    whole.then(|| name.to_owned())
}

/// True for a folder that nobody fills.
#[cfg(unix)]
fn idle(path: &Path) -> bool {
    path.is_dir() && File::open(path).is_ok_and(|folder| folder.try_lock().is_ok())
}

#[cfg(not(unix))]
fn idle(_path: &Path) -> bool {
    false
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
