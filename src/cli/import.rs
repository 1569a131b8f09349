//! `vnkg import`: an export in, the store that it came from out, or nothing.

use std::path::PathBuf;

use clap::{ArgMatches, Args, FromArgMatches};

use super::{Command, Context, Outcome};

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// Makes a store of an export (.nq, .trig, .jsonld; also packed: .nq.gz, .nq.zst)
///
/// The new store holds what the exported one held, article by article. It is built beside its place and moved
/// there when it is whole and checked. Several files are joined.
#[derive(Debug, Args)]
struct Arguments {
    /// Files that `vnkg export` wrote
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Folder of the new store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Replace the store that is there; it stays until the new one is whole
    #[arg(long)]
    force: bool,
    /// No summary; faults are still told
    #[arg(long, short)]
    quiet: bool,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("import"))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    import(&Arguments::from_arg_matches(matches)?, context)
}

#[cfg(not(feature = "disk"))]
fn import(_: &Arguments, _: &mut Context<'_>) -> anyhow::Result<Outcome> {
    Err(crate::store::StoreError::NoDisk.into())
}

#[cfg(feature = "disk")]
fn import(arguments: &Arguments, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let mut building = crate::store::Building::begin(&arguments.store, arguments.force)?;
    building.load(&arguments.files)?;
    let report = crate::validate::run(&building.graph()?)?;
    super::check::tell(&report, context.err)?;
    if !report.conforms() {
        writeln!(context.err, "the graph is not sound: no store was made")?;
        return Ok(Outcome::Failed);
    }
    let made = building.finish()?;
    if !arguments.quiet {
        writeln!(
            context.err,
            "imported {}: {} articles, {} triples ({} quads)",
            arguments.store.display(),
            made.articles,
            made.triples,
            made.quads
        )?;
    }
    Ok(Outcome::Done)
}
