//! `vnkg export`: the graph as a file.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::store::Graph;

use crate::draw::facts::Facts;
use crate::draw::names;
use crate::export::{self, EXPORTERS, part};
use crate::query::{Answer, Query};

/// Arguments of `vnkg export`, the store apart.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = formats())]
pub(super) struct Args {
    /// The file to write; its extension says the format
    #[arg(short, long, value_name = "FILE", required_unless_present = "tables")]
    pub output: Option<PathBuf>,
    /// The format, where the extension does not say it
    #[arg(short, long, value_name = "FORMAT", value_parser = known_format)]
    pub format: Option<String>,
    /// Instead of a file, a folder of CSV tables: people, bodies, holdings, events, decisions and others
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["output", "format"])]
    pub tables: Option<PathBuf>,
    /// Begin each table with the mark by which Excel knows UTF-8
    #[arg(long, requires = "tables", conflicts_with = "output")]
    pub bom: bool,
    /// Only the graph of the article with this identifier; may be given several times
    #[arg(long, value_name = "ID", group = "part")]
    pub article: Vec<String>,
    /// Only what is said about this person, body, place, event or other thing, with the quotes
    #[arg(long, value_name = "IRI|NAME", group = "part")]
    pub about: Option<String>,
    /// Only what the CONSTRUCT or DESCRIBE query in this file gives
    #[arg(long, value_name = "FILE.rq", group = "part")]
    pub construct: Option<PathBuf>,
    /// Only what this CONSTRUCT or DESCRIBE query gives; the usual prefixes are known
    #[arg(short = 'e', long = "sparql", value_name = "SPARQL", group = "part")]
    pub text: Option<String>,
}

/// Writes the graph to a file or to tables and says what was written.
///
/// # Errors
/// Where the extension is unknown, the file cannot be written, or it does not read back the same.
pub(super) fn run(args: &Args, store: &Graph, out: &mut dyn Write) -> anyhow::Result<()> {
    let part = part(args, store)?;
    let store = part.as_ref().unwrap_or(store);
    if let Some(folder) = &args.tables {
        return tables(folder, args.bom, store, out);
    }
    let path = args.output.as_deref().context("give a file to write: -o FILE")?;
    let format = args.format.as_deref().and_then(export::exporter_named);
    let done = export::export(store, path, format)?;
    writeln!(
        out,
        "{}: {} statements, {}, read back and compared",
        path.display(),
        done.digest.count,
        done.format
    )?;
    Ok(())
}

/// The part of the graph that is asked for; none where it is the whole.
fn part(args: &Args, store: &Graph) -> anyhow::Result<Option<Graph>> {
    if !args.article.is_empty() {
        return Ok(Some(part::articles(store, &args.article)?));
    }
    if let Some(name) = &args.about {
        let iri = names::find(&Facts::new(store), name)?;
        return Ok(Some(part::about(store, &iri)?));
    }
    let query = match (&args.construct, &args.text) {
        (Some(path), _) => Query::from_file(path)?,
        (None, Some(text)) => Query::new("the text after -e", text)?,
        (None, None) => return Ok(None),
    };
    let Answer::Triples(triples) = query.ask(store, &[])? else {
        bail!("only what CONSTRUCT or DESCRIBE gives can be exported; `vnkg query` answers SELECT and ASK");
    };
    Ok(Some(part::constructed(triples)?))
}

fn tables(folder: &Path, mark: bool, store: &Graph, out: &mut dyn Write) -> anyhow::Result<()> {
    let done = export::tables::export(store, folder, mark)?;
    for table in &done {
        writeln!(out, "{:>8} rows  {}", table.rows, folder.join(&table.file).display())?;
    }
    writeln!(out, "{} tables, read back and compared", done.len())?;
    Ok(())
}

fn known_format(word: &str) -> Result<String, String> {
    match export::exporter_named(word) {
        Some(exporter) => Ok(exporter.extension().to_owned()),
        None => Err(format!("unknown format; use one of {}", export::known_extensions())),
    }
}

fn formats() -> String {
    let lines: Vec<String> =
        EXPORTERS.iter().map(|e| format!("  .{:<5} {:<10} {}", e.extension(), e.name(), e.about())).collect();
    format!("Formats:\n{}", lines.join("\n"))
}
