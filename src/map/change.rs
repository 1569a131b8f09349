//! Changes of bodies: what was before, what is after, and by which decision.

use oxrdf::NamedNodeRef;

use super::graph::Graph;
use super::node::Node;
use super::scope::Scope;
use super::{iri, literal};
use crate::model::{BodyId, Change, ChangeKind};
use crate::vocab::{org, vk};

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    for (index, change) in scope.knowledge.changes.iter().enumerate() {
        let node = iri::change(&scope.article.id, index + 1);
        graph.is_a(&node, org::CHANGE_EVENT);
        graph.is_a(&node, kind(change.kind));
        bodies(scope, graph, &node, change);
        graph.maybe(&node, vk::DECIDED_ON, change.decided.map(literal::day));
        graph.maybe(&node, vk::PILOT, change.pilot.then(|| literal::boolean(true)));
        scope.evidence(graph, &node, &change.evidence);
        if let Some(decision) = change.decision.and_then(|id| scope.names.decision(id)) {
            graph.add(decision, vk::EFFECTS, node);
        }
    }
}

fn bodies(scope: &Scope<'_>, graph: &mut Graph, node: &Node, change: &Change) {
    let mut link = |property: NamedNodeRef<'static>, ids: &[BodyId]| {
        for body in ids.iter().filter_map(|id| scope.names.body(*id)) {
            graph.add(node, property, body.clone());
        }
    };
    link(org::ORIGINAL_ORGANIZATION, &change.from);
    link(org::RESULTING_ORGANIZATION, &change.to);
    link(vk::NEW_PARENT, change.parent.as_slice());
}

const fn kind(kind: ChangeKind) -> NamedNodeRef<'static> {
    match kind {
        ChangeKind::Merger => vk::MERGER,
        ChangeKind::Split => vk::SPLIT,
        ChangeKind::Renaming => vk::RENAMING,
        ChangeKind::Resubordination => vk::RESUBORDINATION,
        ChangeKind::Dissolution => vk::DISSOLUTION,
        ChangeKind::Establishment => vk::ESTABLISHMENT,
    }
}
