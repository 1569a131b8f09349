//! The `vnkg` command: gives the process's arguments and streams to [`vnkg::cli`].

use std::io::{self, BufWriter, IsTerminal};
use std::process::ExitCode;

use vnkg::cli::{self, Context};

/// Width of tables where the shell does not tell the width of the screen.
const WIDTH: u16 = 120;

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr();
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let err_is_terminal = err.is_terminal();
    let mut context =
        Context { out: &mut out, err: &mut err, err_is_terminal, width: columns.unwrap_or(WIDTH) };
    ExitCode::from(cli::run(std::env::args_os(), &mut context).code())
}
