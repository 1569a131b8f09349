//! `vnkg remove`: articles out of a store, without a trace.

use std::path::PathBuf;

use clap::{ArgMatches, Args, FromArgMatches};

use super::{Command, Context, Outcome};

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// Removes articles from a store
///
/// What another article says too stays. The store is changed beside its place and moved there when all is
/// done, so that a command that is interrupted changes nothing.
#[derive(Debug, Args)]
struct Arguments {
    /// Identifiers or IRIs of articles
    #[arg(value_name = "ID", required_unless_present = "from")]
    ids: Vec<String>,
    /// A file with more of them, one a line
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Change nothing and exit with 1 if any of them is not in the store
    #[arg(long)]
    strict: bool,
    /// No summary; what is not in the store is still told
    #[arg(long, short)]
    quiet: bool,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("remove"))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let arguments = Arguments::from_arg_matches(matches)?;
    work::remove(&arguments, context)
}

#[cfg(not(feature = "disk"))]
mod work {
    use super::{Arguments, Context, Outcome};

    pub(super) fn remove(_: &Arguments, _: &mut Context<'_>) -> anyhow::Result<Outcome> {
        Err(crate::store::StoreError::NoDisk.into())
    }
}

#[cfg(feature = "disk")]
mod work {
    use std::collections::BTreeSet;
    use std::fs;

    use anyhow::{Context as _, bail};

    use super::{Arguments, Context, Outcome};
    use crate::store::{Editing, Manifest};
    use crate::{text, vocab};

    pub(super) fn remove(arguments: &Arguments, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
        let ids = ids(arguments)?;
        let mut editing = Editing::begin(&arguments.store)?;
        let (mut removed, mut absent) = (0_u64, 0_u64);
        let mut seen = BTreeSet::new();
        for id in &ids {
            // As `add` reads identifiers.
            let graph = vocab::graph_of(&text::nfc(id));
            if !seen.insert(graph.clone()) {
                continue;
            }
            if editing.take(graph.as_ref())? {
                removed += 1;
            } else {
                absent += 1;
                writeln!(context.err, "not in the store: {id}")?;
            }
        }
        if arguments.strict && absent > 0 {
            writeln!(context.err, "{absent} are not in the store: it was not changed (--strict)")?;
            return Ok(Outcome::Failed);
        }
        let Manifest { articles, quads, triples, .. } = editing.finish()?;
        if !arguments.quiet {
            let store = arguments.store.display();
            writeln!(context.err, "removed {removed}, not in the store {absent}")?;
            writeln!(context.err, "{store}: {articles} articles, {triples} triples ({quads} quads)")?;
        }
        Ok(Outcome::Done)
    }

    /// The names of the articles, those of the command line first.
    fn ids(arguments: &Arguments) -> anyhow::Result<Vec<String>> {
        let mut ids = arguments.ids.clone();
        if let Some(path) = &arguments.from {
            let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            let lines = text.trim_start_matches('\u{feff}').lines();
            ids.extend(lines.filter(|line| !line.trim().is_empty()).map(|line| line.trim().to_owned()));
        }
        if ids.is_empty() {
            bail!("no article is named; give identifiers, or a file with one a line");
        }
        Ok(ids)
    }
}
