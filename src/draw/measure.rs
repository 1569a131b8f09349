//! Who matters, and what belongs together? Numbers about the nodes of a graph.
//!
//! Of the graph as it is related at all: one edge between each two nodes, in no direction, weighing as much
//! as the edges between them; nodes without edges are left out. The same graph gives the same numbers:
//! sums run in a fixed order, and samples are drawn with a fixed seed.

pub mod between;
pub mod louvain;
pub mod rank;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;

use crate::draw::projection::Skeleton;
use crate::draw::{Colour, Edge, Node, Size};

/// The graph as it is measured.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// The node of the skeleton at each place, in order.
    pub nodes: Vec<NodeIndex>,
    /// The neighbours of each place, in order, with the weight of what joins them.
    pub near: Vec<Vec<(usize, f64)>>,
}

impl Network {
    /// The network of a graph.
    #[must_use]
    pub fn of(skeleton: &Skeleton) -> Self {
        let mut pairs: BTreeMap<(NodeIndex, NodeIndex), f64> = BTreeMap::new();
        for edge in skeleton.graph.edge_references().filter(|edge| edge.source() != edge.target()) {
            let weight = edge.weight().weight() as f64;
            *pairs.entry((edge.source(), edge.target())).or_default() += weight;
            *pairs.entry((edge.target(), edge.source())).or_default() += weight;
        }
        let mut network = Self::default();
        for (from, _) in pairs.keys() {
            if network.nodes.last() != Some(from) {
                network.nodes.push(*from);
                network.near.push(Vec::new());
            }
        }
        for ((from, to), weight) in pairs {
            if let (Some(from), Some(to)) = (network.place(from), network.place(to))
                && let Some(near) = network.near.get_mut(from)
            {
                near.push((to, weight));
            }
        }
        network
    }

    /// The place of a node of the skeleton.
    #[must_use]
    pub fn place(&self, node: NodeIndex) -> Option<usize> {
        self.nodes.binary_search(&node).ok()
    }

    /// The number of neighbours of each place.
    #[must_use]
    pub fn degrees(&self) -> Vec<usize> {
        self.near.iter().map(Vec::len).collect()
    }

    /// The number of the connected part that each place is in; the largest part is number 0.
    #[must_use]
    pub fn parts(&self) -> Vec<usize> {
        let mut sets = UnionFind::<usize>::new(self.near.len());
        for (place, near) in self.near.iter().enumerate() {
            for (other, _) in near {
                sets.union(place, *other);
            }
        }
        by_size(&sets.into_labeling())
    }
}

/// Numbers groups anew: the largest is 0; of equal ones, the one that comes first.
#[must_use]
pub fn by_size(groups: &[usize]) -> Vec<usize> {
    let mut members: BTreeMap<usize, (Reverse<usize>, usize)> = BTreeMap::new();
    for (place, group) in groups.iter().enumerate() {
        members.entry(*group).or_insert((Reverse(0), place)).0.0 += 1;
    }
    let mut ranked: Vec<_> = members.into_iter().map(|(group, size)| (size, group)).collect();
    ranked.sort();
    let number: BTreeMap<usize, usize> =
        ranked.into_iter().enumerate().map(|(number, (_, group))| (group, number)).collect();
    groups.iter().map(|group| number.get(group).copied().unwrap_or_default()).collect()
}

/// All measures of one node.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The node of the skeleton.
    pub node: NodeIndex,
    /// With how many others it is related.
    pub degree: usize,
    /// How often a walk along the edges comes by; all sum up to 1.
    pub pagerank: f64,
    /// The share of the shortest ways between two others that lead over it.
    pub betweenness: f64,
    /// The connected part, the largest is 1.
    pub component: usize,
    /// The community, the largest is 1.
    pub community: usize,
}

/// Every measure of every node with an edge, the highest `PageRank` first.
#[must_use]
pub fn rows(skeleton: &Skeleton) -> Vec<Row> {
    let network = Network::of(skeleton);
    let (degrees, parts) = (network.degrees(), network.parts());
    let (ranks, ways) = (rank::pagerank(&network.near), between::betweenness(&network.near));
    let groups = by_size(&louvain::communities(&network.near));
    let mut rows: Vec<Row> = (network.nodes.iter().zip(degrees).zip(ranks))
        .zip(ways.into_iter().zip(parts).zip(groups))
        .map(|(((node, degree), pagerank), ((betweenness, part), group))| Row {
            node: *node,
            degree,
            pagerank,
            betweenness,
            component: part + 1,
            community: group + 1,
        })
        .collect();
    rows.sort_by(|a, b| b.pagerank.total_cmp(&a.pagerank).then(a.node.cmp(&b.node)));
    rows
}

/// What size and colour of the nodes of a picture are to say.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    network: Network,
    sizes: Option<Vec<f64>>,
    groups: Option<Vec<usize>>,
}

impl Measured {
    /// Measures what is needed and no more.
    #[must_use]
    pub fn of(skeleton: &Skeleton, size: Size, colour: Colour) -> Self {
        if size == Size::Degree && colour == Colour::Kind {
            return Self::default();
        }
        let network = Network::of(skeleton);
        let sizes = match size {
            Size::Degree => None,
            Size::PageRank => Some(rank::pagerank(&network.near)),
            Size::Betweenness => Some(between::betweenness(&network.near)),
        };
        let groups = (colour == Colour::Community).then(|| louvain::communities(&network.near));
        Self { network, sizes, groups }
    }

    /// Gives the nodes of a picture, which are these of the skeleton, their sizes and groups.
    pub fn show_on(&self, graph: &mut DiGraph<Node, Edge>, chosen: &[NodeIndex]) {
        let places: Vec<Option<usize>> = chosen.iter().map(|node| self.network.place(*node)).collect();
        if let Some(sizes) = &self.sizes {
            let of = |place: &Option<usize>| place.and_then(|p| sizes.get(p)).copied().unwrap_or(0.0);
            let most = places.iter().map(of).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
            for (node, place) in graph.node_weights_mut().zip(&places) {
                node.share = Some(thousandths(of(place) / most));
            }
        }
        if let Some(groups) = &self.groups {
            // What has no edge at all is a group of its own.
            let alone = groups.len();
            let drawn: Vec<usize> = places
                .iter()
                .enumerate()
                .map(|(i, place)| place.and_then(|p| groups.get(p)).copied().unwrap_or(alone + i))
                .collect();
            for (node, group) in graph.node_weights_mut().zip(by_size(&drawn)) {
                node.group = Some(group);
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 … 1000")]
fn thousandths(share: f64) -> u16 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
}
