//! The quads of one article, with each subject, predicate and graph name once in memory.
//!
//! A quad by itself holds five strings, nearly all of which other quads hold too: to make and free them took a
//! third of a conversion. Whoever needs quads of their own takes them one by one.

use oxrdf::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, QuadRef, TermRef};

use super::literal::Literal;
use super::node::Node;

/// Quads of one named graph, in the order of their canonical text, each once.
#[derive(Debug, Clone)]
pub struct Quads {
    pub(super) graph: Node,
    /// In order.
    pub(super) subjects: Vec<Node>,
    /// In the order in which it was said.
    pub(super) said: Vec<Said>,
    /// For each quad, the places of its subject and of what is said of it.
    pub(super) order: Vec<(usize, usize)>,
}

impl PartialEq for Quads {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Quads {}

/// A predicate with its object.
pub(super) type Said = (NamedNodeRef<'static>, Object);

/// What an article's triple can say of its subject.
#[derive(Debug, Clone)]
pub(super) enum Object {
    /// A thing that the article tells of.
    Node(Node),
    /// A class or a concept of the ontology.
    Term(NamedNodeRef<'static>),
    /// Words, a number, a date.
    Literal(Literal),
}

impl Object {
    pub(super) fn as_ref(&self) -> TermRef<'_> {
        match self {
            Self::Node(node) => node.as_ref().into(),
            Self::Term(node) => (*node).into(),
            Self::Literal(literal) => literal.as_ref().into(),
        }
    }

    /// As in a line of N-Quads.
    fn write(&self, out: &mut String) {
        match self {
            Self::Node(node) => write_iri(node.as_ref(), out),
            Self::Term(node) => write_iri(*node, out),
            Self::Literal(literal) => literal.write(out),
        }
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.as_ref() == other.as_ref()
    }
}

impl Eq for Object {}

impl From<Node> for Object {
    fn from(node: Node) -> Self {
        Self::Node(node)
    }
}

impl From<NamedNodeRef<'static>> for Object {
    fn from(node: NamedNodeRef<'static>) -> Self {
        Self::Term(node)
    }
}

impl From<Literal> for Object {
    fn from(literal: Literal) -> Self {
        Self::Literal(literal)
    }
}

impl Quads {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// True where there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// One after another, in order.
    pub fn iter(&self) -> impl Iterator<Item = QuadRef<'_>> {
        self.parts().map(|(subject, (predicate, object))| {
            let subject: NamedOrBlankNodeRef<'_> = subject.as_ref().into();
            let graph: GraphNameRef<'_> = self.graph.as_ref().into();
            QuadRef::new(subject, *predicate, object.as_ref(), graph)
        })
    }

    /// Each subject with what is said of it, in order.
    fn parts(&self) -> impl Iterator<Item = (&Node, &Said)> {
        let part = |(subject, said): &(usize, usize)| self.subjects.get(*subject).zip(self.said.get(*said));
        self.order.iter().filter_map(part)
    }

    /// All of them, each with strings of its own.
    #[must_use]
    pub fn to_vec(&self) -> Vec<Quad> {
        self.iter().map(QuadRef::into_owned).collect()
    }

    /// Canonical N-Quads, one a line.
    #[must_use]
    pub fn lines(&self) -> String {
        let mut out = String::with_capacity(self.len() * LINE);
        self.write_lines(&mut out);
        out
    }

    /// [`Self::lines`] behind what `out` holds.
    pub fn write_lines(&self, out: &mut String) {
        // All lines end alike.
        let end = format!(" {} .\n", self.graph.as_ref());
        for (subject, (predicate, object)) in self.parts() {
            write_iri(subject.as_ref(), out);
            out.push(' ');
            write_iri(*predicate, out);
            out.push(' ');
            object.write(out);
            out.push_str(&end);
        }
    }
}

/// Bytes of a line of middling length.
const LINE: usize = 192;

/// `<iri>`
pub(super) fn write_iri(iri: NamedNodeRef<'_>, out: &mut String) {
    out.push('<');
    out.push_str(iri.as_str());
    out.push('>');
}
