//! The quads of one article while they are being written.
//!
//! Knows the article's node and graph and hands out fragment numbers; what is written is said by the families.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use oxrdf::NamedNodeRef;
use oxrdf::vocab::rdf;

use super::node::Node;
use super::order;
use super::quads::{Object, Quads, Said};
use crate::vocab;

/// Collects the quads of one article.
pub(super) struct Graph {
    /// The article's node.
    pub(super) article: Node,
    name: Node,
    /// Subjects; one may be there more than once.
    subjects: Vec<Node>,
    /// What was said in one go, and of which of the subjects.
    runs: Vec<(usize, Range<usize>)>,
    /// What is said, without its subject.
    said: Vec<Said>,
    counts: BTreeMap<&'static str, usize>,
    /// Titles that have been described, with their nodes.
    roles: BTreeMap<String, Node>,
    /// Posts that have been described.
    described: BTreeSet<Node>,
}

impl Graph {
    /// A graph for the article `id`, whose text has so many bytes.
    pub(super) fn new(id: &str, bytes: usize) -> Self {
        let name = Node::from(vocab::graph(id));
        let (counts, roles, described) = Default::default();
        // Few articles say more.
        let (subjects, runs, said) =
            (Vec::with_capacity(bytes / 16), Vec::with_capacity(bytes / 8), Vec::with_capacity(bytes / 4));
        let article = vocab::article(id).into();
        Self { article, name, subjects, runs, said, counts, roles, described }
    }

    /// Adds one triple.
    pub(super) fn add(
        &mut self,
        subject: &Node,
        predicate: NamedNodeRef<'static>,
        object: impl Into<Object>,
    ) {
        if self.subjects.last() != Some(subject) {
            self.subjects.push(subject.clone());
        }
        self.add_to(self.subject(), predicate, object);
    }

    /// The number of the subject of which something was first said last.
    pub(super) const fn subject(&self) -> usize {
        self.subjects.len().saturating_sub(1)
    }

    /// Adds one triple to those of the subject with this number.
    pub(super) fn add_to(
        &mut self,
        subject: usize,
        predicate: NamedNodeRef<'static>,
        object: impl Into<Object>,
    ) {
        let at = self.said.len();
        match self.runs.last_mut() {
            Some((last, range)) if *last == subject => range.end = at + 1,
            _ => self.runs.push((subject, at..at + 1)),
        }
        self.said.push((predicate, object.into()));
    }

    /// Adds one triple if there is an object.
    pub(super) fn maybe(
        &mut self,
        subject: &Node,
        predicate: NamedNodeRef<'static>,
        object: Option<impl Into<Object>>,
    ) {
        if let Some(object) = object {
            self.add(subject, predicate, object);
        }
    }

    /// Says of which class the subject is.
    pub(super) fn is_a(&mut self, subject: &Node, class: NamedNodeRef<'static>) {
        self.add(subject, rdf::TYPE, class);
    }

    /// The node of a title; `describe` is called the first time that it is asked for.
    pub(super) fn role(&mut self, title: &str, describe: impl Fn(&mut Self) -> Node) -> Node {
        if let Some(node) = self.roles.get(title) {
            return node.clone();
        }
        let node = describe(self);
        self.roles.insert(title.to_owned(), node.clone());
        node
    }

    /// True the first time that it is asked of a node.
    pub(super) fn is_new(&mut self, node: &Node) -> bool {
        self.described.insert(node.clone())
    }

    /// The next node of its letter within the article: `…#t1`, `…#t2`.
    pub(super) fn fragment(&mut self, letter: &'static str) -> Node {
        let count = self.counts.entry(letter).or_default();
        *count += 1;
        Node::new(&[self.article.as_str(), "#", letter, &count.to_string()].concat())
    }

    /// All quads, sorted by their canonical text, each once.
    ///
    /// What is said of a subject is sorted by itself: to write and compare whole lines took longer than all of
    /// the rest.
    pub(super) fn finish(self) -> Quads {
        let (subjects, ranks) = in_order(self.subjects);
        let mut runs = self.runs;
        for (subject, _) in &mut runs {
            *subject = ranks.get(*subject).copied().unwrap_or(0);
        }
        // The last first: who is mentioned in a quote is said long after it, and comes before it in line.
        runs.sort_unstable_by_key(|(rank, range)| (*rank, Reverse(range.start)));
        let mut order = Vec::with_capacity(self.said.len());
        let mut all: Vec<(&Said, usize)> = Vec::new();
        for same in runs.chunk_by(|(a, _), (b, _)| a == b) {
            let ranges = same.iter().flat_map(|(_, range)| range.clone());
            all.extend(ranges.filter_map(|at| self.said.get(at).map(|said| (said, at))));
            all.sort_unstable_by(|(a, _), (b, _)| in_line(a, b));
            all.dedup_by(|(a, _), (b, _)| a == b);
            let rank = same.first().map_or(0, |(rank, _)| *rank);
            order.extend(all.drain(..).map(|(_, at)| (rank, at)));
        }
        Quads { graph: self.name, subjects, said: self.said, order }
    }
}

/// The nodes in order, each once, and the place of each in that order.
fn in_order(nodes: Vec<Node>) -> (Vec<Node>, Vec<usize>) {
    let mut ranks = vec![0; nodes.len()];
    let mut numbered: Vec<(Node, usize)> = nodes.into_iter().enumerate().map(|(n, node)| (node, n)).collect();
    numbered.sort_unstable_by(|(a, _), (b, _)| order::iris(a.as_str(), b.as_str()));
    let mut ordered: Vec<Node> = Vec::with_capacity(numbered.len());
    for (node, n) in numbered {
        if ordered.last() != Some(&node) {
            ordered.push(node);
        }
        if let Some(rank) = ranks.get_mut(n) {
            *rank = ordered.len() - 1;
        }
    }
    (ordered, ranks)
}

/// The order of what two lines with one subject say of it.
fn in_line(a: &Said, b: &Said) -> Ordering {
    let (first, second) = (a.0.as_str(), b.0.as_str());
    // Most of what is said in one line with another is said with the same word of the program.
    let predicates = if std::ptr::eq(first, second) { Ordering::Equal } else { order::iris(first, second) };
    predicates.then_with(|| order::objects(a.1.as_ref(), b.1.as_ref()))
}
