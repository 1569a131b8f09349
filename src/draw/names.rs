//! Which thing does a person mean by a name? Look-up without tones or case, or by IRI.
//!
//! Never guesses: a name that means several things is answered with the list of them.

use std::fmt;

use oxigraph::store::StorageError;
use oxrdf::{LiteralRef, Term};
use serde::Serialize;

use crate::draw::facts::{Facts, local_name};
use crate::draw::terms;
use crate::text;

/// At most so many candidates are listed.
const LISTED: usize = 20;

/// One of several things that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Its IRI.
    pub iri: String,
    /// Its name.
    pub label: String,
    /// What tells it from the others: a post, the end of its IRI.
    pub hint: String,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}) <{}>", self.label, self.hint, self.iri)
    }
}

/// Why a name stands for no single thing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// Nothing in the store has this name.
    #[error("nothing in the store is called \"{0}\"; try part of the name, with or without tones")]
    Unknown(String),
    /// Several things have this name.
    #[error("\"{name}\" may mean {count} things; give the full name or the IRI of one of these:\n  {listed}",
        listed = candidates.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  "))]
    Ambiguous {
        /// The name asked for.
        name: String,
        /// How many things it may mean.
        count: usize,
        /// The first twenty of them.
        candidates: Vec<Candidate>,
    },
    /// The store could not be read.
    #[error("the store cannot be read")]
    Storage(#[from] StorageError),
}

/// The IRI of the one thing that is meant.
///
/// Tried in this order: an IRI (whole, or from `id/` on); the whole name without tones or case; the
/// name as a part of longer ones. Where the words given carry tones, names with the same tones win.
///
/// # Errors
/// [`NameError`] where nothing or more than one thing is meant.
pub fn find(facts: &Facts<'_>, wanted: &str) -> Result<String, NameError> {
    if let Some(iri) = by_iri(facts, wanted)? {
        return Ok(iri);
    }
    let key = spelled_out(&text::squeeze(&text::ascii(wanted)));
    let whole = by_key(facts, &key)?;
    let found = if whole.is_empty() { by_part(facts, &key)? } else { whole };
    let mut found = with_same_tones(facts, wanted, found)?;
    match found.len() {
        0 => Err(NameError::Unknown(wanted.to_owned())),
        1 => Ok(found.swap_remove(0)),
        count => Err(NameError::Ambiguous {
            name: wanted.to_owned(),
            count,
            candidates: found
                .iter()
                .take(LISTED)
                .map(|iri| candidate(facts, iri))
                .collect::<Result<_, _>>()?,
        }),
    }
}

/// Abbreviations that people type, with what the names in the store say.
const SHORT: &[(&str, &str)] = &[
    ("ubnd", "uy ban nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("btv", "ban thuong vu"),
    ("bch", "ban chap hanh"),
    ("mttq", "mat tran to quoc"),
    ("tp", "thanh pho"),
    ("tx", "thi xa"),
    ("tt", "thi tran"),
];

fn spelled_out(key: &str) -> String {
    let word = |word: &str| {
        SHORT.iter().find(|(short, _)| *short == word.trim_end_matches('.')).map(|(_, long)| *long)
    };
    key.split(' ').map(|part| word(part).unwrap_or(part)).collect::<Vec<_>>().join(" ")
}

fn by_iri(facts: &Facts<'_>, wanted: &str) -> Result<Option<String>, StorageError> {
    let iri = wanted.trim().trim_start_matches('<').trim_end_matches('>');
    let iri = if iri.starts_with("id/") { format!("{}{iri}", terms::BASE) } else { iri.to_owned() };
    Ok((iri.contains("://") && facts.exists(&iri)?).then_some(iri))
}

/// People, bodies and places carry their name without tones; other things are compared one by one.
fn by_key(facts: &Facts<'_>, key: &str) -> Result<Vec<String>, StorageError> {
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let literal = LiteralRef::new_simple_literal(key);
    let mut found = facts.subjects_with(terms::SEARCH_NAME, literal.into())?;
    if found.is_empty() {
        for property in [terms::PREF_LABEL, terms::ID_LOCAL, terms::IDENTIFIER] {
            found.extend(scan(facts, property, |label| {
                spelled_out(&text::squeeze(&text::ascii(label))) == key
            })?);
        }
        found.retain(|iri| is_thing(iri));
        found.sort();
        found.dedup();
    }
    Ok(found)
}

fn by_part(facts: &Facts<'_>, key: &str) -> Result<Vec<String>, StorageError> {
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let has_words = |name: &str| format!(" {} ", spelled_out(name)).contains(&format!(" {key} "));
    let mut found = scan(facts, terms::SEARCH_NAME, has_words)?;
    if found.is_empty() {
        found = scan(facts, terms::PREF_LABEL, |label| has_words(&text::squeeze(&text::ascii(label))))?;
        found.retain(|iri| is_thing(iri));
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn scan(
    facts: &Facts<'_>,
    property: oxrdf::NamedNodeRef<'_>,
    fits: impl Fn(&str) -> bool,
) -> Result<Vec<String>, StorageError> {
    let mut found = Vec::new();
    for pair in facts.pairs(property) {
        if let (iri, Term::Literal(name)) = pair?
            && fits(name.value())
        {
            found.push(iri);
        }
    }
    Ok(found)
}

/// Roles, kinds and other concepts have labels but are no things that one asks about.
fn is_thing(iri: &str) -> bool {
    iri.strip_prefix(terms::BASE).is_none_or(|rest| rest.starts_with("id/"))
}

/// "Thủy" means no "Thúy", while "thuy" means both.
fn with_same_tones(facts: &Facts<'_>, wanted: &str, found: Vec<String>) -> Result<Vec<String>, StorageError> {
    if wanted.is_ascii() || found.len() < 2 {
        return Ok(found);
    }
    let key = text::fold(&text::squeeze(&text::nfc(wanted)));
    let mut same = Vec::new();
    for iri in &found {
        if text::fold(&text::squeeze(&facts.label(iri)?)) == key {
            same.push(iri.clone());
        }
    }
    Ok(if same.is_empty() { found } else { same })
}

fn candidate(facts: &Facts<'_>, iri: &str) -> Result<Candidate, StorageError> {
    let mut hint = local_name(iri).to_owned();
    for membership in facts.subjects(terms::MEMBER, iri)? {
        if let Some(post) = facts.object(&membership, terms::HOLDS_POST)? {
            hint = facts.label(&post)?;
            break;
        }
    }
    if let Some(place) = facts.object(iri, terms::WITHIN)? {
        hint = facts.label(&place)?;
    }
    Ok(Candidate { label: facts.label(iri)?, hint, iri: iri.to_owned() })
}
