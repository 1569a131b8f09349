//! People. What they hold and do: `holding.rs`, `event.rs`, `decision.rs`.

use super::graph::Graph;
use super::literal;
use super::scope::Scope;
use crate::model::PersonId;
use crate::vocab::{foaf, vk};

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    for (index, person) in scope.knowledge.people.iter().enumerate() {
        let Some(node) = scope.names.person(PersonId(index)) else { continue };
        graph.is_a(node, foaf::PERSON);
        graph.add(node, foaf::NAME, literal::name(&person.name));
        graph.add(node, vk::SEARCH_NAME, literal::search_name(&person.name));
        scope.mentions(graph, &person.mentions, node);
    }
}
