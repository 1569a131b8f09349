//! RDF/XML: the default graph for older tools, such as editors of ontologies.
//!
//! XML cannot hold every character: a text with one that it cannot hold is refused, never changed.
//! Read back by the parser of the writer's own crate, for that of Rio (0.8) drops texts of spaces only;
//! `tests/oracle/rdflib_check.py` has a parser of another house read it.

use std::io::{self, BufRead, Write};

use oxrdf::GraphNameRef;
use oxrdf::{Quad, Term, TripleRef};
use oxrdfxml::{RdfXmlParser, RdfXmlSerializer};

use crate::export::digest::Digest;
use crate::export::{ExportError, Exporter, turtle, walk};
use crate::store::Graph;

/// The format RDF/XML.
pub struct RdfXml;

impl Exporter for RdfXml {
    fn name(&self) -> &'static str {
        "RDF/XML"
    }

    fn extension(&self) -> &'static str {
        "rdf"
    }

    fn media_type(&self) -> &'static str {
        "application/rdf+xml"
    }

    fn about(&self) -> &'static str {
        "the default graph, every fact once with its quotes: for tools that read no Turtle"
    }

    fn write(&self, store: &Graph, out: &mut dyn Write) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        let mut serializer = RdfXmlSerializer::new();
        for (prefix, namespace) in turtle::PREFIXES {
            serializer = serializer.with_prefix(*prefix, *namespace).map_err(io::Error::other)?;
        }
        let mut writer = serializer.for_writer(ReturnsKept(&mut *out));
        for subject in walk::subjects(store, Some(GraphNameRef::DefaultGraph))? {
            for quad in walk::in_order(walk::about(store, &subject, Some(GraphNameRef::DefaultGraph))?) {
                check(&quad)?;
                digest.add(quad.as_ref());
                writer.serialize_triple(TripleRef::from(quad.as_ref()))?;
            }
        }
        writer.finish()?.write_all(b"\n")?;
        Ok(digest)
    }

    fn read(&self, text: &mut dyn BufRead) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        for triple in RdfXmlParser::new().for_reader(text) {
            let triple =
                triple.map_err(|e| ExportError::Unreadable { format: self.name(), source: Box::new(e) })?;
            digest.add(triple.as_ref().in_graph(GraphNameRef::DefaultGraph));
        }
        Ok(digest)
    }
}

/// Refuses what XML 1.0 has no way to write.
fn check(quad: &Quad) -> Result<(), ExportError> {
    let Term::Literal(literal) = &quad.object else { return Ok(()) };
    match literal.value().chars().find(|c| !is_xml(*c)) {
        None => Ok(()),
        Some(c) => Err(ExportError::NotInXml { subject: quad.subject.to_string(), code: u32::from(c) }),
    }
}

/// `Char` of XML 1.0.
const fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// Writes carriage returns as `&#13;`: every reader of XML takes a bare one for a line feed. The serializer
/// leaves them as they are, and they can stand in texts only.
struct ReturnsKept<'w>(&'w mut dyn Write);

impl Write for ReturnsKept<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (place, part) in bytes.split(|b| *b == b'\r').enumerate() {
            if place > 0 {
                self.0.write_all(b"&#13;")?;
            }
            self.0.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
