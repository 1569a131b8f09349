//! `vnkg build`: articles in, a checked store out, or nothing.

use std::path::PathBuf;

use clap::{ArgMatches, Args, FromArgMatches};

use super::input::Sources;
use super::{Command, Context, Outcome};

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// Reads articles and builds a store that can be asked
///
/// The store is built beside its place and moved there when it is whole and checked. Inputs that cannot be
/// read are set aside and reported.
#[derive(Debug, Args)]
struct Arguments {
    #[command(flatten)]
    sources: Sources,
    /// Folder of the new store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Replace the store that is there; it stays until the new one is whole
    #[arg(long)]
    force: bool,
    /// Build nothing and exit with 1 if any input is set aside
    #[arg(long)]
    strict: bool,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("build"))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let arguments = Arguments::from_arg_matches(matches)?;
    work::build(&arguments, context)
}

#[cfg(not(feature = "disk"))]
mod work {
    use super::{Arguments, Context, Outcome};

    pub(super) fn build(_: &Arguments, _: &mut Context<'_>) -> anyhow::Result<Outcome> {
        Err(crate::store::StoreError::NoDisk.into())
    }
}

#[cfg(feature = "disk")]
mod work {
    use std::time::{Duration, Instant};

    use anyhow::bail;

    use super::super::check::tell;
    use super::super::input::{Tally, progress};
    use super::{Arguments, Context, Outcome};
    use crate::store::{Building, Manifest};
    use crate::validate;

    pub(super) fn build(arguments: &Arguments, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
        let started = Instant::now();
        let mut building = Building::begin(&arguments.store, arguments.force)?;
        let mut input = arguments.sources.open()?;
        let mut tally = Tally::default();
        let mut unquoted = Vec::new();
        let bar = progress(!arguments.sources.quiet && context.err_is_terminal);
        let chunks = std::iter::from_fn(|| {
            let chunk = input.next_chunk(&mut tally)?;
            bar.inc(chunk.len() as u64);
            unquoted.extend(chunk.iter().flat_map(|(_, conversion)| conversion.unquoted()));
            Some(chunk.into_iter().map(|(_, conversion)| conversion.quads.to_vec()))
        });
        let filled = building.fill(chunks.flatten());
        bar.finish_and_clear();
        for rejected in &tally.rejected {
            writeln!(context.err, "set aside: {rejected}")?;
        }
        if filled? == 0 {
            bail!("no article could be read, so no store was built");
        }
        if arguments.strict && !tally.rejected.is_empty() {
            writeln!(
                context.err,
                "{} inputs were set aside: no store was built (--strict)",
                tally.rejected.len()
            )?;
            return Ok(Outcome::Failed);
        }
        if let Some(first) = unquoted.first() {
            let count = unquoted.len();
            bail!(
                "{count} facts rest on no quoted sentence, such as {first}: no store was built; please report it"
            );
        }
        let report = validate::run(&building.graph()?)?;
        tell(&report, context.err)?;
        if !report.conforms() {
            writeln!(context.err, "the graph is not sound: no store was built")?;
            return Ok(Outcome::Failed);
        }
        let manifest = building.finish()?;
        if !arguments.sources.quiet {
            summary(arguments, &tally, &manifest, started.elapsed(), context)?;
        }
        Ok(Outcome::Done)
    }

    fn summary(
        arguments: &Arguments,
        tally: &Tally,
        manifest: &Manifest,
        time: Duration,
        context: &mut Context<'_>,
    ) -> std::io::Result<()> {
        let err = &mut *context.err;
        let (store, seconds) = (arguments.store.display(), time.as_secs_f64());
        let Manifest { articles, quads, triples, .. } = manifest;
        writeln!(
            err,
            "built {store}: {articles} articles, {triples} triples ({quads} quads) in {seconds:.1} s"
        )?;
        tally.summary(err)
    }
}
