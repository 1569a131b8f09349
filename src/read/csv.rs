//! `.csv`: one article a row (RFC 4180), columns found by the header.

use super::input::{self, Boundary, Input, Taken};
use super::record::{COLUMNS, Fields};
use super::{Problem, Reader, Records, Source};
use crate::model::Article;

/// The reader of comma-separated values.
pub(super) struct Csv;

impl Reader for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn about(&self) -> &'static str {
        "one article a row, columns id, url, publisher, title, published, text in any order"
    }

    fn records(&self, source: Source) -> Records {
        let name = source.name;
        let mut input = match Input::open(source.input) {
            Ok(input) => input,
            Err(problem) => return Box::new(std::iter::once((None, Err(problem)))),
        };
        match header(&mut input) {
            Ok(columns) => {
                Box::new(Rows { input: Some(input), columns, name, buffer: Vec::new(), any: false })
            }
            Err((line, problem)) => Box::new(std::iter::once((line, Err(problem)))),
        }
    }
}

/// Reads the header: the column name that each field of a row has.
fn header(input: &mut Input) -> Result<Vec<String>, (Option<usize>, Problem)> {
    let mut buffer = Vec::new();
    let taken = loop {
        let taken = input.take(&mut buffer, &mut RowEnd::default());
        let taken = taken.map_err(|error| (None, Problem::Io(error)))?.ok_or((None, Problem::Empty))?;
        if !buffer.trim_ascii().is_empty() || !taken.whole {
            break taken;
        }
    };
    let here = |problem| (Some(taken.line), problem);
    let fields = row(&buffer, &taken).map_err(|(below, problem)| (Some(taken.line + below), problem))?;
    let names: Vec<String> = fields.iter().map(|n| n.trim().to_ascii_lowercase()).collect();
    for column in COLUMNS {
        if names.iter().filter(|n| *n == column).count() > 1 {
            return Err(here(Problem::TwiceInHeader(column.to_owned())));
        }
    }
    if !names.iter().any(|n| n == "text") {
        let found: String = fields.join(", ").chars().take(200).collect();
        return Err(here(Problem::Header { missing: "text", found }));
    }
    Ok(names)
}

/// The rows behind the header.
struct Rows {
    /// None once the end or a failing disk was met.
    input: Option<Input>,
    columns: Vec<String>,
    name: String,
    buffer: Vec<u8>,
    any: bool,
}

impl Iterator for Rows {
    type Item = (Option<usize>, Result<Article, Problem>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.input.as_mut()?.take(&mut self.buffer, &mut RowEnd::default()) {
                Err(error) => {
                    self.input = None;
                    return Some((None, Err(Problem::Io(error))));
                }
                Ok(None) => {
                    self.input = None;
                    return (!self.any).then_some((None, Err(Problem::Empty)));
                }
                Ok(Some(taken)) => {
                    if taken.whole && self.buffer.trim_ascii().is_empty() {
                        continue;
                    }
                    self.any = true;
                    return Some(self.read(&taken));
                }
            }
        }
    }
}

impl Rows {
    fn read(&self, taken: &Taken) -> (Option<usize>, Result<Article, Problem>) {
        let values = match row(&self.buffer, taken) {
            Ok(values) => values,
            Err((below, problem)) => return (Some(taken.line + below), Err(problem)),
        };
        let (found, expected) = (values.len(), self.columns.len());
        if found != expected {
            return (Some(taken.line), Err(Problem::Fields { found, expected }));
        }
        let mut fields = Fields::default();
        for (name, value) in self.columns.iter().zip(values) {
            let slot = match name.as_str() {
                "id" => &mut fields.id,
                "url" => &mut fields.url,
                "publisher" => &mut fields.publisher,
                "title" => &mut fields.title,
                "published" => &mut fields.published,
                "text" => &mut fields.text,
                _ => continue,
            };
            *slot = Some(value);
        }
        (Some(taken.line), fields.article(|| format!("{}#{}", self.name, taken.line)))
    }
}

/// The fields of one record; the error says how many lines below the record's first line it is.
fn row(bytes: &[u8], taken: &Taken) -> Result<Vec<String>, (usize, Problem)> {
    if !taken.whole {
        return Err((0, Problem::TooLong));
    }
    let text = input::text(bytes)?;
    let text = text.strip_suffix('\n').map_or(text, |t| t.strip_suffix('\r').unwrap_or(t));
    if !taken.ended && RowEnd::leaves_open(text.as_bytes()) {
        return Err((0, Problem::OpenQuote));
    }
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .terminator(::csv::Terminator::Any(b'\n'))
        .buffer_capacity(text.len().clamp(1, 64 * 1024))
        .from_reader(text.as_bytes());
    let mut record = ::csv::StringRecord::new();
    reader.read_record(&mut record).map_err(|_| (0, Problem::OpenQuote))?;
    Ok(record.iter().map(str::to_owned).collect())
}

/// Where a row ends: the line break outside of quotes.
#[derive(Default, PartialEq, Eq, Clone, Copy)]
enum RowEnd {
    #[default]
    FieldStart,
    Bare,
    Quoted,
    /// Behind a quote in a quoted field: its end, or the first half of `""`.
    MaybeClosed,
}

impl RowEnd {
    /// True where the bytes end within a quoted field.
    fn leaves_open(bytes: &[u8]) -> bool {
        let mut state = Self::default();
        state.end(bytes);
        state == Self::Quoted
    }
}

impl Boundary for RowEnd {
    fn end(&mut self, piece: &[u8]) -> Option<usize> {
        for (at, byte) in piece.iter().enumerate() {
            *self = match (*self, byte) {
                (Self::FieldStart | Self::MaybeClosed, b'"') | (Self::Quoted, 0..=b'!' | b'#'..) => {
                    Self::Quoted
                }
                (Self::Quoted, b'"') => Self::MaybeClosed,
                (_, b'\n') => return Some(at + 1),
                (_, b',') => Self::FieldStart,
                _ => Self::Bare,
            };
        }
        None
    }
}
