//! Who holds which post: posts, memberships, and the attestations that say for which day and by which sentence.
//!
//! No tenures: an article attests a day, never a beginning. Those are computed across articles, elsewhere.

use oxrdf::NamedNodeRef;

use super::graph::Graph;
use super::node::Node;
use super::scope::{Scope, concept};
use super::{iri, literal};
use crate::model::{Attested, BodyId, Holding, Role};
use crate::text;
use crate::vocab::{org, scheme, skos, vk};

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    for holding in &scope.knowledge.holdings {
        let (Some(person), Some(body), Some(post)) = (
            scope.names.person(holding.person),
            scope.names.body(holding.body),
            post(scope, graph, &holding.role, holding.body),
        ) else {
            continue;
        };
        let node = iri::membership(person, &post);
        let role = role(graph, &holding.role);
        let attestation = attestation(scope, graph, holding);
        // In the order of their lines, here and below, so that there is little left to sort.
        graph.is_a(&node, org::MEMBERSHIP);
        graph.add(&node, org::MEMBER, person.clone());
        graph.add(&node, org::HAS_ORGANIZATION, body.clone());
        graph.add(&node, org::ROLE, role);
        graph.add(&node, vk::ATTESTED, attestation);
        graph.add(&node, vk::POST, post);
    }
}

fn attestation(scope: &Scope<'_>, graph: &mut Graph, holding: &Holding) -> Node {
    let node = graph.fragment("t");
    let article = graph.article.clone();
    graph.is_a(&node, vk::ATTESTATION);
    graph.add(&node, vk::CONFIDENCE, literal::confidence(holding.confidence));
    scope.evidence(graph, &node, &holding.evidence);
    graph.add(&node, vk::IN_ARTICLE, article);
    graph.add(&node, vk::KIND, kind(holding.attested));
    graph.maybe(&node, vk::OBSERVED_ON, holding.observed.map(literal::day));
    graph.add(&node, vk::RULE, literal::fixed(holding.rule));
    graph.add(&node, vk::STATUS, literal::fixed(holding.attested.status()));
    graph.maybe(&node, vk::TERM, holding.term.as_deref().map(literal::plain));
    node
}

/// Describes the post with this title in this body and gives its node.
pub(super) fn post(scope: &Scope<'_>, graph: &mut Graph, title: &Role, body: BodyId) -> Option<Node> {
    let organization = scope.names.body(body)?;
    let name = &scope.knowledge.bodies.get(body.0)?.name;
    let role = role(graph, title);
    let node = iri::post(&role, organization);
    if graph.is_new(&node) {
        graph.is_a(&node, org::POST);
        graph.add(&node, skos::PREF_LABEL, literal::name(&label(&title.title, name)));
        graph.add(&node, org::POST_IN, organization.clone());
        graph.add(&node, org::ROLE, role);
    }
    // A deputy's post and the head's may share their title; only one of them says how many hold it.
    graph.maybe(&node, vk::SEATS, title.seats.map(literal::integer));
    Some(node)
}

/// Describes a title and gives its node.
pub(super) fn role(graph: &mut Graph, role: &Role) -> Node {
    graph.role(&role.title, |graph| {
        let node = iri::role(&role.title);
        concept(graph, &node, &role.title, scheme::ROLES);
        node
    })
}

/// Title and body; a word that ends the one and begins the other is said once ("Trưởng đoàn đại biểu …").
fn label(title: &str, body: &str) -> String {
    let last = title.split_whitespace().next_back().unwrap_or("");
    let (first, rest) = body.split_once(' ').unwrap_or((body, ""));
    let shared = text::fold(last) == text::fold(first);
    [title, " ", if shared { rest } else { body }].concat()
}

const fn kind(attested: Attested) -> NamedNodeRef<'static> {
    match attested {
        Attested::Held => vk::HELD,
        Attested::Former => vk::FORMER,
        Attested::Left => vk::LEFT,
        Attested::Appointed => vk::APPOINTED,
        Attested::Elected => vk::ELECTED,
        Attested::Approved => vk::APPROVED,
    }
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn the_label_of_a_post_says_a_shared_word_once() {
        assert_eq!(
            label("Trưởng đoàn", "Đoàn đại biểu Quốc hội tỉnh An"),
            "Trưởng đoàn đại biểu Quốc hội tỉnh An"
        );
        assert_eq!(label("Bộ trưởng", "Bộ Y tế"), "Bộ trưởng Bộ Y tế");
        assert_eq!(label("Bí thư", "Tỉnh ủy An"), "Bí thư Tỉnh ủy An");
    }
}
