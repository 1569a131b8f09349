//! What do the chosen nodes and edges say? Names, dates, and the sentence that says it best.

use std::collections::BTreeMap;

use crate::store::StoreError;
use oxrdf::NamedNodeRef;
use petgraph::graph::DiGraph;
use petgraph::visit::EdgeRef;

use crate::draw::facts::{Facts, Quoted, natural};
use crate::draw::projection::{Skeleton, Thing, Tie};
use crate::draw::select::Chosen;
use crate::draw::words::{Kind, Language, Relation};
use crate::draw::{Edge, Node, dates, scope};
use crate::vocab::{org, schema, vk};

/// Sentences, each once, in the order in which they were first needed.
#[derive(Default)]
struct Quotes {
    all: Vec<Quoted>,
    places: BTreeMap<String, usize>,
}

impl Quotes {
    fn place(&mut self, quote: Quoted) -> usize {
        let next = self.all.len();
        let place = *self.places.entry(quote.iri.clone()).or_insert(next);
        if place == next {
            self.all.push(quote);
        }
        place
    }
}

/// The part of the graph between the chosen nodes, with all words, and the sentences it refers to.
///
/// # Errors
/// Where the store cannot be read.
pub fn fill_in(
    facts: &Facts<'_>,
    skeleton: &Skeleton,
    chosen: &Chosen,
    language: Language,
) -> Result<(DiGraph<Node, Edge>, Vec<Quoted>), StoreError> {
    let mut quotes = Quotes::default();
    let mut graph = DiGraph::new();
    let mut moved = BTreeMap::new();
    for old in &chosen.nodes {
        if let Some(thing) = skeleton.graph.node_weight(*old) {
            let node = node(facts, thing, skeleton.degree(*old), language, &mut quotes)?;
            moved.insert(*old, graph.add_node(node));
        }
    }
    let is_drawn = |edge| chosen.edges.as_ref().is_none_or(|edges| edges.contains(&edge));
    for edge in skeleton.graph.edge_references().filter(|edge| is_drawn(edge.id())) {
        if let (Some(from), Some(to)) = (moved.get(&edge.source()), moved.get(&edge.target())) {
            graph.add_edge(*from, *to, tie(facts, skeleton, edge, &mut quotes)?);
        }
    }
    Ok((graph, quotes.all))
}

fn node(
    facts: &Facts<'_>,
    thing: &Thing,
    degree: usize,
    language: Language,
    quotes: &mut Quotes,
) -> Result<Node, StoreError> {
    let evidence = match thing.kind {
        Kind::Event | Kind::Decision => facts.evidence(&thing.iri)?.into_iter().next(),
        Kind::Person | Kind::Post | Kind::Body | Kind::Place => None,
    };
    let mut label = facts.label(&thing.iri)?;
    if thing.kind == Kind::Decision && facts.text(&thing.iri, vk::OBJECT)?.is_none() {
        label = format!("{} {label}", Kind::Decision.word(language));
    }
    if thing.kind == Kind::Decision {
        label = capitalised(&label);
    }
    Ok(Node {
        label,
        fields: fields(facts, thing)?,
        quote: evidence.map(|quote| quotes.place(quote)),
        degree,
        kind: thing.kind,
        iri: thing.iri.clone(),
        share: None,
        group: None,
    })
}

/// The words of a decision come from within a sentence.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn fields(facts: &Facts<'_>, thing: &Thing) -> Result<Vec<(&'static str, String)>, StoreError> {
    let iri = thing.iri.as_str();
    let mut fields = Vec::new();
    let texts: &[(&'static str, NamedNodeRef<'static>)] = match thing.kind {
        Kind::Event => {
            &[("date", schema::START_DATE), ("part-of-day", vk::PART_OF_DAY), ("event-kind", vk::EVENT_KIND)]
        }
        Kind::Decision => {
            &[("date", vk::DECIDED_ON), ("deadline", vk::DEADLINE), ("form", vk::FORM), ("term", vk::TERM)]
        }
        Kind::Person | Kind::Post | Kind::Body | Kind::Place => &[],
    };
    for (key, property) in texts {
        fields.extend(facts.text(iri, *property)?.map(|text| (*key, text)));
    }
    match thing.kind {
        Kind::Body => fields.extend(facts.local(iri, vk::SECTOR)?.map(|v| ("sector", v))),
        Kind::Place => fields.extend(facts.local(iri, vk::UNIT_LEVEL)?.map(|v| ("level", v))),
        Kind::Decision => fields.extend(decision_fields(facts, iri)?),
        Kind::Person | Kind::Post | Kind::Event => {}
    }
    Ok(fields)
}

fn decision_fields(facts: &Facts<'_>, iri: &str) -> Result<Vec<(&'static str, String)>, StoreError> {
    let mut fields = Vec::new();
    if let Some(action) = facts.object(iri, vk::DECISION_KIND)? {
        fields.push(("action", facts.label(&action)?));
    }
    fields.extend(facts.local(iri, vk::MODALITY)?.map(|v| ("modality", v)));
    if let Some(document) = facts.object(iri, vk::RECORDED_IN)? {
        fields.push(("document", facts.label(&document)?));
    }
    if let Some(amount) = facts.object(iri, vk::AMOUNT)? {
        fields.extend(facts.text(&amount, vk::SOURCE_TEXT)?.map(|v| ("amount", v)));
    }
    Ok(fields)
}

fn tie(
    facts: &Facts<'_>,
    skeleton: &Skeleton,
    edge: petgraph::graph::EdgeReference<'_, Tie>,
    quotes: &mut Quotes,
) -> Result<Edge, StoreError> {
    let tie = edge.weight();
    let (from, to) = (skeleton.iri(edge.source()), skeleton.iri(edge.target()));
    let (subject, property, object) = &tie.triple;
    let (since, date) = dates::of(facts, tie, from, to)?.unzip();
    let mut drawn = Edge {
        relation: tie.relation,
        label: None,
        status: None,
        since,
        date,
        articles: match tie.relation {
            Relation::Together => scope::articles_together(facts, tie, from, to)?,
            _ => facts.articles(subject, *property, object)?,
        },
        weight: tie.weight(),
        quote: None,
    };
    let quote = match (tie.relation, &tie.through) {
        (Relation::Holds, Some(membership)) => holding(facts, membership, &mut drawn)?,
        (Relation::Together, _) => met(facts, &tie.shared, from, to)?,
        (_, Some(through)) => facts.evidence(through)?.into_iter().next(),
        (Relation::Chairs | Relation::Speaks | Relation::Attends, None) => part(facts, from, to)?,
        (Relation::Decides | Relation::Announces, None) => facts.evidence(to)?.into_iter().next(),
        (Relation::Concerns | Relation::TakenAt, None) => facts.evidence(from)?.into_iter().next(),
        _ => facts.sentence_with(from, to)?,
    };
    let quote = match quote {
        None => facts.sentence_with(from, to)?,
        some => some,
    };
    drawn.quote = quote.map(|quote| quotes.place(quote));
    Ok(drawn)
}

/// The sentence that says that both took part in an event they shared; else one of the two's.
fn met(facts: &Facts<'_>, events: &[String], one: &str, other: &str) -> Result<Option<Quoted>, StoreError> {
    let mut first = None;
    for event in events.iter().rev() {
        let (mine, yours) = (part(facts, one, event)?, part(facts, other, event)?);
        if mine.is_some() && mine == yours {
            return Ok(mine);
        }
        first = first.or(mine).or(yours);
    }
    Ok(first)
}

/// Fills in post and status from the latest attestation; gives the sentence of the surest one.
fn holding(facts: &Facts<'_>, membership: &str, edge: &mut Edge) -> Result<Option<Quoted>, StoreError> {
    if let Some(post) = facts.object(membership, vk::POST)? {
        edge.label = Some(facts.label(&post)?);
    } else if let Some(role) = facts.object(membership, org::ROLE)? {
        edge.label = Some(facts.label(&role)?);
    }
    let mut surest: Option<(String, Quoted)> = None;
    let mut latest: Option<(Option<String>, Option<String>)> = None;
    let mut attestations = facts.objects(membership, vk::ATTESTED)?;
    attestations.sort_by(|a, b| natural(a).cmp(&natural(b)));
    for attestation in attestations {
        let seen = (facts.text(&attestation, vk::OBSERVED_ON)?, facts.text(&attestation, vk::STATUS)?);
        if latest.as_ref().is_none_or(|(date, _)| seen.0 > *date) {
            latest = Some(seen);
        }
        let sure = facts.text(&attestation, vk::CONFIDENCE)?.unwrap_or_default();
        if let Some(quote) = facts.evidence(&attestation)?.into_iter().next()
            && surest.as_ref().is_none_or(|(before, _)| sure > *before)
        {
            surest = Some((sure, quote));
        }
    }
    edge.status = latest.unwrap_or_default().1;
    Ok(surest.map(|(_, quote)| quote))
}

/// The sentence that says that a person took part in an event.
fn part(facts: &Facts<'_>, person: &str, event: &str) -> Result<Option<Quoted>, StoreError> {
    for participation in facts.subjects(vk::PARTICIPANT, person)? {
        if facts.object(&participation, vk::EVENT)?.as_deref() == Some(event) {
            return Ok(facts.evidence(&participation)?.into_iter().next());
        }
    }
    Ok(None)
}
