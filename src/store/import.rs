//! An export back to a store: the quads of files, loaded beside the place of the new store and looked through.
//!
//! Only what comes back equal is taken. The articles' graphs are the store; the default graph of a file is
//! not loaded but held against what they say, for it must be neither more nor less than their triples.

use std::path::{Path, PathBuf};

use oxigraph::io::RdfFormat;
use oxigraph::store::{StorageError, Store};
use oxrdf::vocab::rdf;
use oxrdf::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, QuadRef, Term};

use super::build::{BULK_MEGABYTES, Building};
use super::{StoreError, file_quads, format_of, twice};

/// What the names of articles' graphs begin with; the identifier follows, percent-encoded.
const GRAPH: &str = "https://w3id.org/vnkg/g/";

/// What the names of articles begin with.
const ARTICLE: &str = "https://w3id.org/vnkg/id/article/";

/// The class of articles.
const NEWS_ARTICLE: &str = "http://schema.org/NewsArticle";

/// A file does not come back to an equal store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A format that has no room for the articles' graphs.
    #[error("{} holds triples without the articles that they come from, so no equal store can be made of it; export the store as .nq, .trig or .jsonld and import that", .path.display())]
    NoGraphs {
        /// The file.
        path: PathBuf,
    },
    /// No statement of any file stands in an article's graph.
    #[error("the files hold no article's graph; export a store as .nq, .trig or .jsonld and import that")]
    Empty,
    /// A node without a name.
    #[error("{}: the blank node {node} has no name that would stay the same; only exports of vnkg can be imported", .path.display())]
    BlankNode {
        /// The file.
        path: PathBuf,
        /// The node.
        node: String,
    },
    /// A graph that is not an article's, or whose article is not described in it.
    #[error(
        "the graph <{graph}> is no article's graph of vnkg (expected {GRAPH}ID with its schema:NewsArticle); only exports of vnkg can be imported"
    )]
    NoArticle {
        /// The graph's name.
        graph: String,
    },
    /// A triple of the default graph that no article's graph holds.
    #[error("{}: no article's graph holds this triple of the default graph, so it would come from nowhere: {triple}; import the whole export, not a part of it", .path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// The triple.
        triple: String,
    },
}

impl Building {
    /// Loads exports of stores, with the articles' graphs that they hold, and returns the number of articles.
    ///
    /// # Errors
    /// A file cannot be read, is not well-formed or would not come back equal; the disk is full or fails.
    pub fn load(&mut self, files: &[PathBuf]) -> Result<u64, StoreError> {
        for path in files {
            if !matches!(format_of(path)?.1, RdfFormat::NQuads | RdfFormat::TriG | RdfFormat::JsonLd { .. }) {
                return Err(ImportError::NoGraphs { path: path.clone() }.into());
            }
        }
        let store = self.open_store()?.clone();
        let mut with_default = Vec::new();
        for path in files {
            let loaded = load_file(&store, path).map_err(|e| match e {
                StoreError::Load(source) => self.failed(source),
                other => other,
            });
            if loaded? {
                with_default.push(path);
            }
        }
        let arranged = store.flush().and_then(|()| store.optimize());
        arranged.map_err(|e| self.failed(e))?;
        for path in with_default {
            hold_against(&store, path)?;
        }
        let articles = articles(&store)?;
        if articles == 0 {
            return Err(ImportError::Empty.into());
        }
        let mut quads = 0;
        for quad in store.iter() {
            quads += u64::from(!quad.map_err(StoreError::Read)?.graph_name.is_default_graph());
        }
        self.count(articles, quads);
        Ok(articles)
    }
}

/// Loads the articles' graphs of a file; true where it has a default graph too.
fn load_file(store: &Store, path: &Path) -> Result<bool, StoreError> {
    let mut has_default = false;
    let mut loader = store.bulk_loader().with_max_memory_size_in_megabytes(BULK_MEGABYTES);
    loader.load_ok_quads::<StoreError, StoreError>(file_quads(path)?.flat_map(|quad| {
        let checked = quad.and_then(|quad| named(path, quad));
        let (quad, error) = match checked {
            Ok(quad) => (Some(quad), None),
            Err(error) => (None, Some(Err(error))),
        };
        has_default |= quad.as_ref().is_some_and(|q| q.graph_name.is_default_graph());
        let kept = quad.filter(|q| !q.graph_name.is_default_graph());
        kept.into_iter().flat_map(twice).map(Ok).chain(error)
    }))?;
    loader.commit()?;
    Ok(has_default)
}

/// The quad, if all its nodes have names.
fn named(path: &Path, quad: Quad) -> Result<Quad, StoreError> {
    let blank = match (&quad.subject, &quad.object, &quad.graph_name) {
        (NamedOrBlankNode::BlankNode(node), ..)
        | (_, Term::BlankNode(node), _)
        | (.., GraphName::BlankNode(node)) => node.to_string(),
        _ => return Ok(quad),
    };
    Err(ImportError::BlankNode { path: path.to_owned(), node: blank }.into())
}

/// Reads a file once more: each triple of its default graph must be in some article's graph.
fn hold_against(store: &Store, path: &Path) -> Result<(), StoreError> {
    for quad in file_quads(path)? {
        let quad = quad?;
        if quad.graph_name.is_default_graph() && !store.contains(&quad).map_err(StoreError::Read)? {
            let triple = format!("{} {} {}", quad.subject, quad.predicate, quad.object);
            return Err(ImportError::Unsupported { path: path.to_owned(), triple }.into());
        }
    }
    Ok(())
}

/// How many graphs there are; each must be one of ours and describe its article.
fn articles(store: &Store) -> Result<u64, StoreError> {
    let mut count = 0;
    for graph in store.named_graphs() {
        let NamedOrBlankNode::NamedNode(graph) = graph.map_err(StoreError::Read)? else { continue };
        if !describes_its_article(store, &graph).map_err(StoreError::Read)? {
            return Err(ImportError::NoArticle { graph: graph.into_string() }.into());
        }
        count += 1;
    }
    Ok(count)
}

fn describes_its_article(store: &Store, graph: &NamedNode) -> Result<bool, StorageError> {
    let Some(id) = graph.as_str().strip_prefix(GRAPH) else { return Ok(false) };
    let article = NamedNode::new_unchecked(format!("{ARTICLE}{id}"));
    let class = NamedNode::new_unchecked(NEWS_ARTICLE);
    let graph = GraphNameRef::NamedNode(graph.as_ref());
    store.contains(QuadRef::new(&article, rdf::TYPE, &class, graph))
}
