//! From named fields to an [`Article`]: identifiers, titles, dates, NFC.
//!
//! Knows no file format.

use super::{Problem, date};
use crate::model::Article;
use crate::text::nfc;

/// The columns and keys that are read; all others are passed over.
pub(super) const COLUMNS: [&str; 6] = ["id", "url", "publisher", "title", "published", "text"];

/// What an input says of one article.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) id: Option<String>,
    pub(super) url: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) text: Option<String>,
}

impl Fields {
    /// The article; `fallback` is its identifier where the input gives none.
    ///
    /// # Errors
    /// If there is no text, or a field holds NUL.
    pub(super) fn article(self, fallback: impl FnOnce() -> String) -> Result<Article, Problem> {
        let all = [&self.id, &self.url, &self.publisher, &self.title, &self.text];
        if all.into_iter().flatten().any(|value| value.contains('\0')) {
            return Err(Problem::Binary);
        }
        let text = self.text.filter(|t| !t.trim().is_empty()).ok_or(Problem::NoText)?;
        let url = trimmed(self.url);
        let mut doc = String::new();
        if let Some(title) = self.title.filter(|t| !t.trim().is_empty()) {
            doc.push_str(&nfc(&title));
            doc.push('\n');
        }
        let text_start = doc.len();
        doc.push_str(&nfc(&text));
        Ok(Article {
            id: trimmed(self.id).unwrap_or_else(fallback),
            publisher: trimmed(self.publisher).or_else(|| url.as_deref().and_then(host)),
            url,
            published: self.published.as_deref().and_then(date::published).or_else(|| date::stamped(&text)),
            doc,
            text_start,
        })
    }
}

/// Without white space at the ends, NFC; none where nothing is left.
fn trimmed(value: Option<String>) -> Option<String> {
    value.map(|v| nfc(v.trim())).filter(|v| !v.is_empty())
}

/// The host of a web address, lower case, without `www.` and port.
pub(super) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).trim_end_matches('.');
    host.contains('.').then(|| host.to_owned())
}

/// The address, if the line is nothing else.
pub(super) fn address(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_web = ["http://", "https://"].iter().any(|p| line.starts_with(p));
    (is_web && !line.contains(char::is_whitespace) && host(line).is_some()).then_some(line)
}
