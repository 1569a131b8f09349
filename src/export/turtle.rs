//! Turtle: the default graph for people to read, subject by subject, with short names.
//!
//! One prefix for each kind of entity, so that local names need no escapes; articles and their quotes
//! are written relative to the base (`<a1#q3>`), because a local name cannot hold a bare `#`.

use std::fmt::Write as _;
use std::io::{BufRead, Write};

use crate::store::Graph;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{GraphNameRef, LiteralRef, NamedNode, Quad, TermRef};
use rio_api::parser::TriplesParser;
use rio_turtle::{TurtleError, TurtleParser};

use crate::export::digest::Digest;
use crate::export::{ExportError, Exporter, terms, walk};

/// The format Turtle.
pub struct Turtle;

/// What articles and their parts are written relative to.
const BASE: &str = "https://w3id.org/vnkg/id/article/";

/// Prefixes with their namespaces, in the order of the file's head.
pub(super) const PREFIXES: &[(&str, &str)] = &[
    ("vk", "https://w3id.org/vnkg/ns#"),
    ("person", "https://w3id.org/vnkg/id/person/"),
    ("body", "https://w3id.org/vnkg/id/body/"),
    ("post", "https://w3id.org/vnkg/id/post/"),
    ("mem", "https://w3id.org/vnkg/id/mem/"),
    ("place1", "https://w3id.org/vnkg/id/place/v1/"),
    ("place2", "https://w3id.org/vnkg/id/place/v2/"),
    ("placex", "https://w3id.org/vnkg/id/place/x/"),
    ("event", "https://w3id.org/vnkg/id/event/"),
    ("decision", "https://w3id.org/vnkg/id/decision/"),
    ("doc", "https://w3id.org/vnkg/id/doc/"),
    ("change", "https://w3id.org/vnkg/id/change/"),
    ("project", "https://w3id.org/vnkg/id/project/"),
    ("activity", "https://w3id.org/vnkg/id/activity/"),
    ("g", "https://w3id.org/vnkg/g/"),
    ("kind", "https://w3id.org/vnkg/kind/"),
    ("role", "https://w3id.org/vnkg/role/"),
    ("act", "https://w3id.org/vnkg/action/"),
    ("doctype", "https://w3id.org/vnkg/doctype/"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "http://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

impl Exporter for Turtle {
    fn name(&self) -> &'static str {
        "Turtle"
    }

    fn extension(&self) -> &'static str {
        "ttl"
    }

    fn media_type(&self) -> &'static str {
        "text/turtle"
    }

    fn about(&self) -> &'static str {
        "the default graph, every fact once with its quotes, with short names: for people"
    }

    fn write(&self, store: &Graph, out: &mut dyn Write) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        out.write_all(head().as_bytes())?;
        write_graph(store, GraphNameRef::DefaultGraph, "", out, &mut digest)?;
        Ok(digest)
    }

    fn read(&self, text: &mut dyn BufRead) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        TurtleParser::new(text, None)
            .parse_all(&mut |triple| {
                digest.add_triple(&triple);
                Ok::<(), TurtleError>(())
            })
            .map_err(|e| ExportError::Unreadable { format: self.name(), source: Box::new(e) })?;
        Ok(digest)
    }
}

/// The base and the prefixes; always all of them, so that the head does not depend on the content.
pub(super) fn head() -> String {
    let mut head = format!("@base <{BASE}> .\n");
    for (prefix, namespace) in PREFIXES {
        let _ = writeln!(head, "@prefix {prefix}: <{namespace}> .");
    }
    head
}

/// Writes one graph, subject by subject, each line after `indent`.
pub(super) fn write_graph(
    store: &Graph,
    graph: GraphNameRef<'_>,
    indent: &str,
    out: &mut dyn Write,
    digest: &mut Digest,
) -> Result<(), ExportError> {
    for subject in walk::subjects(store, Some(graph))? {
        let quads = walk::about(store, &subject, Some(graph))?;
        for quad in &quads {
            digest.add(quad.as_ref());
        }
        out.write_all(block(&subject, quads, indent).as_bytes())?;
    }
    Ok(())
}

/// All statements about one subject: types first, then by predicate, objects in order.
fn block(subject: &str, quads: Vec<Quad>, indent: &str) -> String {
    let mut text = format!("\n{indent}");
    push_iri(&mut text, subject);
    let mut last: Option<NamedNode> = None;
    for quad in walk::in_order(quads) {
        if last.as_ref() == Some(&quad.predicate) {
            text.push_str(" , ");
        } else {
            if last.is_some() {
                let _ = write!(text, " ;\n{indent}   ");
            }
            text.push(' ');
            push_predicate(&mut text, &quad.predicate);
            text.push(' ');
        }
        push_object(&mut text, quad.object.as_ref());
        last = Some(quad.predicate);
    }
    text.push_str(" .\n");
    text
}

fn push_predicate(text: &mut String, predicate: &NamedNode) {
    if predicate.as_ref() == rdf::TYPE {
        text.push('a');
    } else {
        push_iri(text, predicate.as_str());
    }
}

fn push_object(text: &mut String, object: TermRef<'_>) {
    match object {
        TermRef::NamedNode(node) => push_iri(text, node.as_str()),
        TermRef::Literal(literal) if is_bare(literal) => text.push_str(literal.value()),
        TermRef::Literal(literal) => push_literal(text, literal),
        TermRef::BlankNode(node) => text.push_str(&node.to_string()),
    }
}

fn push_literal(text: &mut String, literal: LiteralRef<'_>) {
    if literal.language().is_some() || literal.datatype() == xsd::STRING {
        terms::push_literal(text, literal);
    } else {
        terms::push_string(text, literal.value());
        text.push_str("^^");
        push_iri(text, literal.datatype().as_str());
    }
}

/// True for numbers and truth values whose text Turtle reads back as the same term without quotes.
fn is_bare(literal: LiteralRef<'_>) -> bool {
    let unsigned = literal.value().strip_prefix(['+', '-']).unwrap_or(literal.value());
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match literal.datatype() {
        xsd::INTEGER => !unsigned.is_empty() && digits(unsigned),
        xsd::DECIMAL => unsigned
            .split_once('.')
            .is_some_and(|(whole, part)| digits(whole) && !part.is_empty() && digits(part)),
        xsd::BOOLEAN => matches!(literal.value(), "true" | "false"),
        _ => false,
    }
}

/// Appends `prefix:local`, `<relative>` or `<iri>`, the first that needs no escape.
pub(super) fn push_iri(text: &mut String, iri: &str) {
    if let Some((prefix, local)) = prefixed(iri) {
        let _ = write!(text, "{prefix}:{local}");
    } else if let Some(relative) = iri.strip_prefix(BASE).filter(|r| is_relative(r)) {
        let _ = write!(text, "<{relative}>");
    } else {
        terms::push_iri(text, iri);
    }
}

fn prefixed(iri: &str) -> Option<(&'static str, &str)> {
    PREFIXES.iter().find_map(|(prefix, namespace)| {
        let local = iri.strip_prefix(namespace)?;
        is_local(local).then_some((*prefix, local))
    })
}

/// True where the text is a local name as it stands; narrower than the grammar, which is safe.
fn is_local(text: &str) -> bool {
    let starts = text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'%');
    starts
        && !text.ends_with('.')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'%'))
        && escapes_are_whole(text)
}

fn escapes_are_whole(text: &str) -> bool {
    text.split('%').skip(1).all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|b| b.is_ascii_hexdigit()))
}

/// True for one path segment, with or without a fragment, that resolves to itself.
fn is_relative(text: &str) -> bool {
    let segment = text.split('#').next().unwrap_or("");
    !segment.is_empty()
        && segment != "."
        && segment != ".."
        && text.matches('#').count() <= 1
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'%' | b'~' | b'#'))
}
