//! Finds the thing that a person means by a name, typed with or without tones and capitals.
//!
//! Never guesses: a name that means several things is answered with all of them.

use std::collections::BTreeSet;
use std::fmt;

use oxrdf::vocab::{rdf, rdfs};
use oxrdf::{GraphNameRef, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef};

use crate::store::{Graph, StoreError};
use crate::text;
use crate::vocab::{BASE, dct, eli, foaf, org, skos, vk};

use super::header::ParamKind;

/// What people, bodies, places, posts, events and projects are called.
const LABELS: [NamedNodeRef<'_>; 2] = [foaf::NAME, skos::PREF_LABEL];

/// By what else a document or an article may be asked for.
const IDENTIFIERS: [NamedNodeRef<'_>; 3] = [skos::PREF_LABEL, eli::ID_LOCAL, dct::IDENTIFIER];

/// The kind of a unit that stands as the body of its head: whoever names it means the place.
const UNIT: &str = "https://w3id.org/vnkg/kind/don-vi";

/// Abbreviations that people type, with what the names in the store say.
const SHORT: &[(&str, &str)] = &[
    ("ubnd", "uy ban nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("btv", "ban thuong vu"),
    ("bch", "ban chap hanh"),
    ("mttq", "mat tran to quoc"),
    ("ubmttq", "uy ban mat tran to quoc"),
    ("ubkt", "uy ban kiem tra"),
    ("tp", "thanh pho"),
    ("tx", "thi xa"),
    ("tt", "thi tran"),
];

/// A thing that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Its name in full.
    pub name: String,
    /// Its IRI.
    pub iri: NamedNode,
    /// What tells it from others of its name: a post, the larger place, the end of its IRI.
    pub hint: String,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}) <{}>", self.name, self.hint, self.iri.as_str())
    }
}

/// The things that `value` may mean, sorted: those of that very name; else those of that name without
/// tones and capitals, abbreviations spelled out; else those whose name holds all its syllables in a row.
/// Where the words carry tones, names with the same tones win.
///
/// # Errors
/// The store cannot be read.
pub fn find(graph: &Graph, value: &str, kind: ParamKind) -> Result<Vec<Candidate>, StoreError> {
    let name = text::tone_canonical(&text::squeeze(&text::nfc(value)));
    let exact = fitting(graph, by_label(graph, &name)?, kind)?;
    if !exact.is_empty() {
        return candidates(graph, exact);
    }
    let key = spelled_out(&text::ascii(&name));
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let literal = LiteralRef::new_simple_literal(&key);
    let mut found = fitting(graph, subjects(graph, vk::SEARCH_NAME, literal)?, kind)?;
    if found.is_empty() && kind == ParamKind::Name {
        let same = |label: &str| spelled_out(&text::ascii(&text::squeeze(label))) == key;
        found = fitting(graph, scan(graph, &IDENTIFIERS, same)?, kind)?;
    }
    let holds = |label: &str| format!(" {} ", spelled_out(label)).contains(&format!(" {key} "));
    if found.is_empty() {
        found = fitting(graph, scan(graph, &[vk::SEARCH_NAME], holds)?, kind)?;
    }
    if found.is_empty() && kind == ParamKind::Name {
        let holds = |label: &str| holds(&text::ascii(&text::squeeze(label)));
        found = fitting(graph, scan(graph, &[skos::PREF_LABEL], holds)?, kind)?;
    }
    with_same_tones(&name, candidates(graph, found)?)
}

fn spelled_out(key: &str) -> String {
    let word = |word: &str| {
        SHORT.iter().find(|(short, _)| *short == word.trim_end_matches('.')).map(|(_, long)| *long)
    };
    key.split(' ').map(|part| word(part).unwrap_or(part)).collect::<Vec<_>>().join(" ")
}

/// Things whose label is exactly `name`, with the language tag that names have or without one, and things that
/// some article spells so.
fn by_label(graph: &Graph, name: &str) -> Result<Vec<NamedNode>, StoreError> {
    let literals =
        [LiteralRef::new_language_tagged_literal_unchecked(name, "vi"), LiteralRef::new_simple_literal(name)];
    let mut found = Vec::new();
    for literal in literals {
        for label in LABELS {
            found.extend(subjects(graph, label, literal)?);
        }
        for naming in subjects(graph, rdfs::LABEL, literal)? {
            found.extend(nodes(graph, &naming, vk::NAMES)?);
        }
    }
    Ok(found)
}

/// Things one of whose properties holds a text that fits.
fn scan(
    graph: &Graph,
    properties: &[NamedNodeRef<'_>],
    fits: impl Fn(&str) -> bool,
) -> Result<Vec<NamedNode>, StoreError> {
    let mut found = Vec::new();
    for property in properties {
        for quad in graph.matching(None, Some(*property), None, Some(GraphNameRef::DefaultGraph)) {
            let quad = quad?;
            if let (NamedOrBlankNode::NamedNode(subject), Term::Literal(label)) = (quad.subject, quad.object)
                && fits(label.value())
            {
                found.push(subject);
            }
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

/// Those of the right kind, each once. Where anything may be meant, a unit is meant as a place, not as a body.
fn fitting(graph: &Graph, found: Vec<NamedNode>, kind: ParamKind) -> Result<BTreeSet<NamedNode>, StoreError> {
    let mut fit = BTreeSet::new();
    let mut units = BTreeSet::new();
    for iri in found.into_iter().collect::<BTreeSet<_>>() {
        let types = nodes(graph, &iri, rdf::TYPE)?;
        let has = |class: NamedNodeRef<'_>| types.iter().any(|t| t.as_ref() == class);
        let fits = match kind {
            ParamKind::Person => has(foaf::PERSON),
            ParamKind::Body => has(org::ORGANIZATION),
            ParamKind::Place => has(vk::ADMIN_UNIT) || has(vk::SITE),
            // Roles, kinds and other concepts have labels but are no things that one asks about.
            ParamKind::Iri | ParamKind::Name | ParamKind::String | ParamKind::Date | ParamKind::Integer => {
                iri.as_str().strip_prefix(BASE).is_none_or(|rest| rest.starts_with("id/"))
            }
        };
        if fits {
            let unit = has(org::ORGANIZATION)
                && nodes(graph, &iri, org::CLASSIFICATION)?.iter().any(|kind| kind.as_str() == UNIT);
            if unit && kind != ParamKind::Body {
                units.insert(iri)
            } else {
                fit.insert(iri)
            };
        }
    }
    Ok(if fit.is_empty() { units } else { fit })
}

/// "Thủy" means no "Thúy", while "thuy" means both.
fn with_same_tones(wanted: &str, found: Vec<Candidate>) -> Result<Vec<Candidate>, StoreError> {
    if wanted.is_ascii() || found.len() < 2 {
        return Ok(found);
    }
    let key = text::fold(wanted);
    let folded = |c: &Candidate| text::fold(&text::squeeze(&c.name));
    let same: Vec<_> = found.iter().filter(|c| folded(c) == key).cloned().collect();
    if !same.is_empty() {
        return Ok(same);
    }
    let part = format!(" {key} ");
    let holding: Vec<_> =
        found.iter().filter(|c| format!(" {} ", folded(c)).contains(&part)).cloned().collect();
    Ok(if holding.is_empty() { found } else { holding })
}

fn candidates(graph: &Graph, found: BTreeSet<NamedNode>) -> Result<Vec<Candidate>, StoreError> {
    let mut all = Vec::new();
    for iri in found {
        let name = label(graph, &iri)?.unwrap_or_else(|| iri.as_str().to_owned());
        all.push(Candidate { name, hint: hint(graph, &iri)?, iri });
    }
    all.sort();
    Ok(all)
}

/// What tells a thing from another of its name.
fn hint(graph: &Graph, iri: &NamedNode) -> Result<String, StoreError> {
    if let Some(place) = nodes(graph, iri, vk::WITHIN)?.first() {
        return Ok(label(graph, place)?.unwrap_or_default());
    }
    let held =
        graph.matching(None, Some(org::MEMBER), Some(iri.as_ref().into()), Some(GraphNameRef::DefaultGraph));
    let mut posts = BTreeSet::new();
    for quad in held {
        if let NamedOrBlankNode::NamedNode(membership) = quad?.subject {
            for post in nodes(graph, &membership, vk::POST)? {
                posts.extend(label(graph, &post)?);
            }
        }
    }
    let end = || iri.as_str().rsplit(['/', '#']).next().unwrap_or("").to_owned();
    Ok(posts.pop_first().unwrap_or_else(end))
}

/// The name of a thing; of several the first in order.
///
/// # Errors
/// The store cannot be read.
pub fn label(graph: &Graph, iri: &NamedNode) -> Result<Option<String>, StoreError> {
    let mut labels = BTreeSet::new();
    for predicate in LABELS.into_iter().chain([vk::OBJECT, eli::ID_LOCAL, dct::TITLE]) {
        for term in objects(graph, iri, predicate)? {
            if let Term::Literal(literal) = term {
                labels.insert(literal.value().to_owned());
            }
        }
        if !labels.is_empty() {
            break;
        }
    }
    Ok(labels.pop_first())
}

fn nodes(
    graph: &Graph,
    subject: &NamedNode,
    predicate: NamedNodeRef<'_>,
) -> Result<Vec<NamedNode>, StoreError> {
    let terms = objects(graph, subject, predicate)?;
    Ok(terms.into_iter().filter_map(|t| if let Term::NamedNode(n) = t { Some(n) } else { None }).collect())
}

fn objects(graph: &Graph, subject: &NamedNode, predicate: NamedNodeRef<'_>) -> Result<Vec<Term>, StoreError> {
    graph
        .matching(Some(subject.as_ref().into()), Some(predicate), None, Some(GraphNameRef::DefaultGraph))
        .map(|quad| Ok(quad?.object))
        .collect()
}
