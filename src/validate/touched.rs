//! Is what was just put into the graph as the model says? Asks the structural checks of a few articles and of
//! what they share with the rest, in memory: to ask the whole store would take minutes for one article.
//!
//! The worldly checks (warnings) compare all articles with each other; they are for `vnkg check`.

use std::collections::BTreeSet;

use oxrdf::vocab::rdf;
use oxrdf::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};

use super::{CHECKS, Check, Report, Severity, ValidateError, header, run_checks};
use crate::store::{Graph, StoreError};

/// So many things of one kind that others say of a subject are looked at. One is enough to see that there is more
/// than one; a post that thousands of articles tell of must not make each of them slow.
const OTHERS: usize = 16;

/// Runs the structural checks over what `graph` says of the subjects of `quads`, which it holds already.
///
/// # Errors
/// A check is wrong, or the store cannot be read.
pub fn touched(graph: &Graph, quads: &[Quad]) -> Result<Report, ValidateError> {
    let subjects: BTreeSet<NamedNode> = quads.iter().filter_map(|q| subject(&q.subject)).collect();
    let around =
        surroundings(graph, quads, &subjects).and_then(Graph::from_quads).map_err(ValidateError::Read)?;
    let mut report = run_checks(&around, &structural()?)?;
    // Of the other things only the class is there.
    let asked: BTreeSet<&str> = subjects.iter().map(NamedNode::as_str).collect();
    report.findings.retain(|fault| asked.contains(fault.focus.as_str()));
    Ok(report)
}

/// The checks that say what no graph may be like.
fn structural() -> Result<Vec<Check>, ValidateError> {
    let mut checks = Vec::new();
    for check in CHECKS {
        if header(*check)?.0 == Severity::Violation {
            checks.push(*check);
        }
    }
    Ok(checks)
}

/// The quads, what else the default graph says of their subjects, and of which class the things are that it names.
fn surroundings(
    graph: &Graph,
    quads: &[Quad],
    subjects: &BTreeSet<NamedNode>,
) -> Result<Vec<Quad>, StoreError> {
    let default = Some(GraphNameRef::DefaultGraph);
    let mut around: Vec<Quad> =
        quads.iter().map(|q| Quad { graph_name: GraphName::DefaultGraph, ..q.clone() }).collect();
    for subject in subjects {
        let mut last: Option<(NamedNode, usize)> = None;
        // The triples of one predicate stand together.
        for quad in graph.matching(Some(subject.as_ref().into()), None, None, default) {
            let quad = quad?;
            let count = match &last {
                Some((predicate, count)) if *predicate == quad.predicate => count + 1,
                _ => 1,
            };
            last = Some((quad.predicate.clone(), count));
            if count <= OTHERS {
                around.push(quad);
            }
        }
    }
    let others: BTreeSet<NamedNode> = around.iter().filter_map(object).collect();
    for other in others.difference(subjects) {
        for quad in graph.matching(Some(other.as_ref().into()), Some(rdf::TYPE), None, default) {
            around.push(quad?);
        }
    }
    Ok(around)
}

// Our graphs have no blank nodes.
fn subject(node: &NamedOrBlankNode) -> Option<NamedNode> {
    match node {
        NamedOrBlankNode::NamedNode(node) => Some(node.clone()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

fn object(quad: &Quad) -> Option<NamedNode> {
    match &quad.object {
        Term::NamedNode(node) if quad.predicate.as_ref() != rdf::TYPE => Some(node.clone()),
        _ => None,
    }
}
