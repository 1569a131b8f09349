//! `vnkg convert --report`: what the tool did not know or decide, as a table in CSV.

use anyhow::Context as _;
use clap::ValueEnum;
use indicatif::ProgressBar;

use super::input::{Input, Tally};
use crate::convert::Converter;
use crate::model::Article;
use crate::report::{Undecided, Unknowns};

/// The reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Report {
    /// Capitalised words and titles that no row of the lexicon explains
    Unknowns,
    /// What was left undecided, by rule and reason
    Abstentions,
}

impl Report {
    /// The table with the `top` most frequent, for all that `input` gives.
    pub(super) fn table(
        self,
        input: &mut Input,
        tally: &mut Tally,
        top: usize,
        bar: &ProgressBar,
    ) -> anyhow::Result<Vec<u8>> {
        match self {
            Self::Unknowns => unknowns(input, tally, top, bar),
            Self::Abstentions => abstentions(input, tally, top, bar),
        }
    }
}

fn unknowns(input: &mut Input, tally: &mut Tally, top: usize, bar: &ProgressBar) -> anyhow::Result<Vec<u8>> {
    let mut counted = Unknowns::default();
    while let Some(chunk) = input.next_done(tally, |converter, article| converter.unknowns(article)) {
        bar.inc(chunk.len() as u64);
        for (article, found) in chunk {
            counted.add(&article.id, found);
        }
    }
    let rows = counted.rows(top).into_iter().map(|row| {
        let example = format!("{}: {}", row.article, row.window);
        let (count, articles) = (row.count.to_string(), row.articles.to_string());
        [row.missing.name().to_owned(), row.words, count, articles, example]
    });
    csv(["kind", "words", "count", "articles", "example"], rows)
}

fn abstentions(
    input: &mut Input,
    tally: &mut Tally,
    top: usize,
    bar: &ProgressBar,
) -> anyhow::Result<Vec<u8>> {
    let mut counted = Undecided::default();
    let work = |converter: &Converter, article: &Article| converter.understand(article).1.abstentions;
    while let Some(chunk) = input.next_done(tally, work) {
        bar.inc(chunk.len() as u64);
        for (article, found) in chunk {
            counted.add(&article.id, &found);
        }
    }
    let rows = counted.rows(top).into_iter().map(|row| {
        [row.rule.to_owned(), row.reason.to_owned(), row.count.to_string(), row.percent, row.article]
    });
    csv(["rule", "reason", "count", "percent", "example"], rows)
}

/// A table with a line of names.
fn csv<const N: usize>(names: [&str; N], rows: impl Iterator<Item = [String; N]>) -> anyhow::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(names)?;
    for row in rows {
        out.write_record(row)?;
    }
    out.into_inner().context("cannot write the table")
}
