//! On which days does an edge hold? The first and the last day for which the articles attest it.
//!
//! Days stay the texts that the store has, whole or as year and month; nothing is guessed from the day
//! of printing.

use oxrdf::NamedNodeRef;

use crate::draw::facts::Facts;
use crate::draw::projection::Tie;
use crate::draw::words::Relation;
use crate::store::StoreError;
use crate::vocab::{schema, vk};

/// The first and the last day.
pub type Span = (String, String);

/// The days of an edge between two things; none where no article gives one.
///
/// # Errors
/// Where the store cannot be read.
pub fn of(facts: &Facts<'_>, tie: &Tie, from: &str, to: &str) -> Result<Option<Span>, StoreError> {
    match (tie.relation, &tie.through) {
        (Relation::Holds, Some(membership)) => {
            let attestations = facts.objects(membership, vk::ATTESTED)?;
            all(facts, &attestations, vk::OBSERVED_ON)
        }
        (Relation::Together, _) => all(facts, &tie.shared, schema::START_DATE),
        (Relation::TakesPlaceIn, _) => day(facts, from, schema::START_DATE),
        (Relation::Organises, _) => day(facts, to, schema::START_DATE),
        (relation, _) if relation.is_part() => day(facts, to, schema::START_DATE),
        (Relation::Decides | Relation::Announces, _) => decided(facts, to),
        (Relation::Concerns | Relation::TakenAt, _) => decided(facts, from),
        (_, Some(change)) => day(facts, change, vk::DECIDED_ON),
        _ => Ok(None),
    }
}

/// The day of a decision, else of the event at which it was taken.
fn decided(facts: &Facts<'_>, decision: &str) -> Result<Option<Span>, StoreError> {
    if let Some(span) = day(facts, decision, vk::DECIDED_ON)? {
        return Ok(Some(span));
    }
    let events = facts.objects(decision, vk::DECIDED_AT)?;
    all(facts, &events, schema::START_DATE)
}

fn day(facts: &Facts<'_>, iri: &str, property: NamedNodeRef<'_>) -> Result<Option<Span>, StoreError> {
    Ok(facts.text(iri, property)?.map(|day| (day.clone(), day)))
}

fn all(facts: &Facts<'_>, things: &[String], property: NamedNodeRef<'_>) -> Result<Option<Span>, StoreError> {
    let mut days = Vec::new();
    for thing in things {
        days.extend(facts.text(thing, property)?);
    }
    days.sort();
    Ok(days.first().cloned().zip(days.last().cloned()))
}

/// The first day of a year, a month or a day written as `2022`, `2022-03` or `2022-03-15`.
#[must_use]
pub fn first_day(text: &str) -> Option<String> {
    whole(text, "-01-01", "-01")
}

/// The last day of a year, a month or a day. Days are only compared: each month is given 31 of them.
#[must_use]
pub fn last_day(text: &str) -> Option<String> {
    whole(text, "-12-31", "-31")
}

fn whole(text: &str, year: &str, month: &str) -> Option<String> {
    let numbers: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let within = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n));
    let is_month = |part: &str| digits(part, 2) && within(part, 12);
    let is_day = |part: &str| digits(part, 2) && within(part, 31);
    match numbers.as_slice() {
        [y] if digits(y, 4) => Some(format!("{text}{year}")),
        [y, m] if digits(y, 4) && is_month(m) => Some(format!("{text}{month}")),
        [y, m, d] if digits(y, 4) && is_month(m) && is_day(d) => Some(text.to_owned()),
        _ => None,
    }
}

/// True where a span touches the days from `from` to `to`; an absent end is open.
#[must_use]
pub fn touches(span: &Span, from: Option<&str>, to: Option<&str>) -> bool {
    let (first, last) = (first_day(&span.0), last_day(&span.1));
    let (Some(first), Some(last)) = (first, last) else { return false };
    from.is_none_or(|from| last.as_str() >= from) && to.is_none_or(|to| first.as_str() <= to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_years_are_days_from_first_to_last() {
        assert_eq!(first_day("2022").as_deref(), Some("2022-01-01"));
        assert_eq!(last_day("2022-02").as_deref(), Some("2022-02-31"));
        assert_eq!(last_day("2022-02-03").as_deref(), Some("2022-02-03"));
        for wrong in ["", "22", "2022-13", "2022-00", "2022-1-1", "3/2022", "2022-01-32", "2022-01-01-01"] {
            assert_eq!(first_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_span_touches_a_period_at_its_very_ends() {
        let span = ("2021-05-01".to_owned(), "2022-03".to_owned());
        assert!(touches(&span, Some("2022-03-31"), None));
        assert!(!touches(&span, Some("2022-04-01"), None));
        assert!(touches(&span, None, Some("2021-05-01")) && !touches(&span, None, Some("2021-04-30")));
        assert!(touches(&span, Some("2021-08-01"), Some("2021-09-01")));
    }
}
