//! N-Quads: what each article contributes, one statement a line with the article's graph.
//!
//! The default graph is what the named graphs say, each triple once; writing it again would double
//! the file and, after two exports are joined, mean nothing. So only the named graphs are written,
//! and to get the default graph back one drops the fourth column. A triple that the default graph
//! holds but no article contributes (rules and later corrections may add such) is written without a
//! graph: no statement of the store is lost. Sorted as `LC_ALL=C sort -u` leaves it.

use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use crate::store::Graph;
use oxrdf::{GraphName, Quad};
use rio_api::parser::QuadsParser;
use rio_turtle::{NQuadsParser, TurtleError};

use crate::export::digest::Digest;
use crate::export::{ExportError, Exporter, ntriples, terms, walk};

/// The format N-Quads.
pub struct NQuads;

impl Exporter for NQuads {
    fn name(&self) -> &'static str {
        "N-Quads"
    }

    fn extension(&self) -> &'static str {
        "nq"
    }

    fn media_type(&self) -> &'static str {
        "application/n-quads"
    }

    fn about(&self) -> &'static str {
        "each article's own graph, one statement a line in sorted order: for exchange, splitting and joining"
    }

    fn write(&self, store: &Graph, out: &mut dyn Write) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        for subject in ntriples::in_line_order(walk::subjects(store, None)?) {
            let mut lines = Vec::new();
            for quad in without_copies(walk::about(store, &subject, None)?) {
                digest.add(quad.as_ref());
                lines.push(line(&subject, &quad)?);
            }
            ntriples::write_sorted(lines, out)?;
        }
        Ok(digest)
    }

    fn read(&self, text: &mut dyn BufRead) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        NQuadsParser::new(text)
            .parse_all(&mut |quad| {
                digest.add_quad(&quad);
                Ok::<(), TurtleError>(())
            })
            .map_err(|e| ExportError::Unreadable { format: self.name(), source: Box::new(e) })?;
        Ok(digest)
    }
}

/// One subject's statements without those of the default graph that a named graph holds too.
fn without_copies(quads: Vec<Quad>) -> Vec<Quad> {
    let named: BTreeSet<(String, String)> =
        quads.iter().filter(|q| !q.graph_name.is_default_graph()).map(key).collect();
    quads.into_iter().filter(|q| !q.graph_name.is_default_graph() || !named.contains(&key(q))).collect()
}

fn key(quad: &Quad) -> (String, String) {
    (quad.predicate.as_str().to_owned(), quad.object.to_string())
}

fn line(subject: &str, quad: &Quad) -> Result<String, ExportError> {
    let mut line = ntriples::triple(subject, quad);
    match &quad.graph_name {
        GraphName::NamedNode(graph) => {
            line.push(' ');
            terms::push_iri(&mut line, graph.as_str());
        }
        GraphName::BlankNode(graph) => return Err(ExportError::BlankNode(graph.to_string())),
        GraphName::DefaultGraph => {}
    }
    line.push_str(" .\n");
    Ok(line)
}
