//! Projects: what is to be built or carried out, where, at what cost and in which years, as far as it is said.

use super::graph::Graph;
use super::names::place_part;
use super::node::Node;
use super::scope::{Scope, modality};
use super::{iri, literal};
use crate::model::{Modality, Project, Years};
use crate::text::Span;
use crate::vocab::{skos, vk};

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    for project in &scope.knowledge.projects {
        let node = name(scope, project);
        graph.is_a(&node, vk::PROJECT);
        graph.add(&node, skos::PREF_LABEL, literal::name(&project.name));
        graph.maybe(&node, vk::LOCATION, project.site.and_then(|id| scope.names.place(id)).cloned());
        graph.maybe(
            &node,
            vk::JURISDICTION,
            project.jurisdiction.and_then(|id| scope.names.place(id)).cloned(),
        );
        for (cost, force, span) in &project.costs {
            let amount = scope.amount(graph, cost, *force, span);
            graph.add(&node, vk::COST, amount);
        }
        if let Some((years, force, span)) = &project.period {
            let period = period(scope, graph, *years, *force, span);
            graph.add(&node, vk::HAS_PERIOD, period);
        }
        for span in &project.evidence {
            scope.evidence(graph, &node, span);
        }
    }
}

/// By the unit that it serves, else by its site: the same project is told of with and without its site.
fn name(scope: &Scope<'_>, project: &Project) -> Node {
    let place = project.jurisdiction.or(project.site);
    let part = place.and_then(|id| place_part(&scope.knowledge.places, id));
    iri::project(&project.name, part.as_deref().unwrap_or("x"))
}

fn period(scope: &Scope<'_>, graph: &mut Graph, years: Years, force: Modality, span: &Span) -> Node {
    let node = graph.fragment("y");
    graph.is_a(&node, vk::PERIOD);
    graph.add(&node, vk::START_YEAR, literal::year(years.from));
    graph.add(&node, vk::END_YEAR, literal::year(years.to));
    graph.add(&node, vk::MODALITY, modality(force));
    scope.evidence(graph, &node, span);
    node
}
