//! The command line: what can be typed, and what is said in answer.
//!
//! One file per command and one line per command in [`COMMANDS`]. A command gets its arguments and a
//! [`Context`] to write to, so it runs in a test as it runs in a shell.

mod add;
mod build;
mod check;
mod completions;
mod convert;
mod doctor;
pub mod dossier;
mod draw;
pub mod explain;
mod export;
mod import;
mod info;
mod input;
mod limits;
mod measure;
mod query;
mod remove;
mod report;
mod scope;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context as _;
use clap::ArgMatches;

use crate::query::QueryError;
use crate::query::limit::Limit;
use crate::store::Graph;

/// Where a command writes, and how much.
pub struct Context<'w> {
    /// What was asked for.
    pub out: &'w mut dyn Write,
    /// What is told beside it.
    pub err: &'w mut dyn Write,
    /// True where `err` is a screen: progress may be drawn.
    pub err_is_terminal: bool,
    /// Columns of the screen that tables may fill.
    pub width: u16,
}

/// How a command ended, as the shell sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done. An empty answer is an answer.
    Done,
    /// The check failed, inputs were set aside under `--strict`, or ASK is false under `--exit-status`.
    Failed,
    /// Wrong use or failure; the reason was told.
    Trouble,
    /// A limit was reached; that was told.
    Stopped(Limit),
}

impl Outcome {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Trouble => 2,
            // As `timeout` of the GNU tools has it.
            Self::Stopped(Limit::Time) => 124,
            Self::Stopped(Limit::Memory) => 125,
        }
    }
}

/// A command: how its arguments are declared, and what it does.
pub struct Command {
    /// Its name and arguments.
    pub declare: fn() -> clap::Command,
    /// Runs it.
    pub run: fn(&ArgMatches, &mut Context<'_>) -> anyhow::Result<Outcome>,
}

/// All commands, in the order in which help lists them.
pub const COMMANDS: &[Command] = &[
    build::COMMAND,
    add::COMMAND,
    remove::COMMAND,
    convert::COMMAND,
    query::COMMAND,
    check::COMMAND,
    doctor::COMMAND,
    info::COMMAND,
    EXPORT,
    import::COMMAND,
    DRAW,
    MEASURE,
    EXPLAIN,
    DOSSIER,
    completions::COMMAND,
];

/// The graph as a file.
const EXPORT: Command = Command {
    declare: || {
        view::<export::Args>(
            "export",
            "Write the graph to a file: Turtle, N-Quads, JSON-LD, RDF/XML, tables, …",
        )
    },
    run: |m, c| look::<export::Args>(m, c, export::run),
};

/// The graph as a picture.
const DRAW: Command = Command {
    declare: || {
        view::<draw::Args>(
            "draw",
            "Draw the graph of relationships, or a part of it: .html, .svg, .png and others",
        )
    },
    run: |m, c| look::<draw::Args>(m, c, draw::run),
};

/// The graph in numbers.
const MEASURE: Command = Command {
    declare: || {
        view::<measure::Args>(
            "measure",
            "Tell who is most connected: degree, PageRank, betweenness, communities",
        )
    },
    run: |m, c| look::<measure::Args>(m, c, measure::run),
};

/// One thing with its sentences.
const EXPLAIN: Command = Command {
    declare: || {
        view::<explain::Args>("explain", "Tell what is known of a thing, each fact with its sentence")
    },
    run: |m, c| look::<explain::Args>(m, c, explain::run),
};

/// One thing as a page.
const DOSSIER: Command = Command {
    declare: || view::<dossier::Args>("dossier", "Write a page to print about a person or body: .html, .md"),
    run: |m, c| look::<dossier::Args>(m, c, dossier::run),
};

/// Declares a command that looks at a store.
fn view<A: clap::Args>(name: &'static str, about: &'static str) -> clap::Command {
    let store =
        clap::Arg::new("store").long("store").value_name("DIR").required(true).help("Folder of the store");
    A::augment_args(clap::Command::new(name).about(about))
        .arg(store.value_parser(clap::value_parser!(std::path::PathBuf)))
        .about(about)
}

/// Opens the store and lets a view look at it.
fn look<A: clap::FromArgMatches>(
    matches: &ArgMatches,
    context: &mut Context<'_>,
    view: fn(&A, &Graph, &mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let dir = matches.get_one::<std::path::PathBuf>("store").context("--store is missing")?;
    let arguments = A::from_arg_matches(matches)?;
    view(&arguments, &open(dir)?, context.out)?;
    Ok(Outcome::Done)
}

/// The whole command line, as clap knows it.
#[must_use]
pub fn command_line() -> clap::Command {
    clap::Command::new("vnkg")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Builds and asks a knowledge graph of Vietnamese public affairs, with the sentence behind every fact")
        .after_help("Exit codes: 0 done, 1 a check failed, 2 wrong use or failure, 124 out of time, 125 out of memory.")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(COMMANDS.iter().map(|c| (c.declare)()))
}

/// Runs one command line and tells what went wrong, in one message.
pub fn run(arguments: impl IntoIterator<Item = OsString>, context: &mut Context<'_>) -> Outcome {
    let matches = match command_line().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return told(&error, context),
    };
    let result = dispatch(&matches, context).and_then(|outcome| {
        context.out.flush().context("cannot write the output")?;
        Ok(outcome)
    });
    match result {
        Ok(outcome) => outcome,
        Err(error) if is_broken_pipe(&error) => Outcome::Done,
        Err(error) => {
            let _ = writeln!(context.err, "error: {error:#}");
            match error.downcast_ref() {
                Some(QueryError::Stopped { limit }) => Outcome::Stopped(*limit),
                _ => Outcome::Trouble,
            }
        }
    }
}

fn dispatch(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let (name, arguments) = matches.subcommand().context("no command given; try `vnkg --help`")?;
    let command = COMMANDS.iter().find(|c| (c.declare)().get_name() == name);
    (command.context("this command is not in the list")?.run)(arguments, context)
}

/// Help and version go to the output, wrong use to the other side.
fn told(error: &clap::Error, context: &mut Context<'_>) -> Outcome {
    let (text, outcome) = (error.render(), if error.use_stderr() { Outcome::Trouble } else { Outcome::Done });
    let to: &mut dyn Write = if error.use_stderr() { context.err } else { context.out };
    // A reader that closed the pipe has seen enough.
    let _ = write!(to, "{text}").and_then(|()| to.flush());
    outcome
}

/// True where the reader of our output has gone: `vnkg query … | head`.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// Opens the store that a command is to read.
fn open(dir: &Path) -> anyhow::Result<Graph> {
    Ok(Graph::open_read_only(dir)?)
}
