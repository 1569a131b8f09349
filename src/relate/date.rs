//! Dates with the year completed from the article.

use super::Relate;
use crate::lexicon::tables::WordClass;
use crate::lexicon::token::is_dash;
use crate::model::Day;
use crate::model::mention::{DateRef, Kind};

/// No article on the web is older: Việt Nam went online at the end of 1997.
const FIRST_ONLINE: i16 = 1997;
/// Years for which somebody is appointed.
const TERM: i16 = 5;
/// Days after its article that no news lies ahead.
const HALF_A_YEAR: i32 = 183;
/// Days that a text may look ahead from its news, to when a post is taken over.
const A_SEASON: i32 = 100;

/// Days of a year whose months have 31.
const YEAR: i32 = 12 * 31;

/// Days since some day; months have 31.
fn days(day: Day) -> i32 {
    let part = |part: Option<u8>| i32::from(part.unwrap_or(1));
    (i32::from(day.year) * 12 + part(day.month)) * 31 + part(day.day)
}

impl Relate<'_> {
    /// The dates that may be those of the news, with their chunks.
    fn own_dates(&self) -> impl Iterator<Item = (usize, &DateRef)> {
        self.chunks.iter().enumerate().filter_map(|(n, c)| {
            let Kind::Date(date) = &c.kind else { return None };
            // "từ năm 2014", "từ tháng 12/2014 đến nay": where a career goes on.
            let since = n > 0 && date.day.is_none() && self.is_word(n - 1, WordClass::Starting);
            let goal = date.day.is_none() && self.goal(n);
            let time = since || self.end_of_time(n) || self.start_of_period(n) || self.remembered(n);
            let other = time || goal || self.of_a_life(n) || self.last_day(n);
            (!other && date.year.is_some_and(|y| y >= FIRST_ONLINE)).then_some((n, date))
        })
    }

    /// The latest day that the text names with its year; true where something begins on it ("kể từ ngày 1/1/2020").
    pub(super) fn latest_day(&self) -> Option<(Day, bool)> {
        let begins = |n: usize| n > 0 && self.is_word(n - 1, WordClass::Starting);
        let own = self.own_dates().map(|(n, _)| n).filter(|n| !self.celebrated(*n));
        own.filter_map(|n| Some((self.full(n)?, begins(n)))).max()
    }

    /// The year of the text: of its full dates if they agree, else the year it names most.
    pub(super) fn year_in_text(&self) -> Option<i16> {
        let mut full: Vec<i16> = Vec::new();
        let mut named: Vec<i16> = Vec::new();
        for (_, date) in self.own_dates() {
            full.extend(date.year.filter(|_| date.day.is_some()));
            named.extend(date.year);
        }
        let Some(latest) = named.iter().max().copied() else { return self.congress_year() };
        // The latest full date is that of the news or shortly before, unless the text goes on to later years.
        if full.iter().max() == Some(&latest) {
            return Some(latest);
        }
        let most = |all: &[i16]| -> Option<i16> {
            let mut counts: Vec<(usize, i16)> = Vec::new();
            for y in all {
                match counts.iter_mut().find(|(_, v)| v == y) {
                    Some((n, _)) => *n += 1,
                    None => counts.push((1, *y)),
                }
            }
            counts.into_iter().max().map(|(_, y)| y)
        };
        let dominant = most(&named)?;
        let later = named.iter().filter(|y| **y > dominant).count();
        let count = named.iter().filter(|y| **y == dominant).count();
        if full.is_empty() && count >= 3 && later <= 1 {
            return Some(dominant);
        }
        // "quý I năm 2019": the year is on.
        let on = |year: i16| {
            let told = named.iter().filter(|y| **y == year).count() >= 2;
            let stray = named.iter().filter(|y| **y > year).count() <= 1;
            told && stray && self.year_is_on(year)
        };
        if full.is_empty()
            && let Some(year) = [latest, dominant].into_iter().find(|y| on(*y))
        {
            return Some(year);
        }
        let often = named.iter().filter(|y| **y == dominant).count() >= 3;
        if !often && full.is_empty() && self.period_ends_after(dominant) {
            return None;
        }
        // A plan for the next year or a look back must not date the news: the two must agree.
        (dominant == latest && (full.is_empty() || often)).then_some(dominant)
    }

    /// The latest year that the text names as one that has come.
    pub(super) fn latest_year(&self) -> Option<i16> {
        self.own_dates().filter_map(|(_, date)| date.year).max()
    }

    /// "trước ngày 30.4.2022": the day by which something is to be done may be years ahead.
    fn last_day(&self, n: usize) -> bool {
        n > 0 && self.is_word(n - 1, WordClass::Before)
    }

    /// "đến năm 2025, định hướng năm 2030", "tầm nhìn 2050": a year that a plan looks to.
    fn goal(&self, n: usize) -> bool {
        (n.saturating_sub(2)..n)
            .any(|k| self.is_word(k, WordClass::To) || self.is_word(k, WordClass::Towards))
    }

    /// The date of a document, a first and a last day are no days of an event.
    pub(super) fn of_other(&self, n: usize, from: usize) -> bool {
        let ends = [WordClass::To, WordClass::Since, WordClass::Before];
        let document = |n: usize| matches!(self.kind(n), Some(Kind::Document(_)));
        n > from
            && (ends.into_iter().any(|class| self.is_word(n - 1, class))
                || document(n - 1)
                || n > from + 1 && self.mark(n - 1) == Some(',') && document(n - 2))
    }

    /// "sinh ngày 12/3/1969", "vào Đảng năm 1997": the dates of a life date no news.
    fn of_a_life(&self, n: usize) -> bool {
        let classes = [WordClass::Origin, WordClass::Age, WordClass::Joining];
        (n.saturating_sub(2)..n).any(|k| classes.into_iter().any(|class| self.is_word(k, class)))
    }

    /// The day of a full date, which has its year with it.
    fn full(&self, n: usize) -> Option<Day> {
        let Some(Kind::Date(d)) = self.kind(n) else { return None };
        d.day.and(Day::checked(d.year?, d.month, d.day))
    }

    fn dash(&self, n: usize) -> bool {
        self.mark(n).is_some_and(is_dash)
    }

    /// Years between the same day of two years, with a dash between them; `n` is the first.
    fn years_between(&self, n: usize) -> Option<i16> {
        let (one, two) = self.full(n).zip(self.full(n + 2))?;
        let same = (one.month, one.day) == (two.month, two.day);
        (self.dash(n + 1) && same && one.year < two.year).then_some(two.year - one.year)
    }

    /// The first of "(2/9/1945 - 2/9/2015)": what is remembered on this day of the year.
    fn remembered(&self, n: usize) -> bool {
        self.years_between(n).is_some_and(|years| years > TERM)
    }

    /// The second of those: when that is.
    fn celebrated(&self, n: usize) -> bool {
        n > 1 && self.remembered(n - 2)
    }

    /// The second of "từ ngày 1/6/2017 đến ngày 1/6/2022", "từ 1/6/2017 - 31/5/2022", "(1/6/2017 - 1/6/2022)": when a
    /// term of office, or a period, is over.
    fn end_of_time(&self, n: usize) -> bool {
        let years = n > 1 && self.years_between(n - 2).is_some_and(|years| years <= TERM);
        let to = (n.saturating_sub(2)..n).rev().find(|k| self.is_word(*k, WordClass::To));
        let day = |k: usize| matches!(self.kind(k), Some(Kind::Date(d)) if d.day.is_some());
        let dashed = n > 2 && self.dash(n - 1) && day(n - 2) && self.is_word(n - 3, WordClass::Starting);
        years || dashed || to.is_some_and(|to| (to.saturating_sub(2)..to).any(day))
    }

    /// The first of "từ 1/1/2009 - 31/12/2018": longer than a term of office, which begins about when it is told.
    fn start_of_period(&self, n: usize) -> bool {
        let end = (n + 2..n + 4).filter(|k| self.end_of_time(*k)).find_map(|k| self.full(k));
        let long = |end: Day, start: Day| days(end) - days(start) > i32::from(TERM) * YEAR + 31;
        end.zip(self.full(n)).is_some_and(|(end, start)| long(end, start))
    }

    /// "Đại hội …, nhiệm kỳ 2018-2023": a congress is held when its term begins.
    fn congress_year(&self) -> Option<i16> {
        let noun = (0..self.chunks.len()).find(|n| self.event_kind(*n) == Some("congress"))?;
        let term = (noun..self.chunks.len().min(noun + 12)).find(|n| {
            matches!(self.kind(*n), Some(Kind::Term)) && self.sentence_of(*n) == self.sentence_of(noun)
        })?;
        let words = self.words(term, term + 1);
        words.split(|c: char| !c.is_ascii_digit()).find(|d| d.len() == 4).and_then(|d| d.parse().ok())
    }

    /// "cuộc họp về tình hình 3 tháng đầu năm 2020": held in that year.
    pub(super) fn year_in_name(&self, from: usize, to: usize) -> Option<Day> {
        let year = (from..to).find_map(|n| match self.kind(n) {
            Some(Kind::Date(d)) if d.day.is_none() && d.month.is_none() => {
                d.year.filter(|_| (from..n).rev().take(2).any(|k| self.is_word(k, WordClass::WithinYear)))
            }
            _ => None,
        })?;
        Day::checked(year, None, None)
    }

    /// "quý I năm 2019", "đầu năm 2019".
    fn year_is_on(&self, year: i16) -> bool {
        (0..self.chunks.len()).any(|n| {
            matches!(self.kind(n), Some(Kind::Date(d)) if d.year == Some(year))
                && (n.saturating_sub(2)..n).any(|k| self.is_word(k, WordClass::WithinYear))
        })
    }

    /// "giai đoạn 2014-2019" in a text whose only dated year is 2018.
    fn period_ends_after(&self, year: i16) -> bool {
        self.chunks.iter().enumerate().any(|(n, c)| {
            matches!(c.kind, Kind::Number)
                && self.words(n, n + 1).parse::<i16>().is_ok_and(|y| y > year && y < 2100 && y > 1990)
        })
    }

    /// "Ngày 3/4, … họp thường kỳ tháng 3/2019": the only month with a year in the sentence.
    fn year_beside(&self, n: usize) -> Option<i16> {
        let sentence = self.chunks.get(n)?.sentence;
        let &(from, to) = self.bounds.get(sentence)?;
        let mut years = (from..to).filter_map(|k| match self.kind(k) {
            Some(Kind::Date(d)) if d.day.is_none() && d.month.is_some() && !self.of_a_life(k) => d.year,
            _ => None,
        });
        let year = years.next()?;
        years.all(|y| y == year).then_some(year)
    }

    /// The calendar day of a date chunk.
    pub(super) fn day(&self, n: usize) -> Option<Day> {
        let Some(Kind::Date(d)) = self.kind(n) else { return None };
        match (d.day, d.month, d.year) {
            (Some(_), None, _) => None,
            (_, _, Some(year)) => Day::checked(year, d.month, d.day),
            (Some(_), Some(_), None) => {
                let year = self.default_year().or_else(|| self.year_beside(n))?;
                self.completed(Day::checked(year, d.month, d.day)?)
            }
            (None, ..) => None,
        }
    }

    /// A day whose year is that of the article or the text. In January "29/12" is of the year before. A text that
    /// names a day months later has the year of another one, or of the year after: which, nobody can tell.
    fn completed(&self, day: Day) -> Option<Day> {
        match self.article.published {
            Some(published) if days(day) - days(published) > HALF_A_YEAR => {
                Day::checked(day.year - 1, day.month, day.day)
            }
            Some(_) => Some(day),
            None => match *self.latest.get_or_init(|| self.latest_day()) {
                Some((later, _)) if days(later) - days(day) > A_SEASON => None,
                // "Chiều 25/12, … kể từ ngày 1/1/2020."
                Some((begins, true)) if days(day) - days(begins) > YEAR - A_SEASON => {
                    Day::checked(day.year - 1, day.month, day.day)
                }
                _ => Some(day),
            },
        }
    }

    /// The first date with a day in a stretch of chunks; "sáng nay" is the article's own day.
    pub(super) fn date_in(&self, from: usize, to: usize) -> Option<(Day, usize)> {
        for n in from..to {
            let Some(Kind::Date(d)) = self.kind(n) else { continue };
            // "Cách đây 60 năm, ngày 2/3/1959, …": what is looked back at.
            let ago = (from..n).rev().take(10).any(|k| self.is_word(k, WordClass::Ago));
            // What is celebrated is seldom celebrated on the very day.
            if ago || self.of_other(n, from) || self.remembered(n) || self.celebrated(n) {
                continue;
            }
            if d.day.is_some() {
                // Where its year cannot be told, no later date takes its place.
                return self.day(n).map(|day| (day, n));
            }
            if let Some(day) = self.article.published.filter(|_| d.part.is_some()) {
                return Some((day, n));
            }
        }
        None
    }

    /// "Cùng ngày": the day of the act told before.
    pub(super) fn same_day(&self, from: usize, to: usize) -> Option<Day> {
        let told = (from..to).any(|n| self.is_word(n, WordClass::SameDay));
        if told { self.knowledge.decisions.iter().rev().find_map(|d| d.date) } else { None }
    }

    /// "Tháng 3/2017, …", "hồi năm 2016, …" before the verb: month or year of the act, not of its object.
    pub(super) fn loose_date(&self, from: usize, verb: usize) -> Option<Day> {
        let opens = |n: usize| {
            n == from
                || self.mark(n - 1) == Some(',')
                || (self.is_word(n - 1, WordClass::Stop) && !self.is_word(n - 1, WordClass::Of))
        };
        (from..verb).filter(|n| opens(*n)).find_map(|n| match self.kind(n) {
            Some(Kind::Date(d)) if d.day.is_none() && d.part.is_none() => self.day(n),
            _ => None,
        })
    }

    /// "sáng", "chiều" beside a date.
    pub(super) fn part_of_day(&self, from: usize, to: usize) -> Option<String> {
        (from..to).find_map(|n| match self.kind(n) {
            Some(Kind::Date(d)) => d.part.map(|p| crate::text::fold(p.of(&self.article.doc))),
            _ => None,
        })
    }
}
