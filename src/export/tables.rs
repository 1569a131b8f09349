//! What does the graph look like as tables? One CSV file for each kind of thing and of fact.
//!
//! Each table is a query in `queries/tables/`, whose header says what its columns hold. Tables are joined by the
//! IRIs in them. This is for spreadsheets and statistics: it does not hold all of the graph and does not come back.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;

use oxrdf::Term;
use sha2::{Digest as _, Sha256};

use crate::export::ExportError;
use crate::export::file::error;
use crate::export::folder;
use crate::query::rows::plain;
use crate::query::{Answer, Query, Rows};
use crate::store::Graph;
use crate::text;

/// What stands between several values in one cell.
const BETWEEN: &str = " | ";

/// The mark by which Excel knows that a file is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A table: one file of the folder.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its file's name, without `.csv`.
    pub name: &'static str,
    /// The query that asks for its rows.
    pub text: &'static str,
    /// True where a row is a thing, which its first column names: what has several values has them in one cell.
    /// False where a row is a link between two things.
    pub one_row_a_thing: bool,
}

macro_rules! tables {
    ($($name:literal $things:literal),+ $(,)?) => {
        &[$(Table {
            name: $name,
            text: include_str!(concat!("../../queries/tables/", $name, ".rq")),
            one_row_a_thing: $things,
        }),+]
    };
}

/// All tables, in the order in which they are told.
pub const TABLES: &[Table] = tables![
    "articles" true,
    "people" true,
    "bodies" true,
    "posts" true,
    "holdings" true,
    "places" true,
    "events" true,
    "attendance" true,
    "decisions" true,
    "concerned" false,
    "documents" true,
    "changes" true,
    "projects" true,
    "amounts" true,
    "quotes" true,
    "evidence" false,
    "mentions" false,
];

/// What was written for one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its file's name, with `.csv`.
    pub file: String,
    /// How many rows it has, without the head.
    pub rows: u64,
}

/// Number and hash of rows with their cells, the head included.
#[derive(Debug, Default)]
struct Count {
    rows: u64,
    hash: Sha256,
}

impl Count {
    fn add<'c>(&mut self, cells: impl IntoIterator<Item = &'c [u8]>) {
        for cell in cells {
            // The length goes in too, so that no two rows run together to the same bytes.
            self.hash.update(format!("{}:", cell.len()));
            self.hash.update(cell);
        }
        self.hash.update("\n");
        self.rows += 1;
    }

    fn done(self) -> (u64, Vec<u8>) {
        (self.rows.saturating_sub(1), self.hash.finalize().to_vec())
    }
}

/// Writes all tables into the folder `to`, which is new, empty, or holds such tables from before.
///
/// They are written beside it, read back, compared, and put in place together. `mark` sets the byte order
/// mark at the head of each file, by which Excel knows UTF-8.
///
/// # Errors
/// The store cannot be read, the folder holds anything else, or cannot be written.
pub fn export(store: &Graph, to: &Path, mark: bool) -> Result<Vec<Written>, ExportError> {
    let names: BTreeSet<String> = TABLES.iter().map(file_name).collect();
    folder::replace(to, &names, |unfinished| {
        TABLES.iter().map(|table| one(store, table, mark, unfinished, to)).collect()
    })
    .map_err(|error| error.at(to))
}

fn file_name(table: &Table) -> String {
    format!("{}.csv", table.name)
}

/// Writes one table and reads it back. Errors name the place where it was to be.
fn one(
    store: &Graph,
    table: &Table,
    mark: bool,
    unfinished: &Path,
    to: &Path,
) -> Result<Written, ExportError> {
    let name = file_name(table);
    let (path, told) = (unfinished.join(&name), to.join(&name));
    let (rows, hash) = write(store, table, mark, &path, &told)?;
    let (read, same) = read_back(&path).map_err(|e| error("read back", &told, io_of(e)))?;
    if (read, &same) != (rows, &hash) {
        return Err(ExportError::Rows { path: told.display().to_string(), written: rows, read });
    }
    Ok(Written { file: name, rows })
}

fn write(
    store: &Graph,
    table: &Table,
    mark: bool,
    path: &Path,
    told: &Path,
) -> Result<(u64, Vec<u8>), ExportError> {
    let failed = |e: io::Error| error("write", told, e);
    let mut file = BufWriter::with_capacity(1 << 16, File::create(path).map_err(failed)?);
    if mark {
        file.write_all(MARK).map_err(failed)?;
    }
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
    let mut count = Count::default();
    let mut put = |cells: Vec<String>| -> Result<(), ExportError> {
        let cells: Vec<String> = cells.iter().map(|words| text::cell(words)).collect();
        count.add(cells.iter().map(String::as_bytes));
        Ok(out.write_record(&cells).map_err(|e| failed(io_of(e)))?)
    };
    rows(store, table, &mut put)?;
    let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
    let file = file.into_inner().map_err(|e| failed(e.into_error()))?;
    file.sync_all().map_err(failed)?;
    Ok(count.done())
}

fn read_back(path: &Path) -> Result<(u64, Vec<u8>), csv::Error> {
    let file = BufReader::new(File::open(path)?);
    let mut count = Count::default();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file);
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        count.add(&record);
    }
    Ok(count.done())
}

/// Hands the head and every row of a table to `put`.
fn rows(
    store: &Graph,
    table: &Table,
    put: &mut dyn FnMut(Vec<String>) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let Answer::Rows(Rows { columns, rows }) = Query::new(table.name, table.text)?.ask(store, &[])? else {
        return Ok(());
    };
    let groups = groups(&columns);
    put(columns)?;
    let mut thing: Option<Thing> = None;
    for row in rows {
        let row: Vec<String> = row?.iter().map(text).collect();
        if table.one_row_a_thing && thing.as_ref().is_some_and(|thing| thing.is(&row)) {
            thing.iter_mut().for_each(|thing| thing.add(&row, &groups));
            continue;
        }
        let mut next = Thing::default();
        next.add(&row, &groups);
        if let Some(before) = thing.replace(next) {
            put(before.cells(&groups))?;
        }
    }
    thing.map_or(Ok(()), |last| put(last.cells(&groups)))
}

fn text(cell: &Option<Term>) -> String {
    cell.as_ref().map_or_else(String::new, |term| plain(term).to_owned())
}

/// How many columns belong together: `x_iri` and the `x` behind it are two faces of one value.
fn groups(columns: &[String]) -> Vec<usize> {
    let mut groups = Vec::new();
    let mut rest = columns.iter().peekable();
    while let Some(column) = rest.next() {
        let pair =
            column.strip_suffix("_iri").is_some_and(|stem| rest.next_if(|next| *next == stem).is_some());
        groups.push(if pair { 2 } else { 1 });
    }
    groups
}

/// The values of one thing: for each group of columns those that differ, in the order of the query.
#[derive(Debug, Default)]
struct Thing {
    key: String,
    values: Vec<Vec<Vec<String>>>,
}

impl Thing {
    fn is(&self, row: &[String]) -> bool {
        row.first() == Some(&self.key)
    }

    fn add(&mut self, row: &[String], groups: &[usize]) {
        self.key = row.first().cloned().unwrap_or_default();
        self.values.resize(groups.len(), Vec::new());
        let mut cells = row.iter().cloned();
        for (values, width) in self.values.iter_mut().zip(groups) {
            let value: Vec<String> = cells.by_ref().take(*width).collect();
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }

    /// Several values stand in one cell, those of an IRI and of its name in the same order.
    fn cells(&self, groups: &[usize]) -> Vec<String> {
        let mut cells = Vec::new();
        for (values, width) in self.values.iter().zip(groups) {
            for place in 0..*width {
                let parts: Vec<&str> =
                    values.iter().filter_map(|value| value.get(place)).map(String::as_str).collect();
                cells.push(parts.join(BETWEEN));
            }
        }
        cells
    }
}

fn io_of(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iri_and_its_name_stay_in_the_same_order() {
        let columns = ["event", "host_iri", "host", "date"].map(str::to_owned);
        let groups = groups(&columns);
        assert_eq!(groups, [1, 2, 1]);
        let mut thing = Thing::default();
        for row in
            [["e", "b1", "Sở", "2021"], ["e", "b2", "Sở", "2021"], ["e", "b2", "Sở", ""], ["e", "b3", "", ""]]
        {
            thing.add(&row.map(str::to_owned), &groups);
        }
        assert_eq!(thing.cells(&groups), ["e", "b1 | b2 | b3", "Sở | Sở | ", "2021 | "]);
    }
}
