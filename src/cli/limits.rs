//! Limits of time and memory for a command that asks.
//!
//! A thread watches, pulls the query's brake at the limit, and where that does nothing for a second ends the
//! process: some queries neither read from the store nor give rows for hours. The store is open for reading only,
//! so nothing is harmed by that. Memory is what the process holds of its own, as Linux tells it; elsewhere there
//! is no such limit.

use std::fs;
use std::io::{self, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args;

use super::Outcome;
use crate::query::limit::{Brake, Limit};

/// How long after the brake the process may go on.
const GRACE: Duration = Duration::from_secs(1);
/// How often memory is looked at. A busy allocation takes some 20 MB meanwhile.
const LOOK: Duration = Duration::from_millis(20);

/// The options of a command with limits.
#[derive(Debug, Args)]
pub(super) struct Limits {
    /// Stop after so many seconds, with exit code 124
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    /// Stop when more megabytes of memory are taken, with exit code 125; on Linux only
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..))]
    memory: Option<u64>,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let wrong = || "expected seconds above 0, such as 10 or 0.5".to_owned();
    let given = text.trim().parse().map_err(|_| wrong())?;
    Duration::try_from_secs_f64(given).ok().filter(|d| !d.is_zero()).ok_or_else(wrong)
}

/// A watch over a query; it ends when this is dropped.
pub(super) struct Watch {
    /// What the query is to run with.
    pub(super) brake: Brake,
    // Dropped with the rest, which tells the thread to go.
    _alive: Option<Sender<()>>,
}

impl Limits {
    /// Starts to watch. The time runs from now.
    ///
    /// # Errors
    /// A limit of memory is asked for where the system does not tell what the process takes.
    pub(super) fn watch(&self) -> anyhow::Result<Watch> {
        let brake = Brake::default();
        if self.timeout.is_none() && self.memory.is_none() {
            return Ok(Watch { brake, _alive: None });
        }
        if self.memory.is_some() {
            own_megabytes().context(
                "--memory needs RssAnon in /proc/self/status, which this system does not have; set a limit with \
                 the shell, such as `ulimit -v`",
            )?;
        }
        let (alive, dropped) = mpsc::channel::<()>();
        let (timeout, memory, pulled) = (self.timeout, self.memory, brake.clone());
        let began = Instant::now();
        let wait = move |time| matches!(dropped.recv_timeout(time), Err(RecvTimeoutError::Timeout));
        thread::Builder::new().name("limits".into()).spawn(move || {
            let Some(limit) = reached(timeout, memory, began, &wait) else { return };
            pulled.pull(limit);
            if wait(GRACE) {
                end(limit);
            }
        })?;
        Ok(Watch { brake, _alive: Some(alive) })
    }
}

/// Waits for the first limit that is reached; none where the query ends before.
fn reached(
    timeout: Option<Duration>,
    memory: Option<u64>,
    began: Instant,
    wait: &dyn Fn(Duration) -> bool,
) -> Option<Limit> {
    loop {
        let left = timeout.map(|timeout| timeout.saturating_sub(began.elapsed()));
        if left.is_some_and(|left| left.is_zero()) {
            return Some(Limit::Time);
        }
        if memory.is_some_and(|most| own_megabytes().is_some_and(|taken| taken > most)) {
            return Some(Limit::Memory);
        }
        let look = memory.map_or(Duration::MAX, |_| LOOK);
        // A wait of centuries is refused by some systems.
        if !wait(left.unwrap_or(look).min(look).min(Duration::from_secs(3_600))) {
            return None;
        }
    }
}

/// Megabytes that the process holds of its own, without the files that it reads.
fn own_megabytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1_024)
}

/// Ends the process, as nothing else stops the query.
#[expect(clippy::exit, reason = "the thread that computes cannot be asked to end")]
fn end(limit: Limit) -> ! {
    let _ = writeln!(io::stderr(), "error: {}", limit.words());
    std::process::exit(Outcome::Stopped(limit).code().into())
}
