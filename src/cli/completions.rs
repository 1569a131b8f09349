//! `vnkg completions`: a script that lets a shell complete our commands.

use clap::{ArgMatches, Args, FromArgMatches};
use clap_complete::Shell;

use super::{Command, Context, Outcome, command_line};

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// Writes a completion script for a shell
#[derive(Debug, Args)]
struct Arguments {
    /// The shell
    shell: Shell,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("completions"))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let arguments = Arguments::from_arg_matches(matches)?;
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command_line(), "vnkg", &mut script);
    context.out.write_all(&script)?;
    Ok(Outcome::Done)
}
