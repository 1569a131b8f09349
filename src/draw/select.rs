//! Which part of the graph is drawn? A neighbourhood, ways between two things, a body's tree, its
//! decisions, or the nodes with most edges.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::draw::dates;
use crate::draw::facts::Facts;
use crate::draw::projection::Skeleton;
use crate::draw::scope::is_narrow;
use crate::draw::tree;
use crate::draw::words::{Kind, Relation};
use crate::draw::{DrawError, View, Wish, names, paths};
use crate::vocab::org;

/// The nodes chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chosen {
    /// Nodes of the skeleton, in order.
    pub nodes: Vec<NodeIndex>,
    /// The edges between them that are drawn; all where none are named.
    pub edges: Option<BTreeSet<EdgeIndex>>,
    /// The node in the middle, as its place in [`Chosen::nodes`].
    pub about: Option<NodeIndex>,
    /// The ways between two things, as places in [`Chosen::nodes`], the shortest first.
    pub paths: Vec<Vec<NodeIndex>>,
    /// Column and row of each node, where the picture has such an order.
    pub grid: Option<Vec<(f64, f64)>>,
}

impl Chosen {
    /// These nodes in the skeleton's order, around one of them.
    pub(super) fn around(mut nodes: Vec<NodeIndex>, middle: Option<NodeIndex>) -> Self {
        nodes.sort();
        nodes.dedup();
        let about = middle.and_then(|middle| place(&nodes, middle));
        Self { nodes, about, ..Self::default() }
    }
}

/// The place of a node among the chosen ones.
pub(super) fn place(nodes: &[NodeIndex], node: NodeIndex) -> Option<NodeIndex> {
    nodes.binary_search(&node).ok().map(NodeIndex::new)
}

/// Chooses the nodes that were asked for.
///
/// # Errors
/// Where a name asked for is unknown, means several things, or is nothing that can be drawn.
pub fn choose(facts: &Facts<'_>, skeleton: &Skeleton, wish: &Wish) -> Result<Chosen, DrawError> {
    let find = |name: &str| node_called(facts, skeleton, wish, name);
    match &wish.view {
        View::Paths { from, to, count } => ways(facts, skeleton, (find(from)?, find(to)?), *count),
        View::Tree { body } => {
            Ok(tree::of(facts, skeleton, body_called(facts, skeleton, wish, body)?, wish.limit)?)
        }
        View::Decisions { body } => decisions(facts, skeleton, find(body)?, wish.limit),
        View::Around => match &wish.about {
            Some(name) => Ok(neighbourhood(skeleton, find(name)?, wish)),
            None => Ok(busiest(skeleton, wish.limit)),
        },
    }
}

/// The node that a name means; for a post that is no node the node of its body.
fn node_called(
    facts: &Facts<'_>,
    skeleton: &Skeleton,
    wish: &Wish,
    name: &str,
) -> Result<NodeIndex, DrawError> {
    let iri = names::find(facts, name)?;
    if let Some(node) = skeleton.node(&iri) {
        return Ok(node);
    }
    let body = facts.object(&iri, org::POST_IN)?.and_then(|body| skeleton.node(&body));
    body.ok_or(if is_narrow(&wish.scope) { DrawError::LeftOut(iri) } else { DrawError::NotDrawn(iri) })
}

fn body_called(
    facts: &Facts<'_>,
    skeleton: &Skeleton,
    wish: &Wish,
    name: &str,
) -> Result<NodeIndex, DrawError> {
    let node = node_called(facts, skeleton, wish, name)?;
    if skeleton.is(node, Kind::Body) {
        Ok(node)
    } else {
        Err(DrawError::NoBody(skeleton.iri(node).to_owned()))
    }
}

fn neighbourhood(skeleton: &Skeleton, middle: NodeIndex, wish: &Wish) -> Chosen {
    let steps = distances(skeleton, middle, wish.hops);
    let mut ranked: Vec<NodeIndex> = steps.keys().copied().collect();
    ranked.sort_by_key(|node| (steps.get(node).copied(), std::cmp::Reverse(skeleton.degree(*node)), *node));
    ranked.truncate(wish.limit.max(1));
    Chosen::around(ranked, Some(middle))
}

/// The nodes with most edges. One that none of the others is tied to says nothing in a picture: its place
/// goes to the next that is.
fn busiest(skeleton: &Skeleton, limit: usize) -> Chosen {
    let mut ranked: Vec<(usize, NodeIndex)> =
        skeleton.graph.node_indices().map(|node| (skeleton.degree(node), node)).collect();
    ranked.retain(|(degree, _)| *degree > 0);
    ranked.sort_by_key(|(degree, node)| (std::cmp::Reverse(*degree), *node));
    let mut next = ranked.into_iter().map(|(_, node)| node);
    let mut chosen: BTreeSet<NodeIndex> = next.by_ref().take(limit).collect();
    let tied = |node: NodeIndex, chosen: &BTreeSet<NodeIndex>| {
        skeleton.graph.neighbors_undirected(node).any(|other| other != node && chosen.contains(&other))
    };
    let among = chosen.clone();
    chosen.retain(|node| tied(*node, &among));
    for node in next {
        if chosen.len() >= limit {
            break;
        }
        if tied(node, &chosen) {
            chosen.insert(node);
        }
    }
    Chosen::around(chosen.into_iter().collect(), None)
}

/// Steps from the middle. Places are reached but, the middle apart, not stepped through: two things
/// in one province are not related by that.
fn distances(skeleton: &Skeleton, middle: NodeIndex, hops: usize) -> BTreeMap<NodeIndex, usize> {
    let mut steps = BTreeMap::from([(middle, 0)]);
    let mut ring = BTreeSet::from([middle]);
    for hop in 1..=hops {
        let mut next = BTreeSet::new();
        for node in ring {
            if skeleton.is(node, Kind::Place) && node != middle {
                continue;
            }
            next.extend(skeleton.graph.neighbors_undirected(node).filter(|n| !steps.contains_key(n)));
        }
        steps.extend(next.iter().map(|node| (*node, hop)));
        ring = next;
    }
    steps
}

/// The ways between two nodes, each in a row of its own from left to right.
fn ways(
    facts: &Facts<'_>,
    skeleton: &Skeleton,
    (from, to): (NodeIndex, NodeIndex),
    count: usize,
) -> Result<Chosen, DrawError> {
    let ways = if from == to { Vec::new() } else { paths::between(skeleton, from, to, count) };
    let Some(longest) = ways.iter().map(Vec::len).max() else {
        let name = |node| facts.label(skeleton.iri(node));
        return Err(DrawError::NotJoined { from: name(from)?, to: name(to)? });
    };
    let mut chosen = Chosen::around(ways.iter().flatten().copied().collect(), Some(from));
    let mut grid: BTreeMap<NodeIndex, (f64, f64)> = BTreeMap::new();
    for (row, way) in ways.iter().enumerate() {
        for (place, node) in way.iter().enumerate() {
            let column = place as f64 * (longest - 1) as f64 / (way.len() - 1) as f64;
            grid.entry(*node).or_insert((column, row as f64));
        }
    }
    // The two ends stand halfway down, where all ways meet.
    let rows = grid.values().map(|(_, row)| *row).fold(0.0, f64::max);
    for end in [from, to] {
        grid.entry(end).and_modify(|(_, row)| *row = rows / 2.0);
    }
    let steps = ways.iter().flat_map(|way| way.iter().zip(way.iter().skip(1)));
    chosen.edges = Some(
        steps
            .flat_map(|(a, b)| {
                let there = skeleton.graph.edges_connecting(*a, *b);
                there.chain(skeleton.graph.edges_connecting(*b, *a)).map(|edge| edge.id())
            })
            .collect(),
    );
    chosen.grid = Some(chosen.nodes.iter().map(|node| grid.get(node).copied().unwrap_or_default()).collect());
    chosen.paths =
        ways.iter().map(|way| way.iter().filter_map(|node| place(&chosen.nodes, *node)).collect()).collect();
    Ok(chosen)
}

/// What a body or person decided or announced, the latest first, with all that it concerns.
fn decisions(
    facts: &Facts<'_>,
    skeleton: &Skeleton,
    body: NodeIndex,
    limit: usize,
) -> Result<Chosen, DrawError> {
    let mut dated = Vec::new();
    let mut known = BTreeSet::new();
    for edge in skeleton.graph.edges_directed(body, Outgoing) {
        let decides = matches!(edge.weight().relation, Relation::Decides | Relation::Announces);
        if decides && known.insert(edge.target()) {
            let span = dates::of(facts, edge.weight(), skeleton.iri(body), skeleton.iri(edge.target()))?;
            dated.push((std::cmp::Reverse(span.map(|(_, last)| last)), edge.target()));
        }
    }
    if dated.is_empty() {
        return Err(DrawError::NoDecisions(facts.label(skeleton.iri(body))?));
    }
    dated.sort();
    let (mut nodes, mut edges) = (BTreeSet::from([body]), BTreeSet::new());
    for (_, decision) in dated {
        let around: Vec<_> = skeleton
            .graph
            .edges_directed(decision, Outgoing)
            .map(|edge| (edge.id(), edge.target()))
            .chain(skeleton.graph.edges_directed(decision, Incoming).map(|edge| (edge.id(), edge.source())))
            .collect();
        let new: BTreeSet<NodeIndex> = around.iter().map(|(_, node)| *node).chain([decision]).collect();
        if nodes.union(&new).count() > limit.max(2) {
            break;
        }
        nodes.extend(new);
        edges.extend(around.iter().map(|(edge, _)| *edge));
    }
    let mut chosen = Chosen::around(nodes.into_iter().collect(), Some(body));
    chosen.edges = Some(edges);
    Ok(chosen)
}
