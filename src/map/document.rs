//! Documents with a number. What they decide: `decision.rs`.

use super::graph::Graph;
use super::names::numbering_period;
use super::scope::{Scope, concept};
use super::{iri, literal};
use crate::model::DocumentId;
use crate::vocab::{eli, scheme, vk};

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    for (index, document) in scope.knowledge.documents.iter().enumerate() {
        let Some(node) = scope.names.document(DocumentId(index)) else { continue };
        graph.is_a(node, eli::LEGAL_RESOURCE);
        graph.add(node, eli::ID_LOCAL, literal::plain(&document.local));
        graph.maybe(node, eli::NUMBER, number(&document.local).map(literal::plain));
        if let Some(words) = &document.kind {
            let kind = iri::document_type(words);
            concept(graph, &kind, words, scheme::DOCUMENT_TYPES);
            graph.add(node, eli::TYPE_DOCUMENT, kind);
        }
        graph.maybe(node, eli::DATE_DOCUMENT, document.date.map(literal::day));
        graph.maybe(node, eli::PASSED_BY, document.issuer.and_then(|id| scope.names.body(id)).cloned());
        graph.maybe(node, vk::ABOUT, document.about.as_deref().map(literal::vietnamese));
        graph.maybe(node, vk::NUMBERING_PERIOD, numbering_period(document).map(literal::plain));
        scope.mentions(graph, &document.mentions, node);
    }
}

/// The digits that the number begins with.
fn number(local: &str) -> Option<&str> {
    let end = local.find(|c: char| !c.is_ascii_digit()).unwrap_or(local.len());
    local.get(..end).filter(|digits| !digits.is_empty())
}
