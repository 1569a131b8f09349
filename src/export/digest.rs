//! Are two sets of statements the same? A count and a hash that does not depend on their order.
//!
//! The writing side hashes the store's terms, the reading side those of the independent parser, so a
//! fault in how text is written or escaped shows as a difference.

use oxrdf::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use rio_api::model as rio;
use sha2::{Digest as _, Sha256};

/// Number and order-independent hash of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Digest {
    /// How many statements.
    pub count: u64,
    /// Sum, modulo 2^128, of the first 128 bits of each statement's SHA-256.
    pub sum: u128,
}

impl Digest {
    /// Counts a statement of the store.
    pub fn add(&mut self, quad: QuadRef<'_>) {
        let mut hash = Sha256::new();
        match quad.subject {
            NamedOrBlankNodeRef::NamedNode(node) => feed(&mut hash, 'i', node.as_str()),
            NamedOrBlankNodeRef::BlankNode(node) => feed(&mut hash, 'b', node.as_str()),
        }
        feed(&mut hash, 'i', quad.predicate.as_str());
        match quad.object {
            TermRef::NamedNode(node) => feed(&mut hash, 'i', node.as_str()),
            TermRef::BlankNode(node) => feed(&mut hash, 'b', node.as_str()),
            TermRef::Literal(literal) => match literal.language() {
                Some(language) => feed_literal(&mut hash, literal.value(), '@', language),
                None => feed_literal(&mut hash, literal.value(), '^', literal.datatype().as_str()),
            },
        }
        match quad.graph_name {
            GraphNameRef::NamedNode(node) => feed(&mut hash, 'i', node.as_str()),
            GraphNameRef::BlankNode(node) => feed(&mut hash, 'b', node.as_str()),
            GraphNameRef::DefaultGraph => {}
        }
        self.count_in(hash);
    }

    /// Counts a triple that the independent parser read.
    pub fn add_triple(&mut self, triple: &rio::Triple<'_>) {
        self.add_parsed(triple.subject, triple.predicate, triple.object, None);
    }

    /// Counts a quad that the independent parser read.
    pub fn add_quad(&mut self, quad: &rio::Quad<'_>) {
        self.add_parsed(quad.subject, quad.predicate, quad.object, quad.graph_name);
    }

    fn add_parsed(
        &mut self,
        subject: rio::Subject<'_>,
        predicate: rio::NamedNode<'_>,
        object: rio::Term<'_>,
        graph: Option<rio::GraphName<'_>>,
    ) {
        let mut hash = Sha256::new();
        match subject {
            rio::Subject::NamedNode(node) => feed(&mut hash, 'i', node.iri),
            rio::Subject::BlankNode(node) => feed(&mut hash, 'b', node.id),
            rio::Subject::Triple(_) => feed(&mut hash, '*', ""),
        }
        feed(&mut hash, 'i', predicate.iri);
        match object {
            rio::Term::NamedNode(node) => feed(&mut hash, 'i', node.iri),
            rio::Term::BlankNode(node) => feed(&mut hash, 'b', node.id),
            rio::Term::Literal(literal) => feed_parsed_literal(&mut hash, literal),
            rio::Term::Triple(_) => feed(&mut hash, '*', ""),
        }
        match graph {
            Some(rio::GraphName::NamedNode(node)) => feed(&mut hash, 'i', node.iri),
            Some(rio::GraphName::BlankNode(node)) => feed(&mut hash, 'b', node.id),
            None => {}
        }
        self.count_in(hash);
    }

    fn count_in(&mut self, hash: Sha256) {
        let first_half =
            hash.finalize().iter().take(16).fold(0_u128, |sum, byte| (sum << 8) | u128::from(*byte));
        self.count = self.count.wrapping_add(1);
        self.sum = self.sum.wrapping_add(first_half);
    }
}

/// The length goes in too, so that no two statements run together to the same bytes.
fn feed(hash: &mut Sha256, kind: char, text: &str) {
    hash.update(format!("{kind}{}:", text.len()));
    hash.update(text);
}

fn feed_literal(hash: &mut Sha256, value: &str, kind: char, type_or_language: &str) {
    feed(hash, 'l', value);
    feed(hash, kind, type_or_language);
}

fn feed_parsed_literal(hash: &mut Sha256, literal: rio::Literal<'_>) {
    match literal {
        rio::Literal::Simple { value } => {
            feed_literal(hash, value, '^', "http://www.w3.org/2001/XMLSchema#string");
        }
        rio::Literal::LanguageTaggedString { value, language } => {
            feed_literal(hash, value, '@', &language.to_ascii_lowercase());
        }
        rio::Literal::Typed { value, datatype } => feed_literal(hash, value, '^', datatype.iri),
    }
}
