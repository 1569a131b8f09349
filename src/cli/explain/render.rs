//! An explanation as text: a heading, the topics, under each fact its sentence and where it stands.

use std::io::{self, Write};

use crate::cli::explain::{Explanation, Fact, TOPICS};
use crate::draw::facts::Quoted;
use crate::draw::words::{Language, STATUSES, VALUES, word};

/// Words for kinds of things: key, Vietnamese, English.
pub(in crate::cli) const KINDS: &[(&str, &str, &str)] = &[
    ("person", "người", "person"),
    ("body", "cơ quan, tổ chức", "body"),
    ("place", "địa danh", "place"),
    ("event", "sự kiện", "event"),
    ("decision", "quyết định", "decision"),
    ("post", "chức vụ", "post"),
    ("document", "văn bản", "document"),
    ("project", "dự án", "project"),
    ("change", "sắp xếp tổ chức", "change"),
    ("article", "bài báo", "article"),
    ("quote", "trích dẫn", "quote"),
    ("thing", "đối tượng", "thing"),
];

/// Words for parts in an event and in a decision: key, Vietnamese, English.
const PARTS: &[(&str, &str, &str)] =
    &[("chair", "chủ trì", "chair"), ("speaker", "phát biểu", "speaker"), ("attendee", "dự", "attendee")];

/// Writes the explanation for people to read.
pub(super) fn text(explanation: &Explanation, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} — {}", clean(&explanation.name), word(KINDS, explanation.kind, language))?;
    writeln!(out, "{}", explanation.iri)?;
    for topic in &explanation.topics {
        writeln!(out, "\n{}", word(TOPICS, topic.topic, language))?;
        let mut last: &[Quoted] = &[];
        for (place, fact) in topic.facts.iter().enumerate() {
            writeln!(out, "  {}{}", clean(&fact.text), notes(fact, language))?;
            // Facts of one sentence share it: it is printed under the last of them.
            let next = topic.facts.get(place + 1).map_or(last, |next| &next.quotes);
            last = &[];
            if place + 1 == topic.facts.len() || next != fact.quotes.as_slice() {
                for quote in &fact.quotes {
                    write_quote(quote, out)?;
                }
            }
        }
    }
    Ok(())
}

fn notes(fact: &Fact, language: Language) -> String {
    let status = fact.status.as_deref().map(|status| status_word(status, language));
    let notes: Vec<&str> = status.into_iter().chain(fact.date.as_deref()).collect();
    if notes.is_empty() { String::new() } else { format!(" — {}", notes.join(", ")) }
}

/// The word for a status, a part in an event or a modality.
pub(in crate::cli) fn status_word(status: &str, language: Language) -> &str {
    [STATUSES, PARTS, VALUES]
        .into_iter()
        .map(|table| word(table, status, language))
        .find(|word| *word != status)
        .unwrap_or(status)
}

fn write_quote(quote: &Quoted, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "      “{}”", clean(&quote.text))?;
    write!(out, "      [{}]", clean(&quote.article))?;
    for part in [&quote.title, &quote.issued, &quote.url].into_iter().flatten() {
        write!(out, " {}", clean(part))?;
    }
    writeln!(out)
}

/// One line, without control characters, which could move a terminal's cursor or change its colours.
fn clean(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    crate::text::squeeze(&spaced)
}
