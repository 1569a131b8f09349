//! Files and folders, sorted, one open at a time.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::{Problem, ReadError, Reader, Records, Source, reader_for};
use crate::model::Article;

/// The articles of files and folders, one at a time.
///
/// Folders are walked in order of file names; hidden entries are left out; a link to a folder that
/// is read already is an error. What a failing input leaves out is one [`ReadError`] each.
pub struct Articles {
    /// What is still to be looked at, the next one last.
    pending: Vec<Entry>,
    folders: BTreeSet<PathBuf>,
    current: Option<Records>,
    file: PathBuf,
    line: Option<usize>,
    skipped: usize,
}

/// A path, and whether the user named it.
struct Entry {
    path: PathBuf,
    named: bool,
}

/// The articles in `paths`, files or folders, in the order given.
pub fn articles<P: AsRef<Path>>(paths: &[P]) -> Articles {
    let entry = |path: &P| Entry { path: path.as_ref().to_owned(), named: true };
    Articles::new(paths.iter().rev().map(entry).collect())
}

impl Articles {
    fn new(pending: Vec<Entry>) -> Self {
        Self {
            pending,
            folders: BTreeSet::new(),
            current: None,
            file: PathBuf::new(),
            line: None,
            skipped: 0,
        }
    }

    /// The articles of one open input, such as the standard input; `name` stands for the file.
    #[must_use]
    pub fn of(reader: &dyn Reader, name: &str, input: Box<dyn io::Read + Send>) -> Self {
        let mut articles = Self::new(Vec::new());
        articles.file = PathBuf::from(name);
        articles.current = Some(reader.records(Source { name: name.to_owned(), input }));
        articles
    }

    /// Files left out so far because no reader takes their extension.
    #[must_use]
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// The file, and the line in it, from which the last article or error came.
    #[must_use]
    pub fn place(&self) -> (&Path, Option<usize>) {
        (&self.file, self.line)
    }

    /// An error at the place of the last article.
    #[must_use]
    pub fn error_here(&self, problem: Problem) -> ReadError {
        ReadError { file: self.file.clone(), line: self.line, problem }
    }

    /// Opens a file or unfolds a folder.
    fn enter(&mut self, entry: Entry) -> Result<(), Problem> {
        self.file.clone_from(&entry.path);
        self.line = None;
        let about = fs::metadata(&entry.path).map_err(Problem::Io)?;
        if about.is_dir() {
            return self.unfold(&entry.path);
        }
        let Some(reader) = extension(&entry.path).and_then(reader_for) else {
            if entry.named {
                return Err(Problem::UnknownFormat);
            }
            self.skipped += 1;
            return Ok(());
        };
        // A pipe in a folder would make us wait for ever; one that the user names is meant.
        if !about.is_file() && !entry.named {
            self.skipped += 1;
            return Ok(());
        }
        let input = Box::new(File::open(&entry.path).map_err(Problem::Io)?);
        let name = entry.path.file_name().unwrap_or(OsStr::new("")).to_string_lossy().into_owned();
        self.current = Some(reader.records(Source { name, input }));
        Ok(())
    }

    fn unfold(&mut self, folder: &Path) -> Result<(), Problem> {
        let real = fs::canonicalize(folder).map_err(Problem::Io)?;
        if !self.folders.insert(real) {
            return Err(Problem::Loop);
        }
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(Problem::Io)? {
            let path = entry.map_err(Problem::Io)?.path();
            let name = path.file_name().unwrap_or(OsStr::new(""));
            if !name.as_encoded_bytes().starts_with(b".") {
                paths.push(path);
            }
        }
        paths.sort_unstable_by(|a, b| b.cmp(a));
        self.pending.extend(paths.into_iter().map(|path| Entry { path, named: false }));
        Ok(())
    }
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

impl Iterator for Articles {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(records) = self.current.as_mut() {
                if let Some((line, result)) = records.next() {
                    self.line = line;
                    return Some(result.map_err(|problem| self.error_here(problem)));
                }
                self.current = None;
            }
            let entry = self.pending.pop()?;
            if let Err(problem) = self.enter(entry) {
                return Some(Err(self.error_here(problem)));
            }
        }
    }
}
