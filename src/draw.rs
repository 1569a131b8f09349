//! How does the graph look? Selects a part of the store, lays it out and draws it.
//!
//! One file and one line in [`DRAWINGS`] per format. The same store and the same wish give the same
//! bytes. Writes to whatever it is given; puts no file in place itself, and asks no network.

pub mod details;
pub mod dot;
pub mod facts;
pub mod html;
pub mod layout;
pub mod names;
pub mod projection;
pub mod select;
pub mod svg;
pub mod words;

use std::io::Write;
use std::path::Path;

use crate::store::{Graph, StoreError};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::draw::facts::{Facts, Quoted};
use crate::draw::layout::Point;
use crate::draw::names::NameError;
use crate::draw::words::{Kind, Language, Relation};

/// A format that a picture can be drawn in.
pub trait Drawing: Sync {
    /// Its name, as people write it.
    fn name(&self) -> &'static str;
    /// The extension of its files, without the dot, lower case.
    fn extension(&self) -> &'static str;
    /// What it is good for: one line.
    fn about(&self) -> &'static str;
    /// Draws the picture.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError>;
}

/// All formats, in the order in which help and messages list them.
pub const DRAWINGS: &[&dyn Drawing] = &[&html::Html, &svg::Svg, &dot::Dot];

/// Why a drawing failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DrawError {
    /// The file's extension names no known format.
    #[error("{path}: no drawing format for this extension; use one of {known}")]
    UnknownFormat {
        /// The file asked for.
        path: String,
        /// The extensions that are known.
        known: String,
    },
    /// The name asked for is unknown or means several things.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The thing asked for exists but is no node of the picture.
    #[error("{0} is no person, body, place, event or decision; ask for one of those")]
    NotDrawn(String),
    /// The store could not be read.
    #[error("the store cannot be read")]
    Storage(#[from] StoreError),
    /// The picture could not be written.
    #[error("the drawing cannot be written")]
    Write(#[from] std::io::Error),
    /// The data of the interactive view could not be put into JSON.
    #[error("the data of the view cannot be written as JSON")]
    Json(#[from] serde_json::Error),
}

/// What to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The name or IRI of the thing in the middle; none for the whole graph.
    pub about: Option<String>,
    /// How many steps from the middle; a place in between is shown but not stepped through.
    pub hops: usize,
    /// At most so many nodes: the nearest ones, then those with most edges.
    pub limit: usize,
    /// The language of the words around the names.
    pub language: Language,
}

impl Default for Wish {
    fn default() -> Self {
        Self { about: None, hops: 2, limit: 200, language: Language::Vi }
    }
}

/// A person, body, place, event or decision, ready to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its IRI.
    pub iri: String,
    /// What it is.
    pub kind: Kind,
    /// Its name, as the articles give it.
    pub label: String,
    /// More about it: a key of [`words::FIELDS`] and the value.
    pub fields: Vec<(&'static str, String)>,
    /// The sentence that tells of it, for events and decisions: place in [`Picture::quotes`].
    pub quote: Option<usize>,
    /// Number of its edges in the whole graph.
    pub degree: usize,
}

/// A relation between two nodes, ready to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// What relation.
    pub relation: Relation,
    /// The post held, for [`Relation::Holds`].
    pub label: Option<String>,
    /// `current`, `former` or `incoming`, for [`Relation::Holds`].
    pub status: Option<String>,
    /// The last day for which it is attested, ISO 8601.
    pub date: Option<String>,
    /// In how many articles it stands.
    pub articles: usize,
    /// The sentence that says it best: place in [`Picture::quotes`].
    pub quote: Option<usize>,
}

/// Everything that a drawing shows.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Nodes and edges.
    pub graph: DiGraph<Node, Edge>,
    /// Where each node stands, by its index.
    pub positions: Vec<Point>,
    /// The sentences, each once.
    pub quotes: Vec<Quoted>,
    /// The node in the middle, if one was asked for.
    pub about: Option<NodeIndex>,
    /// Nodes in the whole graph, those without edges left out.
    pub total_nodes: usize,
    /// Edges in the whole graph.
    pub total_edges: usize,
    /// The language of the words around the names.
    pub language: Language,
}

impl Picture {
    /// What the picture is called: the name in the middle, or the words for the whole graph.
    #[must_use]
    pub fn title(&self) -> String {
        self.about.and_then(|index| self.graph.node_weight(index)).map_or_else(
            || self.language.pick("Đồ thị quan hệ", "Graph of relations").to_owned(),
            |node| node.label.clone(),
        )
    }
}

/// The drawing for a file, by its extension in any case.
///
/// # Errors
/// [`DrawError::UnknownFormat`] with the list of the known extensions.
pub fn drawing_for(path: &Path) -> Result<&'static dyn Drawing, DrawError> {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    DRAWINGS.iter().copied().find(|d| d.extension().eq_ignore_ascii_case(extension)).ok_or_else(|| {
        DrawError::UnknownFormat { path: path.display().to_string(), known: known_extensions() }
    })
}

/// `.html, .svg, .dot`
#[must_use]
pub fn known_extensions() -> String {
    DRAWINGS.iter().map(|d| format!(".{}", d.extension())).collect::<Vec<_>>().join(", ")
}

/// Selects, looks up and lays out what was asked for.
///
/// # Errors
/// Where the store cannot be read, or the name asked for is unknown, means several things, or is
/// nothing that can be drawn.
pub fn picture(store: &Graph, wish: &Wish) -> Result<Picture, DrawError> {
    let facts = Facts::new(store);
    let skeleton = projection::project(&facts)?;
    let chosen = select::choose(&facts, &skeleton, wish)?;
    let (graph, quotes) = details::fill_in(&facts, &skeleton, &chosen.nodes, wish.language)?;
    let edges: Vec<(usize, usize)> =
        graph.edge_references().map(|e| (e.source().index(), e.target().index())).collect();
    let boxes: Vec<_> = graph.node_weights().map(layout::box_of).collect();
    Ok(Picture {
        positions: layout::layout(&boxes, &edges),
        graph,
        quotes,
        about: chosen.about,
        total_nodes: skeleton.connected(),
        total_edges: skeleton.graph.edge_count(),
        language: wish.language,
    })
}
