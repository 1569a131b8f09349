//! The header comment of a query file is its interface: title, parameters, columns, examples.
//!
//! It is read strictly: a word that is not known is an error with its line, not a comment.

use std::fmt;

/// What the header of a `.rq` file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The question in Vietnamese.
    pub title_vi: String,
    /// The question in English.
    pub title_en: String,
    /// What may be set, in order.
    pub params: Vec<Param>,
    /// What comes out, in order; the query may select more, which is not shown.
    pub columns: Vec<Column>,
    /// Settings to try, as typed after the query's name.
    pub examples: Vec<String>,
    /// True where the query, with a parameter set, runs as it is written, not as the engine would plan it.
    pub written: bool,
}

/// Something that `--set` binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// Name of the variable, without `?`.
    pub name: String,
    /// How a value is read.
    pub kind: ParamKind,
    /// True where the query runs without it.
    pub optional: bool,
    /// What it is.
    pub doc: String,
}

/// How the text of a setting becomes a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamKind {
    /// An IRI, absolute or as `id/person/…`.
    Iri,
    /// The name of anything in the graph, or its IRI.
    Name,
    /// The name of a person, or the IRI.
    Person,
    /// The name of a body, or the IRI.
    Body,
    /// The name of a place, or the IRI.
    Place,
    /// Text, taken as it is.
    String,
    /// A day, month or year, ISO 8601.
    Date,
    /// A whole number.
    Integer,
}

impl ParamKind {
    /// Every kind with its word in headers.
    pub const ALL: &[(&'static str, Self)] = &[
        ("iri", Self::Iri),
        ("name", Self::Name),
        ("person", Self::Person),
        ("body", Self::Body),
        ("place", Self::Place),
        ("string", Self::String),
        ("date", Self::Date),
        ("integer", Self::Integer),
    ];
}

impl fmt::Display for ParamKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Self::ALL.iter().find(|(_, kind)| kind == self).map_or("", |(word, _)| word);
        f.write_str(word)
    }
}

/// Something that comes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name of the variable, without `?`.
    pub name: String,
    /// What kind of text it holds, for the reader.
    pub kind: String,
    /// What it is.
    pub doc: String,
}

/// A line of a header that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct HeaderError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What was expected.
    pub problem: String,
}

impl Header {
    /// Reads the header of a query file; none where the file does not begin with `# title`.
    ///
    /// Lines that begin with `##` are ordinary comments.
    ///
    /// ```
    /// use vnkg::query::header::Header;
    /// let text = "# title Ai? / Who?\n# column person name: the person\nSELECT ?person {}";
    /// let header = Header::parse(text)?.expect("has a title");
    /// assert_eq!(header.title_en, "Who?");
    /// assert_eq!(header.columns[0].doc, "the person");
    /// # Ok::<(), vnkg::query::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// A line of the header is no title, parameter, column or example.
    pub fn parse(text: &str) -> Result<Option<Self>, HeaderError> {
        let first = text.lines().next().unwrap_or("");
        if !first.trim_start_matches('#').trim_start().starts_with("title") || !first.starts_with('#') {
            return Ok(None);
        }
        let mut header = Self::default();
        for (n, line) in text.lines().enumerate() {
            let Some(words) = line.strip_prefix('#') else { break };
            if words.starts_with('#') || words.trim().is_empty() {
                continue;
            }
            header.line(words.trim()).map_err(|problem| HeaderError { line: n + 1, problem })?;
        }
        Ok(Some(header))
    }

    fn line(&mut self, words: &str) -> Result<(), String> {
        let (key, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        match key {
            "title" => self.title(rest.trim()),
            "param" => self.param(rest.trim()),
            "column" => self.column(rest.trim()),
            "example" => {
                self.examples.push(rest.trim().to_owned());
                Ok(())
            }
            "plan" if rest.trim() == "written" => {
                self.written = true;
                Ok(())
            }
            "plan" => Err(format!("expected `# plan written`, found `{}`", rest.trim())),
            // Words of the checks, which are queries too.
            "severity" | "shape" | "message" | "why" => Ok(()),
            _ => Err(format!(
                "`{key}` is not a word of query headers; expected title, plan, param, column or example \
                 (or `##` before a comment)"
            )),
        }
    }

    fn title(&mut self, rest: &str) -> Result<(), String> {
        let (vi, en) = rest.split_once(" / ").ok_or("expected `# title VIETNAMESE / ENGLISH`")?;
        (self.title_vi, self.title_en) = (vi.trim().to_owned(), en.trim().to_owned());
        Ok(())
    }

    fn param(&mut self, rest: &str) -> Result<(), String> {
        let (words, doc) = documented(rest, "param")?;
        let mut words = words.split_whitespace();
        let (Some(name), Some(kind)) = (words.next(), words.next()) else {
            return Err("expected `# param NAME TYPE [optional]: WORDS`".into());
        };
        let optional = match words.next() {
            None => false,
            Some("optional") => true,
            Some(other) => return Err(format!("expected `optional` or `:`, found `{other}`")),
        };
        let known = ParamKind::ALL.iter().find(|(word, _)| *word == kind);
        let Some((_, kind)) = known else {
            let all: Vec<&str> = ParamKind::ALL.iter().map(|(word, _)| *word).collect();
            return Err(format!("`{kind}` is no type of parameter; expected one of {}", all.join(", ")));
        };
        if self.params.iter().any(|p| p.name == name) {
            return Err(format!("parameter `{name}` stands here for the second time"));
        }
        self.params.push(Param { name: name.to_owned(), kind: *kind, optional, doc });
        Ok(())
    }

    fn column(&mut self, rest: &str) -> Result<(), String> {
        let (words, doc) = documented(rest, "column")?;
        let Some((name, kind)) = words.split_once(char::is_whitespace) else {
            return Err("expected `# column NAME TYPE: WORDS`".into());
        };
        if self.columns.iter().any(|c| c.name == name) {
            return Err(format!("column `{name}` stands here for the second time"));
        }
        self.columns.push(Column { name: name.to_owned(), kind: kind.trim().to_owned(), doc });
        Ok(())
    }
}

fn documented(rest: &str, key: &str) -> Result<(String, String), String> {
    match rest.split_once(':') {
        Some((words, doc)) if !doc.trim().is_empty() => Ok((words.trim().to_owned(), doc.trim().to_owned())),
        _ => Err(format!("expected `# {key} NAME TYPE: WORDS`, with words after the colon")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_header_is_read() {
        let text = "# title Hồ sơ / Dossier\n## a comment\n#\n# param who person: the person\n\
                    # param on date optional: the day\n# column post name: the post\n# example who=Lan\n# plan written\nSELECT *";
        let header = Header::parse(text).unwrap().unwrap();
        assert_eq!((header.title_vi.as_str(), header.title_en.as_str()), ("Hồ sơ", "Dossier"));
        assert_eq!(header.params[0].kind, ParamKind::Person);
        assert!(!header.params[0].optional && header.params[1].optional);
        assert_eq!(header.columns[0].name, "post");
        assert_eq!(header.examples, ["who=Lan"]);
        assert!(header.written);
    }

    #[test]
    fn a_text_without_title_has_no_header() {
        assert_eq!(Header::parse("# anything\nSELECT * {}"), Ok(None));
        assert_eq!(Header::parse("SELECT * {}"), Ok(None));
    }

    #[test]
    fn errors_name_the_line() {
        let error = |text: &str| Header::parse(text).unwrap_err().to_string();
        assert!(error("# title a / b\n# colum x name: y").starts_with("line 2: `colum` is not a word"));
        assert!(error("# title a / b\n# plan fast").contains("expected `# plan written`, found `fast`"));
        assert!(error("# title a\n").starts_with("line 1: expected `# title"));
        assert!(error("# title a / b\n#\n# param x\n").starts_with("line 3: expected `# param"));
    }

    #[test]
    fn doubles_and_unknown_types_are_refused() {
        let error = |line: &str| Header::parse(&format!("# title a / b\n{line}")).unwrap_err().problem;
        assert!(error("# param x thing: y").contains("expected one of iri, name, person"));
        assert!(error("# param x date maybe: y").contains("expected `optional`"));
        assert!(error("# param x date:").contains("words after the colon"));
        assert!(error("# column x name: y\n# column x name: y").contains("second time"));
    }
}
