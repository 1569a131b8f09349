//! The folder of a store and its neighbours: the lock, the folder in which a build works, the swap.
//!
//! For a target `graph` the neighbours are `.graph.vnkg-lock`, `.graph.vnkg-new` and `.graph.vnkg-old`.
//! Whoever holds the lock may touch the other two. The system drops the lock when its holder dies.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::StoreError;
use super::manifest::{FILE, Manifest};

/// The paths that belong to one target.
#[derive(Debug, Clone)]
pub(super) struct Paths {
    /// Where the store is to be.
    pub(super) target: PathBuf,
    /// The folder that holds it.
    pub(super) parent: PathBuf,
    /// Where it is built.
    pub(super) new: PathBuf,
    /// Where the store that is being replaced waits to be deleted.
    old: PathBuf,
    /// The lock file.
    lock: PathBuf,
}

impl Paths {
    /// The paths for a target as the user gave it.
    pub(super) fn of(dir: &Path) -> Result<Self, StoreError> {
        // A link is followed, so that the swap replaces what it points to.
        let target = if dir.is_symlink() {
            dir.canonicalize().map_err(|e| StoreError::io("follow", dir, e))?
        } else {
            dir.to_owned()
        };
        let name = target.file_name().ok_or_else(|| StoreError::NoName { dir: dir.to_owned() })?;
        let parent = match target.parent() {
            Some(p) if p.as_os_str().is_empty() => PathBuf::from("."),
            Some(p) => p.to_owned(),
            None => return Err(StoreError::NoName { dir: dir.to_owned() }),
        };
        let sibling = |end: &str| {
            let mut file = OsString::from(".");
            file.push(name);
            file.push(end);
            parent.join(file)
        };
        let (new, old, lock) = (sibling(".vnkg-new"), sibling(".vnkg-old"), sibling(".vnkg-lock"));
        Ok(Self { target, parent, new, old, lock })
    }

    /// True where a build died here, or is at work.
    fn has_leftovers(&self) -> bool {
        [&self.new, &self.old, &self.lock].into_iter().any(|p| p.exists())
    }

    /// Removes what a killed build left. Only for the holder of the lock.
    fn sweep(&self) -> Result<(), StoreError> {
        // Killed between the two renames of a swap: the old store is the store.
        if self.old.exists() && !self.target.exists() {
            rename(&self.old, &self.target)?;
        }
        remove(&self.old)?;
        remove(&self.new)
    }

    /// Puts the finished new folder in the place of the target.
    pub(super) fn swap(&self) -> Result<(), StoreError> {
        if self.target.join(FILE).exists() {
            rename(&self.target, &self.old)?;
            rename(&self.new, &self.target)?;
            sync_folder(&self.parent);
            return remove(&self.old);
        }
        rename(&self.new, &self.target)?;
        sync_folder(&self.parent);
        Ok(())
    }

    /// Removes the folder in which a build worked.
    pub(super) fn drop_new(&self) {
        // Nobody is left to tell; the next command tries again.
        let _ = remove(&self.new);
    }
}

/// The right to change what is at one target. Dropped, it removes the lock file.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// As [`Lock::take`], but waits a moment: a reader may be sweeping.
    pub(super) fn take_patiently(paths: &Paths) -> Result<Self, StoreError> {
        for _ in 0..5 {
            match Self::take(paths) {
                Err(StoreError::Busy { .. }) => std::thread::sleep(Duration::from_millis(40)),
                other => return other,
            }
        }
        Self::take(paths)
    }

    /// Takes the lock and removes what a killed build left; an error if another process has it.
    fn take(paths: &Paths) -> Result<Self, StoreError> {
        if !paths.parent.is_dir() {
            let (dir, parent) = (paths.target.clone(), paths.parent.clone());
            return Err(StoreError::NoParent { dir, parent });
        }
        loop {
            let failed = |e| StoreError::io("write", &paths.parent, e);
            let file =
                File::options().create(true).truncate(false).write(true).open(&paths.lock).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(StoreError::Busy { dir: paths.target.clone() }),
                Err(TryLockError::Error(e)) => return Err(failed(e)),
            }
            // The former holder may have removed the file after we opened it: then ours guards nothing.
            if still_there(&file, &paths.lock) {
                let lock = Self { file, path: paths.lock.clone() };
                paths.sweep()?;
                return Ok(lock);
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// Removes what a killed build left beside the store at `dir`, as far as that is possible.
pub(super) fn tidy(dir: &Path) {
    if let Ok(paths) = Paths::of(dir)
        && paths.has_leftovers()
    {
        // Busy or read-only: somebody else will do it.
        let _ = Lock::take(&paths);
    }
}

/// Refuses a target that a build may not touch.
pub(super) fn check_target(target: &Path, force: bool) -> Result<(), StoreError> {
    let dir = target.to_owned();
    if !target.exists() {
        return Ok(());
    }
    let empty = fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
    if empty {
        return Ok(());
    }
    Manifest::read_any_format(target)?;
    if force { Ok(()) } else { Err(StoreError::Exists { dir }) }
}

/// Removes a folder with all it holds; what is not there is removed already.
fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(path) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(StoreError::io("remove", path, e)),
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to).map_err(|e| StoreError::io("write", to, e))
}

/// Waits until a rename is on the disk, where the system can do that.
fn sync_folder(path: &Path) {
    let _ = File::open(path).and_then(|folder| folder.sync_all());
}

#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(named)) => ours.ino() == named.ino() && ours.dev() == named.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn still_there(_file: &File, _path: &Path) -> bool {
    true
}
