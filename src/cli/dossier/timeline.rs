//! When did who hold which post? Rows of days, and the picture of them as SVG.
//!
//! A bar spans the first and the last day for which a post is attested, no more: when it began and ended is
//! not known unless an article says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::cli::explain::Explanation;
use crate::draw::dates::{first_day, last_day};
use crate::draw::words::{Language, STATUSES, word};
use crate::draw::xml::escaped;

/// At most so many rows are drawn, those attested last.
const ROWS: usize = 40;
/// Measures of the picture, in pixels.
const WIDTH: f64 = 860.0;
const LABELS: f64 = 330.0;
const ROW: f64 = 30.0;
const HEAD: f64 = 30.0;
/// Letters that fit before the bars.
const LETTERS: usize = 52;

/// A post with the days for which it is attested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    /// The post, or the holder with the post.
    pub label: String,
    /// Day and status of each attestation, in order.
    pub days: Vec<(String, String)>,
}

impl Period {
    fn first(&self) -> &str {
        self.days.first().map_or("", |(day, _)| day.as_str())
    }

    fn last(&self) -> &str {
        self.days.last().map_or("", |(day, _)| day.as_str())
    }

    /// The first day, the last one if it is another, and the last status in words.
    pub(super) fn told(&self, language: Language) -> (String, String) {
        let days = match (self.first(), self.last()) {
            (first, last) if first == last => first.to_owned(),
            (first, last) => format!("{first} – {last}"),
        };
        let status = self.days.last().map_or("", |(_, status)| status.as_str());
        (days, word(STATUSES, status, language).to_owned())
    }
}

/// The posts of a person or a post's or body's holders, each with its days; what has none is left out.
pub(super) fn periods(told: &Explanation) -> Vec<Period> {
    let facts = told.topics.iter().filter(|topic| matches!(topic.topic, "posts" | "holders"));
    let mut days: BTreeMap<&str, BTreeSet<(String, String)>> = BTreeMap::new();
    for fact in facts.flat_map(|topic| &topic.facts) {
        if let Some(day) = fact.date.as_ref().filter(|day| first_day(day).is_some()) {
            let status = fact.status.clone().unwrap_or_default();
            days.entry(&fact.text).or_default().insert((day.clone(), status));
        }
    }
    let mut periods: Vec<Period> = days
        .into_iter()
        .map(|(label, days)| Period { label: label.to_owned(), days: days.into_iter().collect() })
        .collect();
    periods.sort_by(|a, b| b.last().cmp(a.last()).then_with(|| a.label.cmp(&b.label)));
    periods.truncate(ROWS);
    periods.sort_by(|a, b| (a.first(), a.last(), &a.label).cmp(&(b.first(), b.last(), &b.label)));
    periods
}

/// The picture: a row for each post, a mark for each day attested, years across.
pub(super) fn svg(periods: &[Period], title: &str, language: Language) -> String {
    let ends = periods.iter().map(|period| (year(period.first(), false), year(period.last(), true)));
    let (first, last) = ends.fold((f64::MAX, f64::MIN), |(a, b), (c, d)| (a.min(c), b.max(d)));
    let axis = Axis { from: first.floor(), to: last.ceil().max(first.floor() + 1.0) };
    let height = HEAD + ROW * periods.len() as f64 + 34.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tl\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\n\
         <title>{}</title>\n",
        escaped(title)
    );
    push_years(&mut out, &axis, height - 34.0);
    for (row, period) in periods.iter().enumerate() {
        push_row(&mut out, &axis, period, HEAD + ROW * (row as f64 + 0.5), language);
    }
    push_legend(&mut out, height - 12.0, language);
    out.push_str("</svg>\n");
    out
}

/// The years from left to right.
struct Axis {
    from: f64,
    to: f64,
}

impl Axis {
    fn x(&self, year: f64) -> f64 {
        LABELS + (year - self.from) / (self.to - self.from) * (WIDTH - LABELS - 20.0)
    }
}

fn push_years(out: &mut String, axis: &Axis, bottom: f64) {
    let step = ((axis.to - axis.from) / 10.0).ceil().max(1.0);
    let mut year = axis.from;
    while year <= axis.to {
        let x = axis.x(year);
        let _ = writeln!(
            out,
            "<path class=\"tl-grid\" d=\"M{x:.1} 22V{bottom:.1}\"/><text class=\"tl-year\" x=\"{x:.1}\" y=\"15\">{year}</text>"
        );
        year += step;
    }
}

fn push_row(out: &mut String, axis: &Axis, period: &Period, y: f64, language: Language) {
    let label = shortened(&period.label);
    let _ = writeln!(
        out,
        "<text class=\"tl-row\" x=\"{:.1}\" y=\"{:.1}\">{}<title>{}</title></text>",
        LABELS - 14.0,
        y + 4.0,
        escaped(&label),
        escaped(&period.label)
    );
    let held: Vec<&str> =
        period.days.iter().filter(|(_, status)| status != "former").map(|(day, _)| day.as_str()).collect();
    if let (Some(first), Some(last)) = (held.first(), held.last()) {
        let (from, to) = (axis.x(year(first, false)), axis.x(year(last, true)));
        let width = (to - from).max(2.0);
        let _ = writeln!(
            out,
            "<rect class=\"tl-bar\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"8\" rx=\"4\"/>",
            y - 4.0
        );
    }
    for (day, status) in &period.days {
        let x = axis.x(f64::midpoint(year(day, false), year(day, true)));
        push_mark(out, x, y, status);
        let _ = writeln!(
            out,
            "<title>{} · {}</title></g>",
            escaped(day),
            escaped(word(STATUSES, status, language))
        );
    }
}

/// A mark by status, in a group that its caller closes.
fn push_mark(out: &mut String, x: f64, y: f64, status: &str) {
    let _ = match status {
        "former" => {
            write!(out, "<g><path class=\"tl-former\" d=\"M{:.1} {:.1}l8 8m0 -8l-8 8\"/>", x - 4.0, y - 4.0)
        }
        "incoming" => {
            write!(out, "<g><path class=\"tl-incoming\" d=\"M{:.1} {:.1}l10 6l-10 6z\"/>", x - 4.0, y - 6.0)
        }
        _ => write!(out, "<g><circle class=\"tl-current\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>"),
    };
}

fn push_legend(out: &mut String, y: f64, language: Language) {
    let mut x = LABELS;
    for (key, _, _) in STATUSES {
        push_mark(out, x, y, key);
        out.push_str("</g>");
        let words = word(STATUSES, key, language);
        let _ =
            writeln!(out, "<text class=\"tl-key\" x=\"{:.1}\" y=\"{:.1}\">{words}</text>", x + 12.0, y + 4.0);
        x += 40.0 + 7.0 * words.chars().count() as f64;
    }
}

/// A day as a year with its share; of a year or month without a day, its first or its last day.
fn year(day: &str, end: bool) -> f64 {
    let whole = if end { last_day(day) } else { first_day(day) }.unwrap_or_default();
    let mut numbers = whole.split('-').map(|number| number.parse::<f64>().unwrap_or(0.0));
    let (year, month, day) =
        (numbers.next().unwrap_or(0.0), numbers.next().unwrap_or(1.0), numbers.next().unwrap_or(1.0));
    year + (month - 1.0) / 12.0 + (day - 1.0).min(30.0) / 372.0
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= LETTERS {
        return label.to_owned();
    }
    let cut: String = label.chars().take(LETTERS - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_lie_in_order_on_the_axis() {
        let days = ["2021", "2021-01-02", "2021-02", "2021-12-31", "2022-01-01"];
        assert!(days.map(|day| year(day, false)).is_sorted());
        assert!(year("2021", true) < year("2022", false) && year("2021-06", true) < year("2021-07", false));
    }
}
