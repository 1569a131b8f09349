//! Asks a graph: the canned queries of `queries/`, files of your own, and plain SPARQL.
//!
//! A query file says in its header what may be set and what comes out; see [`header`]. Nothing is ever
//! pasted into a query's text. What the answers mean is the business of the query files.

pub mod bind;
pub mod header;
mod hint;
mod library;
pub mod limit;
pub mod names;
mod plan;
pub mod rows;
mod written;

use std::io;
use std::path::{Path, PathBuf};

use oxigraph::sparql::{
    PreparedSparqlQuery, QueryEvaluationError, QueryResults, QuerySolutionIter, SparqlEvaluator,
    SparqlSyntaxError, Variable,
};
use oxrdf::{Term, Triple};
use spargebra::SparqlParser;

use crate::store::{Graph, StoreError};
use header::{Header, HeaderError};
pub use library::{CANNED, Canned};
use limit::{Brake, Limit};
pub use plan::Plan;

/// The prefixes that every query may use without declaring them.
pub const PREFIXES: &[(&str, &str)] = &[
    ("act", "https://w3id.org/vnkg/action/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("kind", "https://w3id.org/vnkg/kind/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("role", "https://w3id.org/vnkg/role/"),
    ("schema", "http://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("vk", "https://w3id.org/vnkg/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A query cannot be found, read, bound or answered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// No canned query of that name.
    #[error("there is no query `{name}`{}; `vnkg query --list` shows all", nearest.map(|n| format!(", did you mean `{n}`?")).unwrap_or_default())]
    Unknown {
        /// What was asked for.
        name: String,
        /// The most similar name.
        nearest: Option<&'static str>,
    },
    /// A query file cannot be read.
    #[error("cannot read the query file {}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        #[source]
        source: io::Error,
    },
    /// The header of a query file is wrong.
    #[error("{name}: the header is wrong")]
    Header {
        /// The query.
        name: String,
        /// Line and problem.
        #[source]
        source: HeaderError,
    },
    /// Not SPARQL.
    #[error("{name} is not a SPARQL query")]
    Syntax {
        /// The query.
        name: String,
        /// Where and why.
        #[source]
        source: Box<SparqlSyntaxError>,
    },
    /// SPARQL UPDATE.
    #[error(
        "{name} is SPARQL UPDATE, and a store is only read here; `vnkg add` and `vnkg remove` change articles, \
         and `vnkg query --format ntriples` writes what a CONSTRUCT makes"
    )]
    Update {
        /// The query.
        name: String,
    },
    /// A limit was reached.
    #[error("{}", .limit.words())]
    Stopped {
        /// Which one.
        limit: Limit,
    },
    /// A setting that the query does not have.
    #[error("the query has no parameter `{name}`: {known}")]
    NoParam {
        /// The name set.
        name: String,
        /// The names that it has.
        known: String,
    },
    /// The same name set twice.
    #[error("`{name}` is set twice")]
    SetTwice {
        /// The name.
        name: String,
    },
    /// A parameter that must be set is not.
    #[error("the query needs `--set {name}=…`: {doc}")]
    Required {
        /// The parameter.
        name: String,
        /// What it is.
        doc: String,
    },
    /// A value that does not fit.
    #[error("`{value}` does not fit the parameter `{name}`: expected {expected}")]
    Value {
        /// The parameter.
        name: String,
        /// The value.
        value: String,
        /// What was expected.
        expected: &'static str,
    },
    /// Several things of that name.
    #[error("`{value}` may be any of these, give the IRI of one:{candidates}")]
    Ambiguous {
        /// The name.
        value: String,
        /// Names and IRIs, a line each.
        candidates: String,
    },
    /// Nothing of that name.
    #[error("nothing in the graph is called `{value}` (looked for: {kind})")]
    NoSuchName {
        /// The name.
        value: String,
        /// What was looked for.
        kind: String,
    },
    /// A variable is set that the query does not select.
    #[error("the query does not SELECT `?{name}`, so it cannot be set; add it to the SELECT clause")]
    NotSelected {
        /// The variable.
        name: String,
    },
    /// The header promises a column that the query does not select.
    #[error("{query}: the header declares the column `{column}`, which the query does not SELECT")]
    NoColumn {
        /// The query.
        query: String,
        /// The column.
        column: String,
    },
    /// A format that does not fit.
    #[error("the answer is {answer}, which is written as {fitting}; choose another --format")]
    Format {
        /// What the answer is.
        answer: &'static str,
        /// The formats for it.
        fitting: &'static str,
    },
    /// The query fails while it runs.
    #[error("the query failed")]
    Evaluation(#[source] QueryEvaluationError),
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The answer cannot be written.
    #[error("cannot write the answer")]
    Write(#[from] io::Error),
}

/// A query with its name and, where it has one, its header.
#[derive(Debug, Clone)]
pub struct Query {
    name: String,
    header: Option<Header>,
    text: String,
}

impl Query {
    /// The canned query of that name.
    ///
    /// # Errors
    /// There is none.
    pub fn canned(name: &str) -> Result<Self, QueryError> {
        let Some(found) = CANNED.iter().find(|c| c.name == name) else {
            let nearest = nearest(name, CANNED.iter().map(|c| c.name));
            return Err(QueryError::Unknown { name: name.to_owned(), nearest });
        };
        Self::new(found.name, found.text)
    }

    /// The query in a file.
    ///
    /// # Errors
    /// The file cannot be read, or its header is wrong.
    pub fn from_file(path: &Path) -> Result<Self, QueryError> {
        let failed = |source| QueryError::File { path: path.to_owned(), source };
        Self::new(&path.display().to_string(), &std::fs::read_to_string(path).map_err(failed)?)
    }

    /// A query from its text.
    ///
    /// # Errors
    /// The text has a header, and that is wrong.
    pub fn new(name: &str, text: &str) -> Result<Self, QueryError> {
        let name = name.to_owned();
        let text = text.trim_start_matches('\u{feff}').to_owned();
        match Header::parse(&text) {
            Ok(header) => Ok(Self { name, header, text }),
            Err(source) => Err(QueryError::Header { name, source }),
        }
    }

    /// What the header says, if there is one.
    #[must_use]
    pub const fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// Asks `graph`, with settings bound by their types.
    ///
    /// # Errors
    /// The text is no SPARQL, a setting does not fit, or the store fails.
    pub fn ask(&self, graph: &Graph, settings: &[(String, String)]) -> Result<Answer, QueryError> {
        self.ask_within(graph, settings, &Brake::default())
    }

    /// The same, until the brake is pulled.
    ///
    /// # Errors
    /// As [`Query::ask`], or the brake is pulled; rows that came before stay given.
    pub fn ask_within(
        &self,
        graph: &Graph,
        settings: &[(String, String)],
        brake: &Brake,
    ) -> Result<Answer, QueryError> {
        let prepared = self.prepare(graph, settings, brake)?;
        let results = graph.run(prepared).map_err(|e| stopped(e, brake))?;
        self.answer(results, brake)
    }

    /// Asks `graph`, throws the answer away and tells how it came about.
    ///
    /// # Errors
    /// As [`Query::ask_within`].
    pub fn explain(
        &self,
        graph: &Graph,
        settings: &[(String, String)],
        brake: &Brake,
    ) -> Result<Plan, QueryError> {
        let (results, explanation) = graph.explain(self.prepare(graph, settings, brake)?);
        let rows = match self.answer(results.map_err(|e| stopped(e, brake))?, brake)? {
            Answer::Rows(rows) => rows.rows.map(|row| row.map(|_| 1)).sum::<Result<usize, _>>()?,
            Answer::Truth(_) => 1,
            Answer::Triples(triples) => triples.len(),
        };
        Ok(Plan::read(&explanation, rows)?)
    }

    /// The query, ready to run.
    fn prepare(
        &self,
        graph: &Graph,
        settings: &[(String, String)],
        brake: &Brake,
    ) -> Result<PreparedSparqlQuery, QueryError> {
        let parsed = self.parse()?;
        let mut bound = Vec::new();
        for (name, term) in bind::terms(graph, self.header.as_ref(), settings)? {
            let variable = Variable::new(&name).map_err(|_| QueryError::NotSelected { name })?;
            bound.push((variable, term));
        }
        let evaluator = SparqlEvaluator::new().with_cancellation_token(brake.token());
        // With nothing set the engine's plan is the better one: it reads each table once.
        let written = !bound.is_empty() && self.header.as_ref().is_some_and(|h| h.written);
        let mut prepared = if written {
            evaluator.without_optimizations().for_query(written::ordered(parsed, &bound))
        } else {
            evaluator.for_query(hint::known(parsed, &bound))
        };
        for (variable, term) in bound {
            prepared = prepared.substitute_variable(variable, term);
        }
        Ok(prepared)
    }

    /// The text as algebra; what would change the store is refused with a word of its own.
    fn parse(&self) -> Result<spargebra::Query, QueryError> {
        let parser = || {
            PREFIXES.iter().try_fold(SparqlParser::new(), |parser, (prefix, iri)| {
                parser.with_prefix(*prefix, *iri).map_err(io::Error::other)
            })
        };
        let source = match parser()?.parse_query(&self.text) {
            Ok(parsed) => return Ok(parsed),
            Err(source) => Box::new(source),
        };
        // An empty text is an update of nothing.
        let update = parser()?.parse_update(&self.text).is_ok_and(|u| !u.operations.is_empty());
        let name = self.name.clone();
        Err(if update { QueryError::Update { name } } else { QueryError::Syntax { name, source } })
    }

    fn answer(&self, results: QueryResults<'static>, brake: &Brake) -> Result<Answer, QueryError> {
        match results {
            QueryResults::Solutions(solutions) => Ok(Answer::Rows(self.rows(solutions, brake.clone())?)),
            QueryResults::Boolean(truth) => Ok(Answer::Truth(truth)),
            QueryResults::Graph(found) => {
                let mut triples: Vec<Triple> = Vec::new();
                for triple in found {
                    triples.push(triple.map_err(|e| stopped(e, brake))?);
                    brake.check()?;
                }
                triples.sort_by_cached_key(ToString::to_string);
                triples.dedup();
                Ok(Answer::Triples(triples))
            }
        }
    }

    /// The rows with the declared columns, or with all where none is declared.
    fn rows(&self, solutions: QuerySolutionIter<'static>, brake: Brake) -> Result<Rows, QueryError> {
        let selected: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
        let declared =
            self.header.iter().flat_map(|h| &h.columns).map(|c| c.name.clone()).collect::<Vec<_>>();
        let columns = if declared.is_empty() { selected.clone() } else { declared };
        let mut places = Vec::new();
        for column in &columns {
            let Some(place) = selected.iter().position(|s| s == column) else {
                return Err(QueryError::NoColumn { query: self.name.clone(), column: column.clone() });
            };
            places.push(place);
        }
        let rows = solutions.map(move |solution| {
            let solution = solution.map_err(|e| stopped(e, &brake))?;
            brake.check()?;
            Ok(places.iter().map(|place| solution.get(*place).cloned()).collect())
        });
        Ok(Rows { columns, rows: Box::new(rows) })
    }
}

/// What a query answers.
pub enum Answer {
    /// SELECT.
    Rows(Rows),
    /// ASK.
    Truth(bool),
    /// CONSTRUCT and DESCRIBE; sorted, each once.
    Triples(Vec<Triple>),
}

/// The rows of a SELECT, as they are found.
pub struct Rows {
    /// Names of the columns, without `?`.
    pub columns: Vec<String>,
    /// A cell for each column; none where unbound.
    pub rows: Box<dyn Iterator<Item = Result<Vec<Option<Term>>, QueryError>>>,
}

/// What an evaluation died of: the brake, where that was pulled.
fn stopped(error: QueryEvaluationError, brake: &Brake) -> QueryError {
    if let Err(limit) = brake.check() {
        return limit;
    }
    match error {
        QueryEvaluationError::NotExistingSubstitutedVariable(v) => {
            QueryError::NotSelected { name: v.as_str().to_owned() }
        }
        other => QueryError::Evaluation(other),
    }
}

/// The candidate most similar to `name`, if any is similar.
#[must_use]
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let scored = candidates.into_iter().map(|c| (distance(name, c), c));
    let (distance, best) = scored.min()?;
    (distance <= best.chars().count().max(name.chars().count()) / 2).then_some(best)
}

/// Insertions, deletions and changes of characters that turn `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((y, above), pair) in b.iter().zip(row.iter().skip(1)).zip(row.iter()) {
            let left = next.last().copied().unwrap_or(0);
            next.push((pair + usize::from(x != *y)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_finds_its_neighbour() {
        assert_eq!(nearest("desicions", ["events", "decisions"]), Some("decisions"));
        assert_eq!(nearest("zzz", ["events", "decisions"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
