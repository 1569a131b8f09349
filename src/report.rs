//! What did the tool not know, and how often? Tables for people who extend the lexicon.
//!
//! Counts what others found or left; it decides nothing about an article and writes nothing.

#[cfg(test)]
mod tests;
mod titles;
mod unknown;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Abstention;

pub use unknown::{Finder, Missing, Unknown};

/// How often something was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Count {
    times: usize,
    articles: usize,
    /// The article with the least identifier, so that the order of the input does not matter.
    article: String,
    /// A few words of it.
    window: String,
}

/// Counts things over articles, in any order of the articles.
#[derive(Debug, Clone)]
struct Census<K> {
    seen: BTreeMap<K, Count>,
}

impl<K> Default for Census<K> {
    fn default() -> Self {
        Self { seen: BTreeMap::new() }
    }
}

impl<K: Ord + Clone> Census<K> {
    /// Adds what `article` holds: each thing with the words around it.
    fn add(&mut self, article: &str, things: impl IntoIterator<Item = (K, String)>) {
        let mut here = BTreeSet::new();
        for (key, window) in things {
            let first = here.insert(key.clone());
            let fresh =
                || Count { times: 0, articles: 0, article: article.to_owned(), window: window.clone() };
            let count = self.seen.entry(key).or_insert_with(fresh);
            count.times += 1;
            count.articles += usize::from(first);
            if first && article < count.article.as_str() {
                (count.article, count.window) = (article.to_owned(), window);
            }
        }
    }

    /// The most frequent first; what is equally frequent in the order of the keys.
    fn ranked(&self) -> Vec<(&K, &Count)> {
        let mut all: Vec<_> = self.seen.iter().collect();
        all.sort_by(|a, b| b.1.times.cmp(&a.1.times).then(a.0.cmp(b.0)));
        all
    }
}

/// Counts words that no row of the lexicon explains.
#[derive(Debug, Clone, Default)]
pub struct Unknowns {
    census: Census<(String, Missing)>,
}

/// Words that no row of the lexicon explains, with how often they were seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRow {
    /// What they may be.
    pub missing: Missing,
    /// The words.
    pub words: String,
    /// How often.
    pub count: usize,
    /// In how many articles.
    pub articles: usize,
    /// Identifier of an article that has them.
    pub article: String,
    /// The words with some of what stands around them there.
    pub window: String,
}

impl Unknowns {
    /// Adds what was found in the article with the identifier `article`.
    pub fn add(&mut self, article: &str, found: Vec<Unknown>) {
        self.census.add(article, found.into_iter().map(|u| ((u.words, u.missing), u.window)));
    }

    /// The `top` most frequent of each kind, the most frequent first, then by their words.
    #[must_use]
    pub fn rows(&self, top: usize) -> Vec<UnknownRow> {
        let mut taken: BTreeMap<Missing, usize> = BTreeMap::new();
        let mut rows = Vec::new();
        for ((words, missing), count) in self.census.ranked() {
            let n = taken.entry(*missing).or_default();
            *n += 1;
            if *n <= top {
                rows.push(UnknownRow {
                    missing: *missing,
                    words: words.clone(),
                    count: count.times,
                    articles: count.articles,
                    article: count.article.clone(),
                    window: count.window.clone(),
                });
            }
        }
        rows
    }
}

/// Counts what was left undecided.
#[derive(Debug, Clone, Default)]
pub struct Undecided {
    census: Census<(&'static str, &'static str)>,
}

/// What one rule left undecided for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndecidedRow {
    /// The rule.
    pub rule: &'static str,
    /// Its reason.
    pub reason: &'static str,
    /// How often.
    pub count: usize,
    /// Its share of all, in percent with one decimal.
    pub percent: String,
    /// Identifier of an article where it happened.
    pub article: String,
}

impl Undecided {
    /// Adds what was left undecided in the article with the identifier `article`.
    pub fn add(&mut self, article: &str, abstentions: &[Abstention]) {
        self.census.add(article, abstentions.iter().map(|a| ((a.rule, a.reason), String::new())));
    }

    /// The `top` most frequent, the most frequent first; shares are of all.
    #[must_use]
    pub fn rows(&self, top: usize) -> Vec<UndecidedRow> {
        let all = self.census.seen.values().map(|c| c.times).sum();
        let row = |((rule, reason), count): (&(&'static str, &'static str), &Count)| UndecidedRow {
            rule,
            reason,
            count: count.times,
            percent: percent(count.times, all),
            article: count.article.clone(),
        };
        self.census.ranked().into_iter().take(top).map(row).collect()
    }
}

/// `part` of `all` in percent with one decimal: `33.3`. Halves are rounded up, without floating point.
///
/// ```
/// assert_eq!(vnkg::report::percent(1, 3), "33.3");
/// assert_eq!(vnkg::report::percent(2, 3), "66.7");
/// assert_eq!(vnkg::report::percent(0, 0), "0.0");
/// ```
#[must_use]
pub fn percent(part: usize, all: usize) -> String {
    let tenths = (part * 1000 + all / 2).checked_div(all).unwrap_or(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}
