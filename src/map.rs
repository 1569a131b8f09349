//! From what an article says to the quads that say it: one named graph, every fact with its quote.
//!
//! Pure: no input or output, no clock, no chance, no blank nodes. The same knowledge gives the same bytes. What
//! the article says is found before ([`crate::relate`]); what the terms mean is said in `ontology/`.
//!
//! One file for each family of things; [`iri`] holds every IRI pattern, `quote.rs` every offset.

use oxrdf::Quad;

use crate::model::{Article, Knowledge, Sentence};
use graph::Graph;
use names::Names;
pub use node::Node;
pub use quads::Quads;
use quote::Quotes;
use scope::Scope;

pub mod iri;
pub mod support;

mod article;
mod body;
mod change;
mod decision;
mod document;
mod event;
mod graph;
mod holding;
mod literal;
mod names;
mod naming;
mod node;
mod order;
mod person;
mod place;
mod project;
mod quads;
mod quote;
mod scope;

#[cfg(test)]
mod tests;

/// All that the article contributes to the graph: sorted, each quad once, all in the article's named graph.
#[must_use]
pub fn quads(article: &Article, sentences: &[Sentence], knowledge: &Knowledge) -> Quads {
    let mut graph = Graph::new(&article.id, article.doc.len());
    let quotes = Quotes::write(article, sentences, knowledge, &mut graph);
    let scope = Scope { article, sentences, knowledge, names: Names::new(article, knowledge), quotes };
    article::write(&scope, &mut graph);
    place::write(&scope, &mut graph);
    person::write(&scope, &mut graph);
    body::write(&scope, &mut graph);
    naming::write(&scope, &mut graph);
    document::write(&scope, &mut graph);
    holding::write(&scope, &mut graph);
    event::write(&scope, &mut graph);
    decision::write(&scope, &mut graph);
    change::write(&scope, &mut graph);
    project::write(&scope, &mut graph);
    graph.finish()
}

/// The quads as canonical N-Quads: one a line, sorted.
#[must_use]
pub fn nquads(quads: &[Quad]) -> String {
    let mut lines: Vec<String> = quads.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}
