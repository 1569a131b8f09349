//! Which part of the graph is drawn? A neighbourhood, or the nodes with most edges.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use crate::draw::facts::Facts;
use crate::draw::names;
use crate::draw::projection::Skeleton;
use crate::draw::words::Kind;
use crate::draw::{DrawError, Wish};
use crate::vocab::org;

/// The nodes chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// Nodes of the skeleton, in order.
    pub nodes: Vec<NodeIndex>,
    /// The node in the middle, as its place in [`Chosen::nodes`].
    pub about: Option<NodeIndex>,
}

/// Chooses the nodes that were asked for.
///
/// # Errors
/// Where the name asked for is unknown, means several things, or is nothing that can be drawn.
pub fn choose(facts: &Facts<'_>, skeleton: &Skeleton, wish: &Wish) -> Result<Chosen, DrawError> {
    let Some(name) = &wish.about else { return Ok(busiest(skeleton, wish.limit)) };
    let iri = names::find(facts, name)?;
    let middle = node_for(facts, skeleton, &iri)?.ok_or(DrawError::NotDrawn(iri))?;
    let steps = distances(skeleton, middle, wish.hops);
    let mut ranked: Vec<NodeIndex> = steps.keys().copied().collect();
    ranked.sort_by_key(|node| (steps.get(node).copied(), std::cmp::Reverse(skeleton.degree(*node)), *node));
    let nodes = first(ranked, wish.limit.max(1));
    let about = nodes.iter().position(|node| *node == middle).map(NodeIndex::new);
    Ok(Chosen { nodes, about })
}

/// The node of a thing; for a post the node of its body.
fn node_for(facts: &Facts<'_>, skeleton: &Skeleton, iri: &str) -> Result<Option<NodeIndex>, DrawError> {
    if let Some(node) = skeleton.node(iri) {
        return Ok(Some(node));
    }
    Ok(facts.object(iri, org::POST_IN)?.and_then(|body| skeleton.node(&body)))
}

fn busiest(skeleton: &Skeleton, limit: usize) -> Chosen {
    let mut ranked: Vec<(usize, NodeIndex)> =
        skeleton.graph.node_indices().map(|node| (skeleton.degree(node), node)).collect();
    ranked.retain(|(degree, _)| *degree > 0);
    ranked.sort_by_key(|(degree, node)| (std::cmp::Reverse(*degree), *node));
    Chosen { nodes: first(ranked.into_iter().map(|(_, node)| node).collect(), limit), about: None }
}

/// The first nodes of a ranking, back in the skeleton's order.
fn first(mut ranked: Vec<NodeIndex>, limit: usize) -> Vec<NodeIndex> {
    ranked.truncate(limit);
    ranked.sort();
    ranked
}

/// Steps from the middle. Places are reached but, the middle apart, not stepped through: two things
/// in one province are not related by that.
fn distances(skeleton: &Skeleton, middle: NodeIndex, hops: usize) -> BTreeMap<NodeIndex, usize> {
    let mut steps = BTreeMap::from([(middle, 0)]);
    let mut ring = BTreeSet::from([middle]);
    for hop in 1..=hops {
        let mut next = BTreeSet::new();
        for node in ring {
            let is_place = skeleton.graph.node_weight(node).is_some_and(|thing| thing.kind == Kind::Place);
            if is_place && node != middle {
                continue;
            }
            next.extend(skeleton.graph.neighbors_undirected(node).filter(|n| !steps.contains_key(n)));
        }
        steps.extend(next.iter().map(|node| (*node, hop)));
        ring = next;
    }
    steps
}
