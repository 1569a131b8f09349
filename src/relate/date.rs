//! Dates with the year completed from the article.

use super::Relate;
use crate::lexicon::tables::WordClass;
use crate::model::Day;
use crate::model::mention::{DateRef, Kind};

/// No article on the web is older: Việt Nam went online at the end of 1997.
const FIRST_ONLINE: i16 = 1997;

impl Relate<'_> {
    /// The year of the text: of its full dates if they agree, else the year it names most.
    pub(super) fn year_in_text(&self) -> Option<i16> {
        let mut full: Vec<i16> = Vec::new();
        let mut named: Vec<i16> = Vec::new();
        for (n, c) in self.chunks.iter().enumerate() {
            if let Kind::Date(DateRef { day, year: Some(y), .. }) = &c.kind
                && !self.of_a_life(n)
                && !self.last_day(n)
                && !(day.is_none() && (self.goal(n) || n > 0 && self.is_word(n - 1, WordClass::Since)))
                && !self.remembered(n)
                && *y >= FIRST_ONLINE
            {
                if day.is_some() {
                    full.push(*y);
                }
                named.push(*y);
            }
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
        let years = self.chunks.iter().enumerate().filter_map(|(n, c)| match &c.kind {
            Kind::Date(d) if !self.last_day(n) && !self.goal(n) => d.year,
            _ => None,
        });
        years.max()
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
        n > from
            && (ends.into_iter().any(|class| self.is_word(n - 1, class))
                || matches!(self.kind(n - 1), Some(Kind::Document(_))))
    }

    /// "sinh ngày 12/3/1969", "vào Đảng năm 1997": the dates of a life date no news.
    fn of_a_life(&self, n: usize) -> bool {
        let classes = [WordClass::Origin, WordClass::Age, WordClass::Joining];
        (n.saturating_sub(2)..n).any(|k| classes.into_iter().any(|class| self.is_word(k, class)))
    }

    /// The first of "(2/9/1945 - 2/9/2015)": what is remembered on this day of the year.
    fn remembered(&self, n: usize) -> bool {
        let full = |n: usize| match self.kind(n) {
            Some(Kind::Date(d)) => d.day.zip(d.month).zip(d.year),
            _ => None,
        };
        matches!(self.mark(n + 1), Some('-' | '–' | '—'))
            && full(n)
                .zip(full(n + 2))
                .is_some_and(|((day, year), (other, later))| day == other && year < later)
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
        let year = d.year.or_else(|| self.default_year()).or_else(|| self.year_beside(n))?;
        match (d.day, d.month) {
            (Some(day), Some(month)) => Day::checked(year, Some(month), Some(day)),
            (None, Some(month)) if d.year.is_some() => Day::checked(year, Some(month), None),
            (None, None) if d.year.is_some() => Day::checked(year, None, None),
            _ => None,
        }
    }

    /// The first date with a day in a stretch of chunks; "sáng nay" is the article's own day.
    pub(super) fn date_in(&self, from: usize, to: usize) -> Option<(Day, usize)> {
        for n in from..to {
            // What is celebrated is seldom celebrated on the very day.
            // "Cách đây 60 năm, ngày 2/3/1959, …": what is looked back at.
            let ago = (from..n).rev().take(10).any(|k| self.is_word(k, WordClass::Ago));
            if self.of_other(n, from) || self.remembered(n) || n > 1 && self.remembered(n - 2) || ago {
                continue;
            }
            if let Some(Kind::Date(d)) = self.kind(n)
                && d.day.is_some()
                && let Some(day) = self.day(n)
            {
                return Some((day, n));
            }
            let own = matches!(self.kind(n), Some(Kind::Date(d)) if d.part.is_some() && d.day.is_none());
            if own && let Some(day) = self.article.published {
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
