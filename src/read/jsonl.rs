//! `.jsonl`: one JSON object a line; `.json`: one object, or an array of them, read element by element.

use std::io;

use serde::Deserialize;
use serde_json::Value;

use super::input::{self, Boundary, Input, LineEnd, Taken};
use super::record::Fields;
use super::{Problem, Reader, Records, Source};
use crate::model::Article;

/// The reader of JSON lines.
pub(super) struct JsonLines;

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn about(&self) -> &'static str {
        "one JSON object a line, with id, url, publisher, title, published, text"
    }

    fn records(&self, source: Source) -> Records {
        stream(source, Layout::Lines)
    }
}

/// The reader of JSON files.
pub(super) struct Json;

impl Reader for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn about(&self) -> &'static str {
        "one JSON object, or an array of them, with the keys of jsonl"
    }

    fn records(&self, source: Source) -> Records {
        stream(source, Layout::Values { in_array: false, first: true })
    }
}

/// Where the records of a file are.
#[derive(Clone, Copy)]
enum Layout {
    Lines,
    Values { in_array: bool, first: bool },
}

fn stream(source: Source, layout: Layout) -> Records {
    let (name, stem) = (source.name.clone(), source.stem());
    match Input::open(source.input) {
        Err(problem) => Box::new(std::iter::once((None, Err(problem)))),
        Ok(input) => {
            Box::new(Objects { input: Some(input), layout, name, stem, buffer: Vec::new(), any: false })
        }
    }
}

/// The objects of one file.
struct Objects {
    /// None once the end or a failing disk was met.
    input: Option<Input>,
    layout: Layout,
    name: String,
    stem: String,
    buffer: Vec<u8>,
    any: bool,
}

impl Iterator for Objects {
    type Item = (Option<usize>, Result<Article, Problem>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.take() {
                Err(error) => {
                    self.input = None;
                    return Some((None, Err(Problem::Io(error))));
                }
                Ok(None) => {
                    let was_open = self.input.take().is_some();
                    return (was_open && !self.any).then_some((None, Err(Problem::Empty)));
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

impl Objects {
    /// The next record into the buffer.
    fn take(&mut self) -> io::Result<Option<Taken>> {
        let Some(input) = self.input.as_mut() else { return Ok(None) };
        let Layout::Values { in_array, .. } = self.layout else {
            return input.take(&mut self.buffer, &mut LineEnd);
        };
        let mut next = input.skip(b" \t\r\n,")?;
        if next == Some(b'[') && !in_array && !self.any {
            self.layout = Layout::Values { in_array: true, first: false };
            input.consume_one();
            next = input.skip(b" \t\r\n,")?;
        }
        if next == Some(b']') && in_array | matches!(self.layout, Layout::Values { in_array: true, .. }) {
            input.consume_one();
            next = input.skip(b" \t\r\n,")?;
        }
        match next {
            None => Ok(None),
            Some(b'{') => input.take(&mut self.buffer, &mut ObjectEnd::default()),
            Some(_) => input.take(&mut self.buffer, &mut LineEnd),
        }
    }

    fn read(&mut self, taken: &Taken) -> (Option<usize>, Result<Article, Problem>) {
        let alone = matches!(self.layout, Layout::Values { first: true, .. });
        if let Layout::Values { in_array, .. } = self.layout {
            self.layout = Layout::Values { in_array, first: false };
        }
        if !taken.whole {
            return (Some(taken.line), Err(Problem::TooLong));
        }
        let text = match input::text(&self.buffer) {
            // The line's own end would count as a line within an open string.
            Ok(text) => text.trim_end(),
            Err((below, problem)) => return (Some(taken.line + below), Err(problem)),
        };
        let fallback = || if alone { self.stem.clone() } else { format!("{}#{}", self.name, taken.line) };
        match fields(text) {
            Err((below, problem)) => (Some(taken.line + below), Err(problem)),
            Ok(fields) => (Some(taken.line), fields.article(fallback)),
        }
    }
}

/// Where an object that begins with the next byte ends: braces outside of strings.
#[derive(Default)]
struct ObjectEnd {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Boundary for ObjectEnd {
    fn end(&mut self, piece: &[u8]) -> Option<usize> {
        for (at, byte) in piece.iter().enumerate() {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.in_string => self.escaped = true,
                b'"' => self.in_string = !self.in_string,
                b'{' if !self.in_string => self.depth += 1,
                b'}' if !self.in_string => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            if *byte == b'}' && self.depth == 0 && !self.in_string {
                return Some(at + 1);
            }
        }
        None
    }
}

/// The keys that are read, of any type, so that a wrong type can be named.
#[derive(Deserialize)]
struct Keys {
    id: Option<Value>,
    url: Option<Value>,
    publisher: Option<Value>,
    title: Option<Value>,
    published: Option<Value>,
    text: Option<Value>,
}

/// The fields of one object; the error says how many lines below the record's first line it is.
fn fields(text: &str) -> Result<Fields, (usize, Problem)> {
    if !text.trim_start().starts_with('{') {
        let detail = "it does not begin with {".to_owned();
        return Err((0, Problem::Json { detail, column: 1 }));
    }
    let keys: Keys = serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let detail = message.split(" at line ").next().unwrap_or_default().to_owned();
        (error.line().saturating_sub(1), Problem::Json { detail, column: error.column() })
    })?;
    read_keys(keys).map_err(|problem| (0, problem))
}

fn read_keys(keys: Keys) -> Result<Fields, Problem> {
    Ok(Fields {
        id: keys
            .id
            .map(|id| if id.is_number() { Value::String(id.to_string()) } else { id })
            .map_or(Ok(None), |v| string("id", v))?,
        url: optional("url", keys.url)?,
        publisher: optional("publisher", keys.publisher)?,
        title: optional("title", keys.title)?,
        // A date in an unknown form is no date; that holds for other types too.
        published: keys.published.as_ref().and_then(Value::as_str).map(str::to_owned),
        text: optional("text", keys.text)?,
    })
}

fn optional(name: &'static str, value: Option<Value>) -> Result<Option<String>, Problem> {
    value.map_or(Ok(None), |value| string(name, value))
}

fn string(name: &'static str, value: Value) -> Result<Option<String>, Problem> {
    let found = match value {
        Value::String(text) => return Ok(Some(text)),
        Value::Null => return Ok(None),
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Err(Problem::Field { name, found })
}
