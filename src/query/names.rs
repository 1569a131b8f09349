//! Finds the thing that a person means by a name, typed with or without tones and capitals.

use std::collections::BTreeMap;

use oxrdf::{GraphNameRef, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef};

use crate::store::{Graph, StoreError};
use crate::text;

use super::header::ParamKind;

const SEARCH_NAME: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/vnkg/ns#searchName");
const TYPE: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
const LABELS: [NamedNodeRef<'_>; 2] = [
    NamedNodeRef::new_unchecked("http://xmlns.com/foaf/0.1/name"),
    NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#prefLabel"),
];
const PERSON: &str = "http://xmlns.com/foaf/0.1/Person";
const BODY: &str = "http://www.w3.org/ns/org#Organization";
const PLACES: [&str; 2] = ["https://w3id.org/vnkg/ns#AdminUnit", "https://w3id.org/vnkg/ns#Site"];

/// A thing that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Its name in full.
    pub name: String,
    /// Its IRI.
    pub iri: NamedNode,
}

/// The things that `value` may mean, sorted: those of that very name; else those of that name without
/// tones and capitals; else those whose name holds all its syllables in a row.
///
/// # Errors
/// The store cannot be read.
pub fn find(graph: &Graph, value: &str, kind: ParamKind) -> Result<Vec<Candidate>, StoreError> {
    let name = text::tone_canonical(&text::squeeze(&text::nfc(value)));
    let exact = fitting(graph, by_label(graph, &name)?, kind)?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    let key = text::ascii(&name);
    let literal = LiteralRef::new_simple_literal(&key);
    let same = fitting(graph, subjects(graph, SEARCH_NAME, literal)?, kind)?;
    if !same.is_empty() || key.is_empty() {
        return Ok(same);
    }
    fitting(graph, by_part(graph, &key)?, kind)
}

/// Subjects whose label is exactly `name`, with the language tag that names have or without one.
fn by_label(graph: &Graph, name: &str) -> Result<Vec<NamedNode>, StoreError> {
    let mut found = Vec::new();
    for label in LABELS {
        found.extend(subjects(graph, label, LiteralRef::new_language_tagged_literal_unchecked(name, "vi"))?);
        found.extend(subjects(graph, label, LiteralRef::new_simple_literal(name))?);
    }
    Ok(found)
}

/// Subjects whose search name holds `key` between word boundaries.
fn by_part(graph: &Graph, key: &str) -> Result<Vec<NamedNode>, StoreError> {
    let part = format!(" {key} ");
    let mut found = Vec::new();
    for quad in graph.matching(None, Some(SEARCH_NAME), None, Some(GraphNameRef::DefaultGraph)) {
        let quad = quad?;
        if let (NamedOrBlankNode::NamedNode(subject), Term::Literal(name)) = (quad.subject, quad.object)
            && format!(" {} ", name.value()).contains(&part)
        {
            found.push(subject);
        }
    }
    Ok(found)
}

fn subjects(
    graph: &Graph,
    predicate: NamedNodeRef<'_>,
    object: LiteralRef<'_>,
) -> Result<Vec<NamedNode>, StoreError> {
    let object = TermRef::Literal(object);
    graph
        .matching(None, Some(predicate), Some(object), Some(GraphNameRef::DefaultGraph))
        .filter_map(|quad| match quad {
            Ok(quad) => match quad.subject {
                NamedOrBlankNode::NamedNode(node) => Some(Ok(node)),
                NamedOrBlankNode::BlankNode(_) => None,
            },
            Err(error) => Some(Err(error)),
        })
        .collect()
}

/// Those of the right kind that can be searched for, each once, with its name.
fn fitting(graph: &Graph, found: Vec<NamedNode>, kind: ParamKind) -> Result<Vec<Candidate>, StoreError> {
    let mut names: BTreeMap<NamedNode, String> = BTreeMap::new();
    for iri in found {
        if names.contains_key(&iri) || objects(graph, &iri, SEARCH_NAME)?.is_empty() {
            continue;
        }
        let types = objects(graph, &iri, TYPE)?;
        let has = |class: &str| types.iter().any(|t| matches!(t, Term::NamedNode(n) if n.as_str() == class));
        let fits = match kind {
            ParamKind::Person => has(PERSON),
            ParamKind::Body => has(BODY),
            ParamKind::Place => PLACES.into_iter().any(has),
            ParamKind::Iri | ParamKind::Name | ParamKind::String | ParamKind::Date | ParamKind::Integer => {
                true
            }
        };
        if fits {
            let name = label(graph, &iri)?.unwrap_or_else(|| iri.as_str().to_owned());
            names.insert(iri, name);
        }
    }
    let mut candidates: Vec<Candidate> =
        names.into_iter().map(|(iri, name)| Candidate { name, iri }).collect();
    candidates.sort();
    Ok(candidates)
}

/// The name of a thing; of several the first in order.
///
/// # Errors
/// The store cannot be read.
pub fn label(graph: &Graph, iri: &NamedNode) -> Result<Option<String>, StoreError> {
    let mut labels = Vec::new();
    for predicate in LABELS {
        for term in objects(graph, iri, predicate)? {
            if let Term::Literal(literal) = term {
                labels.push(literal.value().to_owned());
            }
        }
    }
    Ok(labels.into_iter().min())
}

fn objects(graph: &Graph, subject: &NamedNode, predicate: NamedNodeRef<'_>) -> Result<Vec<Term>, StoreError> {
    graph
        .matching(Some(subject.as_ref().into()), Some(predicate), None, Some(GraphNameRef::DefaultGraph))
        .map(|quad| Ok(quad?.object))
        .collect()
}
