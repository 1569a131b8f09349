//! What every family needs: the article, its knowledge, its nodes and its quotes.

use oxrdf::NamedNodeRef;

use super::graph::Graph;
use super::names::Names;
use super::node::Node;
use super::quote::Quotes;
use super::{iri, literal};
use crate::model::{Amount, Article, Knowledge, Modality, Sentence};
use crate::text::Span;
use crate::vocab::{schema, skos, vk};

/// One article on its way into the graph.
pub(super) struct Scope<'a> {
    pub(super) article: &'a Article,
    pub(super) sentences: &'a [Sentence],
    pub(super) knowledge: &'a Knowledge,
    pub(super) names: Names,
    pub(super) quotes: Quotes,
}

impl Scope<'_> {
    /// Says which sentence a node rests on.
    pub(super) fn evidence(&self, graph: &mut Graph, node: &Node, span: &Span) {
        graph.maybe(node, vk::EVIDENCE, self.quotes.node(span).cloned());
    }

    /// Says which sentences name a thing.
    pub(super) fn mentions(&self, graph: &mut Graph, spans: &[Span], node: &Node) {
        for quote in spans.iter().filter_map(|span| self.quotes.subject(span)) {
            graph.add_to(quote, schema::MENTIONS, node.clone());
        }
    }

    /// Writes a sum of money or a share and gives its node.
    pub(super) fn amount(&self, graph: &mut Graph, amount: &Amount, force: Modality, span: &Span) -> Node {
        let node = graph.fragment("m");
        if amount.unit == "%" {
            graph.is_a(&node, vk::SHARE);
        } else {
            graph.is_a(&node, schema::MONETARY_AMOUNT);
            graph.add(&node, schema::CURRENCY, literal::fixed(amount.unit));
        }
        graph.add(&node, schema::VALUE, literal::number(&amount.value));
        graph.add(&node, vk::SOURCE_TEXT, literal::plain(&amount.text));
        graph.add(&node, vk::APPROXIMATE, literal::boolean(amount.approximate));
        graph.add(&node, vk::MODALITY, modality(force));
        self.evidence(graph, &node, span);
        node
    }
}

/// The concept for a force.
pub(super) const fn modality(force: Modality) -> NamedNodeRef<'static> {
    match force {
        Modality::Issued => vk::ISSUED,
        Modality::Agreed => vk::AGREED,
        Modality::Assigned => vk::ASSIGNED,
        Modality::Proposed => vk::PROPOSED,
        Modality::Reported => vk::REPORTED,
    }
}

/// Describes a concept that comes with the articles that use it.
pub(super) fn concept(graph: &mut Graph, node: &Node, label: &str, scheme: NamedNodeRef<'static>) {
    graph.is_a(node, skos::CONCEPT);
    graph.add(node, skos::PREF_LABEL, literal::vietnamese(&iri::canonical(label)));
    graph.add(node, skos::IN_SCHEME, scheme);
}
