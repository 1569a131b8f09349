//! Which day does this printed date name? ISO 8601 and the Vietnamese day/month/year.
//!
//! Dates inside running text are not its business.

use crate::model::Day;

/// The day of publication in `printed`, if it has a known form: `2021-05-28`, `2021-05-28T08:00`,
/// `20210528`, `2021-05`, `2021`, `28/5/2021 08:00`, `Thứ Sáu, 28-05-2021`. Time zones are passed over.
///
/// ```
/// assert_eq!(vnkg::read::published("28/5/2021 08:15").unwrap().iso(), "2021-05-28");
/// assert_eq!(vnkg::read::published("hôm qua"), None);
/// ```
#[must_use]
pub fn published(printed: &str) -> Option<Day> {
    let words = || printed.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    words().find_map(full_date).or_else(|| {
        let mut all = words();
        let only = all.next()?;
        if all.next().is_some() { None } else { short_date(only) }
    })
}

/// So many lines at the head of a text may hold the page's date, blank ones not counted.
const HEAD: usize = 8;

/// The day that a page prints above the text in a line of its own: `Thứ Hai, 12/03/2018, 08:30 [GMT+7]`,
/// `Đăng ngày: 12/03/2018`. A line with more words than that is a sentence, which dates no page.
pub(super) fn stamped(text: &str) -> Option<Day> {
    let stamp = |line: &&str| {
        let count = |kind: fn(char) -> bool| line.chars().take(80).filter(|c| kind(*c)).count();
        line.len() < 120 && count(char::is_alphabetic) <= count(|c| c.is_ascii_digit()) + 6
    };
    let head = text.lines().map(str::trim).filter(|l| !l.is_empty()).take(HEAD);
    head.filter(stamp).find_map(|line| {
        let word = |w: &str| full_date(w.trim_matches(|c: char| !c.is_ascii_digit()));
        line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|')).find_map(word)
    })
}

/// `2021-05-28…`, `20210528`, `28/5/2021`.
fn full_date(word: &str) -> Option<Day> {
    let date = word.split(['T', 't']).next()?;
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [y, m, d] if y.len() == 4 => day(y, Some(m), Some(d)),
        [d, m, y] if y.len() == 4 => day(y, Some(m), Some(d)),
        [compact] if compact.len() == 8 => {
            day(compact.get(..4)?, Some(compact.get(4..6)?), Some(compact.get(6..)?))
        }
        _ => None,
    }
}

/// `2021-05`, `05/2021`, `2021`.
fn short_date(word: &str) -> Option<Day> {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [y, m] if y.len() == 4 => day(y, Some(m), None),
        [m, y] if y.len() == 4 => day(y, Some(m), None),
        [y] if y.len() == 4 => day(y, None, None),
        _ => None,
    }
}

fn day(y: &str, m: Option<&str>, d: Option<&str>) -> Option<Day> {
    let year: i16 = digits(y)?.parse().ok().filter(|y| (1800..=2200).contains(y))?;
    let small = |part: Option<&str>| match part {
        None => Some(None),
        Some(text) => digits(text)?.parse::<u8>().ok().map(Some),
    };
    Day::checked(year, small(m)?, small(d)?)
}

/// The text, if it is digits only (`parse` alone would take `+5`).
fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}
