//! Which node each entry of one article's knowledge is: the IRIs, looked up by the numbers of the model.
//!
//! How an IRI is made of a name: `map/iri.rs`.

use std::collections::BTreeSet;

use super::iri;
use super::node::Node;
use crate::model::{
    Agent, Article, Body, BodyId, Cue, DecisionId, Document, DocumentId, Event, EventId, Knowledge, Person,
    PersonId, Place, PlaceId, Sector,
};

/// The nodes of one article's entities, each list in the order of [`Knowledge`].
pub(super) struct Names {
    people: Vec<Node>,
    places: Vec<Node>,
    bodies: Vec<Node>,
    events: Vec<Node>,
    documents: Vec<Node>,
    decisions: Vec<Node>,
}

impl Names {
    pub(super) fn new(article: &Article, knowledge: &Knowledge) -> Self {
        let places = &knowledge.places;
        let bodies: Vec<_> = knowledge.bodies.iter().map(|b| body(places, b)).collect();
        Self {
            people: told_apart(knowledge.people.iter().map(|p| person(places, p))),
            places: knowledge.places.iter().map(|p| place(places, p)).collect(),
            events: told_apart(knowledge.events.iter().map(|e| event(article, &bodies, e))),
            documents: knowledge.documents.iter().map(|d| document(article, &bodies, d)).collect(),
            decisions: (1..=knowledge.decisions.len()).map(|n| iri::decision(&article.id, n)).collect(),
            bodies,
        }
    }

    pub(super) fn person(&self, id: PersonId) -> Option<&Node> {
        self.people.get(id.0)
    }

    pub(super) fn place(&self, id: PlaceId) -> Option<&Node> {
        self.places.get(id.0)
    }

    pub(super) fn body(&self, id: BodyId) -> Option<&Node> {
        self.bodies.get(id.0)
    }

    pub(super) fn event(&self, id: EventId) -> Option<&Node> {
        self.events.get(id.0)
    }

    pub(super) fn document(&self, id: DocumentId) -> Option<&Node> {
        self.documents.get(id.0)
    }

    pub(super) fn decision(&self, id: DecisionId) -> Option<&Node> {
        self.decisions.get(id.0)
    }

    pub(super) fn agent(&self, agent: &Agent) -> Option<&Node> {
        match agent {
            Agent::Person(id) => self.person(*id),
            Agent::Body(id) => self.body(*id),
        }
    }
}

/// Two entries with one IRI are two things all the same: the later one gets its ordinal.
fn told_apart(nodes: impl Iterator<Item = Node>) -> Vec<Node> {
    let nodes: Vec<Node> = nodes.collect();
    let mut ordered: Vec<&str> = nodes.iter().map(Node::as_str).collect();
    ordered.sort_unstable();
    if ordered.windows(2).all(|pair| pair.first() != pair.last()) {
        return nodes;
    }
    let mut taken = BTreeSet::new();
    nodes
        .into_iter()
        .map(|first| {
            let mut node = first.clone();
            let mut ordinal = 1;
            while !taken.insert(node.clone()) {
                ordinal += 1;
                node = iri::numbered(&first, ordinal);
            }
            node
        })
        .collect()
}

/// The code of a place, or the slug of its name where the list lacks it.
pub(super) fn place_part(places: &[Place], id: PlaceId) -> Option<String> {
    let place = places.get(id.0)?;
    Some(place.code.as_ref().map_or_else(|| iri::slug(&place.name), |(_, code)| code.clone()))
}

fn place(places: &[Place], place: &Place) -> Node {
    match &place.code {
        Some((edition, code)) => iri::coded_place(edition, code),
        None => iri::uncoded_place(&place.name, nearest_code(places, place)),
    }
}

/// The code of the smallest place around this one that has a code.
fn nearest_code<'k>(places: &'k [Place], place: &'k Place) -> Option<&'k str> {
    let around = std::iter::successors(place.within, |id| places.get(id.0).and_then(|p| p.within));
    // As many steps as there are places: a circle in the data must not hang the build.
    around
        .take(places.len())
        .filter_map(|id| places.get(id.0)?.code.as_ref())
        .map(|(_, code)| code.as_str())
        .next()
}

fn person(places: &[Place], person: &Person) -> Node {
    let known = person.jurisdiction.and_then(|id| place_part(places, id));
    let part = known.unwrap_or_else(|| if person.central { "tw" } else { "x" }.to_owned());
    iri::person(&person.name, &part)
}

fn body(places: &[Place], body: &Body) -> Node {
    let known = body.jurisdiction.and_then(|id| place_part(places, id));
    let part = known.unwrap_or_else(|| if central(body) { "tw" } else { "x" }.to_owned());
    iri::body(&body.kind, &part, &body.name)
}

/// A public body whose full name names no unit serves the whole country.
fn central(body: &Body) -> bool {
    let public = match body.sector {
        Sector::Party | Sector::State | Sector::PartyAndState => true,
        Sector::Mass | Sector::Armed | Sector::Judicial => true,
        Sector::Enterprise | Sector::Media | Sector::Foreign => false,
        Sector::International | Sector::Religious | Sector::Other => false,
    };
    public && body.jurisdiction.is_none() && body.cue == Cue::Named
}

fn event(article: &Article, bodies: &[Node], event: &Event) -> Node {
    let host = event.host.and_then(|id| bodies.get(id.0));
    let date = event.date.map(|d| d.iso());
    let shared = host.is_some() && event.date.is_some_and(|d| d.day.is_some());
    iri::event(&iri::EventKey {
        host,
        kind: event.kind,
        ordinal: event.ordinal,
        date: date.as_deref(),
        part_of_day: event.part_of_day.as_deref(),
        article: (!shared).then_some(article.id.as_str()),
    })
}

fn document(article: &Article, bodies: &[Node], document: &Document) -> Node {
    let issuer = document.issuer.and_then(|id| bodies.get(id.0));
    iri::document(&document.local, issuer, numbering_period(document).as_deref(), &article.id)
}

/// The year within which the number counts: that of the date, or the one in the number (`30/2020/NĐ-CP`).
pub(super) fn numbering_period(document: &Document) -> Option<String> {
    let printed = document.local.split('/').find(|part| {
        part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()) && ("1945".."2100").contains(part)
    });
    document.date.map(|d| format!("{:04}", d.year)).or_else(|| printed.map(str::to_owned))
}
