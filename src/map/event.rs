//! Events: who holds them, when and where, who takes part as what, and what is on the agenda.

use oxrdf::vocab::rdfs;

use super::graph::Graph;
use super::literal;
use super::node::Node;
use super::scope::Scope;
use crate::model::{AgendaItem, Event, EventId, Part, Participation};
use crate::text::Span;
use crate::vocab::{schema, skos, vk};

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    for (index, event) in scope.knowledge.events.iter().enumerate() {
        let Some(node) = scope.names.event(EventId(index)) else { continue };
        describe(scope, graph, event, node);
        for participation in &event.people {
            participant(scope, graph, participation, node);
        }
        for (words, span) in &event.groups {
            group(scope, graph, words, span, node);
        }
        for item in &event.agenda {
            agenda_item(scope, graph, item, node);
        }
    }
}

fn describe(scope: &Scope<'_>, graph: &mut Graph, event: &Event, node: &Node) {
    graph.is_a(node, vk::MEETING);
    graph.is_a(node, schema::EVENT);
    graph.add(node, vk::EVENT_KIND, literal::fixed(event.kind));
    graph.add(node, skos::PREF_LABEL, literal::name(&event.name));
    graph.maybe(node, schema::START_DATE, event.date.map(literal::day));
    graph.maybe(node, vk::PART_OF_DAY, event.part_of_day.as_deref().map(literal::plain));
    graph.maybe(node, vk::ORDINAL, event.ordinal.map(literal::integer));
    graph.maybe(node, schema::ORGANIZER, event.host.and_then(|id| scope.names.body(id)).cloned());
    graph.maybe(node, schema::LOCATION, event.place.and_then(|id| scope.names.place(id)).cloned());
    for span in &event.evidence {
        scope.evidence(graph, node, span);
    }
}

fn participant(scope: &Scope<'_>, graph: &mut Graph, participation: &Participation, event: &Node) {
    let Some(person) = scope.names.person(participation.person) else { return };
    let word = match participation.part {
        Part::Chair => {
            graph.add(event, vk::CHAIR, person.clone());
            "chair"
        }
        Part::Speaker => {
            graph.add(event, vk::SPEAKER, person.clone());
            "speaker"
        }
        Part::Attendee => "attendee",
    };
    graph.add(event, schema::ATTENDEE, person.clone());
    let node = graph.fragment("p");
    let article = graph.article.clone();
    // In the order of their lines, so that there is little left to sort.
    graph.is_a(&node, vk::PARTICIPATION);
    graph.add(&node, vk::EVENT, event.clone());
    scope.evidence(graph, &node, &participation.evidence);
    graph.add(&node, vk::IN_ARTICLE, article);
    graph.add(&node, vk::PART, literal::fixed(word));
    graph.add(&node, vk::PARTICIPANT, person.clone());
    scope.evidence(graph, event, &participation.evidence);
}

fn group(scope: &Scope<'_>, graph: &mut Graph, words: &str, span: &Span, event: &Node) {
    graph.add(event, vk::ATTENDEE_GROUP_TEXT, literal::vietnamese(words));
    let node = graph.fragment("u");
    graph.is_a(&node, vk::ATTENDEE_GROUP);
    graph.add(&node, vk::EVENT, event.clone());
    graph.add(&node, rdfs::LABEL, literal::vietnamese(words));
    scope.evidence(graph, &node, span);
}

fn agenda_item(scope: &Scope<'_>, graph: &mut Graph, item: &AgendaItem, event: &Node) {
    let node = graph.fragment("i");
    graph.add(event, vk::HAS_AGENDA_ITEM, node.clone());
    graph.is_a(&node, vk::AGENDA_ITEM);
    graph.maybe(&node, vk::PRESENTED_BY, item.presenter.as_ref().and_then(|a| scope.names.agent(a)).cloned());
    graph.add(&node, rdfs::LABEL, literal::vietnamese(&item.about));
    scope.evidence(graph, &node, &item.evidence);
}
