//! `vnkg info`: what a store is and how much it holds.

use std::path::PathBuf;

use clap::{ArgMatches, Args, FromArgMatches};

use super::{Command, Context, Outcome, open};
use crate::query::{Answer, Query, rows};

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// Shows what a store is and how much it holds
#[derive(Debug, Args)]
struct Arguments {
    /// The store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("info"))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let arguments = Arguments::from_arg_matches(matches)?;
    let graph = open(&arguments.store)?;
    if let Some(m) = graph.manifest() {
        writeln!(
            context.out,
            "store {} (format {}, built by vnkg {})",
            arguments.store.display(),
            m.format,
            m.version
        )?;
        writeln!(context.out, "{} articles, {} triples, {} quads", m.articles, m.triples, m.quads)?;
    }
    if let Answer::Rows(counts) = Query::canned("counts")?.ask(&graph, &[])? {
        for row in counts.rows {
            let row = row?;
            let cell = |n: usize| row.get(n).and_then(Option::as_ref).map_or("", rows::plain);
            writeln!(context.out, "{:>10} {}", cell(1), cell(0))?;
        }
    }
    Ok(Outcome::Done)
}
