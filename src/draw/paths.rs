//! How are two things related? The shortest ways between them, and the next-shortest.
//!
//! Fewer steps first; of two ways with as many steps the one over things with fewer relations, because
//! a meeting of four says more about two people than a parliament. After Yen (1971), on petgraph's A*.

use std::collections::BTreeSet;

use petgraph::algo::astar;
use petgraph::graph::{EdgeIndex, NodeIndex, UnGraph};
use petgraph::visit::{EdgeFiltered, EdgeRef};

use crate::draw::projection::Skeleton;
use crate::draw::words::Kind;

/// What a step costs: more than all the relations of things on the way together.
const STEP: u64 = 1 << 40;

/// A way as the nodes it leads over, with its cost.
type Way = (u64, Vec<NodeIndex>);

/// Up to `count` ways between two nodes, the shortest first. Two things in one province are not related
/// by that, so that no way leads over a place.
#[must_use]
pub fn between(skeleton: &Skeleton, from: NodeIndex, to: NodeIndex, count: usize) -> Vec<Vec<NodeIndex>> {
    let net = Net::new(skeleton, from, to);
    let mut found: Vec<Way> = net.way(&[from], &BTreeSet::new()).into_iter().collect();
    let mut candidates: BTreeSet<Way> = BTreeSet::new();
    while let Some((_, last)) = found.last().filter(|_| found.len() < count) {
        for place in 0..last.len().saturating_sub(1) {
            let root: Vec<NodeIndex> = last.iter().take(place + 1).copied().collect();
            let barred = net.steps_taken(&root, &found);
            candidates.extend(net.way(&root, &barred));
        }
        let known: BTreeSet<&Vec<NodeIndex>> = found.iter().map(|(_, way)| way).collect();
        candidates.retain(|(_, way)| !known.contains(way));
        match candidates.pop_first() {
            Some(next) => found.push(next),
            None => break,
        }
    }
    found.into_iter().map(|(_, way)| way).take(count).collect()
}

/// The graph with one edge between each two nodes that are related at all.
struct Net<'s> {
    graph: UnGraph<(), ()>,
    skeleton: &'s Skeleton,
    to: NodeIndex,
}

impl<'s> Net<'s> {
    fn new(skeleton: &'s Skeleton, from: NodeIndex, to: NodeIndex) -> Self {
        let mut graph = UnGraph::with_capacity(skeleton.graph.node_count(), skeleton.graph.edge_count());
        for _ in skeleton.graph.node_indices() {
            graph.add_node(());
        }
        let open = |node| node == from || node == to || !skeleton.is(node, Kind::Place);
        let pairs: BTreeSet<(NodeIndex, NodeIndex)> = skeleton
            .graph
            .edge_references()
            .map(|edge| (edge.source().min(edge.target()), edge.source().max(edge.target())))
            .filter(|(a, b)| a != b && open(*a) && open(*b))
            .collect();
        for (a, b) in pairs {
            graph.add_edge(a, b, ());
        }
        Self { graph, skeleton, to }
    }

    /// The shortest way that begins with `root` and takes none of the barred steps after it.
    fn way(&self, root: &[NodeIndex], barred: &BTreeSet<EdgeIndex>) -> Option<Way> {
        let (start, passed) = root.split_last()?;
        let free = EdgeFiltered::from_fn(&self.graph, |edge: petgraph::graph::EdgeReference<'_, ()>| {
            !barred.contains(&edge.id())
                && !passed.contains(&edge.source())
                && !passed.contains(&edge.target())
        });
        let (_, rest) = astar(&free, *start, |node| node == self.to, |edge| self.cost(edge.target()), |_| 0)?;
        let way: Vec<NodeIndex> = passed.iter().copied().chain(rest).collect();
        let cost = way.iter().skip(1).map(|node| self.cost(*node)).sum();
        Some((cost, way))
    }

    fn cost(&self, node: NodeIndex) -> u64 {
        let relations = if node == self.to { 0 } else { self.skeleton.degree(node) };
        STEP + u64::try_from(relations).unwrap_or(u64::from(u32::MAX)).min(u64::from(u32::MAX))
    }

    /// The steps that known ways take after the same root.
    fn steps_taken(&self, root: &[NodeIndex], found: &[Way]) -> BTreeSet<EdgeIndex> {
        found
            .iter()
            .filter(|(_, way)| way.starts_with(root))
            .filter_map(|(_, way)| self.graph.find_edge(*way.get(root.len() - 1)?, *way.get(root.len())?))
            .collect()
    }
}
