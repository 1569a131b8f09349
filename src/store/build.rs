//! A store in the making: beside its target until it is whole, then in its place by one rename.

use std::fs;
use std::path::Path;

use oxigraph::store::{StorageError, Store};
use oxrdf::Quad;

use super::folder::{Lock, Paths, check_target};
use super::{Graph, Manifest, StoreError, twice};

/// Memory of the bulk loader, in megabytes. More was slower when measured.
pub(super) const BULK_MEGABYTES: usize = 512;

/// A store in the making. Dropped before [`Building::finish`], it leaves nothing behind.
///
/// The order of calls is [`begin`](Self::begin), [`fill`](Self::fill), [`graph`](Self::graph) to check what
/// was filled in, [`finish`](Self::finish).
pub struct Building {
    // Closed before the folder is moved or removed.
    store: Option<Store>,
    paths: Paths,
    articles: u64,
    quads: u64,
    // Last, so that the lock outlives the work.
    _lock: Lock,
}

impl Building {
    /// Starts a store that will stand at `target`; with `force` it may replace one that stands there.
    ///
    /// # Errors
    /// The target exists, is no store of ours, is being built by another process, or cannot be written.
    pub fn begin(target: &Path, force: bool) -> Result<Self, StoreError> {
        let paths = Paths::of(target)?;
        check_target(&paths.target, true)?;
        let lock = Lock::take_patiently(&paths)?;
        // Again, for the sweep may have put a store back.
        check_target(&paths.target, force)?;
        fs::create_dir(&paths.new).map_err(|e| StoreError::io("write", &paths.new, e))?;
        let mut building = Self { store: None, paths, articles: 0, quads: 0, _lock: lock };
        let opened = Store::open(&building.paths.new);
        building.store = Some(opened.map_err(|e| building.failed(e))?);
        Ok(building)
    }

    /// Loads articles, each the quads of one graph, and arranges them for reading.
    ///
    /// Returns the number of articles.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn fill(&mut self, articles: impl IntoIterator<Item = Vec<Quad>>) -> Result<u64, StoreError> {
        let (mut count, mut quads) = (0, 0);
        let stream = articles.into_iter().flat_map(|mut article| {
            article.sort_by_cached_key(ToString::to_string);
            article.dedup();
            count += 1;
            quads += article.len() as u64;
            article.into_iter().flat_map(twice)
        });
        if let Some(store) = &self.store {
            let load = || -> Result<(), StorageError> {
                let mut loader = store.bulk_loader().with_max_memory_size_in_megabytes(BULK_MEGABYTES);
                loader.load_quads(stream)?;
                loader.commit()?;
                // Without this most queries take two to thirteen times as long.
                store.flush()?;
                store.optimize()
            };
            load().map_err(|e| self.failed(e))?;
        }
        self.articles += count;
        self.quads += quads;
        Ok(count)
    }

    /// The graph as filled in so far.
    ///
    /// # Errors
    /// The store is closed (it is not before [`Building::finish`]).
    pub fn graph(&self) -> Result<Graph, StoreError> {
        let store = self.store.clone().ok_or_else(|| StoreError::Missing { dir: self.paths.new.clone() })?;
        Ok(Graph::from(store))
    }

    /// Writes the manifest and puts the store into its place. No [`Graph`] of it may be alive.
    ///
    /// # Errors
    /// The disk is full or fails; then nothing is left behind and a former store is untouched.
    pub fn finish(mut self) -> Result<Manifest, StoreError> {
        let store = self.store.take().ok_or_else(|| StoreError::Missing { dir: self.paths.new.clone() })?;
        let all = store.len().map_err(|e| self.failed(e))? as u64;
        drop(store);
        let manifest = Manifest::new(self.articles, self.quads, all.saturating_sub(self.quads));
        manifest.write(&self.paths.new)?;
        self.paths.swap()?;
        Ok(manifest)
    }

    /// The store that is being filled.
    pub(super) fn open_store(&self) -> Result<&Store, StoreError> {
        self.store.as_ref().ok_or_else(|| StoreError::Missing { dir: self.paths.new.clone() })
    }

    /// Notes what was filled in by other ways than [`Building::fill`].
    pub(super) const fn count(&mut self, articles: u64, quads: u64) {
        self.articles = articles;
        self.quads = quads;
    }

    pub(super) fn failed(&self, error: StorageError) -> StoreError {
        StoreError::storage(&self.paths.target, error)
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        self.store = None;
        self.paths.drop_new();
    }
}
