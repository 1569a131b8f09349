//! How does the graph look? Selects a part of the store, lays it out and draws it.
//!
//! One file and one line in [`DRAWINGS`] per format. The same store and the same wish give the same
//! bytes. Writes to whatever it is given; puts no file in place itself, and asks no network.

pub mod csv;
pub mod dates;
pub mod details;
pub mod dot;
pub mod facts;
pub mod gexf;
pub mod graphml;
pub mod html;
pub mod json;
pub mod layout;
pub mod md;
pub mod measure;
pub mod mmd;
pub mod names;
pub mod paths;
pub mod png;
pub mod projection;
pub mod scope;
pub mod select;
pub mod svg;
pub mod table;
mod tree;
pub mod txt;
pub mod words;
pub mod xml;

use std::io::Write;
use std::path::Path;

use crate::store::{Graph, StoreError};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::draw::facts::{Facts, Quoted};
use crate::draw::layout::Point;
use crate::draw::measure::Measured;
use crate::draw::names::NameError;
use crate::draw::scope::Scope;
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
    /// The second file that belongs to the first, if one file does not hold it all.
    fn beside(&self) -> Option<Beside> {
        None
    }
}

/// A second file of a drawing.
#[derive(Clone, Copy)]
pub struct Beside {
    /// What stands before the extension in its name: `nodes` for `graph.nodes.csv`.
    pub mark: &'static str,
    /// What writes it.
    pub draw: fn(&Picture, &mut dyn Write) -> Result<(), DrawError>,
}

/// All formats, in the order in which help and messages list them.
pub const DRAWINGS: &[&dyn Drawing] = &[
    &html::Html,
    &svg::Svg,
    &dot::Dot,
    &png::Png,
    &mmd::Mermaid,
    &graphml::GraphMl,
    &gexf::Gexf,
    &json::Cytoscape,
    &csv::Csv,
    &md::Markdown,
    &txt::Text,
];

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
    /// The thing asked for is a node, but not of what takes part.
    #[error(
        "{0} has no place in what --kind, --from, --to, --min-articles or --together leave; ask for more"
    )]
    LeftOut(String),
    /// What is no body has no tree.
    #[error("{0} is no body; name one, such as \"UBND tỉnh …\"")]
    NoBody(String),
    /// Nothing joins the two.
    #[error("no way leads from {from} to {to}: no article relates them, over anything but places")]
    NotJoined {
        /// Where it was to begin.
        from: String,
        /// Where it was to end.
        to: String,
    },
    /// The body asked for decided nothing.
    #[error("no decision of {0} is known here; try --about")]
    NoDecisions(String),
    /// The picture has no size that a bitmap can have.
    #[error("{0}; use --limit for fewer nodes, or .svg")]
    Bitmap(String),
    /// A row of a table could not be written.
    #[error("the table cannot be written")]
    Table(#[from] ::csv::Error),
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
    /// Which nodes and edges take part at all.
    pub scope: Scope,
    /// Which of them are drawn.
    pub view: View,
    /// What the size of a node says.
    pub size: Size,
    /// What the colour of a node says.
    pub colour: Colour,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            about: None,
            hops: 2,
            limit: 200,
            language: Language::Vi,
            scope: Scope::default(),
            view: View::Around,
            size: Size::Degree,
            colour: Colour::Kind,
        }
    }
}

/// Which part of the graph is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    /// What lies around [`Wish::about`], or the nodes with most edges.
    #[default]
    Around,
    /// The shortest ways between two things.
    Paths {
        /// Name or IRI of the one.
        from: String,
        /// Name or IRI of the other.
        to: String,
        /// At most so many ways.
        count: usize,
    },
    /// The bodies below one, with their leaders.
    Tree {
        /// Its name or IRI.
        body: String,
    },
    /// What a body or person decided.
    Decisions {
        /// Its name or IRI.
        body: String,
    },
}

/// What the size of a node says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// How many edges it has.
    #[default]
    Degree,
    /// How often a walk along the edges comes by.
    PageRank,
    /// On how many shortest ways between others it lies.
    Betweenness,
}

/// What the colour of a node says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// What it is.
    #[default]
    Kind,
    /// With which others it is most closely tied.
    Community,
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
    /// Its size in thousandths of the largest, where it does not follow the number of edges.
    pub share: Option<u16>,
    /// The number of its group among those of the picture, the largest first, where colours say it.
    pub group: Option<usize>,
}

impl Node {
    /// The colour of its mark on a light ground.
    #[must_use]
    pub fn colour(&self) -> &'static str {
        self.group.map_or_else(|| self.kind.colour(), words::group_colour)
    }
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
    /// The first day for which it is attested, ISO 8601.
    pub since: Option<String>,
    /// The last day for which it is attested, ISO 8601.
    pub date: Option<String>,
    /// In how many articles it stands.
    pub articles: usize,
    /// How much it counts: for [`Relation::Together`] the events shared, else 1.
    pub weight: usize,
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
    /// The ways that were asked for, each from the one end to the other, the shortest first.
    pub paths: Vec<Vec<NodeIndex>>,
    /// True where nodes stand in columns from left to right, not where forces put them.
    pub in_columns: bool,
    /// Nodes in the whole graph, those without edges left out.
    pub total_nodes: usize,
    /// Edges in the whole graph.
    pub total_edges: usize,
    /// Edges of the store without a date, which a period leaves out.
    pub undated: usize,
    /// The language of the words around the names.
    pub language: Language,
}

impl Picture {
    /// True where the picture is a body's tree, from left to right.
    #[must_use]
    pub fn is_tree(&self) -> bool {
        self.in_columns && self.paths.is_empty()
    }

    /// What the picture is called: the name in the middle, or the words for the whole graph.
    #[must_use]
    pub fn title(&self) -> String {
        let label = |node: &NodeIndex| self.graph.node_weight(*node).map(|node| node.label.as_str());
        if let Some((from, to)) = self.paths.first().and_then(|path| path.first().zip(path.last())) {
            return format!("{} – {}", label(from).unwrap_or(""), label(to).unwrap_or(""));
        }
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
    let skeleton = scope::project(&facts, &wish.scope)?;
    let chosen = select::choose(&facts, &skeleton, wish)?;
    let (mut graph, quotes) = details::fill_in(&facts, &skeleton, &chosen, wish.language)?;
    let measured = Measured::of(&skeleton, wish.size, wish.colour);
    measured.show_on(&mut graph, &chosen.nodes);
    let boxes: Vec<_> = graph.node_weights().map(layout::box_of).collect();
    let positions = match &chosen.grid {
        Some(grid) => layout::grid::places(&boxes, grid),
        None => {
            let ends = graph.edge_references().map(|e| (e.source().index(), e.target().index()));
            layout::layout(&boxes, &ends.collect::<Vec<_>>())
        }
    };
    Ok(Picture {
        positions,
        graph,
        quotes,
        about: chosen.about,
        in_columns: chosen.grid.is_some(),
        paths: chosen.paths,
        total_nodes: skeleton.connected(),
        total_edges: skeleton.graph.edge_count(),
        undated: skeleton.undated,
        language: wish.language,
    })
}
