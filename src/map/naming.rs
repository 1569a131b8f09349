//! How this article spells the name of a place or body, where that is not the canonical name.
//!
//! The canonical name is `skos:prefLabel` of the thing; both are shown by nobody but the queries.

use std::collections::BTreeSet;

use oxrdf::vocab::rdfs;

use super::graph::Graph;
use super::literal;
use super::node::Node;
use super::scope::Scope;
use crate::model::{BodyId, PlaceId};
use crate::text::Span;
use crate::vocab::vk;

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    let places = scope.knowledge.places.iter().enumerate().map(|(index, place)| {
        (scope.names.place(PlaceId(index)), &place.name, place.written.as_deref(), &place.mentions)
    });
    let bodies = scope.knowledge.bodies.iter().enumerate().map(|(index, body)| {
        (scope.names.body(BodyId(index)), &body.name, body.written.as_deref(), &body.mentions)
    });
    let mut named = BTreeSet::new();
    for (thing, canonical, written, mentions) in places.chain(bodies) {
        // One for each thing: with two, every table would show the thing twice.
        if let (Some(thing), Some(written)) = (thing, written)
            && literal::name(written) != literal::name(canonical)
            && !named.contains(thing)
            && naming(scope, graph, thing, written, mentions)
        {
            named.insert(thing);
        }
    }
}

/// Writes a spelling with the first sentence that has it; false where no sentence is known to name the thing.
fn naming(scope: &Scope<'_>, graph: &mut Graph, thing: &Node, written: &str, mentions: &[Span]) -> bool {
    let Some(quote) = mentions.iter().min().and_then(|span| scope.quotes.node(span)) else { return false };
    let (article, node) = (graph.article.clone(), graph.fragment("n"));
    graph.is_a(&node, vk::NAMING);
    graph.add(&node, vk::NAMES, thing.clone());
    graph.add(&node, rdfs::LABEL, literal::name(written));
    graph.add(&node, vk::IN_ARTICLE, article);
    graph.add(&node, vk::EVIDENCE, quote.clone());
    true
}
