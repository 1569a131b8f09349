//! Which one thing does a person mean by a name or IRI?
//!
//! How names are looked up: [`crate::query::names`].

use crate::draw::facts::Facts;
use crate::query::header::ParamKind;
use crate::query::names;
pub use crate::query::names::Candidate;
use crate::store::StoreError;
use crate::vocab::BASE;

/// At most so many candidates are listed.
const LISTED: usize = 20;

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
    Storage(#[from] StoreError),
}

/// The IRI of the one thing that is meant: an IRI (whole, or from `id/` on), or a name.
///
/// # Errors
/// [`NameError`] where nothing or more than one thing is meant.
pub fn find(facts: &Facts<'_>, wanted: &str) -> Result<String, NameError> {
    if let Some(iri) = by_iri(facts, wanted)? {
        return Ok(iri);
    }
    let mut found = names::find(facts.graph(), wanted, ParamKind::Name)?;
    match found.len() {
        0 => Err(NameError::Unknown(wanted.to_owned())),
        1 => Ok(found.swap_remove(0).iri.into_string()),
        count => {
            found.truncate(LISTED);
            Err(NameError::Ambiguous { name: wanted.to_owned(), count, candidates: found })
        }
    }
}

fn by_iri(facts: &Facts<'_>, wanted: &str) -> Result<Option<String>, StoreError> {
    let iri = wanted.trim().trim_start_matches('<').trim_end_matches('>');
    let iri = if iri.starts_with("id/") { format!("{BASE}{iri}") } else { iri.to_owned() };
    Ok((iri.contains("://") && facts.exists(&iri)?).then_some(iri))
}
