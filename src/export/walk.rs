//! In what order does the store's content leave it? By subject, each subject's statements together.
//!
//! Only the subjects are held in memory, plus the statements of one subject at a time: the store's
//! own order follows hashes and differs from the order of the text.

use std::collections::BTreeSet;

use crate::store::Graph;
use oxrdf::vocab::rdf;
use oxrdf::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::export::ExportError;

/// The subjects of one graph, or of all graphs where `graph` is none, in order of their IRIs.
///
/// # Errors
/// Where the store cannot be read or holds a blank node.
pub fn subjects(store: &Graph, graph: Option<GraphNameRef<'_>>) -> Result<BTreeSet<String>, ExportError> {
    let mut all: BTreeSet<String> = BTreeSet::new();
    let mut last = String::new();
    for quad in store.matching(None, None, None, graph) {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
            return Err(ExportError::BlankNode(quad.subject.to_string()));
        };
        // The disk store yields a subject's statements in a row: look it up once.
        if subject.as_str() != last {
            last.clear();
            last.push_str(subject.as_str());
            if !all.contains(&last) {
                all.insert(subject.into_string());
            }
        }
    }
    Ok(all)
}

/// The statements about one subject in one graph, or in all graphs where `graph` is none, unsorted.
///
/// # Errors
/// Where the store cannot be read or an object is a blank node.
pub fn about(
    store: &Graph,
    subject: &str,
    graph: Option<GraphNameRef<'_>>,
) -> Result<Vec<Quad>, ExportError> {
    let node = NamedNodeRef::new_unchecked(subject);
    let mut quads = Vec::new();
    for quad in store.matching(Some(node.into()), None, None, graph) {
        let quad = quad?;
        if let Term::BlankNode(node) = &quad.object {
            return Err(ExportError::BlankNode(node.to_string()));
        }
        quads.push(quad);
    }
    Ok(quads)
}

/// The statements of one subject in the order in which people read them: types first, then by predicate,
/// objects in order.
#[must_use]
pub fn in_order(mut quads: Vec<Quad>) -> Vec<Quad> {
    let key = |quad: &Quad| {
        let late = quad.predicate.as_ref() != rdf::TYPE;
        (late, quad.predicate.as_str().to_owned(), quad.object.to_string())
    };
    quads.sort_by_cached_key(key);
    quads
}

/// The names of the store's graphs, in order.
///
/// # Errors
/// Where the store cannot be read or a graph's name is a blank node.
pub fn graphs(store: &Graph) -> Result<Vec<NamedNode>, ExportError> {
    let mut names = Vec::new();
    for name in store.named_graphs() {
        match name? {
            NamedOrBlankNode::NamedNode(name) => names.push(name),
            NamedOrBlankNode::BlankNode(name) => return Err(ExportError::BlankNode(name.to_string())),
        }
    }
    names.sort();
    Ok(names)
}
