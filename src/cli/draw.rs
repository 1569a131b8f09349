//! `vnkg draw`: the graph, or a part of it that was asked for, as a picture, a table or text.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::store::Graph;
use crate::store::packing::Packing;
use anyhow::Context as _;

use super::scope::ScopeArgs;
use crate::draw::words::Language;
use crate::draw::{self, Colour, DRAWINGS, DrawError, Drawing as _, Picture, Size, View, Wish, txt};
use crate::export::file;

/// Arguments of `vnkg draw`, the store apart.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = formats(), group = clap::ArgGroup::new("view").multiple(false))]
pub(super) struct Args {
    /// The file to write; its extension says the format. Without it the relations are told as text
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Draw what lies around this person, body, place, event or decision: a name, with or without
    /// tones and capitals, or an IRI
    #[arg(short, long, value_name = "NAME", group = "view")]
    pub about: Option<String>,
    /// How many steps from it; places are shown but not stepped through
    #[arg(long, value_name = "N", default_value_t = 2, requires = "about")]
    pub hops: usize,
    /// Draw the shortest ways between two things, each step with its sentence
    #[arg(long, num_args = 2, value_names = ["A", "B"], group = "view")]
    pub path: Vec<String>,
    /// At most so many ways
    #[arg(long, value_name = "N", default_value_t = 3, requires = "path")]
    pub paths: usize,
    /// Draw the bodies below this one, with their leaders
    #[arg(long, value_name = "BODY", group = "view", conflicts_with_all = ["posts", "together"])]
    pub tree: Option<String>,
    /// Draw what this body or person decided, the latest first, and whom it concerns
    #[arg(long, value_name = "BODY", group = "view", conflicts_with = "together")]
    pub decisions_of: Option<String>,
    /// At most so many nodes: the nearest, then those with most relations
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub limit: usize,
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// What the size of a node says
    #[arg(long, value_name = "MEASURE", value_parser = ["degree", "pagerank", "betweenness"],
        default_value = "degree")]
    pub size: String,
    /// What the colour of a node says
    #[arg(long, value_name = "WHAT", value_parser = ["kind", "community"], default_value = "kind")]
    pub colour: String,
    /// The language of the words around the names
    #[arg(long, value_name = "LANG", value_parser = ["vi", "en"], default_value = "vi")]
    pub lang: String,
}

impl Args {
    fn wish(&self) -> Wish {
        Wish {
            about: self.about.clone(),
            hops: self.hops,
            limit: self.limit,
            language: if self.lang == "en" { Language::En } else { Language::Vi },
            scope: self.scope.scope(),
            view: self.view(),
            size: match self.size.as_str() {
                "pagerank" => Size::PageRank,
                "betweenness" => Size::Betweenness,
                _ => Size::Degree,
            },
            colour: if self.colour == "community" { Colour::Community } else { Colour::Kind },
        }
    }

    fn view(&self) -> View {
        match (self.path.as_slice(), &self.tree, &self.decisions_of) {
            ([from, to], _, _) => View::Paths { from: from.clone(), to: to.clone(), count: self.paths },
            (_, Some(body), _) => View::Tree { body: body.clone() },
            (_, _, Some(body)) => View::Decisions { body: body.clone() },
            _ => View::Around,
        }
    }
}

/// Draws the graph to a file and says what is in the picture.
///
/// # Errors
/// Where the extension or the name is unknown, the name means several things, or the file cannot be
/// written.
pub(super) fn run(args: &Args, store: &Graph, out: &mut dyn Write) -> anyhow::Result<()> {
    let Some(path) = &args.output else {
        txt::Text.draw(&draw::picture(store, &args.wish())?, out)?;
        return Ok(());
    };
    let drawing = draw::drawing_for(path)?;
    let picture = draw::picture(store, &args.wish())?;
    if let Some(beside) = drawing.beside() {
        let second = path.with_extension(format!("{}.{}", beside.mark, drawing.extension()));
        write_to(&second, |to| (beside.draw)(&picture, to))?;
        writeln!(out, "{}: {} nodes", second.display(), picture.graph.node_count())?;
    }
    write_to(path, |to| drawing.draw(&picture, to))?;
    tell(args, path, &picture, out)
}

fn write_to(path: &Path, draw: impl FnOnce(&mut dyn Write) -> Result<(), DrawError>) -> anyhow::Result<()> {
    file::replace(
        path,
        Packing::Plain,
        |to| draw(to).with_context(|| format!("cannot write {}", path.display())),
        |_, ()| Ok(()),
    )
}

fn tell(args: &Args, path: &Path, picture: &Picture, out: &mut dyn Write) -> anyhow::Result<()> {
    let (nodes, edges) = (picture.graph.node_count(), picture.graph.edge_count());
    write!(out, "{}: {nodes} nodes, {edges} edges", path.display())?;
    if nodes < picture.total_nodes {
        write!(out, " of {} and {}", picture.total_nodes, picture.total_edges)?;
        if nodes == args.limit {
            write!(out, "; --limit shows more")?;
        }
    }
    undated(picture.undated, out)?;
    writeln!(out)?;
    Ok(())
}

/// What a period left out unseen.
pub(super) fn undated(count: usize, out: &mut dyn Write) -> io::Result<()> {
    match count {
        0 => Ok(()),
        1 => write!(out, "; the period leaves out 1 relation without a date"),
        _ => write!(out, "; the period leaves out {count} relations without a date"),
    }
}

fn formats() -> String {
    let lines: Vec<String> =
        DRAWINGS.iter().map(|d| format!("  .{:<8} {:<8} {}", d.extension(), d.name(), d.about())).collect();
    format!("Formats:\n{}", lines.join("\n"))
}
