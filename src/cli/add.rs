//! `vnkg add`: articles into a store that is there, each one new, changed or as it was.

use std::path::PathBuf;

use clap::{ArgMatches, Args, FromArgMatches};

use super::input::Sources;
use super::{Command, Context, Outcome};

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// Adds articles to a store, or replaces those that changed
///
/// An article of which the store says the same already stays as it is. The store is changed beside its place
/// and moved there when all is done, so that a command that is interrupted changes nothing, and whoever reads
/// the store goes on reading. An article that would break a rule of the model is refused (exit code 1).
#[derive(Debug, Args)]
struct Arguments {
    #[command(flatten)]
    sources: Sources,
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Change nothing and exit with 1 if any input is set aside or refused
    #[arg(long)]
    strict: bool,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("add"))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let arguments = Arguments::from_arg_matches(matches)?;
    work::add(&arguments, context)
}

#[cfg(not(feature = "disk"))]
mod work {
    use super::{Arguments, Context, Outcome};

    pub(super) fn add(_: &Arguments, _: &mut Context<'_>) -> anyhow::Result<Outcome> {
        Err(crate::store::StoreError::NoDisk.into())
    }
}

#[cfg(feature = "disk")]
mod work {
    use std::time::{Duration, Instant};

    use anyhow::bail;
    use oxrdf::{NamedNode, Quad};

    use super::super::check::tell;
    use super::super::input::{Tally, progress};
    use super::{Arguments, Context, Outcome};
    use crate::store::{Change, Editing, Manifest};
    use crate::validate::{self, Report};
    use crate::vocab;

    /// An article as it is to be: its graph, and all that the graph holds.
    type Wanted = (String, NamedNode, Vec<Quad>);

    /// What became of the articles.
    #[derive(Default)]
    struct Done {
        added: u64,
        replaced: u64,
        unchanged: u64,
        refused: u64,
    }

    pub(super) fn add(arguments: &Arguments, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
        let started = Instant::now();
        let mut editing = Editing::begin(&arguments.store)?;
        let mut input = arguments.sources.open()?;
        let (mut tally, mut done) = (Tally::default(), Done::default());
        let bar = progress(!arguments.sources.quiet && context.err_is_terminal);
        while let Some(chunk) = input.next_chunk(&mut tally) {
            bar.inc(chunk.len() as u64);
            let wanted = chunk.into_iter().map(|(article, conversion)| {
                let graph = vocab::graph(&article.id);
                (article.id, graph, conversion.quads.to_vec())
            });
            put_checked(&mut editing, wanted.collect(), &mut done, context)?;
        }
        bar.finish_and_clear();
        for rejected in &tally.rejected {
            writeln!(context.err, "set aside: {rejected}")?;
        }
        if tally.articles == 0 {
            bail!("no article could be read, so the store was not changed");
        }
        if arguments.strict && (done.refused > 0 || !tally.rejected.is_empty()) {
            let (aside, refused) = (tally.rejected.len(), done.refused);
            writeln!(
                context.err,
                "{aside} inputs were set aside, {refused} refused: the store was not changed (--strict)"
            )?;
            return Ok(Outcome::Failed);
        }
        let manifest = editing.finish()?;
        if !arguments.sources.quiet {
            summary(arguments, &tally, &done, &manifest, started.elapsed(), context)?;
        }
        Ok(if done.refused > 0 { Outcome::Failed } else { Outcome::Done })
    }

    /// Puts a few articles in and checks them together; where that fails, one by one, without the faulty ones.
    fn put_checked(
        editing: &mut Editing,
        wanted: Vec<Wanted>,
        done: &mut Done,
        context: &mut Context<'_>,
    ) -> anyhow::Result<()> {
        let changes = put_all(editing, &wanted)?;
        if check(editing, &wanted, &changes)?.conforms() {
            for change in &changes {
                done.count(change);
            }
            return Ok(());
        }
        for (article, change) in wanted.iter().zip(changes).rev() {
            undo(editing, &article.1, change)?;
        }
        for article in wanted {
            let one = std::slice::from_ref(&article);
            let mut changes = put_all(editing, one)?;
            let report = check(editing, one, &changes)?;
            let Some(change) = changes.pop() else { continue };
            if report.conforms() {
                done.count(&change);
                continue;
            }
            undo(editing, &article.1, change)?;
            done.refused += 1;
            writeln!(
                context.err,
                "refused: the article {} is not sound; the store keeps what it had",
                article.0
            )?;
            tell(&report, context.err)?;
        }
        Ok(())
    }

    fn put_all(editing: &mut Editing, wanted: &[Wanted]) -> anyhow::Result<Vec<Change>> {
        let put = |(_, graph, quads): &Wanted| Ok(editing.put(graph.as_ref(), quads)?);
        wanted.iter().map(put).collect()
    }

    /// The structural checks over the articles that changed.
    fn check(editing: &Editing, wanted: &[Wanted], changes: &[Change]) -> anyhow::Result<Report> {
        let changed = wanted.iter().zip(changes).filter(|(_, change)| **change != Change::Unchanged);
        let quads: Vec<Quad> = changed.flat_map(|((_, _, quads), _)| quads.iter().cloned()).collect();
        if quads.is_empty() {
            return Ok(Report::default());
        }
        Ok(validate::touched(&editing.graph()?, &quads)?)
    }

    fn undo(editing: &mut Editing, graph: &NamedNode, change: Change) -> anyhow::Result<()> {
        match change {
            Change::Added => {
                editing.take(graph.as_ref())?;
            }
            Change::Replaced(old) => {
                editing.put(graph.as_ref(), &old)?;
            }
            Change::Unchanged => {}
        }
        Ok(())
    }

    impl Done {
        const fn count(&mut self, change: &Change) {
            match change {
                Change::Added => self.added += 1,
                Change::Replaced(_) => self.replaced += 1,
                Change::Unchanged => self.unchanged += 1,
            }
        }
    }

    fn summary(
        arguments: &Arguments,
        tally: &Tally,
        done: &Done,
        manifest: &Manifest,
        time: Duration,
        context: &mut Context<'_>,
    ) -> std::io::Result<()> {
        let err = &mut *context.err;
        let (store, seconds) = (arguments.store.display(), time.as_secs_f64());
        let Done { added, replaced, unchanged, refused } = done;
        let Manifest { articles, quads, triples, .. } = manifest;
        writeln!(err, "added {added}, replaced {replaced}, unchanged {unchanged}, refused {refused}")?;
        writeln!(
            err,
            "{store}: {articles} articles, {triples} triples ({quads} quads) after {seconds:.1} s"
        )?;
        tally.summary(err)
    }
}
