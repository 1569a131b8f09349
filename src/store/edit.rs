//! A store being changed: a copy beside it takes the changes, and one rename puts it in its place.
//!
//! The copy shares the files of the store, which never change, so it costs no space and little time. Whoever
//! reads the store goes on reading it as it was. A command that dies leaves the store as it was. Each article
//! is one transaction, so memory does not grow with the number of articles.
//!
//! A triple of the default graph goes when no named graph has it any more.

use std::collections::BTreeMap;
use std::path::Path;

use oxigraph::store::{StorageError, Store};
use oxrdf::{GraphName, GraphNameRef, NamedNodeRef, Quad};

use super::compare::{self, Difference as Fault};
use super::folder::{Lock, Paths};
use super::{Graph, Manifest, StoreError};

/// From so many changes on, a tenth of the articles is worth putting all files of the store in order once more.
/// For fewer, the database keeps its files in order by itself.
const MANY: u64 = 200;

/// So many quads changed are put on the disk in one go. What waits for that is in memory, several times over;
/// left to itself, the database would wait for gigabytes.
const WAITING: u64 = 100_000;

/// So many triples are repaired in one transaction.
const BATCH: usize = 10_000;

/// What a change made of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It was not in the store.
    Added,
    /// It said something else before: these quads.
    Replaced(Vec<Quad>),
    /// It said the same before.
    Unchanged,
}

/// A store being changed. Dropped before [`Editing::finish`], it leaves the store as it was.
pub struct Editing {
    // Closed before the folder is moved or removed.
    store: Option<Store>,
    paths: Paths,
    counts: Counts,
    /// Articles changed.
    changed: u64,
    /// Quads changed that are not on the disk yet.
    waiting: u64,
    // Last, so that the lock outlives the work.
    _lock: Lock,
}

/// How much a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) articles: u64,
    pub(super) quads: u64,
    pub(super) triples: u64,
}

impl Editing {
    /// Starts to change the store at `target`.
    ///
    /// # Errors
    /// There is no store, it has another format, another process writes it, or its folder cannot be written.
    pub fn begin(target: &Path) -> Result<Self, StoreError> {
        let paths = Paths::of(target)?;
        // Before the lock, which needs the right to write; and again, for the sweep may put a store back.
        let early = Manifest::read(&paths.target);
        if !matches!(early, Err(StoreError::Missing { .. })) {
            early?;
        }
        let lock = Lock::take_patiently(&paths)?;
        let Manifest { articles, quads, triples, .. } = Manifest::read(&paths.target)?;
        let counts = Counts { articles, quads, triples };
        let mut editing = Self { store: None, paths, counts, changed: 0, waiting: 0, _lock: lock };
        editing.paths.copy_to_new()?;
        let opened = Store::open(&editing.paths.new);
        editing.store = Some(opened.map_err(|e| editing.failed(e))?);
        Ok(editing)
    }

    /// Makes `quads` all that the graph `name` holds, in one transaction.
    ///
    /// # Errors
    /// The store cannot be read or the disk is full; then the article is as it was.
    pub fn put(&mut self, name: NamedNodeRef<'_>, quads: &[Quad]) -> Result<Change, StoreError> {
        let (change, counts) = put(self.store()?, self.counts, name, quads).map_err(|e| self.failed(e))?;
        self.counts = counts;
        match &change {
            Change::Added => self.changed_by(quads.len())?,
            Change::Replaced(old) => self.changed_by(quads.len() + old.len())?,
            Change::Unchanged => {}
        }
        Ok(change)
    }

    /// Removes the graph `name`, in one transaction. False where there is none.
    ///
    /// # Errors
    /// The store cannot be read or the disk is full; then the article is as it was.
    pub fn take(&mut self, name: NamedNodeRef<'_>) -> Result<bool, StoreError> {
        let counts = take(self.store()?, self.counts, name).map_err(|e| self.failed(e))?;
        let Some(counts) = counts else { return Ok(false) };
        let gone = self.counts.quads.saturating_sub(counts.quads);
        self.counts = counts;
        self.changed_by(usize::try_from(gone).unwrap_or(usize::MAX))?;
        Ok(true)
    }

    /// Notes that an article changed, and keeps memory small.
    fn changed_by(&mut self, quads: usize) -> Result<(), StoreError> {
        (self.changed, self.waiting) = (self.changed + 1, self.waiting.saturating_add(quads as u64));
        if self.waiting >= WAITING {
            self.waiting = 0;
            self.store()?.flush().map_err(|e| self.failed(e))?;
        }
        Ok(())
    }

    /// Makes the default graph what the named graphs hold together, and counts anew. Returns how many triples
    /// had to be put in or taken out.
    ///
    /// # Errors
    /// The store cannot be read or the disk is full.
    pub fn repair(&mut self) -> Result<u64, StoreError> {
        let store = self.store()?;
        let (repaired, counts) = repair(store).map_err(|e| self.failed(e))?;
        // The counts may have been all that was wrong.
        (self.changed, self.counts) = (self.changed + repaired.max(1), counts);
        Ok(repaired)
    }

    /// The graph as changed so far. None of these may be alive at [`Editing::finish`].
    ///
    /// # Errors
    /// The store is closed (it is not before [`Editing::finish`]).
    pub fn graph(&self) -> Result<Graph, StoreError> {
        Ok(Graph::from(self.store()?.clone()))
    }

    /// Puts the changed store into its place. Where nothing was changed, nothing is written.
    ///
    /// # Errors
    /// The disk is full or fails; then the store is as it was.
    pub fn finish(mut self) -> Result<Manifest, StoreError> {
        let Counts { articles, quads, triples } = self.counts;
        let manifest = Manifest::new(articles, quads, triples);
        if self.changed == 0 {
            return Manifest::read(&self.paths.target);
        }
        let tidy = || -> Result<(), StorageError> {
            let store = self.store.as_ref().ok_or_else(|| StorageError::Other("closed".into()))?;
            store.flush()?;
            if self.changed >= MANY && self.changed.saturating_mul(10) >= articles {
                store.optimize()?;
            }
            Ok(())
        };
        tidy().map_err(|e| self.failed(e))?;
        self.store = None;
        manifest.write(&self.paths.new)?;
        self.paths.swap()?;
        Ok(manifest)
    }

    fn store(&self) -> Result<&Store, StoreError> {
        self.store.as_ref().ok_or_else(|| StoreError::Missing { dir: self.paths.new.clone() })
    }

    fn failed(&self, error: StorageError) -> StoreError {
        StoreError::storage(&self.paths.target, error)
    }
}

impl Drop for Editing {
    fn drop(&mut self) {
        self.store = None;
        self.paths.drop_new();
    }
}

/// What is to be taken out of a graph and what is to be put in.
struct Difference {
    gone: Vec<Quad>,
    fresh: Vec<Quad>,
    /// Nothing stays of the graph.
    last: bool,
}

impl Difference {
    fn between(store: &Store, old: &[Quad], quads: &[Quad]) -> Result<Self, StorageError> {
        let held = by_triple(old);
        let mut wanted = by_triple(quads);
        let respelt;
        if !old.is_empty() && has_respelt(store, &held, &wanted)? {
            respelt = as_stored(quads)?;
            wanted = by_triple(&respelt);
        }
        let only = |of: &BTreeMap<String, &Quad>, without: &BTreeMap<String, &Quad>| -> Vec<Quad> {
            of.iter().filter(|(key, _)| !without.contains_key(*key)).map(|(_, q)| (*q).clone()).collect()
        };
        Ok(Self { gone: only(&held, &wanted), fresh: only(&wanted, &held), last: wanted.is_empty() })
    }
}

/// True where a quad is held, though not in these letters: the store writes `1.50` as `1.5`.
fn has_respelt(
    store: &Store,
    held: &BTreeMap<String, &Quad>,
    wanted: &BTreeMap<String, &Quad>,
) -> Result<bool, StorageError> {
    for (_, quad) in wanted.iter().filter(|(key, _)| !held.contains_key(*key)) {
        if store.contains(*quad)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The quads as a store gives them back.
fn as_stored(quads: &[Quad]) -> Result<Vec<Quad>, StorageError> {
    let memory = Store::new()?;
    memory.extend(quads.to_vec())?;
    memory.iter().collect()
}

fn by_triple(quads: &[Quad]) -> BTreeMap<String, &Quad> {
    quads.iter().map(|q| (format!("{} {} {}", q.subject, q.predicate, q.object), q)).collect()
}

fn put(
    store: &Store,
    mut counts: Counts,
    name: NamedNodeRef<'_>,
    quads: &[Quad],
) -> Result<(Change, Counts), StorageError> {
    let old = graph(store, name)?;
    let difference = Difference::between(store, &old, quads)?;
    if difference.gone.is_empty() && difference.fresh.is_empty() {
        return Ok((Change::Unchanged, counts));
    }
    counts = apply(store, counts, name, &difference)?;
    if old.is_empty() {
        counts.articles += 1;
        return Ok((Change::Added, counts));
    }
    Ok((Change::Replaced(old), counts))
}

fn take(store: &Store, mut counts: Counts, name: NamedNodeRef<'_>) -> Result<Option<Counts>, StorageError> {
    if !store.contains_named_graph(name)? {
        return Ok(None);
    }
    let difference = Difference { gone: graph(store, name)?, fresh: Vec::new(), last: true };
    counts.articles = counts.articles.saturating_sub(1);
    apply(store, counts, name, &difference).map(Some)
}

/// In transactions of bounded size; what is read while they are made is the store as it was before them.
fn repair(store: &Store) -> Result<(u64, Counts), StorageError> {
    let mut waiting = Vec::new();
    let mut repaired = 0;
    compare::compare(store, &mut |fault| -> Result<(), StorageError> {
        repaired += 1;
        waiting.push(fault);
        if waiting.len() >= BATCH { mend(store, &mut waiting) } else { Ok(()) }
    })?;
    mend(store, &mut waiting)?;
    let names: Vec<_> = store.named_graphs().collect::<Result<_, _>>()?;
    for name in names {
        let mut quads = store.quads_for_pattern(None, None, None, Some(name.as_ref().into()));
        if quads.next().is_none() {
            store.remove_named_graph(name.as_ref())?;
        }
    }
    let counts = compare::compare(store, &mut |fault| {
        Err(StorageError::Other(format!("{fault:?} came back").into()))
    })?;
    Ok((repaired, counts))
}

fn mend(store: &Store, waiting: &mut Vec<Fault>) -> Result<(), StorageError> {
    let mut change = store.start_transaction()?;
    for fault in waiting.drain(..) {
        match fault {
            Fault::Missing(triple) => change.insert(&triple),
            Fault::Unsupported(triple) => change.remove(&triple),
        }
    }
    change.commit()
}

/// Changes one graph and the default graph with it, in one transaction.
///
/// All is read from the store before: nobody else writes, and to read through a transaction is slower.
fn apply(
    store: &Store,
    mut counts: Counts,
    name: NamedNodeRef<'_>,
    difference: &Difference,
) -> Result<Counts, StorageError> {
    let mut change = store.start_transaction()?;
    for quad in &difference.gone {
        change.remove(quad);
        if !has_other_support(store, quad, name)? {
            change.remove(&in_default(quad));
            counts.triples = counts.triples.saturating_sub(1);
        }
    }
    for quad in &difference.fresh {
        let copy = in_default(quad);
        if !store.contains(&copy)? {
            change.insert(&copy);
            counts.triples += 1;
        }
        change.insert(&Quad { graph_name: name.into_owned().into(), ..copy });
    }
    if difference.last {
        change.remove_named_graph(name)?;
    }
    let (gone, fresh) = (difference.gone.len() as u64, difference.fresh.len() as u64);
    counts.quads = (counts.quads + fresh).saturating_sub(gone);
    change.commit()?;
    Ok(counts)
}

/// True where another named graph has the triple too.
fn has_other_support(store: &Store, quad: &Quad, name: NamedNodeRef<'_>) -> Result<bool, StorageError> {
    let (subject, predicate, object) = (quad.subject.as_ref(), quad.predicate.as_ref(), quad.object.as_ref());
    for other in store.quads_for_pattern(Some(subject), Some(predicate), Some(object), None) {
        let other = other?.graph_name;
        if !other.is_default_graph() && other.as_ref() != GraphNameRef::NamedNode(name) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The quads of one graph.
fn graph(store: &Store, name: NamedNodeRef<'_>) -> Result<Vec<Quad>, StorageError> {
    store.quads_for_pattern(None, None, None, Some(name.into())).collect()
}

/// The triple without its graph.
pub(super) fn in_default(quad: &Quad) -> Quad {
    Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() }
}
