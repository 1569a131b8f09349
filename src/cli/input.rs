//! From paths to converted articles: read in order, converted in parallel, each identifier once.
//!
//! The result does not depend on the number of threads: work goes out and comes back in ordered chunks.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::convert::{Conversion, Converter};
use crate::model::Article;
use crate::read::{self, ReadError};
use crate::report::percent;

/// Articles that are converted at a time: enough to keep threads busy, little enough to keep in memory.
const CHUNK: usize = 128;

/// What every command that reads articles is told: which, on how many threads, how loudly.
#[derive(Debug, Args)]
pub(super) struct Sources {
    /// Files and folders with articles (.txt, .jsonl, .csv)
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Threads for conversion (otherwise as many as there are processors)
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1024))]
    threads: Option<usize>,
    /// No progress bar and no summary; faults are still told
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl Sources {
    /// The articles, ready to be read.
    ///
    /// # Errors
    /// The tables or the threads cannot be had.
    pub(super) fn open(&self) -> anyhow::Result<Input> {
        Input::new(&self.paths, self.threads)
    }
}

/// Counts articles on the standard error, if `visible`.
pub(super) fn progress(visible: bool) -> ProgressBar {
    let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("{spinner} {pos} articles, {elapsed}");
    let bar = ProgressBar::with_draw_target(None, target);
    if visible {
        bar.enable_steady_tick(Duration::from_millis(120));
    }
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// What was seen while articles went by.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Articles converted.
    pub(super) articles: u64,
    /// Facts by kind.
    pub(super) facts: BTreeMap<&'static str, usize>,
    /// Abstentions by rule and reason.
    pub(super) abstentions: BTreeMap<(&'static str, &'static str), usize>,
    /// Inputs set aside, each with the reason.
    pub(super) rejected: Vec<String>,
}

impl Tally {
    fn add(&mut self, conversion: &Conversion) {
        for (kind, n) in &conversion.counts {
            *self.facts.entry(kind).or_default() += n;
        }
        for abstention in &conversion.abstentions {
            *self.abstentions.entry(*abstention).or_default() += 1;
        }
    }

    /// Tells the facts by kind, what was left undecided and why (the most frequent first), and what was set aside.
    pub(super) fn summary(&self, err: &mut dyn Write) -> io::Result<()> {
        let facts: Vec<String> = self.facts.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        if !facts.is_empty() {
            writeln!(err, "facts: {}", facts.join(", "))?;
        }
        let all: usize = self.abstentions.values().sum();
        writeln!(err, "abstentions: {all}")?;
        let mut reasons: Vec<_> = self.abstentions.iter().collect();
        reasons.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        for ((rule, reason), n) in reasons {
            writeln!(err, "  {n} × {rule}: {reason} ({} %)", percent(*n, all))?;
        }
        writeln!(err, "inputs set aside: {}", self.rejected.len())
    }
}

/// Reads and converts.
pub(super) struct Input {
    articles: Box<dyn Iterator<Item = Result<Article, ReadError>>>,
    seen: BTreeSet<String>,
    converter: Converter,
    pool: ThreadPool,
}

impl Input {
    /// From the articles in `paths`, on `threads` threads (none: as many as there are processors).
    fn new(paths: &[PathBuf], threads: Option<usize>) -> anyhow::Result<Self> {
        let converter = Converter::new()?;
        let pool = ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build();
        let pool = pool.context("cannot start the threads")?;
        Ok(Self { articles: Box::new(read::articles(paths)), seen: BTreeSet::new(), converter, pool })
    }

    /// The next articles, converted, in the order of the input; none at the end.
    pub(super) fn next_chunk(&mut self, tally: &mut Tally) -> Option<Vec<(Article, Conversion)>> {
        let done = self.next_done(tally, Converter::convert)?;
        for (_, conversion) in &done {
            tally.add(conversion);
        }
        Some(done)
    }

    /// The next articles with what `work` makes of each, in the order of the input; none at the end.
    pub(super) fn next_done<T: Send>(
        &mut self,
        tally: &mut Tally,
        work: impl Fn(&Converter, &Article) -> T + Sync,
    ) -> Option<Vec<(Article, T)>> {
        let mut articles = Vec::new();
        while articles.len() < CHUNK {
            match self.articles.next() {
                None if articles.is_empty() => return None,
                None => break,
                Some(Err(error)) => tally.rejected.push(chain(&error)),
                Some(Ok(article)) if self.seen.insert(article.id.clone()) => articles.push(article),
                Some(Ok(article)) => {
                    let reason =
                        format!("the article {} comes a second time; the first one stays", article.id);
                    tally.rejected.push(reason);
                }
            }
        }
        let converter = &self.converter;
        let work = |article: Article| {
            let made = work(converter, &article);
            (article, made)
        };
        let done: Vec<_> = self.pool.install(|| articles.into_par_iter().map(work).collect());
        tally.articles += done.len() as u64;
        Some(done)
    }
}

/// An error with its causes on one line, none said twice.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = error.to_string();
        if !text.ends_with(&words) {
            text.push_str(": ");
            text.push_str(&words);
        }
        cause = error.source();
    }
    text
}
