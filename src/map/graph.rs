//! The quads of one article while they are being written.
//!
//! Knows the article's node and graph and hands out fragment numbers; what is written is said by the families.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use oxrdf::vocab::rdf;
use oxrdf::{GraphName, NamedNode, NamedNodeRef};

use super::order;
use super::quads::{Object, Quads, Said};
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
    /// Posts that have been described.
    described: BTreeSet<NamedNode>,
}

impl Graph {
    pub(super) fn new(id: &str) -> Self {
        let name = GraphName::NamedNode(vocab::graph(id));
        let (runs, said, counts, roles, described) = Default::default();
        Self { article: vocab::article(id), name, runs, said, counts, roles, described }
    }

    /// Adds one triple.
    pub(super) fn add(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'static>,
        object: impl Into<Object>,
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
        object: Option<impl Into<Object>>,
    ) {
        if let Some(object) = object {
            self.add(subject, predicate, object);
        }
    }

    /// Says of which class the subject is.
    pub(super) fn is_a(&mut self, subject: &NamedNode, class: NamedNodeRef<'static>) {
        self.add(subject, rdf::TYPE, class);
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

    /// True the first time that it is asked of a node.
    pub(super) fn is_new(&mut self, node: &NamedNode) -> bool {
        self.described.insert(node.clone())
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
    pub(super) fn finish(self) -> Quads {
        let Self { name, mut runs, mut said, .. } = self;
        runs.sort_by(|(a, _), (b, _)| order::iris(a.as_str(), b.as_str()));
        let mut quads = Quads { graph: name, subjects: Vec::new(), said: Vec::with_capacity(said.len()) };
        let mut all: Vec<Said> = Vec::new();
        let mut runs = runs.into_iter().peekable();
        while let Some((subject, range)) = runs.next() {
            all.extend(range.filter_map(|at| said.get_mut(at).and_then(Option::take)));
            if runs.peek().is_some_and(|(next, _)| *next == subject) {
                continue;
            }
            all.sort_unstable_by(in_line);
            all.dedup();
            let at = quads.subjects.len();
            quads.said.extend(all.drain(..).map(|said| (at, said)));
            quads.subjects.push(subject);
        }
        quads
    }
}

/// The order of what two lines with one subject say of it.
fn in_line(a: &Said, b: &Said) -> Ordering {
    order::iris(a.0.as_str(), b.0.as_str()).then_with(|| order::objects(a.1.as_ref(), b.1.as_ref()))
}
