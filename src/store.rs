//! Where a graph lives: in a folder on disk or in memory; and how one comes to be there whole or not at all.
//!
//! The only module that names Oxigraph's store. It knows nothing of articles' meaning, only of quads.
//!
//! Every quad is held twice: in the named graph of its article, and, without it, in the default graph.
//! Oxigraph's own union of named graphs (0.5) returns a triple once for every graph that has it, so
//! counts and sums over it are wrong; the default graph is a set and is what queries read.

#[cfg(feature = "disk")]
mod build;
#[cfg(feature = "disk")]
mod compare;
#[cfg(feature = "disk")]
mod edit;
mod error;
#[cfg(feature = "disk")]
mod folder;
#[cfg(feature = "disk")]
mod import;
mod manifest;
pub mod packing;

use std::path::{Path, PathBuf};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::sparql::{PreparedSparqlQuery, QueryEvaluationError, QueryExplanation, QueryResults};
#[cfg(feature = "disk")]
use oxigraph::store::StorageError;
use oxigraph::store::Store;
use oxrdf::{GraphName, GraphNameRef, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, TermRef};

#[cfg(feature = "disk")]
pub use build::Building;
#[cfg(feature = "disk")]
pub use compare::Difference;
#[cfg(feature = "disk")]
pub use edit::{Change, Editing};
pub use error::StoreError;
#[cfg(feature = "disk")]
pub use import::ImportError;
pub use manifest::{FORMAT, Manifest};
use packing::Packing;

/// How often a store that is being replaced is looked for.
#[cfg(feature = "disk")]
const TRIES: usize = 40;

/// A graph that can be read: a store on disk, opened read-only, or one in memory.
pub struct Graph {
    store: Store,
    manifest: Option<Manifest>,
    // Last: the files may go when the store is closed.
    #[cfg(feature = "disk")]
    _held: Option<folder::Held>,
}

impl Graph {
    /// Opens the store in folder `dir` for reading. Leftovers of a killed command beside it are removed.
    ///
    /// It is read as it is now for as long as this lives, whatever other processes make of it meanwhile.
    ///
    /// # Errors
    /// There is no such folder, it is no vnkg store, it has another format, or it cannot be read.
    #[cfg(feature = "disk")]
    pub fn open_read_only(dir: &Path) -> Result<Self, StoreError> {
        let mut tries = 0;
        loop {
            let writing = folder::tidy(dir);
            let opened = folder::Held::take(dir).map(|held| Self::open_held(dir, held));
            match opened {
                Some(Ok(graph)) => return Ok(graph),
                // For a moment of the swap there is nothing, or it was replaced while we looked.
                Some(Err(StoreError::Missing { .. })) if writing && tries < TRIES => {}
                None if tries < TRIES => {}
                Some(Err(error)) => return Err(error),
                None => return Err(StoreError::Missing { dir: dir.to_owned() }),
            }
            tries += 1;
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    #[cfg(feature = "disk")]
    fn open_held(dir: &Path, held: folder::Held) -> Result<Self, StoreError> {
        let manifest = Manifest::read_from(&held.path, dir)?;
        let store = Store::open_read_only(&held.path).map_err(|e| StoreError::storage(dir, e))?;
        Ok(Self { store, manifest: Some(manifest), _held: Some(held) })
    }

    /// A graph without a manifest.
    const fn of(store: Store) -> Self {
        Self {
            store,
            manifest: None,
            #[cfg(feature = "disk")]
            _held: None,
        }
    }

    /// Opens the store in folder `dir` for reading: an error, for this vnkg has no disk store.
    ///
    /// # Errors
    /// Always.
    #[cfg(not(feature = "disk"))]
    pub fn open_read_only(_dir: &Path) -> Result<Self, StoreError> {
        Err(StoreError::NoDisk)
    }

    /// A graph in memory from RDF files; the format goes by the extension (`.nq`, `.nt`, `.trig`,
    /// `.ttl`, `.jsonld`, `.rdf`, and behind it `.gz` or `.zst`).
    ///
    /// # Errors
    /// A file cannot be read, has an unknown extension or is not well-formed.
    pub fn from_files(paths: &[PathBuf]) -> Result<Self, StoreError> {
        let store = Store::new().map_err(|e| StoreError::storage(Path::new("memory"), e))?;
        let graph = Self::of(store);
        for path in paths {
            let mut loader = graph.store.bulk_loader();
            loader.load_ok_quads::<StoreError, StoreError>(file_quads(path)?.flat_map(
                |quad| match quad {
                    Ok(quad) => twice(quad).map(Ok).collect(),
                    Err(error) => vec![Err(error)],
                },
            ))?;
            loader.commit().map_err(|e| StoreError::storage(path, e))?;
        }
        Ok(graph)
    }

    /// A graph in memory from quads.
    ///
    /// # Errors
    /// The store refuses them (it should not).
    pub fn from_quads(quads: impl IntoIterator<Item = Quad>) -> Result<Self, StoreError> {
        let memory = Path::new("memory");
        let store = Store::new().map_err(|e| StoreError::storage(memory, e))?;
        let mut loader = store.bulk_loader();
        let all = quads.into_iter().flat_map(twice);
        loader.load_quads(all).map_err(|e| StoreError::storage(memory, e))?;
        loader.commit().map_err(|e| StoreError::storage(memory, e))?;
        Ok(Self::of(store))
    }

    /// What the build wrote about itself; a graph in memory has nothing of the kind.
    #[must_use]
    pub const fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// Hands to `found` in what the default graph differs from the named graphs, and returns the manifest that
    /// such a store should have.
    ///
    /// # Errors
    /// The store cannot be read.
    #[cfg(feature = "disk")]
    pub fn compare(&self, found: &mut dyn FnMut(Difference)) -> Result<Manifest, StoreError> {
        let counts = compare::compare(&self.store, &mut |difference| -> Result<(), StorageError> {
            found(difference);
            Ok(())
        });
        let edit::Counts { articles, quads, triples } = counts.map_err(StoreError::Read)?;
        Ok(Manifest::new(articles, quads, triples))
    }

    /// Asks the database whether its own indexes agree. This takes about 20 seconds for a million quads.
    ///
    /// # Errors
    /// They do not, or the store cannot be read.
    pub fn check_indexes(&self) -> Result<(), StoreError> {
        self.store.validate().map_err(StoreError::Read)
    }

    /// Runs a prepared query. Rows come as they are found.
    ///
    /// # Errors
    /// As SPARQL evaluation does, such as for a bound variable that the query does not select.
    pub fn run(&self, query: PreparedSparqlQuery) -> Result<QueryResults<'static>, QueryEvaluationError> {
        query.on_store(&self.store).execute()
    }

    /// The same, with what the engine tells of its work; that is complete when all rows were taken.
    pub fn explain(
        &self,
        query: PreparedSparqlQuery,
    ) -> (Result<QueryResults<'static>, QueryEvaluationError>, QueryExplanation) {
        query.on_store(&self.store).compute_statistics().explain()
    }

    /// The triples of the default graph, which holds every triple once, in no special order.
    pub fn triples(&self) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        self.matching(None, None, None, Some(GraphNameRef::DefaultGraph))
    }

    /// Every quad: of the default graph and of the articles' graphs, in no special order.
    pub fn quads(&self) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        self.matching(None, None, None, None)
    }

    /// The quads that fit a pattern; `None` fits everything.
    pub fn matching(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        self.store
            .quads_for_pattern(subject, predicate, object, graph)
            .map(|quad| quad.map_err(StoreError::Read))
    }

    /// The names of the articles' graphs, in no special order.
    pub fn named_graphs(&self) -> impl Iterator<Item = Result<NamedOrBlankNode, StoreError>> + use<> {
        self.store.named_graphs().map(|name| name.map_err(StoreError::Read))
    }
}

/// A graph as somebody else filled it: its default graph should hold what its named graphs hold.
impl From<Store> for Graph {
    fn from(store: Store) -> Self {
        Self::of(store)
    }
}

/// What a command that died, or is at work, left beside the store at `dir`.
///
/// # Errors
/// The path names no folder.
#[cfg(feature = "disk")]
pub fn leftovers(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    Ok(folder::Paths::of(dir)?.leftovers())
}

/// The quad, and its triple in the default graph.
fn twice(quad: Quad) -> impl Iterator<Item = Quad> {
    let copy = (!quad.graph_name.is_default_graph()).then(|| {
        Quad::new(quad.subject.clone(), quad.predicate.clone(), quad.object.clone(), GraphName::DefaultGraph)
    });
    std::iter::once(quad).chain(copy)
}

/// The quads of one RDF file, unpacked where its name ends in `.gz` or `.zst`.
fn file_quads(path: &Path) -> Result<impl Iterator<Item = Result<Quad, StoreError>> + use<>, StoreError> {
    let (packing, format) = format_of(path)?;
    let text = packing.open(path).map_err(|e| StoreError::io("read", path, e))?;
    let path = path.to_owned();
    let quads = RdfParser::from_format(format).for_reader(text);
    Ok(quads.map(move |quad| quad.map_err(|e| StoreError::Parse { path: path.clone(), source: Box::new(e) })))
}

/// How a file is packed and written, by its name.
fn format_of(path: &Path) -> Result<(Packing, RdfFormat), StoreError> {
    let (packing, inner) = Packing::of(path);
    let extension = inner.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let format = match extension.as_str() {
        "nq" => RdfFormat::NQuads,
        "nt" => RdfFormat::NTriples,
        "trig" => RdfFormat::TriG,
        "ttl" => RdfFormat::Turtle,
        "jsonld" => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        "rdf" => RdfFormat::RdfXml,
        _ => return Err(StoreError::Extension { path: path.to_owned() }),
    };
    Ok((packing, format))
}
