//! `vnkg convert`: the N-Quads of each article, without a store.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{ArgMatches, Args, FromArgMatches};
use indicatif::ProgressBar;

use super::input::{Input, Tally, progress};
use super::{Command, Context, Outcome};

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// Writes the N-Quads of each article, without a store
///
/// The lines of an article are sorted; the articles come in the order of the input.
#[derive(Debug, Args)]
struct Arguments {
    /// Files and folders with articles (.txt, .jsonl, .csv)
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A file for all, or an existing folder for one file per article (otherwise the standard output)
    #[arg(long, short, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// Exit with 1 if any input is set aside
    #[arg(long)]
    strict: bool,
    /// Threads for conversion (otherwise as many as there are processors)
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1024))]
    threads: Option<usize>,
    /// No progress bar; faults are still told
    #[arg(long, short)]
    quiet: bool,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("convert"))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let arguments = Arguments::from_arg_matches(matches)?;
    let mut input = Input::new(&arguments.paths, arguments.threads)?;
    let mut tally = Tally::default();
    // Where the quads themselves go to the screen a bar would only be in their way.
    let bar = progress(!arguments.quiet && context.err_is_terminal && arguments.output.is_some());
    match &arguments.output {
        None => all_into(&mut input, &mut tally, context.out, &bar).context("cannot write the output")?,
        Some(dir) if dir.is_dir() => each_into(&mut input, &mut tally, dir, &bar)?,
        Some(file) => whole_file(&mut input, &mut tally, file, &bar)?,
    }
    bar.finish_and_clear();
    for rejected in &tally.rejected {
        writeln!(context.err, "set aside: {rejected}")?;
    }
    if tally.articles == 0 {
        bail!("no article could be read");
    }
    Ok(if arguments.strict && !tally.rejected.is_empty() { Outcome::Failed } else { Outcome::Done })
}

fn all_into(input: &mut Input, tally: &mut Tally, out: &mut dyn Write, bar: &ProgressBar) -> io::Result<()> {
    while let Some(chunk) = input.next_chunk(tally) {
        bar.inc(chunk.len() as u64);
        for (_, conversion) in chunk {
            out.write_all(conversion.quads.lines().as_bytes())?;
        }
    }
    out.flush()
}

/// Into a file that appears only when it is whole.
fn whole_file(input: &mut Input, tally: &mut Tally, path: &Path, bar: &ProgressBar) -> anyhow::Result<()> {
    let mut name = path.file_name().context("the output needs a file name")?.to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let told = || format!("cannot write {}", path.display());
    let file = File::create(&part).with_context(told)?;
    let written = all_into(input, tally, &mut BufWriter::new(file), bar);
    if written.is_err() || tally.articles == 0 {
        let _ = fs::remove_file(&part);
        return written.with_context(told);
    }
    fs::rename(&part, path).with_context(told)
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
