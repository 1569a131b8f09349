//! `vnkg query`: canned questions, query files and SPARQL, over a store or over RDF files.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{ArgMatches, Args, FromArgMatches};

use super::limits::Limits;
use super::{Command, Context, Outcome, open};
use crate::query::rows::{self, Format};
use crate::query::{Answer, CANNED, Query};
use crate::store::Graph;

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// Asks the graph: a canned query, a .rq file, or SPARQL
///
/// `vnkg query --list` shows the canned queries; `vnkg query NAME --list` shows what one takes and gives.
/// A store is only read: SPARQL UPDATE is refused. Rows that came before a limit was reached stay written.
#[derive(Debug, Args)]
struct Arguments {
    /// Name of a canned query, or a file with SPARQL (.rq)
    #[arg(value_name = "NAME|FILE.rq", required_unless_present_any = ["text", "list"])]
    name: Option<String>,
    /// SPARQL to run: SELECT, ASK, CONSTRUCT or DESCRIBE; the usual prefixes are known
    #[arg(short = 'e', long = "sparql", value_name = "SPARQL", conflicts_with = "name")]
    text: Option<String>,
    /// The store to ask
    #[arg(long, value_name = "DIR", required_unless_present_any = ["from", "list"], conflicts_with = "from")]
    store: Option<PathBuf>,
    /// RDF files to ask instead of a store, held in memory (.nq, .nt, .trig, .ttl)
    #[arg(long, value_name = "FILE")]
    from: Vec<PathBuf>,
    /// Sets a parameter of the query
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = setting)]
    set: Vec<(String, String)>,
    /// What to write [otherwise a table for rows, Turtle for triples]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Exit with 1 if the answer to ASK is no
    #[arg(long)]
    exit_status: bool,
    #[command(flatten)]
    limits: Limits,
    /// Run the query and show how it was answered instead of the answer: each step with its milliseconds and rows
    #[arg(long, conflicts_with_all = ["format", "exit_status"])]
    explain: bool,
    /// Show the canned queries
    #[arg(long)]
    list: bool,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("query"))
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let arguments = Arguments::from_arg_matches(matches)?;
    if arguments.list {
        return list(arguments.name.as_deref(), context);
    }
    let query = match (&arguments.name, &arguments.text) {
        (Some(name), _) => named(name)?,
        (None, Some(text)) => Query::new("the text after -e", text)?,
        (None, None) => bail!("give a query's name, a file, or -e with SPARQL"),
    };
    let watch = arguments.limits.watch()?;
    let graph = match &arguments.store {
        Some(dir) => open(dir)?,
        None => Graph::from_files(&arguments.from)?,
    };
    if arguments.explain {
        query.explain(&graph, &arguments.set, &watch.brake)?.write(context.out)?;
        return Ok(Outcome::Done);
    }
    let answer = query.ask_within(&graph, &arguments.set, &watch.brake)?;
    let no = matches!(answer, Answer::Truth(false));
    rows::write(answer, arguments.format, context.width, context.out)?;
    Ok(if no && arguments.exit_status { Outcome::Failed } else { Outcome::Done })
}

/// A canned query, or a file where the name looks like one.
fn named(name: &str) -> anyhow::Result<Query> {
    let is_file =
        Path::new(name).extension().is_some_and(|e| e == "rq" || e == "sparql") || name.contains('/');
    Ok(if is_file { Query::from_file(Path::new(name))? } else { Query::canned(name)? })
}

fn list(name: Option<&str>, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let out = &mut *context.out;
    if let Some(name) = name {
        describe(name, out)?;
        return Ok(Outcome::Done);
    }
    let widest = CANNED.iter().map(|c| c.name.len()).max().unwrap_or(0);
    for canned in CANNED {
        let query = Query::canned(canned.name)?;
        let title = query.header().map_or("", |h| h.title_en.as_str());
        writeln!(out, "{:widest$}  {title}", canned.name)?;
    }
    Ok(Outcome::Done)
}

fn describe(name: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let query = named(name)?;
    let header = query.header().context("this query has no header")?;
    writeln!(out, "{name}: {}\n{}", header.title_en, header.title_vi)?;
    for p in &header.params {
        let need = if p.optional { "optional" } else { "needed" };
        writeln!(out, "  --set {}=…  ({}, {need}) {}", p.name, p.kind, p.doc)?;
    }
    for c in &header.columns {
        writeln!(out, "  column {}  ({}) {}", c.name, c.kind, c.doc)?;
    }
    for example in &header.examples {
        writeln!(out, "  example: vnkg query {name} --store DIR --set {example}")?;
    }
    Ok(())
}
