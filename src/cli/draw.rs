//! `vnkg draw`: the graph, or what lies around one thing, as a picture.

use std::io::Write;
use std::path::PathBuf;

use crate::store::Graph;
use anyhow::Context as _;

use crate::draw::words::Language;
use crate::draw::{self, DRAWINGS, Wish};
use crate::export::file;

/// Arguments of `vnkg draw`, the store apart.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = formats())]
pub(super) struct Args {
    /// The file to write; its extension says the format
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Draw what lies around this person, body, place, event or decision: a name, with or without
    /// tones and capitals, or an IRI
    #[arg(short, long, value_name = "NAME")]
    pub about: Option<String>,
    /// How many steps from it; places are shown but not stepped through
    #[arg(long, value_name = "N", default_value_t = 2, requires = "about")]
    pub hops: usize,
    /// At most so many nodes: the nearest, then those with most relations
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub limit: usize,
    /// The language of the words around the names
    #[arg(long, value_name = "LANG", value_parser = ["vi", "en"], default_value = "vi")]
    pub lang: String,
}

/// Draws the graph to a file and says what is in the picture.
///
/// # Errors
/// Where the extension or the name is unknown, the name means several things, or the file cannot be
/// written.
pub(super) fn run(args: &Args, store: &Graph, out: &mut dyn Write) -> anyhow::Result<()> {
    let drawing = draw::drawing_for(&args.output)?;
    let wish = Wish {
        about: args.about.clone(),
        hops: args.hops,
        limit: args.limit,
        language: if args.lang == "en" { Language::En } else { Language::Vi },
    };
    let picture = draw::picture(store, &wish)?;
    file::replace(
        &args.output,
        |to| drawing.draw(&picture, to).with_context(|| format!("cannot write {}", args.output.display())),
        |_, ()| Ok(()),
    )?;
    let (nodes, edges) = (picture.graph.node_count(), picture.graph.edge_count());
    write!(out, "{}: {nodes} nodes, {edges} edges", args.output.display())?;
    if nodes < picture.total_nodes {
        write!(out, " of {} and {}", picture.total_nodes, picture.total_edges)?;
        if nodes == args.limit {
            write!(out, "; --limit shows more")?;
        }
    }
    writeln!(out)?;
    Ok(())
}

fn formats() -> String {
    let lines: Vec<String> =
        DRAWINGS.iter().map(|d| format!("  .{:<5} {:<5} {}", d.extension(), d.name(), d.about())).collect();
    format!("Formats:\n{}", lines.join("\n"))
}
