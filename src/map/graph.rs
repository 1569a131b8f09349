//! The quads of one article while they are being written.
//!
//! Knows the article's node and graph and hands out fragment numbers; what is written is said by the families.

use std::collections::BTreeMap;

use oxrdf::vocab::rdf;
use oxrdf::{GraphName, NamedNode, NamedNodeRef, Quad, Term};

use crate::vocab;

/// Collects the quads of one article.
pub(super) struct Graph {
    /// The article's node.
    pub(super) article: NamedNode,
    name: GraphName,
    quads: Vec<Quad>,
    counts: BTreeMap<&'static str, usize>,
}

impl Graph {
    pub(super) fn new(id: &str) -> Self {
        let name = GraphName::NamedNode(vocab::graph(id));
        Self { article: vocab::article(id), name, quads: Vec::new(), counts: BTreeMap::new() }
    }

    /// Adds one triple.
    pub(super) fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate.into_owned(), object, self.name.clone()));
    }

    /// Adds one triple if there is an object.
    pub(super) fn maybe(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        object: Option<impl Into<Term>>,
    ) {
        if let Some(object) = object {
            self.add(subject, predicate, object);
        }
    }

    /// Says of which class the subject is.
    pub(super) fn is_a(&mut self, subject: &NamedNode, class: NamedNodeRef<'_>) {
        self.add(subject, rdf::TYPE, class.into_owned());
    }

    /// The next node of its letter within the article: `…#t1`, `…#t2`.
    pub(super) fn fragment(&mut self, letter: &'static str) -> NamedNode {
        let count = self.counts.entry(letter).or_default();
        *count += 1;
        NamedNode::new_unchecked(format!("{}#{letter}{count}", self.article.as_str()))
    }

    /// All quads, sorted by their canonical text, each once.
    pub(super) fn finish(self) -> Vec<Quad> {
        let mut quads = self.quads;
        quads.sort_by_cached_key(Quad::to_string);
        quads.dedup();
        quads
    }
}
