//! Bodies, and the claims about jurisdictions that no sentence names.

use oxrdf::NamedNodeRef;
use oxrdf::vocab::rdf;

use super::graph::Graph;
use super::node::Node;
use super::scope::Scope;
use super::{iri, literal};
use crate::model::{Body, BodyId, Confidence, Cue, Sector};
use crate::vocab::{cv, org, skos, vk};

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    for (index, body) in scope.knowledge.bodies.iter().enumerate() {
        let Some(node) = scope.names.body(BodyId(index)) else { continue };
        // In the order of their lines, so that there is little left to sort.
        if body.sector == Sector::State {
            graph.is_a(node, cv::PUBLIC_ORGANISATION);
        }
        graph.is_a(node, org::ORGANIZATION);
        graph.add(node, skos::PREF_LABEL, literal::name(&body.name));
        // The kinds are a closed list: their names are in `ontology/concepts.ttl`.
        graph.add(node, org::CLASSIFICATION, iri::kind(&body.kind));
        graph.maybe(node, org::SUB_ORGANIZATION_OF, body.parent.and_then(|id| scope.names.body(id)).cloned());
        let place = body.jurisdiction.and_then(|id| scope.names.place(id));
        graph.maybe(node, vk::JURISDICTION, place.cloned());
        graph.add(node, vk::SEARCH_NAME, literal::search_name(&body.name));
        graph.add(node, vk::SECTOR, sector(body.sector));
        scope.mentions(graph, &body.mentions, node);
        if let Some(place) = place {
            claim(scope, graph, body, node, place);
        }
    }
}

/// A jurisdiction that was inferred is a claim of its own, with the cue and how far to trust it.
fn claim(scope: &Scope<'_>, graph: &mut Graph, body: &Body, node: &Node, place: &Node) {
    let Some(trust) = trust(body.cue) else { return };
    let claim = graph.fragment("c");
    graph.is_a(&claim, vk::CLAIM);
    graph.is_a(&claim, rdf::STATEMENT);
    graph.add(&claim, rdf::SUBJECT, node.clone());
    graph.add(&claim, rdf::PREDICATE, vk::JURISDICTION);
    graph.add(&claim, rdf::OBJECT, place.clone());
    graph.add(&claim, vk::CONFIDENCE, literal::confidence(trust));
    graph.add(&claim, vk::RULE, literal::plain(format!("cue:{}", body.cue.name())));
    for span in &body.mentions {
        scope.evidence(graph, &claim, span);
    }
}

/// How far a cue is trusted: an order of the cues, not a measured rate. None where the words name the unit.
const fn trust(cue: Cue) -> Option<Confidence> {
    match cue {
        Cue::Named => None,
        Cue::Heading => Some(Confidence(950)),
        Cue::Publisher | Cue::Only => Some(Confidence(900)),
        Cue::Parent => Some(Confidence(850)),
        Cue::Nearest => Some(Confidence(800)),
    }
}

const fn sector(sector: Sector) -> NamedNodeRef<'static> {
    match sector {
        Sector::Party => vk::PARTY,
        Sector::State => vk::STATE,
        Sector::PartyAndState => vk::PARTY_AND_STATE,
        Sector::Mass => vk::MASS,
        Sector::Armed => vk::ARMED,
        Sector::Judicial => vk::JUDICIAL,
        Sector::Enterprise => vk::ENTERPRISE,
        Sector::Media => vk::MEDIA,
        Sector::Foreign => vk::FOREIGN,
        Sector::International => vk::INTERNATIONAL,
        Sector::Religious => vk::RELIGIOUS,
        Sector::Other => vk::OTHER,
    }
}
