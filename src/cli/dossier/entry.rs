//! One line a thing: what several sentences say of one post, event or decision stands together.

use crate::cli::explain::{Fact, Topic, render};
use crate::draw::facts::Quoted;
use crate::draw::words::Language;

/// A fact with all that is told of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'t> {
    /// The fact in words.
    pub text: &'t str,
    /// Status and days, ready to follow the words.
    pub notes: String,
    /// The sentences, each once.
    pub quotes: Vec<&'t Quoted>,
}

/// The facts of a topic, those of one thing as one, in the order in which they first come.
pub(super) fn entries(topic: &Topic, language: Language) -> Vec<Entry<'_>> {
    let mut groups: Vec<Vec<&Fact>> = Vec::new();
    for fact in &topic.facts {
        let same = |group: &&mut Vec<&Fact>| {
            group.first().is_some_and(|first| {
                fact.iri.is_some() && (&first.text, &first.iri) == (&fact.text, &fact.iri)
            })
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(fact),
            None => groups.push(vec![fact]),
        }
    }
    groups.iter().map(|group| entry(group, language)).collect()
}

fn entry<'t>(group: &[&'t Fact], language: Language) -> Entry<'t> {
    let mut quotes: Vec<&Quoted> = Vec::new();
    for quote in group.iter().flat_map(|fact| &fact.quotes) {
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    Entry { text: group.first().map_or("", |fact| fact.text.as_str()), notes: notes(group, language), quotes }
}

/// Each status with its first and last day; who chairs or speaks also attends, which goes without saying.
fn notes(group: &[&Fact], language: Language) -> String {
    let mut statuses: Vec<Option<&str>> = Vec::new();
    for fact in group {
        if !statuses.contains(&fact.status.as_deref()) {
            statuses.push(fact.status.as_deref());
        }
    }
    if statuses.len() > 1 && statuses.iter().any(|status| matches!(status, Some("chair" | "speaker"))) {
        statuses.retain(|status| *status != Some("attendee"));
    }
    // Several parts in one event share its day.
    let mut notes: Vec<(Vec<&str>, Option<String>)> = Vec::new();
    for status in statuses {
        let days = days_of(group, status);
        let word = status.map(|status| render::status_word(status, language));
        match notes.last_mut() {
            Some((words, before)) if *before == days => words.extend(word),
            _ => notes.push((word.into_iter().collect(), days)),
        }
    }
    let told: Vec<String> = notes
        .into_iter()
        .map(|(words, days)| words.into_iter().chain(days.as_deref()).collect::<Vec<_>>().join(", "))
        .filter(|note| !note.is_empty())
        .collect();
    if told.is_empty() { String::new() } else { format!(" — {}", told.join("; ")) }
}

fn days_of(group: &[&Fact], status: Option<&str>) -> Option<String> {
    let of = group.iter().filter(|fact| fact.status.as_deref() == status);
    let mut days: Vec<&str> = of.filter_map(|fact| fact.date.as_deref()).collect();
    days.sort_unstable();
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => Some(format!("{first} – {last}")),
        (day, _) => day.map(|day| (*day).to_owned()),
    }
}

/// Entries in a row that rest on the same sentences share them.
pub(super) fn sharing<'e, 't>(entries: &'e [Entry<'t>]) -> impl Iterator<Item = &'e [Entry<'t>]> {
    entries.chunk_by(|a, b| !a.quotes.is_empty() && a.quotes == b.quotes)
}
