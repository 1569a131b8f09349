//! JSON-LD: the whole store for programs that read JSON, the default graph first, then each article's graph.
//!
//! The expanded form: a list of things with full IRIs and no context, so that a reader needs nothing but
//! the file. Complete in the same way as `TriG`. Values stay strings with their type ("0042" is not 42).

use std::io::{BufRead, Write};

use oxjsonld::{JsonLdParser, JsonLdSerializer, WriterJsonLdSerializer};
use oxrdf::{GraphNameRef, QuadRef};

use crate::export::digest::Digest;
use crate::export::{ExportError, Exporter, walk};
use crate::store::Graph;

/// The format JSON-LD.
pub struct JsonLd;

impl Exporter for JsonLd {
    fn name(&self) -> &'static str {
        "JSON-LD"
    }

    fn extension(&self) -> &'static str {
        "jsonld"
    }

    fn media_type(&self) -> &'static str {
        "application/ld+json"
    }

    fn about(&self) -> &'static str {
        "the whole store, default graph and each article's graph, expanded form: for programs that read JSON"
    }

    fn write(&self, store: &Graph, out: &mut dyn Write) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        let mut writer = JsonLdSerializer::new().for_writer(&mut *out);
        write_graph(store, GraphNameRef::DefaultGraph, &mut writer, &mut digest)?;
        for graph in walk::graphs(store)? {
            write_graph(store, graph.as_ref().into(), &mut writer, &mut digest)?;
        }
        writer.finish()?.write_all(b"\n")?;
        Ok(digest)
    }

    fn read(&self, text: &mut dyn BufRead) -> Result<Digest, ExportError> {
        let mut digest = Digest::default();
        for quad in JsonLdParser::new().for_reader(text) {
            let quad =
                quad.map_err(|e| ExportError::Unreadable { format: self.name(), source: Box::new(e) })?;
            digest.add(quad.as_ref());
        }
        Ok(digest)
    }
}

fn write_graph(
    store: &Graph,
    graph: GraphNameRef<'_>,
    writer: &mut WriterJsonLdSerializer<&mut dyn Write>,
    digest: &mut Digest,
) -> Result<(), ExportError> {
    for subject in walk::subjects(store, Some(graph))? {
        for quad in walk::in_order(walk::about(store, &subject, Some(graph))?) {
            digest.add(quad.as_ref());
            writer.serialize_quad(QuadRef::from(&quad))?;
        }
    }
    Ok(())
}
