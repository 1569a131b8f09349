//! `vnkg measure`: who matters and what belongs together, as a table.
//!
//! A command of its own and no drawing: its numbers are those of everything that takes part, never of the
//! few nodes that fit a picture. `vnkg draw --size … --colour …` shows the same numbers.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context as _;

use super::scope::ScopeArgs;
use crate::draw::facts::Facts;
use crate::draw::measure::{self, Row, between};
use crate::draw::projection::Skeleton;
use crate::draw::scope;
use crate::export::file;
use crate::store::Graph;
use crate::store::packing::Packing;
use crate::text;

/// Arguments of `vnkg measure`, the store apart.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    /// The table to write, as CSV; without it the table goes to the screen
    #[arg(short, long, value_name = "FILE.csv")]
    pub output: Option<PathBuf>,
    /// Only so many rows, those of the highest `PageRank`
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    #[command(flatten)]
    pub scope: ScopeArgs,
}

/// Measures the graph and writes the table.
///
/// # Errors
/// Where the store cannot be read or the file cannot be written.
pub(super) fn run(args: &Args, store: &Graph, out: &mut dyn Write) -> anyhow::Result<()> {
    let facts = Facts::new(store);
    let skeleton = scope::project(&facts, &args.scope.scope())?;
    let mut rows = measure::rows(&skeleton);
    let nodes = rows.len();
    rows.truncate(args.top.unwrap_or(usize::MAX));
    let Some(path) = &args.output else { return table(&facts, &skeleton, &rows, out) };
    file::replace(
        path,
        Packing::Plain,
        |to| table(&facts, &skeleton, &rows, to).with_context(|| format!("cannot write {}", path.display())),
        |_, ()| Ok(()),
    )?;
    write!(out, "{}: {} of {nodes} nodes", path.display(), rows.len())?;
    if nodes > between::EXACT {
        write!(out, "; betweenness counted from {} of them", between::SAMPLE)?;
    }
    super::draw::undated(skeleton.undated, out)?;
    writeln!(out)?;
    Ok(())
}

fn table(facts: &Facts<'_>, skeleton: &Skeleton, rows: &[Row], out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "iri",
        "label",
        "kind",
        "degree",
        "pagerank",
        "betweenness",
        "component",
        "community",
    ])?;
    for row in rows {
        let Some(thing) = skeleton.graph.node_weight(row.node) else { continue };
        table.write_record([
            thing.iri.clone(),
            text::cell(&facts.label(&thing.iri)?),
            thing.kind.key().to_owned(),
            row.degree.to_string(),
            format!("{:.9}", row.pagerank),
            format!("{:.9}", row.betweenness),
            row.component.to_string(),
            row.community.to_string(),
        ])?;
    }
    table.flush()?;
    Ok(())
}
