//! Who took part in the same events? Those who did so most often, with a sentence that says so.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::cli::explain::Fact;
use crate::draw::facts::{Facts, Quoted};
use crate::draw::words::Language;
use crate::store::StoreError;
use crate::vocab::{schema, vk};

/// The key of the topic.
pub(super) const TOPIC: &str = "connections";
/// At most so many people are told.
const TOLD: usize = 20;

/// An event with its day; the latest comes last.
type Dated = (Option<String>, String);

/// The people at the events in which a person took part or which a body held.
pub(super) fn of(facts: &Facts<'_>, iri: &str, language: Language) -> Result<Vec<Fact>, StoreError> {
    let mut events: BTreeSet<Dated> = BTreeSet::new();
    for participation in facts.subjects(vk::PARTICIPANT, iri)? {
        for event in facts.objects(&participation, vk::EVENT)? {
            events.insert((facts.text(&event, schema::START_DATE)?, event));
        }
    }
    for event in facts.subjects(schema::ORGANIZER, iri)? {
        events.insert((facts.text(&event, schema::START_DATE)?, event));
    }
    let mut met: BTreeMap<String, Vec<(Dated, Option<Quoted>)>> = BTreeMap::new();
    for event in events {
        for participation in facts.subjects(vk::EVENT, &event.1)? {
            let Some(person) = facts.object(&participation, vk::PARTICIPANT)?.filter(|other| other != iri)
            else {
                continue;
            };
            let quote = facts.evidence(&participation)?.into_iter().next();
            met.entry(person).or_default().push((event.clone(), quote));
        }
    }
    let mut found = Vec::new();
    for (person, times) in met {
        let events: BTreeSet<&Dated> = times.iter().map(|(event, _)| event).collect();
        let count = events.len();
        let name = facts.label(&person)?;
        let text =
            if count > 1 { format!("{name}: {count} {}", language.pick("lần", "times")) } else { name };
        let last = times.last();
        let fact = Fact {
            text,
            iri: Some(person),
            status: None,
            date: last.and_then(|((day, _), _)| day.clone()),
            quotes: last.and_then(|(_, quote)| quote.clone()).into_iter().collect(),
        };
        found.push((Reverse(count), Reverse(fact.date.clone()), fact));
    }
    found.sort_by(|a, b| (&a.0, &a.1, &a.2.text).cmp(&(&b.0, &b.1, &b.2.text)));
    Ok(found.into_iter().map(|(_, _, fact)| fact).take(TOLD).collect())
}
