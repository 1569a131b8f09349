//! How is a body made up? The bodies below it, level by level, and who leads each.
//!
//! Leaders are not told by words: of those who do not only stand as former holders, the ones in posts
//! that one person holds at a time come first, then those whom most articles name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::Direction::Incoming;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::draw::facts::Facts;
use crate::draw::projection::{Skeleton, Tie};
use crate::draw::select::Chosen;
use crate::draw::words::{Kind, Relation};
use crate::store::StoreError;
use crate::vocab::vk;

/// At most so many leaders of a body are shown.
const LEADERS: usize = 4;

/// The tree under a body of at most `limit` nodes: bodies before leaders, near ones before far ones.
pub(super) fn of(
    facts: &Facts<'_>,
    skeleton: &Skeleton,
    top: NodeIndex,
    limit: usize,
) -> Result<Chosen, StoreError> {
    let mut tree = Tree::default();
    tree.nodes.insert(top);
    let mut bodies = vec![top];
    let mut queue = VecDeque::from([top]);
    while let Some(body) = queue.pop_front() {
        for edge in skeleton.graph.edges_directed(body, Incoming) {
            let part = edge.source();
            let is_part = edge.weight().relation == Relation::PartOf && skeleton.is(part, Kind::Body);
            if is_part && tree.nodes.len() < limit.max(1) && tree.add(body, part, edge.id()) {
                bodies.push(part);
                queue.push_back(part);
            }
        }
    }
    for body in bodies {
        for (person, edge) in leaders(facts, skeleton, body)? {
            if tree.nodes.len() < limit.max(1) && tree.nodes.insert(person) {
                tree.leaders.entry(body).or_default().push(person);
                tree.edges.insert(edge);
            }
        }
    }
    let mut chosen = Chosen::around(tree.nodes.iter().copied().collect(), Some(top));
    let mut places = BTreeMap::new();
    tree.place(top, 0.0, &mut 0.0, &mut places);
    chosen.grid =
        Some(chosen.nodes.iter().map(|node| places.get(node).copied().unwrap_or_default()).collect());
    chosen.edges = Some(tree.edges);
    Ok(chosen)
}

#[derive(Default)]
struct Tree {
    nodes: BTreeSet<NodeIndex>,
    edges: BTreeSet<EdgeIndex>,
    leaders: BTreeMap<NodeIndex, Vec<NodeIndex>>,
    below: BTreeMap<NodeIndex, Vec<NodeIndex>>,
}

impl Tree {
    /// Hangs a node below another; false where it hangs somewhere already.
    fn add(&mut self, above: NodeIndex, node: NodeIndex, edge: EdgeIndex) -> bool {
        let new = self.nodes.insert(node);
        if new {
            self.below.entry(above).or_default().push(node);
            self.edges.insert(edge);
        }
        new
    }

    /// Columns by level, a row for each leaf; what has something below stands in the middle of it.
    fn place(
        &self,
        node: NodeIndex,
        column: f64,
        free: &mut f64,
        places: &mut BTreeMap<NodeIndex, (f64, f64)>,
    ) -> f64 {
        let rows: Vec<f64> = [self.leaders.get(&node), self.below.get(&node)]
            .into_iter()
            .flatten()
            .flatten()
            .map(|below| self.place(*below, column + 1.0, free, places))
            .collect();
        let row = match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => (first + last) / 2.0,
            _ => {
                *free += 1.0;
                *free - 1.0
            }
        };
        places.insert(node, (column, row));
        row
    }
}

/// Those who lead a body, with the edge that says so.
fn leaders(
    facts: &Facts<'_>,
    skeleton: &Skeleton,
    body: NodeIndex,
) -> Result<Vec<(NodeIndex, EdgeIndex)>, StoreError> {
    let mut ranked = Vec::new();
    for edge in skeleton.graph.edges_directed(body, Incoming) {
        let tie = edge.weight();
        if tie.relation != Relation::Holds || !is_held(facts, tie)? {
            continue;
        }
        let (subject, property, object) = &tie.triple;
        let articles = facts.articles(subject, *property, object)?;
        ranked.push((!has_one_seat(facts, tie)?, Reverse(articles), edge.source(), edge.id()));
    }
    ranked.sort();
    let mut known = BTreeSet::new();
    ranked.retain(|(_, _, person, _)| known.insert(*person));
    Ok(ranked.into_iter().take(LEADERS).map(|(_, _, person, edge)| (person, edge)).collect())
}

fn has_one_seat(facts: &Facts<'_>, tie: &Tie) -> Result<bool, StoreError> {
    let Some(membership) = &tie.through else { return Ok(false) };
    let Some(post) = facts.object(membership, vk::POST)? else { return Ok(false) };
    Ok(facts.text(&post, vk::SEATS)?.as_deref() == Some("1"))
}

/// True where some article tells of the post as held or to be held.
fn is_held(facts: &Facts<'_>, tie: &Tie) -> Result<bool, StoreError> {
    let Some(membership) = &tie.through else { return Ok(true) };
    for attestation in facts.objects(membership, vk::ATTESTED)? {
        if facts.text(&attestation, vk::STATUS)?.as_deref() != Some("former") {
            return Ok(true);
        }
    }
    Ok(false)
}
