//! `vnkg doctor`: is a store whole, and what to do if it is not?

use std::path::PathBuf;

use clap::{ArgMatches, Args, FromArgMatches};

use super::{Command, Context, Outcome};

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// Looks whether a store holds what its articles say, and repairs what can be repaired
///
/// Compares the default graph with the graphs of the articles, the counts of vnkg.json with what is there, and
/// looks for facts without a quoted sentence and for what a command that died left. Exits with 1 if anything is
/// wrong and stays so.
#[derive(Debug, Args)]
struct Arguments {
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Make the default graph and the counts what the articles' graphs hold
    #[arg(long)]
    repair: bool,
    /// Look at the indexes of the database too; this takes long
    #[arg(long)]
    deep: bool,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("doctor"))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let arguments = Arguments::from_arg_matches(matches)?;
    work::doctor(&arguments, context)
}

#[cfg(not(feature = "disk"))]
mod work {
    use super::{Arguments, Context, Outcome};

    pub(super) fn doctor(_: &Arguments, _: &mut Context<'_>) -> anyhow::Result<Outcome> {
        Err(crate::store::StoreError::NoDisk.into())
    }
}

#[cfg(feature = "disk")]
mod work {
    use super::{Arguments, Context, Outcome};
    use crate::doctor::{Diagnosis, look};
    use crate::store::Editing;

    pub(super) fn doctor(arguments: &Arguments, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
        let mut found = look(&arguments.store, arguments.deep)?;
        tell(&found, context)?;
        if arguments.repair && !found.faults.is_empty() {
            let mut editing = Editing::begin(&arguments.store)?;
            let repaired = editing.repair()?;
            editing.finish()?;
            writeln!(context.out, "repaired: {repaired} triples of the default graph, and the counts")?;
            found = look(&arguments.store, arguments.deep)?;
            tell(&found, context)?;
        }
        if let Some(counted) = &found.counted {
            let (articles, triples, quads) = (counted.articles, counted.triples, counted.quads);
            writeln!(context.out, "{articles} articles, {triples} triples ({quads} quads)")?;
        }
        let words = if found.faults.is_empty() { "the store is whole" } else { "the store is not whole" };
        writeln!(context.out, "{words}")?;
        Ok(if found.faults.is_empty() { Outcome::Done } else { Outcome::Failed })
    }

    fn tell(found: &Diagnosis, context: &mut Context<'_>) -> std::io::Result<()> {
        for note in &found.notes {
            writeln!(context.out, "note: {note}")?;
        }
        for fault in &found.faults {
            writeln!(context.out, "fault: {fault}")?;
        }
        Ok(())
    }
}
