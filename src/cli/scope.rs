//! The options that `vnkg draw` and `vnkg measure` share: which nodes and edges take part at all.

use crate::draw::dates;
use crate::draw::scope::{self, Scope};
use crate::draw::words::Kind;

/// What takes part.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct ScopeArgs {
    /// Only these kinds: person, post, body, place, event (or meeting), decision; several with commas
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kind)]
    pub kind: Vec<Kind>,
    /// Only what is attested on this day or later: 2022, 2022-03 or 2022-03-15; what has no date is left out
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub from: Option<String>,
    /// Only what is attested on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub to: Option<String>,
    /// Only what stands in so many articles
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min_articles: usize,
    /// Posts as nodes between people and bodies, not as words on edges
    #[arg(long)]
    pub posts: bool,
    /// Only people, each two joined by the events in which both took part
    #[arg(long, conflicts_with_all = ["kind", "posts"])]
    pub together: bool,
    /// Join two people only if they took part in so many events
    #[arg(long, value_name = "N", requires = "together", default_value_t = 1)]
    pub min_events: usize,
}

impl ScopeArgs {
    /// What the options say.
    pub(super) fn scope(&self) -> Scope {
        Scope {
            posts: self.posts || self.kind.contains(&Kind::Post),
            kinds: self.kind.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            min_articles: self.min_articles,
            together: self.together.then_some(self.min_events),
        }
    }
}

fn kind(word: &str) -> Result<Kind, String> {
    scope::kind_called(word).ok_or_else(|| {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.key()).collect();
        format!("no such kind; use {}", known.join(", "))
    })
}

fn first_day(text: &str) -> Result<String, String> {
    dates::first_day(text).ok_or_else(not_a_date)
}

fn last_day(text: &str) -> Result<String, String> {
    dates::last_day(text).ok_or_else(not_a_date)
}

fn not_a_date() -> String {
    "no date; write a year, a month or a day: 2022, 2022-03, 2022-03-15".to_owned()
}
