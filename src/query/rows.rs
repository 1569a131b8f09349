//! Writes answers: rows as a table, CSV, TSV, JSON or XML; triples as Turtle or N-Triples.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::sparql::Variable;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxrdf::{Term, Triple};

use super::{Answer, PREFIXES, QueryError, Rows};

/// What an answer is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Format {
    /// For reading on a screen.
    Table,
    /// RFC 4180 with a header row: text of literals and IRIs, nothing where unbound.
    Csv,
    /// SPARQL 1.1 Query Results TSV: terms as in Turtle.
    Tsv,
    /// SPARQL 1.1 Query Results JSON.
    Json,
    /// SPARQL Query Results XML.
    Xml,
    /// Turtle, for CONSTRUCT and DESCRIBE.
    Turtle,
    /// N-Triples, for CONSTRUCT and DESCRIBE.
    Ntriples,
}

/// Writes an answer; `format` none means a table for rows and Turtle for triples. Tables are at most
/// `width` columns of a screen wide.
///
/// # Errors
/// The query fails on the way, `out` cannot be written, or the format does not fit the answer.
pub fn write(
    answer: Answer,
    format: Option<Format>,
    width: u16,
    out: &mut dyn Write,
) -> Result<(), QueryError> {
    match answer {
        Answer::Rows(rows) => match format.unwrap_or(Format::Table) {
            Format::Table => table(rows, width, out),
            Format::Csv => csv(rows, out),
            Format::Tsv => sparql(rows, QueryResultsFormat::Tsv, out),
            Format::Json => sparql(rows, QueryResultsFormat::Json, out),
            Format::Xml => sparql(rows, QueryResultsFormat::Xml, out),
            Format::Turtle | Format::Ntriples => {
                Err(QueryError::Format { answer: "rows", fitting: "table, csv, tsv, json or xml" })
            }
        },
        Answer::Truth(truth) => match format.unwrap_or(Format::Table) {
            Format::Table => Ok(writeln!(out, "{truth}")?),
            Format::Csv => boolean(truth, QueryResultsFormat::Csv, out),
            Format::Tsv => boolean(truth, QueryResultsFormat::Tsv, out),
            Format::Json => boolean(truth, QueryResultsFormat::Json, out),
            Format::Xml => boolean(truth, QueryResultsFormat::Xml, out),
            Format::Turtle | Format::Ntriples => {
                Err(QueryError::Format { answer: "yes or no", fitting: "table, csv, tsv, json or xml" })
            }
        },
        Answer::Triples(triples) => match format.unwrap_or(Format::Turtle) {
            Format::Turtle => graph(&triples, RdfFormat::Turtle, out),
            Format::Ntriples => graph(&triples, RdfFormat::NTriples, out),
            Format::Table | Format::Csv | Format::Tsv | Format::Json | Format::Xml => {
                Err(QueryError::Format { answer: "triples", fitting: "turtle or ntriples" })
            }
        },
    }
}

/// The text of a term without marks: a literal's value, an IRI as it is.
#[must_use]
pub fn plain(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => node.as_str(),
        Term::BlankNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
    }
}

fn cells(row: &[Option<Term>]) -> impl Iterator<Item = &str> {
    row.iter().map(|cell| cell.as_ref().map_or("", plain))
}

fn table(rows: Rows, width: u16, out: &mut dyn Write) -> Result<(), QueryError> {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width).set_header(&rows.columns);
    for row in rows.rows {
        table.add_row(cells(&row?));
    }
    Ok(writeln!(out, "{table}")?)
}

fn csv(rows: Rows, out: &mut dyn Write) -> Result<(), QueryError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(&rows.columns).map_err(io_error)?;
    for row in rows.rows {
        writer.write_record(cells(&row?)).map_err(io_error)?;
    }
    Ok(writer.flush()?)
}

/// The failure of the writer below, so that a closed pipe can be told from the rest.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn sparql(rows: Rows, format: QueryResultsFormat, out: &mut dyn Write) -> Result<(), QueryError> {
    let variables: Vec<Variable> = rows.columns.iter().map(Variable::new_unchecked).collect();
    let mut writer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(&mut *out, variables.clone())?;
    for row in rows.rows {
        let row = row?;
        let pairs = variables.iter().zip(&row);
        writer.serialize(pairs.filter_map(|(name, cell)| Some((name.as_ref(), cell.as_ref()?.as_ref()))))?;
    }
    writer.finish()?;
    end_line(format, out)
}

fn boolean(truth: bool, format: QueryResultsFormat, out: &mut dyn Write) -> Result<(), QueryError> {
    QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut *out, truth)?;
    Ok(writeln!(out)?)
}

/// JSON and XML come without a line break at the end.
fn end_line(format: QueryResultsFormat, out: &mut dyn Write) -> Result<(), QueryError> {
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
        writeln!(out)?;
    }
    Ok(())
}

fn graph(triples: &[Triple], format: RdfFormat, out: &mut dyn Write) -> Result<(), QueryError> {
    let mut serializer = RdfSerializer::from_format(format);
    if format == RdfFormat::Turtle {
        for (prefix, iri) in PREFIXES {
            serializer = serializer.with_prefix(*prefix, *iri).map_err(io::Error::other)?;
        }
    }
    let mut writer = serializer.for_writer(out);
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?.flush()?;
    Ok(())
}
