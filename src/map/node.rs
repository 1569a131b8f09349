//! A node of an article's graph, which many triples share.
//!
//! What it is called is made in `map/iri.rs`.

use std::sync::Arc;

use oxrdf::{NamedNode, NamedNodeRef};

/// An IRI that is in memory once for all triples that name it: a place stands in dozens of them, and to copy its
/// IRI for each took as long as to find them.
#[derive(Debug, Clone, Eq, PartialOrd, Ord)]
pub struct Node(Arc<str>);

impl PartialEq for Node {
    /// Most nodes are compared with themselves.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Node {
    /// A node of this IRI, which is not looked at.
    pub(super) fn new(iri: &str) -> Self {
        Self(iri.into())
    }

    /// The IRI.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The node as others know it.
    #[must_use]
    pub fn as_ref(&self) -> NamedNodeRef<'_> {
        NamedNodeRef::new_unchecked(&self.0)
    }
}

impl From<NamedNode> for Node {
    fn from(node: NamedNode) -> Self {
        Self(node.into_string().into())
    }
}
