//! The article itself: where it comes from, which text the offsets count in, what was not decided.

use oxrdf::NamedNode;
use oxrdf::vocab::rdfs;

use super::graph::Graph;
use super::node::Node;
use super::quads::Object;
use super::scope::Scope;
use super::{iri, literal};
use crate::model::Section;
use crate::vocab::{dct, prov, schema, vk};

const TOOL: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(super) fn write(scope: &Scope<'_>, graph: &mut Graph) {
    let node = graph.article.clone();
    let article = scope.article;
    graph.is_a(&node, schema::NEWS_ARTICLE);
    graph.is_a(&node, prov::ENTITY);
    graph.add(&node, dct::IDENTIFIER, literal::plain(&article.id));
    graph.maybe(&node, dct::TITLE, title(scope).map(literal::vietnamese));
    graph.maybe(&node, schema::URL, article.url.as_deref().map(url));
    graph.maybe(&node, dct::PUBLISHER, article.publisher.as_deref().map(literal::plain));
    graph.maybe(&node, dct::ISSUED, article.published.map(literal::day));
    graph.maybe(
        &node,
        dct::SOURCE,
        scope.knowledge.reprinted.as_ref().map(|(line, _)| literal::vietnamese(line)),
    );
    graph.add(&node, vk::TEXT_SHA256, literal::plain(iri::sha256(article.text())));
    graph.add(&node, vk::TEXT_NORMAL_FORM, literal::fixed("NFC"));
    if let Some((place, cue)) = scope.knowledge.jurisdiction
        && let Some(place) = scope.names.place(place)
    {
        graph.add(&node, vk::JURISDICTION, place.clone());
        graph.add(&node, vk::JURISDICTION_CUE, literal::fixed(cue.name()));
    }
    activity(&node, graph);
    abstentions(scope, graph);
}

/// The title that was given, else the first headline in the text.
fn title<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    let headline = || scope.sentences.iter().find(|s| s.section == Section::Title);
    scope.article.title().or_else(|| Some(headline()?.span.of(&scope.article.doc).trim()))
}

/// The address as an IRI if it is one, else as it was given.
fn url(address: &str) -> Object {
    NamedNode::new(address).map_or_else(|_| literal::address(address).into(), |iri| Node::from(iri).into())
}

fn activity(article: &Node, graph: &mut Graph) {
    let run = iri::activity(VERSION);
    graph.add(article, prov::WAS_GENERATED_BY, run.clone());
    graph.is_a(&run, prov::ACTIVITY);
    graph.add(&run, vk::TOOL, literal::fixed(TOOL));
    graph.add(&run, vk::TOOL_VERSION, literal::fixed(VERSION));
}

fn abstentions(scope: &Scope<'_>, graph: &mut Graph) {
    let article = graph.article.clone();
    for abstention in &scope.knowledge.abstentions {
        // Words that are nowhere cannot be shown to anybody.
        if scope.quotes.node(&abstention.span).is_none() {
            continue;
        }
        let node = graph.fragment("a");
        graph.is_a(&node, vk::ABSTENTION);
        graph.add(&node, rdfs::LABEL, literal::vietnamese(abstention.span.of(&scope.article.doc)));
        graph.add(&node, vk::RULE, literal::fixed(abstention.rule));
        graph.add(&node, vk::REASON, literal::fixed(abstention.reason));
        graph.add(&node, vk::IN_ARTICLE, article.clone());
        scope.evidence(graph, &node, &abstention.span);
    }
}
