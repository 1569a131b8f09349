//! Turns files into articles. For the time being `.jsonl` only.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::model::{Article, Day};
use crate::text;

/// An input that could not be read as an article.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file system refuses.
    #[error("cannot read {}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// A line is no article.
    #[error("{}, line {line}: {problem}", .path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Number of the line, from 1.
        line: usize,
        /// What was expected.
        problem: String,
    },
}

#[derive(Deserialize)]
struct Row {
    id: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    title: Option<String>,
    published: Option<String>,
    text: Option<String>,
}

/// The articles of the files, in order.
pub fn articles(paths: &[PathBuf]) -> impl Iterator<Item = Result<Article, ReadError>> + use<> {
    Vec::from(paths).into_iter().flat_map(|path| match File::open(&path) {
        Ok(file) => lines(path, BufReader::new(file)),
        Err(source) => Box::new(std::iter::once(Err(ReadError::Io { path, source }))),
    })
}

fn lines(path: PathBuf, file: BufReader<File>) -> Box<dyn Iterator<Item = Result<Article, ReadError>>> {
    Box::new(file.lines().enumerate().map(move |(n, line)| {
        let line = line.map_err(|source| ReadError::Io { path: path.clone(), source })?;
        article(&path, n + 1, &line)
    }))
}

fn article(path: &Path, line: usize, json: &str) -> Result<Article, ReadError> {
    let wrong = |problem: String| ReadError::Line { path: path.to_owned(), line, problem };
    let row: Row = serde_json::from_str(json).map_err(|e| wrong(format!("expected a JSON object: {e}")))?;
    let body = row.text.filter(|t| !t.trim().is_empty()).ok_or_else(|| wrong("`text` is missing".into()))?;
    let title = row.title.map(|t| format!("{}\n", text::nfc(&t))).unwrap_or_default();
    let id = row.id.unwrap_or_else(|| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        format!("{name}#{line}")
    });
    Ok(Article {
        id,
        url: row.url,
        publisher: row.publisher,
        published: row.published.as_deref().and_then(day),
        text_start: title.len(),
        doc: title + &text::nfc(&body),
    })
}

fn day(iso: &str) -> Option<Day> {
    let date: jiff::civil::Date = iso.parse().ok()?;
    Day::checked(date.year(), u8::try_from(date.month()).ok(), u8::try_from(date.day()).ok())
}
