//! `vnkg convert`: the N-Quads of each article, without a store.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{ArgMatches, Args, FromArgMatches};
use indicatif::ProgressBar;

use crate::export::file;

use super::input::{Input, Sources, Tally, progress};
use super::report::Report;
use super::{Command, Context, Outcome};

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// Writes the N-Quads of each article, without a store
///
/// The lines of an article are sorted; the articles come in the order of the input.
#[derive(Debug, Args)]
struct Arguments {
    #[command(flatten)]
    sources: Sources,
    /// A file for all, or an existing folder for one file per article (otherwise the standard output)
    #[arg(long, short, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// Write a table (CSV) of what the tool did not know or decide, instead of quads
    #[arg(long, value_enum, value_name = "REPORT")]
    report: Option<Report>,
    /// Rows of a report at most; with `unknowns`, of each kind
    #[arg(long, value_name = "N", default_value_t = 200, requires = "report")]
    top: usize,
    /// Exit with 1 if any input is set aside
    #[arg(long)]
    strict: bool,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("convert"))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let arguments = Arguments::from_arg_matches(matches)?;
    let mut input = arguments.sources.open()?;
    let mut tally = Tally::default();
    // Where the quads themselves go to the screen a bar would only be in their way.
    let bar = progress(!arguments.sources.quiet && context.err_is_terminal && arguments.output.is_some());
    match arguments.report {
        Some(report) => reported(report, &arguments, &mut input, &mut tally, context.out, &bar)?,
        None => converted(&arguments, &mut input, &mut tally, context.out, &bar)?,
    }
    bar.finish_and_clear();
    for rejected in &tally.rejected {
        writeln!(context.err, "set aside: {rejected}")?;
    }
    if tally.articles == 0 {
        bail!("no article could be read");
    }
    if !arguments.sources.quiet && arguments.report.is_none() && arguments.output.is_some() {
        writeln!(context.err, "converted {} articles", tally.articles)?;
        tally.summary(context.err)?;
    }
    Ok(if arguments.strict && !tally.rejected.is_empty() { Outcome::Failed } else { Outcome::Done })
}

/// Writes the quads.
fn converted(
    arguments: &Arguments,
    input: &mut Input,
    tally: &mut Tally,
    out: &mut dyn Write,
    bar: &ProgressBar,
) -> anyhow::Result<()> {
    match &arguments.output {
        None => all_into(input, tally, out, bar).context("cannot write the output"),
        Some(dir) if dir.is_dir() => each_into(input, tally, dir, bar),
        Some(file) => Ok(file::whole(file, |out| {
            all_into(input, tally, out, bar)?;
            Ok(tally.articles > 0)
        })?),
    }
}

/// Writes a report.
fn reported(
    report: Report,
    arguments: &Arguments,
    input: &mut Input,
    tally: &mut Tally,
    out: &mut dyn Write,
    bar: &ProgressBar,
) -> anyhow::Result<()> {
    if let Some(dir) = arguments.output.as_ref().filter(|path| path.is_dir()) {
        bail!("{} is a folder; a report is one table: name a file with -o", dir.display());
    }
    let table = report.table(input, tally, arguments.top, bar)?;
    match &arguments.output {
        _ if tally.articles == 0 => Ok(()),
        None => out.write_all(&table).context("cannot write the output"),
        Some(file) => Ok(file::whole(file, |out| out.write_all(&table).map(|()| true))?),
    }
}

fn all_into(input: &mut Input, tally: &mut Tally, out: &mut dyn Write, bar: &ProgressBar) -> io::Result<()> {
    let mut lines = String::new();
    while let Some(chunk) = input.next_chunk(tally) {
        bar.inc(chunk.len() as u64);
        for (_, conversion) in chunk {
            lines.clear();
            conversion.quads.write_lines(&mut lines);
            out.write_all(lines.as_bytes())?;
        }
    }
    out.flush()
}

fn each_into(input: &mut Input, tally: &mut Tally, dir: &Path, bar: &ProgressBar) -> anyhow::Result<()> {
    while let Some(chunk) = input.next_chunk(tally) {
        bar.inc(chunk.len() as u64);
        for (article, conversion) in chunk {
            let path = dir.join(format!("{}.nq", file_name(&article.id)));
            fs::write(&path, conversion.quads.lines())
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(())
}

/// The identifier with everything that a file system may refuse percent-encoded, so that no two collide.
fn file_name(id: &str) -> String {
    let mut name = String::new();
    for c in id.chars() {
        let first_dot = c == '.' && name.is_empty();
        if (c.is_alphanumeric() || "-_.".contains(c)) && !first_dot {
            name.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                name.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    name
}
