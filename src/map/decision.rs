//! Decisions and statements: who, with what force, about whom and what, recorded where.
//!
//! What a decision does to a body is a change of its own: `change.rs`.

use oxrdf::NamedNodeRef;

use super::graph::Graph;
use super::node::Node;
use super::scope::{Scope, modality};
use super::{holding, iri, literal};
use crate::model::{Decision, DecisionId};
use crate::vocab::{prov, vk};

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    for (index, decision) in scope.knowledge.decisions.iter().enumerate() {
        let Some(node) = scope.names.decision(DecisionId(index)) else { continue };
        describe(scope, graph, decision, node);
        deciders(scope, graph, decision, node);
        subjects(scope, graph, decision, node);
    }
}

fn describe(scope: &Scope<'_>, graph: &mut Graph, decision: &Decision, node: &Node) {
    let article = graph.article.clone();
    graph.is_a(node, vk::DECISION);
    graph.is_a(node, prov::ACTIVITY);
    graph.add(node, vk::DECISION_KIND, iri::action(decision.action));
    graph.add(node, vk::MODALITY, modality(decision.modality));
    graph.add(node, vk::OBJECT, literal::vietnamese(&decision.object));
    graph.maybe(node, vk::DECIDED_ON, decision.date.map(literal::day));
    graph.maybe(node, vk::DEADLINE, decision.deadline.map(literal::day));
    graph.maybe(node, vk::FORM, decision.form.as_deref().map(literal::plain));
    graph.maybe(node, vk::TERM, decision.term.as_deref().map(literal::plain));
    graph.maybe(node, vk::DECIDED_AT, decision.event.and_then(|id| scope.names.event(id)).cloned());
    graph.maybe(node, vk::RECORDED_IN, decision.document.and_then(|id| scope.names.document(id)).cloned());
    graph.add(node, vk::RULE, literal::fixed(decision.rule));
    graph.add(node, vk::IN_ARTICLE, article);
    scope.evidence(graph, node, &decision.evidence);
    if let Some(amount) = &decision.amount {
        let amount = scope.amount(graph, amount, decision.modality, &decision.evidence);
        graph.add(node, vk::AMOUNT, amount);
    }
}

/// A person who decides for a body announces what the body decides; without a body the person decides.
fn deciders(scope: &Scope<'_>, graph: &mut Graph, decision: &Decision, node: &Node) {
    let body = decision.body_deciding.and_then(|id| scope.names.body(id));
    let person = decision.person_deciding.and_then(|id| scope.names.person(id));
    graph.maybe(node, vk::DECIDED_BY, body.or(person).cloned());
    graph.maybe(node, vk::ANNOUNCED_BY, body.and(person).cloned());
}

fn subjects(scope: &Scope<'_>, graph: &mut Graph, decision: &Decision, node: &Node) {
    let mut about =
        |property: NamedNodeRef<'static>, thing: Option<&Node>| graph.maybe(node, property, thing.cloned());
    about(vk::ABOUT_PERSON, decision.person.and_then(|id| scope.names.person(id)));
    about(vk::ABOUT_BODY, decision.body.and_then(|id| scope.names.body(id)));
    about(vk::ABOUT_PLACE, decision.place.and_then(|id| scope.names.place(id)));
    let Some(role) = &decision.role else { return };
    let concept = holding::role(graph, role);
    graph.add(node, vk::ABOUT_ROLE, concept);
    let post = decision.body.and_then(|body| holding::post(scope, graph, role, body));
    graph.maybe(node, vk::ABOUT_POST, post);
}
