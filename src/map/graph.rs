//! The quads of one article while they are being written.
//!
//! Knows the article's node and graph and hands out fragment numbers; what is written is said by the families.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use oxrdf::vocab::rdf;
use oxrdf::{GraphName, NamedNode, NamedNodeRef, Quad, Term};

use super::order;
use crate::vocab;

/// Collects the quads of one article.
pub(super) struct Graph {
    /// The article's node.
    pub(super) article: NamedNode,
    name: GraphName,
    /// Subjects with what was said of each in one go; a subject may come again.
    runs: Vec<(NamedNode, Range<usize>)>,
    /// What is said, without its subject; nothing where it has been handed out.
    said: Vec<Option<Said>>,
    counts: BTreeMap<&'static str, usize>,
    /// Titles that have been described, with their nodes.
    roles: BTreeMap<String, NamedNode>,
}

/// A predicate with its object.
type Said = (NamedNodeRef<'static>, Term);

impl Graph {
    pub(super) fn new(id: &str) -> Self {
        let name = GraphName::NamedNode(vocab::graph(id));
        let (runs, said, counts, roles) = Default::default();
        Self { article: vocab::article(id), name, runs, said, counts, roles }
    }

    /// Adds one triple.
    pub(super) fn add(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'static>,
        object: impl Into<Term>,
    ) {
        let at = self.said.len();
        match self.runs.last_mut() {
            Some((last, range)) if last == subject => range.end = at + 1,
            _ => self.runs.push((subject.clone(), at..at + 1)),
        }
        self.said.push(Some((predicate, object.into())));
    }

    /// Adds one triple if there is an object.
    pub(super) fn maybe(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'static>,
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

    /// The node of a title; `describe` is called the first time that it is asked for.
    pub(super) fn role(&mut self, title: &str, describe: impl Fn(&mut Self) -> NamedNode) -> NamedNode {
        if let Some(node) = self.roles.get(title) {
            return node.clone();
        }
        let node = describe(self);
        self.roles.insert(title.to_owned(), node.clone());
        node
    }

    /// The next node of its letter within the article: `…#t1`, `…#t2`.
    pub(super) fn fragment(&mut self, letter: &'static str) -> NamedNode {
        let count = self.counts.entry(letter).or_default();
        *count += 1;
        NamedNode::new_unchecked([self.article.as_str(), "#", letter, &count.to_string()].concat())
    }

    /// All quads, sorted by their canonical text, each once.
    ///
    /// What is said of a subject is sorted by itself: to write and compare whole lines took longer than all of
    /// the rest.
    pub(super) fn finish(self) -> Vec<Quad> {
        let Self { name, mut runs, mut said, .. } = self;
        runs.sort_by(|(a, _), (b, _)| order::iris(a.as_str(), b.as_str()));
        let mut quads = Vec::with_capacity(said.len());
        let mut all: Vec<Said> = Vec::new();
        for same in runs.chunk_by(|(a, _), (b, _)| a == b) {
            let Some((subject, _)) = same.first() else { continue };
            let ranges = same.iter().flat_map(|(_, range)| range.clone());
            all.extend(ranges.filter_map(|at| said.get_mut(at).and_then(Option::take)));
            all.sort_unstable_by(in_line);
            all.dedup();
            quads.extend(all.drain(..).map(|(predicate, object)| {
                Quad::new(subject.clone(), predicate.into_owned(), object, name.clone())
            }));
        }
        quads
    }
}

/// The order of what two lines with one subject say of it.
fn in_line(a: &Said, b: &Said) -> Ordering {
    order::iris(a.0.as_str(), b.0.as_str()).then_with(|| order::objects(&a.1, &b.1))
}
