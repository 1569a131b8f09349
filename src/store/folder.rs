//! The folder of a store and its neighbours: the lock, the folder in which a build works, the swap.
//!
//! For a target `graph` the neighbours are `.graph.vnkg-lock`, `.graph.vnkg-new`, `.graph.vnkg-old` while two
//! folders change places, and `.graph.vnkg-old.1` and so on for former stores that somebody still reads.
//! Whoever holds the lock may touch the others. The system drops the lock when its holder dies.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::StoreError;
use super::manifest::{FILE, Manifest};

/// How many former stores may be read at a time while the store goes on changing.
const FORMER: usize = 16;

/// The paths that belong to one target.
#[derive(Debug, Clone)]
pub(super) struct Paths {
    /// Where the store is to be.
    pub(super) target: PathBuf,
    /// The folder that holds it.
    pub(super) parent: PathBuf,
    /// Where it is built.
    pub(super) new: PathBuf,
    /// Where the store that is being replaced stands during the swap.
    old: PathBuf,
    /// Where former stores wait until nobody reads them.
    read: Vec<PathBuf>,
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
        let read = (1..=FORMER).map(|n| sibling(&format!(".vnkg-old.{n}"))).collect();
        Ok(Self { target, parent, new, old, read, lock })
    }

    /// What a command that died or is at work left here, the lock included.
    pub(super) fn leftovers(&self) -> Vec<PathBuf> {
        let all = [&self.new, &self.old, &self.lock].into_iter().chain(&self.read);
        all.filter(|p| p.exists()).cloned().collect()
    }

    /// Removes what a killed command left. Only for the holder of the lock.
    fn sweep(&self) -> Result<(), StoreError> {
        // Killed between the two renames of a swap: the old store is the store.
        if self.old.exists() && !self.target.exists() {
            rename(&self.old, &self.target)?;
        }
        for former in std::iter::once(&self.old).chain(&self.read) {
            remove_unless_read(former)?;
        }
        remove(&self.new)
    }

    /// Puts the finished new folder in the place of the target.
    ///
    /// Who reads the former store goes on reading it: it is deleted when nobody does any more.
    pub(super) fn swap(&self) -> Result<(), StoreError> {
        // The store has waited for its own files.
        sync_folder(&self.new);
        if !self.target.join(FILE).exists() {
            rename(&self.new, &self.target)?;
            sync_folder(&self.parent);
            return Ok(());
        }
        let aside = self.read.iter().find(|p| !p.exists());
        let aside = aside.ok_or_else(|| StoreError::Readers { dir: self.target.clone() })?;
        rename(&self.target, &self.old)?;
        rename(&self.new, &self.target)?;
        sync_folder(&self.parent);
        // The new store stands: what fails from here on is tidied by the next command.
        let _ = rename(&self.old, aside).and_then(|()| remove_unless_read(aside));
        Ok(())
    }

    /// Makes the new folder a copy of the target that costs no space: files that never change are linked.
    pub(super) fn copy_to_new(&self) -> Result<(), StoreError> {
        fs::create_dir(&self.new).map_err(|e| StoreError::io("write", &self.new, e))?;
        let failed = |e| StoreError::io("read", &self.target, e);
        for entry in fs::read_dir(&self.target).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (from, to) = (entry.path(), self.new.join(entry.file_name()));
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // The manifest is written when all is done; the others belong to the process that had them open.
            if name.starts_with(FILE) || name == "LOCK" || name.starts_with("LOG") {
                continue;
            }
            let data = name.ends_with(".sst");
            // The log and the lists of files are written to in place.
            if (data && fs::hard_link(&from, &to).is_ok()) || !from.is_file() {
                continue;
            }
            let copied = fs::copy(&from, &to);
            // The store opens what it takes for written long ago, and would not wait for it.
            let copied = copied.and_then(|_| if data { File::open(&to)?.sync_all() } else { Ok(()) });
            copied.map_err(|e| StoreError::io("write", &to, e))?;
        }
        Ok(())
    }

    /// Removes the folder in which a command worked.
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

    /// Takes the lock and removes what a killed command left; an error if another process has it.
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

/// Removes what a killed command left beside the store at `dir`, as far as that is possible. Returns true
/// where another process is writing at this moment.
pub(super) fn tidy(dir: &Path) -> bool {
    match Paths::of(dir) {
        // Read-only: somebody else will do it.
        Ok(paths) if !paths.leftovers().is_empty() => {
            matches!(Lock::take(&paths), Err(StoreError::Busy { .. }))
        }
        _ => false,
    }
}

/// A store that somebody reads: while this lives, its files stay, even where another store took its place.
#[derive(Debug)]
pub(super) struct Held {
    /// How to come to the files, whatever the folder is called by now.
    pub(super) path: PathBuf,
    _folder: Option<File>,
    _manifest: Option<File>,
}

impl Held {
    /// Holds the store that stands at `dir` now; none where it went away meanwhile.
    pub(super) fn take(dir: &Path) -> Option<Self> {
        let folder = File::open(dir).ok();
        let path = folder.as_ref().and_then(by_handle).unwrap_or_else(|| dir.to_owned());
        let manifest = File::open(path.join(FILE)).ok();
        if let Some(manifest) = &manifest {
            // Where a file system knows no locks, nothing is held; who replaces the store will not wait.
            let _ = manifest.lock_shared();
            if !is_linked(manifest) {
                return None;
            }
        }
        Some(Self { path, _folder: folder, _manifest: manifest })
    }
}

/// A path to an open folder that stays right when the folder is renamed.
#[cfg(target_os = "linux")]
fn by_handle(folder: &File) -> Option<PathBuf> {
    use std::os::fd::AsRawFd;
    let path = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd()));
    path.is_dir().then_some(path)
}

#[cfg(not(target_os = "linux"))]
fn by_handle(_folder: &File) -> Option<PathBuf> {
    None
}

/// Removes a former store, unless somebody reads it.
fn remove_unless_read(former: &Path) -> Result<(), StoreError> {
    if let Ok(manifest) = File::open(former.join(FILE)) {
        if matches!(manifest.try_lock(), Err(TryLockError::WouldBlock)) {
            return Ok(());
        }
        // Whoever opened it meanwhile sees that it is gone.
        return remove(former);
    }
    remove(former)
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

/// False where a file that we have open was deleted.
#[cfg(unix)]
fn is_linked(file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|m| m.nlink() > 0)
}

#[cfg(not(unix))]
fn is_linked(_file: &File) -> bool {
    true
}

#[cfg(not(unix))]
fn still_there(_file: &File, _path: &Path) -> bool {
    true
}
