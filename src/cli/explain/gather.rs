//! Which facts does the graph hold about a thing? By kind of thing, each with its evidence.

use oxrdf::vocab::{rdf, rdfs};
use std::collections::BTreeSet;

use crate::store::StoreError;
use oxrdf::{NamedNodeRef, Term};

use crate::cli::explain::{Explanation, Fact, TOPICS, Topic};
use crate::draw::facts::{Facts, Quoted, local_name, natural};
use crate::vocab::{eli, foaf, oa, org, schema, skos, vk};

/// At most so many sentences that only name the thing are shown.
const MENTIONS: usize = 5;
/// At most so many parts, bodies and places of a place are shown.
const LISTED: usize = 50;

type Found = Result<Vec<Fact>, StoreError>;

/// Classes with the word for their members; the first that fits counts.
const CLASSES: &[(NamedNodeRef<'static>, &str)] = &[
    (foaf::PERSON, "person"),
    (org::ORGANIZATION, "body"),
    (vk::ADMIN_UNIT, "place"),
    (vk::SITE, "place"),
    (vk::MEETING, "event"),
    (vk::DECISION, "decision"),
    (org::POST, "post"),
    (eli::LEGAL_RESOURCE, "document"),
    (vk::PROJECT, "project"),
    (org::CHANGE_EVENT, "change"),
    (schema::NEWS_ARTICLE, "article"),
    (vk::QUOTE, "quote"),
];

/// All that the graph says about a thing.
pub(in crate::cli) fn explain(facts: &Facts<'_>, iri: &str) -> Result<Explanation, StoreError> {
    let types = facts.objects(iri, rdf::TYPE)?;
    let kind = CLASSES
        .iter()
        .find(|(class, _)| types.iter().any(|of| of == class.as_str()))
        .map_or("thing", |(_, kind)| *kind);
    let mut topics = Vec::new();
    for (key, _, _) in TOPICS {
        let found = topic(facts, iri, kind, key)?;
        if !found.is_empty() {
            topics.push(Topic { topic: key, facts: found });
        }
    }
    let mentions = mentions(facts, iri, &topics)?;
    if !mentions.is_empty() {
        topics.push(Topic { topic: "mentions", facts: mentions });
    }
    Ok(Explanation { iri: iri.to_owned(), kind, name: facts.label(iri)?, topics })
}

fn topic(facts: &Facts<'_>, iri: &str, kind: &str, topic: &str) -> Found {
    match (kind, topic) {
        ("person", "posts") => holdings(facts, iri, org::MEMBER, vk::POST),
        ("body", "holders") => holdings(facts, iri, org::HAS_ORGANIZATION, org::MEMBER),
        ("post", "holders") => holdings(facts, iri, vk::POST, org::MEMBER),
        ("post", "parent") => linked(facts, iri, facts.objects(iri, org::POST_IN)?),
        ("body", "parent") => linked(facts, iri, facts.objects(iri, org::SUB_ORGANIZATION_OF)?),
        ("body", "parts") => linked(facts, iri, facts.subjects(org::SUB_ORGANIZATION_OF, iri)?),
        ("body", "jurisdiction") => jurisdiction(facts, iri),
        ("body", "changes") => changes(facts, iri),
        ("place", "parent") => linked(facts, iri, facts.objects(iri, vk::WITHIN)?),
        ("place", "parts") => linked(facts, iri, facts.subjects(vk::WITHIN, iri)?),
        ("place", "bodies") => linked(facts, iri, facts.subjects(vk::JURISDICTION, iri)?),
        ("event", "people") => people(facts, iri),
        ("event", "groups") => groups(facts, iri),
        ("event", "agenda") => agenda(facts, iri),
        ("person", "events") => participations(facts, iri),
        ("body", "events") => events(facts, facts.subjects(schema::ORGANIZER, iri)?),
        ("place", "events") => events(facts, facts.subjects(schema::LOCATION, iri)?),
        ("event", "decisions") => decisions(facts, facts.subjects(vk::DECIDED_AT, iri)?),
        ("document", "decisions") => decisions(facts, facts.subjects(vk::RECORDED_IN, iri)?),
        ("change", "decisions") => decisions(facts, facts.subjects(vk::EFFECTS, iri)?),
        ("person" | "body", "decisions") => {
            decisions(facts, subjects_of(facts, &[vk::DECIDED_BY, vk::ANNOUNCED_BY], iri)?)
        }
        ("person" | "body" | "place" | "post", "concerned") => {
            let about = [vk::ABOUT_PERSON, vk::ABOUT_BODY, vk::ABOUT_PLACE, vk::ABOUT_POST];
            decisions(facts, subjects_of(facts, &about, iri)?)
        }
        ("person", "details") | (_, "mentions") => Ok(Vec::new()),
        ("quote", "evidence") => Ok(vec![Fact {
            text: facts.text(iri, vk::SECTION)?.unwrap_or_default(),
            quotes: facts.quote(iri)?.into_iter().collect(),
            ..Fact::default()
        }]),
        (_, "details") => details(facts, iri),
        ("event" | "decision" | "project" | "change", "evidence") => own_evidence(facts, iri),
        _ => Ok(Vec::new()),
    }
}

/// Memberships seen from one end: the other end, with each attestation.
fn holdings(facts: &Facts<'_>, iri: &str, here: NamedNodeRef<'_>, there: NamedNodeRef<'_>) -> Found {
    let mut found = Vec::new();
    for membership in facts.subjects(here, iri)? {
        let Some(other) = facts.object(&membership, there)? else { continue };
        let mut text = facts.label(&other)?;
        if here == org::HAS_ORGANIZATION
            && let Some(role) = facts.object(&membership, org::ROLE)?
        {
            text = format!("{text}: {}", facts.label(&role)?);
        }
        for attestation in facts.objects(&membership, vk::ATTESTED)? {
            found.push(Fact {
                text: with_term(facts, &text, &attestation)?,
                iri: Some(other.clone()),
                status: facts.text(&attestation, vk::STATUS)?,
                date: facts.text(&attestation, vk::OBSERVED_ON)?,
                quotes: facts.evidence(&attestation)?,
            });
        }
    }
    Ok(latest_first(found))
}

fn with_term(facts: &Facts<'_>, text: &str, attestation: &str) -> Result<String, StoreError> {
    let term = facts.text(attestation, vk::TERM)?;
    Ok(term.map_or_else(|| text.to_owned(), |term| format!("{text} ({term})")))
}

/// Latest first; what has no date comes last.
fn latest_first(mut found: Vec<Fact>) -> Vec<Fact> {
    found.sort_by(|a, b| {
        b.date.cmp(&a.date).then_with(|| a.text.cmp(&b.text)).then_with(|| a.status.cmp(&b.status))
    });
    found
}

/// Things related without an attestation of their own: evidence is a sentence that names both.
fn linked(facts: &Facts<'_>, iri: &str, others: Vec<String>) -> Found {
    let mut found = Vec::new();
    for other in others.into_iter().take(LISTED) {
        found.push(Fact {
            text: facts.label(&other)?,
            quotes: facts.sentence_with(&other, iri)?.into_iter().collect(),
            iri: Some(other),
            ..Fact::default()
        });
    }
    Ok(found)
}

/// The unit that a body serves; where a cue gave it, the claim's sentence and rule.
fn jurisdiction(facts: &Facts<'_>, iri: &str) -> Found {
    let mut found = linked(facts, iri, facts.objects(iri, vk::JURISDICTION)?)?;
    for claim in facts.subjects(rdf::SUBJECT, iri)? {
        let quotes = facts.evidence(&claim)?;
        if let Some(fact) = found.first_mut()
            && !quotes.is_empty()
        {
            fact.quotes = quotes;
            fact.status = facts.text(&claim, vk::RULE)?;
        }
    }
    Ok(found)
}

fn changes(facts: &Facts<'_>, iri: &str) -> Found {
    let mut found = Vec::new();
    for change in
        subjects_of(facts, &[org::ORIGINAL_ORGANIZATION, org::RESULTING_ORGANIZATION, vk::NEW_PARENT], iri)?
    {
        let labels = |property| -> Result<String, StoreError> {
            let names: Result<Vec<String>, StoreError> =
                facts.objects(&change, property)?.iter().map(|body| facts.label(body)).collect();
            Ok(names?.join(" + "))
        };
        let kinds: Vec<String> = facts
            .objects(&change, rdf::TYPE)?
            .iter()
            .filter(|class| class.as_str() != org::CHANGE_EVENT.as_str())
            .map(|class| local_name(class).to_ascii_lowercase())
            .collect();
        let parent = labels(vk::NEW_PARENT)?;
        let mut text = format!(
            "{}: {} → {}",
            kinds.join(", "),
            labels(org::ORIGINAL_ORGANIZATION)?,
            labels(org::RESULTING_ORGANIZATION)?
        );
        if !parent.is_empty() {
            text = format!("{text} ({parent})");
        }
        found.push(Fact {
            text,
            date: facts.text(&change, vk::DECIDED_ON)?,
            quotes: facts.evidence(&change)?,
            iri: Some(change),
            status: None,
        });
    }
    Ok(latest_first(found))
}

fn people(facts: &Facts<'_>, iri: &str) -> Found {
    let mut found = Vec::new();
    for participation in facts.subjects(vk::EVENT, iri)? {
        if let Some(person) = facts.object(&participation, vk::PARTICIPANT)? {
            found.push(Fact {
                text: facts.label(&person)?,
                iri: Some(person),
                status: facts.text(&participation, vk::PART)?,
                date: None,
                quotes: facts.evidence(&participation)?,
            });
        }
    }
    let rank =
        |fact: &Fact| ["chair", "speaker"].iter().position(|part| fact.status.as_deref() == Some(part));
    found.sort_by(|a, b| rank(a).unwrap_or(9).cmp(&rank(b).unwrap_or(9)).then_with(|| a.text.cmp(&b.text)));
    Ok(found)
}

fn groups(facts: &Facts<'_>, iri: &str) -> Found {
    let mut found: Vec<Fact> = Vec::new();
    for node in facts.subjects(vk::EVENT, iri)? {
        if let Some(text) = facts.text(&node, rdfs::LABEL)? {
            found.push(Fact { text, quotes: facts.evidence(&node)?, ..Fact::default() });
        }
    }
    for text in facts.texts(iri, vk::ATTENDEE_GROUP_TEXT)? {
        if !found.iter().any(|fact| fact.text == text) {
            found.push(Fact { text, ..Fact::default() });
        }
    }
    Ok(found)
}

fn agenda(facts: &Facts<'_>, iri: &str) -> Found {
    let mut items = facts.objects(iri, vk::HAS_AGENDA_ITEM)?;
    items.sort_by(|a, b| natural(a).cmp(&natural(b)));
    let mut found = Vec::new();
    for item in items {
        let presenter = facts.object(&item, vk::PRESENTED_BY)?;
        let about = facts.label(&item)?;
        let text = match &presenter {
            Some(presenter) => format!("{}: {about}", facts.label(presenter)?),
            None => about,
        };
        found.push(Fact { text, iri: presenter, quotes: facts.evidence(&item)?, ..Fact::default() });
    }
    Ok(found)
}

fn participations(facts: &Facts<'_>, iri: &str) -> Found {
    let mut found = Vec::new();
    for participation in facts.subjects(vk::PARTICIPANT, iri)? {
        if let Some(event) = facts.object(&participation, vk::EVENT)? {
            found.push(Fact {
                text: facts.label(&event)?,
                status: facts.text(&participation, vk::PART)?,
                date: facts.text(&event, schema::START_DATE)?,
                iri: Some(event),
                quotes: facts.evidence(&participation)?,
            });
        }
    }
    Ok(latest_first(found))
}

fn events(facts: &Facts<'_>, events: Vec<String>) -> Found {
    let mut found = Vec::new();
    for event in events {
        found.push(Fact {
            text: facts.label(&event)?,
            date: facts.text(&event, schema::START_DATE)?,
            quotes: facts.evidence(&event)?.into_iter().take(1).collect(),
            iri: Some(event),
            status: None,
        });
    }
    Ok(latest_first(found))
}

fn decisions(facts: &Facts<'_>, decisions: Vec<String>) -> Found {
    let mut found = Vec::new();
    for decision in decisions {
        let deciders = subjects_named(facts, &decision, vk::DECIDED_BY)?;
        let object = facts.label(&decision)?;
        found.push(Fact {
            text: if deciders.is_empty() { object } else { format!("{deciders}: {object}") },
            status: facts.local(&decision, vk::MODALITY)?,
            date: facts.text(&decision, vk::DECIDED_ON)?,
            quotes: facts.evidence(&decision)?,
            iri: Some(decision),
        });
    }
    Ok(latest_first(found))
}

fn subjects_named(facts: &Facts<'_>, iri: &str, property: NamedNodeRef<'_>) -> Result<String, StoreError> {
    let names: Result<Vec<String>, _> =
        facts.objects(iri, property)?.iter().map(|o| facts.label(o)).collect();
    Ok(names?.join(", "))
}

fn subjects_of(
    facts: &Facts<'_>,
    properties: &[NamedNodeRef<'_>],
    iri: &str,
) -> Result<Vec<String>, StoreError> {
    let mut all = BTreeSet::new();
    for property in properties {
        all.extend(facts.subjects(*property, iri)?);
    }
    Ok(all.into_iter().collect())
}

/// The properties of a thing that no other topic tells, in words.
fn details(facts: &Facts<'_>, iri: &str) -> Found {
    const TOLD: &[NamedNodeRef<'static>] = &[
        rdf::TYPE,
        foaf::NAME,
        skos::PREF_LABEL,
        vk::SEARCH_NAME,
        vk::EVIDENCE,
        vk::IN_ARTICLE,
        vk::JURISDICTION,
        vk::WITHIN,
        org::SUB_ORGANIZATION_OF,
        vk::CHAIR,
        vk::SPEAKER,
        schema::ATTENDEE,
        vk::ATTENDEE_GROUP_TEXT,
        vk::HAS_AGENDA_ITEM,
        org::POST_IN,
        schema::MENTIONS,
        oa::EXACT,
        vk::RULE,
    ];
    let mut found = Vec::new();
    for (property, value) in facts.all_about(iri)? {
        if TOLD.contains(&property.as_ref()) {
            continue;
        }
        let (words, other) = match value {
            Term::NamedNode(node) => (value_of(facts, node.as_str())?, Some(node.into_string())),
            Term::Literal(literal) => (literal.destruct().0, None),
            Term::BlankNode(_) => continue,
        };
        let text = format!("{}: {words}", local_name(property.as_str()));
        found.push(Fact { text, iri: other, ..Fact::default() });
    }
    Ok(found)
}

/// An amount and a period in the words of the text, anything else by its name.
fn value_of(facts: &Facts<'_>, iri: &str) -> Result<String, StoreError> {
    if let Some(text) = facts.text(iri, vk::SOURCE_TEXT)? {
        return Ok(text);
    }
    match (facts.text(iri, vk::START_YEAR)?, facts.text(iri, vk::END_YEAR)?) {
        (Some(from), Some(to)) => Ok(format!("{from}–{to}")),
        _ => facts.label(iri),
    }
}

fn own_evidence(facts: &Facts<'_>, iri: &str) -> Found {
    let quotes = facts.evidence(iri)?;
    Ok(quotes
        .into_iter()
        .map(|quote| Fact { text: quote.article.clone(), quotes: vec![quote], ..Fact::default() })
        .collect())
}

/// The first sentences that name the thing and are not told yet.
fn mentions(facts: &Facts<'_>, iri: &str, topics: &[Topic]) -> Found {
    let told: BTreeSet<&str> =
        topics.iter().flat_map(|t| &t.facts).flat_map(|f| &f.quotes).map(|q| q.iri.as_str()).collect();
    let mut quotes = facts.subjects(schema::MENTIONS, iri)?;
    quotes.retain(|quote| !told.contains(quote.as_str()));
    quotes.sort_by(|a, b| natural(a).cmp(&natural(b)));
    let mut found: Vec<Fact> = Vec::new();
    for quote in quotes.iter().take(MENTIONS) {
        let quoted: Vec<Quoted> = facts.quote(quote)?.into_iter().collect();
        let text = quoted.first().map(|q| q.article.clone()).unwrap_or_default();
        found.push(Fact { text, quotes: quoted, ..Fact::default() });
    }
    Ok(found)
}
