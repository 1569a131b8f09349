//! `.txt`: one file, one article, as copied from a page.

use super::input::{self, Input};
use super::record::{Fields, address};
use super::{Problem, Reader, Records, Source};
use crate::model::Article;

/// The reader of plain text.
pub(super) struct Plain;

impl Reader for Plain {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn about(&self) -> &'static str {
        "one article a file; a line that is only an address becomes its url"
    }

    fn records(&self, source: Source) -> Records {
        let (line, result) = match read(source) {
            Ok(article) => (None, Ok(article)),
            Err((line, problem)) => (line, Err(problem)),
        };
        Box::new(std::iter::once((line, result)))
    }
}

fn read(source: Source) -> Result<Article, (Option<usize>, Problem)> {
    let stem = source.stem();
    let whole_file = |problem| (None, problem);
    let input = Input::open(source.input).map_err(whole_file)?;
    let bytes = input.rest().map_err(|error| whole_file(Problem::Io(error)))?;
    let bytes = bytes.ok_or_else(|| whole_file(Problem::TooLong))?;
    let text = input::text(&bytes).map_err(|(below, problem)| (Some(below + 1), problem))?;
    if text.trim().is_empty() {
        return Err(whole_file(Problem::Empty));
    }
    let url = text.lines().find_map(address).map(str::to_owned);
    let fields = Fields { url, text: Some(text.to_owned()), ..Fields::default() };
    fields.article(|| stem).map_err(whole_file)
}
