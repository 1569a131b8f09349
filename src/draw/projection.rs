//! Which nodes and edges does the store hold? The whole graph as a skeleton, without words.
//!
//! People, bodies, places, events and decisions become nodes; memberships, participations, points of
//! the agenda and changes become edges. A new relation is one line in `DIRECT` or one function.

use oxrdf::vocab::rdf;
use std::collections::{BTreeMap, BTreeSet};

use crate::store::StoreError;
use oxrdf::{NamedNodeRef, Term};
use petgraph::graph::{DiGraph, NodeIndex};

use crate::draw::facts::Facts;
use crate::draw::words::{Kind, Relation};
use crate::vocab::{foaf, org, schema, vk};

/// A node of the skeleton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Its IRI.
    pub iri: String,
    /// What it is.
    pub kind: Kind,
}

/// An edge of the skeleton.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie {
    /// What relates the two nodes.
    pub relation: Relation,
    /// The triple by whose articles the edge is counted.
    pub triple: (String, NamedNodeRef<'static>, String),
    /// The thing between the two whose evidence is the edge's: a membership, item or change.
    pub through: Option<String>,
    /// The events at which both were, in order of their dates, for [`Relation::Together`].
    pub shared: Vec<String>,
}

impl Tie {
    /// An edge that its triple alone says.
    fn plain(relation: Relation, triple: (String, NamedNodeRef<'static>, String)) -> Self {
        Self { relation, triple, through: None, shared: Vec::new() }
    }

    /// An edge through a thing that has the evidence.
    fn through(relation: Relation, triple: (String, NamedNodeRef<'static>, String), through: &str) -> Self {
        Self { relation, triple, through: Some(through.to_owned()), shared: Vec::new() }
    }

    /// How much it counts: the events shared, or 1.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.shared.len().max(1)
    }
}

/// The whole graph, without words.
#[derive(Debug, Clone, Default)]
pub struct Skeleton {
    /// Nodes in order of their IRIs, edges in order of their ends.
    pub graph: DiGraph<Thing, Tie>,
    /// Edges without a date that a period left out.
    pub undated: usize,
    by_iri: BTreeMap<String, NodeIndex>,
}

impl Skeleton {
    /// A graph of nodes in order of their IRIs; edges whose ends are no nodes are left out.
    pub(super) fn of<'e>(
        nodes: impl IntoIterator<Item = Thing>,
        edges: impl IntoIterator<Item = (&'e str, &'e str, Tie)>,
    ) -> Self {
        let mut skeleton = Self::default();
        for thing in nodes {
            let iri = thing.iri.clone();
            let node = skeleton.graph.add_node(thing);
            skeleton.by_iri.insert(iri, node);
        }
        for (from, to, tie) in edges {
            if let (Some(from), Some(to)) = (skeleton.node(from), skeleton.node(to)) {
                skeleton.graph.add_edge(from, to, tie);
            }
        }
        skeleton
    }

    /// The IRI of a node; empty where there is no such node.
    #[must_use]
    pub fn iri(&self, node: NodeIndex) -> &str {
        self.graph.node_weight(node).map_or("", |thing| thing.iri.as_str())
    }

    /// True for a node of this kind.
    #[must_use]
    pub fn is(&self, node: NodeIndex, kind: Kind) -> bool {
        self.graph.node_weight(node).is_some_and(|thing| thing.kind == kind)
    }

    /// The node of an IRI.
    #[must_use]
    pub fn node(&self, iri: &str) -> Option<NodeIndex> {
        self.by_iri.get(iri).copied()
    }

    /// Number of a node's edges.
    #[must_use]
    pub fn degree(&self, node: NodeIndex) -> usize {
        self.graph.neighbors_undirected(node).count()
    }

    /// Number of nodes with at least one edge.
    #[must_use]
    pub fn connected(&self) -> usize {
        self.graph.node_indices().filter(|node| self.degree(*node) > 0).count()
    }
}

/// Classes with the kind of node that their members are.
const CLASSES: &[(NamedNodeRef<'static>, Kind)] = &[
    (foaf::PERSON, Kind::Person),
    (org::ORGANIZATION, Kind::Body),
    (vk::ADMIN_UNIT, Kind::Place),
    (vk::SITE, Kind::Place),
    (vk::MEETING, Kind::Event),
    (vk::DECISION, Kind::Decision),
];

/// Properties that are edges as they stand; true where the edge points from value to subject.
const DIRECT: &[(NamedNodeRef<'static>, Relation, bool)] = &[
    (vk::CHAIR, Relation::Chairs, true),
    (vk::SPEAKER, Relation::Speaks, true),
    (schema::ATTENDEE, Relation::Attends, true),
    (schema::ORGANIZER, Relation::Organises, true),
    (schema::LOCATION, Relation::TakesPlaceIn, false),
    (vk::DECIDED_BY, Relation::Decides, true),
    (vk::ANNOUNCED_BY, Relation::Announces, true),
    (vk::ABOUT_PERSON, Relation::Concerns, false),
    (vk::ABOUT_BODY, Relation::Concerns, false),
    (vk::ABOUT_PLACE, Relation::Concerns, false),
    (vk::DECIDED_AT, Relation::TakenAt, false),
    (org::SUB_ORGANIZATION_OF, Relation::PartOf, false),
    (vk::JURISDICTION, Relation::Serves, false),
    (vk::WITHIN, Relation::Within, false),
    (org::POST_IN, Relation::PostIn, false),
    (vk::ABOUT_POST, Relation::Concerns, false),
];

/// Reads the whole graph. Posts are folded into the edges between their holders and their bodies, or are
/// nodes of their own.
///
/// # Errors
/// Where the store cannot be read.
pub fn project(facts: &Facts<'_>, posts: bool) -> Result<Skeleton, StoreError> {
    let mut ties = Ties { kinds: kinds(facts)?, found: BTreeMap::new() };
    if posts {
        for iri in facts.subjects(rdf::TYPE, org::POST.as_str())? {
            ties.kinds.entry(iri).or_insert(Kind::Post);
        }
    }
    direct(facts, &mut ties)?;
    holdings(facts, &mut ties)?;
    agenda(facts, &mut ties)?;
    posts_decided(facts, &mut ties)?;
    changes(facts, &mut ties)?;
    Ok(ties.into_skeleton())
}

/// Edges found so far, by their two ends and what tells parallel ones apart.
struct Ties {
    kinds: BTreeMap<String, Kind>,
    found: BTreeMap<(String, String, Relation, Option<String>), Tie>,
}

impl Ties {
    /// Adds an edge if both ends are nodes; `through` keeps parallel edges of one relation apart.
    fn add(&mut self, from: &str, to: &str, tie: Tie) {
        if from != to && self.kinds.contains_key(from) && self.kinds.contains_key(to) {
            let key = (from.to_owned(), to.to_owned(), tie.relation, tie.through.clone());
            self.found.entry(key).or_insert(tie);
        }
    }

    /// A person has one edge to an event, the strongest; who presents a point also takes part.
    fn drop_weaker_parts(&mut self) {
        let mut strongest: BTreeMap<(String, String), Relation> = BTreeMap::new();
        for (from, to, relation, _) in self.found.keys().filter(|key| is_part(key.2)) {
            let best = strongest.entry((from.clone(), to.clone())).or_insert(*relation);
            *best = (*best).min(*relation);
        }
        self.found.retain(|(from, to, relation, _), _| {
            !is_part(*relation) || strongest.get(&(from.clone(), to.clone())) == Some(relation)
        });
    }

    fn into_skeleton(mut self) -> Skeleton {
        self.drop_weaker_parts();
        let nodes = self.kinds.into_iter().map(|(iri, kind)| Thing { iri, kind });
        let edges =
            self.found.iter().map(|((from, to, _, _), tie)| (from.as_str(), to.as_str(), tie.clone()));
        Skeleton::of(nodes, edges)
    }
}

/// Chairing is more than speaking, and speaking more than attending; to present is another thing.
const fn is_part(relation: Relation) -> bool {
    matches!(relation, Relation::Chairs | Relation::Speaks | Relation::Attends)
}

fn kinds(facts: &Facts<'_>) -> Result<BTreeMap<String, Kind>, StoreError> {
    let mut kinds = BTreeMap::new();
    for (class, kind) in CLASSES {
        for iri in facts.subjects(rdf::TYPE, class.as_str())? {
            kinds.entry(iri).or_insert(*kind);
        }
    }
    Ok(kinds)
}

fn direct(facts: &Facts<'_>, ties: &mut Ties) -> Result<(), StoreError> {
    for (property, relation, backwards) in DIRECT {
        for pair in facts.pairs(*property) {
            let (subject, Term::NamedNode(object)) = pair? else { continue };
            let object = object.into_string();
            let (from, to) = if *backwards { (&object, &subject) } else { (&subject, &object) };
            let triple = (subject.clone(), *property, object.clone());
            ties.add(from, to, Tie::plain(*relation, triple));
        }
    }
    Ok(())
}

/// Memberships: an edge to the post where posts are nodes, else folded with their posts into one edge each.
fn holdings(facts: &Facts<'_>, ties: &mut Ties) -> Result<(), StoreError> {
    let bodies = map_of(facts, org::HAS_ORGANIZATION)?;
    let posts = map_of(facts, vk::POST)?;
    for pair in facts.pairs(org::MEMBER) {
        let (membership, Term::NamedNode(person)) = pair? else { continue };
        let is_node = |post: &&String| ties.kinds.contains_key(*post);
        let held: Vec<&String> = posts.get(&membership).into_iter().flatten().filter(is_node).collect();
        let ends =
            if held.is_empty() { bodies.get(&membership).into_iter().flatten().collect() } else { held };
        for end in ends {
            let triple = (membership.clone(), org::MEMBER, person.as_str().to_owned());
            ties.add(person.as_str(), end, Tie::through(Relation::Holds, triple, &membership));
        }
    }
    Ok(())
}

fn agenda(facts: &Facts<'_>, ties: &mut Ties) -> Result<(), StoreError> {
    let presenters = map_of(facts, vk::PRESENTED_BY)?;
    for pair in facts.pairs(vk::HAS_AGENDA_ITEM) {
        let (event, Term::NamedNode(item)) = pair? else { continue };
        for presenter in presenters.get(item.as_str()).into_iter().flatten() {
            let triple = (event.clone(), vk::HAS_AGENDA_ITEM, item.as_str().to_owned());
            ties.add(presenter, &event, Tie::through(Relation::Presents, triple, item.as_str()));
        }
    }
    Ok(())
}

/// A decision about a post concerns the post's body, where posts are no nodes.
fn posts_decided(facts: &Facts<'_>, ties: &mut Ties) -> Result<(), StoreError> {
    let bodies = map_of(facts, org::POST_IN)?;
    for pair in facts.pairs(vk::ABOUT_POST) {
        let (decision, Term::NamedNode(post)) = pair? else { continue };
        if ties.kinds.contains_key(post.as_str()) {
            continue;
        }
        for body in bodies.get(post.as_str()).into_iter().flatten() {
            let triple = (decision.clone(), vk::ABOUT_POST, post.as_str().to_owned());
            ties.add(&decision, body, Tie::plain(Relation::Concerns, triple));
        }
    }
    Ok(())
}

/// What a body became, and where it was moved.
fn changes(facts: &Facts<'_>, ties: &mut Ties) -> Result<(), StoreError> {
    let after = map_of(facts, org::RESULTING_ORGANIZATION)?;
    let parents = map_of(facts, vk::NEW_PARENT)?;
    for (change, before) in map_of(facts, org::ORIGINAL_ORGANIZATION)? {
        for body in &before {
            for next in after.get(&change).into_iter().flatten() {
                let triple = (change.clone(), org::ORIGINAL_ORGANIZATION, body.clone());
                ties.add(body, next, Tie::through(Relation::Becomes, triple, &change));
            }
        }
        let moved = after.get(&change).unwrap_or(&before);
        for (body, parent) in
            moved.iter().flat_map(|b| parents.get(&change).into_iter().flatten().map(move |p| (b, p)))
        {
            let triple = (change.clone(), vk::NEW_PARENT, parent.clone());
            ties.add(body, parent, Tie::through(Relation::PartOf, triple, &change));
        }
    }
    Ok(())
}

/// All values of a property, by subject.
fn map_of(
    facts: &Facts<'_>,
    property: NamedNodeRef<'_>,
) -> Result<BTreeMap<String, BTreeSet<String>>, StoreError> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for pair in facts.pairs(property) {
        if let (subject, Term::NamedNode(object)) = pair? {
            all.entry(subject).or_default().insert(object.into_string());
        }
    }
    Ok(all)
}
