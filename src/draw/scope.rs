//! Which edges and nodes take part at all? By kind, by period, by support; or people by what they attended.
//!
//! Comes before any selection and any measure, so that both see one and the same graph.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction::Incoming;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use crate::draw::dates;
use crate::draw::facts::Facts;
use crate::draw::projection::{self, Skeleton, Tie};
use crate::draw::words::{Kind, Relation};
use crate::store::StoreError;
use crate::vocab::schema;

/// What takes part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Posts are nodes between their holders and their bodies, not words on edges.
    pub posts: bool,
    /// Only nodes of these kinds; all where empty.
    pub kinds: Vec<Kind>,
    /// Only what is attested on this day (ISO 8601) or later.
    pub from: Option<String>,
    /// Only what is attested on this day (ISO 8601) or earlier.
    pub to: Option<String>,
    /// Only what stands in so many articles.
    pub min_articles: usize,
    /// Only people, each two joined by the events in which both took part, so many at least.
    pub together: Option<usize>,
}

/// The graph within the scope.
///
/// # Errors
/// Where the store cannot be read.
pub fn project(facts: &Facts<'_>, scope: &Scope) -> Result<Skeleton, StoreError> {
    let whole = projection::project(facts, scope.posts)?;
    let within = supported(facts, whole, scope)?;
    let undated = within.undated;
    let mut part = match scope.together {
        None => of_kinds(within, &scope.kinds),
        Some(least) => together(facts, &within, least)?,
    };
    part.undated = undated;
    Ok(part)
}

/// The graph without edges that are too weak or of another time. What has no date is left out of a
/// period, for nobody knows that it belongs there; what is timeless stays where its ends are tied by more.
fn supported(facts: &Facts<'_>, whole: Skeleton, scope: &Scope) -> Result<Skeleton, StoreError> {
    let dated = scope.from.is_some() || scope.to.is_some();
    if !dated && scope.min_articles <= 1 {
        return Ok(whole);
    }
    let (from, to) = (scope.from.as_deref(), scope.to.as_deref());
    let mut undated = 0;
    let mut stay = BTreeSet::new();
    let mut touched = BTreeSet::new();
    for edge in whole.graph.edge_references() {
        let tie = edge.weight();
        let (subject, property, object) = &tie.triple;
        if scope.min_articles > 1 && facts.articles(subject, *property, object)? < scope.min_articles {
            continue;
        }
        if dated && !tie.relation.is_timeless() {
            let span = dates::of(facts, tie, whole.iri(edge.source()), whole.iri(edge.target()))?;
            undated += usize::from(span.is_none());
            if !span.is_some_and(|span| dates::touches(&span, from, to)) {
                continue;
            }
        }
        stay.insert(edge.id());
        if !tie.relation.is_timeless() {
            touched.extend([edge.source(), edge.target()]);
        }
    }
    let keeps = |node: NodeIndex| !dated || touched.contains(&node);
    let edges = whole.graph.edge_references().filter(|edge| {
        let timeless = edge.weight().relation.is_timeless();
        stay.contains(&edge.id()) && (!timeless || (keeps(edge.source()) && keeps(edge.target())))
    });
    let edges = edges.map(|e| (whole.iri(e.source()), whole.iri(e.target()), e.weight().clone()));
    let mut part = Skeleton::of(whole.graph.node_weights().cloned(), edges);
    part.undated = undated;
    Ok(part)
}

fn of_kinds(whole: Skeleton, kinds: &[Kind]) -> Skeleton {
    if kinds.is_empty() {
        return whole;
    }
    let nodes = whole.graph.node_weights().filter(|thing| kinds.contains(&thing.kind)).cloned();
    let edges = whole.graph.edge_references();
    let edges = edges.map(|e| (whole.iri(e.source()), whole.iri(e.target()), e.weight().clone()));
    Skeleton::of(nodes, edges)
}

/// People, each two with the events in which both took part.
fn together(facts: &Facts<'_>, whole: &Skeleton, least: usize) -> Result<Skeleton, StoreError> {
    let mut shared: BTreeMap<(NodeIndex, NodeIndex), Vec<String>> = BTreeMap::new();
    for (_, event) in in_order_of_dates(facts, whole)? {
        let people = participants(whole, event);
        for (place, one) in people.iter().enumerate() {
            for other in people.iter().skip(place + 1) {
                shared.entry((*one, *other)).or_default().push(whole.iri(event).to_owned());
            }
        }
    }
    shared.retain(|_, events| events.len() >= least.max(1));
    let people = whole.graph.node_weights().filter(|thing| thing.kind == Kind::Person).cloned();
    let edges = shared.into_iter().map(|((one, other), events)| {
        let last = events.last().cloned().unwrap_or_default();
        let triple = (last, schema::ATTENDEE, whole.iri(one).to_owned());
        let tie = Tie { relation: Relation::Together, triple, through: None, shared: events };
        (whole.iri(one), whole.iri(other), tie)
    });
    Ok(Skeleton::of(people, edges))
}

fn in_order_of_dates(
    facts: &Facts<'_>,
    whole: &Skeleton,
) -> Result<Vec<(Option<String>, NodeIndex)>, StoreError> {
    let mut events = Vec::new();
    for node in whole.graph.node_indices().filter(|node| whole.is(*node, Kind::Event)) {
        events.push((facts.text(whole.iri(node), schema::START_DATE)?, node));
    }
    events.sort();
    Ok(events)
}

fn participants(whole: &Skeleton, event: NodeIndex) -> Vec<NodeIndex> {
    let people: BTreeSet<NodeIndex> = whole
        .graph
        .edges_directed(event, Incoming)
        .filter(|edge| edge.weight().relation.is_part())
        .map(|edge| edge.source())
        .filter(|node| whole.is(*node, Kind::Person))
        .collect();
    people.into_iter().collect()
}

/// The articles that tell of two people at the events that they shared.
///
/// # Errors
/// Where the store cannot be read.
pub fn articles_together(facts: &Facts<'_>, tie: &Tie, one: &str, other: &str) -> Result<usize, StoreError> {
    let mut all = BTreeSet::new();
    for event in &tie.shared {
        let of = |person| facts.articles_of(event, schema::ATTENDEE, person);
        all.extend(of(one)?.intersection(&of(other)?).cloned());
    }
    Ok(all.len())
}

/// True where a thing of the whole graph may be missing in this scope.
#[must_use]
pub fn is_narrow(scope: &Scope) -> bool {
    *scope != Scope { posts: scope.posts, ..Scope::default() }
}

/// The kinds that a word stands for, as people type it.
#[must_use]
pub fn kind_called(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.key() == word || (word == "meeting" && *kind == Kind::Event))
}
