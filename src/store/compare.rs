//! Does the default graph hold what the articles' graphs hold, and nothing else? And how much is that?
//!
//! One look at each subject; memory does not grow with the store.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::store::{StorageError, Store};
use oxrdf::{GraphNameRef, NamedOrBlankNode, Quad};

use super::edit::{Counts, in_default};

/// A way in which the default graph differs from the union of the named graphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// An article says it, the default graph does not.
    Missing(Quad),
    /// The default graph says it, no article does.
    Unsupported(Quad),
}

/// Hands every difference to `found` and counts what the store holds.
pub(super) fn compare<E: From<StorageError>>(
    store: &Store,
    found: &mut dyn FnMut(Difference) -> Result<(), E>,
) -> Result<Counts, E> {
    let (mut triples, mut seen) = (0, 0);
    let mut subject: Option<NamedOrBlankNode> = None;
    let mut said = BTreeMap::new();
    // Before anything is repaired. To count is much quicker than to read.
    let (articles, all) = (count_articles(store)?, store.len()? as u64);
    for quad in store.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)) {
        let quad = quad?;
        triples += 1;
        // The triples of a subject stand together.
        if subject.as_ref() != Some(&quad.subject)
            && let Some(done) = subject.replace(quad.subject.clone())
        {
            seen += compare_subject(store, &done, std::mem::take(&mut said), found)?;
        }
        said.insert(key(&quad), quad);
    }
    if let Some(done) = subject {
        seen += compare_subject(store, &done, said, found)?;
    }
    let quads = all.saturating_sub(triples);
    if seen != quads {
        unseen(store, found)?;
    }
    Ok(Counts { articles, quads, triples })
}

/// Compares what is said of one subject; returns in how many quads the articles say it.
fn compare_subject<E: From<StorageError>>(
    store: &Store,
    subject: &NamedOrBlankNode,
    mut said: BTreeMap<String, Quad>,
    found: &mut dyn FnMut(Difference) -> Result<(), E>,
) -> Result<u64, E> {
    let (mut seen, mut met) = (0, BTreeSet::new());
    for quad in named(store.quads_for_pattern(Some(subject.as_ref()), None, None, None)) {
        let quad = quad?;
        seen += 1;
        let key = key(&quad);
        if met.contains(&key) {
            continue;
        }
        if said.remove(&key).is_none() {
            found(Difference::Missing(in_default(&quad)))?;
        }
        met.insert(key);
    }
    for quad in said.into_values() {
        found(Difference::Unsupported(quad))?;
    }
    Ok(seen)
}

/// What is said of subjects that the default graph does not know at all.
fn unseen<E: From<StorageError>>(
    store: &Store,
    found: &mut dyn FnMut(Difference) -> Result<(), E>,
) -> Result<(), E> {
    for quad in named(store.iter()) {
        let quad = quad?;
        let default = Some(GraphNameRef::DefaultGraph);
        if store.quads_for_pattern(Some(quad.subject.as_ref()), None, None, default).next().is_none() {
            found(Difference::Missing(in_default(&quad)))?;
        }
    }
    Ok(())
}

/// The named graphs that hold something.
fn count_articles(store: &Store) -> Result<u64, StorageError> {
    let mut articles = 0;
    for name in store.named_graphs() {
        let mut quads = store.quads_for_pattern(None, None, None, Some(name?.as_ref().into()));
        articles += u64::from(quads.next().transpose()?.is_some());
    }
    Ok(articles)
}

fn named<E>(quads: impl Iterator<Item = Result<Quad, E>>) -> impl Iterator<Item = Result<Quad, E>> {
    quads.filter(|quad| !quad.as_ref().is_ok_and(|q| q.graph_name.is_default_graph()))
}

fn key(quad: &Quad) -> String {
    format!("{} {}", quad.predicate, quad.object)
}
