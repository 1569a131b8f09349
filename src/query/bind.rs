//! Turns the settings of a call (`--set name=value`) into terms, by the types of the query's header.
//!
//! Values are bound as terms and never become part of the query's text.

use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode, Term};

use crate::store::Graph;
use crate::text;
use crate::vocab::BASE;

use super::QueryError;
use super::header::{Header, Param, ParamKind};
use super::names::{self, Candidate};

/// At most so many candidates are listed for an ambiguous name.
const LISTED: usize = 12;

/// The term for each setting, in the order of the settings.
///
/// Without a header any name may be set: what looks like an IRI is one, the rest is text.
///
/// # Errors
/// A name is not a parameter or set twice, a required parameter is missing, or a value does not fit its type.
pub fn terms(
    graph: &Graph,
    header: Option<&Header>,
    settings: &[(String, String)],
) -> Result<Vec<(String, Term)>, QueryError> {
    for (n, (name, _)) in settings.iter().enumerate() {
        if settings.iter().skip(n + 1).any(|(other, _)| other == name) {
            return Err(QueryError::SetTwice { name: name.clone() });
        }
    }
    let Some(header) = header else {
        return Ok(settings.iter().map(|(name, value)| (name.clone(), guess(value))).collect());
    };
    if let Some(missing) =
        header.params.iter().find(|p| !p.optional && !settings.iter().any(|s| s.0 == p.name))
    {
        return Err(QueryError::Required { name: missing.name.clone(), doc: missing.doc.clone() });
    }
    let mut terms = Vec::new();
    for (name, value) in settings {
        let param = header.params.iter().find(|p| p.name == *name).ok_or_else(|| unknown(name, header))?;
        terms.push((name.clone(), term(graph, param, value)?));
    }
    Ok(terms)
}

fn unknown(name: &str, header: &Header) -> QueryError {
    let known: Vec<&str> = header.params.iter().map(|p| p.name.as_str()).collect();
    let known =
        if known.is_empty() { "it has none".to_owned() } else { format!("it has {}", known.join(", ")) };
    QueryError::NoParam { name: name.to_owned(), known }
}

fn term(graph: &Graph, param: &Param, value: &str) -> Result<Term, QueryError> {
    let misfit = |expected: &'static str| QueryError::Value {
        name: param.name.clone(),
        value: value.to_owned(),
        expected,
    };
    match param.kind {
        ParamKind::String => Ok(Literal::new_simple_literal(text::nfc(value)).into()),
        ParamKind::Integer => {
            let number: i64 = value.trim().parse().map_err(|_| misfit("a whole number, such as 20"))?;
            Ok(Literal::from(number).into())
        }
        ParamKind::Date => {
            date(value.trim()).ok_or_else(|| misfit("a date such as 2021-05-28, 2021-05 or 2021"))
        }
        ParamKind::Iri => iri(value).map(Term::from).ok_or_else(|| misfit("an IRI, such as id/place/v1/35")),
        ParamKind::Name | ParamKind::Person | ParamKind::Body | ParamKind::Place => {
            if let Some(iri) = iri(value) {
                return Ok(iri.into());
            }
            named(graph, param, value)
        }
    }
}

/// The one thing of that name.
fn named(graph: &Graph, param: &Param, value: &str) -> Result<Term, QueryError> {
    let mut found = names::find(graph, value, param.kind)?;
    if found.len() > 1 {
        return Err(QueryError::Ambiguous { value: value.to_owned(), candidates: list(&found) });
    }
    match found.pop() {
        Some(only) => Ok(only.iri.into()),
        None => Err(QueryError::NoSuchName { value: value.to_owned(), kind: param.kind.to_string() }),
    }
}

fn list(candidates: &[Candidate]) -> String {
    let mut lines = String::new();
    for candidate in candidates.iter().take(LISTED) {
        lines.push_str(&format!("\n  {candidate}"));
    }
    if candidates.len() > LISTED {
        lines.push_str(&format!("\n  and {} more", candidates.len() - LISTED));
    }
    lines
}

/// An absolute IRI, or one under our base; nothing where the text is a name.
fn iri(value: &str) -> Option<NamedNode> {
    let value = value.trim();
    let bare = value.strip_prefix('<').and_then(|v| v.strip_suffix('>')).unwrap_or(value);
    if bare.contains("://") {
        return NamedNode::new(bare).ok();
    }
    if bare.starts_with("id/") || bare.starts_with("ns#") {
        return NamedNode::new(format!("{BASE}{bare}")).ok();
    }
    None
}

fn guess(value: &str) -> Term {
    iri(value).map_or_else(|| Literal::new_simple_literal(text::nfc(value)).into(), Term::from)
}

/// A day, month or year that the calendar has.
fn date(value: &str) -> Option<Term> {
    let parts: Vec<&str> = value.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    if !value.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    let number = |n: usize| parts.get(n).map_or(Some(1), |p| p.parse::<i8>().ok());
    let year: i16 = parts.first()?.parse().ok()?;
    jiff::civil::Date::new(year, number(1)?, number(2)?).ok()?;
    let kind = match lengths.as_slice() {
        [4, 2, 2] => xsd::DATE,
        [4, 2] => xsd::G_YEAR_MONTH,
        [4] => xsd::G_YEAR,
        _ => return None,
    };
    Some(Literal::new_typed_literal(value, kind).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_must_be_in_the_calendar() {
        let shown = |value: &str| date(value).map(|t| t.to_string());
        assert_eq!(
            shown("2021-05-28").as_deref(),
            Some("\"2021-05-28\"^^<http://www.w3.org/2001/XMLSchema#date>")
        );
        assert_eq!(shown("2021").as_deref(), Some("\"2021\"^^<http://www.w3.org/2001/XMLSchema#gYear>"));
        for wrong in ["2021-02-30", "28/5/2021", "21-05-28", "2021-5", "2021-05-28-01", "", "hôm nay"] {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_iri_is_absolute_or_ours() {
        assert_eq!(iri("id/place/v1/35").unwrap().as_str(), "https://w3id.org/vnkg/id/place/v1/35");
        assert_eq!(iri("<http://example.org/a>").unwrap().as_str(), "http://example.org/a");
        assert_eq!(iri("http://example.org/a b"), None);
        assert_eq!(iri("Trần Văn Mẫu"), None);
    }

    #[test]
    fn a_value_with_quotes_stays_one_literal() {
        assert_eq!(guess("\" } DROP ALL #"), Literal::new_simple_literal("\" } DROP ALL #").into());
    }
}
