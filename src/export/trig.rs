//! `TriG`: the whole store for people to read, the default graph first, then each article's graph.
//!
//! Complete on purpose: an engine that loads the file answers the same queries as the store, which
//! ask the default graph. Where size matters, N-Quads says the same in half the statements.

use std::io::{BufRead, Write};

use crate::store::Graph;
use oxrdf::GraphNameRef;
use rio_api::parser::QuadsParser;
use rio_turtle::{TriGParser, TurtleError};

use crate::export::digest::Digest;
use crate::export::{ExportError, Exporter, turtle, walk};

/// The format `TriG`.
pub struct TriG;

impl Exporter for TriG {
    fn name(&self) -> &'static str {
        "TriG"
    }

    fn extension(&self) -> &'static str {
        "trig"
    }

    fn media_type(&self) -> &'static str {
        "application/trig"
    }

    fn about(&self) -> &'static str {
        "the whole store, default graph and each article's graph, with short names: to load elsewhere"
    }

    fn write(&self, store: &Graph, out: &mut dyn Write) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        out.write_all(turtle::head().as_bytes())?;
        turtle::write_graph(store, GraphNameRef::DefaultGraph, "", out, &mut digest)?;
        for graph in walk::graphs(store)? {
            let mut name = String::new();
            turtle::push_iri(&mut name, graph.as_str());
            write!(out, "\n{name} {{")?;
            turtle::write_graph(store, graph.as_ref().into(), "  ", out, &mut digest)?;
            out.write_all(b"}\n")?;
        }
        Ok(digest)
    }

    fn read(&self, text: &mut dyn BufRead) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        TriGParser::new(text, None)
            .parse_all(&mut |quad| {
                digest.add_quad(&quad);
                Ok::<(), TurtleError>(())
            })
            .map_err(|e| ExportError::Unreadable { format: self.name(), source: Box::new(e) })?;
        Ok(digest)
    }
}
