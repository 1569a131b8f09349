//! `vnkg check`: is a store as the model says?

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{ArgMatches, Args, FromArgMatches};

use super::{Command, Context, Outcome, open};
use crate::validate::{self, Report, Severity};

/// The command.
pub(super) const COMMAND: Command = Command { declare, run };

/// At most so many faults of one check are shown.
const SHOWN: usize = 20;

/// Checks a store against the shapes of the model
///
/// Exits with 1 if there is a violation; warnings are only told.
#[derive(Debug, Args)]
struct Arguments {
    /// The store to check
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

fn declare() -> clap::Command {
    Arguments::augment_args(clap::Command::new("check"))
}

fn run(matches: &ArgMatches, context: &mut Context<'_>) -> anyhow::Result<Outcome> {
    let arguments = Arguments::from_arg_matches(matches)?;
    let report = validate::run(&open(&arguments.store)?)?;
    tell(&report, context.out)?;
    let (violations, warnings) = (report.count(Severity::Violation), report.count(Severity::Warning));
    writeln!(context.out, "{} checks: {violations} violations, {warnings} warnings", report.checks)?;
    Ok(if report.conforms() { Outcome::Done } else { Outcome::Failed })
}

/// Writes the faults, the first ones of each check.
pub(super) fn tell(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for check in report.findings.chunk_by(|a, b| a.check == b.check && a.severity == b.severity) {
        for fault in check.iter().take(SHOWN) {
            let word = match fault.severity {
                Severity::Violation => "violation",
                Severity::Warning => "warning",
            };
            writeln!(out, "{word}: {} ({}): {} {}", fault.message, fault.check, fault.focus, fault.detail)?;
        }
        if let Some(more) = check.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            writeln!(out, "  and {more} more of this check")?;
        }
    }
    Ok(())
}
