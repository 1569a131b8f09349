//! N-Triples: the default graph, one triple a line.
//!
//! The lines come in the order of their bytes, as `LC_ALL=C sort -u` leaves them, so two exports can
//! be compared with `comm` and `diff`.

use std::io::{BufRead, Write};

use crate::store::Graph;
use oxrdf::{GraphNameRef, Quad};
use rio_api::parser::TriplesParser;
use rio_turtle::{NTriplesParser, TurtleError};

use crate::export::digest::Digest;
use crate::export::{ExportError, Exporter, terms, walk};

/// The format N-Triples.
pub struct NTriples;

impl Exporter for NTriples {
    fn name(&self) -> &'static str {
        "N-Triples"
    }

    fn extension(&self) -> &'static str {
        "nt"
    }

    fn media_type(&self) -> &'static str {
        "application/n-triples"
    }

    fn about(&self) -> &'static str {
        "the default graph, one triple a line in sorted order: for comparing and for other tools"
    }

    fn write(&self, store: &Graph, out: &mut dyn Write) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        for subject in in_line_order(walk::subjects(store, Some(GraphNameRef::DefaultGraph))?) {
            let mut lines = Vec::new();
            for quad in walk::about(store, &subject, Some(GraphNameRef::DefaultGraph))? {
                digest.add(quad.as_ref());
                lines.push(triple(&subject, &quad) + " .\n");
            }
            write_sorted(lines, out)?;
        }
        Ok(digest)
    }

    fn read(&self, text: &mut dyn BufRead) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        NTriplesParser::new(text)
            .parse_all(&mut |triple| {
                digest.add_triple(&triple);
                Ok::<(), TurtleError>(())
            })
            .map_err(|e| ExportError::Unreadable { format: self.name(), source: Box::new(e) })?;
        Ok(digest)
    }
}

/// The statement without its graph and its full stop.
pub(super) fn triple(subject: &str, quad: &Quad) -> String {
    let mut line = String::new();
    terms::push_iri(&mut line, subject);
    line.push(' ');
    terms::push_iri(&mut line, quad.predicate.as_str());
    line.push(' ');
    terms::push_term(&mut line, quad.object.as_ref());
    line
}

/// Writes the lines of one subject.
pub(super) fn write_sorted(mut lines: Vec<String>, out: &mut dyn Write) -> Result<(), ExportError> {
    lines.sort_unstable();
    for line in lines {
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// Subjects in the order of their lines: `<a#q1> …` comes before `<a> …`.
pub(super) fn in_line_order(subjects: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = subjects.into_iter().collect();
    all.sort_by(|a, b| a.bytes().chain([b'>']).cmp(b.bytes().chain([b'>'])));
    all
}
