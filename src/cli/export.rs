//! `vnkg export`: the graph as a file.

use std::io::Write;
use std::path::PathBuf;

use crate::store::Graph;

use crate::export::{self, EXPORTERS};

/// Arguments of `vnkg export`, the store apart.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = formats())]
pub(super) struct Args {
    /// The file to write; its extension says the format
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// The format, where the extension does not say it
    #[arg(short, long, value_name = "FORMAT", value_parser = known_format)]
    pub format: Option<String>,
}

/// Writes the graph to a file and says what was written.
///
/// # Errors
/// Where the extension is unknown, the file cannot be written, or it does not read back the same.
pub(super) fn run(args: &Args, store: &Graph, out: &mut dyn Write) -> anyhow::Result<()> {
    let format = args.format.as_deref().and_then(export::exporter_named);
    let done = export::export(store, &args.output, format)?;
    writeln!(
        out,
        "{}: {} statements, {}, read back and compared",
        args.output.display(),
        done.digest.count,
        done.format
    )?;
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
