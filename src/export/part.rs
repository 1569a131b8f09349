//! Which statements belong to a part of the graph: one article, or one thing?
//!
//! A part is a graph in memory, which leaves in every format as the whole does. It keeps the articles' graphs
//! apart and each fact with its quotes. Which thing a name means is not decided here.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::vocab::rdf;
use oxrdf::{GraphName, LiteralRef, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};

use crate::export::ExportError;
use crate::store::Graph;
use crate::vocab::{dct, oa, schema, vk};

/// The graphs of the articles with these identifiers.
///
/// # Errors
/// No article has such an identifier, or the store cannot be read.
pub fn articles(store: &Graph, ids: &[String]) -> Result<Graph, ExportError> {
    let mut graphs = BTreeSet::new();
    for id in ids {
        let literal = LiteralRef::new_simple_literal(id);
        let mut found = Vec::new();
        for quad in store.matching(None, Some(dct::IDENTIFIER), Some(literal.into()), None) {
            found.extend(named(quad?.graph_name));
        }
        if found.is_empty() {
            return Err(ExportError::NoArticle(id.clone()));
        }
        graphs.extend(found);
    }
    let mut quads = Vec::new();
    for graph in &graphs {
        quads.extend(of_graph(store, graph)?);
    }
    Ok(Graph::from_quads(quads)?)
}

/// All facts about a thing with their quotes: see `Article::about`.
///
/// # Errors
/// The store cannot be read.
pub fn about(store: &Graph, iri: &str) -> Result<Graph, ExportError> {
    let thing = NamedNodeRef::new_unchecked(iri);
    let mut graphs = BTreeSet::new();
    for quad in store.matching(Some(thing.into()), None, None, None) {
        graphs.extend(named(quad?.graph_name));
    }
    for quad in store.matching(None, None, Some(thing.into()), None) {
        graphs.extend(named(quad?.graph_name));
    }
    let mut quads = Vec::new();
    for graph in &graphs {
        quads.extend(Article::of(of_graph(store, graph)?).about(iri));
    }
    Ok(Graph::from_quads(quads)?)
}

/// What a query constructed, as a graph without articles.
///
/// # Errors
/// A triple has a blank node, which cannot be written the same way twice.
pub fn constructed(triples: Vec<Triple>) -> Result<Graph, ExportError> {
    let blank = |triple: &Triple| match (&triple.subject, &triple.object) {
        (NamedOrBlankNode::BlankNode(node), _) | (_, Term::BlankNode(node)) => Some(node.to_string()),
        _ => None,
    };
    if let Some(node) = triples.iter().find_map(blank) {
        return Err(ExportError::BlankInAnswer(node));
    }
    Ok(Graph::from_quads(triples.into_iter().map(|triple| triple.in_graph(GraphName::DefaultGraph)))?)
}

fn named(graph: GraphName) -> Option<String> {
    match graph {
        GraphName::NamedNode(node) => Some(node.into_string()),
        GraphName::BlankNode(_) | GraphName::DefaultGraph => None,
    }
}

fn of_graph(store: &Graph, graph: &str) -> Result<Vec<Quad>, ExportError> {
    let graph = NamedNodeRef::new_unchecked(graph);
    let quads: Result<Vec<Quad>, _> = store.matching(None, None, None, Some(graph.into())).collect();
    Ok(quads?)
}

/// One article's graph with its links in both directions.
struct Article {
    quads: BTreeMap<String, Vec<Quad>>,
    /// By thing: who points to it, and by what property.
    pointing: BTreeMap<String, BTreeSet<(String, String)>>,
}

impl Article {
    fn of(quads: Vec<Quad>) -> Self {
        let mut article = Self { quads: BTreeMap::new(), pointing: BTreeMap::new() };
        for quad in quads {
            let subject = name(&quad.subject);
            if let Term::NamedNode(object) = &quad.object {
                let pointing = article.pointing.entry(object.as_str().to_owned()).or_default();
                pointing.insert((subject.clone(), quad.predicate.as_str().to_owned()));
            }
            article.quads.entry(subject).or_default().push(quad);
        }
        article
    }

    /// The thing, what points to it, all that these lead to but not what a quote names besides; of each thing
    /// reached also how the article spells it and what tells where its facts come from; and for each a quote.
    fn about(self, thing: &str) -> Vec<Quad> {
        let mut reached = BTreeSet::new();
        self.reach(thing, &mut reached);
        let (mut asked, mut todo) = (BTreeSet::new(), vec![thing]);
        while let Some(node) = todo.pop() {
            for (subject, _) in self.pointing.get(node).into_iter().flatten() {
                self.reach(subject, &mut reached);
                // A district that no sentence names is there for the sake of a ward that one names.
                if !self.rests_on_quote(subject) && asked.insert(subject) {
                    todo.push(subject);
                }
            }
        }
        for node in reached.clone() {
            for property in [vk::NAMES, rdf::SUBJECT] {
                self.pointing_by(&node, property).iter().for_each(|s| self.reach(s, &mut reached));
            }
        }
        for node in reached.clone() {
            let quotes = self.pointing_by(&node, schema::MENTIONS);
            // In the order of the text: q2 before q10.
            let first = quotes.iter().min_by_key(|quote| (quote.len(), **quote));
            if let Some(first) = first
                && !quotes.iter().any(|quote| reached.contains(*quote))
            {
                self.reach(first, &mut reached);
            }
        }
        self.quads.into_iter().filter(|(subject, _)| reached.contains(subject)).flat_map(|(_, q)| q).collect()
    }

    /// True for what gives or is evidence, what a quote names, and the article.
    fn rests_on_quote(&self, thing: &str) -> bool {
        const OWN: [NamedNodeRef<'_>; 3] = [vk::EVIDENCE, oa::EXACT, dct::IDENTIFIER];
        let mut own = self.quads.get(thing).into_iter().flatten();
        own.any(|quad| OWN.contains(&quad.predicate.as_ref()))
            || !self.pointing_by(thing, schema::MENTIONS).is_empty()
    }

    /// Those that point to a thing by this property.
    fn pointing_by(&self, thing: &str, property: NamedNodeRef<'_>) -> Vec<&str> {
        let all = self.pointing.get(thing).into_iter().flatten();
        all.filter(|(_, by)| by == property.as_str()).map(|(subject, _)| subject.as_str()).collect()
    }

    /// The thing and all that it leads to.
    fn reach(&self, thing: &str, reached: &mut BTreeSet<String>) {
        let mut todo = vec![thing.to_owned()];
        while let Some(node) = todo.pop() {
            let Some(quads) = self.quads.get(&node).filter(|_| !reached.contains(&node)) else { continue };
            reached.insert(node);
            for quad in quads.iter().filter(|quad| quad.predicate.as_ref() != schema::MENTIONS) {
                if let Term::NamedNode(object) = &quad.object {
                    todo.push(object.as_str().to_owned());
                }
            }
        }
    }
}

fn name(subject: &NamedOrBlankNode) -> String {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    }
}
